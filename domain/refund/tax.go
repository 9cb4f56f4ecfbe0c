package refund

import (
	"slices"

	"aftercare/domain/money"
	"aftercare/domain/order"
)

// Tax is the part of a refund that bears one rate: net and tax sum to what goes
// back at that rate.
type Tax struct {
	Rate int64        `json:"rate"` // hundredths of a per cent; Blended when the order names none
	Net  money.Amount `json:"net"`
	Tax  money.Amount `json:"tax"`
}

// Blended is the rate of an order that knows its tax as one sum only.
const Blended int64 = -1

// Gross is net and tax.
func (t Tax) Gross() money.Amount { return t.Net.Add(t.Tax) }

// taxes splits a refund per rate (R9). Each rate's net is worked out on all that
// went back at that rate so far, less what earlier refunds booked: so that any
// order of refunds ends on the same net and tax, to the cent.
func taxes(o order.Order, g given, a Assessment) []Tax {
	rated := o.Rated()
	if !rated && o.Tax.Minor <= 0 {
		return nil
	}
	gross := grossByRate(o, a, rated)
	var rates []int64
	for rate := range gross {
		rates = append(rates, rate)
	}
	slices.Sort(rates)
	var out []Tax
	for _, rate := range rates {
		if gross[rate] == 0 {
			continue
		}
		before, after := g.taxed[rate], g.taxed[rate]+gross[rate]
		net := netOf(o, after, rate).Sub(netOf(o, before, rate))
		out = append(out, Tax{Rate: rate, Net: net, Tax: money.Of(gross[rate], o.Currency).Sub(net)})
	}
	return out
}

// grossByRate is what goes back at each rate. A deduction lowers the goods'
// rates in proportion to what they give back.
func grossByRate(o order.Order, a Assessment, rated bool) map[int64]int64 {
	if !rated {
		return map[int64]int64{Blended: a.Amount.Minor}
	}
	gross, kept, freight := map[int64]int64{}, int64(0), int64(0)
	for _, p := range a.Parts {
		switch p.Kind {
		case Goods:
			gross[o.Lines[p.Line-1].TaxRate] += p.Amount.Minor
		case Freight:
			freight += p.Amount.Minor
		case Deduction:
			kept -= p.Amount.Minor
		}
	}
	var rates, weights []int64
	for rate := range gross {
		rates = append(rates, rate)
	}
	slices.Sort(rates)
	for _, rate := range rates {
		weights = append(weights, gross[rate])
	}
	for i, d := range money.Split(money.Of(kept, o.Currency), weights) {
		gross[rates[i]] -= d.Minor
	}
	gross[o.ShippingTaxRate] += freight
	return gross
}

// netOf is the net of a gross sum at a rate. Where the order knows one sum of
// tax only, its net is in proportion to what was paid.
func netOf(o order.Order, gross, rate int64) money.Amount {
	sum := money.Of(gross, o.Currency)
	if rate == Blended {
		tax := o.Tax.Min(o.Paid).Minor
		return money.Split(sum, []int64{o.Paid.Minor - tax, tax})[0]
	}
	net, _ := money.NetOf(sum, rate)
	return net
}
