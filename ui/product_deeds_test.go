package ui

import (
	"os"
	"path/filepath"
	"testing"

	"aftercare/domain/desk"
	"aftercare/domain/stock"
	"aftercare/ui/text"
)

// Stock is received, counted and moved on the Products page; where the books
// have too few the form asks, and the answer stands in the ledger.
func TestProducts_stock(t *testing.T) {
	w := newWorld(t, options{}, func(w *world) { w.product("CUP", "Cup", "general", 6) })
	w.visit(route{page: "products"})
	w.tap("CUP")
	w.see("The shop keeps no count of it yet")
	w.tap("Receive")
	w.typeInto("Units", "12000")
	w.typeInto("Delivery note", "DN-1")
	w.keys("~")
	w.see("12,000 is not possible")
	w.typeInto("Units", "8")
	w.keys("~")
	w.see("Free", "Received DN-1")
	w.unseen("The shop keeps no count")
	w.shot("products-stock")
	w.tap("Move")
	w.pick("From", "Workbench")
	w.typeInto("Reason", "mended")
	w.keys("~")
	w.see("the books have 0 at Workbench")
	w.shot("products-asked")
	w.typeInto("Why it goes on all the same", "came off the bench unbooked")
	w.keys("~")
	w.see("Asked: came off the bench unbooked")
	w.tap("Count")
	w.typeInto("Units that lie there", "7")
	w.keys("~")
	w.see("Fill in Reason")
}

func TestProducts_serial(t *testing.T) {
	w := newWorld(t, options{}, func(w *world) {
		w.product("CUP", "Cup", "general", 6)
		if _, err := w.desk.ReceiveStock(w.ctx, desk.StockChange{SKU: "CUP", Quantity: 1, Serials: []string{"SN-88"}, Document: "DN-7"}); err != nil {
			t.Fatal(err)
		}
	})
	w.visit(route{page: "products", do: "serial"})
	w.typeInto("Serial number", "nothing")
	w.keys("~")
	w.see("Nothing is known about serial number nothing")
	w.typeInto("Serial number", "sn 88")
	w.keys("~")
	w.see("CUP, now: Shelf", "Received DN-7")
	w.shot("products-serial")
	w.visit(route{page: "orders"})
	w.scan("SN-88") // anywhere, a scan of the number opens its history
	w.see("CUP, now: Shelf", "Received DN-7")
}

// A file is checked before anything of it is kept, and says what is refused and
// why.
func TestProducts_import(t *testing.T) {
	w := newWorld(t, options{lang: text.English})
	path := filepath.Join(t.TempDir(), "products.csv")
	if err := os.WriteFile(path, []byte("SKU,Title,Price,Warranty\nCUP,Cup,12.50,6\nPOT,Pot,30,-1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.visit(route{page: "products"})
	w.tap("Import...")
	w.typeInto("File", path)
	w.keys("~")
	w.see("1 new, 0 changed, 0 as they are, 1 refused", "Row 3 POT", "A warranty of -1 months cannot be kept", "Take in 1 product")
	w.shot("products-import")
	if _, err := w.desk.Product(w.ctx, "CUP"); err == nil {
		t.Error("the cup is kept before anybody said so")
	}
	w.keys("~")
	p, err := w.desk.Product(w.ctx, "CUP")
	if err != nil || p.Price.Minor != 1250 || *p.Warranty != 6 {
		t.Errorf("the cup is %+v, %v", p, err)
	}
	if _, err := w.desk.Product(w.ctx, "POT"); err == nil {
		t.Error("the pot is kept with a warranty of -1 months")
	}
	w.see("CUP")
	level, _, err := w.desk.Stock(w.ctx, "CUP")
	if err != nil || level[stock.Shelf] != 0 {
		t.Errorf("stock %v, %v, want none: the file did not say", level, err)
	}
}
