package widgets

import (
	"aftercare/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// hot is a part that can be tapped and hovered over but takes no keyboard,
// since the keyboard reaches what it does by another way.
type hot struct {
	widget.BaseWidget
	self    fyne.Widget
	hovered bool
	Tip     string
	press   func()
}

func (h *hot) become(self fyne.Widget, press func()) {
	h.self, h.press = self, press
	h.ExtendBaseWidget(self)
}

// Tapped implements fyne.Tappable.
func (h *hot) Tapped(*fyne.PointEvent) {
	if s := stageOf(h.self); s != nil {
		s.hideTip(h.self)
	}
	if h.press != nil {
		h.press()
	}
}

// MouseIn implements desktop.Hoverable.
func (h *hot) MouseIn(*desktop.MouseEvent) {
	h.hovered = true
	h.self.Refresh()
	if s := stageOf(h.self); s != nil {
		s.showTip(h.self, h.Tip)
	}
}

// MouseMoved implements desktop.Hoverable.
func (h *hot) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (h *hot) MouseOut() {
	h.hovered = false
	h.self.Refresh()
	if s := stageOf(h.self); s != nil {
		s.hideTip(h.self)
	}
}

// TapArea makes a part tappable: a figure that is a filter, a row of a card.
type TapArea struct {
	hot
	content fyne.CanvasObject
}

// NewTapArea makes a part tappable, with a tooltip that may be empty.
func NewTapArea(content fyne.CanvasObject, tip string, tapped func()) *TapArea {
	t := newTapArea(content, tapped)
	t.Tip = tip
	return t
}

func newTapArea(content fyne.CanvasObject, tapped func()) *TapArea {
	t := &TapArea{content: content}
	t.become(t, tapped)
	return t
}

// HeightFor returns the height of what is inside.
func (t *TapArea) HeightFor(width float32) float32 { return HeightFor(t.content, width) }

// CreateRenderer implements fyne.Widget.
func (t *TapArea) CreateRenderer() fyne.WidgetRenderer {
	ground := NewBox(theme.Nothing, 4)
	return drawn(&drawing{
		owner: t, objects: []fyne.CanvasObject{ground, t.content},
		dress: func() {
			ground.Fill = theme.Nothing
			if t.hovered && t.press != nil {
				ground.Fill = theme.Hover
			}
		},
		min: func() fyne.Size { return t.content.MinSize() },
		lay: func(size fyne.Size) {
			put(ground, 1, 1, size.Width-2, size.Height-2)
			put(t.content, 0, 0, size.Width, size.Height)
		},
	})
}
