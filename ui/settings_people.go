package ui

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/shop"
	"aftercare/ui/widgets"
)

// peopleSection is who works here beside what one of them may do. A person who
// is being added has the id 0 until they are saved.
type peopleSection struct {
	page   *settingsPage
	people []desk.PersonRow
	chosen domain.ID
	fresh  bool // somebody is being added
	sheet  *sheet[desk.PersonChange]

	list  *widgets.Table
	count *widgets.Text
	bar   *saveBar
	right *fyne.Container
	root  fyne.CanvasObject
}

func newPeopleSection(p *settingsPage) section {
	s := &peopleSection{page: p}
	w := p.env.words
	s.list = widgets.NewTable([]widgets.Column{{Key: "name", Weight: 1}})
	s.list.HideHead = true
	s.list.Length = func() int { return len(s.shown()) }
	s.list.Row = func(i int) widgets.RowData { return s.row(s.shown()[i]) }
	s.list.OnSelected = func(i int) { s.choose(s.shown()[i].ID) }
	s.count = widgets.NewText("", widgets.Third())
	add := widgets.NewButton(widgets.ButtonLook{Icon: "plus", Kind: widgets.Quiet, Tip: w.T("people.add")}, s.add)
	s.right = container.NewStack()
	left := widgets.NewPage([]fyne.CanvasObject{widgets.NewPageHeader(w.T("settings.section.people"), s.count, add)}, s.list)
	pair := widgets.NewMasterDetail(left, s.right, 0)
	pair.ListWidth, pair.Narrow = 184, 500
	s.root = pair
	return s
}

func (s *peopleSection) row(p desk.PersonRow) widgets.RowData {
	w := s.page.env.words
	cell := widgets.Cell{Text: p.Name}
	switch {
	case p.ID == 0:
		cell.Text = w.T("people.new")
	case p.Archived:
		cell.Tone, cell.Tip = "muted", w.T("cli.people.gone")
	}
	return widgets.RowData{Cells: []widgets.Cell{cell}}
}

func (s *peopleSection) shown() []desk.PersonRow {
	if s.fresh {
		return append(slices.Clone(s.people), desk.PersonRow{})
	}
	return s.people
}

func (s *peopleSection) view() fyne.CanvasObject { return s.root }

// show takes over who works here; one who is being looked at stays in sight.
func (s *peopleSection) show(desk.Setup) {
	e := s.page.env
	run(e.work, nil, e.desk.People, func(all []desk.PersonRow, err error) {
		if err != nil {
			return // the page says why the settings cannot be read
		}
		s.people = all
		s.count.Set(strconv.Itoa(len(all)))
		if s.touched() {
			s.list.Refresh()
			return
		}
		s.fresh = false
		if i := slices.IndexFunc(all, func(p desk.PersonRow) bool { return p.ID == s.chosen }); i < 0 && len(all) > 0 {
			s.chosen = all[0].ID
		}
		s.choose(s.chosen)
	})
}

// choose shows a person, or what it means that there is nobody yet.
func (s *peopleSection) choose(id domain.ID) {
	if s.touched() && id != s.chosen {
		s.list.SetSelected(s.at(s.chosen))
		s.bar.ask(true)
		return
	}
	s.fresh = s.fresh && id == 0
	s.chosen = id
	i := s.at(id)
	if i < 0 {
		s.sheet = nil
		w := s.page.env.words
		s.right.Objects = []fyne.CanvasObject{widgets.NewEmptyState(w.T("people.alone"), w.T("people.alone.step"),
			widgets.NewButton(widgets.ButtonLook{Word: w.T("people.add"), Icon: "plus"}, s.add))}
		s.right.Refresh()
		return
	}
	s.edit(s.shown()[i])
	s.list.Refresh()
	s.list.SetSelected(i)
}

func (s *peopleSection) at(id domain.ID) int {
	return slices.IndexFunc(s.shown(), func(p desk.PersonRow) bool { return p.ID == id })
}

// add begins a person; the first one is the owner.
func (s *peopleSection) add() {
	if s.touched() {
		s.bar.ask(true)
		return
	}
	s.fresh = true
	s.chosen = 0
	s.choose(0)
	s.sheet.questions[0].field.Focus()
}

// edit makes the questions about a person.
func (s *peopleSection) edit(p desk.PersonRow) {
	w := s.page.env.words
	if p.ID == 0 && len(s.people) == 0 {
		p.Role, p.Name = shop.Owner, s.page.setup.Shop.Person
	} else if p.ID == 0 {
		p.Role = shop.Counter
	}
	change := desk.PersonChange{ID: p.ID, Version: p.Version, Name: p.Name, Role: p.Role, Archived: p.Archived}
	s.sheet = &sheet[desk.PersonChange]{env: s.page.env, value: change, check: func(desk.PersonChange) error { return nil }}
	var roles []widgets.Option
	for _, r := range shop.Roles() {
		roles = append(roles, widgets.Option{Key: string(r), Word: w.T("role." + string(r)), Detail: w.T("people.may." + string(r))})
	}
	role := textQuestion(s.page, "role", func(c *desk.PersonChange) *string { return (*string)(&c.Role) }, askChoice(roles), "")
	s.sheet.questions = []*question[desk.PersonChange]{
		s.name(),
		role,
		textQuestion(s.page, "new_pin", func(c *desk.PersonChange) *string { return &c.NewPIN }, askText(widgets.EntryLook{Secret: true, Limit: 12}), ""),
	}
	body := []fyne.CanvasObject{}
	if p.ID != 0 {
		if p.Locked && p.Role != shop.Owner {
			s.sheet.questions = append(s.sheet.questions, s.truth("no_pin", func(c *desk.PersonChange) *bool { return &c.NoPIN }))
		}
		s.sheet.questions = append(s.sheet.questions, s.truth("archived", func(c *desk.PersonChange) *bool { return &c.Archived }))
	}
	for _, q := range s.sheet.questions {
		body = append(body, q.field)
	}
	body = append(body, s.explained(p)...)
	s.bar = s.page.newBar("")
	s.sheet.changed = func() { s.bar.set(s.touched(), w.T("action.save")) }
	s.sheet.listen()
	enterSaves(s.page, s.sheet)
	title := p.Name
	if p.ID == 0 {
		title = w.T("people.new")
	}
	page := widgets.NewPage([]fyne.CanvasObject{widgets.NewPageHeader(title, nil)}, widgets.NewBody(settingsRoom, 8, body...), s.bar.root)
	s.sheet.grown = func() { page.Refresh() }
	s.sheet.show(change)
	s.right.Objects = []fyne.CanvasObject{page}
	s.right.Refresh()
}

// explained says what the roles may, and what a PIN is.
func (s *peopleSection) explained(p desk.PersonRow) []fyne.CanvasObject {
	w := s.page.env.words
	pin := "people.pin.new"
	if p.Locked {
		pin = "people.pin.change"
	}
	var may []widgets.KeyValueRow
	for _, r := range shop.Roles() {
		may = append(may, widgets.KeyValueRow{Label: w.T("role." + string(r)), Value: w.T("people.may." + string(r))})
	}
	return []fyne.CanvasObject{widgets.NewParagraph(w.T(pin), widgets.Small()), groupHead(w.T("people.roles"), false), widgets.NewKeyValue(settingsLabel, may...),
		widgets.NewParagraph(w.T("people.screen"), widgets.Small())}
}

// name asks for a person's name, which is another word than a thing's.
func (s *peopleSection) name() *question[desk.PersonChange] {
	q := line(s.page, "name", func(c *desk.PersonChange) *string { return &c.Name }, "")
	q.field = widgets.NewSideField(s.page.env.words.T("people.name"), settingsLabel, q.ask.part, settingsWide, "")
	return q
}

func (s *peopleSection) truth(name string, at func(*desk.PersonChange) *bool) *question[desk.PersonChange] {
	a := askSwitch()
	return &question[desk.PersonChange]{name: name, ask: a,
		read: func(c desk.PersonChange) string {
			if *at(&c) {
				return yes
			}
			return ""
		},
		write: func(c *desk.PersonChange, t string) *domain.Error {
			*at(c) = t == yes
			return nil
		},
		field: widgets.NewSideField(s.page.env.words.T("people."+name), settingsLabel, a.part, settingsWide, "")}
}

func (s *peopleSection) touched() bool { return s.sheet != nil && (s.fresh || s.sheet.touched()) }

func (s *peopleSection) save(then func()) {
	draft, err := s.sheet.draft()
	e := s.page.env
	if err != nil {
		e.shell.fail(s.sheet.failed(err))
		return
	}
	first := len(s.people) == 0
	e.shell.hires = first
	run(e.work, nil, func(ctx context.Context) (desk.PersonRow, error) { return e.desk.SavePerson(ctx, draft) },
		func(saved desk.PersonRow, err error) {
			e.shell.hires = false
			if err != nil {
				e.shell.fail(s.sheet.failed(err))
				return
			}
			if first { // whoever adds the first person is that person
				e.shell.sit(saved)
			}
			s.fresh, s.sheet, s.chosen = false, nil, saved.ID
			e.shell.follow()
			s.page.reload()
			then()
		})
}

func (s *peopleSection) discard() {
	s.sheet, s.fresh = nil, false
	if s.at(s.chosen) < 0 && len(s.people) > 0 {
		s.chosen = s.people[0].ID
	}
	s.choose(s.chosen)
}

func (s *peopleSection) ask(asking bool) {
	if s.sheet != nil {
		s.bar.ask(asking)
	}
}

func (s *peopleSection) keep() any  { return nil } // a PIN is kept nowhere
func (s *peopleSection) regain(any) {}
