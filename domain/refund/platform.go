package refund

import (
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/channel"
	"aftercare/domain/money"
	"aftercare/domain/order"
)

// Cause says why a platform refunded by itself.
type Cause string

// The causes (R7).
const (
	Overdue  Cause = "overdue"  // the order was past its ship-by
	Silence  Cause = "silence"  // a request was not answered in time
	Ruling   Cause = "ruling"   // a dispute was ruled
	Unlisted Cause = "unlisted" // the platform did not say
)

// Causes lists them as a form offers them.
func Causes() []Cause { return []Cause{Overdue, Silence, Ruling, Unlisted} }

// ByPlatform is a refund that the platform made by itself, as its file or its
// screen says.
type ByPlatform struct {
	Amount    money.Amount `json:"amount"`
	Cause     Cause        `json:"cause"`
	At        time.Time    `json:"at"`
	Reference string       `json:"reference"`
}

// PlatformMade books such a refund as paid by the platform, without consent
// (R7). It is never refused for its amount: above what was left of the order it
// is flagged.
//
// Errors: refund.amount, refund.currency, refund.cause, refund.at,
// refund.before_order, field.too_long.
func PlatformMade(o order.Order, earlier []Refund, b ByPlatform, who string, now time.Time) (Refund, error) {
	switch {
	case b.Amount.Currency != o.Currency:
		return Refund{}, currency(b.Amount, o)
	case b.Amount.Minor <= 0 || b.Amount.Minor > money.Limit:
		return Refund{}, domain.Wrong("amount", "refund.amount", domain.Args{"value": b.Amount})
	case !slices.Contains(Causes(), b.Cause):
		return Refund{}, domain.Wrong("cause", "refund.cause", domain.Args{"value": string(b.Cause)})
	case b.At.After(now):
		return Refund{}, domain.Wrong("at", "refund.at", nil)
	case b.At.Before(o.Placed):
		return Refund{}, domain.Wrong("at", "refund.before_order", domain.Args{"placed": o.Placed})
	}
	reference, e := domain.Line("reference", b.Reference, false)
	if e != nil {
		return Refund{}, e
	}
	left := Left(o, earlier)
	r := Refund{OrderID: o.ID, State: Paid, Amount: b.Amount, PaidBy: channel.PaidByPlatform, Method: Original, Cause: b.Cause,
		Reference: reference, Proposed: now, Filed: b.At, Paid: b.At, Who: who, Parts: platformParts(o, earlier, b.Amount)}
	if left.Less(b.Amount) {
		r.Above = b.Amount.Sub(left)
	}
	r.Taxes = taxes(o, taken(o, earlier), Assessment{Parts: r.Parts, Amount: r.Amount})
	return r, nil
}

// platformParts spreads what a platform gave back: what is left of the freight
// once the goods are paid back in full, the rest on the lines by what is left
// on them. Nobody said which units it is for.
func platformParts(o order.Order, earlier []Refund, amount money.Amount) []Part {
	g := taken(o, earlier)
	shares, weights, goodsLeft := o.Shares(), make([]int64, len(o.Lines)), money.Of(0, o.Currency)
	for i, l := range o.Lines {
		rest := shares[i]
		if used, ok := g.lines[l.No]; ok {
			rest = rest.Sub(used).Max(money.Of(0, o.Currency))
		}
		weights[i], goodsLeft = rest.Minor, goodsLeft.Add(rest)
	}
	var parts []Part
	freight := amount.Sub(goodsLeft).Max(money.Of(0, o.Currency)).Min(o.Freight().Sub(g.ship).Max(money.Of(0, o.Currency)))
	for i, a := range money.Split(amount.Sub(freight), weights) {
		if a.Minor > 0 {
			parts = append(parts, Part{Kind: Goods, Line: o.Lines[i].No, Title: o.Lines[i].Title, Whole: weights[i] > 0 && a.Minor >= weights[i], Amount: a})
		}
	}
	if freight.Minor > 0 || len(parts) == 0 {
		parts = append(parts, Part{Kind: Freight, Amount: amount.Sub(sumOf(parts, o.Currency))})
	}
	return parts
}

func sumOf(parts []Part, c money.Currency) money.Amount {
	sum := money.Of(0, c)
	for _, p := range parts {
		sum = sum.Add(p.Amount)
	}
	return sum
}
