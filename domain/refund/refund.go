// Package refund works out the money that goes back and follows it until it
// has arrived (R9).
//
// Assess answers how much of an order may go back for the units asked; File
// and the other transitions move a refund through its life. What was assessed
// is what is booked: preview and booking call the same function.
package refund

import (
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/channel"
	"aftercare/domain/flow"
	"aftercare/domain/money"
)

// State is where a refund stands.
type State string

// The states of a refund (R9).
const (
	Proposed  State = "proposed"
	Consented State = "consented"
	Filed     State = "filed"
	Paid      State = "paid"
	Declined  State = "declined"
	Failed    State = "failed" // bounced; it can be filed again
)

// Event is what moves a refund.
type Event string

// The events of a refund.
const (
	ConsentEvent Event = "consent"
	FileEvent    Event = "file"
	PayEvent     Event = "pay"
	FailEvent    Event = "fail"
	DeclineEvent Event = "decline"
)

// Life is the table of a refund's life.
var Life = flow.Life[State, Event]{Name: "refund", Rule: "R9", Moves: []flow.Move[State, Event]{
	{Event: ConsentEvent, From: []State{Proposed}, To: Consented},
	{Event: FileEvent, From: []State{Proposed, Consented, Failed}, To: Filed},
	{Event: PayEvent, From: []State{Filed}, To: Paid},
	{Event: FailEvent, From: []State{Filed}, To: Failed},
	{Event: DeclineEvent, From: []State{Proposed, Consented, Failed}, To: Declined},
}}

// Kind is what a part of a refund pays for.
type Kind string

// The kinds of parts.
const (
	Goods     Kind = "goods"
	Freight   Kind = "freight"   // outbound shipping
	Deduction Kind = "deduction" // restocking, missing, wear
)

// Part is one line of a refund's sum. Deductions are negative.
type Part struct {
	Kind   Kind         `json:"kind"`
	Line   int          `json:"line,omitempty"`
	Units  int          `json:"units,omitempty"`
	Whole  bool         `json:"whole,omitempty"` // of a platform: all that was left of the line, of whichever units
	Title  string       `json:"title,omitempty"`
	Amount money.Amount `json:"amount"`
	For    DeductKind   `json:"for,omitempty"`    // of a deduction
	Reason string       `json:"reason,omitempty"` // of a deduction, in words
}

// Refund is money that goes back on one case.
type Refund struct {
	ID      domain.ID     `json:"id"`
	Version int64         `json:"version"`
	Number  string        `json:"number,omitempty"` // F-1004, once it is kept
	CaseID  domain.ID     `json:"case_id"`
	OrderID domain.ID     `json:"order_id"`
	State   State         `json:"state"`
	Parts   []Part        `json:"parts"`
	Taxes   []Tax         `json:"taxes,omitempty"`
	Amount  money.Amount  `json:"amount"`
	Route   Route         `json:"route,omitempty"`
	PaidBy  channel.Payer `json:"paid_by"`
	Method  Method        `json:"method"`
	Payee   string        `json:"payee,omitempty"`
	Consent *Consent      `json:"consent,omitempty"`
	// Type is the remedy that it is paid for, and Policy the version of the
	// channel's policy that it was proposed under.
	Type   string `json:"type,omitempty"`
	Policy int    `json:"policy,omitempty"`

	Proposed time.Time       `json:"proposed"`
	Filed    time.Time       `json:"filed,omitzero"`
	Paid     time.Time       `json:"paid,omitzero"`
	From     calendar.Date   `json:"expected_from,omitempty"` // when the money may be there
	To       calendar.Date   `json:"expected_to,omitempty"`
	Who      string          `json:"who"`
	Why      string          `json:"why,omitempty"`  // of a decline or a bounce
	Look     *domain.Verdict `json:"look,omitempty"` // what was checked before it was filed
	Chases   []Chase         `json:"chases,omitempty"`
	Bounces  []Bounce        `json:"bounces,omitempty"` // each time it came back
	// Cause says why the platform made the refund by itself, "" when the shop
	// filed it; Above is what then went beyond what was left of the order.
	Cause     Cause        `json:"cause,omitempty"`
	Above     money.Amount `json:"above,omitzero"`
	Reference string       `json:"reference,omitempty"` // the payer's own, on its statement
}

// Counts says whether the refund uses up what may go back.
func (r Refund) Counts() bool { return r.State != Declined }

// Out says whether the money was filed or has arrived.
func (r Refund) Out() bool { return r.State == Filed || r.State == Paid }

// Files sends the refund on its way. Where the policy asks for consent, none
// is filed without it; nobody overrides that.
//
// Errors: flow.not_possible, refund.no_consent (hard), refund.method.
func (r Refund) Files(p channel.Policy, who string, now time.Time, zone *time.Location, bank calendar.Calendar) (Refund, error) {
	next, err := Life.Next(r.State, FileEvent)
	if err != nil {
		return r, err
	}
	if p.Consent && !r.Agreed() {
		return r, noConsent()
	}
	if !slices.Contains(Methods(), r.Method) {
		return r, domain.Wrong("method", "refund.method", domain.Args{"value": string(r.Method)})
	}
	r.State, r.Filed, r.Who, r.Why = next, now, who, ""
	r.From, r.To = Expect(r.Method, calendar.DateOf(now, zone), bank, p.Refunds)
	return r, nil
}

// Arrives records that the money was paid. Approving is not paying.
//
// Errors: flow.not_possible.
func (r Refund) Arrives(who string, now time.Time) (Refund, error) {
	next, err := Life.Next(r.State, PayEvent)
	if err != nil {
		return r, err
	}
	r.State, r.Paid, r.Who = next, now, who
	return r, nil
}

// Returned records that the money came back: it can be filed again.
//
// Errors: flow.not_possible, field.required.
func (r Refund) Returned(why, who string, now time.Time) (Refund, error) {
	next, err := r.ended(FailEvent, why)
	if err == nil {
		next.Bounces = append(slices.Clone(r.Bounces), Bounce{At: now, Filed: r.Filed, Why: next.Why, Who: who})
	}
	return next, err
}

// Bounce is one time that the money came back.
type Bounce struct {
	At    time.Time `json:"at"`
	Filed time.Time `json:"filed"`
	Why   string    `json:"why"`
	Who   string    `json:"who"`
}

// Drops declines the refund.
//
// Errors: flow.not_possible, field.required.
func (r Refund) Drops(why string) (Refund, error) { return r.ended(DeclineEvent, why) }

func (r Refund) ended(e Event, why string) (Refund, error) {
	next, err := Life.Next(r.State, e)
	if err != nil {
		return r, err
	}
	why, fault := domain.Text("reason", why, true)
	if fault != nil {
		return r, fault
	}
	r.State, r.Why = next, why
	return r, nil
}

// Validate refuses a refund whose parts do not make its amount.
//
// Errors: refund.sum, refund.amount.
func (r Refund) Validate() error {
	sum := money.Of(0, r.Amount.Currency)
	for _, p := range r.Parts {
		if p.Amount.Currency != sum.Currency {
			return domain.Wrong("parts", "refund.currency", domain.Args{"value": p.Amount.String()})
		}
		sum = sum.Add(p.Amount)
	}
	if sum != r.Amount {
		return domain.Wrong("parts", "refund.sum", domain.Args{"sum": sum, "amount": r.Amount})
	}
	if r.Amount.Minor <= 0 {
		return domain.Wrong("amount", "refund.amount", domain.Args{"value": r.Amount})
	}
	taxed := money.Of(0, r.Amount.Currency)
	for _, t := range r.Taxes {
		taxed = taxed.Add(t.Gross())
	}
	if len(r.Taxes) > 0 && taxed != r.Amount {
		return domain.Wrong("taxes", "refund.sum", domain.Args{"sum": taxed, "amount": r.Amount})
	}
	return nil
}
