package backup

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/storage"
	"aftercare/storage/place"
)

// Keeper is a vault and an open store, as the desk asks for them.
type Keeper struct {
	*Vault
	DB *storage.DB
}

var _ desk.Backups = Keeper{}

const herePrefix, secondPrefix = "here/", "second/"

// ID is what a restore is asked for by: its place, and its file's name.
func (b Backup) ID() string {
	if b.Second {
		return secondPrefix + filepath.Base(b.Path)
	}
	return herePrefix + filepath.Base(b.Path)
}

// Shown is a backup in the words of the desk.
func (b Backup) Shown() desk.Backup {
	return desk.Backup{ID: b.ID(), Serial: b.Serial, Made: b.Made, Why: string(b.Why), Bytes: b.Bytes, Version: b.Version,
		Orders: b.Rows["orders"], Entries: b.Entries, Head: b.Head, Files: b.Files, Locked: b.Locked, Second: b.Second, Other: b.Other, Fault: domain.As(b.Fault)}
}

// Find gives the backup of an id, or that in the file at a path, which may be a
// whole shop's; "" is the newest good one of this shop.
//
// Errors: backup.missing, backup.none, and those of Look.
func (v *Vault) Find(ctx context.Context, id string) (Backup, error) {
	all, err := v.List()
	if err != nil {
		return Backup{}, err
	}
	for _, b := range all {
		if b.ID() == id || id == "" && b.Fault == nil && !b.Other {
			return b, nil
		}
	}
	if id == "" {
		return Backup{}, &domain.Error{Kind: domain.NotFound, Code: "backup.none"}
	}
	if strings.HasPrefix(id, herePrefix) || strings.HasPrefix(id, secondPrefix) {
		return Backup{}, &domain.Error{Kind: domain.NotFound, Code: "backup.missing"}
	}
	path, err := filepath.Abs(id)
	if err != nil {
		return Backup{}, &domain.Error{Kind: domain.NotFound, Code: "backup.missing"}
	}
	if strings.HasSuffix(path, desk.ArchiveSuffix) {
		return v.arrive(ctx, path)
	}
	return found(path)
}

// found is the backup in a file.
func found(path string) (Backup, error) {
	a, err := Look(path)
	b := Backup{About: a, Path: path}
	if info, e := os.Stat(path); e == nil {
		b.Bytes = info.Size()
	}
	return b, err
}

// tight is how much must be free, however small the store.
const tight = 1 << 30

// State is what there is and how old it is.
func (k Keeper) State(ctx context.Context) (desk.BackupState, error) {
	all, err := k.List()
	if err != nil {
		return desk.BackupState{}, err
	}
	s := k.Settings()
	out := desk.BackupState{Folder: k.Dir, Second: s.Second, Copied: s.Copied, Locked: s.Key != nil, Sound: s.Sound, Damage: s.Damage, Rotten: s.Rotten,
		Drill: desk.BackupDrill(s.Drill), Risk: place.Risk(k.Store)}
	for _, b := range all {
		out.Backups = append(out.Backups, b.Shown())
		if b.Fault == nil && !b.Second && !b.Other && out.Last.IsZero() {
			out.Last = b.Made
			out.Changed = k.changedSince(ctx, b)
		}
	}
	// A copy may be from the future: then the clock was wrong, then or now.
	out.ClockOff = out.Last.After(k.Now().Add(clockSlack))
	if info, err := os.Stat(s.Second); s.Second != "" && err == nil && info.IsDir() {
		out.There = true
		here, ok := disk(filepath.Dir(k.Store))
		there, ok2 := disk(s.Second)
		out.OneDisk = ok && ok2 && here == there
	}
	if info, err := os.Stat(k.Store); err == nil {
		out.Size = info.Size()
	}
	if room, err := Room(filepath.Dir(k.Store)); err == nil {
		out.Room, out.Tight = room, room < max(tight, 3*out.Size)
	}
	return out, nil
}

// clockSlack is how far clocks of one machine may disagree.
const clockSlack = 10 * time.Minute

func (k Keeper) changedSince(ctx context.Context, b Backup) bool {
	changed := false
	err := k.DB.View(ctx, func(tx *storage.Tx) error {
		n, _, err := tx.HistoryHead()
		changed = n != b.Entries
		return err
	})
	return changed || err != nil
}

// Make backs the shop up now.
func (k Keeper) Make(ctx context.Context, why string) (desk.Backup, error) {
	make := k.Vault.Make
	if Why(why) == ToImport { // a folder that is watched brings many files an hour
		make = func(ctx context.Context, db *storage.DB, why Why) (Backup, error) {
			b, _, err := k.MakeIfChanged(ctx, db, why)
			return b, err
		}
	}
	b, err := make(ctx, k.DB, Why(why))
	k.noteDamage(err)
	return b.Shown(), err
}

// Archive backs the shop up and writes it, whole, into one file that another
// machine opens.
func (k Keeper) Archive(ctx context.Context, to string) (desk.Backup, error) {
	b, err := k.Vault.Make(ctx, k.DB, ByHand)
	k.noteDamage(err)
	if b.Serial == 0 {
		return b.Shown(), err
	}
	// The backup is there: that only its second copy failed does not matter here.
	if e := domain.As(err); e != nil && e.Code != "backup.second" {
		return b.Shown(), err
	}
	return b.Shown(), k.Vault.Archive(ctx, b, to)
}

// noteDamage keeps in mind that the store was found damaged, until it is found
// sound.
func (v *Vault) noteDamage(err error) {
	e := domain.As(err)
	code := ""
	if e != nil && e.Kind == domain.Damaged && !strings.HasPrefix(e.Code, "backup.") {
		code = e.Code
	}
	if code != v.Settings().Damage && (err == nil || code != "") {
		_ = v.change(func(s *Settings) { s.Damage = code }) // said once more at the next backup
	}
}

// Verify reads a backup, all of it.
func (k Keeper) Verify(ctx context.Context, id string) (desk.Backup, error) {
	b, err := k.Find(ctx, id)
	if err != nil {
		return b.Shown(), err
	}
	_, err = Verify(ctx, b.Path)
	return b.Shown(), err
}

// Drill restores the newest backup into a folder that goes again.
func (k Keeper) Drill(ctx context.Context) (desk.BackupDrill, error) {
	d, err := k.Try(ctx)
	return desk.BackupDrill(d), err
}

// Place chooses the second place.
func (k Keeper) Place(_ context.Context, dir string) (bool, error) { return k.SetSecond(dir) }

// Lock has backups locked from now on.
func (k Keeper) Lock(_ context.Context, passphrase string) (string, error) {
	key, err := k.Vault.Lock(passphrase)
	return key.Secret, err
}

// Unlock has them unlocked again.
func (k Keeper) Unlock(context.Context) error { return k.Vault.Unlock() }

// Forget has a customer erased from any backup that is restored later.
func (k Keeper) Forget(_ context.Context, id domain.ID, key string) error {
	return k.Vault.Forget(id, key)
}

// Scrub takes what an erasure overwrote out of the store's own files.
func (k Keeper) Scrub(ctx context.Context) error { return k.DB.Scrub(ctx) }

// week is how often the drill and the reading of the whole store come.
const weekly = 7 * 24 * time.Hour

// Tick does what is due: a backup when something changed, and once a week a
// look at the whole store and a drill. The window calls it every half hour.
func (k Keeper) Tick(ctx context.Context) error {
	_, _, err := k.MakeIfChanged(ctx, k.DB, OnTime)
	k.noteDamage(err)
	s := k.Settings()
	if due(s.Sound, k.Now()) {
		err = errors.Join(err, k.look(ctx))
	}
	if _, ok := k.newest(); ok && due(s.Drill.At, k.Now()) {
		_, failed := k.Try(ctx)
		err = errors.Join(err, failed)
	}
	return err
}

// due says whether a week has gone by, also for a clock that was set back.
func due(last, now time.Time) bool { return now.Sub(last).Abs() >= weekly }

// look reads the whole store and every photo.
func (k Keeper) look(ctx context.Context) error {
	r, err := k.DB.Check(ctx, storage.Full)
	switch {
	case err != nil:
	case len(r.Findings) > 0:
		err = &domain.Error{Kind: domain.Damaged, Code: "store.damaged", Args: domain.Args{"part": "pages"}}
	case r.Broken != nil:
		err = r.Broken
	default:
		var rotten []string
		if rotten, err = Rotten(ctx, k.Blobs); err == nil {
			err = k.change(func(s *Settings) { s.Rotten = len(rotten) })
		}
		if err == nil && len(rotten) > 0 {
			err = &domain.Error{Kind: domain.Damaged, Code: "backup.files_damaged", Args: domain.Args{"count": len(rotten)}}
		}
	}
	k.noteDamage(err)
	if err == nil {
		err = k.change(func(s *Settings) { s.Sound = k.Now().UTC().Truncate(time.Second) })
	}
	return err
}
