package backup

import (
	"archive/tar"
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/customer"
	"aftercare/domain/desk"
	"aftercare/storage"
)

// another is a machine that has never seen the shop.
func (w *world) another() *Vault {
	path := filepath.Join(w.t.TempDir(), "new", "shop.aftercare")
	return &Vault{Store: path, Dir: path + ".backups", Blobs: path + ".files", Now: w.v.Now, Zone: time.UTC}
}

// TestArchive_anotherMachine: one file is all that another machine needs, photos
// included, locked or not, and somebody who was erased stays erased.
func TestArchive_anotherMachine(t *testing.T) {
	for _, lockedBy := range []string{"", passphrase} {
		w := newWorld(t, 40)
		photo := w.keep("cup.txt", "a photo of a cracked cup")
		w.book(1)
		if lockedBy != "" {
			w.lock()
		}
		var who customer.Customer
		err := w.db.View(w.ctx, func(tx *storage.Tx) (err error) { who, err = tx.Customer(3); return err })
		if err = errors.Join(err, w.v.Forget(3, who.Key)); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), "the shop"+desk.ArchiveSuffix)
		b, err := (Keeper{Vault: w.v, DB: w.db}).Archive(w.ctx, file)
		if err != nil || b.Files != 1 || b.Locked != (lockedBy != "") {
			t.Fatalf("%+v, %v", b, err)
		}
		entries := w.entries()
		there := w.another()
		if lockedBy != "" {
			found, err := there.Find(w.ctx, file)
			if err == nil {
				_, err = there.Restore(w.ctx, found, "")
			}
			if !errors.Is(err, domain.Code("backup.needs_key")) {
				t.Errorf("without its key: %v", err)
			}
		}
		found, err := there.Find(w.ctx, file)
		if err != nil {
			t.Fatal(err)
		}
		done, err := there.Restore(w.ctx, found, lockedBy)
		if err != nil || done.Files != 1 || done.Erased != 1 || done.Entries != entries {
			t.Errorf("restored %+v, %v; want 1 file, 1 erased and %d entries", done, err, entries)
		}
		if got, err := os.ReadFile(filepath.Join(there.Blobs, photo.Hash[:2], photo.Hash)); err != nil || string(got) != "a photo of a cracked cup" {
			t.Errorf("the photo came as %q, %v", got, err)
		}
		if exists(filepath.Join(there.Dir, arrived)) {
			t.Error("what was unpacked lies there still")
		}
		if left, _ := filepath.Glob(filepath.Join(filepath.Dir(file), ".new-*")); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	}
}

// TestArchive_refuses: an archive that is not ours, cut, or that names a place
// outside of its folder writes nothing there.
func TestArchive_refuses(t *testing.T) {
	w := newWorld(t, 5)
	w.keep("a.txt", "a photo")
	good := filepath.Join(t.TempDir(), "good"+desk.ArchiveSuffix)
	if _, err := (Keeper{Vault: w.v, DB: w.db}).Archive(w.ctx, good); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	name := ""
	if h, err := tar.NewReader(bytes.NewReader(whole)).Next(); err == nil {
		name = h.Name
	}
	hash := strings.Repeat("ab", 32)
	for what, c := range map[string]struct {
		data []byte
		code string
	}{
		"no tar":              {[]byte("hello"), "backup.not_one"},
		"empty":               {nil, "backup.not_one"},
		"a tar of letters":    {tarOf(t, "letter.txt", "x"), "backup.damaged"},
		"above":               {tarOf(t, name, "x", "../evil", "x"), "backup.damaged"},
		"absolute":            {tarOf(t, "/tmp/evil", "x"), "backup.damaged"},
		"a folder's own":      {tarOf(t, "backups.json", "{}"), "backup.damaged"},
		"twice":               {tarOf(t, "files/ab/"+hash, "x", "files/ab/"+hash, "y"), "backup.damaged"},
		"two backups":         {tarOf(t, "000001-x"+Suffix, "x", "000002-x"+Suffix, "y"), "backup.damaged"},
		"no backup in it":     {tarOf(t, "files/ab/"+hash, "x"), "backup.damaged"},
		"a backup that isn't": {tarOf(t, "000001-x"+Suffix, "x"), "backup.not_one"},
		"cut in its backup":   {whole[:len(whole)/3], "backup.damaged"},
	} {
		path := filepath.Join(t.TempDir(), "x"+desk.ArchiveSuffix)
		if err := os.WriteFile(path, c.data, 0o600); err != nil {
			t.Fatal(err)
		}
		there := w.another()
		found, err := there.Find(w.ctx, path)
		if err == nil {
			_, err = there.Restore(w.ctx, found, "")
		}
		if e := domain.As(err); e == nil || e.Code != c.code {
			t.Errorf("%s: got %v, want %s", what, err, c.code)
		}
		if exists(there.Store) || exists(filepath.Join(filepath.Dir(there.Dir), "evil")) || exists("/tmp/evil") {
			t.Errorf("%s: something was written", what)
		}
	}
}

// TestArchive_lacksPhoto: an archive that would be without a photo is none.
func TestArchive_lacksPhoto(t *testing.T) {
	w := newWorld(t, 5)
	w.keep("a.txt", "a photo")
	b, err := w.v.Make(w.ctx, w.db, ByHand)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(w.v.Dir, pool)); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "x"+desk.ArchiveSuffix)
	if err := w.v.Archive(w.ctx, b, to); !errors.Is(err, domain.Code("backup.file_missing")) || exists(to) {
		t.Errorf("got %v, written %v", err, exists(to))
	}
}

// tarOf is a tar of names and contents, by turns.
func tarOf(t *testing.T, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		err := w.WriteHeader(&tar.Header{Name: parts[i], Mode: 0o600, Size: int64(len(parts[i+1]))})
		if err == nil {
			_, err = io.WriteString(w, parts[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
