package ui

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/parcel"
	"aftercare/domain/stock"
	"aftercare/ui/present"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// checklistSection is what the intake desk looks at, by category of goods: the
// items in their order, each required or not.
type checklistSection struct {
	page   *settingsPage
	saved  map[string][]parcel.Item
	drafts map[string][]parcel.Item // of the categories that were changed
	chosen string

	list  *widgets.Table
	items *fyne.Container
	head  *fyne.Container
	bar   *saveBar
	root  fyne.CanvasObject

	furniture *intakeFurniture
}

func newChecklistSection(p *settingsPage) section {
	s := &checklistSection{page: p, saved: map[string][]parcel.Item{}, drafts: map[string][]parcel.Item{}, chosen: stock.Categories()[0]}
	w := p.env.words
	s.list = widgets.NewTable([]widgets.Column{{Key: "name", Weight: 1}})
	s.list.HideHead = true
	s.list.Length = func() int { return len(stock.Categories()) }
	s.list.Row = func(i int) widgets.RowData {
		category := stock.Categories()[i]
		cell := widgets.Cell{Text: w.T("category." + category)}
		if _, changed := s.drafts[category]; changed {
			cell.Icon, cell.Tip = "edit", w.T("settings.channel.unsaved")
		}
		return widgets.RowData{Cells: []widgets.Cell{cell}}
	}
	s.list.OnSelected = func(i int) { s.choose(stock.Categories()[i]) }
	left := widgets.NewPage([]fyne.CanvasObject{widgets.NewPageHeader(w.T("settings.section.checklists"), nil)}, s.list)
	s.items, s.head = widgets.NewColumn(0), widgets.NewOver()
	s.bar = p.newBar(w.T("settings.keep_list"))
	s.furniture = newIntakeFurniture(p.env)
	right := widgets.NewPage([]fyne.CanvasObject{s.head}, widgets.NewBody(settingsRoom, 0, s.items, s.furniture.root), s.bar.root)
	pair := widgets.NewMasterDetail(left, right, 0)
	pair.ListWidth, pair.Narrow = 184, 500
	s.root = pair
	return s
}

func (s *checklistSection) view() fyne.CanvasObject { return s.root }

func (s *checklistSection) show(setup desk.Setup) {
	for _, c := range setup.Checklists {
		s.saved[c.Category] = c.Items
	}
	s.choose(s.chosen)
	s.furniture.read()
}

func (s *checklistSection) choose(category string) {
	s.chosen = category
	s.draw()
}

// now are the chosen category's items as they stand on screen.
func (s *checklistSection) now() []parcel.Item {
	if d, ok := s.drafts[s.chosen]; ok {
		return d
	}
	return s.saved[s.chosen]
}

// put takes changed items over; those that equal what is saved are no change.
func (s *checklistSection) put(items []parcel.Item) {
	if slices.Equal(items, s.saved[s.chosen]) {
		delete(s.drafts, s.chosen)
	} else {
		s.drafts[s.chosen] = items
	}
	s.draw()
}

func (s *checklistSection) draw() {
	w := s.page.env.words
	items := s.now()
	s.list.Refresh()
	s.list.SetSelected(slices.Index(stock.Categories(), s.chosen))
	s.head.Objects = []fyne.CanvasObject{widgets.NewPageHeader(w.T("category."+s.chosen), widgets.NewText(strconv.Itoa(len(items)), widgets.Third()), s.adder(items))}
	s.head.Refresh()
	s.items.RemoveAll()
	s.items.Add(widgets.NewInset(widgets.Inset{Bottom: 8}, widgets.NewParagraph(w.T("settings.list.how"), widgets.Small())))
	for i := range items {
		s.items.Add(s.row(items, i))
		s.items.Add(widgets.NewHairline())
	}
	if len(items) == 0 {
		s.items.Add(widgets.NewText(w.T("settings.list.empty"), widgets.Third()))
	}
	s.items.Add(s.ownAsker())
	s.items.Refresh()
	s.bar.set(s.touched(), w.T("action.save"))
}

// adder offers what is not yet on the list.
func (s *checklistSection) adder(items []parcel.Item) fyne.CanvasObject {
	w := s.page.env.words
	var more []widgets.Option
	for _, code := range parcel.Looks() {
		if !slices.ContainsFunc(items, func(i parcel.Item) bool { return i.Code == code }) {
			more = append(more, widgets.Option{Key: code, Word: w.T("check." + code)})
		}
	}
	add := widgets.NewMenuButton(widgets.ButtonLook{Word: w.T("settings.list.add"), Icon: "plus"}, more, func(code string) {
		s.put(append(slices.Clone(s.now()), parcel.Item{Code: code, Required: true}))
	})
	if len(more) == 0 {
		add.SetRefused(w.T("settings.list.all"))
	}
	return add
}

// ownItem adds an item of the shop's own, in its own words.
func (s *checklistSection) ownItem(word string) {
	word = strings.TrimSpace(word)
	if word == "" {
		return
	}
	n := 1
	for slices.ContainsFunc(s.now(), func(i parcel.Item) bool { return i.Code == parcel.OwnItem+strconv.Itoa(n) }) {
		n++
	}
	s.put(append(slices.Clone(s.now()), parcel.Item{Code: parcel.OwnItem + strconv.Itoa(n), Word: word, Required: true}))
}

// ownAsker is the field in which an item of the shop's own is written.
func (s *checklistSection) ownAsker() fyne.CanvasObject {
	w := s.page.env.words
	entry := widgets.NewEntry(widgets.EntryLook{Placeholder: w.T("settings.list.own"), Limit: domain.MaxLine})
	entry.OnSubmitted = s.ownItem
	return widgets.NewInset(widgets.Inset{Top: 12}, widgets.NewAtMost(360, widgets.NewSized(0, 32, entry)))
}

func (s *checklistSection) row(items []parcel.Item, i int) fyne.CanvasObject {
	w := s.page.env.words
	change := func(f func([]parcel.Item) []parcel.Item) func() {
		return func() { s.put(f(slices.Clone(items))) }
	}
	tool := func(icon, tip string, refused bool, do func()) fyne.CanvasObject {
		b := widgets.NewButton(widgets.ButtonLook{Icon: icon, Kind: widgets.Quiet, Tip: w.T(tip)}, do)
		if refused {
			b.SetRefused(w.T(tip + ".not"))
		}
		return b
	}
	swap := func(to int) func() {
		return change(func(l []parcel.Item) []parcel.Item { l[i], l[to] = l[to], l[i]; return l })
	}
	flag := func(key string, at func(*parcel.Item) *bool) fyne.CanvasObject {
		return widgets.NewCheck(w.T("settings.list."+key), *at(&items[i]), func(on bool) {
			change(func(l []parcel.Item) []parcel.Item { *at(&l[i]) = on; return l })()
		})
	}
	number := widgets.NewText(strconv.Itoa(i+1), widgets.TextStyle{Colour: theme.Ink3, Align: fyne.TextAlignTrailing})
	return widgets.NewSized(0, 40, widgets.NewRow(8,
		widgets.NewSized(24, 0, number), widgets.Grow(widgets.NewText(present.CheckWord(w, items[i]), widgets.Plain())),
		flag("required", func(it *parcel.Item) *bool { return &it.Required }),
		flag("photo", func(it *parcel.Item) *bool { return &it.Photo }),
		flag("voids", func(it *parcel.Item) *bool { return &it.Voids }),
		tool("up", "settings.list.up", i == 0, swap(i-1)),
		tool("down", "settings.list.down", i == len(items)-1, swap(i+1)),
		tool("trash", "settings.list.remove", false, change(func(l []parcel.Item) []parcel.Item { return slices.Delete(l, i, i+1) })),
	))
}

func (s *checklistSection) touched() bool { return len(s.drafts) > 0 }

func (s *checklistSection) ask(asking bool) {
	if _, changed := s.drafts[s.chosen]; asking && !changed {
		for _, category := range slices.Sorted(maps.Keys(s.drafts)) {
			s.choose(category)
			break
		}
	}
	s.bar.ask(asking)
}

func (s *checklistSection) discard() {
	clear(s.drafts)
	s.draw()
}

// save keeps every category that was changed, one after the other.
func (s *checklistSection) save(then func()) {
	if len(s.drafts) == 0 {
		then()
		return
	}
	category := slices.Sorted(maps.Keys(s.drafts))[0]
	draft := parcel.Checklist{Category: category, Items: s.drafts[category]}
	e := s.page.env
	run(e.work, nil, func(ctx context.Context) (parcel.Checklist, error) { return e.desk.SaveChecklist(ctx, draft) },
		func(saved parcel.Checklist, err error) {
			if err != nil {
				s.choose(category)
				e.shell.fail(err)
				return
			}
			s.saved[category] = saved.Items
			delete(s.drafts, category)
			s.draw()
			s.save(then)
		})
}

func (s *checklistSection) keep() any { return s.drafts }

func (s *checklistSection) regain(kept any) {
	if drafts, ok := kept.(map[string][]parcel.Item); ok {
		s.drafts = drafts
		s.draw()
	}
}
