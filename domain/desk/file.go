package desk

import (
	"context"
	"io"

	"aftercare/domain"
)

// Blobs keeps files by their content: photos, videos, letters. What a file
// belongs to stands in the aggregate that names its hash.
type Blobs interface {
	// Keep reads r to its end and keeps it, whole or not at all; the same bytes
	// are kept once. Errors: file.empty, file.too_big, file.image_bomb,
	// file.not_a_photo, store.full.
	Keep(ctx context.Context, name string, r io.Reader) (domain.File, error)
	// KeepPath keeps the file at a path. Errors: file.missing, file.not_a_file,
	// and those of Keep.
	KeepPath(ctx context.Context, path string) (domain.File, error)
	// Open reads a file; the caller closes it. Errors: file.missing.
	Open(ctx context.Context, hash string) (io.ReadCloser, error)
	// Thumb is a photo as a JPEG of at most side pixels, without what its camera
	// wrote into it. Errors: file.missing, file.no_thumb.
	Thumb(ctx context.Context, hash string, side int) ([]byte, error)
	// Drop removes a file and its small pictures.
	Drop(ctx context.Context, hash string) error
}

// FileRequest names a file on this machine.
type FileRequest struct {
	Path    string `json:"path"`
	Caption string `json:"caption"`
}

// KeepFile keeps a copy of a file on this machine and says how it is named
// from now on. It belongs to nothing until a verb is given the answer.
//
// Errors: file.missing, file.not_a_file, file.empty, file.too_big,
// file.image_bomb, file.not_a_photo, field.too_long, store.full.
func (d *Desk) KeepFile(ctx context.Context, q FileRequest) (domain.File, error) {
	caption, e := domain.Line("caption", q.Caption, false)
	if e != nil {
		return domain.File{}, e
	}
	who, err := d.sits(ctx)
	if err != nil {
		return domain.File{}, err
	}
	f, err := d.Blobs.KeepPath(ctx, q.Path)
	f.At, f.Who, f.Caption = d.Now(), who, caption
	return f, err
}

// sits is the name of the one who works. Files lie outside of the store, and
// are shown to nobody whom a locked window keeps out.
//
// Errors: person.unknown.
func (d *Desk) sits(ctx context.Context) (who string, err error) {
	err = d.view(ctx, func(_ Tx, s setting) error { who = s.who(); return nil })
	return who, err
}

// Thumb is a photo as a JPEG of at most side pixels.
//
// Errors: file.missing, file.no_thumb, person.unknown.
func (d *Desk) Thumb(ctx context.Context, hash string, side int) ([]byte, error) {
	if _, err := d.sits(ctx); err != nil {
		return nil, err
	}
	return d.Blobs.Thumb(ctx, hash, side)
}

// FileBytes reads a file whole.
//
// Errors: file.missing, person.unknown.
func (d *Desk) FileBytes(ctx context.Context, hash string) ([]byte, error) {
	if _, err := d.sits(ctx); err != nil {
		return nil, err
	}
	r, err := d.Blobs.Open(ctx, hash)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}
