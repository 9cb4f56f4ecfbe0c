package backup

import (
	"cmp"
	"context"
	"encoding/hex"
	"slices"
	"sync"
	"time"

	"github.com/sirupsen/logrus"

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
	Other  bool  // it is another shop's, which keeps its copies in the same place
	Fault  error // backup.damaged, backup.newer
}

// List gives all backups of both places, newest first; those of another shop
// come last and say so.
func (v *Vault) List() ([]Backup, error) {
	s := v.Settings()
	here, err := s.listOf(folder{v.Dir})
	if err != nil || s.Second == "" {
		return here, err
	}
	there, err := s.listOf(folder{s.Second})
	if err != nil {
		return here, nil // the disk is not plugged in; its age says so
	}
	for i := range there {
		there[i].Second = true
	}
	all := append(here, there...)
	slices.SortStableFunc(all, func(a, b Backup) int {
		return cmp.Or(order(a.Other, b.Other), cmp.Compare(b.Serial, a.Serial))
	})
	return all, nil
}

// order puts what is before what is not.
func order(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// listOf lists a folder and marks what is another shop's. A backup from before
// they named their shop is taken for our own: it is still found.
func (s Settings) listOf(f folder) ([]Backup, error) {
	all, err := f.list()
	for i := range all {
		all[i].Other = s.Shop != "" && all[i].Shop != "" && all[i].Shop != s.Shop
	}
	return all, err
}

// Make backs the store up and copies the backup to the second place where that
// can be reached. A backup is told of only once it was read back and is good; a
// store that is damaged is refused and takes no backup's place.
//
// Errors: store.damaged, history.broken, backup.not_made, store.server,
// store.cancelled, backup.unreachable.
func (v *Vault) Make(ctx context.Context, db *storage.DB, why Why) (Backup, error) {
	return v.keep(ctx, db.Snapshot, why)
}

// MakeOf backs up the store's file while nobody has it open, of whatever
// version it is: before an upgrade, and before a restore.
//
// Errors: those of Make.
func (v *Vault) MakeOf(ctx context.Context, why Why) (Backup, error) {
	return v.keep(ctx, func(ctx context.Context, to string) error { return storage.CopyFile(ctx, v.Store, to) }, why)
}

func (v *Vault) keep(ctx context.Context, snapshot func(context.Context, string) error, why Why) (Backup, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	b, err := v.make(ctx, snapshot, why)
	if err != nil {
		return b, noRoom(err, notMade)
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
	here, err := v.Settings().listOf(folder{v.Dir})
	if err != nil {
		return Backup{}, false
	}
	for _, b := range here {
		if b.Fault == nil && !b.Other {
			return b, true
		}
	}
	return Backup{}, false
}
