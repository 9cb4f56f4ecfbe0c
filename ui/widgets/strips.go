package widgets

import (
	"strings"

	"aftercare/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// State is one axis of a record: its name and where it stands.
type State struct {
	Label, Shape, Word string
	Tone               theme.Tone
}

// NewStateStrip sets the axes of a record side by side.
func NewStateStrip(states ...State) *fyne.Container {
	var cells []fyne.CanvasObject
	for _, s := range states {
		cells = append(cells, NewInset(Inset{16, 6, 8, 8}, NewColumn(0,
			NewText(s.Label, Small()),
			NewRow(6, NewShape(s.Shape, s.Tone, 16), Grow(NewText(s.Word, TextStyle{Colour: s.Tone.Ink()}))))))
	}
	return NewOver(NewBox(theme.Sunken, 0), NewColumn(0, NewHairline(), evenly(cells...), NewHairline()))
}

// evenly sets cells side by side, all of one width, with hairlines between.
func evenly(cells ...fyne.CanvasObject) *fyne.Container {
	objects := append([]fyne.CanvasObject{}, cells...)
	for range max(len(cells)-1, 0) {
		objects = append(objects, NewHairline())
	}
	return container.New(&evenLayout{len(cells)}, objects...)
}

type evenLayout struct{ n int }

func (l *evenLayout) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	h := float32(0)
	for _, o := range objects[:l.n] {
		h = max(h, HeightFor(o, width/float32(l.n)))
	}
	return h
}

func (l *evenLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects[:l.n] {
		m := o.MinSize()
		size.Width += min(m.Width, px(64))
		size.Height = max(size.Height, m.Height)
	}
	return size
}

func (l *evenLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for i, o := range objects[:l.n] {
		x := float32(int(size.Width * float32(i) / float32(l.n)))
		end := float32(int(size.Width * float32(i+1) / float32(l.n)))
		put(o, x, 0, end-x, size.Height)
		if i > 0 {
			put(objects[l.n+i-1], x, 0, 1, size.Height)
		}
	}
}

// FigureCell is one figure of a strip; Tapped may be nil.
type FigureCell struct {
	Label  string
	Figure string // several, one a line, where they cannot be added: amounts of several currencies
	Shape  string
	Tone   theme.Tone // of the shape, the label and the figure
	Large  bool       // 24, else 18
	On     bool       // the filter that is on
	Tapped func()
}

// NewFiguresStrip sets figures side by side; each is a filter.
func NewFiguresStrip(figures ...FigureCell) *fyne.Container {
	var cells []fyne.CanvasObject
	for _, f := range figures {
		size := float32(18)
		if f.Large {
			size = 24
		}
		ink := theme.Ink
		if f.Tone == theme.Late {
			ink = theme.LateInk
		}
		tone := f.Tone
		label := []fyne.CanvasObject{}
		if f.Shape != "" {
			label = append(label, NewShape(f.Shape, tone, 12))
		}
		label = append(label, NewText(f.Label, TextStyle{Size: 12, Colour: tone.Ink()}))
		lines := strings.Split(f.Figure, "\n")
		if len(lines) > 1 {
			size = 14
		}
		parts := []fyne.CanvasObject{NewRow(4, label...)}
		for _, line := range lines {
			parts = append(parts, container.New(&shrinkLayout{size: size}, NewText(line, TextStyle{Size: size, Colour: ink, Whole: true})))
		}
		cell := NewInset(Inset{16, 8, 8, 8}, NewColumn(2, parts...))
		ground := NewBox(theme.Nothing, 0)
		if f.On {
			ground.Fill = theme.Selected
		}
		cells = append(cells, NewOver(ground, newFigureTap(NewSized(0, 72, cell), f.Tapped)))
	}
	return NewColumn(0, NewHairline(), evenly(cells...), NewHairline())
}

// shrinkLayout writes a figure smaller where it lacks room: an amount is never
// cut, and never runs into the next.
type shrinkLayout struct{ size float32 }

func (l *shrinkLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, lineHeight(l.size))
}

func (l *shrinkLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	t := objects[0].(*Text)
	style := t.Style
	for _, style.Size = range []float32{l.size, 18, 14, 12} {
		if style.Size <= l.size && measure(t.text, style.Size, false) <= size.Width {
			break
		}
	}
	t.SetStyle(style)
	put(t, 0, 0, size.Width, size.Height)
}

func newFigureTap(content fyne.CanvasObject, tapped func()) fyne.CanvasObject {
	if tapped == nil {
		return content
	}
	t := &tapField{content: content}
	t.become(t, tapped)
	return t
}

// tapField is a tappable part that takes the keyboard as well.
type tapField struct {
	control
	content fyne.CanvasObject
}

func (t *tapField) CreateRenderer() fyne.WidgetRenderer {
	ground := NewBox(theme.Nothing, 0)
	ground.Width = 2
	return drawn(&drawing{
		owner: t, objects: []fyne.CanvasObject{ground, t.content},
		dress: func() {
			ground.Fill, ground.Stroke = theme.Nothing, theme.Nothing
			if t.hovered {
				ground.Fill = theme.Hover
			}
			if t.focused {
				ground.Stroke = theme.Blue
			}
		},
		min: func() fyne.Size { return t.content.MinSize() },
		lay: func(size fyne.Size) {
			put(ground, 0, 0, size.Width, size.Height)
			put(t.content, 0, 0, size.Width, size.Height)
		},
	})
}

// LifeStage is one stage of a life, for a StageStrip.
type LifeStage struct {
	Word  string
	Shape string
	Tone  theme.Tone
	Now   bool
}

// StageStrip draws the stages of a life as marks on a line, green as far as it
// has come. Where width lacks, only the neighbours of the present one keep
// their words; the others show them as tooltips.
type StageStrip struct {
	widget.BaseWidget
	stages []LifeStage
}

// NewStageStrip makes the strip.
func NewStageStrip(stages ...LifeStage) *StageStrip {
	s := &StageStrip{stages: stages}
	s.ExtendBaseWidget(s)
	return s
}

func (s *StageStrip) now() int {
	for i, st := range s.stages {
		if st.Now {
			return i
		}
	}
	return -1
}

// CreateRenderer implements fyne.Widget.
func (s *StageStrip) CreateRenderer() fyne.WidgetRenderer {
	ground, above, below := NewBox(theme.Sunken, 0), NewHairline(), NewHairline()
	d := &drawing{owner: s, objects: []fyne.CanvasObject{ground, above, below}}
	var lines, marks []fyne.CanvasObject
	var words []*Text
	now := s.now()
	for i, st := range s.stages {
		line := NewBox(theme.Line2, 0)
		if st.Tone == theme.Ok || st.Now {
			line.Fill = theme.OkInk
		}
		line.Hidden = i == 0
		tone := st.Tone
		if tone == theme.Neutral {
			tone = theme.Muted
		}
		style := TextStyle{Size: 12, Colour: theme.Ink2, Align: fyne.TextAlignCenter}
		if st.Now {
			style.Bold, style.Colour = true, theme.Blue
		}
		lines = append(lines, line)
		mark := NewTapArea(NewShape(st.Shape, tone, 16), st.Word, nil)
		marks = append(marks, mark)
		words = append(words, NewText(st.Word, style))
		d.objects = append(d.objects, line, mark, words[i])
	}
	d.min = func() fyne.Size { return fyne.NewSize(px(24)*float32(len(s.stages)), px(57)) }
	d.lay = func(size fyne.Size) {
		put(ground, 0, 0, size.Width, size.Height)
		put(above, 0, 0, size.Width, 1)
		put(below, 0, size.Height-1, size.Width, 1)
		n := float32(max(len(s.stages), 1))
		cell := (size.Width - px(16)) / n
		for i := range s.stages {
			x := px(8) + cell*float32(i)
			put(lines[i], x-cell/2+px(9), px(18), cell-px(18), 2)
			put(marks[i], x+cell/2-px(8), px(11), px(16), px(16))
			room := cell - px(2)
			words[i].Hidden = words[i].Natural() > room+1 && i != now
			if i == now && words[i].Natural() > room {
				room = words[i].Natural()
			}
			put(words[i], x+(cell-room)/2, px(30), room, px(18))
		}
	}
	return drawn(d)
}
