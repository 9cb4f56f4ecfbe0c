package ui

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/shop"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// shell is what stands around every page: the menu, the rail, the
// search-and-scan box, the notice of what went wrong, and the page itself.
type shell struct {
	env    env
	app    fyne.App
	window fyne.Window
	shop   shop.Shop
	zone   *time.Location

	stage  *widgets.Stage
	rail   *widgets.Rail
	search *search
	saved  *fyne.Container
	clock  *widgets.Text
	head   *fyne.Container // the box, the clock, and the notice below them
	notice *fyne.Container
	body   *fyne.Container

	safe     *fyne.Container // how old the backups are
	safety   ticket
	host     *host  // nil where the window cannot change its program
	greeting string // said once the window is there, in the tone of greets
	greets   theme.Tone

	worn     dress
	drafts   *drafts
	people   []desk.PersonRow // who works here; none where one person works alone
	person   desk.PersonRow   // who is at the desk
	toasting ticket
	undoable int64 // the last step that a toast told of
	undoing  ticket
	undoItem *fyne.MenuItem // says what Undo would take back
	menuBar  *fyne.MainMenu
	hires    bool           // the first person is being added, by whoever is here
	chooser  *chooser       // the question for files while it is open
	locked   *lockPage      // in the place of all pages, nil while somebody works
	active   time.Time      // when somebody last did something
	letters  letters        // typed on a choice
	aside    map[string]any // what was typed by asideOf, who went out at leftAt
	asideOf  domain.ID
	leftAt   route
	pages    map[string]page
	hears    bool           // a look for what other programs did is under way
	keying   bool           // a key that nobody used is on its way through the page
	kept     map[string]any // of pages that are made anew, by key; see keeper
	current  string
	trail    []route // where Esc goes back to
	figures  ticket
	watched  ticket
	exports  ticket
	offered  []string // the files of the watched folder that were told of
	dirty    ticket
	setup    ticket
}

// newShell makes the shell of an app that wears worn already. load may follow at
// once; its answer finds the window that enter was given.
func newShell(app fyne.App, p *Program, work *tasks, worn dress) *shell {
	s := &shell{app: app, worn: worn, pages: map[string]page{}}
	s.env = env{desk: p.Desk, work: work, prog: p, shell: s}
	s.drafts = &drafts{shell: s, known: map[string]desk.Draft{}}
	work.settled = s.drafts.settled
	work.active = s.awake
	if work.caught == nil {
		work.caught = s.panicked
	}
	s.zone = time.UTC
	s.env.words = p.Catalogue.In(languageOf(""), s.zone).At(p.Now())
	return s
}

// enter moves into a window and keeps it up with the store and the clock.
func (s *shell) enter(window fyne.Window) {
	s.window = window
	window.SetCloseIntercept(s.quit)
	work := s.env.work
	s.env.desk.Store.Listen(func(changes []desk.Change) { work.tell(func() { work.byItself(func() { s.changed(changes) }) }) })
	work.every(time.Minute, s.minute)
	work.every(hearing, s.hear)
	work.every(offering*time.Second, s.offers)
}

// load reads the shop anew and builds the window in its language and look: the
// first start when there is no shop yet, else the page that the route names.
func (s *shell) load(r route) {
	run(s.env.work, &s.dirty, func(ctx context.Context) (opening, error) {
		return readOpening(ctx, s.env.desk, r.page == "today")
	}, func(o opening, err error) {
		if errors.Is(err, domain.Code("missing.shop")) {
			s.begin()
			return
		}
		if err != nil {
			s.env.prog.Log.WithField("code", "shop.load").Error("the shop cannot be read")
			s.window.SetContent(widgets.NewEmptyState(s.env.words.Error(err), "", nil))
			return
		}
		s.dress(o.setup.Shop, o.setup.Zone)
		s.people = o.setup.People
		s.build()
		if s.nobody() {
			s.askWho()
			return
		}
		if s.asideOf == s.person.ID && s.aside != nil {
			s.kept = s.aside
		}
		s.aside = nil
		s.begun(r, o)
	})
}

// build makes the shell's own parts and forgets all pages: they are made anew,
// in the words of now, when they are opened.
func (s *shell) build() {
	s.leaveChooser()
	s.kept = map[string]any{}
	for key, p := range s.pages {
		if k, ok := p.(keeper); ok {
			s.kept[key] = k.keep()
		}
	}
	s.pages = map[string]page{}
	s.drafts.live = nil
	s.rail = widgets.NewRail(s.railItems(), s.current, s.follows)
	s.search = newSearch(s.env)
	s.letters = letters{after: s.env.work.after, search: s.search.box.Type}
	s.clock = widgets.NewText("", widgets.TextStyle{Size: 12, Colour: theme.Ink3, Whole: true})
	s.saved = widgets.NewOver()
	s.showSaved(true)
	s.safe = widgets.NewOver()
	s.notice = widgets.NewOver()
	s.body = widgets.NewOver()
	top := widgets.NewSized(0, 48, widgets.NewInset(widgets.Inset{Left: 16, Right: 16},
		widgets.NewRow(12, widgets.Grow(widgets.NewAtMost(520, widgets.NewSized(0, 32, s.search.box))), s.safe, s.saved, s.clock)))
	s.head = widgets.NewColumn(0, top, widgets.NewHairline(), s.notice)
	page := widgets.NewPage([]fyne.CanvasObject{s.head}, widgets.NewOver(widgets.NewBox(theme.Surface, 0), s.body))
	root := container.New(&shellLayout{shell: s}, s.rail, page)
	s.stage = widgets.NewStage(widgets.NewOver(widgets.NewBox(theme.Ground, 0), root), s.env.work.after)
	s.stage.OnRune = s.rune
	s.stage.OnKey = s.key
	s.stage.OnCut = s.cut
	s.tick()
}

// mount puts the parts into the window. The menu comes first, as it takes its
// height from the content; what is in the parts by then is laid out once.
func (s *shell) mount() {
	s.window.SetMainMenu(s.menu())
	s.window.Canvas().SetOnTypedRune(s.rune) // while nothing at all has the keyboard
	s.window.Canvas().SetOnTypedKey(s.key)
	s.window.SetContent(s.stage)
	s.window.SetOnDropped(s.dropped)
	s.window.SetTitle(s.title())
}

// railItems lists the places: those of the day, those of the books, and at the
// foot the settings and who sits here.
func (s *shell) railItems() []widgets.RailItem {
	w := s.env.words
	items := []widgets.RailItem{}
	for _, p := range places {
		items = append(items, widgets.RailItem{Key: p.key, Icon: p.icon, Word: w.T("page." + p.key), Foot: p.foot})
		if p.line {
			items = append(items, widgets.RailItem{})
		}
	}
	who := s.shop.Person
	switch {
	case s.person.ID != 0:
		who = s.person.Name
	case who == "":
		who = w.T("role.owner")
	}
	if s.shop.Sample {
		items = append(items, widgets.RailItem{Key: "sample", Icon: "flag", Word: w.T("shell.sample"), Foot: true, Still: true})
	}
	return append(items, widgets.RailItem{Key: "person", Icon: "people", Word: who, Foot: true, Still: s.person.ID == 0})
}

// follows goes where the rail says: to a page, or out.
func (s *shell) follows(key string) {
	if key == "person" {
		s.lock()
		return
	}
	s.open(route{page: key})
}

// open goes to a place. A page that holds something unsaved is asked first, and
// lets go later or not at all.
func (s *shell) open(r route) {
	if g, ok := s.page().(guard); ok && s.current != r.page && !g.leave(func() { s.open(r) }) {
		s.rail.SetCurrent(railKey(s.current))
		return
	}
	p := s.pageOf(r.page)
	if s.current != "" && s.current != r.page {
		s.trail = append(s.trail, s.here(r))
		if len(s.trail) > 20 {
			s.trail = s.trail[1:]
		}
	}
	s.quiet()
	s.turn(r.page, p)
	s.body.Refresh()
	if r.do != "" {
		s.drafts.via = r
	}
	p.open(r)
}

// here is the open page, to come back to: with its record, where the one that
// follows is about it.
func (s *shell) here(next route) route {
	r := route{page: s.current}
	if m, ok := s.page().(messenger); ok {
		if of, id := m.about(); id == next.id && s.current != "money" && strings.HasPrefix(next.do, of) { // the books keep their place themselves
			r.id = id
		}
	}
	return r
}

// pageOf is a page by its key, made where it was not open yet.
func (s *shell) pageOf(key string) page {
	p, ok := s.pages[key]
	if !ok {
		p = newPage(s.env, key)
		s.pages[key] = p
		if k, ok := p.(keeper); ok && s.kept[key] != nil {
			k.regain(s.kept[key])
			delete(s.kept, key)
		}
	}
	return p
}

// turn makes a page the one that is open.
func (s *shell) turn(key string, p page) {
	s.current = key
	if s.stage != nil {
		s.stage.HideTip()
	}
	s.search.settle(key == "intake")
	s.rail.SetCurrent(railKey(key))
	s.body.Objects = []fyne.CanvasObject{p.view()}
}

// page is the one that is open.
func (s *shell) page() page { return s.pages[s.current] }

// rune is told of letters typed where no field has the keyboard: they are a
// scan, unless the page has a use for single ones.
func (s *shell) rune(r rune) {
	defer s.env.work.rescued()
	s.awake()
	if s.chooser != nil {
		s.chooser.letter(r)
		return
	}
	if p, ok := s.page().(interface{ typed(r rune) }); ok {
		p.typed(r)
		return
	}
	s.letters.typed(s.window.Canvas().Focused(), r)
}

// key is told of keys that nothing else had a use for. A page may hand a key to
// its list, and the list hands back what it has no use for: such a key, Ctrl
// alone for one, ends here.
func (s *shell) key(ev *fyne.KeyEvent) {
	if s.keying {
		return
	}
	s.keying = true
	defer s.env.work.rescued()
	s.awake()
	defer func() { s.keying = false }()
	if s.chooser != nil {
		s.chooser.bare(ev)
		return
	}
	switch ev.Name {
	case fyne.KeyEscape:
		s.back()
		return
	case fyne.KeyF1:
		s.showHelp("keys")
		return
	}
	switch p, ok := s.page().(interface{ key(*fyne.KeyEvent) bool }); {
	case ok:
		p.key(ev)
	case ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter:
		s.env.primaryOf(s.page().actions())
	}
}

// back takes one step back: inside the page, else to the page before.
func (s *shell) back() {
	if len(s.notice.Objects) > 0 {
		s.quiet()
		return
	}
	if s.page().back() || len(s.trail) == 0 {
		return
	}
	r := s.trail[len(s.trail)-1]
	if g, ok := s.page().(guard); ok && !g.leave(s.back) {
		return
	}
	s.trail = s.trail[:len(s.trail)-1]
	s.current = ""
	s.open(r)
}

// do runs an action of the open page by its key; one that the page does not
// offer now says so.
func (s *shell) do(key string) {
	all := s.page().actions()
	i := slices.IndexFunc(all, func(a action) bool { return a.key == key })
	if i < 0 {
		i = slices.IndexFunc(all, func(a action) bool { return a.as == key })
	}
	switch {
	case i < 0:
		s.say(theme.Info, s.env.words.T("notice.not_here", domain.Args{"action": s.env.words.T("action." + key)}))
	case all[i].refused != "":
		s.say(theme.Info, all[i].refused)
	default:
		s.act(all[i])
	}
}

// fail says what went wrong, on top of the page, until the next step.
func (s *shell) fail(err error) {
	if err == nil || errors.Is(err, context.Canceled) || s.nobody() || s.hires {
		return
	}
	if domain.As(err) == nil {
		s.env.prog.Log.WithField("code", "internal").Error("a task failed")
	}
	s.doubt(err)
	s.say(theme.Late, s.env.words.Error(err))
}

// act takes a step of the open page. A form that it opens is known by it.
func (s *shell) act(a action) {
	defer s.env.work.rescued()
	s.drafts.via = route{page: s.current, do: a.key}
	if p, ok := s.page().(opener); ok {
		s.drafts.via.id = p.recordID()
	}
	a.run()
}

// say shows one sentence on top of the page, in a tone.
func (s *shell) say(tone theme.Tone, sentence string) {
	s.tell(widgets.BannerLook{Tone: tone, Sentence: sentence, Link: s.env.words.T("action.dismiss")}, s.quiet)
}

// cut says how much of what was pasted did not fit in a field.
func (s *shell) cut(lost, limit int) {
	w := s.env.words
	s.say(theme.Warn, w.T("notice.cut", domain.Args{"lost": w.Number(int64(lost)), "limit": w.Number(int64(limit))}))
}

// tell shows a banner on top of the page until the next step.
func (s *shell) tell(look widgets.BannerLook, follow func()) {
	banner := widgets.NewBanner(look, follow)
	s.notice.Objects = []fyne.CanvasObject{widgets.NewInset(widgets.Inset{Left: 16, Top: 8, Right: 16, Bottom: 8}, banner)}
	s.notice.Refresh()
	s.stage.Refresh()
}

// quiet takes the notice away.
func (s *shell) quiet() {
	if len(s.notice.Objects) == 0 {
		return
	}
	s.notice.Objects = nil
	s.notice.Refresh()
	s.stage.Refresh() // the page takes the room
}

// toast says what was done, for six seconds, and offers to take it back; where
// that cannot be done it says why not.
func (s *shell) toast(words string) {
	run(s.env.work, &s.toasting, s.env.desk.LastStep, func(step desk.Step, err error) {
		fresh := err == nil && step.Seq > s.undoable && s.env.now().Sub(step.At) < 10*time.Second
		if fresh {
			s.undoable = step.Seq
		}
		if fresh && step.Why != "" && step.Why != "settings" { // those are changed back where they were changed
			words = s.env.words.T("undo.toast", domain.Args{"done": strings.TrimRight(words, ".。"), "why_key": "undo.why." + step.Why})
		}
		s.showToast(words, fresh && step.Why == "")
	})
}

func (s *shell) showToast(words string, undo bool) {
	word := ""
	if undo {
		word = s.env.words.T("action.undo")
	}
	t := widgets.NewToast(words, word, shortcutOf["undo"].hint, s.undo)
	t.Left = s.railWidth() + theme.Current().Px(16)
	if p, ok := s.page().(interface{ foot() float32 }); ok {
		t.Foot = p.foot()
	}
	s.stage.ShowToast(t)
}
