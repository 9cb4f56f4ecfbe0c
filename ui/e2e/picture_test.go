//go:build e2e

package e2e

import (
	"cmp"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

func itoa(n int) string { return strconv.Itoa(n) }

// savePhoto writes a picture as a phone takes it; each is another one.
func savePhoto(path string, which int) error {
	m := image.NewRGBA(image.Rect(0, 0, 320, 240))
	for i := range m.Pix {
		m.Pix[i] = byte(i / (7 + which))
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(jpeg.Encode(f, m, nil), f.Close())
}

// savePicture writes a picture in 256 colours, a third of the bytes: mostly the
// commonest, and those that are farthest from them, as of a small green tick.
func savePicture(path string, m *image.RGBA) (err error) {
	count := map[color.RGBA]int{}
	for y := range m.Rect.Dy() {
		for x := range m.Rect.Dx() {
			count[m.RGBAAt(x, y)]++
		}
	}
	all := slices.SortedFunc(maps.Keys(count), func(a, b color.RGBA) int { return cmp.Or(count[b]-count[a], int(a.R)-int(b.R), int(a.G)-int(b.G)) })
	palette := paletteFrom(all)
	index := map[color.RGBA]uint8{}
	for _, c := range all {
		index[c] = uint8(palette.Index(c))
	}
	out := image.NewPaletted(m.Rect, palette)
	for y := range m.Rect.Dy() {
		for x := range m.Rect.Dx() {
			out.SetColorIndex(x, y, index[m.RGBAAt(x, y)])
		}
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(f, out)
}

// paletteFrom picks from colours of which the commonest is first.
func paletteFrom(all []color.RGBA) color.Palette {
	const common, most = 192, 256
	away := make([]int, len(all)) // from the nearest that was picked
	for i := range away {
		away[i] = math.MaxInt
	}
	palette := color.Palette{}
	pick := func(c color.RGBA) {
		palette = append(palette, c)
		for i, other := range all {
			r, g, b := int(c.R)-int(other.R), int(c.G)-int(other.G), int(c.B)-int(other.B)
			away[i] = min(away[i], r*r+g*g+b*b)
		}
	}
	for _, c := range all[:min(len(all), common)] {
		pick(c)
	}
	for range min(len(all), most) - len(palette) {
		farthest := 0
		for i := range away {
			if away[i] > away[farthest] {
				farthest = i
			}
		}
		pick(all[farthest])
	}
	return palette
}
