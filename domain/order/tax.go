package order

import (
	"slices"

	"aftercare/domain/money"
)

// Rated fills in at which rates the lines and the freight are taxed, in
// hundredths of a per cent, where the file tells (R9): by the tax that each line
// bears, by a rate that it names, or by one sum of tax that only one round rate
// explains. What is not certain stays unsaid: then a refund takes its tax in
// proportion to what was paid.
//
//	10.00 with 1.00 of tax, 20.00 with 4.00     1000 and 2000
//	300.00 and freight 50.00, tax 28.00         800, the freight too
//	300.00 and freight 50.00, tax 24.00         800, the freight untaxed
//	3.00, tax 0.24                              not said: 7.7 % would fit as well
func (f Facts) Rated() Facts {
	f.Lines = slices.Clone(f.Lines)
	if slices.ContainsFunc(f.Lines, func(l LineFacts) bool { return l.Tax.Currency != "" }) {
		return f.ratedByLine()
	}
	if f.Tax.Minor <= 0 || len(f.Lines) == 0 {
		return f
	}
	return f.ratedByOrder()
}

// ratedByLine takes the rates off the lines' own taxes; what the order's tax has
// beyond them lies on the freight.
func (f Facts) ratedByLine() Facts {
	rates := make([]int64, len(f.Lines)+1)
	rest, ok := f.Tax.Minor, true
	if f.ShippingTax.Minor > 0 && rest == f.linesTax() {
		rest += f.ShippingTax.Minor // the file's sum is that of the lines
	}
	for i, l := range f.Lines {
		rest -= l.Tax.Minor
		if rates[i], ok = rateOf(l.amount(), l.Tax, f.TaxInc); !ok {
			return f
		}
	}
	last := len(f.Lines)
	if rest != 0 {
		if rates[last], ok = rateOf(inCurrency(f.Shipping, f.Currency), money.Of(rest, f.Currency), f.TaxInc); !ok {
			return f // a tax that neither lines nor freight explain
		}
		f.ShippingTaxRate = &rates[last]
	}
	for i := range f.Lines {
		f.Lines[i].TaxRate = &rates[i]
	}
	return f
}

func (f Facts) linesTax() (sum int64) {
	for _, l := range f.Lines {
		sum += l.Tax.Minor
	}
	return sum
}

// ratedByOrder tries what the one sum of tax can mean: it lies on the goods, or
// on the freight too.
func (f Facts) ratedByOrder() Facts {
	goods := f.taxable()
	whole := goods.Add(inCurrency(f.Shipping, f.Currency))
	slack := int64(len(f.Lines)) // each line was rounded
	fits := func(base money.Amount) (int64, bool) {
		if f.TaxNamed > 0 {
			return f.TaxNamed, f.TaxNamed <= MaxTaxRate && near(taxOn(base, f.TaxNamed, f.TaxInc), f.Tax, slack+1)
		}
		return roundRate(base, f.Tax, f.TaxInc, slack)
	}
	rate, onGoods := fits(goods)
	both, onBoth := fits(whole)
	switch {
	case whole == goods, onGoods && !onBoth:
		onBoth = false
	case onBoth && !onGoods:
		rate = both
	default:
		return f // neither, or one cannot tell
	}
	if !onGoods && !onBoth {
		return f
	}
	for i, l := range f.Lines {
		of := rate
		if l.Untaxed {
			of = 0
		}
		f.Lines[i].TaxRate = &of
	}
	if onBoth {
		f.ShippingTaxRate = &rate
	}
	return f
}

// taxable is what the taxed lines cost, after their part of the order's discount.
func (f Facts) taxable() money.Amount {
	weights := make([]int64, len(f.Lines))
	for i, l := range f.Lines {
		weights[i] = l.amount().Minor
	}
	sum := money.Of(0, f.Currency)
	off := money.Split(inCurrency(f.Discount, f.Currency), weights)
	for i, l := range f.Lines {
		if !l.Untaxed {
			sum.Minor += weights[i] - off[i].Minor
		}
	}
	return sum
}

// amount is what the line costs, less its own discount.
func (l LineFacts) amount() money.Amount {
	return money.Of(l.Price.Minor*int64(l.Quantity)-l.Discount.Minor, l.Price.Currency)
}

// taxOn is the tax on an amount: within it, or on top.
func taxOn(base money.Amount, rate int64, within bool) money.Amount {
	if within {
		_, tax := money.NetOf(base, rate)
		return tax
	}
	return money.Percent(base, rate)
}

func near(a, b money.Amount, slack int64) bool {
	return a.Minor-b.Minor <= slack && b.Minor-a.Minor <= slack
}

// steps are how round a rate is, the roundest first: 1 %, 0.5 %, 0.25 %, 0.1 %,
// 0.05 %.
var steps = [...]int64{100, 50, 25, 10, 5}

// rateOf is the rate of one line: the roundest that gives its tax to the cent,
// else the nearest. A tax that no rate gives is refused.
func rateOf(base, tax money.Amount, within bool) (int64, bool) {
	nearest, ok := nearestRate(base, tax, within)
	if !ok || tax.Zero() {
		return 0, ok
	}
	for _, step := range steps {
		if r := (nearest + step/2) / step * step; taxOn(base, r, within).Minor == tax.Minor {
			return r, true
		}
	}
	return nearest, near(taxOn(base, nearest, within), tax, 1)
}

// odds is how seldom chance alone may give a round rate: once in twenty.
const odds = 20

// roundRate is the one round rate that explains a sum of tax, of several lines
// that were rounded each for itself. Of small sums nearly every tax fits some
// rate: none is taken then.
func roundRate(base, tax money.Amount, within bool, slack int64) (int64, bool) {
	nearest, ok := nearestRate(base, tax, within)
	if !ok {
		return 0, false
	}
	for _, step := range steps[:2] {
		apart := taxOn(base, step, false).Minor // two such rates differ by this much
		if r := (nearest + step/2) / step * step; r > 0 && odds*(2*slack+1) <= apart && near(taxOn(base, r, within), tax, slack) {
			return r, true
		}
	}
	return 0, false
}

func nearestRate(base, tax money.Amount, within bool) (int64, bool) {
	net := base.Minor
	if within {
		net -= tax.Minor
	}
	switch {
	case tax.Minor == 0:
		return 0, true
	case net <= 0 || tax.Minor < 0 || tax.Minor > net:
		return 0, false
	}
	return (tax.Minor*MaxTaxRate + net/2) / net, true
}
