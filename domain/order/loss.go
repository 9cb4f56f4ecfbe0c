package order

import (
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/money"
)

// Cause is why an order was late, and what it cost is booked under.
type Cause string

// The causes of lateness.
const (
	CauseNoStock  Cause = "no_stock"
	CauseSupplier Cause = "supplier"
	CausePacking  Cause = "packing" // the shop's own hands were full
	CauseCarrier  Cause = "carrier" // did not fetch it
	CauseMissed   Cause = "missed"  // nobody looked
	CauseOther    Cause = "other"
)

// Causes lists them in the order in which a form offers them.
func Causes() []Cause {
	return []Cause{CauseNoStock, CauseSupplier, CausePacking, CauseCarrier, CauseMissed, CauseOther}
}

// Loss is what lateness cost (R3): the refund that is not recovered, the
// platform's fee, freight, a penalty, less what came back. All amounts are in
// the order's currency and not negative.
type Loss struct {
	No        int          `json:"no"`
	At        time.Time    `json:"at"`
	Who       string       `json:"who"`
	Cause     Cause        `json:"cause"`
	Refund    money.Amount `json:"refund"`
	Fee       money.Amount `json:"fee"`
	Freight   money.Amount `json:"freight"`
	Penalty   money.Amount `json:"penalty"`
	Recovered money.Amount `json:"recovered"`
	Note      string       `json:"note,omitempty"`
}

// Amount is refund + fee + freight + penalty - recovered.
func (l Loss) Amount() money.Amount {
	return money.Of(l.Refund.Minor+l.Fee.Minor+l.Freight.Minor+l.Penalty.Minor-l.Recovered.Minor, l.Refund.Currency)
}

// Lost books a loss from lateness.
//
// Errors: loss.cause, loss.not_late, loss.negative, loss.currency, loss.nothing,
// loss.recovered when more came back than was lost.
func (o Order) Lost(l Loss, who string, now time.Time) (Order, error) {
	var es domain.Errors
	if !slices.Contains(Causes(), l.Cause) {
		es = append(es, domain.Wrong("cause", "loss.cause", domain.Args{"value": string(l.Cause)}))
	}
	for _, a := range []struct {
		field string
		at    *money.Amount
	}{{"refund", &l.Refund}, {"fee", &l.Fee}, {"freight", &l.Freight}, {"penalty", &l.Penalty}, {"recovered", &l.Recovered}} {
		if a.at.Currency == "" {
			a.at.Currency = o.Currency
		}
		switch {
		case a.at.Currency != o.Currency:
			es = append(es, domain.Wrong(a.field, "loss.currency", domain.Args{"currency": string(o.Currency)}))
		case a.at.Minor < 0 || a.at.Minor > money.Limit:
			es = append(es, domain.Wrong(a.field, "loss.negative", nil))
		}
	}
	var e *domain.Error
	if l.Note, e = domain.Text("note", l.Note, false); e != nil {
		es = append(es, e)
	}
	if len(es) > 0 {
		return o, es
	}
	lost := l.Amount().Add(l.Recovered)
	switch {
	case !o.WasLate(now):
		return o, domain.Refuse("R3", "loss.not_late", domain.Args{"order": o.Number})
	case lost.Zero():
		return o, domain.Wrong("refund", "loss.nothing", nil)
	case l.Amount().Minor < 0:
		return o, domain.Wrong("recovered", "loss.recovered", domain.Args{"lost": lost})
	}
	l.No, l.At, l.Who = len(o.Losses)+1, now, who
	o.Losses = append(slices.Clone(o.Losses), l)
	return o, nil
}

// WasLate says whether the order ever stood past the shop's first promise: while
// it waited, when it left, or when it was cancelled.
func (o Order) WasLate(now time.Time) bool {
	if o.First.Due.None() {
		return false
	}
	until := now
	switch {
	case !o.ShippedAt.IsZero():
		until = o.ShippedAt
	case !o.Cancelled.IsZero():
		until = o.Cancelled
	}
	return !until.Before(o.First.Due.At)
}

// LossShares spreads what a loss cost over the order's lines in proportion to
// their amounts, so that it can be reported by product. They sum to it.
func (o Order) LossShares(l Loss) []money.Amount {
	weights := make([]int64, len(o.Lines))
	for i, line := range o.Lines {
		weights[i] = line.Amount().Minor
	}
	return money.Split(l.Amount(), weights)
}
