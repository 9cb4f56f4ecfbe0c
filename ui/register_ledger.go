package ui

import (
	"cmp"
	"context"
	"strconv"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/refund"
	"aftercare/ui/paper"
	"aftercare/ui/present"
	"aftercare/ui/text"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// ledgerRegister is the two books: what went out and came in, by whom it is
// paid, of this month unless other days are asked for (R9).
func ledgerRegister(e env) register {
	w := e.speak()
	filters := []widgets.Option{{Key: "", Word: w.T("registers.every")}}
	for _, b := range refund.Books() {
		filters = append(filters, widgets.Option{Key: string(b), Word: w.T("book." + string(b))})
	}
	query := func(a registerAsk) desk.LedgerQuery {
		return desk.LedgerQuery{From: a.span.From, To: a.span.To, Book: refund.Book(a.filter)}
	}
	return register{key: "ledger", filters: filters,
		columns: []widgets.Column{{Title: w.T("registers.day"), Min: 104}, {Title: w.T("payout.number"), Min: 72, Leave: 3}, {Title: w.T("field.order"), Min: 92, Weight: 1}, {Title: w.T("money.for"), Min: 80, Weight: 1},
			{Title: w.T("money.payer"), Min: 84, Leave: 2}, {Title: w.T("cases.state"), Min: 88, Leave: 1}, {Title: w.T("field.amount"), Min: 104, Right: true}},
		export: func(a registerAsk) desk.ExportQuery { return desk.ExportQuery{Table: "ledger", Ledger: query(a)} },
		more:   []widgets.Option{{Key: "pdf", Word: "PDF"}},
		extra:  func(p *registersPage, _ string) { p.pressLedger(query(p.ask_)) },
		read: func(ctx context.Context, a registerAsk) (registered, error) {
			v, err := e.desk.Ledger(ctx, query(a))
			n := len(v.Rows)
			return registered{count: n, row: func(i int) registerRow { return ledgerRow(e, v.Rows[n-1-i]) }, figures: func() []widgets.FigureCell { return ledgerFigures(e, v) },
				sums: func() []widgets.MoneyRow { return ledgerSums(e.speak(), v) }}, err
		}}
}

// pressLedger makes the books' paper.
func (p *registersPage) pressLedger(q desk.LedgerQuery) {
	e, w := p.env, p.env.speak()
	p.papers.press(w.T("page.ledger"), func(ctx context.Context, press *paper.Press) (paper.Paper, error) {
		v, err := e.desk.Ledger(ctx, q)
		if err != nil {
			return paper.Paper{}, err
		}
		setup, err := e.desk.Setup(ctx)
		if err != nil {
			return paper.Paper{}, err
		}
		return press.List(paper.LedgerOf(v, setup, w), paper.Setting{At: e.now(), Zone: setup.Zone, Languages: paper.Alone(w.Lang())})
	})
}

func ledgerRow(e env, r refund.Row) registerRow {
	w := e.speak()
	amount := r.Amount
	if r.Direction == refund.Out {
		amount = amount.Neg()
	}
	state := present.BookState(w, r)
	method := ""
	if r.Method != "" {
		method = w.T("method." + string(r.Method))
	}
	number := cmp.Or(r.Number, present.Short(r.Order))
	row := registerRow{title: number, key: r.Entity + strconv.FormatInt(int64(r.ID), 10) + string(r.Purpose), to: route{page: "money", id: r.ID}}
	switch {
	case r.Entity == "claim":
		row.to.do = "claims"
	case r.Entity == "goodwill":
		row.to.do = "goodwill"
	case r.Entity != "refund":
		row.to = route{page: "orders", id: r.OrderID}
	}
	row.cells = []widgets.Cell{{Text: dayAt(e, r.At)}, {Text: r.Number, Tone: theme.Strong}, {Text: present.Short(r.Order), Tip: tipOf(present.Short(r.Order), r.Order)}, {Text: w.T("purpose." + string(r.Purpose)), Tone: theme.Strong},
		{Text: present.BookPayer(w, r.Book)}, cellOf(state), {Text: w.Money(amount), Tone: theme.Strong}}
	row.facts = []widgets.KeyValueRow{{Label: w.T("field.order"), Value: r.Order}, {Label: w.T("money.for"), Value: w.T("purpose." + string(r.Purpose))}, {Label: w.T("money.book"), Value: w.T("book." + string(r.Book))},
		{Label: w.T("money.direction"), Value: w.T("direction." + string(r.Direction))}, {Label: w.T("field.amount"), Value: w.Money(amount)}, {Label: w.T("cases.state"), Value: state.Word, Tone: theme.Tone(state.Tone)},
		{Label: w.T("registers.day"), Value: w.FullMoment(r.At)}, {Label: w.T("field.method"), Value: method}, {Label: w.T("money.reference"), Value: r.Reference}}
	return row
}

// ledgerFigures are what went out of each book, and what came in.
func ledgerFigures(e env, v desk.LedgerView) []widgets.FigureCell {
	w := e.speak()
	cell := func(label string, is func(desk.LedgerSum) bool) widgets.FigureCell {
		return widgets.FigureCell{Label: label, Figure: present.Sums(w, desk.SumOf(v.Sums, is), e.shell.shop.Currency)}
	}
	out := []widgets.FigureCell{}
	for _, b := range refund.Books() {
		out = append(out, cell(w.T("registers.figure.out", domain.Args{"book": text.Key("book." + string(b))}), func(s desk.LedgerSum) bool { return s.Book == b && s.Direction == refund.Out }))
	}
	return append(out, cell(w.T("registers.figure.in"), func(s desk.LedgerSum) bool { return s.Direction == refund.In }))
}

func ledgerSums(w *text.Words, v desk.LedgerView) []widgets.MoneyRow {
	var out []widgets.MoneyRow
	for _, s := range v.Sums {
		amount := s.Amount
		if s.Direction == refund.Out {
			amount = amount.Neg()
		}
		out = append(out, widgets.MoneyRow{Words: w.List([]string{w.T("book." + string(s.Book)), w.T("purpose." + string(s.Purpose))}), Amount: w.Money(amount)})
	}
	return out
}
