package claim_test

import (
	"errors"
	"math/rand/v2"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/claim"
	"aftercare/domain/money"
)

var (
	hongKong = time.FixedZone("HKT", 8*3600)
	easter   = calendar.Holidays{Region: "hk", Off: map[calendar.Date]string{"2026-01-01": "", "2026-04-03": "", "2026-04-04": "", "2026-04-06": "", "2026-04-07": ""}}
	terms    = claim.Terms{From: 1, To: 2, Days: calendar.Calendar{Rest: []time.Weekday{time.Sunday}, Holidays: easter}, Zone: hongKong}
	thursday = time.Date(2026, 4, 2, 10, 0, 0, 0, hongKong)
)

func begun(t *testing.T) claim.Claim {
	t.Helper()
	c, err := claim.New(claim.Claim{Number: "K-1001", Party: claim.Carrier, Matter: claim.Lost, Carrier: "sf", Problem: "Nothing came", Value: money.Of(10000, "HKD")}, "Mei", thursday)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// R11: asked Thu 2026-04-02, 1–2 days: due Wed 8 – Thu 9 April, overdue on 10.
func TestClaim_WasSent(t *testing.T) {
	c, err := begun(t).WasSent("SF claims group", thursday, thursday, terms)
	if err != nil || c.DueFrom != "2026-04-08" || c.DueTo != "2026-04-09" {
		t.Fatalf("due %s to %s, %v; want 8 to 9 April", c.DueFrom, c.DueTo, err)
	}
	for day, want := range map[calendar.Date]bool{"2026-04-08": false, "2026-04-09": false, "2026-04-10": true} {
		if got := c.Overdue(day); got != want {
			t.Errorf("Overdue(%s) = %v, want %v", day, got, want)
		}
	}
	if c, _ = c.WasAnswered("Looking", "Mei", thursday); c.Overdue("2026-05-01") {
		t.Error("an answered entry is overdue")
	}
}

func TestClaim_fromSentToPaid(t *testing.T) {
	c := begun(t)
	steps := []struct {
		do   func(claim.Claim) (claim.Claim, error)
		want claim.State
	}{
		{func(c claim.Claim) (claim.Claim, error) { return c.WasSent("group", thursday, thursday, terms) }, claim.Sent},
		{func(c claim.Claim) (claim.Claim, error) { return c.WasAnswered("It is lost.", "Mei", thursday) }, claim.Answered},
		{func(c claim.Claim) (claim.Claim, error) { return c.IsClaimed(money.Of(10000, "HKD")) }, claim.Claimed},
		{func(c claim.Claim) (claim.Claim, error) { return c.Ends(claim.Refuse, "No insurance", thursday) }, claim.Refused},
		{func(c claim.Claim) (claim.Claim, error) { return c.IsClaimed(money.Of(6000, "HKD")) }, claim.Claimed},
		{func(c claim.Claim) (claim.Claim, error) { return c.IsPaid(paid(6000), thursday) }, claim.Part},
	}
	for i, s := range steps {
		var err error
		if c, err = s.do(c); err != nil || c.State != s.want {
			t.Fatalf("step %d: %s, %v; want %s", i, c.State, err, s.want)
		}
	}
	if got := c.Remains(); got != money.Of(4000, "HKD") {
		t.Errorf("Remains = %v, want 40.00", got)
	}
	if _, err := c.IsClaimed(money.Of(6000, "HKD")); !errors.Is(err, domain.Code("claim.amount")) {
		t.Errorf("claimed what was paid already: %v, want claim.amount", err)
	}
	c, err := c.WasSent("group", thursday, thursday, terms) // chased
	if err != nil || c.DueTo != "2026-04-09" {
		t.Fatalf("chased: due %s, %v", c.DueTo, err)
	}
	if _, err := c.Ends(claim.Close, "enough", thursday); !errors.Is(err, domain.Code("claim.rest")) {
		t.Errorf("closed with 40.00 owed: %v, want claim.rest", err)
	}
	if c, err = c.IsPaid(paid(4000), thursday); err != nil || c.State != claim.Paid || len(c.Payments) != 2 || c.Paid != money.Of(10000, "HKD") {
		t.Fatalf("the rest paid: %+v, %v", c, err)
	}
	if _, err := c.Goes(claim.Packing, "weights equal", "Mei", thursday); !errors.Is(err, domain.Code("claim.over")) {
		t.Errorf("a paid entry moved: %v", err)
	}
}

func TestClaim_refuses(t *testing.T) {
	c := begun(t)
	for name, do := range map[string]func() error{
		"field.required, no problem": func() error {
			_, err := claim.New(claim.Claim{Party: claim.Carrier, Matter: claim.Lost}, "", thursday)
			return err
		},
		"claim.party": func() error {
			_, err := claim.New(claim.Claim{Party: "moon", Matter: claim.Lost, Problem: "x"}, "", thursday)
			return err
		},
		"claim.matter": func() error {
			_, err := claim.New(claim.Claim{Party: claim.Carrier, Matter: "x", Problem: "x"}, "", thursday)
			return err
		},
		"claim.at, in the future":      func() error { _, err := c.WasSent("g", thursday.Add(time.Hour), thursday, terms); return err },
		"claim.at, before it was open": func() error { _, err := c.WasSent("g", thursday.Add(-48*time.Hour), thursday, terms); return err },
		"field.required, no group":     func() error { _, err := c.WasSent(" ", thursday, thursday, terms); return err },
		"claim.amount, of nothing": func() error {
			s, _ := c.WasSent("g", thursday, thursday, terms)
			_, err := s.IsClaimed(money.Of(0, "HKD"))
			return err
		},
		"claim.amount, foreign": func() error {
			s, _ := c.WasSent("g", thursday, thursday, terms)
			_, err := s.IsClaimed(money.Of(5, "USD"))
			return err
		},
		"flow.not_possible, pay first": func() error { _, err := c.IsPaid(paid(5), thursday); return err },
		"claim.party, to itself":       func() error { _, err := c.Goes(claim.Carrier, "x", "", thursday); return err },
		"field.required, why packing":  func() error { _, err := c.Goes(claim.Packing, "", "", thursday); return err },
		"field.required, why a loss":   func() error { _, err := c.Ends(claim.WriteOff, " ", thursday); return err },
	} {
		t.Run(name, func(t *testing.T) {
			code := name
			for i := range name {
				if name[i] == ',' {
					code = name[:i]
					break
				}
			}
			if err := do(); !errors.Is(err, domain.Code(code)) {
				t.Errorf("got %v, want %s", err, code)
			}
		})
	}
}

func TestLife_isWhole(t *testing.T) {
	for _, s := range claim.Life.States() {
		for _, e := range claim.Life.Events() {
			if _, err := claim.Life.Next(s, e); err != nil && !errors.Is(err, domain.Code("flow.not_possible")) {
				t.Errorf("%s on %s: %v", e, s, err)
			}
		}
		if over := (claim.Claim{State: s}).Done(); over != (len(claim.Life.Possible(s)) == 0) {
			t.Errorf("%s: done %v, possible %v", s, over, claim.Life.Possible(s))
		}
	}
}

func TestClaim_With_keepsAFileOnce(t *testing.T) {
	f := domain.File{Hash: "a"}
	if got := begun(t).With(f, f, domain.File{Hash: "b"}).With(f).Evidence; len(got) != 2 {
		t.Errorf("evidence = %v, want two files", got)
	}
}

func paid(minor int64) claim.Payment {
	return claim.Payment{At: thursday, Amount: money.Of(minor, "HKD")}
}

// Whatever a party is asked and pays, in any order: what it paid, what it owes
// and what the shop bears add up to the whole, and each row of the books stands
// in the sum once.
func TestClaim_partsAddUp(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 11))
	for range 3000 {
		c := begun(t)
		c.Value = money.Of(1+r.Int64N(20000), "HKD")
		for range 12 {
			next, err := c, error(nil)
			switch r.IntN(7) {
			case 0:
				next, err = c.WasSent("group", thursday, thursday, terms)
			case 1:
				next, err = c.WasAnswered("so", "Mei", thursday)
			case 2:
				next, err = c.IsClaimed(money.Of(r.Int64N(30000), "HKD"))
			case 3, 4:
				next, err = c.IsPaid(paid(r.Int64N(8000)), thursday)
			case 5:
				next, err = c.Ends(claim.Refuse, "no", thursday)
			case 6:
				if r.IntN(4) == 0 {
					next, err = c.Ends([]claim.Event{claim.WriteOff, claim.Close}[r.IntN(2)], "enough", thursday)
				}
			}
			if err != nil {
				if domain.As(err) == nil {
					t.Fatal(err)
				}
				continue
			}
			c = next
		}
		sum := money.Of(0, "HKD")
		for _, p := range c.Payments {
			sum = sum.Add(p.Amount)
		}
		if sum.Minor != c.Paid.Minor {
			t.Fatalf("payments of %v, paid %v", sum, c.Paid)
		}
		if got := sum.Add(c.Remains()); got != c.Whole().Max(sum) {
			t.Fatalf("paid %v and %v left of %v", sum, c.Remains(), c.Whole())
		}
		switch rest := c.Remains().Minor > 0; {
		case c.State == claim.Paid && rest, c.State == claim.Part && !rest, c.State == claim.Closed && sum.Minor > 0 && rest:
			t.Fatalf("%s with %v left of %v", c.State, c.Remains(), c.Whole())
		}
	}
}
