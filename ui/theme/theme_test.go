package theme_test

import (
	"image/color"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"aftercare/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	base "fyne.io/fyne/v2/theme"
)

// contrast is the WCAG contrast of two opaque colours.
func contrast(a, b color.Color) float64 {
	l := func(c color.Color) float64 {
		r, g, b, _ := c.RGBA()
		f := func(v uint32) float64 {
			x := float64(v) / 0xFFFF
			if x <= 0.03928 {
				return x / 12.92
			}
			return math.Pow((x+0.055)/1.055, 2.4)
		}
		return 0.2126*f(r) + 0.7152*f(g) + 0.0722*f(b)
	}
	x, y := l(a), l(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestTheme_contrast(t *testing.T) {
	tones := []theme.Tone{theme.Ok, theme.Warn, theme.Late, theme.Info}
	for _, look := range []theme.Look{theme.Light, theme.Dark} {
		th := theme.New(look, 1, theme.TC)
		check := func(what string, fg, bg fyne.ThemeColorName, want float64) {
			if got := contrast(th.Paint(fg), th.Paint(bg)); got < want {
				t.Errorf("%s: %s is %.2f, want at least %.1f", look, what, got, want)
			}
		}
		for _, tone := range tones {
			check(string(tone)+" on its ground", tone.Ink(), tone.Ground(), 4.5)
			check(string(tone)+" on surface", tone.Ink(), theme.Surface, 4.5)
			check(string(tone)+" on selected", tone.Ink(), theme.Selected, 4.5)
		}
		for _, ink := range []fyne.ThemeColorName{theme.Ink, theme.Ink2, theme.Ink3, theme.Blue} {
			for _, ground := range []fyne.ThemeColorName{theme.Surface, theme.Ground, theme.Sunken, theme.Selected, theme.Hover} {
				check(string(ink)+" on "+string(ground), ink, ground, 4.5)
			}
		}
		check("words on the primary button", theme.OnFill, theme.Fill, 4.5)
		check("border of a field", theme.FieldRim, theme.Surface, 3)
	}
}

func TestTheme_sizesAndScale(t *testing.T) {
	th := theme.New(theme.Light, 1.5, theme.TC)
	if got := th.Px(32); got != 48 {
		t.Errorf("Px(32) at 150 %% = %v, want 48", got)
	}
	if got := th.Size(base.SizeNameText); got != 21 {
		t.Errorf("text at 150 %% = %v, want 21", got)
	}
	if got := theme.New(theme.Light, 0.2, theme.TC).Scale(); got != 1 {
		t.Errorf("scale 0.2 is kept as %v, want 1", got)
	}
}

func TestTheme_fonts(t *testing.T) {
	for script, want := range map[theme.Script]string{theme.TC: "TC", theme.SC: "SC", "": "TC"} {
		th := theme.New(theme.Light, 1, script)
		regular, bold := th.Font(fyne.TextStyle{}), th.Font(fyne.TextStyle{Bold: true})
		if !strings.Contains(regular.Name(), want+"-Regular") || !strings.Contains(bold.Name(), want+"-Bold") {
			t.Errorf("script %q gives %s and %s, want the %s faces", script, regular.Name(), bold.Name(), want)
		}
		if th.Font(fyne.TextStyle{Italic: true}) != regular || th.Font(fyne.TextStyle{Monospace: true}) != regular {
			t.Errorf("script %q: italic and monospace do not fall back to regular", script)
		}
		if theme.New(theme.Dark, 1, script).Font(fyne.TextStyle{}) != regular {
			t.Errorf("script %q: the dark look made another copy of the face", script)
		}
	}
}

func TestTheme_Draws(t *testing.T) {
	th := theme.New(theme.Light, 1, theme.TC)
	for r, want := range map[rune]bool{'A': true, '訂': true, '𠝹': true, '×': true, '\n': false, '😀': false, '\u200d': false} {
		if got := th.Draws(r, false); got != want {
			t.Errorf("Draws(%q) = %v, want %v", r, got, want)
		}
	}
}

func TestIcon_unknownIsVisible(t *testing.T) {
	test.NewTempApp(t)
	r := theme.Icon("no such icon", theme.Late)
	if !strings.Contains(string(r.Content()), "#B0261D") {
		t.Errorf("an unknown icon is drawn as %s, want a box in the tone", r.Content())
	}
	if theme.HasIcon("no such icon") {
		t.Error("HasIcon tells of an icon that is not there")
	}
}

func TestIcon_followsLookAndIsCached(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.Light, 1, theme.TC))
	light := theme.Icon("today", theme.Accent)
	if theme.Icon("today", theme.Accent) != light {
		t.Error("the same icon was made twice")
	}
	if strings.Contains(string(light.Content()), "currentColor") {
		t.Error("the icon still holds currentColor")
	}
	app.Settings().SetTheme(theme.New(theme.Dark, 1, theme.TC))
	if dark := theme.Icon("today", theme.Accent); dark.Name() == light.Name() {
		t.Errorf("light and dark icons share the name %s, and the toolkit caches by name", dark.Name())
	}
}

// TestIcon_namesUsedExist reads the source: whoever names an icon or a shape
// in ui must name one that there is.
func TestIcon_namesUsedExist(t *testing.T) {
	shapes := []string{theme.Ring, theme.Half, theme.Tick, theme.Pie, theme.Triangle, theme.Octagon, theme.SquareTick, theme.BarDisc, theme.Dashes, theme.Play, theme.Dot}
	for _, s := range shapes {
		if !theme.HasIcon("shape-" + s) {
			t.Errorf("there is no shape %q", s)
		}
	}
	used := regexp.MustCompile(`(?:NewIcon\(|theme\.Icon\(|\bIcon:\s*|\bLead:\s*|\bTrail:\s*|"icon:)"?([a-z][a-z-]*)"`)
	found := 0
	err := filepath.WalkDir("..", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") {
			return err
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, m := range used.FindAllStringSubmatch(string(src), -1) {
			if strings.Contains(m[0], "Lead:") && !strings.Contains(string(src), "EntryLook") {
				continue
			}
			found++
			if !theme.HasIcon(m[1]) && m[1] != "no" {
				t.Errorf("%s uses the icon %q, which there is not", path, m[1])
			}
		}
		return nil
	})
	if err != nil || found < 10 {
		t.Errorf("read %d names, %v; want at least 10", found, err)
	}
}
