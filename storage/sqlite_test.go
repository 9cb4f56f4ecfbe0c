package storage

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"aftercare/domain"
)

func clock() time.Time { return time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC) }

func open(t *testing.T, path string) *DB {
	t.Helper()
	db, err := Open(context.Background(), path, Options{Now: clock})
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func TestOpen_pragmas(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "shop.aftercare"))
	shared := map[string]string{
		"busy_timeout": "5000", "foreign_keys": "1", "journal_mode": "wal", "synchronous": "2", "trusted_schema": "0",
		"cell_size_check": "1", "secure_delete": "1", "temp_store": "2", "mmap_size": "0",
		"journal_size_limit": "67108864", "fullfsync": "1", "checkpoint_fullfsync": "1", "application_id": "1097220978",
	}
	for name, c := range map[string]struct {
		run       func(context.Context, func(*Tx) error) error
		queryOnly string
		cache     string // KiB, negative
	}{
		"writer": {db.Update, "0", "-131072"},
		"reader": {db.View, "1", "-32768"},
	} {
		err := c.run(context.Background(), func(tx *Tx) error {
			read := func(pragma string) (got string) {
				if _, err := tx.QueryRow([]any{&got}, "PRAGMA "+pragma); err != nil {
					t.Fatal(err)
				}
				return got
			}
			for pragma, want := range shared {
				if got := read(pragma); got != want {
					t.Errorf("%s: %s is %s, want %s", name, pragma, got, want)
				}
			}
			if got := read("query_only"); got != c.queryOnly {
				t.Errorf("%s: query_only is %s, want %s", name, got, c.queryOnly)
			}
			if got := read("cache_size"); got != c.cache {
				t.Errorf("%s: cache_size is %s, want %s", name, got, c.cache)
			}
			// Two that no pragma shows: defensive, and no text in double quotes.
			if _, err := tx.Exec("PRAGMA writable_schema = 1"); err != nil {
				t.Fatal(err)
			}
			if got := read("writable_schema"); got != "0" {
				t.Errorf("%s: writable_schema is %s: not defensive", name, got)
			}
			if _, err := tx.Exec(`SELECT "no such column"`); err == nil {
				t.Errorf("%s: text in double quotes was taken", name)
			}
			return errors.New("undo")
		})
		if err == nil {
			t.Errorf("%s: got no error", name)
		}
	}
}

func TestOpen_modes(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "new", "shop ?#%41")
	path := filepath.Join(folder, "a?b#c%20.aftercare")
	db := open(t, path)
	if err := db.Update(context.Background(), func(tx *Tx) error { return tx.PutSetting("a", 1, 0) }); err != nil {
		t.Fatal(err)
	}
	found, err := os.ReadDir(folder)
	if err != nil || len(found) != 3 {
		t.Errorf("files: got %v, %v, want the store, its log and its index", found, err)
	}
	for _, f := range found {
		if info, err := f.Info(); err != nil || info.Mode().Perm() != 0o600 || !strings.HasPrefix(f.Name(), filepath.Base(path)) {
			t.Errorf("%s: got mode %v, %v, want 0600", f.Name(), info.Mode(), err)
		}
	}
	if info, err := os.Stat(folder); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("folder: got %v, %v, want 0700", info.Mode(), err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if found, _ := os.ReadDir(folder); len(found) != 1 {
		t.Errorf("after Close: got %v, want the store alone", found)
	}
}

// sound makes a store with some rows and gives its bytes.
func sound(t *testing.T) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "shop.aftercare")
	db := open(t, path)
	err := db.Update(context.Background(), func(tx *Tx) error {
		for i := range 200 {
			if err := tx.Record(domain.Entry{Verb: "order.ship", ID: domain.ID(i)}); err != nil {
				return err
			}
		}
		return nil
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestOpen_refusedFiles(t *testing.T) {
	good := sound(t)
	changed := func(at int, with ...byte) []byte {
		data := append([]byte(nil), good...)
		copy(data[at:], with)
		return data
	}
	for name, c := range map[string]struct {
		data []byte
		wal  string
		code string
	}{
		"a letter":               {data: []byte("Dear shop"), code: "store.not_a_store"},
		"a long letter":          {data: []byte(strings.Repeat("Dear shop ", 1000)), code: "store.not_a_store"},
		"another program's file": {data: changed(68, 1, 2, 3, 4), code: "store.not_a_store"},
		"page 1 zeroed":          {data: changed(0, make([]byte, 4096)...), code: "store.damaged"},
		"tail cut":               {data: good[:len(good)-4096], code: "store.damaged"},
		"cut within the header":  {data: good[:50], code: "store.damaged"},
		"schema scribbled over":  {data: changed(100, []byte(strings.Repeat("\xff", 300))...), code: "store.damaged"},
		"emptied beside its log": {data: nil, wal: "log", code: "store.damaged"},
	} {
		path := filepath.Join(t.TempDir(), "shop.aftercare")
		if err := os.WriteFile(path, c.data, 0o600); err != nil {
			t.Fatal(err)
		}
		if c.wal != "" {
			if err := os.WriteFile(path+"-wal", []byte(c.wal), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		_, err := Open(context.Background(), path, Options{Now: clock})
		if !errors.Is(err, domain.Code(c.code)) {
			t.Errorf("%s: got %v, want %s", name, err, c.code)
		}
		if after, err := os.ReadFile(path); err != nil || string(after) != string(c.data) {
			t.Errorf("%s: the file was changed (%v)", name, err)
		}
		if after, _ := os.ReadFile(path + "-wal"); string(after) != c.wal {
			t.Errorf("%s: the log was changed", name)
		}
	}
}

func TestCheck_findsRot(t *testing.T) {
	data := sound(t)
	// Scribble over the cells of the last page, a leaf of the history.
	for i := len(data) - 600; i < len(data); i++ {
		data[i] ^= 0x5a
	}
	path := filepath.Join(t.TempDir(), "shop.aftercare")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	db := open(t, path)
	r, err := db.Check(context.Background(), Full)
	if err == nil && r.Sound() {
		t.Errorf("Check: got %+v, want it to find the rot", r)
	}
}

func TestOpen_readOnly(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "shop.aftercare")
	if _, err := Open(ctx, path, Options{Now: clock, ReadOnly: true}); !errors.Is(err, domain.Code("store.missing")) {
		t.Errorf("no file: got %v, want store.missing", err)
	}
	if err := os.WriteFile(path, sound(t), 0o400); err != nil {
		t.Fatal(err)
	}
	db, err := Open(ctx, path, Options{Now: clock, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if n, _, err := db.VerifyHistory(ctx); n != 200 || err != nil {
		t.Errorf("VerifyHistory: got %d, %v", n, err)
	}
	if err := db.Update(ctx, func(*Tx) error { return nil }); !errors.Is(err, domain.Code("store.read_only")) {
		t.Errorf("Update: got %v, want store.read_only", err)
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}
}

func TestOpen_foreignParts(t *testing.T) {
	for name, statement := range map[string]string{
		"a trigger":         `CREATE TRIGGER spy AFTER INSERT ON settings BEGIN DELETE FROM history; END`,
		"a view":            `CREATE VIEW spy AS SELECT 1`,
		"a changed trigger": `DROP TRIGGER history_kept; CREATE TRIGGER history_kept BEFORE UPDATE ON history BEGIN SELECT 1; END`,
	} {
		path := filepath.Join(t.TempDir(), "shop.aftercare")
		if err := os.WriteFile(path, sound(t), 0o600); err != nil {
			t.Fatal(err)
		}
		raw, err := openPool(path, roleWriter, 1)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := raw.Exec(statement); err != nil {
			t.Fatal(err)
		}
		if err := raw.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(context.Background(), path, Options{Now: clock}); !errors.Is(err, domain.Code("store.foreign")) {
			t.Errorf("%s: got %v, want store.foreign", name, err)
		}
	}
}
