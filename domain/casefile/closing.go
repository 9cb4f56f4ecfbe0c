package casefile

import (
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/channel"
	"aftercare/domain/clock"
	"aftercare/domain/order"
)

// Learnt is what a case taught, and whether something was done about it. Open
// ones stand on the product.
type Learnt struct {
	Change string    `json:"change"` // description, checks, packing, supplier, carrier, price
	Note   string    `json:"note,omitempty"`
	Done   time.Time `json:"done,omitzero"`
	Who    string    `json:"who,omitempty"` // who did something about it
}

// Changes are what a lesson may ask to change (R7).
func Changes() []string {
	return []string{"description", "checks", "packing", "supplier", "carrier", "price"}
}

// Finished closes the case, once no step but the customer's content and the
// lesson is left.
//
// Errors: flow.not_possible, case.steps_left, case.lesson, field.too_long.
func (c Case) Finished(content Known, lessons []Learnt, who string, now time.Time, t order.Terms) (Case, error) {
	if s, ok := c.Now(); ok && s.Code != Confirm && s.Code != Lesson {
		for _, left := range c.Steps {
			if !left.Ended() && left.Code != Confirm && left.Code != Lesson && !slices.Contains(specs[Confirm].ends, left.Code) {
				return c, domain.Refuse("R7", "case.steps_left", domain.Args{"step_key": "step." + string(left.Code)})
			}
		}
	}
	next, err := Life.Next(c.State, Close)
	if err != nil {
		return c, err
	}
	for i := range lessons {
		if !slices.Contains(Changes(), lessons[i].Change) {
			return c, domain.Wrong("lessons", "case.lesson", domain.Args{"value": lessons[i].Change})
		}
		note, e := domain.Text("lessons", lessons[i].Note, false)
		if e != nil {
			return c, e
		}
		lessons[i].Note, lessons[i].Done, lessons[i].Who = note, time.Time{}, ""
	}
	for _, code := range []StepCode{Confirm, Lesson} {
		if c.Awaits(code) {
			c = c.finish(code, "", "", who, now)
		}
	}
	c.State, c.Content, c.Closed = next, content, now
	c.Lessons = append(slices.Clone(c.Lessons), lessons...)
	return c.clocked(now, t), nil
}

// LessonLearnt marks an open lesson as done.
//
// Errors: missing.lesson.
func (c Case) LessonLearnt(change, who string, now time.Time) (Case, error) {
	i := slices.IndexFunc(c.Lessons, func(l Learnt) bool { return l.Change == change && l.Done.IsZero() })
	if i < 0 {
		return c, domain.Missing("lesson", change)
	}
	c.Lessons = slices.Clone(c.Lessons)
	c.Lessons[i].Done, c.Lessons[i].Who = now, who
	return c, nil
}

// Again opens a case that was over: the request is looked at once more. A
// ruling is final.
//
// Errors: flow.not_possible, dispute.ruled, field.required.
func (c Case) Again(reason, who string, now time.Time, t order.Terms) (Case, error) {
	next, err := Life.Next(c.State, Reopen)
	if err != nil {
		return c, err
	}
	if c.Final() {
		return c, domain.Refuse("R7", "dispute.ruled", domain.Args{"case": c.Number})
	}
	reason, e := domain.Text("reason", reason, true)
	if e != nil {
		return c, e
	}
	c.Before = c.State
	c.State, c.Closed, c.Words = next, time.Time{}, joined(c.Words, reason)
	c.Earlier = append(slices.Clone(c.Earlier), c.Steps...)
	c.Steps = nil
	for _, code := range reopened {
		c.Steps = append(c.Steps, Step{Code: code, Actor: specs[code].actor})
	}
	c = c.start(AcknowledgeClock, now, t.Policy.Acknowledge.After(now, "", t.Calendar, t.Zone))
	c = c.start(ProposeClock, now, t.Policy.Propose.After(now, "", t.Calendar, t.Zone))
	return c.clocked(now, t), nil
}

func joined(a, b string) string {
	if a == "" {
		return b
	}
	return a + "\n" + b
}

// reviewed follows the owner's word on a reopened case: the first answer
// stands, or the plan is followed again from the decision on.
func (c Case) reviewed(choice Choice, note string, now time.Time, t order.Terms) (Case, error) {
	if choice == Stands {
		event := map[State]Event{Closed: Close, Declined: Decline, Withdrawn: Withdraw}[c.Before]
		next, err := Life.Next(c.State, event)
		c.State, c.Closed = next, now
		return c.clocked(now, t), err
	}
	review := c.Steps
	c.Steps = nil
	c = c.planned(t.Policy, now)
	var rest []Step
	for _, s := range c.Steps {
		if s.Code != Reply && s.Code != Hold && s.Code != AskReason {
			rest = append(rest, s)
		}
	}
	if s := c.earlier(Intake); s != nil && c.Parcel == Inspected {
		for i := range rest {
			if rest[i].Code == Instructions || rest[i].Code == WaitParcel || rest[i].Code == Intake {
				rest[i].Passed = Earlier
			}
		}
	}
	c.Steps = append(slices.Clone(review), rest...)
	return c.clocked(now, t), nil
}

func (c Case) earlier(code StepCode) *Step {
	for i := len(c.Earlier) - 1; i >= 0; i-- {
		if c.Earlier[i].Code == code && c.Earlier[i].Ended() {
			return &c.Earlier[i]
		}
	}
	return nil
}

// Changed gives the case another remedy, until money is filed or a replacement
// ships. Its number stays, what is done stays done where it still applies, and
// it is judged by the time of the first request.
//
// Errors: case.over, case.too_late, those of Request.Check, and the code of a
// hard rule.
func (c Case) Changed(to Remedy, s Setting, who string, now time.Time) (Case, error) {
	if c.Done() || c.State == Disputed {
		return c, domain.Refuse("R7", "case.over", domain.Args{"case": c.Number})
	}
	for _, code := range []StepCode{Refund, Ship, Payment} {
		if step, ok := c.Step(code); ok && !step.Done.IsZero() {
			return c, domain.Refuse("R7", "case.too_late", domain.Args{"case": c.Number, "step_key": "step." + string(code)})
		}
	}
	q := Request{Kind: c.Kind, Reason: c.Reason, Remedy: to, Received: c.Received, Worn: c.Worn, Tags: c.Tags, Photos: c.Photos, Files: c.Files, Requested: c.Requested}
	if c.Own != "" {
		q.Reason = c.Own
	}
	for _, it := range c.Items {
		q.Items = append(q.Items, Asked{Line: it.Line, Quantity: it.Said})
	}
	v, err := q.Judge(s, now)
	if err != nil {
		return c, err
	}
	if h := v.Hard(); h != nil {
		return c, refusedBy(*h)
	}
	reopen := v.Answer == domain.Denied && c.Override == nil
	c.Remedy, c.Verdict = to, v
	c = c.planned(s.Terms.Policy, now)
	if reopen && c.State != Open {
		if i := c.at(Decide); i >= 0 {
			c.State, c.Steps[i].Done, c.Steps[i].Who = Open, time.Time{}, ""
		}
	}
	if !c.Has(WaitParcel) && c.Parcel == Announced {
		c.Parcel, c.SendBy = NoParcel, ""
		c.Clocks = c.Clocks.Dropped(func(k clock.Code) bool { return k == SendClock })
	}
	if c.Awaits(Instructions) && c.State == Agreed && c.Parcel == NoParcel {
		c = c.announced(now, s.Terms)
	}
	for i := range c.Consents {
		if c.Consents[i].Void == "" && c.Consents[i].Remedy != to {
			c = c.ConsentVoid("remedy", now, s.Terms)
		}
	}
	return c.clocked(now, s.Terms), nil
}

// Prepays says whether the customer is asked to pay the way back first, because
// freight collect costs more.
func (c Case) Prepays(p channel.Policy) bool {
	return c.Bearer(channel.Back, p) != channel.BornByCustomer && (c.Sending == nil || c.Sending.Method == OwnCarrier)
}
