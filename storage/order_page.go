package storage

import (
	"fmt"
	"slices"
	"strings"

	"aftercare/domain/desk"
)

// sorting is how a list is ordered: by a column, and where two are equal by
// another. Names come from this table only.
type sorting struct{ by, tie string }

var sortings = map[desk.OrderSort]sorting{
	desk.ByPlaced:   {"placed", "id"},
	desk.ByNumber:   {"number", "channel_id"}, // together unique
	desk.ByChannel:  {"channel_id", "id"},
	desk.ByCustomer: {"customer_name", "id"},
	desk.ByState:    {"stage", "id"},
	desk.ByShipBy:   {"force_at", "id"},
	desk.ByTotal:    {"total", "id"},
}

// stretch is a part of a list that is in one order from end to end. Orders
// without a date are a stretch of their own, after the dated ones.
type stretch struct {
	name   string // within the list
	clause *clause
	order  sorting
	desc   bool
	sorted bool // picked first and then sorted
}

// stretches are the parts of a list, in its order.
func stretches(q desk.OrderQuery) ([]stretch, error) {
	if q.Filter == desk.UrgentFilter {
		var all []stretch
		q.Sort = desk.ByShipBy
		for _, f := range []desk.OrderFilter{desk.OverdueFilter, desk.TodayFilter, desk.AgreedFilter} {
			q.Filter = f
			c, err := filtered(q, true)
			if err != nil {
				return nil, err
			}
			all = append(all, stretch{name: string(f), clause: c, order: sortings[desk.ByShipBy]})
		}
		return all, nil
	}
	if q.Sort == "" {
		q.Sort = desk.ByPlaced
	}
	order, ok := sortings[q.Sort]
	if !ok {
		return nil, fmt.Errorf("orders: %q is no sort", q.Sort)
	}
	c, err := filtered(q, true)
	if err != nil {
		return nil, err
	}
	s := stretch{clause: c, order: order, desc: q.Desc, sorted: sorted(q)}
	if q.Sort != desk.ByShipBy {
		return []stretch{s}, nil
	}
	undated, err := filtered(q, true)
	if err != nil {
		return nil, err
	}
	c.and(fenced("force_at", s.sorted) + " IS NOT NULL")
	undated.and(fenced("force_at", s.sorted) + " IS NULL")
	return []stretch{s, {name: "undated", clause: undated, order: sorting{"id", "id"}, desc: q.Desc, sorted: s.sorted}}, nil
}

// OrderPage is one page of a list, in its order. Orders without a date stand
// last under ByShipBy in both directions; equal ones stand by id.
func (t *Tx) OrderPage(q desk.OrderQuery) ([]desk.OrderRow, error) {
	parts, err := stretches(q)
	if err != nil || q.Limit <= 0 {
		return nil, err
	}
	list, err := t.listOf(q)
	if err != nil {
		return nil, err
	}
	var page []desk.OrderRow
	offset := max(q.Offset, 0)
	for i, s := range parts {
		rows, err := t.readStretch(s, list.in(s), offset, q.Limit-len(page))
		if err != nil {
			return nil, err
		}
		page = append(page, rows...)
		if len(page) == q.Limit || i == len(parts)-1 {
			break
		}
		if len(rows) > 0 {
			offset = 0
			continue
		}
		// The page begins behind this stretch: how far behind?
		n, err := t.lengthOf(s, list.in(s))
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
	n, err := t.countOrders(s.clause)
	if err == nil {
		p.keepLength(n)
	}
	return n, err
}

// placed is a row with the values that it stands by.
type placed struct {
	row  desk.OrderRow
	at   any
	then any
}

// farDown is how many rows may be skipped before it is worth knowing how long
// the list is, so that it can be read from its end.
const farDown = 2000

// readStretch reads rows of a stretch, from the nearest place in it that is
// remembered.
func (t *Tx) readStretch(s stretch, p place, offset, limit int) ([]desk.OrderRow, error) {
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
	query, values := s.page(from, offset, limit)
	found, err := All(t, func(r Row) (placed, error) {
		var one placed
		var err error
		one.row, err = scanOrderRow(r, &one.at, &one.then)
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
	rows := make([]desk.OrderRow, len(found))
	for i := range found {
		rows[i] = found[i].row
	}
	return rows, nil
}

// page is the query of one page: ids first, from an index alone, and then
// those rows.
func (s stretch) page(from start, offset, limit int) (string, []any) {
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
		// Without the fence a planner may walk all orders in the order of the
		// sorted column to find the few.
		with, ids = `WITH picked AS MATERIALIZED (`+ids+`) `, `SELECT id, k1, k2 FROM picked`
	}
	ids += ` ORDER BY k1` + dir + `, k2` + dir + ` LIMIT ` + c.value(limit) + ` OFFSET ` + c.value(skip)
	return with + `SELECT ` + rowColumns + `, p.k1, p.k2 FROM (` + ids + `) p JOIN orders o ON o.id = p.id
		ORDER BY p.k1` + dir + `, p.k2` + dir, c.values
}

// ids picks the ids of a stretch, from a known row on: that row itself and
// what follows it, or, backwards, what stands before it.
//
// The two halves are merged by the engine. As one condition on a pair of
// columns SQLite would search for the first column only, and then walk through
// all rows of one state to find the place.
func (s stretch) ids(c *clause, from start, desc bool) string {
	by, tie := s.order.by, s.order.tie
	text := `SELECT id, ` + by + ` AS k1, ` + tie + ` AS k2 FROM orders`
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
	c.and(by+" = ?", from.at)
	c.and(tie+" "+reached+" ?", from.then)
	equal := text + c.where()
	c.conditions = base
	c.and(by+beyond+"?", from.at)
	return equal + ` UNION ALL ` + text + c.where()
}
