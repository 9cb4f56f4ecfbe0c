package casefile

import (
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/clock"
	"aftercare/domain/order"
)

// The clocks of a case (R8).
const (
	AcknowledgeClock clock.Code = "acknowledge"
	ProposeClock     clock.Code = "propose"
	EnquiryClock     clock.Code = "enquiry"
	ProblemClock     clock.Code = "problem"
	ComplaintClock   clock.Code = "complaint"
	PlanClock        clock.Code = "complaint_plan"
	SendClock        clock.Code = "send_back"
	IntakeClock      clock.Code = "intake"
	FileClock        clock.Code = "file"
	AgreedClock      clock.Code = "file_agreed"
	EvidenceClock    clock.Code = "evidence"
	CarrierClock     clock.Code = "carrier"
	// The platform's own two: unmet, it refunds by itself.
	SilenceClock clock.Code = "silence_request"
	GoodsClock   clock.Code = "silence_return"
)

// ClockCodes lists all clocks in the order of a case's life.
func ClockCodes() []clock.Code {
	return []clock.Code{EnquiryClock, ProblemClock, ComplaintClock, PlanClock, AcknowledgeClock, ProposeClock, AgreedClock, SendClock, IntakeClock,
		FileClock, order.NumberClock, CarrierClock, EvidenceClock, SilenceClock, GoodsClock}
}

// stoppedBy is the clock that a step answers; a step that answers more stands
// in alsoStops.
var stoppedBy = map[StepCode]clock.Code{Reply: AcknowledgeClock, Decide: ProposeClock, Resolve: PlanClock, WaitParcel: SendClock, Intake: IntakeClock,
	Refund: FileClock, CarrierSays: CarrierClock, Proof: EvidenceClock}

var alsoStops = map[StepCode][]clock.Code{
	Reply:       {EnquiryClock, ComplaintClock},
	Tell:        {AcknowledgeClock},
	Resolve:     {ProblemClock, EnquiryClock},
	Decide:      {ProblemClock, SilenceClock},
	CheckType:   {ProblemClock},
	AskWithdraw: {ProposeClock},
	Answer:      {ProposeClock, SilenceClock},
	Intake:      {GoodsClock},
	Refund:      {AgreedClock, SilenceClock, GoodsClock},
	CarrierSays: {},
}

// stops lists the clocks that a step answers.
func stops(code StepCode) []clock.Code {
	out := slices.Clone(alsoStops[code])
	if c, ok := stoppedBy[code]; ok {
		out = append(out, c)
	}
	return out
}

// warning is how long before its end a platform's deadline warns at the latest.
const warning = 4 * time.Hour

func (c Case) start(code clock.Code, from time.Time, due calendar.Due) Case {
	c.Clocks = c.Clocks.Started(clock.Clock{Code: code, From: from, Due: due})
	return c
}

// startClocks starts those that run from the request.
func (c Case) startClocks(now time.Time, t order.Terms) Case {
	p, from := t.Policy.Whole(), c.Requested
	run := func(code clock.Code, term calendar.Term) {
		c = c.start(code, from, term.After(from, "", t.Calendar, t.Zone))
	}
	switch c.kind() {
	case Enquiry, Feedback:
		if r, e := ReasonOf(c.Reason); e == nil && r.Span == QualityWindow {
			run(ProblemClock, p.Problem)
			break
		}
		run(EnquiryClock, p.Enquiry)
	case Complaint:
		run(ComplaintClock, p.Complaint)
		run(PlanClock, p.ComplaintPlan)
	default:
		if !c.Claimed.IsZero() {
			from = c.Claimed
		}
		run(AcknowledgeClock, p.Acknowledge)
		propose := p.Propose
		if c.Complex {
			propose = p.ProposeComplex
		}
		run(ProposeClock, propose)
		if p.Silence && p.SilenceRequest.Amount > 0 {
			c.Clocks = c.Clocks.Started(clock.Clock{Code: SilenceClock, From: from, Due: p.SilenceRequest.After(from, "", t.Calendar, t.Zone), Warn: warning})
		}
	}
	return c
}

// clocked stops the clocks whose step has ended, starts those that began since,
// and sets the due time of each open step that a clock runs for. The step that
// is now and has none is due with the next clock, else within the time in which
// an agreed remedy is to be filed.
func (c Case) clocked(now time.Time, t order.Terms) Case {
	c.Clocks = slices.Clone(c.Clocks)
	for _, s := range c.Steps {
		if !s.Ended() {
			continue
		}
		at := s.Done
		if at.IsZero() {
			at = now
		}
		for _, code := range stops(s.Code) {
			if k, ok := c.Clocks.Of(code); ok && !at.Before(k.From) {
				c.Clocks = c.Clocks.Stopped(code, at)
			}
		}
	}
	if c.Done() {
		return c.answeredAll(now)
	}
	return c.startLater(now, t).due(t)
}

// answeredAll ends the clocks of a case that is over: the decision answered
// those that ask for one, the others are needed no more.
func (c Case) answeredAll(now time.Time) Case {
	for _, code := range []clock.Code{AcknowledgeClock, ProposeClock, ProblemClock, EnquiryClock, ComplaintClock, PlanClock, SilenceClock} {
		c.Clocks = c.Clocks.Stopped(code, now)
	}
	c.Clocks = c.Clocks.Dropped(func(clock.Code) bool { return true })
	return c
}

// startLater starts the clocks that a step or a parcel starts.
func (c Case) startLater(now time.Time, t order.Terms) Case {
	p := t.Policy.Whole()
	after := func(term calendar.Term, from time.Time) calendar.Due {
		return term.After(from, "", t.Calendar, t.Zone)
	}
	ran := func(code clock.Code, since time.Time) bool {
		k, ok := c.Clocks.Of(code)
		return ok && !k.From.Before(since)
	}
	if c.Awaits(WaitParcel) && c.Parcel == Announced && c.SendBy != "" {
		c = c.start(SendClock, now, calendar.EndOf(c.SendBy, t.Zone))
	}
	if s, ok := c.Step(WaitParcel); ok && c.Awaits(Intake) && !s.Done.IsZero() && !ran(IntakeClock, s.Done) {
		c = c.start(IntakeClock, s.Done, after(p.Intake, s.Done))
		if p.Silence && p.SilenceReturn.Amount > 0 {
			c.Clocks = c.Clocks.Started(clock.Clock{Code: GoodsClock, From: s.Done, Due: after(p.SilenceReturn, s.Done), Warn: warning})
		}
	}
	if !c.Awaits(Refund) {
		return c
	}
	if s, ok := c.Step(Intake); ok && !s.Done.IsZero() && !ran(FileClock, s.Done) {
		return c.start(FileClock, s.Done, after(p.File, s.Done))
	}
	for _, code := range []StepCode{Decide, Answer, Intercepted, CarrierBack, Failing} {
		if s, ok := c.Step(code); ok && !s.Done.IsZero() && len(c.Waits(Consent)) == 0 && !c.Awaits(Intake) && c.State != Open && !ran(AgreedClock, s.Done) {
			c = c.start(AgreedClock, s.Done, after(p.FileAgreed, s.Done))
		}
	}
	return c
}

func (c Case) due(t order.Terms) Case {
	c.Steps = slices.Clone(c.Steps)
	now, _ := c.Now()
	last := c.Requested
	for i := range c.Steps {
		s := &c.Steps[i]
		if s.Ended() {
			if s.Done.After(last) {
				last = s.Done
			}
			continue
		}
		for _, code := range stops(s.Code) {
			if k, ok := c.Clocks.Of(code); ok && k.Runs() && (s.Due.None() || s.From.IsZero() || k.Due.At.Before(s.Due.At)) {
				s.From, s.Due = k.From, k.Due
			}
		}
		if s.Code != now.Code || !s.Due.None() {
			continue
		}
		if k, ok := c.ahead(i); ok {
			s.From, s.Due = k.From, k.Due
		} else if s.Actor == Service || s.Actor == Books || s.Actor == PackingTable || s.Actor == Owner || s.Actor == IntakeDesk {
			s.From, s.Due = last, t.Policy.File.After(last, "", t.Calendar, t.Zone)
		}
	}
	return c
}

// ahead is the running clock that is due first of those that a later step
// answers.
func (c Case) ahead(i int) (clock.Clock, bool) {
	var running clock.Clocks
	for _, s := range c.Steps[i+1:] {
		for _, code := range stops(s.Code) {
			if k, ok := c.Clocks.Of(code); ok && k.Runs() && !s.Ended() {
				running = append(running, k)
			}
		}
	}
	return running.Earliest()
}

// Expects says when an open step that others do is to be answered: the
// carrier's answer, the money on its way.
func (c Case) Expects(code StepCode, from time.Time, due calendar.Due) Case {
	i := c.at(code)
	if i < 0 || c.Steps[i].Ended() || due.None() {
		return c
	}
	c.Steps = slices.Clone(c.Steps)
	c.Steps[i].From, c.Steps[i].Due = from, due
	if k, ok := stoppedBy[code]; ok && k == CarrierClock {
		c = c.start(k, from, due)
	}
	return c
}

// Deadline sets one of the platform's own two deadlines, as its file or a
// person says it.
//
// Errors: case.over, case.deadline.
func (c Case) Deadline(code clock.Code, at, now time.Time, t order.Terms) (Case, error) {
	if c.Done() {
		return c, domain.Refuse("R8", "case.over", domain.Args{"case": c.Number})
	}
	if code != SilenceClock && code != GoodsClock || at.Before(c.Requested) {
		return c, domain.Wrong("at", "case.deadline", nil)
	}
	c.Clocks = slices.DeleteFunc(slices.Clone(c.Clocks), func(k clock.Clock) bool { return k.Code == code && k.Runs() })
	c.Clocks = append(c.Clocks, clock.Clock{Code: code, From: now, Due: calendar.AtInstant(at, t.Zone), Warn: warning})
	return c.clocked(now, t), nil
}
