package widgets

import (
	"strconv"

	"aftercare/ui/theme"

	"fyne.io/fyne/v2"
)

// Segmented is a choice of one among a few words that stand side by side. The
// arrows move it.
type Segmented struct {
	control
	OnChanged func(key string)
	options   []Option
	chosen    string
	cells     []*segment
}

// NewSegmented makes the choice.
func NewSegmented(options []Option, chosen string, changed func(key string)) *Segmented {
	s := makeSegmented(options, chosen, changed)
	s.become(s, nil)
	return s
}

// makeSegmented makes a choice that another part may embed and then become.
func makeSegmented(options []Option, chosen string, changed func(key string)) *Segmented {
	s := &Segmented{options: options, chosen: chosen, OnChanged: changed}
	for _, o := range options {
		c := &segment{option: o, owner: s}
		c.Tip = o.Refused
		c.become(c, func() {
			s.choose(c.option.Key)
			focusOn(s.self.(fyne.Focusable), s.self)
		})
		s.cells = append(s.cells, c)
	}
	s.keys = s.key
	return s
}

// Selected returns the key that is chosen.
func (s *Segmented) Selected() string { return s.chosen }

// SetSelected chooses without telling OnChanged.
func (s *Segmented) SetSelected(key string) { s.chosen = key; s.Refresh() }

func (s *Segmented) choose(key string) {
	for _, o := range s.options {
		if o.Key == key && o.Refused != "" {
			return
		}
	}
	if key == s.chosen {
		return
	}
	s.chosen = key
	s.Refresh()
	if s.OnChanged != nil {
		s.OnChanged(key)
	}
}

func (s *Segmented) key(ev *fyne.KeyEvent) bool {
	step := 0
	switch ev.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		step = -1
	case fyne.KeyRight, fyne.KeyDown:
		step = 1
	default:
		return false
	}
	at := -1
	for i, o := range s.options {
		if o.Key == s.chosen {
			at = i
		}
	}
	for to := at + step; to >= 0 && to < len(s.options); to += step {
		if s.options[to].Refused == "" {
			s.choose(s.options[to].Key)
			break
		}
	}
	return true
}

// CreateRenderer implements fyne.Widget.
func (s *Segmented) CreateRenderer() fyne.WidgetRenderer {
	box := NewFrame(theme.Surface, theme.FieldRim, 6)
	d := &drawing{owner: s, objects: []fyne.CanvasObject{box}}
	for _, c := range s.cells {
		d.objects = append(d.objects, c)
	}
	d.dress = func() { box.Stroke, box.Width = fieldEdge(s.focused, "") }
	d.min = func() fyne.Size {
		w := float32(0)
		for _, c := range s.cells {
			w += c.MinSize().Width
		}
		return fyne.NewSize(w+px(4), px(32))
	}
	d.lay = func(size fyne.Size) {
		put(box, 0, 0, size.Width, size.Height)
		x := px(2)
		for _, c := range s.cells {
			w := c.MinSize().Width
			put(c, x, 2, w, size.Height-4)
			x += w
		}
		put(box, 0, 0, min(x+px(2), size.Width), size.Height)
	}
	return drawn(d)
}

// segment is one word of a Segmented. It takes no keyboard of its own.
type segment struct {
	hot
	option Option
	owner  *Segmented
}

func (c *segment) CreateRenderer() fyne.WidgetRenderer {
	box := NewBox(theme.Nothing, 4)
	shape := NewShape(c.option.Shape, c.option.Tone, 16)
	shape.Hidden = c.option.Shape == ""
	word := NewText(c.option.Word, TextStyle{Whole: true})
	row := NewRow(6, shape, word)
	return drawn(&drawing{
		owner: c, objects: []fyne.CanvasObject{box, row},
		dress: func() {
			box.Fill, word.Style.Colour = theme.Nothing, theme.Ink2
			switch {
			case c.owner.chosen == c.option.Key:
				box.Fill, word.Style.Colour = theme.Selected, theme.Blue
			case c.option.Refused != "":
				word.Style.Colour = theme.Ink3
			case c.hovered:
				box.Fill = theme.Hover
			}
		},
		min: func() fyne.Size { return fyne.NewSize(row.MinSize().Width+px(24), px(28)) },
		lay: func(size fyne.Size) {
			put(box, 0, 0, size.Width, size.Height)
			put(row, px(12), 0, size.Width-px(24), size.Height)
		},
	})
}

// RadioRow is a choice of one among sentences, one under another.
type RadioRow struct {
	*Segmented
}

// NewRadioRow makes the choice; the details of the options stand beside them.
func NewRadioRow(options []Option, chosen string, changed func(key string)) *RadioRow {
	r := &RadioRow{makeSegmented(options, chosen, changed)}
	r.become(r, nil)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *RadioRow) CreateRenderer() fyne.WidgetRenderer {
	ring := NewFrame(theme.Nothing, theme.Blue, 6)
	ring.Width = 2
	d := &drawing{owner: r, objects: []fyne.CanvasObject{ring}}
	var marks []*Glyph
	var rows []fyne.CanvasObject
	for i, o := range r.options {
		mark := NewShape(theme.Ring, theme.Muted, 16)
		marks = append(marks, mark)
		style := Plain()
		detail := o.Detail
		if o.Refused != "" {
			style, detail = Third(), o.Refused
		}
		row := newTapArea(NewInset(Inset{4, 0, 4, 0}, NewSized(0, 28, NewRow(8, mark, NewText(o.Word, style), Grow(NewText(detail, Small()))))), r.cells[i].press)
		rows = append(rows, row)
		d.objects = append(d.objects, row)
	}
	d.dress = func() {
		ring.Hidden = !r.focused
		for i, o := range r.options {
			marks[i].Name, marks[i].Tone = theme.Ring, theme.Muted
			if o.Key == r.chosen {
				marks[i].Name, marks[i].Tone = "radio", theme.Accent
			}
		}
	}
	d.min = func() fyne.Size {
		w := float32(0)
		for _, o := range rows {
			w = max(w, o.MinSize().Width)
		}
		return fyne.NewSize(w, px(28)*float32(len(rows)))
	}
	d.lay = func(size fyne.Size) {
		put(ring, 0, 0, size.Width, size.Height)
		for i, o := range rows {
			put(o, 0, float32(i)*px(28), size.Width, px(28))
		}
	}
	return drawn(d)
}

// Check is a box to tick, with its words.
type Check struct {
	control
	OnChanged func(on bool)
	On        bool
	word      *Text
}

// NewCheck makes a box.
func NewCheck(word string, on bool, changed func(on bool)) *Check {
	c := &Check{On: on, OnChanged: changed, word: NewText(word, Plain())}
	c.become(c, func() { toggle(&c.On, c.OnChanged); c.Refresh() })
	return c
}

// Set ticks or clears without telling OnChanged.
func (c *Check) Set(on bool) { c.On = on; c.Refresh() }

func toggle(on *bool, changed func(bool)) {
	*on = !*on
	if changed != nil {
		changed(*on)
	}
}

// CreateRenderer implements fyne.Widget.
func (c *Check) CreateRenderer() fyne.WidgetRenderer {
	ring := NewFrame(theme.Nothing, theme.Blue, 6)
	ring.Width = 2
	box := NewFrame(theme.Surface, theme.FieldRim, 4)
	tick := NewIcon("check", theme.Inverse, 16)
	return drawn(&drawing{
		owner: c, objects: []fyne.CanvasObject{ring, box, tick, c.word},
		dress: func() {
			ring.Hidden, tick.Hidden = !c.focused, !c.On
			box.Fill, box.Stroke = theme.Surface, theme.FieldRim
			if c.On {
				box.Fill, box.Stroke = theme.Fill, theme.Fill
			} else if c.hovered {
				box.Fill = theme.Hover
			}
		},
		min: func() fyne.Size { return fyne.NewSize(c.word.MinSize().Width+px(34), px(28)) },
		lay: func(size fyne.Size) {
			y := (size.Height - px(18)) / 2
			put(ring, 0, 0, min(c.word.Natural()+px(34), size.Width), size.Height)
			put(box, px(4), y, px(18), px(18))
			put(tick, px(4), y, px(18), px(18))
			put(c.word, px(30), 0, size.Width-px(34), size.Height)
		},
	})
}

// Switch is on or off at once, 36 by 20.
type Switch struct {
	control
	OnChanged func(on bool)
	On        bool
}

// NewSwitch makes a switch.
func NewSwitch(on bool, changed func(on bool)) *Switch {
	s := &Switch{On: on, OnChanged: changed}
	s.become(s, func() { toggle(&s.On, s.OnChanged); s.Refresh() })
	return s
}

// Set turns it without telling OnChanged.
func (s *Switch) Set(on bool) { s.On = on; s.Refresh() }

// CreateRenderer implements fyne.Widget.
func (s *Switch) CreateRenderer() fyne.WidgetRenderer {
	ring := NewFrame(theme.Nothing, theme.Blue, 12)
	ring.Width = 2
	track, knob := NewFrame(theme.Surface, theme.FieldRim, 10), NewBox(theme.OnFill, 8)
	return drawn(&drawing{
		owner: s, objects: []fyne.CanvasObject{ring, track, knob},
		dress: func() {
			ring.Hidden = !s.focused
			track.Radius, knob.Radius, ring.Radius = px(10), px(8), px(13)
			track.Fill, track.Stroke, knob.Fill = theme.Surface, theme.FieldRim, theme.FieldRim
			if s.On {
				track.Fill, track.Stroke, knob.Fill = theme.Fill, theme.Fill, theme.OnFill
			}
		},
		min: func() fyne.Size { return fyne.NewSize(px(42), px(26)) },
		lay: func(size fyne.Size) {
			y := (size.Height - px(20)) / 2
			put(ring, 0, y-px(3), px(42), px(26))
			put(track, px(3), y, px(36), px(20))
			x := px(5)
			if s.On {
				x = px(21)
			}
			put(knob, x, y+px(2), px(16), px(16))
		},
	})
}

// Stepper is a count with a button on either side. Up and Down step it, digits
// may be typed.
type Stepper struct {
	*Entry
	OnCount  func(n int)
	Min, Max int
	n        int
}

// NewStepper makes a count within lowest and highest.
func NewStepper(n, lowest, highest int, unit string, changed func(n int)) *Stepper {
	s := &Stepper{Entry: makeEntry(EntryLook{Unit: unit, SelectAll: true, Limit: 6}), Min: lowest, Max: highest, OnCount: changed}
	s.n = min(max(n, lowest), highest)
	s.become(s)
	s.SetText(strconv.Itoa(s.n))
	s.Entry.OnKey = func(ev *fyne.KeyEvent) bool {
		switch ev.Name {
		case fyne.KeyUp:
			s.step(1)
		case fyne.KeyDown:
			s.step(-1)
		default:
			return false
		}
		return true
	}
	s.Entry.OnChanged = func(text string) {
		if n, err := strconv.Atoi(text); err == nil && n >= s.Min && n <= s.Max {
			s.set(n)
		}
	}
	s.Entry.OnLeave = func(string) { s.SetText(strconv.Itoa(s.n)) }
	return s
}

// Count returns the number; what was typed outside the bounds never counts.
func (s *Stepper) Count() int { return s.n }

func (s *Stepper) set(n int) {
	if n == s.n {
		return
	}
	s.n = n
	if s.OnCount != nil {
		s.OnCount(n)
	}
	s.Refresh()
}

func (s *Stepper) step(by int) {
	n := min(max(s.n+by, s.Min), s.Max)
	if n == s.n {
		return
	}
	s.set(n)
	s.SetText(strconv.Itoa(n))
}

// CreateRenderer implements fyne.Widget.
func (s *Stepper) CreateRenderer() fyne.WidgetRenderer {
	field := s.Entry.CreateRenderer()
	less := newTapArea(NewSized(32, 32, NewIcon("minus", theme.Neutral, 16)), func() { s.step(-1) })
	more := newTapArea(NewSized(32, 32, NewIcon("plus", theme.Neutral, 16)), func() { s.step(1) })
	l1, l2 := NewHairline(), NewHairline()
	inner := field.(*drawing)
	objects := append(append([]fyne.CanvasObject{}, inner.objects...), less, more, l1, l2)
	box := inner.objects[0]
	return drawn(&drawing{
		owner: s, objects: objects,
		dress: inner.dress,
		min: func() fyne.Size {
			return fyne.NewSize(px(64)+max(px(64), px(40)+measure(s.look.Unit, 12, false)), px(32))
		},
		lay: func(size fyne.Size) {
			side := px(32)
			inner.lay(fyne.NewSize(size.Width-2*side, size.Height))
			for _, o := range inner.objects[1:] {
				o.Move(o.Position().Add(fyne.NewPos(side, 0)))
			}
			put(box, 0, 0, size.Width, size.Height)
			put(less, 0, 0, side, size.Height)
			put(more, size.Width-side, 0, side, size.Height)
			put(l1, side, 2, 1, size.Height-4)
			put(l2, size.Width-side, 2, 1, size.Height-4)
		},
	})
}
