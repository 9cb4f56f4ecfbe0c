package order_test

import (
	"errors"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/channel"
	"aftercare/domain/money"
	"aftercare/domain/order"
)

var hk = time.FixedZone("HKT", 8*3600)

func at(month, day, hour, minute int) time.Time {
	return time.Date(2026, time.Month(month), day, hour, minute, 0, 0, hk)
}

func terms() order.Terms {
	off := map[calendar.Date]string{"2026-01-01": "New Year", "2026-04-03": "Good Friday", "2026-12-25": "Christmas"}
	return order.Terms{
		Policy: channel.Policy{Version: 1, ShipFrom: channel.FromPlaced, DayToShip: calendar.Term{Amount: 3, Unit: calendar.WorkingDays},
			Transit: calendar.Term{Amount: 2, Unit: calendar.Days}},
		Calendar: calendar.Calendar{Rest: []time.Weekday{time.Saturday, time.Sunday}, Holidays: calendar.Holidays{Region: "hk", Off: off}},
		Zone:     hk,
	}
}

func hkd(minor int64) money.Amount { return money.Of(minor, "HKD") }

// facts is an order placed and paid on Mon 2026-03-02 at 10:00, of two lines.
func facts() order.Facts {
	return order.Facts{Number: "LS-1", State: order.Paid, Placed: at(3, 2, 10, 0), Paid: at(3, 2, 10, 5), Currency: "HKD",
		Shipping: hkd(3000), Total: hkd(15000), PaidSum: hkd(15000), Customer: order.Person{Name: "陳大文", Phone: "+852 6123 8840"},
		Lines: []order.LineFacts{{SKU: "STL", Title: "Stool", Quantity: 1, Price: hkd(10000)}, {SKU: "CSH", Title: "Cushion", Quantity: 2, Price: hkd(1000)}}}
}

func placed(t testing.TB) order.Order {
	t.Helper()
	o := order.FromFacts(facts(), 1, "Import", at(3, 2, 12, 0), terms())
	o.ID = 7
	if err := o.Validate(); err != nil {
		t.Fatal(err)
	}
	return o
}

func agreement() order.Agreement {
	return order.Agreement{Date: "2026-03-12", Terms: "Ships with the second batch", By: "陳大文", How: "whatsapp", When: at(3, 5, 9, 0), Reason: "Maker late"}
}

func mustDelay(t testing.TB, o order.Order, a order.Agreement, now time.Time) order.Order {
	t.Helper()
	o, err := o.Delayed(a, "Mei", now, terms())
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// The worked example of R4: ship-by Thu 5 March, agreed for 12 March on the 5th.
func TestOrder_Delayed_workedExample(t *testing.T) {
	o := placed(t)
	if o.First.Due.Day != "2026-03-05" || o.First.Source != order.FromPolicy {
		t.Fatalf("first promise = %v, want Thu 5 March from the policy", o.First)
	}
	late := mustDelay(t, o, agreement(), at(3, 5, 10, 0))
	for _, c := range []struct {
		now  time.Time
		want order.Standing
	}{
		{at(3, 5, 12, 0), order.Calm}, {at(3, 6, 0, 0), order.Agreed}, {at(3, 11, 23, 59), order.Agreed}, {at(3, 12, 0, 0), order.DueToday},
		{at(3, 12, 23, 59), order.DueToday}, {at(3, 13, 0, 0), order.Overdue},
	} {
		if got := late.Standing(c.now, hk); got != c.want {
			t.Errorf("with the agreement, at %v: %s, want %s", c.now, got, c.want)
		}
		if got := late.Exposed(c.now); got != (c.want == order.Overdue) {
			t.Errorf("exposed at %v = %v", c.now, got)
		}
	}
	voided, err := late.Corrected(late.Notes[len(late.Notes)-1].No, "The customer meant another order", "Wrong order", "Mei", at(3, 5, 11, 0), terms())
	if err != nil {
		t.Fatal(err)
	}
	if len(voided.Notes) != 2 {
		t.Errorf("notes after the correction = %d, want both", len(voided.Notes))
	}
	if got := voided.Standing(at(3, 5, 23, 59), hk); got != order.DueToday {
		t.Errorf("voided, on 5 March: %s", got)
	}
	if got := voided.Standing(at(3, 6, 0, 0), hk); got != order.Overdue {
		t.Errorf("voided, on 6 March 00:00: %s, want overdue", got)
	}
	if voided.Force.Source != order.FromPolicy {
		t.Errorf("source after voiding = %s", voided.Force.Source)
	}
}

func TestOrder_Delayed_refuses(t *testing.T) {
	cancelled, shipped, unpaid := placed(t), placed(t), placed(t)
	cancelled.State = order.Cancelled
	shipped, err := shipped.Sent(order.Shipping{Carrier: "SF"}, false, "Keung", at(3, 3, 9, 0), terms())
	if err != nil {
		t.Fatal(err)
	}
	unpaid.State, unpaid.PaidAt = order.Placed, time.Time{}
	unpaid = unpaid.WithShipBy(terms())
	for code, c := range map[string]struct {
		order order.Order
		edit  func(*order.Agreement)
		now   time.Time
	}{
		"agreement.no_consent":   {placed(t), func(a *order.Agreement) { a.By = " " }, at(3, 5, 10, 0)},
		"agreement.before_today": {placed(t), func(a *order.Agreement) { a.Date = "2026-03-04" }, at(3, 5, 10, 0)},
		"agreement.not_later":    {placed(t), func(a *order.Agreement) { a.Date = "2026-03-05" }, at(3, 5, 10, 0)},
		"agreement.too_far":      {placed(t), func(a *order.Agreement) { a.Date = "2062-03-12" }, at(3, 5, 10, 0)},
		"agreement.shipped":      {shipped, func(*order.Agreement) {}, at(3, 5, 10, 0)},
		"agreement.cancelled":    {cancelled, func(*order.Agreement) {}, at(3, 5, 10, 0)},
		"agreement.no_date":      {unpaid, func(*order.Agreement) {}, at(3, 5, 10, 0)},
		"agreement.in_future":    {placed(t), func(a *order.Agreement) { a.When = at(3, 5, 10, 1) }, at(3, 5, 10, 0)},
		"agreement.before_order": {placed(t), func(a *order.Agreement) { a.When = at(3, 1, 10, 1) }, at(3, 5, 10, 0)},
		"field.required":         {placed(t), func(a *order.Agreement) { a.Terms = "" }, at(3, 5, 10, 0)},
		"date.not_a_date":        {placed(t), func(a *order.Agreement) { a.Date = "12 March" }, at(3, 5, 10, 0)},
	} {
		t.Run(code, func(t *testing.T) {
			a := agreement()
			c.edit(&a)
			got, err := c.order.Delayed(a, "Mei", c.now, terms())
			if !errors.Is(err, domain.Code(code)) {
				t.Errorf("Delayed = %v, want %s", err, code)
			}
			if len(got.Notes) != len(c.order.Notes) || got.Force != c.order.Force {
				t.Error("a refusal changed the order")
			}
		})
	}
}

func TestOrder_Delayed_noConsentIsHard(t *testing.T) {
	a := agreement()
	a.By, a.How, a.When = "", "", time.Time{}
	_, err := placed(t).Delayed(a, "Mei", at(3, 5, 10, 0), terms())
	var es domain.Errors
	if !errors.As(err, &es) || len(es) != 3 {
		t.Fatalf("Delayed = %v, want the three fields at fault", err)
	}
	for _, e := range es {
		if !e.Hard || e.Rule != "R4" {
			t.Errorf("%v: hard = %v, rule %s", e, e.Hard, e.Rule)
		}
	}
}

func TestOrder_WithShipBy_namesTheSource(t *testing.T) {
	two, five := calendar.Term{Amount: 2, Unit: calendar.WorkingDays}, calendar.Term{Amount: 5, Unit: calendar.WorkingDays}
	for name, c := range map[string]struct {
		edit func(*order.Order, *order.Terms)
		day  calendar.Date
		from order.Source
	}{
		"policy":                                {func(*order.Order, *order.Terms) {}, "2026-03-05", order.FromPolicy},
		"order's own":                           {func(o *order.Order, _ *order.Terms) { o.DayToShip = &two }, "2026-03-04", order.FromOrder},
		"a longer product holds nobody back":    {func(o *order.Order, _ *order.Terms) { o.Lines[0].DayToShip = &five }, "2026-03-05", order.FromPolicy},
		"ship whole takes the latest":           {func(o *order.Order, t *order.Terms) { o.Lines[0].DayToShip = &five; t.Policy.ShipWhole = true }, "2026-03-09", order.FromProduct},
		"a shorter product comes first":         {func(o *order.Order, _ *order.Terms) { o.Lines[1].DayToShip = &two }, "2026-03-04", order.FromProduct},
		"what left does not count":              {func(o *order.Order, _ *order.Terms) { o.Lines[1].DayToShip, o.Lines[1].Shipped = &two, 2 }, "2026-03-05", order.FromPolicy},
		"the platform's file before the policy": {func(o *order.Order, _ *order.Terms) { o.Platform.Due = calendar.EndOf("2026-03-06", hk) }, "2026-03-06", order.FromPlatform},
	} {
		t.Run(name, func(t *testing.T) {
			o, tm := placed(t), terms()
			c.edit(&o, &tm)
			o = o.WithShipBy(tm)
			if o.First.Due.Day != c.day || o.First.Source != c.from {
				t.Errorf("first = %s from %s, want %s from %s", o.First.Due.Day, o.First.Source, c.day, c.from)
			}
		})
	}
}

func TestOrder_LatestDelivery_movesWithTheAgreement(t *testing.T) {
	o, tm := placed(t), terms()
	if got := o.LatestDelivery(tm.Policy.Transit, tm.Calendar, hk).Day; got != "2026-03-07" {
		t.Errorf("latest delivery = %s, want 7 March", got)
	}
	o = mustDelay(t, o, agreement(), at(3, 5, 10, 0))
	if got := o.LatestDelivery(tm.Policy.Transit, tm.Calendar, hk).Day; got != "2026-03-14" {
		t.Errorf("latest delivery with the agreement = %s, want 14 March", got)
	}
}

func TestOrder_Sent(t *testing.T) {
	o, err := placed(t).Sent(order.Shipping{Carrier: "YTO", Tracking: "886436979446185504", Items: []order.Packed{{Line: 1, Quantity: 1}}}, false, "Keung", at(3, 4, 9, 0), terms())
	if err != nil {
		t.Fatal(err)
	}
	if o.State != order.Paid || o.Unshipped() != 2 || o.Standing(at(3, 6, 0, 0), hk) != order.Overdue {
		t.Errorf("after the first parcel: %s, %d open, %s", o.State, o.Unshipped(), o.Standing(at(3, 6, 0, 0), hk))
	}
	o, err = o.Sent(order.Shipping{Carrier: "YTO", Tracking: "886436979446185505"}, false, "Keung", at(3, 5, 9, 0), terms())
	if err != nil {
		t.Fatal(err)
	}
	if o.State != order.Shipped || o.Standing(at(3, 9, 0, 0), hk) != order.Kept {
		t.Errorf("after all left: %s, %s", o.State, o.Standing(at(3, 9, 0, 0), hk))
	}
}

func TestOrder_Sent_refuses(t *testing.T) {
	cancelled := placed(t)
	cancelled.State = order.Cancelled
	for code, c := range map[string]struct {
		order    order.Order
		shipping order.Shipping
		refunded bool
	}{
		"ship.cancelled":         {cancelled, order.Shipping{}, false},
		"ship.refunded":          {placed(t), order.Shipping{}, true},
		"ship.more_than_ordered": {placed(t), order.Shipping{Items: []order.Packed{{Line: 2, Quantity: 3}}}, false},
		"missing.line":           {placed(t), order.Shipping{Items: []order.Packed{{Line: 9, Quantity: 1}}}, false},
		"ship.weight":            {placed(t), order.Shipping{Weight: -1}, false},
	} {
		t.Run(code, func(t *testing.T) {
			got, err := c.order.Sent(c.shipping, c.refunded, "Keung", at(3, 3, 9, 0), terms())
			if !errors.Is(err, domain.Code(code)) {
				t.Errorf("Sent = %v, want %s", err, code)
			}
			if len(got.Shipments) != 0 || c.order.Lines[1].Shipped != 0 {
				t.Error("a refusal changed the order")
			}
		})
	}
}

func TestOrder_Merged_sameFileChangesNothing(t *testing.T) {
	o := placed(t)
	f := facts()
	f.SellerNote, f.Tracking = "29号发", []string{"SF1"}
	o, changes := o.Merged(f, "Import", at(3, 3, 9, 0), terms())
	if len(changes) != 2 || !o.Platform.Changed {
		t.Errorf("first time: %v", changes)
	}
	again, changes := o.Merged(f, "Import", at(3, 4, 9, 0), terms())
	if len(changes) != 0 || len(again.Notes) != len(o.Notes) {
		t.Errorf("the same facts again: %v, %d notes", changes, len(again.Notes))
	}
}

func TestOrder_Merged_keepsWhatTheShopWrote(t *testing.T) {
	o := mustDelay(t, placed(t), agreement(), at(3, 5, 10, 0))
	o, _ = o.Remarked("Fragile, double box", "Mei", at(3, 5, 10, 1))
	f := facts()
	f.Customer = order.Person{Name: "", Phone: ""} // masked in the later export
	f.Total, f.PaidSum = hkd(14000), hkd(14000)
	got, changes := o.Merged(f, "Import", at(3, 6, 9, 0), terms())
	if len(changes) != 2 || len(got.Notes) != 2 || got.Force.Due.Day != "2026-03-12" || got.ShipTo.Name != "陳大文" {
		t.Errorf("Merged = %v; %d notes, in force %s, %q", changes, len(got.Notes), got.Force.Due.Day, got.ShipTo.Name)
	}
}

func TestOrder_Merged_neverGoesBack(t *testing.T) {
	o, err := placed(t).Sent(order.Shipping{Carrier: "SF", Tracking: "SF9"}, false, "Keung", at(3, 3, 9, 0), terms())
	if err != nil {
		t.Fatal(err)
	}
	got, changes := o.Merged(facts(), "Import", at(3, 4, 9, 0), terms())
	if got.State != order.Shipped || len(changes) != 0 || got.Unshipped() != 0 {
		t.Errorf("an older file made it %s: %v", got.State, changes)
	}
	f := facts()
	f.State = order.Completed
	f.Delivered = at(3, 8, 12, 0)
	got, _ = o.Merged(f, "Import", at(3, 9, 9, 0), terms())
	if got.State != order.Completed || got.SignOff.Source != "platform" || got.Standing(at(3, 9, 9, 0), hk) != order.Kept {
		t.Errorf("completed: %s, %v, %s", got.State, got.SignOff, got.Standing(at(3, 9, 9, 0), hk))
	}
}

// R9: 10.00 × 3 less a 10.00 coupon: 20.00 over three = 6.67, 6.67, 6.66.
func TestOrder_Shares(t *testing.T) {
	o := order.Order{Currency: "HKD", Paid: hkd(2500), Shipping: hkd(500), Discount: hkd(1000)}
	for i := range 3 {
		o.Lines = append(o.Lines, order.Line{No: i + 1, Quantity: 1, Price: hkd(1000), Discount: hkd(0)})
	}
	got := o.Shares()
	if got[0] != hkd(667) || got[1] != hkd(667) || got[2] != hkd(666) {
		t.Errorf("Shares = %v", got)
	}
}
