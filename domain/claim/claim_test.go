package claim_test

import (
	"errors"
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
		{func(c claim.Claim) (claim.Claim, error) { return c.IsPaid(money.Of(6000, "HKD"), thursday, thursday) }, claim.Paid},
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
		"flow.not_possible, pay first": func() error { _, err := c.IsPaid(money.Of(5, "HKD"), thursday, thursday); return err },
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
