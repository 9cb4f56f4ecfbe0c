package widgets

import (
	"aftercare/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Faulty is a control that can be marked at fault.
type Faulty interface {
	fyne.CanvasObject
	SetError(sentence string)
}

// Field is a control with its label and, under it, an octagon and a sentence
// that says what is wanted. The label stands above at 12, or at the left at 14.
type Field struct {
	widget.BaseWidget
	label     *Text
	labelSide float32 // width of a label at the left; 0 is above
	control   fyne.CanvasObject
	controlW  float32
	hint      *Paragraph
	aside     fyne.CanvasObject // in the place of the hint, may be nil
	fault     *Paragraph
	mark      *Glyph
}

// NewField makes a field with its label above and a hint below it, which may
// be empty.
func NewField(label string, control fyne.CanvasObject, hint string) *Field {
	f := &Field{
		label:   NewText(label, TextStyle{Size: 12, Colour: theme.Ink2}),
		control: control,
	}
	f.finish(hint)
	return f
}

// NewSideField makes a field with its label at the left, labelWidth wide, a
// control of controlWidth (0: as wide as can be), and the hint or the fault at
// its right where the control leaves room, else below. Where label and control
// do not fit side by side, the label stands above.
func NewSideField(label string, labelWidth float32, control fyne.CanvasObject, controlWidth float32, hint string) *Field {
	f := &Field{label: NewText(label, Plain()), labelSide: labelWidth, control: control, controlW: controlWidth}
	f.finish(hint)
	return f
}

func (f *Field) finish(hint string) {
	f.hint = NewParagraph(hint, Small())
	f.fault = NewParagraph("", TextStyle{Size: 12, Colour: theme.LateInk})
	f.mark = NewShape(theme.Octagon, theme.Late, 16)
	f.ExtendBaseWidget(f)
}

// SetError shows the sentence and marks the control, or clears both with none.
func (f *Field) SetError(sentence string) {
	if c, ok := f.control.(Faulty); ok {
		c.SetError(sentence)
	}
	f.fault.Set(sentence)
	f.Refresh()
}

// Fault returns the sentence that is shown.
func (f *Field) Fault() string { return f.fault.Text() }

// SetHint changes the words beside or below the control.
func (f *Field) SetHint(s string) { f.hint.Set(s); f.Refresh() }

// SetAside puts a part in the place of the hint at the right of the control:
// where a figure comes from. A fault takes its place while there is one.
func (f *Field) SetAside(part fyne.CanvasObject) { f.aside = part; f.Refresh() }

// Control returns what the field holds.
func (f *Field) Control() fyne.CanvasObject { return f.control }

// Focus gives the control the keyboard, as a form does with its first fault; of
// several controls in one field, the first that takes it.
func (f *Field) Focus() { FocusFirst(f.control) }

// FocusFirst gives the keyboard to the first part below o that takes it, and
// says whether there was one.
func FocusFirst(o fyne.CanvasObject) bool {
	switch c := o.(type) {
	case *Field:
		return FocusFirst(c.control)
	case *container.Scroll:
		return FocusFirst(c.Content)
	case interface{ Focus() }:
		c.Focus()
		return true
	case fyne.Focusable:
		focusOn(c, o)
		return true
	case *fyne.Container:
		for _, part := range c.Objects {
			if FocusFirst(part) {
				return true
			}
		}
	}
	return false
}

// side returns the width of the label at the left, at a width of the field; 0
// where it stands above.
func (f *Field) side(width float32) float32 {
	if width < px(f.labelSide)+max(px(f.controlW), f.control.MinSize().Width) {
		return 0
	}
	return px(f.labelSide)
}

// beside says whether hint and fault stand at the right of the control, where
// there is room enough for a word or two in a line.
func (f *Field) beside(width float32) bool {
	return f.side(width) > 0 && f.controlW > 0 && f.restBeside(width) >= px(120)
}

func (f *Field) restBeside(width float32) float32 {
	return width - px(f.labelSide) - px(f.controlW) - px(16)
}

// controlRoom returns how wide the control is in the room that it has.
func (f *Field) controlRoom(room float32) float32 {
	if f.controlW > 0 {
		return min(room, max(px(f.controlW), f.control.MinSize().Width))
	}
	return room
}

// HeightFor returns the height of the field at a width, with its fault.
func (f *Field) HeightFor(width float32) float32 {
	if f.beside(width) {
		rest := f.restBeside(width)
		h := max(HeightFor(f.control, px(f.controlW)), px(32))
		switch {
		case f.Fault() != "":
			h = max(h, f.fault.HeightFor(rest-px(22))+px(12))
		case f.aside == nil && f.hint.Text() != "":
			h = max(h, f.hint.HeightFor(rest))
		}
		return h
	}
	room, h := width, float32(0)
	if side := f.side(width); side > 0 {
		room -= side
	} else {
		h = px(18)
	}
	h += HeightFor(f.control, f.controlRoom(room))
	switch {
	case f.Fault() != "":
		h += px(4) + f.fault.HeightFor(room-px(22))
	case f.aside != nil:
		h += px(4) + px(32)
	case f.hint.Text() != "":
		h += px(4) + f.hint.HeightFor(room)
	}
	return h
}

// CreateRenderer implements fyne.Widget.
func (f *Field) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{owner: f, objects: []fyne.CanvasObject{f.label, f.control, f.hint, f.mark, f.fault}}
	d.dress = func() {
		bad := f.Fault() != ""
		d.objects = d.objects[:5]
		if f.aside != nil {
			d.objects = append(d.objects, f.aside)
			setVisible(f.aside, !bad)
		}
		setVisible(f.mark, bad)
		setVisible(f.fault, bad)
		setVisible(f.hint, !bad && f.hint.Text() != "")
	}
	d.min = func() fyne.Size {
		w := max(f.control.MinSize().Width, px(96))
		return fyne.NewSize(w, f.HeightFor(max(f.Size().Width, w)))
	}
	d.lay = func(size fyne.Size) {
		if f.beside(size.Width) {
			f.layBeside(size)
			return
		}
		x, y, w := float32(0), px(18), size.Width
		if side := f.side(size.Width); side > 0 {
			x, y, w = side, 0, size.Width-side
			put(f.label, 0, 0, px(f.labelSide)-px(12), px(32))
		} else {
			put(f.label, 0, 0, size.Width, px(16))
		}
		h := HeightFor(f.control, f.controlRoom(w))
		put(f.control, x, y, f.controlRoom(w), h)
		y += h + px(4)
		put(f.hint, x, y, w, f.hint.HeightFor(w))
		if f.aside != nil {
			put(f.aside, x, y, w, px(32))
		}
		put(f.mark, x, y, px(16), px(16))
		put(f.fault, x+px(22), y, w-px(22), f.fault.HeightFor(w-px(22)))
	}
	return drawn(d)
}

func (f *Field) layBeside(size fyne.Size) {
	x, w := px(f.labelSide), px(f.controlW)
	h := max(HeightFor(f.control, w), f.control.MinSize().Height)
	put(f.label, 0, 0, x-px(12), px(32))
	put(f.control, x, max(px(32)-h, 0)/2, w, h)
	x += w + px(16)
	rest := size.Width - x
	high := f.hint.HeightFor(rest)
	put(f.hint, x, max(px(32)-high, 0)/2, rest, high)
	if f.aside != nil {
		put(f.aside, x, 0, rest, px(32))
	}
	put(f.mark, x, px(8), px(16), px(16))
	put(f.fault, x+px(22), px(8), rest-px(22), f.fault.HeightFor(rest-px(22)))
}
