package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// compound is a part put together from others that still has setters of its
// own.
type compound struct {
	widget.BaseWidget
	content fyne.CanvasObject
}

func (c *compound) become(self fyne.Widget, content fyne.CanvasObject) {
	c.content = content
	c.ExtendBaseWidget(self)
}

// HeightFor returns the height at a width.
func (c *compound) HeightFor(width float32) float32 { return HeightFor(c.content, width) }

// CreateRenderer implements fyne.Widget.
func (c *compound) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{owner: c, objects: []fyne.CanvasObject{c.content}}
	d.dress = func() { d.objects[0] = c.content }
	d.min = func() fyne.Size { return c.content.MinSize() }
	d.lay = func(size fyne.Size) { put(c.content, 0, 0, size.Width, size.Height) }
	return drawn(d)
}
