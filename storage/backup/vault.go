package backup

import (
	"bytes"
	"cmp"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"filippo.io/age"
	"github.com/sirupsen/logrus"

	"aftercare/domain"
	"aftercare/storage"
)

// Vault keeps the backups of one shop: in its own folder, and in a second place
// where one was chosen.
type Vault struct {
	Store string // the store's file
	Dir   string // the folder of backups
	Blobs string // the folder of photos and files; "" for none
	Now   func() time.Time
	Zone  *time.Location
	Log   *logrus.Entry

	mu sync.Mutex // one backup, drill or restore at a time
}

// Backup is one backup in a folder. Fault says why it is none that can be used.
type Backup struct {
	About
	Path   string
	Bytes  int64
	Second bool  // it lies in the second place
	Fault  error // backup.damaged, backup.newer
}

// Settings are what the vault keeps beside the store, not in it: it must be
// readable when the store is not, and belongs to this machine.
type Settings struct {
	Second string    `json:"second,omitempty"` // the folder of the second place
	Key    *Key      `json:"key,omitempty"`
	Serial int64     `json:"serial"`          // the last that was given out
	Copied time.Time `json:"copied,omitzero"` // the last copy into the second place
	Drill  Drill     `json:"drill,omitzero"`
	Sound  time.Time `json:"sound,omitzero"`   // when the store was last read whole and found sound
	Damage string    `json:"damage,omitempty"` // the code of what was found wrong with it since
	Rotten int       `json:"rotten,omitempty"` // photos and files that were found to be no longer what they were
}

// Drill is the last try whether the newest backup restores.
type Drill struct {
	At     time.Time `json:"at"`
	Serial int64     `json:"serial"`
	Code   string    `json:"code,omitempty"` // why it failed
}

func (v *Vault) settingsPath() string { return filepath.Join(v.Dir, "backups.json") }

// Settings reads the vault's settings. Unreadable ones are as none: a torn
// file must not keep a shop from its backups.
func (v *Vault) Settings() Settings {
	var s Settings
	data, err := os.ReadFile(v.settingsPath())
	if err == nil {
		err = json.Unmarshal(data, &s)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) && v.Log != nil {
		v.Log.WithField("code", "backup.settings").Warn("the settings of the backups cannot be read")
	}
	return s
}

func (v *Vault) change(f func(*Settings)) error {
	s := v.Settings()
	f(&s)
	data, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	return replace(v.settingsPath(), data)
}

// replace puts a file in the place of another, whole or not at all.
func replace(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fault("make folder", err)
	}
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".new-*")
	if err != nil {
		return fault("write file", err)
	}
	defer os.Remove(f.Name())
	_, err = f.Write(data)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err == nil {
		err = syncDir(filepath.Dir(path))
	}
	return fault("write file", err)
}

// List gives all backups of both places, newest first.
func (v *Vault) List() ([]Backup, error) {
	here, err := folder{v.Dir}.list()
	if err != nil {
		return nil, err
	}
	second := v.Settings().Second
	if second == "" {
		return here, nil
	}
	there, err := folder{second}.list()
	if err != nil {
		return here, nil // the disk is not plugged in; its age says so
	}
	for i := range there {
		there[i].Second = true
	}
	all := append(here, there...)
	slices.SortStableFunc(all, func(a, b Backup) int { return cmp.Compare(b.Serial, a.Serial) })
	return all, nil
}

// Make backs the store up and copies the backup to the second place where that
// can be reached. A backup is told of only once it was read back and is good; a
// store that is damaged is refused and takes no backup's place.
//
// Errors: store.damaged, history.broken, store.full, store.server,
// store.cancelled, backup.unreachable.
func (v *Vault) Make(ctx context.Context, db *storage.DB, why Why) (Backup, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	b, err := v.make(ctx, db.Snapshot, why)
	if err != nil {
		return b, err
	}
	v.note(b)
	return b, v.copySecond(ctx, b)
}

// MakeOf backs up the store's file while nobody has it open, of whatever
// version it is: before an upgrade, and before a restore.
//
// Errors: those of Make.
func (v *Vault) MakeOf(ctx context.Context, why Why) (Backup, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	b, err := v.make(ctx, func(ctx context.Context, to string) error { return storage.CopyFile(ctx, v.Store, to) }, why)
	if err != nil {
		return b, err
	}
	v.note(b)
	return b, v.copySecond(ctx, b)
}

// MakeIfChanged makes a backup when the newest one does not show the store as
// it is; made says whether one was.
func (v *Vault) MakeIfChanged(ctx context.Context, db *storage.DB, why Why) (b Backup, made bool, err error) {
	var head []byte
	var entries int64
	err = db.View(ctx, func(tx *storage.Tx) (err error) {
		entries, head, err = tx.HistoryHead()
		return err
	})
	if err != nil || entries == 0 {
		return b, false, err
	}
	if newest, ok := v.newest(); ok && newest.Head == hex.EncodeToString(head) {
		return newest, false, nil
	}
	b, err = v.Make(ctx, db, why)
	return b, b.Serial > 0, err
}

// newest is the newest backup in the shop's own folder.
func (v *Vault) newest() (Backup, bool) {
	here, err := folder{v.Dir}.list()
	if err != nil {
		return Backup{}, false
	}
	for _, b := range here {
		if b.Fault == nil {
			return b, true
		}
	}
	return Backup{}, false
}

// make writes one backup into the shop's own folder. snapshot writes the store
// to a path.
func (v *Vault) make(ctx context.Context, snapshot func(context.Context, string) error, why Why) (b Backup, err error) {
	if err := os.MkdirAll(v.Dir, 0o700); err != nil {
		return b, fault("make folder", err)
	}
	sweep(v.Dir)
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
	if err := errors.Join(syncDir(v.Dir), v.change(func(s *Settings) { s.Serial, s.Rotten = a.Serial, max(s.Rotten, rotten) })); err != nil {
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

// sweep takes away what a backup that was killed half-way left behind.
func sweep(dir string) {
	left, err := filepath.Glob(filepath.Join(dir, workPrefix+"*"))
	if err != nil {
		return
	}
	for _, d := range left {
		_ = os.RemoveAll(d) // what cannot go now goes next time
	}
}

// thin removes the backups that need not be kept, and with them the files that
// no other backup needs.
func (v *Vault) thin(ctx context.Context, f folder) error {
	all, err := f.list()
	if err != nil {
		return err
	}
	var good []About
	where := map[int64]string{}
	for _, b := range all {
		if b.Fault == nil {
			good = append(good, b.About)
			where[b.Serial] = b.Path
		}
	}
	gone := surplus(good)
	for _, a := range gone {
		if err := os.Remove(where[a.Serial]); err != nil {
			return fault("remove backup", err)
		}
	}
	if len(gone) == 0 {
		return nil
	}
	return v.prune(ctx, f)
}

func (v *Vault) note(b Backup) {
	if v.Log != nil {
		v.Log.WithFields(logrus.Fields{"serial": b.Serial, "why": string(b.Why), "bytes": b.Bytes, "entries": b.Entries}).Info("backup made")
	}
}

// copySecond copies a backup and its files to the second place. One that is
// not there now is no error: the copy's age says so.
func (v *Vault) copySecond(ctx context.Context, b Backup) error {
	second := v.Settings().Second
	if second == "" {
		return nil
	}
	if info, err := os.Stat(second); err != nil || !info.IsDir() {
		return nil
	}
	_, err := v.Copy(ctx, b, second)
	if err == nil {
		err = v.thin(ctx, folder{second})
	}
	if err == nil {
		err = v.change(func(s *Settings) { s.Copied = v.Now().UTC().Truncate(time.Second) })
	}
	if err != nil {
		return errors.Join(&domain.Error{Kind: domain.Refused, Code: "backup.second"}, err)
	}
	return nil
}

// Copy puts a backup, the files that it needs and the list of the erased into
// another folder, reads the copy back, and says where it is.
//
// Errors: backup.damaged, backup.unreachable, store.full.
func (v *Vault) Copy(ctx context.Context, b Backup, dir string) (string, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fault("make folder", err)
	}
	if err := (folder{dir}).adopt(ctx, folder{filepath.Dir(b.Path)}); err != nil {
		return "", err
	}
	temp := filepath.Join(dir, workPrefix+filepath.Base(b.Path))
	defer os.Remove(temp)
	if err := copyFile(b.Path, temp); err != nil {
		return "", err
	}
	if _, err := Verify(ctx, temp); err != nil {
		return "", err
	}
	to := filepath.Join(dir, filepath.Base(b.Path))
	if err := os.Rename(temp, to); err != nil {
		return "", fault("name backup", err)
	}
	return to, errors.Join(syncDir(dir), v.shareErased(dir))
}
