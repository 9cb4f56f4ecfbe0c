package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"aftercare/ui/widgets"
)

// seen is a part in sight, where it stands, and the parts around it, the
// nearest last.
type seen struct {
	part   fyne.CanvasObject
	at     fyne.Position
	around []seen
}

// each walks over all parts in sight, what floats on top first.
func (w *world) each(visit func(s seen) (inside bool)) {
	c := w.window.Canvas()
	roots := []fyne.CanvasObject{}
	if top := c.Overlays().Top(); top != nil {
		roots = append(roots, top)
	}
	roots = append(roots, c.Content())
	for _, o := range roots {
		walk(seen{part: o, at: o.Position()}, visit)
	}
}

func walk(s seen, visit func(s seen) bool) {
	if s.part == nil || !s.part.Visible() || !visit(s) {
		return
	}
	var inside []fyne.CanvasObject
	switch p := s.part.(type) {
	case *fyne.Container:
		inside = p.Objects
	case fyne.Widget:
		inside = test.WidgetRenderer(p).Objects()
	}
	around := append(slices.Clone(s.around), s)
	for _, o := range inside {
		if o != nil {
			walk(seen{o, s.at.Add(o.Position()), around}, visit)
		}
	}
}

// said is what a part says by itself.
func said(o fyne.CanvasObject) (string, bool) {
	switch p := o.(type) {
	case *widgets.Text:
		return p.Text(), true
	case *widgets.Paragraph:
		return strings.TrimSpace(p.Lead + " " + p.Text()), true
	case *canvas.Text:
		return p.Text, true
	}
	return "", false
}

// labels are all words in sight, in the order in which they are drawn.
func (w *world) labels() []string {
	var out []string
	w.each(func(s seen) bool {
		switch p := s.part.(type) {
		case *widgets.Button:
			if p.Look().Word != "" {
				out = append(out, p.Look().Word)
			}
			return false
		case *widgets.Entry:
			out = append(out, p.Text())
			return false
		}
		if words, ok := said(s.part); ok {
			if words != "" {
				out = append(out, words)
			}
			return false
		}
		return true
	})
	return out
}

// shows says whether the words stand somewhere in sight.
func (w *world) shows(words string) bool {
	return slices.ContainsFunc(w.labels(), func(s string) bool { return strings.Contains(s, words) })
}

// see fails the test when the words are not in sight.
func (w *world) see(words ...string) {
	w.t.Helper()
	for _, s := range words {
		if !w.shows(s) {
			w.t.Errorf("the window does not show %q; it shows %q", s, w.labels())
		}
	}
}

// unseen fails the test when the words are in sight.
func (w *world) unseen(words ...string) {
	w.t.Helper()
	for _, s := range words {
		if w.shows(s) {
			w.t.Errorf("the window shows %q", s)
		}
	}
}

// tap presses the part in sight that says label: a button, chip, link, row.
func (w *world) tap(label string) {
	w.t.Helper()
	var target fyne.Tappable
	var at fyne.Position
	w.each(func(s seen) bool {
		if target != nil {
			return false
		}
		words, ok := said(s.part)
		if b, is := s.part.(*widgets.Button); is {
			words, ok = b.Look().Word, true
			if words == "" {
				words = b.Look().Tip
			}
		}
		if !ok || words != label {
			return true
		}
		middle := s.at.AddXY(s.part.Size().Width/2, s.part.Size().Height/2)
		for _, p := range slices.Backward(append(slices.Clone(s.around), s)) {
			if t, can := p.part.(fyne.Tappable); can {
				target, at = t, middle.Subtract(p.at)
				return false
			}
		}
		return true
	})
	if target == nil {
		w.t.Fatalf("nothing in sight to tap says %q; the window shows %q", label, w.labels())
	}
	target.Tapped(&fyne.PointEvent{Position: at})
}

// field is the field in sight under a label.
func (w *world) field(label string) *widgets.Field {
	w.t.Helper()
	var found *widgets.Field
	w.each(func(s seen) bool {
		f, ok := s.part.(*widgets.Field)
		if !ok || found != nil {
			return found == nil
		}
		walk(s, func(in seen) bool {
			if words, ok := said(in.part); ok && words == label {
				found = f
			}
			return found == nil
		})
		return false
	})
	if found == nil {
		w.t.Fatalf("no field in sight is called %q; the window shows %q", label, w.labels())
	}
	return found
}

// typeInto replaces what stands in the field of a label, letter by letter.
func (w *world) typeInto(label, words string) {
	w.t.Helper()
	entry := entryOf(w.field(label).Control())
	if entry == nil {
		w.t.Fatalf("the field %q takes no letters", label)
	}
	// Emptied first: a field that marks all it holds as the keyboard arrives
	// would have the first letter marked, and the second one typed over it.
	entry.SetText("")
	entry.Focus()
	for _, r := range words {
		w.window.Canvas().Focused().TypedRune(r)
	}
}

// pick chooses an option of a field: one that drops, or that stands open.
func (w *world) pick(label, option string) {
	w.t.Helper()
	f := w.field(label)
	if s, ok := f.Control().(*widgets.Select); ok {
		s.Tapped(nil)
	}
	w.tap(option)
}

// key presses a key where the keyboard is.
func (w *world) key(name fyne.KeyName) {
	w.t.Helper()
	ev := &fyne.KeyEvent{Name: name}
	if f := w.window.Canvas().Focused(); f != nil {
		f.TypedKey(ev)
		return
	}
	if press := w.window.Canvas().OnTypedKey(); press != nil {
		press(ev)
		return
	}
	w.shell.key(ev)
}

// menu chooses an item of the menu bar by its action, as its key does.
func (w *world) menu(action string) { w.shell.choose(action) }
