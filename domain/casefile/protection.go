package casefile

import (
	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/money"
	"aftercare/domain/order"
)

// Protection is the price drop that a case claims (R5): the old and the new
// order of the same product, and the difference that is paid.
type Protection struct {
	NewOrder  domain.ID     `json:"new_order"`
	Number    string        `json:"number"`
	Old       money.Amount  `json:"old"` // paid for one unit
	New       money.Amount  `json:"new"`
	Quantity  int           `json:"quantity"` // the smaller
	Bought    calendar.Date `json:"bought"`
	Until     calendar.Date `json:"until"` // the last day
	Again     calendar.Date `json:"again"` // the day of the new order
	Confirmed Known         `json:"confirmed"`
	Amount    money.Amount  `json:"amount"`
	Same      bool          `json:"same"` // the new order has the product
}

// priceDays is how long a price is protected where a policy says nothing.
const priceDays = 7

// protection compares the line that a request names with the same product of
// the newer order. The day of purchase is day 0.
//
//	Sun 1 March, 2 × 120.00; Sun 8 March, 1 × 99.00     21.00
//	on 9 March                                          refused
func protection(q Request, s Setting) Protection {
	days := s.Terms.Policy.PriceDays
	if days == 0 {
		days = priceDays
	}
	day := calendar.DateOf(s.Order.Placed, s.Terms.Zone)
	p := Protection{NewOrder: s.Newer.ID, Number: s.Newer.Number, Bought: day, Until: day.AddDays(days), Again: calendar.DateOf(s.Newer.Placed, s.Terms.Zone),
		Amount: money.Of(0, s.Order.Currency), Old: money.Of(0, s.Order.Currency), New: money.Of(0, s.Order.Currency)}
	if s.Order.State == order.Completed || s.Order.State == order.Delivered || !s.Order.SignOff.At.IsZero() {
		p.Confirmed = Yes
	}
	if s.Newer.Currency != s.Order.Currency {
		return p
	}
	for _, it := range q.Items {
		old, err := s.Order.Line(it.Line)
		if err != nil {
			continue
		}
		for i, l := range s.Newer.Lines {
			if l.SKU != old.SKU || l.Variant != old.Variant || l.Quantity == 0 {
				continue
			}
			n := min(it.Quantity, l.Quantity)
			was := money.Portion(s.Order.Shares()[indexOf(s.Order, it.Line)], old.Quantity, 0, n)
			is := money.Portion(s.Newer.Shares()[i], l.Quantity, 0, n)
			p.Same, p.Quantity = true, p.Quantity+n
			p.Old, p.New = money.Portion(was, n, 0, 1), money.Portion(is, n, 0, 1)
			p.Amount = p.Amount.Add(was.Sub(is).Max(money.Of(0, s.Order.Currency)))
			break
		}
	}
	return p
}

func indexOf(o order.Order, line int) int {
	for i, l := range o.Lines {
		if l.No == line {
			return i
		}
	}
	return 0
}

// fired are the rules of a price drop with what they saw.
func (p Protection) fired() []domain.Fired {
	args := domain.Args{"bought": p.Bought, "until": p.Until, "again": p.Again, "amount": p.Amount, "old": p.Old, "new": p.New, "n": p.Quantity, "number": p.Number}
	if !p.Same {
		return []domain.Fired{{Rule: "R5", Code: "price_other_product", Answer: domain.Denied, Args: args}}
	}
	out := []domain.Fired{{Rule: "R5", Code: "price_in_time", Answer: domain.Pass, Args: args}}
	if p.Again > p.Until || p.Again < p.Bought {
		out[0].Code, out[0].Answer = "price_too_late", domain.Denied
	}
	if p.Confirmed != Yes {
		out = append(out, domain.Fired{Rule: "R5", Code: "price_not_confirmed", Answer: domain.Ask, Args: args})
	}
	if p.Amount.Zero() {
		return append(out, domain.Fired{Rule: "R5", Code: "price_not_lower", Answer: domain.Denied, Args: args})
	}
	return append(out, domain.Fired{Rule: "R5", Code: "price_difference", Answer: domain.Pass, Args: args})
}
