package widgets

import (
	"fmt"
	"unicode/utf8"

	"aftercare/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// EntryLook is how a field is made. It does not change afterwards.
type EntryLook struct {
	Placeholder string
	Unit        string // inside at the right: working days, HK$
	Lead        string // icon at the left, by name
	Trail       string // icon at the right, by name; see Entry.OnTrail
	Key         string // key hint at the right
	Lines       int    // more than 1: that many lines, wrapping
	Limit       int    // most runes; more is refused, and the count shown; 0 is MostRunes or MostOfLine
	SelectAll   bool   // select all when the keyboard arrives
	Right       bool   // align right, for figures
	Secret      bool   // show dots, for a PIN
}

// Entry is a field that one can type in: 32 high, a border that thickens with
// the keyboard or a fault, and an inner entry that is safe with Chinese input
// methods. What was typed is never taken away by a fault.
type Entry struct {
	widget.BaseWidget
	OnChanged   func(text string)
	OnSubmitted func(text string) // Enter, on one line
	OnArrive    func()            // the keyboard came here
	OnLeave     func(text string) // the keyboard went elsewhere
	OnEscape    func()            // nil: Esc goes to the stage
	OnTrail     func()            // the icon at the right was tapped
	// OnKey sees keys first and says whether it used them; keys of an input
	// method at work never reach it.
	OnKey func(ev *fyne.KeyEvent) (used bool)

	self  fyne.Widget // what stands in the tree: e, or the part that embeds it
	look  EntryLook
	inner *typed
	fault string
	full  bool
}

// How much a field of several lines takes where it names no limit, which is as
// much as the shop keeps of any text, and one of a single line, which is the
// longest path. The toolkit's work grows with the square of the text: a novel
// would hold the window for many seconds.
const (
	MostRunes  = 20_000
	MostOfLine = 4_000
)

// NewEntry makes a field.
func NewEntry(look EntryLook) *Entry {
	e := makeEntry(look)
	e.become(e)
	return e
}

// makeEntry makes a field that another part embeds and must then become: a
// widget can be extended once only.
func makeEntry(look EntryLook) *Entry {
	switch {
	case look.Limit > 0:
	case look.Lines > 1:
		look.Limit = MostRunes
	default:
		look.Limit = MostOfLine
	}
	e := &Entry{look: look}
	e.inner = newTyped(e)
	return e
}

// become names the part that stands in the tree.
func (e *Entry) become(self fyne.Widget) {
	e.self = self
	e.ExtendBaseWidget(self)
}

// Text returns what stands in the field.
func (e *Entry) Text() string { return e.inner.Text }

// SetText replaces what stands in the field; OnChanged hears of it.
func (e *Entry) SetText(s string) { e.inner.SetText(s) }

// SetPlaceholder changes the words shown while the field is empty.
func (e *Entry) SetPlaceholder(s string) { e.look.Placeholder = s; e.Refresh() }

// fitPlaceholder cuts the words to the room, since the toolkit would scroll them.
func (e *Entry) fitPlaceholder(width float32) {
	words := Printable(e.look.Placeholder, false)
	if e.look.Lines < 2 {
		words = cut(words, width-2*e.inner.Theme().Size("innerPadding"), 14, false)
	}
	if words != e.inner.PlaceHolder {
		e.inner.SetPlaceHolder(words)
	}
}

// Several tells whether the field has several lines, in which Enter begins
// another one.
func (e *Entry) Several() bool { return e.look.Lines > 1 }

// Secret tells whether the field shows dots in the place of what is typed.
func (e *Entry) Secret() bool { return e.look.Secret }

// Fault returns the sentence given to SetError.
func (e *Entry) Fault() string { return e.fault }

// SetError marks the field at fault, or free of it with no sentence. A Field
// around it shows the sentence.
func (e *Entry) SetError(sentence string) {
	if e.fault != sentence {
		e.fault = sentence
		e.Refresh()
	}
}

// SetEnabled says whether one can type.
func (e *Entry) SetEnabled(enabled bool) {
	if enabled {
		e.inner.Enable()
	} else {
		e.inner.Disable()
	}
	e.Refresh()
}

// Focus gives the field the keyboard.
func (e *Entry) Focus() { focusOn(e.inner, e.self) }

// Focused tells whether the field has the keyboard.
func (e *Entry) Focused() bool { return e.inner.has }

// Focusable returns the part that takes the keyboard.
func (e *Entry) Focusable() fyne.Focusable { return e.inner }

// SelectAll marks all that stands in the field.
func (e *Entry) SelectAll() { e.inner.TypedShortcut(&fyne.ShortcutSelectAll{}) }

// Tapped implements fyne.Tappable: the edge of the field counts as the field.
func (e *Entry) Tapped(*fyne.PointEvent) { e.Focus() }

func (e *Entry) changed(s string) {
	if e.full && utf8.RuneCountInString(s) < e.look.Limit {
		e.setFull(false)
	}
	if e.OnChanged != nil {
		e.OnChanged(s)
	}
}

func (e *Entry) setFull(full bool) {
	if e.full != full {
		e.full = full
		e.Refresh()
	}
}

// edge returns the border's colour and width.
func (e *Entry) edge() (fyne.ThemeColorName, float32) {
	switch {
	case e.fault != "":
		return theme.LateInk, 2
	case e.full:
		return theme.WarnInk, 2
	case e.inner.has:
		return theme.Blue, 2
	}
	return theme.FieldRim, 1
}

// rightWords returns what stands inside at the right: the count once the field
// is full, else the unit.
func (e *Entry) rightWords() string {
	if e.full {
		return fmt.Sprintf("%d/%d", utf8.RuneCountInString(e.Text()), e.look.Limit)
	}
	return e.look.Unit
}

// CreateRenderer implements fyne.Widget.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	box := canvas.NewRectangle(nil)
	frame := container.New(&innerLayout{look: &e.look}, e.inner)
	clip := newClip(frame)
	unit := NewText("", TextStyle{Size: 12, Colour: theme.Ink3, Whole: true})
	lead, key := NewIcon(e.look.Lead, theme.Muted, 16), newKeyHint(e.look.Key)
	trail := newIconTap(e.look.Trail, func() {
		if e.OnTrail != nil {
			e.OnTrail()
		}
	})
	d := &drawing{owner: e, objects: []fyne.CanvasObject{box, clip, unit, lead, trail, key}}
	d.dress = func() {
		colour, width := e.edge()
		fill := theme.Surface
		if e.inner.Disabled() {
			fill = theme.Mute
		}
		paintBox(box, fill, colour, width, 6)
		unit.text = e.rightWords()
		unit.Style.Colour = theme.Ink3
		if e.full {
			unit.Style.Colour = theme.WarnInk
		}
		unit.Hidden, key.Hidden = unit.text == "", e.look.Key == ""
		lead.Hidden, trail.Hidden = e.look.Lead == "", e.look.Trail == ""
		lead.Tone = theme.Muted
		if e.inner.has {
			lead.Tone = theme.Accent
		}
	}
	d.min = func() fyne.Size {
		if e.look.Lines > 1 {
			return fyne.NewSize(px(96), px(12)+float32(e.look.Lines)*e.inner.lineStep())
		}
		return fyne.NewSize(px(64), px(32))
	}
	d.lay = func(size fyne.Size) {
		put(box, 0, 0, size.Width, size.Height)
		left, right := px(2), size.Width-px(10)
		if !lead.Hidden {
			put(lead, px(10), (min(size.Height, px(32))-px(16))/2, px(16), px(16))
			left = px(26)
		}
		for _, o := range []fyne.CanvasObject{trail, key, unit} {
			if o.Visible() {
				m := o.MinSize()
				right -= m.Width
				put(o, right, (px(32)-m.Height)/2, m.Width, m.Height)
				right -= px(8)
			}
		}
		if right > size.Width-px(12) {
			right = size.Width - px(2)
		}
		e.fitPlaceholder(right - left)
		put(clip, left, 2, right-left, size.Height-4)
		put(frame, 0, 0, right-left, size.Height-4)
	}
	return drawn(d)
}

// innerLayout sets the toolkit's entry so that its text stands on the centre
// line of the field; the entry is higher than the field, and clipped.
type innerLayout struct{ look *EntryLook }

func (l *innerLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(1, 1) }

func (l *innerLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	o := objects[0]
	if l.look.Lines > 1 {
		put(o, 0, -4, size.Width, size.Height+8)
		return
	}
	h := o.MinSize().Height
	// Four pixels more put the toolkit's scroll bar for long texts out of sight.
	put(o, 0, (size.Height-h)/2-lift(14), size.Width, h+4)
}

// iconTap is an icon that one can tap but that takes no keyboard: what it does
// has a key of its own.
type iconTap struct {
	Glyph
	tapped func()
}

func newIconTap(name string, tapped func()) *iconTap {
	i := &iconTap{tapped: tapped}
	i.Name, i.Tone, i.Side = name, theme.Muted, 16
	i.ExtendBaseWidget(i)
	return i
}

// Tapped implements fyne.Tappable.
func (i *iconTap) Tapped(*fyne.PointEvent) { i.tapped() }
