package desk

import (
	"context"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/order"
)

// ProposalRequest asks to record that a later date was put to the customer.
type ProposalRequest struct {
	Order domain.ID `json:"order"`
	order.Proposal
}

// ProposeDelay records that a later ship date was put to the customer (R4). The
// ship-by stays until they agree.
//
// Errors: those of order.Order.Proposed.
func (d *Desk) ProposeDelay(ctx context.Context, r ProposalRequest) (OrderView, error) {
	return d.changeOrder(ctx, r.Order, "note.propose", func(_ Tx, s setting, o order.Order) (order.Order, domain.Args, error) {
		o, err := o.Proposed(r.Proposal, s.who(), s.now, s.terms(o.ChannelID))
		return o, domain.Args{"date": r.Date, "how": r.How}, err
	})
}

// AnswerRequest asks to record what the customer said to a proposed delay:
// declined or no_answer. That they agreed is note.agree.
type AnswerRequest struct {
	Order  domain.ID  `json:"order"`
	Answer order.Kind `json:"answer"`
	Text   string     `json:"text"`
}

// AnswerDelay records that a proposed delay was declined, or not answered (R4).
// Declined, the shop cannot deliver: the next thing is a case.
//
// Errors: those of order.Order.Answered.
func (d *Desk) AnswerDelay(ctx context.Context, r AnswerRequest) (OrderView, error) {
	return d.changeOrder(ctx, r.Order, "note.answer", func(_ Tx, s setting, o order.Order) (order.Order, domain.Args, error) {
		o, err := o.Answered(r.Answer, r.Text, s.who(), s.now)
		return o, domain.Args{"answer": string(r.Answer)}, err
	})
}

// EnterDate records that the agreed date was entered on the platform (R4).
//
// Errors: those of order.Order.Entered.
func (d *Desk) EnterDate(ctx context.Context, id domain.ID) (OrderView, error) {
	return d.changeOrder(ctx, id, "note.entered", func(_ Tx, s setting, o order.Order) (order.Order, domain.Args, error) {
		o, err := o.Entered(s.who(), s.now)
		return o, nil, err
	})
}

// PlatformEntry is what is entered on the platform of an agreed date.
type PlatformEntry struct {
	Order   domain.ID     `json:"order"`
	Number  string        `json:"number"`
	Channel string        `json:"channel"`
	Who     string        `json:"who"`
	Date    calendar.Date `json:"date"`
	Terms   string        `json:"terms"`
	By      string        `json:"by"`
	How     string        `json:"how"`
	When    time.Time     `json:"when"`
	Since   time.Time     `json:"since"` // the agreement is recorded
	Entered time.Time     `json:"entered,omitzero"`
	EnterBy string        `json:"entered_by,omitempty"`
}

func (s setting) entry(o order.Order) (PlatformEntry, bool) {
	a, ok := o.Agreement()
	if !ok {
		return PlatformEntry{}, false
	}
	return PlatformEntry{Order: o.ID, Number: o.Number, Channel: s.channels[o.ChannelID].Name, Who: o.ShipTo.Name, Date: a.Date, Terms: a.Terms, By: a.By,
		How: a.How, When: a.When, Since: o.Flags()[order.FlagEnter], Entered: a.Entered, EnterBy: a.EnteredBy}, true
}

// ForPlatform is what is copied to the platform of the agreement in force.
//
// Errors: missing.order, entered.none, entered.not_asked on a channel that keeps
// no agreed dates.
func (d *Desk) ForPlatform(ctx context.Context, id domain.ID) (PlatformEntry, error) {
	var out PlatformEntry
	err := d.view(ctx, func(tx Tx, s setting) error {
		o, err := tx.Order(id)
		if err != nil {
			return err
		}
		if !s.channels[o.ChannelID].Policy.SeesNotes {
			return domain.Refuse("R4", "entered.not_asked", domain.Args{"channel": s.channels[o.ChannelID].Name})
		}
		var ok bool
		if out, ok = s.entry(o); !ok {
			return domain.Refuse("R4", "entered.none", domain.Args{"order": o.Number})
		}
		return nil
	})
	return out, err
}

// Outstanding lists the agreed dates that are still to be entered on their
// platforms, oldest first.
func (d *Desk) Outstanding(ctx context.Context) ([]PlatformEntry, error) {
	var out []PlatformEntry
	err := d.view(ctx, func(tx Tx, s setting) error {
		var err error
		out, err = outstanding(tx, s)
		return err
	})
	return out, err
}

func outstanding(tx Tx, s setting) ([]PlatformEntry, error) {
	all, err := tx.FlaggedOrders(order.FlagEnter, s.now, 0, 10*listed)
	if err != nil {
		return nil, err
	}
	var out []PlatformEntry
	for _, o := range all {
		if e, ok := s.entry(o); ok && s.channels[o.ChannelID].Policy.SeesNotes {
			out = append(out, e)
		}
	}
	return out, nil
}

// eachFlagged walks over the orders of a flag, 500 at a time.
func eachFlagged(tx Tx, f order.Flag, by time.Time, each func(order.Order)) error {
	for at := 0; ; at += 500 {
		part, err := tx.FlaggedOrders(f, by, at, 500)
		if err != nil || len(part) == 0 {
			return err
		}
		for _, o := range part {
			each(o)
		}
	}
}
