package widgets

import (
	"aftercare/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// openDrop lays a panel under (or, lacking room, over) a part, above all else
// on the window, and gives it the keyboard. A tap beside it closes it. The
// toolkit's own popup casts a shadow, so this is ours.
func openDrop(under fyne.CanvasObject, panel interface {
	fyne.CanvasObject
	fyne.Focusable
}, size fyne.Size) (shut func()) {
	c := canvasOf(under)
	if c == nil {
		return func() {}
	}
	shade := newShade()
	over := container.NewWithoutLayout(shade, panel)
	closed := false
	shut = func() {
		if closed {
			return
		}
		closed = true
		c.Overlays().Remove(over)
	}
	shade.tapped = shut
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(under)
	room := c.Size()
	size.Height = min(size.Height, room.Height-8)
	y := at.Y + under.Size().Height + 2
	if y+size.Height > room.Height-4 && at.Y-size.Height-2 > 0 {
		y = at.Y - size.Height - 2
	}
	y = max(min(y, room.Height-size.Height-4), 4)
	x := max(min(at.X, room.Width-size.Width-4), 0)
	over.Resize(room)
	put(shade, 0, 0, room.Width, room.Height)
	put(panel, x, y, size.Width, size.Height)
	c.Overlays().Add(over)
	c.Focus(panel)
	return shut
}

// shade covers the window unseen and turns a tap into closing.
type shade struct {
	widget.BaseWidget
	tapped func()
}

func newShade() *shade {
	s := &shade{}
	s.ExtendBaseWidget(s)
	return s
}

func (s *shade) Tapped(*fyne.PointEvent) {
	if s.tapped != nil {
		s.tapped()
	}
}
func (s *shade) MouseIn(*desktop.MouseEvent)    {}
func (s *shade) MouseMoved(*desktop.MouseEvent) {}
func (s *shade) MouseOut()                      {}
func (s *shade) Scrolled(*fyne.ScrollEvent)     {}

func (s *shade) CreateRenderer() fyne.WidgetRenderer {
	return drawn(&drawing{owner: s, objects: []fyne.CanvasObject{}})
}

// Option is one line of a choice.
type Option struct {
	Key, Word string
	Shape     string
	Icon      string
	Tone      theme.Tone
	Detail    string // in the third voice at the right
	Refused   string // why it cannot be chosen; shown in the place of Detail
}

// optionList is the panel of a drop: one line per option, moved through with
// the arrows, chosen with Enter, left with Esc.
type optionList struct {
	widget.BaseWidget
	options []Option
	at      int
	chosen  func(i int)
	leave   func()
	scroll  *container.Scroll
	rows    []*optionRow
}

func newOptionList(options []Option, at int, chosen func(int), leave func()) *optionList {
	l := &optionList{options: options, at: at, chosen: chosen, leave: leave}
	column := NewColumn(0)
	for i, o := range options {
		row := newOptionRow(o, func() { l.choose(i) })
		row.marked = i == at
		l.rows = append(l.rows, row)
		column.Add(row)
	}
	l.scroll = container.NewVScroll(column)
	l.ExtendBaseWidget(l)
	return l
}

func (l *optionList) size(width float32) fyne.Size {
	for _, r := range l.rows {
		width = max(width, r.MinSize().Width)
	}
	return fyne.NewSize(min(width, px(480)), px(32)*float32(min(len(l.rows), 10))+px(8))
}

func (l *optionList) choose(i int) {
	if i < 0 || i >= len(l.options) || l.options[i].Refused != "" {
		return
	}
	l.leave()
	l.chosen(i)
}

func (l *optionList) move(to int) {
	to = min(max(to, 0), len(l.rows)-1)
	if to < 0 {
		return
	}
	if l.at >= 0 && l.at < len(l.rows) {
		l.rows[l.at].mark(false)
	}
	l.at = to
	l.rows[to].mark(true)
	step := px(32)
	top := float32(to) * step
	if top < l.scroll.Offset.Y {
		l.scroll.ScrollToOffset(fyne.NewPos(0, top))
	} else if top+step > l.scroll.Offset.Y+l.scroll.Size().Height {
		l.scroll.ScrollToOffset(fyne.NewPos(0, top+step-l.scroll.Size().Height))
	}
}

// FocusGained implements fyne.Focusable.
func (l *optionList) FocusGained() { l.move(max(l.at, 0)) }

// FocusLost implements fyne.Focusable.
func (l *optionList) FocusLost() {}

// TypedRune implements fyne.Focusable: a letter jumps to the next option that
// begins with it.
func (l *optionList) TypedRune(r rune) {
	if i, ok := byLetter(l.options, l.at, r, false); ok {
		l.move(i)
	}
}

// TypedKey implements fyne.Focusable.
func (l *optionList) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyUp:
		l.move(l.at - 1)
	case fyne.KeyDown:
		l.move(l.at + 1)
	case fyne.KeyHome, fyne.KeyPageUp:
		l.move(0)
	case fyne.KeyEnd, fyne.KeyPageDown:
		l.move(len(l.rows) - 1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		l.choose(l.at)
	case fyne.KeyEscape:
		l.leave()
	}
}

// AcceptsTab implements fyne.Tabbable: Tab must not leave an open list.
func (l *optionList) AcceptsTab() bool { return true }

// CreateRenderer implements fyne.Widget.
func (l *optionList) CreateRenderer() fyne.WidgetRenderer {
	box := NewFrame(theme.Surface, theme.Line2, 8)
	return drawn(&drawing{
		owner: l, objects: []fyne.CanvasObject{box, l.scroll},
		min: func() fyne.Size { return l.size(0) },
		lay: func(size fyne.Size) {
			put(box, 0, 0, size.Width, size.Height)
			put(l.scroll, 1, px(4), size.Width-2, size.Height-px(8))
		},
	})
}

// optionRow is one line of the list.
type optionRow struct {
	hot
	option Option
	marked bool
}

func newOptionRow(o Option, chosen func()) *optionRow {
	r := &optionRow{option: o}
	r.become(r, chosen)
	return r
}

func (r *optionRow) mark(on bool) {
	r.marked = on
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *optionRow) CreateRenderer() fyne.WidgetRenderer {
	ground, bar := NewBox(theme.Nothing, 0), NewBox(theme.Blue, 0)
	word := TextStyle{}
	if r.option.Refused != "" {
		word.Colour = theme.Ink3
	}
	parts := []fyne.CanvasObject{}
	if r.option.Shape != "" {
		parts = append(parts, NewShape(r.option.Shape, r.option.Tone, 16))
	}
	if r.option.Icon != "" {
		parts = append(parts, NewIcon(r.option.Icon, r.option.Tone, 16))
	}
	parts = append(parts, NewText(r.option.Word, word), Gap())
	if s := r.option.Detail + r.option.Refused; s != "" {
		if r.option.Refused != "" {
			s = r.option.Refused
		}
		parts = append(parts, NewText(s, Small()))
	}
	row := NewRow(8, parts...)
	return drawn(&drawing{
		owner: r, objects: []fyne.CanvasObject{ground, bar, row},
		dress: func() {
			ground.Fill = theme.Nothing
			switch {
			case r.marked:
				ground.Fill = theme.Selected
			case r.hovered:
				ground.Fill = theme.Hover
			}
			bar.Hidden = !r.marked
		},
		min: func() fyne.Size { return fyne.NewSize(row.MinSize().Width+px(24)+px(8), px(32)) },
		lay: func(size fyne.Size) {
			put(ground, 0, 0, size.Width, size.Height)
			put(bar, 0, 0, 3, size.Height)
			put(row, px(12), 0, size.Width-px(24), size.Height)
		},
	})
}
