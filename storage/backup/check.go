package backup

import (
	"archive/tar"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"

	"filippo.io/age"

	"aftercare/domain"
)

// wrappedOf is the key that travels in a locked backup.
func wrappedOf(path string) ([]byte, error) {
	f, err := open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() // it is only read
	t := tar.NewReader(f)
	if _, err := t.Next(); err != nil {
		return nil, damaged("parts")
	}
	return readKey(t)
}

func hashOf(in io.Reader) (sum string, size int64, err error) {
	h := sha256.New()
	size, err = io.CopyBuffer(h, struct{ io.Reader }{in}, make([]byte, 256<<10))
	return hex.EncodeToString(h.Sum(nil)), size, err
}

// check reads the files of a pool and compares each with its name.
func (f folder) check(ctx context.Context, files []File, id age.Identity) error {
	if len(files) == 0 {
		return nil
	}
	src, err := os.OpenRoot(f.dir)
	if err != nil {
		return fault("open folder", err)
	}
	defer src.Close()
	for _, file := range files {
		in, err := f.openFile(src, file.Hash, id)
		if err != nil {
			return err
		}
		sum, size, err := hashOf(reading{ctx, in})
		_ = in.Close() // it was only read
		if domain.As(err) != nil {
			return err
		}
		if err != nil || sum != file.Hash || size != file.Size {
			return &domain.Error{Kind: domain.Damaged, Code: "backup.file_damaged", Args: domain.Args{"name": file.Hash}}
		}
	}
	return nil
}

// Rotten reads all photos and files of the shop and gives the names of those
// whose content is no longer what it was.
func Rotten(ctx context.Context, dir string) ([]string, error) {
	files, err := stored(dir)
	if err != nil || len(files) == 0 {
		return nil, err
	}
	src, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fault("open folder", err)
	}
	defer src.Close()
	var out []string
	for _, f := range files {
		in, err := src.Open(f.Name)
		if err != nil {
			return out, fault("read file", err)
		}
		sum, _, err := hashOf(reading{ctx, in})
		_ = in.Close() // it was only read
		if domain.As(err) != nil {
			return out, err
		}
		if err != nil || sum != f.Hash {
			out = append(out, f.Name)
		}
	}
	return out, nil
}
