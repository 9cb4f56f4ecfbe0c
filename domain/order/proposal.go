package order

import (
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
)

// The notes of a delay on its way to an agreement, and of what came of it.
const (
	DelayProposed   Kind = "proposal"  // a later date was put to the customer
	DelayDeclined   Kind = "declined"  // the customer wants it not
	DelayUnanswered Kind = "no_answer" // the customer said nothing
	DateEntered     Kind = "entered"   // an agreed date was entered on the platform
)

// Proposal is a later ship date that was put to the customer (R4). It moves
// nothing: only an agreement does.
type Proposal struct {
	Date   calendar.Date `json:"date"`
	Terms  string        `json:"terms"`
	How    string        `json:"how"`  // as in Ways
	Told   time.Time     `json:"told"` // when the customer was told
	Reason string        `json:"reason"`
}

// Proposed records that a later ship date was put to the customer.
//
// Errors, of R4: agreement.shipped, agreement.cancelled, agreement.no_date,
// agreement.before_today, agreement.not_later, agreement.too_far,
// proposal.open, proposal.how, proposal.in_future, agreement.before_order; and
// field.required.
func (o Order) Proposed(p Proposal, who string, now time.Time, t Terms) (Order, error) {
	if err := o.mayDelay(); err != nil {
		return o, err
	}
	if open, ok := o.Proposal(); ok && open.Answer == "" {
		return o, domain.Refuse("R4", "proposal.open", domain.Args{"date": open.Proposal.Date})
	}
	es := checkDate(p.Date, o, now, t.Zone)
	var e *domain.Error
	add := func(e *domain.Error) {
		if e != nil {
			es = append(es, e)
		}
	}
	p.Terms, e = domain.Text("terms", p.Terms, true)
	add(e)
	p.Reason, e = domain.Text("reason", p.Reason, true)
	add(e)
	if !slices.Contains(Ways(), p.How) {
		add(domain.Wrong("how", "proposal.how", nil))
	}
	switch {
	case p.Told.IsZero():
		add(domain.Wrong("told", "field.required", nil))
	case p.Told.After(now):
		add(domain.Wrong("told", "proposal.in_future", nil))
	case calendar.DateOf(p.Told, t.Zone) < calendar.DateOf(o.Placed, t.Zone):
		add(domain.Wrong("told", "agreement.before_order", domain.Args{"placed": calendar.DateOf(o.Placed, t.Zone)}))
	}
	if len(es) > 0 {
		return o, es
	}
	return o.with(Note{At: now, Who: who, Kind: DelayProposed, Proposal: &p}), nil
}

// Offer is a proposal and what came of it: "" while it waits, else the kind of
// the note that answers it.
type Offer struct {
	No       int      `json:"no"` // of its note
	Proposal Proposal `json:"proposal"`
	Answer   Kind     `json:"answer,omitempty"`
}

// Proposal is the last one that no correction voids.
func (o Order) Proposal() (Offer, bool) {
	for _, n := range slices.Backward(o.Notes) {
		if n.Kind != DelayProposed || n.Proposal == nil || o.Voided(n.No) {
			continue
		}
		offer := Offer{No: n.No, Proposal: *n.Proposal}
		for _, a := range o.Notes {
			if a.Of == n.No && !o.Voided(a.No) {
				offer.Answer = a.Kind // an answer after "no answer" is the one that counts
			}
		}
		return offer, true
	}
	return Offer{}, false
}

// Answered records that the customer declined the proposal, or said nothing. An
// agreement is recorded by Delayed.
//
// Errors: proposal.none, proposal.answered, proposal.answer, field.too_long.
func (o Order) Answered(answer Kind, words, who string, now time.Time) (Order, error) {
	if answer != DelayDeclined && answer != DelayUnanswered {
		return o, domain.Wrong("answer", "proposal.answer", domain.Args{"value": string(answer)})
	}
	offer, ok := o.Proposal()
	switch {
	case !ok:
		return o, domain.Refuse("R4", "proposal.none", domain.Args{"order": o.Number})
	case offer.Answer == DelayAgreement || offer.Answer == answer || offer.Answer == DelayDeclined:
		return o, domain.Refuse("R4", "proposal.answered", domain.Args{"date": offer.Proposal.Date})
	}
	words, e := domain.Text("text", words, false)
	if e != nil {
		return o, e
	}
	return o.with(Note{At: now, Who: who, Kind: answer, Text: words, Of: offer.No}), nil
}

// Entered records that the agreed date in force was entered on the platform.
//
// Errors: entered.none, entered.already.
func (o Order) Entered(who string, now time.Time) (Order, error) {
	n, ok := o.agreed()
	if !ok {
		return o, domain.Refuse("R4", "entered.none", domain.Args{"order": o.Number})
	}
	if !n.Agreement.Entered.IsZero() {
		return o, domain.Refuse("R4", "entered.already", domain.Args{"at": n.Agreement.Entered, "who": n.Agreement.EnteredBy})
	}
	return o.with(Note{At: now, Who: who, Kind: DateEntered, Of: n.No}), nil
}

// mayDelay refuses a later date for an order that waits for nothing.
func (o Order) mayDelay() error {
	switch {
	case o.State == Cancelled:
		return domain.Refuse("R4", "agreement.cancelled", domain.Args{"order": o.Number})
	case o.Unshipped() == 0 || o.State != Paid && o.State != Placed && o.State != Shipped:
		return domain.Refuse("R4", "agreement.shipped", domain.Args{"order": o.Number})
	case o.Force.Due.None():
		return domain.Refuse("R4", "agreement.no_date", domain.Args{"order": o.Number})
	}
	return nil
}

// checkDate refuses a later ship date that is none.
func checkDate(d calendar.Date, o Order, now time.Time, zone *time.Location) domain.Errors {
	refuse := func(code string, args domain.Args) domain.Errors {
		e := domain.Refuse("R4", code, args)
		e.Field = "date"
		return domain.Errors{e}
	}
	today := calendar.DateOf(now, zone)
	switch {
	case d == "":
		return domain.Errors{domain.Wrong("date", "field.required", nil)}
	case !d.Valid():
		return domain.Errors{domain.Wrong("date", "date.not_a_date", domain.Args{"value": string(d)})}
	case d < today:
		return refuse("agreement.before_today", domain.Args{"date": d})
	case d <= o.Force.Due.Day:
		return refuse("agreement.not_later", domain.Args{"date": d, "in_force": o.Force.Due.Day})
	case d > today.AddMonths(farMonths):
		// 2062 for 2026: such an order would never stand on Today again.
		return domain.Errors{domain.Wrong("date", "agreement.too_far", domain.Args{"date": d, "months": farMonths})}
	}
	return nil
}
