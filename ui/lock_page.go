package ui

import (
	"cmp"
	"context"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// lockPage asks who is at the desk: it is the whole window while a shop with
// people has nobody in it. A digit chooses the person, the PIN follows, Enter
// goes in; somebody without a PIN is in at once.
type lockPage struct {
	shell  *shell
	people []desk.PersonRow
	chosen domain.ID
	forgot bool
	busy   bool

	pin   *widgets.Entry
	field *widgets.Field
}

// nobody says that the shop has people and none of them has come in.
func (s *shell) nobody() bool { return len(s.people) > 0 && s.person.ID == 0 }

// lock sends the one at the desk out. What they typed stays theirs.
func (s *shell) lock() {
	if s.nobody() || s.stage == nil {
		return
	}
	if len(s.people) == 0 {
		s.say(theme.Info, s.env.words.T("lock.alone"))
		return
	}
	for _, k := range s.drafts.live {
		k.now()
	}
	s.leftAt = route{page: s.current}
	if o, ok := s.page().(opener); ok {
		s.leftAt.id = o.recordID()
	}
	s.build() // the pages go, what was typed in them is kept
	s.aside, s.asideOf = s.kept, s.person.ID
	s.sit(desk.PersonRow{})
	s.trail, s.current = nil, ""
	s.askWho()
}

// askWho shows the lock.
func (s *shell) askWho() {
	s.leaveChooser()
	p := &lockPage{shell: s, people: s.people}
	if len(p.people) == 1 {
		p.chosen = p.people[0].ID
	}
	s.locked = p
	s.window.SetTitle(s.title())
	s.window.SetMainMenu(p.menu())
	p.draw("")
}

// sit says who works from now on: all verbs that the window calls are theirs.
func (s *shell) sit(p desk.PersonRow) {
	s.person = p
	s.env.work.as = func(ctx context.Context) context.Context { return desk.As(ctx, p.ID) }
	s.awake()
}

// enterAs opens the window for a person: where they were, if they were the last
// one here.
func (s *shell) enterAs(p desk.PersonRow) {
	s.locked = nil
	s.sit(p)
	to := route{page: "today"}
	if s.asideOf == p.ID && s.leftAt.page != "" {
		to = s.leftAt
	}
	s.load(to)
}

// awake notes that somebody is at work.
func (s *shell) awake() { s.active = s.env.now() }

// doze locks a window at which nobody has worked for as long as the shop says.
func (s *shell) doze() {
	idle := time.Duration(s.shop.Idle) * time.Minute
	if idle > 0 && s.person.ID != 0 && s.env.now().Sub(s.active) >= idle {
		s.lock()
	}
}

func (p *lockPage) draw(fault string) {
	s := p.shell
	scroll := container.NewVScroll(container.New(&startLayout{}, p.column(fault)))
	stage := widgets.NewStage(widgets.NewOver(widgets.NewBox(theme.Surface, 0), scroll), s.env.work.after)
	stage.OnRune, stage.OnKey = p.rune, p.key
	s.window.SetContent(stage)
	s.window.Canvas().SetOnTypedRune(p.rune)
	s.window.Canvas().SetOnTypedKey(p.key)
	if p.pin != nil {
		p.pin.Focus()
	}
}

func (p *lockPage) column(fault string) fyne.CanvasObject {
	w := p.shell.env.words
	parts := []fyne.CanvasObject{
		widgets.NewText(p.shell.shop.Name, widgets.TextStyle{Size: 24}),
		space(24),
		widgets.NewText(w.T("lock.who"), widgets.Strong()),
		space(8),
	}
	for i, one := range p.people {
		parts = append(parts, p.tile(i, one), space(8))
	}
	p.pin, p.field = nil, nil
	if one, ok := p.person(); ok && one.Locked {
		p.pin = widgets.NewEntry(widgets.EntryLook{Secret: true, Limit: 12, SelectAll: true})
		p.pin.OnChanged = func(string) { p.field.SetError("") }
		p.pin.OnSubmitted = func(string) { p.enter() }
		p.pin.OnEscape = p.leave
		p.field = widgets.NewField(w.T("lock.pin", domain.Args{"name": one.Name}), p.pin, w.T("lock.pin.hint"))
		in := widgets.NewButton(widgets.ButtonLook{Word: w.T("lock.enter"), Kind: widgets.Primary, Key: "Enter"}, p.enter)
		parts = append(parts, space(8), p.field, space(8), widgets.NewRow(8, in, widgets.Gap()))
	}
	if fault != "" {
		parts = append(parts, space(8), widgets.NewBanner(widgets.BannerLook{Tone: theme.Late, Sentence: fault}, nil))
	}
	parts = append(parts, space(24), widgets.NewRow(0, widgets.NewLink(w.T("lock.forgot"), "", p.explain), widgets.Gap()))
	if p.forgot {
		parts = append(parts, space(8), widgets.NewParagraph(w.T("lock.forgot.what"), widgets.Second()),
			space(8), widgets.NewParagraph(cmp.Or(p.shell.env.prog.Command, "aftercare")+" people --reset \""+p.owner()+"\" --store \""+p.shell.env.prog.Store+"\"", widgets.Plain()))
	}
	return widgets.NewColumn(0, parts...)
}

func (p *lockPage) tile(i int, one desk.PersonRow) fyne.CanvasObject {
	w := p.shell.env.words
	parts := []fyne.CanvasObject{widgets.NewIcon("people", theme.Accent, 20), widgets.Grow(widgets.NewText(one.Name, widgets.Plain())),
		widgets.NewText(w.T("role."+string(one.Role)), widgets.Small())}
	if i < 9 {
		parts = append(parts, widgets.NewKeyHint(strconv.Itoa(i+1)))
	}
	tile := widgets.NewTile(widgets.NewSized(0, 40, widgets.NewInset(widgets.Inset{Left: 12, Right: 12}, widgets.NewRow(12, parts...))), func() { p.choose(one.ID) })
	tile.On = one.ID == p.chosen
	return tile
}

// owner is whose PIN an owner would give anew.
func (p *lockPage) owner() string {
	if one, ok := p.person(); ok {
		return one.Name
	}
	return p.people[0].Name
}

func (p *lockPage) person() (desk.PersonRow, bool) {
	for _, one := range p.people {
		if one.ID == p.chosen {
			return one, true
		}
	}
	return desk.PersonRow{}, false
}

func (p *lockPage) choose(id domain.ID) {
	p.chosen = id
	if one, ok := p.person(); ok && !one.Locked {
		p.enter()
		return
	}
	p.draw("")
}

func (p *lockPage) explain() {
	p.forgot = !p.forgot
	p.draw("")
}

// leave takes the choice back.
func (p *lockPage) leave() {
	if len(p.people) > 1 {
		p.chosen = 0
	}
	p.draw("")
}

// rune chooses by a digit, where no PIN is being typed.
func (p *lockPage) rune(r rune) {
	if i := int(r - '1'); i >= 0 && i < 9 && i < len(p.people) && p.pin == nil {
		p.choose(p.people[i].ID)
	}
}

func (p *lockPage) key(ev *fyne.KeyEvent) {
	if ev.Name == fyne.KeyEscape {
		p.leave()
	}
}

// enter tries the PIN.
func (p *lockPage) enter() {
	if p.busy {
		return
	}
	p.busy = true
	try := desk.SignIn{Person: p.chosen}
	if p.pin != nil {
		try.PIN = p.pin.Text()
	}
	e := p.shell.env
	run(e.work, nil, func(ctx context.Context) (desk.PersonRow, error) { return e.desk.SignIn(ctx, try) }, func(row desk.PersonRow, err error) {
		p.busy = false
		switch {
		case p.shell.locked != p:
		case err == nil:
			p.shell.enterAs(row)
		case p.field != nil && domain.As(err) != nil && domain.As(err).Field == "pin":
			p.pin.SetText("")
			p.field.SetError(e.words.Error(err))
			p.pin.Focus()
		default:
			p.draw(e.words.Error(err))
		}
	})
}

// menu is what can be done while nobody has come in.
func (p *lockPage) menu() *fyne.MainMenu {
	w := p.shell.env.words
	quit := fyne.NewMenuItem(w.T("action.quit"), p.shell.window.Close)
	quit.IsQuit = true
	return fyne.NewMainMenu(fyne.NewMenu(w.T("menu.file"), quit))
}
