package backup

import (
	"bufio"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"time"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/storage"
	"aftercare/storage/blob"
)

// erasedList is the file, in each folder of backups, of those who asked to be
// forgotten. It outlives the store, so that a restored backup forgets them too,
// and names nobody: it holds a row's number and a salted hash of what told the
// person apart, so that a number that was given to somebody else since then
// takes nobody with it.
const erasedList = "erased.jsonl"

type forgotten struct {
	At   time.Time `json:"at"`
	ID   domain.ID `json:"id"`
	Salt string    `json:"salt"`
	Sum  string    `json:"sum"`
}

func (f forgotten) is(key string) bool { return f.Sum == saltedSum(f.Salt, key) }

func saltedSum(salt, key string) string {
	sum := sha256.Sum256([]byte(salt + "\n" + key))
	return hex.EncodeToString(sum[:])
}

// Forget adds a customer to the list of the erased, for the sake of backups
// that are restored later. It is called before the erasure: one that is cut off
// between the two was asked for all the same.
func (v *Vault) Forget(id domain.ID, key string) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	salt := make([]byte, 16)
	if _, err := rand.Read(salt); err != nil {
		return err
	}
	f := forgotten{At: v.Now().UTC().Truncate(time.Second), ID: id, Salt: hex.EncodeToString(salt)}
	f.Sum = saltedSum(f.Salt, key)
	if err := mergeErased(v.Dir, []forgotten{f}); err != nil {
		return err
	}
	if second := v.Settings().Second; second != "" && exists(second) {
		return v.shareErased(second)
	}
	return nil
}

// shareErased brings the list in another folder up to date.
func (v *Vault) shareErased(dir string) error { return mergeErased(dir, readErased(v.Dir)) }

// readErased reads a list. A line that is torn is left out: the one before it
// still counts.
func readErased(dir string) []forgotten {
	f, err := os.Open(filepath.Join(dir, erasedList))
	if err != nil {
		return nil
	}
	defer f.Close() // it is only read
	var out []forgotten
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		var one forgotten
		if json.Unmarshal(lines.Bytes(), &one) == nil && one.ID > 0 && one.Sum != "" {
			out = append(out, one)
		}
	}
	return out
}

func mergeErased(dir string, more []forgotten) error {
	seen := map[string]bool{}
	var data []byte
	for _, f := range append(readErased(dir), more...) {
		if seen[f.Sum] {
			continue
		}
		seen[f.Sum] = true
		line, err := json.Marshal(f)
		if err != nil {
			return err
		}
		data = append(append(data, line...), '\n')
	}
	if len(data) == 0 {
		return nil
	}
	return replace(filepath.Join(dir, erasedList), data)
}

// reapply erases in the restored store at path whoever is on one of the lists,
// writes what was restored into its history, and brings it up to this program's
// version while it still lies aside.
func (v *Vault) reapply(ctx context.Context, path, backupDir string, serial int64) (n int, err error) {
	db, err := storage.Open(ctx, path, storage.Options{Now: v.Now, Log: v.Log})
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	list := readErased(v.Dir)
	if backupDir != v.Dir {
		if err := mergeErased(v.Dir, readErased(backupDir)); err != nil {
			return 0, err
		}
		list = readErased(v.Dir)
	}
	var files []string
	err = db.Update(ctx, func(tx *storage.Tx) error {
		n, files = 0, nil
		for _, f := range list {
			c, err := tx.Customer(f.ID)
			if errors.Is(err, domain.Code("missing.customer")) || err == nil && !f.is(c.Key) {
				continue
			}
			if err != nil {
				return err
			}
			gone, err := tx.EraseCustomer(f.ID)
			if err != nil {
				return err
			}
			if err := tx.Record(desk.EraseEntry(f.ID, gone)); err != nil {
				return err
			}
			n++
			files = append(files, gone.Files...)
		}
		return tx.Record(domain.Entry{Who: "Aftercare", Verb: desk.RestoreVerb, Entity: "backup", ID: domain.ID(serial), Facts: domain.Args{"erased": n}})
	})
	if err != nil {
		return n, err
	}
	if err := db.Scrub(ctx); err != nil {
		return n, err
	}
	return n, v.drop(ctx, files)
}

// drop removes the shop's files of these contents, and their small pictures.
func (v *Vault) drop(ctx context.Context, hashes []string) error {
	for _, h := range hashes {
		if err := blob.In(v.Blobs).Drop(ctx, h); err != nil {
			return err
		}
	}
	return nil
}
