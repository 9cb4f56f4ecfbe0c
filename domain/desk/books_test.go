package desk_test

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"aftercare/domain/casefile"
	"aftercare/domain/claim"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/domain/refund"
)

// agreed opens a case on an order and grants it.
func (c *counter) agreed(o desk.OrderView, reason string, remedy casefile.Remedy, n int) desk.CaseView {
	c.t.Helper()
	v, err := c.OpenCase(c.ctx, desk.OpenRequest{Order: o.ID, Request: casefile.Request{Reason: reason, Remedy: remedy, Received: remedy != casefile.RefundOnly, Photos: 3, Words: "Nothing came",
		Items: []casefile.Asked{{Line: 1, Quantity: n}}}})
	c.must(err)
	if reason == "out_of_stock" { // the shop's own case: nobody decides on it
		_, err = c.DoStep(c.ctx, desk.StepRequest{Case: v.ID, Step: casefile.Tell})
		c.must(err)
		v, err = c.DoStep(c.ctx, desk.StepRequest{Case: v.ID, Step: casefile.Answer, Choice: casefile.WantsMoney})
		c.must(err)
		return v
	}
	_, err = c.DoStep(c.ctx, desk.StepRequest{Case: v.ID, Step: casefile.Reply})
	c.must(err)
	v, err = c.AgreeCase(c.ctx, desk.DecideRequest{Case: v.ID, Reason: "agreed for the test"})
	c.must(err)
	return v
}

// asJSON is a value as JSON with sorted keys: equal values are equal texts,
// whether or not they come out of a store.
func asJSON(t testing.TB, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	var plain any
	if err == nil {
		err = json.Unmarshal(b, &plain)
	}
	if err == nil {
		b, err = json.Marshal(plain)
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// The refund of a case is the same value in the preview, on the second look, as
// it is booked, in the log and as JSON.
func TestDesk_refundIsOneValue(t *testing.T) {
	c := begun(t)
	v := c.agreed(c.order("own", facts("LS-1", c.now.AddDate(0, 0, -1))), "out_of_stock", casefile.RefundOnly, 2)
	ask := desk.RefundRequest{Case: v.ID, Method: refund.FPS, Payee: "6123 4410", Deductions: []refund.Deduct{{Kind: refund.Wear, Amount: hkd(500)}}}
	look, err := c.JudgeRefund(c.ctx, ask)
	c.must(err)
	said, err := c.Do(c.ctx, "refund.judge", json.RawMessage(asJSON(t, map[string]any{"case": v.ID, "method": "fps", "payee": "6123 4410", "deductions": ask.Deductions})))
	c.must(err)
	if got, want := asJSON(t, said), asJSON(t, look); got != want {
		t.Errorf("as a program sees it: %s\nwant %s", got, want)
	}
	ask.Seen = look.Amount
	v, err = c.FileRefund(c.ctx, ask)
	c.must(err)
	m := v.Refunds[0]
	if m.Amount != hkd(10500) || m.Amount != look.Amount || !reflect.DeepEqual(m.Parts, look.Parts) || asJSON(t, m.Look) != asJSON(t, look.Look) {
		t.Errorf("booked %+v, seen %+v", m, look)
	}
	last := v.History[len(v.History)-1]
	if last.Verb != "refund.file" || asJSON(t, last.Facts["amount"]) != asJSON(t, look.Amount.Minor) {
		t.Errorf("log = %+v", last)
	}
	o, err := c.Order(c.ctx, v.OrderID)
	c.must(err)
	if o.Unshipped() != 0 || o.Waiting() {
		t.Errorf("refunded units wait on the ship list: %+v", o.Lines)
	}
}

// Yoho: proposed, consented, filed, paid; each refusal leaves all as it was.
func TestDesk_refundByConsent(t *testing.T) {
	c := begun(t)
	o := c.order("yoho", facts("Y-1", c.now.AddDate(0, 0, -1)))
	v := c.agreed(o, "out_of_stock", casefile.RefundOnly, 2)
	ask := desk.RefundRequest{Case: v.ID, Method: refund.FPS, Payee: "6123 4410", Policy: v.Case.Policy}
	refuse := func(code string, change func(*desk.RefundRequest)) {
		t.Helper()
		before, err := c.Case(c.ctx, v.ID)
		c.must(err)
		bad := ask
		bad.By, bad.How, bad.When = "陳大文", "whatsapp", c.now
		change(&bad)
		_, err = c.FileRefund(c.ctx, bad)
		c.refused(err, code)
		after, err := c.Case(c.ctx, v.ID)
		c.must(err)
		if asJSON(t, before) != asJSON(t, after) {
			t.Errorf("%s changed something", code)
		}
	}
	refuse("refund.no_consent", func(r *desk.RefundRequest) { r.By = "" })
	refuse("refund.changed", func(r *desk.RefundRequest) { r.Seen = hkd(1) })
	refuse("refund.policy_changed", func(r *desk.RefundRequest) { r.Policy = 9 })
	refuse("refund.before_order", func(r *desk.RefundRequest) { r.When = o.Placed.Add(-time.Minute) })
	refuse("agreement.in_future", func(r *desk.RefundRequest) { r.When = c.now.Add(time.Minute) })
	refuse("missing.line", func(r *desk.RefundRequest) { r.Items = []refund.Units{{Line: 7, Quantity: 1}} })
	refuse("refund.currency", func(r *desk.RefundRequest) { r.Amount = money.Of(100, "CNY") })
	refuse("refund.amount", func(r *desk.RefundRequest) { r.Amount = hkd(-5) })
	refuse("refund.more_than_paid", func(r *desk.RefundRequest) { r.Amount = hkd(99999) })
	refuse("refund.deduction", func(r *desk.RefundRequest) { r.Deductions = []refund.Deduct{{Amount: hkd(0), Kind: refund.Wear}} })
	refuse("refund.free_shipping", func(r *desk.RefundRequest) {
		r.Deductions = []refund.Deduct{{Amount: hkd(5), Kind: refund.FreeShipping}}
	})
	refuse("refund.confirmed_wanted", func(r *desk.RefundRequest) { r.Route = refund.ByIntercept })
	refuse("refund.method", func(r *desk.RefundRequest) { r.Method = "barter" })

	v, err := c.ProposeRefund(c.ctx, ask)
	c.must(err)
	m := v.Refunds[0]
	if m.State != refund.Proposed {
		t.Fatalf("proposed: %+v", m)
	}
	_, err = c.FileRefund(c.ctx, ask)
	c.refused(err, "refund.no_consent")
	_, err = c.ConsentRefund(c.ctx, desk.ConsentRequest{Refund: m.ID, Consent: refund.Consent{By: "陳大文", How: "whatsapp", When: c.now}})
	c.must(err)
	// A lower amount voids the consent.
	less := ask
	less.Deductions = []refund.Deduct{{Amount: hkd(500), Reason: "box"}}
	_, err = c.FileRefund(c.ctx, less)
	c.refused(err, "refund.consent_void")
	v, err = c.FileRefund(c.ctx, ask)
	c.must(err)
	if len(v.Refunds) != 1 || v.Refunds[0].ID != m.ID || v.Refunds[0].State != refund.Filed {
		t.Fatalf("filed: %+v", v.Refunds)
	}
	_, err = c.MoveRefund(c.ctx, desk.RefundMove{Refund: m.ID, Event: refund.FailEvent, Reason: "no such account"})
	c.must(err)
	// Filed again to another account it takes a new consent.
	_, err = c.MoveRefund(c.ctx, desk.RefundMove{Refund: m.ID, Event: refund.FileEvent, Method: refund.Bank, Payee: "HSBC 044"})
	c.refused(err, "refund.no_consent")
	_, err = c.MoveRefund(c.ctx, desk.RefundMove{Refund: m.ID, Event: refund.FileEvent})
	c.must(err)
	_, err = c.MoveRefund(c.ctx, desk.RefundMove{Refund: m.ID, Event: refund.PayEvent, Reference: "P-77"})
	c.must(err)
	row, err := c.Refund(c.ctx, m.ID)
	c.must(err)
	// An accountant finds it by the number that the books call it by.
	book, err := c.Ledger(c.ctx, desk.LedgerQuery{})
	c.must(err)
	if row.Number != "F-1001" || len(book.Rows) != 2 || book.Rows[0].Number != row.Number || book.Rows[1].Number != row.Number { // goods and freight
		t.Errorf("the refund is %q, its row %+v", row.Number, book.Rows)
	}
	for _, typed := range []string{"F-1001", "f1001"} {
		if hits, err := c.Search(c.ctx, typed, 5); err != nil || len(hits) == 0 || hits[0].Entity != "refund" || hits[0].ID != m.ID {
			t.Errorf("Search(%s): got %+v, %v", typed, hits, err)
		}
	}
	if hits, err := c.Search(c.ctx, "F-1002", 5); err != nil || len(hits) != 0 {
		t.Errorf("Search(F-1002): got %+v, %v", hits, err)
	}
	if row.State != refund.Paid || len(row.Bounces) != 1 || row.Reference != "P-77" || row.CaseNumber != v.Number {
		t.Errorf("row = %+v", row)
	}
}

// A closed case takes no refund, and an owner's later edit of the policy does
// not reach a case that was opened before.
func TestDesk_refundUnderItsPolicy(t *testing.T) {
	c := begun(t)
	v := c.agreed(c.order("yoho", facts("Y-1", c.now.AddDate(0, 0, -1))), "out_of_stock", casefile.RefundOnly, 2)
	ch := c.channel("yoho")
	ch.Policy.Consent, ch.Policy.Notice = false, false
	_, err := c.SaveChannel(c.ctx, ch)
	c.must(err)
	_, err = c.FileRefund(c.ctx, desk.RefundRequest{Case: v.ID, Method: refund.FPS})
	c.refused(err, "refund.no_consent")
	_, err = c.WithdrawCase(c.ctx, desk.DecideRequest{Case: v.ID, Reason: "kept"})
	c.must(err)
	_, err = c.FileRefund(c.ctx, desk.RefundRequest{Case: v.ID, Method: refund.FPS, By: "x", How: "whatsapp", When: c.now})
	c.refused(err, "case.over")
	_, err = c.ProposeRefund(c.ctx, desk.RefundRequest{Case: v.ID, Method: refund.FPS})
	c.refused(err, "case.over")
}

// R7: a refund that the platform makes by itself.
func TestDesk_BookPlatformRefund(t *testing.T) {
	c := begun(t)
	o := c.order("yoho", facts("Y-1", c.now.AddDate(0, 0, -9)))
	ask := desk.PlatformRefund{Order: o.ID, ByPlatform: refund.ByPlatform{Amount: hkd(11000), Cause: refund.Overdue, At: c.now, Reference: "PY-1"}}
	m, err := c.BookPlatformRefund(c.ctx, ask)
	c.must(err)
	if m.State != refund.Paid || m.Above.Minor != 0 || m.CaseID != 0 {
		t.Errorf("booked %+v", m)
	}
	v, err := c.Order(c.ctx, o.ID)
	c.must(err)
	losses, err := c.Losses(c.ctx, o.ID)
	c.must(err)
	if v.Waiting() || !v.Full || len(losses) != 1 || losses[0].Cause != string(refund.LossLate) || losses[0].Amount != hkd(11000) {
		t.Errorf("order waits %v, full %v, losses %+v", v.Waiting(), v.Full, losses)
	}
	_, err = c.Ship(c.ctx, desk.ShipRequest{Order: o.ID})
	c.refused(err, "ship.refunded")
	m, err = c.BookPlatformRefund(c.ctx, ask)
	c.must(err)
	if m.Above != hkd(11000) {
		t.Errorf("above = %v", m.Above)
	}
	rows, n, err := c.Refunds(c.ctx, desk.RefundQuery{Book: refund.PlatformBook, Limit: 9})
	c.must(err)
	if n != 2 || rows[0].CaseNumber != "" || rows[0].OrderNumber != "Y-1" {
		t.Errorf("ledger = %d, %+v", n, rows)
	}
}

// R9: proposed, verified before closing time, paid together, told.
func TestDesk_goodwill(t *testing.T) {
	c := begun(t)
	c.now = time.Date(2026, 3, 6, 17, 40, 0, 0, hk) // a Friday
	o := c.delivered("own", "LS-1")
	ask := desk.GoodwillRequest{Order: o.ID, Amount: hkd(6800), Reason: refund.PriceDifference, Method: refund.FPS, Payee: "6123 4410"}
	g, err := c.ProposeGoodwill(c.ctx, ask)
	c.must(err)
	if g.Number != "G-1001" || len(g.Warned.Fired) != 0 {
		t.Fatalf("proposed %+v", g)
	}
	again, err := c.ProposeGoodwill(c.ctx, ask)
	c.must(err)
	if len(again.Warned.Fired) != 1 || again.Warned.Fired[0].Code != "goodwill_again" {
		t.Errorf("warned %+v", again.Warned)
	}
	_, err = c.PayList(c.ctx, desk.PayRequest{})
	c.refused(err, "payout.nothing")
	g, err = c.MoveGoodwill(c.ctx, desk.GoodwillMove{Goodwill: g.ID, Event: refund.VerifyGoodwill})
	c.must(err)
	c.now = c.now.Add(30 * time.Minute) // 18:10
	late, err := c.MoveGoodwill(c.ctx, desk.GoodwillMove{Goodwill: again.ID, Event: refund.VerifyGoodwill})
	c.must(err)
	if g.Day != "2026-03-06" || late.Day != "2026-03-09" {
		t.Errorf("days %s and %s", g.Day, late.Day)
	}
	list, err := c.PayList(c.ctx, desk.PayRequest{})
	c.must(err)
	if len(list.Rows) != 1 || list.Rows[0].State != refund.GoodwillPaid || len(list.Unpaid) != 0 || list.Sums[0] != hkd(6800) {
		t.Errorf("list %+v", list)
	}
	c.now = c.now.AddDate(0, 0, 3)
	monday, err := c.PayoutList(c.ctx, "")
	c.must(err)
	if len(monday.Rows) != 1 || monday.Rows[0].Number != "G-1002" {
		t.Errorf("monday %+v", monday)
	}
	today, err := c.Today(c.ctx)
	c.must(err)
	steps := map[string]bool{}
	for _, k := range today.Tasks {
		steps[k.Step] = true
	}
	if !steps["goodwill.next.pay"] || !steps["goodwill.next.tell"] {
		t.Errorf("today %+v", today.Tasks)
	}
	v, err := c.MoveGoodwill(c.ctx, desk.GoodwillMove{Goodwill: g.ID, Event: refund.TellGoodwill})
	c.must(err)
	if v.Open() {
		t.Error("told and still open")
	}
	books, err := c.Ledger(c.ctx, desk.LedgerQuery{From: "2026-03-01", To: "2026-03-31"})
	c.must(err)
	if len(books.Rows) != 2 || books.Sums[0].Amount != hkd(13600) {
		t.Errorf("books %+v", books)
	}
}

// R11: the carrier's reasons open an entry by themselves; where the carrier
// never pays, its answer books the loss to the shop, once.
func TestDesk_claimOfACarrierThatNeverPays(t *testing.T) {
	c := begun(t)
	f := facts("LS-1", c.now.AddDate(0, 0, -9))
	o := c.order("own", f)
	_, err := c.Ship(c.ctx, desk.ShipRequest{Order: o.ID, Shipping: order.Shipping{Carrier: "USPS", Tracking: "9400111899223100001"}})
	c.must(err)
	v, err := c.OpenCase(c.ctx, desk.OpenRequest{Order: o.ID, Request: casefile.Request{Reason: "lost_in_transit", Remedy: casefile.Resend, Words: "Nothing came", Items: []casefile.Asked{{Line: 1, Quantity: 2}}}})
	c.must(err)
	all, err := c.ClaimsOf(c.ctx, v.ID)
	c.must(err)
	if len(all) != 1 || all[0].Carrier != "usps" || all[0].Parcel == "" || all[0].Recipient != "陳大文" || all[0].Value != hkd(10000) || all[0].Problem != "Nothing came" {
		t.Fatalf("entries %+v", all)
	}
	k, err := c.MoveClaim(c.ctx, desk.ClaimMove{Claim: all[0].ID, Event: claim.Send, Group: "USPS help"})
	c.must(err)
	if k.DueTo == "" || k.Overdue {
		t.Errorf("sent %+v", k)
	}
	c.now = c.now.AddDate(0, 0, 20)
	k, err = c.Claim(c.ctx, k.ID)
	c.must(err)
	today, err := c.Today(c.ctx)
	c.must(err)
	seen := false
	for _, task := range today.Tasks {
		seen = seen || task.Entity == "claim" && task.Missed && task.Step == "claim.next.answer"
	}
	if !k.Overdue || !seen {
		t.Errorf("overdue %v, on Today %v", k.Overdue, seen)
	}
	k, err = c.MoveClaim(c.ctx, desk.ClaimMove{Claim: k.ID, Event: claim.Answer, Text: "No compensation"})
	c.must(err)
	if k.State != claim.Loss || len(k.Losses) != 1 || k.Losses[0].Amount != hkd(10000) || k.Losses[0].Cause != refund.LossCarrier {
		t.Errorf("answered %+v", k)
	}
	_, err = c.MoveClaim(c.ctx, desk.ClaimMove{Claim: k.ID, Event: claim.Pay, Amount: hkd(5)})
	c.refused(err, "flow.not_possible")
}

// R11: what a carrier pays in part stays owed for the rest: the books have each
// payment on its day, the loss is what nobody paid, and they add up.
func TestDesk_claimPaidInPart(t *testing.T) {
	c := begun(t)
	o := c.order("own", facts("LS-1", c.now.AddDate(0, 0, -9)))
	k, err := c.OpenClaim(c.ctx, desk.ClaimRequest{Order: o.ID, Party: claim.Carrier, Matter: claim.Lost, Problem: "Nothing came"})
	c.must(err)
	move := func(m desk.ClaimMove) {
		t.Helper()
		m.Claim = k.ID
		k, err = c.MoveClaim(c.ctx, m)
		c.must(err)
	}
	move(desk.ClaimMove{Event: claim.Send, Group: "SF"})
	whole := k.Whole()
	move(desk.ClaimMove{Event: claim.Pay, Amount: hkd(2500)})
	if k.State != claim.Part || k.Remains() != whole.Sub(hkd(2500)) || len(k.Losses) != 0 {
		t.Fatalf("paid in part: %s, %v left of %v, %+v", k.State, k.Remains(), whole, k.Losses)
	}
	if open, n, err := c.Claims(c.ctx, desk.ClaimQuery{Open: true, Limit: 9}); err != nil || n != 1 || open[0].ID != k.ID {
		t.Errorf("open entries: %+v, %v; want the one that owes", open, err)
	}
	c.now = c.now.AddDate(0, 1, 3)
	move(desk.ClaimMove{Event: claim.Send, Group: "SF"}) // chased
	move(desk.ClaimMove{Event: claim.Pay, Amount: hkd(1000)})
	_, err = c.MoveClaim(c.ctx, desk.ClaimMove{Claim: k.ID, Event: claim.WriteOff})
	c.refused(err, "field.required")
	move(desk.ClaimMove{Event: claim.WriteOff, Reason: "beyond their limit"})
	in := hkd(0)
	for _, span := range []desk.LedgerQuery{{From: "2026-03-01", To: "2026-03-31"}, {From: "2026-04-01", To: "2026-04-30"}} {
		v, err := c.Ledger(c.ctx, span)
		c.must(err)
		if len(v.Rows) != 1 || v.Rows[0].Number != k.Number {
			t.Fatalf("%s: rows %+v, want one payment", span.From, v.Rows)
		}
		in = in.Add(v.Rows[0].Amount)
	}
	if len(k.Losses) != 1 || k.Losses[0].Words != "beyond their limit" || in.Add(k.Losses[0].Amount) != whole {
		t.Errorf("in the books %v and lost %+v, want %v", in, k.Losses, whole)
	}
}

// R7: goods go out again by an order of their own, once; it claims stock and
// does not leave before the goods of an exchange were taken in.
func TestDesk_Replace(t *testing.T) {
	c := begun(t)
	v := c.agreed(c.delivered("own", "LS-1"), "quality_defect", casefile.Exchange, 1)
	made, err := c.Replace(c.ctx, desk.ReplaceRequest{Case: v.ID, Items: []order.Again{{Line: 1, Quantity: 1, SKU: "MUG-L", Title: "Large mug"}}, Price: hkd(6500)})
	c.must(err)
	if made.Number != "LS-1-X1" || made.Total.Minor != 0 || made.Replaces != v.OrderID || !made.Waiting() || made.Lines[0].SKU != "MUG-L" {
		t.Errorf("made %+v", made.Order)
	}
	_, err = c.Replace(c.ctx, desk.ReplaceRequest{Case: v.ID})
	c.refused(err, "replacement.exists")
	_, err = c.Ship(c.ctx, desk.ShipRequest{Order: made.ID})
	c.refused(err, "replacement.before_intake")
	owed, err := c.OwedList(c.ctx)
	c.must(err)
	if len(owed) != 1 || owed[0].Direction != refund.In || owed[0].Amount != hkd(1500) {
		t.Fatalf("owed %+v", owed)
	}
	_, err = c.MoveOwed(c.ctx, desk.OwedMove{Owed: owed[0].ID, Event: refund.SettleOwed})
	c.refused(err, "field.required")
	_, err = c.MoveOwed(c.ctx, desk.OwedMove{Owed: owed[0].ID, Event: refund.SettleOwed, Method: refund.FPS})
	c.must(err)
	again, err := c.Replacements(c.ctx, v.OrderID)
	c.must(err)
	if len(again) != 1 || again[0].ID != made.ID {
		t.Errorf("replacements %+v", again)
	}
}

// R9: a payout file is laid beside the book; what it has is marked paid once.
func TestDesk_reconcile(t *testing.T) {
	c := begun(t)
	v := c.agreed(c.order("yoho", facts("Y-1", c.now.AddDate(0, 0, -1))), "out_of_stock", casefile.RefundOnly, 2)
	v, err := c.FileRefund(c.ctx, desk.RefundRequest{Case: v.ID, Method: refund.FPS, By: "x", How: "whatsapp", When: c.now})
	c.must(err)
	ask := desk.ReconcileRequest{Name: "march.csv", Book: refund.PlatformBook, Lines: []desk.StatementLine{
		{Reference: "Y-1", Day: "2026-03-02", Amount: "-110.00"}, {Reference: "Y-9", Day: "2026-03-03", Amount: "5.00"}}}
	looked, err := c.Reconcile(c.ctx, ask)
	c.must(err)
	kept, err := c.KeepReconciliation(c.ctx, ask)
	c.must(err)
	if looked.Count(refund.Matched) != 1 || kept.Count(refund.Extra) != 1 || !reflect.DeepEqual(looked.Pairs, kept.Pairs) {
		t.Errorf("pairs %+v", kept.Pairs)
	}
	_, err = c.MarkReconciled(c.ctx, kept.ID)
	c.must(err)
	row, err := c.Refund(c.ctx, v.Refunds[0].ID)
	c.must(err)
	if row.State != refund.Paid || row.Reference != "Y-1" {
		t.Errorf("refund %+v", row)
	}
	_, err = c.MarkReconciled(c.ctx, kept.ID)
	c.refused(err, "reconcile.nothing_to_mark")
	for code, change := range map[string]func(*desk.ReconcileRequest){
		"reconcile.nothing": func(r *desk.ReconcileRequest) { r.Lines = nil },
		"reconcile.book":    func(r *desk.ReconcileRequest) { r.Book = "moon" },
		"reconcile.amount":  func(r *desk.ReconcileRequest) { r.Lines = []desk.StatementLine{{Day: "2026-03-02", Amount: "much"}} },
		"reconcile.day":     func(r *desk.ReconcileRequest) { r.Lines = []desk.StatementLine{{Day: "soon", Amount: "5"}} },
		"reconcile.currency": func(r *desk.ReconcileRequest) {
			r.Lines = []desk.StatementLine{{Day: "2026-03-02", Amount: "5", Currency: "??"}}
		},
		"field.required": func(r *desk.ReconcileRequest) { r.Name = "" },
	} {
		bad := ask
		change(&bad)
		_, err := c.KeepReconciliation(c.ctx, bad)
		c.refused(err, code)
	}
	all, err := c.Reconciliations(c.ctx)
	c.must(err)
	if len(all) != 1 {
		t.Errorf("kept %d", len(all))
	}
}
