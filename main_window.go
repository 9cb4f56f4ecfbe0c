//go:build !headless && cgo

package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"time"

	"aftercare/assets"
	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/desk/sample"
	"aftercare/storage"
	"aftercare/storage/backup"
	"aftercare/storage/blob"
	"aftercare/storage/exchange"
	"aftercare/storage/papers"
	"aftercare/ui"
	"aftercare/ui/cli"
	"aftercare/ui/paper"
	"aftercare/ui/sound"
)

// window opens the shop's window. A second start on the same store brings the
// first one's window to the front; commands work beside it. A store that cannot
// be opened brings up a window that leads out of it.
func window(h house) func(context.Context, string, func() time.Time) error {
	return func(ctx context.Context, where string, now func() time.Time) (err error) {
		if where, err = h.where(where); err != nil {
			return err
		}
		s := &sitting{house: h, where: where, now: now}
		if err := s.hold(); errors.Is(err, domain.Code("store.in_use")) && storage.Summon(where, comesWithin) {
			return nil
		}
		defer func() { err = errors.Join(err, s.leave()) }()
		if s.press, err = h.press(); err != nil {
			return err
		}
		p, err := s.find(ctx)
		if err != nil {
			if !s.leadsOut(err) {
				return err
			}
			p = s.program()
			p.Rescue = s.rescue(err)
		}
		stop := s.keepSafe(ctx)
		defer stop()
		return ui.Run(ctx, p)
	}
}

// comesWithin is how long a second start waits for the first one's window.
const comesWithin = 3 * time.Second

// sitting is one window on one store. The store under it may be restored while
// it is open.
type sitting struct {
	house
	where string
	now   func() time.Time
	held  *storage.Held // nil while the lock could not be had
	press *paper.Press

	mu   sync.Mutex
	db   *storage.DB   // nil while none is open
	kept backup.Keeper // of db
	once sync.Once
	end  error
}

// hold takes the store's lock where it is not held yet: a folder that could not
// be written may be mended while the window says so.
//
// Errors: store.in_use, store.unreachable.
func (s *sitting) hold() (err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.held == nil {
		s.held, err = storage.Lock(s.where)
	}
	return err
}

// find opens the store where there is one, or none to be missed.
//
// Errors: store.lost, and those of open.
func (s *sitting) find(ctx context.Context) (ui.Program, error) {
	if err := s.hold(); err != nil {
		return ui.Program{}, err
	}
	if err := s.lost(s.where, s.now); err != nil {
		return ui.Program{}, err
	}
	if !storage.IsServer(s.where) {
		s.vault(s.where, s.now).Sweep()
	}
	return s.open(ctx)
}

// open opens the store, a new one where there is none, and gives the program on
// it.
func (s *sitting) open(ctx context.Context) (ui.Program, error) {
	db, parts, err := s.store(ctx, s.where, cli.Beginning, s.now)
	if err != nil {
		return ui.Program{}, err
	}
	s.mu.Lock()
	s.db = db
	s.kept, _ = parts.Backups.(backup.Keeper)
	s.mu.Unlock()
	return s.on(db, parts), nil
}

func (s *sitting) on(db *storage.DB, parts desk.Parts) ui.Program {
	p := s.program()
	p.Desk, p.Store = desk.New(parts), db.Path()
	p.Sample = func(ctx context.Context, language string, progress func(float64)) error {
		return sample.Make(ctx, parts, sample.Wish{Seed: 1, Day: s.now(), Language: language, Progress: progress})
	}
	if db.Path() != "" {
		p.Restore = s.restore
	}
	return p
}

// program is what the window is given whatever becomes of the store.
func (s *sitting) program() ui.Program {
	return ui.Program{Catalogue: s.catalogue, Press: s.press, Log: s.log, Now: s.now,
		Command: command(), Output: papers.In(filepath.Join(s.places.Data, "papers")), Table: exchange.WriteCSV, Sheet: exchange.WriteSheet, Statement: exchange.ReadStatementFile, ReadCalendar: exchange.ReadCalendarFile,
		Sound: player(s.places.Data).Play, Pictures: func(folder string, since time.Time) ([]string, error) { return blob.New(folder, since, s.now()) },
		Leaving: func() { s.endAnyway() }, Summoned: func() bool { return storage.Summoned(s.where) }}
}

// command is how a terminal finds this program where its name alone does not.
func command() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	if found, err := exec.LookPath(filepath.Base(path)); err == nil && found == path {
		return ""
	}
	return `"` + path + `"`
}

// leadsOut says whether a window can help with a store that does not open.
func (s *sitting) leadsOut(err error) bool {
	e := domain.As(err)
	if e == nil || storage.IsServer(s.where) {
		return false
	}
	switch e.Code {
	case "store.lost", "store.read_only", "store.in_use", "store.damaged", "history.broken", "store.newer", "store.foreign", "store.not_a_store", "store.full", "store.unreachable":
		return true
	}
	return false
}

// rescue is what the window offers while the store cannot be opened.
func (s *sitting) rescue(err error) *ui.Rescue {
	r := &ui.Rescue{Err: err, Store: s.where, Language: cli.Language(os.Getenv), Restore: s.restore, Again: s.find,
		Backups: func(context.Context) ([]desk.Backup, error) {
			all, err := s.vault(s.where, s.now).List()
			var out []desk.Backup
			for _, b := range all {
				out = append(out, b.Shown())
			}
			return out, err
		},
		Verify: func(ctx context.Context, id string) (desk.Backup, error) { return s.verify(ctx, s.where, id, s.now) },
		Salvage: func(ctx context.Context) (ui.Salvaged, error) {
			to := fmt.Sprintf("%s.salvaged-%s", s.where, s.now().UTC().Format("20060102T150405Z"))
			r, err := s.repair(ctx, s.where, to, s.now)
			return ui.Salvaged{File: r.File, Orders: r.Tables["orders"].Rows, Unread: unread(r), Entries: r.Entries}, err
		},
		UseSalvaged: s.useSalvaged,
	}
	r.Look = s.look
	if errors.Is(err, domain.Code("store.lost")) {
		r.Begin = s.open
	}
	return r
}

func unread(r cli.Salvaged) (n int) {
	for _, t := range r.Tables {
		n += t.Unread + int(t.Lost)
	}
	return n
}

// look opens the store as it is, to read what can be read and to write nothing.
func (s *sitting) look(ctx context.Context) (ui.Program, error) {
	db, parts, err := s.store(ctx, s.where, cli.Reading, s.now)
	if err != nil {
		return ui.Program{}, err
	}
	s.mu.Lock()
	s.db, s.kept = db, backup.Keeper{}
	s.mu.Unlock()
	p := s.on(db, parts)
	p.ReadOnly = true
	return p, nil
}

// useSalvaged gives a salvaged store the damaged one's place.
func (s *sitting) useSalvaged(ctx context.Context, file string) (ui.Program, error) {
	if err := s.hold(); err != nil {
		return ui.Program{}, err
	}
	if err := s.vacate(); err != nil {
		return ui.Program{}, err
	}
	if _, err := s.vault(s.where, s.now).Adopt(file); err != nil {
		return ui.Program{}, err
	}
	return s.open(ctx)
}

// restore puts a backup in the place of the store and gives the program on it.
// A backup that is refused leaves the shop as it was, and open.
func (s *sitting) restore(ctx context.Context, id, secret string) (ui.Program, error) {
	if err := s.hold(); err != nil {
		return ui.Program{}, err
	}
	vacated := false
	done, err := s.swap(ctx, s.where, id, secret, s.now, func() error {
		vacated = true
		return s.vacate()
	})
	if err != nil && !vacated {
		return ui.Program{}, err
	}
	// What stands there now, and no new shop where nothing does.
	p, failed := s.find(ctx)
	if failed != nil && err == nil {
		p = s.program()
		p.Rescue = s.rescue(failed)
	}
	p.Kept = done.Kept
	return p, err
}

// vacate closes the store, for another one to take its place.
func (s *sitting) vacate() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.db == nil {
		return nil
	}
	err := s.db.Close()
	s.db, s.kept = nil, backup.Keeper{}
	return err
}

// The rhythm of what the shop does for its own safety.
const (
	firstLook = time.Minute
	halfHour  = 30 * time.Minute
)

// keepSafe backs the shop up every half hour when something changed, and looks
// weekly whether store, photos and backups are what they were.
func (s *sitting) keepSafe(ctx context.Context) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for wait := firstLook; ; wait = halfHour {
			select {
			case <-ctx.Done():
				return
			case <-time.After(wait):
			}
			if k := s.keeper(); k.DB != nil {
				if err := k.Tick(ctx); err != nil && ctx.Err() == nil {
					s.log.WithField("code", code(err)).Warn("the shop's safety")
				}
			}
		}
	}()
	return func() { cancel(); <-done }
}

func (s *sitting) keeper() backup.Keeper {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.kept
}

// leave backs up what changed, closes the store and frees its lock, once.
func (s *sitting) leave() error {
	s.once.Do(func() {
		if k := s.keeper(); k.DB != nil {
			if _, _, err := k.MakeIfChanged(context.Background(), k.DB, backup.AtClose); err != nil {
				s.log.WithField("code", code(err)).Warn("no backup at close")
			}
		}
		s.end = errors.Join(s.vacate(), s.free())
	})
	return s.end
}

// free gives the lock back, where it was had.
func (s *sitting) free() error {
	if s.held == nil {
		return nil
	}
	return s.held.Free()
}

// player plays the sounds of the intake desk.
func player(data string) *sound.Player {
	sounds, err := fs.Sub(assets.FS, "sounds")
	if err != nil { // the folder is embedded
		panic(err)
	}
	return sound.New(sounds, filepath.Join(data, "sounds"))
}

// patience is how long the toolkit may take to end once the window is going.
const patience = time.Second

// endAnyway closes the store and ends the program when the toolkit does not:
// its loop can wait for ever for an event that came in its last moment, or for
// a screen that is gone. Nobody could open the shop again until then.
func (s *sitting) endAnyway() {
	time.Sleep(patience)
	if s.leave() != nil {
		os.Exit(cli.NoStore)
	}
	os.Exit(cli.Done)
}
