package desk_test

import (
	"context"
	"encoding/json"
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"aftercare/assets"
	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/channel"
	"aftercare/domain/desk"
	"aftercare/domain/desk/sample"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/domain/parcel"
	"aftercare/domain/refund"
	"aftercare/domain/repair"
	"aftercare/domain/stock"
	"aftercare/storage"
	"aftercare/storage/blob"
	"aftercare/storage/exchange"
	seals "aftercare/storage/seal"
)

// counter is a real desk on a temporary store with a clock that a test moves.
type counter struct {
	*desk.Desk
	t     testing.TB
	store *storage.DB
	now   time.Time
	ctx   context.Context
	file  string // the store's
}

// quick seals PINs faster than a shop would want it.
var quick = seals.Argon2{Memory: 64, Passes: 1, Lanes: 1}

var hk = time.FixedZone("HKT", 8*3600)

func presets(t testing.TB) desk.Presets {
	t.Helper()
	out := desk.Presets{Policies: map[string]channel.Policy{}}
	read := func(name string, into any) {
		b, err := assets.FS.ReadFile(name)
		if err == nil && into != nil {
			err = json.Unmarshal(b, into)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"own", "yoho", "taobao", "whatnot"} {
		var p channel.Policy
		read("presets/"+name+".json", &p)
		out.Policies[name] = p
	}
	read("presets/checklists.json", &out.Checklists)
	read("presets/carriers.json", &out.Carriers)
	for _, region := range []string{"hk", "cn"} {
		f, err := assets.FS.Open("calendars/" + region + ".ics")
		if err != nil {
			t.Fatal(err)
		}
		h, err := exchange.ReadCalendar(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		h.Region = region
		out.Holidays = append(out.Holidays, h)
	}
	return out
}

func open(t testing.TB) *counter {
	t.Helper()
	c := &counter{t: t, now: time.Date(2026, 3, 2, 10, 0, 0, 0, hk), ctx: context.Background()}
	db, err := storage.Open(c.ctx, filepath.Join(t.TempDir(), "shop.aftercare"), storage.Options{Now: func() time.Time { return c.now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	c.store = db
	c.Desk = desk.New(desk.Parts{Store: db.Desk(), Now: func() time.Time { return c.now }, Presets: presets(t), Blobs: blob.In(t.TempDir()), Seals: quick})
	c.file = c.store.Path()
	return c
}

func begun(t testing.TB) *counter {
	t.Helper()
	c := open(t)
	sh, err := c.Begin(c.ctx, desk.FirstStart{Name: "Lamma Supply", Language: "en"})
	c.must(err)
	sh.Person, sh.Returns = "Mei", "9 Ferry St"
	_, err = c.SaveShop(c.ctx, sh)
	c.must(err)
	return c
}

func (c *counter) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

func (c *counter) refused(err error, code string) {
	c.t.Helper()
	if !errors.Is(err, domain.Code(code)) {
		c.t.Errorf("answer = %v, want %s", err, code)
	}
}

// file is a made-up export.
type file []order.Facts

func (f file) About() desk.About { return desk.About{Name: "test.csv", Preset: "own"} }
func (f file) Progress() float64 { return 1 }
func (f file) Close() error      { return nil }
func (f file) Orders(ctx context.Context, each func(order.Facts) error) error {
	for _, x := range f {
		if err := errors.Join(ctx.Err(), each(x)); err != nil {
			return err
		}
	}
	return nil
}

func hkd(minor int64) money.Amount { return money.Of(minor, "HKD") }

func facts(number string, placed time.Time) order.Facts {
	return order.Facts{Number: number, State: order.Paid, Placed: placed, Paid: placed, Currency: "HKD", Shipping: hkd(1000), Total: hkd(11000), PaidSum: hkd(11000),
		Customer: order.Person{Name: "陳大文", Phone: "+852 6123 8840"}, Rows: []int{2}, Lines: []order.LineFacts{{SKU: "MUG", Title: "Mug", Quantity: 2, Price: hkd(5000)}}}
}

func (c *counter) channel(preset string) channel.Channel {
	c.t.Helper()
	ch, err := c.ChannelFor(c.ctx, preset)
	c.must(err)
	return ch
}

// order takes one order in on a channel and gives it as its page shows it.
func (c *counter) order(preset string, f order.Facts) desk.OrderView {
	c.t.Helper()
	report, err := c.Import(c.ctx, file{f}, c.channel(preset).ID, nil)
	c.must(err)
	if report.Counts[desk.Created] != 1 {
		c.t.Fatalf("import = %+v", report)
	}
	v, err := c.OrderNumbered(c.ctx, f.Number)
	c.must(err)
	return v
}

func (c *counter) delivered(preset, number string) desk.OrderView {
	c.t.Helper()
	f := facts(number, c.now.AddDate(0, 0, -4))
	f.State, f.ShippedAt, f.Delivered = order.Delivered, c.now.AddDate(0, 0, -3), c.now.AddDate(0, 0, -1)
	return c.order(preset, f)
}

func TestDesk_Begin_once(t *testing.T) {
	c := open(t)
	_, err := c.Setup(c.ctx)
	c.refused(err, "missing.shop")
	_, err = c.Begin(c.ctx, desk.FirstStart{Name: " ", Language: "en"})
	c.refused(err, "field.required")
	_, err = c.Begin(c.ctx, desk.FirstStart{Name: "A", Language: "en"})
	c.must(err)
	_, err = c.Begin(c.ctx, desk.FirstStart{Name: "B", Language: "en"})
	c.refused(err, "shop.begun")
	setup, err := c.Setup(c.ctx)
	c.must(err)
	if len(setup.Channels) != 4 || len(setup.Checklists) != 5 || len(setup.Holidays) != 2 || setup.Shop.Name != "A" {
		t.Errorf("setup = %d channels, %d checklists, %d calendars, %q", len(setup.Channels), len(setup.Checklists), len(setup.Holidays), setup.Shop.Name)
	}
}

func TestDesk_Import_sameFileTwiceChangesNothing(t *testing.T) {
	c := begun(t)
	f := file{facts("LS-1", c.now), facts("LS-2", c.now)}
	f[1].Faults = []*domain.Error{domain.Wrong("Total", "import.total", nil)}
	own := c.channel("own").ID
	preview, err := c.Preview(c.ctx, f, own, nil)
	c.must(err)
	first, err := c.Import(c.ctx, f, own, nil)
	c.must(err)
	if preview.Counts[desk.Created] != 1 || preview.Counts[desk.Review] != 1 || first.Counts[desk.Created] != 1 {
		t.Errorf("preview %v, import %v", preview.Counts, first.Counts)
	}
	before, err := c.OrderNumbered(c.ctx, "LS-1")
	c.must(err)
	second, err := c.Import(c.ctx, f, own, nil)
	c.must(err)
	after, err := c.OrderNumbered(c.ctx, "LS-1")
	c.must(err)
	if second.Counts[desk.Unchanged] != 1 || second.Counts[desk.Created]+second.Counts[desk.Changed] != 0 || before.Version != after.Version {
		t.Errorf("second import %v, version %d then %d", second.Counts, before.Version, after.Version)
	}
	if _, err := c.OrderNumbered(c.ctx, "LS-2"); !errors.Is(err, domain.Code("missing.order")) {
		t.Errorf("a faulty order is in: %v", err)
	}
}

func TestDesk_Import_cancelKeepsWholeOrders(t *testing.T) {
	c := begun(t)
	var f file
	for i := range 2500 {
		f = append(f, facts("LS-"+string(rune('A'+i%26))+time.Duration(i).String(), c.now))
	}
	// Somebody else works at the desk, so that the import ends a transaction after
	// each batch.
	ctx, cancel := context.WithCancel(c.ctx)
	done := make(chan error, 1)
	go func() {
		var err error
		for err == nil && ctx.Err() == nil {
			err = c.Store.Update(c.ctx, func(desk.Tx) error { return nil })
		}
		done <- err
	}()
	_, err := c.Import(ctx, f, c.channel("own").ID, func(desk.Report) { cancel() })
	c.refused(err, "import.stopped")
	c.must(<-done)
	report, err := c.Import(c.ctx, f, c.channel("own").ID, nil)
	c.must(err)
	if report.Counts[desk.Unchanged] != 2000 || report.Counts[desk.Created] != 500 {
		t.Errorf("after a cancel in the first batch: %v", report.Counts)
	}
}

func TestDesk_AgreeDelay_movesTheList(t *testing.T) {
	c := begun(t)
	o := c.order("yoho", facts("Y1", c.now))
	c.now = time.Date(2026, 3, 5, 12, 0, 0, 0, hk)
	_, err := c.AgreeDelay(c.ctx, desk.DelayRequest{Order: o.ID, Agreement: order.Agreement{Date: "2026-03-12", Terms: "second batch", By: "陳大文", How: "whatsapp", When: c.now.Add(-time.Hour), Reason: "maker late"}})
	c.must(err)
	for _, x := range []struct {
		day  int
		want order.Standing
		n    int
	}{{6, order.Agreed, 1}, {12, order.DueToday, 1}, {13, order.Overdue, 1}} {
		c.now = time.Date(2026, 3, x.day, 0, 0, 0, 0, hk)
		today, err := c.Today(c.ctx)
		c.must(err)
		ship := slices.DeleteFunc(today.Tasks, func(k desk.Task) bool { return k.Step != "" })
		if len(ship) != x.n || ship[0].Standing != x.want {
			t.Errorf("on %d March: %+v, want %s", x.day, today.Tasks, x.want)
		}
	}
	_, err = c.Ship(c.ctx, desk.ShipRequest{Order: o.ID, Shipping: order.Shipping{Carrier: "SF", Tracking: "SF12345678"}})
	c.must(err)
	today, err := c.Today(c.ctx)
	c.must(err)
	if len(today.Tasks) != 0 {
		t.Errorf("shipped, and still on Today: %+v", today.Tasks)
	}
}

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

func TestDesk_SaveChannel_datesAnew(t *testing.T) {
	c := begun(t)
	o := c.order("own", facts("LS-1", c.now))
	ch := c.channel("own")
	ch.Policy.DayToShip.Amount = 5
	ch, err := c.SaveChannel(c.ctx, ch)
	c.must(err)
	if ch.Policy.Version != 2 {
		t.Errorf("version = %d", ch.Policy.Version)
	}
	dated, err := c.Order(c.ctx, o.ID)
	c.must(err)
	if o.Force.Due.Day != "2026-03-05" || dated.Force.Due.Day != "2026-03-09" {
		t.Errorf("dates: %s, then %s", o.Force.Due.Day, dated.Force.Due.Day)
	}
	ch.Policy.DayToShip.Amount = -1
	_, err = c.SaveChannel(c.ctx, ch)
	c.refused(err, "term.amount")
}

func TestDesk_SaveShop_secondIsToldOfTheFirst(t *testing.T) {
	c := begun(t)
	setup, err := c.Setup(c.ctx)
	c.must(err)
	mine, theirs := setup.Shop, setup.Shop
	theirs.Phone = "1"
	_, err = c.SaveShop(c.ctx, theirs)
	c.must(err)
	_, err = c.SaveShop(c.ctx, mine)
	c.refused(err, "store.conflict")
}

// The sample shop holds a case at each step and a job at each stage, and the
// same seed and day make the same one.
func TestSample(t *testing.T) {
	make := func() *counter {
		c := open(t)
		c.now = time.Date(2026, 3, 12, 10, 40, 0, 0, hk)
		c.must(sample.Make(c.ctx, c.Parts, sample.Wish{Seed: 1, Day: c.now, Orders: 600}))
		return c
	}
	a, b := make(), make()
	jobs, _, err := a.Repairs(a.ctx, desk.JobQuery{Limit: 100})
	a.must(err)
	stages := map[repair.State]bool{}
	for _, j := range jobs {
		stages[j.State] = true
	}
	for _, s := range repair.Life.States() {
		if !stages[s] {
			t.Errorf("no repair at %s", s)
		}
	}
	cases, _, err := a.Cases(a.ctx, desk.CaseQuery{Limit: 200})
	a.must(err)
	steps := map[casefile.StepCode]bool{}
	for _, k := range cases {
		if s, ok := k.Now(); ok {
			steps[s.Code] = true
		}
	}
	for _, s := range []casefile.StepCode{casefile.Reply, casefile.Decide, casefile.Instructions, casefile.WaitParcel, casefile.Intake, casefile.Look, casefile.Consent, casefile.Replacement, casefile.Paid} {
		if !steps[s] {
			t.Errorf("no case at %s", s)
		}
	}
	ta, err := a.Today(a.ctx)
	a.must(err)
	tb, err := b.Today(b.ctx)
	b.must(err)
	ja, _ := json.Marshal(ta)
	jb, _ := json.Marshal(tb)
	if string(ja) != string(jb) {
		t.Error("the same seed and day make two different shops")
	}
	for _, g := range desk.Groups() {
		if ta.Counts[g] == 0 {
			t.Errorf("nothing under %s on Today", g)
		}
	}
}
