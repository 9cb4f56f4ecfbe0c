package paper

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"aftercare/domain"
	"aftercare/ui/text"
)

// page is a laid-out page. Lengths are millimetres from the upper left corner.
type page struct {
	width, height float64
	texts         []placed
	rules         []rule
	boxes         []box
	codes         []grid
}

// placed is signs of one face in a row, standing on the baseline y.
type placed struct {
	x, y, size float64
	grey       bool
	face       *face
	codes      []uint16
}

// rule is a straight line.
type rule struct {
	x1, y1, x2, y2, weight float64
	dashed, grey           bool
}

// box is an outline with rounded corners.
type box struct{ x, y, w, h, radius, weight float64 }

// grid is the dark parts of a code, in modules of one size.
type grid struct {
	x, y, module float64
	bars         []bar
}

// bar is a dark rectangle in modules.
type bar struct{ x, y, w, h float64 }

// canvas collects pages and what has to be told about them.
type canvas struct {
	fonts   *fonts
	lang    text.Lang
	pages   []*page
	unknown []rune // in the order of their first appearance
	faults  domain.Errors
	glyphs  map[*face]map[uint16]uint16 // the glyph of each code in use
}

func newCanvas(f *fonts, l Languages) *canvas {
	return &canvas{fonts: f, lang: l.chinese(), glyphs: map[*face]map[uint16]uint16{}}
}

// add begins a page.
func (c *canvas) add(width, height float64) *page {
	p := &page{width: width, height: height}
	c.pages = append(c.pages, p)
	return p
}

func (c *canvas) miss(r rune) {
	if !slices.Contains(c.unknown, r) {
		c.unknown = append(c.unknown, r)
	}
}

// shorten reports a text that did not fit by its first words.
func (c *canvas) shorten(s string) {
	const shown = 30
	s = strings.Join(strings.Fields(domain.Printable(s)), " ")
	if utf8.RuneCountInString(s) > shown {
		s = string([]rune(s)[:shown]) + "..."
	}
	c.warn("paper.text_cut", domain.Args{"text": s})
}

// warn adds a warning.
func (c *canvas) warn(code string, args domain.Args) {
	c.faults = append(c.faults, &domain.Error{Kind: domain.Invalid, Code: code, Args: args})
}

// warnings is all that has to be told, each once.
func (c *canvas) warnings() domain.Errors {
	var faults domain.Errors
	seen := map[string]bool{}
	for _, f := range c.faults {
		if key := f.Error(); !seen[key] {
			seen[key] = true
			faults = append(faults, f)
		}
	}
	if len(c.unknown) == 0 {
		return faults
	}
	const shown = 12
	var names []string
	for _, r := range c.unknown[:min(len(c.unknown), shown)] {
		names = append(names, fmt.Sprintf("%c (U+%04X)", r, r))
	}
	list := strings.Join(names, ", ")
	if len(c.unknown) > shown {
		list += ", ..."
	}
	first := &domain.Error{Kind: domain.Invalid, Code: "paper.glyph_missing",
		Args: domain.Args{"n": len(c.unknown), "characters": list}}
	return append(domain.Errors{first}, faults...)
}

// draw places a block with its upper edge at y, aligned within width: 0 left,
// 0.5 centred, 1 right.
func (c *canvas) draw(p *page, b block, x, y, width, align float64) {
	for _, l := range b.lines {
		at := x + (width-l.width)*align
		base := y + l.lead/2 + (ascent-descent)/2*l.size*mmPerPoint
		for i := 0; i < len(l.signs); {
			j, w := i, 0.0
			t := placed{x: at, y: base, size: l.size, grey: b.grey, face: l.signs[i].face}
			for ; j < len(l.signs) && l.signs[j].face == t.face; j++ {
				c.use(l.signs[j])
				t.codes = append(t.codes, l.signs[j].code)
				w += l.signs[j].width(l.size)
			}
			p.texts = append(p.texts, t)
			at += w
			i = j
		}
		y += l.lead
	}
}

// The fonts' vertical measures as a part of the size.
const ascent, descent = 1.160, 0.288

func (c *canvas) use(s sign) {
	m := c.glyphs[s.face]
	if m == nil {
		m = map[uint16]uint16{}
		c.glyphs[s.face] = m
	}
	m[s.code] = s.glyph
}

// line draws a straight rule.
func (p *page) line(x1, y1, x2, y2, weight float64) {
	p.rules = append(p.rules, rule{x1: x1, y1: y1, x2: x2, y2: y2, weight: weight})
}

// hair draws a thin grey rule.
func (p *page) hair(x1, y, x2 float64) {
	p.rules = append(p.rules, rule{x1: x1, y1: y, x2: x2, y2: y, weight: 0.15, grey: true})
}

// dash draws a dashed rule.
func (p *page) dash(x1, y, x2 float64) {
	p.rules = append(p.rules, rule{x1: x1, y1: y, x2: x2, y2: y, weight: 0.25, dashed: true})
}

// fold draws the line along which a sheet is cut in two.
func (p *page) fold(x, height float64) {
	p.rules = append(p.rules, rule{x1: x, y1: 0, x2: x, y2: height, weight: 0.15, dashed: true, grey: true})
}

// take adds what stands on another page, so far to the right.
func (p *page) take(q *page, right float64) {
	for _, t := range q.texts {
		t.x += right
		p.texts = append(p.texts, t)
	}
	for _, r := range q.rules {
		r.x1, r.x2 = r.x1+right, r.x2+right
		p.rules = append(p.rules, r)
	}
	for _, b := range q.boxes {
		b.x += right
		p.boxes = append(p.boxes, b)
	}
	for _, g := range q.codes {
		g.x += right
		p.codes = append(p.codes, g)
	}
}

// outline draws a box with round corners.
func (p *page) outline(x, y, w, h, radius, weight float64) {
	p.boxes = append(p.boxes, box{x, y, w, h, radius, weight})
}
