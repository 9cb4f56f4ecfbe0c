package order_test

import (
	"errors"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/channel"
	"aftercare/domain/money"
	"aftercare/domain/order"
)

func clockTerms(t *testing.T) order.Terms {
	t.Helper()
	terms := termsOf(t)
	terms.Policy.Tracking = calendar.Term{Amount: 24, Unit: calendar.Hours}
	terms.Policy.Stalled = calendar.Term{Amount: 24, Unit: calendar.Hours}
	return terms
}

func termsOf(t *testing.T) order.Terms {
	t.Helper()
	z, err := time.LoadLocation("Asia/Hong_Kong")
	if err != nil {
		t.Fatal(err)
	}
	return order.Terms{Policy: channel.Policy{ShipFrom: channel.FromPlaced, DayToShip: calendar.Term{Amount: 3, Unit: calendar.WorkingDays}},
		Calendar: calendar.Calendar{Rest: []time.Weekday{time.Saturday, time.Sunday}}, Zone: z}
}

// march is a moment of March 2026 in Hong Kong.
func march(t *testing.T, day, hour int) time.Time {
	return time.Date(2026, 3, day, hour, 0, 0, 0, termsOf(t).Zone)
}

// placedOn2March is R4's order: placed Mon 2 March, ship-by Thu 5 March.
func placedOn2March(t *testing.T) order.Order {
	hkd := func(n int64) money.Amount { return money.Of(n, "HKD") }
	o := order.Order{ChannelID: 1, Number: "YH-1", State: order.Paid, Placed: march(t, 2, 10), PaidAt: march(t, 2, 10), Currency: "HKD",
		Shipping: hkd(0), Discount: hkd(0), Tax: hkd(0), Total: hkd(30000), Paid: hkd(30000),
		Lines: []order.Line{{No: 1, SKU: "A", Title: "Coat", Quantity: 1, Price: hkd(20000), Discount: hkd(0)}, {No: 2, SKU: "B", Title: "Hat", Quantity: 1, Price: hkd(10000), Discount: hkd(0)}}}
	return o.WithShipBy(clockTerms(t))
}

func proposal(t *testing.T) order.Proposal {
	return order.Proposal{Date: "2026-03-12", Terms: "Ships by 12 March", How: "whatsapp", Told: march(t, 5, 9), Reason: "supplier late"}
}

func agreedFor12(t *testing.T) order.Agreement {
	return order.Agreement{Date: "2026-03-12", Terms: "Ships by 12 March", By: "Ms Chan", How: "whatsapp", When: march(t, 5, 11), Reason: "supplier late"}
}

// A delay is proposed and moves nothing; agreed, it moves the ship-by; a
// correction voids it, and the date before is in force again (R4).
func TestOrder_delayFromProposalToVoid(t *testing.T) {
	o, terms := placedOn2March(t), clockTerms(t)
	o, err := o.Proposed(proposal(t), "Mei", march(t, 5, 10), terms)
	if err != nil {
		t.Fatal(err)
	}
	if o.Force.Due.Day != "2026-03-05" || o.Flags()[order.FlagProposal].IsZero() {
		t.Errorf("a proposal moves the date to %s, or nobody waits for its answer", o.Force.Due.Day)
	}
	if _, err := o.Proposed(proposal(t), "Mei", march(t, 5, 10), terms); !errors.Is(err, domain.Code("proposal.open")) {
		t.Errorf("a second proposal: got %v, want proposal.open", err)
	}
	o, err = o.Delayed(agreedFor12(t), "Mei", march(t, 5, 12), terms)
	if err != nil {
		t.Fatal(err)
	}
	offer, _ := o.Proposal()
	if offer.Answer != order.DelayAgreement || o.Force.Due.Day != "2026-03-12" {
		t.Errorf("agreed: answer %q, in force %s", offer.Answer, o.Force.Due.Day)
	}
	for _, c := range []struct {
		day, hour int
		want      order.Standing
		exposed   bool
	}{{5, 23, order.Calm, false}, {6, 0, order.Agreed, false}, {11, 23, order.Agreed, false}, {12, 9, order.DueToday, false}, {13, 0, order.Overdue, true}} {
		if got := o.Standing(march(t, c.day, c.hour), terms.Zone); got != c.want || o.Exposed(march(t, c.day, c.hour)) != c.exposed {
			t.Errorf("on %d March, %d:00: %s, exposed %v; want %s, %v", c.day, c.hour, got, o.Exposed(march(t, c.day, c.hour)), c.want, c.exposed)
		}
	}
	o, err = o.Corrected(2, "", "she meant another order", "Mei", march(t, 9, 9), terms)
	if err != nil {
		t.Fatal(err)
	}
	if o.Force.Due.Day != "2026-03-05" || !o.Exposed(march(t, 6, 0)) || o.Standing(march(t, 9, 9), terms.Zone) != order.Overdue || len(o.Notes) != 3 {
		t.Errorf("voided: in force %s, %d notes", o.Force.Due.Day, len(o.Notes))
	}
	if rows := o.Agreements(march(t, 9, 9), terms.Zone); len(rows) != 1 || rows[0].Outcome != order.PromiseVoid {
		t.Errorf("register: %+v", rows)
	}
}

func TestOrder_Answered(t *testing.T) {
	o, terms := placedOn2March(t), clockTerms(t)
	if _, err := o.Answered(order.DelayDeclined, "", "Mei", march(t, 5, 12)); !errors.Is(err, domain.Code("proposal.none")) {
		t.Errorf("an answer to nothing: got %v", err)
	}
	o, _ = o.Proposed(proposal(t), "Mei", march(t, 5, 10), terms)
	silent, err := o.Answered(order.DelayUnanswered, "", "Mei", march(t, 6, 10))
	if err != nil {
		t.Fatal(err)
	}
	// Late words count: who was silent may still agree or decline.
	if late, err := silent.Answered(order.DelayDeclined, "no thanks", "Mei", march(t, 7, 10)); err != nil || late.Force.Due.Day != "2026-03-05" {
		t.Errorf("declined after silence: %v", err)
	}
	if late, err := silent.Delayed(agreedFor12(t), "Mei", march(t, 7, 10), terms); err != nil || late.Notes[2].Of != 1 {
		t.Errorf("agreed after silence: %v", err)
	}
	declined, err := o.Answered(order.DelayDeclined, "no", "Mei", march(t, 6, 10))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := declined.Answered(order.DelayUnanswered, "", "Mei", march(t, 7, 10)); !errors.Is(err, domain.Code("proposal.answered")) {
		t.Errorf("silence after a no: got %v", err)
	}
	if _, waits := declined.Flags()[order.FlagProposal]; waits {
		t.Error("a declined proposal still waits for its answer")
	}
	if _, err := declined.Proposed(proposal(t), "Mei", march(t, 7, 10), terms); err != nil {
		t.Errorf("another proposal after a no: %v", err)
	}
	if _, err := o.Answered("agreement", "", "Mei", march(t, 7, 10)); !errors.Is(err, domain.Code("proposal.answer")) {
		t.Errorf("an agreement is no such answer: got %v", err)
	}
}

func TestOrder_Proposed_refusals(t *testing.T) {
	terms := clockTerms(t)
	for name, c := range map[string]struct {
		change func(*order.Order, *order.Proposal)
		code   string
	}{
		"before today":       {func(_ *order.Order, p *order.Proposal) { p.Date = "2026-03-04" }, "agreement.before_today"},
		"not later":          {func(_ *order.Order, p *order.Proposal) { p.Date = "2026-03-05" }, "agreement.not_later"},
		"in years":           {func(_ *order.Order, p *order.Proposal) { p.Date = "2062-03-12" }, "agreement.too_far"},
		"no date":            {func(_ *order.Order, p *order.Proposal) { p.Date = "" }, "field.required"},
		"no terms":           {func(_ *order.Order, p *order.Proposal) { p.Terms = " " }, "field.required"},
		"no way":             {func(_ *order.Order, p *order.Proposal) { p.How = "pigeon" }, "proposal.how"},
		"told tomorrow":      {func(_ *order.Order, p *order.Proposal) { p.Told = march(t, 6, 10) }, "proposal.in_future"},
		"told before it was": {func(_ *order.Order, p *order.Proposal) { p.Told = march(t, 1, 10) }, "agreement.before_order"},
		"cancelled":          {func(o *order.Order, _ *order.Proposal) { o.State = order.Cancelled }, "agreement.cancelled"},
		"shipped": {func(o *order.Order, _ *order.Proposal) {
			o.Lines[0].Shipped, o.Lines[1].Shipped, o.State = 1, 1, order.Shipped
		}, "agreement.shipped"},
	} {
		t.Run(name, func(t *testing.T) {
			o, p := placedOn2March(t), proposal(t)
			c.change(&o, &p)
			got, err := o.Proposed(p, "Mei", march(t, 5, 10), terms)
			if !errors.Is(err, domain.Code(c.code)) || len(got.Notes) != 0 {
				t.Errorf("Proposed: got %v and %d notes, want %s and none", err, len(got.Notes), c.code)
			}
		})
	}
}

func TestOrder_Entered(t *testing.T) {
	o, terms := placedOn2March(t), clockTerms(t)
	if _, err := o.Entered("Mei", march(t, 5, 12)); !errors.Is(err, domain.Code("entered.none")) {
		t.Errorf("nothing to enter: got %v", err)
	}
	o, _ = o.Delayed(agreedFor12(t), "Mei", march(t, 5, 12), terms)
	if o.Flags()[order.FlagEnter].IsZero() {
		t.Error("the agreed date is not outstanding")
	}
	o, err := o.Entered("Wing", march(t, 5, 13))
	if err != nil {
		t.Fatal(err)
	}
	a, _ := o.Agreement()
	if _, out := o.Flags()[order.FlagEnter]; out || a.EnteredBy != "Wing" || !a.Entered.Equal(march(t, 5, 13)) {
		t.Errorf("entered by %q at %v, outstanding %v", a.EnteredBy, a.Entered, out)
	}
	if _, err := o.Entered("Mei", march(t, 5, 14)); !errors.Is(err, domain.Code("entered.already")) {
		t.Errorf("entered twice: got %v", err)
	}
}

func TestOrder_Agreements(t *testing.T) {
	terms := clockTerms(t)
	agreed := func() order.Order {
		o, err := placedOn2March(t).Delayed(agreedFor12(t), "Mei", march(t, 5, 12), terms)
		if err != nil {
			t.Fatal(err)
		}
		return o
	}
	var all []order.Promised
	for name, c := range map[string]struct {
		then func(order.Order) order.Order
		now  time.Time
		want order.Outcome
		late int
	}{
		"waiting":               {func(o order.Order) order.Order { return o }, march(t, 12, 23), order.PromiseOpen, 0},
		"shipped on the day":    {func(o order.Order) order.Order { o.State, o.ShippedAt = order.Shipped, march(t, 12, 23); return o }, march(t, 20, 0), order.PromiseKept, 0},
		"shipped two days late": {func(o order.Order) order.Order { o.State, o.ShippedAt = order.Shipped, march(t, 14, 9); return o }, march(t, 20, 0), order.PromiseBroken, 2},
		"still here":            {func(o order.Order) order.Order { return o }, march(t, 15, 9), order.PromiseBroken, 3},
		"cancelled before":      {func(o order.Order) order.Order { o.State, o.Cancelled = order.Cancelled, march(t, 10, 9); return o }, march(t, 20, 0), order.PromiseEnded, 0},
		"cancelled after":       {func(o order.Order) order.Order { o.State, o.Cancelled = order.Cancelled, march(t, 16, 9); return o }, march(t, 20, 0), order.PromiseBroken, 4},
	} {
		t.Run(name, func(t *testing.T) {
			rows := c.then(agreed()).Agreements(c.now, terms.Zone)
			if len(rows) != 1 || rows[0].Outcome != c.want || rows[0].Late != c.late || rows[0].First != "2026-03-05" || rows[0].Agreed != "2026-03-12" {
				t.Fatalf("Agreements: %+v, want %s, %d late", rows, c.want, c.late)
			}
			all = append(all, rows...)
		})
	}
	if got, want := order.RateOf(all), (order.Rate{Kept: 1, Broken: 3, Open: 1, Percent: 25}); got != want {
		t.Errorf("RateOf = %+v, want %+v", got, want)
	}
	second := agreedFor12(t)
	second.Date, second.When = "2026-03-18", march(t, 10, 9)
	o, err := agreed().Delayed(second, "Mei", march(t, 10, 10), terms)
	if err != nil {
		t.Fatal(err)
	}
	if rows := o.Agreements(march(t, 15, 0), terms.Zone); rows[0].Outcome != order.PromiseReplaced || rows[1].Outcome != order.PromiseOpen || rows[1].Before != "2026-03-12" {
		t.Errorf("two agreements: %+v", rows)
	}
}
