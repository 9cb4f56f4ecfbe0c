package storage

import (
	"fmt"

	"aftercare/domain/desk"
)

// sortings are the orders in which a list of orders stands.
var sortings = map[desk.OrderSort]sorting{
	desk.ByPlaced:   {"placed", "id"},
	desk.ByNumber:   {"number", "channel_id"}, // together unique
	desk.ByChannel:  {"channel_id", "id"},
	desk.ByCustomer: {"customer_name", "id"},
	desk.ByState:    {"stage", "id"},
	desk.ByShipBy:   {"force_at", "id"},
	desk.ByTotal:    {"total", "id"},
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
			all = append(all, stretch{table: "orders", name: string(f), clause: c, order: sortings[desk.ByShipBy]})
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
	s := stretch{table: "orders", clause: c, order: order, desc: q.Desc, sorted: sorted(q)}
	if q.Sort != desk.ByShipBy {
		return []stretch{s}, nil
	}
	undated, err := filtered(q, true)
	if err != nil {
		return nil, err
	}
	c.and(fenced("force_at", s.sorted) + " IS NOT NULL")
	undated.and(fenced("force_at", s.sorted) + " IS NULL")
	return []stretch{s, {table: "orders", name: "undated", clause: undated, order: byID, desc: q.Desc, sorted: s.sorted}}, nil
}

// OrderPage is one page of a list, in its order. Orders without a date stand
// last under ByShipBy in both directions; equal ones stand by id.
func (t *Tx) OrderPage(q desk.OrderQuery) ([]desk.OrderRow, error) {
	parts, err := stretches(q)
	if err != nil || q.Limit <= 0 {
		return nil, err
	}
	var known *listing
	// What is sorted first is short; a filter by time of day is another list
	// each moment.
	if !sorted(q) && (!small(q) || q.Filter == desk.OpenFilter) {
		if known, err = t.listing("orders", fmt.Sprint(q.Filter, q.Channel, q.State, q.Sort, q.Desc)); err != nil {
			return nil, err
		}
	}
	rows := paged[desk.OrderRow]{columns: rowColumns, from: `JOIN orders o ON o.id = p.id`, scan: scanOrderRow, parts: parts, known: known}
	return rows.read(t, q.Offset, q.Limit)
}
