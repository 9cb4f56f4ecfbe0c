package widgets

import (
	"aftercare/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// ButtonKind says how loudly a button speaks.
type ButtonKind string

// The kinds of button. A window has one Primary at most.
const (
	Normal  ButtonKind = ""
	Primary ButtonKind = "primary"
	Quiet   ButtonKind = "quiet"
	Danger  ButtonKind = "danger"
)

// ButtonLook is what a button shows.
type ButtonLook struct {
	Word string
	Icon string // by name, may be empty
	Key  string // the key that does the same, shown as a hint
	Kind ButtonKind
	Tone theme.Tone // for Quiet only: the tone of the word
	// Tip is shown under the pointer; a button without a word must have one.
	Tip string
	// Refused says why the button cannot be pressed now; not empty, it mutes
	// the button and stands in the place of Tip.
	Refused string
}

// Button is something to press: by pointer, Enter or Space.
type Button struct {
	control
	OnTapped func()
	look     ButtonLook
	tight    bool // room lacks: the key's hint leaves, and the icon beside a word
}

// NewButton makes a button.
func NewButton(look ButtonLook, tapped func()) *Button {
	b := &Button{OnTapped: tapped}
	b.take(look)
	b.become(b, func() {
		if b.look.Refused == "" && b.OnTapped != nil {
			b.OnTapped()
		}
	})
	return b
}

// Look returns what the button shows.
func (b *Button) Look() ButtonLook { return b.look }

// SetLook changes what the button shows.
func (b *Button) SetLook(look ButtonLook) {
	if b.look != look {
		b.take(look)
		b.Refresh()
	}
}

// SetRefused mutes the button with a reason, or frees it with none.
func (b *Button) SetRefused(reason string) {
	look := b.look
	look.Refused = reason
	b.SetLook(look)
}

func (b *Button) setTight(tight bool) {
	if b.tight != tight {
		b.tight = tight
		b.Refresh()
	}
}

func (b *Button) take(look ButtonLook) {
	b.look, b.Tip = look, look.Tip
	if look.Refused != "" {
		b.Tip = look.Refused
	}
}

// colours returns the ground, the border, the word's colour and the icon's tone.
func (b *Button) colours() (fill, stroke, ink fyne.ThemeColorName, tone theme.Tone) {
	switch {
	case b.look.Refused != "":
		return theme.Mute, theme.Mute, theme.Ink3, theme.Muted
	case b.look.Kind == Primary:
		return theme.Fill, theme.Fill, theme.OnFill, theme.Inverse
	}
	fill, stroke, ink, tone = theme.Surface, theme.Line2, theme.Ink, theme.Strong
	switch b.look.Kind {
	case Quiet:
		fill, stroke, ink, tone = theme.Nothing, theme.Nothing, b.look.Tone.Ink(), b.look.Tone
	case Danger:
		ink, tone = theme.LateInk, theme.Late
	}
	if b.hovered {
		fill = theme.Hover
	}
	return fill, stroke, ink, tone
}

// CreateRenderer implements fyne.Widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	box, ring := canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	icon := NewIcon("", theme.Neutral, 16)
	word := NewText("", TextStyle{Whole: true})
	key := newKeyHint("")
	d := &drawing{owner: b, objects: []fyne.CanvasObject{box, ring, icon, word, key}}
	d.dress = func() {
		fill, stroke, ink, tone := b.colours()
		paintBox(box, fill, stroke, 1, 6)
		paintBox(ring, theme.Nothing, theme.Blue, 2, 7)
		ring.Hidden = !b.focused
		if b.look.Kind == Primary && b.focused {
			paintBox(box, fill, theme.Surface, 1, 5)
		}
		icon.Hidden = b.look.Icon == "" || b.tight && b.look.Word != ""
		icon.Name, icon.Tone = b.look.Icon, tone
		word.Style = TextStyle{Bold: b.look.Kind == Primary, Colour: ink, Whole: true}
		word.text = Printable(b.look.Word, b.look.Kind == Primary)
		word.Hidden = b.look.Word == ""
		key.word.text, key.onFill = b.look.Key, b.look.Kind == Primary && b.look.Refused == ""
		key.Hidden = b.look.Key == "" || b.tight
	}
	parts := func() []fyne.CanvasObject { return []fyne.CanvasObject{icon, word, key} }
	row := &rowLayout{gap: 8}
	d.min = func() fyne.Size {
		return fyne.NewSize(max(row.MinSize(parts()).Width+px(24), px(32)), px(32))
	}
	d.lay = func(size fyne.Size) {
		put(box, 0, 0, size.Width, size.Height)
		put(ring, -2, -2, size.Width+4, size.Height+4)
		w := row.MinSize(parts()).Width
		row.Layout(parts(), fyne.NewSize(w, size.Height))
		shift := fyne.NewPos(max((size.Width-w)/2, 0), 0)
		for _, o := range parts() {
			o.Move(o.Position().Add(shift))
		}
	}
	return drawn(d)
}
