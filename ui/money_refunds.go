package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/channel"
	"aftercare/domain/desk"
	"aftercare/domain/refund"
	"aftercare/ui/present"
	"aftercare/ui/text"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// refundBook is the refund ledger: each refund with its payer, state and day,
// the sums over them, and beside it the selected one.
type refundBook struct {
	bookOf[desk.RefundRow]
	figures  *fyne.Container
	query    desk.RefundQuery // of the figure that was tapped
	channels map[domain.ID]channel.Channel
	sums     desk.LedgerFigures
	adding   ticket
}

const moneyDetail = 376

func newRefundBook(m *moneyPage) *refundBook {
	p := &refundBook{channels: map[domain.ID]channel.Channel{}, figures: widgets.NewOver()}
	p.env, p.money, p.id, p.draw, p.acts, p.extra, p.turns = m.env, m, func(r desk.RefundRow) domain.ID { return r.ID }, p.paint, p.possible, p.addUp, p.showFigures
	w := m.env.speak()
	add := widgets.NewButton(widgets.ButtonLook{Word: w.T("action.platform_refund"), Icon: "plus", Key: shortcutOf["new"].hint}, func() { m.env.shell.do("new") })
	p.furnish("refunds", moneyColumns(w), p.line, func(ctx context.Context, _ bool, offset, limit int) ([]desk.RefundRow, int, error) {
		q := p.asked()
		q.Offset, q.Limit = offset, limit
		return m.env.desk.Refunds(ctx, q)
	}, add, p.figures)
	p.list.Empty = widgets.NewEmptyState(w.T("money.empty.refunds"), w.T("money.empty_step.refunds"),
		widgets.NewButton(widgets.ButtonLook{Word: w.T("page.cases")}, func() { m.env.shell.open(route{page: "cases"}) }))
	return p
}

// asked is what the list is narrowed to.
func (p *refundBook) asked() desk.RefundQuery {
	if p.picked {
		return p.query
	}
	return desk.RefundQuery{Open: !p.all}
}

func moneyColumns(w *text.Words) []widgets.Column {
	return []widgets.Column{{Title: w.T("payout.number"), Min: 64, Leave: 1}, {Title: w.T("field.case"), Min: 60}, {Title: w.T("field.customer"), Min: 92, Weight: 1}, {Title: w.T("money.for"), Min: 92, Weight: 0.6, Leave: 3}, {Title: w.T("money.payer"), Min: 68, Leave: 2},
		{Title: w.T("cases.state"), Min: 102, Leave: 4, KeepShape: true}, {Title: w.T("money.due"), Min: 116}, {Title: w.T("field.amount"), Min: 96, Right: true}}
}

// addUp reads the sums over the ledger, and the shop's channels.
func (p *refundBook) addUp() {
	type answer struct {
		sums  desk.LedgerFigures
		setup desk.Setup
	}
	run(p.env.work, &p.adding, func(ctx context.Context) (answer, error) {
		sums, err := p.env.desk.LedgerFigures(ctx)
		if err != nil {
			return answer{}, err
		}
		setup, err := p.env.desk.Setup(ctx)
		return answer{sums, setup}, err
	}, func(a answer, err error) {
		if err != nil {
			p.env.shell.fail(err)
			return
		}
		for _, c := range a.setup.Channels {
			p.channels[c.ID] = c
		}
		p.sums = a.sums
		p.showFigures()
		p.list.Refresh()
	})
}

// line is a row of the ledger.
func (p *refundBook) line(r desk.RefundRow) widgets.RowData {
	w, now, zone := p.env.speak(), p.env.now(), p.env.shell.zone
	state, due := present.RefundState(w, r.State), present.RefundDue(w, r.Refund, now, zone)
	return widgets.RowData{Cells: []widgets.Cell{{Text: r.Number}, {Text: r.CaseNumber, Tone: theme.Strong}, {Text: r.Customer, Tone: theme.Strong}, {Text: present.RefundFor(w, r.Refund)},
		{Text: present.Payer(w, r.Refund, p.channels[r.ChannelID].Name)}, {Text: state.Word, Shape: state.Shape, Tone: theme.Tone(state.Tone)},
		{Text: due.Word, Shape: due.Shape, Tone: theme.Tone(due.Tone), Room: true}, {Text: w.Money(r.Amount), Tone: theme.Strong}}}
}

func (p *refundBook) showFigures() {
	w := p.env.speak()
	filed, chase, byShop, byPlatform := present.Figures(w, p.sums, p.env.shell.shop.Currency)
	today := calendar.DateOf(p.env.now(), p.env.shell.zone)
	month := today.AddDays(1 - today.Day()).Start(p.env.shell.zone)
	cell := func(key, figure string, q desk.RefundQuery) widgets.FigureCell {
		return widgets.FigureCell{Label: w.T("money.figure." + key), Figure: figure, On: p.picked && p.query == q, Tapped: func() {
			p.query = q
			p.pick(false, true)
		}}
	}
	late := cell("chase", chase, desk.RefundQuery{Chase: today})
	if p.sums.ToChase > 0 {
		late.Shape, late.Tone = theme.Triangle, theme.Late
	}
	p.figures.Objects = []fyne.CanvasObject{widgets.NewFiguresStrip(cell("filed", filed, desk.RefundQuery{State: refund.Filed}), late,
		cell("shop", byShop, desk.RefundQuery{State: refund.Paid, Book: refund.DirectBook, Since: month}),
		cell("platform", byPlatform, desk.RefundQuery{State: refund.Paid, Book: refund.PlatformBook, Since: month}))}
	p.around.Refresh()
}

// possible are the actions of the selected refund.
func (p *refundBook) possible() []action {
	add := action{key: "platform_refund", run: p.platformRefund}
	fresh := action{key: "new", word: p.env.speak().T("action.platform_refund"), run: p.platformRefund}
	if p.current == 0 || p.shown.ID == 0 {
		return []action{add, fresh}
	}
	w, r := p.env.speak(), p.shown
	not := func(e refund.Event) string {
		if slices.Contains(refund.Life.Possible(r.State), e) {
			return ""
		}
		return w.T("money.not_now", domain.Args{"state_key": "refund.state." + string(r.State)})
	}
	paid := action{key: "paid", run: p.pay, refused: not(refund.PayEvent), primary: r.State == refund.Filed}
	again := action{key: "file_again", run: p.again, primary: r.State == refund.Failed}
	if r.State != refund.Failed {
		again.refused = w.T("money.only_bounced")
	}
	bounced := action{key: "bounced", run: p.bounce, danger: true, refused: not(refund.FailEvent)}
	look := action{key: "open", word: w.T("field.case"), icon: "cases", run: func() { p.env.shell.open(route{page: "cases", id: r.CaseID}) }}
	if r.CaseID == 0 {
		look = action{key: "open", word: w.T("field.order"), icon: "orders", run: func() { p.env.shell.open(route{page: "orders", id: r.OrderID}) }}
	}
	chase := action{key: "chase", run: p.chase}
	if r.State != refund.Filed {
		chase.refused = w.T("money.not_now", domain.Args{"state_key": "refund.state." + string(r.State)})
	}
	if again.primary {
		return []action{again, look, paid, chase, bounced, add, fresh}
	}
	return []action{paid, look, again, chase, bounced, add, fresh}
}
