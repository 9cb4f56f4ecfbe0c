package widgets

import (
	"time"

	"aftercare/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// After runs f on the screen's goroutine once d has passed, unless cancel is
// called first. Parts that wait are given one, so that tests need not.
type After func(d time.Duration, f func()) (cancel func())

// Stage is the root of a window: the shell, and over it what floats without
// taking the keyboard (tooltips, toasts, the search drop). Make it the content
// of the window itself; parts find it there.
type Stage struct {
	widget.BaseWidget
	// OnRune is told of letters typed where no field has the keyboard.
	OnRune func(r rune)
	// OnKey is told of keys that the focused part has no use for.
	OnKey func(ev *fyne.KeyEvent)
	// OnCut is told that so many letters of what was pasted did not fit in a
	// field, which takes limit of them.
	OnCut func(lost, limit int)

	after   After
	content fyne.CanvasObject
	float   *fyne.Container
	tip     *tip
	tipFor  fyne.CanvasObject
	cancel  func()
	toast   *Toast
	drop    fyne.CanvasObject
	dropAt  func(size fyne.Size) (x, y, w, h float32)
}

// NewStage makes the root. Without after, tooltips show at once and toasts
// stay until the next.
func NewStage(content fyne.CanvasObject, after After) *Stage {
	s := &Stage{content: content, after: after, float: container.NewWithoutLayout()}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer implements fyne.Widget.
func (s *Stage) CreateRenderer() fyne.WidgetRenderer {
	return drawn(&drawing{
		owner: s, objects: []fyne.CanvasObject{s.content, s.float},
		min: func() fyne.Size { return s.content.MinSize() },
		lay: func(size fyne.Size) {
			put(s.content, 0, 0, size.Width, size.Height)
			put(s.float, 0, 0, size.Width, size.Height)
			s.place(size)
		},
	})
}

func (s *Stage) place(size fyne.Size) {
	if s.drop != nil {
		x, y, w, h := s.dropAt(size)
		put(s.drop, x, y, w, min(h, size.Height-y-8))
	}
	if s.toast != nil {
		m := s.toast.MinSize()
		// Above the page's foot, 56 for an action bar: it must not lie on the next
		// button.
		put(s.toast, s.toast.Left, size.Height-m.Height-max(px(56), s.toast.Foot)-px(12), m.Width, m.Height)
	}
}

// ShowDrop floats a part (the search drop) where at says, until HideDrop. It
// takes no keyboard.
func (s *Stage) ShowDrop(part fyne.CanvasObject, at func(size fyne.Size) (x, y, w, h float32)) {
	if s.drop != part {
		s.HideDrop()
		s.drop = part
		s.float.Add(part)
	}
	s.dropAt = at
	s.place(s.Size())
	s.float.Refresh()
}

// HideDrop takes it away.
func (s *Stage) HideDrop() {
	if s.drop != nil {
		s.float.Remove(s.drop)
		s.drop = nil
	}
}

// ShowToast shows one line at the bottom left of the page for six seconds,
// in the place of an earlier one.
func (s *Stage) ShowToast(t *Toast) {
	s.HideToast()
	s.toast = t
	t.close = s.HideToast
	s.float.Add(t)
	s.place(s.Size())
	s.float.Refresh()
	if s.after != nil {
		t.cancel = s.after(6*time.Second, func() {
			if s.toast == t {
				s.HideToast()
			}
		})
	}
}

// HideToast takes the line away.
func (s *Stage) HideToast() {
	if s.toast == nil {
		return
	}
	if s.toast.cancel != nil {
		s.toast.cancel()
	}
	s.float.Remove(s.toast)
	s.toast = nil
}

// showTip floats words near a part, a moment after the pointer came to rest.
func (s *Stage) showTip(over fyne.CanvasObject, words string) {
	s.hideTip(nil)
	if words == "" {
		return
	}
	s.tipFor = over
	show := func() {
		if s.tipFor != over {
			return
		}
		s.tip = newTip(words)
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(over).
			Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(s))
		size, room := s.tip.MinSize(), s.Size()
		x := min(max(at.X+(over.Size().Width-size.Width)/2, 4), max(room.Width-size.Width-4, 4))
		y := at.Y + over.Size().Height + 4
		if y+size.Height > room.Height-4 {
			y = at.Y - size.Height - 4
		}
		put(s.tip, x, y, size.Width, size.Height)
		s.float.Add(s.tip)
		s.float.Refresh()
	}
	if s.after == nil {
		show()
		return
	}
	s.cancel = s.after(500*time.Millisecond, show)
}

// HideTip takes the words away: what they belong to has gone, as a page goes by a
// key while the pointer rests.
func (s *Stage) HideTip() { s.hideTip(nil) }

// hideTip takes the words away; with a part, only when they belong to it.
func (s *Stage) hideTip(over fyne.CanvasObject) {
	if over != nil && s.tipFor != over {
		return
	}
	if s.cancel != nil {
		s.cancel()
		s.cancel = nil
	}
	s.tipFor = nil
	if s.tip != nil {
		s.float.Remove(s.tip)
		s.tip = nil
	}
}

// TipWords returns what the tooltip says now, or nothing.
func (s *Stage) TipWords() string {
	if s.tip == nil {
		return ""
	}
	return s.tip.words.Text()
}

// tip is the small ground with words; it takes no events.
type tip struct {
	widget.BaseWidget
	words *Text
}

func newTip(words string) *tip {
	t := &tip{words: NewText(words, TextStyle{Size: 12, Colour: theme.Surface, Whole: true})}
	t.ExtendBaseWidget(t)
	return t
}

func (t *tip) CreateRenderer() fyne.WidgetRenderer {
	box := NewBox(theme.Ink, 4)
	return drawn(&drawing{
		owner: t, objects: []fyne.CanvasObject{box, t.words},
		min: func() fyne.Size { return t.words.MinSize().AddWidthHeight(px(16), px(8)) },
		lay: func(size fyne.Size) {
			put(box, 0, 0, size.Width, size.Height)
			put(t.words, px(8), px(4), size.Width-px(16), size.Height-px(8))
		},
	})
}

// Toast is one line about what was done, with a way back. It is never used for
// errors, takes no keyboard, and casts no shadow.
type Toast struct {
	widget.BaseWidget
	Left   float32 // where the page begins, past the rail
	Foot   float32 // how high the page's foot is, where it is more than an action bar
	words  *Text
	undo   *Button
	close  func()
	cancel func()
}

// NewToast makes the line; undoWord may be empty.
func NewToast(words, undoWord, undoKey string, undo func()) *Toast {
	t := &Toast{words: NewText(words, TextStyle{Whole: true})}
	if undoWord != "" {
		t.undo = NewButton(ButtonLook{Word: undoWord, Key: undoKey, Kind: Quiet}, func() {
			if t.close != nil {
				t.close()
			}
			if undo != nil {
				undo()
			}
		})
	}
	t.ExtendBaseWidget(t)
	return t
}

// CreateRenderer implements fyne.Widget.
func (t *Toast) CreateRenderer() fyne.WidgetRenderer {
	parts := []fyne.CanvasObject{NewShape(theme.Tick, theme.Ok, 16), t.words}
	right := float32(12)
	if t.undo != nil {
		parts = append(parts, t.undo)
		right = 4
	}
	row := NewInset(Inset{12, 4, right, 4}, NewRow(12, parts...))
	box := NewFrame(theme.Surface, theme.Line2, 8)
	return drawn(&drawing{
		owner: t, objects: []fyne.CanvasObject{box, row},
		min: func() fyne.Size { return fyne.NewSize(row.MinSize().Width, px(40)) },
		lay: func(size fyne.Size) {
			put(box, 0, 0, size.Width, size.Height)
			put(row, 0, 0, size.Width, size.Height)
		},
	})
}
