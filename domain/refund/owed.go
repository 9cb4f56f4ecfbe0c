package refund

import (
	"time"

	"aftercare/domain"
	"aftercare/domain/flow"
	"aftercare/domain/money"
)

// Owed is the difference of an exchange at another price: one owes it to the
// other. It is never charged silently: somebody settles it, or lets it go with a
// reason (R9).
type Owed struct {
	ID        domain.ID    `json:"id"`
	Version   int64        `json:"version"`
	Number    string       `json:"number,omitempty"` // D-1002, once it is kept
	CaseID    domain.ID    `json:"case_id"`
	OrderID   domain.ID    `json:"order_id"`
	Direction Direction    `json:"direction"` // in: the customer owes; out: the shop
	Amount    money.Amount `json:"amount"`
	State     OwedState    `json:"state"`
	Since     time.Time    `json:"since"`
	Settled   time.Time    `json:"settled,omitzero"`
	Method    Method       `json:"method,omitempty"`
	Who       string       `json:"who"`
	Why       string       `json:"why,omitempty"` // of letting it go
}

// OwedState is where a difference stands.
type OwedState string

// The states of a difference.
const (
	OwedOpen    OwedState = "open"
	OwedSettled OwedState = "settled"
	OwedWaived  OwedState = "waived"
)

// OwedEvent is what moves a difference.
type OwedEvent string

// The events of a difference.
const (
	SettleOwed OwedEvent = "settle"
	WaiveOwed  OwedEvent = "waive"
)

// OwedLife is the table of a difference's life.
var OwedLife = flow.Life[OwedState, OwedEvent]{Name: "owed", Rule: "R9", Moves: []flow.Move[OwedState, OwedEvent]{
	{Event: SettleOwed, From: []OwedState{OwedOpen}, To: OwedSettled},
	{Event: WaiveOwed, From: []OwedState{OwedOpen}, To: OwedWaived},
}}

// Difference is what one owes the other when goods that were paid with old are
// exchanged for goods that cost new: nothing when both are equal.
func Difference(paid, costs money.Amount) (Owed, bool) {
	d := costs.Sub(paid)
	switch {
	case d.Minor > 0:
		return Owed{Direction: In, Amount: d, State: OwedOpen}, true
	case d.Minor < 0:
		return Owed{Direction: Out, Amount: d.Neg(), State: OwedOpen}, true
	}
	return Owed{}, false
}

// Moves settles the difference, or lets it go with a reason.
//
// Errors: flow.not_possible, refund.method, field.required.
func (o Owed) Moves(e OwedEvent, m Method, why, who string, now time.Time) (Owed, error) {
	next, err := OwedLife.Next(o.State, e)
	if err != nil {
		return o, err
	}
	if e == WaiveOwed {
		var fault *domain.Error
		if o.Why, fault = domain.Text("reason", why, true); fault != nil {
			return o, fault
		}
	} else if m == "" {
		return o, domain.Wrong("method", "field.required", nil)
	}
	o.State, o.Settled, o.Method, o.Who = next, now, m, who
	return o, nil
}

// Rows are the difference's line in the direct book, once it is settled.
func (o Owed) Rows() []Row {
	if o.State != OwedSettled {
		return nil
	}
	return []Row{{Book: DirectBook, Direction: o.Direction, Purpose: ForExchange, Amount: o.Amount, At: o.Settled, Paid: true, Entity: "owed", ID: o.ID, Number: o.Number, OrderID: o.OrderID, Method: o.Method}}
}

// Validate refuses a difference of nothing.
//
// Errors: field.required, refund.amount.
func (o Owed) Validate() error {
	if o.CaseID == 0 || o.OrderID == 0 || o.Direction != In && o.Direction != Out || o.State == "" {
		return domain.Wrong("case", "field.required", nil)
	}
	if o.Amount.Minor <= 0 || !o.Amount.Currency.Valid() {
		return domain.Wrong("amount", "refund.amount", domain.Args{"value": o.Amount})
	}
	return nil
}
