package ui

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"aftercare/domain/calendar"
	"aftercare/domain/desk"
	"aftercare/domain/stock"
	"aftercare/ui/text"
	"aftercare/ui/theme"
)

// products puts n products into the store, and a few movements of the first.
func products(n int) func(w *world) {
	return func(w *world) {
		months := 12
		for i := range n {
			p := stock.Product{SKU: fmt.Sprintf("LM-%04d", i+1), Title: fmt.Sprintf("保溫杯 Flask %d", i+1), Category: "general"}
			if i == 0 {
				p.Warranty, p.DayToShip = &months, &calendar.Term{Amount: 5, Unit: calendar.WorkingDays}
				p.NoReturn = true
			}
			if _, err := w.desk.SaveProduct(w.ctx, p); err != nil {
				w.t.Fatal(err)
			}
		}
		err := w.desk.Store.Update(w.ctx, func(tx desk.Tx) error {
			_, err := tx.PutMovements([]stock.Movement{
				{SKU: "LM-0001", Quantity: 3, To: stock.Quarantine, Cause: "returned", Document: "R-11874", Once: "a", At: w.now, Who: "Mei"},
				{SKU: "LM-0001", Quantity: 2, From: stock.Quarantine, To: stock.Shelf, Cause: "restock", Document: "R-11874", Once: "b", At: w.now, Who: "Mei"},
			})
			return err
		})
		if err != nil {
			w.t.Fatal(err)
		}
	}
}

func productOf(w *world, sku string) stock.Product {
	w.t.Helper()
	rows, _, err := w.desk.Products(w.ctx, desk.ProductQuery{Limit: 1000})
	if err != nil {
		w.t.Fatal(err)
	}
	for _, p := range rows {
		if p.SKU == sku {
			return p
		}
	}
	w.t.Fatalf("there is no product %s", sku)
	return stock.Product{}
}

func TestProducts_showsTermsAndStock(t *testing.T) {
	w := newWorld(t, options{}, products(3))
	w.visit(route{page: "products"})
	w.see("LM-0001", "12 months", "5 working days", "Not taken", "As the channel", "Not said")
	w.tap("LM-0001")
	w.see("Quarantine", "2 × Restocked R-11874", "Quarantine to Shelf")
	w.shot("products")
}

func TestProducts_savesWhatIsChanged(t *testing.T) {
	w := newWorld(t, options{}, products(3))
	w.visit(route{page: "products"})
	w.tap("LM-0002")
	w.typeInto("Warranty", "999")
	w.menu("save")
	if w.field("Warranty").Fault() == "" {
		t.Error("999 months are taken")
	}
	w.typeInto("Warranty", "24")
	w.typeInto("Day to Ship", "7")
	w.menu("save")
	got := productOf(w, "LM-0002")
	if got.Warranty == nil || *got.Warranty != 24 || got.DayToShip == nil || got.DayToShip.Amount != 7 {
		t.Errorf("product = %+v", got)
	}
	w.see("24 months", "7 working days")
	w.typeInto("Warranty", "")
	w.menu("save")
	if got := productOf(w, "LM-0002"); got.Warranty != nil {
		t.Errorf("warranty = %d, want not said", *got.Warranty)
	}
}

// The warranty on labour stands beside that on parts, and needs it.
func TestProducts_termsOfTheWarranty(t *testing.T) {
	w := newWorld(t, options{}, products(3))
	w.visit(productRoute("LM-0003"))
	w.typeInto("Labour warranty", "6")
	w.menu("save")
	w.see("A warranty on labour needs one on parts.")
	w.typeInto("Warranty", "12")
	w.menu("save")
	if got := productOf(w, "LM-0003"); got.Labour == nil || *got.Labour != 6 || got.Wear {
		t.Errorf("product = %+v", got)
	}
	w.unseen("needs one on parts") // what was wrong before the save is not any more
	w.shot("products-warranty")
}

func TestProducts_asksBeforeAnotherIsChosen(t *testing.T) {
	w := newWorld(t, options{}, products(3))
	w.visit(route{page: "products"})
	w.tap("LM-0002")
	w.typeInto("Barcode", "4891234567890")
	w.tap("LM-0003")
	w.see("Save the changes?")
	w.shot("products-ask")
	w.tap("Save")
	if got := productOf(w, "LM-0002").Barcode; got != "4891234567890" {
		t.Errorf("barcode = %q", got)
	}
	if got := w.shell.page().(*productsPage).record.sheet.value.SKU; got != "LM-0003" {
		t.Errorf("the record shows %q, want LM-0003", got)
	}
}

func TestProducts_addsOne(t *testing.T) {
	w := newWorld(t, options{})
	w.visit(route{page: "products"})
	w.see("No products yet.")
	w.shot("products-none")
	w.menu("new")
	w.typeInto("SKU", "LM-9")
	w.typeInto("Title", "Lamp")
	w.key(fyne.KeyReturn)
	if got := productOf(w, "LM-9"); got.Title != "Lamp" || got.Category != "general" {
		t.Errorf("product = %+v", got)
	}
	w.see("LM-9")
}

func TestProducts_readsALongListAsItComesInSight(t *testing.T) {
	w := newWorld(t, options{}, products(450))
	w.visit(route{page: "products"})
	w.see("450")
	p := w.shell.page().(*productsPage)
	p.list.Focus()
	w.key(fyne.KeyEnd)
	w.see("LM-0450")
	p.reload()
	w.see("LM-0450")
}

func TestProducts_fits(t *testing.T) {
	for name, o := range map[string]options{
		"en":      {width: 900, height: 600},
		"zh-Hant": {lang: text.Traditional, look: theme.Dark},
		"zh-Hans": {lang: text.Simplified, width: 900, height: 600},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, o, products(3))
			w.visit(route{page: "products"})
			w.shot("products-list-" + name)
			w.tap("LM-0001")
			w.unseen("⟦")
			w.shot("products-" + name)
		})
	}
}

// The product that was asked for last is shown.
func TestProducts_showsTheLastOneAskedFor(t *testing.T) {
	w := newWorld(t, options{}, products(3))
	rows, _, err := w.desk.Products(w.ctx, desk.ProductQuery{Limit: 2})
	if err != nil || len(rows) < 2 {
		t.Fatal(rows, err)
	}
	w.visit(route{page: "products"})
	h := w.holding()
	w.visit(productRoute(rows[0].SKU))
	w.visit(productRoute(rows[1].SKU))
	h.give(w)
	if got := w.shell.page().(*productsPage).record.id(); got != rows[1].ID {
		t.Errorf("product %d is shown, want %d", got, rows[1].ID)
	}
}
