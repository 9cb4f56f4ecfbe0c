package ui

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"aftercare/domain/desk"
	"aftercare/domain/shop"
	"aftercare/ui/text"
	"aftercare/ui/widgets"
)

// lookSection is language and look. What is chosen here is done at once, so
// there is nothing to save.
type lookSection struct {
	page *settingsPage
	shop shop.Shop

	language, look, scale *widgets.Segmented
	paper                 *widgets.Select
	root                  fyne.CanvasObject
}

func newLookSection(p *settingsPage) section {
	s := &lookSection{page: p}
	w := p.env.words
	s.language = widgets.NewSegmented(languageOptions(p.env), "", s.change(func(sh *shop.Shop, key string) { sh.Language = key }))
	var papers []widgets.Option
	for _, key := range []string{"en", "zh-Hant", "zh-Hans", "en+zh-Hant", "en+zh-Hans"} {
		papers = append(papers, widgets.Option{Key: key, Word: w.T("settings.paper." + key)})
	}
	s.paper = widgets.NewSelect(papers, "", s.change(func(sh *shop.Shop, key string) { sh.Paper = key }))
	s.look = widgets.NewSegmented([]widgets.Option{{Key: "light", Word: w.T("look.light")}, {Key: "dark", Word: w.T("look.dark")}}, "",
		s.change(func(sh *shop.Shop, key string) { sh.Look = key }))
	var scales []widgets.Option
	for _, n := range []int{100, 115, 130, 150} {
		scales = append(scales, widgets.Option{Key: strconv.Itoa(n), Word: strconv.Itoa(n) + " %"})
	}
	s.scale = widgets.NewSegmented(scales, "", s.change(func(sh *shop.Shop, key string) {
		if n, err := strconv.Atoi(key); err == nil {
			sh.Scale = n
		}
	}))
	side := func(name string, part fyne.CanvasObject, width float32, hint string) fyne.CanvasObject {
		return widgets.NewSideField(settingsWord(p.env, name), settingsLabel, part, width, hint)
	}
	head := widgets.NewPageHeader(w.T("settings.section.look"), nil)
	s.root = widgets.NewPage([]fyne.CanvasObject{head}, widgets.NewBody(settingsRoom, 8,
		widgets.NewSection(w.T("settings.group.language"), "", nil),
		side("language", s.language, settingsWide, ""),
		side("paper", s.paper, settingsWide, w.T("settings.hint.paper")),
		groupHead(w.T("settings.group.screen"), false),
		side("look", s.look, settingsWide, ""),
		side("scale", s.scale, settingsWide, ""),
		widgets.NewParagraph(w.T("settings.at_once"), widgets.Small()),
	))
	return s
}

// languageOptions are the languages, each in its own words.
func languageOptions(e env) []widgets.Option {
	var out []widgets.Option
	for _, l := range text.Langs() {
		out = append(out, widgets.Option{Key: string(l), Word: e.words.T("start.lang." + string(l))})
	}
	return out
}

// change keeps a choice as soon as it is made.
func (s *lookSection) change(set func(sh *shop.Shop, key string)) func(key string) {
	return func(key string) {
		e := s.page.env
		sh := s.shop
		set(&sh, key)
		run(e.work, nil, func(ctx context.Context) (shop.Shop, error) { return e.desk.SaveShop(ctx, sh) },
			func(saved shop.Shop, err error) {
				if err != nil {
					e.shell.fail(err)
					s.page.reload()
					return
				}
				s.take(saved)
				e.shell.follow()
			})
	}
}

func (s *lookSection) take(sh shop.Shop) {
	s.shop = sh
	s.language.SetSelected(sh.Language)
	s.paper.SetSelected(sh.Paper)
	s.look.SetSelected(sh.Look)
	s.scale.SetSelected(strconv.Itoa(sh.Scale))
}

func (s *lookSection) view() fyne.CanvasObject { return s.root }
func (s *lookSection) show(setup desk.Setup)   { s.take(setup.Shop) }
func (s *lookSection) touched() bool           { return false }
func (s *lookSection) save(then func())        { then() }
func (s *lookSection) discard()                {}
func (s *lookSection) ask(bool)                {}
func (s *lookSection) keep() any               { return nil }
func (s *lookSection) regain(any)              {}
