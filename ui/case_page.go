package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/desk"
	"aftercare/ui/widgets"
)

// casesPage lists the cases over the full width; opening one narrows the list
// and gives the record the rest. Esc widens it again.
type casesPage struct {
	env      env
	root     *fyne.Container // the list alone, or the list with the record
	list     *widgets.Table
	rows     *ledger[desk.CaseRow]
	all      bool // closed cases too
	late     bool // only those whose clock is missed
	actor    casefile.Actor
	kind     casefile.Kind
	onlyOpen *widgets.Chip
	every    *widgets.Chip
	lateOnly *widgets.Chip
	count    *widgets.Text
	foot     *widgets.Text
	record   *fyne.Container
	pair     *widgets.MasterDetail

	wide    bool
	around  *fyne.Container // what stands around the list: its counts change
	current domain.ID       // the case that is open, 0 for none
	wanted  domain.ID       // the case that is on its way, 0 for none
	file    *desk.CaseView
	papers  *papers
	plan    *fyne.Container // the record's two scrolling parts
	// The panel of the step that is now, and which step was last brought in sight.
	nowPart  fyne.CanvasObject
	nowShown string
	facts    *fyne.Container
	drop     func() // opens what is under More
	form     *form  // in the record's place
	reading  ticket
	judging  ticket
	doing    ticket
}

const caseList = 268

func newCasesPage(e env) page {
	p := &casesPage{env: e}
	p.build()
	return p
}

func (p *casesPage) build() {
	w := p.env.speak()
	p.count, p.foot = widgets.NewText("", widgets.Second()), widgets.NewText("", widgets.Small())
	p.list = widgets.NewTable(nil)
	p.rows = &ledger[desk.CaseRow]{env: p.env, list: p.list, read: p.settle,
		fetch: func(ctx context.Context, offset, limit int) ([]desk.CaseRow, int, error) {
			return p.env.desk.Cases(ctx, desk.CaseQuery{Open: !p.all, Late: p.late, Actor: p.actor, Kind: p.kind, Offset: offset, Limit: limit})
		}}
	p.list.Length = func() int { return p.rows.count }
	p.list.Row = p.row
	p.list.OnVisible = p.rows.see
	p.list.OnSelected = func(i int) {
		if p.current != 0 {
			p.show(i)
		}
	}
	p.list.OnActivated = p.enter
	p.list.OnBare = func() { p.env.primaryOf(p.actions()) } // a case that the list does not hold
	p.list.OnShow = p.show
	p.list.OnEscape = func() { p.env.shell.back() }
	p.list.Empty = widgets.NewEmptyState(w.T("cases.empty"), w.T("cases.empty_step"),
		widgets.NewButton(widgets.ButtonLook{Word: w.T("page.orders")}, func() { p.env.shell.open(route{page: "orders"}) }))
	p.onlyOpen = widgets.NewChip(w.T("cases.open"), "", "", true, func() { p.filter(false) })
	p.every = widgets.NewChip(w.T("cases.all"), "", "", false, func() { p.filter(true) })
	p.record, p.root = widgets.NewOver(), widgets.NewOver()
	p.papers = newPapers(p.env, func() { p.record.Refresh() })
	p.widen()
}

func (p *casesPage) view() fyne.CanvasObject { return p.root }

// open shows the list as it was left, a case, or the form that opens one on
// an order.
func (p *casesPage) open(r route) {
	p.rows.reload()
	switch {
	case r.do == "new":
		p.ask(r.id) // the form takes the keyboard
		return
	case r.id != 0:
		p.form = nil
		p.read(r.id)
	case p.current != 0:
		p.read(p.current)
	}
	p.home()
}

func (p *casesPage) reload() {
	p.rows.reload()
	switch {
	case p.wanted != 0: // it is on its way: the one before must not come back
		p.read(p.wanted)
	case p.current != 0:
		p.read(p.current)
	}
}

// back leaves a form, then the record.
func (p *casesPage) back() bool {
	switch {
	case p.form != nil && !p.form.letsGo("form.typed"):
		return true
	case p.form != nil:
		p.leave()
	case p.current != 0:
		p.reading.drop()
		p.current, p.wanted, p.file = 0, 0, nil
		p.widen()
	default:
		return false
	}
	p.home()
	return true
}

// leave gives up the form and shows the record again.
func (p *casesPage) leave() {
	p.form = nil
	if p.file == nil {
		p.widen()
		return
	}
	p.refresh()
	p.home()
}

// home gives the keyboard back to the list; where the record covers it, to
// nobody, and the page hears the keys.
func (p *casesPage) home() {
	if p.pair != nil && p.pair.Covers() {
		p.env.shell.window.Canvas().Unfocus()
		return
	}
	p.list.Focus()
}

// enter opens the selected case or, when it is open, does its next step.
func (p *casesPage) enter(i int) {
	r, ok := p.rows.at(i)
	if !ok {
		return
	}
	if p.form == nil && p.current == r.ID {
		p.env.primaryOf(p.actions())
		return
	}
	p.show(i)
}

// chips narrow the list: what is open, what is late, whose turn it is, and the
// kind of matter.
func (p *casesPage) chips() []fyne.CanvasObject {
	w := p.env.speak()
	p.lateOnly = widgets.NewChip(w.T("cases.late"), "", "", p.late, func() {
		p.late = !p.late
		p.narrow()
	})
	turn, kind := w.T("cases.turn_any"), w.T("cases.kind_any")
	if p.actor != "" {
		turn = w.T("actor." + string(p.actor))
	}
	if p.kind != "" {
		kind = w.T("kind." + string(p.kind))
	}
	actors := append([]widgets.Option{{Key: "", Word: w.T("cases.turn_any")}}, choicesOf(p.env, "actor.", casefile.Actors())...)
	kinds := append([]widgets.Option{{Key: "", Word: w.T("cases.kind_any")}}, choicesOf(p.env, "kind.", casefile.Kinds())...)
	return []fyne.CanvasObject{p.onlyOpen, p.every, p.lateOnly,
		widgets.NewMenuButton(widgets.ButtonLook{Word: turn, Kind: widgets.Quiet, Icon: "down"}, actors, func(key string) { p.actor = casefile.Actor(key); p.narrow() }),
		widgets.NewMenuButton(widgets.ButtonLook{Word: kind, Kind: widgets.Quiet, Icon: "down"}, kinds, func(key string) { p.kind = casefile.Kind(key); p.narrow() })}
}

// narrow reads the list anew and shows by what it is narrowed.
func (p *casesPage) narrow() {
	p.filter(p.all)
	if p.current == 0 {
		p.widen()
		p.home()
	}
}

func (p *casesPage) show(i int) {
	if r, ok := p.rows.at(i); ok && p.form == nil {
		p.read(r.ID)
	}
}

func (p *casesPage) filter(all bool) {
	p.all = all
	p.rows.pages = nil
	p.list.SetSelected(-1)
	p.list.ScrollTo(0)
	p.rows.reload()
}

// read opens a case, or reads again the one that is open; a form in its place
// stays, with what was typed.
func (p *casesPage) read(id domain.ID) {
	p.wanted = id
	run(p.env.work, &p.reading, func(ctx context.Context) (desk.CaseView, error) { return p.env.desk.Case(ctx, id) },
		func(v desk.CaseView, err error) {
			p.wanted = 0
			if err != nil {
				p.env.shell.fail(err)
				return
			}
			p.take(v)
		})
}

// take shows a case as it is now.
func (p *casesPage) take(v desk.CaseView) {
	same := p.current == v.ID
	p.current, p.file = v.ID, &v
	if p.form != nil {
		return
	}
	if !same {
		p.plan, p.facts = nil, nil
		p.papers.close()
	}
	p.narrowed()
	p.refresh()
	p.settle()
}

// widen gives the list the full width.
func (p *casesPage) widen() {
	w := p.env.speak()
	p.wide, p.pair = true, nil
	p.list.HideHead = false
	p.list.SetColumns(wideCases(w))
	retentions := widgets.NewButton(widgets.ButtonLook{Word: w.T("page.retentions"), Kind: widgets.Quiet}, func() { p.env.shell.open(route{page: "retentions"}) })
	clocks := widgets.NewButton(widgets.ButtonLook{Word: w.T("page.clocks"), Kind: widgets.Quiet}, func() { p.env.shell.open(route{page: "clocks"}) })
	head := []fyne.CanvasObject{widgets.NewPlainPageHeader(w.T("page.cases"), p.count, clocks, retentions), widgets.NewFilterRow(append(p.chips(), widgets.Gap())...)}
	p.around = widgets.NewPage(head, p.list, widgets.NewListFoot(p.foot, widgets.NewText("", widgets.Small())))
	p.root.Objects = []fyne.CanvasObject{p.around}
	p.root.Refresh()
}

// narrowed sets the list beside the record.
func (p *casesPage) narrowed() {
	if p.pair != nil {
		p.pair.SetOpen(true)
		return
	}
	w := p.env.speak()
	p.wide = false
	p.list.HideHead = true
	p.list.SetColumns(narrowCases())
	head := []fyne.CanvasObject{widgets.NewPageHeader(w.T("page.cases"), p.count)}
	p.around = widgets.NewPage(head, p.list, widgets.NewListFoot(p.foot, widgets.NewText("", widgets.Small())))
	p.pair = widgets.NewMasterDetail(p.around, p.record, 0)
	p.pair.ListWidth, p.pair.Narrow = caseList, 900
	p.pair.SetOpen(true)
	p.root.Objects = []fyne.CanvasObject{p.pair}
	p.root.Refresh()
}

// settle follows rows that were read: the open case stays selected wherever it
// went, and the counts are told.
func (p *casesPage) settle() {
	w := p.env.speak()
	n := p.rows.count
	p.count.Set(w.N(map[bool]string{false: "cases.count_open", true: "cases.count_all"}[p.all], n))
	p.foot.Set(p.count.Text())
	p.onlyOpen.Set(w.T("cases.open"), !p.all)
	p.every.Set(w.T("cases.all"), p.all)
	p.around.Refresh()
	if p.current == 0 {
		if p.list.Selected() < 0 && n > 0 {
			p.list.SetSelected(0)
		}
		return
	}
	p.list.SetSelected(-1)
	for page, rows := range p.rows.pages {
		for i, r := range rows {
			if r.ID == p.current {
				p.list.SetSelected(page*ledgerRows + i)
			}
		}
	}
}

// put shows a form in the place of the plan; beside it stand the facts of the
// case, or what the form leads to.
func (p *casesPage) put(f *form, beside fyne.CanvasObject) {
	p.form = f
	p.narrowed()
	if beside == nil {
		beside = widgets.NewBody(widgets.Around(16), 16, p.factParts(*p.file)...)
	}
	pair := widgets.NewMasterDetail(f.root, beside, 0)
	pair.ListWidth, pair.Narrow = 440, 1
	p.record.Objects = []fyne.CanvasObject{pair}
	p.record.Refresh()
	f.focus()
}

// deed calls a verb on the open case. What it says when it is done is shown; a
// refusal goes under its field, else on top of the page.
func (p *casesPage) deed(done string, verb func(ctx context.Context) (desk.CaseView, error)) {
	f := p.form
	run(p.env.work, nil, verb, func(v desk.CaseView, err error) {
		if err != nil {
			if f != nil && p.form == f {
				f.failed(err)
			} else {
				p.env.shell.fail(err)
			}
			return
		}
		p.env.shell.quiet()
		if p.form == f {
			p.form = nil
		}
		p.take(v)
		if done != "" {
			p.env.shell.toast(p.env.speak().T(done, domain.Args{"case": v.Number}))
		}
		p.home()
	})
}

// key hears what no field had a use for: Enter sends a form whose question is
// a choice, and does the next step of the open case.
func (p *casesPage) key(ev *fyne.KeyEvent) bool {
	if ev.Name != fyne.KeyReturn && ev.Name != fyne.KeyEnter {
		return false
	}
	switch {
	case p.form != nil:
		p.form.trySubmit()
	case p.current != 0:
		p.env.primaryOf(p.actions())
	default:
		return false
	}
	return true
}
