package widgets_test

import (
	"testing"

	"aftercare/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestLeavingRow(t *testing.T) {
	test.NewTempApp(t)
	part := func() fyne.CanvasObject { return widgets.NewSized(100, 28, widgets.NewBox("", 0)) }
	stays, first, second := part(), part(), part()
	row := widgets.NewLeavingRow(8, widgets.Leaving{Part: stays}, widgets.Leaving{Part: second, Turn: 2}, widgets.Leaving{Part: first, Turn: 1})
	for _, c := range []struct {
		name                  string
		width                 float32
		seesFirst, seesSecond bool
	}{
		{"room for all", 316, true, true},
		{"room for two", 315, false, true},
		{"room for one", 100, false, false},
		{"room for none", 40, false, false},
		{"room again", 400, true, true},
	} {
		row.Resize(fyne.NewSize(c.width, 28))
		if first.Visible() != c.seesFirst || second.Visible() != c.seesSecond || !stays.Visible() {
			t.Errorf("%s: first %t, second %t, the one that stays %t", c.name, first.Visible(), second.Visible(), stays.Visible())
		}
	}
}
