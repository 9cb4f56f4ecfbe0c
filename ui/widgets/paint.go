package widgets

import (
	"slices"

	"aftercare/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

func px(v float32) float32 { return theme.Current().Px(v) }

// drawing is the renderer of every part here: its objects, and three functions
// that dress them in the theme, measure them and lay them out.
type drawing struct {
	owner   fyne.Widget
	objects []fyne.CanvasObject
	dress   func()
	min     func() fyne.Size
	lay     func(size fyne.Size)
	settled bool // lay refreshes the objects itself
}

func (d *drawing) Destroy() {}

func (d *drawing) Objects() []fyne.CanvasObject { return d.objects }

func (d *drawing) MinSize() fyne.Size {
	if d.min == nil {
		return fyne.Size{}
	}
	return d.min()
}

func (d *drawing) Layout(size fyne.Size) {
	if d.lay != nil {
		d.lay(size)
	}
}

func (d *drawing) Refresh() {
	if d.dress != nil {
		d.dress()
	}
	d.Layout(d.owner.Size())
	if d.settled {
		return
	}
	for _, o := range d.objects {
		o.Refresh()
	}
}

// drawn finishes a renderer: dressed once, so that the first frame is right.
func drawn(d *drawing) fyne.WidgetRenderer {
	if d.dress != nil {
		d.dress()
	}
	return d
}

// put moves and resizes in one line.
func put(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(max(w, 0), max(h, 0)))
}

// paintBox dresses a rectangle.
func paintBox(r *canvas.Rectangle, fill, stroke fyne.ThemeColorName, width, radius float32) {
	th := theme.Current()
	r.FillColor = th.Paint(fill)
	r.StrokeColor = th.Paint(stroke)
	r.StrokeWidth = width
	r.CornerRadius = radius
}

// stageOf finds the Stage under which o is shown, or nil: the window's, or that
// of a question that lies over it.
func stageOf(o fyne.CanvasObject) *Stage {
	c := canvasOf(o)
	if c == nil {
		return nil
	}
	for _, over := range slices.Backward(c.Overlays().List()) {
		if s, ok := over.(*Stage); ok {
			return s
		}
	}
	s, _ := c.Content().(*Stage)
	return s
}

// canvasOf is the canvas on which o stands. A real driver knows it only once o
// was painted, yet a form's first field takes the keyboard before: then it is
// the canvas of the program's one window.
func canvasOf(o fyne.CanvasObject) fyne.Canvas {
	app := fyne.CurrentApp()
	if app == nil {
		return nil
	}
	if c := app.Driver().CanvasForObject(o); c != nil {
		return c
	}
	for _, w := range app.Driver().AllWindows() {
		if _, ours := w.Canvas().Content().(*Stage); ours {
			return w.Canvas()
		}
	}
	return nil
}

// strayRune hands on a letter typed at a part that does not take letters.
func strayRune(o fyne.CanvasObject, r rune) {
	if s := stageOf(o); s != nil && s.OnRune != nil {
		s.OnRune(r)
	}
}

// strayKey hands on a key that a part has no use for.
func strayKey(o fyne.CanvasObject, ev *fyne.KeyEvent) {
	if s := stageOf(o); s != nil && s.OnKey != nil {
		s.OnKey(ev)
	}
}

func focusOn(o fyne.Focusable, at fyne.CanvasObject) {
	if c := canvasOf(at); c != nil {
		c.Focus(o)
	}
}

// Box is a plain ground: a filled, perhaps stroked, perhaps rounded rectangle
// that follows the theme.
type Box struct {
	widget.BaseWidget
	Fill, Stroke fyne.ThemeColorName
	Width        float32 // of the stroke
	Radius       float32
	Min          fyne.Size
}

// NewBox makes a ground without a border.
func NewBox(fill fyne.ThemeColorName, radius float32) *Box {
	b := &Box{Fill: fill, Stroke: theme.Nothing, Radius: radius}
	b.ExtendBaseWidget(b)
	return b
}

// NewFrame makes a ground with a border of one pixel.
func NewFrame(fill, stroke fyne.ThemeColorName, radius float32) *Box {
	b := NewBox(fill, radius)
	b.Stroke, b.Width = stroke, 1
	return b
}

// NewHairline makes a line of one pixel across its parent.
func NewHairline() *Box {
	b := NewBox(theme.Line, 0)
	b.Min = fyne.NewSize(1, 1)
	return b
}

// CreateRenderer implements fyne.Widget.
func (b *Box) CreateRenderer() fyne.WidgetRenderer {
	r := canvas.NewRectangle(nil)
	return drawn(&drawing{
		owner: b, objects: []fyne.CanvasObject{r},
		dress: func() { paintBox(r, b.Fill, b.Stroke, b.Width, b.Radius) },
		min:   func() fyne.Size { return b.Min },
		lay:   func(size fyne.Size) { put(r, 0, 0, size.Width, size.Height) },
	})
}

// Glyph is an icon or a state shape that follows the theme.
type Glyph struct {
	widget.BaseWidget
	Name string // of the icon, or of the shape when Shape is set
	// Shape says that Name is a state shape; without it, it is an icon.
	Shape bool
	Tone  theme.Tone
	Side  float32
}

// NewIcon makes an icon of side pixels; an empty name draws nothing but keeps
// the room.
func NewIcon(name string, tone theme.Tone, side float32) *Glyph {
	g := &Glyph{Name: name, Tone: tone, Side: side}
	g.ExtendBaseWidget(g)
	return g
}

// NewShape makes a state shape of side pixels; an empty kind draws nothing but
// keeps the room.
func NewShape(kind string, tone theme.Tone, side float32) *Glyph {
	g := NewIcon(kind, tone, side)
	g.Shape = true
	return g
}

// Set changes what is drawn.
func (g *Glyph) Set(name string, tone theme.Tone) {
	if g.Name == name && g.Tone == tone {
		return
	}
	g.Name, g.Tone = name, tone
	g.Refresh()
}

func (g *Glyph) resource() fyne.Resource {
	switch {
	case g.Name == "":
		return nil
	case g.Shape:
		return theme.Shape(g.Name, g.Tone)
	}
	return theme.Icon(g.Name, g.Tone)
}

// CreateRenderer implements fyne.Widget.
func (g *Glyph) CreateRenderer() fyne.WidgetRenderer {
	img := canvas.NewImageFromResource(nil)
	img.FillMode = canvas.ImageFillContain
	img.ScaleMode = canvas.ImageScaleSmooth
	return drawn(&drawing{
		owner: g, objects: []fyne.CanvasObject{img},
		dress: func() {
			img.Resource = g.resource()
			img.Hidden = img.Resource == nil
		},
		min: func() fyne.Size { return fyne.NewSquareSize(px(g.Side)) },
		lay: func(size fyne.Size) {
			s := px(g.Side)
			put(img, (size.Width-s)/2, (size.Height-s)/2, s, s)
		},
	})
}

// newClip makes a region that hides what reaches beyond it. The toolkit's clip
// knows itself only once it was drawn or measured; measuring it here lets it be
// laid out, refreshed and searched for the focus before the first frame.
func newClip(content fyne.CanvasObject) *container.Clip {
	c := container.NewClip(content)
	c.MinSize()
	return c
}
