package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
)

// The colours by name. Each has a value in the light and in the dark look; a
// name that is not here is drawn as Ink, so that nothing disappears.
const (
	Ground   fyne.ThemeColorName = "ground"   // menu bar, rail, top bar
	Surface  fyne.ThemeColorName = "surface"  // list, detail, cards, fields, buttons
	Sunken   fyne.ThemeColorName = "sunken"   // table head, group head, state strip, key bar
	Hover    fyne.ThemeColorName = "hovered"  // row under the pointer
	Mute     fyne.ThemeColorName = "mute"     // neutral badge, disabled button
	Selected fyne.ThemeColorName = "selected" // selected row, current rail item, filter that is on
	Line     fyne.ThemeColorName = "line"     // hairlines
	Line2    fyne.ThemeColorName = "line2"    // card, button and chip borders
	FieldRim fyne.ThemeColorName = "field"    // border of anything one can type in
	Ink      fyne.ThemeColorName = "ink"      // text
	Ink2     fyne.ThemeColorName = "ink2"     // second voice
	Ink3     fyne.ThemeColorName = "ink3"     // labels, times, hints; never smaller than 12
	Blue     fyne.ThemeColorName = "accent"   // links, focus ring, selection bar, "now"
	Fill     fyne.ThemeColorName = "fill"     // the one primary button, switch that is on
	OnFill   fyne.ThemeColorName = "onFill"   // words on Fill
	OkInk    fyne.ThemeColorName = "ok"       // kept, passed, paid, expected
	OkBg     fyne.ThemeColorName = "okBg"
	WarnInk  fyne.ThemeColorName = "warn" // due today, last quarter of a clock
	WarnBg   fyne.ThemeColorName = "warnBg"
	LateInk  fyne.ThemeColorName = "late" // overdue, exposed, faulty
	LateBg   fyne.ThemeColorName = "lateBg"
	InfoInk  fyne.ThemeColorName = "info" // under way, filed, agreed
	InfoBg   fyne.ThemeColorName = "infoBg"
	Nothing  fyne.ThemeColorName = "nothing" // fully transparent
)

// hue is one colour in both looks, as 0xRRGGBB.
type hue struct{ light, dark uint32 }

func paletteOf(look Look) map[fyne.ThemeColorName]color.NRGBA {
	hues := map[fyne.ThemeColorName]hue{
		Ground: {0xF4F4F1, 0x141517}, Surface: {0xFFFFFF, 0x1B1C1F}, Sunken: {0xF9F9F7, 0x18191B},
		Hover: {0xF1F1ED, 0x232428}, Mute: {0xECECE8, 0x2A2B2F}, Selected: {0xE8EBF8, 0x272D48},
		Line: {0xE3E3DD, 0x2C2D32}, Line2: {0xCFCFC7, 0x3F4047}, FieldRim: {0x8C8C84, 0x74757D},
		Ink: {0x1B1C1E, 0xECECE9}, Ink2: {0x515257, 0xB8B9BD}, Ink3: {0x67686D, 0x9B9CA2},
		Blue: {0x3E4FB3, 0x9DA9F5}, Fill: {0x3E4FB3, 0x5362CC}, OnFill: {0xFFFFFF, 0xFFFFFF},
		OkInk: {0x1A6B3F, 0x71C694}, OkBg: {0xE4F2E9, 0x17301F},
		WarnInk: {0x835000, 0xE5B45E}, WarnBg: {0xFBEFD6, 0x33280F},
		LateInk: {0xB0261D, 0xF58F86}, LateBg: {0xFBE7E5, 0x3D1D1B},
		InfoInk: {0x285C7D, 0x82BDE0}, InfoBg: {0xE5EFF5, 0x152C3A},
	}
	palette := make(map[fyne.ThemeColorName]color.NRGBA, len(hues)+1)
	for name, h := range hues {
		v := h.light
		if look == Dark {
			v = h.dark
		}
		palette[name] = color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xFF}
	}
	palette[Nothing] = color.NRGBA{}
	return palette
}
