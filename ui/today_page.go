package ui

import (
	"strconv"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/ui/present"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// todayPage lists what is due, most urgent first, and beside it the record of
// the selected line with its one next action.
type todayPage struct {
	env    env
	list   *widgets.Table
	count  *widgets.Text
	clock  *fyne.Container // the shortest clock, at the header's right
	banner *fyne.Container
	pair   *widgets.MasterDetail
	detail *fyne.Container
	body   *fyne.Container // the detail's scrolling part

	data     desk.Today
	rows     []todayRow
	selected taskKey
	record   todayRecord
	read     todayRecord // read with the list already, and not shown yet
	jump     bool        // to the shortest clock, once it is known
	reading  ticket
	showing  ticket
}

// taskKey names a task whatever its place in the list.
type taskKey struct {
	entity string
	id     domain.ID
	step   string // one order may ask for two things
}

func keyOf(k desk.Task) taskKey { return taskKey{k.Entity, k.ID, k.Step} }

const todayDetail = 408

func newTodayPage(e env) page {
	p := &todayPage{env: e}
	p.build()
	return p
}

func (p *todayPage) build() {
	w := p.env.speak()
	p.count = widgets.NewText("", widgets.TextStyle{Colour: theme.Ink2, Whole: true}) // the clock gives way
	p.clock = widgets.NewOver()
	p.banner = widgets.NewOver()
	p.list = widgets.NewTable([]widgets.Column{{Min: 20}, {Min: 92}, {Min: 104, Weight: 0.4, Leave: 1}, {Min: 96, Weight: 1}, {Min: 132, Right: true}})
	p.list.HideHead = true
	p.list.Length = func() int { return len(p.rows) }
	p.list.Row = p.row
	p.list.OnSelected = p.choose
	p.list.OnActivated = func(int) { p.env.primaryOf(p.actions()) }
	p.list.OnShow = func(int) { p.look() }
	importing := widgets.NewButton(widgets.ButtonLook{Word: w.T("action.import"), Icon: "import", Key: "Ctrl I"}, func() { p.env.shell.choose("import") })
	p.list.Empty = widgets.NewEmptyState(w.T("today.empty"), w.T("today.empty_step"), importing)
	p.detail = widgets.NewOver()
	list := widgets.NewPage([]fyne.CanvasObject{widgets.NewPageHeader(w.T("page.today"), p.count, p.clock), p.banner}, p.list)
	p.pair = widgets.NewMasterDetail(list, p.detail, todayDetail)
}

func (p *todayPage) view() fyne.CanvasObject { return p.pair }

func (p *todayPage) open(r route) {
	p.jump = r.do == "clock"
	p.reload()
	p.list.Focus()
}

// back closes the record where it covers the list.
func (p *todayPage) back() bool {
	if !p.pair.Covers() {
		return false
	}
	p.pair.SetOpen(false)
	p.list.Focus()
	return true
}

// actions are those of the selected line: the one next action is the record's.
func (p *todayPage) actions() []action {
	out := []action{}
	if k, ok := p.task(); ok {
		out = append(out, p.next(k))
		if k.Entity == "order" {
			out = append(out, action{key: "delay", run: func() { p.env.shell.open(route{page: "orders", id: k.ID, do: "delay"}) }})
		}
		out = append(out, action{key: "open", run: p.look})
	}
	return append(out, action{key: "clock", run: p.shortest})
}

// next is the one next action of a task.
func (p *todayPage) next(k desk.Task) action {
	w := p.env.speak()
	a := action{primary: true}
	switch k.Entity {
	case "channel":
		a.key, a.word, a.run = "step", w.T("today.service.do"), func() { p.env.shell.open(route{page: "settings", do: "channels"}) }
	case "order":
		if do := orderStep[k.Step]; do != "" {
			a.key, a.run = do, func() { p.env.shell.open(route{page: "orders", id: k.ID, do: do}) }
			break
		}
		a.key, a.run = "ship", func() { p.env.shell.open(route{page: "orders", id: k.ID, do: "ship"}) }
	case "case":
		a.key, a.word, a.run = "step", w.T(k.Step), func() { p.env.shell.open(route{page: "cases", id: k.ID}) }
	case "product":
		a.key, a.word, a.run = "step", w.T("today.oversold.do"), func() { p.env.shell.open(productRoute(k.Number)) }
	case "repair":
		a.key, a.word, a.run = "advance", w.T(k.Step), func() { p.env.shell.open(route{page: "repairs", id: k.ID}) }
	case "refund":
		a.key, a.word, a.run = "step", w.T(k.Step), func() { p.env.shell.open(route{page: "money", id: k.ID}) }
	case "claim", "goodwill":
		a.key, a.word, a.run = "step", w.T(k.Step), func() { p.env.shell.open(moneyRoute(k)) }
	}
	return a
}

// orderStep is what an order's line besides its ship-by asks one to do.
var orderStep = map[string]string{"today.enter": "entered", "today.proposal": "answer", "today.parcel.stalled": "news", "today.parcel.untracked": "track", "today.contested": "found"}

// look opens the record of the selected line on its own page; where there is
// no room for it beside the list, it first covers the list here.
func (p *todayPage) look() {
	k, ok := p.task()
	if !ok {
		return
	}
	if p.pair.SetOpen(true); p.pair.Covers() && p.covered() {
		return
	}
	if k.Entity == "channel" {
		p.env.shell.open(route{page: "settings", do: "channels"})
		return
	}
	if k.Entity == "claim" || k.Entity == "goodwill" {
		p.env.shell.open(moneyRoute(k))
		return
	}
	if k.Entity == "product" {
		p.env.shell.open(productRoute(k.Number))
		return
	}
	page := map[string]string{"order": "orders", "case": "cases", "repair": "repairs", "refund": "money"}[k.Entity]
	p.env.shell.open(route{page: page, id: k.ID})
}

// covered says whether this is the first look: the second leads on.
func (p *todayPage) covered() bool {
	first := !p.record.looked
	p.record.looked = true
	return first
}

func (p *todayPage) task() (desk.Task, bool) {
	if i := p.index(p.selected); i >= 0 {
		return p.rows[i].task, true
	}
	return desk.Task{}, false
}

func (p *todayPage) index(k taskKey) int {
	for i, r := range p.rows {
		if r.group == "" && keyOf(r.task) == k {
			return i
		}
	}
	return -1
}

func (p *todayPage) choose(i int) {
	p.selected = keyOf(p.rows[i].task)
	p.readRecord()
}

func (p *todayPage) reload() {
	run(p.env.work, &p.reading, p.env.desk.Today, func(d desk.Today, err error) {
		if err != nil {
			p.env.shell.fail(err)
			return
		}
		p.take(d)
	})
}

// take shows what is due and keeps the selection; a line that is gone gives it
// to the one that took its place.
func (p *todayPage) take(d desk.Today) {
	was := p.index(p.selected)
	p.data, p.rows = d, todayRows(d)
	p.head()
	switch i := p.index(p.selected); {
	case p.jump:
		p.jump = false
		p.shortest()
	case i >= 0:
		p.list.SetSelected(i)
		p.readRecord()
	default:
		p.list.SetSelected(-1)
		p.selected = taskKey{}
		p.selectNear(was)
	}
	p.list.Refresh()
}

// selectNear selects the task at or after a place, else the last one.
func (p *todayPage) selectNear(i int) {
	last := -1
	for n, r := range p.rows {
		if r.group != "" {
			continue
		}
		if last = n; n >= i {
			break
		}
	}
	if last >= 0 {
		p.list.Select(last)
		return
	}
	p.showRecord(todayRecord{})
}

// narrows shows the shortest clock in fewer words where the window is narrow.
func (p *todayPage) narrows(on bool) {
	for i, part := range p.clock.Objects {
		if short := i == 1; short == on {
			part.Show()
		} else {
			part.Hide()
		}
	}
}

// head says how much there is to do, and the shortest clock.
func (p *todayPage) head() {
	w := p.env.speak()
	total := 0
	for _, n := range p.data.Counts {
		total += n
	}
	p.count.Set(w.N("today.count", total))
	p.clock.Objects = nil
	if i := p.urgent(); i >= 0 {
		k := p.rows[i].task
		m := present.Task(w, k, p.env.now(), p.env.shell.zone).Mark
		for _, key := range []string{"today.clock", "today.clock_short"} {
			hint := widgets.NewKeyHint("Ctrl J")
			hint.Hidden = key == "today.clock_short"
			words := w.T(key, domain.Args{"left": m.Word, "number": present.Short(k.Number)})
			part := widgets.NewRow(8, widgets.NewShape(m.Shape, theme.Tone(m.Tone), 16), widgets.NewText(words, widgets.TextStyle{Colour: theme.Tone(m.Tone).Ink()}), hint)
			p.clock.Add(widgets.NewTapArea(part, w.T("action.clock"), p.shortest))
		}
		p.narrows(p.env.shell.window.Canvas().Size().Width < theme.Current().Px(narrow))
	}
	p.clock.Refresh()
	p.banner.Objects = nil
	if len(p.data.Gaps) > 0 {
		g := p.data.Gaps[0]
		sentence := w.T("today.gap", domain.Args{"region_key": "region." + g.Region, "year": strconv.Itoa(g.Year)})
		banner := widgets.NewBanner(widgets.BannerLook{Tone: theme.Warn, Sentence: sentence, Link: w.T("page.settings")}, func() { p.env.shell.open(route{page: "settings", do: "calendars"}) })
		p.banner.Objects = []fyne.CanvasObject{widgets.NewInset(widgets.Inset{Left: 16, Top: 8, Right: 16, Bottom: 8}, banner)}
	}
	p.banner.Refresh()
}

// urgent is the row of the clock that runs out next, -1 when none runs; one
// that is missed already cannot be saved and comes after those that can.
func (p *todayPage) urgent() int {
	best := -1
	now := p.data.At
	for i, r := range p.rows {
		if r.group != "" || r.task.Due.None() {
			continue
		}
		if best < 0 {
			best = i
			continue
		}
		b := p.rows[best].task.Due.At
		over, bOver := !now.Before(r.task.Due.At), !now.Before(b)
		if over != bOver && !over || over == bOver && r.task.Due.At.Before(b) {
			best = i
		}
	}
	return best
}

// shortest selects the line whose clock runs out next.
func (p *todayPage) shortest() {
	if i := p.urgent(); i >= 0 {
		p.list.Select(i)
		p.list.Focus()
	}
}

// row is a line of the list.
func (p *todayPage) row(i int) widgets.RowData {
	w, r := p.env.speak(), p.rows[i]
	if r.group != "" {
		fact := present.GroupFact(w, r.group, p.data.Tasks)
		icon := map[desk.Group]string{desk.ShipGroup: "truck", desk.AnswerGroup: "reply", desk.ParcelGroup: "orders", desk.RepairGroup: "repairs", desk.MoneyGroup: "money"}[r.group]
		return widgets.RowData{Group: true, Icon: icon, Title: w.T("today.group." + string(r.group)), Count: w.Number(int64(p.data.Counts[r.group])),
			Fact: fact.Word, FactTone: theme.Tone(fact.Tone)}
	}
	t := present.Task(w, r.task, p.env.now(), p.env.shell.zone)
	tone := theme.Tone(t.Tone)
	return widgets.RowData{Cells: []widgets.Cell{{Shape: t.Shape, Tone: tone, Tip: t.Word}, {Text: t.Number, Tone: theme.Strong, Tip: tipOf(t.Number, r.task.Number)},
		{Text: t.Who, Tone: theme.Strong}, {Text: t.What}, {Text: t.Word, Tone: tone}}}
}
