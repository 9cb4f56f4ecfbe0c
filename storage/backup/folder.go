package backup

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"

	"filippo.io/age"

	"aftercare/domain"
)

// folder is a place with backups in it, and with the photos and files that
// they need, each once.
type folder struct{ dir string }

const pool = "files"

// list gives the backups of a folder, newest first. A file of another kind, or
// one that says nothing sensible of itself, is left out.
func (f folder) list() ([]Backup, error) {
	names, err := os.ReadDir(f.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fault("read folder", err)
	}
	var out []Backup
	for _, n := range names {
		if n.IsDir() || !strings.HasSuffix(n.Name(), Suffix) {
			continue
		}
		b := Backup{Path: filepath.Join(f.dir, n.Name())}
		if info, err := n.Info(); err == nil {
			b.Bytes = info.Size()
		}
		if b.About, err = Look(b.Path); err != nil {
			b.Fault = err
		}
		out = append(out, b)
	}
	slices.SortFunc(out, func(a, b Backup) int {
		return cmp.Or(cmp.Compare(b.Serial, a.Serial), cmp.Compare(b.Path, a.Path))
	})
	return out, nil
}

var plainName = regexp.MustCompile(`^[0-9A-Za-z_-]+(\.[0-9A-Za-z]+)?$`)

// plain says whether a name stays inside the folder that it is used in, on
// every system: no dots, links to above, drives or devices.
func plain(name string) bool {
	if !filepath.IsLocal(filepath.FromSlash(name)) || path.Clean(name) != name || len(name) > 200 {
		return false
	}
	for _, p := range strings.Split(name, "/") {
		if !plainName.MatchString(p) {
			return false
		}
	}
	return true
}

// stored lists the photos and files of the shop: those named by their content.
func stored(dir string) ([]File, error) {
	out := []File{}
	if dir == "" {
		return out, nil
	}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		rel, err := filepath.Rel(dir, p)
		if err != nil {
			return err
		}
		name := filepath.ToSlash(rel)
		if hash := d.Name(); !hexHash.MatchString(hash) || !plain(name) {
			return nil
		}
		info, err := d.Info()
		if err == nil {
			out = append(out, File{name, d.Name(), info.Size()})
		}
		return err
	})
	slices.SortFunc(out, func(a, b File) int { return cmp.Compare(a.Name, b.Name) })
	return out, fault("read files", err)
}

// poolName is where a file lies in the pool, sealed by the key of a mark, or as
// it is under none.
func poolName(hash, mark string) string {
	name := pool + "/" + hash[:2] + "/" + hash
	if mark != "" {
		name += "." + mark + locked
	}
	return name
}

// take puts the shop's files that the pool lacks into it, sealed for a
// recipient where there is one. It gives those that the pool has now: one that
// rotted before it was ever kept is nowhere as it was, and is no reason to go
// without a backup of all else.
func (f folder) take(from string, files []File, by *age.X25519Recipient) (kept []File, err error) {
	if len(files) == 0 {
		return files, nil
	}
	src, err := os.OpenRoot(from)
	if err != nil {
		return nil, fault("read files", err)
	}
	defer src.Close()
	if err := os.MkdirAll(f.dir, 0o700); err != nil {
		return nil, fault("make folder", err)
	}
	dst, err := os.OpenRoot(f.dir)
	if err != nil {
		return nil, fault("open folder", err)
	}
	defer dst.Close()
	kept = make([]File, 0, len(files))
	for _, file := range files {
		to := poolName(file.Hash, markFor(by))
		if _, err := dst.Stat(to); err != nil {
			err := store(src, file.Name, dst, to, file.Hash, by)
			if errors.Is(err, domain.Code("backup.file_damaged")) {
				continue
			}
			if err != nil {
				return nil, err
			}
		}
		kept = append(kept, file)
	}
	return kept, nil
}

// store copies one file under a new name that appears when it is whole. One
// whose content is not what its name says is refused: a rotten photo never
// takes the place of a good one.
func store(src *os.Root, from string, dst *os.Root, to, hash string, by *age.X25519Recipient) error {
	in, err := src.Open(from)
	if err != nil {
		return fault("read file", err)
	}
	defer in.Close() // it is only read
	return settle(in, dst, to, hash, by)
}

func settle(in io.Reader, dst *os.Root, to, hash string, by *age.X25519Recipient) (err error) {
	if err := dst.MkdirAll(path.Dir(to), 0o700); err != nil {
		return fault("make folder", err)
	}
	temp := to + ".part"
	out, err := dst.OpenFile(temp, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return fault("write file", err)
	}
	defer func() {
		if err != nil {
			_ = out.Close()
			_ = dst.Remove(temp)
		}
	}()
	sum := sha256.New()
	var w io.Writer = out
	var sealed io.WriteCloser
	if by != nil {
		if sealed, err = age.Encrypt(out, by); err != nil {
			return err
		}
		w = sealed
	}
	if _, err = io.Copy(io.MultiWriter(w, sum), in); err == nil && sealed != nil {
		err = sealed.Close()
	}
	if err != nil {
		return fault("write file", err)
	}
	if hex.EncodeToString(sum.Sum(nil)) != hash {
		return &domain.Error{Kind: domain.Damaged, Code: "backup.file_damaged", Args: domain.Args{"name": hash}}
	}
	if err = errors.Join(out.Sync(), out.Close()); err != nil {
		return fault("write file", err)
	}
	return fault("name file", dst.Rename(temp, to))
}

// give puts a file of the pool into the shop's folder, checked by its hash.
func (f folder) give(file File, dst *os.Root, id age.Identity) error {
	src, err := os.OpenRoot(f.dir)
	if err != nil {
		return fault("open folder", err)
	}
	defer src.Close()
	in, err := f.openFile(src, file.Hash, id)
	if err != nil {
		return err
	}
	defer in.Close() // it is only read
	return settle(io.LimitReader(in, file.Size+1), dst, file.Name, file.Hash, nil)
}

// openFile opens a file of the pool, locked or not.
func (f folder) openFile(src *os.Root, hash string, id age.Identity) (io.ReadCloser, error) {
	if in, err := src.Open(poolName(hash, "")); err == nil {
		return in, nil
	}
	in, err := src.Open(poolName(hash, markOf(id)))
	if err != nil { // sealed before files were told apart by their key, or by a key that nobody gave
		in, err = src.Open(poolName(hash, "") + locked)
	}
	if err != nil {
		return nil, &domain.Error{Kind: domain.NotFound, Code: "backup.file_missing", Args: domain.Args{"name": hash}}
	}
	if id == nil {
		return nil, errors.Join(&domain.Error{Kind: domain.Refused, Code: "backup.needs_key", Field: "key"}, in.Close())
	}
	r, err := age.Decrypt(in, id)
	if err != nil {
		return nil, errors.Join(damaged("lock"), in.Close())
	}
	return struct {
		io.Reader
		io.Closer
	}{r, in}, nil
}

// syncDir makes new names in a folder last through a power cut, where the
// system lets a folder be synced; Windows does not and needs it not.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(dir)
	if err != nil {
		return fault("sync folder", err)
	}
	return fault("sync folder", errors.Join(f.Sync(), f.Close()))
}
