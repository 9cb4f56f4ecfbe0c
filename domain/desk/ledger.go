package desk

import (
	"context"
	"slices"
	"strings"

	"aftercare/domain/calendar"
	"aftercare/domain/channel"
	"aftercare/domain/money"
	"aftercare/domain/refund"
)

// LedgerFigures are the sums over the refund ledger, one amount for each
// currency, in the order of the currencies' codes: they are never added across.
type LedgerFigures struct {
	Filed      []money.Amount `json:"filed"`       // filed, not yet paid
	Chase      []money.Amount `json:"chase"`       // of those, what should have arrived
	ByShop     []money.Amount `json:"by_shop"`     // paid by the shop, in this month
	ByPlatform []money.Amount `json:"by_platform"` // paid by platforms, in this month
	ToChase    int            `json:"to_chase"`
}

// ledgerPage is how many refunds are read at once; ledgerReach is how many days
// before the month a refund may have been proposed that was paid in it: the
// slowest method takes 28 days, and a bounce doubles that.
const (
	ledgerPage  = 500
	ledgerReach = 92
)

// LedgerFigures sums up the refund ledger: what is on its way now, and what
// was paid since the first of this month (R9).
func (d *Desk) LedgerFigures(ctx context.Context) (LedgerFigures, error) {
	var out LedgerFigures
	err := d.view(ctx, func(tx Tx, s setting) error {
		sums := ledgerSums{today: s.today(), setting: s}
		if err := refunds(tx, RefundQuery{Open: true}, sums.open); err != nil {
			return err
		}
		if err := refunds(tx, RefundQuery{}, sums.paid); err != nil {
			return err
		}
		out = LedgerFigures{Filed: sums.filed.list(), Chase: sums.chase.list(), ByShop: sums.shop.list(), ByPlatform: sums.platform.list(), ToChase: sums.late}
		return nil
	})
	return out, err
}

// refunds walks through a list of refunds until each says stop.
func refunds(tx Tx, q RefundQuery, each func(refund.Refund) (more bool)) error {
	for q.Limit = ledgerPage; ; q.Offset += ledgerPage {
		rows, err := tx.RefundPage(q)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if !each(r.Refund) {
				return nil
			}
		}
		if len(rows) < ledgerPage {
			return nil
		}
	}
}

type ledgerSums struct {
	setting
	today                        calendar.Date
	filed, chase, shop, platform purse
	late                         int
}

func (l *ledgerSums) open(r refund.Refund) bool {
	if r.State != refund.Filed {
		return true
	}
	l.filed = l.filed.add(r.Amount)
	if r.To != "" && r.To < l.today {
		l.chase = l.chase.add(r.Amount)
		l.late++
	}
	return true
}

func (l *ledgerSums) paid(r refund.Refund) bool {
	month := l.today.AddDays(1 - l.today.Day())
	if calendar.DateOf(r.Proposed, l.zone) < month.AddDays(-ledgerReach) {
		return false
	}
	if r.State != refund.Paid || calendar.DateOf(r.Paid, l.zone) < month {
		return true
	}
	if r.PaidBy == channel.PaidByPlatform {
		l.platform = l.platform.add(r.Amount)
	} else {
		l.shop = l.shop.add(r.Amount)
	}
	return true
}

// purse holds one amount for each currency.
type purse map[money.Currency]money.Amount

func (p purse) add(a money.Amount) purse {
	if p == nil {
		p = purse{}
	}
	sum, ok := p[a.Currency]
	if !ok {
		sum = money.Of(0, a.Currency)
	}
	p[a.Currency] = sum.Add(a)
	return p
}

func (p purse) list() []money.Amount {
	var out []money.Amount
	for _, a := range p {
		out = append(out, a)
	}
	slices.SortFunc(out, func(a, b money.Amount) int { return strings.Compare(string(a.Currency), string(b.Currency)) })
	return out
}
