package theme

import "fyne.io/fyne/v2"

// Tone is the voice in which a word, a shape or a badge speaks. The four state
// tones (Ok, Warn, Late, Info) never mean anything else; Accent is the colour
// of links and of "now", never of a state.
type Tone string

// The tones. The empty Tone is Neutral.
const (
	Neutral Tone = ""       // the second voice
	Ok      Tone = "ok"     // kept, passed, paid, expected
	Warn    Tone = "warn"   // due today, time running out
	Late    Tone = "late"   // overdue, exposed, faulty, destructive
	Info    Tone = "info"   // under way, filed, agreed
	Accent  Tone = "accent" // link, focus, now
	Muted   Tone = "muted"  // labels, times, hints
	Strong  Tone = "strong" // plain ink
	Inverse Tone = "inverse"
)

// Ink returns the name of the colour in which words and shapes of t are drawn.
func (t Tone) Ink() fyne.ThemeColorName {
	switch t {
	case Ok:
		return OkInk
	case Warn:
		return WarnInk
	case Late:
		return LateInk
	case Info:
		return InfoInk
	case Accent:
		return Blue
	case Muted:
		return Ink3
	case Strong:
		return Ink
	case Inverse:
		return OnFill
	}
	return Ink2
}

// Ground returns the name of the colour behind a badge or a banner of t.
func (t Tone) Ground() fyne.ThemeColorName {
	switch t {
	case Ok:
		return OkBg
	case Warn:
		return WarnBg
	case Late:
		return LateBg
	case Info:
		return InfoBg
	case Accent:
		return Selected
	}
	return Mute
}

// Shape returns the name of the shape that goes with t when the caller names
// none: a state is never told by its colour alone.
func (t Tone) Shape() string {
	switch t {
	case Ok:
		return Tick
	case Warn:
		return Pie
	case Late:
		return Triangle
	case Info:
		return SquareTick
	case Accent:
		return Play
	}
	return Ring
}
