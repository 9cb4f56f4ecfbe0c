package blob

import (
	"bytes"
	"errors"
	"image"
	_ "image/gif"  // read by their first bytes
	_ "image/jpeg" // read by their first bytes
	_ "image/png"  // read by their first bytes
	"io"
	"mime"
	"net/http"
	"path"
	"strings"

	_ "golang.org/x/image/bmp"  // read by their first bytes
	_ "golang.org/x/image/tiff" // read by their first bytes
	_ "golang.org/x/image/webp" // read by their first bytes

	"aftercare/domain"
)

// look says what a file is by its first bytes, and refuses a picture that
// cannot be one or that would fill the memory when it is drawn.
func look(r io.ReadSeeker, name string, size int64) (kind string, photo bool, err error) {
	head := make([]byte, 512)
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return "", false, err
	}
	n, err := io.ReadFull(r, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return "", false, err
	}
	kind = kindOf(head[:n], name)
	if kind == "image/heic" {
		// Phones make them; they are kept and shown without a small picture.
		return kind, true, photoSize(name, size)
	}
	if !raster(kind) {
		return kind, false, nil
	}
	if err := photoSize(name, size); err != nil {
		return kind, false, err
	}
	_, err = measure(r, name)
	return kind, err == nil, err
}

func photoSize(name string, size int64) error {
	if size > domain.MaxPhoto {
		return tooBig(name, domain.MaxPhoto)
	}
	return nil
}

// measure reads the width and height that a picture claims, and nothing more.
func measure(r io.ReadSeeker, name string) (image.Config, error) {
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return image.Config{}, err
	}
	c, _, err := image.DecodeConfig(r)
	if err != nil || c.Width < 1 || c.Height < 1 {
		return c, domain.Wrong("file", "file.not_a_photo", domain.Args{"name": name})
	}
	if int64(c.Width)*int64(c.Height) > domain.MaxPixels {
		return c, domain.Wrong("file", "file.image_bomb", domain.Args{"name": name, "pixels": int64(c.Width) * int64(c.Height) / 1_000_000, "limit": domain.MaxPixels / 1_000_000})
	}
	return c, nil
}

func raster(kind string) bool {
	switch kind {
	case "image/jpeg", "image/png", "image/gif", "image/bmp", "image/webp", "image/tiff":
		return true
	}
	return false
}

// kindOf is the MIME type of a file: what its bytes say where they do, else
// what its name says.
func kindOf(head []byte, name string) string {
	if len(head) >= 12 && bytes.Equal(head[4:8], []byte("ftyp")) {
		switch string(head[8:12]) {
		case "heic", "heix", "mif1", "msf1", "heim", "heis":
			return "image/heic"
		}
	}
	if bytes.HasPrefix(head, []byte("II*\x00")) || bytes.HasPrefix(head, []byte("MM\x00*")) {
		return "image/tiff"
	}
	kind, _, _ := strings.Cut(http.DetectContentType(head), ";")
	if kind == "application/octet-stream" || kind == "text/plain" || kind == "application/zip" {
		if byName, _, err := mime.ParseMediaType(mime.TypeByExtension(path.Ext(name))); err == nil && !strings.HasPrefix(byName, "image/") {
			return byName
		}
	}
	return kind
}
