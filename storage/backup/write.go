package backup

import (
	"archive/tar"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"os"
	"strings"
	"time"

	"filippo.io/age"
	"github.com/klauspost/compress/zstd"
)

// The parts of a backup, in their order. Locked ones end in .age.
const (
	partAbout = "about.json"
	partKey   = "key.age"
	partList  = "files.json.zst"
	partStore = "store.zst"
	locked    = ".age"
)

// trailerSize is that of the block behind the tar, which tar itself ignores.
const trailerSize = 512

func trailer(sum []byte) []byte {
	text := "aftercare backup, SHA-256 of all before this block: " + hex.EncodeToString(sum) + "\n"
	return []byte(text + strings.Repeat("\x00", trailerSize-len(text)))
}

// packed is a part that lies in a file of its own, ready to be put into the tar.
type packed struct {
	path string
	size int64 // unpacked
	sum  []byte
}

// pack compresses, and locks where there is a recipient, what from gives.
func pack(from io.Reader, to string, by *age.X25519Recipient) (p packed, err error) {
	f, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return p, err
	}
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	var out io.Writer = f
	var sealed io.WriteCloser
	if by != nil {
		if sealed, err = age.Encrypt(f, by); err != nil {
			return p, err
		}
		out = sealed
	}
	z, err := zstd.NewWriter(out, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(2))
	if err != nil {
		return p, err
	}
	sum := sha256.New()
	if p.size, err = io.CopyBuffer(io.MultiWriter(z, sum), struct{ io.Reader }{from}, make([]byte, 1<<20)); err != nil {
		return p, err
	}
	if err = z.Close(); err == nil && sealed != nil {
		err = sealed.Close()
	}
	p.path, p.sum = to, sum.Sum(nil)
	return p, err
}

// assemble writes the backup at path out of its parts, and makes it last.
func assemble(path string, a About, key *Key, list, store packed) (err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	sum := sha256.New()
	t := tar.NewWriter(io.MultiWriter(f, sum))
	about, err := json.MarshalIndent(a, "", "  ")
	if err != nil {
		return err
	}
	if err := small(t, partAbout, about, a.Made); err != nil {
		return err
	}
	end := ""
	if key != nil {
		end = locked
		if err := small(t, partKey, key.Wrapped, a.Made); err != nil {
			return err
		}
	}
	if err := large(t, partList+end, list.path, a.Made); err != nil {
		return err
	}
	if err := large(t, partStore+end, store.path, a.Made); err != nil {
		return err
	}
	if err := t.Close(); err != nil {
		return err
	}
	return last(f, sum)
}

// last writes the block that vouches for all before it, to the disk.
func last(f *os.File, sum hash.Hash) error {
	if _, err := f.Write(trailer(sum.Sum(nil))); err != nil {
		return err
	}
	return f.Sync()
}

func header(name string, size int64, at time.Time) *tar.Header {
	return &tar.Header{Name: name, Mode: 0o600, Size: size, ModTime: at.UTC().Truncate(time.Second), Format: tar.FormatUSTAR}
}

func small(t *tar.Writer, name string, data []byte, at time.Time) error {
	if err := t.WriteHeader(header(name, int64(len(data)), at)); err != nil {
		return err
	}
	_, err := t.Write(data)
	return err
}

func large(t *tar.Writer, name, path string, at time.Time) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close() // it was only read
	info, err := f.Stat()
	if err != nil {
		return err
	}
	h := header(name, info.Size(), at)
	if info.Size() >= 8<<30 {
		h.Format = tar.FormatGNU // the old form ends at 8 GiB
	}
	if err := t.WriteHeader(h); err != nil {
		return err
	}
	if _, err := io.Copy(t, f); err != nil {
		return fmt.Errorf("put %s in: %w", name, err)
	}
	return nil
}
