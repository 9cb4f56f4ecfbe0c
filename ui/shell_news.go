package ui

import (
	"context"
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// changed is told of every commit, ours and other desks'.
func (s *shell) changed(changes []desk.Change) {
	if s.stage == nil {
		return
	}
	if slices.ContainsFunc(changes, func(c desk.Change) bool { return c.Entity == "shop" || c.Entity == "person" }) {
		s.follow()
	}
	if s.nobody() {
		return
	}
	s.showSaved(true)
	s.count()
	s.lookUndo()
	if p := s.page(); p != nil {
		p.reload()
	}
}

// hearing is how often the window looks for what the commands beside it, or
// another desk, have changed.
const hearing = 2 * time.Second

// hear looks once; what it finds comes through changed. A look that fails says
// nothing: the next step on the store meets the same fault, and says it.
func (s *shell) hear() {
	if s.hears || s.stage == nil {
		return
	}
	s.hears = true
	run(s.env.work, nil, func(ctx context.Context) (bool, error) { return true, s.env.desk.Store.Hear(ctx) }, func(bool, error) { s.hears = false })
}

// follow takes over settings of the shop that were saved, here or at another
// desk. The window is made anew only where its words or measures change; the
// page stays where it was.
func (s *shell) follow() {
	run(s.env.work, &s.setup, s.env.desk.Setup, func(setup desk.Setup, err error) {
		if err != nil {
			return
		}
		if !slices.EqualFunc(setup.People, s.people, sameToOthers) {
			s.meet(setup.People)
		}
		if setup.Shop.Version == s.shop.Version {
			return
		}
		old := s.shop
		s.dress(setup.Shop, setup.Zone)
		if s.nobody() {
			s.askWho()
			return
		}
		if old.Language != s.shop.Language || old.Zone != s.shop.Zone || old.Scale != s.shop.Scale {
			s.build()
			s.mount()
			s.open(route{page: s.current})
			s.count()
			return
		}
		s.window.SetTitle(s.title())
		s.rail.SetItems(s.railItems())
		s.rail.SetCurrent(railKey(s.current))
		s.count()
	})
}

// sameToOthers leaves out the version: each PIN that is tried counts there.
func sameToOthers(a, b desk.PersonRow) bool {
	a.Version, b.Version = 0, 0
	return a == b
}

// meet takes over who works here. Who left, and who is at the desk without
// being one of them, is out.
func (s *shell) meet(people []desk.PersonRow) {
	if s.hires {
		return
	}
	s.people = people
	i := slices.IndexFunc(people, func(p desk.PersonRow) bool { return p.ID == s.person.ID })
	switch {
	case i >= 0:
		s.person = people[i]
	case s.person.ID != 0:
		s.lock()
		return
	}
	if s.nobody() {
		s.askWho()
		return
	}
	s.rail.SetItems(s.railItems())
	s.rail.SetCurrent(railKey(s.current))
}

func (s *shell) title() string { return s.shop.Name + " - " + s.env.words.T("app.name") }

// showSaved is the one place that says whether all is kept.
func (s *shell) showSaved(all bool) {
	w := s.env.words
	mark := widgets.NewRow(6, widgets.NewShape(theme.Tick, theme.Ok, 16), widgets.NewText(w.T("shell.saved"), widgets.TextStyle{Size: 12, Colour: theme.OkInk}))
	if !all {
		mark = widgets.NewRow(6, widgets.NewShape(theme.Octagon, theme.Late, 16), widgets.NewText(w.T("shell.not_saved"), widgets.TextStyle{Size: 12, Colour: theme.LateInk}))
	}
	s.saved.Objects = []fyne.CanvasObject{mark}
	s.saved.Refresh()
	if s.head != nil {
		s.head.Refresh() // a longer word needs more room
	}
}

// storeFaults are those after which nothing that is typed is kept, until something
// is again.
var storeFaults = []string{"store.full", "store.damaged", "store.unreachable", "store.missing", "store.gone", "store.read_only", "store.busy"}

// doubt says that a change was not kept where the store is why.
func (s *shell) doubt(err error) {
	if e := domain.As(err); e != nil && slices.Contains(storeFaults, e.Code) && s.saved != nil {
		s.showSaved(false)
	}
}

// minute moves the clock and what depends on it; a new day rebuilds the words.
func (s *shell) minute() {
	if s.stage == nil {
		return
	}
	s.env.words = s.env.words.At(s.env.now())
	s.doze()
	if s.nobody() {
		return
	}
	s.tick()
	s.lookSafe()
	if p := s.page(); p != nil {
		p.reload()
	}
}

func (s *shell) tick() {
	s.clock.Set(s.env.words.FullMoment(s.env.now()))
	s.head.Refresh() // a longer moment needs more room
}

// count refreshes the figures beside the rail's words.
func (s *shell) count() {
	run(s.env.work, &s.figures, s.env.desk.Figures, func(f desk.Figures, err error) {
		if err == nil && s.rail != nil {
			s.showFigures(f)
		}
	})
}

func (s *shell) showFigures(f desk.Figures) {
	for key, n := range map[string]int{"today": f.Today, "cases": f.Cases, "intake": f.Intake, "repairs": f.Repairs, "money": f.Money} {
		word := ""
		if n > 0 {
			word = strconv.Itoa(n)
		}
		s.rail.SetCount(key, word)
	}
}
