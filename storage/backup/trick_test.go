package backup

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// Another backup, a good one, under the name of the one that was chosen is not
// restored for it.
func TestRestore_swapped(t *testing.T) {
	w := newWorld(t, 3)
	w.book(1)
	chosen := w.make(ByHand)
	w.book(2)
	other := w.make(ByHand)
	w.close()
	data, err := os.ReadFile(other.Path)
	if err == nil {
		err = os.WriteFile(chosen.Path, data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	before := tree(t, filepath.Dir(w.v.Store))
	_, err = w.v.Restore(w.ctx, chosen, "")
	want(t, "another backup under its name", err, "backup.damaged")
	sameTree(t, "after it", tree(t, filepath.Dir(w.v.Store)), before)
}

// A second place that is a link is what it leads to: the shop's own folder is
// none, also when the link comes later; a link inside it leads nothing out.
func TestVault_secondPlaceOfLinks(t *testing.T) {
	w := newWorld(t, 2)
	w.keep("a.txt", "her face")
	w.book(1)
	w.make(ByHand)
	link := filepath.Join(t.TempDir(), "stick")
	if err := os.Symlink(w.v.Dir, link); err != nil {
		t.Skipf("no links here: %v", err)
	}
	_, err := w.v.SetSecond(link)
	want(t, "a link to the shop's own folder", err, "backup.place")

	for _, step := range []error{os.Remove(link), os.Mkdir(link, 0o700)} {
		if step != nil {
			t.Fatal(step)
		}
	}
	if _, err := w.v.SetSecond(link); err != nil {
		t.Fatal(err)
	}
	outside := t.TempDir()
	if err := os.Symlink(outside, filepath.Join(link, pool)); err != nil {
		t.Fatal(err)
	}
	w.book(2)
	if _, err := w.v.Make(w.ctx, w.db, ByHand); err == nil {
		t.Error("a copy through a link that leads out was taken for good")
	} else {
		want(t, "a pool that leads out", err, "backup.second")
	}
	if got := tree(t, outside); len(got) != 0 {
		t.Errorf("outside of the second place lie %d files", len(got))
	}
	if !w.v.Settings().Copied.IsZero() {
		t.Error("a copy that failed has an age")
	}

	for _, step := range []error{os.RemoveAll(link), os.Symlink(w.v.Dir, link)} {
		if step != nil {
			t.Fatal(step)
		}
	}
	w.book(1)
	w.make(ByHand)
	if !w.v.Settings().Copied.IsZero() {
		t.Error("a link back to the shop's own folder counts as a copy elsewhere")
	}
}

// Somebody sets the clock back by a day, works, and sets it right again: it is
// said, nothing is taken away, the newest backup is the last that was made.
func TestKeeper_clockBackByADay(t *testing.T) {
	w := newWorld(t, 2)
	k := Keeper{w.v, w.db}
	right := w.now
	w.book(1)
	first := w.make(ByHand)
	w.now = right.AddDate(0, 0, -1)
	if s, err := k.State(w.ctx); err != nil || !s.ClockOff {
		t.Errorf("the clock is a day behind: ClockOff %t, %v", s.ClockOff, err)
	}
	for range 5 {
		w.now = w.now.Add(time.Hour)
		w.book(2)
		if err := k.Tick(w.ctx); err != nil {
			t.Fatal(err)
		}
	}
	newest, err := w.v.Find(w.ctx, "")
	if err != nil || newest.Entries != w.entries() || newest.Serial != first.Serial+5 {
		t.Errorf("the newest is %d of %d entries, %v; want %d of %d", newest.Serial, newest.Entries, err, first.Serial+5, w.entries())
	}
	w.now = right.Add(6 * time.Hour)
	s, err := k.State(w.ctx)
	if err != nil || s.ClockOff || len(s.Backups) != 6 {
		t.Errorf("set right: ClockOff %t, %d backups, %v; want none said and all 6", s.ClockOff, len(s.Backups), err)
	}
}
