package backup

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"aftercare/domain"
)

// SetSecond chooses the second place, "" for none any more. It says whether it
// lies on another disk than the shop's own backups; one on the same disk is
// taken, for it may be a folder that another program carries away.
//
// Errors: backup.place when it is no folder that can be written, or the shop's
// own one.
func (v *Vault) SetSecond(dir string) (otherDisk bool, err error) {
	if dir != "" {
		if dir, err = filepath.Abs(dir); err != nil {
			return false, badPlace()
		}
		if sameFolder(dir, v.Dir) || sameFolder(dir, filepath.Dir(v.Store)) {
			return false, badPlace()
		}
		probe, err := os.CreateTemp(dir, workPrefix+"*")
		if err != nil {
			return false, badPlace()
		}
		if err := errors.Join(probe.Close(), os.Remove(probe.Name())); err != nil {
			return false, badPlace()
		}
		here, ok := disk(filepath.Dir(v.Store))
		there, ok2 := disk(dir)
		otherDisk = ok && ok2 && here != there
	}
	return otherDisk, v.change(func(s *Settings) {
		if s.Second != dir {
			s.Second, s.Copied = dir, s.newestIn(dir)
		}
	})
}

// newestIn is when the shop's newest backup in a folder was made.
func (s Settings) newestIn(dir string) time.Time {
	all, err := s.listOf(folder{dir})
	if dir == "" || err != nil {
		return time.Time{}
	}
	for _, b := range all {
		if b.Fault == nil && !b.Other {
			return b.Made
		}
	}
	return time.Time{}
}

func badPlace() error {
	return domain.Wrong("place", "backup.place", nil)
}

func sameFolder(a, b string) bool {
	x, err := os.Stat(a)
	y, err2 := os.Stat(b)
	return err == nil && err2 == nil && os.SameFile(x, y)
}

// Lock has all backups from now on locked by a new key. The answer is the
// secret for the recovery sheet.
//
// Errors: backup.passphrase_short.
func (v *Vault) Lock(passphrase string) (Key, error) {
	k, err := NewKey(passphrase)
	if err != nil {
		return k, err
	}
	return k, v.change(func(s *Settings) { s.Key = &k })
}

// Unlock has backups from now on unlocked. Those that are locked stay so.
func (v *Vault) Unlock() error { return v.change(func(s *Settings) { s.Key = nil }) }

// adopt copies the files of another pool that this one lacks. It writes inside
// of its folder only, whatever links lie in that.
func (f folder) adopt(ctx context.Context, from folder) error {
	dst, err := os.OpenRoot(f.dir)
	if err != nil {
		return fault("open folder", err)
	}
	defer dst.Close()
	root := filepath.Join(from.dir, pool)
	err = filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && p == root {
			return fs.SkipAll
		}
		if err != nil || !d.Type().IsRegular() || strings.HasSuffix(p, ".part") {
			return err
		}
		if ctx.Err() != nil {
			return &domain.Error{Kind: domain.Cancelled, Code: "store.cancelled"}
		}
		rel, err := filepath.Rel(from.dir, p)
		if err != nil {
			return err
		}
		if _, err := dst.Stat(rel); err == nil {
			return nil
		}
		if err := dst.MkdirAll(filepath.Dir(rel), 0o700); err != nil {
			return err
		}
		out, err := dst.OpenFile(rel+".part", os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
		if err != nil {
			return err
		}
		if err := copyInto(out, p); err != nil {
			return err
		}
		return dst.Rename(rel+".part", rel)
	})
	return fault("copy files", err)
}

// copyAside copies a file into a folder under a name that nobody can foresee,
// and makes the copy last.
func copyAside(from, dir string) (string, error) {
	out, err := os.CreateTemp(dir, workPrefix+"*")
	if err != nil {
		return "", fault("copy file", err)
	}
	if err := copyInto(out, from); err != nil {
		return "", errors.Join(err, os.Remove(out.Name()))
	}
	return out.Name(), nil
}

// copyInto copies a file into one that was just made, and makes the copy last.
func copyInto(out *os.File, from string) error {
	in, err := os.Open(from)
	if err != nil {
		return fault("copy file", errors.Join(err, out.Close()))
	}
	defer in.Close() // it is only read
	_, err = io.Copy(out, in)
	return fault("copy file", errors.Join(err, out.Sync(), out.Close()))
}

// copySecond copies a backup and its files to the second place. One that is
// not there now is no error: the copy's age says so.
func (v *Vault) copySecond(ctx context.Context, b Backup) error {
	second := v.Settings().Second
	if second == "" {
		return nil
	}
	if info, err := os.Stat(second); err != nil || !info.IsDir() || sameFolder(second, v.Dir) {
		return nil // a link may lead back to the shop's own folder: that is no second place
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
	temp, err := copyAside(b.Path, dir)
	if err != nil {
		return "", err
	}
	defer os.Remove(temp) // gone once it has its name
	if _, err := Verify(ctx, temp); err != nil {
		return "", err
	}
	to := filepath.Join(dir, filepath.Base(b.Path))
	if err := os.Rename(temp, to); err != nil {
		return "", fault("name backup", err)
	}
	return to, errors.Join(syncDir(dir), v.shareErased(dir))
}
