package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"aftercare/ui/theme"
)

// BenchmarkEntry_novel is a novel pasted into a note, and a letter typed after
// it: what holds the window meanwhile.
func BenchmarkEntry_novel(b *testing.B) {
	for name, text := range map[string]string{
		"latin":  strings.Repeat("The customer says the lid leaks when it is hot. ", 1700),
		"lines":  strings.Repeat("The customer says the lid leaks when it is hot.\n", 1700),
		"han":    strings.Repeat("顧客說杯蓋在熱的時候會漏水，要求退換或者維修。", 3600),
		"oneRun": strings.Repeat("x", 80_000),
	} {
		b.Run(name, func(b *testing.B) {
			app := test.NewTempApp(b)
			app.Settings().SetTheme(theme.New(theme.Light, 1, theme.TC))
			e := NewEntry(EntryLook{Lines: 6})
			w := test.NewTempWindow(b, e)
			w.Resize(fyne.NewSize(480, 300))
			e.Focus()
			for b.Loop() {
				e.inner.SetText("")
				e.inner.TypedShortcut(&fyne.ShortcutPaste{Clipboard: &folded{text}})
				e.inner.TypedRune('x')
			}
		})
	}
}
