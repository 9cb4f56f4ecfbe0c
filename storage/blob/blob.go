// Package blob keeps photos and files by their content: a file is named by the
// SHA-256 of its bytes, so that the same photo is kept once, a name from
// outside never becomes a path, and rot is seen.
//
//	files := blob.In(store + ".files")
//	f, err := files.Keep(ctx, "IMG_2044.jpg", r)
//	small, err := files.Thumb(ctx, f.Hash, 160)
//
// The folder holds 3f/3fa9...; its thumbs/ holds small pictures that are made
// again when they are gone. Originals stay byte for byte; small pictures carry
// nothing of a camera's notes.
package blob

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"aftercare/domain"
)

// thumbs is the folder of small pictures.
const thumbs = "thumbs"

// Folder is where the files of one store lie. It is safe for any number of
// goroutines and programs.
type Folder struct{ dir string }

// In is the folder at dir, made when the first file is kept. Its mode is 0700,
// and that of its files 0600.
func In(dir string) *Folder { return &Folder{dir: dir} }

// Dir is where the folder lies.
func (f *Folder) Dir() string { return f.dir }

// KeepPath keeps the file at a path; see Keep.
//
// Errors: file.missing when there is none that can be read, file.not_a_file
// for a folder or a device, and those of Keep.
func (f *Folder) KeepPath(ctx context.Context, path string) (domain.File, error) {
	name := filepath.Base(path)
	info, err := os.Stat(path)
	if err != nil {
		return domain.File{}, &domain.Error{Kind: domain.NotFound, Code: "file.missing", Field: "path", Args: domain.Args{"name": name}}
	}
	if !info.Mode().IsRegular() {
		return domain.File{}, domain.Wrong("path", "file.not_a_file", domain.Args{"name": name})
	}
	file, err := os.Open(path)
	if err != nil {
		return domain.File{}, &domain.Error{Kind: domain.NotFound, Code: "file.missing", Field: "path", Args: domain.Args{"name": name}}
	}
	defer file.Close()
	return f.Keep(ctx, name, file)
}

// Keep reads r to its end and keeps it, whole or not at all. What is kept
// already is not written again. The answer has neither moment nor person: the
// desk adds them.
//
// Errors: file.empty, file.too_big (over domain.MaxFile, or a photo over
// domain.MaxPhoto), file.image_bomb (more than domain.MaxPixels),
// file.not_a_photo (its first bytes say picture and the rest does not),
// store.full.
func (f *Folder) Keep(ctx context.Context, name string, r io.Reader) (domain.File, error) {
	label := label(name)
	root, err := f.root()
	if err != nil {
		return domain.File{}, err
	}
	defer root.Close()
	tmp, err := newTemp(root)
	if err != nil {
		return domain.File{}, f.explain("keep file", err)
	}
	defer root.Remove(tmp.name) // gone already once it has its name
	defer tmp.Close()

	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(tmp, sum), io.LimitReader(cancellable{ctx, r}, domain.MaxFile+1))
	switch {
	case ctx.Err() != nil:
		return domain.File{}, &domain.Error{Kind: domain.Cancelled, Code: "store.cancelled"}
	case err != nil:
		return domain.File{}, f.explain("keep file", err)
	case n > domain.MaxFile:
		return domain.File{}, tooBig(label, domain.MaxFile)
	case n == 0:
		return domain.File{}, domain.Wrong("file", "file.empty", domain.Args{"name": label})
	}
	out := domain.File{Hash: hex.EncodeToString(sum.Sum(nil)), Name: label, Size: n}
	if out.Type, out.Photo, err = look(tmp.File, label, n); err != nil {
		return domain.File{}, err
	}
	return out, f.settle(root, tmp, out.Hash)
}

// settle gives a file that was written its name.
func (f *Folder) settle(root *os.Root, tmp temp, hash string) error {
	if _, err := root.Stat(place(hash)); err == nil {
		return nil
	}
	if err := errors.Join(tmp.Sync(), tmp.Close()); err != nil {
		return f.explain("keep file", err)
	}
	if err := root.MkdirAll(hash[:2], 0o700); err != nil {
		return f.explain("keep file", err)
	}
	if err := root.Rename(tmp.name, place(hash)); err != nil {
		return f.explain("keep file", err)
	}
	return nil
}

// Open reads a file. The caller closes it.
//
// Errors: file.hash, file.missing.
func (f *Folder) Open(ctx context.Context, hash string) (io.ReadCloser, error) {
	return f.open(hash)
}

func (f *Folder) open(hash string) (*os.File, error) {
	if !domain.IsHash(hash) {
		return nil, domain.Wrong("hash", "file.hash", domain.Args{"name": hash})
	}
	root, err := os.OpenRoot(f.dir)
	if err != nil {
		return nil, missing(hash)
	}
	defer root.Close()
	file, err := root.Open(place(hash))
	if err != nil {
		return nil, missing(hash)
	}
	return file, nil
}

// Drop removes a file and its small pictures, for the erasing of a person's
// data. One that is not there is dropped already.
//
// Errors: file.hash.
func (f *Folder) Drop(ctx context.Context, hash string) error {
	if !domain.IsHash(hash) {
		return domain.Wrong("hash", "file.hash", domain.Args{"name": hash})
	}
	root, err := os.OpenRoot(f.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return f.explain("drop file", err)
	}
	defer root.Close()
	small, err := fs.Glob(root.FS(), thumbs+"/"+hash+"-*")
	if err != nil {
		return f.explain("drop file", err)
	}
	for _, name := range append(small, place(hash)) {
		if err := root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return f.explain("drop file", err)
		}
	}
	return nil
}

// All lists the hashes of the files that are kept, in order.
func (f *Folder) All() ([]string, error) {
	var all []string
	err := fs.WalkDir(os.DirFS(f.dir), ".", func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil && d.IsDir() && name == thumbs {
			return fs.SkipDir
		}
		if err == nil && !d.IsDir() && domain.IsHash(d.Name()) {
			all = append(all, d.Name())
		}
		return err
	})
	if err != nil {
		return nil, f.explain("list files", err)
	}
	return all, nil
}

// root opens the folder, made when it is not there.
func (f *Folder) root() (*os.Root, error) {
	if err := os.MkdirAll(f.dir, 0o700); err != nil {
		return nil, f.explain("make folder", err)
	}
	root, err := os.OpenRoot(f.dir)
	if err != nil {
		return nil, f.explain("open folder", err)
	}
	return root, nil
}

// explain turns what the system says into the words of a store.
func (f *Folder) explain(doing string, err error) error {
	if full(err) {
		return &domain.Error{Kind: domain.Refused, Code: "store.full"}
	}
	return fmt.Errorf("%s: %w", doing, err)
}

func place(hash string) string { return hash[:2] + "/" + hash }

// label is a name from outside as it is shown: its last part, without what
// cannot be read.
func label(name string) string {
	name = strings.ReplaceAll(name, `\`, "/")
	name = name[strings.LastIndex(name, "/")+1:]
	line, _ := domain.Line("name", strings.ToValidUTF8(name, "?"), false)
	if r := []rune(line); len(r) > domain.MaxLine {
		line = string(r[:domain.MaxLine])
	}
	return line
}

func missing(hash string) error {
	return &domain.Error{Kind: domain.NotFound, Code: "file.missing", Args: domain.Args{"name": hash[:12]}}
}

func tooBig(name string, limit int) error {
	return domain.Wrong("file", "file.too_big", domain.Args{"name": name, "limit": limit >> 20})
}

// cancellable ends a reading when its context does.
type cancellable struct {
	ctx context.Context
	r   io.Reader
}

func (c cancellable) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}
