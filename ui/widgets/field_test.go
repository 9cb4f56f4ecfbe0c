package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// Where label and control do not fit side by side, nothing runs past the edge.
func TestSideField_narrow(t *testing.T) {
	test.NewTempApp(t)
	for name, c := range map[string]struct {
		width, x, y, control float32
	}{
		"wide":   {700, 208, 0, 320},
		"exact":  {528, 208, 0, 320},
		"narrow": {500, 0, 18, 320},
		"least":  {280, 0, 18, 280},
	} {
		e := NewEntry(EntryLook{})
		f := NewSideField("Name", 208, e, 320, "")
		if got := f.MinSize().Width; got > 280 {
			t.Errorf("%s: the field wants %v, want at most 280", name, got)
		}
		f.Resize(fyne.NewSize(c.width, f.HeightFor(c.width)))
		if e.Position().X != c.x || e.Position().Y != c.y || e.Size().Width != c.control {
			t.Errorf("%s: the control is at %v, %v wide; want %v, %v, %v wide", name, e.Position(), e.Size().Width, c.x, c.y, c.control)
		}
		if low := e.Position().Y + e.Size().Height; low > f.Size().Height {
			t.Errorf("%s: the control ends at %v, below the field's %v", name, low, f.Size().Height)
		}
	}
}
