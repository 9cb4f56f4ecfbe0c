package storage

import (
	"strconv"
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/claim"
	"aftercare/domain/desk"
	"aftercare/domain/refund"
)

// Goodwill is one goodwill payment; GoodwillNumbered, the one of a number.
//
// Errors: missing.goodwill.
func (t *Tx) Goodwill(id domain.ID) (refund.Goodwill, error) {
	return find[refund.Goodwill](t, "goodwill", id, `SELECT body FROM goodwill WHERE id = $1`, id)
}

// GoodwillNumbered is the payment of a number, with or without capitals and the
// hyphen.
//
// Errors: missing.goodwill.
func (t *Tx) GoodwillNumbered(number string) (refund.Goodwill, error) {
	return find[refund.Goodwill](t, "goodwill", number, `SELECT body FROM goodwill WHERE number = $1`, hyphened(number))
}

// GoodwillOfOrder are an order's goodwill payments, oldest first.
func (t *Tx) GoodwillOfOrder(orderID domain.ID) ([]refund.Goodwill, error) {
	return list[refund.Goodwill](t, "goodwill", `SELECT body FROM goodwill WHERE order_id = $1 ORDER BY id`, orderID)
}

// GoodwillOn are the payments on the payout list of a day, oldest first.
func (t *Tx) GoodwillOn(day calendar.Date) ([]refund.Goodwill, error) {
	return list[refund.Goodwill](t, "goodwill", `SELECT body FROM goodwill WHERE day <> '' AND day = $1 ORDER BY id`, string(day))
}

// GoodwillMoved are the payments that were verified or paid from one moment to
// before another.
func (t *Tx) GoodwillMoved(from, to time.Time) ([]refund.Goodwill, error) {
	return list[refund.Goodwill](t, "goodwill", `SELECT body FROM goodwill WHERE moved IS NOT NULL AND moved >= $1 AND moved < $2 ORDER BY moved, id`, from, to)
}

// PutGoodwill keeps a goodwill payment.
//
// Errors: those of Validate, store.conflict, store.refers.
func (t *Tx) PutGoodwill(g *refund.Goodwill) error {
	var moved any
	switch g.State {
	case refund.GoodwillPaid:
		moved = g.Paid
	case refund.GoodwillVerified:
		moved = g.Verified
	}
	return t.keep(record{entity: "goodwill", table: "goodwill", value: g, id: &g.ID, version: &g.Version,
		columns: []string{"number", "order_id", "case_id", "state", "open", "day", "moved", "amount", "currency"},
		values:  []any{g.Number, g.OrderID, orNull(g.CaseID), string(g.State), g.Open(), string(g.Day), moved, g.Amount.Minor, string(g.Amount.Currency)}})
}

// GoodwillPage is one page of goodwill payments, newest first.
func (t *Tx) GoodwillPage(q desk.GoodwillQuery) ([]desk.GoodwillRow, error) {
	where, values := after(q.After, onlyOpen(q.Open), nil)
	n := len(values)
	return All(t, func(r Row) (desk.GoodwillRow, error) {
		var row desk.GoodwillRow
		var body string
		err := r.Scan(&body, &row.CaseNumber, &row.OrderNumber, &row.Customer, &row.ChannelID)
		if err == nil {
			row.Goodwill, err = decoded[refund.Goodwill]("goodwill", body)
		}
		return row, err
	}, `SELECT g.body, COALESCE(c.number, ''), o.number, o.customer_name, o.channel_id
		FROM (SELECT id, body, case_id, order_id FROM goodwill`+where+` ORDER BY id DESC LIMIT $`+strconv.Itoa(n+1)+` OFFSET $`+strconv.Itoa(n+2)+`) g
		LEFT JOIN cases c ON c.id = g.case_id JOIN orders o ON o.id = g.order_id ORDER BY g.id DESC`, append(values, q.Limit, max(q.Offset, 0))...)
}

// GoodwillCount is how many payments a query picks.
func (t *Tx) GoodwillCount(q desk.GoodwillQuery) (n int, err error) {
	_, err = t.QueryRow([]any{&n}, `SELECT COUNT(*) FROM goodwill`+onlyOpen(q.Open))
	return n, err
}

// after narrows a list that stands by id, the newest first, to what follows a
// row: a page far down then costs what the first one does.
func after(id domain.ID, where string, values []any) (string, []any) {
	if id == 0 {
		return where, values
	}
	values = append(values, id)
	narrower := " AND "
	if where == "" {
		narrower = " WHERE "
	}
	return where + narrower + "id < $" + strconv.Itoa(len(values)), values
}

func onlyOpen(open bool) string {
	if open {
		return ` WHERE open = 1`
	}
	return ""
}

// Claim is one entry of the follow-up register.
//
// Errors: missing.claim.
func (t *Tx) Claim(id domain.ID) (claim.Claim, error) {
	return find[claim.Claim](t, "claim", id, `SELECT body FROM claims WHERE id = $1`, id)
}

// ClaimNumbered is the entry of a number, with or without capitals and the
// hyphen.
//
// Errors: missing.claim.
func (t *Tx) ClaimNumbered(number string) (claim.Claim, error) {
	return find[claim.Claim](t, "claim", number, `SELECT body FROM claims WHERE number = $1`, hyphened(number))
}

// ClaimsOfOrder are an order's entries, oldest first.
func (t *Tx) ClaimsOfOrder(orderID domain.ID) ([]claim.Claim, error) {
	return list[claim.Claim](t, "claim", `SELECT body FROM claims WHERE order_id IS NOT NULL AND order_id = $1 ORDER BY id`, orderID)
}

// ClaimsOfCase are a case's entries, oldest first.
func (t *Tx) ClaimsOfCase(caseID domain.ID) ([]claim.Claim, error) {
	return list[claim.Claim](t, "claim", `SELECT body FROM claims WHERE case_id IS NOT NULL AND case_id = $1 ORDER BY id`, caseID)
}

// ClaimsPaid are the entries that were paid from one moment to before another.
func (t *Tx) ClaimsPaid(from, to time.Time) ([]claim.Claim, error) {
	return list[claim.Claim](t, "claim", `SELECT body FROM claims WHERE moved IS NOT NULL AND moved >= $1 AND moved < $2 ORDER BY moved, id`, from, to)
}

// PutClaim keeps an entry.
//
// Errors: those of Validate, store.conflict, store.refers.
func (t *Tx) PutClaim(c *claim.Claim) error {
	due, moved := "", any(nil)
	if c.State == claim.Sent {
		due = string(c.DueTo)
	}
	if c.State == claim.Paid {
		moved = c.PaidAt
	}
	return t.keep(record{entity: "claim", table: "claims", value: c, id: &c.ID, version: &c.Version,
		columns: []string{"number", "order_id", "case_id", "party", "state", "open", "due", "moved"},
		values:  []any{c.Number, orNull(c.OrderID), orNull(c.CaseID), string(c.Party), string(c.State), !c.Done(), due, moved}})
}

// ClaimPage is one page of the register: open entries by the day on which their
// answer is due, those without last; then the others, newest first.
func (t *Tx) ClaimPage(q desk.ClaimQuery) ([]claim.Claim, error) {
	where, values := claimsWhere(q)
	n := len(values)
	return list[claim.Claim](t, "claim", `SELECT body FROM claims`+where+`
		ORDER BY open DESC, CASE WHEN open = 1 AND due <> '' THEN 0 ELSE 1 END, CASE WHEN open = 1 THEN due ELSE '' END, id DESC
		LIMIT $`+strconv.Itoa(n+1)+` OFFSET $`+strconv.Itoa(n+2), append(values, q.Limit, max(q.Offset, 0))...)
}

// ClaimCount is how many entries a query picks.
func (t *Tx) ClaimCount(q desk.ClaimQuery) (n int, err error) {
	where, values := claimsWhere(q)
	_, err = t.QueryRow([]any{&n}, `SELECT COUNT(*) FROM claims`+where, values...)
	return n, err
}

func claimsWhere(q desk.ClaimQuery) (string, []any) {
	var where []string
	var values []any
	if q.Open || q.Overdue != "" {
		where = append(where, "open = 1")
	}
	if q.Overdue != "" {
		values = append(values, string(q.Overdue))
		where = append(where, "due <> '' AND due < $1")
	}
	if len(where) == 0 {
		return "", nil
	}
	return " WHERE " + strings.Join(where, " AND "), values
}

// Owed is the difference of one exchange.
//
// Errors: missing.owed.
func (t *Tx) Owed(id domain.ID) (refund.Owed, error) {
	return find[refund.Owed](t, "owed", id, `SELECT body FROM owed WHERE id = $1`, id)
}

// OwedOfCase are a case's differences, oldest first.
func (t *Tx) OwedOfCase(caseID domain.ID) ([]refund.Owed, error) {
	return list[refund.Owed](t, "owed", `SELECT body FROM owed WHERE case_id = $1 ORDER BY id`, caseID)
}

// OwedOpen are the differences that nobody settled yet, oldest first.
func (t *Tx) OwedOpen() ([]refund.Owed, error) {
	return list[refund.Owed](t, "owed", `SELECT body FROM owed WHERE open = 1 ORDER BY id`)
}

// OwedSettled are the differences that were settled from one moment to before
// another.
func (t *Tx) OwedSettled(from, to time.Time) ([]refund.Owed, error) {
	return list[refund.Owed](t, "owed", `SELECT body FROM owed WHERE moved IS NOT NULL AND moved >= $1 AND moved < $2 ORDER BY moved, id`, from, to)
}

// PutOwed keeps a difference.
//
// Errors: those of Validate, store.conflict, store.refers.
func (t *Tx) PutOwed(o *refund.Owed) error {
	var moved any
	if o.State == refund.OwedSettled {
		moved = o.Settled
	}
	return t.keep(record{entity: "owed", table: "owed", value: o, id: &o.ID, version: &o.Version,
		columns: []string{"order_id", "case_id", "state", "open", "moved"},
		values:  []any{o.OrderID, o.CaseID, string(o.State), o.State == refund.OwedOpen, moved}})
}

// PutLoss books a loss whose deed was not booked before, and says whether it
// was.
//
// Errors: those of Validate, store.refers.
func (t *Tx) PutLoss(l *refund.Loss) (booked bool, err error) {
	var n int
	if _, err := t.QueryRow([]any{&n}, `SELECT COUNT(*) FROM losses WHERE once = $1`, l.Once); err != nil || n > 0 {
		return false, err
	}
	return true, t.keep(record{entity: "loss", table: "losses", value: l, id: &l.ID, version: &l.Version,
		columns: []string{"once", "order_id", "cause", "at", "amount", "currency"},
		values:  []any{l.Once, l.OrderID, string(l.Cause), l.At, l.Amount.Minor, string(l.Amount.Currency)}})
}

// LossesOfOrder are an order's losses, oldest first; Losses, those from one
// moment to before another.
func (t *Tx) LossesOfOrder(orderID domain.ID) ([]refund.Loss, error) {
	return list[refund.Loss](t, "loss", `SELECT body FROM losses WHERE order_id = $1 ORDER BY id`, orderID)
}

// Losses are those from one moment to before another, oldest first.
func (t *Tx) Losses(from, to time.Time) ([]refund.Loss, error) {
	return list[refund.Loss](t, "loss", `SELECT body FROM losses WHERE at >= $1 AND at < $2 ORDER BY at, id`, from, to)
}

// Reconciliation is one payout file as it was laid beside a book.
//
// Errors: missing.reconciliation.
func (t *Tx) Reconciliation(id domain.ID) (refund.Reconciliation, error) {
	return find[refund.Reconciliation](t, "reconciliation", id, `SELECT body FROM reconciliations WHERE id = $1`, id)
}

// Reconciliations are the newest ones, newest first.
func (t *Tx) Reconciliations(limit int) ([]refund.Reconciliation, error) {
	return list[refund.Reconciliation](t, "reconciliation", `SELECT body FROM reconciliations ORDER BY id DESC LIMIT $1`, limit)
}

// PutReconciliation keeps a reconciliation.
//
// Errors: those of Validate, store.conflict.
func (t *Tx) PutReconciliation(r *refund.Reconciliation) error {
	return t.keep(record{entity: "reconciliation", table: "reconciliations", value: r, id: &r.ID, version: &r.Version,
		columns: []string{"book", "at"}, values: []any{string(r.Book), r.At}})
}
