package widgets

import (
	"image/color"

	"aftercare/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// NewPanel makes the stage of a question that lies over the whole window: a
// frame in the middle, at most width by height, over the page, which shows
// through and takes no hand meanwhile. Show it with Over.
func NewPanel(content fyne.CanvasObject, width, height float32, after After) *Stage {
	veil := canvas.NewRectangle(nil)
	frame := NewFrame(theme.Surface, theme.Line2, 8)
	l := &panelLayout{width: width, height: height, veil: veil}
	return NewStage(container.New(l, veil, newShade(), frame, content), after)
}

type panelLayout struct {
	width, height float32
	veil          *canvas.Rectangle
}

func (l *panelLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(320, 240) }

func (l *panelLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	r, g, b, _ := theme.Current().Paint(theme.Ground).RGBA()
	l.veil.FillColor = color.NRGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), 0xB8}
	put(l.veil, 0, 0, size.Width, size.Height)
	put(objects[1], 0, 0, size.Width, size.Height)
	w, h := min(px(l.width), size.Width-32), min(px(l.height), size.Height-32)
	x, y := float32(int((size.Width-w)/2)), float32(int((size.Height-h)/2))
	put(objects[2], x, y, w, h)
	put(objects[3], x+1, y+1, w-2, h-2)
}

// Over lays a panel over a window until shut is called. Where the keyboard was,
// it is again then.
func Over(c fyne.Canvas, panel *Stage) (shut func()) {
	c.Overlays().Add(panel)
	return func() { c.Overlays().Remove(panel) }
}
