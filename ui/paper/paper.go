// Package paper prints what the shop hands over: labels, slips and receipts,
// as PDF of the exact size (R16).
//
// A Press holds the fonts and the catalogue. Each paper is one method that
// takes a plain struct, filled by the caller, and a Setting that says in which
// languages, on what size and at which moment:
//
//	press, err := paper.NewPress(assets.FS, catalogue)
//	p, err := press.Label(paper.Label{Number: "R-1187", ...},
//		paper.Setting{Languages: paper.Both(text.Traditional), At: now, Zone: zone})
//
// A paper is laid out into a list of marks (text, lines, bars) before any PDF
// is written, because only then is it known which glyphs it needs: a font of
// those alone is cut and embedded, which is a hundred times quicker than
// handing the library the whole font. The same input gives the same bytes.
//
// No character is dropped or boxed in silence. What no font holds is printed
// as 〓, text that does not fit is shrunk, then wrapped, then cut with an
// ellipsis, and both are told in Paper.Warnings.
package paper

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/ui/text"
)

// Paper is a finished print.
type Paper struct {
	Name     string        // a file name: "label-R-1187.pdf"
	PDF      []byte        // nil when the paper was written to an io.Writer
	Pages    int           // at least one
	Warnings domain.Errors // paper.glyph_missing, paper.text_cut, paper.items_cut; each once
}

// Languages are the one or two languages that a paper speaks.
type Languages struct {
	First  text.Lang
	Second text.Lang // "" when it speaks one
}

// Alone is a paper in one language.
func Alone(l text.Lang) Languages { return Languages{First: l} }

// Both is a paper in English and one Chinese; a line on it says that the
// English text prevails.
func Both(chinese text.Lang) Languages { return Languages{text.English, chinese} }

// chinese is the language whose letter shapes the paper prefers.
func (l Languages) chinese() text.Lang {
	if l.First == text.Simplified || l.Second == text.Simplified {
		return text.Simplified
	}
	return text.Traditional
}

// Size is a paper size.
type Size string

// The sizes of paper.
const (
	Label100x150 Size = "100x150" // a thermal label
	A6           Size = "a6"      // 105 x 148 mm
	A4           Size = "a4"      // a sheet of as many as it holds: four labels, two receipts
	A5           Size = "a5"      // 148 x 210 mm
	Ticket       Size = "60x40"   // a label that hangs on the item
	Roll80       Size = "roll-80" // a roll 80 mm wide; its height fits what is printed
)

// Setting says how to print.
type Setting struct {
	Languages Languages
	Size      Size           // "" for the first size of the paper
	At        time.Time      // the moment of printing, kept in the PDF as its date
	Zone      *time.Location // in which moments are shown; nil is UTC
}

// Phrase is a text of the shop's own in several languages. A paper prints it
// in its languages; a language that is missing gives way to any that is there.
type Phrase map[text.Lang]string

// Press prints papers. It does not change and may be shared.
type Press struct {
	fonts     *fonts
	catalogue *text.Catalogue
}

// NewPress reads the fonts from fsys, the folder of the embedded assets. It
// takes milliseconds; outlines are read when a paper needs them.
func NewPress(fsys fs.FS, c *text.Catalogue) (*Press, error) {
	f, err := loadFonts(fsys)
	if err != nil {
		return nil, fmt.Errorf("open the press: %w", err)
	}
	return &Press{f, c}, nil
}

// speech is the catalogue in the languages of one paper.
func (p *Press) speech(s Setting) (speech, error) {
	zone := s.Zone
	if zone == nil {
		zone = time.UTC
	}
	l := s.Languages
	if l.Second != "" && (l.First != text.English || !l.Second.Chinese()) || l.First != text.English && !l.First.Chinese() {
		return speech{}, domain.Wrong("languages", "paper.languages", nil)
	}
	v := speech{first: p.catalogue.In(l.First, zone)}
	if l.Second != "" {
		v.second = p.catalogue.In(l.Second, zone)
	}
	return v, nil
}

// paper lays out and prints into memory.
func (p *Press) paper(name string, s Setting, lay func(*canvas, speech) error) (Paper, error) {
	var b bytes.Buffer
	out, err := p.writePaper(&b, name, s, lay)
	out.PDF = b.Bytes()
	if err != nil {
		return Paper{}, err
	}
	return out, nil
}

// writePaper lays out and prints to w.
func (p *Press) writePaper(w io.Writer, name string, s Setting, lay func(*canvas, speech) error) (Paper, error) {
	v, err := p.speech(s)
	if err != nil {
		return Paper{}, err
	}
	c := newCanvas(p.fonts, s.Languages)
	if err := lay(c, v); err != nil {
		return Paper{}, err
	}
	name = fileName(name)
	if err := c.write(w, name, s.At); err != nil {
		return Paper{}, err
	}
	return Paper{Name: name, Pages: len(c.pages), Warnings: c.warnings()}, nil
}

// fileName is name as every file system takes it: letters, digits, dot and
// dash, at most 80 of them.
func fileName(name string) string {
	var b strings.Builder
	for _, r := range name {
		if b.Len() >= 80 {
			break
		}
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '.':
			b.WriteRune(r)
		default:
			b.WriteByte('_')
		}
	}
	return b.String() + ".pdf"
}
