package widgets

import (
	"aftercare/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// KeyHint is the name of a key in a small outline.
type KeyHint struct {
	widget.BaseWidget
	word   *Text
	onFill bool
}

// NewKeyHint makes a key hint.
func NewKeyHint(key string) *KeyHint { return newKeyHint(key) }

func newKeyHint(key string) *KeyHint {
	k := &KeyHint{word: NewText(key, TextStyle{Size: 12, Colour: theme.Ink3, Whole: true, Align: fyne.TextAlignCenter})}
	k.ExtendBaseWidget(k)
	return k
}

// CreateRenderer implements fyne.Widget.
func (k *KeyHint) CreateRenderer() fyne.WidgetRenderer {
	box := canvas.NewRectangle(nil)
	d := &drawing{owner: k, objects: []fyne.CanvasObject{box, k.word}}
	d.dress = func() {
		fill, stroke, ink := theme.Surface, theme.Line2, theme.Ink3
		if k.onFill {
			fill, stroke, ink = theme.Nothing, theme.OnFill, theme.OnFill
		}
		paintBox(box, fill, stroke, 1, 4)
		k.word.Style.Colour = ink
	}
	d.min = func() fyne.Size {
		return fyne.NewSize(max(k.word.Natural()+px(10), px(18)), px(18))
	}
	d.lay = func(size fyne.Size) {
		put(box, 0, 0, size.Width, size.Height)
		put(k.word, 0, 0, size.Width, size.Height)
	}
	return drawn(d)
}
