package backup

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// names are those of the backups in a folder.
func names(t *testing.T, dir string) []string {
	t.Helper()
	all, err := folder{dir}.list()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, b := range all {
		out = append(out, filepath.Base(b.Path))
	}
	return out
}

// Two shops keep their copies in one place: neither takes the other's away,
// writes over it, or counts it as its own, and both go on finding theirs.
func TestVault_twoShopsInOnePlace(t *testing.T) {
	stick := t.TempDir()
	a, b := newWorld(t, 3), newWorld(t, 2)
	for _, w := range []*world{a, b} {
		if _, err := w.v.SetSecond(stick); err != nil {
			t.Fatal(err)
		}
		w.book(1)
		w.make(ByHand) // the same number at the same moment
	}
	if got := names(t, stick); len(got) != 2 {
		t.Fatalf("in the second place lie %v, want a backup of each shop", got)
	}
	first, photo := a.v.Settings().Shop, b.keep("a.txt", "her face")
	b.book(2)
	b.make(ByHand)
	old := names(t, stick)
	a.years(60) // thins what it has again and again
	for _, name := range old {
		if mine := strings.Contains(name, first[:8]); !mine && !slices.Contains(names(t, stick), name) {
			t.Errorf("%s of the other shop is gone", name)
		}
	}
	if got := inPool(t, stick, photo.Hash); len(got) != 1 {
		t.Errorf("the other shop's photo: got %v, want it kept", got)
	}
	if d, err := b.v.Try(b.ctx); err != nil || d.Code != "" {
		t.Errorf("the other shop's drill: %+v, %v", d, err)
	}
	state, err := Keeper{b.v, b.db}.State(b.ctx)
	if err != nil {
		t.Fatal(err)
	}
	own, others := 0, 0
	for i, x := range state.Backups {
		if x.Other {
			others++
		} else if own++; others > 0 {
			t.Errorf("backup %d of the list is our own and stands behind another shop's", i)
		}
	}
	if own != 4 || others == 0 || !state.Last.Equal(b.now) {
		t.Errorf("the other shop sees %d of its own and %d more, its last of %s; want 4, some, %s", own, others, state.Last, b.now)
	}
	newest, err := b.v.Find(b.ctx, "")
	if err != nil || newest.Other || newest.Entries != b.entries() {
		t.Errorf("the newest: got %+v, %v, want the shop's own", newest, err)
	}
}

// A backup from before they named their shop is found, restored and thinned as
// it was, and stays where another shop keeps its copies too.
func TestVault_unnamedShop(t *testing.T) {
	w := newWorld(t, 3)
	w.book(1)
	b := w.make(ByHand)
	nameless := b.About
	nameless.Shop = ""
	store := unpacked(t, w, b)
	old := forge(t, nameless, []byte("[]"), store)
	into := func(dir string) {
		aside, err := copyAside(old, dir)
		if err == nil {
			err = os.Rename(aside, filepath.Join(dir, nameless.name()))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	into(w.v.Dir)
	all, err := w.v.List()
	if err != nil || len(all) != 2 || all[0].Other || all[1].Other {
		t.Fatalf("List: %+v, %v, want both, as our own", all, err)
	}
	stick := t.TempDir()
	into(stick)
	stranger := newWorld(t, 1)
	stranger.book(1)
	if _, err := stranger.v.Copy(w.ctx, stranger.make(ByHand), stick); err != nil {
		t.Fatal(err)
	}
	if _, err := w.v.SetSecond(stick); err != nil {
		t.Fatal(err)
	}
	w.years(60)
	if !slices.Contains(names(t, stick), nameless.name()) {
		t.Error("beside another shop's copies, one that may be that shop's was taken away")
	}
	if slices.Contains(names(t, w.v.Dir), nameless.name()) {
		t.Error("in the shop's own folder it was never thinned")
	}
}

// Somebody else's shop restored on purpose is the shop from then on: its own
// backups are those that count.
func TestVault_Restore_anotherShop(t *testing.T) {
	a, b := newWorld(t, 3), newWorld(t, 2)
	a.book(1)
	b.book(1)
	a.make(ByHand)
	foreign := b.make(ByHand)
	a.close()
	if _, err := a.v.Restore(a.ctx, foreign, ""); err != nil {
		t.Fatal(err)
	}
	all, err := a.v.List()
	if err != nil || len(all) != 1 || !all[0].Other {
		t.Errorf("List: %+v, %v, want the old shop's backup marked as another's", all, err)
	}
	a.open()
	a.now = a.now.Add(time.Hour)
	mine := a.make(ByHand)
	if got, ok := a.v.newest(); !ok || got.Serial != mine.Serial || got.Shop != foreign.Shop {
		t.Errorf("the newest: %+v, want the one just made", got)
	}
}

// A backup that names another shop than the one in it is refused.
func TestRestore_wrongShop(t *testing.T) {
	w := newWorld(t, 2)
	w.book(1)
	b := w.make(ByHand)
	a := of(t, w, b, []byte("[]"), unpacked(t, w, b))
	a.Shop = strings.Repeat("ab", 32)
	evil, err := w.v.Find(w.ctx, forge(t, a, []byte("[]"), unpacked(t, w, b)))
	if err != nil {
		t.Fatal(err)
	}
	w.close()
	_, err = w.v.Restore(w.ctx, evil, "")
	want(t, "a backup that names another shop", err, "backup.damaged")
}
