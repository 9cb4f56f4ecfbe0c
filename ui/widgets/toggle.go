package widgets

import (
	"aftercare/ui/theme"

	"fyne.io/fyne/v2"
)

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
