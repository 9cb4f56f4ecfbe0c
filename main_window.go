//go:build !headless && cgo

package main

import (
	"context"
	"errors"
	"path/filepath"
	"time"

	"aftercare/domain/desk"
	"aftercare/domain/desk/sample"
	"aftercare/storage"
	"aftercare/storage/exchange"
	"aftercare/storage/papers"
	"aftercare/ui"
	"aftercare/ui/cli"
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
		defer func() { err = errors.Join(err, held.Free()) }()
		db, parts, err := h.store(ctx, where, cli.Beginning, now)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, db.Close()) }()
		press, err := h.press()
		if err != nil {
			return err
		}
		return ui.Run(ctx, ui.Program{Desk: desk.New(parts), Catalogue: h.catalogue, Press: press, Log: h.log, Store: db.Path(), Now: now,
			Output: papers.In(filepath.Join(h.places.Data, "papers")), Table: exchange.WriteCSV,
			Sample: func(ctx context.Context, language string, progress func(float64)) error {
				return sample.Make(ctx, parts, sample.Wish{Seed: 1, Day: now(), Language: language, Progress: progress})
			},
			ReadCalendar: exchange.ReadCalendarFile})
	}
}
