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
	Title  string       `json:"title,omitempty"`
	Amount money.Amount `json:"amount"`
	Reason string       `json:"reason,omitempty"` // of a deduction
}

// Method is how the money travels.
type Method string

// The methods.
const (
	Original Method = "original"
	FPS      Method = "fps"
	Bank     Method = "bank"
	Card     Method = "card"
	Alipay   Method = "alipay"
	WeChat   Method = "wechat"
	Cash     Method = "cash"
)

// Methods lists them as a form offers them.
func Methods() []Method { return []Method{Original, FPS, Bank, Card, Alipay, WeChat, Cash} }

// Consent is the customer's word for one refund. Another type or method or a
// lower amount voids it; a higher does not (R7).
type Consent struct {
	By     string       `json:"by"`
	How    string       `json:"how"`
	When   time.Time    `json:"when"`
	Amount money.Amount `json:"amount"`
	Method Method       `json:"method"`
}

// Refund is money that goes back on one case.
type Refund struct {
	ID      domain.ID     `json:"id"`
	Version int64         `json:"version"`
	CaseID  domain.ID     `json:"case_id"`
	OrderID domain.ID     `json:"order_id"`
	State   State         `json:"state"`
	Parts   []Part        `json:"parts"`
	Amount  money.Amount  `json:"amount"`
	PaidBy  channel.Payer `json:"paid_by"`
	Method  Method        `json:"method"`
	Payee   string        `json:"payee,omitempty"`
	Consent *Consent      `json:"consent,omitempty"`

	Proposed time.Time     `json:"proposed"`
	Filed    time.Time     `json:"filed,omitzero"`
	Paid     time.Time     `json:"paid,omitzero"`
	From     calendar.Date `json:"expected_from,omitempty"` // when the money may be there
	To       calendar.Date `json:"expected_to,omitempty"`
	Who      string        `json:"who"`
	Why      string        `json:"why,omitempty"` // of a decline or a bounce
}

// Counts says whether the refund uses up what may go back.
func (r Refund) Counts() bool { return r.State != Declined }

// Out says whether the money was filed or has arrived.
func (r Refund) Out() bool { return r.State == Filed || r.State == Paid }

// Expect is when money of a method filed on a day should be there (R9): FPS and
// bank 3 to 5 bank working days, card 21 to 28 days, the wallets the same day,
// cash at once. The original route counts as a card.
func Expect(m Method, filed calendar.Date, bank calendar.Calendar) (from, to calendar.Date) {
	switch m {
	case FPS, Bank:
		from, _ = bank.Add(filed, 3)
		to, _ = bank.Add(filed, 5)
		return from, to
	case Card, Original:
		return filed.AddDays(21), filed.AddDays(28)
	}
	return filed, filed
}

// Consents records the customer's word.
//
// Errors: flow.not_possible, refund.no_consent (hard), refund.consent_less.
func (r Refund) Consents(c Consent) (Refund, error) {
	next, err := Life.Next(r.State, ConsentEvent)
	if err != nil {
		return r, err
	}
	if c.By == "" || c.How == "" || c.When.IsZero() {
		return r, noConsent()
	}
	if c.Amount.Zero() {
		c.Amount = r.Amount
	}
	if c.Amount.Currency != r.Amount.Currency || r.Amount.Less(c.Amount) {
		return r, domain.Refuse("R7", "refund.consent_less", domain.Args{"consented": c.Amount, "amount": r.Amount})
	}
	c.Method = r.Method
	r.State, r.Consent = next, &c
	return r, nil
}

func noConsent() error {
	e := domain.Refuse("R7", "refund.no_consent", nil)
	e.Field, e.Hard = "consent", true
	return e
}

// Files sends the refund on its way. Where the policy asks for consent, none
// is filed without it; nobody overrides that.
//
// Errors: flow.not_possible, refund.no_consent (hard), refund.method.
func (r Refund) Files(p channel.Policy, who string, now time.Time, zone *time.Location, bank calendar.Calendar) (Refund, error) {
	next, err := Life.Next(r.State, FileEvent)
	if err != nil {
		return r, err
	}
	if p.Consent && (r.Consent == nil || r.Consent.Method != r.Method || r.Consent.Amount.Minor > r.Amount.Minor) {
		return r, noConsent()
	}
	if !slices.Contains(Methods(), r.Method) {
		return r, domain.Wrong("method", "refund.method", domain.Args{"value": string(r.Method)})
	}
	r.State, r.Filed, r.Who, r.Why = next, now, who, ""
	r.From, r.To = Expect(r.Method, calendar.DateOf(now, zone), bank)
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

// Bounces records that the money came back; Drops, that it will not be paid.
//
// Errors: flow.not_possible, field.required.
func (r Refund) Bounces(why string) (Refund, error) { return r.ended(FailEvent, why) }

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
	return nil
}
