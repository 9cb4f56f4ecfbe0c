package casefile

import (
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/channel"
	"aftercare/domain/clock"
	"aftercare/domain/money"
	"aftercare/domain/order"
)

// RuledFor is for whom a dispute was ruled. A ruling is final (R7).
type RuledFor string

// The rulings.
const (
	ForShop     RuledFor = "shop"
	ForCustomer RuledFor = "customer"
	ForBoth     RuledFor = "split"
)

// Rulings lists them in the order in which a form offers them.
func Rulings() []RuledFor { return []RuledFor{ForShop, ForCustomer, ForBoth} }

// Dispute is a case before an arbiter (R7).
type Dispute struct {
	By          string         `json:"by"` // platform, bank, other
	Reason      string         `json:"reason"`
	Raised      time.Time      `json:"raised"`
	EvidenceDue time.Time      `json:"evidence_due,omitzero"`
	Sent        time.Time      `json:"sent,omitzero"`
	Evidence    string         `json:"evidence,omitempty"` // what was sent
	Ruled       time.Time      `json:"ruled,omitzero"`
	Ruling      RuledFor       `json:"ruling,omitempty"`
	Amount      money.Amount   `json:"amount,omitzero"`
	Freight     channel.Bearer `json:"freight,omitempty"`
	Note        string         `json:"note,omitempty"`
}

// Arbiters are those before whom a case may be disputed.
func Arbiters() []string { return []string{"platform", "bank", "other"} }

// Raised takes a case before an arbiter: the evidence is due, and the rest of
// the plan waits for the ruling.
//
// Errors: flow.not_possible, dispute.by, dispute.no_arbiter, dispute.ruled,
// dispute.due, field.required.
func (c Case) Raised(d Dispute, who string, now time.Time, t order.Terms) (Case, error) {
	if c.Dispute != nil && !c.Dispute.Ruled.IsZero() {
		return c, domain.Refuse("R7", "dispute.ruled", domain.Args{"case": c.Number})
	}
	next, err := Life.Next(c.State, Raise)
	if err != nil {
		return c, err
	}
	if !slices.Contains(Arbiters(), d.By) {
		return c, domain.Wrong("by", "dispute.by", domain.Args{"value": d.By})
	}
	if d.By == "platform" && !t.Policy.Arbiter {
		return c, domain.Refuse("R7", "dispute.no_arbiter", nil)
	}
	reason, e := domain.Text("reason", d.Reason, true)
	if e != nil {
		return c, e
	}
	if !d.EvidenceDue.IsZero() && d.EvidenceDue.Before(now) {
		return c, domain.Wrong("evidence_due", "dispute.due", nil)
	}
	c.Dispute = &Dispute{By: d.By, Reason: reason, Raised: now, EvidenceDue: d.EvidenceDue}
	c.State, c.Closed = next, time.Time{}
	var steps []Step
	for _, s := range c.Steps {
		if s.Ended() {
			steps = append(steps, s)
		}
	}
	for _, code := range disputed {
		steps = append(steps, Step{Code: code, Actor: specs[code].actor})
	}
	c.Steps = steps
	c.Clocks = c.Clocks.Dropped(func(clock.Code) bool { return true })
	if !d.EvidenceDue.IsZero() {
		c = c.start(EvidenceClock, now, calendar.AtInstant(d.EvidenceDue, t.Zone))
	}
	return c.clocked(now, t), nil
}

// EvidenceSent records what was sent to the arbiter.
//
// Errors: case.over, step.not_in_plan, step.done, field.required.
func (c Case) EvidenceSent(what, who string, now time.Time, t order.Terms) (Case, error) {
	if err := c.can(Proof); err != nil {
		return c, err
	}
	what, e := domain.Text("evidence", what, true)
	if e != nil {
		return c, e
	}
	d := *c.Dispute
	d.Sent, d.Evidence = now, what
	c.Dispute = &d
	return c.finish(Proof, "", what, who, now).clocked(now, t), nil
}

// Ruled records the ruling, which is final. For the customer or split, the
// money goes back: by the platform where it pays, which needs no consent.
//
// Errors: flow.not_possible, dispute.ruling, refund.amount_wanted,
// policy.choice, field.too_long.
func (c Case) Ruled(d Dispute, who string, now time.Time, t order.Terms) (Case, error) {
	next, err := Life.Next(c.State, Rule)
	if err != nil {
		return c, err
	}
	if !slices.Contains(Rulings(), d.Ruling) {
		return c, domain.Wrong("ruling", "dispute.ruling", domain.Args{"value": string(d.Ruling)})
	}
	if d.Ruling != ForShop && d.Amount.Minor <= 0 {
		return c, domain.Wrong("amount", "refund.amount_wanted", nil)
	}
	if d.Freight != "" && !slices.Contains(channel.Bearers(), d.Freight) {
		return c, domain.Wrong("freight", "policy.choice", domain.Args{"value": string(d.Freight)})
	}
	note, e := domain.Text("note", d.Note, false)
	if e != nil {
		return c, e
	}
	r := *c.Dispute
	r.Ruled, r.Ruling, r.Amount, r.Freight, r.Note = now, d.Ruling, d.Amount, d.Freight, note
	c.Dispute, c.State = &r, next
	c = c.finish(Ruling, "", note, who, now)
	rest := []StepCode{Confirm}
	if r.Ruling != ForShop {
		rest = []StepCode{Paid, TellPaid, Confirm}
	}
	if s, ok := c.Step(Refund); ok && s.Ended() && r.Ruling == ForShop {
		rest = []StepCode{Confirm}
	}
	return c.goOn(Ruling, rest, t.Policy).clocked(now, t), nil
}

// Final says whether a ruling forbids to open the case again.
func (c Case) Final() bool { return c.Dispute != nil && !c.Dispute.Ruled.IsZero() }

// PlatformPaid books that the platform refunded by itself: overdue, silence, or
// a ruling. Consent and notice are not asked for, for nobody can refuse it, in
// any state; the rest of the plan is to tell the customer and to close.
func (c Case) PlatformPaid(cause, who string, now time.Time, t order.Terms) (Case, error) {
	next, err := Life.Next(c.State, Repay)
	if err != nil {
		return c, err
	}
	if c.Done() {
		c.Earlier, c.Steps = append(slices.Clone(c.Earlier), c.Steps...), nil
	}
	c.Steps = slices.Clone(c.Steps)
	c.State, c.Closed = next, time.Time{}
	back := c.Parcel == OnItsWay || c.Parcel == Arrived
	for i := range c.Steps {
		s := &c.Steps[i]
		switch {
		case s.Ended() || s.Code == Confirm || s.Code == TellPaid:
		case back && (s.Code == WaitParcel || s.Code == Intake):
		case s.Code == Paid:
			s.Done, s.Who, s.Note = now, who, cause
		default:
			s.Passed = ByPlatform
		}
	}
	for _, code := range []StepCode{Paid, TellPaid, Confirm} {
		if c.Has(code) {
			continue
		}
		s := Step{Code: code, Actor: specs[code].actor}
		if code == Paid {
			s.Done, s.Who, s.Note = now, who, cause
		}
		c.Steps = append(c.Steps, s)
	}
	return c.clocked(now, t), nil
}
