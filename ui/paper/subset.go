package paper

import (
	"cmp"
	"encoding/binary"
	"maps"
	"slices"
)

// Flags of a composite outline, which is drawn from other glyphs.
const (
	argsAreWords  = 1 << 0
	haveScale     = 1 << 3
	moreParts     = 1 << 5
	haveTwoScales = 1 << 6
	haveMatrix    = 1 << 7
)

// cut is a font under construction that holds a few glyphs of a face.
type cut struct {
	face   *face
	glyphs []uint16          // old number of each new glyph
	number map[uint16]uint16 // new number of an old glyph, of the first copy
}

// subset is a TrueType font with the glyphs of these codes alone, mapped from
// the codes, and the parts that they are drawn from. Glyphs stand in the order
// of their codes, so that neighbours share one segment of the character map.
func (f *face) subset(glyphOf map[uint16]uint16) ([]byte, error) {
	c := &cut{face: f, glyphs: []uint16{0}, number: map[uint16]uint16{0: 0}}
	codes := slices.Sorted(maps.Keys(glyphOf))
	for _, code := range codes {
		c.add(glyphOf[code])
	}
	glyf, loca, err := c.outlines()
	if err != nil {
		return nil, err
	}
	head, hhea, maxp, post := f.bytes("head"), f.bytes("hhea"), f.bytes("maxp"), f.bytes("post")
	put16(hhea, 34, len(c.glyphs))
	put16(maxp, 4, len(c.glyphs))
	return assemble(map[string][]byte{
		"head": head, "hhea": hhea, "maxp": maxp, "post": post, "OS/2": f.bytes("OS/2"),
		"name": {0, 0, 0, 0, 0, 6}, "cmap": charMap(codes), "hmtx": c.widths(), "glyf": glyf, "loca": loca,
	}), nil
}

func (c *cut) add(glyph uint16) {
	if _, ok := c.number[glyph]; !ok {
		c.number[glyph] = uint16(len(c.glyphs))
	}
	c.glyphs = append(c.glyphs, glyph)
}

func (c *cut) widths() []byte {
	var b []byte
	for _, g := range c.glyphs {
		b = binary.BigEndian.AppendUint16(b, c.face.advance(g))
		b = binary.BigEndian.AppendUint16(b, c.face.bearing(g))
	}
	return b
}

// outlines copies the drawings. The list of glyphs grows while it is walked:
// the parts of a composite come behind.
func (c *cut) outlines() (glyf, loca []byte, err error) {
	for i := 0; i < len(c.glyphs); i++ {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		b, err := c.face.outline(c.glyphs[i])
		if err != nil {
			return nil, nil, err
		}
		if len(b) >= 10 && int16(be16(b, 0)) < 0 {
			c.renumber(b)
		}
		glyf = append(glyf, b...)
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
	}
	return glyf, binary.BigEndian.AppendUint32(loca, uint32(len(glyf))), nil
}

// renumber points the parts of a composite to their new numbers.
func (c *cut) renumber(b []byte) {
	for at := 10; ; {
		flags, part := be16(b, at), be16(b, at+2)
		if _, ok := c.number[part]; !ok {
			c.add(part)
		}
		put16(b, at+2, int(c.number[part]))
		at += 6
		if flags&argsAreWords != 0 {
			at += 2
		}
		switch {
		case flags&haveScale != 0:
			at += 2
		case flags&haveTwoScales != 0:
			at += 4
		case flags&haveMatrix != 0:
			at += 8
		}
		if flags&moreParts == 0 {
			return
		}
	}
}

// charMap maps the codes to the glyphs 1, 2, 3... in one table of format 4.
func charMap(codes []uint16) []byte {
	type segment struct{ first, last, glyph int }
	var segments []segment
	for i, c := range codes {
		if n := len(segments); n > 0 && segments[n-1].last == int(c)-1 {
			segments[n-1].last++
			continue
		}
		segments = append(segments, segment{int(c), int(c), i + 1})
	}
	segments = append(segments, segment{0xFFFF, 0xFFFF, 0x10000})
	n := len(segments)
	b := make([]byte, 12+16+8*n)
	put16(b, 2, 1)
	put16(b, 4, 3)
	put16(b, 6, 1)
	put16(b, 10, 12)
	s := b[12:]
	put16(s, 0, 4)
	put16(s, 2, len(s))
	put16(s, 6, 2*n)
	for i, g := range segments {
		put16(s, 14+2*i, g.last)
		put16(s, 16+2*n+2*i, g.first)
		put16(s, 16+4*n+2*i, g.glyph-g.first)
	}
	return b
}

// assemble writes the tables behind a directory. No checksums: a PDF reader
// does not look at them.
func assemble(tables map[string][]byte) []byte {
	names := slices.SortedFunc(maps.Keys(tables), cmp.Compare[string])
	b := make([]byte, 12+16*len(names))
	put16(b, 0, 1)
	put16(b, 4, len(names))
	for i, name := range names {
		at := 12 + 16*i
		copy(b[at:], name)
		binary.BigEndian.PutUint32(b[at+8:], uint32(len(b)))
		binary.BigEndian.PutUint32(b[at+12:], uint32(len(tables[name])))
		b = append(b, tables[name]...)
		for len(b)%4 != 0 {
			b = append(b, 0)
		}
	}
	return b
}

func put16(b []byte, at, v int) { binary.BigEndian.PutUint16(b[at:], uint16(v)) }
