package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"aftercare/ui/widgets"
)

// TestFocus_scrollsIntoSight: Tab leads into fields below the edge of a form.
func TestFocus_scrollsIntoSight(t *testing.T) {
	test.NewTempApp(t)
	var parts []fyne.CanvasObject
	var last, first *widgets.Entry
	for range 12 {
		last = widgets.NewEntry(widgets.EntryLook{})
		if first == nil {
			first = last
		}
		parts = append(parts, widgets.NewField("Label", last, ""))
	}
	body := widgets.NewBody(widgets.Around(16), 12, parts...)
	w := test.NewTempWindow(t, widgets.NewStage(body, nil))
	w.Resize(fyne.NewSize(400, 300))
	scroll := body.Objects[0].(*container.Scroll)
	last.Focus()
	if scroll.Offset.Y < 200 {
		t.Errorf("the last field took the keyboard out of sight: the body stands at %v", scroll.Offset.Y)
	}
	first.Focus()
	if scroll.Offset.Y > 40 {
		t.Errorf("the first field took the keyboard out of sight: the body stands at %v", scroll.Offset.Y)
	}
}
