package ui

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"aftercare/domain/desk"
	"aftercare/domain/parcel"
	"aftercare/ui/present"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// search is the search-and-scan box on top of every page. What is typed is
// looked up as it is typed, the last key wins; a code that names one thing opens
// it. On Intake the box belongs to the desk: every code is a parcel.
type search struct {
	env    env
	box    *widgets.ScanEntry
	drop   *widgets.SearchDrop
	typing ticket
	hits   []desk.Hit
	intake bool
}

const searchHits = 12

func newSearch(e env) *search {
	s := &search{env: e}
	s.box = widgets.NewScanEntry(widgets.EntryLook{Placeholder: e.words.T("search.hint"), Lead: "search", Key: "Ctrl K", SelectAll: true}, e.work.after)
	s.box.OnQuery = s.typed
	s.box.OnCode = s.code
	s.box.OnMove = func(step int) { s.drop.Step(step) }
	s.box.OnEscape = s.leave
	s.box.OnLeave = func(string) { s.env.shell.stage.HideDrop() }
	s.drop = widgets.NewSearchDrop(widgets.NewKeysFoot("", "Enter", e.words.T("search.open"), "Esc", e.words.T("search.leave")), s.choose)
	return s
}

// settle makes the box the desk's on Intake, and the search box elsewhere.
func (s *search) settle(intake bool) {
	s.intake = intake
	if intake {
		s.box.SetPlaceholder(s.env.words.T("search.scan"))
	} else {
		s.box.SetPlaceholder(s.env.words.T("search.hint"))
	}
	s.leaveDrop()
}

func (s *search) focus() { s.box.Focus() }

func (s *search) leave() {
	s.leaveDrop()
	s.box.SetText("")
	s.env.shell.window.Canvas().Unfocus()
}

func (s *search) leaveDrop() {
	if s.env.shell.stage != nil {
		s.env.shell.stage.HideDrop()
	}
}

func (s *search) typed(query string) {
	if s.intake {
		if p, ok := s.env.shell.page().(interface{ boxed(text string) }); ok {
			p.boxed(query)
		}
		return
	}
	if query == "" {
		s.leaveDrop()
		return
	}
	s.look(query, s.env.desk.Search, func(hits []desk.Hit) {
		s.hits = hits
		if len(hits) > 0 {
			s.show(query, "")
			return
		}
		s.show(query, "search.looking")
		s.inside(query, func() { s.show(query, "search.nothing") })
	})
}

// look asks beside the screen; a later question takes its place.
func (s *search) look(query string, ask func(context.Context, string, int) ([]desk.Hit, error), then func([]desk.Hit)) {
	run(s.env.work, &s.typing, func(ctx context.Context) ([]desk.Hit, error) { return ask(ctx, query, searchHits) },
		func(hits []desk.Hit, err error) {
			if err != nil {
				s.env.shell.fail(err)
				return
			}
			then(hits)
		})
}

// inside looks for what has the query inside a word, which takes a moment in a
// large shop.
func (s *search) inside(query string, then func()) {
	s.look(query, s.env.desk.SearchInside, func(hits []desk.Hit) {
		s.hits = hits
		then()
	})
}

// show lists the hits; without any it says what the key does.
func (s *search) show(query, none string) {
	w := s.env.words
	var found []widgets.Found
	group := ""
	for i, h := range s.hits {
		if h.Entity != group {
			group = h.Entity
			found = append(found, widgets.Found{Group: w.T("search.group." + group)})
		}
		found = append(found, widgets.Found{Key: strconv.Itoa(i), Icon: iconOf(h.Entity), Number: present.Short(h.Number), Name: h.Who, What: h.What})
	}
	if len(s.hits) == 0 {
		found = append(found, widgets.Found{Group: w.T(none)})
	}
	s.drop.SetFound(query, found)
	s.env.shell.stage.ShowDrop(s.drop, func(size fyne.Size) (x, y, width, height float32) {
		px := theme.Current().Px
		return s.env.shell.railWidth() + px(16), px(44), min(px(632), size.Width-s.env.shell.railWidth()-px(32)), s.drop.MinSize().Height
	})
}

func iconOf(entity string) string {
	return map[string]string{"order": "orders", "case": "cases", "parcel": "intake", "repair": "repairs", "customer": "customers", "unit": "products", "refund": "money", "goodwill": "money", "claim": "money"}[entity]
}

// code is a whole code: scanned, or typed and sent with Enter. The marked hit is
// taken where the drop shows one, else what the code names.
func (s *search) code(code string) {
	if s.intake {
		if !s.box.Busy() { // the next scan keeps the keyboard
			s.env.shell.window.Canvas().Unfocus()
		}
		if p, ok := s.env.shell.page().(interface{ scan(code string) }); ok {
			p.scan(code)
		}
		return
	}
	s.look(code, s.env.desk.Search, func(hits []desk.Hit) {
		s.hits = hits
		if len(hits) > 0 {
			s.take(code)
			return
		}
		s.inside(code, func() { s.take(code) })
	})
}

// take opens the hit that is meant, or says that there is none.
func (s *search) take(code string) {
	if i := best(s.hits, s.drop.Marked()); i >= 0 {
		s.choose(strconv.Itoa(i))
		return
	}
	s.leaveDrop()
	s.env.shell.say(theme.Info, s.env.words.T("search.unknown", map[string]any{"code": parcel.Read(code).Text}))
}

// best is the hit that Enter opens: the marked one, the only one that the code
// names whole, or the first; -1 for none.
func best(hits []desk.Hit, marked string) int {
	exact := -1
	for i, h := range hits {
		if h.Exact && exact < 0 {
			exact = i
		}
	}
	if i, err := strconv.Atoi(marked); err == nil && i < len(hits) && (exact < 0 || i > 0) {
		return i
	}
	if exact >= 0 {
		return exact
	}
	return min(len(hits), 1) - 1
}

func (s *search) choose(key string) {
	i, err := strconv.Atoi(key)
	if err != nil || i < 0 || i >= len(s.hits) {
		return
	}
	h := s.hits[i]
	s.leave()
	switch h.Entity {
	case "order":
		s.env.shell.open(route{page: "orders", id: h.ID})
	case "case":
		s.env.shell.open(route{page: "cases", id: h.ID})
	case "repair":
		s.env.shell.open(route{page: "repairs", id: h.ID})
	case "parcel":
		s.env.shell.open(route{page: "intake", id: h.ID})
	case "refund":
		s.env.shell.open(route{page: "money", id: h.ID})
	case "goodwill":
		s.env.shell.open(route{page: "money", id: h.ID, do: "goodwill"})
	case "claim":
		s.env.shell.open(route{page: "money", id: h.ID, do: "claims"})
	case "unit":
		s.env.shell.open(route{page: "products", do: "serial:" + h.Number})
	case "customer":
		s.env.shell.open(route{page: "orders", id: h.ID, do: "customer"})
	}
}
