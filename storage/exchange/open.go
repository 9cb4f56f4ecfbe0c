package exchange

import (
	"context"
	"io"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/order"
)

type layout struct{}
type workbook struct{}

// Format is one platform's export: its id, the columns it knows and how it
// makes an order of rows.
type Format struct {
	ID string // "shopify"; the catalogue's key is "format." + ID
}

// Formats lists the formats that the program knows.
func Formats() []Format { return []Format{{ID: "shopify"}, {ID: "taobao"}} }

// Open finds out what a file is. name is a label; nothing is opened by it.
// Every error that a person can do something about is a *domain.Error with a
// code below "import.".
func Open(name string, r io.ReaderAt, size int64, opts Options) (*File, error) {
	return nil, &domain.Error{Kind: domain.Damaged, Code: "import.empty"}
}

// Close removes what a workbook has unpacked.
func (f *File) Close() error { return nil }

// Rows calls each with the rows below the header, blank ones left out. An
// error of each ends the reading and is returned as it is; a cancelled ctx
// ends it with import.cancelled.
func (f *File) Rows(ctx context.Context, each func(Row) error) error { return nil }

// Orders calls each with every order of the file, its rows grouped by order
// number wherever they stand. An order with Faults must stay out.
func (f *File) Orders(ctx context.Context, each func(order.Facts) error) error { return nil }

// WriteCSV writes rows as UTF-8 with a byte order mark. A cell that a
// spreadsheet would take for a formula gets an apostrophe, which Open takes
// off again.
func WriteCSV(w io.Writer, header []string, rows [][]string) error { return nil }

// ReadCalendar reads the days of rest and make-up workdays of an .ics file.
// Region is left empty: the file does not say it.
func ReadCalendar(r io.Reader) (calendar.Holidays, error) { return calendar.Holidays{}, nil }
