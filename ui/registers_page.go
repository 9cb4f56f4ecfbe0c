package ui

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/channel"
	"aftercare/domain/desk"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// registersPage is one register of the shop: what was agreed, lost, or offered
// for keeping goods, narrowed by days, channel and state, with its figures and
// beside it the whole of the selected row. The three stand beside one another;
// each is a page of its own, opened from where one looks for it.
type registersPage struct {
	env  env
	of   register
	ask_ registerAsk
	got  registered
	last string // the selected row

	list       *widgets.Table
	count      *widgets.Text
	foot       *widgets.Text
	filter, in *widgets.Select
	figures    *fyne.Container
	around     *fyne.Container
	papers     *papers
	pair       *widgets.MasterDetail
	reading    ticket
}

// register is one of the registers: what it is made of.
type register struct {
	key     string // agreements, ledger, losses, retentions, clocks
	columns []widgets.Column
	filters []widgets.Option
	byChan  bool // it can be narrowed to a channel
	read    func(ctx context.Context, a registerAsk) (registered, error)
	export  func(a registerAsk) desk.ExportQuery
	// more are further kinds of files that it can be written as, by extra.
	more  []widgets.Option
	extra func(p *registersPage, kind string)
}

// registerAsk is what a register is narrowed to.
type registerAsk struct {
	channel domain.ID
	span    desk.Span
	filter  string
}

// registered is a register as it was read, drawn anew in the words of now.
type registered struct {
	count   int
	row     func(i int) registerRow
	figures func() []widgets.FigureCell
	sums    func() []widgets.MoneyRow // below the row, nil for none
}

// registerRow is one row: its cells, all that is known of it, where it leads,
// and whether the platform is still to hear of it.
type registerRow struct {
	title   string
	key     string // tells rows of one record apart
	cells   []widgets.Cell
	facts   []widgets.KeyValueRow
	to      route
	toEnter bool
}

// name tells a row from all others, as far as it stays where it is.
func (r registerRow) name() string { return r.title + "/" + r.key }

// registerKeys are the registers in their order, and the place of the rail that
// each belongs to.
var registerKeys = []struct{ key, rail string }{{"agreements", "orders"}, {"ledger", "money"}, {"losses", "money"}, {"retentions", "cases"}, {"clocks", "cases"}}

func newRegistersPage(e env, of register) page {
	p := &registersPage{env: e, of: of}
	p.papers = newPapers(e, func() { p.showRow() })
	p.build()
	return p
}

func (p *registersPage) build() {
	w := p.env.speak()
	p.list = widgets.NewTable(p.of.columns)
	p.list.Length = func() int { return p.got.count }
	p.list.Row = func(i int) widgets.RowData { return widgets.RowData{Cells: p.got.row(i).cells} }
	p.list.OnSelected = func(int) { p.showRow() }
	p.list.OnActivated = func(int) { p.env.primaryOf(p.actions()) }
	p.list.OnShow = func(int) { p.pair.SetOpen(true) }
	p.list.OnEscape = p.env.shell.back
	p.list.Empty = widgets.NewEmptyState(w.T("registers.none."+p.of.key), w.T("registers.none_step."+p.of.key), nil)
	p.count, p.foot = widgets.NewText("", widgets.Second()), widgets.NewText(w.T("registers.foot."+p.of.key), widgets.Small())
	p.figures = widgets.NewColumn(0)
	export := exportButton(p.env, p.export, p.of.more...)
	p.around = widgets.NewPage([]fyne.CanvasObject{widgets.NewPlainPageHeader(w.T("page."+p.of.key), p.count, export), p.siblings(), p.narrowing(), p.figures},
		p.list, widgets.NewListFoot(p.foot, widgets.NewText("", widgets.Small())))
	p.pair = widgets.NewMasterDetail(p.around, widgets.NewColumn(0), moneyDetail)
	p.pair.Narrow = registerNarrow
}

// registerNarrow is the width below which the record covers the list: what
// narrows a register needs the room.
const registerNarrow = 1050

// siblings are the registers, this one among them.
func (p *registersPage) siblings() fyne.CanvasObject {
	var chips []fyne.CanvasObject
	for _, r := range registerKeys {
		chips = append(chips, widgets.NewChip(p.env.speak().T("page."+r.key), "", "", r.key == p.of.key, func() { p.env.shell.open(route{page: r.key}) }))
	}
	return widgets.NewFilterRow(append(chips, widgets.Gap())...)
}

// narrowing is what picks the rows: a state, a channel, and the days.
func (p *registersPage) narrowing() fyne.CanvasObject {
	w := p.env.speak()
	p.filter = widgets.NewSelect(p.of.filters, "", func(key string) { p.ask_.filter = key; p.reload() })
	p.in = widgets.NewSelect([]widgets.Option{{Key: "0", Word: w.T("money.every_channel")}}, "0", func(key string) {
		n, _ := strconv.ParseInt(key, 10, 64)
		p.ask_.channel = domain.ID(n)
		p.reload()
	})
	day := func(into *calendar.Date) fyne.CanvasObject {
		today := dateOf(calendar.DateOf(p.env.now(), p.env.shell.zone))
		return widgets.NewSized(128, 32, widgets.NewDateField(dateWords(p.env), today, widgets.Date{}, func(d widgets.Date, ok bool) {
			if ok {
				*into = calendarDate(d)
				p.reload()
			}
		}))
	}
	parts := []fyne.CanvasObject{widgets.NewSized(168, 32, p.filter)}
	if p.of.byChan {
		parts = append(parts, widgets.NewSized(136, 32, p.in))
	}
	parts = append(parts, widgets.NewText(w.T("registers.from"), widgets.Second()), day(&p.ask_.span.From), widgets.NewText(w.T("registers.to"), widgets.Second()), day(&p.ask_.span.To), widgets.Gap())
	return widgets.NewFilterRow(parts...)
}

func (p *registersPage) view() fyne.CanvasObject { return p.pair }

func (p *registersPage) open(route) {
	p.reload()
	if !p.pair.Covers() {
		p.list.Focus()
	}
}

func (p *registersPage) reload() {
	ask := p.ask_
	type answer struct {
		got      registered
		channels []channel.Channel
	}
	run(p.env.work, &p.reading, func(ctx context.Context) (answer, error) {
		setup, err := p.env.desk.Setup(ctx)
		if err != nil {
			return answer{}, err
		}
		got, err := p.of.read(ctx, ask)
		return answer{got, setup.Channels}, err
	}, func(a answer, err error) {
		if err != nil {
			p.env.shell.fail(err)
			return
		}
		w := p.env.speak()
		options := []widgets.Option{{Key: "0", Word: w.T("money.every_channel")}}
		for _, c := range a.channels {
			options = append(options, widgets.Option{Key: strconv.FormatInt(int64(c.ID), 10), Word: c.Name})
		}
		p.in.SetOptions(options)
		p.got = a.got
		p.show()
	})
}

// show brings all parts to date; the selected row stays with its record.
func (p *registersPage) show() {
	p.count.Set(p.env.speak().N("registers.count", p.got.count))
	p.figures.Objects = []fyne.CanvasObject{widgets.NewFiguresStrip(p.got.figures()...)}
	at := -1
	for i := range p.got.count {
		if p.last != "" && p.got.row(i).name() == p.last {
			at = i
			break
		}
	}
	if at < 0 && p.got.count > 0 {
		at = 0
	}
	p.list.SetSelected(at)
	p.list.Refresh()
	p.around.Refresh()
	p.showRow()
}

// selected is the row that is shown, false for none.
func (p *registersPage) selected() (registerRow, bool) {
	i := p.list.Selected()
	if i < 0 || i >= p.got.count {
		return registerRow{}, false
	}
	return p.got.row(i), true
}

func (p *registersPage) showRow() {
	w := p.env.speak()
	r, ok := p.selected()
	p.last = r.name()
	var parts []fyne.CanvasObject
	if ok {
		facts := slices.DeleteFunc(slices.Clone(r.facts), func(f widgets.KeyValueRow) bool { return f.Value == "" })
		parts = append(parts, widgets.NewKeyValue(108, facts...))
	}
	if sums := p.got.sums; sums != nil && p.got.count > 0 {
		parts = append(parts, widgets.NewColumn(4, widgets.NewSection(w.T("registers.sums"), "", nil), widgets.NewMoneyRows("", sums()...)))
	}
	title := r.title
	if !ok {
		title = w.T("page." + p.of.key)
	}
	bar := slices.DeleteFunc(p.actions(), func(a action) bool { return a.key == "filter" || a.key == "print" || a.refused != "" })
	p.pair.SetDetail(widgets.NewPage([]fyne.CanvasObject{widgets.NewTitleBlock(title, "", "", nil, nil)},
		widgets.NewBody(widgets.Inset{Left: 16, Right: 16, Bottom: 16}, 16, parts...), p.papers.view(), p.env.barOf(bar)))
}

func (p *registersPage) actions() []action {
	r, ok := p.selected()
	all := []action{}
	if ok && r.to.page != "" {
		word := "field.order"
		switch r.to.page {
		case "cases":
			word = "field.case"
		case "money":
			word = "registers.payment"
		}
		all = append(all, action{key: "open", word: p.env.speak().T(word), icon: r.to.page, primary: true, run: func() { p.env.shell.open(r.to) }})
	}
	if p.of.key == "agreements" {
		w, not := p.env.speak(), ""
		if !r.toEnter {
			not = w.T("registers.entered_already")
		}
		all = append(all, action{key: "platform", word: w.T("order.copy"), icon: "copy", refused: not, run: func() { copyForPlatform(p.env, r.to.id) }},
			action{key: "entered", word: w.T("registers.entered"), icon: "check", refused: not, run: func() { p.enter(r.to.id) }})
	}
	return append(append(all, action{key: "filter", run: p.filter.Focus}), p.papers.actions()...)
}

// enter records that the agreed date of an order stands on its platform.
func (p *registersPage) enter(id domain.ID) {
	run(p.env.work, nil, func(ctx context.Context) (desk.OrderView, error) { return p.env.desk.EnterDate(ctx, id) }, func(v desk.OrderView, err error) {
		if err != nil {
			p.env.shell.fail(err)
			return
		}
		p.env.shell.toast(p.env.speak().T("order.entered.done", domain.Args{"order": v.Number}))
		p.reload()
	})
}

func (p *registersPage) exporting() desk.ExportQuery { return p.of.export(p.ask_) }

func (p *registersPage) export(kind string) {
	if slices.ContainsFunc(p.of.more, func(o widgets.Option) bool { return o.Key == kind }) {
		p.of.extra(p, kind)
		return
	}
	p.env.shell.export(kind)
}

func (p *registersPage) back() bool {
	if !p.pair.Covers() {
		return false
	}
	p.pair.SetOpen(false)
	p.list.Focus()
	return true
}

func (p *registersPage) key(ev *fyne.KeyEvent) bool {
	if p.pair.Covers() && (ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter) {
		p.env.primaryOf(p.actions())
		return true
	}
	p.list.TypedKey(ev)
	return true
}

// toneOf is a tone for the figure of something that is wrong when it is not 0.
func toneOf(n int) (string, theme.Tone) {
	if n > 0 {
		return theme.Triangle, theme.Late
	}
	return "", theme.Neutral
}
