package backup

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"filippo.io/age"
	"github.com/sirupsen/logrus"

	"aftercare/storage"
)

// make writes one backup into the shop's own folder. snapshot writes the store
// to a path.
func (v *Vault) make(ctx context.Context, snapshot func(context.Context, string) error, why Why) (b Backup, err error) {
	if err := os.MkdirAll(v.Dir, 0o700); err != nil {
		return b, fault("make folder", err)
	}
	sweep(v.Dir, workPrefix)
	temp, err := os.MkdirTemp(v.Dir, workPrefix)
	if err != nil {
		return b, fault("make folder", err)
	}
	defer os.RemoveAll(temp)
	raw := filepath.Join(temp, "store")
	if err := snapshot(ctx, raw); err != nil {
		return b, err
	}
	s := v.Settings()
	a := About{Format: format, Serial: v.nextSerial(s), Made: v.Now().UTC().Truncate(time.Second),
		Day: v.Now().In(v.Zone).Format(time.DateOnly), Why: why, Locked: s.Key != nil}
	var by *age.X25519Recipient
	if s.Key != nil {
		if by, err = age.ParseX25519Recipient(s.Key.Recipient); err != nil {
			return b, fmt.Errorf("key of the backups: %w", err)
		}
	}
	all, err := stored(v.Blobs)
	if err != nil {
		return b, err
	}
	files, err := (folder{v.Dir}).take(v.Blobs, all, by)
	if err != nil {
		return b, err
	}
	rotten := len(all) - len(files)
	parts, err := v.parts(ctx, temp, raw, files, by, &a)
	if err != nil {
		return b, err
	}
	b = Backup{About: a, Path: filepath.Join(v.Dir, a.name())}
	whole := filepath.Join(temp, "whole")
	if err := assemble(whole, a, s.Key, parts[0], parts[1]); err != nil {
		return Backup{}, fault("write backup", err)
	}
	if _, err := Verify(ctx, whole); err != nil { // read back what the disk took
		return Backup{}, err
	}
	if info, err := os.Stat(whole); err == nil {
		b.Bytes = info.Size()
	}
	if err := os.Rename(whole, b.Path); err != nil {
		return Backup{}, fault("name backup", err)
	}
	if err := errors.Join(syncDir(v.Dir), v.change(func(s *Settings) { s.Serial, s.Shop, s.Rotten = a.Serial, a.Shop, max(s.Rotten, rotten) })); err != nil {
		return Backup{}, err
	}
	if why == ToRestore { // the one that is about to be restored must not go
		return b, nil
	}
	return b, v.thin(ctx, folder{v.Dir})
}

// parts checks the copied store and packs it, both at once: one is bound by the
// checks and the other by compressing.
func (v *Vault) parts(ctx context.Context, temp, raw string, files []File, by *age.X25519Recipient, a *About) ([2]packed, error) {
	var out [2]packed
	checked := make(chan error, 1)
	var facts storage.Facts
	go func() {
		var err error
		facts, err = storage.Examine(ctx, raw, storage.Quick, storage.Options{Now: v.Now, Log: v.Log})
		checked <- err
	}()
	list, err := json.Marshal(files)
	if err == nil {
		out[0], err = pack(bytes.NewReader(list), filepath.Join(temp, "list"), by)
	}
	if err == nil {
		var f *os.File
		if f, err = os.Open(raw); err == nil {
			out[1], err = pack(reading{ctx, f}, filepath.Join(temp, "packed"), by)
			err = errors.Join(err, f.Close())
		}
	}
	if bad := <-checked; bad != nil {
		return out, bad
	}
	if err != nil {
		return out, fault("pack backup", err)
	}
	a.Version, a.Entries, a.Head, a.Rows = facts.Version, facts.Entries, hex.EncodeToString(facts.Head), facts.Rows
	if len(facts.First) > 0 {
		a.Shop = hex.EncodeToString(facts.First)
	}
	a.Size, a.SHA256, a.List, a.Files = out[1].size, hex.EncodeToString(out[1].sum), out[0].size, len(files)
	for _, f := range files {
		a.Stored += f.Size
	}
	return out, nil
}

// nextSerial is higher than that of any backup that was ever seen here.
func (v *Vault) nextSerial(s Settings) int64 {
	n := s.Serial
	if all, err := v.List(); err == nil {
		for _, b := range all {
			n = max(n, b.Serial)
		}
	}
	return n + 1
}

const workPrefix = ".work-"

// sweep takes away what work that was killed half-way left behind in a folder,
// by the beginnings of its names.
func sweep(dir string, begin ...string) {
	left, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, d := range left {
		if slices.ContainsFunc(begin, func(b string) bool { return strings.HasPrefix(d.Name(), b) }) {
			_ = os.RemoveAll(filepath.Join(dir, d.Name())) // what cannot go now goes next time
		}
	}
}

func (v *Vault) note(b Backup) {
	if v.Log != nil {
		v.Log.WithFields(logrus.Fields{"serial": b.Serial, "why": string(b.Why), "bytes": b.Bytes, "entries": b.Entries}).Info("backup made")
	}
}
