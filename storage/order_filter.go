package storage

import (
	"fmt"
	"strconv"
	"strings"

	"aftercare/domain/calendar"
	"aftercare/domain/desk"
)

// clause collects the conditions of a query and their values, so that a value
// never becomes part of the text.
type clause struct {
	conditions []string
	values     []any
}

// value takes a value and gives its mark: $3.
func (c *clause) value(v any) string {
	c.values = append(c.values, v)
	return "$" + strconv.Itoa(len(c.values))
}

// and adds a condition; each ? stands for the next value.
func (c *clause) and(condition string, values ...any) {
	for _, v := range values {
		condition = strings.Replace(condition, "?", c.value(v), 1)
	}
	c.conditions = append(c.conditions, condition)
}

func (c *clause) where() string {
	if len(c.conditions) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(c.conditions, " AND ")
}

// filtered is the clause of a query's filter. Its conditions are
// order.Dates.Standing in SQL: a chip and a row never disagree. In a list that
// is read in the order of a column, channel and state must not lead the
// planner away from that column's index.
func filtered(q desk.OrderQuery, inOrder bool) (*clause, error) {
	c := &clause{}
	// The day by which a promise is due today; the zone is that of DayEnd.
	today := calendar.DateOf(q.DayEnd.Add(-1), q.DayEnd.Location())
	now := q.Now.UnixMilli()
	switch q.Filter {
	case desk.AllOrders, "":
	case desk.OpenFilter:
		c.and("waiting = 1")
	case desk.OverdueFilter:
		c.and("waiting = 1 AND held = 0 AND force_at <= ?", now)
	case desk.TodayFilter:
		c.and("waiting = 1 AND held = 0 AND force_at > ? AND force_day = ?", now, string(today))
	case desk.AgreedFilter:
		c.and("waiting = 1 AND held = 0 AND force_at > ? AND force_day <> ? AND (first_at IS NULL OR first_at <= ?)", now, string(today), now)
	case desk.UrgentFilter:
		c.and("waiting = 1 AND held = 0 AND force_at IS NOT NULL AND (force_at <= ? OR force_day = ? OR first_at IS NULL OR first_at <= ?)",
			now, string(today), now)
	case desk.ChangedFilter:
		c.and("changed = 1")
	default:
		return nil, fmt.Errorf("orders: %q is no filter", q.Filter)
	}
	if q.Channel != 0 {
		c.and(fenced("channel_id", small(q) || inOrder && q.Sort != desk.ByChannel)+" = ?", q.Channel)
	}
	if q.State != "" {
		c.and(fenced("stage", small(q) || inOrder && q.Sort != desk.ByState)+" = ?", stageOf(q.State))
	}
	if q.Customer != 0 {
		c.and("customer_id = ?", q.Customer)
	}
	return c, nil
}

// fenced writes a number's column so that no index is looked up by it.
func fenced(column string, off bool) string {
	if off {
		return "+" + column
	}
	return column
}

// small says whether a filter picks a part of the orders by an index of its
// own; all others are read in the order of an index.
func small(q desk.OrderQuery) bool {
	return q.Filter != desk.AllOrders && q.Filter != "" || q.Customer != 0
}

// sorted says whether the part that a filter picks must be sorted before its
// first page is known. The queue need not be: its index is in its order, and a
// hundred thousand may be waiting.
func sorted(q desk.OrderQuery) bool {
	queue := q.Filter != desk.ChangedFilter && q.Customer == 0 && q.Sort == desk.ByShipBy
	return small(q) && !queue
}

// OrderCount is how many orders a filter picks.
func (t *Tx) OrderCount(q desk.OrderQuery) (int, error) {
	if !small(q) && q.Channel == 0 && q.State == "" {
		n, err := t.tallied("orders")
		return int(n), err
	}
	c, err := filtered(q, false)
	if err != nil {
		return 0, err
	}
	return t.countIn("orders", c)
}
