package storage

import (
	"slices"
	"strings"
)

// sorting is how a list is ordered: by a column, and where two are equal by
// another. Names come from tables of constants only.
type sorting struct{ by, tie string }

// byID is a list that stands by id alone.
var byID = sorting{"id", "id"}

// stretch is a part of a list that is in one order from end to end. Orders
// without a date are a stretch of their own, after the dated ones.
type stretch struct {
	table  string
	name   string // within the list
	clause *clause
	order  sorting
	desc   bool
	sorted bool // picked first and then sorted
}

// paged is a list that is read a page at a time: its stretches, and how the rows
// behind their ids are read. The columns come of p, the ids, and what is joined
// to them.
type paged[T any] struct {
	columns string
	from    string
	scan    func(r Row, more ...any) (T, error)
	parts   []stretch
	known   *listing
}

// read is the page from offset on.
func (l paged[T]) read(t *Tx, offset, limit int) ([]T, error) {
	var page []T
	offset = max(offset, 0)
	for i, s := range l.parts {
		rows, err := l.stretch(t, s, offset, limit-len(page))
		if err != nil {
			return nil, err
		}
		page = append(page, rows...)
		if len(page) == limit || i == len(l.parts)-1 {
			break
		}
		if len(rows) > 0 {
			offset = 0
			continue
		}
		// The page begins behind this stretch: how far behind?
		n, err := t.lengthOf(s, l.known.in(s))
		if err != nil {
			return nil, err
		}
		offset = max(offset-n, 0)
	}
	return page, nil
}

func (t *Tx) lengthOf(s stretch, p place) (int, error) {
	if n, known := p.length(); known {
		return n, nil
	}
	n, err := t.countIn(s.table, s.clause)
	if err == nil {
		p.keepLength(n)
	}
	return n, err
}

func (t *Tx) countIn(table string, c *clause) (n int, err error) {
	_, err = t.QueryRow([]any{&n}, `SELECT COUNT(*) FROM `+table+c.where(), c.values...)
	return n, err
}

// placed is a row with the values that it stands by.
type placed[T any] struct {
	row  T
	at   any
	then any
}

// farDown is how many rows may be skipped before it is worth knowing how long
// the list is, so that it can be read from its end.
const farDown = 2000

// stretch reads rows of a stretch, from the nearest place in it that is
// remembered.
func (l paged[T]) stretch(t *Tx, s stretch, offset, limit int) ([]T, error) {
	p := l.known.in(s)
	from := p.nearest(offset, limit)
	if p.listing != nil && from.skip(offset, limit) > farDown {
		n, err := t.lengthOf(s, p)
		if err != nil {
			return nil, err
		}
		limit = min(limit, n-offset)
		if limit <= 0 {
			return nil, nil
		}
		if end := (start{knownRow: knownRow{index: n}, back: true}); end.skip(offset, limit) < from.skip(offset, limit) {
			from = end
		}
	}
	query, values := l.query(s, from, offset, limit)
	found, err := All(t, func(r Row) (placed[T], error) {
		var one placed[T]
		var err error
		one.row, err = l.scan(r, &one.at, &one.then)
		return one, err
	}, query, values...)
	if err != nil {
		return nil, err
	}
	if from.back {
		slices.Reverse(found)
	}
	if n := len(found); n > 0 {
		p.keep(offset, found[0].at, found[0].then)
		p.keep(offset+n-1, found[n-1].at, found[n-1].then)
	}
	rows := make([]T, len(found))
	for i := range found {
		rows[i] = found[i].row
	}
	return rows, nil
}

// query is that of one page: ids first, from an index alone, and then those
// rows.
func (l paged[T]) query(s stretch, from start, offset, limit int) (string, []any) {
	c := &clause{slices.Clone(s.clause.conditions), slices.Clone(s.clause.values)}
	skip, desc := from.skip(offset, limit), s.desc
	if from.back {
		desc = !desc
	}
	dir := ""
	if desc {
		dir = " DESC"
	}
	with, ids := "", s.ids(c, from, desc)
	if s.sorted {
		// Without the fence a planner may walk the whole table in the order of the
		// sorted column to find the few.
		with, ids = `WITH picked AS MATERIALIZED (`+ids+`) `, `SELECT id, k1, k2 FROM picked`
	}
	ids += ` ORDER BY k1` + dir + `, k2` + dir + ` LIMIT ` + c.value(limit) + ` OFFSET ` + c.value(skip)
	return with + `SELECT ` + l.columns + `, p.k1, p.k2 FROM (` + ids + `) p ` + l.from + ` ORDER BY p.k1` + dir + `, p.k2` + dir, c.values
}

// ids picks the ids of a stretch, from a known row on: that row itself and
// what follows it, or, backwards, what stands before it.
//
// The two halves are merged by the engine. As one condition on a pair of
// columns SQLite would search for the first column only, and then walk through
// all rows of one state to find the place.
func (s stretch) ids(c *clause, from start, desc bool) string {
	by, tie := s.order.by, s.order.tie
	text := `SELECT id, ` + by + ` AS k1, ` + tie + ` AS k2 FROM ` + s.table
	if !from.known {
		return text + c.where()
	}
	beyond := " > "
	if desc {
		beyond = " < "
	}
	reached := strings.TrimSpace(beyond)
	if !from.back {
		reached += "="
	}
	base := slices.Clone(c.conditions)
	if by == tie { // one column: no two are equal
		c.and(tie+" "+reached+" ?", from.then)
		return text + c.where()
	}
	c.and(by+" = ?", from.at)
	c.and(tie+" "+reached+" ?", from.then)
	equal := text + c.where()
	c.conditions = base
	c.and(by+beyond+"?", from.at)
	return equal + ` UNION ALL ` + text + c.where()
}

// bodyOf reads a row's body.
func bodyOf[T valid](entity string) func(r Row, more ...any) (T, error) {
	return func(r Row, more ...any) (T, error) {
		var body string
		if err := r.Scan(append([]any{&body}, more...)...); err != nil {
			var none T
			return none, err
		}
		return decoded[T](entity, body)
	}
}
