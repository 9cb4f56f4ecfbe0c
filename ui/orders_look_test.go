package ui

import (
	"strings"
	"testing"

	"aftercare/ui/text"
	"aftercare/ui/theme"
)

// TestOrdersPages_speak walks through the pages in each language, look and
// size. No word may lack in the catalogue; with $SHOTS set, the pictures are
// there to look at.
func TestOrdersPages_speak(t *testing.T) {
	for name, o := range map[string]options{
		"en":       {},
		"en-dark":  {look: theme.Dark},
		"en-900":   {width: 900, height: 600},
		"hant":     {lang: text.Traditional},
		"hans":     {lang: text.Simplified, look: theme.Dark, width: 900, height: 600},
		"hant-700": {lang: text.Traditional, width: 760, height: 600},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, o, shopDay)
			step := func(shot string) {
				t.Helper()
				for _, s := range w.labels() {
					if strings.Contains(s, "⟦") || strings.Contains(s, "{") {
						t.Errorf("%s shows %q", shot, s)
					}
				}
				w.shot(name + "-" + shot)
			}
			w.visit(route{page: "orders"})
			step("orders")
			w.visit(route{page: "orders", id: w.numbered("LS-10455").ID})
			step("agreed")
			w.visit(route{page: "orders", id: w.numbered("2784011235513377").ID})
			step("offered")
			w.menu("delay")
			step("delay")
			w.key("Escape")
			w.menu("ship")
			step("ship")
			w.key("Escape")
			w.menu("note")
			step("note")
			w.key("Escape")
			w.visit(route{page: "orders", id: w.numbered("LS-10447").ID, do: "sign_off"})
			step("sign-off")
			w.key("Escape")
			w.menu("slip")
			step("slip")
			w.visit(route{page: "import"})
			step("import")
			w.shell.page().(*importPage).take(taobaoFile)
			step("preview")
			w.shell.do("take_in")
			step("done")
		})
	}
}
