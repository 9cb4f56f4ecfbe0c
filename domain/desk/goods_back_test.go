package desk_test

import (
	"testing"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/domain/parcel"
	"aftercare/domain/refund"
	"aftercare/domain/repair"
	"aftercare/domain/stock"
)

// The main job from the first message to the close.
func TestDesk_returnAndRefund(t *testing.T) {
	c := begun(t)
	o := c.delivered("own", "LS-1")
	v, err := c.OpenCase(c.ctx, desk.OpenRequest{Order: o.ID, Request: casefile.Request{Reason: "quality_defect", Remedy: casefile.ReturnRefund, Received: true, Photos: 4,
		Items: []casefile.Asked{{Line: 1, Quantity: 2}}}})
	c.must(err)
	if v.Verdict.Answer != domain.Pass {
		t.Fatalf("verdict = %+v", v.Verdict)
	}
	_, _, err = c.Label(c.ctx, v.Return)
	c.refused(err, "label.not_agreed")
	_, err = c.FileRefund(c.ctx, desk.RefundRequest{Case: v.ID, Method: refund.FPS})
	c.refused(err, "step.waits")
	_, err = c.DoStep(c.ctx, desk.StepRequest{Case: v.ID, Step: casefile.Reply})
	c.must(err)
	_, err = c.AgreeCase(c.ctx, desk.DecideRequest{Case: v.ID})
	c.must(err)
	_, _, err = c.Label(c.ctx, v.Return[2:])
	c.refused(err, "missing.case")
	_, _, err = c.Label(c.ctx, v.Return)
	c.must(err)
	_, err = c.SentBack(c.ctx, desk.SentRequest{Case: v.ID, Tracking: "YT123456789"})
	c.must(err)

	c.now = c.now.AddDate(0, 0, 2)
	s, err := c.Scan(c.ctx, "yt 123456789")
	c.must(err)
	if s.Answer != parcel.Expected || s.Parcel == nil || s.Parcel.Number != v.Return {
		t.Fatalf("scan = %+v", s)
	}
	c.work(*s.Parcel, 1, parcel.Restock)
	again, err := c.Scan(c.ctx, v.Return)
	c.must(err)
	if again.Answer != parcel.AlreadyIn {
		t.Errorf("second scan = %s", again.Answer)
	}
	level, ledger, err := c.Stock(c.ctx, "MUG")
	c.must(err)
	if level[stock.Shelf] != 1 || len(ledger) != 2 {
		t.Errorf("stock = %v in %d moves", level, len(ledger))
	}
	v, err = c.Case(c.ctx, v.ID)
	c.must(err)
	if v.Preview == nil || v.Preview.Amount != hkd(5000) { // two announced, one arrived; freight waits for the last unit
		t.Fatalf("preview = %+v, %v", v.Preview, v.Against)
	}
	preview := *v.Preview
	v, err = c.FileRefund(c.ctx, desk.RefundRequest{Case: v.ID, Method: refund.FPS})
	c.must(err)
	if len(v.Refunds) != 1 || v.Refunds[0].Amount != preview.Amount || v.Refunds[0].State != refund.Filed {
		t.Errorf("booked %+v, previewed %+v", v.Refunds, preview)
	}
	_, err = c.FileRefund(c.ctx, desk.RefundRequest{Case: v.ID, Method: refund.FPS})
	c.refused(err, "step.done")
	_, err = c.CloseCase(c.ctx, desk.CloseRequest{Case: v.ID, Content: casefile.Yes})
	c.refused(err, "case.steps_left") // filed is not paid
	_, err = c.MoveRefund(c.ctx, desk.RefundMove{Refund: v.Refunds[0].ID, Event: refund.PayEvent})
	c.must(err)
	v, err = c.CloseCase(c.ctx, desk.CloseRequest{Case: v.ID, Content: casefile.Yes})
	c.must(err)
	if v.State != casefile.Closed {
		t.Errorf("case is %s", v.State)
	}
	_, _, err = c.Label(c.ctx, v.Return) // what came back already is not asked for again
	c.refused(err, "label.not_agreed")
}

// work answers a parcel's checklist, counts n of each line, and finishes.
func (c *counter) work(p parcel.Parcel, n int, where parcel.Disposition) {
	c.t.Helper()
	c.ticked(p, n, where)
	c.finished(p)
}

func (c *counter) finished(p parcel.Parcel) {
	c.t.Helper()
	_, err := c.Finish(c.ctx, desk.FinishRequest{Parcel: p.ID})
	c.must(err)
}

// ticked passes each check and counts n units of each line.
func (c *counter) ticked(p parcel.Parcel, n int, where parcel.Disposition) {
	c.t.Helper()
	for _, check := range p.Draft().Checks {
		_, err := c.Enter(c.ctx, desk.EnterRequest{Parcel: p.ID, Entry: parcel.Entry{Check: check.Code, Mark: parcel.Passed}})
		c.must(err)
	}
	for _, line := range p.Draft().Counts {
		_, err := c.Enter(c.ctx, desk.EnterRequest{Parcel: p.ID, Entry: parcel.Entry{Count: &parcel.CountedAs{CaseID: line.CaseID, Line: line.Line, Counted: &n, Grade: parcel.LikeNew, Disposition: where}}})
		c.must(err)
	}
}

func TestDesk_Scan_fourAnswers(t *testing.T) {
	c := begun(t)
	for scan, want := range map[string]parcel.Answer{"☃": parcel.NotOurs, "R-99": parcel.NotOurs, "4891008776129": parcel.NotOurs, "SF14562209318": parcel.Unknown} {
		s, err := c.Scan(c.ctx, scan)
		c.must(err)
		if s.Answer != want {
			t.Errorf("Scan(%q) = %s (%s), want %s", scan, s.Answer, s.Why, want)
		}
	}
	pile, err := c.Pile(c.ctx, 10)
	c.must(err)
	if len(pile) != 1 || pile[0].Number != "U-0001" {
		t.Errorf("pile = %+v", pile)
	}
	again, err := c.Scan(c.ctx, "SF14562209318")
	c.must(err)
	if again.Answer != parcel.Unknown || !again.Resumed || again.Parcel.Number != "U-0001" {
		t.Errorf("the same unknown parcel again = %+v", again)
	}
}

func TestDesk_Match_givesAnUnknownParcelItsCase(t *testing.T) {
	c := begun(t)
	o := c.delivered("own", "LS-1")
	v, err := c.OpenCase(c.ctx, desk.OpenRequest{Order: o.ID, Request: casefile.Request{Reason: "changed_mind", Remedy: casefile.ReturnRefund, Received: true,
		Worn: casefile.No, Tags: casefile.Yes, Items: []casefile.Asked{{Line: 1, Quantity: 1}}}})
	c.must(err)
	s, err := c.Scan(c.ctx, "SF14562209318")
	c.must(err)
	p, err := c.Match(c.ctx, desk.MatchRequest{Parcel: s.Parcel.ID, Case: v.Number})
	c.must(err)
	if p.Draft() == nil || p.Draft().Counts[0].Said != 1 {
		t.Errorf("matched parcel = %+v", p)
	}
	_, err = c.Match(c.ctx, desk.MatchRequest{Parcel: s.Parcel.ID, Case: v.Number})
	c.refused(err, "parcel.joined")
}

func TestDesk_OpenCase_unitsAreClaimedOnce(t *testing.T) {
	c := begun(t)
	o := c.delivered("own", "LS-1")
	ask := desk.OpenRequest{Order: o.ID, Request: casefile.Request{Reason: "changed_mind", Remedy: casefile.ReturnRefund, Received: true, Items: []casefile.Asked{{Line: 1, Quantity: 2}}}}
	v, err := c.OpenCase(c.ctx, ask)
	c.must(err)
	_, err = c.OpenCase(c.ctx, ask)
	c.refused(err, "verdict.claimed_twice")
	_, err = c.WithdrawCase(c.ctx, desk.DecideRequest{Case: v.ID, Reason: "keeps it"})
	c.must(err)
	_, err = c.OpenCase(c.ctx, ask)
	c.must(err)
}

func TestDesk_refundOnly_holdsAndDrops(t *testing.T) {
	c := begun(t)
	o := c.order("yoho", facts("Y1", c.now))
	v, err := c.OpenCase(c.ctx, desk.OpenRequest{Order: o.ID, Request: casefile.Request{Reason: "out_of_stock", Remedy: casefile.RefundOnly, Items: []casefile.Asked{{Line: 1, Quantity: 2}}}})
	c.must(err)
	held, err := c.Order(c.ctx, o.ID)
	c.must(err)
	if held.Standing != order.Held {
		t.Errorf("standing under the case = %s", held.Standing)
	}
	_, err = c.DoStep(c.ctx, desk.StepRequest{Case: v.ID, Step: casefile.Tell})
	c.must(err)
	_, err = c.DoStep(c.ctx, desk.StepRequest{Case: v.ID, Step: casefile.Answer, Choice: casefile.WantsMoney})
	c.must(err)
	_, err = c.FileRefund(c.ctx, desk.RefundRequest{Case: v.ID, Method: refund.FPS})
	c.refused(err, "refund.no_consent")
	v, err = c.FileRefund(c.ctx, desk.RefundRequest{Case: v.ID, Method: refund.FPS, By: "陳大文", How: "whatsapp", When: c.now})
	c.must(err)
	if v.Refunds[0].Amount != hkd(11000) { // nothing shipped: freight at once
		t.Errorf("refund = %v", v.Refunds[0].Amount)
	}
	// Filed, it warns; arrived, nothing may leave any more.
	warned, err := c.Slip(c.ctx, o.ID)
	c.must(err)
	if len(warned.Warnings) != 1 || warned.Warnings[0].Code != "ship.refund_filed" {
		t.Errorf("warnings = %v, want that a full refund is filed", warned.Warnings)
	}
	_, err = c.MoveRefund(c.ctx, desk.RefundMove{Refund: v.Refunds[0].ID, Event: refund.PayEvent})
	c.must(err)
	_, err = c.Ship(c.ctx, desk.ShipRequest{Order: o.ID})
	c.refused(err, "ship.refunded")
	_, err = c.Slip(c.ctx, o.ID)
	c.refused(err, "ship.refunded")
}

func TestDesk_repair(t *testing.T) {
	c := begun(t)
	o := c.delivered("own", "LS-1")
	twelve := 12
	p, err := c.Product(c.ctx, "MUG")
	c.must(err)
	p.Warranty = &twelve
	_, err = c.SaveProduct(c.ctx, p)
	c.must(err)
	v, err := c.RequestRepair(c.ctx, desk.RepairRequest{Order: o.ID, Request: repair.Request{Line: 1, Serial: "S1", Channel: "counter", Problem: "leaks"}})
	c.must(err)
	if v.Verdict.Answer != domain.Pass || v.Item != "Mug" || v.Customer.Name != "陳大文" || v.Number != "J-0001" {
		t.Errorf("job = %+v", v.Job)
	}
	for _, e := range []repair.Entry{{Event: repair.Receive}, {Event: repair.Check, Finding: repair.Finding{Condition: "fine"}}, {Event: repair.Diagnose, Finding: repair.Finding{Fault: "seal"}}, {Event: repair.Begin},
		{Event: repair.Test, Done: "seal replaced", Work: []repair.Work{{Kind: "part", SKU: "SEAL", Title: "Seal", Quantity: 100, Each: hkd(500)}}}, {Event: repair.GiveBack}, {Event: repair.CloseIt}} {
		v, err = c.StepRepair(c.ctx, desk.JobStep{Job: v.ID, Entry: e})
		c.must(err)
	}
	if level, _, err := c.Stock(c.ctx, "SEAL"); err != nil || level[stock.Gone] != 1 {
		t.Errorf("part used: %v, %v", level, err)
	}
	again, err := c.JudgeRepair(c.ctx, desk.RepairRequest{Request: repair.Request{Serial: "S1"}})
	c.must(err)
	if again.Fired[0].Code != "repair_warranty_ask" {
		t.Errorf("a second claim sees %+v", again)
	}
	again, err = c.JudgeRepair(c.ctx, desk.RepairRequest{Request: repair.Request{Serial: "S1", Again: v.Number}})
	c.must(err)
	if again.Answer != domain.Pass || again.Fired[0].Code != "repair_warranty" {
		t.Errorf("a second claim on the same fault sees %+v", again)
	}
}
