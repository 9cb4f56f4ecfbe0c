package exchange

import (
	"bytes"
	"slices"
	"strings"
)

// line makes a record into the cells that the format reads; ok is false for
// what is no order's: blank rows, the header again, footers.
func (g *grouper) line(rec record) (l line, ok bool) {
	at := g.f.layout.at
	g.buf, g.ends = g.buf[:0], g.ends[:0]
	for _, i := range at {
		if i >= 0 && i < len(rec.cells) {
			g.buf = clean(g.buf, rec.cells[i])
		}
		g.ends = append(g.ends, len(g.buf))
	}
	if len(g.buf) == 0 {
		return l, false
	}
	all := string(g.buf)
	l.row, l.cells = rec.row, g.cells(len(at))
	from := 0
	for c, to := range g.ends {
		l.cells[c] = all[from:to]
		from = to
	}
	if spare := g.f.format.spare; spare > 0 && unknown(l.cells[0]) {
		l.cells[0] = l.cells[spare]
	}
	if g.foreign(rec, l) {
		g.free = append(g.free, l.cells)
		return l, false
	}
	g.spares(rec, &l)
	g.judge(rec, &l)
	l.garbled = strings.Contains(all, "\uFFFD")
	return l, true
}

// cells are those of a line that was handed over, used again.
func (g *grouper) cells(n int) []string {
	if k := len(g.free); k > 0 {
		c := g.free[k-1]
		g.free = g.free[:k-1]
		return c
	}
	return make([]string, n)
}

// spares reads the columns that name the same fact again: they fill what the
// first leaves empty, and when they bear the very same name they must agree.
func (g *grouper) spares(rec record, l *line) {
	lay := &g.f.layout
	for i, c := range lay.spare {
		if c < 0 || i >= len(rec.cells) {
			continue
		}
		cell := string(clean(nil, rec.cells[i]))
		switch {
		case unknown(l.cells[c]):
			l.cells[c] = cell
		case lay.same[i] && cell != l.cells[c] && !unknown(cell) && l.fault == "":
			l.fault, l.field = "import.column_twice_differs", lay.names[i]
		}
	}
}

// judge marks a row that was not written as it should be.
func (g *grouper) judge(rec record, l *line) {
	width := len(g.f.layout.names)
	n := len(rec.cells)
	for n > width && len(bytes.TrimSpace(rec.cells[n-1])) == 0 {
		n--
	}
	switch {
	case l.fault != "":
	case rec.open, rec.last && g.full && n < width && width > 1:
		l.fault = "import.cut_off"
	case rec.broken:
		l.fault = "import.quote_broken"
	case n > width:
		l.fault = "import.row_wide"
	}
	g.full = g.full && len(rec.cells) >= width
}

// foreign says that a line without an order's number is a footer, or that the
// header stands there once more.
func (g *grouper) foreign(rec record, l line) bool {
	number := l.cells[0]
	if ordinary(number) {
		return false
	}
	if at := g.f.layout.at[0]; at >= 0 && number != "" && number == g.f.layout.names[at] {
		return true
	}
	filled := 0
	for _, c := range rec.cells {
		if len(bytes.TrimSpace(c)) > 0 {
			filled++
		}
	}
	first := ""
	for _, c := range rec.cells {
		if first = strings.ToLower(string(clean(nil, c))); first != "" {
			break
		}
	}
	if footer(first) && (number == "" || strings.EqualFold(number, first)) {
		return true
	}
	return number == "" && filled <= 6 && !slices.ContainsFunc(rec.cells, func(c []byte) bool {
		s := string(clean(nil, c))
		_, sum := amount(s, "", false)
		return s != "" && !sum
	})
}

// ordinary says that a number cannot be a word: it has a digit, no blank and
// nothing outside ASCII.
func ordinary(number string) bool {
	digit := false
	for i := 0; i < len(number); i++ {
		if number[i] <= ' ' || number[i] >= 0x7f {
			return false
		}
		digit = digit || number[i] >= '0' && number[i] <= '9'
	}
	return digit
}

// footer knows the words with which exports end.
func footer(s string) bool {
	if strings.Contains(s, "record(s) downloaded") || strings.HasPrefix(s, "seller id") {
		return true
	}
	for _, w := range []string{"合计", "合計", "总计", "總計", "小计", "小計", "共计", "共計", "total", "grand total"} {
		if rest, ok := strings.CutPrefix(s, w); ok && strings.Trim(rest, " :：0123456789.,条條笔筆单單行") == "" {
			return true
		}
	}
	return false
}
