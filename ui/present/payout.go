package present

import (
	"aftercare/domain/desk"
	"aftercare/domain/refund"
	"aftercare/ui/text"
)

// PayoutTable is a day's payout list as a table: for a file, a paper, a
// terminal.
func PayoutTable(w *text.Words, p desk.Payouts) (head []string, rows [][]any) {
	for _, key := range []string{"payout.number", "field.order", "field.customer", "money.for", "field.method", "field.payee", "payout.currency", "field.amount", "payout.agreed_by", "payout.verified_by", "cases.state"} {
		head = append(head, w.T(key))
	}
	for _, g := range p.Rows {
		rows = append(rows, []any{g.Number, g.OrderNumber, g.Customer, w.T("goodwill.reason." + string(g.Reason)), w.T("method." + string(g.Method)), g.Payee,
			string(g.Amount.Currency), g.Amount, g.AgreedBy, g.VerifiedBy, w.T("goodwill.state." + string(g.State))})
	}
	return head, rows
}

// BookPayer says in one word who pays what stands in a book, where a column is
// narrow.
func BookPayer(w *text.Words, b refund.Book) string {
	if b == refund.PlatformBook {
		return w.T("payer.platform")
	}
	return w.T("payer.shop")
}

// Each hands the rows of a table on, as a file is written.
func Each(rows [][]any) func(each func(cells []any) error) error {
	return func(each func(cells []any) error) error {
		for _, r := range rows {
			if err := each(r); err != nil {
				return err
			}
		}
		return nil
	}
}

// GoodwillState shows where a goodwill payment stands.
func GoodwillState(w *text.Words, s refund.GoodwillState) Mark {
	m := map[refund.GoodwillState]Mark{refund.GoodwillProposed: {Pie, Warn, ""}, refund.GoodwillVerified: {Tick, Info, ""}, refund.GoodwillPaid: {Tick, Ok, ""},
		refund.GoodwillFailed: {Octagon, Late, ""}, refund.GoodwillDeclined: {BarDisc, Muted, ""}}[s]
	m.Word = w.T("goodwill.state." + string(s))
	return m
}
