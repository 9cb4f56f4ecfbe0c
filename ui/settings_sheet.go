package ui

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/refund"
	"aftercare/domain/shop"
	"aftercare/ui/widgets"
)

// shopSheet is a section that edits a part of the shop: its questions are set
// under one another, and saved into the newest shop.
type shopSheet struct {
	page  *settingsPage
	sheet *sheet[shop.Shop]
	bar   *saveBar
	root  fyne.CanvasObject
}

// group is a heading and the questions below it.
type group[T any] struct {
	head      string
	questions []*question[T]
}

const (
	settingsLabel = 208 // the width of labels
	settingsWide  = 320 // of controls for words
	settingsSlim  = 208 // of controls for figures
)

func newShopSheet(p *settingsPage, key string, top []fyne.CanvasObject, groups []group[shop.Shop]) *shopSheet {
	s := &shopSheet{page: p, sheet: &sheet[shop.Shop]{env: p.env, check: shop.Shop.Check}}
	s.bar = p.newBar("")
	body := append([]fyne.CanvasObject{}, top...)
	for _, g := range groups {
		if g.head != "" {
			body = append(body, groupHead(g.head, len(body) == 0))
		}
		for _, q := range g.questions {
			body = append(body, q.field)
		}
		s.sheet.questions = append(s.sheet.questions, g.questions...)
	}
	s.sheet.changed = func() { s.bar.set(s.sheet.touched(), p.env.words.T("action.save")) }
	s.sheet.listen()
	enterSaves(p, s.sheet)
	head := widgets.NewPageHeader(p.env.words.T("settings.section."+key), nil)
	s.sheet.grown = func() { s.root.Refresh() }
	s.root = widgets.NewPage([]fyne.CanvasObject{head}, widgets.NewBody(settingsRoom, 8, body...), s.bar.root)
	return s
}

var settingsRoom = widgets.Inset{Left: 24, Top: 16, Right: 24, Bottom: 24}

// groupHead heads a group, with some room above unless it is the first.
func groupHead(words string, first bool) fyne.CanvasObject {
	head := widgets.NewSection(words, "", nil)
	if first {
		return head
	}
	return widgets.NewInset(widgets.Inset{Top: 8}, head)
}

// enterSaves lets Enter in a line save the section.
func enterSaves[T any](p *settingsPage, s *sheet[T]) {
	for _, q := range s.questions {
		if q.ask.entry != nil {
			q.ask.entry.OnSubmitted = func(string) { p.env.shell.do("save") }
		}
	}
}

func (s *shopSheet) view() fyne.CanvasObject { return s.root }
func (s *shopSheet) show(setup desk.Setup)   { s.sheet.show(setup.Shop) }
func (s *shopSheet) touched() bool           { return s.sheet.touched() }
func (s *shopSheet) discard()                { s.sheet.discard() }
func (s *shopSheet) ask(asking bool)         { s.bar.ask(asking) }
func (s *shopSheet) keep() any               { return s.sheet.typed() }

func (s *shopSheet) regain(kept any) {
	if typed, ok := kept.(map[string]string); ok {
		s.sheet.regain(typed)
	}
}

func (s *shopSheet) save(then func()) {
	draft, err := s.sheet.draft()
	if err != nil {
		s.page.env.shell.fail(s.sheet.failed(err))
		return
	}
	e := s.page.env
	run(e.work, nil, func(ctx context.Context) (shop.Shop, error) { return e.desk.SaveShop(ctx, draft) },
		func(saved shop.Shop, err error) {
			if err != nil {
				e.shell.fail(s.sheet.failed(err))
				s.page.reload()
				return
			}
			s.sheet.show(saved)
			e.shell.follow()
			then()
		})
}

// line is a question for a line of text.
func line[T any](p *settingsPage, name string, at func(*T) *string, hint string) *question[T] {
	return textQuestion(p, name, at, askText(widgets.EntryLook{Limit: domain.MaxLine}), hint)
}

func textQuestion[T any](p *settingsPage, name string, at func(*T) *string, a asked, hint string) *question[T] {
	return &question[T]{name: name, ask: a,
		read: func(v T) string { return *at(&v) },
		write: func(v *T, t string) *domain.Error {
			*at(v) = strings.TrimSpace(t)
			return nil
		},
		field: widgets.NewSideField(settingsWord(p.env, name), settingsLabel, a.part, settingsWide, hint)}
}

// settingsWord is what a question is called here; where it has no name of its
// own, the field's everywhere.
func settingsWord(e env, name string) string {
	if key := "settings.field." + name; e.words.Has(key) {
		return e.words.T(key)
	}
	return e.words.Field(name)
}

func newShopSection(p *settingsPage) section {
	w := p.env.words
	regions := make([]widgets.Option, len(p.setup.Holidays))
	for i, h := range p.setup.Holidays {
		regions[i] = widgets.Option{Key: h.Region, Word: regionWord(p.env, h.Region)}
	}
	var top []fyne.CanvasObject
	if p.setup.Shop.Sample {
		top = append(top, widgets.NewBanner(widgets.BannerLook{Tone: "info", Lead: w.T("settings.sample.lead"), Sentence: w.T("settings.sample")}, nil))
	}
	return newShopSheet(p, "shop", top, []group[shop.Shop]{
		{"", []*question[shop.Shop]{
			line(p, "name", func(s *shop.Shop) *string { return &s.Name }, ""),
			line(p, "person", func(s *shop.Shop) *string { return &s.Person }, w.T("settings.hint.person")),
			idleQuestion(p),
		}},
		{w.T("settings.group.days"), []*question[shop.Shop]{
			textQuestion(p, "zone", func(s *shop.Shop) *string { return &s.Zone }, askOf(zones), w.T("settings.hint.zone")),
			textQuestion(p, "region", func(s *shop.Shop) *string { return &s.Region }, askChoice(regions), ""),
			restQuestion(p, func(s *shop.Shop) *[]time.Weekday { return &s.Rest }),
		}},
		{w.T("settings.group.money"), []*question[shop.Shop]{
			currencyQuestion(p),
			textQuestion(p, "closing", func(s *shop.Shop) *string { return (*string)(&s.Closing) }, askText(widgets.EntryLook{Limit: 5, Placeholder: string(refund.Closing)}), w.T("settings.hint.closing")),
		}},
		{w.T("settings.group.contact"), []*question[shop.Shop]{
			line(p, "phone", func(s *shop.Shop) *string { return &s.Phone }, w.T("settings.hint.papers")),
			line(p, "email", func(s *shop.Shop) *string { return &s.Email }, ""),
			line(p, "hours", func(s *shop.Shop) *string { return &s.Hours }, ""),
		}},
	})
}

func newAddressSection(p *settingsPage) section {
	address := func(name string, at func(*shop.Shop) *string) *question[shop.Shop] {
		return textQuestion(p, name, at, askText(widgets.EntryLook{Lines: 4, Limit: 600}), p.env.words.T("settings.hint."+name))
	}
	return newShopSheet(p, "addresses", nil, []group[shop.Shop]{
		{p.env.words.T("field.returns"), []*question[shop.Shop]{
			address("returns", func(s *shop.Shop) *string { return &s.Returns }),
			address("returns_latin", func(s *shop.Shop) *string { return &s.ReturnsLatin }),
		}},
		{p.env.words.T("field.repairs"), []*question[shop.Shop]{
			address("repairs", func(s *shop.Shop) *string { return &s.Repairs }),
			address("repairs_latin", func(s *shop.Shop) *string { return &s.RepairsLatin }),
		}},
	})
}
