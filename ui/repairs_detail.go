package ui

import (
	"context"
	"reflect"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/desk"
	"aftercare/domain/repair"
	"aftercare/ui/present"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// repairRecord is one job with its stage, what was found, what it costs, and
// its deeds. A form takes its place while it asks for something.
type repairRecord struct {
	env     env
	page    *repairsPage
	job     desk.JobView
	wanted  domain.ID // the job that was asked for last; job may still be the one before
	form    *form     // nil while the job is shown
	papers  *papers
	body    *fyne.Container // nil while another thing is shown
	thumbs  *thumbs
	more    *widgets.Button // the deeds that have no button of their own
	shownOn calendar.Date
	root    *fyne.Container
	read    ticket
	judged  ticket
}

func newRepairRecord(e env, p *repairsPage) *repairRecord {
	r := &repairRecord{env: e, page: p, root: widgets.NewOver()}
	r.thumbs = newThumbs(e, func() {
		if r.form == nil && r.body != nil {
			r.show()
		}
	})
	r.papers = newPapers(e, func() { r.root.Refresh() })
	return r
}

func (r *repairRecord) view() fyne.CanvasObject { return r.root }

// load shows another job; a form that was open is left.
func (r *repairRecord) load(id domain.ID) {
	r.wanted = id
	if id != r.job.ID {
		r.papers.close()
		r.form, r.body = nil, nil
	}
	run(r.env.work, &r.read, func(ctx context.Context) (desk.JobView, error) { return r.env.desk.Repair(ctx, id) }, func(v desk.JobView, err error) {
		if r.wanted == id { // nothing else was asked for meanwhile
			r.loaded(v, err)
		}
	})
}

func (r *repairRecord) reload() {
	if r.wanted != 0 {
		r.load(r.wanted)
	}
}

func (r *repairRecord) loaded(v desk.JobView, err error) {
	if err != nil {
		r.env.shell.fail(err)
		return
	}
	same := r.body != nil && reflect.DeepEqual(v, r.job) && r.shownOn == calendar.DateOf(r.env.now(), r.env.shell.zone)
	r.job, r.wanted, r.page.chosen = v, v.ID, v.ID
	if r.form == nil && !same { // drawing it anew would take the keyboard from its buttons
		r.show()
	}
}

// leave closes a form and says whether there was one.
func (r *repairRecord) leave() bool {
	if r.form == nil {
		return false
	}
	r.form = nil
	if r.job.ID == 0 {
		r.page.setInside(false)
		r.page.show()
	} else {
		r.show()
	}
	return true
}

// ask shows a form in the place of the job, and beside it what it leads to,
// which may be nil.
func (r *repairRecord) ask(f *form, side fyne.CanvasObject) {
	r.form, r.body = f, nil
	view := f.root
	if side != nil {
		right := widgets.NewSized(sideWidth, 0, widgets.NewBody(widgets.Around(16), 16, side))
		view = container.NewBorder(nil, nil, nil, container.NewBorder(nil, nil, widgets.NewHairline(), nil, right), f.root)
	}
	set(r.root, view)
	f.focus()
}

// sideWidth is the room beside a form for a verdict.
const sideWidth = 344

func (r *repairRecord) show() {
	w, j := r.env.speak(), r.job
	_, _, total := j.Total()
	amount := ""
	if len(j.Bill.Work) > 0 {
		amount = w.Money(total)
	}
	second := []fyne.CanvasObject{widgets.NewText(j.Item, widgets.Plain())}
	for _, s := range []string{j.Serial, w.T("repair.channel." + j.Channel)} {
		if s != "" {
			second = append(second, widgets.NewText(s, widgets.Second()))
		}
	}
	var right fyne.CanvasObject
	if j.Order != nil {
		right = widgets.NewLink(w.T("repairs.order", domain.Args{"number": present.Short(j.Order.Number)}), "", func() {
			r.env.shell.open(route{page: "orders", id: j.OrderID})
		})
	}
	var stages []widgets.LifeStage
	for _, s := range present.Road(w, j.Job) {
		stages = append(stages, widgets.LifeStage{Word: s.Word, Shape: s.Shape, Tone: theme.Tone(s.Tone), Now: s.Now})
	}
	was := r.body
	r.shownOn = calendar.DateOf(r.env.now(), r.env.shell.zone)
	room := widgets.Inset{Left: 16, Top: 16, Right: 16, Bottom: 16}
	r.body = widgets.NewBody(room, 0, widgets.NewTwoColumns(24, widgets.NewColumn(20, r.left()...), widgets.NewColumn(20, r.right()...)))
	carryScroll(was, r.body)
	head := widgets.NewTitleBlock(j.Number, j.Customer.Name, amount, second, right)
	set(r.root, widgets.NewPage([]fyne.CanvasObject{head, widgets.NewStageStrip(stages...)}, r.body, r.papers.view(), r.bar()))
}

// bar offers the next stage first and beside it the answers to a quote, at the
// right the end; More holds them all, and the papers.
func (r *repairRecord) bar() fyne.CanvasObject {
	w := r.env.speak()
	var left, right []fyne.CanvasObject
	var more []widgets.Option
	for _, a := range r.actions() {
		if a.key == "more" || a.key == "print" && a.word != "" { // the menu itself; one of the papers in it, by its key
			continue
		}
		if !a.primary { // all of them, for the keyboard's sake
			more = append(more, widgets.Option{Key: a.key, Word: wordOf(r.env, a), Icon: a.icon, Refused: a.refused})
		}
		switch {
		case a.primary, a.key == "decline" || a.key == "revise":
			left = append(left, r.env.buttonOf(a))
		case a.danger:
			right = append(right, r.env.buttonOf(a))
		}
	}
	if len(more) > 0 {
		r.more = widgets.NewMenuButton(widgets.ButtonLook{Word: w.T("action.more"), Icon: "more", Key: shortcutOf["more"].hint}, more, r.env.shell.do)
		left = append(left, r.more)
	}
	return widgets.NewActionBar(left, right)
}

func wordOf(e env, a action) string {
	if a.word != "" {
		return a.word
	}
	return e.speak().T("action." + a.key)
}

// left is what the customer said and what was found and done.
func (r *repairRecord) left() []fyne.CanvasObject {
	w, j := r.env.speak(), r.job
	parts := []fyne.CanvasObject{r.section("repairs.problem", r.origin(), widgets.NewParagraph(j.Problem, widgets.Second()))}
	if j.Mistaken {
		parts = append([]fyne.CanvasObject{widgets.NewBanner(widgets.BannerLook{Tone: theme.Info, Sentence: w.T("repairs.mistaken", domain.Args{"parcel": j.Parcel})}, nil)}, parts...)
	}
	if st := lastStep(j.Job, repair.Check); st != nil {
		f := j.Finding
		facts := []widgets.FactRow{flagRow(w.T("repairs.flag.misuse"), f.Misuse, w.T("repairs.flag.misuse.no"), w.T("repairs.flag.misuse.yes")),
			flagRow(w.T("repairs.flag.liquid"), f.Liquid, w.T("repairs.flag.liquid.no"), w.T("repairs.flag.liquid.yes")),
			flagRow(w.T("repairs.flag.opened"), f.Opened, w.T("repairs.flag.opened.no"), w.T("repairs.flag.opened.yes")),
			serialRow(w, j.Job)}
		facts = append(facts, widgets.FactRow{Shape: theme.Dot, Tone: theme.Muted, Name: w.T("field.condition"), Fact: f.Condition})
		facts = append(facts, conditionRows(w, f)...)
		if f.Accessories != "" {
			facts = append(facts, widgets.FactRow{Shape: theme.Dot, Tone: theme.Muted, Name: w.T("field.accessories"), Fact: f.Accessories})
		}
		parts = append(parts, r.section("repairs.first_check", byWhom(r.env, *st), widgets.NewFactRows(104, facts...)))
	}
	parts = append(parts, r.photos())
	if st := lastStep(j.Job, repair.Diagnose); st != nil {
		rows := []widgets.KeyValueRow{{Label: w.T("field.fault"), Value: j.Finding.Fault}}
		if j.Finding.Kind != "" {
			rows = append(rows, widgets.KeyValueRow{Label: w.T("repairs.kind"), Value: w.T("breakdown." + j.Finding.Kind)})
		}
		if j.Finding.Cause != "" {
			rows = append(rows, widgets.KeyValueRow{Label: w.T("field.cause"), Value: j.Finding.Cause})
		}
		parts = append(parts, r.section("repairs.diagnosis", byWhom(r.env, *st), widgets.NewKeyValue(104, rows...)))
	}
	if j.Done != "" {
		parts = append(parts, r.section("repairs.done", "", widgets.NewParagraph(j.Done, widgets.Second())))
	}
	parts = append(parts, r.meanwhile()...)
	if papers := r.paperLinks(); papers != nil {
		parts = append(parts, papers)
	}
	return append(parts, r.history())
}

// origin says where an item came from that the intake desk sent to the bench.
func (r *repairRecord) origin() string {
	w, j := r.env.speak(), r.job
	var words []string
	if j.Ours {
		words = append(words, w.T("repairs.ours"))
	}
	if j.Parcel != "" {
		words = append(words, w.T("repairs.from_parcel", domain.Args{"parcel": j.Parcel}))
	}
	return w.List(words)
}

// paperLinks are the papers that the job has by now, the sizes of each beside
// it; nil for none.
func (r *repairRecord) paperLinks() fyne.CanvasObject {
	w := r.env.speak()
	links, all := widgets.NewColumn(0), r.printing()
	for _, p := range r.jobPapers() {
		row := []fyne.CanvasObject{}
		for i, size := range p.sizes {
			do := func() { r.print(size, p.title, p.make) }
			if i == 0 {
				row = append(row, widgets.NewLink(w.T("action."+p.key), "print", do))
				if last := all[len(all)-1]; last.key == "print" && last.word == w.T("action."+p.key) {
					row = append(row, widgets.NewText(last.hint(), widgets.Small()))
				}
				row = append(row, widgets.Gap())
				continue
			}
			row = append(row, widgets.NewSmallLink(w.T("repairs.size."+string(size)), do))
		}
		links.Add(widgets.NewRow(8, row...))
	}
	if len(links.Objects) == 0 {
		return nil
	}
	return r.section("repairs.papers", "", links)
}

// history lists what happened to the job, newest first.
func (r *repairRecord) history() fyne.CanvasObject {
	w := r.env.speak()
	column := widgets.NewColumn(6)
	for _, st := range slices.Backward(r.job.Steps) {
		line := widgets.NewRow(8, widgets.NewText(w.T("repair.event."+string(st.Event)), widgets.Plain()), widgets.Gap(), widgets.NewText(byWhom(r.env, st), widgets.Small()))
		column.Add(line)
		if st.Note != "" {
			column.Add(widgets.NewParagraph(st.Note, widgets.Second()))
		}
	}
	return r.section("repairs.history", "", column)
}

func (r *repairRecord) section(key, hint string, content fyne.CanvasObject) fyne.CanvasObject {
	var right fyne.CanvasObject
	if hint != "" {
		right = widgets.NewText(hint, widgets.Small())
	}
	return widgets.NewColumn(4, widgets.NewSection(r.env.speak().T(key), "", right), content)
}
