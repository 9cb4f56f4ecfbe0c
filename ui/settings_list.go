package ui

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/ui/widgets"
)

// listSection is a section of Settings that is a list beside the form of what is
// chosen in it. A form is made when its thing is first looked at, and keeps what
// is typed while another one is looked at. What is being added has the zero key
// until it is saved.
type listSection[K comparable, T any] struct {
	page   *settingsPage
	of     listOf[K, T]
	all    []T
	chosen K
	fresh  *T // being added, nil for nothing
	forms  map[K]*listForm[T]

	list    *widgets.Table
	count   *widgets.Text
	right   *fyne.Container
	root    fyne.CanvasObject
	reading ticket
	arrived bool // the list was read once
}

// listOf says what a section is a list of.
type listOf[K comparable, T any] struct {
	key   string            // settings.section.<key>
	added string            // the word of what is being added
	adds  string            // what the plus says
	id    func(T) K         // what a thing is known by
	name  func(T) string    // what the list and the form's head call it
	gone  func(T) bool      // it is used no more; nil: none ever is
	level func(T) int       // how far it stands in below the one above; nil: no tree
	begin func() T          // what a new one begins as
	add   fyne.CanvasObject // adds one; nil: the plus, with begin

	read  func(desk.Setup) []T                   // where the settings hold them, else nil
	load  func(ctx context.Context) ([]T, error) // else, where they are read
	form  func(*listSection[K, T], T) *listForm[T]
	store func(ctx context.Context, t T) (T, error)

	saving func(saving bool) // told as one is being kept, and as that is over; may be nil
	stored func(was, is T)   // told once one is kept, may be nil
	anew   bool              // a form is made anew of what is kept: its questions depend on it
	secret []string          // the questions of which nothing outlives the page
	none   func() fyne.CanvasObject
}

// listForm is the form of one thing of a list.
type listForm[T any] struct {
	sheet *sheet[T]
	bar   *saveBar
	head  *fyne.Container
	root  fyne.CanvasObject
	shown func(T) // told what the form is about now
}

const listWidth = 204

func newListSection[K comparable, T any](p *settingsPage, of listOf[K, T]) *listSection[K, T] {
	s := &listSection[K, T]{page: p, of: of, forms: map[K]*listForm[T]{}}
	w := p.env.words
	s.list = widgets.NewTable([]widgets.Column{{Key: "name", Weight: 1}})
	s.list.HideHead = true
	s.list.Length = func() int { return len(s.items()) }
	s.list.Row = func(i int) widgets.RowData { return s.row(s.items()[i]) }
	s.list.OnSelected = func(i int) { s.choose(s.of.id(s.items()[i])) }
	s.count, s.right = widgets.NewText("", widgets.Third()), widgets.NewOver()
	add := of.add
	if add == nil {
		add = widgets.NewButton(widgets.ButtonLook{Icon: "plus", Kind: widgets.Quiet, Tip: w.T(of.adds)}, func() { s.add(s.of.begin()) })
	}
	left := widgets.NewPage([]fyne.CanvasObject{widgets.NewPageHeader(w.T("settings.section."+of.key), s.count, add)}, s.list)
	pair := widgets.NewMasterDetail(left, s.right, 0)
	pair.ListWidth, pair.Narrow = listWidth, 500
	s.root = pair
	return s
}

func (s *listSection[K, T]) view() fyne.CanvasObject { return s.root }

func (s *listSection[K, T]) row(t T) widgets.RowData {
	w, cell := s.page.env.words, widgets.Cell{Text: s.nameOf(t)}
	if s.of.gone != nil && s.of.gone(t) {
		cell.Tone, cell.Tip = "muted", w.T("settings.channel.archived")
	}
	if f := s.forms[s.of.id(t)]; f != nil && f.sheet.touched() {
		cell.Icon, cell.Tip = "edit", w.T("settings.channel.unsaved")
	}
	if s.of.level != nil && s.of.level(t) > 0 {
		cell.Text = "    " + cell.Text
	}
	return widgets.RowData{Cells: []widgets.Cell{cell}}
}

// nameOf is what a thing is called; one that is being added has its own word.
func (s *listSection[K, T]) nameOf(t T) string {
	if s.new(t) {
		return s.page.env.words.T(s.of.added)
	}
	return s.of.name(t)
}

// new says whether a thing is not kept yet.
func (s *listSection[K, T]) new(t T) bool {
	var zero K
	return s.of.id(t) == zero
}

// items are the things of the list, what is being added last.
func (s *listSection[K, T]) items() []T {
	if s.fresh == nil {
		return s.all
	}
	return append(slices.Clone(s.all), *s.fresh)
}

func (s *listSection[K, T]) at(key K) int {
	return slices.IndexFunc(s.items(), func(t T) bool { return s.of.id(t) == key })
}

// show takes over what is kept by now; what is typed stays.
func (s *listSection[K, T]) show(setup desk.Setup) {
	if s.of.read != nil {
		s.take(s.of.read(setup))
		return
	}
	run(s.page.env.work, &s.reading, s.of.load, func(all []T, err error) {
		if err == nil { // else the page says why the settings cannot be read
			s.take(all)
		}
	})
}

func (s *listSection[K, T]) take(all []T) {
	s.all = all
	defer s.arrive()
	for _, t := range all {
		if f := s.forms[s.of.id(t)]; f != nil {
			f.show(t)
		}
	}
	s.count.Set(strconv.Itoa(len(all)))
	if s.at(s.chosen) < 0 && len(all) > 0 {
		s.chosen = s.of.id(all[0])
	}
	s.choose(s.chosen)
}

// arrive tells the page, once, that the section can take what was kept of it.
func (s *listSection[K, T]) arrive() {
	if !s.arrived {
		s.arrived = true
		s.page.giveBack()
	}
}

func (s *listSection[K, T]) ready() bool { return s.arrived }

func (f *listForm[T]) show(t T) {
	f.sheet.show(t)
	f.shown(t)
}

// heads names what the form is about.
func (f *listForm[T]) heads(name, what string, right ...fyne.CanvasObject) {
	f.head.Objects = []fyne.CanvasObject{widgets.NewPageHeader(name, widgets.NewText(what, widgets.Second()), right...)}
	f.head.Refresh()
}

// choose shows the form of a thing, or what it means that there is nothing.
func (s *listSection[K, T]) choose(key K) {
	i := s.at(key)
	if i < 0 {
		if s.of.none != nil {
			s.right.Objects = []fyne.CanvasObject{s.of.none()}
			s.right.Refresh()
		}
		return
	}
	t := s.items()[i]
	s.chosen = key
	f := s.forms[key]
	if f == nil {
		f = s.of.form(s, t)
		s.forms[key] = f
		f.show(t)
	}
	s.list.Refresh()
	s.list.SetSelected(i)
	s.right.Objects = []fyne.CanvasObject{f.root}
	s.right.Refresh()
}

// add begins a thing; it is kept once it is saved.
func (s *listSection[K, T]) add(t T) {
	var zero K
	s.fresh = &t
	delete(s.forms, zero)
	s.choose(zero)
	s.forms[zero].sheet.questions[0].field.Focus()
}

// current is the form in sight, nil for none.
func (s *listSection[K, T]) current() *listForm[T] { return s.forms[s.chosen] }

func (s *listSection[K, T]) touched() bool {
	if s.fresh != nil {
		return true
	}
	for _, f := range s.forms {
		if f.sheet.touched() {
			return true
		}
	}
	return false
}

// ask turns the bar of what is unsaved into the question: of the form in sight
// where it has something, else of the first that has.
func (s *listSection[K, T]) ask(asking bool) {
	unsaved := func(t T) bool {
		f := s.forms[s.of.id(t)]
		return f != nil && (s.new(t) || f.sheet.touched())
	}
	items := s.items()
	if i := s.at(s.chosen); asking && (i < 0 || !unsaved(items[i])) {
		if first := slices.IndexFunc(items, unsaved); first >= 0 {
			s.choose(s.of.id(items[first]))
		}
	}
	for key, f := range s.forms {
		f.bar.ask(asking && key == s.chosen)
	}
}

func (s *listSection[K, T]) discard() {
	var zero K
	if s.chosen != zero {
		s.current().sheet.discard()
		return
	}
	s.fresh = nil
	delete(s.forms, zero)
	if len(s.all) > 0 {
		s.chosen = s.of.id(s.all[0])
	}
	s.choose(s.chosen)
}

func (s *listSection[K, T]) save(then func()) {
	f := s.current()
	draft, err := f.sheet.draft()
	if err != nil {
		s.page.env.shell.fail(f.sheet.failed(err))
		return
	}
	s.keepAs(draft, then)
}

// keepAs keeps a thing as it is given.
func (s *listSection[K, T]) keepAs(draft T, then func()) {
	e, f, was := s.page.env, s.current(), s.chosen
	saving := s.of.saving
	if saving == nil {
		saving = func(bool) {}
	}
	saving(true)
	run(e.work, nil, func(ctx context.Context) (T, error) { return s.of.store(ctx, draft) }, func(saved T, err error) {
		saving(false)
		if err != nil {
			e.shell.fail(f.sheet.failed(err))
			s.page.reload()
			return
		}
		var zero K
		if was == zero {
			s.fresh = nil
			s.chosen = s.of.id(saved)
		}
		if was == zero || s.of.anew {
			delete(s.forms, was)
		} else {
			f.show(saved)
		}
		if s.of.stored != nil {
			s.of.stored(draft, saved)
		}
		s.page.reload()
		then()
	})
}

// keptList is what outlives the section when the window is made anew.
type keptList[K comparable, T any] struct {
	Chosen K
	Fresh  *T
	Typed  map[K]map[string]string
}

func (s *listSection[K, T]) keep() any {
	k := keptList[K, T]{s.chosen, s.fresh, map[K]map[string]string{}}
	for key, f := range s.forms {
		typed := f.sheet.typed()
		for _, name := range s.of.secret {
			delete(typed, name)
		}
		if len(typed) > 0 {
			k.Typed[key] = typed
		}
	}
	return k
}

func (s *listSection[K, T]) regain(kept any) {
	k, ok := kept.(keptList[K, T])
	if !ok {
		return
	}
	s.fresh = k.Fresh
	for key, typed := range k.Typed {
		s.choose(key)
		if f := s.forms[key]; f != nil {
			f.sheet.regain(typed)
		}
	}
	s.choose(k.Chosen)
}

// formOf makes a form of its questions and the body that they stand in; further
// parts stand below it. note says what a save means; word, what the save button
// says, nil for Save.
func (s *listSection[K, T]) formOf(check func(T) error, note string, body []fyne.CanvasObject, questions []*question[T], word func(*sheet[T]) string, further ...fyne.CanvasObject) *listForm[T] {
	p := s.page
	f := &listForm[T]{sheet: &sheet[T]{env: p.env, check: check, questions: questions}, bar: p.newBar(note), head: widgets.NewOver()}
	f.sheet.changed = func() {
		save := p.env.words.T("action.save")
		if word != nil {
			save = word(f.sheet)
		}
		f.bar.set(f.sheet.touched() || s.new(f.sheet.value), save)
		s.list.Refresh()
	}
	f.sheet.listen()
	enterSaves(p, f.sheet)
	f.sheet.grown = func() { f.root.Refresh() }
	f.shown = func(t T) { f.heads(s.nameOf(t), "") }
	if len(questions) > 0 {
		further = append(further, f.bar.root)
	}
	f.root = widgets.NewPage([]fyne.CanvasObject{f.head}, widgets.NewBody(settingsRoom, 8, body...), further...)
	return f
}

// inGroups sets groups of questions under one another.
func inGroups[T any](groups []group[T]) (body []fyne.CanvasObject, questions []*question[T]) {
	for _, g := range groups {
		if g.head != "" {
			body = append(body, groupHead(g.head, len(body) == 0))
		}
		for _, q := range g.questions {
			body = append(body, q.field)
		}
		questions = append(questions, g.questions...)
	}
	return body, questions
}

// truth is a question that is answered by yes or no.
func truth[T any](p *settingsPage, name, label, hint string, at func(*T) *bool) *question[T] {
	a := askSwitch()
	return &question[T]{name: name, ask: a, field: widgets.NewSideField(label, settingsLabel, a.part, settingsWide, hint),
		read: func(v T) string {
			if *at(&v) {
				return yes
			}
			return ""
		},
		write: func(v *T, t string) *domain.Error {
			*at(v) = t == yes
			return nil
		}}
}
