package desk_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/casefile"
	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/domain/repair"
	"aftercare/domain/stock"
)

// bench is a shop whose mug has a year of warranty, with parts and a loaner on
// the shelf.
func bench(t testing.TB) (*counter, desk.OrderView) {
	t.Helper()
	c := begun(t)
	o := c.delivered("own", "LS-1")
	twelve := 12
	for _, p := range []stock.Product{{SKU: "MUG", Title: "Mug", Category: "general", Warranty: &twelve}, {SKU: "SEAL", Title: "Seal", Category: "general", Part: true}, {SKU: "LOAN", Title: "Loan mug", Category: "general"}} {
		if was, err := c.Product(c.ctx, p.SKU); err == nil {
			p.ID, p.Version, p.Title = was.ID, was.Version, was.Title
		}
		_, err := c.SaveProduct(c.ctx, p)
		c.must(err)
		_, err = c.ReceiveStock(c.ctx, desk.StockChange{SKU: p.SKU, Quantity: 2, Document: "DN-1"})
		c.must(err)
	}
	return c, o
}

// asked opens a job on the order's mug, or on one that was bought elsewhere.
func (c *counter) asked(o *desk.OrderView) desk.JobView {
	c.t.Helper()
	r := desk.RepairRequest{Request: repair.Request{Line: 1, Serial: "S1", Channel: "counter", Problem: "leaks"}}
	if o == nil {
		r.Line, r.Item, r.Serial, r.Customer, r.Bought, r.Months = 0, "Flask", "S2", order.Person{Name: "Priya"}, "2020-01-31", 12
	} else {
		r.Order = o.ID
	}
	v, err := c.RequestRepair(c.ctx, r)
	c.must(err)
	return v
}

func (c *counter) walked(v desk.JobView, entries ...repair.Entry) desk.JobView {
	c.t.Helper()
	for _, e := range entries {
		var err error
		if v, err = c.StepRepair(c.ctx, desk.JobStep{Job: v.ID, Entry: e}); err != nil {
			c.t.Fatalf("%s: %v", e.Event, err)
		}
	}
	return v
}

func (c *counter) at(sku string, p stock.Place) int {
	c.t.Helper()
	level, _, err := c.Stock(c.ctx, sku)
	c.must(err)
	return level[p]
}

func taken(f repair.Finding) []repair.Entry {
	return []repair.Entry{{Event: repair.Receive}, {Event: repair.Check, Finding: repair.Finding{Condition: "chipped"}}, {Event: repair.Diagnose, Finding: f}}
}

func seal(covered bool) repair.Work {
	return repair.Work{Kind: "part", SKU: "SEAL", Title: "Seal", Quantity: 100, Each: hkd(500), Covered: covered}
}

func labour(covered bool) repair.Work {
	return repair.Work{Kind: "labour", Title: "Labour", Quantity: 50, Each: hkd(20000), Covered: covered}
}

// TestDesk_sixRepairs takes the six kinds of repair through the verbs, with
// their stock.
func TestDesk_sixRepairs(t *testing.T) {
	c, o := bench(t)
	leaks := repair.Finding{Fault: "seal", Kind: "leak"}

	covered := c.walked(c.asked(&o), taken(leaks)...)
	covered = c.walked(covered, repair.Entry{Event: repair.Begin, Work: []repair.Work{seal(true), labour(true)}})
	if c.at("SEAL", stock.ForRepair) != 1 || c.at("SEAL", stock.Shelf) != 2 {
		t.Errorf("begun: %d seals kept, %d on the shelf", c.at("SEAL", stock.ForRepair), c.at("SEAL", stock.Shelf))
	}
	covered = c.walked(covered, repair.Entry{Event: repair.Test, Done: "new seal"}, repair.Entry{Event: repair.GiveBack}, repair.Entry{Event: repair.CloseIt})
	if covered.Bill.Total.Minor != 0 || len(covered.Bill.Work) != 2 || c.at("SEAL", stock.Shelf) != 1 || c.at("SEAL", stock.ForRepair) != 0 {
		t.Errorf("covered: %v for %d lines, %d seals left", covered.Bill.Total, len(covered.Bill.Work), c.at("SEAL", stock.Shelf))
	}

	partly := c.walked(c.asked(&o), taken(repair.Finding{Fault: "seal and lid", Kind: "leak", Same: covered.Number})...)
	if partly.Cover.Same != covered.Number || len(partly.Earlier) == 0 {
		t.Errorf("the second claim on the fault is linked to %q, with %d earlier jobs", partly.Cover.Same, len(partly.Earlier))
	}
	lid := repair.Work{Kind: "part", Title: "Lid", Quantity: 100, Each: hkd(3000), Excluded: "misuse"}
	partly = c.walked(partly, repair.Entry{Event: repair.Quote, Work: []repair.Work{seal(true), lid}, TaxRate: 500}, repair.Entry{Event: repair.Approve, Approval: "Priya", How: "chat"},
		repair.Entry{Event: repair.Begin}, repair.Entry{Event: repair.Test, Done: "both"}, repair.Entry{Event: repair.GiveBack, PaidHow: "cash"}, repair.Entry{Event: repair.CloseIt})
	if partly.Bill.Total != hkd(3150) {
		t.Errorf("partly covered costs %v, want 31.50", partly.Bill.Total)
	}

	declined := c.walked(c.walked(c.asked(nil), repair.Entry{Event: repair.Confirm, Fee: 8000}), taken(leaks)...)
	declined = c.walked(declined, repair.Entry{Event: repair.Quote, Work: []repair.Work{seal(false)}}, repair.Entry{Event: repair.DeclineIt, Approval: "Priya", How: "phone"})
	if declined.Bill.Total != hkd(8000) || c.at("SEAL", stock.ForRepair) != 0 {
		t.Errorf("declined costs %v with %d seals kept", declined.Bill.Total, c.at("SEAL", stock.ForRepair))
	}
	c.walked(declined, repair.Entry{Event: repair.GiveBack, PaidHow: "cash"}, repair.Entry{Event: repair.CloseIt})

	maker := c.walked(c.walked(c.asked(&o), taken(leaks)...), repair.Entry{Event: repair.SendAway, Leg: repair.Leg{Workshop: "Maker", Number: "RMA-1"}},
		repair.Entry{Event: repair.BackFrom, Leg: repair.Leg{Cost: hkd(9000), Result: "new body"}}, repair.Entry{Event: repair.Test, Done: "checked"})
	c.walked(maker, repair.Entry{Event: repair.GiveBack, Way: "shipped", Carrier: "SF", Tracking: "SF1"}, repair.Entry{Event: repair.CloseIt})

	beyond := c.walked(c.walked(c.asked(&o), taken(leaks)...), repair.Entry{Event: repair.GiveUp, Note: "cracked through"}, repair.Entry{Event: repair.Replace, Instead: repair.Instead{SKU: "MUG"}})
	if c.at("MUG", stock.Reserved) != 1 || c.at("MUG", stock.Quarantine) != 1 {
		t.Errorf("replaced: %d mugs kept for the customer, %d broken ones kept; want 1 and 1", c.at("MUG", stock.Reserved), c.at("MUG", stock.Quarantine))
	}
	_, err := c.StepRepair(c.ctx, desk.JobStep{Job: beyond.ID, Entry: repair.Entry{Event: repair.GiveBack}})
	c.refused(err, "repair.with_order")
	c.walked(beyond, repair.Entry{Event: repair.CloseIt})

	lent := c.walked(c.walked(c.asked(&o), taken(leaks)...), repair.Entry{Event: repair.Begin}, repair.Entry{Event: repair.Test, Done: "dried"})
	lent, err = c.Lend(c.ctx, desk.LoanRequest{Job: lent.ID, Loaner: repair.Loaner{Item: "Loan mug", SKU: "LOAN"}})
	c.must(err)
	if c.at("LOAN", stock.Loan) != 1 {
		t.Errorf("%d loaners are lent, want 1", c.at("LOAN", stock.Loan))
	}
	lent = c.walked(lent, repair.Entry{Event: repair.GiveBack})
	_, err = c.StepRepair(c.ctx, desk.JobStep{Job: lent.ID, Entry: repair.Entry{Event: repair.CloseIt}})
	c.refused(err, "repair.loaner_out")
	_, err = c.TakeLoaner(c.ctx, desk.LoanReturn{Job: lent.ID, Condition: "fine"})
	c.must(err)
	c.walked(lent, repair.Entry{Event: repair.CloseIt})
	if c.at("LOAN", stock.Loan) != 0 || c.at("LOAN", stock.Shelf) != 2 {
		t.Errorf("back: %d lent, %d on the shelf", c.at("LOAN", stock.Loan), c.at("LOAN", stock.Shelf))
	}

	c.reported()
}

// reported holds the day's receipts and the report to the six repairs.
func (c *counter) reported() {
	c.t.Helper()
	day, err := c.DayReceipts(c.ctx, desk.DayNamed{})
	c.must(err)
	repaired := 0
	for i, r := range day.Rows {
		if r.Repaired {
			repaired++
		}
		if day.Jobs()[i].Bill.Total != r.Total {
			c.t.Errorf("%s: the receipt says %v, the list %v", r.Number, day.Jobs()[i].Bill.Total, r.Total)
		}
	}
	if len(day.Rows) != 5 || repaired != 4 || len(day.Totals) != 1 || day.Totals[0] != hkd(11150) {
		c.t.Errorf("%d receipts, %d of repairs, totals %v; want 5, 4, 111.50", len(day.Rows), repaired, day.Totals)
	}
	report, err := c.RepairReport(c.ctx, desk.Period{})
	c.must(err)
	if report.Jobs != 6 || report.Turnaround.Jobs != 5 || report.Turnaround.Kept != 5 || len(report.Overdue) != 0 {
		c.t.Errorf("report = %+v", report)
	}
	cost := int64(0)
	for _, x := range report.Costs {
		cost += x.Total.Minor
	}
	if want := int64(500 + 10000 + 500 + 9000); cost != want { // two seals, labour, the maker
		c.t.Errorf("the warranty cost %d, want %d: %+v", cost, want, report.Costs)
	}
	_, err = c.RepairReport(c.ctx, desk.Period{From: "2026-03-10", To: "2026-03-09"})
	c.refused(err, "report.period")
	_, err = c.DayReceipts(c.ctx, desk.DayNamed{Day: "9/3"})
	c.refused(err, "date.not_a_date")
}

// What is given for an item beyond repair goes through a case: the replacement as
// an order that claims and takes stock once, the refund through the customer's
// consent. The item's intake is the bench's.
func TestDesk_beyondRepair(t *testing.T) {
	c, o := bench(t)
	given := func(v desk.JobView, e repair.Entry) (desk.JobView, desk.CaseView) {
		t.Helper()
		v = c.walked(c.walked(v, taken(repair.Finding{Fault: "cracked"})...), repair.Entry{Event: repair.GiveUp, Note: "cracked through"}, e)
		file, err := c.CaseNumbered(c.ctx, v.Case)
		c.must(err)
		return v, file
	}
	v, file := given(c.asked(&o), repair.Entry{Event: repair.Replace, Instead: repair.Instead{SKU: "MUG", Order: "LS-9"}})
	if file.Remedy != casefile.Exchange || file.State == casefile.Open || file.Parcel != casefile.Inspected || file.Items[0].Accepted != 1 || v.Instead.Order != "LS-1-X1" {
		t.Fatalf("the case is %s, %s, %+v; the order %q", file.State, file.Remedy, file.Items, v.Instead.Order)
	}
	made, err := c.OrderNumbered(c.ctx, v.Instead.Order)
	c.must(err)
	_, err = c.Ship(c.ctx, desk.ShipRequest{Order: made.ID})
	c.must(err)
	c.levels("one went out, the broken one is kept", "MUG", stock.Level{stock.Shelf: 1, stock.Gone: 1, stock.Quarantine: 1})
	v = c.walked(v, repair.Entry{Event: repair.CloseIt})
	if !v.Over() || v.Held() {
		t.Errorf("the job is %s", v.State)
	}

	yoho := c.delivered("yoho", "Y-1")
	_, file = given(c.asked(&yoho), repair.Entry{Event: repair.Refund, Instead: repair.Instead{Amount: hkd(5000)}})
	if now, _ := file.Now(); file.Remedy != casefile.ReturnRefund || file.Awaits(casefile.Intake) || !file.Awaits(casefile.Consent) || now.Code != casefile.Consent {
		t.Errorf("the case of a refund waits for %s, by the plan %+v", now.Code, file.Steps)
	}
	_, err = c.FileRefund(c.ctx, desk.RefundRequest{Case: file.ID})
	c.refused(err, "refund.no_consent")

	// A case that waits for the repair is the one, and its step ends with the job.
	other := c.delivered("own", "LS-2")
	asked, err := c.OpenCase(c.ctx, desk.OpenRequest{Order: other.ID, Request: casefile.Request{Reason: "quality_defect", Remedy: casefile.RepairIt, Received: true, Photos: 3, Items: []casefile.Asked{{Line: 1, Quantity: 1}}}})
	c.must(err)
	_, err = c.AgreeCase(c.ctx, desk.DecideRequest{Case: asked.ID})
	c.must(err)
	v = c.asked(&other)
	if v.Case != asked.Number {
		t.Errorf("the repair belongs to %q, want %s", v.Case, asked.Number)
	}
	_, file = given(v, repair.Entry{Event: repair.Refund, Instead: repair.Instead{Amount: hkd(5000)}})
	if file.ID != asked.ID || file.Remedy != casefile.ReturnRefund || file.Awaits(casefile.RepairJob) {
		t.Errorf("the case is %s by %s", file.Number, file.Remedy)
	}
	third := c.delivered("own", "LS-3")
	asked, err = c.OpenCase(c.ctx, desk.OpenRequest{Order: third.ID, Request: casefile.Request{Reason: "quality_defect", Remedy: casefile.RepairIt, Received: true, Photos: 3, Items: []casefile.Asked{{Line: 1, Quantity: 1}}}})
	c.must(err)
	_, err = c.AgreeCase(c.ctx, desk.DecideRequest{Case: asked.ID})
	c.must(err)
	c.walked(c.walked(c.asked(&third), taken(repair.Finding{Fault: "seal"})...), repair.Entry{Event: repair.Begin}, repair.Entry{Event: repair.Test, Done: "dried"}, repair.Entry{Event: repair.GiveBack})
	file, err = c.Case(c.ctx, asked.ID)
	c.must(err)
	if step, _ := file.Step(casefile.RepairJob); step.Done.IsZero() || step.Note == "" {
		t.Errorf("the case still waits for its repair: %+v", step)
	}
}

func TestDesk_RepairReport_overdue(t *testing.T) {
	c, o := bench(t)
	v := c.asked(&o)
	c.now = c.now.AddDate(0, 1, 0)
	report, err := c.RepairReport(c.ctx, desk.Period{})
	c.must(err)
	if len(report.Overdue) != 1 || report.Overdue[0].Number != v.Number || report.Overdue[0].Days < 10 {
		t.Errorf("overdue = %+v", report.Overdue)
	}
	if st := report.Stages; len(st) != 1 || st[0].State != repair.Requested || st[0].Now != 1 || st[0].Oldest < 24*27 {
		t.Errorf("stages = %+v", st)
	}
}

func TestDesk_AttachToRepair(t *testing.T) {
	c, o := bench(t)
	v := c.asked(&o)
	photo := domain.File{Hash: strings.Repeat("a", 64), Name: "a.jpg", Type: "image/jpeg", Photo: true}
	letter := domain.File{Hash: strings.Repeat("b", 64), Name: "b.pdf", Type: "application/pdf"}
	for range 2 { // attached once, however often it is sent
		_, err := c.AttachToRepair(c.ctx, desk.JobFiles{Job: v.ID, Files: []domain.File{photo, letter}})
		c.must(err)
	}
	_, err := c.AttachToRepair(c.ctx, desk.JobFiles{Job: v.ID, Files: []domain.File{letter}, Proof: true})
	c.refused(err, "file.not_a_photo")
	_, err = c.AttachToRepair(c.ctx, desk.JobFiles{Job: v.ID})
	c.refused(err, "field.required")
	if v, err = c.Repair(c.ctx, v.ID); err != nil || len(v.Files) != 2 || len(v.Proof) != 0 {
		t.Errorf("the job has %d files and %d receipts (%v)", len(v.Files), len(v.Proof), err)
	}
}

func TestDesk_repairTerms(t *testing.T) {
	c, o := bench(t)
	set, err := c.Setup(c.ctx)
	c.must(err)
	sh := set.Shop
	terms := set.Shop.RepairTerms()
	sh.Bench = &terms
	sh.Bench.WarrantyDays, sh.Bench.Fee, sh.Bench.Days = 30, 5000, 3
	sh, err = c.SaveShop(c.ctx, sh)
	c.must(err)
	v := c.asked(&o)
	if v.Terms.WarrantyDays != 30 || v.Fee != hkd(5000) {
		t.Errorf("the job's terms are %+v, fee %v", v.Terms, v.Fee)
	}
	sh.Bench.WarrantyDays = -1
	_, err = c.SaveShop(c.ctx, sh)
	c.refused(err, "bench.warranty")
}

func TestDesk_JudgeWork(t *testing.T) {
	c, o := bench(t)
	v := c.walked(c.asked(&o), taken(repair.Finding{Fault: "seal"})...)
	worn := seal(false)
	worn.Wear = true
	got, err := c.JudgeWork(c.ctx, desk.WorkRequest{Job: v.ID, Work: []repair.Work{seal(true), worn}, TaxRate: 1000})
	c.must(err)
	if len(got.Lines) != 2 || got.Lines[0].Answer != domain.Pass || got.Lines[1].Answer != domain.Denied || got.Bill.Total != hkd(550) {
		t.Errorf("JudgeWork = %+v", got)
	}
}

// A product says how long its labour is covered and which parts wear out; what a
// case gave as compensation lengthens the term by itself.
func TestDesk_warrantyOfTheProduct(t *testing.T) {
	c, o := bench(t)
	p, err := c.Product(c.ctx, "MUG")
	c.must(err)
	six := 6
	p.Labour = &six
	_, err = c.SaveProduct(c.ctx, p)
	c.must(err)
	p, err = c.Product(c.ctx, "SEAL")
	c.must(err)
	p.Wear = true
	_, err = c.SaveProduct(c.ctx, p)
	c.must(err)
	file, err := c.OpenCase(c.ctx, desk.OpenRequest{Order: o.ID, Request: casefile.Request{Reason: "quality_defect", Remedy: casefile.RepairIt, Received: true, Items: []casefile.Asked{{Line: 1, Quantity: 1}}}})
	c.must(err)
	_, err = c.Compensate(c.ctx, desk.CompensateRequest{Case: file.ID, Compensation: casefile.Compensation{Kind: casefile.GiveWarranty, Months: 3, Reason: "late twice"}})
	c.must(err)

	v := c.walked(c.asked(&o), taken(repair.Finding{Fault: "leaks"})...)
	if v.Cover.Months != 12 || v.Cover.Labour == nil || *v.Cover.Labour != 6 || v.Cover.Extra != 3 {
		t.Errorf("the cover is %+v, want 12 months, 6 on labour, 3 given", v.Cover)
	}
	if want := v.Cover.From.AddMonths(15); v.Cover.Until() != want {
		t.Errorf("covered until %s, want %s", v.Cover.Until(), want)
	}
	_, err = c.StepRepair(c.ctx, desk.JobStep{Job: v.ID, Entry: repair.Entry{Event: repair.Begin, Work: []repair.Work{seal(true)}}})
	c.refused(err, "repair.line_not_covered")
	got, err := c.JudgeWork(c.ctx, desk.WorkRequest{Job: v.ID, Work: []repair.Work{seal(false)}})
	c.must(err)
	if got.Lines[0].Answer != domain.Denied || !slices.ContainsFunc(got.Lines[0].Fired, func(f domain.Fired) bool { return f.Code == "excluded_wear" }) {
		t.Errorf("a wear part is judged %+v", got.Lines[0])
	}
}

// A receipt says what was done once that is tested, and no more when the fault is
// back or none was found after all.
func TestDesk_RepairReceipt_onlyOfARepair(t *testing.T) {
	c, o := bench(t)
	v := c.walked(c.walked(c.asked(&o), taken(repair.Finding{Fault: "seal"})...), repair.Entry{Event: repair.Begin}, repair.Entry{Event: repair.Test, Done: "new seal"})
	_, _, err := c.RepairReceipt(c.ctx, v.Number)
	c.must(err)
	v = c.walked(v, repair.Entry{Event: repair.Rework, Note: "leaks again"})
	_, _, err = c.RepairReceipt(c.ctx, v.Number)
	c.refused(err, "receipt.not_done")
	c.walked(v, repair.Entry{Event: repair.FindNone})
	_, _, err = c.RepairReceipt(c.ctx, v.Number)
	c.refused(err, "receipt.not_done")
	_, _, err = c.Unrepaired(c.ctx, v.Number)
	c.must(err)
}

// Today says what of a repair is late: the workshop, the parts, the answer to
// the quote, the loaner, each from the day after its own.
func TestDesk_Today_repairLegs(t *testing.T) {
	day := calendar.Date("2026-03-10")
	found := append(taken(repair.Finding{Fault: "seal"}), repair.Entry{Event: repair.Quote, Work: []repair.Work{seal(false)}, Expires: day})
	agreed := append(slices.Clone(found), repair.Entry{Event: repair.Approve, Approval: "Priya", How: "phone"})
	for what, entries := range map[string][]repair.Entry{
		"answer":   found,
		"parts":    append(slices.Clone(agreed), repair.Entry{Event: repair.Order, PartsDue: day}),
		"workshop": append(slices.Clone(agreed), repair.Entry{Event: repair.SendAway, Leg: repair.Leg{Workshop: "Maker", Expected: day}}),
		"loaner":   agreed,
	} {
		c, _ := bench(t)
		v := c.walked(c.asked(nil), entries...)
		if what == "loaner" {
			_, err := c.Lend(c.ctx, desk.LoanRequest{Job: v.ID, Loaner: repair.Loaner{Item: "Loan mug", Due: day}})
			c.must(err)
		}
		says := func(on calendar.Date) (found, missed bool) {
			t.Helper()
			c.now = on.Start(c.now.Location()).Add(10 * time.Hour)
			today, err := c.Today(c.ctx)
			c.must(err)
			for _, k := range today.Tasks {
				if k.Entity == "repair" && k.Step == "repair.late."+what {
					return true, k.Missed
				}
			}
			return false, false
		}
		if _, missed := says(day); missed {
			t.Errorf("%s: missed on its own day", what)
		}
		if found, missed := says(day.AddDays(1)); !found || !missed {
			t.Errorf("%s: the day after it is listed %v, missed %v", what, found, missed)
		}
	}
	c, _ := bench(t)
	v := c.walked(c.asked(nil), agreed...)
	_, err := c.StepRepair(c.ctx, desk.JobStep{Job: v.ID, Entry: repair.Entry{Event: repair.Order, PartsDue: "2026-02-01"}})
	c.refused(err, "repair.expected")
}
