package exchange

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/xuri/excelize/v2"

	"aftercare/domain"
)

// What a workbook may unpack to. Tables pack ten to thirty times; what packs a
// hundred times better than its size says was made to fill a disk.
const (
	maxUnpacked = 2 << 30
	maxParts    = 5000
	freeSize    = 32 << 20
	maxRatio    = 100
)

// workbook is an open XLSX file. Its sheets are unpacked to temporary files and
// streamed from there.
type workbook struct{ file *excelize.File }

// weigh refuses an archive by what its directory says, before anything is
// unpacked; the reader itself refuses one whose directory lies.
func weigh(r io.ReaderAt, size int64) *domain.Error {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return damaged("import.workbook_unread", nil)
	}
	var unpacked uint64
	table := false
	for _, part := range z.File {
		if part.UncompressedSize64 > maxUnpacked {
			return damaged("import.workbook_bomb", nil)
		}
		unpacked += part.UncompressedSize64
		table = table || part.Name == "xl/workbook.xml" || part.Name == "[Content_Types].xml"
	}
	switch {
	case unpacked > maxUnpacked, len(z.File) > maxParts,
		unpacked > freeSize && unpacked/maxRatio > uint64(size):
		return damaged("import.workbook_bomb", nil)
	case !table:
		return damaged("import.not_a_table", domain.Args{"kind": "ZIP"})
	}
	return nil
}

func (f *File) openBook() error {
	if err := weigh(f.raw, f.size); err != nil {
		return err
	}
	file, err := excelize.OpenReader(io.NewSectionReader(f.raw, 0, f.size), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: 8 << 20})
	if err != nil {
		return damaged("import.workbook_unread", nil)
	}
	f.book = &workbook{file}
	if err := f.openSheet(); err != nil {
		return errors.Join(err, f.Close())
	}
	f.about.Encoding = Sheet
	return nil
}

// openSheet takes the sheet that was asked for, or the first one whose header
// is known.
func (f *File) openSheet() error {
	f.about.Sheets = f.book.file.GetSheetList()
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
	best, err := t.best(f.opts.AnyHeader)
	if err != nil {
		return err
	}
	f.about.Sheet = string(best.enc)
	f.settle(best.search)
	return nil
}

// progress is how far a sheet is read: its bytes are unknown, so that the bar
// moves by the rows, as if each had the size of a usual one.
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

// sheetSource is one sheet, read row by row.
type sheetSource struct {
	ctx   context.Context
	rows  *excelize.Rows
	row   int
	cells [][]byte
	progress
}

func (b *workbook) sheet(ctx context.Context, name string, p progress) (*sheetSource, error) {
	rows, err := b.file.Rows(name)
	if err != nil {
		return nil, damaged("import.workbook_unread", nil)
	}
	return &sheetSource{ctx: ctx, rows: rows, progress: p}, nil
}

func (s *sheetSource) close() error {
	if err := s.rows.Close(); err != nil {
		return fmt.Errorf("close the sheet: %w", err)
	}
	return nil
}

func (s *sheetSource) next() (record, error) {
	if s.row&255 == 0 && s.ctx.Err() != nil {
		return record{}, cancelled()
	}
	if !s.rows.Next() {
		if s.rows.Error() != nil {
			return record{}, damaged("import.workbook_unread", nil)
		}
		return record{}, io.EOF
	}
	s.row++
	s.tell(s.row)
	columns, err := s.rows.Columns()
	if err != nil {
		return record{}, damaged("import.workbook_unread", nil)
	}
	if len(columns) > maxColumns {
		return record{}, damaged("import.too_many_columns", domain.Args{"row": s.row})
	}
	s.cells = s.cells[:0]
	for _, c := range columns {
		if len(c) > maxCell {
			return record{}, damaged("import.cell_too_large", domain.Args{"row": s.row})
		}
		s.cells = append(s.cells, []byte(c))
	}
	return record{row: s.row, cells: s.cells}, nil
}
