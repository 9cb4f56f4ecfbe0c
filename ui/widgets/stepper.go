package widgets

import (
	"strconv"

	"aftercare/ui/theme"

	"fyne.io/fyne/v2"
)

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
