package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/sirupsen/logrus"

	"aftercare/assets"
	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/desk/sample"
	"aftercare/storage"
	"aftercare/storage/backup"
	"aftercare/storage/blob"
	"aftercare/storage/exchange"
	"aftercare/storage/place"
	"aftercare/storage/preset"
	"aftercare/storage/seal"
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

// where is the store that is meant: "" for the shop's own.
func (h house) where(where string) (string, error) {
	switch {
	case where == "" && h.places.Data == "":
		return "", &domain.Error{Kind: domain.NotFound, Code: "store.missing"}
	case where == "":
		return h.places.Store(), nil
	case storage.IsServer(where):
		return where, nil
	}
	return filepath.Abs(where)
}

// vault keeps the backups of the store at where, beside it.
func (h house) vault(where string, now func() time.Time) *backup.Vault {
	return &backup.Vault{Store: where, Dir: where + ".backups", Blobs: h.files(where), Now: now, Zone: time.Local, Log: h.log}
}

// store opens the store at where, "" for the shop's own, and makes the desk
// that works on it.
func (h house) store(ctx context.Context, where string, access cli.Access, now func() time.Time) (*storage.DB, desk.Parts, error) {
	where, err := h.where(where)
	if err != nil {
		return nil, desk.Parts{}, err
	}
	opts := storage.Options{Now: now, Log: h.log, ReadOnly: access == cli.Reading}
	if !storage.IsServer(where) {
		if err := backup.Finish(where); err != nil {
			return nil, desk.Parts{}, err
		}
		if _, err := os.Stat(where); err != nil && access == cli.Writing {
			return nil, desk.Parts{}, &domain.Error{Kind: domain.NotFound, Code: "store.missing"}
		}
		opts.BeforeUpgrade = func(ctx context.Context, _, _ int64) error {
			_, err := h.vault(where, now).MakeOf(ctx, backup.ToUpgrade)
			return onlyHere(err)
		}
	}
	presets, err := preset.Read(assets.FS)
	if err != nil {
		return nil, desk.Parts{}, err
	}
	db, err := storage.Open(ctx, where, opts)
	if err != nil {
		return nil, desk.Parts{}, h.named(where, now, err)
	}
	parts := desk.Parts{Store: db.Desk(), Now: now, Files: exchange.Files{}, Presets: presets, Seals: seal.Usual, Say: h.catalogue.Say, Blobs: blob.In(h.files(db.Path()))}
	if db.Path() != "" {
		parts.Backups = backup.Keeper{Vault: h.vault(db.Path(), now), DB: db}
	}
	return db, parts, nil
}

// onlyHere forgives a copy that failed: the backup itself is there.
func onlyHere(err error) error {
	if e := domain.As(err); e != nil && e.Code == "backup.second" {
		return nil
	}
	return err
}

// named adds to the refusal of a newer store, and of one that could not be
// brought up to date, the backup from before: the program of that time opens it.
func (h house) named(where string, now func() time.Time, err error) error {
	e := domain.As(err)
	if e == nil || e.Code != "store.newer" && e.Code != "store.upgrade_failed" {
		return err
	}
	known, ok := e.Args["known"].(int64)
	told := "backup.from_before"
	if e.Code == "store.upgrade_failed" {
		told = "backup.before_upgrade"
	}
	all, failed := h.vault(where, now).List()
	if !ok || failed != nil {
		return err
	}
	for _, b := range all {
		if b.Fault == nil && b.Version <= known {
			return errors.Join(domain.Errors{e, {Kind: domain.Refused, Code: told, Args: domain.Args{"name": filepath.Base(b.Path), "at": b.Made}}}, err)
		}
	}
	return err
}

// files is where the photos and files of a store lie: beside it, and for a
// server in the data folder of this machine.
func (h house) files(store string) string {
	if store == "" || storage.IsServer(store) {
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
	d := desk.New(parts)
	return cli.Shop{Desk: d, Close: db.Close, Sample: func(ctx context.Context, w cli.Wish) error {
		return sample.Make(ctx, parts, sample.Wish{Seed: w.Seed, Day: w.Day, Orders: w.Orders, Language: w.Language})
	}, Check: func(ctx context.Context, q desk.LogQuestion) (cli.Health, error) {
		r, err := db.Check(ctx, storage.Full)
		h := cli.Health{Engine: r.Engine, Version: r.Version, Bytes: r.Bytes, Entries: r.Entries, Findings: r.Findings, Broken: r.Broken}
		if err == nil && db.Path() != "" {
			h.Rotten, err = backup.Rotten(ctx, db.Path()+".files")
		}
		if err == nil {
			if h.Log, err = d.CheckLog(desk.As(ctx, desk.Itself), q); errors.Is(err, domain.Code("missing.shop")) {
				err = nil // nothing was ever written
			}
		}
		return h, err
	}}, nil
}
