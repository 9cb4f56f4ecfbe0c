//go:build !headless && cgo

package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"aftercare/assets"
	"aftercare/domain/desk"
	"aftercare/domain/desk/sample"
	"aftercare/storage"
	"aftercare/storage/blob"
	"aftercare/storage/exchange"
	"aftercare/storage/papers"
	"aftercare/ui"
	"aftercare/ui/cli"
	"aftercare/ui/sound"
)

// window opens the shop's window. A second one on the same store is refused;
// commands work beside it.
func window(h house) func(context.Context, string, func() time.Time) error {
	return func(ctx context.Context, where string, now func() time.Time) (err error) {
		if where == "" && h.places.Data != "" {
			where = h.places.Store()
		}
		held, err := storage.Lock(where)
		if err != nil {
			return err
		}
		db, parts, err := h.store(ctx, where, cli.Beginning, now)
		if err != nil {
			return errors.Join(err, held.Free())
		}
		closed := sync.OnceValue(func() error { return errors.Join(db.Close(), held.Free()) })
		defer func() { err = errors.Join(err, closed()) }()
		press, err := h.press()
		if err != nil {
			return err
		}
		return ui.Run(ctx, ui.Program{Desk: desk.New(parts), Catalogue: h.catalogue, Press: press, Log: h.log, Store: db.Path(), Now: now,
			Output: papers.In(filepath.Join(h.places.Data, "papers")), Table: exchange.WriteCSV, Sheet: exchange.WriteSheet,
			Sample: func(ctx context.Context, language string, progress func(float64)) error {
				return sample.Make(ctx, parts, sample.Wish{Seed: 1, Day: now(), Language: language, Progress: progress})
			},
			Sound: player(h.places.Data).Play, Pictures: func(folder string, since time.Time) ([]string, error) { return blob.New(folder, since, now()) },
			ReadCalendar: exchange.ReadCalendarFile, Leaving: func() { endAnyway(closed) }})
	}
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
func endAnyway(closed func() error) {
	time.Sleep(patience)
	if closed() != nil {
		os.Exit(cli.NoStore)
	}
	os.Exit(cli.Done)
}
