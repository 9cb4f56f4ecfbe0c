package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"aftercare/domain/calendar"
	"aftercare/domain/casefile"
	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/domain/refund"
)

// registeredShop is a busy shop in which an agreement was broken, one is still to be
// entered on its platform, money was lost, and an offer was taken.
func registeredShop(w *world) {
	busy(w)
	t := w.t
	agree := func(o order.Order, day string) {
		t.Helper()
		if _, err := w.desk.AgreeDelay(w.ctx, desk.DelayRequest{Order: o.ID, Agreement: order.Agreement{Date: calendar.Date("2026-03-" + day), Terms: "Ships with the second batch.", By: o.ShipTo.Name, How: "whatsapp", When: w.now, Reason: "Maker late"}}); err != nil {
			t.Fatal(err)
		}
	}
	w.at("2026-03-05 12:00", func() {
		agree(w.put(deskOrder{number: "Y0388301", who: "許雅婷", preset: "yoho", placed: "2026-03-02 10:00", lines: []order.Line{article("Desk lamp", "LMP-1", 1, 42000)}}), "10")
		agree(w.put(deskOrder{number: "Y0388302", who: "林志豪", preset: "yoho", placed: "2026-03-02 10:00", lines: []order.Line{article("Desk lamp", "LMP-1", 1, 42000)}}), "20")
	})
	late := w.put(deskOrder{number: "Y0388303", who: "陳文", preset: "yoho", placed: "2026-02-20 10:00", lines: []order.Line{article("Desk lamp", "LMP-1", 1, 42000)}})
	if _, err := w.desk.BookPlatformRefund(w.ctx, desk.PlatformRefund{Order: late.ID, ByPlatform: refund.ByPlatform{Amount: late.Paid, Cause: refund.Overdue, At: w.now}}); err != nil {
		t.Fatal(err)
	}
	fee := order.Loss{Cause: order.CauseSupplier, Fee: late.Paid, Refund: late.Discount, Freight: late.Discount, Penalty: late.Discount, Recovered: late.Discount}
	if _, err := w.desk.BookLoss(w.ctx, desk.LossRequest{Order: late.ID, Loss: fee}); err != nil {
		t.Fatal(err)
	}
	v := w.openCase(sweater(w, "LS-10500", "周慧敏", ""), "2026-03-11 10:00", "changed_mind", casefile.ReturnRefund)
	ok := done2(t)
	ok(w.desk.DoStep(w.ctx, desk.StepRequest{Case: v.ID, Step: casefile.Reply}))
	ok(w.desk.AgreeCase(w.ctx, desk.DecideRequest{Case: v.ID}))
	ok(w.desk.Retain(w.ctx, desk.RetainRequest{Case: v.ID, Retained: casefile.Retained{Offer: casefile.OfferGift, What: "a cup", Kept: true, Cost: late.Paid}}))
}

// The register of agreements is reached from the orders, narrowed to what the
// platform does not know, copied and ticked off by keys.
func TestRegistersPage_agreements(t *testing.T) {
	w := newWorld(t, options{}, registeredShop)
	w.visit(route{page: "orders"})
	w.tap("Agreements")
	w.shot("agreements")
	w.see("Y0388301", "2 days late", "Kept of those due", "To be entered")
	w.shell.page().(*registersPage).filter.OnChanged(toEnter)
	w.see("2 entries")
	w.menu("platform")
	if words := w.shell.app.Clipboard().Content(); !strings.Contains(words, "second batch") {
		t.Errorf("copied: %q", words)
	}
	w.menu("entered")
	w.see("1 entry")
	w.key(fyne.KeyReturn)
	if p := w.shell.current; p != "orders" {
		t.Errorf("Enter led to %q, want the order", p)
	}
}

// Losses of both books stand in one list with their sums, which are exported.
func TestRegistersPage_losses(t *testing.T) {
	w := newWorld(t, options{}, registeredShop)
	w.visit(route{page: "money"})
	w.menu("losses")
	w.shot("losses")
	w.see("Lost in all", "HK$840.00", "Supplier late", "Shipped too late", "2 entries", "Sums")
	w.shell.page().(*registersPage).filter.OnChanged(string(desk.LateLoss))
	w.see("1 entry", "HK$420.00")
	w.unseen("Shipped too late")
	w.key(fyne.KeyReturn)
	w.see("Y0388303", "Losses", "Supplier late", "Shipped too late", "HK$840.00") // on the order both
}

// Retention offers are reached from the cases, with their rate.
func TestRegistersPage_retentions(t *testing.T) {
	w := newWorld(t, options{}, registeredShop)
	w.visit(route{page: "cases"})
	w.tap("Retention")
	w.shot("retentions")
	w.see("Offers taken", "100 %", "a cup", "Gift", "周慧敏")
	w.shell.page().(*registersPage).filter.OnChanged(string(desk.NoOffer))
	w.see("0 entries", "No offer here.", "100 %")
}

// What a closed case says to change stands on its product until it is learnt.
func TestProductPage_lessons(t *testing.T) {
	w := newWorld(t, options{}, busy)
	o := sweater(w, "LS-10600", "周慧敏", "")
	v := w.openCase(o, "2026-03-11 10:00", "size_label", casefile.ReturnRefund)
	err := w.desk.Store.Update(w.ctx, func(tx desk.Tx) error {
		c, err := tx.Case(v.ID)
		if err != nil {
			return err
		}
		c.Closed, c.Lessons = w.now, []casefile.Learnt{{Change: "description", Note: "Give the chest in cm.", Who: "Mei"}}
		return tx.PutCase(&c)
	})
	if err != nil {
		t.Fatal(err)
	}
	sku := o.Lines[0].SKU
	p, err := w.desk.Product(w.ctx, sku)
	if err != nil {
		p.SKU, p.Title, p.Category = sku, "Sweater", "apparel"
		if _, err := w.desk.SaveProduct(w.ctx, p); err != nil {
			t.Fatal(err)
		}
	}
	w.visit(route{page: "products"})
	w.tap(sku)
	w.see("What cases say to change", "Description", "Give the chest in cm.", v.Number)
	w.tap("Done")
	w.unseen("What cases say to change")
	if left, err := w.desk.Lessons(w.ctx, sku); err != nil || len(left) != 0 {
		t.Errorf("lessons left: %+v, %v", left, err)
	}
}

// The books are read between days, by book, with their sums, and made as a paper.
func TestRegistersPage_ledger(t *testing.T) {
	w := newWorld(t, options{}, registeredShop)
	w.visit(route{page: "ledger"})
	w.shot("ledger")
	w.see("HK$420.00", "-HK$59.80", "Y0388303", "LS-10402", "Out: Paid by the platform", "Came in")
	w.shell.page().(*registersPage).filter.OnChanged("platform")
	w.unseen("LS-10402")
	w.tap("Export")
	w.tap("PDF")
	made := false
	for name := range w.output.files {
		made = made || strings.HasSuffix(name, ".pdf")
	}
	if !made {
		t.Errorf("no paper was made: %v", w.output.files)
	}
}

// The clocks of cases and orders stand in one register: met or missed, narrowed by
// kind; a row leads nowhere, for it is many clocks.
func TestRegistersPage_clocks(t *testing.T) {
	w := newWorld(t, options{}, busy)
	w.visit(route{page: "cases"})
	w.tap("Clocks")
	w.see("Share met")
	w.shot("clocks")
	p := w.shell.page().(*registersPage)
	before := p.got.count
	if before == 0 {
		t.Fatal("the sample has no clock")
	}
	p.ask_.filter = onlyOrders
	p.reload()
	for i := range p.got.count {
		if r := p.got.row(i); r.facts[0].Value != "Order" || r.to.page != "" {
			t.Errorf("among the clocks of orders stands %+v", r.facts[0])
		}
	}
	if p.got.count >= before {
		t.Errorf("narrowed from %d rows to %d", before, p.got.count)
	}
}
