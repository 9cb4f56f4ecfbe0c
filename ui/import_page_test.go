package ui

import (
	"os"
	"path/filepath"
	"testing"

	"aftercare/domain/desk"
)

const shopifyFile = "../storage/exchange/testdata/ExportOrderList.csv"

func TestImportPage_previewThenDeed(t *testing.T) {
	w := newWorld(t, options{})
	w.visit(route{page: "import"})
	w.shot("import-choose")
	w.typeInto("Order export", shopifyFile)
	w.key("Return")
	w.see("Taobao / Tmall orders", "New", "Needs review")
	w.shot("import-preview")
	if n, _ := w.desk.OrderCounts(w.ctx, desk.OrderQuery{}, desk.AllOrders); n[desk.AllOrders] != 0 {
		t.Fatalf("the preview took %d orders in, want none", n[desk.AllOrders])
	}
	w.key("Return")
	w.see("Show the orders")
	w.shot("import-done")
	if n, _ := w.desk.OrderCounts(w.ctx, desk.OrderQuery{}, desk.AllOrders); n[desk.AllOrders] == 0 {
		t.Error("the import took no orders in")
	}
}

func TestImportPage_badFile(t *testing.T) {
	w := newWorld(t, options{})
	bad := filepath.Join(t.TempDir(), "holiday.csv")
	if err := os.WriteFile(bad, []byte("a,b\n1,2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.visit(route{page: "import"})
	w.typeInto("Order export", bad)
	w.key("Return")
	w.see("No row of headings that the shop knows was found", bad)
	w.shot("import-bad")
}
