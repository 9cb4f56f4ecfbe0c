package storage

import (
	"encoding/binary"
	"errors"
	"io"
	"math"
)

// pages reads the pages of an SQLite file without SQLite, which refuses a table
// when one page on the way to it is broken. The format is that of
// https://www.sqlite.org/fileformat2.html.
type pages struct {
	file io.ReaderAt
	size int   // of one page
	n    int64 // how many there are
}

// The kinds of pages.
const (
	interiorIndex = 0x02
	interiorTable = 0x05
	leafIndex     = 0x0a
	leafTable     = 0x0d
)

var errPage = errors.New("a page cannot be read")

// page is one page of a tree: the pages below it, and the records on it.
type page struct {
	kind    byte
	below   []int64
	records []pageRecord
	broken  int // cells that could not be read
}

// pageRecord is a row as it is stored; rowid is 0 on pages of an index.
type pageRecord struct {
	rowid  int64
	values []any // nil, int64, float64, string, []byte
}

func (p *pages) read(no int64) ([]byte, error) {
	if no < 1 || no > p.n {
		return nil, errPage
	}
	data := make([]byte, p.size)
	if _, err := p.file.ReadAt(data, (no-1)*int64(p.size)); err != nil && !errors.Is(err, io.EOF) {
		return nil, errPage
	}
	return data, nil
}

// tree reads a page of a tree.
func (p *pages) tree(no int64) (page, error) {
	data, err := p.read(no)
	if err != nil {
		return page{}, err
	}
	at := 0
	if no == 1 {
		at = headerSize
	}
	out := page{kind: data[at]}
	head := 8
	switch out.kind {
	case leafTable, leafIndex:
	case interiorTable, interiorIndex:
		head = 12
		out.below = append(out.below, int64(binary.BigEndian.Uint32(data[at+8:])))
	default:
		return out, errPage
	}
	count := int(binary.BigEndian.Uint16(data[at+3:]))
	if at+head+2*count > len(data) {
		return out, errPage
	}
	for i := range count {
		cell := int(binary.BigEndian.Uint16(data[at+head+2*i:]))
		if cell < at+head+2*count || cell >= len(data) {
			out.broken++
			continue
		}
		if !p.cell(&out, data[cell:]) {
			out.broken++
		}
	}
	return out, nil
}

// cell reads one cell into its page and says whether it made sense.
func (p *pages) cell(out *page, cell []byte) bool {
	if out.kind == interiorTable || out.kind == interiorIndex {
		if len(cell) < 4 {
			return false
		}
		out.below = append(out.below, int64(binary.BigEndian.Uint32(cell)))
		if cell = cell[4:]; out.kind == interiorTable {
			return true
		}
	}
	length, n := varint(cell)
	if n == 0 || length < 0 || length > math.MaxInt32 {
		return false
	}
	cell = cell[n:]
	var r pageRecord
	limit := (p.size-12)*64/255 - 23
	if out.kind == leafTable {
		if r.rowid, n = varint(cell); n == 0 {
			return false
		}
		cell, limit = cell[n:], p.size-35
	}
	payload, ok := p.payload(cell, int(length), limit)
	if !ok {
		return false
	}
	if r.values, ok = recordOf(payload); !ok {
		return false
	}
	out.records = append(out.records, r)
	return true
}

// payload is what a cell holds, with what overflows onto other pages.
func (p *pages) payload(cell []byte, length, limit int) ([]byte, bool) {
	if length <= limit {
		if length > len(cell) {
			return nil, false
		}
		return cell[:length], true
	}
	least := (p.size-12)*32/255 - 23
	local := least + (length-least)%(p.size-4)
	if local > limit {
		local = least
	}
	if local+4 > len(cell) {
		return nil, false
	}
	out := append([]byte(nil), cell[:local]...)
	next := int64(binary.BigEndian.Uint32(cell[local:]))
	for len(out) < length {
		data, err := p.read(next)
		if err != nil {
			return nil, false
		}
		next = int64(binary.BigEndian.Uint32(data))
		out = append(out, data[4:min(len(data), 4+length-len(out))]...)
	}
	return out, true
}

// recordOf reads the values of a record.
func recordOf(data []byte) ([]any, bool) {
	size, n := varint(data)
	if n == 0 || size < int64(n) || size > int64(len(data)) {
		return nil, false
	}
	kinds, body := data[n:size], data[size:]
	var out []any
	for len(kinds) > 0 {
		kind, n := varint(kinds)
		if n == 0 {
			return nil, false
		}
		kinds = kinds[n:]
		v, used, ok := valueOf(kind, body)
		if !ok {
			return nil, false
		}
		out, body = append(out, v), body[used:]
	}
	return out, len(body) == 0
}

func valueOf(kind int64, body []byte) (v any, used int, ok bool) {
	widths := [...]int{0, 1, 2, 3, 4, 6, 8, 8, 0, 0}
	switch {
	case kind == 10 || kind == 11 || kind < 0:
		return nil, 0, false
	case kind < 10:
		used = widths[kind]
	default:
		if kind > math.MaxInt32 {
			return nil, 0, false
		}
		used = int(kind-12) / 2
	}
	if used > len(body) {
		return nil, 0, false
	}
	switch {
	case kind == 0:
		return nil, 0, true
	case kind == 7:
		return math.Float64frombits(binary.BigEndian.Uint64(body)), used, true
	case kind == 8 || kind == 9:
		return kind - 8, 0, true
	case kind < 7:
		n := int64(int8(body[0])) // the sign stands in the first byte
		for _, b := range body[1:used] {
			n = n<<8 | int64(b)
		}
		return n, used, true
	case kind%2 == 0:
		return append([]byte(nil), body[:used]...), used, true
	}
	return string(body[:used]), used, true
}

// varint reads SQLite's number of one to nine bytes; n is 0 where there is
// none.
func varint(data []byte) (v int64, n int) {
	for i := 0; i < 9 && i < len(data); i++ {
		if i == 8 {
			return v<<8 | int64(data[i]), 9
		}
		v = v<<7 | int64(data[i]&0x7f)
		if data[i] < 0x80 {
			return v, i + 1
		}
	}
	return 0, 0
}
