package widgets

import (
	"unicode/utf8"

	"aftercare/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// IntakeAnswerLook is what the band says about the parcel just scanned.
type IntakeAnswerLook struct {
	Shape string
	Tone  theme.Tone
	Code  string
	Word  string // the answer, a fixed word
	Who   string
	What  string
	Note  string
}

// NewIntakeAnswer is the band of 112 that can be read from two metres: shape,
// code, answer, who and what, on the ground of the answer's tone.
func NewIntakeAnswer(look IntakeAnswerLook) *fyne.Container {
	code := NewText(shortened(look.Code), TextStyle{Size: 40, Whole: true})
	word := NewInset(Inset{0, 10, 0, 0}, NewText(look.Word, TextStyle{Size: 24, Bold: true, Colour: look.Tone.Ink(), Whole: true}))
	left := NewColumn(0, NewRow(24, code, word, Gap()), NewText(look.Who, TextStyle{Size: 18, Colour: theme.Ink2}))
	parts := []fyne.CanvasObject{NewShape(look.Shape, look.Tone, 56), Grow(left)}
	if look.What != "" {
		size := float32(24)
		if utf8.RuneCountInString(look.What) > bandWhat {
			size = 18
		}
		right := NewColumn(4, NewText(look.What, TextStyle{Size: size, Align: fyne.TextAlignTrailing}),
			NewText(look.Note, TextStyle{Size: 18, Colour: theme.Ink2, Align: fyne.TextAlignTrailing}))
		parts = append(parts, NewAtMost(336, right))
	}
	return NewOver(NewBox(look.Tone.Ground(), 0), NewSized(0, 112, NewInset(Inset{24, 0, 24, 0}, NewRow(24, parts...))))
}

// bandWhat is how long what is in the parcel may be to be written large.
const bandWhat = 26

// bandCode is how many characters of a code the band has room for.
const bandCode = 20

// shortened leaves out the middle of a code that is no parcel's anyway, with a
// mark; its ends are what one compares with the label in hand.
func shortened(code string) string {
	r := []rune(code)
	if len(r) <= bandCode {
		return code
	}
	return string(r[:bandCode-9]) + "..." + string(r[len(r)-6:])
}

// IntakeCheckLook is one line of the checklist.
type IntakeCheckLook struct {
	Shape  string
	Tone   theme.Tone
	Word   string
	Detail string
	Answer string // at the right
	Key    string // the key that opens the line, before its shape
	Now    bool   // the line to be answered: 64 high and marked
}

// NewIntakeCheckRow is a line of the checklist, 48 high.
func NewIntakeCheckRow(look IntakeCheckLook) *fyne.Container {
	height, ground := float32(48), theme.Surface
	answer := TextStyle{Size: 18, Colour: look.Tone.Ink(), Whole: true}
	tone := look.Tone
	if look.Now {
		height, ground, tone = 64, theme.Selected, theme.Accent
		answer = TextStyle{Colour: theme.Ink3, Whole: true}
	}
	if tone == theme.Neutral {
		tone = theme.Muted
	}
	shape := fyne.CanvasObject(NewShape(look.Shape, tone, 20))
	if look.Key != "" {
		shape = NewRow(12, NewKeyHint(look.Key), shape)
	}
	row := NewRow(12, shape, NewSized(4, 0, NewBox(theme.Nothing, 0)),
		NewText(look.Word, TextStyle{Size: 18, Bold: look.Now, Whole: true}),
		Grow(NewText(look.Detail, Second())), NewText(look.Answer, answer))
	bar := NewBox(theme.Blue, 0)
	bar.Hidden = !look.Now
	return NewSized(0, height, NewOver(NewBox(ground, 0), container.New(&edgesLayout{}, bar, NewHairline()),
		NewInset(Inset{24, 0, 24, 0}, row)))
}

// edgesLayout sets a bar at the left edge and a hairline at the bottom.
type edgesLayout struct{}

func (*edgesLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (*edgesLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	put(objects[0], 0, 0, 4, size.Height-1)
	put(objects[1], 0, size.Height-1, size.Width, 1)
}

// KeyWord is a digit and what it means now.
type KeyWord struct {
	Key, Word string
	Short     string // in the place of Word where the bar lacks room
	Tapped    func()
	Refused   string
}

// NewKeyBar is the bar of 80 that always says what the digits mean now. Where
// not all fit, short words stand in the place of the long ones, and then smaller
// keys. Without keys it says idle.
func NewKeyBar(idle string, keys ...KeyWord) *fyne.Container {
	rows := make([][]fyne.CanvasObject, 3)
	for _, k := range keys {
		long := k
		if k.Short != "" {
			k.Word = k.Short
		}
		rows[0] = append(rows[0], newBigKey(long, false))
		rows[1] = append(rows[1], newBigKey(k, false))
		rows[2] = append(rows[2], newBigKey(k, true))
	}
	content := fyne.CanvasObject(NewRow(0, NewText(idle, TextStyle{Size: 18, Colour: theme.Ink3})))
	if len(keys) > 0 {
		content = container.New(&firstFitLayout{}, NewRow(8, rows[0]...), NewRow(8, rows[1]...), NewRow(4, rows[2]...))
	}
	return container.New(&bandLayout{height: 80, above: true}, NewBox(theme.Sunken, 0), NewHairline(), NewInset(Inset{8, 0, 8, 0}, content))
}

// firstFitLayout shows the first of its parts that fits, else the last.
type firstFitLayout struct{}

func (*firstFitLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(px(64), objects[0].MinSize().Height)
}

func (*firstFitLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	found := false
	for i, o := range objects {
		fits := !found && (i == len(objects)-1 || o.MinSize().Width <= size.Width)
		found = found || fits
		setVisible(o, fits)
		put(o, 0, 0, size.Width, size.Height)
	}
}

type bigKey struct {
	hot
	key   KeyWord
	small bool
}

func newBigKey(k KeyWord, small bool) *bigKey {
	b := &bigKey{key: k, small: small}
	b.Tip = k.Refused
	b.become(b, func() {
		if k.Refused == "" && k.Tapped != nil {
			k.Tapped()
		}
	})
	return b
}

func (b *bigKey) CreateRenderer() fyne.WidgetRenderer {
	box, cap := NewFrame(theme.Surface, theme.Line2, 8), NewBox(theme.Mute, 6)
	side, pad, size := float32(32), float32(8), float32(18)
	if b.small {
		side, pad, size = 24, 6, 14
	}
	key := NewText(b.key.Key, TextStyle{Size: size, Align: fyne.TextAlignCenter, Whole: true})
	word := NewText(b.key.Word, TextStyle{Size: size, Whole: true})
	width := func() float32 { return max(px(side), key.Natural()+px(2*pad)) }
	return drawn(&drawing{
		owner: b, objects: []fyne.CanvasObject{box, cap, key, word},
		dress: func() {
			box.Fill, word.Style.Colour = theme.Surface, theme.Ink
			if b.hovered {
				box.Fill = theme.Hover
			}
			if b.key.Refused != "" {
				box.Fill, word.Style.Colour = theme.Mute, theme.Ink3
			}
		},
		min: func() fyne.Size { return fyne.NewSize(word.Natural()+width()+px(4*pad), px(48)) },
		lay: func(size fyne.Size) {
			y := (size.Height - px(side)) / 2
			put(box, 0, 0, size.Width, size.Height)
			put(cap, px(pad), y, width(), px(side))
			put(key, px(pad), y, width(), px(side))
			put(word, px(2*pad)+width(), 0, size.Width-width()-px(3*pad), size.Height)
		},
	})
}

// NewPileBar shows how much of a pile is done as so many small bars.
func NewPileBar(done, of int) *fyne.Container {
	var parts []fyne.CanvasObject
	for i := range of {
		colour := theme.Mute
		if i < done {
			colour = theme.Blue
		}
		parts = append(parts, Grow(NewSized(0, 6, NewBox(colour, 3))))
	}
	return NewRow(4, parts...)
}

// PileRow is one parcel of the pile.
type PileRow struct {
	Shape            string
	Tone             theme.Tone
	Code, When, Word string
	Note             string
}

// NewPileRow shows a parcel of the pile: the same shape, word and tone as its
// answer had.
func NewPileRow(r PileRow) *fyne.Container {
	body := NewColumn(0,
		NewRow(8, Grow(NewText(r.Code, Title())), NewText(r.When, Small())),
		NewText(r.Word, TextStyle{Colour: r.Tone.Ink()}))
	if r.Note != "" {
		body.Add(NewText(r.Note, TextStyle{Size: 12, Colour: theme.Ink2}))
	}
	return NewColumn(0, NewInset(Inset{16, 10, 16, 10}, NewTopRow(16,
		NewInset(Inset{0, 2, 0, 0}, NewShape(r.Shape, r.Tone, 20)), Grow(body))), NewHairline())
}
