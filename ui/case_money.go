package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/domain/refund"
	"aftercare/ui/present"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// moneyOf is what was booked or, before that, what a refund would come to.
func (p *casesPage) moneyOf(v desk.CaseView) fyne.CanvasObject {
	w := p.env.speak()
	column := widgets.NewColumn(8, widgets.NewSection(w.T("page.money"), "", nil))
	for _, r := range v.Refunds {
		m := present.RefundState(w, r.State)
		column.Add(widgets.NewRow(8, widgets.NewBadge(m.Shape, theme.Tone(m.Tone), m.Word), widgets.Gap(),
			widgets.NewLink(w.T("cases.in_ledger"), "", func() { p.env.shell.open(route{page: "money", id: r.ID}) })))
		column.Add(refundRows(p.env, r))
		column.Add(widgets.NewKeyValue(108, refundFacts(p.env, r)...))
	}
	for _, g := range v.Goodwill {
		column.Add(p.goodwillOf(g))
	}
	for _, o := range v.Owed {
		column.Add(p.owedOf(o))
	}
	switch {
	case len(v.Refunds) > 0 || !v.PaysBack() && len(v.Goodwill)+len(v.Owed) > 0:
	case v.Preview != nil:
		column.Add(assessmentRows(p.env, *v.Preview, w.T("cases.preview", domain.Args{"payer_key": "cases.payer." + string(v.Policy.PaidBy), "channel": v.Channel.Name})))
	case v.Against != nil:
		column.Add(widgets.NewParagraph(w.Error(v.Against), widgets.TextStyle{Colour: theme.LateInk}))
	default:
		column.Add(widgets.NewParagraph(w.T("cases.money.no_refund_here"), widgets.Second()))
	}
	return column
}

// goodwillOf is one payment outside of the order's refund, and the way to it.
func (p *casesPage) goodwillOf(g refund.Goodwill) fyne.CanvasObject {
	w := p.env.speak()
	m := present.GoodwillState(w, g.State)
	if g.Lost {
		m.Word = w.T("cases.goodwill_lost")
	}
	row := widgets.MoneyRow{Words: w.List([]string{g.Number, w.T("goodwill.reason." + string(g.Reason))}), Amount: w.Money(g.Amount)}
	return widgets.NewColumn(4, widgets.NewRow(8, widgets.NewBadge(m.Shape, theme.Tone(m.Tone), m.Word), widgets.Gap(),
		widgets.NewLink(w.T("cases.in_goodwill"), "", func() { p.toGoodwill(g) })), widgets.NewMoneyRows(present.GoodwillNext(w, g), row))
}

func (p *casesPage) toGoodwill(g refund.Goodwill) {
	p.env.shell.open(route{page: "money", id: g.ID, do: "goodwill"})
}

// owedOf is the difference of an exchange, with what can be done about it.
func (p *casesPage) owedOf(o refund.Owed) fyne.CanvasObject {
	w := p.env.speak()
	words := w.T("owed.direction." + string(o.Direction))
	if o.State != refund.OwedOpen {
		return widgets.NewMoneyRows(w.T("owed."+string(o.State)+"_by", domain.Args{"who": o.Who, "at": o.Settled, "reason": o.Why}), widgets.MoneyRow{Words: words, Amount: w.Money(o.Amount)})
	}
	return widgets.NewColumn(6, widgets.NewMoneyRows(w.T("owed.never_silent"), widgets.MoneyRow{Words: words, Amount: w.Money(o.Amount), Tone: theme.Strong}),
		widgets.NewRow(8, widgets.NewButton(widgets.ButtonLook{Word: w.T("action.settle_owed")}, func() { p.settleOwed(o) }),
			widgets.NewButton(widgets.ButtonLook{Word: w.T("action.waive_owed"), Kind: widgets.Quiet}, func() { p.waiveOwed(o) }), widgets.Gap()))
}

// settleOwed records that the difference was paid, one way or the other.
func (p *casesPage) settleOwed(o refund.Owed) {
	w := p.env.speak()
	method := widgets.NewSelect(methodsOutside(p.env), string(refund.FPS), nil)
	p.asks(w.T("action.settle_owed"), []formField{{name: "method", label: w.T("field.method"), hint: w.T("owed.direction."+string(o.Direction)) + " " + w.Money(o.Amount), part: method}}, func() (deed, error) {
		return p.movesOwed(desk.OwedMove{Owed: o.ID, Event: refund.SettleOwed, Method: refund.Method(method.Selected())}), nil
	})
}

// waiveOwed lets the difference go.
func (p *casesPage) waiveOwed(o refund.Owed) {
	w := p.env.speak()
	why := widgets.NewEntry(widgets.EntryLook{Lines: 2})
	p.asks(w.T("action.waive_owed"), []formField{{name: "reason", label: w.T("field.reason"), part: why}}, func() (deed, error) {
		return p.movesOwed(desk.OwedMove{Owed: o.ID, Event: refund.WaiveOwed, Reason: why.Text()}), nil
	})
}

func (p *casesPage) movesOwed(m desk.OwedMove) deed {
	id := p.file.ID
	return func(ctx context.Context) (desk.CaseView, error) {
		if _, err := p.env.desk.MoveOwed(ctx, m); err != nil {
			return desk.CaseView{}, err
		}
		return p.env.desk.Case(ctx, id)
	}
}

// methodsOutside are the ways in which money goes outside of an order's refund.
func methodsOutside(e env) []widgets.Option {
	var out []widgets.Option
	for _, m := range refund.Methods() {
		if m != refund.Original {
			out = append(out, widgets.Option{Key: string(m), Word: e.speak().T("method." + string(m))})
		}
	}
	return out
}

// payment is what the goodwill step of a plan asks for: how the customer wants
// the money, where nobody knows; the payment itself, where none is open; else
// the books, where it is verified and paid.
func (p *casesPage) payment(v desk.CaseView) action {
	w := p.env.speak()
	a := action{key: "step", word: w.T("cases.button.new_goodwill"), run: p.propose, primary: true}
	for _, g := range v.Goodwill {
		switch {
		case !g.Counts() || g.State == refund.GoodwillPaid:
		case g.Method == "":
			a.word, a.run = w.T("cases.button.payee"), func() { p.payee(g) }
			return a
		default:
			a.word, a.run = w.T("cases.button.goodwill"), func() { p.toGoodwill(g) }
		}
	}
	return a
}

// payee asks how the customer wants the money.
func (p *casesPage) payee(g refund.Goodwill) {
	w, id := p.env.speak(), p.file.ID
	method, payee := widgets.NewSelect(methodsOutside(p.env), string(refund.FPS), nil), widgets.NewEntry(widgets.EntryLook{})
	fields := []formField{{name: "method", label: w.T("field.method"), part: method}, {name: "payee", label: w.T("field.payee"), hint: w.T("goodwill.payee_hint"), part: payee}}
	p.asks(w.T("goodwill.form.payee", domain.Args{"number": g.Number, "amount": g.Amount}), fields, func() (deed, error) {
		q := desk.PayeeRequest{Goodwill: g.ID, Method: refund.Method(method.Selected()), Payee: payee.Text()}
		return func(ctx context.Context) (desk.CaseView, error) {
			if _, err := p.env.desk.PayGoodwillTo(ctx, q); err != nil {
				return desk.CaseView{}, err
			}
			return p.env.desk.Case(ctx, id)
		}, nil
	})
}

// propose writes a goodwill payment of the case down.
func (p *casesPage) propose() {
	w, v := p.env.speak(), *p.file
	reason := widgets.NewSelect(choicesOf(p.env, "goodwill.reason.", refund.GoodwillReasons()), string(goodwillFor(v.Reason)), nil)
	amount, payee, words := p.sumEntry(), widgets.NewEntry(widgets.EntryLook{}), widgets.NewEntry(widgets.EntryLook{Lines: 2})
	method := widgets.NewSelect(methodsOutside(p.env), string(refund.FPS), nil)
	fields := []formField{{name: "reason", label: w.T("money.for"), part: reason}, {name: "amount", label: w.T("field.amount"), part: amount}, {name: "method", label: w.T("field.method"), part: method},
		{name: "payee", label: w.T("field.payee"), hint: w.T("goodwill.payee_hint"), part: payee}, {name: "words", label: w.T("goodwill.words"), part: words}}
	p.asks(w.T("action.new_goodwill"), fields, func() (deed, error) {
		sum, err := p.amountIn("amount", amount)
		if err != nil {
			return nil, err
		}
		if sum.Currency == "" {
			return nil, domain.Wrong("amount", "refund.amount_wanted", nil)
		}
		q := desk.GoodwillRequest{Order: v.OrderID, Case: v.Number, Amount: sum, Reason: refund.GoodwillReason(reason.Selected()), Words: words.Text(), Method: refund.Method(method.Selected()), Payee: payee.Text()}
		return func(ctx context.Context) (desk.CaseView, error) {
			if _, err := p.env.desk.ProposeGoodwill(ctx, q); err != nil {
				return desk.CaseView{}, err
			}
			return p.env.desk.Case(ctx, v.ID)
		}, nil
	})
}

// goodwillFor is what a payment is most likely for, by the reason of its case.
func goodwillFor(reason string) refund.GoodwillReason {
	switch reason {
	case "shipped_late":
		return refund.LateShipping
	case "discount_not_given":
		return refund.PromisedLess
	case "freight":
		return refund.FreightAdvanced
	}
	return refund.Apology
}

// replacing is one line of the goods that go out again: the same, or another
// article.
type replacing struct {
	item casefile.Item
	n    *widgets.Stepper
	sku  *widgets.Entry
}

// replace makes the order by which the goods go out again: as they were bought,
// or, of an exchange, other goods at their price.
func (p *casesPage) replace() {
	w, v := p.env.speak(), *p.file
	var lines []replacing
	var fields []formField
	for _, it := range v.Items {
		most := it.Said
		if v.Remedy == casefile.Exchange && v.Parcel == casefile.Inspected {
			most = it.Accepted
		}
		r := replacing{item: it, n: widgets.NewStepper(most, 0, most, "", nil), sku: widgets.NewEntry(widgets.EntryLook{Placeholder: it.SKU})}
		lines = append(lines, r)
		fields = append(fields, formField{name: "quantity", label: it.Title, part: r.n},
			formField{name: "items", label: w.T("cases.other_goods"), hint: w.T("cases.hint.other_goods"), part: r.sku})
	}
	price := p.sumEntry()
	if v.Remedy == casefile.Exchange {
		fields = append(fields, formField{name: "price", label: w.T("cases.other_price"), hint: w.T("cases.hint.other_price"), part: price})
	}
	p.asks(w.T("cases.form.replace"), fields, func() (deed, error) {
		sum, err := p.amountIn("price", price)
		if err != nil {
			return nil, err
		}
		q := desk.ReplaceRequest{Case: v.ID, Price: sum, Answer: p.form.answered()}
		for _, r := range lines {
			if n := r.n.Count(); n > 0 {
				q.Items = append(q.Items, order.Again{Line: r.item.Line, Quantity: n, SKU: r.sku.Text()})
			}
		}
		return func(ctx context.Context) (desk.CaseView, error) {
			if _, err := p.env.desk.Replace(ctx, q); err != nil {
				return desk.CaseView{}, err
			}
			return p.env.desk.Case(ctx, v.ID)
		}, nil
	})
}
