package widgets

import (
	"aftercare/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// RailItem is one place of the rail. An empty Key is a line between groups;
// Foot items stand at the bottom.
type RailItem struct {
	Key, Icon, Word, Count string
	Foot                   bool
	Still                  bool // not a place: the person's name
}

// Rail is the list of places at the left of the window: icon, word and count
// at 168, icons with tooltips at 56.
type Rail struct {
	widget.BaseWidget
	OnChosen func(key string)
	Ground   fyne.ThemeColorName // behind it; theme.Ground when empty
	items    []RailItem
	cells    []*railCell
	current  string
	narrow   bool
}

// NewRail makes the rail.
func NewRail(items []RailItem, current string, chosen func(key string)) *Rail {
	r := &Rail{current: current, OnChosen: chosen}
	r.SetItems(items)
	r.ExtendBaseWidget(r)
	return r
}

// SetItems changes the places, as a language change does.
func (r *Rail) SetItems(items []RailItem) {
	r.items = items
	r.cells = nil
	for _, it := range items {
		c := &railCell{rail: r, item: it, icon: NewIcon(it.Icon, theme.Neutral, 16), word: NewText(it.Word, Plain()), count: NewText(it.Count, Small())}
		c.become(c, func() {
			if !c.item.Still && c.item.Key != "" && r.OnChosen != nil {
				r.OnChosen(c.item.Key)
			}
		})
		r.cells = append(r.cells, c)
	}
	r.Refresh()
}

// SetCurrent marks the place where one is.
func (r *Rail) SetCurrent(key string) { r.current = key; r.Refresh() }

// SetCount changes the count of what is open at a place.
func (r *Rail) SetCount(key, count string) {
	for _, c := range r.cells {
		if c.item.Key == key {
			c.item.Count = count
			c.count.text = count
			c.Refresh()
		}
	}
}

// SetNarrow turns the words off or on.
func (r *Rail) SetNarrow(narrow bool) {
	if r.narrow != narrow {
		r.narrow = narrow
		r.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (r *Rail) CreateRenderer() fyne.WidgetRenderer {
	ground, line := NewBox(theme.Ground, 0), NewHairline()
	d := &drawing{owner: r}
	d.dress = func() {
		if r.Ground != "" {
			ground.Fill = r.Ground
		}
		d.objects = []fyne.CanvasObject{ground, line}
		for _, c := range r.cells {
			c.Tip = ""
			if r.narrow {
				c.Tip = c.item.Word
			}
			d.objects = append(d.objects, c)
		}
	}
	d.min = func() fyne.Size {
		w := px(168)
		if r.narrow {
			w = px(56)
		}
		return fyne.NewSize(w, px(32)*float32(len(r.cells))+px(16))
	}
	d.lay = func(size fyne.Size) {
		put(ground, 0, 0, size.Width, size.Height)
		put(line, size.Width-1, 0, 1, size.Height)
		y, feet, all := px(8), float32(0), px(16)
		for _, c := range r.cells {
			if c.item.Foot {
				feet += c.high()
			}
			all += c.high()
		}
		// Large text in a low window: they stand closer, never over one another.
		squeeze := min((size.Height-px(16))/(all-px(16)), 1)
		foot := size.Height - px(8) - feet*squeeze
		for _, c := range r.cells {
			h := c.high() * squeeze
			at := &y
			if c.item.Foot {
				at = &foot
			}
			put(c, px(8), *at, size.Width-px(17), h)
			*at += h
		}
	}
	return drawn(d)
}

// railCell is one place. The keyboard reaches it by Ctrl and a digit, so it
// takes none.
type railCell struct {
	hot
	rail  *Rail
	item  RailItem
	icon  *Glyph
	word  *Text
	count *Text
}

func (c *railCell) high() float32 {
	if c.item.Key == "" && !c.item.Still {
		return px(17)
	}
	return px(32)
}

// CreateRenderer implements fyne.Widget.
func (c *railCell) CreateRenderer() fyne.WidgetRenderer {
	ground, line := NewBox(theme.Nothing, 6), NewHairline()
	d := &drawing{owner: c}
	d.objects = []fyne.CanvasObject{ground, line, c.icon, c.word, c.count}
	d.dress = func() {
		divider := c.item.Key == "" && !c.item.Still
		on := c.item.Key == c.rail.current && !divider && !c.item.Still
		line.Hidden = !divider
		ground.Hidden = divider
		ground.Fill = theme.Nothing
		c.icon.Tone, c.word.Style = theme.Neutral, Second()
		c.count.Style.Colour = theme.Ink3
		switch {
		case on:
			ground.Fill = theme.Selected
			c.icon.Tone = theme.Accent
			c.word.Style = TextStyle{Bold: true, Colour: theme.Blue}
			c.count.Style.Colour = theme.Blue
		case c.hovered && !c.item.Still:
			ground.Fill = theme.Hover
		}
		c.word.Hidden, c.count.Hidden = divider || c.rail.narrow, divider || c.rail.narrow || c.item.Count == ""
		c.icon.Hidden = divider
	}
	d.min = func() fyne.Size { return fyne.NewSize(px(40), px(32)) }
	d.lay = func(size fyne.Size) {
		put(ground, 0, 0, size.Width, size.Height)
		put(line, px(10), size.Height/2, size.Width-px(20), 1)
		x := px(10)
		if c.rail.narrow {
			x = (size.Width - px(16)) / 2
		}
		put(c.icon, x, (size.Height-px(16))/2, px(16), px(16))
		w := c.count.Natural()
		put(c.count, size.Width-px(10)-w, 0, w, size.Height)
		right := size.Width - px(10)
		if c.item.Count != "" {
			right -= w + px(8)
		}
		put(c.word, x+px(26), 0, right-x-px(26), size.Height)
	}
	return drawn(d)
}
