package ui

import (
	"cmp"
	"context"
	"strings"

	"fyne.io/fyne/v2"

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
	form    *listForm[channel.Channel]
	figures map[string]bool // the questions of which it is said where the answer comes from
	papers  *papers
}

func newChannelForm(s *channelSection, _ channel.Channel) *listForm[channel.Channel] {
	p := s.page
	out := &channelSheet{section: s, figures: map[string]bool{}}
	out.papers = newPapers(p.env, func() { out.form.root.Refresh() })
	body, questions := inGroups(out.groups())
	out.form = s.formOf(channel.Channel.Check, p.env.words.T("settings.keep_version"), body, questions, out.saves, out.papers.view())
	out.form.shown = out.shown
	return out.form
}

// shown says of each figure where it comes from.
func (s *channelSheet) shown(c channel.Channel) {
	w := s.section.page.env.words
	right := []fyne.CanvasObject{widgets.NewText(w.T("settings.version", domain.Args{"n": c.Policy.Version}), widgets.Small())}
	if c.ID != 0 {
		right = append(right, s.pageButton(), widgets.NewButton(widgets.ButtonLook{Word: w.T("settings.channel.copy.do"), Kind: widgets.Quiet, Tip: w.T("settings.channel.copy.what")}, s.copy))
	}
	s.form.heads(s.section.nameOf(c), w.T("settings.preset."+c.Preset+".what"), right...)
	preset, known := s.section.page.env.desk.Presets.Policies[c.Preset]
	for _, q := range s.form.sheet.questions {
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

// copy begins a channel with all the figures of this one.
func (s *channelSheet) copy() {
	c := s.form.sheet.value
	s.section.add(c.Copied(s.section.page.env.words.T("settings.channel.copy", domain.Args{"channel": c.Name})))
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

// saves says what a save would do: a changed policy is a new version.
func (s *channelSheet) saves(of *sheet[channel.Channel]) string {
	w := s.section.page.env.words
	if draft, _ := of.draft(); draft.ID != 0 && !draft.Policy.Same(of.value.Policy) {
		return w.T("settings.save_version", domain.Args{"n": draft.Policy.Version + 1})
	}
	return w.T("action.save")
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
	if s.form.sheet.touched() {
		e.shell.say(theme.Info, e.words.T("settings.customer_page.unsaved"))
		return
	}
	sh := e.shell.shop
	doc := present.CustomerPage(e.prog.Catalogue.In(lang, e.shell.zone), sh, s.form.sheet.value)
	title := e.words.T("settings.customer_page.made", domain.Args{"channel": s.form.sheet.value.Name})
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
