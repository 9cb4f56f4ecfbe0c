// Package theme is the look of Aftercare as a Fyne theme: white paper on a
// warm grey desk, one indigo accent, four state tones, two faces, and sizes on
// a grid of four. Whoever draws asks it by name and never writes a colour:
//
//	th := theme.Current()
//	rect.FillColor = th.Paint(theme.Surface)
//	height := th.Px(32)
//
// Lengths are device-independent pixels at text size 100 %; Px turns them into
// lengths at the text size that the person chose, so that type and the rows
// that hold it grow together.
package theme

import (
	"image/color"
	"sync"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
	"golang.org/x/image/font/sfnt"
)

// Look is light or dark.
type Look string

// The two looks.
const (
	Light Look = "light"
	Dark  Look = "dark"
)

// Theme is one look at one text size in one script. It is immutable but for
// its caches, which are safe for use by several goroutines.
type Theme struct {
	look    Look
	scale   float32
	script  Script
	palette map[fyne.ThemeColorName]color.NRGBA

	mu     sync.Mutex
	icons  map[string]fyne.Resource
	glyphs map[glyphKey]bool
	buf    sfnt.Buffer
}

// New makes the theme for a look, a text size (1 is 100 %; kept between 1 and
// 2) and a script. An unknown look is Light, an unknown script TC.
func New(look Look, scale float32, script Script) *Theme {
	return &Theme{
		look:    look,
		scale:   min(max(scale, 1), 2),
		script:  script,
		palette: paletteOf(look),
		icons:   map[string]fyne.Resource{},
		glyphs:  map[glyphKey]bool{},
	}
}

// fallback serves widgets drawn under a foreign theme, as the toolkit's own
// test theme is.
var fallback = sync.OnceValue(func() *Theme { return New(Light, 1, TC) })

// Current returns the theme that the running program has set, or the light one
// when it has set none of ours.
func Current() *Theme {
	if app := fyne.CurrentApp(); app != nil {
		if t, ok := app.Settings().Theme().(*Theme); ok {
			return t
		}
	}
	return fallback()
}

// Look tells whether t is light or dark.
func (t *Theme) Look() Look { return t.look }

// Scale returns the text size, 1 for 100 %.
func (t *Theme) Scale() float32 { return t.scale }

// Px turns a length at 100 % into the length at the text size of t, in whole
// pixels so that hairlines and rows stay sharp.
func (t *Theme) Px(v float32) float32 {
	return float32(int(v*t.scale + 0.5))
}

// Paint returns the colour of that name in the look of t.
func (t *Theme) Paint(name fyne.ThemeColorName) color.Color {
	return t.Color(name, 0)
}

// Color serves the toolkit and our own names alike. The variant is ignored:
// the look is chosen in the settings of the shop, not by the machine.
func (t *Theme) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	if c, ok := t.palette[name]; ok {
		return c
	}
	if own, ok := toolkitColours(name); ok {
		return t.palette[own]
	}
	switch name {
	case base.ColorNameSelection:
		c := t.palette[Blue]
		c.A = 0x48
		return c
	case base.ColorNameScrollBar:
		c := t.palette[Ink3]
		c.A = 0x90
		return c
	}
	return t.palette[Ink]
}

func toolkitColours(name fyne.ThemeColorName) (fyne.ThemeColorName, bool) {
	switch name {
	case base.ColorNameBackground: // behind all, and the menu bar's
		return Ground, true
	case base.ColorNameInputBackground, base.ColorNameOverlayBackground,
		base.ColorNameMenuBackground, base.ColorNameButton:
		return Surface, true
	case base.ColorNameHeaderBackground, base.ColorNameInnerWindowBorder, base.ColorNameInnerWindowBorderInactive:
		return Sunken, true
	case base.ColorNamePlaceHolder, base.ColorNameDisabled:
		return Ink3, true
	case base.ColorNameDisabledButton:
		return Mute, true
	case base.ColorNamePrimary, base.ColorNameHyperlink:
		return Blue, true
	case base.ColorNameHover, base.ColorNamePressed:
		return Hover, true
	case base.ColorNameFocus:
		return Selected, true
	case base.ColorNameInputBorder:
		return FieldRim, true
	case base.ColorNameSeparator:
		return Line, true
	case base.ColorNameShadow, base.ColorNameScrollBarBackground:
		return Nothing, true
	case base.ColorNameError:
		return LateInk, true
	case base.ColorNameWarning:
		return WarnInk, true
	case base.ColorNameSuccess:
		return OkInk, true
	case base.ColorNameForegroundOnPrimary:
		return OnFill, true
	case base.ColorNameForegroundOnError, base.ColorNameForegroundOnSuccess, base.ColorNameForegroundOnWarning:
		return Surface, true
	}
	return "", false
}

// Font returns the embedded face: the bold one for bold, the regular one for
// everything else. Italic and monospace are not ours to give: a customer's
// name must not turn into boxes because a style was asked for.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	if style.Symbol {
		return base.DefaultTheme().Font(style)
	}
	if f := faceOf(t.script, style.Bold); f.resource != nil {
		return f.resource
	}
	return base.DefaultTheme().Font(style)
}

// Icon serves the toolkit's own widgets, which take their drawings from it.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	return base.DefaultTheme().Icon(name)
}

// Size serves the toolkit's own widgets with the sizes of the look.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case base.SizeNameText:
		return 14 * t.scale
	case base.SizeNameCaptionText:
		return 12 * t.scale
	case base.SizeNameSubHeadingText:
		return 18 * t.scale
	case base.SizeNameHeadingText:
		return 24 * t.scale
	case base.SizeNamePadding, base.SizeNameLineSpacing:
		return 4
	case base.SizeNameInnerPadding, base.SizeNameCardRadius, base.SizeNameDialogRadius,
		base.SizeNamePopupRadius, base.SizeNameMenuRadius:
		return 8
	case base.SizeNameInputRadius, base.SizeNameSelectionRadius, base.SizeNameButtonRadius:
		return 6
	case base.SizeNameSeparatorThickness, base.SizeNameSplitThickness:
		return 1
	case base.SizeNameInputBorder:
		return 2
	case base.SizeNameInlineIcon:
		return t.Px(16)
	case base.SizeNameScrollBar:
		return 8
	case base.SizeNameScrollBarSmall:
		return 4
	}
	return base.DefaultTheme().Size(name)
}
