package storage

import (
	"fmt"
	"slices"
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
	s := stretch{table: "goodwill", clause: onlyOpen(q.Open), order: byID, desc: true}
	after(s.clause, q.After)
	rows := booked(func(r Row, more ...any) (row desk.GoodwillRow, err error) {
		var body string
		if err = r.Scan(append([]any{&body, &row.CaseNumber, &row.OrderNumber, &row.Customer, &row.ChannelID}, more...)...); err == nil {
			row.Goodwill, err = decoded[refund.Goodwill]("goodwill", body)
		}
		return row, err
	}, s)
	var err error
	if q.After == 0 {
		rows.known, err = t.listing("goodwill", fmt.Sprint(q.Open))
	}
	if err != nil {
		return nil, err
	}
	return rows.read(t, q.Offset, q.Limit)
}

// GoodwillCount is how many payments a query picks.
func (t *Tx) GoodwillCount(q desk.GoodwillQuery) (int, error) {
	return t.countIn("goodwill", onlyOpen(q.Open))
}

func onlyOpen(open bool) *clause {
	c := &clause{}
	if open {
		c.and("open = 1")
	}
	return c
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

// ClaimsPaid are the entries of which something was paid from one moment to
// before another. The table knows the last payment of each: one of before that
// may lie between the two as well.
func (t *Tx) ClaimsPaid(from, to time.Time) ([]claim.Claim, error) {
	all, err := list[claim.Claim](t, "claim", `SELECT body FROM claims WHERE moved IS NOT NULL AND moved >= $1 ORDER BY moved, id`, from)
	return slices.DeleteFunc(all, func(c claim.Claim) bool {
		return !slices.ContainsFunc(c.Payments, func(p claim.Payment) bool { return !p.At.Before(from) && p.At.Before(to) })
	}), err
}

// PutClaim keeps an entry.
//
// Errors: those of Validate, store.conflict, store.refers.
func (t *Tx) PutClaim(c *claim.Claim) error {
	due, moved := "", any(nil)
	if c.State == claim.Sent {
		due = string(c.DueTo)
	}
	if c.Paid.Minor > 0 {
		moved = c.PaidAt
	}
	return t.keep(record{entity: "claim", table: "claims", value: c, id: &c.ID, version: &c.Version,
		columns: []string{"number", "order_id", "case_id", "party", "state", "open", "due", "moved"},
		values:  []any{c.Number, orNull(c.OrderID), orNull(c.CaseID), string(c.Party), string(c.State), !c.Done(), due, moved}})
}

// ClaimPage is one page of the register: open entries by the day on which their
// answer is due, those without last; then the others, newest first.
func (t *Tx) ClaimPage(q desk.ClaimQuery) ([]claim.Claim, error) {
	known, err := t.listing("claims", fmt.Sprint(q.Open, q.Overdue))
	if err != nil {
		return nil, err
	}
	rows := paged[claim.Claim]{columns: `c.body`, from: `JOIN claims c ON c.id = p.id`, scan: bodyOf[claim.Claim]("claim"), parts: claimsIn(q), known: known}
	return rows.read(t, q.Offset, q.Limit)
}

// claimsIn are the parts of the register, in its order.
func claimsIn(q desk.ClaimQuery) []stretch {
	due := stretch{table: "claims", name: "due", clause: &clause{}, order: sorting{"due", "id"}}
	due.clause.and("open = 1 AND due > ''")
	if q.Overdue != "" {
		due.clause.and("due < ?", string(q.Overdue))
		return []stretch{due}
	}
	open := stretch{table: "claims", name: "open", clause: &clause{}, order: byID, desc: true}
	open.clause.and("open = 1 AND due = ''")
	if q.Open {
		return []stretch{due, open}
	}
	done := stretch{table: "claims", name: "done", clause: &clause{}, order: byID, desc: true}
	done.clause.and("open = 0")
	return []stretch{due, open, done}
}

// ClaimCount is how many entries a query picks.
func (t *Tx) ClaimCount(q desk.ClaimQuery) (n int, err error) {
	for _, s := range claimsIn(q) {
		of, err := t.countIn(s.table, s.clause)
		if err != nil {
			return 0, err
		}
		n += of
	}
	return n, nil
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
	defer o.Upgrade()
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
