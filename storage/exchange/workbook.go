package exchange

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"aftercare/domain"
)

// What a workbook may unpack to. Tables pack ten to thirty times; what packs a
// hundred times better than its size says was made to fill a disk.
const (
	maxUnpacked = 2 << 30
	maxParts    = 5000
	freeSize    = 32 << 20
	maxRatio    = 100
	maxStrings  = 256 << 20
)

// workbook is an open XLSX file: an archive of XML parts. Sheets are streamed
// from it each time they are read; only the table of strings that they share
// is kept.
type workbook struct {
	parts  map[string]*zip.File
	sheets []sheetPart
	shared []byte // all shared strings, one behind the other
	ends   []int  // where each ends
}

type sheetPart struct{ name, path string }

// weigh refuses an archive by what its directory says, before anything is
// unpacked; archive/zip itself refuses one whose directory lies.
func weigh(r io.ReaderAt, size int64) (*workbook, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, unreadable()
	}
	b := &workbook{parts: map[string]*zip.File{}}
	var unpacked uint64
	for _, part := range z.File {
		if part.UncompressedSize64 > maxUnpacked {
			return nil, damaged("import.workbook_bomb", nil)
		}
		unpacked += part.UncompressedSize64
		b.parts[strings.ToLower(strings.ReplaceAll(part.Name, "\\", "/"))] = part
	}
	switch {
	case unpacked > maxUnpacked, len(z.File) > maxParts,
		unpacked > freeSize && unpacked/maxRatio > uint64(size):
		return nil, damaged("import.workbook_bomb", nil)
	case b.parts["xl/workbook.xml"] == nil:
		return nil, damaged("import.not_a_table", domain.Args{"kind": "ZIP"})
	}
	return b, nil
}

func unreadable() *domain.Error { return damaged("import.workbook_unread", nil) }

func (f *File) openBook() error {
	b, err := weigh(f.raw, f.size)
	if err != nil {
		return err
	}
	if err := errors.Join(b.list(), b.strings()); err != nil {
		return unreadable()
	}
	f.book = b
	f.about.Encoding = Sheet
	return f.openSheet()
}

// walk calls do at every tag of a part; a part that is not there has none.
func (b *workbook) walk(path string, do func(*markup) error) error {
	part := b.parts[strings.ToLower(path)]
	if part == nil {
		return nil
	}
	r, err := part.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	m := newMarkup(r)
	for {
		if err := m.next(); err != nil {
			if err == io.EOF {
				return nil
			}
			return err
		}
		if err := do(m); err != nil {
			return err
		}
	}
}

// list finds the sheets and where they are kept.
func (b *workbook) list() error {
	targets := map[string]string{}
	err := b.walk("xl/_rels/workbook.xml.rels", func(m *markup) error {
		if name, _, _ := m.name(); name == "Relationship" {
			to := m.attr("Target")
			if rest, ok := strings.CutPrefix(to, "/"); ok {
				to = rest
			} else {
				to = "xl/" + strings.TrimPrefix(to, "./")
			}
			targets[m.attr("Id")] = to
		}
		return nil
	})
	if err != nil {
		return err
	}
	return b.walk("xl/workbook.xml", func(m *markup) error {
		if name, end, _ := m.name(); name == "sheet" && !end {
			if path := targets[m.attr("id")]; b.parts[strings.ToLower(path)] != nil {
				b.sheets = append(b.sheets, sheetPart{m.attr("name"), path})
			}
		}
		return nil
	})
}

// strings reads the table of shared strings. Readings of characters, which
// Japanese and some Chinese workbooks add, are no part of the text.
func (b *workbook) strings() error {
	reading := false
	return b.walk("xl/sharedStrings.xml", func(m *markup) error {
		switch name, end, alone := m.name(); {
		case name == "rPh":
			reading = !end && !alone
		case name == "t" && end && !reading:
			b.shared = unescape(b.shared, m.text)
		case name == "si" && (end || alone):
			b.ends = append(b.ends, len(b.shared))
		case m.cdata() != nil && !reading:
			b.shared = append(b.shared, m.cdata()...)
		}
		if len(b.shared)+8*len(b.ends) > maxStrings {
			return errMarkup
		}
		return nil
	})
}

// string is the shared string of that number, nil when there is none.
func (b *workbook) string(n int) []byte {
	if n < 0 || n >= len(b.ends) {
		return nil
	}
	from := 0
	if n > 0 {
		from = b.ends[n-1]
	}
	return b.shared[from:b.ends[n]]
}

// openSheet takes the sheet that was asked for, or the first one whose header
// is known.
func (f *File) openSheet() error {
	for _, s := range f.book.sheets {
		f.about.Sheets = append(f.about.Sheets, s.name)
	}
	sheets := f.about.Sheets
	if f.opts.Sheet != "" {
		if !slices.Contains(sheets, f.opts.Sheet) {
			return damaged("import.sheet_missing", domain.Args{"sheet": f.opts.Sheet})
		}
		sheets = []string{f.opts.Sheet}
	}
	var t trials
	for _, name := range sheets {
		src, err := f.book.sheet(context.Background(), name, progress{})
		if err != nil {
			return err
		}
		s, err := f.try(src)
		if err := errors.Join(err, src.close()); err != nil && domain.As(err) == nil {
			return err
		}
		t.note(trial{search: s, enc: Encoding(name), err: err})
		if t.known != nil {
			break
		}
	}
	if len(sheets) == 0 {
		return unreadable()
	}
	best, err := t.best(f.opts.AnyHeader)
	if err != nil {
		return err
	}
	f.about.Sheet = string(best.enc)
	f.settle(best.search)
	return nil
}
