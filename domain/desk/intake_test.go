package desk_test

import (
	"context"
	"errors"
	"testing"

	"aftercare/domain"
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

// A refused parcel comes back under the number that it left with. On the day
// itself it is asked; later the case opens by itself, as a desk hand may.
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
	s, err = c.RefusedParcel(c.ctx, s.Parcel.ID)
	c.must(err)
	if s.Answer != parcel.Expected || s.Case == nil || s.Case.Reason != "refused" || s.Case.Items[0].Said != 2 || s.Parcel.How != parcel.Intercepted || s.Parcel.Draft() == nil {
		t.Fatalf("asked, it is %+v", s)
	}
	_, err = c.RefusedParcel(c.ctx, s.Parcel.ID)
	c.refused(err, "parcel.known")
	serial := "SN1"
	c.enter(*s.Parcel, parcel.Entry{Serial: &serial})
	c.work(*s.Parcel, 2, parcel.Restock)
	got, err := c.Case(c.ctx, s.Case.ID)
	c.must(err)
	if got.Items[0].Accepted != 2 || got.Parcel != casefile.Inspected || got.Awaits(casefile.CarrierBack) || got.Awaits(casefile.WaitParcel) {
		t.Errorf("after the intake the case is %s: %+v", got.Parcel, got.Steps)
	}
	c.levels("back on the shelf", "MUG", stock.Level{stock.Shelf: 2, stock.Gone: 1})

	lost := c.scanned("YT7488203199001", parcel.Unknown)
	_, err = c.RefusedParcel(c.ctx, lost.Parcel.ID)
	c.refused(err, "parcel.no_order")
}

func TestDesk_refusedParcel_byItself(t *testing.T) {
	c := begun(t)
	o := c.order("own", facts("LS-1", c.now))
	_, err := c.Ship(c.ctx, desk.ShipRequest{Order: o.ID, Shipping: shipping("YTO", "886436979446185504", 840)})
	c.must(err)
	c.now = c.now.AddDate(0, 0, 4)
	s := c.scanned("886436979446185504", parcel.Expected)
	if s.Case == nil || s.Case.Reason != "refused" || s.Parcel.How != parcel.Refused || s.Parcel.Number != s.Case.Return || s.Case.Awaits(casefile.CarrierBack) {
		t.Fatalf("it is answered %+v", s)
	}
	if again := c.scanned("886436979446185504", parcel.Expected); again.Parcel.ID != s.Parcel.ID || !again.Resumed {
		t.Errorf("the second scan gives parcel %d, want %d", again.Parcel.ID, s.Parcel.ID)
	}
	c.work(*s.Parcel, 2, parcel.Restock)
	c.scanned("886436979446185504", parcel.AlreadyIn)
	if rows, n, err := c.Cases(c.ctx, desk.CaseQuery{Limit: 9}); err != nil || n != 1 {
		t.Errorf("%d cases, %v, want the one: %+v", n, err, rows)
	}
	// One that a case waits for goes to that case.
	o = c.order("own", facts("LS-2", c.now))
	_, err = c.Ship(c.ctx, desk.ShipRequest{Order: o.ID, Shipping: shipping("YTO", "886436979446185505", 840)})
	c.must(err)
	file, err := c.OpenCase(c.ctx, desk.OpenRequest{Order: o.ID, Request: casefile.Request{Reason: "refused", Remedy: casefile.RefundOnly, Items: []casefile.Asked{{Line: 1, Quantity: 2}}}})
	c.must(err)
	c.now = c.now.AddDate(0, 0, 2)
	if s := c.scanned("886436979446185505", parcel.Expected); s.Case.ID != file.ID {
		t.Errorf("it went to %s, want %s", s.Case.Number, file.Number)
	}
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

// A correction takes back what the inspection before it opened: the repair that
// nobody has begun by itself, one that is under way with a word why, one that is
// done never. Stock moves back once, and to where the correction says.
func TestDesk_correctionWithdrawsRepair(t *testing.T) {
	c := begun(t)
	v := c.returning("LS-1", 2)
	s := c.scanned(v.Return, parcel.Expected)
	c.work(*s.Parcel, 2, parcel.Repair)
	jobs := func(open, closed int) []repair.Job {
		t.Helper()
		all, _, err := c.Repairs(c.ctx, desk.JobQuery{Limit: 10})
		c.must(err)
		n := 0
		for _, j := range all {
			if !j.Over() {
				n++
			}
		}
		if n != open || len(all)-n != closed {
			t.Fatalf("%d repairs are open and %d closed, want %d and %d", n, len(all)-n, open, closed)
		}
		return all
	}
	for _, j := range jobs(2, 0) {
		if j.Parcel != v.Return || !j.Ours {
			t.Errorf("%s names the parcel %q, ours %v", j.Number, j.Parcel, j.Ours)
		}
	}
	own := jobs(2, 0)[0].Number
	for name, paper := range map[string]func(context.Context, string) (desk.JobView, desk.Setup, error){"receipt": c.RepairReceipt, "intake": c.IntakeReceipt, "quote": c.QuotePaper, "unrepaired": c.Unrepaired} {
		if _, _, err := paper(c.ctx, own); !errors.Is(err, domain.Code("receipt.ours")) {
			t.Errorf("the %s of the shop's own goods: %v, want receipt.ours", name, err)
		}
	}
	if _, _, err := c.JobTicket(c.ctx, own); err != nil {
		t.Errorf("the ticket that hangs on it: %v", err)
	}
	c.levels("two on the bench", "MUG", stock.Level{stock.Bench: 2})
	correct := func(way parcel.Disposition) parcel.Parcel {
		t.Helper()
		p, err := c.Reopen(c.ctx, s.Parcel.ID)
		c.must(err)
		c.ticked(p, 2, way)
		return p
	}
	c.finished(correct(parcel.Scrap))
	for _, j := range jobs(0, 2) {
		if !j.Mistaken || j.Outcome() != repair.CancelledBy || j.Held() {
			t.Errorf("the withdrawn %s came out as %s, held %v", j.Number, j.Outcome(), j.Held())
		}
	}
	c.levels("two in the bin", "MUG", stock.Level{stock.Gone: 2})

	c.finished(correct(parcel.Repair))
	begun := jobs(2, 2)[0]
	_, err := c.StepRepair(c.ctx, desk.JobStep{Job: begun.ID, Entry: repair.Entry{Event: repair.Diagnose, Finding: repair.Finding{Fault: "crack"}}})
	c.must(err)
	p := correct(parcel.Restock)
	_, err = c.Finish(c.ctx, desk.FinishRequest{Parcel: p.ID})
	c.refused(err, "parcel.repair_begun")
	jobs(2, 2)
	_, err = c.Finish(c.ctx, desk.FinishRequest{Parcel: p.ID, Answer: "it was another box"})
	c.must(err)
	jobs(0, 4)
	c.levels("two on the shelf", "MUG", stock.Level{stock.Shelf: 2})

	c.finished(correct(parcel.Repair))
	for _, j := range jobs(2, 4)[:1] {
		for _, e := range []repair.Entry{{Event: repair.Diagnose, Finding: repair.Finding{Fault: "crack"}}, {Event: repair.Begin}, {Event: repair.Test, Done: "glued"}} {
			_, err := c.StepRepair(c.ctx, desk.JobStep{Job: j.ID, Entry: e})
			c.must(err)
		}
	}
	p = correct(parcel.Restock)
	_, err = c.Finish(c.ctx, desk.FinishRequest{Parcel: p.ID, Answer: "it was another box"})
	c.refused(err, "parcel.repair_over")
	c.levels("still on the bench", "MUG", stock.Level{stock.Bench: 2})
}

// What the bench mends of the shop's own goes back to the shelf, what it mends of
// a customer's goes home: nothing stays on the bench in the books.
func TestDesk_offTheBench(t *testing.T) {
	c := begun(t)
	v := c.returning("LS-1", 1)
	c.work(*c.scanned(v.Return, parcel.Expected).Parcel, 1, parcel.Repair)
	all, _, err := c.Repairs(c.ctx, desk.JobQuery{Open: true, Limit: 10})
	c.must(err)
	job := c.walked(desk.JobView{Job: all[0]}, repair.Entry{Event: repair.Diagnose, Finding: repair.Finding{Fault: "crack", Liquid: true}}, repair.Entry{Event: repair.Begin},
		repair.Entry{Event: repair.Test, Done: "glued", Work: []repair.Work{labour(false)}})
	if job.Bill.Total.Minor != 0 || job.Work[0].Why != "own" {
		t.Errorf("the shop's own goods cost %v, by the rule %q", job.Bill.Total, job.Work[0].Why)
	}
	_, err = c.StepRepair(c.ctx, desk.JobStep{Job: job.ID, Entry: repair.Entry{Event: repair.GiveBack, Way: "shipped"}})
	c.refused(err, "repair.way")
	job = c.walked(job, repair.Entry{Event: repair.GiveBack})
	if job.Until != "" || job.Back.Way != repair.Shelved {
		t.Errorf("it went %q with a warranty until %q", job.Back.Way, job.Until)
	}
	c.levels("on the shelf", "MUG", stock.Level{stock.Shelf: 1})
	report, err := c.RepairReport(c.ctx, desk.Period{})
	c.must(err)
	if len(report.Costs) != 0 {
		t.Errorf("the warranty cost %+v, want nothing", report.Costs)
	}
}
