package widgets_test

import (
	"strings"
	"testing"

	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

func TestSheet(t *testing.T) {
	s := widgets.NewSheet([]widgets.SheetColumn{{Title: "Part or work"}, {Title: "Qty", Width: 40, Right: true}, {Title: "Amount", Width: 104, Right: true}},
		[]widgets.SheetRow{{Cells: []string{"Motor brush set", "1", "HK$180.00"}, Aside: "4 in stock"}, {Cells: []string{"Labour, 1.5 h", "1.5", "HK$360.00"}}},
		"The customer pays", "HK$540.00")
	w := shown(t, s, 420, 140)
	if got, want := widgets.HeightFor(s, 420), float32(28*3+40); got != want {
		t.Errorf("the sheet is %v high, want %v", got, want)
	}
	for _, word := range []string{"Qty", "4 in stock", "HK$360.00", "HK$540.00"} {
		if !strings.Contains(drawn(w), ">"+word+"<") {
			t.Errorf("%s is not drawn whole", word)
		}
	}
}

func TestDueClock_Set(t *testing.T) {
	calm := widgets.NewDueClock("", theme.Neutral, "Fri 13 Mar", false)
	w := shown(t, widgets.NewRow(0, calm, widgets.Gap()), 300, 20)
	narrow := calm.MinSize().Width
	calm.Set(theme.Triangle, theme.Late, "Fri 13 Mar")
	if got := calm.MinSize().Width; got != narrow+22 || !strings.Contains(drawn(w), "shape-triangle") {
		t.Errorf("with its shape the clock is %v wide, want %v", got, narrow+22)
	}
	calm.Set("", theme.Neutral, "Fri 13 Mar")
	if got := calm.MinSize().Width; got != narrow {
		t.Errorf("calm again, the clock is %v wide, want %v", got, narrow)
	}
}
