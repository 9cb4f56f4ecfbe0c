package desk

import (
	"context"
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/money"
	"aftercare/domain/refund"
)

// Payouts is the payout list of a day: what was verified for it, and what of
// earlier lists is still not paid.
type Payouts struct {
	Day     calendar.Date  `json:"day"`
	Closing calendar.Clock `json:"closing"`
	Rows    []GoodwillRow  `json:"rows"`
	Waiting []GoodwillRow  `json:"waiting"` // not verified yet: none of them is paid
	Sums    []money.Amount `json:"sums"`    // of what is on the list, for each currency
	Unpaid  []money.Amount `json:"unpaid"`  // of that, what is still to be paid
}

// PayoutList is what is paid on a day (R9); no day is the shop's today.
//
// Errors: date.not_a_date.
func (d *Desk) PayoutList(ctx context.Context, day calendar.Date) (Payouts, error) {
	var out Payouts
	err := d.view(ctx, func(tx Tx, s setting) error {
		var err error
		out, err = payouts(tx, s, day)
		return err
	})
	return out, err
}

func payouts(tx Tx, s setting, day calendar.Date) (Payouts, error) {
	if day == "" {
		day = s.today()
	}
	if !day.Valid() {
		return Payouts{}, domain.Wrong("day", "date.not_a_date", domain.Args{"value": string(day)})
	}
	out := Payouts{Day: day, Closing: s.shop.Closing}
	if out.Closing == "" {
		out.Closing = refund.Closing
	}
	of, err := tx.GoodwillOn(day)
	if err != nil {
		return out, err
	}
	for _, g := range of {
		row, err := goodwillRow(tx, g)
		if err != nil {
			return out, err
		}
		out.Rows = append(out.Rows, row)
	}
	open, err := tx.GoodwillPage(GoodwillQuery{Open: true, Limit: mostPayouts})
	if err != nil {
		return out, err
	}
	for _, row := range slices.Backward(open) { // oldest first
		switch {
		case row.State == refund.GoodwillVerified && row.Day < day:
			out.Rows = append(out.Rows, row)
		case row.State == refund.GoodwillProposed || row.State == refund.GoodwillFailed:
			out.Waiting = append(out.Waiting, row)
		}
	}
	var all, unpaid purse
	for _, row := range out.Rows {
		all = all.add(row.Amount)
		if row.State == refund.GoodwillVerified {
			unpaid = unpaid.add(row.Amount)
		}
	}
	out.Sums, out.Unpaid = all.list(), unpaid.list()
	return out, nil
}

// mostPayouts is more than a small shop ever has open.
const mostPayouts = 2000

// PayRequest pays a list together.
type PayRequest struct {
	Day calendar.Date `json:"day"` // "": today
	At  time.Time     `json:"at"`  // zero: now
}

// PayList records that all of a day's list that was not paid yet was paid
// together: all of it or none (R9).
//
// Errors: payout.nothing, date.not_a_date, and those of refund.Goodwill.Pays.
func (d *Desk) PayList(ctx context.Context, r PayRequest) (Payouts, error) {
	var out Payouts
	err := d.update(ctx, func(tx Tx, s setting) error {
		list, err := payouts(tx, s, r.Day)
		if err != nil {
			return err
		}
		at := r.At
		if at.IsZero() {
			at = s.now
		}
		n := 0
		for _, row := range list.Rows {
			if row.State != refund.GoodwillVerified {
				continue
			}
			g, err := row.Goodwill.Pays(s.who(), at, s.now)
			if err != nil {
				return err
			}
			if err := putGoodwill(tx, s, &g, "goodwill.pay"); err != nil {
				return err
			}
			n++
		}
		if n == 0 {
			return domain.Refuse("R9", "payout.nothing", domain.Args{"day": list.Day})
		}
		if err := s.record(tx, "payout.pay", "payout", 1, domain.Args{"day": string(list.Day), "count": n}); err != nil {
			return err
		}
		out, err = payouts(tx, s, list.Day)
		return err
	})
	return out, err
}
