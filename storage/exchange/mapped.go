package exchange

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

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

// factKeys lists the facts that a person can map, in the order in which they
// are asked for.
func factKeys() []string {
	var out []string
	for _, info := range infos() {
		if info.key != "" {
			out = append(out, info.key)
		}
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
	return s, nil
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
