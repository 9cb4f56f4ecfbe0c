package paper

import (
	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/ui/present"
	"aftercare/ui/text"
)

// PayoutsOf is a day's payout list to sign: who made it and who checked it.
func PayoutsOf(p desk.Payouts, s desk.Setup, w *text.Words) List {
	l := List{Shop: bench(s), Title: w.T("payout.title", domain.Args{"day": w.FullDate(p.Day)}), Sign: true,
		Columns: []Column{{Head: w.T("payout.number")}, {Head: w.T("field.order")}, {Head: w.T("field.customer")}, {Head: w.T("money.for")}, {Head: w.T("field.payee")},
			{Head: w.T("payout.agreed")}, {Head: w.T("cases.state")}, {Head: w.T("field.amount"), Right: true}}}
	for _, g := range p.Rows {
		l.Rows = append(l.Rows, []string{g.Number, g.OrderNumber, g.Customer, w.T("goodwill.reason." + string(g.Reason)),
			lines(w.T("method."+string(g.Method)), g.Payee), lines(g.AgreedBy, g.VerifiedBy), w.T("goodwill.state." + string(g.State)), w.Money(g.Amount)})
	}
	for _, a := range p.Sums {
		l.Totals = append(l.Totals, Fact{Label: w.T("payout.total"), Value: w.Money(a)})
	}
	for _, a := range p.Unpaid {
		l.Totals = append(l.Totals, Fact{Label: w.T("payout.unpaid"), Value: w.Money(a)})
	}
	if len(p.Rows) == 0 {
		l.Notes = append(l.Notes, w.T("payout.none"))
	}
	if n := len(p.Waiting); n > 0 {
		l.Notes = append(l.Notes, w.N("payout.waiting", n))
	}
	return l
}

// LedgerOf is the books between two days with their sums, each currency for
// itself.
func LedgerOf(v desk.LedgerView, s desk.Setup, w *text.Words) List {
	l := List{Shop: bench(s), Title: w.T("money.ledger_title", domain.Args{"from": w.FullDate(v.From), "to": w.FullDate(v.To)}),
		Columns: []Column{{Head: w.T("field.at")}, {Head: w.T("money.book")}, {Head: w.T("money.for")}, {Head: w.T("payout.number")}, {Head: w.T("field.order")}, {Head: w.T("cases.state")},
			{Head: w.T("direction.out"), Right: true}, {Head: w.T("direction.in"), Right: true}}}
	for _, r := range v.Rows {
		out, in := w.Money(r.Amount), ""
		if r.Direction == "in" {
			out, in = in, out
		}
		l.Rows = append(l.Rows, []string{w.FullMoment(r.At), w.T("book." + string(r.Book)), w.T("purpose." + string(r.Purpose)), r.Number, r.Order, present.BookState(w, r).Word, out, in})
	}
	for _, sum := range v.Sums {
		l.Totals = append(l.Totals, Fact{Label: w.List([]string{w.T("book." + string(sum.Book)), w.T("direction." + string(sum.Direction)), w.T("purpose." + string(sum.Purpose))}), Value: w.Money(sum.Amount)})
	}
	if len(v.Rows) == 0 {
		l.Notes = append(l.Notes, w.T("money.ledger_none"))
	}
	return l
}
