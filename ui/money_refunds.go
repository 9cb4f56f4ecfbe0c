package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

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
	env      env
	money    *moneyPage
	around   *fyne.Container // what stands around the list: its counts change
	pair     *widgets.MasterDetail
	list     *widgets.Table
	rows     *ledger[desk.RefundRow]
	onlyOpen *widgets.Chip
	every    *widgets.Chip
	count    *widgets.Text
	foot     *widgets.Text
	figures  *fyne.Container
	detail   *fyne.Container
	body     *fyne.Container
	all      bool
	query    desk.RefundQuery // a figure that was tapped
	channels map[domain.ID]channel.Channel
	sums     desk.LedgerFigures

	current domain.ID // the refund that is shown, 0 for none
	shown   desk.RefundRow
	wanted  bool // a route named it: it is looked for among the paid ones too
	form    *form
	adding  ticket
}

const moneyDetail = 376

func newRefundBook(m *moneyPage) *refundBook {
	p := &refundBook{env: m.env, money: m, channels: map[domain.ID]channel.Channel{}}
	p.build()
	return p
}

func (p *refundBook) build() {
	w := p.env.speak()
	p.count, p.foot = widgets.NewText("", widgets.Second()), widgets.NewText("", widgets.Small())
	p.figures, p.detail = container.NewStack(), container.NewStack()
	p.list = widgets.NewTable(moneyColumns(w))
	p.rows = &ledger[desk.RefundRow]{env: p.env, list: p.list, read: p.settle,
		fetch: func(ctx context.Context, offset, limit int) ([]desk.RefundRow, int, error) {
			q := p.query
			q.Open, q.Offset, q.Limit = !p.all && q == (desk.RefundQuery{}), offset, limit
			return p.env.desk.Refunds(ctx, q)
		}}
	p.rows.next = p.follow
	p.list.Length = func() int { return p.rows.count }
	p.list.Row = p.line
	p.list.OnVisible = p.rows.see
	p.list.OnSelected = p.choose
	p.list.OnActivated = func(int) { p.env.primaryOf(p.actions()) }
	p.list.OnShow = func(i int) {
		p.choose(i)
		p.pair.SetOpen(true)
	}
	p.list.Empty = widgets.NewEmptyState(w.T("money.empty"), w.T("money.empty_step"),
		widgets.NewButton(widgets.ButtonLook{Word: w.T("page.cases")}, func() { p.env.shell.open(route{page: "cases"}) }))
	p.onlyOpen = widgets.NewChip(w.T("money.open"), "", "", true, func() { p.filter(false) })
	p.every = widgets.NewChip(w.T("money.all"), "", "", false, func() { p.filter(true) })
	head := []fyne.CanvasObject{p.money.header(p.count, widgets.NewButton(widgets.ButtonLook{Word: w.T("action.platform_refund"), Icon: "plus"}, func() { p.env.shell.do("platform_refund") })), p.money.tabs("refunds", p.onlyOpen, p.every), p.figures}
	p.around = widgets.NewPage(head, p.list, widgets.NewListFoot(p.foot, widgets.NewText("", widgets.Small())))
	p.pair = widgets.NewMasterDetail(p.around, p.detail, moneyDetail)
}

func moneyColumns(w *text.Words) []widgets.Column {
	return []widgets.Column{{Title: w.T("field.case"), Min: 60}, {Title: w.T("field.customer"), Min: 92, Weight: 1}, {Title: w.T("money.for"), Min: 92, Weight: 0.6, Leave: 2}, {Title: w.T("money.payer"), Min: 68, Leave: 1},
		{Title: w.T("cases.state"), Min: 102, Leave: 3, KeepShape: true}, {Title: w.T("money.due"), Min: 116}, {Title: w.T("field.amount"), Min: 96, Right: true}}
}

func (p *refundBook) view() fyne.CanvasObject { return p.pair }

// open shows the ledger as it was left, or one refund in it.
func (p *refundBook) open(r route) {
	if r.id != 0 && r.do == "" && r.id != p.current {
		p.current, p.form, p.wanted = r.id, nil, true
	}
	p.reload()
	p.home()
}

func (p *refundBook) reload() {
	p.money.count()
	p.rows.reload()
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

// back leaves a form, then the record where it covers the list.
func (p *refundBook) back() bool {
	switch {
	case p.form != nil && !p.form.letsGo("form.typed"):
		return true
	case p.form != nil:
		p.leave()
	case p.pair.Covers():
		p.pair.SetOpen(false)
	default:
		return false
	}
	p.home()
	return true
}

func (p *refundBook) leave() {
	p.form = nil
	p.show()
	p.home()
}

// home gives the keyboard back to the list; where the record covers it, to
// nobody, and the page hears the keys.
func (p *refundBook) home() {
	if p.pair.Covers() {
		p.env.shell.window.Canvas().Unfocus()
		return
	}
	p.list.Focus()
}

// follow reads what stands below a refund.
func (p *refundBook) follow(ctx context.Context, above desk.RefundRow, limit int) ([]desk.RefundRow, int, error) {
	q := p.query
	q.Open, q.After, q.Limit = !p.all && q == (desk.RefundQuery{}), above.ID, limit
	return p.env.desk.Refunds(ctx, q)
}

func (p *refundBook) filter(all bool) { p.pick(all, desk.RefundQuery{}) }

// pick shows the open refunds, all, or those behind a figure.
func (p *refundBook) pick(all bool, q desk.RefundQuery) {
	p.all, p.query = all, q
	p.rows.next = p.follow
	if q.Chase != "" { // these stand by the day on which they are due
		p.rows.next = nil
	}
	p.showFigures()
	p.rows.pages = nil
	p.list.SetSelected(-1)
	p.list.ScrollTo(0)
	p.rows.reload()
}

// place is where the current refund stands in the list, -1 when its page was
// not read.
func (p *refundBook) place() int {
	for page, rows := range p.rows.pages {
		for i, r := range rows {
			if r.ID == p.current {
				return page*ledgerRows + i
			}
		}
	}
	return -1
}

// settle follows rows that were read: the selected refund stays selected
// wherever it went; one that left the filter gives its place to the first.
func (p *refundBook) settle() {
	w := p.env.speak()
	p.count.Set(w.N(map[bool]string{false: "money.count_open", true: "money.count_all"}[p.all], p.rows.count))
	p.foot.Set(w.T("money.foot"))
	p.onlyOpen.Set(w.T("money.open"), !p.all && p.query == (desk.RefundQuery{}))
	p.every.Set(w.T("money.all"), p.all)
	p.around.Refresh()
	i := p.place()
	if p.wanted && i < 0 && !p.all {
		p.filter(true) // it is paid already
		return
	}
	if p.wanted && i >= 0 {
		p.list.ScrollTo(i)
		p.pair.SetOpen(true)
	}
	p.wanted = false
	if i < 0 && p.form == nil && p.rows.count > 0 {
		i = 0
	}
	p.list.SetSelected(i)
	if r, ok := p.rows.at(i); ok {
		p.current, p.shown = r.ID, r
	} else if p.form == nil {
		p.current, p.shown = 0, desk.RefundRow{}
	}
	if p.form == nil {
		p.show()
	}
}

func (p *refundBook) choose(i int) {
	r, ok := p.rows.at(i)
	if !ok || p.form != nil {
		return
	}
	if p.current != r.ID {
		p.body = nil
	}
	p.current, p.shown = r.ID, r
	p.show()
}

// line is a row of the ledger.
func (p *refundBook) line(i int) widgets.RowData {
	r, ok := p.rows.at(i)
	if !ok {
		return widgets.RowData{Loading: true}
	}
	w, now, zone := p.env.speak(), p.env.now(), p.env.shell.zone
	state, due := present.RefundState(w, r.State), present.RefundDue(w, r.Refund, now, zone)
	return widgets.RowData{Cells: []widgets.Cell{{Text: r.CaseNumber, Tone: theme.Strong}, {Text: r.Customer, Tone: theme.Strong}, {Text: present.RefundFor(w, r.Refund)},
		{Text: present.Payer(w, r.Refund, p.channels[r.ChannelID].Name)}, {Text: state.Word, Shape: state.Shape, Tone: theme.Tone(state.Tone)},
		{Text: due.Word, Shape: due.Shape, Tone: theme.Tone(due.Tone), Room: true}, {Text: w.Money(r.Amount), Tone: theme.Strong}}}
}

func (p *refundBook) showFigures() {
	w := p.env.speak()
	filed, chase, byShop, byPlatform := present.Figures(w, p.sums, p.env.shell.shop.Currency)
	today := calendar.DateOf(p.env.now(), p.env.shell.zone)
	month := today.AddDays(1 - today.Day()).Start(p.env.shell.zone)
	cell := func(key, figure string, q desk.RefundQuery) widgets.FigureCell {
		return widgets.FigureCell{Label: w.T("money.figure." + key), Figure: figure, On: p.query == q, Tapped: func() { p.pick(false, q) }}
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

// actions are those of the selected refund.
func (p *refundBook) actions() []action {
	if p.form != nil {
		return []action{{key: "save", run: p.form.trySubmit, primary: true}}
	}
	add := action{key: "platform_refund", run: p.platformRefund}
	if p.current == 0 || p.shown.ID == 0 {
		return []action{add}
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
		return []action{again, look, paid, chase, bounced, add}
	}
	return []action{paid, look, again, chase, bounced, add}
}
