package widgets

import (
	"strings"
	"unicode"

	"aftercare/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// TextStyle says how a line is written. The zero style is 14, regular, Ink,
// left.
type TextStyle struct {
	Size   float32 // 12, 14, 18, 24 or 40; 0 is 14
	Bold   bool    // for fixed words of the screen alone, never for data
	Colour fyne.ThemeColorName
	Align  fyne.TextAlign
	Struck bool // with a line through it: a date that is no more
	Whole  bool // never cut short: an amount, a date
}

// Small, Plain and their neighbours are the styles most asked for.
func Small() TextStyle { return TextStyle{Size: 12, Colour: theme.Ink3} }

// Plain is the body text.
func Plain() TextStyle { return TextStyle{} }

// Second is body text in the second voice.
func Second() TextStyle { return TextStyle{Colour: theme.Ink2} }

// Third is body text for labels and hints.
func Third() TextStyle { return TextStyle{Colour: theme.Ink3} }

// Strong is bold body text, for fixed words.
func Strong() TextStyle { return TextStyle{Bold: true} }

// Title is the size of a record's title and of a subtotal.
func Title() TextStyle { return TextStyle{Size: 18} }

func (s TextStyle) size() float32 {
	if s.Size == 0 {
		return 14
	}
	return s.Size
}

func (s TextStyle) colour() fyne.ThemeColorName {
	if s.Colour == "" {
		return theme.Ink
	}
	return s.Colour
}

// lineHeight returns the line that goes with a type size.
func lineHeight(size float32) float32 {
	switch {
	case size <= 12:
		return px(16)
	case size <= 14:
		return px(20)
	case size <= 18:
		return px(24)
	case size <= 24:
		return px(32)
	}
	return px(48)
}

// Text is one line. Where it lacks room it ends in three dots; the face draws
// the one-character ellipsis a full Chinese character wide.
type Text struct {
	widget.BaseWidget
	Style TextStyle
	// MinWidth is what the line asks for at least; with 0 it asks for its
	// whole width when Style.Whole is set or it stands in a Row, see Natural.
	MinWidth float32
	text     string
}

// NewText makes a line.
func NewText(s string, style TextStyle) *Text {
	t := &Text{text: Printable(s, style.Bold), Style: style}
	t.ExtendBaseWidget(t)
	return t
}

// Text returns what the line says, whole.
func (t *Text) Text() string { return t.text }

// Set changes what the line says.
func (t *Text) Set(s string) {
	s = Printable(s, t.Style.Bold)
	if s == t.text {
		return
	}
	t.text = s
	t.Refresh()
}

// SetStyle changes how the line is written.
func (t *Text) SetStyle(style TextStyle) {
	if t.Style == style {
		return
	}
	t.Style = style
	t.Refresh()
}

// Natural returns the width that the whole line takes.
func (t *Text) Natural() float32 { return measure(t.text, t.Style.size(), t.bold()) }

func (t *Text) bold() bool { return t.Style.Bold && boldDraws(t.text) }

// boldDraws says whether the bold face has all of a text. It holds the common
// characters only; a word that it lacks part of is written regular, whole, and
// never half in boxes.
func boldDraws(s string) bool {
	th := theme.Current()
	for _, r := range s {
		if r > 0x7F && !th.Draws(r, true) {
			return false
		}
	}
	return true
}

// CreateRenderer implements fyne.Widget.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	c := canvas.NewText("", nil)
	strike := canvas.NewRectangle(nil)
	return drawn(&drawing{
		owner: t, objects: []fyne.CanvasObject{c, strike},
		dress: func() {
			th := theme.Current()
			c.TextSize = t.Style.size() * th.Scale()
			c.TextStyle.Bold = t.bold()
			c.Color = th.Paint(t.Style.colour())
			strike.FillColor = c.Color
			strike.Hidden = !t.Style.Struck || t.text == ""
		},
		min: func() fyne.Size {
			w := t.MinWidth
			if w == 0 {
				w = t.Natural()
			}
			return fyne.NewSize(w, lineHeight(t.Style.size()))
		},
		lay: func(size fyne.Size) {
			c.Text = t.text
			if !t.Style.Whole {
				c.Text = cut(t.text, size.Width, t.Style.size(), t.bold())
			}
			w := measure(c.Text, t.Style.size(), t.bold())
			x := float32(0)
			switch t.Style.Align {
			case fyne.TextAlignTrailing:
				x = size.Width - w
			case fyne.TextAlignCenter:
				x = (size.Width - w) / 2
			}
			h := fyne.MeasureText("M", c.TextSize, c.TextStyle).Height
			put(c, x, (size.Height-h)/2-lift(t.Style.size()), w, h)
			put(strike, x, float32(int(size.Height/2)), w, 1)
		},
	})
}

// lift is how far a line is raised so that its capitals, and not its ascent and
// descent, stand on the middle of what they stand beside.
func lift(size float32) float32 { return px(size * 0.07) }

// Printable replaces what no face can draw: line ends and tabs become spaces,
// joiners and selectors vanish, other runes without a glyph become a box. Looking
// for such a rune would otherwise cost milliseconds at every drawing.
func Printable(s string, bold bool) string {
	th := theme.Current()
	clean := true
	for _, r := range s {
		if r < ' ' || r == 0x7F || r > 0x7F && !th.Draws(r, bold) {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			b.WriteByte(' ')
		case unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Mn, r) && !th.Draws(r, bold) || unicode.IsControl(r):
		case r <= 0x7F || th.Draws(r, bold):
			b.WriteRune(r)
		case bold && th.Draws(r, false):
			b.WriteRune(r) // the word is then written regular: see boldDraws
		default:
			b.WriteRune('□')
		}
	}
	return b.String()
}

func measure(s string, size float32, bold bool) float32 {
	if s == "" {
		return 0
	}
	return fyne.MeasureText(s, size*theme.Current().Scale(), fyne.TextStyle{Bold: bold}).Width
}

// cut shortens s to fit width, ending in three dots. Half a pixel of slack
// absorbs the rounding of widths that were themselves measured.
func cut(s string, width, size float32, bold bool) string {
	if s == "" || measure(s, size, bold) <= width+0.5 {
		return s
	}
	runes := []rune(s)
	lo, hi := 0, len(runes)
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if measure(strings.TrimRight(string(runes[:mid]), " ,")+"...", size, bold) <= width+0.5 {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	if lo == 0 {
		return ""
	}
	return strings.TrimRight(string(runes[:lo]), " ,") + "..."
}
