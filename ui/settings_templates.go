package ui

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/message"
	"aftercare/ui/text"
	"aftercare/ui/widgets"
)

type (
	templateSection = listSection[string, message.Template]
	templateForm    = listForm[message.Template]
)

// newTemplateSection is the shop's templates of messages beside the texts of the
// one that is chosen, in the three languages and one that an owner adds.
func newTemplateSection(p *settingsPage) section {
	return newListSection(p, listOf[string, message.Template]{key: "templates", added: "settings.template.new", adds: "settings.template.add", anew: true,
		id: func(t message.Template) string { return t.Code }, name: func(t message.Template) string { return templateName(p.env.words, t) },
		begin: func() message.Template { return message.Template{About: "order", Texts: map[string]message.Text{}} },
		read:  func(setup desk.Setup) []message.Template { return setup.Templates }, form: newTemplateForm,
		store: func(ctx context.Context, t message.Template) (message.Template, error) {
			_, err := p.env.desk.SaveTemplate(ctx, t)
			return t, err
		}})
}

// extraLang is the language that an owner added to a template, "" for none.
func extraLang(t message.Template) string {
	var more []string
	for lang := range t.Texts {
		if !slices.ContainsFunc(text.Langs(), func(l text.Lang) bool { return string(l) == lang }) {
			more = append(more, lang)
		}
	}
	slices.Sort(more)
	if len(more) == 0 {
		return ""
	}
	return more[0]
}

func newTemplateForm(s *templateSection, t message.Template) *templateForm {
	w := s.page.env.words
	var body []fyne.CanvasObject
	var questions []*question[message.Template]
	ask := func(q *question[message.Template]) {
		questions = append(questions, q)
		body = append(body, q.field)
	}
	line := func(name, label string, a asked, read func(message.Template) string, write func(*message.Template, string)) {
		ask(&question[message.Template]{name: name, ask: a, field: widgets.NewField(label, a.part, ""), read: read,
			write: func(t *message.Template, v string) *domain.Error { write(t, strings.TrimSpace(v)); return nil }})
	}
	if t.Code == "" {
		line("code", w.T("settings.template.code"), askText(widgets.EntryLook{Limit: 40}), func(t message.Template) string { return t.Code }, func(t *message.Template, v string) { t.Code = v })
	}
	if t.Code == "" || t.Name != "" {
		line("name", w.Field("name"), askText(widgets.EntryLook{Limit: 60}), func(t message.Template) string { return t.Name }, func(t *message.Template, v string) { t.Name = v })
	}
	texts := func(lang func(message.Template) string, name, head string) {
		body = append(body, groupHead(head, len(body) == 0))
		set := func(t *message.Template, change func(*message.Text)) {
			copied := map[string]message.Text{}
			for k, v := range t.Texts {
				copied[k] = v
			}
			words := copied[lang(*t)]
			change(&words)
			copied[lang(*t)] = words
			t.Texts = copied
		}
		line(name+"_subject", w.Field("subject"), askText(widgets.EntryLook{Limit: domain.MaxLine}), func(t message.Template) string { return t.Texts[lang(t)].Subject },
			func(t *message.Template, v string) { set(t, func(x *message.Text) { x.Subject = v }) })
		line(name, w.Field("body"), askText(widgets.EntryLook{Lines: 7, Limit: domain.MaxText}), func(t message.Template) string { return t.Texts[lang(t)].Body },
			func(t *message.Template, v string) { set(t, func(x *message.Text) { x.Body = v }) })
	}
	for _, l := range text.Langs() {
		texts(func(message.Template) string { return string(l) }, string(l), w.T("settings.paper."+string(l)))
	}
	added := "" // typed for the language that is added now
	line("language", w.T("settings.template.language"), askText(widgets.EntryLook{Limit: 12, Placeholder: "fr"}), extraLang, func(_ *message.Template, v string) { added = v })
	texts(func(t message.Template) string {
		if known := extraLang(t); known != "" {
			return known
		}
		return added
	}, "other", w.T("settings.template.other"))
	body = append(body, widgets.NewParagraph(w.T("settings.template.fields", domain.Args{"fields": "{" + strings.Join(message.Fields(), "} {") + "}"}), widgets.Small()))
	if t.Own {
		body = append(body, widgets.NewRow(0, widgets.NewButton(widgets.ButtonLook{Word: w.T("settings.template.drop"), Kind: widgets.Quiet, Icon: "undo"}, func() { s.keepAs(message.Template{Code: t.Code, About: t.About}, func() {}) }), widgets.Gap()))
	}
	return s.formOf(checkTemplate, w.T("settings.template.promise"), body, questions, nil)
}

// checkTemplate names the fields of the sheet: an added language stands in one of
// its own.
func checkTemplate(t message.Template) error {
	err := t.Check()
	for _, f := range faultsOf(err) {
		if e := domain.As(f.error); e != nil && e.Field == extraLang(t) && e.Field != "" {
			e.Field = "other"
		}
	}
	return err
}
