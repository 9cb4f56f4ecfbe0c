package ui

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"aftercare/domain/desk"
	"aftercare/domain/desk/sample"
	"aftercare/ui/text"
	"aftercare/ui/widgets"
)

var update = flag.Bool("update", false, "write the goldens of the pages anew")

// TestPages_sayWhatTheySaid compares what each page says of the made-up shop,
// in each language, with its golden. A page that lost a word, or found ⟦one⟧
// that nobody wrote, is seen in the difference.
func TestPages_sayWhatTheySaid(t *testing.T) {
	for _, lang := range text.Langs() {
		w := newWorld(t, options{lang: lang, noShop: true}, func(w *world) {
			if err := sample.Make(w.ctx, w.desk.Parts, sample.Wish{Seed: 1, Day: w.now, Orders: 150, Language: string(lang)}); err != nil {
				t.Fatal(err)
			}
		})
		w.shell.load(route{page: "today"})
		for _, p := range goldenPages(w) {
			t.Run(p.name+"-"+string(lang), func(t *testing.T) {
				w.visit(p.route)
				got := strings.Join(w.labels(), "\n") + "\n"
				if strings.ContainsRune(got, '⟦') || strings.ContainsRune(got, '□') {
					t.Errorf("a word without a text or a character without a glyph:\n%s", got)
				}
				name := filepath.Join("testdata", "pages", p.name+"-"+string(lang)+".txt")
				if *update {
					if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(name)
				if err != nil {
					t.Fatal(err)
				}
				if got != string(want) {
					t.Errorf("%s says something else; look, then run go test ./ui -run Pages -update\n--- got\n%s\n--- want\n%s", p.name, got, want)
				}
			})
		}
	}
}

type goldenPage struct {
	name  string
	route route
}

// goldenPages are the places of the window, each with a record that has much to
// say.
func goldenPages(w *world) []goldenPage {
	pages := []goldenPage{{"today", route{page: "today"}}, {"intake", route{page: "intake"}}, {"money", route{page: "money"}},
		{"products", route{page: "products"}}, {"import", route{page: "import"}}, {"settings", route{page: "settings"}}, {"channels", route{page: "settings", do: "channels"}}}
	rows, err := w.desk.Orders(w.ctx, desk.OrderQuery{Filter: desk.AgreedFilter, Sort: desk.ByShipBy, Limit: 1})
	if err != nil || len(rows) == 0 {
		w.t.Fatalf("no order that is late by agreement: %v", err)
	}
	pages = append(pages, goldenPage{"orders", route{page: "orders", id: rows[0].ID}})
	cases, _, err := w.desk.Cases(w.ctx, desk.CaseQuery{Open: true, Limit: 1})
	if err != nil || len(cases) == 0 {
		w.t.Fatalf("no open case: %v", err)
	}
	pages = append(pages, goldenPage{"cases", route{page: "cases", id: cases[0].ID}})
	job, err := w.desk.RepairNumbered(w.ctx, "J-0010")
	if err != nil {
		w.t.Fatal(err)
	}
	return append(pages, goldenPage{"repairs", route{page: "repairs", id: job.ID}})
}

// A key that no part has a use for goes from the list to the shell, from there
// to the page, and ends.
func TestPages_endKeysThatNobodyUses(t *testing.T) {
	w := newWorld(t, options{noShop: true}, func(w *world) {
		if err := sample.Make(w.ctx, w.desk.Parts, sample.Wish{Seed: 1, Day: w.now, Orders: 150}); err != nil {
			t.Fatal(err)
		}
	})
	w.shell.load(route{page: "today"})
	for _, p := range goldenPages(w) {
		w.visit(p.route)
		if p.name == "import" {
			w.shell.page().(*importPage).take(taobaoFile)
		}
		for _, key := range []fyne.KeyName{"LeftControl", "LeftShift", fyne.KeyF9, fyne.KeyLeft, fyne.KeyTab} {
			w.shell.key(&fyne.KeyEvent{Name: key})
			w.each(func(s seen) bool {
				if table, ok := s.part.(*widgets.Table); ok {
					table.TypedKey(&fyne.KeyEvent{Name: key})
				}
				return true
			})
		}
	}
}
