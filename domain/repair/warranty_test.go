package repair_test

import (
	"errors"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/money"
	"aftercare/domain/repair"
)

func fired(v domain.Verdict, code string) bool {
	for _, f := range v.Fired {
		if f.Code == code {
			return true
		}
	}
	return false
}

// Covered to 2026-02-28, screen replaced, back on 20 January: the screen is
// covered to 20 April, the rest to 28 February.
func TestCover_PartUntil(t *testing.T) {
	screen := repair.Work{Kind: "part", SKU: "SCR-1", Title: "Screen", Quantity: 100, Each: money.Of(1, "HKD")}
	battery := repair.Work{Kind: "part", SKU: "BAT-1", Title: "Battery", Quantity: 100, Each: money.Of(1, "HKD")}
	at := time.Date(2026, 1, 20, 10, 0, 0, 0, time.UTC)
	first := diagnosedOn(t, "2025-08-31", "2026-01-10")
	for _, e := range []repair.Entry{{Event: repair.Begin}, {Event: repair.Test, Done: "screen replaced", Work: []repair.Work{screen}}, {Event: repair.GiveBack}} {
		var err error
		if first, err = first.Step(e, "Keung", at, time.UTC); err != nil {
			t.Fatal(err)
		}
	}
	if first.Until != "2026-04-20" {
		t.Fatalf("the repair warranty ends on %s, want 2026-04-20", first.Until)
	}
	c := repair.Cover{From: "2025-08-31", Months: 6, Asked: "2026-04-20", Earlier: []repair.Earlier{first.Warranty()}}
	if got := c.PartUntil(screen); got != "2026-04-20" {
		t.Errorf("the screen is covered to %s, want 2026-04-20", got)
	}
	if got := c.PartUntil(battery); got != "2026-02-28" {
		t.Errorf("the battery is covered to %s, want 2026-02-28", got)
	}
	if v := repair.AssessWork(c, screen); v.Answer != domain.Pass || !fired(v, "repair_warranty") {
		t.Errorf("the screen on its last day: %+v", v)
	}
	if v := repair.AssessWork(c, battery); v.Answer != domain.Denied || !fired(v, "warranty_over") {
		t.Errorf("the battery that day: %+v", v)
	}
	c.Asked = "2026-04-21"
	if v := repair.AssessWork(c, screen); v.Answer != domain.Denied {
		t.Errorf("the screen a day later: %+v", v)
	}
}

// A repair of an item whose term runs longer than 90 days gives the rest of
// the term.
func TestJob_Until_theLater(t *testing.T) {
	j := walk(t, job(t, "2026-01-31"), repair.Entry{Event: repair.Receive}, repair.Entry{Event: repair.Diagnose, Finding: repair.Finding{Fault: "x"}}, repair.Entry{Event: repair.Begin},
		repair.Entry{Event: repair.Test, Done: "x"}, repair.Entry{Event: repair.GiveBack})
	if j.Until != "2026-07-31" { // 9 March and 90 days would be 7 June
		t.Errorf("the repair warranty ends on %s, want the term's 2026-07-31", j.Until)
	}
	b := j.Terms
	b.WarrantyDays = 180
	j = walk(t, job(t, "2025-08-31").Under(b), repair.Entry{Event: repair.Receive}, repair.Entry{Event: repair.Diagnose, Override: "regular", Finding: repair.Finding{Fault: "x"}}, repair.Entry{Event: repair.Begin},
		repair.Entry{Event: repair.Test, Done: "x"}, repair.Entry{Event: repair.GiveBack})
	if j.Until != "2026-09-05" {
		t.Errorf("with 180 days it ends on %s, want 2026-09-05", j.Until)
	}
}

func diagnosedOn(t testing.TB, from, asked calendar.Date) repair.Job {
	t.Helper()
	j := job(t, from)
	j.Cover.Asked = asked
	return walk(t, j, repair.Entry{Event: repair.Receive}, repair.Entry{Event: repair.Diagnose, Finding: repair.Finding{Fault: "cracked", Kind: "display"}})
}

func TestAssess_again(t *testing.T) {
	before := repair.Earlier{Job: "J-0301", Until: "2026-04-20", Fault: "display"}
	c := repair.Cover{From: "2025-08-31", Months: 6, Asked: "2026-03-09", Earlier: []repair.Earlier{before}, Provisional: true}
	if v := repair.Assess(c); v.Answer != domain.Ask || !fired(v, "repair_warranty_ask") {
		t.Errorf("a repair warranty that may apply: %+v, want it asked", v)
	}
	v, err := repair.AssessRequest(c, "j-0301")
	if err != nil || v.Answer != domain.Pass || !fired(v, "same_fault") || !fired(v, "repair_warranty") {
		t.Errorf("the same fault again: %+v (%v), want it covered and linked", v, err)
	}
	if _, err := repair.AssessRequest(c, "J-0302"); !errors.Is(err, domain.Code("repair.same")) {
		t.Errorf("a job that was not on this item = %v", err)
	}
	// Linked, though that repair's warranty is over: a second claim on one fault.
	c.Asked = "2026-05-01"
	if v, err := repair.AssessRequest(c, "J-0301"); err != nil || v.Answer != domain.Denied || !fired(v, "same_fault") {
		t.Errorf("linked after its end: %+v (%v)", v, err)
	}
}

func TestAssessWork(t *testing.T) {
	none := 0
	part := repair.Work{Kind: "part", Title: "Fuse", Quantity: 100, Each: money.Of(900, "HKD")}
	labour := repair.Work{Kind: "labour", Title: "Labour", Quantity: 100, Each: money.Of(24000, "HKD")}
	in := repair.Cover{From: "2026-01-31", Months: 12, Labour: &none, Asked: "2026-03-09"}
	for name, c := range map[string]struct {
		work repair.Work
		edit func(*repair.Cover, *repair.Work)
		want domain.Answer
		code string
	}{
		"a part in its term":         {part, func(*repair.Cover, *repair.Work) {}, domain.Pass, "warranty"},
		"labour has no term":         {labour, func(*repair.Cover, *repair.Work) {}, domain.Denied, "warranty_none"},
		"labour with a term":         {labour, func(c *repair.Cover, _ *repair.Work) { c.Labour = nil }, domain.Pass, "warranty"},
		"a wear part":                {part, func(_ *repair.Cover, w *repair.Work) { w.Wear = true }, domain.Denied, "excluded_wear"},
		"a part broken by the owner": {part, func(_ *repair.Cover, w *repair.Work) { w.Excluded = "misuse" }, domain.Denied, "excluded_misuse"},
		"liquid in the item":         {part, func(c *repair.Cover, _ *repair.Work) { c.Liquid = true }, domain.Denied, "excluded_liquid"},
		"no serial number":           {part, func(c *repair.Cover, _ *repair.Work) { c.SerialGone = true }, domain.Denied, "excluded_serial_missing"},
		"another serial number":      {part, func(c *repair.Cover, _ *repair.Work) { c.Other = true }, domain.Ask, "other_serial"},
		"months given":               {part, func(c *repair.Cover, _ *repair.Work) { c.Extra = 3 }, domain.Pass, "warranty_extra"},
		"counted from the purchase":  {part, func(c *repair.Cover, _ *repair.Work) { c.Purchase = true }, domain.Pass, "from_purchase"},
	} {
		t.Run(name, func(t *testing.T) {
			cover, work := in, c.work
			c.edit(&cover, &work)
			if v := repair.AssessWork(cover, work); v.Answer != c.want || !fired(v, c.code) {
				t.Errorf("AssessWork = %+v, want %s by %s", v, c.want, c.code)
			}
		})
	}
}

// TestJob_partlyCovered: the warranty pays the board, the customer the worn
// brushes; what it covers may not be charged in silence, nor a part that it
// leaves out be free without a quote.
func TestJob_partlyCovered(t *testing.T) {
	j := diagnosed(t, "2026-01-31", repair.Finding{Fault: "board and brushes", Kind: "motor"})
	board := repair.Work{Kind: "part", Title: "Board", Quantity: 100, Each: money.Of(30000, "HKD")}
	brushes := repair.Work{Kind: "part", Title: "Brushes", Quantity: 100, Each: money.Of(6000, "HKD"), Wear: true}
	try := func(e repair.Entry) error { _, err := j.Step(e, "Keung", day, time.UTC); return err }
	if err := try(repair.Entry{Event: repair.Quote, Work: []repair.Work{board, brushes}}); !errors.Is(err, domain.Code("repair.line_covered")) {
		t.Errorf("charging a covered board = %v", err)
	}
	if err := try(repair.Entry{Event: repair.Begin, Work: []repair.Work{brushes}}); !errors.Is(err, domain.Code("repair.line_not_covered")) {
		t.Errorf("brushes without a quote = %v", err)
	}
	board.Covered = true
	j = walk(t, j, repair.Entry{Event: repair.Quote, Work: []repair.Work{board, brushes}}, repair.Entry{Event: repair.Approve, Approval: "Priya", How: "counter"},
		repair.Entry{Event: repair.Begin}, repair.Entry{Event: repair.Test, Done: "both replaced"})
	if _, _, total := j.Total(); total.Minor != 6000 || j.Work[0].Why != "warranty" || j.Work[1].Why != "excluded_wear" {
		t.Errorf("total %v, board by %q, brushes by %q", total, j.Work[0].Why, j.Work[1].Why)
	}
}

func TestJob_Step_conditions(t *testing.T) {
	j := walk(t, job(t, "2026-01-31"), repair.Entry{Event: repair.Receive}, repair.Entry{Event: repair.Check, Finding: repair.Finding{Came: "grinder and lid", Condition: "scratched", Serial: "EG41",
		Conditions: []repair.Condition{{Code: "complete"}, {Code: "proof", Met: true}}}})
	if j.Verdict.Answer != domain.Ask || !fired(j.Verdict, "other_serial") {
		t.Errorf("another serial number than was sold: %+v", j.Verdict)
	}
	for code, f := range map[string]repair.Finding{"repair.condition": {Condition: "x", Conditions: []repair.Condition{{Code: "gift"}}}, "repair.fault": {Condition: "x", Kind: "magic"}, "repair.same": {Condition: "x", Same: "J-1"}} {
		if _, err := walk(t, job(t, "2026-01-31"), repair.Entry{Event: repair.Receive}).Step(repair.Entry{Event: repair.Check, Finding: f}, "Keung", day, time.UTC); !errors.Is(err, domain.Code(code)) {
			t.Errorf("check = %v, want %s", err, code)
		}
	}
}

func TestNew_refuses(t *testing.T) {
	good := repair.Request{Item: "Mug", Channel: "counter", Problem: "leaks"}
	good.Customer.Name = "Priya"
	for code, c := range map[string]struct {
		edit  func(*repair.Request)
		cover repair.Cover
	}{
		"repair.months":  {func(*repair.Request) {}, repair.Cover{Months: -1, Asked: "2026-03-09"}},
		"repair.bought":  {func(*repair.Request) {}, repair.Cover{From: "2026-03-10", Asked: "2026-03-09"}},
		"repair.channel": {func(q *repair.Request) { q.Channel = "pigeon" }, repair.Cover{Asked: "2026-03-09"}},
		"repair.same":    {func(q *repair.Request) { q.Again = "J-9" }, repair.Cover{Asked: "2026-03-09"}},
		"field.required": {func(q *repair.Request) { q.Problem = " " }, repair.Cover{Asked: "2026-03-09"}},
	} {
		q := good
		c.edit(&q)
		if _, err := repair.New("J-1", q, c.cover, "HKD", "Keung", day, ""); !errors.Is(err, domain.Code(code)) {
			t.Errorf("New = %v, want %s", err, code)
		}
	}
	if _, err := repair.New("J-1", good, repair.Cover{Extra: -1, Asked: "2026-03-09"}, "HKD", "Keung", day, ""); !errors.Is(err, domain.Code("repair.months")) {
		t.Errorf("months given that are fewer than none = %v", err)
	}
}
