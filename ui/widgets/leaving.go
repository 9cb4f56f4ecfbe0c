package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Leaving is a part of a row and the turn in which it leaves where width lacks:
// 1 leaves first, 0 never.
type Leaving struct {
	Part fyne.CanvasObject
	Turn int
}

// NewLeavingRow sets parts side by side, gap pixels apart. Where they lack room
// those whose turn it is are hidden until the others have their width; whoever
// offers what they do elsewhere asks which are Visible. Put it in Grow.
func NewLeavingRow(gap float32, parts ...Leaving) *fyne.Container {
	l := &leavingLayout{gap: gap}
	var objects []fyne.CanvasObject
	for _, p := range parts {
		objects = append(objects, p.Part)
		l.turns = append(l.turns, p.Turn)
	}
	return container.New(l, objects...)
}

type leavingLayout struct {
	gap   float32
	turns []int
}

func (l *leavingLayout) width(objects []fyne.CanvasObject, turn int) float32 {
	sum, n := float32(0), 0
	for i, o := range objects {
		if l.turns[i] == 0 || l.turns[i] > turn {
			sum += o.MinSize().Width
			n++
		}
	}
	return sum + px(l.gap)*float32(max(n-1, 0))
}

// lastTurn is when all have left that can.
func (l *leavingLayout) lastTurn() int {
	last := 0
	for _, t := range l.turns {
		last = max(last, t)
	}
	return last
}

func (l *leavingLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	h := float32(0)
	for _, o := range objects {
		h = max(h, o.MinSize().Height)
	}
	return fyne.NewSize(l.width(objects, l.lastTurn()), h)
}

func (l *leavingLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	turn, last := 0, l.lastTurn()
	for turn < last && l.width(objects, turn) > size.Width {
		turn++
	}
	x := float32(0)
	for i, o := range objects {
		stays := l.turns[i] == 0 || l.turns[i] > turn
		setVisible(o, stays)
		if !stays {
			continue
		}
		m := o.MinSize()
		put(o, x, float32(int((size.Height-m.Height)/2)), m.Width, m.Height)
		x += m.Width + px(l.gap)
	}
}
