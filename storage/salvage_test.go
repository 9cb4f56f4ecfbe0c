package storage_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"aftercare/domain"
	"aftercare/storage"
	"aftercare/storage/storagetest"
)

// harmed makes a store of some hundred orders, has harm done to its bytes and
// salvages it. It gives the new store and what the salvaging said.
func harmed(t *testing.T, orders int, harm func(data []byte)) (*storage.DB, storage.Salvaged) {
	t.Helper()
	where := storagetest.SQLite(t)
	db := storagetest.Open(t, where)
	storagetest.Fill(t, db, orders)
	for i := range 50 {
		if err := db.Update(t.Context(), func(tx *storage.Tx) error {
			return tx.Record(domain.Entry{Verb: "order.ship", Entity: "order", ID: domain.ID(i + 1), Facts: domain.Args{"lines": i}})
		}); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(where)
	if err != nil {
		t.Fatal(err)
	}
	harm(data)
	if err := os.WriteFile(where, data, 0o600); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "salvaged")
	r, err := storage.Salvage(t.Context(), where, to, storage.Options{Now: storagetest.Clock()})
	if err != nil {
		t.Fatalf("Salvage: %v", err)
	}
	if after, err := os.ReadFile(where); err != nil || string(after) != string(data) {
		t.Errorf("the damaged file was changed (%v)", err)
	}
	out := storagetest.Open(t, to)
	if report, err := out.Check(t.Context(), storage.Full); err != nil || !report.Sound() {
		t.Errorf("the salvaged store: got %+v, %v, want it sound", report, err)
	}
	return out, r
}

func TestSalvage_soundStore(t *testing.T) {
	_, r := harmed(t, 300, func([]byte) {})
	if o := r.Tables["orders"]; o.Rows != 300 || o.Lost != 0 || o.Unread != 0 || r.Entries != 50 || r.ChainBroken {
		t.Errorf("of a sound store: got %+v", r)
	}
	for name, table := range r.Tables {
		if table.Lost != 0 || table.Unread != 0 {
			t.Errorf("%s: got %+v", name, table)
		}
	}
}

func TestSalvage_damage(t *testing.T) {
	for name, c := range map[string]struct {
		harm        func([]byte)
		orders      int64 // at least
		chainBroken bool
	}{
		"page 1 zeroed":               {func(d []byte) { clear(d[:4096]) }, 300, false},
		"tail cut":                    {func(d []byte) { clear(d[len(d)*9/10:]) }, 150, false},
		"a page in the middle zeroed": {func(d []byte) { at := len(d) / 8192 * 4096; clear(d[at : at+4096]) }, 250, false},
	} {
		db, r := harmed(t, 300, c.harm)
		n := r.Tables["orders"].Rows
		if n < c.orders {
			t.Errorf("%s: %d orders salvaged, want at least %d (%+v)", name, n, c.orders, r.Tables)
		}
		if n < 300 && r.Tables["orders"].Unread == 0 && r.Tables["orders"].Lost == 0 {
			t.Errorf("%s: %d orders are missing and nothing is said of it", name, 300-n)
		}
		// Numbers go on behind what there is.
		err := db.Update(t.Context(), func(tx *storage.Tx) error {
			id, err := tx.Take("orders", 1)
			if id <= n/2 {
				t.Errorf("%s: the next order would be %d", name, id)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
}

// TestSalvage_everyTwentiethPage scribbles over a twentieth of the pages, by turns
// over others: which orders are lost depends on what stood there, and with a page
// that leads to others many are. Most of the time most of them come back.
func TestSalvage_everyTwentiethPage(t *testing.T) {
	var got []int64
	for first := 1; first < 20; first += 4 {
		_, r := harmed(t, 300, func(d []byte) {
			for at := 4096 * first; at+4096 <= len(d); at += 4096 * 20 {
				for i := range 4096 {
					d[at+i] = byte(i * 7)
				}
			}
		})
		o := r.Tables["orders"]
		if got = append(got, o.Rows); o.Rows < 300 && o.Unread == 0 && o.Lost == 0 {
			t.Errorf("from page %d: %d orders are missing and nothing is said of it", first, 300-o.Rows)
		}
	}
	slices.Sort(got)
	if middle := got[len(got)/2]; middle < 250 {
		t.Errorf("orders that came back: %v of 300, want most of them most of the time", got)
	}
	t.Logf("orders that came back: %v of 300", got)
}

func TestSalvage_refuses(t *testing.T) {
	letter := filepath.Join(t.TempDir(), "letter")
	if err := os.WriteFile(letter, []byte("Dear shop"), 0o600); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "out")
	_, err := storage.Salvage(t.Context(), letter, to, storage.Options{Now: storagetest.Clock()})
	wantCode(t, "a letter", err, "store.not_a_store")
	_, err = storage.Salvage(t.Context(), letter, letter, storage.Options{Now: storagetest.Clock()})
	wantCode(t, "onto a file", err, "store.exists")
	_, err = storage.Salvage(t.Context(), letter+"x", to, storage.Options{Now: storagetest.Clock()})
	wantCode(t, "no file", err, "store.missing")
	if _, err := os.Lstat(to); err == nil {
		t.Error("something was left behind")
	}
}
