package ui

import (
	"testing"

	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/domain/stock"
)

// An order whose units the books do not have is asked for, not refused: the
// answer stands in the ledger.
func TestForm_answersTheBooks(t *testing.T) {
	w := newWorld(t, options{}, func(w *world) {
		w.product("CUP", "Cup", "general", 6)
		zero := money.Of(0, "HKD")
		o := order.Order{ChannelID: 1, Number: "B-1", State: order.Paid, Placed: w.now, PaidAt: w.now, Currency: "HKD", ShipTo: order.Person{Name: "Emily Carter"},
			Lines: []order.Line{{No: 1, SKU: "CUP", Title: "Cup", Quantity: 1, Price: zero, Discount: zero}}, Total: zero, Paid: zero, Shipping: zero, Discount: zero, Tax: zero}
		if err := w.desk.Store.Update(w.ctx, func(tx desk.Tx) error { return tx.PutOrder(&o) }); err != nil {
			t.Fatal(err)
		}
		if _, err := w.desk.CountStock(w.ctx, desk.StockChange{SKU: "CUP", Quantity: 0, Reason: "stocktaking"}); err != nil {
			t.Fatal(err)
		}
	})
	v, err := w.desk.OrderNumbered(w.ctx, "B-1")
	if err != nil {
		t.Fatal(err)
	}
	w.visit(route{page: "orders", id: v.ID})
	w.menu("ship")
	w.typeInto("Carrier", "SF")
	w.keys("~")
	w.see("the books have 0 at Shelf", "Why it goes on all the same")
	w.shot("form-answer")
	w.keys("one stood in the window~")
	level, ledger, err := w.desk.Stock(w.ctx, "CUP")
	if err != nil || level[stock.Gone] != 1 {
		t.Fatalf("stock %v, %v, want one gone", level, err)
	}
	found := false
	for _, m := range ledger {
		found = found || m.Answer == "one stood in the window"
	}
	if !found {
		t.Errorf("the ledger %+v lacks the answer", ledger)
	}
}
