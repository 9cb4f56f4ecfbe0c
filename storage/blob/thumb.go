package blob

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"os"

	"golang.org/x/image/draw"

	"aftercare/domain"
)

// MaxThumb is the longest side of a small picture, in pixels.
const MaxThumb = 2048

// Thumb is a photo as a JPEG whose longer side has at most side pixels, the
// way up that its camera held it, without anything else that the camera wrote.
// It is made once and kept.
//
// Errors: file.hash, file.missing, file.no_thumb for what is no photo that can
// be drawn.
func (f *Folder) Thumb(ctx context.Context, hash string, side int) ([]byte, error) {
	if !domain.IsHash(hash) {
		return nil, domain.Wrong("hash", "file.hash", domain.Args{"name": hash})
	}
	side = min(max(side, 1), MaxThumb)
	name := fmt.Sprintf("%s/%s-%d.jpg", thumbs, hash, side)
	root, err := os.OpenRoot(f.dir)
	if err != nil {
		return nil, missing(hash)
	}
	defer root.Close()
	if kept, err := root.ReadFile(name); err == nil && len(kept) > 0 {
		return kept, nil
	}
	file, err := f.open(hash)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	small, err := shrink(file, hash, side)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, small, &jpeg.Options{Quality: 85}); err != nil {
		return nil, fmt.Errorf("make small picture: %w", err)
	}
	// Where it cannot be kept, on a full disk or read-only, it is made again.
	_ = keepThumb(root, name, b.Bytes())
	return b.Bytes(), nil
}

func keepThumb(root *os.Root, name string, data []byte) error {
	if err := root.MkdirAll(thumbs, 0o700); err != nil {
		return err
	}
	tmp, err := newTemp(root)
	if err != nil {
		return err
	}
	defer root.Remove(tmp.name)
	_, err = tmp.Write(data)
	if err = errors.Join(err, tmp.Close()); err != nil {
		return err
	}
	return root.Rename(tmp.name, name)
}

// shrink draws a photo small, on white.
func shrink(r io.ReadSeeker, hash string, side int) (image.Image, error) {
	if _, err := measure(r, hash[:12]); err != nil {
		return nil, noThumb(hash)
	}
	turn := orientation(r)
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	big, _, err := image.Decode(r)
	if err != nil {
		return nil, noThumb(hash)
	}
	b := big.Bounds()
	w, h := b.Dx(), b.Dy()
	if longer := max(w, h); longer > side {
		w, h = max(w*side/longer, 1), max(h*side/longer, 1)
	}
	small := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(small, small.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.ApproxBiLinear.Scale(small, small.Bounds(), big, b, draw.Over, nil)
	return turned(small, turn), nil
}

func noThumb(hash string) error {
	return &domain.Error{Kind: domain.NotFound, Code: "file.no_thumb", Args: domain.Args{"name": hash[:12]}}
}

// turned is a picture the way up that a camera's orientation 1 to 8 names.
func turned(img *image.RGBA, orientation int) *image.RGBA {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	if orientation < 2 || orientation > 8 {
		return img
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	if orientation >= 5 {
		out = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			tx, ty := x, y
			switch orientation {
			case 2:
				tx = w - 1 - x
			case 3:
				tx, ty = w-1-x, h-1-y
			case 4:
				ty = h - 1 - y
			case 5:
				tx, ty = y, x
			case 6:
				tx, ty = h-1-y, x
			case 7:
				tx, ty = h-1-y, w-1-x
			case 8:
				tx, ty = y, w-1-x
			}
			out.SetRGBA(tx, ty, img.RGBAAt(x, y))
		}
	}
	return out
}
