package backup

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"aftercare/domain"
)

// A shop's fortnight by a clock of our own: every half hour the window asks what
// is due. A backup is made when something changed and only then, the store is
// read whole and the newest backup is tried out once a week.
func TestKeeper_Tick_fortnight(t *testing.T) {
	w := newWorld(t, 5)
	w.keep("a.txt", "a photo")
	k := Keeper{w.v, w.db}
	began := w.now
	sounds, drills := map[time.Time]bool{}, map[time.Time]bool{}
	made := int64(0)
	changed := 0
	for step := range 14 * 48 {
		w.now = began.Add(time.Duration(step) * 30 * time.Minute)
		if h := w.now.Hour(); step%7 == 0 && h >= 10 && h < 19 { // somebody works
			w.book(domain.ID(step%5 + 1))
			changed++
		}
		if err := k.Tick(w.ctx); err != nil {
			t.Fatalf("%s: %v", w.now, err)
		}
		s := w.v.Settings()
		if s.Serial > made {
			made = s.Serial
			if newest, ok := w.v.newest(); !ok || newest.Entries != w.entries() || newest.Why != OnTime {
				t.Fatalf("%s: the newest backup is %+v of %d entries", w.now, newest, w.entries())
			}
		}
		sounds[s.Sound], drills[s.Drill.At] = true, true
		if s.Drill.Code != "" || s.Damage != "" {
			t.Fatalf("%s: drill %q, damage %q", w.now, s.Drill.Code, s.Damage)
		}
	}
	if made != int64(changed) || changed < 20 {
		t.Errorf("%d backups of %d changes, want one each", made, changed)
	}
	delete(drills, time.Time{})
	if len(sounds) != 2 || len(drills) != 2 {
		t.Errorf("in two weeks the store was read whole %d times and %d drills were held, want 2 and 2", len(sounds), len(drills))
	}
}

// Whatever the clock does, the drill and the look come within a week of work,
// and a clock that was put right does not keep them away.
func TestKeeper_Tick_clockJumps(t *testing.T) {
	for name, jump := range map[string]time.Duration{"ten years ahead": 10 * 365 * 24 * time.Hour, "ten years back": -10 * 365 * 24 * time.Hour} {
		w := newWorld(t, 2)
		k := Keeper{w.v, w.db}
		tick := func() Settings {
			t.Helper()
			w.book(1)
			if err := k.Tick(w.ctx); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			return w.v.Settings()
		}
		right := w.now
		tick()
		w.now = right.Add(jump)
		there := tick()
		w.now = right.Add(time.Hour) // somebody put it right
		back := tick()
		if there.Drill.At.Equal(back.Drill.At) || there.Sound.Equal(back.Sound) {
			t.Errorf("%s: after the clock was put right neither a drill nor a look came: %+v", name, back)
		}
		all, err := w.v.List()
		if err != nil || len(all) != 3 || all[0].Serial != 3 {
			t.Errorf("%s: %d backups, newest %d, %v; want all three by their order", name, len(all), all[0].Serial, err)
		}
	}
}

// What the weekly look finds is said, and is said no more once it is mended; no
// backup that is made meanwhile hides it.
func TestKeeper_Tick_findsRotOnce(t *testing.T) {
	w := newWorld(t, 2)
	photo := w.keep("a.txt", "a photo of a sleeve")
	w.book(1)
	k := Keeper{w.v, w.db}
	if err := k.Tick(w.ctx); err != nil {
		t.Fatal(err)
	}
	mine := filepath.Join(w.v.Blobs, photo.Hash[:2], photo.Hash)
	good, err := os.ReadFile(mine)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(mine, []byte("a photo of a sleevf"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.now = w.now.Add(6 * 24 * time.Hour)
	if err := k.Tick(w.ctx); err != nil || w.v.Settings().Rotten != 0 {
		t.Errorf("before the week is over: %v, %d", err, w.v.Settings().Rotten)
	}
	w.now = w.now.Add(25 * time.Hour)
	want(t, "the weekly look", k.Tick(w.ctx), "backup.files_damaged")
	w.book(2)
	w.make(OnTime)
	if state, err := k.State(w.ctx); err != nil || state.Rotten != 1 {
		t.Errorf("kept in mind: %d, %v", state.Rotten, err)
	}
	if err := os.WriteFile(mine, good, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := k.Tick(w.ctx); err != nil || w.v.Settings().Rotten != 0 {
		t.Errorf("mended: %v, %d", err, w.v.Settings().Rotten)
	}
}

// A drill that was interrupted is held again; one that failed says why until the
// next one is good.
func TestKeeper_Tick_drill(t *testing.T) {
	w := newWorld(t, 2)
	photo := w.keep("a.txt", "a photo")
	w.book(1)
	k := Keeper{w.v, w.db}
	w.make(ByHand)
	ctx, stop := context.WithCancel(w.ctx)
	stop()
	if _, err := k.Try(ctx); !errors.Is(err, domain.Code("store.cancelled")) || !w.v.Settings().Drill.At.IsZero() {
		t.Errorf("interrupted: %v, %+v", err, w.v.Settings().Drill)
	}
	kept := filepath.Join(w.v.Dir, poolName(photo.Hash, ""))
	if err := os.Rename(kept, kept+".gone"); err != nil {
		t.Fatal(err)
	}
	want(t, "the drill", k.Tick(w.ctx), "backup.file_missing")
	if got := w.v.Settings().Drill; got.Code != "backup.file_missing" || got.Serial != 1 {
		t.Errorf("kept in mind: %+v", got)
	}
	if err := os.Rename(kept+".gone", kept); err != nil {
		t.Fatal(err)
	}
	w.now = w.now.Add(weekly)
	if err := k.Tick(w.ctx); err != nil || w.v.Settings().Drill.Code != "" {
		t.Errorf("a week later: %v, %+v", err, w.v.Settings().Drill)
	}
}

// A photo that rotted before it was ever backed up is no reason to go without a
// backup: all else is kept, and it is said.
func TestVault_Make_rottenBeforehand(t *testing.T) {
	w := newWorld(t, 2)
	bad, good := w.keep("a.txt", "a photo of a sleeve"), w.keep("b.txt", "another one")
	if err := os.WriteFile(filepath.Join(w.v.Blobs, bad.Hash[:2], bad.Hash), []byte("rotten"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.book(1)
	b := w.make(ByHand)
	if b.Files != 1 || len(inPool(t, w.v.Dir, good.Hash)) != 1 || len(inPool(t, w.v.Dir, bad.Hash)) != 0 {
		t.Errorf("the backup needs %d files, want the good one", b.Files)
	}
	if got := w.v.Settings().Rotten; got != 1 {
		t.Errorf("it is said of %d files, want 1", got)
	}
	if d, err := w.v.Try(w.ctx); err != nil || d.Code != "" {
		t.Errorf("the drill: %+v, %v", d, err)
	}
}
