package ui

import (
	"bytes"
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/ui/present"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// logPage lists who did what, newest first, by person, by kind of record and by
// what was done. Nothing here can be changed.
type logPage struct {
	env   env
	query desk.LogQuery
	rows  *ledger[desk.LogRow]
	view_ desk.LogView

	list   *widgets.Table
	who    *widgets.Select
	verb   *widgets.Select
	entity *widgets.Select
	count  *widgets.Text
	foot   *widgets.Text
	saving ticket
	root   fyne.CanvasObject

	from, to *widgets.DateField
	check    desk.LogCheck
	breaks   map[int64]string // what is wrong with an entry, by its number
	warning  *fyne.Container
	checking ticket
	papers   *papers
}

// logEntities are the kinds of records that the log can be narrowed to.
var logEntities = []string{"order", "case", "parcel", "repair", "refund", "goodwill", "owed", "claim", "payout", "reconciliation", "product", "customer", "channel", "shop",
	"carrier", "template", "calendar", "checklist", "person", "backup"}

func newLogPage(e env) page {
	p := &logPage{env: e}
	w := e.words
	p.list = widgets.NewTable([]widgets.Column{
		{Title: w.T("log.no"), Min: 72, Right: true}, // it carries the mark of a break
		{Title: w.T("log.at"), Min: 184},
		{Title: w.T("log.who"), Min: 112},
		{Title: w.T("log.what"), Min: 200, Weight: 1},
		{Title: w.T("log.of"), Min: 112},
		{Title: w.T("log.facts"), Min: 96, Weight: 2, Leave: 1},
	})
	p.rows = &ledger[desk.LogRow]{env: e, list: p.list, fetch: p.fetch, read: p.shown}
	p.list.Length = func() int { return p.rows.count }
	p.list.Row = p.row
	p.list.OnVisible = p.rows.see
	p.list.OnActivated = p.follow
	p.list.OnEscape = func() { e.shell.back() }
	p.list.Empty = widgets.NewEmptyState(w.T("log.none"), w.T("log.none.step"), nil)
	p.who = widgets.NewSelect([]widgets.Option{{Key: "", Word: w.T("log.everybody")}}, "", func(key string) { p.query.Who = key; p.ask() })
	p.entity = widgets.NewSelect(p.entities(), "", func(key string) { p.query.Entity = key; p.ask() })
	p.verb = widgets.NewSelect(p.verbs(), "", func(key string) { p.query.Verb = key; p.ask() })
	p.count, p.foot = widgets.NewText("", widgets.Third()), widgets.NewText("", widgets.Small())
	save := widgets.NewButton(widgets.ButtonLook{Word: w.T("log.save"), Icon: "disk"}, p.save)
	day := widgets.NewButton(widgets.ButtonLook{Word: w.T("log.day"), Icon: "print", Tip: w.T("log.day.tip")}, p.daySheet)
	p.from, p.to = p.dayField(), p.dayField()
	p.warning = widgets.NewColumn(0)
	p.papers = newPapers(e, func() { p.root.Refresh() })
	choices := widgets.NewInset(widgets.Inset{Left: 16, Top: 4, Right: 16, Bottom: 4},
		widgets.NewRow(8, widgets.NewSized(148, 0, p.who), widgets.NewSized(148, 0, p.entity), widgets.NewSized(224, 0, p.verb), widgets.Gap()))
	days := widgets.NewInset(widgets.Inset{Left: 16, Right: 16, Bottom: 4},
		widgets.NewRow(8, widgets.NewText(w.T("log.from"), widgets.Second()), widgets.NewSized(168, 0, p.from),
			widgets.NewText(w.T("log.to"), widgets.Second()), widgets.NewSized(168, 0, p.to), widgets.Gap()))
	foot := widgets.NewColumn(0, p.papers.view(), widgets.NewSized(0, 24, widgets.NewInset(widgets.Inset{Left: 16, Right: 16}, p.foot)))
	p.root = widgets.NewPage([]fyne.CanvasObject{widgets.NewPageHeader(w.T("page.log"), p.count, day, save), choices, days, p.warning, widgets.NewHairline()}, p.list, foot)
	return p
}

func (p *logPage) entities() []widgets.Option {
	out := []widgets.Option{{Key: "", Word: p.env.words.T("log.everything")}}
	for _, e := range logEntities {
		out = append(out, widgets.Option{Key: e, Word: p.env.words.T("log.entity." + e)})
	}
	return out
}

func (p *logPage) verbs() []widgets.Option {
	out := []widgets.Option{{Key: "", Word: p.env.words.T("log.anything")}}
	for _, v := range desk.Logged() {
		out = append(out, widgets.Option{Key: v, Word: present.LogWord(p.env.words, v)})
	}
	return out
}

func (p *logPage) fetch(ctx context.Context, offset, limit int) ([]desk.LogRow, int, error) {
	q := p.query
	q.Offset, q.Limit = offset, limit
	v, err := p.env.desk.Log(ctx, q)
	p.env.work.tell(func() {
		if err == nil {
			p.view_ = v
		}
	})
	return v.Rows, v.Count, err
}

// shown brings what stands around the list to date.
func (p *logPage) shown() {
	w := p.env.speak()
	p.count.Set(w.Number(int64(p.rows.count)))
	p.showHead()
	options := []widgets.Option{{Key: "", Word: w.T("log.everybody")}}
	for _, name := range p.view_.Who {
		options = append(options, widgets.Option{Key: name, Word: name})
	}
	p.who.SetOptions(options)
}

func (p *logPage) row(i int) widgets.RowData {
	r, ok := p.rows.at(i)
	if !ok {
		return widgets.RowData{}
	}
	cells := p.cells(r)
	out := widgets.RowData{Cells: make([]widgets.Cell, len(cells))}
	for i, c := range cells {
		out.Cells[i] = widgets.Cell{Text: c}
	}
	// The facts may be longer than their column, which a narrow window leaves out.
	facts := cells[len(cells)-1]
	out.Cells[3].Tip, out.Cells[len(cells)-1].Tip = facts, facts
	if wrong := p.breaks[r.Seq]; wrong != "" {
		out.Cells[0].Shape, out.Cells[0].Tone, out.Cells[0].Tip = theme.Octagon, theme.Late, wrong
		out.Cells[len(cells)-1] = widgets.Cell{Text: wrong, Tone: theme.Late}
	}
	return out
}

// cells are an entry in words.
func (p *logPage) cells(r desk.LogRow) []string {
	w := p.env.speak()
	of := r.Entity
	if key := "log.entity." + r.Entity; w.Has(key) {
		of = w.T(key)
	}
	if r.ID != 0 {
		of += " " + strconv.FormatInt(int64(r.ID), 10)
	}
	return []string{strconv.FormatInt(r.Seq, 10), w.FullMoment(r.At), r.Who, present.LogWord(w, r.Verb), of, present.FactsLine(w, r.Entity, r.Facts)}
}

// follow opens the record that an entry is about.
func (p *logPage) follow(i int) {
	pages := map[string]string{"order": "orders", "case": "cases", "parcel": "intake", "repair": "repairs", "refund": "money", "customer": "customers"}
	if r, ok := p.rows.at(i); ok && pages[r.Entity] != "" {
		p.env.shell.open(route{page: pages[r.Entity], id: r.ID})
	}
}

// mostSaved bounds what is saved at once.
const mostSaved = 100_000

// save writes what the question finds as a table.
func (p *logPage) save() {
	if p.env.prog.Table == nil || p.env.prog.Output == nil {
		return
	}
	w := p.env.speak()
	head := []string{w.T("log.no"), w.T("log.at"), w.T("log.who"), w.T("log.what"), w.T("log.of"), w.T("log.facts")}
	q := p.query
	run(p.env.work, &p.saving, func(ctx context.Context) (string, error) {
		var rows [][]string
		for q.Limit = 200; len(rows) < mostSaved; q.Offset += q.Limit {
			v, err := p.env.desk.Log(ctx, q)
			if err != nil {
				return "", err
			}
			for _, r := range v.Rows {
				rows = append(rows, p.cells(r))
			}
			if len(v.Rows) < q.Limit {
				break
			}
		}
		var b bytes.Buffer
		if err := p.env.prog.Table(&b, head, rows); err != nil {
			return "", err
		}
		return p.env.prog.Output.Save("log.csv", b.Bytes())
	}, func(path string, err error) {
		if err != nil {
			p.env.shell.fail(err)
			return
		}
		p.env.shell.say(theme.Ok, p.env.speak().T("log.saved", domain.Args{"path": path}))
	})
}

func (p *logPage) ask() {
	p.list.ScrollTo(0)
	p.rows.reload()
}

func (p *logPage) view() fyne.CanvasObject { return p.root }
func (p *logPage) actions() []action       { return p.papers.actions() }
func (p *logPage) back() bool              { return false }

func (p *logPage) reload() { p.rows.reload() }

func (p *logPage) open(r route) {
	p.rows.reload()
	p.verify()
	p.list.Focus()
}
