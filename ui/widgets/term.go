package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// TermField is an amount with its unit beside it: 3 working days, 48 hours.
type TermField struct {
	widget.BaseWidget
	Amount    *Entry
	Unit      *Select
	OnChanged func()
}

// NewTermField makes the field; what is typed for the amount is kept as it is,
// whether it is a number or not.
func NewTermField(amount string, units []Option, unit string) *TermField {
	t := &TermField{Amount: NewEntry(EntryLook{Right: true, SelectAll: true, Limit: 6})}
	t.Amount.SetText(amount)
	t.Amount.OnChanged = func(string) { t.tell() }
	t.Unit = NewSelect(units, unit, func(string) { t.tell() })
	t.ExtendBaseWidget(t)
	return t
}

func (t *TermField) tell() {
	if t.OnChanged != nil {
		t.OnChanged()
	}
}

// SetError marks the amount at fault, or free of it with no sentence.
func (t *TermField) SetError(sentence string) { t.Amount.SetError(sentence) }

// Focus gives the amount the keyboard.
func (t *TermField) Focus() { t.Amount.Focus() }

// CreateRenderer implements fyne.Widget.
func (t *TermField) CreateRenderer() fyne.WidgetRenderer {
	return drawn(&drawing{
		owner: t, objects: []fyne.CanvasObject{t.Amount, t.Unit},
		min: func() fyne.Size { return fyne.NewSize(px(64)+px(8)+t.Unit.MinSize().Width, px(32)) },
		lay: func(size fyne.Size) {
			w := px(64)
			put(t.Amount, 0, 0, w, size.Height)
			put(t.Unit, w+px(8), 0, size.Width-w-px(8), size.Height)
		},
	})
}
