package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/shop"
	"aftercare/ui/text"
	"aftercare/ui/widgets"
)

// person is somebody who works here, and what is changed of them.
type person struct {
	desk.PersonRow
	Change desk.PersonChange
}

func personOf(r desk.PersonRow) person {
	return person{r, desk.PersonChange{ID: r.ID, Version: r.Version, Name: r.Name, Role: r.Role, Archived: r.Archived}}
}

type peopleSection = listSection[domain.ID, person]

// newPeopleSection is who works here beside what one of them may do. A PIN is kept
// nowhere but in the store.
func newPeopleSection(p *settingsPage) section {
	e := p.env
	var s *peopleSection
	first := false
	s = newListSection(p, listOf[domain.ID, person]{key: "people", added: "people.new", adds: "people.add", anew: true, secret: []string{"new_pin"},
		id: func(x person) domain.ID { return x.ID }, name: func(x person) string { return x.Name }, gone: func(x person) bool { return x.Archived },
		begin: func() person { return newPerson(p, len(s.all) == 0) }, form: newPersonForm,
		load: func(ctx context.Context) ([]person, error) {
			all, err := e.desk.People(ctx)
			out := make([]person, len(all))
			for i, r := range all {
				out[i] = personOf(r)
			}
			return out, err
		},
		store: func(ctx context.Context, x person) (person, error) {
			saved, err := e.desk.SavePerson(ctx, x.Change)
			return personOf(saved), err
		},
		saving: func(saving bool) {
			if saving {
				first = len(s.all) == 0
			}
			e.shell.hires = saving && first
		},
		stored: func(_, is person) {
			if first { // whoever adds the first person is that person
				e.shell.sit(is.PersonRow)
			}
			e.shell.follow()
		},
		none: func() fyne.CanvasObject {
			return widgets.NewEmptyState(e.words.T("people.alone"), e.words.T("people.alone.step"),
				widgets.NewButton(widgets.ButtonLook{Word: e.words.T("people.add"), Icon: "plus"}, func() { s.add(s.of.begin()) }))
		}})
	return s
}

// newPerson is what a person begins as; the first one is the owner.
func newPerson(p *settingsPage, first bool) person {
	if first {
		return personOf(desk.PersonRow{Role: shop.Owner, Name: p.setup.Shop.Person})
	}
	return personOf(desk.PersonRow{Role: shop.Counter})
}

// newPersonForm makes the questions about a person.
func newPersonForm(s *peopleSection, x person) *listForm[person] {
	p, w := s.page, s.page.env.words
	var roles []widgets.Option
	for _, r := range shop.Roles() {
		roles = append(roles, widgets.Option{Key: string(r), Word: w.T("role." + string(r)), Detail: w.T("people.may." + string(r))})
	}
	name := line(p, "name", func(x *person) *string { return &x.Change.Name }, "")
	name.field = widgets.NewSideField(w.T("people.name"), settingsLabel, name.ask.part, settingsWide, "") // another word than a thing's
	questions := []*question[person]{name,
		textQuestion(p, "role", func(x *person) *string { return (*string)(&x.Change.Role) }, askChoice(roles), ""),
		textQuestion(p, "new_pin", func(x *person) *string { return &x.Change.NewPIN }, askText(widgets.EntryLook{Secret: true, Limit: 12}), "")}
	if x.ID != 0 && x.Locked && x.Role != shop.Owner {
		questions = append(questions, truth(p, "no_pin", w.T("people.no_pin"), "", func(x *person) *bool { return &x.Change.NoPIN }))
	}
	if x.ID != 0 {
		questions = append(questions, truth(p, "archived", w.T("people.archived"), "", func(x *person) *bool { return &x.Change.Archived }))
	}
	body, questions := inGroups([]group[person]{{"", questions}})
	return s.formOf(func(person) error { return nil }, "", append(body, explained(w, x.PersonRow)...), questions, nil)
}

// explained says what the roles may, and what a PIN is.
func explained(w *text.Words, p desk.PersonRow) []fyne.CanvasObject {
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
