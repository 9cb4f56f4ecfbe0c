package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/domain/repair"
	"aftercare/ui/text"
	"aftercare/ui/theme"
)

// brought opens a repair of goods from elsewhere and walks it along.
func (w *world) brought(item, customer string, months int, entries ...repair.Entry) desk.JobView {
	w.t.Helper()
	v, err := w.desk.RequestRepair(w.ctx, desk.RepairRequest{Request: repair.Request{Item: item, Serial: "EG40-2207-0318", Channel: "counter", Months: months,
		Problem: "Grinds for ten seconds, then a burnt smell and it stops. Works again when cold.", Customer: order.Person{Name: customer, Phone: "+852 9123 4567"}, Bought: "2025-08-31"}})
	for _, e := range entries {
		if err != nil {
			break
		}
		v, err = w.desk.StepRepair(w.ctx, desk.JobStep{Job: v.ID, Entry: e})
	}
	if err != nil {
		w.t.Fatal(err)
	}
	return v
}

func toDiagnosed() []repair.Entry {
	return []repair.Entry{{Event: repair.Receive},
		{Event: repair.Check, Finding: repair.Finding{Condition: "scratch on the hopper, left", Accessories: "grinder, hopper, lid, brush", Serial: "EG40-2207-0318"}},
		{Event: repair.Diagnose, Finding: repair.Finding{Fault: "motor overheats, brushes worn to 2 mm", Cause: "wear in use"}}}
}

func toQuoted() []repair.Entry {
	each := func(n int64) money.Amount { return money.Of(n, "HKD") }
	return append(toDiagnosed(), repair.Entry{Event: repair.Quote, Expires: "2026-03-20", Work: []repair.Work{
		{Kind: "part", SKU: "EG-BR", Title: "Motor brush set", Quantity: 100, Each: each(18000)},
		{Kind: "labour", Title: "Labour", Quantity: 150, Each: each(24000)},
		{Kind: "freight", Title: "Freight back, SF Express", Quantity: 100, Each: each(8000)}}})
}

// bench is a shop with a job at each turn of the road.
func bench(w *world) {
	w.brought("Bluetooth speaker, slate", "Emily Carter", 12)
	w.brought("Desk fan, brass", "黃志明", 12, repair.Entry{Event: repair.Confirm}, repair.Entry{Event: repair.Send})
	w.brought("Wireless earbuds, white", "李曉彤", 24, toDiagnosed()...)
	w.brought("Coffee grinder, 40 mm", "Priya Nair", 6, toQuoted()...)
	w.brought("Film camera, 35 mm", "張偉", 12, repair.Entry{Event: repair.Receive}, repair.Entry{Event: repair.NotAccept, Note: "full of sea water"})
}

func TestRepairs_list(t *testing.T) {
	w := newWorld(t, options{}, bench)
	w.visit(route{page: "repairs"})
	w.see("5 open", "J-0004", "Priya Nair", "Ended Sat 28 Feb", "Record approval", "Emily Carter")
	w.shot("repairs")
	w.tap("With the customer")
	w.see("Priya Nair")
	w.unseen("Emily Carter")
	w.tap("All open")
	w.see("Emily Carter")
	w.key(fyne.KeyDown)
	w.key(fyne.KeyReturn)
	w.see("Problem, in the customer's words")
	w.key(fyne.KeyEscape)
	w.see("5 open")
}

func TestRepairs_quotedJob(t *testing.T) {
	w := newWorld(t, options{}, bench)
	w.visit(route{page: "repairs", id: 4})
	w.see("HK$620.00", "Motor brush set", "HK$360.00", "Not covered", "motor overheats", "Record approval...", "valid to")
	w.shot("repair-job")
	w.key(fyne.KeyReturn)
	w.see("J-0004: Record approval")
	w.keys("~")
	w.see("Fill in Approval.")
	w.typeInto("Approval", "Priya Nair, WhatsApp")
	w.keys("~")
	v, err := w.desk.Repair(w.ctx, 4)
	if err != nil || v.State != repair.Approved || v.Approval != "Priya Nair, WhatsApp" {
		t.Errorf("the job is %s, approved by %q (%v), want approved by Priya Nair, WhatsApp", v.State, v.Approval, err)
	}
	w.see("J-0004: Approved", "Begin the repair...")
}

// TestRepairs_wholeRoad takes a job that is not covered from the counter to the
// counter, by the forms alone.
func TestRepairs_wholeRoad(t *testing.T) {
	w := newWorld(t, options{})
	w.visit(route{page: "repairs", do: "new"})
	w.shot("repair-new-empty")
	w.typeInto("Item", "Coffee grinder, 40 mm")
	w.typeInto("Problem", "It smells burnt")
	w.typeInto("Serial number", "EG40")
	w.typeInto("Customer", "Priya Nair")
	w.typeInto("Bought on", "31/8/2025")
	w.typeInto("Warranty in months", "6")
	w.see("Out of warranty", "Provisional")
	w.shot("repair-new")
	w.key(fyne.KeyReturn)
	w.see("J-0001 was opened.", "Priya Nair")
	step := func(label, words string) { w.t.Helper(); w.typeInto(label, words) }
	next := func(want repair.State) {
		w.t.Helper()
		w.menu("save")
		v, err := w.desk.Repair(w.ctx, 1)
		if err != nil || v.State != want {
			t.Fatalf("the job is %q (%v), want %q; the window shows %q", v.State, err, want, w.labels())
		}
		if f := w.shell.page().(*repairsPage).record.form; f != nil {
			t.Fatalf("the form %q is still open", f.title)
		}
	}
	w.menu("advance")
	next(repair.Confirmed)
	w.menu("advance")
	next(repair.Received)
	w.menu("advance")
	step("Condition", "scratched")
	w.shot("repair-check")
	next(repair.Checked)
	w.menu("advance")
	step("Fault", "worn brushes")
	w.tap("the fault lies in a wear part")
	w.see("Wear parts are not covered")
	w.shot("repair-diagnose")
	next(repair.Diagnosed)
	w.menu("advance")
	p := w.shell.page().(*repairsPage)
	list := fieldPart[*workList](p.record.form)
	list.rows[0].title.SetText("Motor brush set")
	list.rows[0].price.SetText("180")
	list.rows[1].title.SetText("Labour")
	list.rows[1].quantity.SetText("1.5")
	list.rows[1].price.SetText("240")
	w.see("HK$540.00")
	w.shot("repair-quote")
	next(repair.Quoted)
	w.see("HK$540.00")
	w.menu("advance")
	step("Approval", "Priya, phone")
	next(repair.Approved)
	w.menu("advance")
	next(repair.Repairing)
	w.menu("advance")
	step("What was done", "brushes replaced, ran ten minutes")
	w.shot("repair-test")
	next(repair.Tested)
	w.menu("advance")
	w.shot("repair-give-back")
	w.menu("save")
	w.see("Fill in How it was paid.")
	step("How it was paid", "FPS")
	next(repair.Returned)
	w.see("Wed 10 Jun")
	w.menu("advance")
	next(repair.Closed)
	w.shot("repair-closed")
}

// TestRepairs_covered begins at once and lists parts at 0.
func TestRepairs_covered(t *testing.T) {
	w := newWorld(t, options{}, bench)
	w.visit(route{page: "repairs", id: 3})
	w.see("In warranty", "Begin the repair...")
	w.menu("advance")
	w.menu("save")
	w.menu("advance")
	w.typeInto("What was done", "battery replaced")
	p := w.shell.page().(*repairsPage)
	list := fieldPart[*workList](p.record.form)
	list.rows[0].title.SetText("Battery")
	list.rows[0].price.SetText("95")
	w.shot("repair-covered-test")
	w.menu("save")
	v, err := w.desk.Repair(w.ctx, 3)
	if err != nil || v.State != repair.Tested || len(v.Work) != 1 {
		t.Fatalf("the job is %q with %d lines (%v), want tested with 1", v.State, len(v.Work), err)
	}
	if _, _, total := v.Total(); total.Minor != 0 || v.Work[0].Each.Minor != 9500 {
		t.Errorf("it costs %v at %v, want 0 at 95.00", total, v.Work[0].Each)
	}
	w.see("Battery (covered)", "HK$0.00")
}

func TestRepairs_ofOrder(t *testing.T) {
	var o order.Order
	w := newWorld(t, options{}, func(w *world) {
		w.product("SPK-S2", "Bluetooth speaker, slate", "electronics", 12)
		o = w.sold("Y0388174", "曾詠詩", soldLine(1, "SPK-S2", "Bluetooth speaker, slate", 46800))
	})
	w.visit(route{page: "repairs", id: o.ID, do: "new"})
	w.see("New repair, order Y0388174, 曾詠詩", "In warranty")
	w.key(fyne.KeyEscape)
	w.visit(route{page: "repairs", id: o.ID, do: "new"})
	w.menu("save")
	w.see("Fill in Problem.")
	w.typeInto("Problem", "no sound")
	w.menu("save")
	v, err := w.desk.Repair(w.ctx, 1)
	if err != nil || v.OrderID != o.ID || v.SKU != "SPK-S2" || v.Verdict.Answer != domain.Pass {
		t.Errorf("the job is of order %d, %s, %s (%v), want %d, SPK-S2, pass", v.OrderID, v.SKU, v.Verdict.Answer, err, o.ID)
	}
	w.see("Order Y0388174")
	w.shot("repair-of-order")
}

func TestRepairs_sideDoors(t *testing.T) {
	w := newWorld(t, options{}, bench)
	w.visit(route{page: "repairs", id: 5})
	w.see("Not accepted", "full of sea water", "Give back...")
	w.shot("repair-not-accepted")
	w.visit(route{page: "repairs", id: 4})
	w.menu("cancel_job")
	w.menu("save")
	w.see("Fill in Note.")
	w.typeInto("Note", "asked by phone")
	w.menu("save")
	if v, _ := w.desk.Repair(w.ctx, 4); v.State != repair.CancelledBy {
		t.Errorf("the job is %q, want cancelled", v.State)
	}
	w.see("asked by phone")
}

func TestRepairs_keepsWhatIsTyped(t *testing.T) {
	w := newWorld(t, options{}, bench)
	w.visit(route{page: "repairs", id: 4})
	w.menu("advance")
	w.typeInto("Approval", "half a na")
	w.brought("Kettle", "Ho", 3) // another desk's commit reloads the page
	if got := entryOf(w.field("Approval").Control()).Text(); got != "half a na" {
		t.Errorf("after a reload the field holds %q, want what was typed", got)
	}
}

func TestRepairs_papers(t *testing.T) {
	w := newWorld(t, options{}, bench)
	w.visit(route{page: "repairs", id: 4})
	w.menu("intake_receipt")
	w.shell.do("quote_paper_roll")
	if len(w.output.files) != 2 {
		t.Errorf("%d papers were kept, want 2; the window shows %q", len(w.output.files), w.labels())
	}
	w.shot("repair-papers")
	w.menu("print")
	if len(w.output.printed) != 1 {
		t.Errorf("%d papers were printed, want 1", len(w.output.printed))
	}
}

func TestRepairs_print_makesTheNewestPaper(t *testing.T) {
	w := newWorld(t, options{}, bench)
	w.visit(route{page: "repairs", id: 4})
	w.menu("print")
	if len(w.output.files) != 1 || len(w.output.printed) != 0 {
		t.Fatalf("Print kept %d papers and printed %d, want it to make one", len(w.output.files), len(w.output.printed))
	}
	for name := range w.output.files {
		if want := "quote-J-0004"; !strings.HasPrefix(name, want) {
			t.Errorf("Print made %s of a job that is quoted, want %s", name, want)
		}
	}
	w.menu("print")
	if len(w.output.files) != 1 || len(w.output.printed) != 1 {
		t.Errorf("Print again kept %d papers and printed %d, want that one printed", len(w.output.files), len(w.output.printed))
	}
}

func fieldPart[T fyne.CanvasObject](f *form) (part T) {
	for _, q := range f.fields {
		if p, ok := q.part.(T); ok {
			return p
		}
	}
	return part
}

// TestRepairs_looks keeps pictures in each language, look and size.
func TestRepairs_looks(t *testing.T) {
	for name, o := range map[string]options{
		"hant": {lang: text.Traditional}, "hans": {lang: text.Simplified}, "dark": {look: theme.Dark},
		"small": {width: 900, height: 600}, "small-hant": {lang: text.Traditional, width: 900, height: 600},
	} {
		w := newWorld(t, o, bench)
		w.visit(route{page: "repairs"})
		w.shot("repairs-" + name)
		w.visit(route{page: "repairs", id: 4})
		w.shot("repair-job-" + name)
		w.menu("revise")
		w.shot("repair-quote-" + name)
		w.key(fyne.KeyEscape)
		w.visit(route{page: "repairs", id: 2})
		w.menu("advance")
		w.menu("save")
		w.menu("advance")
		w.shot("repair-check-" + name)
		for _, l := range w.labels() {
			if strings.Contains(l, "⟦") {
				t.Errorf("%s: a word is missing: %s", name, l)
			}
		}
	}
}

// TestRepairs_newByKey: the key that stands on the button is a menu's.
func TestRepairs_newByKey(t *testing.T) {
	w := newWorld(t, options{})
	w.visit(route{page: "repairs"})
	for _, menu := range w.shell.menu().Items {
		for _, item := range menu.Items {
			if s, ok := item.Shortcut.(*desktop.CustomShortcut); ok && s.KeyName == fyne.KeyN {
				item.Action()
				w.see("Open the repair")
				return
			}
		}
	}
	t.Error("no menu has Ctrl+N")
}
