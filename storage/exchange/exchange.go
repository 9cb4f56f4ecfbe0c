// Package exchange turns the files that shops really have into rows and
// orders, and rows into files.
//
// A file is opened once and says what it is; nothing is loaded. Rows are read
// as often as wanted, in bounded memory, and orders are made from rows by a
// Format, which finds its columns by name:
//
//	f, err := exchange.Open("orders_export.csv", file, size, exchange.Options{})
//	if err != nil { … }                     // a picture, a zip, an unknown header
//	defer f.Close()
//	fmt.Println(f.About().Format)            // shopify
//	err = f.Orders(ctx, func(o order.Facts) error {
//		if len(o.Faults) > 0 { … }           // needs review, with rows and reasons
//		…
//	})
//
// A cell that cannot be trusted never becomes a guess: it is a fault of its
// order, which then stays out, or a hint, when nothing hangs on it. What is
// masked or empty is unknown and leaves the zero value.
package exchange

import (
	"io"
	"time"

	"aftercare/domain"
	"aftercare/domain/money"
)

// Encoding is how a file's bytes stand for characters. The catalogue's key is
// "encoding." + the value.
type Encoding string

// The encodings that Open recognises.
const (
	UTF8    Encoding = "utf-8"
	UTF16LE Encoding = "utf-16le"
	UTF16BE Encoding = "utf-16be"
	GB18030 Encoding = "gb18030" // and GBK, GB 2312, which it contains
	Big5    Encoding = "big5"
	Latin   Encoding = "windows-1252" // Excel's, in western Europe
	Sheet   Encoding = "xlsx"         // a workbook, which has no encoding of its own
)

// DayOrder says how a date that begins with the day or the month is read.
type DayOrder string

// The orders of a date whose year stands last. Without one such a date is a
// fault, never a guess.
const (
	DayFirst   DayOrder = "dmy"
	MonthFirst DayOrder = "mdy"
)

// Options are what a person or the shop decides about a file. The zero value
// finds everything out.
type Options struct {
	Zone      *time.Location // for times without an offset; nil: the format's own
	Encoding  Encoding       // "": found out
	Separator rune           // 0: found out
	Sheet     string         // of a workbook; "": the first with a known header
	Days      DayOrder       // for dates with the year last
	Currency  money.Currency // the shop's, for files that name none; "": such orders are faults
	HeaderRow int            // where the header stands; 0: sought
	AnyHeader bool           // take the first row that is not blank when no header is known
	MaxRows   int            // rows below the header that are read; 0: all
	MaxBytes  int64          // 0: 4 GB; a workbook 200 MB
	Formats   []Format       // nil: Formats()

	// Progress hears, from the goroutine that reads, how many of the bytes to
	// read are read; nil when nobody listens.
	Progress func(done, total int64)
}

// About is what Open found out.
type About struct {
	Name      string         // of the file, a label only
	Format    string         // "" when only AnyHeader let it in; else the key "format." + Format
	Encoding  Encoding       //
	Separator rune           // ',', '\t', ';' or '|'; 0 in a workbook
	Sheet     string         // of the workbook
	Sheets    []string       // all of the workbook's
	HeaderRow int            // the first row is 1
	Header    []string       // as written, trimmed
	Matched   int            // columns that the format reads
	Currency  money.Currency // the format's own; "" when each order names one
	Zone      *time.Location // in which times without an offset are read
	Days      DayOrder       // how dates with the year last are read
	AskDays   bool           // nothing in the file says which: a person must
	Comma     bool           // amounts have a decimal comma
	Claims    bool           // returns or refunds: read by Claims, not by Orders
	Hints     []*domain.Error
}

// File is an opened file. It is not safe for two goroutines at once.
type File struct {
	about  About
	opts   Options
	raw    io.ReaderAt
	size   int64
	format *Format // nil when only AnyHeader let the file in
	layout layout
	words  words
	fold   folder

	indexes []map[string]int // of opts.Formats
	book    *workbook        // nil unless the file is a workbook
}

// Row is one row of a file. Cells are as written, unquoted; they are the
// caller's to keep.
type Row struct {
	Number int // as a spreadsheet counts, the first is 1
	Cells  []string
}

// About is what was found out about the file.
func (f *File) About() About { return f.about }
