package paper

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"sort"
)

// face is one TrueType file of the assets: which runes it has, how wide they
// are, and their outlines, read from the file when a paper uses them.
type face struct {
	name     string
	file     io.ReaderAt
	tables   map[string]table
	runs     []run  // the character map, sorted
	hmtx     []byte // widths
	longs    int    // glyphs that have a width of their own
	loca     []byte // where each outline begins
	unitsPer float64
}

type table struct{ offset, length int }

// run maps the runes from first to last to consecutive glyphs.
type run struct{ first, last, glyph uint32 }

var errFont = errors.New("not a font of this program")

// openFace reads the tables that are asked for every rune. The fonts are our
// own, checked by a test: 32-bit outline offsets, a character map of format 12.
func openFace(fsys fs.FS, name string) (*face, error) {
	f, err := fsys.Open("fonts/" + name + ".ttf")
	if err != nil {
		return nil, err
	}
	at, ok := f.(io.ReaderAt) // embedded files are; they need no closing
	if !ok {
		data, err := io.ReadAll(f)
		if err := errors.Join(err, f.Close()); err != nil {
			return nil, err
		}
		at = bytes.NewReader(data)
	}
	c := &face{name: name, file: at, tables: map[string]table{}}
	if err := c.readTables(); err != nil {
		return nil, fmt.Errorf("font %q: %w", name, err)
	}
	return c, nil
}

func (f *face) readTables() error {
	head := make([]byte, 12)
	if _, err := f.file.ReadAt(head, 0); err != nil {
		return err
	}
	dir := make([]byte, 16*int(be16(head, 4)))
	if _, err := f.file.ReadAt(dir, 12); err != nil {
		return err
	}
	for ; len(dir) > 0; dir = dir[16:] {
		f.tables[string(dir[:4])] = table{int(be32(dir, 8)), int(be32(dir, 12))}
	}
	h, hhea, cmap := f.bytes("head"), f.bytes("hhea"), f.bytes("cmap")
	f.hmtx, f.loca = f.bytes("hmtx"), f.bytes("loca")
	if len(h) < 54 || len(hhea) < 36 || be16(h, 50) != 1 || len(f.loca) == 0 {
		return errFont
	}
	f.unitsPer = float64(be16(h, 18))
	f.longs = int(be16(hhea, 34))
	if f.longs == 0 || len(f.hmtx) < 4*f.longs {
		return errFont
	}
	return f.readRuns(cmap)
}

func (f *face) readRuns(cmap []byte) error {
	for i := range int(be16(cmap, 2)) {
		sub := cmap[be32(cmap, 8+8*i):]
		if be16(sub, 0) != 12 {
			continue
		}
		for j := range int(be32(sub, 12)) {
			at := 16 + 12*j
			f.runs = append(f.runs, run{be32(sub, at), be32(sub, at+4), be32(sub, at+8)})
		}
		return nil
	}
	return errFont
}

// bytes is a whole table, nil when the font has none.
func (f *face) bytes(name string) []byte {
	t, ok := f.tables[name]
	if !ok {
		return nil
	}
	b := make([]byte, t.length)
	if _, err := f.file.ReadAt(b, int64(t.offset)); err != nil {
		return nil
	}
	return b
}

// glyph is the glyph of r.
func (f *face) glyph(r rune) (uint16, bool) {
	c := uint32(r)
	i := sort.Search(len(f.runs), func(i int) bool { return f.runs[i].last >= c })
	if i == len(f.runs) || f.runs[i].first > c {
		return 0, false
	}
	return uint16(f.runs[i].glyph + c - f.runs[i].first), true
}

// advance is the width of a glyph in units of the font.
func (f *face) advance(glyph uint16) uint16 {
	return be16(f.hmtx, 4*min(int(glyph), f.longs-1))
}

// bearing is where a glyph's drawing begins; readers shift the outline to it.
func (f *face) bearing(glyph uint16) uint16 {
	at := 4*int(glyph) + 2
	if int(glyph) >= f.longs {
		at = 4*f.longs + 2*(int(glyph)-f.longs)
	}
	if at+2 > len(f.hmtx) {
		return 0
	}
	return be16(f.hmtx, at)
}

// outline is the glyph's drawing, empty for a space.
func (f *face) outline(glyph uint16) ([]byte, error) {
	at := 4 * int(glyph)
	if at+8 > len(f.loca) {
		return nil, errFont
	}
	from, to := be32(f.loca, at), be32(f.loca, at+4)
	if to <= from {
		return nil, nil
	}
	b := make([]byte, to-from)
	_, err := f.file.ReadAt(b, int64(f.tables["glyf"].offset)+int64(from))
	return b, err
}

func be16(b []byte, at int) uint16 { return binary.BigEndian.Uint16(b[at:]) }
func be32(b []byte, at int) uint32 { return binary.BigEndian.Uint32(b[at:]) }
