package casefile

import (
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/channel"
	"aftercare/domain/order"
)

// StepCode names a step of a plan.
type StepCode string

// The steps (R7).
const (
	Reply        StepCode = "reply"        // acknowledge the request
	Decide       StepCode = "decide"       // the verdict, agreed or declined
	Instructions StepCode = "instructions" // how, where and until when to send it back
	WaitParcel   StepCode = "wait_parcel"
	Intake       StepCode = "intake"
	Consent      StepCode = "consent" // of the customer, where the policy asks for it
	Notice       StepCode = "notice"  // to the platform, where the policy asks for it
	Refund       StepCode = "refund"
	Replacement  StepCode = "replacement"
	Payment      StepCode = "payment" // goodwill
	Confirm      StepCode = "confirm" // is the customer content?
)

// Actor is who does a step.
type Actor string

// The actors.
const (
	Service      Actor = "service"
	TheCustomer  Actor = "customer"
	IntakeDesk   Actor = "intake"
	Books        Actor = "books"
	PackingTable Actor = "packing"
)

// Step is one line of a case's plan. It is done, skipped with a reason, or
// still to do; the first that is still to do is the one that is now.
type Step struct {
	Code    StepCode     `json:"code"`
	Actor   Actor        `json:"actor"`
	Due     calendar.Due `json:"due,omitzero"`
	Done    time.Time    `json:"done,omitzero"`
	Who     string       `json:"who,omitempty"`
	Skipped string       `json:"skipped,omitempty"` // why it does not apply
	Note    string       `json:"note,omitempty"`
}

// Ended says whether the step needs nobody any more.
func (s Step) Ended() bool { return !s.Done.IsZero() || s.Skipped != "" }

// plans are the steps of each remedy in their order. Refund stands for consent,
// notice and the filing; which of them apply is the policy's to say.
var plans = map[Remedy][]StepCode{
	ReturnRefund:    {Reply, Decide, Instructions, WaitParcel, Intake, Consent, Notice, Refund, Confirm},
	RefundOnly:      {Reply, Decide, Consent, Notice, Refund, Confirm},
	PartRefund:      {Reply, Decide, Consent, Notice, Refund, Confirm},
	Exchange:        {Reply, Decide, Instructions, WaitParcel, Intake, Replacement, Confirm},
	Resend:          {Reply, Decide, Replacement, Confirm},
	RepairIt:        {Reply, Decide, Confirm},
	PriceProtection: {Reply, Decide, Payment, Confirm},
	Goodwill:        {Reply, Decide, Payment, Confirm},
	Advice:          {Reply, Decide, Confirm},
}

var actors = map[StepCode]Actor{WaitParcel: TheCustomer, Intake: IntakeDesk, Refund: Books, Payment: Books, Replacement: PackingTable}

func plan(c Case, p channel.Policy) []Step {
	var steps []Step
	for _, code := range plans[c.Remedy] {
		if code == Consent && !p.Consent || code == Notice && !p.Notice {
			continue
		}
		actor, ok := actors[code]
		if !ok {
			actor = Service
		}
		steps = append(steps, Step{Code: code, Actor: actor})
	}
	return steps
}

// clocked sets the due time of the step that is now and of the two that run
// from the request (R8).
func (c Case) clocked(t order.Terms) Case {
	p := t.Policy
	c.Steps = slices.Clone(c.Steps)
	last := c.Requested
	for i := range c.Steps {
		s := &c.Steps[i]
		if s.Ended() {
			if s.Done.After(last) {
				last = s.Done
			}
			continue
		}
		switch s.Code {
		case Reply:
			s.Due = p.Acknowledge.After(c.Requested, "", t.Calendar, t.Zone)
		case Decide:
			s.Due = p.Propose.After(c.Requested, "", t.Calendar, t.Zone)
		}
		if at, ok := c.Now(); !ok || at.Code != s.Code {
			continue
		}
		switch s.Code {
		case WaitParcel:
			if c.SendBy != "" {
				s.Due = calendar.EndOf(c.SendBy, t.Zone)
			}
		case Intake:
			s.Due = p.Intake.After(last, "", t.Calendar, t.Zone)
		case Instructions, Consent, Notice, Refund, Replacement, Payment, Confirm:
			s.Due = p.File.After(last, "", t.Calendar, t.Zone)
		}
	}
	return c
}

// Now is the step that is to be done next; ok is false when none is left.
func (c Case) Now() (Step, bool) {
	if c.Done() {
		return Step{}, false
	}
	for _, s := range c.Steps {
		if !s.Ended() {
			return s, true
		}
	}
	return Step{}, false
}

// Started is when the clock of a step began: the request, for the answer and
// the decision; else the last step that was done before it.
func (c Case) Started(code StepCode) time.Time {
	from := c.Requested
	if code == Reply || code == Decide {
		return from
	}
	for _, s := range c.Steps {
		if s.Code == code {
			break
		}
		if s.Done.After(from) {
			from = s.Done
		}
	}
	return from
}

// Step finds a step by its code; ok is false when the plan has none.
func (c Case) Step(code StepCode) (Step, bool) {
	i := slices.IndexFunc(c.Steps, func(s Step) bool { return s.Code == code })
	if i < 0 {
		return Step{}, false
	}
	return c.Steps[i], true
}

// finished marks a step as done, with those before it that only wait for the
// customer or for words: the parcel that is opened has arrived.
func (c Case) finished(code StepCode, who, note string, now time.Time) Case {
	c.Steps = slices.Clone(c.Steps)
	at := slices.IndexFunc(c.Steps, func(s Step) bool { return s.Code == code })
	for i := range c.Steps {
		s := &c.Steps[i]
		if i > at || s.Ended() {
			continue
		}
		if i == at || s.Code == Reply || s.Code == WaitParcel || s.Code == Instructions {
			s.Done, s.Who = now, who
		}
		if i == at {
			s.Note = note
		}
	}
	return c
}

// Replied records the answer to the customer.
//
// Errors: step.not_now.
func (c Case) Replied(note, who string, now time.Time, t order.Terms) (Case, error) {
	return c.StepDone(Reply, note, who, now, t)
}

// StepDone marks the step that is now as done.
//
// Errors: step.not_now, case.over.
func (c Case) StepDone(code StepCode, note, who string, now time.Time, t order.Terms) (Case, error) {
	if c.Done() {
		return c, domain.Refuse("R7", "case.over", domain.Args{"case": c.Number})
	}
	s, ok := c.Now()
	if !ok || s.Code != code {
		return c, domain.Refuse("R7", "step.not_now", domain.Args{"step_key": "step." + string(code)})
	}
	note, e := domain.Text("note", note, false)
	if e != nil {
		return c, e
	}
	return c.finished(code, who, note, now).clocked(t), nil
}

// Skip says why the step that is now does not apply. A step is skipped, never
// dropped; consent and notice never are (R7).
//
// Errors: step.not_now, step.never_skipped (hard), field.required, case.over.
func (c Case) Skip(code StepCode, reason, who string, now time.Time, t order.Terms) (Case, error) {
	s, ok := c.Now()
	switch {
	case c.Done():
		return c, domain.Refuse("R7", "case.over", domain.Args{"case": c.Number})
	case !ok || s.Code != code:
		return c, domain.Refuse("R7", "step.not_now", domain.Args{"step_key": "step." + string(code)})
	case code == Consent || code == Notice || code == Decide:
		e := domain.Refuse("R7", "step.never_skipped", domain.Args{"step_key": "step." + string(code)})
		e.Hard = true
		return c, e
	}
	reason, e := domain.Text("reason", reason, true)
	if e != nil {
		return c, e
	}
	c.Steps = slices.Clone(c.Steps)
	i := slices.IndexFunc(c.Steps, func(s Step) bool { return s.Code == code })
	c.Steps[i].Skipped, c.Steps[i].Who = reason, who
	return c.clocked(t), nil
}
