package widgets

import (
	"aftercare/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Badge is a state in a word: shape and word in a tone, on the tone's ground.
type Badge struct {
	widget.BaseWidget
	shape string
	tone  theme.Tone
	word  *Text
}

// NewBadge makes a badge; an empty shape is the one that goes with the tone.
func NewBadge(shape string, tone theme.Tone, word string) *Badge {
	b := &Badge{word: NewText("", TextStyle{Size: 12, Whole: true})}
	b.set(shape, tone, word)
	b.ExtendBaseWidget(b)
	return b
}

func (b *Badge) set(shape string, tone theme.Tone, word string) {
	if shape == "" {
		shape = tone.Shape()
	}
	b.shape, b.tone = shape, tone
	b.word.text = Printable(word, false)
}

// Set changes the state.
func (b *Badge) Set(shape string, tone theme.Tone, word string) {
	b.set(shape, tone, word)
	b.Refresh()
}

// Word returns what the badge says.
func (b *Badge) Word() string { return b.word.Text() }

// CreateRenderer implements fyne.Widget.
func (b *Badge) CreateRenderer() fyne.WidgetRenderer {
	box, shape := NewBox(theme.Mute, 4), NewShape("", theme.Neutral, 12)
	return drawn(&drawing{
		owner: b, objects: []fyne.CanvasObject{box, shape, b.word},
		dress: func() {
			box.Fill = b.tone.Ground()
			shape.Name, shape.Tone = b.shape, b.tone
			b.word.Style.Colour = b.tone.Ink()
		},
		min: func() fyne.Size { return fyne.NewSize(b.word.Natural()+px(29), px(20)) },
		lay: func(size fyne.Size) {
			y := (size.Height - px(20)) / 2
			put(box, 0, y, b.word.Natural()+px(29), px(20))
			put(shape, px(5), y+px(4), px(12), px(12))
			put(b.word, px(22), y, b.word.Natural(), px(20))
		},
	})
}

// DueClock is a date or the time left: a shape in its tone and words. A calm
// date has no shape but may keep its room, so that dates stand under one
// another.
type DueClock struct {
	compound
	shape *Glyph
	words *Text
	room  bool
}

// NewDueClock makes a due clock; with an empty shape, room says whether the
// room of one is kept.
func NewDueClock(shape string, tone theme.Tone, words string, room bool) *DueClock {
	d := &DueClock{shape: NewShape(shape, tone, 16), words: NewText(words, TextStyle{Colour: tone.Ink(), Whole: true}), room: room}
	d.shape.Hidden = shape == "" && !room
	d.become(d, NewRow(6, d.shape, d.words))
	return d
}

// Set changes the clock, as the ticker does once a minute.
func (d *DueClock) Set(shape string, tone theme.Tone, words string) {
	d.shape.Hidden = shape == "" && !d.room
	d.shape.Set(shape, tone)
	d.words.Style.Colour = tone.Ink()
	d.words.text = Printable(words, false)
	d.Refresh()
}

// Link is words that lead somewhere, in the accent.
type Link struct {
	control
	word *Text
	icon *Glyph
}

// NewLink makes a link; icon, by name, may be empty.
func NewLink(word, icon string, tapped func()) *Link {
	l := &Link{word: NewText(word, TextStyle{Colour: theme.Blue, Whole: true}), icon: NewIcon(icon, theme.Accent, 16)}
	l.become(l, tapped)
	return l
}

// NewSmallLink makes a link of 12, for the right of a section head.
func NewSmallLink(word string, tapped func()) *Link {
	l := NewLink(word, "", tapped)
	l.word.Style.Size = 12
	return l
}

// CreateRenderer implements fyne.Widget.
func (l *Link) CreateRenderer() fyne.WidgetRenderer {
	ring, under := NewFrame(theme.Nothing, theme.Blue, 4), NewBox(theme.Blue, 0)
	ring.Width = 2
	return drawn(&drawing{
		owner: l, objects: []fyne.CanvasObject{ring, under, l.icon, l.word},
		dress: func() {
			ring.Hidden, under.Hidden = !l.focused, !l.hovered
			l.icon.Hidden = l.icon.Name == ""
		},
		min: func() fyne.Size {
			w := l.word.Natural()
			if l.icon.Name != "" {
				w += px(20)
			}
			return fyne.NewSize(w, lineHeight(l.word.Style.size()))
		},
		lay: func(size fyne.Size) {
			x := float32(0)
			if l.icon.Name != "" {
				put(l.icon, 0, (size.Height-px(16))/2, px(16), px(16))
				x = px(20)
			}
			put(ring, -4, -1, size.Width+8, size.Height+2)
			put(under, x, size.Height-2, l.word.Natural(), 1)
			put(l.word, x, 0, size.Width-x, size.Height)
		},
	})
}

// Chip is a filter: on or off, with its count in its words.
type Chip struct {
	control
	On    bool
	word  *Text
	shape *Glyph
}

// NewChip makes a filter. shape (or, with the prefix "icon:", an icon) may be
// empty; a chip without words needs tip.
func NewChip(word, shape string, tone theme.Tone, on bool, tapped func()) *Chip {
	c := &Chip{On: on, word: NewText(word, TextStyle{Whole: true})}
	if len(shape) > 5 && shape[:5] == "icon:" {
		c.shape = NewIcon(shape[5:], tone, 16)
	} else {
		c.shape = NewShape(shape, tone, 16)
	}
	c.become(c, tapped)
	return c
}

// Set changes the words and whether the filter is on.
func (c *Chip) Set(word string, on bool) {
	c.On = on
	c.word.text = Printable(word, false)
	c.Refresh()
}

// Word returns what the chip says.
func (c *Chip) Word() string { return c.word.Text() }

// CreateRenderer implements fyne.Widget.
func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	box := NewFrame(theme.Surface, theme.Line2, 6)
	row := NewRow(6, c.shape, c.word)
	return drawn(&drawing{
		owner: c, objects: []fyne.CanvasObject{box, row},
		dress: func() {
			box.Fill, box.Stroke, box.Width = theme.Surface, theme.Line2, 1
			c.word.Style.Colour = theme.Ink2
			if c.hovered {
				box.Fill = theme.Hover
			}
			if c.On {
				box.Fill, box.Stroke = theme.Selected, theme.Selected
				c.word.Style.Colour = theme.Blue
			}
			if c.focused {
				box.Stroke, box.Width = theme.Blue, 2
			}
			c.shape.Hidden, c.word.Hidden = c.shape.Name == "", c.word.text == ""
		},
		min: func() fyne.Size { return fyne.NewSize(row.MinSize().Width+px(20), px(28)) },
		lay: func(size fyne.Size) {
			put(box, 0, 0, size.Width, size.Height)
			put(row, px(10), 0, size.Width-px(20), size.Height)
		},
	})
}
