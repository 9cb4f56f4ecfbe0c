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

// TestReveal: what is to be done stands at the top of a long page, where no toast
// covers it, and a page that is short enough stays where it is.
func TestReveal(t *testing.T) {
	test.NewTempApp(t)
	var parts []fyne.CanvasObject
	for range 12 {
		parts = append(parts, widgets.NewSized(0, 60, widgets.NewText("Step", widgets.Plain())))
	}
	body := widgets.NewBody(widgets.Around(16), 12, parts...)
	w := test.NewTempWindow(t, widgets.NewStage(body, nil))
	w.Resize(fyne.NewSize(400, 300))
	scroll := body.Objects[0].(*container.Scroll)
	driver := fyne.CurrentApp().Driver()
	widgets.Reveal(parts[5])
	if y := driver.AbsolutePositionForObject(parts[5]).Y - driver.AbsolutePositionForObject(scroll).Y; y < 20 || y > 60 {
		t.Errorf("the part stands %v below the edge, want it at the top", y)
	}
	widgets.Reveal(parts[11])
	if most := scroll.Content.MinSize().Height - scroll.Size().Height; scroll.Offset.Y > most {
		t.Errorf("scrolled past the end: %v of %v", scroll.Offset.Y, most)
	}
	w.Resize(fyne.NewSize(400, 1200))
	widgets.Reveal(parts[5])
	if scroll.Offset.Y != 0 {
		t.Errorf("a page that is whole stands at %v", scroll.Offset.Y)
	}
}
