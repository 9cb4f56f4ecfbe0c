package ui

import (
	"context"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/shop"
	"aftercare/ui/widgets"
)

// carrierSection is the shop's carriers beside the one that is chosen. Each
// carrier's sheet is made when it is first looked at and keeps what is typed.
// A new carrier has no code until it is saved.
type carrierSection struct {
	page     *settingsPage
	carriers []shop.Carrier
	chosen   string
	fresh    bool // one is being added
	sheets   map[string]*carrierSheet

	list  *widgets.Table
	count *widgets.Text
	right *fyne.Container
	root  fyne.CanvasObject
}

func newCarrierSection(p *settingsPage) section {
	s := &carrierSection{page: p, sheets: map[string]*carrierSheet{}}
	w := p.env.words
	s.list = widgets.NewTable([]widgets.Column{{Key: "name", Weight: 1}})
	s.list.HideHead = true
	s.list.Length = func() int { return len(s.shown()) }
	s.list.Row = func(i int) widgets.RowData { return s.row(s.shown()[i]) }
	s.list.OnSelected = func(i int) { s.choose(s.shown()[i].Code) }
	s.count = widgets.NewText("", widgets.Third())
	add := widgets.NewButton(widgets.ButtonLook{Icon: "plus", Kind: widgets.Quiet, Tip: w.T("settings.carrier.add")}, s.add)
	s.right = container.NewStack()
	left := widgets.NewPage([]fyne.CanvasObject{widgets.NewPageHeader(w.T("settings.section.carriers"), s.count, add)}, s.list)
	pair := widgets.NewMasterDetail(left, s.right, 0)
	pair.ListWidth, pair.Narrow = 184, 500
	s.root = pair
	return s
}

func (s *carrierSection) row(c shop.Carrier) widgets.RowData {
	cell, w := widgets.Cell{Text: c.Name}, s.page.env.words
	switch {
	case c.Code == "":
		cell.Text = w.T("settings.carrier.new")
	case c.Archived:
		cell.Tone, cell.Tip = "muted", w.T("settings.channel.archived")
	}
	if sh := s.sheets[c.Code]; sh != nil && sh.sheet.touched() {
		cell.Icon, cell.Tip = "edit", w.T("settings.channel.unsaved")
	}
	return widgets.RowData{Cells: []widgets.Cell{cell}}
}

// shown are the carriers of the list, the new one last.
func (s *carrierSection) shown() []shop.Carrier {
	out := append([]shop.Carrier{}, s.carriers...)
	if s.fresh {
		out = append(out, newCarrier(s.page.setup))
	}
	return out
}

// newCarrier is what a carrier begins as: the shop's own days, an answer within
// three of them, nothing said about losses.
func newCarrier(setup desk.Setup) shop.Carrier {
	return shop.Carrier{AnswerFrom: 1, AnswerTo: 3, Rest: []time.Weekday{time.Saturday, time.Sunday}, Region: setup.Shop.Region, Pays: shop.PaysInsured}
}

func (s *carrierSection) view() fyne.CanvasObject { return s.root }

func (s *carrierSection) show(setup desk.Setup) {
	s.carriers = setup.Carriers
	for _, c := range s.carriers {
		if sh := s.sheets[c.Code]; sh != nil {
			sh.show(c)
		}
	}
	if s.chosen == "" && !s.fresh && len(s.carriers) > 0 {
		s.chosen = s.carriers[0].Code
	}
	s.count.Set(strconv.Itoa(len(s.carriers)))
	s.choose(s.chosen)
}

func (s *carrierSection) choose(code string) {
	for i, c := range s.shown() {
		if c.Code != code {
			continue
		}
		s.chosen = code
		sh := s.sheets[code]
		if sh == nil {
			sh = newCarrierSheet(s)
			s.sheets[code] = sh
			sh.show(c)
		}
		s.list.Refresh()
		s.list.SetSelected(i)
		s.right.Objects = []fyne.CanvasObject{sh.root}
		s.right.Refresh()
		return
	}
}

// add begins a carrier; it is kept once it has a name.
func (s *carrierSection) add() {
	s.fresh = true
	delete(s.sheets, "")
	s.choose("")
	s.sheets[""].sheet.questions[0].field.Focus()
}

func (s *carrierSection) touched() bool {
	if s.fresh {
		return true
	}
	for _, sh := range s.sheets {
		if sh.sheet.touched() {
			return true
		}
	}
	return false
}

func (s *carrierSection) ask(asking bool) {
	if asking && !s.fresh && !s.sheets[s.chosen].sheet.touched() {
		for _, c := range s.carriers {
			if sh := s.sheets[c.Code]; sh != nil && sh.sheet.touched() {
				s.choose(c.Code)
				break
			}
		}
	}
	for code, sh := range s.sheets {
		sh.bar.ask(asking && code == s.chosen)
	}
}

func (s *carrierSection) discard() {
	if s.chosen != "" {
		s.sheets[s.chosen].sheet.discard()
		return
	}
	s.fresh = false
	delete(s.sheets, "")
	if len(s.carriers) > 0 {
		s.choose(s.carriers[0].Code)
	}
}

func (s *carrierSection) save(then func()) {
	sh := s.sheets[s.chosen]
	draft, err := sh.sheet.draft()
	if err != nil {
		s.page.env.shell.fail(sh.sheet.failed(err))
		return
	}
	e := s.page.env
	run(e.work, nil, func(ctx context.Context) (shop.Carrier, error) { return e.desk.SaveCarrier(ctx, draft) },
		func(saved shop.Carrier, err error) {
			if err != nil {
				e.shell.fail(sh.sheet.failed(err))
				return
			}
			if draft.Code == "" {
				s.fresh = false
				delete(s.sheets, "")
				s.chosen = saved.Code
			} else {
				sh.show(saved)
			}
			s.page.reload()
			then()
		})
}

// keptCarriers is what outlives the section when the window is made anew.
type keptCarriers struct {
	chosen string
	fresh  bool
	typed  map[string]map[string]string
}

func (s *carrierSection) keep() any {
	k := keptCarriers{s.chosen, s.fresh, map[string]map[string]string{}}
	for code, sh := range s.sheets {
		if typed := sh.sheet.typed(); len(typed) > 0 {
			k.typed[code] = typed
		}
	}
	return k
}

func (s *carrierSection) regain(kept any) {
	k, ok := kept.(keptCarriers)
	if !ok {
		return
	}
	s.fresh = k.fresh
	for code, typed := range k.typed {
		s.choose(code)
		if sh := s.sheets[code]; sh != nil {
			sh.sheet.regain(typed)
		}
	}
	s.choose(k.chosen)
}

// carrierSheet is one carrier as questions.
type carrierSheet struct {
	section *carrierSection
	sheet   *sheet[shop.Carrier]
	bar     *saveBar
	head    *fyne.Container
	root    fyne.CanvasObject
}

func newCarrierSheet(s *carrierSection) *carrierSheet {
	p := s.page
	out := &carrierSheet{section: s, head: container.NewStack(), sheet: &sheet[shop.Carrier]{env: p.env, check: func(c shop.Carrier) error {
		if c.Code == "" {
			c.Code = shop.CarrierCode(c.Name, s.carriers)
		}
		return c.Check()
	}}}
	out.bar = p.newBar("")
	var body []fyne.CanvasObject
	for _, g := range carrierGroups(p) {
		body = append(body, groupHead(g.head, len(body) == 0))
		for _, q := range g.questions {
			body = append(body, q.field)
		}
		out.sheet.questions = append(out.sheet.questions, g.questions...)
	}
	out.sheet.changed = func() {
		out.bar.set(out.sheet.touched() || out.sheet.value.Code == "", p.env.words.T("action.save"))
		s.list.Refresh()
	}
	out.sheet.listen()
	enterSaves(p, out.sheet)
	out.sheet.grown = func() { out.root.Refresh() }
	out.root = widgets.NewPage([]fyne.CanvasObject{out.head}, widgets.NewBody(settingsRoom, 8, body...), out.bar.root)
	return out
}

func (s *carrierSheet) show(c shop.Carrier) {
	s.sheet.show(c)
	name := c.Name
	if c.Code == "" {
		name = s.section.page.env.words.T("settings.carrier.new")
	}
	s.head.Objects = []fyne.CanvasObject{widgets.NewPageHeader(name, nil)}
	s.head.Refresh()
}

func carrierGroups(p *settingsPage) []group[shop.Carrier] {
	w := p.env.words
	regions := []widgets.Option{{Key: "", Word: w.T("settings.carrier.shops_days")}}
	for _, h := range p.setup.Holidays {
		regions = append(regions, widgets.Option{Key: h.Region, Word: regionWord(p.env, h.Region)})
	}
	var pays []widgets.Option
	for _, key := range shop.PaysChoices() {
		pays = append(pays, widgets.Option{Key: string(key), Word: w.T("pays." + string(key))})
	}
	text := func(name string, at func(*shop.Carrier) *string) *question[shop.Carrier] {
		return line(p, name, at, w.T("settings.hint.carrier_"+name))
	}
	return []group[shop.Carrier]{
		{w.T("field.carrier"), []*question[shop.Carrier]{
			text("name", func(c *shop.Carrier) *string { return &c.Name }),
			text("pattern", func(c *shop.Carrier) *string { return &c.Pattern }),
			text("page", func(c *shop.Carrier) *string { return &c.Page }),
			carrierFlag(p),
		}},
		{w.T("settings.carrier.asking"), []*question[shop.Carrier]{
			text("contact", func(c *shop.Carrier) *string { return &c.Contact }),
			text("group", func(c *shop.Carrier) *string { return &c.Group }),
			carrierAnswer(p),
			restQuestion(p, func(c *shop.Carrier) *[]time.Weekday { return &c.Rest }),
			textQuestion(p, "region", func(c *shop.Carrier) *string { return &c.Region }, askChoice(regions), w.T("settings.hint.region")),
			textQuestion(p, "pays", func(c *shop.Carrier) *string { return (*string)(&c.Pays) }, askChoice(pays), w.T("settings.hint.pays")),
		}},
	}
}

// carrierAnswer asks within how many working days the carrier answers: "1-2",
// or one figure.
func carrierAnswer(p *settingsPage) *question[shop.Carrier] {
	a := askText(widgets.EntryLook{Limit: 7, Unit: p.env.words.T("unit.working_days")})
	return &question[shop.Carrier]{name: "answer", ask: a,
		field: widgets.NewSideField(settingsWord(p.env, "answer"), settingsLabel, a.part, settingsWide, p.env.words.T("settings.hint.answer")),
		read: func(c shop.Carrier) string {
			if c.AnswerFrom == c.AnswerTo {
				return strconv.Itoa(c.AnswerTo)
			}
			return strconv.Itoa(c.AnswerFrom) + "-" + strconv.Itoa(c.AnswerTo)
		},
		write: func(c *shop.Carrier, t string) *domain.Error {
			from, to, two := strings.Cut(strings.NewReplacer(" ", "", "–", "-").Replace(t), "-")
			if !two {
				to = from
			}
			a, err := strconv.Atoi(from)
			b, err2 := strconv.Atoi(to)
			if err != nil || err2 != nil {
				return domain.Wrong("answer", "carrier.answer", domain.Args{"limit": shop.MaxAnswer})
			}
			c.AnswerFrom, c.AnswerTo = a, b
			return nil
		}}
}

func carrierFlag(p *settingsPage) *question[shop.Carrier] {
	a := askSwitch()
	return &question[shop.Carrier]{name: "archived", ask: a, field: widgets.NewSideField(settingsWord(p.env, "archived"), settingsLabel, a.part, settingsWide, ""),
		read: func(c shop.Carrier) string {
			if c.Archived {
				return yes
			}
			return ""
		},
		write: func(c *shop.Carrier, t string) *domain.Error {
			c.Archived = t == yes
			return nil
		}}
}
