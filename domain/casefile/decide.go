package casefile

import (
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/order"
)

// Agreed grants the remedy. Against a verdict that refuses it takes an override
// with its reason. When goods come back, the parcel is announced and must be
// sent within the policy's days of this approval.
//
// Errors: flow.not_possible, case.needs_override.
func (c Case) Agreed(override, who string, now time.Time, t order.Terms) (Case, error) {
	next, err := Life.Next(c.State, Agree)
	if err != nil {
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
	if _, comesBack := c.Step(WaitParcel); comesBack {
		c.Parcel = Announced
		c.SendBy = calendar.DateOf(now, t.Zone).AddDays(t.Policy.SendBack.Amount)
	}
	return c.finished(Decide, who, override, now).clocked(t), nil
}

// Refused declines the case; its units are claimable again.
//
// Errors: flow.not_possible, field.required.
func (c Case) Refused(reason, who string, now time.Time) (Case, error) {
	return c.ended(Decline, reason, now)
}

// TakenBack records that the customer withdrew.
//
// Errors: flow.not_possible, field.required.
func (c Case) TakenBack(reason, who string, now time.Time) (Case, error) {
	return c.ended(Withdraw, reason, now)
}

func (c Case) ended(event Event, reason string, now time.Time) (Case, error) {
	next, err := Life.Next(c.State, event)
	if err != nil {
		return c, err
	}
	reason, e := domain.Text("reason", reason, true)
	if e != nil {
		return c, e
	}
	c.State, c.Why, c.Closed = next, reason, now
	return c, nil
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
	if s, ok := c.Now(); ok && s.Code == Instructions {
		c = c.finished(Instructions, who, "", now)
	}
	return c.clocked(t), nil
}

// TakenIn books what the intake desk counted and accepted (R10). More than was
// said is recorded, never refused.
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
	if !c.Done() {
		if c.State == Agreed {
			c.State = Settling
		}
		c = c.finished(Intake, who, "", now).clocked(t)
	}
	return c, nil
}

// Count is what the desk found of one line.
type Count struct{ Counted, Accepted int }

// Settled marks the money or the replacement as on its way.
//
// Errors: flow.not_possible, step.not_now.
func (c Case) Settled(code StepCode, who string, now time.Time, t order.Terms) (Case, error) {
	if s, ok := c.Now(); !ok || s.Code != code {
		return c, domain.Refuse("R7", "step.not_now", domain.Args{"step_key": "step." + string(code)})
	}
	next, err := Life.Next(c.State, Settle)
	if err != nil {
		return c, err
	}
	c.State = next
	return c.finished(code, who, "", now).clocked(t), nil
}

// Finished closes the case, once no step but the customer's content is left.
//
// Errors: flow.not_possible, case.steps_left.
func (c Case) Finished(content Known, who string, now time.Time) (Case, error) {
	next, err := Life.Next(c.State, Close)
	if err != nil {
		return c, err
	}
	if s, ok := c.Now(); ok && s.Code != Confirm {
		return c, domain.Refuse("R7", "case.steps_left", domain.Args{"step_key": "step." + string(s.Code)})
	}
	c = c.finished(Confirm, who, "", now)
	c.State, c.Content, c.Closed = next, content, now
	return c, nil
}
