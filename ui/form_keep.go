package ui

import (
	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// What stands in a form is kept as it is typed, for the day the program ends
// over it.

// keep begins to keep what is typed, and puts in what was kept of the same form
// before.
func (f *form) keep() {
	if f.kept != nil {
		return
	}
	names := make([]string, len(f.fields))
	for i, q := range f.fields {
		names[i] = q.name
		for _, c := range controlsIn(q.part) {
			c.hear(f.touched, f.left)
		}
	}
	for _, o := range f.extra {
		for _, c := range controlsIn(o) {
			c.hear(f.touched, f.left)
		}
	}
	title := f.env.words.List(nonEmpty(f.title, f.what.Text()))
	f.kept = f.env.shell.drafts.keep(title, names, f.words, f.sent)
	if was, ok := f.kept.was(); ok {
		f.regain(was)
	}
}

// sent says that the form was sent and is no longer in sight.
func (f *form) sent() bool { return f.busy && !inSight(f.root) }

// inSight says whether a part stands in the window.
func inSight(o fyne.CanvasObject) bool {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(o) != fyne.Position{}
}

func (f *form) touched() {
	if f.kept != nil && !f.filled {
		f.kept.touched()
	}
}

func (f *form) left() {
	if f.kept != nil && !f.filled {
		f.kept.now()
	}
}

// words are what stands in each control: those of a question under its name,
// those below the questions under "+".
func (f *form) words() []desk.Typed {
	var all []desk.Typed
	add := func(name string, o fyne.CanvasObject) {
		for _, c := range controlsIn(o) {
			all = append(all, desk.Typed{Name: name, Text: c.text()})
		}
	}
	for _, q := range f.fields {
		add(q.name, q.part)
	}
	for _, o := range f.extra {
		add("+", o)
	}
	return all
}

// regain puts in what was kept, and says so.
func (f *form) regain(was desk.Draft) {
	words := map[string][]string{}
	for _, t := range was.Words {
		words[t.Name] = append(words[t.Name], t.Text)
	}
	f.put(words)
	w := f.env.words
	f.fault.Add(widgets.NewBanner(widgets.BannerLook{Tone: theme.Info, Icon: "edit", Sentence: w.T("draft.back", domain.Args{"when": was.At}), Link: w.T("draft.empty")}, f.empty))
	f.fault.Refresh()
}

// put sets each control to the next text under its name; what has none stays.
func (f *form) put(words map[string][]string) {
	f.filled = true
	set := func(name string, o fyne.CanvasObject) {
		for i := range controlsIn(o) {
			// What was chosen before may have changed what can be chosen now.
			if all := controlsIn(o); i < len(all) && len(words[name]) > 0 {
				all[i].put(words[name][0])
				words[name] = words[name][1:]
			}
		}
	}
	for _, q := range f.fields {
		set(q.name, q.part)
	}
	for _, o := range f.extra {
		set("+", o)
	}
	f.filled = false
}

// empty puts the form back to how it came up before anybody typed.
func (f *form) empty() {
	words := map[string][]string{}
	for _, t := range f.kept.began {
		words[t.Name] = append(words[t.Name], t.Text)
	}
	f.put(words)
	f.clear()
	f.kept.now()
}
