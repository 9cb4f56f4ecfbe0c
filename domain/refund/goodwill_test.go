package refund_test

import (
	"testing"
	"time"

	"aftercare/domain/calendar"
	"aftercare/domain/money"
	"aftercare/domain/refund"
)

var weekdays = calendar.Calendar{Rest: []time.Weekday{time.Saturday, time.Sunday}, Holidays: easter}

func goodwill(t *testing.T) refund.Goodwill {
	t.Helper()
	g, err := refund.Goodwill{Number: "G-1001", OrderID: 1, Amount: hkd(6800), Reason: refund.PriceDifference, Method: refund.FPS, Payee: "6123 4410"}.Propose("HKD", "Mei", noon)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// R9: Fri 17:40: Friday; 18:10: next working day.
func TestPayoutDay(t *testing.T) {
	for name, c := range map[string]struct {
		at      time.Time
		closing calendar.Clock
		want    calendar.Date
	}{
		"R9 Fri 17:40":                {time.Date(2026, 3, 6, 17, 40, 0, 0, hongKong), "", "2026-03-06"},
		"R9 Fri 18:10":                {time.Date(2026, 3, 6, 18, 10, 0, 0, hongKong), "", "2026-03-09"},
		"at closing time":             {time.Date(2026, 3, 6, 18, 0, 0, 0, hongKong), "", "2026-03-09"},
		"a shop that closes at 20:00": {time.Date(2026, 3, 6, 19, 59, 0, 0, hongKong), "20:00", "2026-03-06"},
		"on a Saturday":               {time.Date(2026, 3, 7, 10, 0, 0, 0, hongKong), "", "2026-03-09"},
		"before Easter":               {time.Date(2026, 4, 2, 18, 1, 0, 0, hongKong), "", "2026-04-08"},
	} {
		if got := refund.PayoutDay(c.at, c.closing, weekdays, hongKong); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestGoodwill_life(t *testing.T) {
	g := goodwill(t)
	if _, err := g.Verifies("Mei", true, noon, "", weekdays, hongKong); !isCode(err, "goodwill.same_person") {
		t.Errorf("the same person verified: %v", err)
	}
	if _, err := g.Verifies("Mei", false, noon, "", weekdays, hongKong); err != nil {
		t.Errorf("a shop of one: %v", err)
	}
	if _, err := g.Pays("Mei", noon, noon); !isCode(err, "flow.not_possible") {
		t.Errorf("paid before it was verified: %v", err)
	}
	g, err := g.Verifies("Kit", true, noon, "", weekdays, hongKong)
	if err != nil || g.Day != "2026-04-02" || len(g.Rows()) != 1 || g.Rows()[0].Paid {
		t.Fatalf("verified: %+v, %v", g, err)
	}
	if g, err = g.Pays("Kit", noon, noon); err != nil || !g.Open() {
		t.Fatalf("paid, the customer not told: %+v, %v", g, err)
	}
	if told, err := g.Tells(noon); err != nil || told.Open() {
		t.Errorf("told: %+v, %v", told, err)
	}
	if g, err = g.Ends(refund.FailGoodwill, "no such account"); err != nil || g.Day != "" || !g.Paid.IsZero() {
		t.Fatalf("bounced: %+v, %v", g, err)
	}
	if g, err = g.Verifies("Kit", true, noon.Add(8*time.Hour), "", weekdays, hongKong); err != nil || g.Day != "2026-04-08" {
		t.Errorf("verified anew: %s, %v", g.Day, err)
	}
}

func TestGoodwill_Propose_refuses(t *testing.T) {
	good := refund.Goodwill{Number: "G-1", OrderID: 1, Amount: hkd(100), Reason: refund.Apology, Method: refund.FPS, Payee: "6123"}
	for code, change := range map[string]func(*refund.Goodwill){
		"goodwill.reason": func(g *refund.Goodwill) { g.Reason = "mood" },
		"refund.method":   func(g *refund.Goodwill) { g.Method = refund.Original },
		"refund.amount":   func(g *refund.Goodwill) { g.Amount = hkd(-1) },
		"refund.currency": func(g *refund.Goodwill) { g.Amount = money.Of(5, "USD") },
		"field.required":  func(g *refund.Goodwill) { g.Payee = " " },
	} {
		bad := good
		change(&bad)
		if _, err := bad.Propose("HKD", "Mei", noon); !isCode(err, code) {
			t.Errorf("%s: %v", code, err)
		}
	}
}

// R9: at another price the difference is owed one way or the other.
func TestDifference(t *testing.T) {
	for _, c := range []struct {
		paid, costs int64
		way         refund.Direction
		want        int64
	}{{10000, 12000, refund.In, 2000}, {10000, 7500, refund.Out, 2500}, {10000, 10000, "", 0}} {
		got, owed := refund.Difference(hkd(c.paid), hkd(c.costs))
		if owed != (c.want != 0) || owed && (got.Direction != c.way || got.Amount != hkd(c.want)) {
			t.Errorf("Difference(%d, %d) = %+v, %v", c.paid, c.costs, got, owed)
		}
	}
	o, _ := refund.Difference(hkd(100), hkd(150))
	if _, err := o.Moves(refund.WaiveOwed, "", " ", "Mei", noon); !isCode(err, "field.required") {
		t.Errorf("let go without a reason: %v", err)
	}
	if o.Rows() != nil {
		t.Error("a difference that nobody settled stands in the books")
	}
	if o, err := o.Moves(refund.SettleOwed, refund.FPS, "", "Mei", noon); err != nil || o.Rows()[0].Direction != refund.In {
		t.Errorf("settled: %+v, %v", o, err)
	}
}
