package backup

import (
	"archive/tar"
	"context"
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"filippo.io/age"

	"aftercare/domain"
	"aftercare/domain/desk"
)

// A whole shop in one file is a tar of what lies in a folder of backups: a backup,
// the photos and files that it needs, and the list of the erased.

// arrived is the folder, in that of the backups, where an archive is unpacked.
// It is emptied when the next one comes, and after a restore.
const arrived = ".arrived"

// partName is what may lie in an archive.
var partName = regexp.MustCompile(`^(erased\.jsonl|[0-9A-Za-z-]+\.aftercare-backup|files/[0-9a-f]{2}/[0-9a-f]{64}(\.[0-9a-f]{8})?(\.age)?)$`)

// maxErased is the largest list of the erased that is believed.
const maxErased = 64 << 20

// Archive writes a backup with all that it needs into one file, reads that back
// and only then gives it its name. What stood there is replaced.
//
// Errors: backup.damaged, backup.file_missing, backup.needs_key, store.full,
// backup.unreachable.
func (v *Vault) Archive(ctx context.Context, b Backup, to string) (err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	secret := ""
	if key := v.Settings().Key; key != nil {
		secret = key.Secret
	}
	files, err := filesOf(ctx, b, secret)
	if err != nil {
		return err
	}
	var id age.Identity
	if b.Locked {
		if id, err = v.identityOf(b.Path, secret); err != nil {
			return err
		}
	}
	f, err := os.CreateTemp(filepath.Dir(to), ".new-*"+desk.ArchiveSuffix)
	if err != nil {
		return fault("write archive", err)
	}
	defer os.Remove(f.Name()) // gone once it has its name
	err = folder{filepath.Dir(b.Path)}.writeArchive(ctx, f, filepath.Base(b.Path), files, markOf(id))
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return fault("write archive", err)
	}
	if err := v.tryArchive(ctx, f.Name(), secret); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), to); err != nil {
		return fault("name archive", err)
	}
	return syncDir(filepath.Dir(to))
}

func (f folder) writeArchive(ctx context.Context, out io.Writer, name string, files []File, mark string) error {
	t := tar.NewWriter(out)
	names := []string{name}
	if exists(filepath.Join(f.dir, erasedList)) {
		names = append(names, erasedList)
	}
	seen := map[string]bool{}
	for _, file := range files {
		if seen[file.Hash] {
			continue
		}
		seen[file.Hash] = true
		in := ""
		for _, n := range []string{poolName(file.Hash, ""), poolName(file.Hash, mark), poolName(file.Hash, "") + locked} {
			if exists(filepath.Join(f.dir, filepath.FromSlash(n))) {
				in = n
				break
			}
		}
		if in == "" {
			return &domain.Error{Kind: domain.NotFound, Code: "backup.file_missing", Args: domain.Args{"name": file.Hash}}
		}
		names = append(names, in)
	}
	for _, n := range names {
		if err := f.addTo(ctx, t, n); err != nil {
			return err
		}
	}
	return t.Close()
}

func (f folder) addTo(ctx context.Context, t *tar.Writer, name string) error {
	in, err := os.Open(filepath.Join(f.dir, filepath.FromSlash(name)))
	if err != nil {
		return err
	}
	defer in.Close() // it is only read
	info, err := in.Stat()
	if err != nil {
		return err
	}
	err = t.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: info.Size(), ModTime: info.ModTime().UTC().Truncate(time.Second), Format: tar.FormatPAX})
	if err == nil {
		_, err = io.Copy(t, reading{ctx, in})
	}
	return err
}

// tryArchive reads an archive as another machine would, and every photo in it.
func (v *Vault) tryArchive(ctx context.Context, path, secret string) error {
	temp, err := os.MkdirTemp(v.Dir, workPrefix+"archive-*")
	if err != nil {
		return fault("make folder", err)
	}
	defer os.RemoveAll(temp)
	b, err := unarchive(ctx, path, temp)
	if err != nil {
		return err
	}
	c, id, err := v.proven(ctx, b, secret, temp)
	if err != nil {
		return err
	}
	return folder{temp}.check(ctx, c.files, id)
}

// arrive unpacks an archive into a folder of its own and gives the backup in
// it.
func (v *Vault) arrive(ctx context.Context, path string) (Backup, error) {
	dir := filepath.Join(v.Dir, arrived)
	if err := errors.Join(os.RemoveAll(dir), os.MkdirAll(dir, 0o700)); err != nil {
		return Backup{}, fault("make folder", err)
	}
	b, err := unarchive(ctx, path, dir)
	if err != nil {
		v.forgetArrived()
	}
	return b, noRoom(err, notUnpacked)
}

// forgetArrived takes away what was unpacked; what cannot go now goes when the
// next archive comes.
func (v *Vault) forgetArrived() { _ = os.RemoveAll(filepath.Join(v.Dir, arrived)) }

// unarchive unpacks an archive into an empty folder. Names that no archive of
// ours has, and more than the disk holds, are refused; what is in the backup and
// the photos is checked by whoever restores them.
//
// Errors: backup.not_one, backup.damaged, backup.missing, store.full.
func unarchive(ctx context.Context, from, dir string) (Backup, error) {
	in, err := open(from)
	if err != nil {
		return Backup{}, err
	}
	defer in.Close() // it is only read
	if info, err := in.Stat(); err == nil {
		if room, err := Room(dir); err == nil && room < info.Size()+roomLeft {
			return Backup{}, &domain.Error{Kind: domain.Refused, Code: "store.full"}
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return Backup{}, fault("open folder", err)
	}
	defer root.Close()
	t := tar.NewReader(in)
	backup := ""
	for first := true; ; first = false {
		h, err := t.Next()
		if err == io.EOF && !first {
			break
		}
		if err != nil && first {
			return Backup{}, &domain.Error{Kind: domain.Refused, Code: "backup.not_one"}
		}
		if err != nil || h.Typeflag != tar.TypeReg || !partName.MatchString(h.Name) || h.Name == erasedList && h.Size > maxErased {
			return Backup{}, damaged("parts")
		}
		if strings.HasSuffix(h.Name, Suffix) {
			if backup != "" {
				return Backup{}, damaged("parts")
			}
			backup = h.Name
		}
		if err := takeOut(ctx, root, h.Name, t); err != nil {
			return Backup{}, err
		}
	}
	if backup == "" {
		return Backup{}, damaged("parts")
	}
	return found(filepath.Join(dir, backup))
}

func takeOut(ctx context.Context, root *os.Root, name string, from io.Reader) error {
	if err := root.MkdirAll(path.Dir(name), 0o700); err != nil {
		return fault("make folder", err)
	}
	out, err := root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, os.ErrExist) {
		return damaged("parts")
	}
	if err != nil {
		return fault("write file", err)
	}
	_, err = io.Copy(out, reading{ctx, from})
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = damaged("parts")
	}
	if err = errors.Join(err, out.Close()); domain.As(err) != nil {
		return err
	}
	return fault("write file", err)
}
