package widgets

import (
	"slices"

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
	for to := s.index() + step; to >= 0 && to < len(s.options); to += step {
		if s.options[to].Refused == "" {
			s.choose(s.options[to].Key)
			break
		}
	}
	return true
}

func (s *Segmented) index() int {
	return slices.IndexFunc(s.options, func(o Option) bool { return o.Key == s.chosen })
}

// Letter chooses the next word that begins with a letter; back takes that back.
func (s *Segmented) Letter(r rune) (back func(), ok bool) {
	i, ok := byLetter(s.options, s.index(), r, true)
	if !ok {
		return nil, false
	}
	was := s.chosen
	s.choose(s.options[i].Key)
	return func() { s.choose(was) }, true
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
