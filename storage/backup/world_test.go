package backup

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/storage"
	"aftercare/storage/blob"
	"aftercare/storage/storagetest"
)

const passphrase = "correct horse battery"

var fuzzMade = time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)

// world is a small shop with a vault.
type world struct {
	t   *testing.T
	db  *storage.DB
	v   *Vault
	now time.Time
	ctx context.Context
}

func newWorld(t *testing.T, orders int) *world {
	t.Helper()
	w := &world{t: t, ctx: t.Context(), now: time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)}
	path := filepath.Join(t.TempDir(), "a shop? 100% #1", "shop.aftercare")
	w.v = &Vault{Store: path, Dir: path + ".backups", Blobs: path + ".files", Now: func() time.Time { return w.now }, Zone: time.UTC}
	w.open()
	storagetest.Fill(t, w.db, orders)
	return w
}

func (w *world) open() {
	w.t.Helper()
	if err := Finish(w.v.Store); err != nil {
		w.t.Fatal(err)
	}
	db, err := storage.Open(w.ctx, w.v.Store, storage.Options{Now: w.v.Now})
	if err != nil {
		w.t.Fatal(err)
	}
	w.db = db
	w.t.Cleanup(func() { _ = db.Close() })
}

func (w *world) close() {
	w.t.Helper()
	if err := w.db.Close(); err != nil {
		w.t.Fatal(err)
	}
}

// book writes an entry of the history, as any change does.
func (w *world) book(id domain.ID) {
	w.t.Helper()
	err := w.db.Update(w.ctx, func(tx *storage.Tx) error {
		return tx.Record(domain.Entry{Verb: "order.ship", Entity: "order", ID: id})
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) entries() (n int64) {
	w.t.Helper()
	n, _, err := w.db.VerifyHistory(w.ctx)
	if err != nil {
		w.t.Fatal(err)
	}
	return n
}

func (w *world) keep(name, content string) domain.File {
	w.t.Helper()
	f, err := blob.In(w.v.Blobs).Keep(w.ctx, name, bytes.NewReader([]byte(content)))
	if err != nil {
		w.t.Fatal(err)
	}
	return f
}

func (w *world) make(why Why) Backup {
	w.t.Helper()
	b, err := w.v.Make(w.ctx, w.db, why)
	if err != nil {
		w.t.Fatalf("Make: %v", err)
	}
	return b
}

// lock locks the backups by a key whose passphrase is quick to guess.
func (w *world) lock() Key {
	w.t.Helper()
	k, err := newKey(passphrase, 10)
	if err == nil {
		err = w.v.change(func(s *Settings) { s.Key = &k })
	}
	if err != nil {
		w.t.Fatal(err)
	}
	return k
}

// want fails unless err has the code.
func want(t testing.TB, what string, err error, code string) {
	t.Helper()
	if !errors.Is(err, domain.Code(code)) {
		t.Errorf("%s: got %v, want %s", what, err, code)
	}
}

// tree is every file below a folder and its bytes.
func tree(t testing.TB, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.Walk(dir, func(p string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		data, err := os.ReadFile(p)
		out[p] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func sameTree(t testing.TB, what string, got, want map[string]string) {
	t.Helper()
	for p, data := range want {
		if got[p] != data {
			t.Errorf("%s: %s changed", what, filepath.Base(p))
		}
	}
	for p := range got {
		if _, ok := want[p]; !ok {
			t.Errorf("%s: %s is new", what, fmt.Sprint(p))
		}
	}
}
