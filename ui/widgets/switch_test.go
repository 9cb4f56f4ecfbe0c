package widgets_test

import (
	"path/filepath"
	"testing"

	"aftercare/ui/theme"
	"aftercare/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// TestGallery_switched changes look, size and script while pages are shown, and
// wants to see what a page made afterwards shows.
func TestGallery_switched(t *testing.T) {
	for name, content := range map[string]func() fyne.CanvasObject{"parts": partsPage, "forms": formsPage, "case": casePage, "orders": ordersPage} {
		t.Run(name, func(t *testing.T) {
			app := test.NewTempApp(t)
			size := fyne.NewSize(1000, 900)
			show := func() fyne.Window {
				w := test.NewTempWindow(t, widgets.NewOver(widgets.NewBox(theme.Surface, 0), content()))
				w.SetPadded(false)
				w.Resize(size)
				return w
			}
			app.Settings().SetTheme(theme.New(theme.Light, 1, theme.TC))
			w := show()
			w.Canvas().Capture()
			app.Settings().SetTheme(theme.New(theme.Dark, 1.3, theme.SC))
			switched := w.Canvas().Capture()
			fresh := show().Canvas().Capture()
			if dir := pictures(); dir != "" {
				save(t, filepath.Join(dir, "switched-"+name+".png"), switched)
				save(t, filepath.Join(dir, "fresh-"+name+".png"), fresh)
			}
			differ := 0
			for y := 0; y < int(size.Height); y++ {
				for x := 0; x < int(size.Width); x++ {
					if switched.At(x, y) != fresh.At(x, y) {
						differ++
					}
				}
			}
			if differ > 0 {
				t.Errorf("%d pixels differ between a page that was switched and one made afterwards", differ)
			}
		})
	}
}
