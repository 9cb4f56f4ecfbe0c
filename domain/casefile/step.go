package casefile

import (
	"slices"
	"time"

	"aftercare/domain/calendar"
)

// StepCode names a step of a plan.
type StepCode string

// The steps (R7). Those that stand for a refund are the seven from Consent to
// TellPaid.
const (
	Hold         StepCode = "hold"         // unshipped lines leave the ship list
	Reply        StepCode = "reply"        // acknowledge the request
	AskReason    StepCode = "ask_reason"   // why the customer wants it
	Evidence     StepCode = "evidence"     // photos and files, before a decision
	CheckType    StepCode = "check_type"   // what a refund of received goods is for
	AskWithdraw  StepCode = "ask_withdraw" // a sound parcel: withdraw, or file a return
	BothOrders   StepCode = "both_orders"  // the old and the new order of a price drop
	Receipt      StepCode = "receipt"      // the customer confirmed receipt
	AskCarrier   StepCode = "ask_carrier"
	CarrierSays  StepCode = "carrier_says"
	Packer       StepCode = "packer" // who packed it and what it weighed: the carrier's fault or ours
	NoPromise    StepCode = "no_promise"
	Decide       StepCode = "decide"    // the verdict, agreed or declined
	Retention    StepCode = "retention" // what the shop offers before it agrees
	Instructions StepCode = "instructions"
	WaitParcel   StepCode = "wait_parcel"
	Intake       StepCode = "intake"
	Failing      StepCode = "failing" // an intake that was not passed: four answers
	SendBack     StepCode = "send_back"
	Collect      StepCode = "collect"
	Finding      StepCode = "finding" // of goods that were sent in for inspection
	Intercept    StepCode = "intercept"
	Intercepted  StepCode = "intercepted"
	OfferReturn  StepCode = "offer_return"
	CarrierBack  StepCode = "carrier_back" // the carrier confirms that it comes back

	Consent   StepCode = "consent" // of the customer
	Look      StepCode = "look"    // the second look that lists what was checked
	Notice    StepCode = "notice"  // to the platform
	Refund    StepCode = "refund"  // filed
	TellFiled StepCode = "tell_filed"
	Paid      StepCode = "paid"
	TellPaid  StepCode = "tell_paid"

	Tell      StepCode = "tell"       // the shop cannot deliver
	Offer     StepCode = "offer"      // wait, other goods, refund
	Answer    StepCode = "answer"     // the customer's
	Delay     StepCode = "delay"      // the agreement on the order (R4)
	StockZero StepCode = "stock_zero" // nobody else buys it
	Siblings  StepCode = "siblings"   // other open orders of the product

	Replacement StepCode = "replacement" // the order of the goods that go out
	Ship        StepCode = "ship"
	SignOff     StepCode = "sign_off" // of the replacement: it opens the new window
	Payment     StepCode = "payment"  // goodwill
	RepairJob   StepCode = "repair_job"
	Advise      StepCode = "advise"
	Resolve     StepCode = "resolve"

	Ruling  StepCode = "ruling"  // of a dispute
	Proof   StepCode = "proof"   // the evidence of a dispute is sent
	Review  StepCode = "review"  // of a reopened case
	Confirm StepCode = "confirm" // is the customer content?
	Lesson  StepCode = "lesson"  // what to change
)

// Actor is who does a step.
type Actor string

// The actors (R7).
const (
	TheCustomer  Actor = "customer"
	Service      Actor = "service"
	PackingTable Actor = "packing"
	IntakeDesk   Actor = "intake"
	Books        Actor = "books"
	Owner        Actor = "owner"
	TheCarrier   Actor = "carrier"
	ThePlatform  Actor = "platform"
	TheSupplier  Actor = "supplier"
	TheWorkshop  Actor = "workshop"
)

// Actors lists all ten in the order in which a filter offers them.
func Actors() []Actor {
	return []Actor{TheCustomer, Service, PackingTable, IntakeDesk, Books, Owner, TheCarrier, ThePlatform, TheSupplier, TheWorkshop}
}

// Step is one line of a case's plan. It is done, skipped with a reason, or
// still to do; the first that is still to do is the one that is now.
type Step struct {
	Code    StepCode     `json:"code"`
	Actor   Actor        `json:"actor"`
	From    time.Time    `json:"from,omitzero"` // when its clock started
	Due     calendar.Due `json:"due,omitzero"`
	Done    time.Time    `json:"done,omitzero"`
	Who     string       `json:"who,omitempty"`
	Choice  Choice       `json:"choice,omitempty"`  // what was answered, of a step that asks
	Skipped string       `json:"skipped,omitempty"` // why it does not apply
	// SkippedAt is when it was skipped.
	SkippedAt time.Time `json:"skipped_at,omitzero"`
	Passed    Pass      `json:"passed,omitempty"` // why the plan itself passed over it
	Note      string    `json:"note,omitempty"`
}

// Pass is why a plan passes over a step by itself; the catalogue's key is
// "skip." + Pass.
type Pass string

// The reasons for which a plan passes over a step.
const (
	NotTheirFault Pass = "not_their_fault" // retention is optional: the fault is not the customer's
	Decided       Pass = "decided"         // decided without it
	ByPlatform    Pass = "by_platform"     // the platform refunded by itself
	Superseded    Pass = "superseded"      // a later step answered it
	Earlier       Pass = "earlier"         // nobody asked for it when it would have been due
	Nothing       Pass = "nothing_unshipped"
)

// Ended says whether the step needs nobody any more.
func (s Step) Ended() bool { return !s.Done.IsZero() || s.Over() }

// Over says whether the step was skipped, by a person or by the plan.
func (s Step) Over() bool { return s.Skipped != "" || s.Passed != "" }

// Waits are the open steps of the plan that must end before this one, in their
// order.
func (c Case) Waits(code StepCode) []StepCode {
	var out []StepCode
	for _, s := range c.Steps {
		if s.Code == code {
			break
		}
		if s.Ended() || specs[s.Code].loose || slices.Contains(specs[code].ends, s.Code) {
			continue
		}
		if early := specs[code].early; early == nil || slices.Contains(early, s.Code) {
			out = append(out, s.Code)
		}
	}
	return out
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

// Step finds a step by its code; ok is false when the plan has none.
func (c Case) Step(code StepCode) (Step, bool) {
	i := c.at(code)
	if i < 0 {
		return Step{}, false
	}
	return c.Steps[i], true
}

func (c Case) at(code StepCode) int {
	return slices.IndexFunc(c.Steps, func(s Step) bool { return s.Code == code })
}

// Has says whether the plan has a step.
func (c Case) Has(code StepCode) bool { return c.at(code) >= 0 }

// PaysBack says whether money goes back through the order: the plan has its
// refund, or an answer still decides on it.
func (c Case) PaysBack() bool {
	if c.Has(Refund) {
		return true
	}
	_, open := c.Now()
	return open && (c.Remedy == RefundOnly || c.Remedy == ReturnRefund) && (c.Awaits(Answer) || c.Awaits(Intercepted) || c.Awaits(OfferReturn))
}

// Awaits says whether the plan has a step that is still to do.
func (c Case) Awaits(code StepCode) bool {
	s, ok := c.Step(code)
	return ok && !s.Ended() && !c.Done()
}

// Started is when the clock of a step began: as it is kept, else when the step
// before it ended.
func (c Case) Started(code StepCode) time.Time {
	if s, ok := c.Step(code); ok && !s.From.IsZero() {
		return s.From
	}
	from := c.Requested
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

// AnsweredBy are the steps that a message to the customer ends, by its template:
// whatever is written answers the request; what tells of money, more.
func AnsweredBy(template string) []StepCode {
	out := []StepCode{Reply, Tell}
	switch template {
	case "refund_filed":
		out = append(out, TellFiled)
	case "refund_paid":
		out = append(out, TellFiled, TellPaid)
	}
	return out
}

// Template is the message that a step is done by, "" for none.
func Template(code StepCode) string {
	return map[StepCode]string{Reply: "solution", Tell: "solution", Offer: "solution", Evidence: "evidence", AskReason: "evidence", Retention: "retention", Consent: "consent",
		Instructions: "instructions", WaitParcel: "instructions", Intercept: "intercept", CarrierSays: "carrier_answer", TellFiled: "refund_filed", TellPaid: "refund_paid", AskWithdraw: "decline",
		OfferReturn: "solution"}[code]
}
