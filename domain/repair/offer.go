package repair

import (
	"fmt"
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/money"
)

// Offer is one quote as it was made; a revised one is another, with its own
// number and its own approval.
type Offer struct {
	No    int          `json:"no"` // 1 is the first
	At    time.Time    `json:"at"`
	Who   string       `json:"who"`
	Work  []Work       `json:"work"`
	Total money.Amount `json:"total"`
	// TaxRate is the rate that it was made with, whatever a later one has.
	TaxRate     int64         `json:"tax_rate,omitempty"`
	TaxIncluded bool          `json:"tax_included,omitempty"`
	Expires     calendar.Date `json:"expires,omitempty"`
	Answer      OfferAnswer   `json:"answer,omitempty"`
	By          string        `json:"by,omitempty"`  // who answered
	How         string        `json:"how,omitempty"` // one of Answers
	Day         time.Time     `json:"answered,omitzero"`
}

// Bill is the quote's sum as it was made.
func (o Offer) Bill() Bill { return BillOf(o.Work, o.Total.Currency, o.TaxRate, o.TaxIncluded) }

// OfferAnswer is what became of a quote.
type OfferAnswer string

// The answers to a quote.
const (
	OfferOpen     OfferAnswer = "open"
	OfferApproved OfferAnswer = "approved"
	OfferDeclined OfferAnswer = "declined"
	OfferReplaced OfferAnswer = "replaced" // by a revised one
	OfferLapsed   OfferAnswer = "lapsed"   // the job was cancelled before it was answered
)

// Offer is the quote that was made last, nil before the first.
func (j Job) Offer() *Offer {
	if len(j.Quotes) == 0 {
		return nil
	}
	return &j.Quotes[len(j.Quotes)-1]
}

// QuoteNumber is the number of the quote that was made last: J-0342-Q2.
func (j Job) QuoteNumber() string { return fmt.Sprintf("%s-Q%d", j.Number, max(len(j.Quotes), 1)) }

// quoted makes a quote; the one before it is replaced, and so is its approval.
func (j Job) quoted(e Entry, who string, at time.Time, today calendar.Date) (Job, error) {
	if len(e.Work) == 0 {
		return j, domain.Wrong("work", "repair.no_work", nil)
	}
	if err := checkCharged(e.Work, j.Currency); err != nil {
		return j, err
	}
	if e.Expires == "" && j.Terms.QuoteDays > 0 {
		e.Expires = today.AddDays(j.Terms.QuoteDays)
	}
	if e.Expires != "" && (!e.Expires.Valid() || e.Expires < today) {
		return j, domain.Wrong("expires", "repair.expires", domain.Args{"date": string(e.Expires)})
	}
	if e.TaxRate < 0 || e.TaxRate > 5000 {
		return j, domain.Wrong("tax_rate", "repair.tax", domain.Args{"value": e.TaxRate})
	}
	work, err := j.judged(e.Work)
	if err != nil {
		return j, err
	}
	j.Work, j.Expires, j.TaxRate, j.TaxIncluded, j.Approval, j.ApprovedHow = work, e.Expires, e.TaxRate, e.TaxIncluded, "", ""
	j = j.answered(OfferReplaced, "", "", at)
	total := BillOf(work, j.Currency, j.TaxRate, j.TaxIncluded).Total
	j.Quotes = append(j.Quotes, Offer{No: len(j.Quotes) + 1, At: at, Who: who, Work: work, Total: total, TaxRate: j.TaxRate, TaxIncluded: j.TaxIncluded, Expires: e.Expires, Answer: OfferOpen})
	return j, nil
}

// answered closes the open quote.
func (j Job) answered(a OfferAnswer, by, how string, at time.Time) Job {
	j.Quotes = slices.Clone(j.Quotes)
	if o := j.Offer(); o != nil && (o.Answer == OfferOpen || a == OfferReplaced && o.Answer == OfferApproved) {
		o.Answer = a
		if a != OfferReplaced {
			o.By, o.How, o.Day = by, how, at
		}
	}
	return j
}

// approved records the customer's word.
//
// Errors: repair.expired, field.required, repair.how.
func (j Job) approved(e Entry, at time.Time, today calendar.Date) (Job, error) {
	if j.Expires != "" && today > j.Expires {
		return j, domain.Refuse("R12", "repair.expired", domain.Args{"date": j.Expires})
	}
	by, fault := domain.Line("approval", e.Approval, true)
	if fault != nil {
		return j, fault
	}
	if e.How == "" {
		return j, domain.Wrong("how", "field.required", nil)
	}
	if !slices.Contains(Answers(), e.How) {
		return j, domain.Wrong("how", "repair.how", domain.Args{"value": e.How})
	}
	j.Approval, j.ApprovedHow = by, e.How
	return j.answered(OfferApproved, by, e.How, at), nil
}
