package storage

import (
	"strconv"
	"strings"
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
	return t.keep(record{entity: "refund", table: "refunds", value: r, id: &r.ID, version: &r.Version,
		columns: []string{"case_id", "order_id", "state", "open", "book", "due", "moved", "amount", "currency"},
		values:  []any{orNull(r.CaseID), r.OrderID, string(r.State), open, string(r.Book()), due, moved, r.Amount.Minor, string(r.Amount.Currency)}})
}

// RefundPage is one page of refunds: newest first; those that are to be chased,
// the longest waited for first.
func (t *Tx) RefundPage(q desk.RefundQuery) ([]desk.RefundRow, error) {
	where, values := refundsWhere(q)
	order := "id DESC"
	if q.Chase != "" {
		order = "due, id"
	} else {
		where, values = after(q.After, where, values)
	}
	n := strconv.Itoa(len(values) + 1)
	m := strconv.Itoa(len(values) + 2)
	return All(t, func(r Row) (desk.RefundRow, error) {
		var row desk.RefundRow
		var body string
		err := r.Scan(&body, &row.CaseNumber, &row.OrderNumber, &row.Customer, &row.ChannelID)
		if err == nil {
			row.Refund, err = decoded[refund.Refund]("refund", body)
		}
		return row, err
	}, `SELECT r.body, COALESCE(c.number, ''), o.number, o.customer_name, o.channel_id
		FROM (SELECT id, body, case_id, order_id, due FROM refunds`+where+` ORDER BY `+order+` LIMIT $`+n+` OFFSET $`+m+`) r
		LEFT JOIN cases c ON c.id = r.case_id JOIN orders o ON o.id = r.order_id ORDER BY r.`+strings.Replace(order, ", id", ", r.id", 1),
		append(values, q.Limit, max(q.Offset, 0))...)
}

// RefundCount is how many refunds a query picks.
func (t *Tx) RefundCount(q desk.RefundQuery) (n int, err error) {
	where, values := refundsWhere(q)
	_, err = t.QueryRow([]any{&n}, `SELECT COUNT(*) FROM refunds`+where, values...)
	return n, err
}

// RefundSums adds up the refunds that a query picks, for each currency, in the
// order of their codes.
func (t *Tx) RefundSums(q desk.RefundQuery) ([]money.Amount, error) {
	where, values := refundsWhere(q)
	return All(t, func(r Row) (a money.Amount, err error) {
		var c string
		err = r.Scan(&c, &a.Minor)
		a.Currency = money.Currency(c)
		return a, err
	}, `SELECT currency, CAST(SUM(amount) AS BIGINT) FROM refunds`+where+` GROUP BY currency ORDER BY currency`, values...)
}

// RefundsMoved are the refunds that were filed or paid from one moment to before
// another, in that order.
func (t *Tx) RefundsMoved(from, to time.Time) ([]refund.Refund, error) {
	return list[refund.Refund](t, "refund", `SELECT body FROM refunds WHERE moved IS NOT NULL AND moved >= $1 AND moved < $2 ORDER BY moved, id`, from, to)
}

func refundsWhere(q desk.RefundQuery) (string, []any) {
	var where []string
	var values []any
	add := func(text string, value any) {
		values = append(values, value)
		where = append(where, text+strconv.Itoa(len(values)))
	}
	if q.Open {
		where = append(where, "open = 1")
	}
	if q.State == refund.Filed || q.Chase != "" {
		where = append(where, "state = 'filed'") // in the index's words
	} else if q.State != "" {
		add("state = $", string(q.State))
	}
	if q.Chase != "" {
		add("due <> '' AND due < $", string(q.Chase))
	}
	if q.Book != "" {
		add("book = $", string(q.Book))
	}
	if !q.Since.IsZero() {
		add("moved IS NOT NULL AND moved >= $", q.Since)
	}
	if len(where) == 0 {
		return "", nil
	}
	return " WHERE " + strings.Join(where, " AND "), values
}
