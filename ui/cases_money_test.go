package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"aftercare/domain/casefile"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/domain/refund"
	"aftercare/domain/stock"
)

// board is an order of cutting boards of one customer, at a price.
func board(w *world, number, placed, shipped, signed string, n int, each int64) order.Order {
	return w.put(deskOrder{number: number, who: "李淑儀", phone: "+852 6123 9001", address: "9 Ferry St, Jordan, Kowloon", placed: placed, shipped: shipped, signed: signed, shipping: 3000,
		lines: []order.Line{article("Bamboo cutting board", "BMB", n, each)}})
}

// A price drop from its first message to its close: the newer order is found, only
// what matters is asked, the payment opens by itself, waits for how it is paid, is
// verified and paid, and closes its step.
func TestCasesPage_priceDropToTheClose(t *testing.T) {
	var old order.Order
	w := newWorld(t, options{}, func(w *world) {
		old = board(w, "LS-10701", "2026-03-06 11:00", "2026-03-06 16:00", "2026-03-09 15:20", 2, 24000)
		board(w, "LS-10702", "2026-03-11 11:00", "", "", 1, 19900)
	})
	w.visit(route{page: "cases", id: old.ID, do: "new"})
	w.see("Used or washed", "Tags in place")
	w.unseen("New order of a price drop")
	w.pick("Reason", "Price dropped")
	w.see("New order of a price drop", "HK$41.00 is paid")
	w.unseen("Used or washed", "Photos seen")
	w.menu("save")
	v := w.caseOf(1)
	for range 5 {
		if step(t, v) == casefile.Payment {
			break
		}
		w.key(fyne.KeyReturn)
		if w.shell.page().(*casesPage).form != nil {
			w.menu("save")
		}
		v = w.caseOf(1)
	}
	w.see("G-1001, Price protection", "How the customer wants to be paid is not recorded yet.")
	w.shot("case-owes")
	w.tap("How it is paid...")
	w.typeInto("Payee", "6123 9001")
	w.menu("save")
	w.see("FPS to 6123 9001. Waits to be verified.")
	w.tap("Open the payment")
	w.key(fyne.KeyReturn)
	w.key(fyne.KeyReturn)
	v = w.caseOf(1)
	if g := v.Goodwill[0]; g.State != refund.GoodwillPaid || g.Amount != money.Of(4100, "HKD") || step(t, v) != casefile.Confirm {
		t.Fatalf("the payment is %s over %v, the step %s", g.State, g.Amount, step(t, v))
	}
	w.visit(route{page: "cases", id: v.ID})
	w.menu("close")
	w.menu("save")
	if v = w.caseOf(1); v.State != casefile.Closed {
		t.Errorf("the case is %s", v.State)
	}
}

// An exchange for other goods at their price: the difference stands as owed on the
// case, and is settled there; goods that nobody knows are refused under their field.
func TestCasesPage_exchangesForOtherGoods(t *testing.T) {
	var v desk.CaseView
	w := newWorld(t, options{}, func(w *world) {
		w.hasAddress()
		if _, err := w.desk.SaveProduct(w.ctx, stock.Product{SKU: "KNT-N-L", Title: "Merino crew neck, navy, L", Category: "apparel"}); err != nil {
			t.Fatal(err)
		}
		v = w.openCase(sweater(w, "LS-10390", "黃志明", ""), "2026-03-11 09:30", "size_label", casefile.Exchange)
		if _, err := w.desk.AgreeCase(w.ctx, desk.DecideRequest{Case: v.ID}); err != nil {
			t.Fatal(err)
		}
		v = w.returned(v)
	})
	w.visit(route{page: "cases", id: v.ID})
	if got := step(t, w.caseOf(v.ID)); got != casefile.Replacement {
		t.Fatalf("the step is %s", got)
	}
	w.key(fyne.KeyReturn)
	w.typeInto("Other goods (SKU)", "NOWHERE")
	w.typeInto("Price of all that goes out", "650")
	w.menu("save")
	if w.field("Other goods (SKU)").Fault() == "" {
		t.Error("goods that nobody knows are taken")
	}
	w.typeInto("Other goods (SKU)", "KNT-N-L")
	w.menu("save")
	w.see("The customer owes for the dearer goods", "HK$52.00")
	w.shot("case-owed")
	w.tap("Settled...")
	w.menu("save")
	v = w.caseOf(v.ID)
	if len(v.Owed) != 1 || v.Owed[0].State != refund.OwedSettled || v.Owed[0].Amount != money.Of(5200, "HKD") {
		t.Errorf("owed: %+v", v.Owed)
	}
	w.see("Settled by Mei")
}

// A compensation asks only what its kind wants, and keeps its reason from kind to
// kind; first money and then a fault is shown, and reported to the platform.
func TestCasesPage_compensatesAndReports(t *testing.T) {
	var v desk.CaseView
	w := newWorld(t, options{}, func(w *world) {
		o := sweater(w, "LS-10390", "黃志明", "")
		first := w.openCase(o, "2026-03-11 09:30", "not_as_described", casefile.RefundOnly)
		if _, err := w.desk.DeclineCase(w.ctx, desk.DecideRequest{Case: first.ID, Reason: "a sound parcel"}); err != nil {
			t.Fatal(err)
		}
		v = w.openCase(o, "2026-03-12 09:30", "quality_defect", casefile.ReturnRefund)
	})
	w.visit(route{page: "cases", id: v.ID})
	w.see("On this order, only money was asked for first")
	w.shot("case-pattern")
	w.tap("Report to the platform...")
	w.menu("save")
	w.unseen("Report to the platform...")
	if v = w.caseOf(v.ID); len(v.Claims) != 1 {
		t.Errorf("reported: %+v", v.Claims)
	}
	w.menu("compensate")
	w.see("Coupon code")
	w.typeInto("Reason", "for the trouble")
	w.pick("Compensation", "Longer warranty")
	w.unseen("Coupon code")
	w.menu("save")
	v = w.caseOf(v.ID)
	if len(v.Compensations) != 1 || v.Compensations[0].Months != 3 || v.Compensations[0].Reason != "for the trouble" {
		t.Errorf("compensated: %+v", v.Compensations)
	}
}
