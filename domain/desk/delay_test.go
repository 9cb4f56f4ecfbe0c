package desk_test

import (
	"testing"
	"time"

	"aftercare/domain/channel"
	"aftercare/domain/desk"
	"aftercare/domain/order"
)

func stepsOf(today desk.Today) map[string]int {
	out := map[string]int{}
	for _, k := range today.Tasks {
		out[k.Step]++
	}
	return out
}

// A later date from the proposal to the platform: each stage stands on Today
// until it is done, and the register keeps it (R4).
func TestDesk_delayToThePlatform(t *testing.T) {
	c := begun(t)
	hk := c.now.Location()
	c.now = time.Date(2026, 3, 2, 10, 0, 0, 0, hk)
	o := c.order("yoho", facts("Y1", c.now))
	c.now = time.Date(2026, 3, 5, 12, 0, 0, 0, hk)
	_, err := c.ProposeDelay(c.ctx, desk.ProposalRequest{Order: o.ID, Proposal: order.Proposal{Date: "2026-03-12", Terms: "second batch", How: "whatsapp", Told: c.now, Reason: "maker late"}})
	c.must(err)
	today, err := c.Today(c.ctx)
	c.must(err)
	if got := stepsOf(today); got["today.proposal"] != 1 || got["today.enter"] != 0 {
		t.Errorf("proposed: Today asks for %v", got)
	}
	_, err = c.AgreeDelay(c.ctx, desk.DelayRequest{Order: o.ID, Agreement: order.Agreement{Date: "2026-03-12", Terms: "second batch", By: "陳大文", How: "whatsapp", When: c.now, Reason: "maker late"}})
	c.must(err)
	today, err = c.Today(c.ctx)
	c.must(err)
	if got := stepsOf(today); got["today.proposal"] != 0 || got["today.enter"] != 1 {
		t.Errorf("agreed: Today asks for %v", got)
	}
	entry, err := c.ForPlatform(c.ctx, o.ID)
	c.must(err)
	if entry.Date != "2026-03-12" || entry.Terms != "second batch" || entry.By != "陳大文" {
		t.Errorf("for the platform: %+v", entry)
	}
	v, err := c.EnterDate(c.ctx, o.ID)
	c.must(err)
	if v.Agreed.Entered.IsZero() || v.Agreed.EnteredBy == "" {
		t.Errorf("entered: %+v", v.Agreed)
	}
	out, err := c.Outstanding(c.ctx)
	c.must(err)
	if len(out) != 0 {
		t.Errorf("outstanding: %+v", out)
	}
	own := c.order("own", facts("LS-9", c.now))
	_, err = c.ForPlatform(c.ctx, own.ID)
	c.refused(err, "entered.not_asked")
	c.now = time.Date(2026, 3, 14, 9, 0, 0, 0, hk)
	_, err = c.Ship(c.ctx, desk.ShipRequest{Order: o.ID})
	c.must(err)
	reg, err := c.Register(c.ctx, desk.RegisterQuery{})
	c.must(err)
	if len(reg.Rows) != 1 || reg.Rows[0].Outcome != order.PromiseBroken || reg.Rows[0].Late != 2 || reg.Rate.Broken != 1 {
		t.Errorf("register: %+v", reg)
	}
	_, err = c.Register(c.ctx, desk.RegisterQuery{Span: desk.Span{From: "2026-13-01"}})
	c.refused(err, "date.not_a_date")
}

// What lateness cost is reported by product, and adds up.
func TestDesk_LateLosses(t *testing.T) {
	c := begun(t)
	o := c.order("yoho", facts("Y1", c.now))
	c.now = c.now.AddDate(0, 0, 14)
	_, err := c.BookLoss(c.ctx, desk.LossRequest{Order: o.ID, Loss: order.Loss{Cause: order.CauseSupplier, Refund: hkd(10000), Fee: hkd(333), Recovered: hkd(100)}})
	c.must(err)
	rep, err := c.LateLosses(c.ctx, desk.Span{})
	c.must(err)
	sum := hkd(0)
	for _, r := range rep.Rows {
		sum = sum.Add(r.Amount)
	}
	if len(rep.Totals) != 1 || rep.Totals[0] != hkd(10233) || sum != rep.Totals[0] {
		t.Errorf("report: %+v, rows sum to %v", rep, sum)
	}
	rep, err = c.LateLosses(c.ctx, desk.Span{To: "2026-01-01"})
	c.must(err)
	if len(rep.Rows) != 0 {
		t.Errorf("before it: %+v", rep)
	}
}

// A parcel without a number, then without news, stands on Today; a number of the
// wrong form is kept and said; a service contact that is missing is said.
func TestDesk_parcelOnToday(t *testing.T) {
	c := begun(t)
	o := c.order("yoho", facts("Y1", c.now))
	v, err := c.Ship(c.ctx, desk.ShipRequest{Order: o.ID, Shipping: order.Shipping{Carrier: "YTO", Weight: 300}})
	c.must(err)
	c.now = c.now.Add(25 * time.Hour)
	today, err := c.Today(c.ctx)
	c.must(err)
	if got := stepsOf(today); got["today.parcel.untracked"] != 1 {
		t.Errorf("without a number: Today asks for %v", got)
	}
	v, err = c.Track(c.ctx, desk.TrackRequest{Order: o.ID, Parcel: 1, Tracking: "886436979446185504"})
	c.must(err)
	if len(v.Warnings) != 0 || !v.Parcels[0].Stalled {
		t.Errorf("a YTO number of 18 digits: warnings %v, stalled %v", v.Warnings, v.Parcels[0].Stalled)
	}
	_, err = c.Hear(c.ctx, desk.NewsRequest{Order: o.ID, Parcel: 1, News: "left the depot"})
	c.must(err)
	today, err = c.Today(c.ctx)
	c.must(err)
	if got := stepsOf(today); got["today.parcel.stalled"]+got["today.parcel.untracked"] != 0 {
		t.Errorf("with news: Today asks for %v", got)
	}
	c.order("yoho", facts("Y2", c.now))
	today, err = c.Today(c.ctx)
	c.must(err)
	if got := stepsOf(today); got["today.service"] != 1 {
		t.Errorf("no service contact: Today asks for %v", got)
	}
	ch := v.Channel
	ch.Service = channel.Contact{Kind: "phone", Value: "3468 1200", Personal: true}
	_, err = c.SaveChannel(c.ctx, ch)
	c.refused(err, "contact.personal")
	ch.Service.Personal = false
	_, err = c.SaveChannel(c.ctx, ch)
	c.must(err)
	today, err = c.Today(c.ctx)
	c.must(err)
	if got := stepsOf(today); got["today.service"] != 0 {
		t.Errorf("with one: Today asks for %v", got)
	}
}
