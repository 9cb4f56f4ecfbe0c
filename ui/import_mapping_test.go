package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"aftercare/domain/desk"
)

// till is a table that no format knows: its header stands in row 4, its amounts
// have a decimal comma.
const till = "Verkäufe Oktober;;;;;;\nerstellt am 1.11.2025;;;;;;\n;;;;;;\nBeleg;Tag;Kunde;Ware;Stück;Einzelpreis;Summe\n" +
	"A-17;31/10/2025;Jörg Weiß;Kaffeemühle;1;1.116,99;1.116,99\nA-18;01/11/2025;Zoë Maier;Tasse;2;12,50;25,00\n"

// fair has dates that can be read two ways.
const fair = "Ref,When,Who,What,How many,Paid\nF-1,3/4/2026,Chan Siu Ming,Tea set,1,480.00\nF-2,5/4/2026,Ho Wai,Cup,2,120.00\n"

// written keeps files in a folder and gives their paths.
func written(t *testing.T, files map[string]string) (folder string, path func(name string) string) {
	t.Helper()
	folder = t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder, func(name string) string { return filepath.Join(folder, name) }
}

func TestImportPage_matchesColumns(t *testing.T) {
	w := newWorld(t, options{})
	_, path := written(t, map[string]string{"till.csv": till})
	w.visit(route{page: "import"})
	w.typeInto("Order export", path("till.csv"))
	w.key(fyne.KeyReturn)
	w.see("No row of headings that the shop knows was found", "Match the columns...")
	w.tap("Match the columns...")
	w.see("The first orders, as they will be read", "4: Beleg, Tag, Kunde", "Beleg (A-17)", "HK$1,116.99", "Jörg Weiß", "Fri 31 Oct 2025", "2 × Tasse, HK$12.50 each")
	if n := w.allOrders(); n != 0 {
		t.Fatalf("matching took %d orders in, want none", n)
	}
	w.pick("Product", "Not in this file")
	w.unseen("2 × Tasse, HK$12.50 each")
	w.pick("Product", "Ware (Kaffeemühle)")
	w.pick("Currency, where no column or sign names one", "EUR")
	w.typeInto("Keep this mapping as", "Till")
	w.menu("show_read")
	w.see("Import 2 orders", "EUR 1,116.99")
	w.menu("take_in")
	if n := w.allOrders(); n != 2 {
		t.Errorf("%d orders are in, want 2", n)
	}
	// Its header comes again: it is read by the mapping that was kept.
	w.shell.page().(*importPage).take(path("till.csv"))
	w.see("Columns matched by hand", "This file brings nothing new.")
	all, err := w.desk.Mappings(w.ctx)
	if err != nil || len(all) != 1 || all[0].Name != "Till" || all[0].HeaderRow != 4 || all[0].Currency != "EUR" {
		t.Errorf("kept %+v, %v", all, err)
	}
}

func TestImportPage_asksForTheOrderOfDates(t *testing.T) {
	w := newWorld(t, options{})
	_, path := written(t, map[string]string{"fair.csv": fair})
	w.visit(route{page: "import"})
	p := w.shell.page().(*importPage)
	p.take(path("fair.csv"))
	w.tap("Match the columns...")
	w.menu("show_read")
	w.see("The dates of this file can be read two ways", "First say whether the day or the month comes first")
	w.menu("take_in")
	if n := w.allOrders(); n != 0 {
		t.Fatalf("%d orders came in before anybody said how the dates are read", n)
	}
	w.tap("Day first: 31/3/2026")
	w.unseen("The dates of this file can be read two ways")
	w.menu("take_in")
	if v := w.numbered("F-1"); v.Placed.Month() != 4 || v.Placed.Day() != 3 && v.Placed.Day() != 2 {
		t.Errorf("placed %v, want 3 April", v.Placed)
	}
}

func TestImportPage_severalFiles(t *testing.T) {
	w := newWorld(t, options{})
	taobao, err := os.ReadFile(taobaoFile)
	if err != nil {
		t.Fatal(err)
	}
	folder, path := written(t, map[string]string{"b.csv": fair, "notes.pdf": "no export"})
	if err := os.WriteFile(path("a.csv"), taobao, 0o600); err != nil {
		t.Fatal(err)
	}
	w.shell.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(path("a.csv")), storage.NewFileURI(path("b.csv"))})
	w.see("a.csv (file 1 of 2)", "Import 223 orders", "Skip this file")
	w.menu("take_in")
	w.see("223 orders are in", "Next file")
	w.menu("next_file")
	w.see("No row of headings that the shop knows was found", path("b.csv"))
	w.shell.page().(*importPage).take(folder)
	if p := w.shell.page().(*importPage); len(p.files) != 2 {
		t.Errorf("the folder holds %v, want its two exports", p.files)
	}
}

func TestImportPage_encoding(t *testing.T) {
	w := newWorld(t, options{})
	w.visit(route{page: "import"})
	p := w.shell.page().(*importPage)
	p.take(taobaoFile)
	w.see("Simplified Chinese (GBK)", "Import 223 orders")
	p.readAs(func(h *desk.How) { h.Encoding = "big5" })
	w.see("No row of headings that the shop knows was found")
}

func TestImportPage_watchedFolder(t *testing.T) {
	w := newWorld(t, options{})
	folder, path := written(t, map[string]string{"old.csv": fair})
	w.visit(route{page: "import"})
	w.typeInto("Offer the exports that come into this folder", folder)
	w.key(fyne.KeyReturn)
	w.visit(route{page: "orders"})
	w.shell.offers()
	w.unseen("watched folder")
	if err := os.WriteFile(path("new.csv"), []byte(strings.ReplaceAll(fair, "F-", "N-")), 0o600); err != nil {
		t.Fatal(err)
	}
	past := w.now.Add(-1e10)
	if err := os.Chtimes(path("new.csv"), past, past); err != nil {
		t.Fatal(err)
	}
	w.shell.offers()
	w.see("new.csv has come into the watched folder.", "Show what it would do")
	w.tap("Show what it would do")
	w.see(path("new.csv"))
	w.visit(route{page: "orders"})
	w.visit(route{page: "import"})
	w.see("new.csv", "Show what 1 file would do")
	w.shell.page().(*importPage).dismiss(path("new.csv"))
	w.unseen("Show what 1 file would do")
}

// Keeping a folder to watch is not given up because the program looks into the
// one before at the same moment.
func TestImportPage_watchIsKept(t *testing.T) {
	w := newWorld(t, options{})
	folder, _ := written(t, map[string]string{"old.csv": fair})
	w.visit(route{page: "import"})
	p := w.shell.page().(*importPage)
	h := w.holding()
	p.look()
	p.watch(folder)
	p.look()
	h.give(w)
	if v, err := w.desk.Watched(w.ctx); err != nil || v.Folder != folder {
		t.Errorf("watched: %+v, %v", v, err)
	}
	w.see("is watched for exports")
}
