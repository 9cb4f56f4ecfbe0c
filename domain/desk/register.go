package desk

import (
	"cmp"
	"context"
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/casefile"
	"aftercare/domain/money"
	"aftercare/domain/order"
)

// RegisterQuery asks for the register of agreements.
type RegisterQuery struct {
	Span                  // the day on which the customer agreed
	Channel domain.ID     `json:"channel"`  // 0: all
	Outcome order.Outcome `json:"outcome"`  // "": all
	ToEnter bool          `json:"to_enter"` // only those that the platform does not know yet
}

// Register is the register of agreements and its rate (R4). Rate and ToEnter
// count over the days and the channel, whatever outcome was asked for.
type Register struct {
	Rows    []order.Promised `json:"rows"`
	Rate    order.Rate       `json:"rate"`
	ToEnter int              `json:"to_enter"` // still to be entered on their platforms
}

// Register lists every agreement: order, first date, agreed date, kept or
// broken, days late, and the rate. The newest stands first.
//
// Errors: date.not_a_date.
func (d *Desk) Register(ctx context.Context, q RegisterQuery) (Register, error) {
	return overDays(ctx, d, q, registerOf)
}

func registerOf(tx Tx, s setting, q RegisterQuery) (Register, error) {
	out := Register{Rows: []order.Promised{}}
	var all []order.Promised
	err := eachFlagged(tx, order.FlagAgreement, s.now, func(o order.Order) {
		if q.Channel != 0 && q.Channel != o.ChannelID {
			return
		}
		for _, p := range o.Agreements(s.now, s.zone) {
			p.ToEnter = p.ToEnter && s.channels[o.ChannelID].Policy.SeesNotes
			if q.has(calendar.DateOf(p.When, s.zone)) {
				all = append(all, p)
			}
		}
	})
	for _, p := range all {
		if p.ToEnter {
			out.ToEnter++
		}
		if (q.Outcome == "" || p.Outcome == q.Outcome) && (!q.ToEnter || p.ToEnter) {
			out.Rows = append(out.Rows, p)
		}
	}
	slices.SortStableFunc(out.Rows, func(a, b order.Promised) int {
		return cmp.Or(b.When.Compare(a.When), cmp.Compare(b.Order, a.Order), cmp.Compare(b.Note, a.Note))
	})
	out.Rate = order.RateOf(all)
	return out, err
}

// check refuses an end that is no day.
//
// Errors: date.not_a_date.
func (p Span) check() error {
	var es domain.Errors
	for _, end := range []struct {
		field string
		day   calendar.Date
	}{{"from", p.From}, {"to", p.To}} {
		if end.day != "" && !end.day.Valid() {
			es = append(es, domain.Wrong(end.field, "date.not_a_date", domain.Args{"value": string(end.day)}))
		}
	}
	if len(es) > 0 {
		return es
	}
	return nil
}

// has says whether a day lies in the span.
func (p Span) has(day calendar.Date) bool {
	return (p.From == "" || day >= p.From) && (p.To == "" || day <= p.To)
}

// RetentionAnswer says what came of the moment at which a shop may offer
// something for keeping the goods.
type RetentionAnswer string

// The answers to a retention offer.
const (
	OfferTaken   RetentionAnswer = "taken"
	OfferRefused RetentionAnswer = "refused"
	NoOffer      RetentionAnswer = "none" // a person passed over it, with a reason
)

// RetentionAnswers lists them in the order in which a list offers them.
func RetentionAnswers() []RetentionAnswer {
	return []RetentionAnswer{OfferTaken, OfferRefused, NoOffer}
}

// RetentionRow is one line of the register of retentions (R7): an offer and its
// answer, or why nothing was offered.
type RetentionRow struct {
	CaseID      domain.ID       `json:"case_id"`
	CaseNumber  string          `json:"case"`
	OrderNumber string          `json:"order"`
	Customer    string          `json:"customer"`
	Answer      RetentionAnswer `json:"answer"`
	Offer       casefile.Gift   `json:"offer,omitempty"` // "" where nothing was offered
	What        string          `json:"what"`            // the offer in words, or the reason
	Kept        bool            `json:"kept"`
	Cost        money.Amount    `json:"cost"`
	Who         string          `json:"who"`
	At          time.Time       `json:"at"`
}

// RetentionRegisterQuery asks for the register of retentions.
type RetentionRegisterQuery struct {
	Span
	Answer RetentionAnswer `json:"answer"` // "": all
}

// RetentionRegister is what was offered for keeping goods in a span of days, and
// how often it worked. The figures count over the days, whatever answer was
// asked for; cost is of what was taken.
type RetentionRegister struct {
	Rows   []RetentionRow `json:"rows"`
	Offers int            `json:"offers"`
	Kept   int            `json:"kept"`
	Passed int            `json:"passed"` // nothing was offered, with a reason
	Rate   int            `json:"rate"`   // kept of a hundred offers, rounded down
	Cost   []money.Amount `json:"cost"`
}

// Retentions is the register of retention offers, newest first.
//
// Errors: date.not_a_date.
func (d *Desk) Retentions(ctx context.Context, q RetentionRegisterQuery) (RetentionRegister, error) {
	return overDays(ctx, d, q, retentionsOf)
}

func retentionsOf(tx Tx, s setting, q RetentionRegisterQuery) (RetentionRegister, error) {
	out := RetentionRegister{Rows: []RetentionRow{}}
	from, to := q.in(s)
	rows, err := tx.CaseRetentions(from, to)
	var cost purse
	for _, r := range rows {
		switch {
		case r.Offer == "":
			r.Answer = NoOffer
			out.Passed++
		case r.Kept:
			r.Answer = OfferTaken
			out.Kept++
			if r.Cost.Minor != 0 {
				cost = cost.add(r.Cost)
			}
		default:
			r.Answer = OfferRefused
		}
		if q.Answer == "" || q.Answer == r.Answer {
			out.Rows = append(out.Rows, r)
		}
	}
	out.Offers, out.Cost = len(rows)-out.Passed, cost.list()
	if out.Offers > 0 {
		out.Rate = out.Kept * 100 / out.Offers
	}
	return out, err
}
