package exchange

import (
	"context"
	"hash/maphash"
	"slices"
	"strings"

	"aftercare/domain"
	"aftercare/domain/order"
)

// How much of orders whose rows stand apart is held back, in bytes of cells,
// and how many lines one order may have.
const (
	maxHeld  = 128 << 20
	maxLines = 5000
)

// Orders calls each with every order of the file, its rows grouped by order
// number wherever they stand; an order whose rows stand apart comes after the
// others. An order with Faults must stay out; one whose number is missing or
// broken has a fault and comes alone. An error of each ends the reading and is
// returned as it is.
//
// The file is read twice: once for the numbers alone, so that no order is
// handed over before all its rows are seen, though they are not kept.
//
// Errors: import.no_orders, import.unsorted, and those of Rows.
func (f *File) Orders(ctx context.Context, each func(order.Facts) error) error {
	return f.gather(ctx, func(r *reading) error { return each(r.facts) })
}

// gather brings rows together by their number, the first column, and reads each
// gathering as the format says.
func (f *File) gather(ctx context.Context, each func(*reading) error) error {
	if f.format == nil {
		return damaged("import.header_unknown", domain.Args{"columns": len(f.about.Header)})
	}
	g := &grouper{f: f, each: each, seed: maphash.MakeSeed(), held: map[uint64]*group{}, full: true}
	if err := g.index(ctx); err != nil {
		return err
	}
	err := f.each(ctx, f.size, 2*f.size, func(rec record) error { return g.take(rec) })
	if err != nil {
		return err
	}
	return g.finish()
}

// grouper gathers lines into orders.
type grouper struct {
	f    *File
	each func(*reading) error
	seed maphash.Seed

	apart map[uint64]bool // the numbers whose rows stand apart
	all   int             // rows with a number
	cut   int             // of these, numbers that look rounded

	key       uint64 // of the lines in hand
	lines     []line
	held      map[uint64]*group
	heldOrder []*group
	heldBytes int
	emitted   int

	buf  []byte
	ends []int
	free [][]string
	full bool // every row so far had as many cells as the header
}

type group struct{ lines []line }

// index notes which numbers come back after another number stood between.
func (g *grouper) index(ctx context.Context) error {
	seen := map[uint64]struct{}{}
	g.apart = map[uint64]bool{}
	at, spare := g.f.layout.at[0], g.f.layout.at[g.f.format.spare]
	var last uint64
	var buf []byte
	return g.f.each(ctx, 0, 2*g.f.size, func(rec record) error {
		buf = buf[:0]
		if at >= 0 && at < len(rec.cells) {
			buf = clean(buf, rec.cells[at])
		}
		if spare != at && spare >= 0 && spare < len(rec.cells) && unknown(string(buf)) {
			buf = clean(buf[:0], rec.cells[spare])
		}
		if len(buf) == 0 {
			return nil
		}
		g.all++
		if len(buf) >= 18 && rounded(string(buf)) {
			g.cut++
		}
		key := maphash.Bytes(g.seed, buf)
		if key == last {
			return nil
		}
		last = key
		if _, back := seen[key]; back {
			g.apart[key] = true
		}
		seen[key] = struct{}{}
		return nil
	})
}

// take adds a record to its order and hands over the order before it, when
// that is complete.
func (g *grouper) take(rec record) error {
	if rec.open && slices.ContainsFunc(rec.cells, func(c []byte) bool { return strings.Contains(string(c), "\n") }) {
		// Rows have been swallowed that nobody can tell apart.
		return damaged("import.quote_open", domain.Args{"row": rec.row})
	}
	l, ok := g.line(rec)
	if !ok {
		return nil
	}
	number := l.cells[0]
	if number == "" || g.brokenNumber(number) {
		if err := g.flush(); err != nil {
			return err
		}
		return g.emit([]line{l})
	}
	key := maphash.String(g.seed, number)
	if g.apart[key] {
		return g.hold(key, l)
	}
	if key != g.key || len(g.lines) == 0 {
		if err := g.flush(); err != nil {
			return err
		}
		g.key = key
	}
	g.lines = append(g.lines, l)
	g.limit(&g.lines)
	return nil
}

func (g *grouper) brokenNumber(s string) bool {
	return scientific(s) || rounded(s) && g.cut*20 > g.all
}

func (g *grouper) hold(key uint64, l line) error {
	h := g.held[key]
	if h == nil {
		h = &group{}
		g.held[key] = h
		g.heldOrder = append(g.heldOrder, h)
	}
	h.lines = append(h.lines, l)
	g.limit(&h.lines)
	for _, c := range l.cells {
		g.heldBytes += len(c) + 16
	}
	if g.heldBytes > maxHeld {
		return damaged("import.unsorted", nil)
	}
	return nil
}

// limit keeps of an endless order its last line's place and the fault.
func (g *grouper) limit(lines *[]line) {
	if n := len(*lines); n > maxLines {
		(*lines)[n-2].fault = "import.too_many_lines"
		*lines = (*lines)[:n-1]
	}
}

func (g *grouper) flush() error {
	if len(g.lines) == 0 {
		return nil
	}
	lines := g.lines
	g.lines = g.lines[:0]
	if err := g.emit(lines); err != nil {
		return err
	}
	for _, l := range lines {
		g.free = append(g.free, l.cells)
	}
	return nil
}

func (g *grouper) finish() error {
	if err := g.flush(); err != nil {
		return err
	}
	for _, h := range g.heldOrder {
		if err := g.emit(h.lines); err != nil {
			return err
		}
	}
	if g.emitted == 0 {
		return damaged("import.no_orders", nil)
	}
	return nil
}

// emit makes an order of lines.
func (g *grouper) emit(lines []line) error {
	r := reading{f: g.f, lines: lines, facts: order.Facts{Rows: make([]int, len(lines))}}
	for i, l := range lines {
		r.facts.Rows[i] = l.row
	}
	for i := range lines {
		if l := &lines[i]; l.fault != "" {
			r.facts.Faults = append(r.facts.Faults, domain.Wrong(l.field, l.fault, domain.Args{"row": l.row, "column": l.field}))
		}
	}
	r.number(g.brokenNumber(lines[0].cells[0]))
	whole := len(r.facts.Faults)
	r.once()
	g.f.format.read(&r)
	if whole > 0 {
		// What else is wrong follows from that.
		r.facts.Faults = r.facts.Faults[:whole]
	}
	g.emitted++
	return g.each(&r)
}
