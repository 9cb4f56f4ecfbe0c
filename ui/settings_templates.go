package ui

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/message"
	"aftercare/ui/text"
	"aftercare/ui/widgets"
)

// templateSection is the shop's templates of messages beside the texts of the one
// that is chosen, in the three languages and one that an owner adds. Each sheet
// is made when it is first looked at and keeps what is typed.
type templateSection struct {
	page      *settingsPage
	templates []message.Template
	chosen    string
	fresh     bool // one is being added; it has no code yet
	sheets    map[string]*templateSheet

	list  *widgets.Table
	count *widgets.Text
	right *fyne.Container
	root  fyne.CanvasObject
}

type templateSheet struct {
	sheet *sheet[message.Template]
	bar   *saveBar
	root  fyne.CanvasObject
}

func newTemplateSection(p *settingsPage) section {
	s := &templateSection{page: p, sheets: map[string]*templateSheet{}}
	w := p.env.words
	s.list = widgets.NewTable([]widgets.Column{{Key: "name", Weight: 1}})
	s.list.HideHead = true
	s.list.Length = func() int { return len(s.shown()) }
	s.list.Row = func(i int) widgets.RowData { return s.row(s.shown()[i]) }
	s.list.OnSelected = func(i int) { s.choose(s.shown()[i].Code) }
	s.count = widgets.NewText("", widgets.Third())
	add := widgets.NewButton(widgets.ButtonLook{Icon: "plus", Kind: widgets.Quiet, Tip: w.T("settings.template.add")}, s.add)
	s.right = container.NewStack()
	left := widgets.NewPage([]fyne.CanvasObject{widgets.NewPageHeader(w.T("settings.section.templates"), s.count, add)}, s.list)
	pair := widgets.NewMasterDetail(left, s.right, 0)
	pair.ListWidth, pair.Narrow = 204, 500
	s.root = pair
	return s
}

func (s *templateSection) row(t message.Template) widgets.RowData {
	w := s.page.env.words
	cell := widgets.Cell{Text: templateName(w, t)}
	if t.Code == "" {
		cell.Text = w.T("settings.template.new")
	}
	if sh := s.sheets[t.Code]; sh != nil && sh.sheet.touched() {
		cell.Icon, cell.Tip = "edit", w.T("settings.channel.unsaved")
	}
	return widgets.RowData{Cells: []widgets.Cell{cell}}
}

// shown are the templates of the list, the new one last.
func (s *templateSection) shown() []message.Template {
	out := slices.Clone(s.templates)
	if s.fresh {
		out = append(out, message.Template{About: "order", Texts: map[string]message.Text{}})
	}
	return out
}

func (s *templateSection) view() fyne.CanvasObject { return s.root }

func (s *templateSection) show(setup desk.Setup) {
	s.templates = setup.Templates
	for _, t := range s.templates {
		if sh := s.sheets[t.Code]; sh != nil {
			sh.sheet.show(t)
		}
	}
	if s.chosen == "" && !s.fresh && len(s.templates) > 0 {
		s.chosen = s.templates[0].Code
	}
	s.count.Set(strconv.Itoa(len(s.templates)))
	s.choose(s.chosen)
}

func (s *templateSection) choose(code string) {
	for i, t := range s.shown() {
		if t.Code != code {
			continue
		}
		s.chosen = code
		sh := s.sheets[code]
		if sh == nil {
			sh = s.newSheet(t)
			s.sheets[code] = sh
			sh.sheet.show(t)
		}
		s.list.Refresh()
		s.list.SetSelected(i)
		s.right.Objects = []fyne.CanvasObject{sh.root}
		s.right.Refresh()
		return
	}
}

// add begins a template of the owner's own.
func (s *templateSection) add() {
	s.fresh = true
	delete(s.sheets, "")
	s.choose("")
	s.sheets[""].sheet.questions[0].field.Focus()
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

func (s *templateSection) newSheet(t message.Template) *templateSheet {
	p, w := s.page, s.page.env.words
	out := &templateSheet{sheet: &sheet[message.Template]{env: p.env, check: checkTemplate}}
	out.bar = p.newBar(w.T("settings.template.promise"))
	var body []fyne.CanvasObject
	ask := func(q *question[message.Template]) {
		out.sheet.questions = append(out.sheet.questions, q)
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
		body = append(body, widgets.NewRow(0, widgets.NewButton(widgets.ButtonLook{Word: w.T("settings.template.drop"), Kind: widgets.Quiet, Icon: "undo"}, func() { s.keepTemplate(message.Template{Code: t.Code, About: t.About}, func() {}) }), widgets.Gap()))
	}
	out.sheet.changed = func() { out.bar.set(out.sheet.touched() || t.Code == "", w.T("action.save")); s.list.Refresh() }
	out.sheet.listen()
	out.sheet.grown = func() { out.root.Refresh() }
	name := templateName(w, t)
	if t.Code == "" {
		name = w.T("settings.template.new")
	}
	out.root = widgets.NewPage([]fyne.CanvasObject{widgets.NewPageHeader(name, nil)}, widgets.NewBody(settingsRoom, 8, body...), out.bar.root)
	return out
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

func (s *templateSection) touched() bool {
	for _, sh := range s.sheets {
		if sh.sheet.touched() {
			return true
		}
	}
	return s.fresh
}

func (s *templateSection) ask(asking bool) {
	for code, sh := range s.sheets {
		sh.bar.ask(asking && code == s.chosen)
	}
}

func (s *templateSection) discard() {
	if s.chosen == "" {
		s.fresh = false
		delete(s.sheets, "")
		if len(s.templates) > 0 {
			s.choose(s.templates[0].Code)
		}
		return
	}
	s.sheets[s.chosen].sheet.discard()
}

func (s *templateSection) save(then func()) {
	sh := s.sheets[s.chosen]
	draft, err := sh.sheet.draft()
	if err != nil {
		s.page.env.shell.fail(sh.sheet.failed(err))
		return
	}
	s.keepTemplate(draft, then)
}

func (s *templateSection) keepTemplate(t message.Template, then func()) {
	e, sh := s.page.env, s.sheets[s.chosen]
	run(e.work, nil, func(ctx context.Context) ([]message.Template, error) { return e.desk.SaveTemplate(ctx, t) }, func(_ []message.Template, err error) {
		if err != nil {
			e.shell.fail(sh.sheet.failed(err))
			return
		}
		delete(s.sheets, s.chosen) // made anew of what is saved
		s.fresh, s.chosen = false, t.Code
		s.page.reload()
		then()
	})
}

func (s *templateSection) keep() any {
	k := map[string]map[string]string{}
	for code, sh := range s.sheets {
		if typed := sh.sheet.typed(); len(typed) > 0 {
			k[code] = typed
		}
	}
	return k
}

func (s *templateSection) regain(kept any) {
	k, ok := kept.(map[string]map[string]string)
	if !ok {
		return
	}
	was := s.chosen
	for code, typed := range k {
		s.fresh = s.fresh || code == ""
		s.choose(code)
		if sh := s.sheets[code]; sh != nil {
			sh.sheet.regain(typed)
		}
	}
	s.choose(was)
}
