package backup

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"time"

	"filippo.io/age"

	"aftercare/domain"
	"aftercare/storage"
)

// Restored is what a restore did.
type Restored struct {
	Kept    string // where the store that stood there before lies now, "" when there was none
	Files   int    // photos and files that were put back
	Erased  int    // customers who were forgotten once more
	Entries int64
}

// Restore puts a backup in the place of the store, which nobody may have open:
// Prepare and Swap in one.
func (v *Vault) Restore(ctx context.Context, b Backup, secret string) (Restored, error) {
	p, err := v.Prepare(ctx, b, secret)
	if err != nil {
		return Restored{}, err
	}
	return p.Swap()
}

// Prepared is a backup that lies unpacked and checked beside the store.
type Prepared struct {
	vault *Vault
	temp  string
	shop  string // About.Shop
	done  Restored
}

// Prepare unpacks a backup beside the store, which may be open and in use, and
// checks all of it. Whoever was forgotten since the backup is forgotten in it
// too. secret opens a locked backup: the recovery sheet's key or the passphrase;
// "" is enough on the machine that locked it. The caller ends with Swap or Drop.
//
// Errors, all before anything was touched: backup.damaged, backup.not_one,
// backup.newer, backup.missing, backup.needs_key, backup.wrong_key,
// backup.file_missing, backup.no_room, store.newer, store.foreign.
func (v *Vault) Prepare(ctx context.Context, b Backup, secret string) (_ *Prepared, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := os.MkdirAll(filepath.Dir(v.Store), 0o700); err != nil {
		return nil, fault("make folder", err)
	}
	v.Sweep()
	temp, err := os.MkdirTemp(filepath.Dir(v.Store), v.restoring()+"*")
	if err != nil {
		return nil, fault("make folder", err)
	}
	p := &Prepared{vault: v, temp: temp}
	defer func() {
		if err != nil {
			p.Drop()
			err = noRoom(err, notUnpacked)
		}
	}()
	c, id, err := v.proven(ctx, b, secret, temp)
	if err != nil {
		return nil, err
	}
	if p.done.Files, err = v.giveBack(ctx, b, c, id); err != nil {
		return nil, err
	}
	if err := storage.CopyFile(ctx, filepath.Join(temp, "store"), p.fresh()); err != nil {
		return nil, err
	}
	if p.done.Erased, err = v.reapply(ctx, p.fresh(), filepath.Dir(b.Path), b.Serial); err != nil {
		return nil, err
	}
	p.shop, p.done.Entries = c.about.Shop, c.about.Entries
	return p, nil
}

// restoring begins the names of what a restore of this store unpacks beside it:
// another shop may lie in the same folder.
func (v *Vault) restoring() string { return workPrefix + filepath.Base(v.Store) + "-restore-" }

// Sweep takes away what a restore that was killed left beside the store: copies
// of the shop that nobody would erase anybody from. Whoever calls it holds the
// store's lock, and Finish was called.
func (v *Vault) Sweep() {
	if exists(pendingPath(v.Store)) {
		return
	}
	base := filepath.Base(v.Store)
	sweep(filepath.Dir(v.Store), v.restoring(), workPrefix+"restore-", base+".fresh", base+".swap.new-")
}

func (p *Prepared) fresh() string { return filepath.Join(p.temp, "fresh") }

// Swap gives the prepared store its place and keeps the one that stood there,
// which nobody may have open.
func (p *Prepared) Swap() (Restored, error) {
	p.vault.mu.Lock()
	defer p.vault.mu.Unlock()
	defer p.Drop()
	var err error
	p.done.Kept, err = p.vault.swap(p.fresh())
	err = noRoom(err, notUnpacked)
	if err == nil && p.shop != "" { // whose backups are ours follows the store
		err = p.vault.change(func(s *Settings) { s.Shop = p.shop })
	}
	return p.done, err
}

// Drop gives the prepared store up.
func (p *Prepared) Drop() {
	_ = os.RemoveAll(p.temp) // what cannot go now is swept next time
	p.vault.forgetArrived()
}

// proven unpacks a backup into the folder temp and checks all that it says of
// itself.
func (v *Vault) proven(ctx context.Context, b Backup, secret, temp string) (c contents, id age.Identity, err error) {
	about, err := Verify(ctx, b.Path)
	if err != nil {
		return c, nil, err
	}
	// Unpacked, copied into a fresh file, and the log of that.
	if room, err := Room(temp); err == nil && room < 2*about.Size+roomLeft {
		return c, nil, &domain.Error{Kind: domain.Refused, Code: "store.full"}
	}
	if key := v.Settings().Key; secret == "" && key != nil {
		secret = key.Secret
	}
	raw := filepath.Join(temp, "store")
	if c, err = unpack(ctx, b.Path, secret, raw); err != nil {
		return c, nil, err
	}
	// Somebody may put another backup under the name of the one that was chosen,
	// before or while it is read.
	if about.SHA256 != b.SHA256 || c.about.SHA256 != b.SHA256 {
		return c, nil, damaged("changed")
	}
	if c.about.Locked {
		if id, err = v.identityOf(b.Path, secret); err != nil {
			return c, nil, err
		}
	}
	facts, err := storage.Examine(ctx, raw, storage.Full, storage.Options{Now: v.Now, Log: v.Log})
	if err != nil {
		return c, nil, err
	}
	if about.Shop != "" && about.Shop != hex.EncodeToString(facts.First) {
		return c, nil, damaged("shop")
	}
	if facts.Version != about.Version || facts.Entries != about.Entries || hex.EncodeToString(facts.Head) != about.Head || !maps.Equal(facts.Rows, about.Rows) {
		return c, nil, damaged("counts")
	}
	return c, id, nil
}

// roomLeft stays free on a disk whatever we do.
const roomLeft = 64 << 20

// identityOf opens a backup's key once more, for its files.
func (v *Vault) identityOf(path, secret string) (age.Identity, error) {
	wrapped, err := wrappedOf(path)
	if err != nil {
		return nil, err
	}
	return identity(secret, wrapped)
}

// giveBack puts the photos and files that the shop's folder lacks back into it.
func (v *Vault) giveBack(ctx context.Context, b Backup, c contents, id age.Identity) (n int, err error) {
	if len(c.files) == 0 || v.Blobs == "" {
		return 0, nil
	}
	if err := os.MkdirAll(v.Blobs, 0o700); err != nil {
		return 0, fault("make folder", err)
	}
	dst, err := os.OpenRoot(v.Blobs)
	if err != nil {
		return 0, fault("open folder", err)
	}
	defer dst.Close()
	from := folder{filepath.Dir(b.Path)}
	for _, f := range c.files {
		if err := ctx.Err(); err != nil {
			return n, &domain.Error{Kind: domain.Cancelled, Code: "store.cancelled"}
		}
		if same(dst, f) {
			continue
		}
		if err := from.give(f, dst, id); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// same says whether a file is there with the content that its name promises.
func same(dst *os.Root, f File) bool {
	in, err := dst.Open(f.Name)
	if err != nil {
		return false
	}
	defer in.Close() // it is only read
	sum, size, err := hashOf(in)
	return err == nil && sum == f.Hash && size == f.Size
}

// pending is written before a fresh store and the one that stands there change
// places, and goes when they have: a power cut between leaves no shop without
// a store.
type pending struct {
	Fresh string `json:"fresh"`
	Keep  string `json:"keep"`
}

func pendingPath(store string) string { return store + ".swap" }

// swap gives the fresh store its place and keeps the one that stood there.
func (v *Vault) swap(fresh string) (kept string, err error) {
	keep := v.Store + ".before-" + v.Now().UTC().Format("20060102T150405Z")
	for n := 2; exists(keep); n++ {
		keep = v.Store + ".before-" + v.Now().UTC().Format("20060102T150405Z") + "-" + string(rune('0'+n%10))
	}
	settled := v.Store + ".fresh" // out of the folder that goes when we are done
	if err := os.Rename(fresh, settled); err != nil {
		return "", fault("name store", err)
	}
	data, err := json.Marshal(pending{filepath.Base(settled), filepath.Base(keep)})
	if err != nil {
		return "", err
	}
	if err := replace(pendingPath(v.Store), data); err != nil {
		return "", err
	}
	if err := Finish(v.Store); err != nil {
		return "", err
	}
	if exists(keep) {
		kept = keep
	}
	return kept, nil
}

// Finish ends a restore that was cut off while the stores changed places. It
// is called before a store is opened, and does nothing where none was.
func Finish(store string) error {
	data, err := os.ReadFile(pendingPath(store))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var p pending
	if err == nil {
		err = json.Unmarshal(data, &p)
	}
	if err != nil || !plainFile(p.Fresh) || !plainFile(p.Keep) {
		return fault("finish restore", errors.Join(err, errors.New("the note of the restore cannot be read")))
	}
	dir := filepath.Dir(store)
	fresh, keep := filepath.Join(dir, p.Fresh), filepath.Join(dir, p.Keep)
	if exists(fresh) {
		// The log goes with its store: beside another one it would destroy it.
		for _, end := range []string{"", "-wal", "-shm"} {
			if exists(store+end) && !exists(keep+end) {
				if err := os.Rename(store+end, keep+end); err != nil {
					return fault("keep store", err)
				}
			}
		}
		if err := os.Rename(fresh, store); err != nil {
			return fault("name store", err)
		}
	}
	if err := syncDir(dir); err != nil {
		return err
	}
	return fault("finish restore", os.Remove(pendingPath(store)))
}

// plainFile says whether a name stays in its folder.
func plainFile(name string) bool {
	return name != "" && filepath.Base(name) == name && filepath.IsLocal(name)
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// Try restores the newest backup into a folder that goes again, reads all of
// it and every photo that it needs, and keeps what came of it: the drill.
//
// Errors: those of Restore; backup.none.
func (v *Vault) Try(ctx context.Context) (Drill, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	b, ok := v.newest()
	if !ok {
		return Drill{}, &domain.Error{Kind: domain.NotFound, Code: "backup.none"}
	}
	err := noRoom(v.try(ctx, b), notUnpacked)
	d := Drill{At: v.Now().UTC().Truncate(time.Second), Serial: b.Serial}
	if e := domain.As(err); e != nil {
		d.Code = e.Code
	} else if err != nil {
		d.Code = "internal"
	}
	if d.Code == "store.cancelled" {
		return d, err
	}
	return d, errors.Join(err, v.change(func(s *Settings) { s.Drill = d }))
}

func (v *Vault) try(ctx context.Context, b Backup) error {
	temp, err := os.MkdirTemp(v.Dir, workPrefix+"drill-*")
	if err != nil {
		return fault("make folder", err)
	}
	defer os.RemoveAll(temp)
	c, id, err := v.proven(ctx, b, "", temp)
	if err != nil {
		return err
	}
	return folder{filepath.Dir(b.Path)}.check(ctx, c.files, id)
}

// Adopt gives another sound store the place of the shop's own, as a restore
// does: what stood there is kept.
func (v *Vault) Adopt(file string) (kept string, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.swap(file)
}
