package ui

import (
	"cmp"
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"aftercare/domain"
	"aftercare/domain/channel"
	"aftercare/ui/paper"
	"aftercare/ui/present"
	"aftercare/ui/text"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// channelSheet is one channel: its name, the figures of its policy each with
// where it comes from, and how customers reach the shop there.
type channelSheet struct {
	section *channelSection
	sheet   *sheet[channel.Channel]
	bar     *saveBar
	figures map[string]bool // the questions of which it is said where the answer comes from
	head    *fyne.Container
	root    fyne.CanvasObject
	papers  *papers
}

func newChannelSheet(s *channelSection, c channel.Channel) *channelSheet {
	p := s.page
	out := &channelSheet{section: s, sheet: &sheet[channel.Channel]{env: p.env, check: channel.Channel.Check}, figures: map[string]bool{}, head: container.NewStack()}
	out.bar = p.newBar(p.env.words.T("settings.keep_version"))
	var body []fyne.CanvasObject
	for _, g := range out.groups() {
		body = append(body, groupHead(g.head, len(body) == 0))
		for _, q := range g.questions {
			body = append(body, q.field)
		}
		out.sheet.questions = append(out.sheet.questions, g.questions...)
	}
	out.sheet.changed = out.changed
	out.sheet.listen()
	enterSaves(p, out.sheet)
	out.sheet.grown = func() { out.root.Refresh() }
	out.papers = newPapers(p.env, func() { out.root.Refresh() })
	out.root = widgets.NewPage([]fyne.CanvasObject{out.head}, widgets.NewBody(settingsRoom, 8, body...), out.papers.view(), out.bar.root)
	return out
}

// show takes the channel in and says of each figure where it comes from.
func (s *channelSheet) show(c channel.Channel) {
	s.sheet.show(c)
	w := s.section.page.env.words
	name := c.Name
	if c.ID == 0 {
		name = w.T("settings.channel.new")
	}
	right := []fyne.CanvasObject{widgets.NewText(w.T("settings.version", domain.Args{"n": c.Policy.Version}), widgets.Small())}
	if c.ID != 0 {
		right = append(right, s.pageButton(), widgets.NewButton(widgets.ButtonLook{Word: w.T("settings.channel.copy.do"), Kind: widgets.Quiet, Tip: w.T("settings.channel.copy.what")},
			func() { s.section.copy(s.sheet.value) }))
	}
	s.head.Objects = []fyne.CanvasObject{widgets.NewPageHeader(name, widgets.NewText(w.T("settings.preset."+c.Preset+".what"), widgets.Second()), right...)}
	s.head.Refresh()
	preset, known := s.section.page.env.desk.Presets.Policies[c.Preset]
	for _, q := range s.sheet.questions {
		if !s.figures[q.name] || !known {
			continue
		}
		was := ""
		if t := q.read(channel.Channel{Policy: preset}); t != q.was {
			was = s.said(q, t)
		}
		mark, note := present.FigureSource(w, c, q.name, was)
		if hint := s.hint(q.name); hint != "" {
			note = w.List([]string{hint, note})
		}
		q.field.SetAside(sourceOf(mark, strings.TrimSuffix(note, w.T("common.comma"))))
	}
}

// said is a question's text in words: "3 working_days" is "3 working days".
func (s *channelSheet) said(q *channelQuestion, t string) string {
	w := s.section.page.env.words
	if q.say != nil {
		return q.say(w, t)
	}
	return cmp.Or(t, w.T("common.none"))
}

// sourceOf shows where a figure comes from.
func sourceOf(m present.Mark, note string) fyne.CanvasObject {
	parts := []fyne.CanvasObject{}
	if m.Word != "" {
		parts = append(parts, widgets.NewBadge(m.Shape, theme.Tone(m.Tone), m.Word))
	}
	// Where room lacks the note is cut, and whole under the pointer.
	words := widgets.NewTapArea(widgets.NewText(note, widgets.Small()), note, nil)
	return widgets.NewRow(6, append(parts, widgets.Grow(words))...)
}

// changed says what a save would do: a changed policy is a new version.
func (s *channelSheet) changed() {
	w := s.section.page.env.words
	word := w.T("action.save")
	if draft, _ := s.sheet.draft(); draft.ID != 0 && !draft.Policy.Same(s.sheet.value.Policy) {
		word = w.T("settings.save_version", domain.Args{"n": draft.Policy.Version + 1})
	}
	touched := s.sheet.touched()
	s.bar.set(touched || s.sheet.value.ID == 0, word)
	s.section.list.Refresh()
}

// pageButton makes what the policy means for customers, in a language and a form.
func (s *channelSheet) pageButton() fyne.CanvasObject {
	w := s.section.page.env.words
	var options []widgets.Option
	for _, l := range text.Langs() {
		for _, form := range []string{"PDF", "HTML", "TXT"} {
			options = append(options, widgets.Option{Key: string(l) + " " + form, Word: w.T("settings.paper." + string(l)), Detail: form})
		}
	}
	return widgets.NewMenuButton(widgets.ButtonLook{Word: w.T("settings.customer_page"), Icon: "file", Kind: widgets.Quiet}, options, func(key string) {
		lang, form, _ := strings.Cut(key, " ")
		s.makePage(text.Lang(lang), form)
	})
}

func (s *channelSheet) makePage(lang text.Lang, form string) {
	e := s.section.page.env
	if s.sheet.touched() {
		e.shell.say(theme.Info, e.words.T("settings.customer_page.unsaved"))
		return
	}
	sh := e.shell.shop
	doc := present.CustomerPage(e.prog.Catalogue.In(lang, e.shell.zone), sh, s.sheet.value)
	title := e.words.T("settings.customer_page.made", domain.Args{"channel": s.sheet.value.Name})
	switch form {
	case "HTML":
		s.papers.keep(title, doc.Name+".html", func(context.Context) ([]byte, error) { return []byte(doc.HTML()), nil })
	case "TXT":
		s.papers.keep(title, doc.Name+".txt", func(context.Context) ([]byte, error) { return []byte(doc.Text()), nil })
	default:
		setting := e.paperSetting("")
		setting.Languages = paper.Alone(lang)
		s.papers.press(title, func(_ context.Context, press *paper.Press) (paper.Paper, error) {
			return press.Document(doc, paper.Shop{Names: []string{sh.Name}, Phone: sh.Phone}, setting)
		})
	}
}
