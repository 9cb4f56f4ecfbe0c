package order_test

import (
	"testing"

	"aftercare/domain/money"
	"aftercare/domain/order"
)

// A file tells the rates by line, by name, or by a sum that one round rate alone
// explains; what is not certain stays unsaid.
func TestFacts_Rated(t *testing.T) {
	hk := func(minor int64) money.Amount { return money.Of(minor, "HKD") }
	line := func(price, tax int64) order.LineFacts {
		l := order.LineFacts{Title: "x", Quantity: 1, Price: hk(price)}
		if tax >= 0 {
			l.Tax = hk(tax)
		}
		return l
	}
	facts := func(tax, shipping int64, inc bool, lines ...order.LineFacts) order.Facts {
		return order.Facts{Currency: "HKD", Tax: hk(tax), Shipping: hk(shipping), TaxInc: inc, Lines: lines}
	}
	named := func(f order.Facts, rate int64) order.Facts { f.TaxNamed = rate; return f }
	free := func(f order.Facts, i int) order.Facts { f.Lines[i].Untaxed = true; return f }
	off := func(f order.Facts, discount int64) order.Facts { f.Discount = hk(discount); return f }
	const none = -1
	for name, row := range map[string]struct {
		f       order.Facts
		rates   []int64
		freight int64
	}{
		"by line, on top":                      {facts(500, 0, false, line(1000, 100), line(2000, 400)), []int64{1000, 2000}, none},
		"by line, the freight bears the rest":  {facts(650, 1000, false, line(1000, 100), line(2000, 400)), []int64{1000, 2000}, 1500},
		"by line, within":                      {facts(74, 0, true, line(1000, 74)), []int64{800}, none},
		"by line, one untaxed":                 {facts(100, 0, false, line(1000, 100), line(2000, 0)), []int64{1000, 0}, none},
		"by line, a rate with a quarter":       {facts(83, 0, false, line(1000, 83)), []int64{825}, none},
		"by line, more tax than anybody bears": {facts(900, 0, false, line(1000, 100)), nil, none},
		"named, on goods":                      {named(facts(1200, 3000, false, line(30000, -1)), 400), []int64{400}, none},
		"named, on the freight too":            {named(facts(1320, 3000, false, line(30000, -1)), 400), []int64{400}, 400},
		"named, one line is free of it":        {free(named(facts(400, 0, false, line(10000, -1), line(20000, -1)), 400), 1), []int64{400, 0}, none},
		"named, and the sum says otherwise":    {named(facts(777, 0, false, line(10000, -1)), 400), nil, none},
		"by the sum, on goods":                 {facts(2400, 5000, false, line(10000, -1), line(20000, -1)), []int64{800, 800}, none},
		"by the sum, on the freight too":       {facts(2800, 5000, false, line(30000, -1)), []int64{800}, 800},
		"by the sum, within":                   {facts(40400, 3000, true, line(239400, -1)), []int64{2000}, 2000},
		"by the sum, after a coupon":           {off(facts(2000, 0, false, line(10000, -1), line(15000, -1)), 5000), []int64{1000, 1000}, none},
		"two rates in one sum":                 {facts(5000, 0, false, line(10000, -1), line(20000, -1)), nil, none}, // 10 % of one, 20 % of the other
		"too small to tell":                    {facts(24, 0, false, line(300, -1)), nil, none},
		"no tax":                               {facts(0, 500, false, line(1000, -1)), nil, none},
		"nothing costs anything":               {facts(100, 0, false, line(0, -1)), nil, none},
	} {
		t.Run(name, func(t *testing.T) {
			got := row.f.Rated()
			for i, l := range got.Lines {
				want := int64(none)
				if row.rates != nil {
					want = row.rates[i]
				}
				if have := saidRate(l.TaxRate); have != want {
					t.Errorf("line %d: rate %d, want %d", i+1, have, want)
				}
			}
			if have := saidRate(got.ShippingTaxRate); have != row.freight {
				t.Errorf("freight: rate %d, want %d", have, row.freight)
			}
		})
	}
}

func saidRate(rate *int64) int64 {
	if rate == nil {
		return -1
	}
	return *rate
}
