package casefile

import (
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/channel"
	"aftercare/domain/order"
)

// rowOf is the row of R7 that a case follows.
func rowOf(c Case) row {
	fits := func(r row) bool {
		return among(r.kinds, c.kind()) && among(r.reasons, c.Reason) && among(r.remedies, c.Remedy) && among(r.stages, c.Stage)
	}
	for _, r := range rows {
		if r.kinds == nil && c.kind() != AfterSales {
			continue
		}
		if fits(r) {
			return r
		}
	}
	return rows[len(rows)-1]
}

func among[T comparable](list []T, x T) bool { return list == nil || slices.Contains(list, x) }

// expand turns the two stand-ins for a refund into its steps. Which of them
// apply is the policy's to say; a settled sum always takes consent.
func expand(codes []StepCode, p channel.Policy) []StepCode {
	var out []StepCode
	for _, code := range codes {
		if code != repay && code != settled {
			out = append(out, code)
			continue
		}
		if p.Consent || code == settled {
			out = append(out, Consent)
		}
		out = append(out, Look)
		if p.Notice {
			out = append(out, Notice)
		}
		out = append(out, Refund, TellFiled, Paid, TellPaid)
	}
	return out
}

// planned gives a case the plan of its row, and keeps what is done: a done step
// that still applies stays done.
func (c Case) planned(p channel.Policy, now time.Time) Case {
	r := rowOf(c)
	c.Plan = r.plan
	codes := expand(r.steps, p)
	if reason, e := ReasonOf(c.Reason); e == nil && len(reason.Evidence) == 0 {
		codes = slices.DeleteFunc(codes, func(code StepCode) bool { return code == Evidence })
	}
	done := c.Steps
	c.Steps = nil
	for _, code := range codes {
		s := Step{Code: code, Actor: specs[code].actor}
		if i := slices.IndexFunc(done, func(d Step) bool { return d.Code == code && d.Ended() }); i >= 0 {
			s = done[i]
			done = slices.Delete(slices.Clone(done), i, i+1)
		}
		c.Steps = append(c.Steps, s)
	}
	for _, s := range done {
		if s.Ended() {
			c.Earlier = append(slices.Clone(c.Earlier), s)
		}
	}
	return c.given(now)
}

// given ends the steps that the request itself answers.
func (c Case) given(now time.Time) Case {
	for i := range c.Steps {
		s := &c.Steps[i]
		if s.Ended() {
			continue
		}
		switch s.Code {
		case Hold, AskReason:
			s.Done, s.Who = c.Opened, c.OpenedBy
		case Evidence:
			if c.Photos > 0 {
				s.Done, s.Who = c.Opened, c.OpenedBy
			}
		case BothOrders:
			if c.Protect != nil {
				s.Done, s.Who = c.Opened, c.OpenedBy
			}
		case Retention:
			if c.Fault != ByCustomer {
				s.Passed = NotTheirFault
			}
		}
		if s.Done.IsZero() && !s.Over() {
			continue
		}
		if s.Done.After(now) {
			s.Done = now
		}
	}
	return c
}

// goOn lets a plan go on with other steps after one of it: what was open after
// it is no longer asked for. Consent that was given for something else is asked
// for again.
func (c Case) goOn(after StepCode, rest []StepCode, p channel.Policy) Case {
	at := c.at(after)
	kept := slices.Clone(c.Steps[:at+1])
	rest = expand(rest, p)
	for _, s := range c.Steps[at+1:] {
		if s.Ended() && !slices.Contains(rest, s.Code) {
			kept = append(kept, s)
		}
	}
	for _, code := range rest {
		s := Step{Code: code, Actor: specs[code].actor}
		if i := slices.IndexFunc(kept, func(k Step) bool { return k.Code == code }); i >= 0 {
			if code != Consent && code != Decide {
				continue
			}
			c.Earlier = append(slices.Clone(c.Earlier), kept[i])
			kept = slices.Delete(kept, i, i+1)
		} else if later := slices.IndexFunc(c.Steps, func(k Step) bool { return k.Code == code && k.Ended() }); later >= 0 && code != Decide {
			s = c.Steps[later]
		}
		kept = append(kept, s)
	}
	c.Steps = kept
	return c
}

// stands says whether a step of an open case is still to be done.
//
// Errors: case.over, step.not_in_plan, step.done.
func (c Case) stands(code StepCode) error {
	key := "step." + string(code)
	switch s, ok := c.Step(code); {
	case c.Done():
		return domain.Refuse("R7", "case.over", domain.Args{"case": c.Number})
	case !ok:
		return domain.Refuse("R7", "step.not_in_plan", domain.Args{"step_key": key})
	case s.Ended():
		return domain.Refuse("R7", "step.done", domain.Args{"step_key": key})
	}
	return nil
}

// can says whether a step may be done now.
//
// Errors: case.over, step.not_in_plan, step.done, step.waits.
func (c Case) can(code StepCode) error {
	if err := c.stands(code); err != nil {
		return err
	}
	if waits, key := c.Waits(code), "step."+string(code); len(waits) > 0 {
		return domain.Refuse("R7", "step.waits", domain.Args{"step_key": key, "waits_key": "step." + string(waits[0])})
	}
	return nil
}

// finish ends a step, with those that it proves done or makes pointless.
func (c Case) finish(code StepCode, choice Choice, note, who string, now time.Time) Case {
	c.Steps = slices.Clone(c.Steps)
	at := c.at(code)
	for i := range c.Steps[:max(at, 0)] {
		s := &c.Steps[i]
		switch {
		case s.Ended():
		case slices.Contains(specs[code].ends, s.Code):
			s.Done, s.Who = now, who
		case slices.Contains(specs[code].passes, s.Code):
			s.Passed = Decided
		}
	}
	if at >= 0 {
		s := &c.Steps[at]
		s.Done, s.Who, s.Note, s.Choice = now, who, note, choice
		s.Skipped, s.SkippedAt, s.Passed = "", time.Time{}, ""
	}
	if to := specs[code].parcel; to != "" {
		c.Parcel = to
	}
	return c
}

// Did is what a person says of a step: its answer, and a word.
type Did struct {
	Step   StepCode
	Choice Choice
	Note   string
}

// DoStep ends a step of the plan. One that asks takes one of its answers, and
// the plan goes on as that answer says.
//
// Errors: case.over, step.not_in_plan, step.done, step.waits, step.choice,
// step.own_verb, field.required, and flow.not_possible of the answer's event.
func (c Case) DoStep(d Did, who string, now time.Time, t order.Terms) (Case, error) {
	if err := c.can(d.Step); err != nil {
		return c, err
	}
	if specs[d.Step].own {
		return c, domain.Refuse("R7", "step.own_verb", domain.Args{"step_key": "step." + string(d.Step)})
	}
	return c.answered(d, who, now, t)
}

// answered ends a step that may be done, and follows its answer.
func (c Case) answered(d Did, who string, now time.Time, t order.Terms) (Case, error) {
	note, e := domain.Text("note", d.Note, d.Choice == InFull || d.Choice == Stands)
	if e != nil {
		return c, e
	}
	options := specs[d.Step].options
	if len(options) == 0 {
		if d.Choice != "" {
			return c, domain.Wrong("choice", "step.choice", domain.Args{"step_key": "step." + string(d.Step)})
		}
		return c.finish(d.Step, "", note, who, now).clocked(now, t), nil
	}
	i := slices.IndexFunc(options, func(o Option) bool { return o.Choice == d.Choice })
	if i < 0 {
		return c, domain.Wrong("choice", "step.choice", domain.Args{"step_key": "step." + string(d.Step)})
	}
	return c.follow(d.Step, options[i], note, who, now, t)
}

// follow takes one answer of a step: the event, the remedy, the fault, and the
// rest of the plan that it leads to.
func (c Case) follow(code StepCode, o Option, note, who string, now time.Time, t order.Terms) (Case, error) {
	if o.Event != "" {
		next, err := Life.Next(c.State, o.Event)
		if err != nil {
			return c, err
		}
		c.State = next
		if c.Done() {
			c.Closed, c.Why = now, note
		}
	}
	if o.Fault != "" {
		c.Fault = o.Fault
	}
	if o.Remedy != "" {
		c.Remedy = o.Remedy
	}
	c = c.finish(code, o.Choice, note, who, now)
	if o.Rest != nil {
		c = c.goOn(code, o.Rest, t.Policy)
	}
	switch {
	case o.Parcel == Announced:
		c = c.announced(now, t)
	case o.Parcel != "":
		c.Parcel = o.Parcel
	}
	if code == Review {
		return c.reviewed(o.Choice, note, now, t)
	}
	return c.clocked(now, t), nil
}

// announced says that goods come back, to be sent within the policy's days.
func (c Case) announced(now time.Time, t order.Terms) Case {
	c.Parcel = Announced
	c.SendBy = calendar.DateOf(now, t.Zone).AddDays(t.Policy.SendBack.Amount)
	return c
}

// Skip says why a step that may be done now does not apply. A step is skipped,
// never dropped; what a refund or a decision rests on never is (R7).
//
// Errors: case.over, step.not_in_plan, step.done, step.waits,
// step.never_skipped (hard), field.required.
func (c Case) Skip(code StepCode, reason, who string, now time.Time, t order.Terms) (Case, error) {
	if err := c.can(code); err != nil {
		return c, err
	}
	if !Skippable(code) {
		e := domain.Refuse("R7", "step.never_skipped", domain.Args{"step_key": "step." + string(code)})
		e.Hard = true
		return c, e
	}
	reason, e := domain.Text("reason", reason, true)
	if e != nil {
		return c, e
	}
	c.Steps = slices.Clone(c.Steps)
	s := &c.Steps[c.at(code)]
	s.Skipped, s.SkippedAt, s.Who = reason, now, who
	return c.clocked(now, t), nil
}
