package desk_test

import (
	"testing"

	"aftercare/domain/casefile"
	"aftercare/domain/desk"
	"aftercare/domain/refund"
	"aftercare/domain/repair"
	"aftercare/domain/stock"
)

// owes looks that a case owes exactly these sums outside of its refund.
func (c *counter) owes(v desk.CaseView, what string, want ...string) desk.CaseView {
	c.t.Helper()
	v = c.again(v)
	var got []string
	for _, g := range v.Goodwill {
		got = append(got, g.Once+" "+g.Amount.Decimal()+" "+string(g.State))
	}
	if len(got) != len(want) {
		c.t.Fatalf("%s: it owes %v, want %v", what, got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			c.t.Errorf("%s: it owes %v, want %v", what, got, want)
		}
	}
	return v
}

// paysOut verifies and pays all that a case owes outside of its refund.
func (c *counter) paysOut(v desk.CaseView) desk.CaseView {
	c.t.Helper()
	for _, g := range c.again(v).Goodwill {
		for _, e := range []string{"verify", "pay"} {
			c.verb("goodwill.move", `{"goodwill":"`+g.Number+`","event":"`+e+`"}`)
		}
	}
	return c.again(v)
}

// Paid 100.00 + 10.00, a defect, 15.00 advanced: the refund and, besides, a
// goodwill payment of 15.00 that opens by itself when the parcel is on its way.
// It follows what is corrected until somebody verified it.
func TestCase_owesFreight(t *testing.T) {
	c := begun(t)
	v := c.opens(c.delivered("own", "LS-1"), "quality_defect", casefile.ReturnRefund)
	v = c.steps(v, "case.agree", `{}`, "case.freight", `{"leg":"back","advanced":"customer","amount":{"minor":1500,"currency":"HKD"}}`)
	c.owes(v, "before the parcel is on its way")
	v = c.steps(v, "case.sent_back", `{"tracking":"SF1"}`)
	v = c.owes(v, "on its way", "freight.back 15.00 proposed")
	if g := v.Goodwill[0]; g.Reason != refund.FreightAdvanced || g.Method != "" {
		t.Errorf("opened as %+v", g)
	}
	_, err := c.Undo(c.ctx)
	c.must(err)
	c.owes(v, "taken back", "freight.back 15.00 declined")
	v = c.owes(c.steps(v, "case.sent_back", `{"tracking":"SF1"}`), "on its way after all", "freight.back 15.00 proposed")
	_, err = c.MoveGoodwill(c.ctx, desk.GoodwillMove{Goodwill: v.Goodwill[0].ID, Event: refund.VerifyGoodwill})
	c.refused(err, "goodwill.no_payee")
	c.steps(v, "case.freight", `{"leg":"back","advanced":"customer","amount":{"minor":1800,"currency":"HKD"},"insured":{"minor":300,"currency":"HKD"}}`, "case.mark", `{"mark":"genuine"}`)
	c.owes(v, "corrected: 18.00, insurance 3.00", "freight.back 15.00 proposed")
	c.steps(v, "case.freight", `{"leg":"back","advanced":"shop","amount":{"minor":1800,"currency":"HKD"}}`)
	c.owes(v, "the shop paid it", "freight.back 15.00 declined")
	c.steps(v, "case.freight", `{"leg":"back","advanced":"customer","amount":{"minor":1200,"currency":"HKD"}}`)
	v = c.owes(v, "after all the customer", "freight.back 12.00 proposed")
	c.verb("goodwill.payee", `{"goodwill":"`+v.Goodwill[0].Number+`","method":"fps","payee":"91234567"}`)
	c.verb("goodwill.move", `{"goodwill":"`+v.Goodwill[0].Number+`","event":"verify"}`)
	c.steps(v, "case.freight", `{"leg":"back","advanced":"customer","amount":{"minor":1900,"currency":"HKD"}}`)
	c.owes(v, "corrected after it was verified", "freight.back 12.00 verified")
}

// Money as compensation opens its payment, coupons do not; a discount for
// keeping the goods does, though the case ends as withdrawn.
func TestCase_owesCompensation(t *testing.T) {
	c := begun(t)
	v := c.opens(c.delivered("own", "LS-1"), "service", casefile.Goodwill)
	v = c.steps(v, "case.compensate", `{"kind":"money","amount":{"minor":2000,"currency":"HKD"},"reason":"rude"}`,
		"case.compensate", `{"kind":"coupon","code":"SORRY","amount":{"minor":500,"currency":"HKD"},"reason":"rude"}`)
	c.owes(v, "nobody has decided yet")
	_, err := c.Do(c.ctx, "case.compensate", []byte(`{"case":"`+v.Number+`","kind":"money","amount":{"minor":1,"currency":"USD"},"reason":"x"}`))
	c.refused(err, "refund.currency")
	v = c.owes(c.steps(v, "case.agree", `{}`), "granted", "compensation.1 20.00 proposed")
	_, err = c.DoStep(c.ctx, desk.StepRequest{Case: v.ID, Step: casefile.Payment})
	c.refused(err, "step.own_verb")
	for _, typed := range []string{"G-1001", "g1001", " G 1001"} {
		if hits, err := c.Search(c.ctx, typed, 5); err != nil || len(hits) == 0 || hits[0].Entity != "goodwill" || hits[0].ID != v.Goodwill[0].ID {
			t.Errorf("a search for %q finds %+v, %v", typed, hits, err)
		}
	}
	c.verb("goodwill.payee", `{"goodwill":"`+v.Goodwill[0].Number+`","method":"cash"}`)
	c.verb("goodwill.move", `{"goodwill":"`+v.Goodwill[0].Number+`","event":"verify"}`)
	v = c.again(v)
	if v.Next.Code != casefile.Payment || v.Next.Due.Day != v.Goodwill[0].Day {
		t.Errorf("verified: the step is %+v, want the payment by %s", v.Next, v.Goodwill[0].Day)
	}
	c.verb("goodwill.move", `{"goodwill":"`+v.Goodwill[0].Number+`","event":"pay"}`)
	if v = c.again(v); v.Next.Code != casefile.Confirm {
		t.Errorf("paid: the step is %s", v.Next.Code)
	}
	c.verb("goodwill.move", `{"goodwill":"`+v.Goodwill[0].Number+`","event":"fail","reason":"wrong number"}`)
	if v = c.again(v); v.Next.Code != casefile.Payment {
		t.Errorf("bounced: the step is %s", v.Next.Code)
	}
	c.closes(c.paysOut(v))

	kept := c.opens(c.delivered("own", "LS-2"), "changed_mind", casefile.ReturnRefund)
	kept = c.steps(kept, "case.agree", `{}`, "case.retain", `{"offer":"discount","what":"10 % back","cost":{"minor":1000,"currency":"HKD"},"kept":true}`)
	if kept.State != casefile.Withdrawn {
		t.Errorf("kept: the case is %s", kept.State)
	}
	c.owes(kept, "kept for a discount", "retention.1 10.00 proposed")
}

// A case that is withdrawn no longer owes what its remedy owed; taken back, it
// does again.
func TestCase_owesNothingWithdrawn(t *testing.T) {
	c := begun(t)
	o := c.delivered("own", "LS-1")
	newer := facts("LS-2", c.now)
	newer.Lines[0].Price, newer.Total, newer.PaidSum = hkd(4000), hkd(9000), hkd(9000)
	n := c.order("own", newer)
	v := c.opensWith(o, casefile.Request{Reason: "price_dropped", Remedy: casefile.PriceProtection, Received: true, NewOrder: n.ID, Items: []casefile.Asked{{Line: 1, Quantity: 1}}})
	v = c.owes(c.steps(v, "case.step", `{"step":"receipt"}`, "case.agree", `{"reason":"a regular"}`), "granted", "price 10.00 proposed")
	c.owes(c.steps(v, "case.withdraw", `{"reason":"never mind"}`), "withdrawn", "price 10.00 declined")
	_, err := c.Undo(c.ctx)
	c.must(err)
	c.owes(v, "the withdrawal taken back", "price 10.00 proposed")
}

// A gift leaves the shelf once, however often its case changes; too few are
// asked about. Months given lengthen the warranty of the case's units.
func TestCase_giftAndMonths(t *testing.T) {
	c := begun(t)
	months := 6
	_, err := c.SaveProduct(c.ctx, stock.Product{SKU: "CUP", Title: "Cup", Category: "general", Warranty: &months})
	c.must(err)
	o := c.delivered("own", "LS-1")
	_, err = c.SaveProduct(c.ctx, stock.Product{SKU: "SOCK", Title: "Socks", Category: "general"})
	c.must(err)
	_, err = c.ReceiveStock(c.ctx, desk.StockChange{SKU: "SOCK", Quantity: 3})
	c.must(err)
	v := c.opens(o, "quality_defect", casefile.Exchange)
	v = c.steps(v, "case.agree", `{}`, "case.compensate", `{"kind":"gift","sku":"SOCK","quantity":2,"reason":"for the trouble"}`, "case.sent_back", `{"tracking":"SF1"}`, "case.mark", `{"mark":"genuine"}`)
	if got := c.at("SOCK", stock.Shelf); got != 1 {
		t.Errorf("%d socks are on the shelf, want 1", got)
	}
	again := desk.CompensateRequest{Case: v.ID, Compensation: casefile.Compensation{Kind: casefile.GiveGift, SKU: "SOCK", Quantity: 2, Reason: "more"}}
	_, err = c.Compensate(c.ctx, again)
	c.refused(err, "stock.negative")
	if got := len(c.again(v).Compensations); got != 1 {
		t.Errorf("%d compensations, want 1: what was refused changes nothing", got)
	}
	again.Answer = "found one below the table"
	_, err = c.Compensate(c.ctx, again)
	c.must(err)
	again.SKU = "NOWHERE"
	_, err = c.Compensate(c.ctx, again)
	c.refused(err, "missing.product")

	c.does(v, "case.compensate", `{"kind":"warranty","months":3,"reason":"for the trouble"}`)
	job, err := c.RequestRepair(c.ctx, desk.RepairRequest{Order: o.ID, Request: repair.Request{Line: 1, Channel: "counter", Problem: "cracked"}})
	c.must(err)
	if job.Cover.Extra != 3 {
		t.Errorf("the repair counts %d months given, want 3", job.Cover.Extra)
	}
}

// What the shop gives for keeping the goods is a product like any other: it leaves
// the shelf once the offer is taken, and once only; one that is turned down moves
// nothing (R7, R9).
func TestCase_retentionGift(t *testing.T) {
	c := begun(t)
	o := c.delivered("own", "LS-1")
	_, err := c.SaveProduct(c.ctx, stock.Product{SKU: "SOCK", Title: "Socks", Category: "general"})
	c.must(err)
	_, err = c.ReceiveStock(c.ctx, desk.StockChange{SKU: "SOCK", Quantity: 3})
	c.must(err)
	v := c.opens(o, "changed_mind", casefile.ReturnRefund)
	v = c.steps(v, "case.agree", `{}`)
	offer := func(r casefile.Retained) error {
		_, err := c.Retain(c.ctx, desk.RetainRequest{Case: v.ID, Retained: r})
		return err
	}
	c.refused(offer(casefile.Retained{Offer: casefile.OfferDiscount, SKU: "SOCK", Kept: true}), "case.offer_goods")
	c.refused(offer(casefile.Retained{Offer: casefile.OfferGift, SKU: "NOWHERE", Kept: true}), "missing.product")
	c.refused(offer(casefile.Retained{Offer: casefile.OfferGift, SKU: "SOCK", Quantity: 4, Kept: true}), "stock.negative")
	if got := c.at("SOCK", stock.Shelf); got != 3 {
		t.Fatalf("%d socks after what was refused, want 3", got)
	}
	c.must(offer(casefile.Retained{Offer: casefile.OfferGift, What: "Socks", SKU: "SOCK", Quantity: 2, Kept: true}))
	if got := c.at("SOCK", stock.Shelf); got != 1 {
		t.Errorf("%d socks are on the shelf, want 1", got)
	}
	c.does(v, "case.mark", `{"mark":"genuine"}`) // written again, it moves nothing again
	if got := c.at("SOCK", stock.Shelf); got != 1 {
		t.Errorf("%d socks after the case was written again, want 1", got)
	}
	other := c.opens(c.delivered("own", "LS-2"), "changed_mind", casefile.ReturnRefund)
	v = c.steps(other, "case.agree", `{}`)
	c.must(offer(casefile.Retained{Offer: casefile.OfferGift, SKU: "SOCK", Quantity: 1}))
	if got := c.at("SOCK", stock.Shelf); got != 1 {
		t.Errorf("%d socks after an offer that was turned down, want 1", got)
	}
}
