package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// TestShell_tipGoesWithItsPage: words that float over a part do not stay on the
// next page, which a key opens while the pointer rests.
func TestShell_tipGoesWithItsPage(t *testing.T) {
	w := newWorld(t, options{}, func(w *world) { w.sold("3161200009898758679", "陳大明", soldLine(1, "CUP", "Cup", 4800)) })
	w.visit(route{page: "orders", do: "all"})
	hovered := false
	w.each(func(s seen) bool {
		if h, ok := s.part.(desktop.Hoverable); ok && !hovered {
			for x := float32(10); x < 200 && w.shell.stage.TipWords() == ""; x += 10 {
				h.MouseIn(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, 20)}})
			}
			hovered = w.shell.stage.TipWords() != ""
		}
		return !hovered
	})
	if !hovered {
		t.Fatal("no part of the page says anything to a pointer")
	}
	w.shell.open(route{page: "cases"})
	if got := w.shell.stage.TipWords(); got != "" {
		t.Errorf("on the next page floats %q still", got)
	}
}
