package exchange

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/domain/order"
)

// maxQuantity is the most of one thing that an order of a small shop holds.
const maxQuantity = 9999

// reading is one order on its way from lines to facts. Its methods take a
// column by the format's constant; what a cell does not say is the zero value,
// and what it says wrongly is a fault as well.
type reading struct {
	f     *File
	lines []line
	facts order.Facts
	claim desk.ClaimFacts // of a format of claims
}

// first is the line that holds what concerns the whole order.
func (r *reading) first() *line { return &r.lines[0] }

func (r *reading) field(c int) string {
	if at := r.f.layout.at[c]; at >= 0 {
		return r.f.layout.names[at]
	}
	col := r.f.format.columns[c]
	if len(col.names) > 0 {
		return col.names[0]
	}
	return col.said
}

func (r *reading) fault(l *line, c int, code string) { r.faultWith(l, c, code, nil) }

func (r *reading) faultWith(l *line, c int, code string, more domain.Args) {
	args := r.args(l, c)
	for k, v := range more {
		args[k] = v
	}
	r.facts.Faults = append(r.facts.Faults, domain.Wrong(r.field(c), code, args))
}

func (r *reading) hint(l *line, c int, code string) { r.hintWith(l, c, code, nil) }

func (r *reading) hintWith(l *line, c int, code string, more domain.Args) {
	args := r.args(l, c)
	for k, v := range more {
		args[k] = v
	}
	r.facts.Hints = append(r.facts.Hints, domain.Wrong(r.field(c), code, args))
}

func (r *reading) args(l *line, c int) domain.Args {
	return domain.Args{"row": l.row, "column": r.field(c), "value": shown(l.cells[c])}
}

// number reads the order's number, the first column.
func (r *reading) number(broken bool) {
	l := r.first()
	r.facts.Number = l.cells[0]
	switch {
	case unknown(l.cells[0]):
		r.facts.Number = ""
		r.fault(l, 0, "import.number_missing")
	case broken:
		r.fault(l, 0, "import.number_broken")
	case strings.ContainsAny(l.cells[0], "\uFFFD\n\t"), len(l.cells[0]) > 100:
		r.fault(l, 0, "import.number_unread")
	}
	for i := range r.lines {
		if r.lines[i].garbled {
			r.hint(&r.lines[i], 0, "import.text_broken")
			break
		}
	}
}

// once sees to it that an order which the file holds twice counts once. Blocks
// begin with a line that speaks of the whole order; where every row does, a
// second block stands apart from the first.
func (r *reading) once() {
	begins := r.begins()
	if len(begins) < 2 {
		r.agree()
		return
	}
	size := begins[1]
	same := len(r.lines)%size == 0
	for i := size; same && i < len(r.lines); i++ {
		same = slices.Equal(r.lines[i].cells, r.lines[i%size].cells)
	}
	if same {
		r.hint(&r.lines[size], 0, "import.order_repeated")
		r.lines = r.lines[:size]
		return
	}
	if r.f.format.rows == lineRows {
		r.agree()
		return
	}
	for _, b := range begins[1:] {
		if c := r.differs(&r.lines[b]); c >= 0 {
			r.fault(&r.lines[b], c, "import.order_differs")
			return
		}
	}
}

// begins lists where the order's blocks begin.
func (r *reading) begins() []int {
	var out []int
	fm := r.f.format
	for i := range r.lines {
		begin := i == 0
		switch fm.rows {
		case oneRow:
			begin = true
		case headed:
			begin = begin || !unknown(r.lines[i].cells[fm.head])
		case lineRows:
			begin = begin || r.lines[i].row > r.lines[i-1].row+1
		}
		if begin {
			out = append(out, i)
		}
	}
	return out
}

// agree fills the first line's empty cells from the rows below it, where those
// speak of the whole order too, and sees that they say the same. Masked cells
// say nothing.
func (r *reading) agree() {
	if r.f.format.rows != lineRows || len(r.lines) < 2 {
		return
	}
	first := slices.Clone(r.lines[0].cells)
	for c, col := range r.f.format.columns {
		if col.line || len(col.names) == 0 {
			continue
		}
		for i := 1; i < len(r.lines); i++ {
			cell := r.lines[i].cells[c]
			switch {
			case unknown(cell) || masked(cell):
			case unknown(first[c]) || masked(first[c]):
				first[c] = cell
			case cell != first[c] && c != r.f.format.spare:
				r.fault(&r.lines[i], c, "import.order_differs")
				return
			}
		}
	}
	r.lines[0].cells = first
}

// differs is the first column of the whole order in which l is not as the
// first line; -1 when there is none.
func (r *reading) differs(l *line) int {
	for c, col := range r.f.format.columns {
		if r.f.format.rows == oneRow || !col.line {
			if l.cells[c] != r.first().cells[c] {
				return c
			}
		}
	}
	return -1
}

// text is what the order's first line says, in one line.
func (r *reading) text(c int) string { return r.textOf(r.first(), c) }

func (r *reading) textOf(l *line, c int) string {
	s := l.cells[c]
	switch {
	case unknown(s):
		return ""
	case strings.IndexByte(s, '\n') >= 0:
		return strings.Join(strings.Fields(s), " ")
	}
	return s
}

// note is text of several lines.
func (r *reading) note(c int) string {
	if s := r.first().cells[c]; !unknown(s) {
		return s
	}
	return ""
}

// person is text about a person: unknown as soon as a part is masked.
func (r *reading) person(c int) string {
	if s := r.text(c); !masked(s) {
		return s
	}
	return ""
}

// money is an amount of the order's currency. Said tells an amount of nothing
// from a cell that says nothing.
func (r *reading) money(l *line, c int) (a money.Amount, said bool) {
	s := l.cells[c]
	if unknown(s) {
		return money.Amount{}, false
	}
	minor, ok := amount(s, r.facts.Currency, r.f.about.Comma)
	if !ok {
		if masked(s) {
			return money.Amount{}, false
		}
		r.fault(l, c, "import.amount_unread")
		return money.Amount{}, false
	}
	return money.Of(minor, r.facts.Currency), true
}

// positive is an amount that cannot be less than nothing.
func (r *reading) positive(l *line, c int) (money.Amount, bool) {
	a, said := r.money(l, c)
	if a.Minor < 0 {
		r.fault(l, c, "import.amount_negative")
		return money.Amount{}, false
	}
	return a, said
}

// time is an instant in UTC.
func (r *reading) time(c int) time.Time {
	at, _ := r.timed(c)
	return at
}

func (r *reading) timed(c int) (time.Time, bool) { return r.timedOf(r.first(), c) }

func (r *reading) timedOf(l *line, c int) (time.Time, bool) {
	s := l.cells[c]
	if unknown(s) || masked(s) {
		return time.Time{}, false
	}
	if r.f.book != nil {
		if at, timed, ok := serial(s, r.f.about.Zone); ok {
			return at, timed
		}
	}
	at, timed, code := instant(s, r.f.about.Zone, r.f.about.Days)
	if code != "" {
		r.fault(l, c, code)
	}
	return at, timed
}

// quantity is a count of goods; 0 when the cell does not say.
func (r *reading) quantity(l *line, c int) int {
	s := strings.TrimSuffix(l.cells[c], ".0")
	if unknown(s) {
		return 0
	}
	n, err := strconv.Atoi(strings.TrimSuffix(s, ".00"))
	switch {
	case err != nil:
		r.fault(l, c, "import.quantity_unread")
		return 0
	case n < 0:
		r.fault(l, c, "import.quantity_negative")
	case n > maxQuantity:
		r.fault(l, c, "import.quantity_too_large")
	}
	return n
}
