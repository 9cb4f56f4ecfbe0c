package desk_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/claim"
	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/domain/refund"
	"aftercare/domain/stock"
)

// The ten cases that a shop meets most, each from the first message to the
// close, through the verbs that `aftercare do` calls.
func TestTenCases(t *testing.T) {
	cases := map[string]func(*counter){
		"size does not fit": func(c *counter) {
			v := c.opens(c.delivered("own", "LS-1"), "wrong_size", casefile.Exchange)
			v = c.steps(v, "case.agree", `{}`, "case.retain", `{"offer":"discount","what":"10 %"}`, "case.instruct", `{"method":"prepaid"}`, "case.sent_back", `{"tracking":"SF1"}`)
			v = c.takesIn(v)
			made := c.does(v, "case.replace", `{}`)
			v = c.again(v)
			if v.Next.Code != casefile.Ship {
				c.t.Fatalf("after the replacement order the step is %s", v.Next.Code)
			}
			c.verb("order.ship", `{"order":`+idOf(c.t, made)+`,"carrier":"SF","tracking":"SF12345678"}`)
			c.later(48)
			c.verb("order.sign_off", `{"order":`+idOf(c.t, made)+`,"source":"carrier"}`)
			c.closes(c.again(v))
		},
		"damaged in transit": func(c *counter) {
			v := c.opens(c.delivered("own", "LS-1"), "damaged_in_transit", casefile.RefundOnly)
			_, err := c.AddCaseFiles(c.ctx, desk.CaseFiles{Case: v.ID, Files: []domain.File{{Hash: strings.Repeat("a", 64), Name: "box.jpg", Photo: true}}})
			c.must(err)
			entries, err := c.ClaimsOf(c.ctx, v.ID)
			c.must(err)
			if len(entries) != 1 || len(entries[0].Evidence) != 1 || entries[0].Evidence[0].Name != "box.jpg" {
				c.t.Errorf("the customer's photo is not with the carrier's entry: %+v", entries)
			}
			v = c.steps(v, "case.step", `{"step":"packer","choice":"by_carrier"}`, "case.agree", `{}`)
			v = c.pays(v, `,"by":"Chan","how":"whatsapp","when":"2026-03-02T02:00:00Z"`)
			c.closes(v)
		},
		"lost parcel": func(c *counter) {
			o := c.order("own", facts("LS-1", c.now))
			_, err := c.Ship(c.ctx, desk.ShipRequest{Order: o.ID, Shipping: order.Shipping{Carrier: "SF", Tracking: "SF12345678"}})
			c.must(err)
			v := c.opensWith(o, casefile.Request{Reason: "lost_in_transit", Remedy: casefile.RefundOnly, Items: []casefile.Asked{{Line: 1, Quantity: 2}}})
			v = c.steps(v, "case.step", `{"step":"ask_carrier"}`, "case.step", `{"step":"carrier_says","choice":"says_lost"}`, "case.agree", `{}`)
			entries, err := c.ClaimsOf(c.ctx, v.ID)
			c.must(err)
			if len(entries) != 1 || entries[0].State != claim.Answered || len(entries[0].Replies) != 1 || !entries[0].DueTo.Valid() {
				c.t.Errorf("the carrier answered on the case; the register says %+v", entries)
			}
			c.closes(c.pays(v, ""))
		},
		"wrong item": func(c *counter) {
			v := c.opens(c.delivered("own", "LS-1"), "wrong_item", casefile.Resend)
			v = c.steps(v, "case.step", `{"step":"packer","choice":"by_packing"}`, "case.agree", `{}`)
			made := c.does(v, "case.replace", `{}`)
			c.verb("order.ship", `{"order":`+idOf(c.t, made)+`,"carrier":"SF","tracking":"SF12345679"}`)
			v = c.again(v)
			if v.Fault != casefile.ByPacking {
				c.t.Errorf("checking found %s", v.Fault)
			}
			c.closes(v)
		},
		"cancel before shipping": func(c *counter) {
			o := c.order("own", facts("LS-1", c.now))
			v := c.opensWith(o, casefile.Request{Reason: "changed_mind", Remedy: casefile.RefundOnly, Items: []casefile.Asked{{Line: 1, Quantity: 2}}})
			v = c.steps(v, "case.retain", `{"offer":"gift"}`, "case.agree", `{}`)
			c.closes(c.pays(v, ""))
			_, err := c.Ship(c.ctx, desk.ShipRequest{Order: o.ID})
			c.refused(err, "ship.refunded")
		},
		"intercept that fails": func(c *counter) {
			o := c.order("own", facts("LS-1", c.now))
			_, err := c.Ship(c.ctx, desk.ShipRequest{Order: o.ID, Shipping: order.Shipping{Carrier: "SF", Tracking: "SF12345678"}})
			c.must(err)
			v := c.opensWith(o, casefile.Request{Reason: "changed_mind", Remedy: casefile.RefundOnly, Items: []casefile.Asked{{Line: 1, Quantity: 2}}})
			v = c.steps(v, "case.retain", `{"offer":"gift"}`, "case.agree", `{}`)
			_, err = c.FileRefund(c.ctx, desk.RefundRequest{Case: v.ID, Method: refund.FPS})
			c.refused(err, "step.not_in_plan") // no refund until one is known
			v = c.steps(v, "case.step", `{"step":"intercept"}`, "case.step", `{"step":"intercepted","choice":"taken"}`, "case.step", `{"step":"offer_return","choice":"files_return"}`)
			if v.Remedy != casefile.ReturnRefund || v.Parcel != casefile.Announced {
				c.t.Errorf("after a failed intercept: %s, parcel %s", v.Remedy, v.Parcel)
			}
			v = c.takesIn(c.steps(v, "case.sent_back", `{"tracking":"SF2"}`))
			c.closes(c.pays(v, ""))
		},
		"out of stock, opened by the shop": func(c *counter) {
			o := c.order("own", facts("LS-1", c.now))
			v := c.opensWith(o, casefile.Request{Reason: "out_of_stock", Remedy: casefile.RefundOnly, Items: []casefile.Asked{{Line: 1, Quantity: 2}}})
			v = c.steps(v, "case.step", `{"step":"offer"}`, "case.step", `{"step":"answer","choice":"wants_money"}`)
			v = c.pays(v, "")
			_, err := c.CountStock(c.ctx, desk.StockChange{SKU: "MUG", Quantity: 7, Reason: "stocktaking"}) // the books show what nobody finds
			c.must(err)
			v = c.steps(v, "case.step", `{"step":"stock_zero"}`)
			if l, _, err := c.Stock(c.ctx, "MUG"); err != nil || l[stock.Shelf] != 0 {
				c.t.Errorf("on the shelf %d, %v; want none", l[stock.Shelf], err)
			}
			c.closes(c.steps(v, "case.step", `{"step":"siblings"}`))
		},
		"price drop": func(c *counter) {
			o := c.delivered("own", "LS-1")
			newer := facts("LS-2", c.now)
			newer.Lines[0].Price, newer.Total, newer.PaidSum = hkd(4000), hkd(9000), hkd(9000)
			n := c.order("own", newer)
			v := c.opensWith(o, casefile.Request{Reason: "price_dropped", Remedy: casefile.PriceProtection, Received: true, NewOrder: n.ID, Items: []casefile.Asked{{Line: 1, Quantity: 1}}})
			if v.Protect == nil || v.Protect.Amount != hkd(1000) {
				c.t.Fatalf("difference = %+v", v.Protect)
			}
			v = c.steps(v, "case.step", `{"step":"receipt"}`, "case.agree", `{"reason":"a regular"}`)
			if len(v.Goodwill) != 1 || v.Goodwill[0].Amount != hkd(1000) || v.Goodwill[0].Reason != refund.PriceProtected {
				c.t.Fatalf("what the case owes = %+v", v.Goodwill)
			}
			c.verb("goodwill.payee", `{"goodwill":"`+v.Goodwill[0].Number+`","method":"fps","payee":"91234567"}`)
			c.closes(c.paysOut(v))
		},
		"Yoho refund with consent": func(c *counter) {
			v := c.opens(c.delivered("yoho", "Y-1"), "quality_defect", casefile.ReturnRefund)
			v = c.takesIn(c.steps(v, "case.agree", `{}`, "case.sent_back", `{"tracking":"SF3"}`))
			_, err := c.FileRefund(c.ctx, desk.RefundRequest{Case: v.ID, Method: refund.FPS})
			c.refused(err, "refund.no_consent")
			v = c.pays(v, `,"by":"Chan","how":"whatsapp","when":"2026-03-02T02:00:00Z","recipient":"Ms Ho","way":"email"`)
			if len(v.Notices) != 1 || !v.Notices[0].Consent || v.Notices[0].Recipient != "Ms Ho" {
				c.t.Errorf("notices = %+v", v.Notices)
			}
			c.closes(v)
		},
		"the platform's own refund": func(c *counter) {
			o := c.delivered("taobao", "T-1")
			v := c.opens(o, "changed_mind", casefile.ReturnRefund)
			c.verb("refund.platform", `{"order":"T-1","amount":{"minor":5000,"currency":"HKD"},"cause":"silence"}`)
			v = c.again(v)
			if v.State != casefile.Settling || v.Refunds[0].State != refund.Paid {
				c.t.Errorf("after the platform's own refund: %s", v.State)
			}
			c.closes(c.steps(v, "case.step", `{"step":"tell_paid"}`))
		},
	}
	for name, walk := range cases {
		t.Run(name, func(t *testing.T) {
			c := begun(t)
			walk(c)
		})
	}
}

// opens opens a case on goods that arrived, with all that is wanted.
func (c *counter) opens(o desk.OrderView, reason string, remedy casefile.Remedy) desk.CaseView {
	c.t.Helper()
	return c.opensWith(o, casefile.Request{Reason: reason, Remedy: remedy, Received: true, Worn: casefile.No, Tags: casefile.Yes, Photos: 4, Items: []casefile.Asked{{Line: 1, Quantity: 1}}})
}

func (c *counter) opensWith(o desk.OrderView, q casefile.Request) desk.CaseView {
	c.t.Helper()
	v, err := c.OpenCase(c.ctx, desk.OpenRequest{Order: o.ID, Request: q})
	c.must(err)
	return c.steps(v, "case.step", `{"step":"`+string(first(v))+`"}`)
}

// first is the answer to the customer, or what a plan of the shop's own begins
// with.
func first(v desk.CaseView) casefile.StepCode {
	if v.Awaits(casefile.Reply) {
		return casefile.Reply
	}
	return v.Next.Code
}

func (c *counter) verb(name, request string) any {
	c.t.Helper()
	out, err := c.Do(c.ctx, name, json.RawMessage(request))
	c.must(err)
	return out
}

// does runs a verb on a case; its request names the case by itself.
func (c *counter) does(v desk.CaseView, name, request string) any {
	c.t.Helper()
	comma := ","
	if request == "{}" {
		comma = ""
	}
	return c.verb(name, `{"case":"`+v.Number+`"`+comma+request[1:])
}

// steps runs verbs one after another, an hour apart.
func (c *counter) steps(v desk.CaseView, verbs ...string) desk.CaseView {
	c.t.Helper()
	for i := 0; i < len(verbs); i += 2 {
		c.later(1)
		c.does(v, verbs[i], verbs[i+1])
	}
	return c.again(v)
}

func (c *counter) later(hours int) { c.now = c.now.Add(time.Duration(hours) * time.Hour) }

func (c *counter) again(v desk.CaseView) desk.CaseView {
	c.t.Helper()
	v, err := c.Case(c.ctx, v.ID)
	c.must(err)
	return v
}

// takesIn scans the parcel of a case and passes it.
func (c *counter) takesIn(v desk.CaseView) desk.CaseView {
	c.t.Helper()
	c.later(24)
	s, err := c.Scan(c.ctx, v.Return)
	c.must(err)
	c.work(*s.Parcel, v.Items[0].Said, "restock")
	return c.again(v)
}

// pays files the refund, tells the customer, and follows it to its payment.
func (c *counter) pays(v desk.CaseView, more string) desk.CaseView {
	c.t.Helper()
	c.does(v, "refund.file", `{"method":"fps"`+more+`}`)
	v = c.steps(v, "case.step", `{"step":"tell_filed"}`)
	if v.Next.Code != casefile.Paid {
		c.t.Fatalf("filed and told, and the next step is %s", v.Next.Code)
	}
	c.later(48)
	_, err := c.MoveRefund(c.ctx, desk.RefundMove{Refund: v.Refunds[0].ID, Event: refund.PayEvent})
	c.must(err)
	return c.steps(v, "case.step", `{"step":"tell_paid"}`)
}

func (c *counter) closes(v desk.CaseView) {
	c.t.Helper()
	c.does(v, "case.close", `{"content":"yes","lessons":[{"change":"packing","note":"more paper"}]}`)
	v = c.again(v)
	if v.State != casefile.Closed || v.Next != nil {
		c.t.Errorf("the case is %s", v.State)
	}
	lessons, err := c.Lessons(c.ctx, v.Items[0].SKU)
	if err != nil || len(lessons) == 0 {
		c.t.Errorf("its lesson does not stand on the product: %v", err)
	}
	clocks, err := c.ClockReport(c.ctx, desk.ClockQuery{})
	if err != nil || len(clocks) == 0 {
		c.t.Errorf("no clock was kept: %v", err)
	}
}

func idOf(t testing.TB, made any) string {
	t.Helper()
	b, err := json.Marshal(made.(desk.OrderView).ID)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// An imported order may name no carrier: who was asked says who it is, and the
// entry of the register does not stay unsent.
func TestAskCarrier_nobodyNamed(t *testing.T) {
	c := begun(t)
	o := c.order("own", facts("LS-1", c.now))
	_, err := c.Ship(c.ctx, desk.ShipRequest{Order: o.ID, Shipping: order.Shipping{Tracking: "X12345678"}})
	c.must(err)
	v := c.opensWith(o, casefile.Request{Reason: "lost_in_transit", Remedy: casefile.Resend, Items: []casefile.Asked{{Line: 1, Quantity: 2}}})
	_, err = c.DoStep(c.ctx, desk.StepRequest{Case: v.ID, Step: casefile.AskCarrier})
	c.refused(err, "claim.which_carrier")
	v, err = c.DoStep(c.ctx, desk.StepRequest{Case: v.ID, Step: casefile.AskCarrier, Note: "Kerry"})
	c.must(err)
	if len(v.Claims) != 1 || v.Claims[0].State != claim.Sent || v.Claims[0].Carrier != "Kerry" || v.Claims[0].Group != "Kerry" || !v.Claims[0].DueTo.Valid() {
		t.Errorf("after Kerry was asked the register says %+v", v.Claims)
	}
}
