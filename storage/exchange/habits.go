package exchange

import (
	"context"
	"errors"
	"strings"
)

// habitRows is how many rows are looked at to find out how a file writes dates
// and amounts.
const habitRows = 20000

// habit is what one column's cells have shown so far.
type habit struct{ dayFirst, monthFirst, either, comma int }

// habits finds out how the file writes what can be written two ways: the order
// of a date whose year stands last, and the decimal mark. A date that only one
// order allows decides for all; when none does, a person must.
func (f *File) habits() (err error) {
	f.about.Days, f.about.Comma = f.opts.Days, f.about.Separator == ';' || f.format != nil && f.format.comma
	if f.format == nil {
		return nil
	}
	if f.format.days != "" {
		f.about.Days = f.format.days
	}
	told := f.opts.Progress
	f.opts.Progress = nil // nobody waits for this look
	src, err := f.source(context.Background(), 0, 0)
	f.opts.Progress = told
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, src.close()) }()
	var h habit
	for n := 0; n < habitRows && (n < 1000 || h.either > 0 && h.dayFirst+h.monthFirst == 0); n++ {
		rec, err := src.next()
		if err != nil {
			break // the end, or what the reading itself will tell of
		}
		if rec.row > f.layout.row {
			h.see(f, rec)
		}
	}
	f.about.Comma = f.about.Comma || h.comma > 0
	if f.about.Days != "" {
		return nil
	}
	switch {
	case h.dayFirst > 0 && h.monthFirst == 0:
		f.about.Days = DayFirst
	case h.monthFirst > 0 && h.dayFirst == 0:
		f.about.Days = MonthFirst
	default:
		f.about.AskDays = h.either > 0 || h.dayFirst > 0
	}
	return nil
}

func (h *habit) see(f *File, rec record) {
	for c, at := range f.layout.at {
		col := &f.format.columns[c]
		if !col.date && !col.amount || at < 0 || at >= len(rec.cells) {
			continue
		}
		cell := string(clean(nil, rec.cells[at]))
		if col.amount {
			if decimalComma(cell) {
				h.comma++
			}
			continue
		}
		a, b, ok := twoNumbers(cell)
		switch {
		case !ok:
		case a > 12 && b <= 12:
			h.dayFirst++
		case b > 12 && a <= 12:
			h.monthFirst++
		case a != b:
			h.either++
		}
	}
}

// decimalComma says that an amount can only have been written with one: one or
// two digits behind its last comma, and no point after it.
func decimalComma(s string) bool {
	s = strings.TrimRight(s, " €$£¥元ABCDEFGHIJKLMNOPQRSTUVWXYZ\u00a0")
	i := strings.LastIndexByte(s, ',')
	return i > 0 && len(s)-i-1 <= 2 && digits(s[i+1:]) && s[i-1] >= '0' && s[i-1] <= '9' && strings.IndexByte(s[i:], '.') < 0
}

// twoNumbers are the first two of a date whose year stands last and whose parts
// are no points: 5/1/2026.
func twoNumbers(s string) (a, b int, ok bool) {
	p := &timeParser{s: s}
	a, ok1 := p.number()
	if !ok1 || p.width > 2 {
		return 0, 0, false
	}
	if sep := p.part(); sep != '/' && sep != '-' {
		return 0, 0, false
	}
	b, ok2 := p.number()
	if !ok2 || p.width > 2 || p.part() == 0 {
		return 0, 0, false
	}
	_, ok3 := p.number()
	return a, b, ok3
}
