package exchange

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"aftercare/domain"
)

// The largest files that are read. Both kinds are streamed; the limits are
// against mistakes, and for a workbook, which takes longer, against waiting.
const (
	maxText = 4 << 30
	maxBook = 200 << 20
)

// Open finds out what a file is: its kind, encoding, separator, header and
// format. name is a label; nothing is opened by it. r must stay readable until
// the last call on the File.
//
// Errors: import.empty, import.too_large, import.not_a_table,
// import.old_workbook, import.workbook_unread, import.workbook_bomb,
// import.sheet_missing, import.header_unknown, import.columns_missing,
// import.too_many_columns, import.cell_too_large, import.line_too_long,
// import.quote_open.
func Open(name string, r io.ReaderAt, size int64, opts Options) (*File, error) {
	f := &File{about: About{Name: name, Sheet: opts.Sheet}, opts: opts, raw: r, size: size, words: words{}, fold: newFolder()}
	if f.opts.Formats == nil {
		f.opts.Formats = Formats()
	}
	f.indexes = f.fold.indexesOf(f.opts.Formats)
	head := make([]byte, min(size, headSize))
	if _, err := r.ReadAt(head, 0); err != nil && err != io.EOF {
		return nil, fmt.Errorf("read the beginning of %q: %w", name, err)
	}
	if len(bytes.Trim(head, "\xef\xbb\xbf \t\r\n")) == 0 && size <= headSize {
		return nil, damaged("import.empty", nil)
	}
	limit := int64(maxText)
	book := bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06"))
	if book {
		limit = maxBook
	}
	if opts.MaxBytes > 0 {
		limit = opts.MaxBytes
	}
	if size > limit {
		return nil, damaged("import.too_large", domain.Args{"limit": limit >> 20})
	}
	if book {
		return f, errors.Join(f.openBook(), f.habits())
	}
	if err := refuse(head); err != nil {
		return nil, err
	}
	return f, errors.Join(f.openText(head), f.habits())
}

// openText tries the encodings and separators that are possible and keeps the
// one under which the header is known.
func (f *File) openText(head []byte) error {
	encs, err := f.encodings(head)
	if err != nil {
		return err
	}
	var t trials
	for _, enc := range encs {
		for _, sep := range f.separators(head) {
			s, err := f.try(f.text(context.Background(), enc, sep, 0, 0))
			if err != nil && domain.As(err) == nil {
				return err
			}
			t.note(trial{s, enc, sep, err})
		}
		if t.known != nil {
			break
		}
	}
	best, err := t.best(f.opts.AnyHeader)
	if err != nil {
		return err
	}
	f.about.Encoding, f.about.Separator = best.enc, rune(best.sep)
	f.settle(best.search)
	return nil
}

func (f *File) encodings(head []byte) ([]Encoding, error) {
	if f.opts.Encoding != "" {
		return []Encoding{f.opts.Encoding}, nil
	}
	if e := wide(head); e != "" {
		return []Encoding{e}, nil
	}
	if controls(head) {
		return nil, damaged("import.not_a_table", domain.Args{"kind": "binary"})
	}
	if bytes.HasPrefix(head, []byte("\xef\xbb\xbf")) {
		return []Encoding{UTF8}, nil
	}
	text, err := sample(f.raw, f.size)
	if err != nil {
		return nil, fmt.Errorf("sample the file: %w", err)
	}
	return encodings(text), nil
}

func (f *File) separators(head []byte) []byte {
	if s := f.opts.Separator; s > 0 && s < 0x80 {
		return []byte{byte(s)}
	}
	if sep, n := separatorLine(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))); n > 0 {
		return []byte{sep}
	}
	return []byte{',', '\t', ';', '|'}
}

// try looks for a header in the first rows.
func (f *File) try(src source) (*search, error) {
	s := newSearch(f.fold, f.opts.Formats, f.indexes)
	for {
		rec, err := src.next()
		if err == io.EOF || err == nil && rec.row > max(headerRows, f.opts.HeaderRow) {
			return s, nil
		}
		if err == nil && rec.row < f.opts.HeaderRow {
			continue
		}
		if err != nil || s.offer(rec) || rec.row == f.opts.HeaderRow {
			return s, err
		}
	}
}

// trial is one way of reading a text and what it led to.
type trial struct {
	search *search
	enc    Encoding
	sep    byte
	err    error
}

// trials keeps the ways that are worth telling of.
type trials struct {
	known, near, widest *trial
	blank               bool // a text in which no row holds anything
	err                 error
}

func (t *trials) note(n trial) {
	s := n.search
	switch {
	case n.err != nil:
		if t.err == nil {
			t.err = n.err
		}
	case s.seen == 0 && n.sep != 0:
		t.blank = true
	case s.format >= 0:
		if t.known == nil || s.layout.matched > t.known.search.layout.matched {
			t.known = &n
		}
	case s.near >= 0:
		if t.near == nil {
			t.near = &n
		}
	case t.widest == nil || len(s.names) > len(t.widest.search.names):
		t.widest = &n
	}
}

func (t *trials) best(anyHeader bool) (*trial, error) {
	if t.blank && t.known == nil {
		return nil, damaged("import.empty", nil)
	}
	for _, c := range []*trial{t.known, t.near, t.widest} {
		switch {
		case c == nil:
			continue
		case c == t.known, anyHeader && c.search.seen > 0:
			return c, nil
		case c == t.near, t.err == nil:
			return nil, c.search.refusal()
		}
	}
	return nil, t.err
}

// settle takes over what a search has found.
func (f *File) settle(s *search) {
	if s.format < 0 {
		f.layout = layout{row: s.first.row, names: s.names}
		f.about.HeaderRow, f.about.Header = s.first.row, s.names
		f.about.Zone = f.opts.Zone
		return
	}
	f.format, f.layout = &f.opts.Formats[s.format], s.layout
	f.about.Format, f.about.Currency = f.format.ID, f.format.currency
	f.about.HeaderRow, f.about.Header, f.about.Matched = f.layout.row, f.layout.names, f.layout.matched
	f.about.Hints, f.about.Claims = f.layout.hints(), f.format.claims
	f.about.Zone = f.opts.Zone
	if f.about.Zone == nil || f.format.zone != "" {
		f.about.Zone = zone(f.format.zone)
	}
}

// zone is the named one, UTC for none. China has had one offset since 1991, so that a machine
// without a time zone database reads its files all the same.
func zone(name string) *time.Location {
	if z, err := time.LoadLocation(name); err == nil {
		return z
	}
	return time.FixedZone("UTC+8", 8*3600)
}

// Close lets go of what was kept of the file. The reader given to Open is the
// caller's to close.
func (f *File) Close() error {
	f.book = nil
	return nil
}

// source begins a pass over the file; before are the bytes of earlier passes,
// all those of every pass.
func (f *File) source(ctx context.Context, before, all int64) (source, error) {
	if f.book != nil {
		return f.book.sheet(ctx, f.about.Sheet, progress{f.opts.Progress, before, all, f.size})
	}
	return f.text(ctx, f.about.Encoding, byte(f.about.Separator), before, all), nil
}

// each walks over the records below the header.
func (f *File) each(ctx context.Context, before, all int64, do func(record) error) (err error) {
	src, err := f.source(ctx, before, all)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, src.close()) }()
	for {
		rec, err := src.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if rec.row&1023 == 0 && ctx.Err() != nil {
			return cancelled()
		}
		if rec.row <= f.layout.row {
			continue
		}
		if f.opts.MaxRows > 0 && rec.row > f.layout.row+f.opts.MaxRows {
			return nil
		}
		if err := do(rec); err != nil {
			return err
		}
	}
}

// Rows calls each with the rows below the header, blank ones left out. Cells
// are unquoted and freed of the apostrophe that WriteCSV puts before formulas,
// nothing else. An error of each ends the reading and is returned as it is.
//
// Errors: import.cancelled, import.cell_too_large, import.line_too_long,
// import.too_many_columns, import.quote_open.
func (f *File) Rows(ctx context.Context, each func(Row) error) error {
	return f.each(ctx, 0, f.size, func(rec record) error {
		if rec.open {
			return damaged("import.quote_open", domain.Args{"row": rec.row})
		}
		row := Row{Number: rec.row, Cells: make([]string, len(rec.cells))}
		blank := true
		for i, c := range rec.cells {
			row.Cells[i] = string(bytes.ToValidUTF8(unmark(c), []byte("\uFFFD")))
			blank = blank && len(c) == 0
		}
		if blank {
			return nil
		}
		return each(row)
	})
}
