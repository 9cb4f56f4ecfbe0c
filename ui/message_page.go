package ui

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/message"
	"aftercare/ui/paper"
	"aftercare/ui/present"
	"aftercare/ui/text"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// messagePage writes a message about an order, case, refund or repair: a template
// filled with what is known, to be read over, copied, saved or printed, and
// recorded once it was sent. Any page opens it by writing to route{page:
// "message", id: the record, do: "case:consent"}; without a template the last
// one stays.
type messagePage struct {
	env       env
	entity    string
	id        domain.ID
	templates []message.Template
	chosen    string // the template, "" for an empty message
	lang      string // "" until somebody chose one
	draft     desk.Composed
	history   []message.Message
	typed     bool // the text was changed by hand
	reading   ticket
	composing ticket

	template, language, way *widgets.Select
	incoming                *widgets.Switch
	to, subject, body       *widgets.Entry
	fields                  map[string]*widgets.Field
	notes, past             *fyne.Container
	papers                  *papers
	root                    fyne.CanvasObject
	frame                   *fyne.Container
	title                   *widgets.Text
}

// messenger is a page whose open record a message can be about.
type messenger interface {
	// about names the record: order, case, refund or repair.
	about() (entity string, id domain.ID)
}

func (p *ordersPage) about() (string, domain.ID)  { return "order", p.record.id() }
func (p *casesPage) about() (string, domain.ID)   { return "case", p.current }
func (p *repairsPage) about() (string, domain.ID) { return "repair", p.record.job.ID }
func (p *moneyPage) about() (string, domain.ID) {
	of := map[string]string{"refunds": "refund", "goodwill": "goodwill", "claims": "claim"}[p.current]
	if of == "" {
		return "", 0 // a statement is about nobody
	}
	return of, p.recordID()
}

// writeMessage opens the message panel on what the open page shows.
//
// A case whose next step is done by a message gives that one.
func (s *shell) writeMessage() {
	for _, a := range s.page().actions() {
		if a.key == "write" {
			s.act(a)
			return
		}
	}
	if m, ok := s.page().(messenger); ok {
		if entity, id := m.about(); id != 0 {
			s.open(route{page: "message", id: id, do: entity})
			return
		}
	}
	s.say(theme.Info, s.env.words.T("message.nothing"))
}

func newMessagePage(e env) page {
	p := &messagePage{env: e, fields: map[string]*widgets.Field{}}
	p.papers = newPapers(e, func() { p.frame.Refresh() })
	p.build()
	return p
}

func (p *messagePage) build() {
	w := p.env.speak()
	p.template = widgets.NewSelect(nil, "", func(key string) { p.chosen, p.typed = key, false; p.compose() })
	var langs []widgets.Option
	for _, l := range text.Langs() {
		langs = append(langs, widgets.Option{Key: string(l), Word: w.T("settings.paper." + string(l))})
	}
	p.language = widgets.NewSelect(langs, "", func(key string) { p.lang, p.typed = key, false; p.compose() })
	var ways []widgets.Option
	for _, way := range message.Ways() {
		ways = append(ways, widgets.Option{Key: way, Word: w.T("way." + way)})
	}
	p.way = widgets.NewSelect(ways, message.Ways()[0], func(string) { p.fields["way"].SetError("") })
	p.incoming = widgets.NewSwitch(false, func(bool) {})
	p.to = widgets.NewEntry(widgets.EntryLook{Limit: domain.MaxLine})
	p.subject = widgets.NewEntry(widgets.EntryLook{Limit: domain.MaxLine})
	p.body = widgets.NewEntry(widgets.EntryLook{Lines: 14, Limit: domain.MaxText})
	p.notes, p.past = widgets.NewColumn(8), widgets.NewColumn(8)
	changed := func(name string) func(string) {
		return func(string) { p.typed = true; p.fields[name].SetError("") }
	}
	p.subject.OnChanged, p.body.OnChanged = changed("subject"), changed("body")
	field := func(name, label string, part fyne.CanvasObject) fyne.CanvasObject {
		p.fields[name] = widgets.NewField(label, part, "")
		return p.fields[name]
	}
	p.to.OnChanged = func(string) { p.fields["to"].SetError("") }
	left := widgets.NewColumn(12,
		widgets.NewTwoColumns(12, field("template", w.Field("template"), p.template), field("language", w.T("message.language"), p.language)),
		p.notes,
		widgets.NewTwoColumns(12, field("to", w.Field("to"), p.to), field("way", w.T("message.way"), p.way)),
		field("subject", w.Field("subject"), p.subject), field("body", w.Field("body"), p.body),
		widgets.NewSideField(w.T("message.received"), 200, p.incoming, 60, ""))
	p.title = widgets.NewText("", widgets.Second())
	head := widgets.NewPageHeader(w.T("page.message"), p.title)
	body := widgets.NewBody(widgets.Inset{Left: 16, Top: 12, Right: 16, Bottom: 16}, 16, widgets.NewTwoColumns(24, left, p.past))
	p.frame = widgets.NewPage([]fyne.CanvasObject{head}, body, p.papers.view(), p.env.barOf(p.actions()))
	p.root = p.frame
}

func (p *messagePage) view() fyne.CanvasObject { return p.root }

func (p *messagePage) open(r route) {
	entity, template, _ := strings.Cut(r.do, ":")
	if r.id != 0 && (p.id != r.id || p.entity != entity) {
		p.entity, p.id, p.lang, p.chosen = entity, r.id, "", ""
		p.papers.close()
		p.composing.drop()
		for _, e := range []*widgets.Entry{p.to, p.subject, p.body} { // words to somebody else
			e.SetText("")
		}
		p.typed = false
	}
	if template != "" {
		p.chosen, p.typed = template, false
	}
	p.reload()
	p.fields["body"].Focus()
}

// firstTemplate is what one mostly writes about a record, where one does not say.
var firstTemplate = map[string]string{"goodwill": "goodwill_paid", "claim": "carrier_answer", "refund": "refund_filed", "repair": "repair_confirmed"}

// fits says whether a template can be filled for what the message is about.
func (p *messagePage) fits(t message.Template) bool {
	switch p.entity {
	case "order":
		return t.About == "order"
	case "repair":
		return t.About == "repair"
	case "case", "goodwill", "claim":
		return t.About != "repair"
	}
	return true
}

func (p *messagePage) reload() {
	d := p.env.desk
	q := desk.MessageQuery{Entity: p.entity, ID: p.id}
	type read struct {
		templates []message.Template
		history   []message.Message
	}
	run(p.env.work, &p.reading, func(ctx context.Context) (read, error) {
		all, err := d.Templates(ctx)
		if err != nil {
			return read{}, err
		}
		past, err := d.Messages(ctx, q)
		return read{all, past}, err
	}, func(got read, err error) {
		if err != nil {
			p.env.shell.fail(err)
			return
		}
		p.templates, p.history = got.templates, got.history
		w := p.env.speak()
		options := []widgets.Option{}
		for _, t := range p.templates {
			if p.fits(t) {
				options = append(options, widgets.Option{Key: t.Code, Word: templateName(w, t)})
			}
		}
		p.template.SetOptions(options)
		if p.chosen == "" && len(options) > 0 {
			p.chosen = options[0].Key
			if first := firstTemplate[p.entity]; slices.ContainsFunc(options, func(o widgets.Option) bool { return o.Key == first }) {
				p.chosen = first
			}
		}
		p.template.SetSelected(p.chosen)
		p.showPast()
		if !p.typed {
			p.compose()
		}
	})
}

// templateName is what the shop calls a template.
func templateName(w *text.Words, t message.Template) string {
	if key := "template." + t.Code; w.Has(key) {
		return w.T(key)
	}
	if t.Name != "" {
		return t.Name
	}
	return t.Code
}

// compose fills the template anew.
func (p *messagePage) compose() {
	if p.id == 0 || p.chosen == "" {
		return
	}
	d, r := p.env.desk, desk.ComposeRequest{Template: p.chosen, Entity: p.entity, ID: p.id, Language: p.lang}
	run(p.env.work, &p.composing, func(ctx context.Context) (desk.Composed, error) { return d.ComposeMessage(ctx, r) }, func(c desk.Composed, err error) {
		if err != nil {
			p.env.shell.fail(err)
			return
		}
		if p.typed { // a hand was faster: its words stay
			return
		}
		p.draft = c
		p.language.SetSelected(c.Lang)
		p.to.SetText(c.To)
		p.subject.SetText(c.Subject)
		p.body.SetText(c.Body)
		p.typed = false
		p.showNotes()
	})
}

// showNotes says what to mind before the message goes out.
func (p *messagePage) showNotes() {
	w, c := p.env.speak(), p.draft
	p.notes.RemoveAll()
	note := func(tone theme.Tone, sentence string) {
		p.notes.Add(widgets.NewBanner(widgets.BannerLook{Tone: tone, Sentence: sentence}, nil))
	}
	if c.Fell {
		note(theme.Info, w.T("message.fell"))
	}
	if len(c.Missing) > 0 {
		var names []string
		for _, m := range c.Missing {
			names = append(names, "{"+m+"}")
		}
		note(theme.Warn, w.T("message.missing", domain.Args{"fields": names}))
	}
	if c.Night {
		note(theme.Warn, w.T("message.night", domain.Args{"time": clockOf(c.Local)}))
	}
	if !c.Last.IsZero() {
		note(theme.Info, w.T("message.again", domain.Args{"when": c.Last}))
	}
	p.title.Set(w.T("message.local", domain.Args{"time": clockOf(c.Local)}))
	p.frame.Refresh()
}

func clockOf(local string) string {
	_, clock, _ := strings.Cut(local, " ")
	return clock
}

// showPast is what was sent and what came in, newest first.
func (p *messagePage) showPast() {
	w := p.env.speak()
	p.past.RemoveAll()
	p.past.Add(widgets.NewSection(w.T("message.history"), w.Number(int64(len(p.history))), nil))
	if cards := messageCards(w, p.history); len(cards) > 0 {
		p.past.Add(widgets.NewTimeline(cards...))
	}
	p.frame.Refresh()
}

// messageCards are messages as a timeline shows them, newest first.
func messageCards(w *text.Words, all []message.Message) []widgets.NoteCard {
	var cards []widgets.NoteCard
	for i := len(all) - 1; i >= 0; i-- {
		m := all[i]
		key, icon := "message.out", "mail"
		if m.In {
			key, icon = "message.in", "reply"
		}
		cards = append(cards, widgets.NoteCard{Icon: icon, Tone: theme.Muted, Kind: w.T(key, domain.Args{"who": m.To, "way": text.Key("way." + m.Way)}),
			When: w.List([]string{m.Who, w.Moment(m.At)}), Text: strings.TrimSpace(m.Subject + "\n" + m.Body)})
	}
	return cards
}

func (p *messagePage) actions() []action {
	return append([]action{
		{key: "save", word: p.env.speak().T("action.sent"), primary: true, icon: "check", run: p.record}, // Enter begins a line of the message
		{key: "copy_message", icon: "copy", run: p.copy},
		{key: "eml", icon: "mail", run: p.save},
		{key: "print_message", icon: "print", run: p.print, refused: p.papers.refused()},
	}, p.papers.actions()...)
}

func (p *messagePage) whole() string {
	return strings.TrimSpace(p.subject.Text() + "\n\n" + p.body.Text())
}

func (p *messagePage) copy() {
	p.env.shell.app.Clipboard().SetContent(p.whole())
	p.env.shell.toast(p.env.speak().T("message.copied"))
}

func (p *messagePage) save() {
	sh := p.env.shell.shop
	m := present.Email{From: p.draft.From, FromName: sh.Name, To: p.draft.Email, ToName: p.to.Text(), Subject: p.subject.Text(), Body: p.body.Text(), At: p.env.now()}
	p.papers.keep(p.subject.Text(), "message-"+p.chosen+".eml", func(context.Context) ([]byte, error) { return m.Bytes(), nil })
}

func (p *messagePage) print() {
	sh := p.env.shell.shop
	setting := p.env.paperSetting("")
	setting.Languages = paper.Alone(text.English)
	for _, l := range text.Langs() {
		if string(l) == p.draft.Lang {
			setting.Languages = paper.Alone(l)
		}
	}
	words := p.env.prog.Catalogue.In(setting.Languages.First, p.env.shell.zone)
	doc := present.Letter(words, sh.Name, p.subject.Text(), p.body.Text(), dayOfTime(p.env.now().In(p.env.shell.zone)), p.chosen)
	p.papers.press(p.subject.Text(), func(_ context.Context, press *paper.Press) (paper.Paper, error) {
		return press.Document(doc, paper.Shop{Names: []string{sh.Name}, Phone: sh.Phone}, setting)
	})
}

// record keeps what was sent in the timeline, and goes back to what it is about.
func (p *messagePage) record() {
	d := p.env.desk
	r := desk.SendRequest{Entity: p.entity, ID: p.id, In: p.incoming.On, Way: p.way.Selected(), To: p.to.Text(), Template: p.chosen, Language: p.draft.Lang, Subject: p.subject.Text(), Body: p.body.Text()}
	if r.In {
		r.Template = ""
	}
	run(p.env.work, nil, func(ctx context.Context) (message.Message, error) { return d.SendMessage(ctx, r) }, func(_ message.Message, err error) {
		if err != nil {
			rest := error(nil)
			for _, f := range faultsOf(err) {
				if field := p.fields[f.Field]; field != nil {
					field.SetError(p.env.speak().Error(f.error))
				} else {
					rest = f.error
				}
			}
			p.env.shell.fail(rest)
			p.frame.Refresh()
			return
		}
		p.typed = false
		p.env.shell.toast(p.env.speak().T("message.recorded", domain.Args{"number": p.subject.Text()}))
		p.reload()
		if p.env.shell.current == "message" {
			p.env.shell.back()
		}
	})
}

func (p *messagePage) back() bool { return false }
