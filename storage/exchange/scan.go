package exchange

import (
	"bytes"
	"io"

	"aftercare/domain"
)

// What one file may hold; beyond it is no shop's export.
const (
	maxCell    = 1 << 20
	maxRecord  = 8 << 20
	maxColumns = 2000
)

// record is one row of a file as it stands in the scanner's buffer: valid
// until the next one is read.
type record struct {
	row    int
	cells  [][]byte
	broken bool // text stood behind a closing quote
	open   bool // the file ended inside quotes
	last   bool // the file ended without a line break
}

// scanner cuts delimited text into records. It differs from encoding/csv in
// what real files need: it never fails over a stray quote, it marks the record;
// it bounds cells and records; it knows ="…", quoted though no standard says
// so; and blank lines count, because a spreadsheet counts them.
type scanner struct {
	r        io.Reader
	sep      byte
	buf      []byte
	pos, end int
	eof      bool
	row      int
	spans    []span
	cells    [][]byte

	// where parse stood when the bytes ran out
	cellFrom int
	inQuotes bool
}

// span is a cell in the buffer, relative to its record.
type span struct {
	from, to int
	doubled  bool // holds "" for "
}

// newScanner reads r in pieces that suit a file of that many bytes.
func newScanner(r io.Reader, sep byte, size int64) *scanner {
	return &scanner{r: r, sep: sep, buf: make([]byte, min(256<<10, 2*size+512))}
}

// next is the next record; io.EOF after the last.
func (s *scanner) next() (record, error) {
	for {
		rec, n, err := s.parse()
		if err != nil {
			return record{}, err
		}
		if n > 0 {
			s.pos += n
			s.row++
			rec.row = s.row
			return rec, nil
		}
		if s.eof && s.pos == s.end {
			return record{}, io.EOF
		}
		if err := s.fill(); err != nil {
			return record{}, err
		}
	}
}

// fill makes room behind the record that is being read and reads on.
func (s *scanner) fill() error {
	length := s.end - s.pos
	if length-s.cellFrom > maxCell {
		if s.inQuotes {
			return s.fault("import.quote_open")
		}
		return s.fault("import.cell_too_large")
	}
	if length > maxRecord {
		return s.fault("import.line_too_long")
	}
	if s.pos > 0 {
		copy(s.buf, s.buf[s.pos:s.end])
		s.pos, s.end = 0, length
	}
	if s.end == len(s.buf) {
		s.buf = append(s.buf, make([]byte, len(s.buf))...)
	}
	for s.end < len(s.buf) {
		n, err := s.r.Read(s.buf[s.end:])
		s.end += n
		if err == io.EOF {
			s.eof = true
			return nil
		}
		if err != nil {
			return err
		}
		if n > 0 {
			return nil
		}
	}
	return nil
}

func (s *scanner) fault(code string) error {
	return &domain.Error{Kind: domain.Damaged, Code: code, Args: domain.Args{"row": s.row + 1}}
}

// parse cuts the record at the front of the buffer. n is 0 when more bytes are
// needed to see its end.
func (s *scanner) parse() (rec record, n int, err error) {
	b := s.buf[s.pos:s.end]
	s.spans = s.spans[:0]
	i := 0
	s.cellFrom, s.inQuotes = 0, false
	if len(b) == 0 {
		return rec, 0, nil
	}
	for {
		s.cellFrom, s.inQuotes = i, false
		c, next, ok := s.cell(b, i, &rec)
		if !ok {
			return rec, 0, nil
		}
		s.spans = append(s.spans, c)
		if len(s.spans) > maxColumns {
			return rec, 0, s.fault("import.too_many_columns")
		}
		if c.to-c.from > maxCell {
			return rec, 0, s.fault("import.cell_too_large")
		}
		i = next
		if i >= len(b) {
			rec.last = true
			break
		}
		if b[i] == s.sep {
			i++
			continue
		}
		if b[i] == '\r' && i+1 == len(b) && !s.eof {
			return rec, 0, nil
		}
		if b[i] == '\r' && i+1 < len(b) && b[i+1] == '\n' {
			i++
		}
		i++
		break
	}
	s.cut(b, &rec)
	return rec, max(i, 1), nil
}

// cut turns the spans into cells, doubled quotes made single.
func (s *scanner) cut(b []byte, rec *record) {
	s.cells = s.cells[:0]
	for _, c := range s.spans {
		cell := b[c.from:c.to]
		if c.doubled {
			w := 0
			for r := 0; r < len(cell); r++ {
				cell[w] = cell[r]
				w++
				if cell[r] == '"' && r+1 < len(cell) && cell[r+1] == '"' {
					r++
				}
			}
			cell = cell[:w]
		}
		s.cells = append(s.cells, cell)
	}
	rec.cells = s.cells
}

// cell finds the cell that begins at i and the separator, line break or end of
// file behind it.
func (s *scanner) cell(b []byte, i int, rec *record) (c span, next int, ok bool) {
	if i < len(b) && b[i] == '"' {
		return s.quoted(b, i+1, rec)
	}
	if i+1 < len(b) && b[i] == '=' && b[i+1] == '"' {
		return s.quoted(b, i+2, rec)
	}
	j := s.plainEnd(b, i)
	if j == len(b) && !s.eof {
		return c, 0, false
	}
	return span{from: i, to: j}, j, true
}

func (s *scanner) plainEnd(b []byte, i int) int {
	sep := s.sep
	for i < len(b) && b[i] != sep && b[i] != '\n' && b[i] != '\r' {
		i++
	}
	return i
}

// quoted reads on from behind an opening quote.
func (s *scanner) quoted(b []byte, i int, rec *record) (c span, next int, ok bool) {
	s.inQuotes = true
	c.from = i
	for {
		q := bytes.IndexByte(b[i:], '"')
		if q < 0 {
			if !s.eof {
				return c, 0, false
			}
			rec.open = true
			c.to = len(b)
			return c, c.to, true
		}
		i += q
		if i+1 == len(b) && !s.eof {
			return c, 0, false
		}
		if i+1 < len(b) && b[i+1] == '"' {
			c.doubled = true
			i += 2
			continue
		}
		break
	}
	c.to = i
	end := s.plainEnd(b, i+1)
	if end == len(b) && !s.eof {
		return c, 0, false
	}
	if len(bytes.TrimSpace(b[i+1:end])) > 0 {
		rec.broken = true
		c.to = end
	}
	return c, end, true
}
