package backup

import (
	"archive/tar"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"

	"filippo.io/age"
	"github.com/klauspost/compress/zstd"

	"aftercare/domain"
)

// Look reads what the file at path says of itself and no more: whether that is
// true, Verify tells.
//
// Errors: backup.not_one, backup.newer, backup.damaged, backup.missing.
func Look(path string) (About, error) {
	f, err := open(path)
	if err != nil {
		return About{}, err
	}
	defer f.Close() // it is only read
	t := tar.NewReader(f)
	h, err := t.Next()
	if err != nil || h.Name != partAbout {
		return About{}, &domain.Error{Kind: domain.Refused, Code: "backup.not_one"}
	}
	return readAbout(t, h)
}

func open(path string) (*os.File, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &domain.Error{Kind: domain.NotFound, Code: "backup.missing"}
	}
	return f, fault("open backup", err)
}

func readAbout(t *tar.Reader, h *tar.Header) (About, error) {
	var a About
	if h.Size > maxAbout {
		return a, damaged("about")
	}
	data, err := io.ReadAll(io.LimitReader(t, maxAbout))
	if err != nil || json.Unmarshal(data, &a) != nil {
		return a, damaged("about")
	}
	return a, a.Validate()
}

// Verify reads the whole file and says whether each byte of it is as it was
// written.
//
// Errors: those of Look.
func Verify(ctx context.Context, path string) (About, error) {
	a, err := Look(path)
	if err != nil {
		return a, err
	}
	f, err := open(path)
	if err != nil {
		return a, err
	}
	defer f.Close() // it is only read
	info, err := f.Stat()
	if err != nil {
		return a, fault("read backup", err)
	}
	if info.Size() < trailerSize {
		return a, damaged("size")
	}
	sum := sha256.New()
	if _, err := io.CopyBuffer(sum, io.LimitReader(reading{ctx, f}, info.Size()-trailerSize), make([]byte, 1<<20)); err != nil {
		return a, fault("read backup", err)
	}
	end, err := io.ReadAll(f)
	if err != nil {
		return a, fault("read backup", err)
	}
	if !bytes.Equal(end, trailer(sum.Sum(nil))) {
		return a, damaged("sum")
	}
	return a, nil
}

// reading ends with its context.
type reading struct {
	ctx context.Context
	io.Reader
}

func (r reading) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, &domain.Error{Kind: domain.Cancelled, Code: "store.cancelled"}
	}
	return r.Reader.Read(p)
}

// contents are what a backup unpacks to, besides the store.
type contents struct {
	about About
	files []File
}

// File is a photo or file that a backup needs.
type File struct {
	Name string `json:"name"` // as it lies in the shop's folder
	Hash string `json:"hash"` // SHA-256, hex
	Size int64  `json:"size"`
}

// unpack puts the store of a verified backup into the new file at to. Nothing
// in the backup names a file that is written, and nothing is believed of a size
// before it is seen: a bomb stops where its own About says the store ends.
//
// Errors: backup.damaged, backup.needs_key, backup.wrong_key, store.full.
func unpack(ctx context.Context, path, secret, to string) (contents, error) {
	f, err := open(path)
	if err != nil {
		return contents{}, err
	}
	defer f.Close() // it is only read
	h, err := readHead(ctx, f, secret)
	if err != nil {
		return h.contents, err
	}
	return h.contents, readStore(h.tar, partStore+h.end, h.about, h.id, to)
}

// head is a backup as far as its list of files; tar stands before its store.
type head struct {
	contents
	tar *tar.Reader
	id  age.Identity // that opens a locked one
	end string       // of the names of its parts
}

func readHead(ctx context.Context, f io.Reader, secret string) (head, error) {
	h := head{tar: tar.NewReader(reading{ctx, f})}
	first, err := h.tar.Next()
	if err != nil || first.Name != partAbout {
		return h, damaged("parts")
	}
	if h.about, err = readAbout(h.tar, first); err != nil {
		return h, err
	}
	if h.about.Locked {
		h.end = locked
		wrapped, err := readKey(h.tar)
		if err != nil {
			return h, err
		}
		if h.id, err = identity(secret, wrapped); err != nil {
			return h, err
		}
	}
	h.files, err = readList(h.tar, partList+h.end, h.about, h.id)
	return h, err
}

func readKey(t *tar.Reader) ([]byte, error) {
	h, err := t.Next()
	if err != nil || h.Name != partKey || h.Size > maxKey {
		return nil, damaged("key")
	}
	data, err := io.ReadAll(io.LimitReader(t, maxKey))
	if err != nil {
		return nil, damaged("key")
	}
	return data, nil
}

// part opens the next part of the tar, which must have the name.
func part(t *tar.Reader, name string, id age.Identity) (*zstd.Decoder, error) {
	h, err := t.Next()
	if err != nil || h.Name != name || h.Typeflag != tar.TypeReg {
		return nil, damaged("parts")
	}
	var in io.Reader = t
	if id != nil {
		if in, err = age.Decrypt(t, id); err != nil {
			if errors.As(err, new(*age.NoIdentityMatchError)) {
				return nil, wrongKey()
			}
			return nil, damaged("lock")
		}
	}
	z, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(2), zstd.WithDecoderMaxWindow(64<<20))
	if err != nil {
		return nil, damaged("parts")
	}
	return z, nil
}

func readList(t *tar.Reader, name string, a About, id age.Identity) ([]File, error) {
	z, err := part(t, name, id)
	if err != nil {
		return nil, err
	}
	defer z.Close()
	in := &io.LimitedReader{R: z, N: a.List + 1}
	files, err := parseList(json.NewDecoder(in), a.Files)
	if err != nil || in.N != 1 {
		return nil, damaged("list")
	}
	return files, nil
}

// parseList reads a list file by file and ends at the first that is none: what
// is held of it are files that may be there, never the text of all.
func parseList(d *json.Decoder, count int) ([]File, error) {
	wrong := errors.New("no list of files")
	if t, err := d.Token(); err != nil || t != json.Delim('[') {
		return nil, wrong
	}
	var files []File
	for d.More() {
		var f File
		if err := d.Decode(&f); err != nil || len(files) == count || !hexHash.MatchString(f.Hash) || f.Size < 0 || !plain(f.Name) {
			return nil, wrong
		}
		files = append(files, f)
	}
	if t, err := d.Token(); err != nil || t != json.Delim(']') || len(files) != count {
		return nil, wrong
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, wrong
	}
	return files, nil
}

func readStore(t *tar.Reader, name string, a About, id age.Identity, to string) (err error) {
	z, err := part(t, name, id)
	if err != nil {
		return err
	}
	defer z.Close()
	f, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fault("unpack backup", err)
	}
	defer func() {
		if e := f.Close(); err == nil {
			err = fault("unpack backup", e)
		}
	}()
	sum := sha256.New()
	n, err := io.CopyBuffer(struct{ io.Writer }{io.MultiWriter(f, sum)}, io.LimitReader(z, a.Size+1), make([]byte, 1<<20))
	switch {
	case full(err):
		return fault("unpack backup", err)
	case domain.As(err) != nil:
		return err
	case err != nil || n != a.Size || hex.EncodeToString(sum.Sum(nil)) != a.SHA256:
		return damaged("store")
	}
	return fault("unpack backup", f.Sync())
}
