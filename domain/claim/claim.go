// Package claim is the follow-up register (R11): what a carrier, a supplier, a
// platform or the packing table is asked about a parcel, what they answered,
// what was claimed and what they paid.
//
// An entry is opened by the case whose reason is the carrier's, by the intake
// desk, or by hand. It runs beside the case: the customer does not wait for it.
package claim

import (
	"slices"
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/flow"
	"aftercare/domain/money"
)

// Party is who has to answer an entry, and may have to pay.
type Party string

// The parties.
const (
	Carrier  Party = "carrier"
	Packing  Party = "packing" // the shop's own table
	Supplier Party = "supplier"
	Platform Party = "platform"
)

// Parties lists them as a form offers them.
func Parties() []Party { return []Party{Carrier, Packing, Supplier, Platform} }

// Matter is what an entry is about. The carrier's ones are called as the reasons
// of R6 are that open them.
type Matter string

// The matters.
const (
	Damaged     Matter = "damaged_in_transit"
	Empty       Matter = "empty_parcel"
	Lost        Matter = "lost_in_transit"
	Short       Matter = "items_missing"
	WrongItem   Matter = "wrong_item"
	Stalled     Matter = "no_tracking"
	NotReceived Matter = "not_received" // signed off, not received
	Weight      Matter = "weight"       // the carrier's scale says otherwise
	Intercepted Matter = "intercepted"  // fewer came back than the carrier confirmed
	Defective   Matter = "defective"    // a supplier's goods
	Abuse       Matter = "abuse"        // reported to a platform
	Other       Matter = "other"
)

// Matters lists them as a form offers them.
func Matters() []Matter {
	return []Matter{Damaged, Empty, Lost, Short, WrongItem, Stalled, NotReceived, Weight, Intercepted, Defective, Abuse, Other}
}

// OfReason is the matter that a case's reason opens an entry about; ok is false
// for a reason that opens none.
func OfReason(reason string) (m Matter, ok bool) {
	m = Matter(reason)
	return m, slices.Contains([]Matter{Damaged, Empty, Lost, Short, WrongItem, Stalled, NotReceived}, m)
}

// State is where an entry stands.
type State string

// The states.
const (
	Open     State = "open"     // to be sent
	Sent     State = "sent"     // the answer is due
	Answered State = "answered" // nothing claimed yet
	Claimed  State = "claimed"
	Part     State = "part_paid" // they paid, and less than the whole: the rest is owed
	Paid     State = "paid"
	Refused  State = "refused" // they do not pay
	Loss     State = "loss"    // booked to the shop
	Closed   State = "closed"  // settled without money: found, delivered, withdrawn
)

// Event is what moves an entry.
type Event string

// The events.
const (
	Send     Event = "send"
	Answer   Event = "answer"
	Ask      Event = "claim"
	Pay      Event = "pay"
	Refuse   Event = "refuse"
	WriteOff Event = "write_off"
	Close    Event = "close"
)

// Life is the table of an entry's life. A payment of less than the whole leads to
// Part, not to Paid (see IsPaid).
var Life = flow.Life[State, Event]{Name: "claim", Rule: "R11", Moves: []flow.Move[State, Event]{
	{Event: Send, From: []State{Open, Sent, Refused, Part}, To: Sent},
	{Event: Answer, From: []State{Open, Sent, Claimed, Part}, To: Answered},
	{Event: Ask, From: []State{Sent, Answered, Refused, Part}, To: Claimed},
	{Event: Pay, From: []State{Sent, Answered, Claimed, Part}, To: Paid},
	{Event: Refuse, From: []State{Sent, Answered, Claimed, Part}, To: Refused},
	{Event: WriteOff, From: []State{Open, Sent, Answered, Claimed, Refused, Part}, To: Loss},
	{Event: Close, From: []State{Open, Sent, Answered, Claimed, Refused}, To: Closed},
}}

// Claim is one entry of the register.
type Claim struct {
	ID      domain.ID `json:"id"`
	Version int64     `json:"version"`
	Number  string    `json:"number"` // K-1003
	Party   Party     `json:"party"`
	Matter  Matter    `json:"matter"`
	State   State     `json:"state"`
	Carrier string    `json:"carrier,omitempty"` // its code, or its name where nobody listed it

	OrderID   domain.ID `json:"order_id,omitempty"`
	CaseID    domain.ID `json:"case_id,omitempty"`
	Order     string    `json:"order,omitempty"` // numbers, as the message names them
	Case      string    `json:"case,omitempty"`
	Recipient string    `json:"recipient,omitempty"`
	Address   string    `json:"address,omitempty"`
	Phone     string    `json:"phone,omitempty"`
	Parcel    string    `json:"parcel,omitempty"` // its number
	Problem   string    `json:"problem"`          // in the customer's words

	Evidence []domain.File `json:"evidence,omitempty"`
	Value    money.Amount  `json:"value,omitzero"` // what the goods were worth

	Opened  time.Time     `json:"opened"`
	By      string        `json:"by"`
	Group   string        `json:"group,omitempty"` // it was sent to
	Sent    time.Time     `json:"sent,omitzero"`
	DueFrom calendar.Date `json:"due_from,omitempty"` // an answer is due, by their own working days
	DueTo   calendar.Date `json:"due_to,omitempty"`

	Replies  []Reply      `json:"replies,omitempty"`
	Told     time.Time    `json:"told,omitzero"` // the customer
	Claimed  money.Amount `json:"claimed,omitzero"`
	Paid     money.Amount `json:"paid,omitzero"`    // the sum of the payments
	PaidAt   time.Time    `json:"paid_at,omitzero"` // the last of them
	Payments []Payment    `json:"payments,omitempty"`
	Moved    []Move       `json:"moved,omitempty"` // from one party to another
	Why      string       `json:"why,omitempty"`   // of a refusal, a loss, a close
	Ended    time.Time    `json:"ended,omitzero"`
}

// Reply is one answer of the party, in its own words.
type Reply struct {
	At   time.Time `json:"at"`
	Text string    `json:"text"`
	Who  string    `json:"who"` // of the shop, who wrote it down
}

// Payment is one sum that the party paid; it may pay a claim in parts.
type Payment struct {
	At     time.Time    `json:"at"`
	Amount money.Amount `json:"amount"`
	Who    string       `json:"who,omitempty"` // of the shop, who wrote it down
}

// Upgrade reads an entry of before, which knew one payment only.
func (c *Claim) Upgrade() {
	if c.Paid.Minor > 0 && len(c.Payments) == 0 {
		c.Payments = []Payment{{At: c.PaidAt, Amount: c.Paid}}
	}
}

// Move is one time that checking found another party at fault.
type Move struct {
	At     time.Time `json:"at"`
	Who    string    `json:"who"`
	From   Party     `json:"from"`
	To     Party     `json:"to"`
	Reason string    `json:"reason"`
}

// New opens an entry.
//
// Errors: claim.party, claim.matter, field.required, field.too_long.
func New(c Claim, who string, now time.Time) (Claim, error) {
	var es domain.Errors
	if !slices.Contains(Parties(), c.Party) {
		es = append(es, domain.Wrong("party", "claim.party", domain.Args{"value": string(c.Party)}))
	}
	if !slices.Contains(Matters(), c.Matter) {
		es = append(es, domain.Wrong("matter", "claim.matter", domain.Args{"value": string(c.Matter)}))
	}
	for _, l := range []struct {
		field string
		value *string
	}{{"carrier", &c.Carrier}, {"recipient", &c.Recipient}, {"phone", &c.Phone}, {"parcel", &c.Parcel}} {
		line, e := domain.Line(l.field, *l.value, false)
		if e != nil {
			es = append(es, e)
		}
		*l.value = line
	}
	for _, l := range []struct {
		field string
		value *string
		must  bool
	}{{"address", &c.Address, false}, {"problem", &c.Problem, true}} {
		text, e := domain.Text(l.field, *l.value, l.must)
		if e != nil {
			es = append(es, e)
		}
		*l.value = text
	}
	c.State, c.Opened, c.By = Open, now, who
	return c, es.OrNil()
}

// With adds evidence; a file that is there already stays once.
func (c Claim) With(files ...domain.File) Claim {
	c.Evidence = slices.Clone(c.Evidence)
	for _, f := range files {
		if !slices.ContainsFunc(c.Evidence, func(old domain.File) bool { return old.Hash == f.Hash }) {
			c.Evidence = append(c.Evidence, f)
		}
	}
	return c
}

// Validate refuses an entry that no rule could work with.
//
// Errors: field.required, claim.party.
func (c Claim) Validate() error {
	if c.Number == "" || c.State == "" || strings.TrimSpace(c.Problem) == "" {
		return domain.Wrong("problem", "field.required", nil)
	}
	if !slices.Contains(Parties(), c.Party) {
		return domain.Wrong("party", "claim.party", domain.Args{"value": string(c.Party)})
	}
	return nil
}
