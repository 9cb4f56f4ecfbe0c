package refund_test

import (
	"fmt"
	"math/rand"
	"testing"

	"aftercare/domain/casefile"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/domain/refund"
)

func line(price, rate int64, quantity int) order.Line {
	return order.Line{Title: "Mug", Quantity: quantity, Price: hkd(price), TaxRate: rate}
}

func sums(taxes []refund.Tax) (net, tax int64) {
	for _, x := range taxes {
		net, tax = net+x.Net.Minor, tax+x.Tax.Minor
	}
	return net, tax
}

// R9: excluding: 10.00 at 10 % + 20.00 at 20 % + shipping 10.00 at 15 %: 40.00 + 6.50.
func TestAssess_taxExcluded(t *testing.T) {
	o := bought(4650, 1000, false, line(1000, 1000, 1), line(2000, 2000, 1))
	o.ShippingTaxRate = 1500
	a, err := refund.Assess(o, nil, refund.Ask{Items: units(1, 1, 2, 1), Fault: casefile.ByShop})
	if err != nil {
		t.Fatal(err)
	}
	if net, tax := sums(a.Taxes); net != 4000 || tax != 650 || !a.Full {
		t.Errorf("net %d and tax %d, full %v; want 4000 and 650 in full", net, tax, a.Full)
	}
	if got, want := fmt.Sprint(a.Taxes), "[{1000 HKD 10.00 HKD 1.00} {1500 HKD 10.00 HKD 1.50} {2000 HKD 20.00 HKD 4.00}]"; got != want {
		t.Errorf("taxes = %s, want %s", got, want)
	}
}

// R9: including 8 %: 10.00 = 9.26 + 0.74.
func TestAssess_taxIncluded(t *testing.T) {
	o := bought(1000, 0, true, line(1000, 800, 1))
	o.TaxInc = true
	a, err := refund.Assess(o, nil, refund.Ask{Items: units(1, 1)})
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Taxes) != 1 || a.Taxes[0].Net != hkd(926) || a.Taxes[0].Tax != hkd(74) {
		t.Errorf("taxes = %v, want 9.26 and 0.74", a.Taxes)
	}
}

// An order that knows its tax as one sum gives it back in proportion.
func TestAssess_taxOfOneSum(t *testing.T) {
	o := bought(3000, 0, true, line(1000, 0, 3))
	o.Tax, o.TaxInc = hkd(300), true
	a, err := refund.Assess(o, nil, refund.Ask{Items: units(1, 1)})
	if err != nil || len(a.Taxes) != 1 || a.Taxes[0].Rate != refund.Blended || a.Taxes[0].Tax != hkd(100) {
		t.Errorf("taxes = %v, %v; want 9.00 and 1.00", a.Taxes, err)
	}
}

// Whatever the lines, rates, discounts, deductions and the order of refunds: the
// parts and the taxes each sum to what goes back, never more than was paid, and
// all refunds together bear, per rate, the tax of one refund of everything.
func TestAssess_taxesSumToTheWhole(t *testing.T) {
	r := rand.New(rand.NewSource(9))
	rates := []int64{0, 500, 800, 1000, 2000, 2550}
	whole := 0
	for range 2000 {
		var lines []order.Line
		for range 1 + r.Intn(4) {
			lines = append(lines, line(1+r.Int63n(9999), rates[r.Intn(len(rates))], 1+r.Intn(4)))
		}
		o := bought(0, r.Int63n(900), r.Intn(2) == 0, lines...)
		o.ShippingTaxRate, o.TaxInc = rates[r.Intn(len(rates))], r.Intn(2) == 0
		due := o.Shipping
		if !o.TaxInc {
			due = due.Add(money.Percent(o.Shipping, o.ShippingTaxRate))
		}
		o.Paid = due.Add(hkd(1 + r.Int63n(40000))) // whatever the coupon was
		once := everything(t, o, nil)
		var earlier []refund.Refund
		left := map[int]int{}
		for _, l := range o.Lines {
			left[l.No] = l.Quantity
		}
		deducted := false
		for _, no := range r.Perm(len(o.Lines) * 4) {
			no = no%len(o.Lines) + 1
			if left[no] == 0 {
				continue
			}
			ask := refund.Ask{Items: units(no, 1+r.Intn(left[no])), Fault: casefile.ByShop}
			if r.Intn(8) == 0 {
				ask.Deductions = []refund.Deduct{{Kind: refund.Wear, Amount: hkd(1 + r.Int63n(50))}}
			}
			a, err := refund.Assess(o, earlier, ask)
			if err != nil {
				continue // a share of nothing, or less than the deduction
			}
			deducted = deducted || len(ask.Deductions) > 0
			left[no] -= ask.Items[0].Quantity
			m := refund.Refund{State: refund.Filed, Amount: a.Amount, Parts: a.Parts, Taxes: a.Taxes}
			if err := m.Validate(); err != nil {
				t.Fatalf("%v of %+v", err, a)
			}
			earlier = append(earlier, m)
		}
		if out, _ := refund.Refunded(o, earlier); o.Paid.Less(out) {
			t.Fatalf("%v went back of %v paid", out, o.Paid)
		}
		if deducted || !refund.Left(o, earlier).Zero() {
			continue
		}
		whole++
		got := map[int64]refund.Tax{}
		for _, m := range earlier {
			for _, x := range m.Taxes {
				sum, ok := got[x.Rate]
				if !ok {
					sum = refund.Tax{Rate: x.Rate, Net: hkd(0), Tax: hkd(0)}
				}
				got[x.Rate] = refund.Tax{Rate: x.Rate, Net: sum.Net.Add(x.Net), Tax: sum.Tax.Add(x.Tax)}
			}
		}
		for _, want := range once.Taxes {
			if got[want.Rate] != want {
				t.Fatalf("rate %d: %v over all refunds, want %v of one", want.Rate, got[want.Rate], want)
			}
		}
	}
	if whole < 200 {
		t.Errorf("only %d orders were refunded whole: the test looks at too little", whole)
	}
}

func everything(t *testing.T, o order.Order, earlier []refund.Refund) refund.Assessment {
	t.Helper()
	var all []refund.Units
	for _, l := range o.Lines {
		all = append(all, refund.Units{Line: l.No, Quantity: l.Quantity})
	}
	a, err := refund.Assess(o, earlier, refund.Ask{Items: all, Fault: casefile.ByShop})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// R9: free shipping is kept back for the customer's fault, where the policy says so.
func TestAssess_freeShipping(t *testing.T) {
	o := bought(5000, 0, true, line(5000, 0, 1))
	ask := refund.Ask{Items: units(1, 1), Fault: casefile.ByCustomer, KeepFree: true, Deductions: []refund.Deduct{{Kind: refund.FreeShipping, Amount: hkd(800)}}}
	if a, err := refund.Assess(o, nil, ask); err != nil || a.Amount != hkd(4200) {
		t.Errorf("Assess = %v, %v; want 42.00", a.Amount, err)
	}
	for name, change := range map[string]func(*order.Order, *refund.Ask){
		"the policy is silent":   func(_ *order.Order, a *refund.Ask) { a.KeepFree = false },
		"the shop's fault":       func(_ *order.Order, a *refund.Ask) { a.Fault = casefile.ByShop },
		"freight was paid":       func(o *order.Order, _ *refund.Ask) { o.Shipping = hkd(100) },
		"nothing shipped so far": func(o *order.Order, _ *refund.Ask) { o.Lines = []order.Line{o.Lines[0]}; o.Lines[0].Shipped = 0 },
	} {
		bent, asked := o, ask
		change(&bent, &asked)
		if _, err := refund.Assess(bent, nil, asked); !isCode(err, "refund.free_shipping") {
			t.Errorf("%s: %v, want refund.free_shipping", name, err)
		}
	}
}

// R9: three announced, two arrived: two. Intercepted: what the carrier confirmed.
func TestAssess_routes(t *testing.T) {
	o := bought(3000, 0, true, line(1000, 0, 3))
	for name, c := range map[string]struct {
		route refund.Route
		n     int
		code  string
	}{
		"counted":             {refund.ByReturn, 2, ""},
		"more than counted":   {refund.ByReturn, 3, "refund.not_counted"},
		"confirmed":           {refund.ByIntercept, 2, ""},
		"more than confirmed": {refund.ByIntercept, 3, "refund.not_confirmed"},
		"nothing comes back":  {refund.WithoutReturn, 3, ""},
	} {
		ask := refund.Ask{Items: units(1, c.n), Route: c.route, Bound: map[int]int{1: 2}}
		if c.route == refund.WithoutReturn {
			ask.Bound = nil
		}
		a, err := refund.Assess(o, nil, ask)
		if c.code == "" && (err != nil || a.Amount != hkd(int64(c.n)*1000)) || c.code != "" && !isCode(err, c.code) {
			t.Errorf("%s: %v, %v; want %d units or %q", name, a.Amount, err, c.n, c.code)
		}
	}
}

// An order as a file tells it gives its tax back per rate: the whole refund bears
// the tax that the file says, within a cent a line.
func TestAssess_taxOfAnImportedOrder(t *testing.T) {
	told := func(f order.Facts) order.Order {
		f.Number, f.Currency, f.State, f.Placed, f.PaidSum = "#1012", "HKD", order.Paid, noon, f.Total
		o := order.FromFacts(f.Rated(), 1, "Mei", noon, order.Terms{Zone: noon.Location()})
		for i := range o.Lines {
			o.Lines[i].Shipped = o.Lines[i].Quantity
		}
		return o
	}
	priced := func(price int64, n int) order.LineFacts {
		return order.LineFacts{Title: "Mug", Quantity: n, Price: hkd(price), Discount: hkd(0)}
	}
	for name, row := range map[string]struct {
		o     order.Order
		rates string
		tax   int64
	}{
		"on top, by name":    {told(order.Facts{Tax: hkd(4075), Shipping: hkd(4000), Total: hkd(109950), TaxNamed: 400, Lines: []order.LineFacts{priced(50000, 2), priced(1875, 1)}}), "[0 400]", 4075},
		"within, by the sum": {told(order.Facts{Tax: hkd(40400), TaxInc: true, Shipping: hkd(3000), Total: hkd(242400), Lines: []order.LineFacts{priced(119700, 2)}}), "[2000]", 40400},
	} {
		t.Run(name, func(t *testing.T) {
			a := everything(t, row.o, nil)
			var rates []int64
			for _, x := range a.Taxes {
				rates = append(rates, x.Rate)
			}
			if net, tax := sums(a.Taxes); fmt.Sprint(rates) != row.rates || tax < row.tax-1 || tax > row.tax+1 || net+tax != a.Amount.Minor {
				t.Errorf("taxes %v of %v, want %s and %d", a.Taxes, a.Amount, row.rates, row.tax)
			}
		})
	}
}
