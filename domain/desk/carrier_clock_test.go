package desk_test

import (
	"testing"
	"time"

	"aftercare/domain/casefile"
	"aftercare/domain/claim"
	"aftercare/domain/clock"
	"aftercare/domain/desk"
	"aftercare/domain/order"
)

// The number of a parcel is entered within the policy's 24 hours of the hand-over:
// by the number or the first news, whichever is first; met or missed is kept, and
// the report counts it.
func TestOrder_numberClock(t *testing.T) {
	for name, x := range map[string]struct {
		do   func(c *counter, o desk.OrderView)
		want clock.Face
	}{
		"with the hand-over": {func(*counter, desk.OrderView) {}, clock.Met},
		"the next morning": {func(c *counter, o desk.OrderView) {
			c.later(20)
			c.verb("order.track", `{"order":"`+o.Number+`","shipment":1,"tracking":"SF12345678"}`)
		}, clock.Met},
		"by the first scan": {func(c *counter, o desk.OrderView) {
			c.later(3)
			c.verb("order.news", `{"order":"`+o.Number+`","shipment":1,"news":"picked up"}`)
		}, clock.Met},
		"two days later": {func(c *counter, o desk.OrderView) {
			c.later(48)
			c.verb("order.track", `{"order":"`+o.Number+`","shipment":1,"tracking":"SF12345678"}`)
		}, clock.MetLate},
		"not yet, a day later": {func(c *counter, _ desk.OrderView) { c.later(24) }, clock.Missed},
	} {
		c := begun(t)
		o := c.order("own", facts("LS-1", c.now))
		s := order.Shipping{Carrier: "SF"}
		if name == "with the hand-over" {
			s.Tracking = "SF12345678"
		}
		_, err := c.Ship(c.ctx, desk.ShipRequest{Order: o.ID, Shipping: s})
		c.must(err)
		x.do(c, o)
		v, err := c.Order(c.ctx, o.ID)
		c.must(err)
		if k := v.Shipments[0].Number; k.Face(c.now) != x.want || !k.Due.At.Equal(k.From.Add(24*time.Hour)) {
			t.Errorf("%s: the clock is %s, due %v after the hand-over, want %s", name, k.Face(c.now), k.Due.At.Sub(k.From), x.want)
		}
		report, err := c.ClockReport(c.ctx, desk.ClockQuery{})
		c.must(err)
		if len(report) != 1 || report[0].Clock != order.NumberClock || (report[0].Met == 1) != (x.want == clock.Met) || (report[0].Missed == 1) != (x.want != clock.Met) {
			t.Errorf("%s: the report says %+v", name, report)
		}
	}
}

// The carrier's answer is due by its own working days: whether its entry is sent
// from the register or the step of the case is done, both know it.
func TestCase_carrierAnswerDue(t *testing.T) {
	lost := func(c *counter) desk.CaseView {
		o := c.order("own", facts("LS-1", c.now))
		_, err := c.Ship(c.ctx, desk.ShipRequest{Order: o.ID, Shipping: order.Shipping{Carrier: "SF", Tracking: "SF12345678"}})
		c.must(err)
		return c.opensWith(o, casefile.Request{Reason: "lost_in_transit", Remedy: casefile.RefundOnly, Items: []casefile.Asked{{Line: 1, Quantity: 2}}})
	}
	for name, ask := range map[string]func(c *counter, v desk.CaseView, k claim.Claim){
		"the step is done": func(c *counter, v desk.CaseView, _ claim.Claim) { c.does(v, "case.step", `{"step":"ask_carrier"}`) },
		"the entry is sent": func(c *counter, _ desk.CaseView, k claim.Claim) {
			c.verb("claim.move", `{"claim":"`+k.Number+`","event":"send","group":"SF claims"}`)
		},
	} {
		c := begun(t)
		v := lost(c)
		all, err := c.ClaimsOf(c.ctx, v.ID)
		c.must(err)
		ask(c, v, all[0])
		all, err = c.ClaimsOf(c.ctx, v.ID)
		c.must(err)
		v = c.again(v)
		if all[0].State != claim.Sent || all[0].DueTo == "" {
			t.Errorf("%s: the entry is %s, its answer due %s", name, all[0].State, all[0].DueTo)
		}
		if v.Next.Code != casefile.CarrierSays || v.Next.Due.Day != all[0].DueTo {
			t.Errorf("%s: the step is %s, due %v, want the answer by %s", name, v.Next.Code, v.Next.Due, all[0].DueTo)
		}
		if k, ok := v.Clocks.Of(casefile.CarrierClock); !ok || !k.Runs() {
			t.Errorf("%s: no clock runs for the answer", name)
		}
		if v = c.steps(v, "case.step", `{"step":"carrier_says","choice":"says_lost"}`); v.Clocks[len(v.Clocks)-1].Runs() {
			t.Errorf("%s: answered, and the clock runs on", name)
		}
	}
}

// A parcel that was intercepted comes back short: the money went ahead on the
// carrier's word, and the difference is the carrier's entry, once.
func TestCase_interceptedShort(t *testing.T) {
	c := begun(t)
	o := c.order("own", facts("LS-1", c.now))
	_, err := c.Ship(c.ctx, desk.ShipRequest{Order: o.ID, Shipping: order.Shipping{Carrier: "SF", Tracking: "SF12345678"}})
	c.must(err)
	v := c.opensWith(o, casefile.Request{Reason: "changed_mind", Remedy: casefile.RefundOnly, Items: []casefile.Asked{{Line: 1, Quantity: 2}}})
	v = c.steps(v, "case.retain", `{"offer":"gift"}`, "case.agree", `{}`, "case.step", `{"step":"intercept"}`)
	if v.Next.Code != casefile.Intercepted || v.Next.Due.None() {
		t.Errorf("asked to intercept: the step is %s, due %v", v.Next.Code, v.Next.Due)
	}
	v = c.pays(c.steps(v, "case.step", `{"step":"intercepted","choice":"caught"}`), "")
	c.later(24)
	s, err := c.Scan(c.ctx, v.Return)
	c.must(err)
	c.work(*s.Parcel, 1, "restock")
	all, err := c.ClaimsOf(c.ctx, v.ID)
	c.must(err)
	if len(all) != 1 || all[0].Matter != claim.Intercepted || all[0].Party != claim.Carrier || all[0].Value != v.Refunds[0].Amount.Sub(all[0].Value) {
		t.Fatalf("two were refunded and one came: the entries are %+v", all)
	}
	_, err = c.Reopen(c.ctx, s.Parcel.ID)
	c.must(err)
	p, err := c.ParcelNumbered(c.ctx, v.Return)
	c.must(err)
	c.work(p, 2, "restock")
	if all, err = c.ClaimsOf(c.ctx, v.ID); err != nil || len(all) != 1 || all[0].State != claim.Closed {
		t.Errorf("found after all, and the entries are %+v, %v", all, err)
	}
}
