package exchange

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"aftercare/domain/desk"
	"aftercare/domain/money"
)

// mapped makes a format of what a person said about a file's columns. A row is
// a line; rows of one number are one order.
func mapped(m desk.Mapping) Format {
	p := plain{id: "mapped", zone: m.Zone, currency: money.Currency(m.Currency), days: DayOrder(m.Days), rows: lineRows, loose: true, columns: map[fact][]string{}}
	for f, info := range infos() {
		if name := m.Columns[info.key]; info.key != "" && name != "" {
			p.columns[fact(f)] = []string{name}
			p.needed = append(p.needed, fact(f))
		}
	}
	fm := p.format()
	fm.mapping, fm.channel, fm.comma = m.Name, m.Channel, m.Comma
	if len(m.Header) > 0 {
		fm.header = newFolder().foldAll(m.Header)
	}
	return fm
}

// asked are the facts that a person can map, in the order in which they are
// asked for: what most files have comes first.
var asked = []fact{fNumber, fPlaced, fName, fTitle, fQuantity, fPrice, fLineSum, fTotal, fPaid, fCurrency, fState, fShipBy, fPhone, fEmail, fAddress, fAddress2, fCity, fProvince, fZip, fCountry,
	fSellerNote, fBuyerNote, fSKU, fVariant, fShipping, fTax, fDiscount, fLineDiscount, fRefunded, fPaidAt, fShippedAt, fDelivered, fCancelled, fCarrier, fTracking,
	fFirst, fLast, fHandle, fCompany, fFlag, fItems}

func factKeys() []string {
	all := infos()
	var out []string
	for _, f := range asked {
		out = append(out, all[f].key)
	}
	return out
}

// sightRows is how many rows a look shows.
const sightRows = 60

// Look reads the first rows of the table at path and guesses which column means
// what. The header is the first row that looks like one: of the rows with the
// most cells, the first in which nothing is a number or a date.
func (Files) Look(path string, how desk.How) (_ desk.Sight, err error) {
	handle, err := os.Open(path)
	if err != nil {
		return desk.Sight{}, unopened(path, err)
	}
	defer func() { err = errors.Join(err, handle.Close()) }()
	info, err := handle.Stat()
	if err != nil {
		return desk.Sight{}, err
	}
	opts := options(how)
	opts.Formats, opts.AnyHeader, opts.HeaderRow = []Format{}, true, 0
	f, err := Open(filepath.Base(path), handle, info.Size(), opts)
	if err != nil {
		return desk.Sight{}, err
	}
	s := desk.Sight{About: about(f.About()), Facts: factKeys()}
	if s.Rows, err = f.first(sightRows); err != nil {
		return desk.Sight{}, err
	}
	row := headerAt(s.Rows)
	if m := how.Mapping; m != nil && m.HeaderRow > 0 && m.HeaderRow <= len(s.Rows) {
		row = m.HeaderRow - 1
	}
	if row < 0 {
		return s, nil
	}
	s.About.HeaderRow, s.About.Header = row+1, s.Rows[row]
	s.Guess = desk.Mapping{HeaderRow: row + 1, Header: s.Rows[row], Columns: guess(s.Rows[row]), Comma: s.About.Comma}
	byContent(s.Guess.Columns, s.Rows[row], s.Rows[row+1:])
	return s, nil
}

// byContent mends the guess where the cells speak against a name, and guesses
// what no name told: the first column of dates is that of the order, the first
// of words with a digit its number, the first of amounts its total.
func byContent(columns map[string]string, header []string, rows [][]string) {
	used := map[string]bool{}
	for _, info := range infos() {
		name := columns[info.key]
		if i := slices.Index(header, name); name != "" && (info.date && !mostly(rows, i, isDate) || info.amount && !mostly(rows, i, isAmount)) {
			delete(columns, info.key)
			continue
		}
		used[name] = true
	}
	first := func(fact string, is func(string) bool) {
		for i, name := range header {
			if columns[fact] == "" && name != "" && !used[name] && mostly(rows, i, is) {
				columns[fact], used[name] = name, true
			}
		}
	}
	first("placed", isDate)
	first("number", func(s string) bool { return ordinary(s) && !isDate(s) })
	if columns["total"]+columns["price"]+columns["line_total"]+columns["paid"] == "" {
		first("total", isAmount)
	}
}

// mostly says that most of a column's cells are of a kind.
func mostly(rows [][]string, column int, is func(string) bool) bool {
	yes, no := 0, 0
	for _, r := range rows {
		switch {
		case column < 0 || column >= len(r) || r[column] == "":
		case is(r[column]):
			yes++
		default:
			no++
		}
	}
	return yes > 2*no
}

func isAmount(s string) bool {
	_, ok := amount(s, "", false)
	return ok
}

func isDate(s string) bool {
	_, _, code := instant(s, time.UTC, DayFirst)
	if code != "" {
		_, _, code = instant(s, time.UTC, MonthFirst)
	}
	return code == ""
}

// first are the first rows of the file as they stand, cleaned, blank ones too.
func (f *File) first(n int) (rows [][]string, err error) {
	src, err := f.source(context.Background(), 0, 0)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, src.close()) }()
	for len(rows) < n {
		rec, err := src.next()
		if err != nil {
			return rows, nil // the end, or what the import will tell of
		}
		row := make([]string, len(rec.cells))
		for i, c := range rec.cells {
			row[i] = strings.TrimSpace(string(clean(nil, c)))
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// headerAt is the place of the row that names the columns; -1 when there is
// none.
func headerAt(rows [][]string) int {
	most := 0
	filled := func(r []string) (n int, words bool) {
		words = true
		for _, c := range r {
			if c == "" {
				continue
			}
			n++
			_, sum := amount(c, "", false)
			words = words && !sum
		}
		return n, words
	}
	for _, r := range rows {
		n, _ := filled(r)
		most = max(most, n)
	}
	for i, r := range rows {
		if n, words := filled(r); n > 1 && n*4 >= most*3 && words {
			return i
		}
	}
	for i, r := range rows {
		if n, _ := filled(r); n > 0 {
			return i
		}
	}
	return -1
}

// guess finds the facts whose names, on any platform or in everyday use, the
// columns bear.
func guess(header []string) map[string]string {
	d := newFolder()
	names := map[string]fact{}
	all := infos()
	for _, fm := range Formats() {
		for c, col := range fm.columns {
			if !fm.plain || c >= int(facts) || all[c].key == "" {
				continue // only plain formats number their columns by facts
			}
			for _, n := range col.names {
				if _, taken := names[d.fold(n)]; !taken {
					names[d.fold(n)] = fact(c)
				}
			}
		}
	}
	for f, info := range all {
		for _, n := range info.common {
			names[d.fold(n)] = fact(f) // everyday names go before a platform's own use of them
		}
	}
	out := map[string]string{}
	for _, h := range header {
		if f, ok := names[d.fold(strings.Trim(h, " :*"))]; ok && out[all[f].key] == "" {
			out[all[f].key] = h
		}
	}
	return out
}
