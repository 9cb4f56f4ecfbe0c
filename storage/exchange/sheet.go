package exchange

import (
	"context"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"aftercare/domain"
)

// sheetSource is one sheet, read row by row.
type sheetSource struct {
	ctx  context.Context
	book *workbook
	part io.ReadCloser
	*markup
	row     int
	pending int // rows that the sheet leaves out because they are blank
	full    [][]byte
	cells   [][]byte
	buf     []byte // what the cells of the row hold, but for shared strings
	meter   progress
}

// progress is how far a sheet is read. Its packed bytes are not seen, so that
// the bar moves by rows, as if each had the size of a usual one.
type progress struct {
	report      func(done, total int64)
	before, all int64
	size        int64
}

const usualRow = 200

func (p progress) tell(row int) {
	if p.report != nil && row&1023 == 0 {
		p.report(p.before+min(int64(row)*usualRow, p.size), p.all)
	}
}

func (p progress) end() {
	if p.report != nil {
		p.report(p.before+p.size, p.all)
	}
}

func (b *workbook) sheet(ctx context.Context, name string, p progress) (*sheetSource, error) {
	i := slices.IndexFunc(b.sheets, func(s sheetPart) bool { return s.name == name })
	if i < 0 {
		return nil, damaged("import.sheet_missing", domain.Args{"sheet": name})
	}
	part, err := b.parts[strings.ToLower(b.sheets[i].path)].Open()
	if err != nil {
		return nil, unreadable()
	}
	return &sheetSource{ctx: ctx, book: b, part: part, markup: newMarkup(part), meter: p}, nil
}

// close ends the reading. What cannot be unpacked says so only now when nobody
// had come to read it.
func (s *sheetSource) close() error {
	if s.part.Close() != nil {
		return unreadable()
	}
	return nil
}

// maxRows is what a spreadsheet can hold.
const maxRows = 1 << 20

func (s *sheetSource) next() (record, error) {
	if s.row&255 == 0 && s.ctx.Err() != nil {
		return record{}, cancelled()
	}
	s.meter.tell(s.row)
	if s.pending > 0 {
		s.pending--
		s.row++
		if s.pending == 0 {
			return record{row: s.row, cells: s.full}, nil
		}
		return record{row: s.row}, nil
	}
	for {
		if err := s.markup.next(); err == io.EOF {
			s.meter.end()
			return record{}, io.EOF
		} else if err != nil {
			return record{}, unreadable()
		}
		name, end, alone := s.name()
		if name != "row" || end {
			continue
		}
		at, err := strconv.Atoi(s.attr("r"))
		if err != nil {
			at = s.row + 1
		}
		if at <= s.row || at > maxRows {
			return record{}, unreadable()
		}
		s.cells, s.buf = s.cells[:0], s.buf[:0]
		if !alone {
			if err := s.fill(); err != nil {
				return record{}, err
			}
		}
		s.full, s.pending = s.cells, at-s.row
		return s.next()
	}
}

// fill reads the cells up to the end of the row.
func (s *sheetSource) fill() error {
	column, kind := -1, ""
	reading := false
	from := 0
	for {
		if s.markup.next() != nil {
			return unreadable()
		}
		switch name, end, alone := s.name(); {
		case name == "row" && end:
			return nil
		case name == "c" && !end:
			column = s.column(column)
			if column >= maxColumns {
				return damaged("import.too_many_columns", domain.Args{"row": s.row + s.pending + 1})
			}
			kind, from = s.attr("t"), len(s.buf)
			for len(s.cells) <= column {
				s.cells = append(s.cells, nil)
			}
			s.cells[column] = nil
			if alone {
				kind = ""
			}
		case name == "rPh":
			reading = !end && !alone
		case (name == "v" || name == "t" && !reading) && end && column >= 0:
			s.buf = unescape(s.buf, s.text)
		case s.cdata() != nil && column >= 0:
			s.buf = append(s.buf, s.cdata()...)
		case name == "c" && end && column >= 0:
			if len(s.buf)-from > maxCell {
				return damaged("import.cell_too_large", domain.Args{"row": s.row + 1})
			}
			s.cells[column] = s.value(kind, s.buf[from:len(s.buf):len(s.buf)])
		}
		if len(s.buf) > maxRecord {
			return damaged("import.line_too_long", domain.Args{"row": s.row + 1})
		}
	}
}

// column is that of the cell, "C7" being 2; a cell without a name follows the
// one before it.
func (s *sheetSource) column(before int) int {
	n := 0
	for _, r := range s.attr("r") {
		if r < 'A' || r > 'Z' || n > maxColumns {
			break
		}
		n = n*26 + int(r-'A') + 1
	}
	if n == 0 {
		return before + 1
	}
	return n - 1
}

// value is what a cell of that kind says.
func (s *sheetSource) value(kind string, raw []byte) []byte {
	switch kind {
	case "s":
		n, err := strconv.Atoi(string(raw))
		if err != nil {
			return nil
		}
		return s.book.string(n)
	case "", "n":
		return tidy(raw)
	}
	return raw
}

// tidy writes a number as a person sees it: a workbook keeps 12.3 as
// 12.300000000000001 and a hundredth as 1E-2. A whole number beyond fifteen
// digits stays as it is, broken or not.
func tidy(raw []byte) []byte {
	text := string(raw)
	if len(text) < 3 || !strings.ContainsAny(text, ".eE") {
		return raw
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || math.Abs(v) >= 1e15 {
		return raw
	}
	short, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 15, 64), 64)
	if err != nil {
		return raw
	}
	return strconv.AppendFloat(nil, short, 'f', -1, 64)
}
