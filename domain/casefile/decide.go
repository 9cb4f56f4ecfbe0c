package casefile

import (
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/order"
)

// Agreed grants the remedy. Against a verdict that refuses it takes an override
// with its reason. When goods come back, the parcel is announced and must be
// sent within the policy's days of this approval.
//
// Errors: case.over, step.waits, flow.not_possible, case.needs_override.
func (c Case) Agreed(override, who string, now time.Time, t order.Terms) (Case, error) {
	next, err := Life.Next(c.State, Agree)
	if err != nil {
		return c, err
	}
	if err := c.can(Decide); err != nil {
		return c, err
	}
	override, e := domain.Text("override", override, false)
	if e != nil {
		return c, e
	}
	if c.Verdict.Answer == domain.Denied && override == "" {
		e := domain.Refuse("R5", "case.needs_override", nil)
		e.Field = "override"
		return c, e
	}
	if override != "" {
		c.Override = &domain.Override{Reason: override, Who: who}
	}
	c.State = next
	c = c.finish(Decide, "", override, who, now)
	if c.Awaits(Instructions) {
		c = c.announced(now, t)
	}
	return c.clocked(now, t), nil
}

// Refused declines the case; its units are claimable again.
//
// Errors: flow.not_possible, field.required.
func (c Case) Refused(reason, who string, now time.Time, t order.Terms) (Case, error) {
	return c.ended(Decline, reason, now, t)
}

// TakenBack records that the customer withdrew, or keeps the goods.
//
// Errors: flow.not_possible, field.required.
func (c Case) TakenBack(reason, who string, now time.Time, t order.Terms) (Case, error) {
	return c.ended(Withdraw, reason, now, t)
}

func (c Case) ended(event Event, reason string, now time.Time, t order.Terms) (Case, error) {
	next, err := Life.Next(c.State, event)
	if err != nil {
		return c, err
	}
	reason, e := domain.Text("reason", reason, true)
	if e != nil {
		return c, e
	}
	c.State, c.Why, c.Closed = next, reason, now
	return c.clocked(now, t), nil
}

// SentBack records the carrier's number of the parcel on its way to us.
//
// Errors: case.no_parcel, case.over.
func (c Case) SentBack(tracking, who string, now time.Time, t order.Terms) (Case, error) {
	if c.Done() {
		return c, domain.Refuse("R7", "case.over", domain.Args{"case": c.Number})
	}
	if c.Parcel != Announced && c.Parcel != OnItsWay {
		return c, domain.Refuse("R7", "case.no_parcel", domain.Args{"case": c.Number})
	}
	tracking, e := domain.Line("tracking", tracking, false)
	if e != nil {
		return c, e
	}
	c.Parcel, c.Tracking = OnItsWay, tracking
	if c.Awaits(Instructions) {
		c = c.finish(Instructions, "", "", who, now)
	}
	// Sent in time is what the customer's clock asks; the parcel itself is
	// still awaited.
	c.Clocks = c.Clocks.Stopped(SendClock, now)
	return c.clocked(now, t), nil
}

// Came records that the parcel lies at the intake desk.
func (c Case) Came(who string, now time.Time, t order.Terms) Case {
	if c.Parcel == Arrived {
		return c
	}
	c.Parcel = Arrived
	if c.Done() {
		return c
	}
	if c.Awaits(WaitParcel) {
		c = c.finish(WaitParcel, "", "", who, now)
	}
	return c.clocked(now, t)
}

// NotSent gives up on a parcel that was not sent in time: it is no longer
// awaited, and the case ends as withdrawn.
//
// Errors: case.no_parcel, case.send_by, flow.not_possible.
func (c Case) NotSent(reason, who string, now time.Time, t order.Terms) (Case, error) {
	if c.Parcel != Announced {
		return c, domain.Refuse("R7", "case.no_parcel", domain.Args{"case": c.Number})
	}
	if now.Before(c.SendBy.End(t.Zone)) {
		return c, domain.Refuse("R7", "case.send_by", domain.Args{"day": c.SendBy})
	}
	c, err := c.ended(Withdraw, reason, now, t)
	if err != nil {
		return c, err
	}
	c.Parcel = NotAwaited
	return c, nil
}

// Count is what the desk found of one line.
type Count struct{ Counted, Accepted int }

// TakenIn books what the intake desk counted and accepted (R10). More than was
// said is recorded, never refused. An intake that fails never declines by
// itself: it stops the refund and asks (R7).
//
// Errors: missing.line, case.quantity.
func (c Case) TakenIn(counted map[int]Count, who string, now time.Time, t order.Terms) (Case, error) {
	c.Items = append([]Item(nil), c.Items...)
	for line, n := range counted {
		i := -1
		for j := range c.Items {
			if c.Items[j].Line == line {
				i = j
			}
		}
		if i < 0 {
			return c, domain.Missing("line", line)
		}
		if n.Counted < 0 || n.Accepted < 0 || n.Accepted > n.Counted || n.Counted > order.MaxQuantity {
			return c, domain.Wrong("items", "case.quantity", domain.Args{"title": c.Items[i].Title, "value": n.Counted, "limit": order.MaxQuantity})
		}
		c.Items[i].Counted, c.Items[i].Accepted = n.Counted, n.Accepted
	}
	c.Parcel = Inspected
	if c.Done() || c.State == Disputed {
		return c, nil
	}
	if next, err := Life.Next(c.State, Settle); err == nil {
		c.State = next
	}
	return c.finish(Intake, "", "", who, now).failing().clocked(now, t), nil
}

// Fails says whether something that was announced arrived and was not accepted.
// What came besides is recorded and fails nothing.
func (c Case) Fails() bool {
	for _, it := range c.Items {
		if it.Accepted < min(it.Counted, it.Said) {
			return true
		}
	}
	return false
}

// ShortOfRefund are the units, as Said, of a refund that went ahead of the goods
// on the carrier's word, which did not come back or were not accepted (R9): none
// before the intake, nor where the money waited for it.
func (c Case) ShortOfRefund() []Item {
	ahead := slices.ContainsFunc(c.Steps, func(s Step) bool { return s.Code == CarrierBack || s.Code == Intercepted && s.Choice == Caught })
	filed, ok := c.Step(Refund)
	if !ahead || !ok || filed.Done.IsZero() || c.Parcel != Inspected {
		return nil
	}
	var out []Item
	for _, it := range c.Items {
		if short := it.Said - it.Accepted; short > 0 {
			it.Said = short
			out = append(out, it)
		}
	}
	return out
}

// failing asks, after an intake that was not passed, what is to become of it;
// a new inspection that passes takes the question back. Where the money went
// ahead of the goods, the difference is a claim on the carrier (R9).
func (c Case) failing() Case {
	i := c.at(Intake)
	if i < 0 || !c.Awaits(Refund) && !c.Awaits(Replacement) {
		return c
	}
	if s, ok := c.Step(Refund); ok && s.Ended() {
		return c
	}
	f := c.at(Failing)
	steps := append([]Step(nil), c.Steps...)
	switch {
	case c.Fails() && f < 0:
		steps = append(steps[:i+1], append([]Step{{Code: Failing, Actor: specs[Failing].actor}}, steps[i+1:]...)...)
	case !c.Fails() && f >= 0 && !steps[f].Ended():
		steps = append(steps[:f], steps[f+1:]...)
	}
	c.Steps = steps
	return c
}

// Settled marks the money as filed or the replacement as on its way.
//
// Errors: those of a step that may not be done, flow.not_possible.
func (c Case) Settled(code StepCode, who string, now time.Time, t order.Terms) (Case, error) {
	if err := c.can(code); err != nil {
		return c, err
	}
	next, err := Life.Next(c.State, Settle)
	if err != nil {
		return c, err
	}
	c.State = next
	return c.finish(code, "", "", who, now).clocked(now, t), nil
}

// MoneyArrived marks the money as paid. It is told by the books, whatever else
// the plan waits for.
func (c Case) MoneyArrived(who string, now time.Time, t order.Terms) Case {
	if !c.Awaits(Paid) {
		return c
	}
	return c.finish(Paid, "", "", who, now).clocked(now, t)
}

// MoneyFailed says that a payment bounced or was dropped: the plan waits for it
// again.
func (c Case) MoneyFailed(filed bool, now time.Time, t order.Terms) Case {
	if c.Done() {
		return c
	}
	c.Steps = append([]Step(nil), c.Steps...)
	again := []StepCode{Paid, TellPaid}
	if !filed {
		again = append(again, Refund, TellFiled)
	}
	for _, code := range again {
		if i := c.at(code); i >= 0 {
			c.Steps[i].Done, c.Steps[i].Who = time.Time{}, ""
		}
	}
	return c.clocked(now, t)
}

// PaidOutside marks the goodwill payment of a plan as paid; Bounced says that it
// came back, and the plan waits for it again. A plan that has none stays as it
// is.
//
// Errors: flow.not_possible.
func (c Case) PaidOutside(who string, now time.Time, t order.Terms) (Case, error) {
	if !c.Awaits(Payment) || len(c.Waits(Payment)) > 0 {
		return c, nil
	}
	return c.Settled(Payment, who, now, t)
}

// Bounced says that the goodwill payment of a plan came back: see PaidOutside.
func (c Case) Bounced(now time.Time, t order.Terms) Case {
	i := c.at(Payment)
	if c.Done() || i < 0 || c.Steps[i].Done.IsZero() {
		return c
	}
	c.Steps = append([]Step(nil), c.Steps...)
	c.Steps[i].Done, c.Steps[i].Who = time.Time{}, ""
	return c.clocked(now, t)
}

// Payable says whether the refund of a plan may be filed now: only the steps
// that one form records with it are still open before it.
//
// Errors: case.over, step.not_in_plan, step.done, step.waits, flow.not_possible.
func (c Case) Payable() error {
	if err := c.stands(Refund); err != nil {
		return err
	}
	for _, w := range c.Waits(Refund) {
		if w != Consent && w != Look && w != Notice {
			return domain.Refuse("R7", "step.waits", domain.Args{"step_key": "step." + string(Refund), "waits_key": "step." + string(w)})
		}
	}
	_, err := Life.Next(c.State, Settle)
	return err
}
