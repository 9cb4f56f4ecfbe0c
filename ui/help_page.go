package ui

import (
	"strconv"

	"fyne.io/fyne/v2"

	"aftercare/domain/shop"
	"aftercare/ui/widgets"
)

// helpPage shows all keys; what keeps the shop's data safe: rights, the lock,
// Undo, the log; or what this program is and where the shop is kept.
type helpPage struct {
	env   env
	topic string // one of helpTopics
	root  *fyne.Container
}

func newHelpPage(e env) page {
	return &helpPage{env: e, topic: "keys", root: widgets.NewOver()}
}

var helpTopics = []string{"keys", "trust", "about"}

// showHelp opens the help at a topic.
func (s *shell) showHelp(topic string) {
	if s.stage != nil {
		s.open(route{page: "help", do: topic})
	}
}

func (p *helpPage) view() fyne.CanvasObject { return p.root }
func (p *helpPage) reload()                 {}
func (p *helpPage) actions() []action       { return nil }
func (p *helpPage) back() bool              { return false }

func (p *helpPage) open(r route) {
	if r.do != "" {
		p.topic = r.do
	}
	w := p.env.words
	parts := map[string]func() []fyne.CanvasObject{"keys": p.keys, "trust": p.trust, "about": p.about}[p.topic]()
	var buttons []fyne.CanvasObject
	for _, other := range helpTopics {
		if other != p.topic {
			buttons = append(buttons, widgets.NewButton(widgets.ButtonLook{Word: w.T("help." + other)}, func() { p.open(route{page: "help", do: other}) }))
		}
	}
	buttons = append(buttons, widgets.NewButton(widgets.ButtonLook{Word: w.T("action.back"), Key: "Esc", Kind: widgets.Quiet}, p.env.shell.back))
	head := widgets.NewPageHeader(w.T("help."+p.topic), nil, buttons...)
	p.root.Objects = []fyne.CanvasObject{widgets.NewPage([]fyne.CanvasObject{head}, widgets.NewBody(settingsRoom, 16, parts...))}
	p.root.Refresh()
}

// keyLine is a key and what it does.
type keyLine struct{ key, word string }

func (p *helpPage) keys() []fyne.CanvasObject {
	w := p.env.words
	everywhere := []keyLine{{"F1", w.T("help.key.help")}, {"Esc", w.T("help.key.back")}}
	// The menu is the one list of what has a key; its order is kept.
	said := map[string]bool{}
	for _, m := range menuOf {
		for _, key := range m.keys {
			if hint := shortcutOf[key].hint; hint != "" {
				said[key] = true
				everywhere = append(everywhere, keyLine{hint, w.T("action." + key)})
			}
		}
	}
	for _, key := range []string{"new", "clock"} {
		if !said[key] {
			everywhere = append(everywhere, keyLine{shortcutOf[key].hint, w.T("action." + key)})
		}
	}
	var pages []keyLine
	for i, place := range places {
		pages = append(pages, keyLine{"Ctrl " + strconv.Itoa(i+1), w.T("page." + place.key)})
	}
	lists := []keyLine{{"Enter", w.T("help.key.next")}, {"Space", w.T("help.key.show")}, {"Up, Down", w.T("help.key.move")}, {"Home, End", w.T("help.key.ends")}}
	forms := []keyLine{{"Tab", w.T("help.key.tab")}, {"Enter", w.T("help.key.send")}, {"Esc", w.T("help.key.leave")}, {"Down", w.T("help.key.open")}}
	intake := []keyLine{{w.T("help.key.digits"), w.T("help.key.digit")}, {w.T("help.key.scan.how"), w.T("help.key.scan")}}
	left := widgets.NewColumn(16, p.group("everywhere", everywhere))
	right := widgets.NewColumn(16, p.group("pages", pages), p.group("lists", lists), p.group("forms", forms), p.group("intake", intake))
	return []fyne.CanvasObject{widgets.NewTwoColumns(32, left, right), widgets.NewText(w.T("help.key.menus"), widgets.Third())}
}

func (p *helpPage) group(key string, lines []keyLine) fyne.CanvasObject {
	column := widgets.NewColumn(0, widgets.NewSection(p.env.words.T("help."+key), "", nil))
	for _, l := range lines {
		hint := widgets.NewRow(0, widgets.NewKeyHint(l.key), widgets.Gap())
		column.Add(widgets.NewSized(0, 28, widgets.NewRow(12, widgets.NewSized(88, 0, hint), widgets.Grow(widgets.NewText(l.word, widgets.Plain())))))
	}
	return column
}

// trust says who may do what, how the window is locked, what Undo takes back,
// and what is kept.
func (p *helpPage) trust() []fyne.CanvasObject {
	w := p.env.words
	part := func(key string, more ...fyne.CanvasObject) fyne.CanvasObject {
		column := widgets.NewColumn(6, widgets.NewSection(w.T("help."+key), "", nil), widgets.NewParagraph(w.T("help."+key+".what"), widgets.Plain()))
		for _, o := range more {
			column.Add(o)
		}
		return column
	}
	var roles, never []widgets.KeyValueRow
	for _, r := range shop.Roles() {
		roles = append(roles, widgets.KeyValueRow{Label: w.T("role." + string(r)), Value: w.T("people.may." + string(r))})
	}
	for _, why := range []string{"money", "sent", "made", "note", "file", "settings", "erased", "changed"} {
		never = append(never, widgets.KeyValueRow{Label: w.T("help.undo.of." + why), Value: w.T("undo.why." + why)})
	}
	return []fyne.CanvasObject{
		part("rights", widgets.NewKeyValue(160, roles...)),
		part("lock"),
		part("undo", widgets.NewKeyValue(288, never...)),
		part("log"),
		part("kept"),
	}
}

// version is the program's, as the window's system is told it.
const version = "0.1.0"

func (p *helpPage) about() []fyne.CanvasObject {
	w := p.env.words
	store := p.env.prog.Store
	if store == "" {
		store = w.T("common.none")
	}
	return []fyne.CanvasObject{
		widgets.NewText(w.T("app.name"), widgets.TextStyle{Size: 24}),
		widgets.NewParagraph(w.T("help.what"), widgets.Second()),
		widgets.NewKeyValue(160,
			widgets.KeyValueRow{Label: w.T("help.version"), Value: version},
			widgets.KeyValueRow{Label: w.T("help.licence"), Value: "MIT"},
			widgets.KeyValueRow{Label: w.T("help.fonts"), Value: "Source Han Sans, SIL Open Font License 1.1"},
			widgets.KeyValueRow{Label: w.T("help.store"), Value: store, Note: w.T("help.store.note")},
			widgets.KeyValueRow{Label: w.T("help.offline"), Value: w.T("help.offline.never")},
		),
	}
}
