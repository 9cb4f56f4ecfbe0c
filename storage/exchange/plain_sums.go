package exchange

import (
	"strings"

	"aftercare/domain"
	"aftercare/domain/money"
)

// currencyOf finds the currency of the order: a column's, the format's own, a
// sign's, else the shop's. Without one no amount can be read.
func (p *plain) currencyOf(r *reading) bool {
	o, l := &r.facts, r.first()
	code := strings.ToUpper(r.text(int(fCurrency)))
	switch {
	case code != "" && !known(code):
		r.fault(l, int(fCurrency), "import.currency_unknown")
		return false
	case code != "":
		o.Currency = money.Currency(code)
	case p.currency != "":
		o.Currency = p.currency
	default:
		o.Currency, o.Guessed = p.signed(r)
	}
	if o.Currency == "" {
		r.fault(l, int(fCurrency), "import.currency_missing")
		return false
	}
	return true
}

// signed reads the currency off the first amount that has a sign; guessed says
// that none had, and that the shop's own is taken.
func (p *plain) signed(r *reading) (c money.Currency, guessed bool) {
	home := r.f.opts.Currency
	for i := range r.lines {
		for f, col := range r.f.format.columns {
			if !col.amount || len(r.lines[i].cells[f]) == 0 {
				continue
			}
			switch c := signOf(r.lines[i].cells[f]); {
			case c == "$" && p.dollar != "":
				return p.dollar, false
			case c == "$" && dollars[home]:
				return home, false
			case c == "$":
				return "USD", false
			case c != "":
				return money.Currency(c), false
			}
		}
	}
	return home, true
}

// sums reads the order's amounts and sees whether they add up, one minor unit
// per line allowed. What no column explains and makes the order cheaper is a
// discount that the platform gave; what makes it dearer is a fault. What the
// file does not say stays unsaid.
func (p *plain) sums(r *reading) {
	o := &r.facts
	o.Shipping = r.summed(fShipping, fLineShipping)
	o.Tax = r.summed(fTax, fLineTax)
	o.Discount = r.summed(fDiscount, fDiscount2)
	o.Refunded = r.summed(fRefunded, fLineRefunded)
	o.PaidSum, _ = r.whole(fPaid)
	total, said := r.whole(fTotal)
	goods, priced := r.goodsOf()
	if p.partial {
		return // what the order costs is in the other file
	}
	if !said && !priced && o.PaidSum.Currency != "" {
		total, said = o.PaidSum, true
	}
	switch {
	case !priced && !said:
		return // a file without amounts
	case !priced:
		goods = max(total.Minor-o.Shipping.Minor-o.Tax.Minor+o.Discount.Minor, 0)
		r.share(goods)
	case !said:
		total = money.Of(max(goods+o.Shipping.Minor+o.Tax.Minor-o.Discount.Minor, 0), o.Currency)
	}
	o.Total = total
	if o.PaidSum.Currency == "" {
		o.PaidSum = total
	}
	if len(o.Faults) == 0 {
		p.balance(r, goods)
	}
	if len(o.Faults) == 0 {
		if tax, _ := r.whole(fShippingTax); tax.Minor > 0 {
			o.ShippingTax = tax
		}
		*o = o.Rated()
	}
}

// summed is what the order's row says of a sum, whatever its sign, and a second
// column beside it: another sum of the order, which is added, or one that stands
// by line, which counts where the order's own is not said. facts is no column.
// Nothing said is no amount.
func (r *reading) summed(whole, beside fact) (sum money.Amount) {
	if whole != facts {
		sum, _ = r.whole(whole)
	}
	if r.f.format.columns[beside].line && sum.Currency != "" {
		return sum
	}
	if more, said := r.whole(beside); said {
		sum = money.Of(sum.Minor+more.Minor, r.facts.Currency)
	}
	return sum
}

// whole is a sum of the whole order, whatever its sign. Where the rows have it
// each for itself it is the sum of theirs, unless a row of the order's own
// stands above them.
func (r *reading) whole(f fact) (sum money.Amount, said bool) {
	rows := r.lines
	own := len(rows) > 1 && unknown(rows[0].cells[fTitle]) && !unknown(rows[0].cells[f])
	if own || !r.f.format.columns[f].line {
		rows = rows[:1]
	}
	for i := range rows {
		if a, ok := r.money(&rows[i], int(f)); ok {
			sum, said = money.Of(sum.Minor+max(a.Minor, -a.Minor), r.facts.Currency), true
		}
	}
	return sum, said
}

// goodsOf is what the lines cost together; priced is false when none says.
func (r *reading) goodsOf() (sum int64, priced bool) {
	for _, x := range r.facts.Lines {
		sum += x.Price.Minor*int64(x.Quantity) - x.Discount.Minor
		priced = priced || x.Price.Currency != ""
	}
	return sum, priced
}

// share spreads a sum over lines that have no prices, by their pieces.
func (r *reading) share(sum int64) {
	o := &r.facts
	weights := make([]int64, len(o.Lines))
	for i, x := range o.Lines {
		weights[i] = int64(max(x.Quantity, 0))
	}
	for i, part := range money.Split(money.Of(sum, o.Currency), weights) {
		x := each(o.Lines[i].Title, o.Lines[i].Quantity, part)
		o.Lines[i].Price, o.Lines[i].Discount = x.Price, x.Discount
	}
	if len(o.Lines) > 1 {
		r.hint(r.first(), int(fTotal), "import.prices_shared")
	}
}

// balance explains the total by goods, freight, tax and discount.
func (p *plain) balance(r *reading, goods int64) {
	o := &r.facts
	slack := int64(len(o.Lines)) + 1
	net := goods + o.Shipping.Minor
	switch total := o.Total.Minor; {
	case near(net+o.Tax.Minor-o.Discount.Minor, total, slack):
	case near(net-o.Discount.Minor, total, slack):
		o.TaxInc = o.Tax.Minor > 0
	case near(net+o.Tax.Minor, total, slack): // the lines are reduced already
		o.Discount.Minor = 0
	case near(net, total, slack):
		o.Discount.Minor, o.TaxInc = 0, o.Tax.Minor > 0
	case net > total:
		o.Discount = money.Of(net-total, o.Currency)
		o.TaxInc = o.Tax.Minor > 0
	case p.loose:
		r.hintWith(r.first(), int(fTotal), "import.total_unexplained", domain.Args{"sum": money.Of(net, o.Currency)})
	default:
		r.faultWith(r.first(), int(fTotal), "import.total_differs", domain.Args{"sum": money.Of(net+o.Tax.Minor, o.Currency)})
	}
}
