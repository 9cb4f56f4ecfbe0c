package ui

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/repair"
	"aftercare/ui/present"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// repairsPage is the list of repair jobs by what is to be done, and in its place
// a narrower list with one job beside it.
type repairsPage struct {
	env    env
	jobs   []repair.Job // as read, all that are open and the last closed
	shown  []repair.Job // of the filter, in the order of the list
	count  int          // how many are open in all
	filter present.JobGroup
	chosen domain.ID
	inside bool // a job is open beside the list
	office bool // the report stands in the place of both

	record *repairRecord
	report *repairReport
	wide   *widgets.Table
	narrow *widgets.Table
	head   *fyne.Container
	foot   *widgets.Text
	split  *widgets.MasterDetail
	list   fyne.CanvasObject
	root   *fyne.Container
	read   ticket
}

// jobsRead bounds what one reading takes.
const (
	jobsRead   = 1000
	jobsClosed = 50
)

func newRepairsPage(e env) page {
	p := &repairsPage{env: e}
	p.record = newRepairRecord(e, p)
	p.report = newRepairReport(e, p)
	p.build()
	return p
}

func (p *repairsPage) build() {
	w := p.env.speak()
	t := func(key string) string { return w.T("repairs.column." + key) }
	p.wide = p.table([]widgets.Column{
		{Title: t("stage"), Min: 96}, {Title: t("job"), Min: 56}, {Title: t("item"), Min: 140, Weight: 3},
		{Title: t("serial"), Min: 112, Leave: 1}, {Title: t("customer"), Min: 104, Weight: 1},
		{Title: t("warranty"), Min: 212, Leave: 3, KeepShape: true}, {Title: t("next"), Min: 132, Weight: 1, Leave: 2}, {Title: t("age"), Min: 56, Leave: 5}, {Title: t("due"), Min: 124},
	}, p.wideRow)
	p.wide.OnActivated = func(int) { p.enter() }
	p.wide.OnShow = func(int) { p.enter() }
	p.wide.OnEscape = p.env.shell.back
	p.narrow = p.table([]widgets.Column{{Min: 16}, {Min: 52}, {Min: 40, Weight: 1}, {Min: 72}}, p.narrowRow)
	p.narrow.HideHead = true
	p.narrow.OnActivated = func(int) { p.record.advance() }
	p.narrow.OnBare = p.record.advance
	p.narrow.OnEscape = p.env.shell.back
	p.head, p.foot = widgets.NewOver(), widgets.NewText("", widgets.Small())
	p.list = widgets.NewPage([]fyne.CanvasObject{p.head}, p.wide, widgets.NewListFoot(p.foot, widgets.NewText("", widgets.Small())))
	side := widgets.NewPage([]fyne.CanvasObject{widgets.NewPageHeader(w.T("page.repairs"), nil, widgets.NewButton(widgets.ButtonLook{Icon: "left", Tip: w.T("action.back"), Kind: widgets.Quiet}, func() { p.back() }))}, p.narrow)
	p.split = widgets.NewMasterDetail(side, p.record.view(), 0)
	p.split.ListWidth, p.split.Narrow = 256, 860
	p.split.SetOpen(true)
	p.root = widgets.NewOver(p.list)
}

// table makes one of the two lists of the same jobs.
func (p *repairsPage) table(columns []widgets.Column, row func(int) widgets.RowData) *widgets.Table {
	t := widgets.NewTable(columns)
	t.Length = func() int { return len(p.shown) }
	t.Row = row
	t.OnSelected = p.selected
	t.Empty = widgets.NewEmptyState(p.env.speak().T("repairs.none"), p.env.speak().T("repairs.none.step"),
		widgets.NewButton(widgets.ButtonLook{Word: p.env.speak().T("action.new_repair"), Icon: "plus", Key: "Ctrl N"}, p.create))
	return t
}

func (p *repairsPage) view() fyne.CanvasObject { return p.root }

// open shows a job, or asks for a new one, from an order when id names one.
func (p *repairsPage) open(r route) {
	if r.do == "report" {
		p.openReport()
		return
	}
	if r.do == "new" {
		p.setInside(true)
		p.reload()
		p.record.request(r.id)
		return
	}
	if r.id != 0 {
		p.chosen = r.id
		p.setInside(true)
		p.record.load(r.id)
	}
	p.reload()
	p.focus()
}

// reload reads the list and the open job again; place, selection and what was
// typed stay.
func (p *repairsPage) reload() {
	type reading struct {
		jobs []repair.Job
		open int
	}
	run(p.env.work, &p.read, func(ctx context.Context) (reading, error) {
		open, n, err := p.env.desk.Repairs(ctx, desk.JobQuery{Open: true, Limit: jobsRead})
		if err != nil {
			return reading{}, err
		}
		closed, _, err := p.env.desk.Repairs(ctx, desk.JobQuery{States: []repair.State{repair.Closed}, Limit: jobsClosed})
		return reading{append(open, closed...), n}, err
	}, func(r reading, err error) {
		if err != nil {
			p.env.shell.fail(err)
			return
		}
		p.jobs, p.count = r.jobs, r.open
		p.show()
	})
	if p.inside {
		p.record.reload()
	}
	if p.office {
		p.report.load()
	}
}

// openReport shows the bench at a glance in the place of the list.
func (p *repairsPage) openReport() {
	p.setInside(false)
	p.office = true
	p.root.Objects = []fyne.CanvasObject{p.report.root}
	p.root.Refresh()
	p.report.open()
	p.env.shell.window.Canvas().Unfocus()
}

// show puts the jobs in order and draws lists and figures.
func (p *repairsPage) show() {
	p.shown = nil
	for _, j := range p.jobs {
		if p.filter == "" && !j.Over() || p.filter == present.GroupOf(j.State) {
			p.shown = append(p.shown, j)
		}
	}
	slices.SortStableFunc(p.shown, func(a, b repair.Job) int { return present.RoadPlace(a.State) - present.RoadPlace(b.State) })
	at := slices.IndexFunc(p.shown, func(j repair.Job) bool { return j.ID == p.chosen })
	if at < 0 && !p.inside && len(p.shown) > 0 {
		at, p.chosen = 0, p.shown[0].ID
	}
	for _, t := range []*widgets.Table{p.wide, p.narrow} {
		t.SetSelected(at)
		t.Refresh()
	}
	p.showHead()
}

// showHead draws the title and the figures, each of which is a filter.
func (p *repairsPage) showHead() {
	w := p.env.speak()
	late := 0
	count := map[present.JobGroup]int{}
	for _, j := range p.jobs {
		count[present.GroupOf(j.State)]++
		if present.JobDue(w, j, p.env.now(), p.env.shell.zone).Tone == present.Late {
			late++
		}
	}
	var right []fyne.CanvasObject
	if late > 0 {
		right = append(right, widgets.NewDueClock(theme.Triangle, theme.Late, w.N("repairs.late", late), false))
	}
	right = append(right, widgets.NewButton(widgets.ButtonLook{Word: w.T("action.repair_report"), Icon: "reports"}, p.openReport))
	right = append(right, widgets.NewButton(widgets.ButtonLook{Word: w.T("action.new_repair"), Icon: "plus", Key: "Ctrl N"}, p.create))
	open := w.N("repairs.open", p.count)
	cells := []widgets.FigureCell{p.figure("", w.T("repairs.group.all"), p.count)}
	for _, g := range present.JobGroups() {
		cells = append(cells, p.figure(g, w.T("repairs.group."+string(g)), count[g]))
	}
	set(p.head, widgets.NewColumn(0, widgets.NewPlainPageHeader(w.T("page.repairs"), widgets.NewText(open, widgets.Third()), right...), widgets.NewFiguresStrip(cells...)))
	p.foot.Set(open)
	p.list.Refresh()
}

func (p *repairsPage) figure(g present.JobGroup, word string, n int) widgets.FigureCell {
	cell := widgets.FigureCell{Label: word, Figure: strconv.Itoa(n), On: p.filter == g, Tapped: func() { p.filter = g; p.show() }}
	if cell.On {
		cell.Tone = theme.Accent
	}
	return cell
}

func (p *repairsPage) wideRow(i int) widgets.RowData {
	w, j := p.env.speak(), p.shown[i]
	stage := present.Stage(w, j.State)
	if i > 0 && p.shown[i-1].State == j.State {
		stage.Word = ""
	}
	due := cellOfMark(present.JobDue(w, j, p.env.now(), p.env.shell.zone))
	due.Room = due.Shape == ""
	next := ""
	if events := repair.Life.Possible(j.State); len(events) > 0 {
		next = strings.TrimRight(w.T("repairs.deed."+string(desk.NextOf(j))), ".…")
	}
	return widgets.RowData{Cells: []widgets.Cell{{Text: stage.Word, Tone: theme.Strong}, {Text: j.Number, Tone: theme.Strong}, {Text: j.Item, Tone: theme.Strong},
		{Text: j.Serial}, {Text: j.Customer.Name, Tone: theme.Strong}, cellOfMark(present.Cover(w, j)), {Text: next}, {Text: present.JobAge(w, j, p.env.now(), p.env.shell.zone)}, due}}
}

func (p *repairsPage) narrowRow(i int) widgets.RowData {
	w, j := p.env.speak(), p.shown[i]
	stage := present.Stage(w, j.State)
	mark := present.JobDue(w, j, p.env.now(), p.env.shell.zone)
	if mark.Shape == "" {
		mark = stage
	}
	return widgets.RowData{Cells: []widgets.Cell{{Shape: mark.Shape, Tone: theme.Tone(mark.Tone), Tip: mark.Word}, {Text: j.Number, Tone: theme.Strong},
		{Text: j.Customer.Name, Tone: theme.Strong}, {Text: stage.Word, Small: true}}}
}

func cellOfMark(m present.Mark) widgets.Cell {
	return widgets.Cell{Text: m.Word, Shape: m.Shape, Tone: theme.Tone(m.Tone)}
}

// selected follows the lists: the narrow one shows each job as it is passed.
func (p *repairsPage) selected(i int) {
	if i < 0 || i >= len(p.shown) || p.shown[i].ID == p.chosen && p.record.job.ID == p.chosen {
		return
	}
	p.chosen = p.shown[i].ID
	if p.inside {
		p.record.load(p.chosen)
	}
}

// enter opens the selected job beside the list.
func (p *repairsPage) enter() {
	if p.chosen == 0 {
		return
	}
	p.setInside(true)
	p.record.load(p.chosen)
	p.show()
	p.focus()
}

func (p *repairsPage) setInside(inside bool) {
	p.inside, p.office = inside, false
	p.root.Objects = []fyne.CanvasObject{p.list}
	if inside {
		p.root.Objects = []fyne.CanvasObject{p.split}
	}
	p.root.Refresh()
}

// focus gives the list in sight the keyboard; where the record covers it, its
// keys still belong to the record.
func (p *repairsPage) focus() {
	switch {
	case p.record.form != nil:
		p.record.form.focus()
	case p.inside && p.split.Covers():
		p.env.shell.window.Canvas().Unfocus()
	case p.inside:
		p.narrow.Focus()
	default:
		p.wide.Focus()
	}
}

// key is told of keys while nothing has the keyboard: Enter goes on with the
// open job, the arrows go to its neighbours.
func (p *repairsPage) key(ev *fyne.KeyEvent) bool {
	if p.office {
		return false
	}
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if p.inside {
			p.record.advance()
		} else {
			p.enter()
		}
	case fyne.KeyUp:
		p.narrow.Select(p.narrow.Selected() - 1)
	case fyne.KeyDown:
		p.narrow.Select(p.narrow.Selected() + 1)
	default:
		return false
	}
	return true
}

// create asks for a new repair of goods from anywhere.
func (p *repairsPage) create() { p.open(route{page: "repairs", do: "new"}) }

func (p *repairsPage) actions() []action {
	if p.inside && p.record.form != nil { // a new one would take away what was typed
		return p.record.actions()
	}
	out := []action{{key: "new", run: p.create}, {key: "repair_report", run: p.openReport}}
	if p.office {
		return append(out, p.report.actions()...)
	}
	if p.inside {
		out = append(out, p.record.actions()...)
	}
	return out
}

// back leaves a form, then the job.
func (p *repairsPage) back() bool {
	switch {
	case p.inside && p.record.form != nil && !p.record.form.letsGo("form.typed"):
		return true
	case p.inside && p.record.leave():
	case p.inside, p.office:
		p.setInside(false)
		p.show()
	default:
		return false
	}
	p.focus()
	return true
}
