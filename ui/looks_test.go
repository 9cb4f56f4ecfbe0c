package ui

import (
	"os"
	"testing"

	"fyne.io/fyne/v2"

	"aftercare/domain/casefile"
	"aftercare/ui/text"
	"aftercare/ui/theme"
)

// TestLooks keeps pictures of the three pages in every language, look and size,
// for people to look at; it only runs when $SHOTS names a folder.
func TestLooks(t *testing.T) {
	if os.Getenv("SHOTS") == "" {
		t.Skip("no folder for pictures")
	}
	for _, c := range []struct {
		name string
		o    options
	}{
		{"en", options{}}, {"zh-Hant", options{lang: text.Traditional}}, {"zh-Hans-dark", options{lang: text.Simplified, look: theme.Dark}},
		{"small", options{width: 900, height: 600}}, {"small-zh-Hant", options{width: 900, height: 600, lang: text.Traditional}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, c.o, busy)
			shot := func(page string) { w.shot(page + "-" + c.name) }
			w.visit(route{page: "today"})
			shot("today")
			w.visit(route{page: "cases"})
			shot("cases")
			rows, _, err := w.desk.Cases(w.ctx, caseQuery())
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range rows {
				if r.Remedy == casefile.ReturnRefund && r.Customer == "許雅婷" {
					w.visit(route{page: "cases", id: r.ID})
				}
			}
			shot("case-reply")
			w.key(fyne.KeyReturn)
			shot("case-form")
			w.key(fyne.KeyReturn)
			w.key(fyne.KeyReturn)
			shot("case-instructions")
			w.menu("label")
			shot("case-label")
			w.key(fyne.KeyReturn)
			shot("case-made")
			o := sweater(w, "LS-20001", "Hannah Lindqvist", "yoho")
			w.visit(route{page: "cases", id: o.ID, do: "new"})
			shot("case-new")
			v := w.waiting(sweater(w, "Y0389999", "林怡君", "yoho"))
			w.returned(v)
			w.visit(route{page: "cases", id: v.ID})
			shot("case-consent")
			w.menu("refund")
			shot("case-refund")
			w.visit(route{page: "money"})
			shot("money")
			w.menu("paid")
			shot("money-paid")
		})
	}
}
