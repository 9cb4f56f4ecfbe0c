//go:build e2e

package e2e

import (
	"cmp"
	"errors"
	"image"
	"image/color"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

func itoa(n int) string { return strconv.Itoa(n) }

// savePicture writes a picture in its 256 commonest colours: a third of the
// bytes, and nothing that the eye would miss.
func savePicture(path string, m *image.RGBA) (err error) {
	count := map[color.RGBA]int{}
	for y := range m.Rect.Dy() {
		for x := range m.Rect.Dx() {
			count[m.RGBAAt(x, y)]++
		}
	}
	all := slices.SortedFunc(maps.Keys(count), func(a, b color.RGBA) int { return cmp.Or(count[b]-count[a], int(a.R)-int(b.R), int(a.G)-int(b.G)) })
	palette := color.Palette{}
	for _, c := range all[:min(len(all), 256)] {
		palette = append(palette, c)
	}
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
