package claim

import (
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/money"
	"aftercare/domain/shop"
)

// Terms are what the party's answer is waited for by.
type Terms struct {
	From, To int // working days
	Days     calendar.Calendar
	Zone     *time.Location
}

// TermsOf are the terms of a carrier: its answer is due within the working days
// that the shop noted for it, by the calendar given (R11).
func TermsOf(c shop.Carrier, days calendar.Calendar, zone *time.Location) Terms {
	return Terms{c.AnswerFrom, c.AnswerTo, days, zone}
}

// WasSent records to which group the message went, and when; the answer is due
// by the party's own working days.
// → asked Thu 2026-04-02, 1–2 days: due Wed 8 – Thu 9 April, overdue on 10.
//
// Errors: flow.not_possible, claim.at, field.required.
func (c Claim) WasSent(group string, at, now time.Time, t Terms) (Claim, error) {
	next, err := Life.Next(c.State, Send)
	if err != nil {
		return c, err
	}
	group, e := domain.Line("group", group, true)
	if e != nil {
		return c, e
	}
	if at.After(now) || calendar.DateOf(at, t.Zone) < calendar.DateOf(c.Opened, t.Zone) {
		return c, domain.Wrong("at", "claim.at", nil)
	}
	day := calendar.DateOf(at, t.Zone)
	c.State, c.Group, c.Sent = next, group, at
	c.DueFrom, _ = t.Days.Add(day, t.From)
	c.DueTo, _ = t.Days.Add(day, t.To)
	return c, nil
}

// Overdue says whether the answer should have come by now.
func (c Claim) Overdue(today calendar.Date) bool {
	return c.State == Sent && c.DueTo != "" && today > c.DueTo
}

// Waiting says whether the party still has to do something: answer or pay.
func (c Claim) Waiting() bool { return c.State == Sent || c.State == Claimed || c.State == Part }

// Done says whether nothing is left to do.
func (c Claim) Done() bool { return c.State == Paid || c.State == Loss || c.State == Closed }

// WasAnswered keeps what the party said.
//
// Errors: flow.not_possible, field.required, field.too_long.
func (c Claim) WasAnswered(text, who string, now time.Time) (Claim, error) {
	next, err := Life.Next(c.State, Answer)
	if err != nil {
		return c, err
	}
	text, e := domain.Text("answer", text, true)
	if e != nil {
		return c, e
	}
	c.State = next
	c.Replies = append(slices.Clone(c.Replies), Reply{At: now, Text: text, Who: who})
	return c, nil
}

// IsClaimed records what is claimed of the party, with what it paid already.
//
// Errors: flow.not_possible, claim.amount.
func (c Claim) IsClaimed(a money.Amount) (Claim, error) {
	next, err := Life.Next(c.State, Ask)
	if err != nil {
		return c, err
	}
	if e := c.amount(a); e != nil {
		return c, e
	}
	if c.Paid.Minor > 0 && !c.Paid.Less(a) {
		return c, domain.Wrong("amount", "claim.amount", domain.Args{"value": a})
	}
	c.State, c.Claimed = next, a
	return c, nil
}

// IsPaid records what the party paid. What is less than the whole leaves the rest
// owed: it is asked for again, paid later, or booked to the shop with a reason.
// The payments and what remains add up to the whole.
// → worth 100.00: 60.00 paid leaves 40.00 owed; 40.00 more, and it is paid.
//
// Errors: flow.not_possible, claim.amount, claim.at.
func (c Claim) IsPaid(p Payment, now time.Time) (Claim, error) {
	next, err := Life.Next(c.State, Pay)
	if err != nil {
		return c, err
	}
	if e := c.amount(p.Amount); e != nil {
		return c, e
	}
	if p.At.After(now) || p.At.Before(c.Opened) {
		return c, domain.Wrong("at", "claim.at", nil)
	}
	c.Payments = append(slices.Clone(c.Payments), p)
	slices.SortStableFunc(c.Payments, func(a, b Payment) int { return a.At.Compare(b.At) })
	c.Paid, c.PaidAt = money.Of(c.Paid.Minor, p.Amount.Currency).Add(p.Amount), c.Payments[len(c.Payments)-1].At
	if c.Remains().Minor > 0 {
		c.State = Part
		return c, nil
	}
	c.State, c.Ended = next, c.PaidAt
	return c, nil
}

func (c Claim) amount(a money.Amount) *domain.Error {
	if a.Minor <= 0 || a.Minor > money.Limit || !a.Currency.Valid() || c.Value.Currency != "" && a.Currency != c.Value.Currency || c.Paid.Minor > 0 && a.Currency != c.Paid.Currency {
		return domain.Wrong("amount", "claim.amount", domain.Args{"value": a})
	}
	return nil
}

// Ends refuses, writes off or closes the entry, with the reason. Of one that was
// paid in part the rest is owed or a loss: it is not closed as if it were
// neither.
//
// Errors: flow.not_possible, field.required, field.too_long, claim.rest.
func (c Claim) Ends(e Event, why string, now time.Time) (Claim, error) {
	next, err := Life.Next(c.State, e)
	if err != nil {
		return c, err
	}
	why, fault := domain.Text("reason", why, true)
	if fault != nil {
		return c, fault
	}
	if e == Close && c.Paid.Minor > 0 {
		return c, domain.Refuse("R11", "claim.rest", domain.Args{"claim": c.Number, "amount": c.Remains()})
	}
	c.State, c.Why = next, why
	if c.Done() {
		c.Ended = now
	}
	return c, nil
}

// TellsCustomer records that the customer knows where the matter stands.
func (c Claim) TellsCustomer(now time.Time) Claim {
	c.Told = now
	return c
}

// Goes moves the fault to another party, with the reason: what checking found.
//
// Errors: claim.party, claim.over, field.required.
func (c Claim) Goes(to Party, reason, who string, now time.Time) (Claim, error) {
	if c.Done() {
		return c, domain.Refuse("R11", "claim.over", domain.Args{"claim": c.Number})
	}
	if !slices.Contains(Parties(), to) || to == c.Party {
		return c, domain.Wrong("party", "claim.party", domain.Args{"value": string(to)})
	}
	reason, e := domain.Text("reason", reason, true)
	if e != nil {
		return c, e
	}
	c.Moved = append(slices.Clone(c.Moved), Move{At: now, Who: who, From: c.Party, To: to, Reason: reason})
	c.Party = to
	return c, nil
}

// Whole is what the entry is about: what the goods were worth, or what was
// claimed, where that is more.
func (c Claim) Whole() money.Amount {
	if c.Value.Currency == "" || c.Value.Currency == c.Claimed.Currency && c.Value.Less(c.Claimed) {
		return c.Claimed
	}
	return c.Value
}

// Remains is what the shop bears when the entry ends now: the whole, less what
// was paid.
func (c Claim) Remains() money.Amount {
	v := c.Whole()
	if c.Paid.Currency == v.Currency {
		v = v.Sub(c.Paid)
	}
	return v.Max(money.Of(0, v.Currency))
}
