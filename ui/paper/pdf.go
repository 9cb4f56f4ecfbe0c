package paper

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/jung-kurt/gofpdf"
)

// The greys of sheets, of text and of hairlines; labels and rolls are black.
const grey, pale = 0x55, 0xA8

// write prints the pages as PDF. This file alone knows the library: it hands
// it a font of the glyphs in use, and places every run of text itself.
func (c *canvas) write(w io.Writer, title string, at time.Time) error {
	if at.IsZero() {
		at = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC) // the library would take the clock's
	}
	f := gofpdf.New("P", "mm", "A4", "")
	f.SetCatalogSort(true)
	f.SetCreationDate(at)
	f.SetModificationDate(at)
	f.SetProducer("Aftercare", false)
	f.SetTitle(title, false) // ASCII: the library panics on bytes that are not UTF-8
	f.SetMargins(0, 0, 0)
	f.SetAutoPageBreak(false, 0)
	f.SetLineCapStyle("butt")
	for _, face := range c.faces() {
		font, err := face.subset(c.glyphs[face])
		if err != nil {
			return fmt.Errorf("cut font %q: %w", face.name, err)
		}
		f.AddUTF8FontFromBytes(face.name, "", font)
	}
	for _, p := range c.pages {
		f.AddPageFormat("P", gofpdf.SizeType{Wd: p.width, Ht: p.height})
		p.print(f)
	}
	if err := f.Output(w); err != nil {
		return fmt.Errorf("write PDF %q: %w", title, err)
	}
	return nil
}

// faces are those in use, by name, so that equal papers have equal bytes.
func (c *canvas) faces() []*face {
	var out []*face
	for face := range c.glyphs {
		out = append(out, face)
	}
	slices.SortFunc(out, func(a, b *face) int { return cmp.Compare(a.name, b.name) })
	return out
}

func (p *page) print(f *gofpdf.Fpdf) {
	for _, g := range p.pictures {
		name := fmt.Sprintf("%x", sha256.Sum256(g.jpeg)) // the same photo twice is kept once
		f.RegisterImageOptionsReader(name, gofpdf.ImageOptions{ImageType: "JPEG"}, bytes.NewReader(g.jpeg))
		f.ImageOptions(name, g.x, g.y, g.w, g.h, false, gofpdf.ImageOptions{ImageType: "JPEG"}, 0, "")
	}
	for _, t := range p.texts {
		f.SetFont(t.face.name, "", t.size)
		shade(t.grey, grey, f.SetTextColor)
		f.Text(t.x, t.y, string(utf16.Decode(t.codes)))
	}
	for _, r := range p.rules {
		f.SetLineWidth(r.weight)
		shade(r.grey, pale, f.SetDrawColor)
		if r.dashed {
			f.SetDashPattern([]float64{1, 0.75}, 0)
		}
		f.Line(r.x1, r.y1, r.x2, r.y2)
		if r.dashed {
			f.SetDashPattern(nil, 0)
		}
	}
	shade(false, pale, f.SetDrawColor)
	for _, b := range p.boxes {
		f.SetLineWidth(b.weight)
		if b.radius == 0 {
			f.Rect(b.x, b.y, b.w, b.h, "D")
			continue
		}
		f.RoundedRect(b.x, b.y, b.w, b.h, b.radius, "1234", "D")
	}
	for _, g := range p.codes {
		f.RawWriteStr(g.path(p.height))
	}
}

// path is all bars of a code as one filled path: drawn one by one, viewers
// that smooth edges would leave hairlines between the rows.
func (g grid) path(pageHeight float64) string {
	const points = 72 / 25.4
	var b strings.Builder
	b.WriteString("0 g\n")
	for _, r := range g.bars {
		x, y := g.x+r.x*g.module, g.y+r.y*g.module
		w, h := r.w*g.module, r.h*g.module
		fmt.Fprintf(&b, "%.4f %.4f %.4f %.4f re\n", x*points, (pageHeight-y-h)*points, w*points, h*points)
	}
	b.WriteString("f\n")
	return b.String()
}

func shade(lighter bool, v int, set func(r, g, b int)) {
	if !lighter {
		v = 0
	}
	set(v, v, v)
}
