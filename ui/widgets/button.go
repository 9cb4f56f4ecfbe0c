package widgets

import (
	"aftercare/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
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
	widget.BaseWidget
	OnTapped func()
	look     ButtonLook
	focused  bool
	hovered  bool
}

// NewButton makes a button.
func NewButton(look ButtonLook, tapped func()) *Button {
	b := &Button{look: look, OnTapped: tapped}
	b.ExtendBaseWidget(b)
	return b
}

// Look returns what the button shows.
func (b *Button) Look() ButtonLook { return b.look }

// SetLook changes what the button shows.
func (b *Button) SetLook(look ButtonLook) {
	if b.look != look {
		b.look = look
		b.Refresh()
	}
}

// SetRefused mutes the button with a reason, or frees it with none.
func (b *Button) SetRefused(reason string) {
	look := b.look
	look.Refused = reason
	b.SetLook(look)
}

func (b *Button) tipWords() string {
	if b.look.Refused != "" {
		return b.look.Refused
	}
	return b.look.Tip
}

// Tapped implements fyne.Tappable.
func (b *Button) Tapped(*fyne.PointEvent) { b.press() }

func (b *Button) press() {
	if s := stageOf(b); s != nil {
		s.hideTip(b)
	}
	if b.look.Refused == "" && b.OnTapped != nil {
		b.OnTapped()
	}
}

// FocusGained implements fyne.Focusable.
func (b *Button) FocusGained() { b.focused = true; b.Refresh() }

// FocusLost implements fyne.Focusable.
func (b *Button) FocusLost() { b.focused = false; b.Refresh() }

// TypedRune implements fyne.Focusable.
func (b *Button) TypedRune(r rune) {
	if r != ' ' {
		strayRune(b, r)
	}
}

// TypedKey implements fyne.Focusable.
func (b *Button) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.press()
	default:
		strayKey(b, ev)
	}
}

// MouseIn implements desktop.Hoverable.
func (b *Button) MouseIn(*desktop.MouseEvent) {
	b.hovered = true
	b.Refresh()
	if s := stageOf(b); s != nil {
		s.showTip(b, b.tipWords())
	}
}

// MouseMoved implements desktop.Hoverable.
func (b *Button) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (b *Button) MouseOut() {
	b.hovered = false
	b.Refresh()
	if s := stageOf(b); s != nil {
		s.hideTip(b)
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
		icon.Hidden = b.look.Icon == ""
		icon.Name, icon.Tone = b.look.Icon, tone
		word.Style = TextStyle{Bold: b.look.Kind == Primary, Colour: ink, Whole: true}
		word.text = Printable(b.look.Word, b.look.Kind == Primary)
		word.Hidden = b.look.Word == ""
		key.word.text, key.onFill = b.look.Key, b.look.Kind == Primary && b.look.Refused == ""
		key.Hidden = b.look.Key == ""
	}
	parts := func() []fyne.CanvasObject { return []fyne.CanvasObject{icon, word, key} }
	row := &rowLayout{gap: 8}
	d.min = func() fyne.Size {
		return fyne.NewSize(max(row.MinSize(parts()).Width+px(24), px(32)), px(32))
	}
	d.lay = func(size fyne.Size) {
		put(box, 0, 0, size.Width, size.Height)
		put(ring, -2, -2, size.Width+4, size.Height+4)
		if b.look.Kind == Primary && b.focused {
			put(box, 0, 0, size.Width, size.Height)
		}
		w := row.MinSize(parts()).Width
		row.Layout(parts(), fyne.NewSize(w, size.Height))
		shift := fyne.NewPos(max((size.Width-w)/2, 0), 0)
		for _, o := range parts() {
			o.Move(o.Position().Add(shift))
		}
	}
	return drawn(d)
}

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
