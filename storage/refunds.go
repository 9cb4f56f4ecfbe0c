package storage

import (
	"aftercare/domain"
	"aftercare/domain/desk"
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
	return t.keep(record{entity: "refund", table: "refunds", value: r, id: &r.ID, version: &r.Version,
		columns: []string{"case_id", "order_id", "state", "open", "amount", "currency"},
		values:  []any{r.CaseID, r.OrderID, string(r.State), open, r.Amount.Minor, string(r.Amount.Currency)}})
}

// RefundPage is one page of refunds, newest first.
func (t *Tx) RefundPage(q desk.RefundQuery) ([]desk.RefundRow, error) {
	return All(t, func(r Row) (desk.RefundRow, error) {
		var row desk.RefundRow
		var body string
		err := r.Scan(&body, &row.CaseNumber, &row.OrderNumber, &row.Customer, &row.ChannelID)
		if err == nil {
			row.Refund, err = decoded[refund.Refund]("refund", body)
		}
		return row, err
	}, `SELECT r.body, c.number, o.number, o.customer_name, o.channel_id
		FROM (SELECT id, body, case_id, order_id FROM refunds`+openRefunds(q)+` ORDER BY id DESC LIMIT $1 OFFSET $2) r
		JOIN cases c ON c.id = r.case_id JOIN orders o ON o.id = r.order_id ORDER BY r.id DESC`, q.Limit, max(q.Offset, 0))
}

// RefundCount is how many refunds a query picks.
func (t *Tx) RefundCount(q desk.RefundQuery) (n int, err error) {
	_, err = t.QueryRow([]any{&n}, `SELECT COUNT(*) FROM refunds`+openRefunds(q))
	return n, err
}

func openRefunds(q desk.RefundQuery) string {
	if q.Open {
		return ` WHERE open = 1`
	}
	return ""
}
