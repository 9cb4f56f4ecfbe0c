package desk_test

import (
	"testing"

	"aftercare/domain/casefile"
	"aftercare/domain/claim"
	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/domain/parcel"
	"aftercare/domain/repair"
	"aftercare/domain/stock"
)

// returning opens and agrees a return of n units of a delivered order's line.
func (c *counter) returning(number string, n int) desk.CaseView {
	c.t.Helper()
	o := c.delivered("own", number)
	v, err := c.OpenCase(c.ctx, desk.OpenRequest{Order: o.ID, Request: casefile.Request{Reason: "changed_mind", Remedy: casefile.ReturnRefund, Received: true,
		Worn: casefile.No, Tags: casefile.Yes, Items: []casefile.Asked{{Line: 1, Quantity: n}}}})
	c.must(err)
	_, err = c.DoStep(c.ctx, desk.StepRequest{Case: v.ID, Step: casefile.Reply})
	c.must(err)
	v, err = c.AgreeCase(c.ctx, desk.DecideRequest{Case: v.ID})
	c.must(err)
	return v
}

func (c *counter) scanned(code string, want parcel.Answer) desk.Scanned {
	c.t.Helper()
	s, err := c.Scan(c.ctx, code)
	c.must(err)
	if s.Answer != want {
		c.t.Fatalf("Scan(%q) = %s, want %s", code, s.Answer, want)
	}
	return s
}

func (c *counter) enter(p parcel.Parcel, e parcel.Entry) {
	c.t.Helper()
	_, err := c.Enter(c.ctx, desk.EnterRequest{Parcel: p.ID, Entry: e})
	c.must(err)
}

// A part parcel is taken in and the rest stays expected: the same return number
// opens a second parcel, which asks for the rest alone.
func TestDesk_partParcel(t *testing.T) {
	c := begun(t)
	v := c.returning("LS-1", 2)
	s := c.scanned(v.Return, parcel.Expected)
	line, rest := s.Parcel.Draft().Counts[0], true
	c.enter(*s.Parcel, parcel.Entry{Count: &parcel.CountedAs{CaseID: line.CaseID, Line: line.Line, Rest: &rest}})
	c.work(*s.Parcel, 1, parcel.Restock)
	got, err := c.Case(c.ctx, v.ID)
	c.must(err)
	if got.Items[0].Counted != 1 || got.Parcel != casefile.OnItsWay {
		t.Errorf("after a part: counted %d, the parcel is %s", got.Items[0].Counted, got.Parcel)
	}
	second := c.scanned(v.Return, parcel.Expected)
	if second.Parcel.Number != v.Return+".2" || second.Parcel.Draft().Counts[0].Said != 1 {
		t.Fatalf("the second parcel is %+v", second.Parcel)
	}
	c.work(*second.Parcel, 1, parcel.Scrap)
	got, err = c.Case(c.ctx, v.ID)
	c.must(err)
	if got.Items[0].Counted != 2 || got.Items[0].Accepted != 2 || got.Parcel != casefile.Inspected {
		t.Errorf("after both: %+v, the parcel is %s", got.Items[0], got.Parcel)
	}
	c.scanned(v.Return, parcel.AlreadyIn)
	c.levels("one on the shelf, one in the bin", "MUG", stock.Level{stock.Shelf: 1, stock.Gone: 1})
}

// Goods of two cases in one parcel: both get theirs; a parcel that nobody knew
// is matched to several at once.
func TestDesk_twoCasesInOne(t *testing.T) {
	c := begun(t)
	a, b, d := c.returning("LS-1", 1), c.returning("LS-2", 1), c.returning("LS-3", 1)
	s := c.scanned(a.Return, parcel.Expected)
	p, err := c.Match(c.ctx, desk.MatchRequest{Parcel: s.Parcel.ID, Case: b.Number})
	c.must(err)
	if len(p.Draft().Counts) != 2 {
		t.Fatalf("lines %+v, want those of both cases", p.Draft().Counts)
	}
	_, err = c.Match(c.ctx, desk.MatchRequest{Parcel: s.Parcel.ID, Case: b.Number})
	c.refused(err, "parcel.joined")
	c.work(p, 1, parcel.Restock)
	for _, v := range []desk.CaseView{a, b} {
		got, err := c.Case(c.ctx, v.ID)
		c.must(err)
		if got.Items[0].Accepted != 1 || got.Parcel != casefile.Inspected {
			t.Errorf("%s: %+v, the parcel is %s", v.Number, got.Items[0], got.Parcel)
		}
	}
	e := c.returning("LS-4", 1)
	unknown := c.scanned("SF14562209318", parcel.Unknown)
	_, err = c.Match(c.ctx, desk.MatchRequest{Parcel: unknown.Parcel.ID, Case: "C-9999, " + d.Number})
	c.refused(err, "missing.case")
	p, err = c.Match(c.ctx, desk.MatchRequest{Parcel: unknown.Parcel.ID, Case: d.Number + " " + e.Return})
	c.must(err)
	if len(p.CaseIDs) != 2 || len(p.Draft().Counts) != 2 {
		t.Errorf("matched to %v with %d lines, want two cases", p.CaseIDs, len(p.Draft().Counts))
	}
}

// Two parcels with one tracking number are asked for, never refused.
func TestDesk_oneNumberTwice(t *testing.T) {
	c := begun(t)
	first := c.scanned("SF14562209318", parcel.Unknown)
	s, err := c.AnotherParcel(c.ctx, first.Parcel.ID)
	c.must(err)
	if s.Answer != parcel.Unknown || s.Parcel.Number == first.Parcel.Number || s.Parcel.Code != first.Parcel.Code {
		t.Errorf("the second unknown parcel is %+v", s.Parcel)
	}
	v := c.returning("LS-1", 1)
	in := c.scanned(v.Return, parcel.Expected)
	c.work(*in.Parcel, 1, parcel.Restock)
	c.scanned(v.Return, parcel.AlreadyIn)
	s, err = c.AnotherParcel(c.ctx, in.Parcel.ID)
	c.must(err)
	if s.Answer != parcel.Expected || s.Parcel.Number != v.Return+".2" || s.Parcel.Draft().Counts[0].Said != 0 {
		t.Fatalf("the second parcel of %s is %+v", v.Return, s.Parcel)
	}
	c.work(*s.Parcel, 1, parcel.Later)
	got, err := c.Case(c.ctx, v.ID)
	c.must(err)
	if got.Items[0].Counted != 2 || got.Items[0].Accepted != 1 {
		t.Errorf("counted %d, accepted %d, want 2 and 1: more is recorded", got.Items[0].Counted, got.Items[0].Accepted)
	}
}

// A refused parcel comes back under the number that it left with.
func TestDesk_refusedParcel(t *testing.T) {
	c := begun(t)
	o := c.order("own", facts("LS-1", c.now))
	_, err := c.Ship(c.ctx, desk.ShipRequest{Order: o.ID, Shipping: shipping("YTO", "886436979446185504", 840, "SN1")})
	c.must(err)
	s := c.scanned("886436979446185504", parcel.Unknown)
	if s.Order == nil || s.Order.Number != "LS-1" || s.Parcel.How != parcel.Refused || s.Packed != 840 || len(s.Shipped) != 1 {
		t.Fatalf("the refused parcel is %+v", s)
	}
	p, err := c.ParcelCameBack(c.ctx, desk.BackRequest{Parcel: s.Parcel.ID, How: parcel.Intercepted})
	c.must(err)
	if p.How != parcel.Intercepted {
		t.Errorf("it came back %q", p.How)
	}
	_, err = c.ParcelCameBack(c.ctx, desk.BackRequest{Parcel: s.Parcel.ID, How: "swum"})
	c.refused(err, "parcel.how")
}

// A repair is opened once, whatever is corrected after.
func TestDesk_repairFromIntake(t *testing.T) {
	c := begun(t)
	v := c.returning("LS-1", 1)
	s := c.scanned(v.Return, parcel.Expected)
	serial := "SN-88"
	c.enter(*s.Parcel, parcel.Entry{Serial: &serial})
	c.work(*s.Parcel, 1, parcel.Repair)
	jobs := func() []repair.Job {
		t.Helper()
		all, _, err := c.Repairs(c.ctx, desk.JobQuery{Open: true, Limit: 10})
		c.must(err)
		return all
	}
	all := jobs()
	if len(all) != 1 || all[0].State != repair.Received || all[0].Serial != serial || all[0].SKU != "MUG" {
		t.Fatalf("repairs %+v, want one that is received", all)
	}
	p, err := c.Reopen(c.ctx, s.Parcel.ID)
	c.must(err)
	c.work(p, 1, parcel.Repair)
	if again := jobs(); len(again) != 1 {
		t.Errorf("after a correction there are %d repairs, want 1", len(again))
	}
	u, err := c.Unit(c.ctx, serial)
	c.must(err)
	if u.Place != stock.Bench || len(u.Jobs) != 1 {
		t.Errorf("the unit is at %q with %d repairs, want on the bench with one", u.Place, len(u.Jobs))
	}
	c.levels("one on the bench", "MUG", stock.Level{stock.Bench: 1})
}

func shipping(carrier, tracking string, grams int, serials ...string) order.Shipping {
	return order.Shipping{Carrier: carrier, Tracking: tracking, Weight: grams, Serials: serials}
}

// What goes back to its supplier opens an entry of the register, once; so does a
// parcel that the carrier's own scale found too light when something is missing.
func TestDesk_claimsFromIntake(t *testing.T) {
	c := begun(t)
	v := c.returning("LS-1", 2)
	o, err := c.Order(c.ctx, v.OrderID)
	c.must(err)
	c.must(c.store.Desk().Update(c.ctx, func(tx desk.Tx) error {
		o.Shipments = []order.Shipment{{Carrier: "SF", Tracking: "SF1", Weight: 840, At: c.now.AddDate(0, 0, -3), Items: []order.Packed{{Line: 1, Quantity: 2}}}}
		return tx.PutOrder(&o.Order)
	}))
	s := c.scanned(v.Return, parcel.Expected)
	grams := 700
	c.enter(*s.Parcel, parcel.Entry{Carrier: &grams})
	c.work(*s.Parcel, 1, parcel.Supplier)
	claims := func() map[claim.Party]claim.Claim {
		t.Helper()
		rows, _, err := c.Claims(c.ctx, desk.ClaimQuery{Limit: 10})
		c.must(err)
		out := map[claim.Party]claim.Claim{}
		for _, r := range rows {
			out[r.Party] = r
		}
		if len(rows) != 2 {
			t.Errorf("%d entries, want one on the supplier and one on the carrier", len(rows))
		}
		return out
	}
	got := claims()
	if got[claim.Supplier].Matter != claim.Defective || got[claim.Supplier].CaseID != v.ID || got[claim.Carrier].Matter != claim.Weight {
		t.Errorf("the entries are %+v", got)
	}
	p, err := c.Reopen(c.ctx, s.Parcel.ID)
	c.must(err)
	c.work(p, 1, parcel.Supplier)
	claims()
}
