package widgets

import (
	"strconv"

	"aftercare/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// calendar is the small month that drops under a date field. Arrows move a
// day or a week, PgUp and PgDn a month, Home goes to today, Enter picks, Esc
// leaves.
type calendar struct {
	widget.BaseWidget
	words  DateWords
	today  Date
	at     Date
	picked func(Date)
	leave  func()
	days   [42]*dayCell
}

func newCalendar(words DateWords, today, at Date, picked func(Date), leave func()) *calendar {
	c := &calendar{words: words, today: today, at: at, picked: picked, leave: leave}
	for i := range c.days {
		d := &dayCell{calendar: c, word: NewText("", TextStyle{Align: fyne.TextAlignCenter, Whole: true})}
		d.become(d, func() { c.pick(d.date) })
		c.days[i] = d
	}
	c.ExtendBaseWidget(c)
	return c
}

func (c *calendar) pick(d Date) {
	c.leave()
	c.picked(d)
}

func (c *calendar) goTo(d Date) {
	if d.valid() {
		c.at = d
		c.Refresh()
	}
}

// month moves by n months, to the last day where the day is missing.
func (c *calendar) month(n int) {
	first := dateOf(Date{c.at.Year, c.at.Month, 1}.time().AddDate(0, n, 0))
	last := dateOf(first.time().AddDate(0, 1, -1))
	c.goTo(Date{first.Year, first.Month, min(c.at.Day, last.Day)})
}

// FocusGained implements fyne.Focusable.
func (c *calendar) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (c *calendar) FocusLost() {}

// TypedRune implements fyne.Focusable.
func (c *calendar) TypedRune(rune) {}

// AcceptsTab implements fyne.Tabbable.
func (c *calendar) AcceptsTab() bool { return true }

// TypedKey implements fyne.Focusable.
func (c *calendar) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyLeft:
		c.goTo(c.at.Add(-1))
	case fyne.KeyRight:
		c.goTo(c.at.Add(1))
	case fyne.KeyUp:
		c.goTo(c.at.Add(-7))
	case fyne.KeyDown:
		c.goTo(c.at.Add(7))
	case fyne.KeyPageUp:
		c.month(-1)
	case fyne.KeyPageDown:
		c.month(1)
	case fyne.KeyHome:
		c.goTo(c.today)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.pick(c.at)
	case fyne.KeyEscape:
		c.leave()
	}
}

// CreateRenderer implements fyne.Widget.
func (c *calendar) CreateRenderer() fyne.WidgetRenderer {
	box := NewFrame(theme.Surface, theme.Line2, 8)
	head := NewText("", Strong())
	back := newCalendarArrow("left", c.words.Before, func() { c.month(-1) })
	on := newCalendarArrow("right", c.words.After, func() { c.month(1) })
	d := &drawing{owner: c, objects: []fyne.CanvasObject{box, head, back, on}}
	var names []*Text
	for _, w := range c.words.Weekdays {
		t := NewText(w, TextStyle{Size: 12, Colour: theme.Ink3, Align: fyne.TextAlignCenter})
		names = append(names, t)
		d.objects = append(d.objects, t)
	}
	for _, day := range c.days {
		d.objects = append(d.objects, day)
	}
	d.dress = func() {
		head.text = Printable(c.words.Heading(c.at.Year, c.at.Month), true)
		first := Date{c.at.Year, c.at.Month, 1}
		back := (int(first.time().Weekday()) + 6) % 7
		for i, day := range c.days {
			day.date = first.Add(i - back)
			day.word.text = strconv.Itoa(day.date.Day)
		}
	}
	d.min = func() fyne.Size { return fyne.NewSize(px(32)*7+px(16), px(36)+px(20)+px(28)*6+px(16)) }
	d.lay = func(size fyne.Size) {
		put(box, 0, 0, size.Width, size.Height)
		pad, cell := px(8), px(32)
		put(head, pad+px(8), pad, size.Width-px(96), px(32))
		put(on, size.Width-pad-px(32), pad, px(32), px(32))
		put(back, size.Width-pad-px(64), pad, px(32), px(32))
		for i, n := range names {
			put(n, pad+cell*float32(i), pad+px(36), cell, px(20))
		}
		for i, day := range c.days {
			put(day, pad+cell*float32(i%7), pad+px(56)+px(28)*float32(i/7), cell, px(28))
		}
	}
	return drawn(d)
}

func newCalendarArrow(icon, tip string, tapped func()) *TapArea {
	return NewTapArea(NewIcon(icon, theme.Neutral, 16), tip, tapped)
}

// dayCell is one day of the month.
type dayCell struct {
	hot
	calendar *calendar
	date     Date
	word     *Text
}

// CreateRenderer implements fyne.Widget.
func (d *dayCell) CreateRenderer() fyne.WidgetRenderer {
	box := NewBox(theme.Nothing, 6)
	return drawn(&drawing{
		owner: d, objects: []fyne.CanvasObject{box, d.word},
		dress: func() {
			c := d.calendar
			box.Fill, box.Stroke, box.Width = theme.Nothing, theme.Nothing, 1
			d.word.Style.Colour = theme.Ink
			if d.date.Month != c.at.Month {
				d.word.Style.Colour = theme.Ink3
			}
			if d.hovered {
				box.Fill = theme.Hover
			}
			if d.date == c.today {
				box.Stroke = theme.Line2
				d.word.Style.Colour = theme.Blue
			}
			if d.date == c.at {
				box.Fill, d.word.Style.Colour = theme.Fill, theme.OnFill
			}
		},
		min: func() fyne.Size { return fyne.NewSize(px(32), px(28)) },
		lay: func(size fyne.Size) {
			put(box, px(1), px(1), size.Width-px(2), size.Height-px(2))
			put(d.word, 0, 0, size.Width, size.Height)
		},
	})
}
