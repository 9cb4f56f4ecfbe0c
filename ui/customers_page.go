package ui

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/desk"
	"aftercare/ui/present"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// customersPage lists the people who buy, by name, and beside them all that
// happened with the one that is chosen; it hands people their data, and forgets
// them when they ask for it.
type customersPage struct {
	env     env
	rows    *ledger[desk.CustomerRow]
	list    *widgets.Table
	filter  *widgets.Entry
	count   *widgets.Text
	around  *fyne.Container
	detail  *fyne.Container
	pair    *widgets.MasterDetail
	papers  *papers
	current domain.ID
	shown   desk.CustomerView
	asking  bool // whether the person shall be forgotten
	text    string
	quiet   bool // only those who need not be remembered any more
	body    *fyne.Container
	reading ticket
}

const customerDetail = 440

func newCustomersPage(e env) page {
	p := &customersPage{env: e}
	p.papers = newPapers(e, func() { p.show() })
	p.build()
	return p
}

func (p *customersPage) build() {
	w := p.env.speak()
	p.count, p.detail = widgets.NewText("", widgets.Second()), widgets.NewOver()
	p.list = widgets.NewTable([]widgets.Column{{Title: w.T("people.name"), Min: 140, Weight: 2}, {Title: w.T("field.phone"), Min: 120, Weight: 1, Leave: 1},
		{Title: w.T("field.email"), Min: 140, Weight: 1.4, Leave: 2}, {Title: w.T("customers.orders"), Min: 72, Right: true}, {Title: w.T("customers.last"), Min: 152}})
	p.rows = &ledger[desk.CustomerRow]{env: p.env, list: p.list, read: p.settle, fetch: p.fetch}
	p.list.Length = func() int { return p.rows.count }
	p.list.Row = p.line
	p.list.OnVisible = p.rows.see
	p.list.OnSelected = p.choose
	p.list.OnShow = func(i int) {
		p.choose(i)
		p.pair.SetOpen(true)
	}
	p.list.Empty = widgets.NewEmptyState(w.T("customers.none"), w.T("customers.none.step"), nil)
	p.filter = widgets.NewEntry(widgets.EntryLook{Placeholder: w.T("customers.filter"), Lead: "search", Limit: domain.MaxLine, Key: "Ctrl F"})
	p.filter.OnChanged = func(t string) {
		p.text = t
		p.first()
	}
	var all, quiet *widgets.Chip
	pick := func(only bool) func() {
		return func() {
			p.quiet = only
			all.Set(w.T("customers.all"), !only)
			quiet.Set(w.T("customers.quiet"), only)
			p.first()
		}
	}
	all = widgets.NewChip(w.T("customers.all"), "", "", true, pick(false))
	quiet = widgets.NewChip(w.T("customers.quiet"), "", "", false, pick(true))
	head := []fyne.CanvasObject{widgets.NewPlainPageHeader(w.T("page.customers"), p.count, exportButton(p.env, p.env.shell.export)),
		widgets.NewFilterRow(widgets.NewSized(216, 32, p.filter), all, quiet, widgets.Gap())}
	p.around = widgets.NewPage(head, p.list)
	p.pair = widgets.NewMasterDetail(p.around, p.detail, customerDetail)
}

func (p *customersPage) fetch(ctx context.Context, offset, limit int) ([]desk.CustomerRow, int, error) {
	if p.quiet {
		rows, err := p.env.desk.Retention(ctx, desk.RetentionQuery{})
		return rows, len(rows), err
	}
	return p.env.desk.Customers(ctx, desk.CustomerQuery{Text: p.text, Offset: offset, Limit: limit})
}

// first reads the list from its beginning.
func (p *customersPage) first() {
	p.rows.pages = nil
	p.list.SetSelected(-1)
	p.list.ScrollTo(0)
	p.rows.reload()
}

func (p *customersPage) view() fyne.CanvasObject { return p.pair }

func (p *customersPage) open(r route) {
	if r.id != 0 && r.id != p.current {
		p.current, p.asking = r.id, false
		p.read()
	}
	p.reload()
	if !p.pair.Covers() {
		p.list.Focus()
	}
}

func (p *customersPage) reload() {
	p.rows.reload()
	if p.current != 0 {
		p.read()
	}
}

func (p *customersPage) back() bool {
	switch {
	case p.asking:
		p.asking = false
		p.show()
	case p.pair.Covers():
		p.pair.SetOpen(false)
		p.list.Focus()
	default:
		return false
	}
	return true
}

func (p *customersPage) settle() {
	p.count.Set(p.env.speak().N("customers.count", p.rows.count))
	p.around.Refresh()
	if p.current == 0 && p.rows.count > 0 {
		p.choose(0)
	}
}

func (p *customersPage) choose(i int) {
	r, ok := p.rows.at(i)
	if !ok {
		return
	}
	p.list.SetSelected(i)
	if r.ID != p.current {
		p.current, p.asking, p.body = r.ID, false, nil
		p.papers.close()
	}
	p.read()
}

func (p *customersPage) read() {
	id := p.current
	run(p.env.work, &p.reading, func(ctx context.Context) (desk.CustomerView, error) { return p.env.desk.Customer(ctx, id) },
		func(v desk.CustomerView, err error) {
			if err != nil {
				p.env.shell.fail(err)
				return
			}
			p.shown = v
			p.show()
		})
}

func (p *customersPage) line(i int) widgets.RowData {
	r, ok := p.rows.at(i)
	if !ok {
		return widgets.RowData{Loading: true}
	}
	w := p.env.speak()
	last := ""
	if !r.Last.IsZero() {
		last = w.Date(calendar.DateOf(r.Last, p.env.shell.zone))
	}
	return widgets.RowData{Cells: []widgets.Cell{{Text: present.CustomerName(w, r.Name, r.Handle), Tone: theme.Strong}, {Text: r.Phone}, {Text: r.Email},
		{Text: strconv.Itoa(r.Orders)}, {Text: last}}}
}

// show shows the chosen customer.
func (p *customersPage) show() {
	v := p.shown
	if v.ID == 0 {
		return
	}
	w := p.env.speak()
	title := widgets.NewTitleBlock(present.CustomerName(w, v.Person.Name, v.Person.Handle), "", "", nil, widgets.Gap())
	var parts []fyne.CanvasObject
	if p.asking {
		parts = append(parts, p.question())
	}
	if v.Erased {
		parts = append(parts, widgets.NewBanner(widgets.BannerLook{Tone: theme.Info, Sentence: w.T("error.customer.erased")}, nil))
	}
	var rows []widgets.KeyValueRow
	for _, f := range []struct{ key, value string }{{"handle", v.Person.Handle}, {"phone", v.Person.Phone}, {"email", v.Person.Email}, {"address", v.Person.Address}} {
		if f.value != "" {
			rows = append(rows, widgets.KeyValueRow{Label: w.Field(f.key), Value: f.value})
		}
	}
	if len(rows) > 0 {
		parts = append(parts, widgets.NewKeyValue(96, rows...))
	}
	parts = append(parts, p.happened()...)
	body := widgets.NewBody(widgets.Inset{Left: 16, Right: 16, Bottom: 16}, 16, parts...)
	carryScroll(p.body, body)
	p.body = body
	p.detail.Objects = []fyne.CanvasObject{widgets.NewPage([]fyne.CanvasObject{title}, body, p.papers.view(), p.env.barOf(slices.DeleteFunc(p.actions(), func(a action) bool { return a.key == "filter" })))}
	p.detail.Refresh()
}

// happened lists what there was with a customer; each line leads to it.
func (p *customersPage) happened() []fyne.CanvasObject {
	w, v := p.env.speak(), p.shown
	var out []fyne.CanvasObject
	group := func(key string, n int, line func(i int) (words, note string, to route)) {
		if n == 0 {
			return
		}
		lines := []fyne.CanvasObject{widgets.NewSection(w.T(key), strconv.Itoa(n), nil)}
		for i := range min(n, 50) {
			words, note, to := line(i)
			row := widgets.NewRow(8, widgets.Grow(widgets.NewText(words, widgets.Plain())), widgets.NewText(note, widgets.Second()))
			lines = append(lines, widgets.NewTapArea(widgets.NewInset(widgets.Inset{Top: 4, Bottom: 4}, row), "", func() { p.env.shell.open(to) }))
		}
		out = append(out, widgets.NewColumn(4, lines...))
	}
	group("page.orders", len(v.Orders), func(i int) (string, string, route) {
		o := v.Orders[i]
		return o.Number + "  " + w.Money(o.Total), w.T("order.state." + string(o.State)), route{page: "orders", id: o.ID}
	})
	group("page.cases", len(v.Cases), func(i int) (string, string, route) {
		return v.Cases[i].Number, w.T("case.state." + string(v.Cases[i].State)), route{page: "cases", id: v.Cases[i].ID}
	})
	group("page.money", len(v.Refunds), func(i int) (string, string, route) {
		return w.Money(v.Refunds[i].Amount), w.T("refund.state." + string(v.Refunds[i].State)), route{page: "money", id: v.Refunds[i].ID}
	})
	group("page.repairs", len(v.Repairs), func(i int) (string, string, route) {
		return v.Repairs[i].Number, w.T("repair.state." + string(v.Repairs[i].State)), route{page: "repairs", id: v.Repairs[i].ID}
	})
	return out
}

// question asks once, and says that it is for good.
func (p *customersPage) question() fyne.CanvasObject {
	w := p.env.speak()
	return widgets.NewCard(widgets.NewInset(widgets.Around(12), widgets.NewColumn(8,
		widgets.NewParagraph(w.T("customers.erase.ask", domain.Args{"name": present.CustomerName(w, p.shown.Person.Name, p.shown.Person.Handle)}), widgets.Plain()),
		widgets.NewRow(8, widgets.NewButton(widgets.ButtonLook{Word: w.T("customers.erase.do"), Kind: widgets.Danger}, p.erase),
			widgets.NewButton(widgets.ButtonLook{Word: w.T("action.cancel"), Key: "Esc", Kind: widgets.Quiet}, func() { p.back() }), widgets.Gap()))))
}

func (p *customersPage) actions() []action {
	find := action{key: "filter", run: p.filter.Focus}
	if p.shown.ID == 0 {
		return []action{find}
	}
	w := p.env.speak()
	erase := action{key: "erase_person", icon: "trash", danger: true, run: func() {
		p.asking = true
		p.show()
	}}
	if p.shown.Erased {
		erase.refused = w.T("error.customer.erased")
	}
	return append([]action{{key: "export_person", icon: "export", run: p.export}, erase, find}, p.papers.actions()...)
}

// export hands the person's data out twice: to be read, and for programs.
func (p *customersPage) export() {
	e, id := p.env, p.shown.ID // whose name stands there
	w := e.speak()
	name := "person-" + strconv.FormatInt(int64(id), 10)
	p.papers.keep(w.T("customers.exported"), name+".html", func(ctx context.Context) ([]byte, error) {
		data, err := e.desk.ExportCustomer(ctx, id)
		if err != nil {
			return nil, err
		}
		body, err := json.MarshalIndent(data, "", "  ")
		if err != nil {
			return nil, err
		}
		if _, err := e.prog.Output.Save(name+".json", append(body, '\n')); err != nil {
			return nil, err
		}
		return present.PersonHTML(w, data)
	})
}

func (p *customersPage) erase() {
	e, id := p.env, p.shown.ID // whose name stands there
	run(e.work, nil, func(ctx context.Context) (desk.Erasure, error) { return e.desk.EraseCustomer(ctx, id) }, func(done desk.Erasure, err error) {
		p.asking = false
		if err != nil {
			p.show()
			e.shell.fail(err)
			return
		}
		e.shell.toast(e.speak().T("customers.erased_now", domain.Args{"orders": done.Orders, "files": done.Files}))
		p.first()
		p.read()
	})
}

// key hears Ctrl F's neighbour: letters go to the list, as on every page.
func (p *customersPage) key(ev *fyne.KeyEvent) bool {
	p.list.TypedKey(ev)
	return true
}
