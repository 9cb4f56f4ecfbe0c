package widgets

import (
	"aftercare/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// NewTitleBlock heads a record: the title line (number, who in the second
// voice or nothing, amount at the right) and a second line of parts, of which
// right stands at the right end and may be nil.
func NewTitleBlock(title, who, amount string, second []fyne.CanvasObject, right fyne.CanvasObject) *fyne.Container {
	first := []fyne.CanvasObject{NewText(title, TextStyle{Size: 18, Whole: true})}
	if who != "" {
		first = append(first, NewText(who, TextStyle{Size: 18, Colour: theme.Ink2}))
	}
	first = append(first, Gap(), NewText(amount, TextStyle{Size: 18, Whole: true}))
	line := append(append([]fyne.CanvasObject{}, second...), Gap())
	if right != nil {
		line = append(line, right)
	}
	return NewInset(Inset{16, 12, 16, 12}, NewColumn(4, NewRow(16, first...), NewRow(8, line...)))
}

// NewSection heads a part of a record: bold words, a count in the third voice,
// and at the right a hint (NewText of Small) or a link; right may be nil.
func NewSection(title, count string, right fyne.CanvasObject) *fyne.Container {
	parts := []fyne.CanvasObject{NewText(title, TextStyle{Bold: true, Whole: true})}
	if count != "" {
		parts = append(parts, NewText(count, Third()))
	}
	parts = append(parts, Gap())
	if right != nil {
		parts = append(parts, right)
	}
	return NewSized(0, 24, NewRow(8, parts...))
}

// KeyValueRow is a label and what belongs to it.
type KeyValueRow struct {
	Label string
	Value string
	Tone  theme.Tone // of the value; Neutral is plain ink here
	Note  string     // a line of 12 below the value
	// Part stands in the place of Value: a link, a due clock.
	Part fyne.CanvasObject
	// Right stands at the right end: a link.
	Right  fyne.CanvasObject
	Struck bool
}

// NewKeyValue sets labels in a column of labelWidth (96 when 0) beside their
// values, which wrap.
func NewKeyValue(labelWidth float32, rows ...KeyValueRow) *fyne.Container {
	if labelWidth == 0 {
		labelWidth = 96
	}
	column := NewColumn(4)
	for _, r := range rows {
		value := r.Part
		if value == nil {
			style := TextStyle{Struck: r.Struck}
			if r.Tone != theme.Neutral {
				style.Colour = r.Tone.Ink()
			}
			if r.Struck {
				value = NewText(r.Value, style)
			} else {
				value = NewParagraph(r.Value, style)
			}
		}
		if r.Note != "" {
			value = NewColumn(0, value, NewParagraph(r.Note, Small()))
		}
		label := NewSized(labelWidth-12, 0, NewText(r.Label, Third()))
		parts := []fyne.CanvasObject{label, Grow(value)}
		if r.Part != nil {
			parts = []fyne.CanvasObject{label, value, Gap()}
		}
		if r.Right != nil {
			parts = append(parts, r.Right)
		}
		column.Add(NewTopRow(12, parts...))
	}
	return column
}

// MoneyRow is words and an amount.
type MoneyRow struct {
	Words, Code string // Code follows the words in the third voice
	Amount      string
	Sum         bool // with a hairline over it
	Large       bool // the amount at 18
	Tone        theme.Tone
}

// NewMoneyRows sets words at the left and amounts at the right; note, of 12,
// says below who pays, and may be empty.
func NewMoneyRows(note string, rows ...MoneyRow) *fyne.Container {
	column := NewColumn(4)
	for _, r := range rows {
		words := TextStyle{Colour: theme.Ink2}
		if r.Tone == theme.Strong || r.Sum {
			words.Colour = theme.Ink
		}
		amount := TextStyle{Whole: true}
		if r.Large {
			amount.Size = 18
		}
		if r.Tone != theme.Neutral && r.Tone != theme.Strong {
			amount.Colour = r.Tone.Ink()
		}
		parts := []fyne.CanvasObject{NewText(r.Words, words)}
		if r.Code != "" {
			parts = append(parts, NewText(r.Code, Third()))
		}
		row := NewRow(6, append(parts, Gap(), NewText(r.Amount, amount))...)
		if r.Sum {
			column.Add(NewColumn(6, NewHairline(), row))
			continue
		}
		column.Add(row)
	}
	if note != "" {
		column.Add(NewParagraph(note, Small()))
	}
	return column
}

// FactRow is a shape, a name, and what was found.
type FactRow struct {
	Shape string
	Tone  theme.Tone
	Name  string
	Fact  string
}

// NewFactRows sets facts under one another, their names in a column of
// nameWidth (68 when 0).
func NewFactRows(nameWidth float32, rows ...FactRow) *fyne.Container {
	if nameWidth == 0 {
		nameWidth = 68
	}
	column := NewColumn(6)
	for _, r := range rows {
		shape := r.Shape
		if shape == "" {
			shape = r.Tone.Shape()
		}
		column.Add(NewTopRow(8,
			NewInset(Inset{0, 2, 0, 2}, NewShape(shape, r.Tone, 16)),
			NewSized(nameWidth, 0, NewText(r.Name, Plain())),
			Grow(NewParagraph(r.Fact, Second()))))
	}
	return column
}

// VerdictLook is what a verdict says.
type VerdictLook struct {
	Shape    string
	Tone     theme.Tone
	Word     string // pass, ask, refuse
	Sentence string // a fixed sentence, in bold
	Version  string // which policy judged, at the right in 12
	Rules    []FactRow
	Names    float32 // width of the rules' names, 68 when 0
	Override string  // the word of the link; empty: none
}

// NewVerdictCard shows a verdict with the rules that fired and the facts they
// saw. The link, where there is one, stands in the place of the version.
func NewVerdictCard(look VerdictLook, override func()) *fyne.Container {
	parts := []fyne.CanvasObject{
		NewBadge(look.Shape, look.Tone, look.Word),
		NewText(look.Sentence, TextStyle{Bold: true}), Gap(),
	}
	rules := NewColumn(8, NewFactRows(look.Names, look.Rules...))
	if look.Override != "" {
		parts = append(parts, NewLink(look.Override, "", override))
		if look.Version != "" {
			rules.Add(NewText(look.Version, Small()))
		}
	} else {
		parts = append(parts, NewText(look.Version, Small()))
	}
	return NewHeadedCard(NewRow(8, parts...), rules)
}

// AgreedDateLook is what the agreed-date card says.
type AgreedDateLook struct {
	Title    string // "Agreed ship date"
	Left     string // "4 working days left"
	LeftTone theme.Tone
	Date     string
	Tone     theme.Tone // of the date; Neutral is Info
	Earlier  []string   // dates that were before, newest first, struck through
	Terms    string
	Rows     []KeyValueRow // who agreed, how, when; reason; evidence
}

// NewAgreedDateCard shows the date that a customer agreed to.
func NewAgreedDateCard(look AgreedDateLook) *fyne.Container {
	if look.Tone == theme.Neutral {
		look.Tone = theme.Info
	}
	if look.LeftTone == theme.Neutral {
		look.LeftTone = theme.Muted
	}
	head := NewRow(8, NewIcon("agree", look.Tone, 20), NewText(look.Title, Strong()), Gap(),
		NewText(look.Left, TextStyle{Size: 12, Colour: look.LeftTone.Ink(), Whole: true}))
	dates := []fyne.CanvasObject{NewText(look.Date, TextStyle{Size: 24, Colour: look.Tone.Ink(), Whole: true})}
	if len(look.Earlier) > 0 {
		dates = append(dates, NewSized(4, 0, NewBox(theme.Nothing, 0)))
	}
	for _, d := range look.Earlier {
		dates = append(dates, NewInset(Inset{0, 6, 0, 0}, NewText(d, TextStyle{Colour: theme.Ink3, Struck: true, Whole: true})))
	}
	parts := []fyne.CanvasObject{head, NewRow(8, dates...)}
	if look.Terms != "" {
		parts = append(parts, NewParagraph(look.Terms, Plain()))
	}
	if len(look.Rows) > 0 {
		parts = append(parts, NewInset(Inset{0, 4, 0, 0}, NewKeyValue(76, look.Rows...)))
	}
	return NewCard(NewColumn(4, parts...))
}

// NewTwoColumns sets two parts side by side, gap apart, each half as wide.
func NewTwoColumns(gap float32, left, right fyne.CanvasObject) *fyne.Container {
	return container.New(&rowLayout{gap: gap, top: true}, Grow(left), Grow(right))
}
