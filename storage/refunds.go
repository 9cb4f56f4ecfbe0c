package storage

import (
	"fmt"
	"time"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/domain/refund"
)

// Refund is one refund.
//
// Errors: missing.refund.
func (t *Tx) Refund(id domain.ID) (refund.Refund, error) {
	return find[refund.Refund](t, "refund", id, `SELECT body FROM refunds WHERE id = $1`, id)
}

// RefundsOfOrder are the refunds of an order, oldest first.
func (t *Tx) RefundsOfOrder(orderID domain.ID) ([]refund.Refund, error) {
	return list[refund.Refund](t, "refund", `SELECT body FROM refunds WHERE order_id = $1 ORDER BY id`, orderID)
}

// PutRefund keeps a refund.
//
// Errors: those of Validate, store.conflict, store.refers when its case or its
// order does not exist.
func (t *Tx) PutRefund(r *refund.Refund) error {
	open := r.State != refund.Paid && r.State != refund.Declined
	due, moved := "", any(nil)
	switch {
	case r.State == refund.Filed:
		due, moved = string(r.To), r.Filed
	case r.State == refund.Paid:
		moved = r.Paid
	}
	defer r.Upgrade()
	return t.keep(record{entity: "refund", table: "refunds", value: r, id: &r.ID, version: &r.Version,
		columns: []string{"case_id", "order_id", "state", "open", "book", "due", "moved", "amount", "currency"},
		values:  []any{orNull(r.CaseID), r.OrderID, string(r.State), open, string(r.Book()), due, moved, r.Amount.Minor, string(r.Amount.Currency)}})
}

// RefundPage is one page of refunds: newest first; those that are to be chased,
// the longest waited for first.
func (t *Tx) RefundPage(q desk.RefundQuery) ([]desk.RefundRow, error) {
	s := stretch{table: "refunds", clause: refundsWhere(q), order: byID, desc: true, sorted: q.Chase == "" && (!q.Since.IsZero() || q.State == refund.Filed)}
	if q.Chase != "" {
		s.order, s.desc = sorting{"due", "id"}, false
	} else {
		after(s.clause, q.After)
	}
	rows := booked(func(r Row, more ...any) (row desk.RefundRow, err error) {
		var body string
		if err = r.Scan(append([]any{&body, &row.CaseNumber, &row.OrderNumber, &row.Customer, &row.ChannelID}, more...)...); err == nil {
			row.Refund, err = decoded[refund.Refund]("refund", body)
		}
		return row, err
	}, s)
	var err error
	if !s.sorted && q.After == 0 {
		rows.known, err = t.listing("refunds", fmt.Sprint(q.Open, q.State, q.Book, q.Chase))
	}
	if err != nil {
		return nil, err
	}
	return rows.read(t, q.Offset, q.Limit)
}

// booked is a list of one of the books: each row with the numbers of its case and
// its order, and who bought.
func booked[T any](scan func(Row, ...any) (T, error), s stretch) paged[T] {
	return paged[T]{columns: `b.body, COALESCE(c.number, ''), o.number, o.customer_name, o.channel_id`,
		from: `JOIN ` + s.table + ` b ON b.id = p.id LEFT JOIN cases c ON c.id = b.case_id JOIN orders o ON o.id = b.order_id`, scan: scan, parts: []stretch{s}}
}

// after narrows a list that stands by id, the newest first, to what follows a
// row.
func after(c *clause, id domain.ID) {
	if id != 0 {
		c.and("id < ?", id)
	}
}

// RefundCount is how many refunds a query picks.
func (t *Tx) RefundCount(q desk.RefundQuery) (int, error) {
	return t.countIn("refunds", refundsWhere(q))
}

// RefundSums adds up the refunds that a query picks, for each currency, in the
// order of their codes.
func (t *Tx) RefundSums(q desk.RefundQuery) ([]money.Amount, error) {
	c := refundsWhere(q)
	return All(t, func(r Row) (a money.Amount, err error) {
		var code string
		err = r.Scan(&code, &a.Minor)
		a.Currency = money.Currency(code)
		return a, err
	}, `SELECT currency, CAST(SUM(amount) AS BIGINT) FROM refunds`+c.where()+` GROUP BY currency ORDER BY currency`, c.values...)
}

// RefundsMoved are the refunds that were filed or paid from one moment to before
// another, in that order.
func (t *Tx) RefundsMoved(from, to time.Time) ([]refund.Refund, error) {
	return list[refund.Refund](t, "refund", `SELECT body FROM refunds WHERE moved IS NOT NULL AND moved >= $1 AND moved < $2 ORDER BY moved, id`, from, to)
}

func refundsWhere(q desk.RefundQuery) *clause {
	c := &clause{}
	if q.Open {
		c.and("open = 1")
	}
	if q.State == refund.Filed || q.Chase != "" {
		c.and("state = 'filed'") // in the index's words
	} else if q.State != "" {
		c.and("state = ?", string(q.State))
	}
	if q.Chase != "" {
		c.and("due > '' AND due < ?", string(q.Chase))
	}
	if q.Book != "" {
		c.and("book = ?", string(q.Book))
	}
	if !q.Since.IsZero() {
		c.and("moved IS NOT NULL AND moved >= ?", q.Since)
	}
	return c
}
