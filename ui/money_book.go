package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/ui/widgets"
)

// bookOf is a tab whose rows are a ledger: the list, the record beside it, and a
// form in the record's place.
type bookOf[T any] struct {
	env      env
	money    *moneyPage
	around   *fyne.Container
	pair     *widgets.MasterDetail
	list     *widgets.Table
	rows     *ledger[T]
	onlyOpen *widgets.Chip
	every    *widgets.Chip
	number   *widgets.Text
	foot     *widgets.Text
	detail   *fyne.Container
	body     *fyne.Container
	papers   *papers
	drop     func() // opens what is under More
	all      bool
	picked   bool // a figure narrows the list, no chip

	current domain.ID
	shown   T
	wanted  bool
	form    *form

	id    func(T) domain.ID
	draw  func() // shows the record
	acts  func() []action
	extra func() // read besides the list
	turns func() // another part of the list is shown
	noun  string // money.empty.<noun>, money.foot.<noun>
}

// fetching reads a part of a book's list: all of it, or what is open.
type fetching[T any] func(ctx context.Context, all bool, offset, limit int) ([]T, int, error)

// furnish builds the tab; add makes something new in it.
func (b *bookOf[T]) furnish(tab string, columns []widgets.Column, line func(T) widgets.RowData, fetch fetching[T], add fyne.CanvasObject, under ...fyne.CanvasObject) {
	w := b.env.speak()
	b.noun = tab
	b.number, b.foot, b.detail = widgets.NewText("", widgets.Second()), widgets.NewText("", widgets.Small()), widgets.NewOver()
	b.papers = newPapers(b.env, func() { b.show() })
	b.list = widgets.NewTable(columns)
	b.rows = &ledger[T]{env: b.env, list: b.list, read: b.settle, fetch: func(ctx context.Context, offset, limit int) ([]T, int, error) {
		return fetch(ctx, b.all, offset, limit)
	}}
	b.list.Length = func() int { return b.rows.count }
	b.list.Row = func(i int) widgets.RowData {
		r, ok := b.rows.at(i)
		if !ok {
			return widgets.RowData{Loading: true}
		}
		return line(r)
	}
	b.list.OnVisible = b.rows.see
	b.list.OnSelected = b.choose
	b.list.OnActivated = func(int) { b.env.primaryOf(b.acts()) }
	b.list.OnShow = func(i int) {
		b.choose(i)
		b.pair.SetOpen(true)
	}
	b.list.Empty = widgets.NewEmptyState(w.T("money.empty."+tab), w.T("money.empty_step."+tab), nil)
	b.onlyOpen = widgets.NewChip(w.T("money.open"), "", "", true, func() { b.filter(false) })
	b.every = widgets.NewChip(w.T("money.all"), "", "", false, func() { b.filter(true) })
	head := []fyne.CanvasObject{b.money.header(b.number, add), b.money.tabs(tab, b.onlyOpen, b.every)}
	b.around = widgets.NewPage(append(head, under...), b.list, widgets.NewListFoot(b.foot, widgets.NewText("", widgets.Small())))
	b.pair = widgets.NewMasterDetail(b.around, b.detail, moneyDetail)
}

func (b *bookOf[T]) view() fyne.CanvasObject { return b.pair }

func (b *bookOf[T]) open(r route) {
	if r.id != 0 && r.do == "" && r.id != b.current {
		b.current, b.form, b.wanted = r.id, nil, true
	}
	b.reload()
	b.home()
}

func (b *bookOf[T]) reload() {
	b.money.count()
	b.rows.reload()
	if b.extra != nil {
		b.extra()
	}
}

func (b *bookOf[T]) filter(all bool) { b.pick(all, false) }

// pick shows what is open, all, or what a figure stands for.
func (b *bookOf[T]) pick(all, figure bool) {
	b.all, b.picked = all, figure
	if b.turns != nil {
		b.turns()
	}
	b.rows.pages = nil
	b.list.SetSelected(-1)
	b.list.ScrollTo(0)
	b.rows.reload()
}

// settle follows rows that were read: the selected one stays selected wherever
// it went.
func (b *bookOf[T]) settle() {
	w := b.env.speak()
	b.number.Set(w.N(map[bool]string{false: "money.count_open", true: "money.count_rows"}[b.all || b.onlyOpen.Hidden], b.rows.count))
	b.foot.Set(w.T("money.foot." + b.noun))
	b.onlyOpen.Set(w.T("money.open"), !b.all && !b.picked)
	b.every.Set(w.T("money.all"), b.all)
	b.around.Refresh()
	i := b.place()
	if b.wanted && i < 0 && !b.all {
		b.filter(true)
		return
	}
	if b.wanted && i >= 0 {
		b.list.ScrollTo(i)
		b.pair.SetOpen(true)
	}
	b.wanted = false
	if i < 0 && b.form == nil && b.rows.count > 0 {
		i = 0
	}
	b.list.SetSelected(i)
	if r, ok := b.rows.at(i); ok {
		b.current, b.shown = b.id(r), r
	} else if b.form == nil {
		var none T
		b.current, b.shown = 0, none
	}
	b.show()
}

func (b *bookOf[T]) place() int {
	for page, rows := range b.rows.pages {
		for i, r := range rows {
			if b.id(r) == b.current {
				return page*ledgerRows + i
			}
		}
	}
	return -1
}

func (b *bookOf[T]) choose(i int) {
	r, ok := b.rows.at(i)
	if !ok || b.form != nil {
		return
	}
	if b.current != b.id(r) {
		b.body = nil
	}
	b.current, b.shown = b.id(r), r
	b.show()
}

// show shows the record, unless a form stands in its place.
func (b *bookOf[T]) show() {
	if b.form == nil {
		b.draw()
	}
}

// leads is a link to the record that a payment or an entry belongs to, in the
// place of a section's right; nil where it has none.
func (b *bookOf[T]) leads(word, icon string, to route) fyne.CanvasObject {
	if to.id == 0 {
		return nil
	}
	return widgets.NewLink(word, icon, func() { b.env.shell.open(to) })
}

// notInBar are the actions that stand elsewhere on the tab.
var notInBar = []string{"new", "open", "claim_copy", "platform_refund"}

// record sets a record's parts below its title, with its actions.
func (b *bookOf[T]) record(title fyne.CanvasObject, parts ...fyne.CanvasObject) {
	body := widgets.NewBody(widgets.Inset{Left: 16, Right: 16, Bottom: 16}, 16, parts...)
	carryScroll(b.body, body)
	b.body = body
	var bar []action
	for _, a := range b.acts() {
		if a.refused == "" && !slices.Contains(notInBar, a.key) {
			bar = append(bar, a)
		}
	}
	bottom := []fyne.CanvasObject{b.papers.view()}
	b.drop = nil
	if len(bar) > 0 {
		foot, drop := newActionBar(b.env, primaryFirst(bar))
		b.drop, bottom = drop, append(bottom, foot)
	}
	b.detail.Objects = []fyne.CanvasObject{widgets.NewPage([]fyne.CanvasObject{title}, body, bottom...)}
	b.detail.Refresh()
}

// primaryFirst puts the one next action in front of the others.
func primaryFirst(all []action) []action {
	slices.SortStableFunc(all, func(a, b action) int {
		switch {
		case a.primary == b.primary:
			return 0
		case a.primary:
			return -1
		}
		return 1
	})
	return all
}

// put shows a form in the record's place.
func (b *bookOf[T]) put(f *form) {
	b.form = f
	b.detail.Objects = []fyne.CanvasObject{f.root}
	b.detail.Refresh()
	b.pair.SetOpen(true)
	f.focus()
}

func (b *bookOf[T]) leave() {
	b.form = nil
	b.show()
	b.home()
}

func (b *bookOf[T]) back() bool {
	switch {
	case b.form != nil && !b.form.letsGo("form.typed"):
		return true
	case b.form != nil:
		b.leave()
	case b.pair.Covers():
		b.pair.SetOpen(false)
	default:
		return false
	}
	b.home()
	return true
}

func (b *bookOf[T]) home() {
	if b.pair.Covers() {
		b.env.shell.window.Canvas().Unfocus()
		return
	}
	b.list.Focus()
}

func (b *bookOf[T]) key(ev *fyne.KeyEvent) bool {
	if ev.Name != fyne.KeyReturn && ev.Name != fyne.KeyEnter {
		return false
	}
	b.env.primaryOf(b.actions())
	return true
}

func (b *bookOf[T]) actions() []action {
	if b.form != nil {
		return []action{{key: "save", run: b.form.trySubmit, primary: true}}
	}
	return slices.Concat(b.acts(), underMore(b.drop), b.papers.actions())
}

func (b *bookOf[T]) recordID() domain.ID { return b.current }

func (b *bookOf[T]) filled() *form { return b.form }

// bookDo runs a verb; a refusal goes under its field of the form that asked.
func bookDo[T, A any](b *bookOf[T], work func(context.Context) (A, error), then func(A)) {
	f := b.form
	run(b.env.work, nil, work, func(a A, err error) {
		switch {
		case err != nil && f != nil && b.form == f:
			f.failed(err)
			return
		case err != nil:
			b.env.shell.fail(err)
			return
		}
		b.form = nil
		then(a)
		b.reload()
		b.home()
	})
}
