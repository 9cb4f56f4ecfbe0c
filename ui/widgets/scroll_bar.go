package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// scrollBar shows where the rows in sight stand among all, and can be dragged.
// It knows its place as a fraction, since pixels of a million rows are not
// exact in float32.
type scrollBar struct {
	widget.BaseWidget
	table *Table
	hot   bool
}

func newScrollBar(t *Table) *scrollBar {
	b := &scrollBar{table: t}
	b.ExtendBaseWidget(b)
	return b
}

func (b *scrollBar) geometry() (y, h float32) {
	height := b.Size().Height
	total := float64(b.table.length) * float64(b.table.step())
	if total <= float64(height) || height <= 0 {
		return 0, 0
	}
	h = max(float32(float64(height)*float64(height)/total), px(24))
	y = float32(b.table.offset/b.table.limit()) * (height - h)
	return y, h
}

// Dragged implements fyne.Draggable.
func (b *scrollBar) Dragged(ev *fyne.DragEvent) {
	if _, h := b.geometry(); h > 0 {
		b.table.scrollBy(float64(ev.Dragged.DY) / float64(b.Size().Height-h) * b.table.limit())
	}
}

// DragEnd implements fyne.Draggable.
func (b *scrollBar) DragEnd() {}

// Tapped pages towards the pointer.
func (b *scrollBar) Tapped(ev *fyne.PointEvent) {
	y, h := b.geometry()
	page := float64(b.table.view.Size().Height)
	switch {
	case ev.Position.Y < y:
		b.table.scrollBy(-page)
	case ev.Position.Y > y+h:
		b.table.scrollBy(page)
	}
}

// MouseIn implements desktop.Hoverable.
func (b *scrollBar) MouseIn(*desktop.MouseEvent) { b.hot = true; b.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (b *scrollBar) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (b *scrollBar) MouseOut() { b.hot = false; b.Refresh() }

// CreateRenderer implements fyne.Widget.
func (b *scrollBar) CreateRenderer() fyne.WidgetRenderer {
	knob := NewBox("scrollBar", 2)
	return drawn(&drawing{
		owner: b, objects: []fyne.CanvasObject{knob},
		lay: func(size fyne.Size) {
			y, h := b.geometry()
			setVisible(knob, h > 0)
			w := float32(4)
			if b.hot {
				w = 8
			}
			put(knob, size.Width-w-1, y, w, h)
		},
	})
}
