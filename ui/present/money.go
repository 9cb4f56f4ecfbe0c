package present

import (
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/domain/refund"
	"aftercare/ui/text"
)

// RefundPart says what a part of a refund pays for.
func RefundPart(w *text.Words, p refund.Part) string {
	switch {
	case p.Kind == refund.Deduction && p.For != "":
		words := []string{w.T("deduct." + string(p.For))}
		if p.Reason != "" {
			words = append(words, p.Reason)
		}
		return w.T("money.deducted", domain.Args{"reason": w.List(words)})
	case p.Kind == refund.Deduction:
		return w.T("money.deducted", domain.Args{"reason": p.Reason})
	case p.Kind == refund.Freight:
		return w.T("part.freight")
	case p.Whole:
		return p.Title
	case p.Units == 0:
		return w.T("money.part_of", domain.Args{"title": p.Title})
	}
	return Units(w, p.Units, p.Title)
}

// RefundFor says in few words what a refund pays for: goods, shipping, a sum.
func RefundFor(w *text.Words, r refund.Refund) string {
	var kinds []string
	seen := map[string]bool{}
	for _, p := range r.Parts {
		key := "part." + string(p.Kind)
		if p.Kind == refund.Goods && p.Units == 0 && !p.Whole {
			key = "money.part_refund"
		}
		if p.Kind != refund.Deduction && !seen[key] {
			seen[key] = true
			kinds = append(kinds, w.T(key))
		}
	}
	return w.List(kinds)
}

// RefundDue shows when money of a refund is due, or when it was paid.
func RefundDue(w *text.Words, r refund.Refund, now time.Time, zone *time.Location) Mark {
	today := calendar.DateOf(now, zone)
	switch {
	case r.State == refund.Paid:
		return Mark{"", Neutral, w.Day(calendar.DateOf(r.Paid, zone))}
	case r.State == refund.Failed:
		return Mark{Octagon, Late, w.T("money.bounced")}
	case r.State != refund.Filed:
		return Mark{"", Muted, w.T("money.not_filed")}
	case Chase(r, now, zone):
		return Mark{Triangle, Late, w.N("left.over_days", today.Days(r.To))}
	case r.To == today:
		return Mark{Pie, Warn, w.Day(r.To)}
	}
	return Mark{"", Neutral, w.Day(r.To)}
}

// Chase says whether money that was filed should have arrived by now.
func Chase(r refund.Refund, now time.Time, zone *time.Location) bool {
	return r.State == refund.Filed && r.To != "" && r.To < calendar.DateOf(now, zone)
}

// Payer says who pays a refund out: the shop, or the platform by its name.
func Payer(w *text.Words, r refund.Refund, channel string) string {
	if r.PaidBy == "platform" && channel != "" {
		return channel
	}
	return w.T("payer." + string(r.PaidBy))
}

// Sums writes totals one a line, one for each currency: they are never added
// across. The shop's own comes first.
func Sums(w *text.Words, sums []money.Amount, own money.Currency) string {
	if len(sums) == 0 {
		return w.Money(money.Of(0, own))
	}
	var first, rest []string
	for _, a := range sums {
		if a.Currency == own {
			first = append(first, w.Money(a))
		} else {
			rest = append(rest, w.Money(a))
		}
	}
	return strings.Join(append(first, rest...), "\n")
}

// Figures are the four sums over the ledger, ready to show.
func Figures(w *text.Words, f desk.LedgerFigures, own money.Currency) (filed, chase, byShop, byPlatform string) {
	return Sums(w, f.Filed, own), Sums(w, f.Chase, own), Sums(w, f.ByShop, own), Sums(w, f.ByPlatform, own)
}

// BookState is where a row of the books stands: on its way, paid, or received.
func BookState(w *text.Words, r refund.Row) Mark {
	switch {
	case !r.Paid:
		return Mark{Shape: Half, Tone: Info, Word: w.T("money.row.filed")}
	case r.Direction == refund.In:
		return Mark{Shape: Tick, Tone: Ok, Word: w.T("money.row.received")}
	}
	return Mark{Shape: Tick, Tone: Ok, Word: w.T("money.row.paid")}
}
