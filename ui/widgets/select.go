package widgets

import (
	"unicode"
	"unicode/utf8"

	"aftercare/ui/theme"

	"fyne.io/fyne/v2"
)

// Select is a choice of one from a list that drops under it. Enter, Space or
// Down opens it; Up and Down then move, Enter chooses, Esc leaves.
type Select struct {
	control
	OnChanged   func(key string)
	Placeholder string
	options     []Option
	chosen      string
	fault       string
	shut        func()
}

// NewSelect makes the choice; chosen is the key of an option or empty.
func NewSelect(options []Option, chosen string, changed func(key string)) *Select {
	s := &Select{options: options, chosen: chosen, OnChanged: changed}
	s.become(s, s.open)
	s.keys = func(ev *fyne.KeyEvent) bool {
		if ev.Name != fyne.KeyDown && ev.Name != fyne.KeyUp {
			return false
		}
		s.open()
		return true
	}
	return s
}

// Selected returns the key of the option that is chosen, or nothing.
func (s *Select) Selected() string { return s.chosen }

// SetSelected chooses without telling OnChanged.
func (s *Select) SetSelected(key string) { s.chosen = key; s.Refresh() }

// SetOptions changes what can be chosen; a choice that is gone is kept until
// another is made, as the form would otherwise lose it unseen.
func (s *Select) SetOptions(options []Option) { s.options = options; s.Refresh() }

// SetError marks the control at fault, or free of it with no sentence.
func (s *Select) SetError(sentence string) { s.fault = sentence; s.Refresh() }

// Focus gives the choice the keyboard.
func (s *Select) Focus() { focusOn(s, s) }

func (s *Select) index() int {
	for i, o := range s.options {
		if o.Key == s.chosen {
			return i
		}
	}
	return -1
}

func (s *Select) open() {
	if len(s.options) == 0 {
		return
	}
	list := newOptionList(s.options, s.index(), func(i int) {
		s.chosen = s.options[i].Key
		s.Refresh()
		if s.OnChanged != nil {
			s.OnChanged(s.chosen)
		}
	}, func() {
		if s.shut != nil {
			s.shut()
		}
		focusOn(s, s)
	})
	s.shut = openDrop(s, list, list.size(s.Size().Width))
}

// CreateRenderer implements fyne.Widget.
func (s *Select) CreateRenderer() fyne.WidgetRenderer {
	box := NewFrame(theme.Surface, theme.FieldRim, 6)
	shape, icon := NewShape("", theme.Neutral, 16), NewIcon("", theme.Neutral, 16)
	word, arrow := NewText("", Plain()), NewIcon("down", theme.Muted, 16)
	row := NewRow(8, shape, icon, Grow(word), arrow)
	d := &drawing{owner: s, objects: []fyne.CanvasObject{box, row}}
	d.dress = func() {
		box.Stroke, box.Width = fieldEdge(s.focused, s.fault)
		box.Fill = theme.Surface
		if s.hovered {
			box.Fill = theme.Hover
		}
		o, colour := Option{Word: s.Placeholder}, theme.Ink3
		if i := s.index(); i >= 0 {
			o, colour = s.options[i], theme.Ink
		}
		word.text = Printable(o.Word, false)
		word.Style.Colour = colour
		shape.Name, shape.Tone, shape.Hidden = o.Shape, o.Tone, o.Shape == ""
		icon.Name, icon.Tone, icon.Hidden = o.Icon, o.Tone, o.Icon == ""
	}
	d.min = func() fyne.Size {
		w := float32(0)
		for _, o := range s.options {
			w = max(w, measure(o.Word, 14, false))
		}
		return fyne.NewSize(min(w, px(240))+px(44), px(32))
	}
	d.lay = func(size fyne.Size) {
		put(box, 0, 0, size.Width, size.Height)
		put(row, px(10), 0, size.Width-px(20), size.Height)
	}
	return drawn(d)
}

func fieldEdge(focused bool, fault string) (fyne.ThemeColorName, float32) {
	switch {
	case fault != "":
		return theme.LateInk, 2
	case focused:
		return theme.Blue, 2
	}
	return theme.FieldRim, 1
}

// byLetter is the option after at, round and round, that begins with a letter.
// Words that no key writes, as Chinese ones, go by their keys where keyed.
func byLetter(options []Option, at int, r rune, keyed bool) (i int, ok bool) {
	for _, of := range []func(Option) string{func(o Option) string { return o.Word }, func(o Option) string { return o.Key }} {
		for step := 1; step <= len(options); step++ {
			i := (at + step) % len(options)
			if options[i].Refused == "" && startsWith(of(options[i]), r) {
				return i, true
			}
		}
		if !keyed || !unicode.IsLetter(r) {
			break
		}
	}
	return 0, false
}

func startsWith(word string, r rune) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.ToLower(first) == unicode.ToLower(r)
}

// DropMenu drops a list of actions under a part, as a menu button does whose
// options change; chosen is told the key of the one picked.
func DropMenu(under fyne.CanvasObject, options []Option, chosen func(key string)) {
	if len(options) == 0 {
		return
	}
	var shut func()
	list := newOptionList(options, -1, func(i int) { chosen(options[i].Key) }, func() {
		shut()
		if f, ok := under.(fyne.Focusable); ok {
			focusOn(f, under)
		}
	})
	shut = openDrop(under, list, list.size(px(160)))
}

// NewMenuButton makes a button that drops a list of actions; chosen is told
// the key of the one picked.
func NewMenuButton(look ButtonLook, options []Option, chosen func(key string)) *Button {
	b := NewButton(look, nil)
	b.OnTapped = func() { DropMenu(b, options, chosen) }
	return b
}
