package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// heightForWidth is what a part or a layout says whose height follows its
// width, as that of a paragraph does.
type heightForWidth interface{ HeightFor(width float32) float32 }

type layoutHeight interface {
	heightFor(objects []fyne.CanvasObject, width float32) float32
}

// HeightFor returns the height that o takes at a width.
func HeightFor(o fyne.CanvasObject, width float32) float32 {
	if h, ok := o.(heightForWidth); ok {
		return h.HeightFor(width)
	}
	if c, ok := o.(*fyne.Container); ok {
		if l, ok := c.Layout.(layoutHeight); ok {
			return l.heightFor(c.Objects, width)
		}
	}
	return o.MinSize().Height
}

// NewColumn stacks parts, each as wide as the column and as high as it needs,
// gap pixels apart. Hidden parts take no room.
func NewColumn(gap float32, parts ...fyne.CanvasObject) *fyne.Container {
	return container.New(&columnLayout{gap: gap}, parts...)
}

type columnLayout struct{ gap, width float32 }

func (l *columnLayout) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	sum, n := float32(0), 0
	for _, o := range objects {
		if o.Visible() {
			sum += HeightFor(o, width)
			n++
		}
	}
	return sum + px(l.gap)*float32(max(n-1, 0))
}

func (l *columnLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	w := float32(0)
	for _, o := range objects {
		if o.Visible() {
			w = max(w, o.MinSize().Width)
		}
	}
	return fyne.NewSize(w, l.heightFor(objects, max(l.width, w)))
}

func (l *columnLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	y := float32(0)
	for _, o := range objects {
		if o.Visible() {
			h := HeightFor(o, size.Width)
			put(o, 0, y, size.Width, h)
			y += h + px(l.gap)
		}
	}
}

// NewRow sets parts side by side, gap pixels apart, centred on one line. Parts
// keep their own width; what Grow wraps shares the rest. Where room lacks, lines
// of text that may be cut give way first.
func NewRow(gap float32, parts ...fyne.CanvasObject) *fyne.Container {
	return container.New(&rowLayout{gap: gap}, parts...)
}

// NewTopRow is NewRow with the parts hanging from the top.
func NewTopRow(gap float32, parts ...fyne.CanvasObject) *fyne.Container {
	return container.New(&rowLayout{gap: gap, top: true}, parts...)
}

// NewFlow sets parts side by side as NewRow does, and goes on in a line below
// where room lacks.
func NewFlow(gap float32, parts ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flowLayout{gap: gap}, parts...)
}

type flowLayout struct{ gap, width float32 }

// flow gives each visible part its place in a width, and says how high it gets.
func (l *flowLayout) flow(objects []fyne.CanvasObject, width float32, place func(o fyne.CanvasObject, x, y float32, size fyne.Size)) float32 {
	x, y, line := float32(0), float32(0), float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		size := o.MinSize()
		if x > 0 && x+size.Width > width {
			x, y, line = 0, y+line+px(l.gap), 0
		}
		place(o, x, y, size)
		x += size.Width + px(l.gap)
		line = max(line, size.Height)
	}
	return y + line
}

func (l *flowLayout) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return l.flow(objects, width, func(fyne.CanvasObject, float32, float32, fyne.Size) {})
}

func (l *flowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	w := float32(0)
	for _, o := range objects {
		if o.Visible() {
			w = max(w, o.MinSize().Width)
		}
	}
	return fyne.NewSize(w, l.heightFor(objects, max(l.width, w)))
}

func (l *flowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.flow(objects, size.Width, func(o fyne.CanvasObject, x, y float32, s fyne.Size) { put(o, x, y, s.Width, s.Height) })
}

// Grow lets a part of a row take the room that is left.
func Grow(part fyne.CanvasObject) fyne.CanvasObject {
	return container.New(&growLayout{}, part)
}

// Gap is a part that is nothing but takes the room that is left in a row.
func Gap() fyne.CanvasObject { return container.New(&growLayout{}) }

type growLayout struct{}

func (*growLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	if len(objects) == 0 {
		return fyne.Size{}
	}
	if _, cuts := objects[0].(*Text); cuts {
		return fyne.NewSize(px(24), objects[0].MinSize().Height)
	}
	return objects[0].MinSize()
}

func (*growLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		put(o, 0, 0, size.Width, size.Height)
	}
}

func (*growLayout) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	if len(objects) == 0 {
		return 0
	}
	return HeightFor(objects[0], width)
}

type rowLayout struct {
	gap float32
	top bool
}

func (l *rowLayout) widths(objects []fyne.CanvasObject, width float32) []float32 {
	out := make([]float32, len(objects))
	left, growers := width, float32(0)
	first := true
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		if !first {
			left -= px(l.gap)
		}
		first = false
		if grows(o) {
			growers++
			continue
		}
		out[i] = o.MinSize().Width
		left -= out[i]
	}
	for i, o := range objects {
		if growers > 0 && o.Visible() && grows(o) {
			out[i] = max(left/growers, 0)
		}
	}
	if left < 0 {
		giveWay(objects, out, -left)
	}
	return out
}

// giveWay takes what lacks from the last lines that may be cut.
func giveWay(objects []fyne.CanvasObject, widths []float32, lack float32) {
	for i := len(objects) - 1; i >= 0 && lack > 0; i-- {
		t, ok := objects[i].(*Text)
		if !ok || t.Style.Whole || !t.Visible() {
			continue
		}
		take := min(lack, max(widths[i]-px(24), 0))
		widths[i] -= take
		lack -= take
	}
}

func grows(o fyne.CanvasObject) bool {
	c, ok := o.(*fyne.Container)
	if !ok {
		return false
	}
	_, ok = c.Layout.(*growLayout)
	return ok
}

func (l *rowLayout) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	h := float32(0)
	for i, w := range l.widths(objects, width) {
		if objects[i].Visible() {
			h = max(h, HeightFor(objects[i], w))
		}
	}
	return h
}

func (l *rowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	n := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		size.Width += m.Width
		size.Height = max(size.Height, m.Height)
		n++
	}
	size.Width += px(l.gap) * float32(max(n-1, 0))
	return size
}

func (l *rowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for i, w := range l.widths(objects, size.Width) {
		o := objects[i]
		if !o.Visible() {
			continue
		}
		h := HeightFor(o, w)
		y := float32(0)
		if !l.top {
			y = float32(int((size.Height - h) / 2))
		}
		put(o, x, y, w, h)
		x += w + px(l.gap)
	}
}

// Inset is room around a part, in pixels at text size 100 %.
type Inset struct{ Left, Top, Right, Bottom float32 }

// Around is the same room on all sides.
func Around(v float32) Inset { return Inset{v, v, v, v} }

// NewInset sets a part in some room.
func NewInset(room Inset, part fyne.CanvasObject) *fyne.Container {
	return container.New(&insetLayout{room}, part)
}

type insetLayout struct{ Inset }

func (l *insetLayout) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return HeightFor(objects[0], width-px(l.Left)-px(l.Right)) + px(l.Top) + px(l.Bottom)
}

func (l *insetLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(px(l.Left)+px(l.Right), px(l.Top)+px(l.Bottom))
}

func (l *insetLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	put(objects[0], px(l.Left), px(l.Top), size.Width-px(l.Left)-px(l.Right), size.Height-px(l.Top)-px(l.Bottom))
}

// NewOver lays parts over one another; the first lies lowest and all are as
// large as the largest.
func NewOver(parts ...fyne.CanvasObject) *fyne.Container {
	return container.New(&overLayout{}, parts...)
}

type overLayout struct{}

func (*overLayout) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	h := float32(0)
	for _, o := range objects {
		if o.Visible() {
			h = max(h, HeightFor(o, width))
		}
	}
	return h
}

func (*overLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if o.Visible() {
			size = size.Max(o.MinSize())
		}
	}
	return size
}

func (*overLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		put(o, 0, 0, size.Width, size.Height)
	}
}

// NewSized gives a part a size of its own; a zero leaves that side as it is.
func NewSized(width, height float32, part fyne.CanvasObject) *fyne.Container {
	return container.New(&sizedLayout{width, height}, part)
}

type sizedLayout struct{ width, height float32 }

func (l *sizedLayout) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	if l.height > 0 {
		return px(l.height)
	}
	return HeightFor(objects[0], width)
}

func (l *sizedLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := objects[0].MinSize()
	if l.width > 0 {
		size.Width = px(l.width)
	}
	if l.height > 0 {
		size.Height = px(l.height)
	}
	return size
}

func (l *sizedLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	put(objects[0], 0, 0, size.Width, size.Height)
}

// NewAtMost keeps a part no wider than width, at the left.
func NewAtMost(width float32, part fyne.CanvasObject) *fyne.Container {
	return container.New(&atMostLayout{width}, part)
}

type atMostLayout struct{ width float32 }

func (l *atMostLayout) room(width float32) float32 { return min(width, px(l.width)) }

func (l *atMostLayout) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return HeightFor(objects[0], l.room(width))
}

func (l *atMostLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := objects[0].MinSize()
	return fyne.NewSize(l.room(m.Width), m.Height)
}

func (l *atMostLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	put(objects[0], 0, 0, l.room(size.Width), size.Height)
}
