package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"aftercare/domain"
	"aftercare/domain/money"
	"aftercare/domain/repair"
	"aftercare/ui/text"
	"aftercare/ui/widgets"
)

// workList is an editable list of parts and labour with what they come to. An
// empty line counts for nothing.
type workList struct {
	widget.BaseWidget
	env     env
	job     repair.Job
	charged bool
	leave   func()
	rows    []*workRow
	body    *fyne.Container
	lines   *fyne.Container
	sum     *fyne.Container
}

// workRow is one line as it is typed.
type workRow struct {
	kind            *widgets.Select
	title, sku      *widgets.Entry
	quantity, price *widgets.Entry
	pays            string // "", free, or an exclusion: the customer pays, for the warranty leaves it out
	view            fyne.CanvasObject
}

func newWorkList(e env, j repair.Job, charged bool, leave func()) *workList {
	l := &workList{env: e, job: j, charged: charged, leave: leave, lines: widgets.NewColumn(6), sum: widgets.NewOver()}
	w := e.speak()
	add := widgets.NewButton(widgets.ButtonLook{Word: w.T("repairs.work.add"), Icon: "plus"}, func() {
		l.add(repair.Work{Kind: "part", Quantity: 100}).title.Focus()
	})
	l.body = widgets.NewColumn(8, l.lines, widgets.NewRow(8, add, widgets.Gap()), l.sum)
	l.ExtendBaseWidget(l)
	for _, one := range j.Work {
		l.add(one)
	}
	if len(j.Work) == 0 {
		l.add(repair.Work{Kind: "part", Quantity: 100})
		l.add(repair.Work{Kind: "labour", Quantity: 100})
	}
	return l
}

// CreateRenderer implements fyne.Widget.
func (l *workList) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.body) }

// HeightFor is the height that the lines take at a width.
func (l *workList) HeightFor(width float32) float32 { return widgets.HeightFor(l.body, width) }

// Focus gives the first line the keyboard.
func (l *workList) Focus() {
	if len(l.rows) > 0 {
		l.rows[0].title.Focus()
	}
}

func (l *workList) add(one repair.Work) *workRow {
	w := l.env.speak()
	var kinds []widgets.Option
	for _, k := range repair.Works() {
		kinds = append(kinds, widgets.Option{Key: k, Word: w.T("work." + k)})
	}
	r := &workRow{kind: widgets.NewSelect(kinds, one.Kind, func(string) { l.count() })}
	entry := func(hint, unit, was string, right bool) *widgets.Entry {
		e := widgets.NewEntry(widgets.EntryLook{Placeholder: hint, Unit: unit, Right: right, SelectAll: right, Limit: domain.MaxLine})
		e.SetText(was)
		e.OnChanged = func(string) { l.count() }
		e.OnSubmitted = func(string) { l.next(r) }
		e.OnEscape = l.leave
		return e
	}
	each := ""
	if one.Each.Currency != "" {
		each = one.Each.Decimal()
	}
	r.title = entry(w.T("repairs.work.title"), "", one.Title, false)
	r.sku = entry(w.T("field.sku"), "", one.SKU, false)
	r.quantity = entry(w.T("repairs.work.quantity"), "", w.Hundredths(int64(one.Quantity)), true)
	r.price = entry(w.T("repairs.work.each"), w.Currency(l.job.Currency), each, true)
	r.pays = one.Excluded
	if one.Covered || !l.charged {
		r.pays = "free"
	}
	drop := widgets.NewButton(widgets.ButtonLook{Icon: "trash", Tip: w.T("repairs.work.drop"), Kind: widgets.Quiet}, func() { l.drop(r) })
	parts := []fyne.CanvasObject{widgets.NewSized(112, 32, r.kind), widgets.Grow(r.title), widgets.NewSized(104, 32, r.sku), widgets.NewSized(64, 32, r.quantity), widgets.NewSized(112, 32, r.price)}
	if l.charged {
		parts = append(parts, widgets.NewSized(148, 32, widgets.NewSelect(l.payers(), r.pays, func(key string) { r.pays = key; l.count() })))
	}
	r.view = widgets.NewRow(6, append(parts, drop)...)
	l.rows = append(l.rows, r)
	l.lines.Add(r.view)
	l.count()
	l.Refresh()
	return r
}

// payers are who pays for a line, and why.
func (l *workList) payers() []widgets.Option {
	w := l.env.speak()
	out := []widgets.Option{{Key: "", Word: w.T("repairs.pays.customer")}, {Key: "free", Word: w.T("repairs.pays.free")}}
	for _, x := range repair.Exclusions() {
		out = append(out, widgets.Option{Key: x, Word: w.T("repairs.pays.excluded", domain.Args{"why": text.Key("exclusion." + x)})})
	}
	return out
}

func (l *workList) excluded(r *workRow) string {
	if r.pays == "free" {
		return ""
	}
	return r.pays
}

// next is Enter in a line: the field after it, or a new line after the last.
func (l *workList) next(r *workRow) {
	i := slices.Index(l.rows, r)
	if i < len(l.rows)-1 {
		l.rows[i+1].title.Focus()
		return
	}
	if r.title.Text() != "" {
		l.add(repair.Work{Kind: "part", Quantity: 100}).title.Focus()
	}
}

func (l *workList) drop(r *workRow) {
	l.rows = slices.DeleteFunc(l.rows, func(one *workRow) bool { return one == r })
	l.lines.Remove(r.view)
	l.count()
	l.Refresh()
}

// read is the list as it stands.
//
// Errors: those of money.Parse, under the field work.
func (l *workList) read() ([]repair.Work, *domain.Error) {
	var out []repair.Work
	for _, r := range l.rows {
		if r.title.Text() == "" && r.price.Text() == "" && r.sku.Text() == "" {
			continue
		}
		n, fault := hundredths("work", r.quantity.Text(), 100)
		if fault != nil {
			return nil, fault
		}
		each := money.Of(0, l.job.Currency)
		if r.price.Text() != "" {
			if each, fault = money.Parse("work", r.price.Text(), l.job.Currency); fault != nil {
				return nil, fault
			}
		}
		title, fault := domain.Line("work", r.title.Text(), false)
		if fault != nil {
			return nil, fault
		}
		out = append(out, repair.Work{Kind: r.kind.Selected(), SKU: r.sku.Text(), Title: title, Quantity: int(n), Each: each, Covered: r.pays == "free", Excluded: l.excluded(r)})
	}
	return out, nil
}

// count shows what the lines come to, as far as they can be read.
func (l *workList) count() {
	j := l.job
	work, fault := l.read()
	if fault != nil {
		return
	}
	j.Work, j.TaxRate = work, 0
	set(l.sum, moneyOf(l.env, j))
	l.Refresh()
}
