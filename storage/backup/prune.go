package backup

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"filippo.io/age"

	"aftercare/domain"
)

// prune removes the photos and files of a pool that no backup of its folder
// needs any more: those of a customer who was forgotten go with the last backup
// that knew them. What a backup under a key that we lack may need stays, and
// nothing goes while a backup cannot be read for now.
func (v *Vault) prune(ctx context.Context, f folder) error {
	all, err := f.list()
	if err != nil {
		return err
	}
	needed, strangers, err := v.neededBy(ctx, all)
	if err != nil {
		return nil // a backup that cannot be read today can be tomorrow
	}
	ours := ""
	if key := v.Settings().Key; key != nil {
		ours = mark(key.Recipient)
	}
	root := filepath.Join(f.dir, pool)
	err = filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && p == root {
			return fs.SkipAll
		}
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		hash, rest, _ := strings.Cut(d.Name(), ".")
		sealed := strings.HasSuffix(rest, locked[1:])
		switch {
		case !hexHash.MatchString(hash) || needed[hash]:
			return nil
		case sealed && strangers && rest != ours+locked:
			return nil
		}
		return os.Remove(p)
	})
	return fault("remove file", err)
}

// neededBy gives the hashes that the backups need; strangers says that one is
// locked by a key that this machine does not have.
func (v *Vault) neededBy(ctx context.Context, all []Backup) (needed map[string]bool, strangers bool, err error) {
	needed = map[string]bool{}
	secret := ""
	if key := v.Settings().Key; key != nil {
		secret = key.Secret
	}
	for _, b := range all {
		files, err := filesOf(ctx, b, secret)
		e := domain.As(err)
		switch {
		case err == nil:
		case e != nil && (e.Code == "backup.needs_key" || e.Code == "backup.wrong_key"):
			strangers = true
		case e != nil && (e.Code == "backup.damaged" || e.Code == "backup.not_one"):
			// It restores nothing, so it needs nothing.
		default:
			return nil, false, err
		}
		for _, f := range files {
			needed[f.Hash] = true
		}
	}
	return needed, strangers, nil
}

// filesOf reads the list of a backup, and nothing behind it.
//
// Errors: those of unpack and Look.
func filesOf(ctx context.Context, b Backup, secret string) ([]File, error) {
	if b.Fault != nil {
		return nil, b.Fault
	}
	f, err := open(b.Path)
	if err != nil {
		return nil, err
	}
	defer f.Close() // it is only read
	head, err := readHead(ctx, f, secret)
	return head.files, err
}

// mark tells the files that one key sealed from those of another.
func mark(recipient string) string {
	sum := sha256.Sum256([]byte(recipient))
	return hex.EncodeToString(sum[:4])
}

// markFor is the mark of the key for which a file is sealed, "" of none.
func markFor(by *age.X25519Recipient) string {
	if by == nil {
		return ""
	}
	return mark(by.String())
}

// markOf is the mark of the key that opens, "" of none.
func markOf(id age.Identity) string {
	if x, ok := id.(*age.X25519Identity); ok {
		return markFor(x.Recipient())
	}
	return ""
}
