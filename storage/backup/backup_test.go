package backup

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/storage"
	"aftercare/storage/blob"
)

func TestVault_roundTrip(t *testing.T) {
	for name, locked := range map[string]bool{"open": false, "locked": true} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, 50)
			photo := w.keep("sleeve.txt", "the sleeve is torn")
			w.book(1)
			if locked {
				w.lock()
			}
			b := w.make(ByHand)
			if b.Entries != w.entries() || b.Locked != locked || b.Files != 1 || b.Rows["orders"] != 50 {
				t.Errorf("the backup says %+v", b.About)
			}
			before := w.entries()
			w.book(2)
			if err := blob.In(w.v.Blobs).Drop(w.ctx, photo.Hash); err != nil {
				t.Fatal(err)
			}
			w.close()
			r, err := w.v.Restore(w.ctx, b, "")
			if err != nil {
				t.Fatalf("Restore: %v", err)
			}
			w.open()
			if got := w.entries(); got != before+1 { // and one that says so
				t.Errorf("entries: got %d, want %d", got, before+1)
			}
			if r.Files != 1 {
				t.Errorf("files given back: got %d, want 1", r.Files)
			}
			in, err := blob.In(w.v.Blobs).Open(w.ctx, photo.Hash)
			if err != nil {
				t.Fatal(err)
			}
			defer in.Close()
			if text, _ := io.ReadAll(in); string(text) != "the sleeve is torn" {
				t.Errorf("the photo came back as %q", text)
			}
			old, err := storage.Open(w.ctx, r.Kept, storage.Options{Now: w.v.Now})
			if err != nil {
				t.Fatalf("the store that was replaced: %v", err)
			}
			defer old.Close()
			if n, _, err := old.VerifyHistory(w.ctx); n != before+1 || err != nil {
				t.Errorf("the store that was replaced has %d entries, %v", n, err)
			}
		})
	}
}

// A backup opens with the tools that its package comment names.
func TestVault_otherTools(t *testing.T) {
	tar, err := exec.LookPath("tar")
	if err != nil {
		t.Skip("no tar")
	}
	w := newWorld(t, 1)
	w.book(1)
	b := w.make(ByHand)
	out, err := exec.Command(tar, "-tf", b.Path).CombinedOutput()
	if got, want := string(out), "about.json\nfiles.json.zst\nstore.zst\n"; err != nil || got != want {
		t.Errorf("tar: got %q, %v, want %q", got, err, want)
	}
}

// Each byte of a backup is vouched for: a flip of any, a cut at any, and a wrong
// key are refused, and nothing is touched.
func TestVault_Restore_refuses(t *testing.T) {
	for name, locked := range map[string]bool{"open": false, "locked": true} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, 3)
			w.keep("a.txt", "a photo")
			if locked {
				w.lock()
			}
			w.book(1)
			b := w.make(ByHand)
			w.close()
			good, err := os.ReadFile(b.Path)
			if err != nil {
				t.Fatal(err)
			}
			step := 1
			if testing.Short() || os.Getenv("AFTERCARE_FAULTS") == "" {
				step = 37
			}
			for at := 0; at < len(good); at += step {
				bad := append([]byte(nil), good...)
				bad[at] ^= 1 << (at % 8)
				refused(t, w, b, bad, "flipped", at)
				if at%5 == 0 {
					refused(t, w, b, good[:at], "cut", at)
				}
			}
			refused(t, w, b, append(append([]byte(nil), good...), 0), "longer", len(good))
			if err := os.WriteFile(b.Path, good, 0o600); err != nil {
				t.Fatal(err)
			}
			before := tree(t, filepath.Dir(w.v.Store))
			if locked {
				if err := w.v.Unlock(); err != nil {
					t.Fatal(err)
				}
				before = tree(t, filepath.Dir(w.v.Store))
				other, err := newKey(passphrase, 10)
				if err != nil {
					t.Fatal(err)
				}
				for what, c := range map[string]struct{ secret, code string }{
					"no key":           {"", "backup.needs_key"},
					"wrong passphrase": {"correct horse batterz", "backup.wrong_key"},
					"another key":      {other.Secret, "backup.wrong_key"},
					"half a key":       {other.Secret[:30], "backup.wrong_key"},
				} {
					_, err := w.v.Restore(w.ctx, b, c.secret)
					want(t, what, err, c.code)
				}
			}
			sameTree(t, "after refusals", tree(t, filepath.Dir(w.v.Store)), before)
		})
	}
}

func refused(t *testing.T, w *world, b Backup, data []byte, what string, at int) {
	t.Helper()
	if err := os.WriteFile(b.Path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Verify(w.ctx, b.Path); err == nil {
		t.Fatalf("%s at %d: Verify took it", what, at)
	}
	if at%1000 == 0 { // the whole restore says the same
		before := tree(t, filepath.Dir(w.v.Store))
		if _, err := w.v.Restore(w.ctx, b, ""); err == nil {
			t.Fatalf("%s at %d: Restore took it", what, at)
		}
		sameTree(t, what, tree(t, filepath.Dir(w.v.Store)), before)
	}
}

func TestVault_Restore_otherMachine(t *testing.T) {
	w := newWorld(t, 2)
	photo := w.keep("a.txt", "a photo")
	k := w.lock()
	w.book(1)
	stick := t.TempDir()
	if _, err := w.v.SetSecond(stick); err != nil {
		t.Fatal(err)
	}
	w.make(ByHand)
	for name, secret := range map[string]string{"passphrase": passphrase, "sheet": k.Secret, "sheet as typed": strings.ToLower(k.Secret[:20] + " " + k.Secret[20:])} {
		there := &Vault{Store: filepath.Join(t.TempDir(), "shop.aftercare"), Now: w.v.Now, Zone: time.UTC}
		there.Dir, there.Blobs = there.Store+".backups", there.Store+".files"
		if _, err := there.SetSecond(stick); err != nil {
			t.Fatal(err)
		}
		all, err := there.List()
		if err != nil || len(all) != 1 || !all[0].Second {
			t.Fatalf("%s: List: got %+v, %v", name, all, err)
		}
		if _, err := there.Restore(w.ctx, all[0], secret); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if _, err := os.Stat(filepath.Join(there.Blobs, photo.Hash[:2], photo.Hash)); err != nil {
			t.Errorf("%s: the photo: %v", name, err)
		}
	}
}

func TestVault_MakeIfChanged(t *testing.T) {
	w := newWorld(t, 1)
	if _, made, err := w.v.MakeIfChanged(w.ctx, w.db, OnTime); made || err != nil {
		t.Errorf("a store without a history: made %v, %v", made, err)
	}
	w.book(1)
	if _, made, err := w.v.MakeIfChanged(w.ctx, w.db, OnTime); !made || err != nil {
		t.Errorf("after a change: made %v, %v", made, err)
	}
	if _, made, err := w.v.MakeIfChanged(w.ctx, w.db, AtClose); made || err != nil {
		t.Errorf("unchanged: made %v, %v", made, err)
	}
	w.book(2)
	if b, made, err := w.v.MakeIfChanged(w.ctx, w.db, AtClose); !made || err != nil || b.Serial != 2 {
		t.Errorf("after another change: made %v, %v, serial %d", made, err, b.Serial)
	}
}

// A damaged store takes no good backup's place.
func TestVault_Make_damagedStore(t *testing.T) {
	w := newWorld(t, 400)
	w.book(1)
	w.make(ByHand)
	w.close()
	data, err := os.ReadFile(w.v.Store)
	if err != nil {
		t.Fatal(err)
	}
	for i := len(data) / 2; i < len(data)/2+12000; i++ {
		data[i] ^= 0x5a
	}
	if err := os.WriteFile(w.v.Store, data, 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := storage.Open(w.ctx, w.v.Store, storage.Options{Now: w.v.Now})
	if err != nil {
		t.Skipf("the damage is seen at once: %v", err)
	}
	defer db.Close()
	before := tree(t, w.v.Dir)
	_, err = w.v.Make(w.ctx, db, ByHand)
	if e := domain.As(err); e == nil || e.Kind != domain.Damaged {
		t.Errorf("Make: got %v, want it refused as damaged", err)
	}
	sameTree(t, "backups", tree(t, w.v.Dir), before)
}

// A photo that rotted is not copied over a good one, and the drill and the
// weekly look find those that rotted later.
func TestVault_rot(t *testing.T) {
	w := newWorld(t, 1)
	photo := w.keep("a.txt", "a photo of a sleeve")
	w.book(1)
	w.make(ByHand)
	if d, err := w.v.Try(w.ctx); err != nil || d.Code != "" || w.v.Settings().Drill != d {
		t.Errorf("the drill: got %+v, %v", d, err)
	}
	rot := func(path string) {
		data, err := os.ReadFile(path)
		if err == nil {
			data[len(data)/2] ^= 4
			err = os.WriteFile(path, data, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	mine := filepath.Join(w.v.Blobs, photo.Hash[:2], photo.Hash)
	rot(mine)
	if got, err := Rotten(w.ctx, w.v.Blobs); err != nil || len(got) != 1 {
		t.Errorf("Rotten: got %v, %v", got, err)
	}
	b, _ := w.v.newest()
	w.close()
	if r, err := w.v.Restore(w.ctx, b, ""); err != nil || r.Files != 1 {
		t.Errorf("Restore mends the photo: got %+v, %v", r, err)
	}
	if got, err := Rotten(w.ctx, w.v.Blobs); err != nil || len(got) != 0 {
		t.Errorf("Rotten after it: got %v, %v", got, err)
	}
	rot(filepath.Join(w.v.Dir, poolName(photo.Hash, "")))
	d, err := w.v.Try(w.ctx)
	want(t, "the drill on a rotten photo", err, "backup.file_damaged")
	if d.Code != "backup.file_damaged" {
		t.Errorf("the drill says %q", d.Code)
	}
}

func TestVault_permissions(t *testing.T) {
	w := newWorld(t, 1)
	w.keep("a.txt", "a photo")
	w.book(1)
	w.make(ByHand)
	if err := w.v.Forget(1, "e:a@b.c"); err != nil {
		t.Fatal(err)
	}
	err := filepath.Walk(filepath.Dir(w.v.Store), func(p string, info os.FileInfo, err error) error {
		if err != nil {
			return err
		}
		mode := os.FileMode(0o600)
		if info.IsDir() {
			mode = 0o700
		}
		if info.Mode().Perm() != mode {
			t.Errorf("%s: mode %v, want %v", info.Name(), info.Mode().Perm(), mode)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A disk that fills while a backup is unpacked is told of as what it is for the
// shop, and any other fault as itself.
func TestNoRoom(t *testing.T) {
	want(t, "a full disk", noRoom(&domain.Error{Kind: domain.Refused, Code: "store.full"}, notUnpacked), "backup.no_room")
	want(t, "a full disk for a new one", noRoom(fault("write backup", syscall.ENOSPC), notMade), "backup.not_made")
	want(t, "a disk that is away", noRoom(fault("write store", os.ErrPermission), notUnpacked), "backup.unreachable")
	if err := noRoom(nil, notUnpacked); err != nil {
		t.Errorf("no fault: got %v", err)
	}
}

// A restore that is cut off while the stores change places is ended at the
// next start, wherever it was cut.
func TestFinish_cutOff(t *testing.T) {
	for cut := range 5 {
		w := newWorld(t, 1)
		w.book(1)
		w.close()
		dir := filepath.Dir(w.v.Store)
		old, err := os.ReadFile(w.v.Store)
		if err != nil {
			t.Fatal(err)
		}
		fresh, keep := w.v.Store+".fresh", w.v.Store+".before-x"
		steps := []func() error{
			func() error { return os.WriteFile(fresh, old, 0o600) },
			func() error {
				return replace(pendingPath(w.v.Store), []byte(`{"fresh":"shop.aftercare.fresh","keep":"shop.aftercare.before-x"}`))
			},
			func() error { return os.Rename(w.v.Store, keep) },
			func() error { return os.Rename(fresh, w.v.Store) },
		}
		for _, step := range steps[:cut] {
			if err := step(); err != nil {
				t.Fatal(err)
			}
		}
		w.open()
		if n := w.entries(); n != 1 {
			t.Errorf("cut after %d steps: %d entries", cut, n)
		}
		if cut >= 2 && !exists(keep) {
			t.Errorf("cut after %d steps: the old store is gone", cut)
		}
		if exists(pendingPath(w.v.Store)) {
			t.Errorf("cut after %d steps: the note is still there", cut)
		}
		_ = dir
	}
}

func TestVault_cancelled(t *testing.T) {
	w := newWorld(t, 50)
	w.book(1)
	ctx, stop := context.WithCancel(w.ctx)
	stop()
	_, err := w.v.Make(ctx, w.db, ByHand)
	want(t, "Make", err, "store.cancelled")
	if all, _ := w.v.List(); len(all) != 0 {
		t.Errorf("a cancelled backup left %v", all)
	}
	if left, _ := filepath.Glob(filepath.Join(w.v.Dir, workPrefix+"*")); len(left) != 0 {
		t.Errorf("a cancelled backup left %v", left)
	}
}

// A second place that is not plugged in is no reason to go without a backup.
func TestVault_secondGone(t *testing.T) {
	w := newWorld(t, 1)
	stick := filepath.Join(t.TempDir(), "stick")
	if err := os.Mkdir(stick, 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := w.v.SetSecond(stick); err != nil {
		t.Fatal(err)
	}
	w.book(1)
	w.make(ByHand)
	if all, err := w.v.List(); err != nil || len(all) != 2 || w.v.Settings().Copied.IsZero() {
		t.Errorf("List: got %v, %v", all, err)
	}
	if err := os.RemoveAll(stick); err != nil {
		t.Fatal(err)
	}
	w.book(2)
	w.make(ByHand)
	for _, bad := range []string{w.v.Dir, filepath.Dir(w.v.Store), filepath.Join(stick, "nowhere")} {
		_, err := w.v.SetSecond(bad)
		want(t, bad, err, "backup.place")
	}
	if _, err := NewKey("short"); !errors.Is(err, domain.Code("backup.passphrase_short")) {
		t.Errorf("a short passphrase: %v", err)
	}
}
