package desk

import (
	"context"
	"time"

	"aftercare/domain"
)

// Backups keeps copies of the shop that are known to be good. A shop on a
// server has none here: nil.
type Backups interface {
	// State is what there is and how old it is.
	State(ctx context.Context) (BackupState, error)
	// Make backs the shop up now; why is hand, import or erase. The answer is a
	// backup that was read back and is good. Errors: store.damaged, backup.not_made,
	// backup.unreachable; backup.second when only the copy failed.
	Make(ctx context.Context, why string) (Backup, error)
	// Archive makes a backup and writes it, with all photos and files, into one
	// file that another machine opens. Errors: those of Make, backup.file_missing.
	Archive(ctx context.Context, path string) (Backup, error)
	// Verify reads a backup, all of it. Errors: backup.damaged, backup.missing.
	Verify(ctx context.Context, id string) (Backup, error)
	// Drill restores the newest backup into a folder that goes again.
	Drill(ctx context.Context) (BackupDrill, error)
	// Place chooses the folder of the second place, "" for none, and says
	// whether it is on another disk. Errors: backup.place.
	Place(ctx context.Context, dir string) (otherDisk bool, err error)
	// Lock has backups locked from now on and gives the secret for the sheet.
	// Errors: backup.passphrase_short.
	Lock(ctx context.Context, passphrase string) (secret string, err error)
	// Unlock has them unlocked again.
	Unlock(ctx context.Context) error
	// Forget has a customer erased from any backup that is restored later.
	Forget(ctx context.Context, customer domain.ID, key string) error
	// Scrub takes what an erasure overwrote out of the store's own files.
	Scrub(ctx context.Context) error
}

// Backup is one backup as a list shows it: what it holds, where it is, and why it
// cannot be used, if so.
type Backup struct {
	ID      string        `json:"id"` // what a restore is asked for by
	Serial  int64         `json:"serial"`
	Made    time.Time     `json:"made"`
	Why     string        `json:"why"` // hand, time, close, upgrade, import, restore, erase
	Bytes   int64         `json:"bytes"`
	Version int64         `json:"version"`
	Orders  int64         `json:"orders"`
	Entries int64         `json:"entries"` // of the history
	Head    string        `json:"head"`    // the hash of the last of them
	Files   int           `json:"files"`   // photos and files
	Locked  bool          `json:"locked,omitempty"`
	Second  bool          `json:"second,omitempty"` // in the second place
	Other   bool          `json:"other,omitempty"`  // of another shop that keeps its copies there too
	Fault   *domain.Error `json:"fault,omitempty"`  // why it cannot be used
}

// BackupDrill is the last try whether the newest backup restores. Code is why
// it did not, "" when it did.
type BackupDrill struct {
	At     time.Time `json:"at"`
	Serial int64     `json:"serial"`
	Code   string    `json:"code,omitempty"`
}

// BackupState is how safe the shop is.
type BackupState struct {
	Backups  []Backup    `json:"backups"` // newest first
	Folder   string      `json:"folder"`
	Last     time.Time   `json:"last,omitzero"` // the newest good one
	Changed  bool        `json:"changed"`       // the shop changed since
	Second   string      `json:"second,omitempty"`
	There    bool        `json:"there,omitempty"` // the second place can be reached now
	OneDisk  bool        `json:"one_disk,omitempty"`
	Copied   time.Time   `json:"copied,omitzero"` // the newest one there
	Locked   bool        `json:"locked,omitempty"`
	Drill    BackupDrill `json:"drill,omitzero"`
	Sound    time.Time   `json:"sound,omitzero"` // when the store was last read whole and found sound
	Damage   string      `json:"damage,omitempty"`
	Rotten   int         `json:"rotten,omitempty"` // photos and files that are no longer what they were
	Room     int64       `json:"room"`             // bytes free on the store's disk
	Size     int64       `json:"size"`             // of the store
	Tight    bool        `json:"tight,omitempty"`  // less than 1 GB free, or three times the store
	Risk     string      `json:"risk,omitempty"`   // cloud, network: where the store should not lie
	ClockOff bool        `json:"clock_off,omitempty"`
}

// noBackups is the answer where a server keeps the shop.
func noBackups() error { return &domain.Error{Kind: domain.Refused, Code: "store.server"} }

// ask runs f for one who may use the verb, outside of any transaction: a
// backup takes longer than one may be held.
func (d *Desk) ask(ctx context.Context, verb string, f func() error) error {
	if err := d.view(ctx, func(_ Tx, s setting) error { return s.allowed(verb) }); err != nil {
		return err
	}
	if d.Backups == nil {
		return noBackups()
	}
	return f()
}

// wrote says in the history what f did outside of it.
func (d *Desk) wrote(ctx context.Context, verb string, facts domain.Args) error {
	return d.update(ctx, func(tx Tx, s setting) error { return s.record(tx, verb, "backup", 1, facts) })
}

// BackupState is how safe the shop is.
//
// Errors: store.server.
func (d *Desk) BackupState(ctx context.Context) (out BackupState, err error) {
	err = d.ask(ctx, "backup.list", func() (err error) { out, err = d.Backups.State(ctx); return err })
	return out, err
}

// MakeBackup backs the shop up now.
//
// Errors: store.damaged, backup.not_made, store.server, backup.unreachable, and
// backup.second when the backup is there and only its copy failed.
func (d *Desk) MakeBackup(ctx context.Context) (out Backup, err error) {
	err = d.ask(ctx, "backup.make", func() (err error) { out, err = d.Backups.Make(ctx, "hand"); return err })
	return out, err
}

// ArchiveSuffix ends the name of a whole shop in one file.
const ArchiveSuffix = ".aftercare-shop"

// ArchiveWanted says where the whole shop is to be written.
type ArchiveWanted struct {
	Path string `json:"path"`
}

// ArchiveShop writes the whole shop, photos and files and all, into one file
// that another machine opens as a backup.
//
// Errors: those of MakeBackup and domain.Line, backup.file_missing.
func (d *Desk) ArchiveShop(ctx context.Context, q ArchiveWanted) (out Backup, err error) {
	path, e := domain.Line("path", q.Path, true)
	if e != nil {
		return out, e
	}
	err = d.ask(ctx, "backup.archive", func() (err error) { out, err = d.Backups.Archive(ctx, path); return err })
	if err == nil {
		err = d.wrote(ctx, "backup.archive", domain.Args{"serial": out.Serial})
	}
	return out, err
}

// BackupNamed names one backup by its id.
type BackupNamed struct {
	ID string `json:"id"`
}

// VerifyBackup reads a backup, all of it, and says whether it is good.
//
// Errors: backup.damaged, backup.missing, store.server.
func (d *Desk) VerifyBackup(ctx context.Context, q BackupNamed) (out Backup, err error) {
	err = d.ask(ctx, "backup.check", func() (err error) { out, err = d.Backups.Verify(ctx, q.ID); return err })
	return out, err
}

// DrillBackup restores the newest backup into a folder that goes again, and
// says whether it would have done.
//
// Errors: backup.none, backup.damaged, backup.file_damaged, store.server.
func (d *Desk) DrillBackup(ctx context.Context) (out BackupDrill, err error) {
	err = d.ask(ctx, "backup.drill", func() (err error) { out, err = d.Backups.Drill(ctx); return err })
	return out, err
}

// BackupPlace names the folder of the second place, "" for none.
type BackupPlace struct {
	Place string `json:"place"`
}

// PlaceBackups chooses the second place. From now on each backup is copied
// there whenever it can be reached.
//
// Errors: backup.place, store.server.
func (d *Desk) PlaceBackups(ctx context.Context, q BackupPlace) (BackupState, error) {
	err := d.ask(ctx, "backup.place", func() error {
		other, err := d.Backups.Place(ctx, q.Place)
		if err != nil {
			return err
		}
		return d.wrote(ctx, "backup.place", domain.Args{"chosen": q.Place != "", "other_disk": other})
	})
	if err != nil {
		return BackupState{}, err
	}
	return d.Backups.State(ctx)
}

// BackupLock asks for a lock on the backups.
type BackupLock struct {
	Passphrase string `json:"passphrase"`
}

// BackupKey opens locked backups. It is shown once and printed; the shop's
// machine keeps it, and nobody else.
type BackupKey struct {
	Secret string    `json:"secret"`
	Made   time.Time `json:"made"`
	Shop   string    `json:"shop"`
}

// LockBackups has backups locked from now on by a new key, which the
// passphrase or the recovery sheet opens.
//
// Errors: backup.passphrase_short, store.server.
func (d *Desk) LockBackups(ctx context.Context, q BackupLock) (out BackupKey, err error) {
	err = d.ask(ctx, "backup.lock", func() error {
		secret, err := d.Backups.Lock(ctx, q.Passphrase)
		if err != nil {
			return err
		}
		out = BackupKey{Secret: secret, Made: d.Now()}
		return d.update(ctx, func(tx Tx, s setting) error {
			out.Shop = s.shop.Name
			return s.record(tx, "backup.lock", "backup", 1, nil)
		})
	})
	return out, err
}

// UnlockBackups has backups made unlocked from now on.
//
// Errors: store.server.
func (d *Desk) UnlockBackups(ctx context.Context) error {
	return d.ask(ctx, "backup.unlock", func() error {
		if err := d.Backups.Unlock(ctx); err != nil {
			return err
		}
		return d.wrote(ctx, "backup.unlock", nil)
	})
}

// RestoreVerb is the verb of a restore in the history. It happens while no
// store is open, and so is no verb of the desk.
const RestoreVerb = "backup.restore"

// MayRestore says whether the one who works may put a backup in the place of
// the shop.
//
// Errors: right.refused, person.unknown.
func (d *Desk) MayRestore(ctx context.Context) error {
	return d.view(ctx, func(_ Tx, s setting) error { return s.allowed("backup.restore") })
}

// beforehand backs the shop up before something large is done to it. A shop
// that cannot be backed up is not imported into: the file can wait.
func (d *Desk) beforehand(ctx context.Context, why string) error {
	if d.Backups == nil {
		return nil
	}
	_, err := d.Backups.Make(ctx, why)
	if e := domain.As(err); e != nil && e.Code == "backup.second" {
		return nil // the backup is there; its copy is late, and the window says so
	}
	return err
}

func backupVerbs() []Verb {
	return []Verb{
		verbOf("backup.list", func(d *Desk, ctx context.Context, _ nothing) (BackupState, error) { return d.BackupState(ctx) }),
		verbOf("backup.make", func(d *Desk, ctx context.Context, _ nothing) (Backup, error) { return d.MakeBackup(ctx) }),
		verbOf("backup.archive", (*Desk).ArchiveShop),
		verbOf("backup.check", (*Desk).VerifyBackup),
		verbOf("backup.drill", func(d *Desk, ctx context.Context, _ nothing) (BackupDrill, error) { return d.DrillBackup(ctx) }),
		verbOf("backup.place", (*Desk).PlaceBackups),
		verbOf("backup.lock", (*Desk).LockBackups),
		verbOf("backup.unlock", func(d *Desk, ctx context.Context, _ nothing) (BackupState, error) {
			if err := d.UnlockBackups(ctx); err != nil {
				return BackupState{}, err
			}
			return d.BackupState(ctx)
		}),
	}
}
