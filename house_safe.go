package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"time"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/storage"
	"aftercare/storage/backup"
	"aftercare/ui/cli"
)

// file is the path of a store that is a file.
//
// Errors: store.server.
func (h house) file(where string) (string, error) {
	where, err := h.where(where)
	if err == nil && storage.IsServer(where) {
		err = &domain.Error{Kind: domain.Refused, Code: "store.server"}
	}
	return where, err
}

// verify reads a backup, all of it, whether or not the store can be opened.
func (h house) verify(ctx context.Context, where, id string, now func() time.Time) (desk.Backup, error) {
	where, err := h.file(where)
	if err != nil {
		return desk.Backup{}, err
	}
	b, err := h.vault(where, now).Find(ctx, id)
	if err != nil {
		return b.Shown(), err
	}
	_, err = backup.Verify(ctx, b.Path)
	return b.Shown(), err
}

// restore puts a backup in the place of the store, once nobody has it open.
func (h house) restore(ctx context.Context, where, id, secret string, now func() time.Time) (out cli.Restored, err error) {
	where, err = h.file(where)
	if err != nil {
		return out, err
	}
	held, err := storage.Lock(where)
	if err != nil {
		return out, err
	}
	defer func() { err = errors.Join(err, held.Free()) }()
	return h.swap(ctx, where, id, secret, now, func() error { return nil })
}

// swap restores while the caller holds the store's lock. The backup is unpacked
// and checked while the shop goes on; then vacate closes the store. What stands
// there is backed up, where it can be; it is kept in any case.
func (h house) swap(ctx context.Context, where, id, secret string, now func() time.Time, vacate func() error) (cli.Restored, error) {
	v := h.vault(where, now)
	b, err := v.Find(ctx, id)
	if err != nil {
		return cli.Restored{}, err
	}
	ready, err := v.Prepare(ctx, b, secret)
	if err != nil {
		return cli.Restored{}, err
	}
	if err := vacate(); err != nil {
		ready.Drop()
		return cli.Restored{}, err
	}
	if _, err := v.MakeOf(ctx, backup.ToRestore); err != nil {
		h.log.WithField("code", code(err)).Info("no backup before the restore: the store is kept as it is")
	}
	r, err := ready.Swap()
	return cli.Restored{Backup: b.Shown(), Kept: r.Kept, Files: r.Files, Erased: r.Erased}, err
}

// lost says that the store at where is gone while backups of it lie there: a
// new shop must not begin in its place unasked. A restore that was cut off is
// ended first.
//
// Errors: store.lost.
func (h house) lost(where string, now func() time.Time) error {
	if storage.IsServer(where) {
		return nil
	}
	if err := backup.Finish(where); err != nil {
		return err
	}
	if _, err := os.Lstat(where); !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	all, err := h.vault(where, now).List()
	for _, b := range all {
		if err == nil && b.Fault == nil && !b.Other {
			return &domain.Error{Kind: domain.NotFound, Code: "store.lost", Args: domain.Args{"at": b.Made}}
		}
	}
	return nil
}

func code(err error) string {
	if e := domain.As(err); e != nil {
		return e.Code
	}
	return "internal"
}

// copyBackup puts a backup and its files into another folder.
func (h house) copyBackup(ctx context.Context, where, id, dir string, now func() time.Time) (string, error) {
	where, err := h.file(where)
	if err != nil {
		return "", err
	}
	v := h.vault(where, now)
	b, err := v.Find(ctx, id)
	if err != nil {
		return "", err
	}
	return v.Copy(ctx, b, dir)
}

// repair salvages what can be read of a damaged store into a new file.
func (h house) repair(ctx context.Context, where, to string, now func() time.Time) (cli.Salvaged, error) {
	where, err := h.file(where)
	if err != nil {
		return cli.Salvaged{}, err
	}
	if to == "" {
		to = where + ".salvaged"
	}
	r, err := storage.Salvage(ctx, where, to, storage.Options{Now: now, Log: h.log})
	out := cli.Salvaged{File: to, Tables: map[string]cli.Saved{}, Entries: r.Entries, ChainBroken: r.ChainBroken}
	for name, t := range r.Tables {
		out.Tables[name] = cli.Saved(t)
	}
	return out, err
}

// backups are the commands for the shop's safety.
func (h house) backups() cli.Backups {
	return cli.Backups{Verify: h.verify, Restore: h.restore, Copy: h.copyBackup, Repair: h.repair}
}
