package ui

import (
	"context"
	"fmt"
	"io"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/desk"
	"aftercare/domain/repair"
	"aftercare/ui/paper"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// repairReport is the bench at a glance: turnaround by stage, what is overdue,
// what the warranty costs, and a day's receipts for the accountant.
type repairReport struct {
	env      env
	page     *repairsPage
	report   desk.RepairReport
	receipts desk.DayReceipts
	from, to *widgets.DateField
	day      *widgets.DateField
	papers   *papers
	body     *fyne.Container // nil before the first reading
	root     *fyne.Container
	read     ticket
}

func newRepairReport(e env, p *repairsPage) *repairReport {
	r := &repairReport{env: e, page: p, root: widgets.NewOver()}
	r.papers = newPapers(e, func() { r.root.Refresh() })
	return r
}

// open shows the last quarter and the receipts of today.
func (r *repairReport) open() {
	today := calendar.DateOf(r.env.now(), r.env.shell.zone)
	field := func(d calendar.Date) *widgets.DateField {
		f := newDateField(r.env, d)
		f.OnDate = func(_ widgets.Date, ok bool) {
			if ok {
				r.load()
			}
		}
		f.Entry.OnSubmitted = func(string) { r.load() }
		f.Entry.OnEscape = func() { r.page.back() }
		return f
	}
	r.from, r.to, r.day = field(today.AddDays(-90)), field(today), field(today)
	r.load()
}

func (r *repairReport) load() {
	var es domain.Errors
	var days [3]calendar.Date
	for i, x := range []struct {
		name string
		f    *widgets.DateField
	}{{"from", r.from}, {"to", r.to}, {"day", r.day}} {
		d, fault := dayOf(x.name, x.f)
		if fault != nil {
			es = append(es, fault)
		}
		days[i] = d
	}
	if len(es) > 0 {
		r.env.shell.fail(es)
		return
	}
	type reading struct {
		report   desk.RepairReport
		receipts desk.DayReceipts
	}
	run(r.env.work, &r.read, func(ctx context.Context) (reading, error) {
		report, err := r.env.desk.RepairReport(ctx, desk.Period{From: days[0], To: days[1]})
		if err != nil {
			return reading{}, err
		}
		receipts, err := r.env.desk.DayReceipts(ctx, desk.DayNamed{Day: days[2]})
		return reading{report, receipts}, err
	}, func(v reading, err error) {
		if err != nil {
			r.env.shell.fail(err)
			return
		}
		r.report, r.receipts = v.report, v.receipts
		r.show()
	})
}

func (r *repairReport) show() {
	w := r.env.speak()
	label := func(key string, f *widgets.DateField) []fyne.CanvasObject {
		return []fyne.CanvasObject{widgets.NewText(w.T(key), widgets.Second()), widgets.NewSized(168, 32, f)}
	}
	period := widgets.NewRow(12, append(append(label("repairs.report.from", r.from), label("repairs.report.to", r.to)...), widgets.Gap())...)
	t := r.report.Turnaround
	figures := widgets.NewFiguresStrip(
		widgets.FigureCell{Label: w.T("repairs.report.jobs"), Figure: fmt.Sprint(r.report.Jobs)},
		widgets.FigureCell{Label: w.T("repairs.report.home"), Figure: fmt.Sprint(t.Jobs)},
		widgets.FigureCell{Label: w.T("repairs.report.median"), Figure: w.N("repairs.report.days", t.Median)},
		widgets.FigureCell{Label: w.T("repairs.report.kept"), Figure: fmt.Sprintf("%d / %d", t.Kept, t.Jobs)},
		widgets.FigureCell{Label: w.T("repairs.report.overdue"), Figure: fmt.Sprint(len(r.report.Overdue)), Tone: overdueTone(len(r.report.Overdue))})
	left := widgets.NewColumn(20, r.section("repairs.report.stages", r.stages()), r.section("repairs.report.overdue", r.overdue()))
	right := widgets.NewColumn(20, r.section("repairs.report.receipts", r.dayList(label("repairs.report.day", r.day))), r.section("repairs.report.costs", r.costs()))
	was := r.body
	room := widgets.Inset{Left: 16, Top: 12, Right: 16, Bottom: 16}
	r.body = widgets.NewBody(room, 16, period, figures, widgets.NewTwoColumns(24, left, right))
	if was != nil {
		carryScroll(was, r.body)
	}
	var deeds []fyne.CanvasObject
	for _, a := range r.actions() {
		if a.key != "print" {
			deeds = append(deeds, r.env.buttonOf(a))
		}
	}
	back := widgets.NewButton(widgets.ButtonLook{Word: w.T("action.back"), Key: "Esc", Kind: widgets.Quiet}, func() { r.page.back() })
	set(r.root, widgets.NewPage([]fyne.CanvasObject{widgets.NewPageHeader(w.T("repairs.report"), nil)}, r.body, r.papers.view(), widgets.NewActionBar([]fyne.CanvasObject{back}, deeds)))
}

func overdueTone(n int) theme.Tone {
	if n > 0 {
		return theme.Late
	}
	return theme.Neutral
}

func (r *repairReport) section(key string, content fyne.CanvasObject) fyne.CanvasObject {
	return widgets.NewColumn(4, widgets.NewSection(r.env.speak().T(key), "", nil), content)
}

// reportLine is a row of a small table: words, then figures at the right.
func reportLine(style widgets.TextStyle, first fyne.CanvasObject, width float32, figures ...string) fyne.CanvasObject {
	parts := []fyne.CanvasObject{widgets.Grow(first)}
	for _, f := range figures {
		st := style
		st.Align, st.Whole = fyne.TextAlignTrailing, true
		parts = append(parts, widgets.NewSized(width, 0, widgets.NewText(f, st)))
	}
	return widgets.NewColumn(4, widgets.NewRow(8, parts...), widgets.NewHairline())
}

// span is a number of hours as days and hours.
func (r *repairReport) span(hours int) string {
	w := r.env.speak()
	if hours < 48 {
		return w.N("repairs.report.hours", hours)
	}
	return w.N("repairs.report.real_days", (hours+12)/24)
}

func (r *repairReport) stages() fyne.CanvasObject {
	w, small := r.env.speak(), widgets.Small()
	t := widgets.NewColumn(4, reportLine(small, widgets.NewText(w.T("repairs.column.stage"), small), 76, w.T("repairs.report.middle"), w.T("repairs.report.longest"), w.T("repairs.report.now"), w.T("repairs.report.oldest")))
	for _, s := range r.report.Stages {
		cells := []string{"", "", "", ""}
		if s.Stays > 0 {
			cells[0], cells[1] = r.span(s.Median), r.span(s.Longest)
		}
		if s.Now > 0 {
			cells[2], cells[3] = fmt.Sprint(s.Now), r.span(s.Oldest)
		}
		t.Add(reportLine(widgets.Plain(), widgets.NewText(w.T("repairs.stage."+string(s.State)), widgets.Plain()), 76, cells...))
	}
	return t
}

func (r *repairReport) overdue() fyne.CanvasObject {
	w := r.env.speak()
	t := widgets.NewColumn(4)
	for _, o := range r.report.Overdue {
		words := w.List([]string{o.Number, o.Customer, o.Item, w.T("repairs.stage." + string(o.State))})
		t.Add(reportLine(widgets.Plain(), widgets.NewLink(words, "", func() { r.env.shell.open(route{page: "repairs", id: o.ID}) }), 96, w.N("repairs.over", o.Days)))
	}
	if len(r.report.Overdue) == 0 {
		t.Add(widgets.NewText(w.T("repairs.report.none_overdue"), widgets.Second()))
	}
	return t
}

func (r *repairReport) costs() fyne.CanvasObject {
	w, small := r.env.speak(), widgets.Small()
	t := widgets.NewColumn(4, reportLine(small, widgets.NewText(w.T("repairs.report.product"), small), 92, w.T("repairs.report.count"), w.T("repairs.report.total")))
	for _, c := range r.report.Costs {
		t.Add(reportLine(widgets.Plain(), widgets.NewText(w.List(nonEmpty(c.Item, r.fault(c))), widgets.Plain()), 92, fmt.Sprint(c.Jobs), w.Money(c.Total)))
	}
	if len(r.report.Costs) == 0 {
		t.Add(widgets.NewText(w.T("repairs.report.no_costs"), widgets.Second()))
	}
	return t
}

func (r *repairReport) fault(c repair.Cost) string {
	if c.Fault == "" {
		return ""
	}
	return r.env.speak().T("breakdown." + c.Fault)
}

func (r *repairReport) dayList(label []fyne.CanvasObject) fyne.CanvasObject {
	w := r.env.speak()
	t := widgets.NewColumn(4, widgets.NewRow(12, append(label, widgets.Gap())...))
	for _, d := range r.receipts.Rows {
		how := d.PaidHow
		if !d.Repaired {
			how = w.List(nonEmpty(w.T("repairs.report.unrepaired"), how))
		}
		words := w.List(nonEmpty(d.Number, d.Customer, how))
		t.Add(reportLine(widgets.Plain(), widgets.NewLink(words, "", func() { r.env.shell.open(route{page: "repairs", id: d.ID}) }), 108, w.Money(d.Total)))
	}
	if len(r.receipts.Rows) == 0 {
		t.Add(widgets.NewText(w.T("repairs.report.no_receipts"), widgets.Second()))
	}
	for _, total := range r.receipts.Totals {
		t.Add(widgets.NewMoneyRows("", widgets.MoneyRow{Words: w.T("repairs.report.total"), Amount: w.Money(total), Large: true, Tone: theme.Strong}))
	}
	return t
}

// actions are the day's receipts as paper, and the report as a table.
func (r *repairReport) actions() []action {
	w := r.env.speak()
	none := ""
	if len(r.receipts.Rows) == 0 {
		none = w.T("repairs.report.no_receipts")
	}
	out := []action{
		{key: "day_receipts", word: w.T("action.day_receipts"), icon: "print", refused: none, run: func() { r.print(paper.A5) }},
		{key: "day_receipts_a4", word: w.T("repairs.paper.two", domain.Args{"paper": w.T("action.day_receipts")}), icon: "print", refused: none, run: func() { r.print(paper.A4) }},
		{key: "repair_csv", word: w.T("action.repair_csv"), icon: "export", run: func() { r.export("csv") }},
		{key: "repair_xlsx", word: w.T("action.repair_xlsx"), icon: "export", run: func() { r.export("xlsx") }},
	}
	return append(out, r.papers.actions()...)
}

// print makes one PDF of all receipts of the day.
func (r *repairReport) print(size paper.Size) {
	how, day := r.env.paperSetting(size), r.receipts.Day
	r.papers.press(r.env.speak().T("repairs.paper.day", domain.Args{"day": day}), func(ctx context.Context, press *paper.Press) (paper.Paper, error) {
		all, err := r.env.desk.DayReceipts(ctx, desk.DayNamed{Day: day})
		if err != nil {
			return paper.Paper{}, err
		}
		s, err := r.env.desk.Setup(ctx)
		if err != nil {
			return paper.Paper{}, err
		}
		return press.Receipts(string(day), paper.ReceiptsOf(all, s), how)
	})
}

// export keeps the report as a table, a kind of part a row; of a kind: csv or
// xlsx.
func (r *repairReport) export(kind string) {
	w, sheet, report := r.env.speak(), r.env.prog.Sheet, r.report
	if sheet == nil {
		r.env.shell.say(theme.Info, w.T("papers.no_folder"))
		return
	}
	r.env.shell.written(w.T("repairs.report")+"."+kind, func(_ context.Context, out io.Writer) error {
		head := reportHead(r.env)
		return sheet(out, kind, w.T("repairs.report"), head, reportWide, func(each func([]any) error) error {
			for _, row := range reportRows(r.env, report) {
				if err := each(row); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// reportWide is how many characters most cells of each column of the report need.
var reportWide = []int{24, 40, 8, 10, 10, 8, 12, 12, 12, 12, 12, 12}

func reportHead(e env) []string {
	w := e.speak()
	return []string{w.T("repairs.report.part"), w.T("repairs.report.what"), w.T("repairs.report.count"), w.T("repairs.report.middle_hours"), w.T("repairs.report.longest_hours"),
		w.T("field.currency"), w.T("work.part"), w.T("work.labour"), w.T("repairs.report.goodwill"), w.T("work.workshop"), w.T("repairs.report.instead"), w.T("repairs.report.total")}
}

func reportRows(e env, report desk.RepairReport) [][]any {
	w := e.speak()
	row := func(cells ...any) []any {
		for len(cells) < len(reportWide) {
			cells = append(cells, "")
		}
		return cells
	}
	var out [][]any
	for _, s := range report.Stages {
		out = append(out, row(w.T("repairs.report.stages"), w.T("repairs.stage."+string(s.State)), s.Stays+s.Now, s.Median, max(s.Longest, s.Oldest)))
	}
	for _, o := range report.Overdue {
		out = append(out, row(w.T("repairs.report.overdue"), w.List([]string{o.Number, o.Item, o.Customer}), o.Days))
	}
	for _, c := range report.Costs {
		fault := ""
		if c.Fault != "" {
			fault = w.T("breakdown." + c.Fault)
		}
		out = append(out, row(w.T("repairs.report.costs"), w.List(nonEmpty(c.Item, fault)), c.Jobs, "", "", string(c.Total.Currency),
			c.Parts, c.Labour, c.Goodwill, c.Workshop, c.Instead, c.Total))
	}
	return out
}
