package repair_test

import (
	"errors"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/domain/repair"
)

func TestCover_Until(t *testing.T) {
	for _, c := range []struct {
		from          calendar.Date
		months, extra int
		want          calendar.Date
	}{{"2025-08-31", 6, 0, "2026-02-28"}, {"2025-08-31", 6, 3, "2026-05-31"}, {"2025-08-15", 6, 0, "2026-02-15"}, {"", 6, 0, ""}} {
		if got := (repair.Cover{From: c.from, Months: c.months, Extra: c.extra}).Until(); got != c.want {
			t.Errorf("%s + %d + %d = %s, want %s", c.from, c.months, c.extra, got, c.want)
		}
	}
}

func TestAssess(t *testing.T) {
	in := repair.Cover{From: "2025-08-31", Months: 6}
	for name, c := range map[string]struct {
		edit func(*repair.Cover)
		want domain.Answer
		code string
	}{
		"last day included":           {func(c *repair.Cover) { c.Asked = "2026-02-28" }, domain.Pass, "warranty"},
		"a day later":                 {func(c *repair.Cover) { c.Asked = "2026-03-01" }, domain.Denied, "warranty_over"},
		"unknown date asks":           {func(c *repair.Cover) { c.From = ""; c.Asked = "2026-03-01" }, domain.Ask, "warranty_unknown"},
		"no warranty at all":          {func(c *repair.Cover) { c.Months = 0; c.Asked = "2025-09-01" }, domain.Denied, "warranty_none"},
		"the repair's own warranty":   {func(c *repair.Cover) { c.Asked = "2026-04-20"; c.RepairUntil = "2026-04-20" }, domain.Pass, "repair_warranty"},
		"liquid":                      {func(c *repair.Cover) { c.Asked = "2025-12-01"; c.Misuse = true }, domain.Denied, "excluded_misuse"},
		"altered serial":              {func(c *repair.Cover) { c.Asked = "2025-12-01"; c.SerialWrong = true }, domain.Denied, "excluded_serial"},
		"says that it is provisional": {func(c *repair.Cover) { c.Asked = "2025-12-01"; c.Provisional = true }, domain.Pass, "provisional"},
	} {
		t.Run(name, func(t *testing.T) {
			cover := in
			c.edit(&cover)
			got := repair.Assess(cover)
			named := false
			for _, f := range got.Fired {
				named = named || f.Code == c.code
			}
			if got.Answer != c.want || !named {
				t.Errorf("Assess = %+v, want %s by %s", got, c.want, c.code)
			}
		})
	}
}

var day = time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC)

func job(t testing.TB, from calendar.Date) repair.Job {
	t.Helper()
	j, err := repair.New("J-0342", repair.Request{Item: "Coffee grinder", Serial: "EG40", Channel: "counter", Problem: "burnt smell", Customer: order.Person{Name: "Priya Nair"}},
		repair.Cover{From: from, Months: 6, Asked: "2026-03-09"}, "HKD", "Keung", day, "2026-03-23")
	if err != nil {
		t.Fatal(err)
	}
	return j
}

func walk(t testing.TB, j repair.Job, entries ...repair.Entry) repair.Job {
	t.Helper()
	for _, e := range entries {
		next, err := j.Step(e, "Keung", day, time.UTC)
		if err != nil {
			t.Fatalf("%s from %s: %v", e.Event, j.State, err)
		}
		j = next
	}
	return j
}

func quote() []repair.Work {
	return []repair.Work{{Kind: "part", Title: "Motor brush set", Quantity: 100, Each: money.Of(18000, "HKD")},
		{Kind: "labour", Title: "Labour", Quantity: 150, Each: money.Of(24000, "HKD")}, {Kind: "freight", Title: "Freight back", Quantity: 100, Each: money.Of(8000, "HKD")},
		{Kind: "labour", Title: "Cleaning", Quantity: 100, Each: money.Of(9900, "HKD"), Covered: true}}
}

func TestJob_Step_outOfWarranty(t *testing.T) {
	j := walk(t, job(t, "2025-08-31"), repair.Entry{Event: repair.Confirm}, repair.Entry{Event: repair.Receive},
		repair.Entry{Event: repair.Check, Finding: repair.Finding{Condition: "scratch on the hopper"}},
		repair.Entry{Event: repair.Diagnose, Finding: repair.Finding{Fault: "motor overheats", Wear: true}})
	if j.Finding.Condition == "" || j.Cover.Provisional {
		t.Errorf("the diagnosis lost the first check: %+v", j.Finding)
	}
	if _, err := j.Step(repair.Entry{Event: repair.Begin}, "Keung", day, time.UTC); !errors.Is(err, domain.Code("repair.needs_quote")) {
		t.Errorf("begin without a quote = %v", err)
	}
	j = walk(t, j, repair.Entry{Event: repair.Quote, Work: quote(), Expires: "2026-03-13"}, repair.Entry{Event: repair.Approve, Approval: "Priya Nair", How: "chat"},
		repair.Entry{Event: repair.Begin}, repair.Entry{Event: repair.Test, Done: "brushes replaced"},
		repair.Entry{Event: repair.GiveBack, PaidHow: "fps"}, repair.Entry{Event: repair.CloseIt})
	if _, _, total := j.Total(); total != money.Of(62000, "HKD") {
		t.Errorf("total = %v, want 620.00", total)
	}
	if j.Until != "2026-06-07" || j.State != repair.Closed || len(j.Steps) != 11 {
		t.Errorf("warranty until %s, %s, %d steps", j.Until, j.State, len(j.Steps))
	}
}

func TestJob_Step_coveredSkipsTheQuote(t *testing.T) {
	j := walk(t, job(t, "2026-01-31"), repair.Entry{Event: repair.Receive}, repair.Entry{Event: repair.Diagnose, Finding: repair.Finding{Fault: "fuse"}},
		repair.Entry{Event: repair.Begin}, repair.Entry{Event: repair.Test, Done: "fuse replaced", Work: quote()}, repair.Entry{Event: repair.GiveBack})
	if _, _, total := j.Total(); !total.Zero() || len(j.Work) != 4 {
		t.Errorf("a covered job charges %v with %d lines", total, len(j.Work))
	}
}

func TestJob_Step_refuses(t *testing.T) {
	diagnosed := walk(t, job(t, "2025-08-31"), repair.Entry{Event: repair.Receive}, repair.Entry{Event: repair.Diagnose, Finding: repair.Finding{Fault: "fuse"}})
	quoted := walk(t, diagnosed, repair.Entry{Event: repair.Quote, Work: quote(), Expires: "2026-03-09"})
	for code, c := range map[string]struct {
		job   repair.Job
		entry repair.Entry
		now   time.Time
	}{
		"flow.not_possible": {diagnosed, repair.Entry{Event: repair.Confirm}, day},
		"repair.no_work":    {diagnosed, repair.Entry{Event: repair.Quote}, day},
		"repair.work":       {diagnosed, repair.Entry{Event: repair.Quote, Work: []repair.Work{{Title: "x", Quantity: 0, Each: money.Of(1, "HKD")}}}, day},
		"repair.expires":    {diagnosed, repair.Entry{Event: repair.Quote, Work: quote(), Expires: "2026-03-08"}, day},
		"repair.expired":    {quoted, repair.Entry{Event: repair.Approve, Approval: "x", How: "chat"}, day.AddDate(0, 0, 1)},
		"field.required":    {quoted, repair.Entry{Event: repair.Approve}, day},
	} {
		t.Run(code, func(t *testing.T) {
			got, err := c.job.Step(c.entry, "Keung", c.now, time.UTC)
			if !errors.Is(err, domain.Code(code)) {
				t.Errorf("Step = %v, want %s", err, code)
			}
			if got.State != c.job.State || len(got.Steps) != len(c.job.Steps) {
				t.Error("a refusal changed the job")
			}
		})
	}
}

// Every state × event leads somewhere or is refused with the one code; every
// state but the last has a way out.
func TestLife_isWhole(t *testing.T) {
	for _, s := range repair.Life.States() {
		if s != repair.Closed && len(repair.Life.Possible(s)) == 0 {
			t.Errorf("%s is a dead end", s)
		}
		for _, e := range repair.Life.Events() {
			if _, err := repair.Life.Next(s, e); err != nil && !errors.Is(err, domain.Code("flow.not_possible")) {
				t.Errorf("%s × %s: %v", s, e, err)
			}
		}
	}
}

func TestNew_customer(t *testing.T) {
	q := repair.Request{Item: "Mug", Channel: "counter", Problem: "leaks", Customer: order.Person{Name: " \n"}}
	_, err := repair.New("J-1", q, repair.Cover{Asked: "2026-03-09"}, "HKD", "Keung", day, "")
	if e := domain.As(err); e == nil || e.Code != "field.required" || e.Field != "customer" {
		t.Errorf("New without a customer's name and an order = %v", err)
	}
	q.Line = 1
	if _, err := repair.New("J-1", q, repair.Cover{Asked: "2026-03-09"}, "HKD", "Keung", day, ""); err != nil {
		t.Errorf("New on a line of an order = %v", err)
	}
}

func TestJob_Step_kindOfWork(t *testing.T) {
	for _, kind := range []string{"", "gift"} {
		w := []repair.Work{{Kind: kind, Title: "Seal", Quantity: 100, Each: money.Of(500, "HKD")}}
		quoted := walk(t, job(t, "2025-08-31"), repair.Entry{Event: repair.Receive}, repair.Entry{Event: repair.Diagnose, Finding: repair.Finding{Fault: "seal"}})
		if _, err := quoted.Step(repair.Entry{Event: repair.Quote, Work: w}, "Keung", day, time.UTC); !errors.Is(err, domain.Code("repair.work")) {
			t.Errorf("quote of kind %q = %v", kind, err)
		}
		covered := walk(t, job(t, "2026-01-31"), repair.Entry{Event: repair.Receive}, repair.Entry{Event: repair.Diagnose, Finding: repair.Finding{Fault: "seal"}}, repair.Entry{Event: repair.Begin})
		if _, err := covered.Step(repair.Entry{Event: repair.Test, Done: "new seal", Work: w}, "Keung", day, time.UTC); !errors.Is(err, domain.Code("repair.work")) {
			t.Errorf("work of kind %q = %v", kind, err)
		}
	}
}
