package widgets

import (
	"image"

	"aftercare/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// Photo is one picture of a strip: a thumbnail that the caller keeps, or nil
// while it is being made.
type Photo struct {
	Thumb   image.Image
	Caption string
	Tip     string
	Open    func()
}

// NewPhotoStrip sets thumbnails of height 72 side by side, width wide each
// (108 when 0), wrapping to further lines; next is the word in the dashed
// place for one more, and is left out when empty.
func NewPhotoStrip(width float32, photos []Photo, next string, add func()) *fyne.Container {
	if width == 0 {
		width = 108
	}
	var cells []fyne.CanvasObject
	captions := false
	for _, p := range photos {
		captions = captions || p.Caption != ""
	}
	for _, p := range photos {
		cells = append(cells, newPhotoCell(p))
	}
	if next != "" {
		cells = append(cells, newNextPhoto(next, add))
	}
	height := float32(72)
	if captions {
		height = 92
	}
	return container.New(&wrapLayout{width: width, height: height, gap: 8}, cells...)
}

// wrapLayout fills lines with cells of one size.
type wrapLayout struct{ width, height, gap float32 }

func (l *wrapLayout) perLine(width float32) int {
	return max(int((width+px(l.gap))/(px(l.width)+px(l.gap))), 1)
}

func (l *wrapLayout) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	lines := (len(objects) + l.perLine(width) - 1) / l.perLine(width)
	return float32(lines)*(px(l.height)+px(l.gap)) - px(l.gap)
}

func (l *wrapLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(px(l.width), px(l.height))
}

func (l *wrapLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	n := l.perLine(size.Width)
	for i, o := range objects {
		x := float32(i%n) * (px(l.width) + px(l.gap))
		put(o, x, float32(i/n)*(px(l.height)+px(l.gap)), px(l.width), px(l.height))
	}
}

type photoCell struct {
	control
	photo Photo
}

func newPhotoCell(p Photo) *photoCell {
	c := &photoCell{photo: p}
	c.Tip = p.Tip
	c.become(c, p.Open)
	return c
}

func (c *photoCell) CreateRenderer() fyne.WidgetRenderer {
	ground, edge := NewBox(theme.Mute, 6), NewFrame(theme.Nothing, theme.Line, 6)
	img := canvas.NewImageFromImage(c.photo.Thumb)
	img.FillMode = canvas.ImageFillCover
	img.CornerRadius = 6
	wait := NewIcon("camera", theme.Muted, 16)
	caption := NewText(c.photo.Caption, TextStyle{Size: 12, Colour: theme.Ink2})
	return drawn(&drawing{
		owner: c, objects: []fyne.CanvasObject{ground, wait, img, edge, caption},
		dress: func() {
			img.Hidden, wait.Hidden = c.photo.Thumb == nil, c.photo.Thumb != nil
			edge.Stroke, edge.Width = theme.Line, 1
			if c.focused {
				edge.Stroke, edge.Width = theme.Blue, 2
			}
		},
		min: func() fyne.Size { return fyne.NewSize(px(108), px(72)) },
		lay: func(size fyne.Size) {
			h := px(72)
			put(ground, 0, 0, size.Width, h)
			put(wait, 0, 0, size.Width, h)
			put(img, 0, 0, size.Width, h)
			put(edge, 0, 0, size.Width, h)
			put(caption, 0, px(76), size.Width, px(16))
		},
	})
}

// nextPhoto is the dashed place for one more.
type nextPhoto struct {
	control
	word string
}

func newNextPhoto(word string, add func()) *nextPhoto {
	n := &nextPhoto{word: word}
	n.become(n, add)
	return n
}

func (n *nextPhoto) CreateRenderer() fyne.WidgetRenderer {
	ground := NewBox(theme.Nothing, 6)
	row := NewRow(6, NewIcon("camera", theme.Neutral, 16), NewText(n.word, TextStyle{Colour: theme.Ink2, Whole: true}))
	d := &drawing{owner: n}
	var dashes []*Box
	d.dress = func() {
		ground.Fill = theme.Nothing
		if n.hovered {
			ground.Fill = theme.Hover
		}
		for _, b := range dashes {
			b.Fill = n.ink()
		}
	}
	d.min = func() fyne.Size { return fyne.NewSize(px(96), px(72)) }
	d.lay = func(size fyne.Size) {
		w, h := size.Width, px(72)
		put(ground, 0, 0, w, h)
		m := row.MinSize()
		put(row, (w-m.Width)/2, (h-m.Height)/2, m.Width, m.Height)
		dashes = dashes[:0]
		d.objects = append(d.objects[:0], ground, row)
		dash := func(x, y, w, h float32) {
			b := NewBox(n.ink(), 0)
			put(b, x, y, w, h)
			dashes = append(dashes, b)
			d.objects = append(d.objects, b)
		}
		for x := float32(2); x < w-2; x += 7 {
			dash(x, 0, min(4, w-x), 1)
			dash(x, h-1, min(4, w-x), 1)
		}
		for y := float32(2); y < h-2; y += 7 {
			dash(0, y, 1, min(4, h-y))
			dash(w-1, y, 1, min(4, h-y))
		}
	}
	return drawn(d)
}

func (n *nextPhoto) ink() fyne.ThemeColorName {
	if n.focused {
		return theme.Blue
	}
	return theme.FieldRim
}
