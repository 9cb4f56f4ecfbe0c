package backup

import (
	"archive/tar"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aftercare/storage/blob"
)

// inPool are the names under which a file lies in a pool.
func inPool(t *testing.T, dir, hash string) (out []string) {
	t.Helper()
	for path := range tree(t, filepath.Join(dir, pool)) {
		if strings.HasPrefix(filepath.Base(path), hash) {
			out = append(out, filepath.Base(path))
		}
	}
	return out
}

// years makes a backup on each of the next days, which thins those of before.
func (w *world) years(days int) {
	w.t.Helper()
	for range days {
		w.now = w.now.AddDate(0, 0, 9)
		w.book(1)
		w.make(OnTime)
	}
}

// A photo that the shop dropped stays as long as a backup needs it, in both
// places, and no longer; one that the shop has stays.
func TestPrune_photosGoWithTheirLastBackup(t *testing.T) {
	for name, locked := range map[string]bool{"open": false, "locked": true} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, 3)
			second := t.TempDir()
			if _, err := w.v.SetSecond(second); err != nil {
				t.Fatal(err)
			}
			if locked {
				w.lock()
			}
			gone, stays := w.keep("gone.txt", "her face"), w.keep("stays.txt", "a sleeve")
			w.book(1)
			w.make(ByHand)
			if err := blob.In(w.v.Blobs).Drop(w.ctx, gone.Hash); err != nil {
				t.Fatal(err)
			}
			w.years(2)
			for _, dir := range []string{w.v.Dir, second} {
				if got := inPool(t, dir, gone.Hash); len(got) != 1 {
					t.Errorf("while a backup needs it: got %v, want one file", got)
				}
			}
			w.years(45)
			for _, dir := range []string{w.v.Dir, second} {
				if got := inPool(t, dir, gone.Hash); len(got) != 0 {
					t.Errorf("after the last backup that needs it went: %v", got)
				}
				if got := inPool(t, dir, stays.Hash); len(got) != 1 {
					t.Errorf("the photo that the shop has: got %v, want one file", got)
				}
			}
			all, err := w.v.List()
			if err != nil {
				t.Fatal(err)
			}
			for _, b := range all { // each that was kept restores, photos and all
				if err := w.v.try(w.ctx, b); err != nil {
					t.Errorf("backup %d: %v", b.Serial, err)
				}
			}
		})
	}
}

// What a backup under a key that this machine no longer has may need stays; and
// nothing goes while a backup was made by a newer program.
func TestPrune_keepsWhatItCannotKnow(t *testing.T) {
	w := newWorld(t, 3)
	w.lock()
	f := w.keep("a.txt", "a photo")
	w.book(1)
	old := w.make(ByHand)
	w.lock() // under another key
	if err := blob.In(w.v.Blobs).Drop(w.ctx, f.Hash); err != nil {
		t.Fatal(err)
	}
	if err := w.v.prune(w.ctx, folder{w.v.Dir}); err != nil {
		t.Fatal(err)
	}
	if got := inPool(t, w.v.Dir, f.Hash); len(got) != 1 {
		t.Errorf("under the key of before: got %v, want it kept", got)
	}
	if err := os.Remove(old.Path); err != nil {
		t.Fatal(err)
	}
	var newer bytes.Buffer
	if err := small(tar.NewWriter(&newer), partAbout, []byte(`{"format": 2}`), w.now); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(w.v.Dir, "000009-20270101T000000Z"+Suffix)
	if err := os.WriteFile(path, newer.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := w.v.prune(w.ctx, folder{w.v.Dir}); err != nil {
		t.Fatal(err)
	}
	if got := inPool(t, w.v.Dir, f.Hash); len(got) != 1 {
		t.Errorf("beside a newer program's backup: got %v, want it kept", got)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := w.v.prune(w.ctx, folder{w.v.Dir}); err != nil {
		t.Fatal(err)
	}
	if got := inPool(t, w.v.Dir, f.Hash); len(got) != 0 {
		t.Errorf("when nothing needs it: %v", got)
	}
}

// Backups that are locked anew, by another key, open with it: photos too.
func TestVault_lockedAnew(t *testing.T) {
	w := newWorld(t, 3)
	w.lock()
	w.keep("a.txt", "a photo")
	w.book(1)
	first := w.make(ByHand)
	old := w.v.Settings().Key.Secret
	if err := w.v.Unlock(); err != nil {
		t.Fatal(err)
	}
	w.lock()
	w.book(2)
	w.make(ByHand)
	if d, err := w.v.Try(w.ctx); err != nil || d.Code != "" {
		t.Errorf("the drill under the new key: %+v, %v", d, err)
	}
	w.close()
	if err := os.RemoveAll(w.v.Blobs); err != nil {
		t.Fatal(err)
	}
	if r, err := w.v.Restore(w.ctx, first, old); err != nil || r.Files != 1 {
		t.Errorf("the backup from before with its own key: %+v, %v", r, err)
	}
}
