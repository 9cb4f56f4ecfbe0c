package main

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"github.com/sirupsen/logrus"

	"aftercare/assets"
	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/desk/sample"
	"aftercare/storage"
	"aftercare/storage/blob"
	"aftercare/storage/exchange"
	"aftercare/storage/place"
	"aftercare/storage/preset"
	"aftercare/ui/cli"
	"aftercare/ui/paper"
	"aftercare/ui/text"
)

// house is what the commands and the window are made of.
type house struct {
	places    place.Places
	catalogue *text.Catalogue
	log       *logrus.Entry
}

func (h house) press() (*paper.Press, error) { return paper.NewPress(assets.FS, h.catalogue) }

// store opens the store at where, "" for the shop's own, and makes the desk
// that works on it.
func (h house) store(ctx context.Context, where string, access cli.Access, now func() time.Time) (*storage.DB, desk.Parts, error) {
	if where == "" {
		if h.places.Data == "" {
			return nil, desk.Parts{}, &domain.Error{Kind: domain.NotFound, Code: "store.missing"}
		}
		where = h.places.Store()
	}
	if _, err := os.Stat(where); err != nil && access == cli.Writing && !storage.IsServer(where) {
		return nil, desk.Parts{}, &domain.Error{Kind: domain.NotFound, Code: "store.missing"}
	}
	presets, err := preset.Read(assets.FS)
	if err != nil {
		return nil, desk.Parts{}, err
	}
	db, err := storage.Open(ctx, where, storage.Options{Now: now, Log: h.log, ReadOnly: access == cli.Reading})
	if err != nil {
		return nil, desk.Parts{}, err
	}
	return db, desk.Parts{Store: db.Desk(), Now: now, Files: exchange.Files{}, Presets: presets, Blobs: blob.In(h.files(db.Path()))}, nil
}

// files is where the photos and files of a store lie: beside it, and for a
// server in the data folder of this machine.
func (h house) files(store string) string {
	if store == "" {
		return filepath.Join(h.places.Data, "files")
	}
	return store + ".files"
}

// open is a store as the commands ask for it.
func (h house) open(ctx context.Context, where string, access cli.Access, now func() time.Time) (cli.Shop, error) {
	db, parts, err := h.store(ctx, where, access, now)
	if err != nil {
		return cli.Shop{}, err
	}
	return cli.Shop{Desk: desk.New(parts), Close: db.Close, Sample: func(ctx context.Context, w cli.Wish) error {
		return sample.Make(ctx, parts, sample.Wish{Seed: w.Seed, Day: w.Day, Orders: w.Orders, Language: w.Language})
	}, Check: func(ctx context.Context) (cli.Health, error) {
		r, err := db.Check(ctx, storage.Full)
		return cli.Health{Engine: r.Engine, Version: r.Version, Bytes: r.Bytes, Entries: r.Entries, Findings: r.Findings, Broken: r.Broken}, err
	}}, nil
}
