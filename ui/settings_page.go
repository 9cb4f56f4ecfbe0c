package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// settingsPage shows the shop's settings, a section at a time. Each section
// keeps what is typed while another one is looked at; leaving the page with
// something unsaved asks in the section's own bar.
type settingsPage struct {
	env     env
	setup   desk.Setup
	read    bool // setup was read once
	section string
	parts   map[string]section
	kept    map[string]any // what was typed before the page was made anew
	then    func()         // where one wanted to go when something was unsaved
	loading ticket
	holds   map[string]*keeping // of each section, for the day the program ends here
	showing bool                // what was saved is being shown: no hand is at work
	given   map[string]bool     // the sections that got back what was kept, or were typed into since

	title *widgets.Text
	nav   *widgets.Rail
	body  *fyne.Container
	root  fyne.CanvasObject
}

// section is one part of the settings.
type section interface {
	view() fyne.CanvasObject
	show(desk.Setup)
	touched() bool
	save(then func()) // then is called once it is saved
	discard()
	ask(asking bool) // turns the bar into the question whether to save
	keep() any
	regain(any)
}

// settingsSections are the sections in their order.
var settingsSections = []struct{ key, icon string }{
	{"shop", "shop"}, {"addresses", "flag"}, {"channels", "products"}, {"carriers", "truck"}, {"templates", "mail"}, {"reasons", "cases"}, {"checklists", "list"}, {"repairs", "repairs"}, {"calendars", "calendar"}, {"backup", "shield"}, {"look", "globe"}, {"people", "people"},
}

func newSettingsPage(e env) page {
	p := &settingsPage{env: e, section: "shop", parts: map[string]section{}}
	p.build()
	return p
}

func (p *settingsPage) build() {
	w := p.env.words
	items := make([]widgets.RailItem, len(settingsSections))
	for i, s := range settingsSections {
		items[i] = widgets.RailItem{Key: s.key, Icon: s.icon, Word: w.T("settings.section." + s.key)}
	}
	p.title = widgets.NewText(w.T("page.settings"), widgets.TextStyle{Size: 18, Bold: true, Whole: true})
	p.nav = widgets.NewRail(items, p.section, p.turn)
	p.nav.Ground = theme.Surface
	p.body = widgets.NewOver()
	p.root = container.New(&settingsLayout{page: p}, p.title, p.nav, widgets.NewHairline(), p.body)
}

func (p *settingsPage) view() fyne.CanvasObject { return p.root }

func (p *settingsPage) open(r route) {
	if r.do != "" {
		p.turn(r.do)
	}
	p.env.shell.window.Canvas().Unfocus() // the arrows turn the sections
	p.giveBack()
	p.reload()
}

// key hears what no field had a use for: up and down turn the sections, Enter
// and right go into the one in sight.
func (p *settingsPage) key(ev *fyne.KeyEvent) bool {
	at := slices.IndexFunc(settingsSections, func(s struct{ key, icon string }) bool { return s.key == p.section })
	switch ev.Name {
	case fyne.KeyUp:
		at--
	case fyne.KeyDown:
		at++
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyRight:
		if s := p.parts[p.section]; s != nil {
			widgets.FocusFirst(s.view())
		}
		return true
	default:
		return false
	}
	if at >= 0 && at < len(settingsSections) {
		p.turn(settingsSections[at].key)
	}
	return true
}

func (p *settingsPage) reload() {
	run(p.env.work, &p.loading, p.env.desk.Setup, func(setup desk.Setup, err error) {
		if err != nil {
			p.env.shell.fail(err)
			return
		}
		p.setup = setup
		if !p.read {
			p.read, p.showing = true, true
			p.furnish()
			p.showing = false
			p.turn(p.section)
			return
		}
		p.showing = true
		for _, s := range p.parts {
			s.show(setup)
		}
		p.showing = false
	})
}

// furnish makes the sections, and gives back what was typed into them before.
func (p *settingsPage) furnish() {
	p.parts = map[string]section{
		"shop":       newShopSection(p),
		"addresses":  newAddressSection(p),
		"channels":   newChannelSection(p),
		"carriers":   newCarrierSection(p),
		"templates":  newTemplateSection(p),
		"reasons":    newReasonSection(p),
		"checklists": newChecklistSection(p),
		"repairs":    newRepairSection(p),
		"calendars":  newCalendarSection(p),
		"backup":     newBackupSection(p),
		"look":       newLookSection(p),
		"people":     newPeopleSection(p),
	}
	for _, s := range p.parts {
		s.show(p.setup)
	}
	p.hold()
}

// hold begins to keep what is typed into the sections.
func (p *settingsPage) hold() {
	p.holds, p.given = map[string]*keeping{}, map[string]bool{}
	for key, s := range p.parts {
		title := p.env.words.List([]string{p.env.words.T("page.settings"), p.env.words.T("settings.section." + key)})
		p.holds[key] = p.env.shell.drafts.hold(desk.Draft{Place: "settings/" + key, Title: title, Page: "settings", Do: key}, func() []desk.Typed {
			return typedWhole(s.touched(), s.keep())
		})
	}
	p.giveBack()
}

// giveBack puts what was kept of a section into it, once, unless something else
// was typed there.
func (p *settingsPage) giveBack() {
	for _, s := range settingsSections {
		part, hold := p.parts[s.key], p.holds[s.key]
		if late, ok := part.(interface{ ready() bool }); ok && !late.ready() {
			continue // it tells when it is
		}
		if kept := p.kept[s.key]; kept != nil && hold != nil {
			delete(p.kept, s.key)
			part.regain(kept)
		}
		if part == nil || hold == nil || p.given[s.key] || part.touched() {
			continue
		}
		if kept := hold.whole(part.keep()); kept != nil {
			p.given[s.key] = true
			part.regain(kept)
			if !part.touched() { // it was saved since
				delete(p.env.shell.drafts.known, hold.draft.Place)
				continue
			}
			p.env.shell.drafts.tellBack(hold, func() {
				part.discard()
				hold.now()
			})
		}
	}
}

// typing is told of each touch, and of its end.
func (p *settingsPage) typing() {
	if p.showing {
		return
	}
	for key, h := range p.holds {
		p.given[key] = p.given[key] || p.parts[key].touched()
		h.touched()
	}
}

// newBar makes the bar of a section.
func (p *settingsPage) newBar(note string) *saveBar {
	b := newSaveBar(p.env, note, p.save, p.discard, p.stay)
	b.heard = p.typing
	return b
}

// turn shows a section.
func (p *settingsPage) turn(key string) {
	if p.then != nil {
		p.stay()
	}
	p.section = key
	p.nav.SetCurrent(key)
	if s := p.parts[key]; s != nil {
		p.body.Objects = []fyne.CanvasObject{s.view()}
		p.body.Refresh()
	}
}

func (p *settingsPage) actions() []action {
	w := p.env.words
	save := action{key: "save", primary: true, icon: "check"}
	s := p.parts[p.section]
	if s == nil || !s.touched() {
		save.refused = w.T("settings.nothing_to_save")
	} else {
		save.run = p.save
	}
	return []action{save}
}

// save keeps the section in sight, and goes on to where one wanted to go.
func (p *settingsPage) save() {
	hold := p.holds[p.section]
	p.parts[p.section].save(func() {
		hold.saved()
		p.env.shell.toast(p.env.words.T("settings.saved", domain.Args{"section": p.env.words.T("settings.section." + p.section)}))
		p.goOn()
	})
}

// discard puts the section in sight back, and goes on.
func (p *settingsPage) discard() {
	p.parts[p.section].discard()
	p.goOn()
}

func (p *settingsPage) goOn() {
	for _, h := range p.holds {
		h.now()
	}
	then := p.then
	p.stay()
	if then != nil {
		then()
	}
}

// stay gives up leaving.
func (p *settingsPage) stay() {
	p.then = nil
	for _, s := range p.parts {
		s.ask(false)
	}
}

// leave asks before something unsaved is left: the first section that has it
// comes in sight with the question in its bar.
func (p *settingsPage) leave(then func()) bool {
	for _, s := range settingsSections {
		if part := p.parts[s.key]; part != nil && part.touched() {
			p.turn(s.key)
			p.then = then
			part.ask(true)
			return false
		}
	}
	return true
}

func (p *settingsPage) back() bool {
	if p.then != nil {
		p.stay()
		return true
	}
	if b, ok := p.parts["backup"].(*backupSection); ok && p.section == "backup" && b.asked != nil {
		b.askFor(nil)
		return true
	}
	return false
}

// keptSettings is what outlives the page when the window is made anew.
type keptSettings struct {
	section string
	typed   map[string]any
}

func (p *settingsPage) keep() any {
	k := keptSettings{p.section, map[string]any{}}
	for key, s := range p.parts {
		k.typed[key] = s.keep()
	}
	return k
}

func (p *settingsPage) regain(kept any) {
	if k, ok := kept.(keptSettings); ok {
		p.section, p.kept = k.section, k.typed
	}
}

// settingsLayout sets the sections' names beside the section: 204 wide with
// words, 56 without where the page is narrower than 860.
type settingsLayout struct{ page *settingsPage }

func (l *settingsLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(320, 200) }

func (l *settingsLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	px := theme.Current().Px
	narrow := size.Width < px(860)
	l.page.nav.SetNarrow(narrow)
	l.page.title.Hidden = narrow
	w := px(204)
	if narrow {
		w = px(56)
	}
	place := func(o fyne.CanvasObject, x, y, width, height float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(width, height))
	}
	place(objects[0], px(16), 0, w-px(24), px(48))
	place(objects[1], 0, px(48), w, size.Height-px(48))
	place(objects[2], w-1, 0, 1, px(48))
	place(objects[3], w, 0, size.Width-w, size.Height)
}
