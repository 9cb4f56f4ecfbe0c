package ui

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/customer"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/domain/parcel"
	"aftercare/domain/refund"
	"aftercare/domain/repair"
	"aftercare/ui/widgets"
)

// deskOrder is an order as the tests of Today, Cases and Money put one in.
type deskOrder struct {
	number, who, phone, address string
	preset                      string // of its channel; own when empty
	placed                      string // "2026-03-06 14:05"
	shipped, signed             string
	shipping                    int64
	lines                       []order.Line
}

// moment reads a time of the shop's own day.
func (w *world) moment(s string) time.Time {
	w.t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", s, w.now.Location())
	if err != nil {
		w.t.Fatal(err)
	}
	return at
}

// article is a line of n pieces at a price in minor units.
func article(title, sku string, n int, price int64) order.Line {
	return order.Line{Title: title, SKU: sku, Quantity: n, Price: money.Of(price, "HKD"), Discount: money.Of(0, "HKD")}
}

// put keeps an order, paid as it was placed.
func (w *world) put(d deskOrder) order.Order {
	w.t.Helper()
	if d.preset == "" {
		d.preset = "own"
	}
	var o order.Order
	err := w.store.Desk().Update(w.ctx, func(tx desk.Tx) error {
		channels, err := tx.Channels()
		if err != nil {
			return err
		}
		sh, err := tx.Shop()
		if err != nil {
			return err
		}
		holidays, err := tx.Holidays()
		if err != nil {
			return err
		}
		person := order.Person{Name: d.who, Phone: d.phone, Address: d.address}
		at := w.moment(d.placed)
		o = order.Order{Number: d.number, State: order.Paid, Placed: at, PaidAt: at, Currency: "HKD", Shipping: money.Of(d.shipping, "HKD"), Discount: money.Of(0, "HKD"),
			Tax: money.Of(0, "HKD"), ShipTo: person, Platform: order.Platform{Refunded: money.Of(0, "HKD")}}
		total := o.Shipping
		for i, l := range d.lines {
			l.No = i + 1
			if d.shipped != "" {
				l.Shipped = l.Quantity
			}
			o.Lines = append(o.Lines, l)
			total = total.Add(l.Amount())
		}
		o.Total, o.Paid = total, total
		terms := order.Terms{Zone: w.now.Location()}
		for _, c := range channels {
			if c.Preset == d.preset {
				o.ChannelID, terms.Policy = c.ID, c.Policy
			}
		}
		for _, h := range holidays {
			if h.Region == sh.Region {
				terms.Calendar = sh.Calendar(h)
			}
		}
		buyer := &customer.Customer{Key: customer.KeyOf(o.ChannelID, d.number, person), Person: person}
		known, err := tx.CustomersByKey([]string{buyer.Key}) // somebody may buy again
		if err != nil {
			return err
		}
		if old, again := known[buyer.Key]; again {
			buyer = &old
		} else if err := tx.PutCustomers([]*customer.Customer{buyer}); err != nil {
			return err
		}
		o.CustomerID = buyer.ID
		o = o.WithShipBy(terms)
		if d.shipped != "" {
			o.State, o.ShippedAt = order.Shipped, w.moment(d.shipped)
			o.Shipments = []order.Shipment{{At: o.ShippedAt, Packer: "Keung", Carrier: "SF Express", Tracking: "SF" + strconv.Itoa(len(d.number)) + d.number}}
		}
		if d.signed != "" {
			o.State, o.SignOff = order.Delivered, order.SignOff{At: w.moment(d.signed), Source: "carrier"}
		}
		return tx.PutOrder(&o)
	})
	if err != nil {
		w.t.Fatalf("put order %s: %v", d.number, err)
	}
	return o
}

// at runs what happened at another moment.
func (w *world) at(moment string, f func()) {
	w.t.Helper()
	now := w.now
	w.now = w.moment(moment)
	f()
	w.now = now
}

// done fails the test on an error of a verb.
func done[T any](t testing.TB, v T, err error) T {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// sweater is an order that was signed off, and a lamp one that is overdue.
func sweater(w *world, number, who, preset string) order.Order {
	return w.put(deskOrder{number: number, who: who, phone: "+852 6123 " + number[len(number)-4:], address: "Flat 5A, 9 Ferry St, Jordan, Kowloon", preset: preset, placed: "2026-02-27 11:00",
		shipped: "2026-03-02 16:00", signed: "2026-03-06 15:20", shipping: 3000, lines: []order.Line{article("Merino crew neck, navy, S", "KNT-N-S", 1, 59800)}})
}

func lamp(w *world) order.Order {
	return w.put(deskOrder{number: "LS-10461", who: "何家豪", phone: "+852 6123 8840", address: "9 Ferry St, Jordan, Kowloon", placed: "2026-03-06 14:05",
		lines: []order.Line{article("Walnut desk lamp", "LAMP-W1", 1, 108000), article("Linen shade, sand", "SHD-L2", 1, 20000)}})
}

func (w *world) openCase(o order.Order, at, reason string, remedy casefile.Remedy) desk.CaseView {
	w.t.Helper()
	var v desk.CaseView
	w.at(at, func() {
		v = done2(w.t)(w.desk.OpenCase(w.ctx, desk.OpenRequest{Order: o.ID, Request: casefile.Request{Reason: reason, Remedy: remedy, Items: []casefile.Asked{{Line: 1, Quantity: 1}},
			Received: true, Worn: casefile.No, Tags: casefile.Yes, Photos: 4, Words: "The cuff came apart at the seam on the first day. 袖口第一天就脫線。"}}))
	})
	return v
}

func done2(t testing.TB) func(desk.CaseView, error) desk.CaseView {
	return func(v desk.CaseView, err error) desk.CaseView { t.Helper(); return done(t, v, err) }
}

// busy is a shop on an ordinary morning: every group of Today has something.
func busy(w *world) {
	t := w.t
	ok := done2(t)
	w.hasAddress()
	o := lamp(w)
	w.at("2026-03-11 17:20", func() {
		_, err := w.desk.AddNote(w.ctx, desk.NoteRequest{Order: o.ID, Text: "Lamps arrived with the morning van, shades still with the maker in Dongguan."})
		if err != nil {
			t.Fatal(err)
		}
	})
	w.put(deskOrder{number: "886436979446512640", who: "劉洋", preset: "taobao", placed: "2026-03-10 15:20", lines: []order.Line{article("Linen overshirt, ecru, L", "LIN-E-L", 1, 46800)}})
	w.put(deskOrder{number: "WN-77120", who: "Daniel Okafor", preset: "whatnot", placed: "2026-03-10 09:00", lines: []order.Line{article("Capsule figure, series 4", "CAP-4", 1, 32000)}})
	stool := w.put(deskOrder{number: "LS-10455", who: "吳佩珊", placed: "2026-03-02 10:00", lines: []order.Line{article("Stool, ash, 45 cm", "STL-A45", 1, 98000), article("Seat cushion, grey felt", "CSH-F2", 1, 48000)}})
	w.at("2026-03-05 12:00", func() {
		_, err := w.desk.AgreeDelay(w.ctx, desk.DelayRequest{Order: stool.ID, Agreement: order.Agreement{Date: "2026-03-18", Terms: "Ships with the second ash batch.", By: "吳佩珊", How: "whatsapp", When: w.now, Reason: "Maker late"}})
		if err != nil {
			t.Fatal(err)
		}
	})
	w.openCase(sweater(w, "Y0388265", "許雅婷", "yoho"), "2026-03-09 11:42", "quality_defect", casefile.ReturnRefund)
	w.openCase(sweater(w, "WN-77015", "Emily Carter", "whatnot"), "2026-03-12 09:05", "changed_mind", casefile.ReturnRefund)
	w.openCase(sweater(w, "LS-10390", "黃志明", ""), "2026-03-11 09:30", "size_label", casefile.Exchange)
	w.waiting(sweater(w, "LS-10377", "曾詠詩", ""))
	w.chased(sweater(w, "LS-10101", "陳嘉欣", ""))
	paid := w.openCase(sweater(w, "LS-10402", "王芳", ""), "2026-03-10 10:00", "discount_not_given", casefile.PartRefund)
	w.at("2026-03-10 10:30", func() {
		ok(w.desk.DoStep(w.ctx, desk.StepRequest{Case: paid.ID, Step: casefile.Reply}))
		ok(w.desk.AgreeCase(w.ctx, desk.DecideRequest{Case: paid.ID}))
		v := ok(w.desk.FileRefund(w.ctx, desk.RefundRequest{Case: paid.ID, Amount: money.Of(5980, "HKD"), Method: refund.FPS, Payee: "6123 4410", By: "王芳", How: "whatsapp", When: w.now}))
		done(t, v, nil)
	})
	w.at("2026-03-11 09:00", func() {
		_, err := w.desk.MoveRefund(w.ctx, desk.RefundMove{Refund: ok(w.desk.Case(w.ctx, paid.ID)).Refunds[0].ID, Event: refund.PayEvent})
		if err != nil {
			t.Fatal(err)
		}
	})
	_, err := w.desk.RequestRepair(w.ctx, desk.RepairRequest{Request: repair.Request{Item: "Field watch, steel", Serial: "FW-0339", Channel: "counter", Problem: "Stops after an hour.",
		Customer: order.Person{Name: "鄧浩然", Phone: "+852 9230 0339"}, Bought: "2025-11-02", Months: 12}})
	if err != nil {
		t.Fatal(err)
	}
}

// waiting opens a case on an order and brings it to the parcel that is awaited.
func (w *world) waiting(o order.Order) desk.CaseView {
	w.t.Helper()
	ok := done2(w.t)
	v := w.openCase(o, "2026-03-07 10:00", "quality_defect", casefile.ReturnRefund)
	w.at("2026-03-07 10:30", func() {
		ok(w.desk.DoStep(w.ctx, desk.StepRequest{Case: v.ID, Step: casefile.Reply}))
		ok(w.desk.AgreeCase(w.ctx, desk.DecideRequest{Case: v.ID}))
		v = ok(w.desk.DoStep(w.ctx, desk.StepRequest{Case: v.ID, Step: casefile.Instructions}))
	})
	return v
}

// chased opens a case whose refund was filed and should have arrived.
func (w *world) chased(o order.Order) desk.CaseView {
	w.t.Helper()
	ok := done2(w.t)
	v := w.openCase(o, "2026-03-06 16:00", "discount_not_given", casefile.PartRefund)
	w.at("2026-03-06 17:00", func() {
		ok(w.desk.DoStep(w.ctx, desk.StepRequest{Case: v.ID, Step: casefile.Reply}))
		ok(w.desk.AgreeCase(w.ctx, desk.DecideRequest{Case: v.ID}))
		v = ok(w.desk.FileRefund(w.ctx, desk.RefundRequest{Case: v.ID, Amount: money.Of(46000, "HKD"), Method: refund.Alipay, Payee: "chan@example.com", By: "陳嘉欣", How: "whatsapp", When: w.now}))
	})
	return v
}

// caseOf is a case as the store has it now.
func (w *world) caseOf(id domain.ID) desk.CaseView {
	w.t.Helper()
	return done2(w.t)(w.desk.Case(w.ctx, id))
}

// returned takes in what a case awaits, as the intake desk does.
func (w *world) returned(v desk.CaseView) desk.CaseView {
	w.t.Helper()
	s, err := w.desk.Scan(w.ctx, v.Return)
	if err != nil {
		w.t.Fatal(err)
	}
	p := *s.Parcel
	enter := func(e parcel.Entry) {
		if p, err = w.desk.Enter(w.ctx, desk.EnterRequest{Parcel: p.ID, Entry: e}); err != nil {
			w.t.Fatal(err)
		}
	}
	for _, c := range p.Draft().Checks {
		enter(parcel.Entry{Check: c.Code, Mark: parcel.Passed})
	}
	for _, c := range p.Draft().Counts {
		n := c.Said
		enter(parcel.Entry{Count: &parcel.CountedAs{CaseID: c.CaseID, Line: c.Line, Counted: &n, Grade: parcel.LikeNew, Disposition: parcel.Restock}})
	}
	if p, err = w.desk.Finish(w.ctx, desk.FinishRequest{Parcel: p.ID}); err != nil {
		w.t.Fatal(err)
	}
	return w.caseOf(v.ID)
}

func caseQuery() desk.CaseQuery { return desk.CaseQuery{Limit: 50} }

// hasAddress gives the shop the address to which returns go.
func (w *world) hasAddress() {
	w.t.Helper()
	setup, err := w.desk.Setup(w.ctx)
	if err == nil {
		setup.Shop.Returns, setup.Shop.ReturnsLatin = "香港柴灣利眾街 12 號 3 樓", "3/F, 12 Lee Chung Street, Chai Wan, Hong Kong"
		_, err = w.desk.SaveShop(w.ctx, setup.Shop)
	}
	if err != nil {
		w.t.Fatal(err)
	}
}

// deductions are the fields of the first line of money kept back.
func (w *world) deductions() []*widgets.Entry {
	w.t.Helper()
	var out []*widgets.Entry
	o := w.field("Deductions").Control()
	walk(seen{part: o}, func(s seen) bool {
		if e, ok := s.part.(*widgets.Entry); ok {
			out = append(out, e)
			return false
		}
		return true
	})
	if len(out) < 2 {
		w.t.Fatalf("%d fields for deductions are in sight, want an amount and a reason", len(out))
	}
	return out
}

// choose taps an answer among those that stand open under a label.
func (w *world) choose(label, answer string) {
	w.t.Helper()
	tapped := false
	walk(seen{part: w.field(label).Control()}, func(s seen) bool {
		if words, ok := said(s.part); !ok || words != answer || tapped {
			return !tapped
		}
		for _, p := range slices.Backward(s.around) {
			if t, can := p.part.(fyne.Tappable); can {
				t.Tapped(&fyne.PointEvent{})
				tapped = true
				break
			}
		}
		return false
	})
	if !tapped {
		w.t.Fatalf("the field %q offers no %q", label, answer)
	}
}

func refundQuery() desk.RefundQuery { return desk.RefundQuery{Limit: 50} }
