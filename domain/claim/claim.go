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
	"aftercare/domain/shop"
)

// Party is whom an entry is about.
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

// Life is the table of an entry's life.
var Life = flow.Life[State, Event]{Name: "claim", Rule: "R11", Moves: []flow.Move[State, Event]{
	{Event: Send, From: []State{Open, Sent, Refused}, To: Sent},
	{Event: Answer, From: []State{Open, Sent, Claimed}, To: Answered},
	{Event: Ask, From: []State{Sent, Answered, Refused}, To: Claimed},
	{Event: Pay, From: []State{Sent, Answered, Claimed}, To: Paid},
	{Event: Refuse, From: []State{Sent, Answered, Claimed}, To: Refused},
	{Event: WriteOff, From: []State{Open, Sent, Answered, Claimed, Refused}, To: Loss},
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

	Replies []Reply      `json:"replies,omitempty"`
	Told    time.Time    `json:"told,omitzero"` // the customer
	Claimed money.Amount `json:"claimed,omitzero"`
	Paid    money.Amount `json:"paid,omitzero"`
	PaidAt  time.Time    `json:"paid_at,omitzero"`
	Moved   []Move       `json:"moved,omitempty"` // from one party to another
	Why     string       `json:"why,omitempty"`   // of a refusal, a loss, a close
	Ended   time.Time    `json:"ended,omitzero"`
}

// Reply is one answer of the party.
type Reply struct {
	At   time.Time `json:"at"`
	Text string    `json:"text"`
	Who  string    `json:"who"` // of the shop, who wrote it down
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

// Terms are what the party's answer is waited for by.
type Terms struct {
	From, To int // working days
	Days     calendar.Calendar
	Zone     *time.Location
}

// TermsOf are a carrier's own.
func TermsOf(c shop.Carrier, days calendar.Calendar, zone *time.Location) Terms {
	return Terms{c.AnswerFrom, c.AnswerTo, days, zone}
}

// WasSent records to which group the message went, and when; the answer is due
// by the party's own working days.
// → asked Thu 2026-04-02, 1–2 days: due Wed 8 – Thu 9 April, overdue on 10.
//
// Errors: flow.not_possible, claim.at, field.required.
func (c Claim) WasSent(group string, at, now time.Time, t Terms) (Claim, error) {
	next, err := Life.Next(c.State, Send)
	if err != nil {
		return c, err
	}
	group, e := domain.Line("group", group, true)
	if e != nil {
		return c, e
	}
	if at.After(now) || calendar.DateOf(at, t.Zone) < calendar.DateOf(c.Opened, t.Zone) {
		return c, domain.Wrong("at", "claim.at", nil)
	}
	day := calendar.DateOf(at, t.Zone)
	c.State, c.Group, c.Sent = next, group, at
	c.DueFrom, _ = t.Days.Add(day, t.From)
	c.DueTo, _ = t.Days.Add(day, t.To)
	return c, nil
}

// Overdue says whether the answer should have come by now.
func (c Claim) Overdue(today calendar.Date) bool {
	return c.State == Sent && c.DueTo != "" && today > c.DueTo
}

// Waiting says whether the party still has to do something: answer or pay.
func (c Claim) Waiting() bool { return c.State == Sent || c.State == Claimed }

// Done says whether nothing is left to do.
func (c Claim) Done() bool { return c.State == Paid || c.State == Loss || c.State == Closed }

// WasAnswered keeps what the party said.
//
// Errors: flow.not_possible, field.required, field.too_long.
func (c Claim) WasAnswered(text, who string, now time.Time) (Claim, error) {
	next, err := Life.Next(c.State, Answer)
	if err != nil {
		return c, err
	}
	text, e := domain.Text("answer", text, true)
	if e != nil {
		return c, e
	}
	c.State = next
	c.Replies = append(slices.Clone(c.Replies), Reply{At: now, Text: text, Who: who})
	return c, nil
}

// IsClaimed records what is claimed of the party.
//
// Errors: flow.not_possible, claim.amount.
func (c Claim) IsClaimed(a money.Amount) (Claim, error) {
	next, err := Life.Next(c.State, Ask)
	if err != nil {
		return c, err
	}
	if e := c.amount(a); e != nil {
		return c, e
	}
	c.State, c.Claimed = next, a
	return c, nil
}

// IsPaid records what the party paid.
//
// Errors: flow.not_possible, claim.amount, claim.at.
func (c Claim) IsPaid(a money.Amount, at, now time.Time) (Claim, error) {
	next, err := Life.Next(c.State, Pay)
	if err != nil {
		return c, err
	}
	if e := c.amount(a); e != nil {
		return c, e
	}
	if at.After(now) || at.Before(c.Opened) {
		return c, domain.Wrong("at", "claim.at", nil)
	}
	c.State, c.Paid, c.PaidAt, c.Ended = next, a, at, at
	return c, nil
}

func (c Claim) amount(a money.Amount) *domain.Error {
	if a.Minor <= 0 || a.Minor > money.Limit || !a.Currency.Valid() || c.Value.Currency != "" && a.Currency != c.Value.Currency {
		return domain.Wrong("amount", "claim.amount", domain.Args{"value": a})
	}
	return nil
}

// Ends refuses, writes off or closes the entry, with the reason.
//
// Errors: flow.not_possible, field.required, field.too_long.
func (c Claim) Ends(e Event, why string, now time.Time) (Claim, error) {
	next, err := Life.Next(c.State, e)
	if err != nil {
		return c, err
	}
	why, fault := domain.Text("reason", why, true)
	if fault != nil {
		return c, fault
	}
	c.State, c.Why = next, why
	if c.Done() {
		c.Ended = now
	}
	return c, nil
}

// TellsCustomer records that the customer knows where the matter stands.
func (c Claim) TellsCustomer(now time.Time) Claim {
	c.Told = now
	return c
}

// Goes moves the fault to another party, with the reason: what checking found.
//
// Errors: claim.party, claim.over, field.required.
func (c Claim) Goes(to Party, reason, who string, now time.Time) (Claim, error) {
	if c.Done() {
		return c, domain.Refuse("R11", "claim.over", domain.Args{"claim": c.Number})
	}
	if !slices.Contains(Parties(), to) || to == c.Party {
		return c, domain.Wrong("party", "claim.party", domain.Args{"value": string(to)})
	}
	reason, e := domain.Text("reason", reason, true)
	if e != nil {
		return c, e
	}
	c.Moved = append(slices.Clone(c.Moved), Move{At: now, Who: who, From: c.Party, To: to, Reason: reason})
	c.Party = to
	return c, nil
}

// Remains is what the shop bears when the entry ends now: what the goods were
// worth, less what was paid.
func (c Claim) Remains() money.Amount {
	v := c.Value
	if c.Claimed.Currency == v.Currency && v.Less(c.Claimed) {
		v = c.Claimed
	}
	if c.Paid.Currency == v.Currency {
		v = v.Sub(c.Paid)
	}
	return v.Max(money.Of(0, v.Currency))
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
