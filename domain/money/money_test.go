package money_test

import (
	"errors"
	"math/rand"
	"testing"

	"aftercare/domain"
	"aftercare/domain/money"
)

func hkd(minor int64) money.Amount { return money.Of(minor, "HKD") }

func TestSplit(t *testing.T) {
	for name, c := range map[string]struct {
		total   int64
		weights []int64
		want    []int64
	}{
		"R9 20.00 over three equal lines": {2000, []int64{1000, 1000, 1000}, []int64{667, 667, 666}},
		"earlier first":                   {2, []int64{1, 1, 1}, []int64{1, 1, 0}},
		"largest remainder":               {100, []int64{1, 2, 3}, []int64{17, 33, 50}},
		"negative total":                  {-2000, []int64{1, 1, 1}, []int64{-667, -667, -666}},
		"zero weights are equal":          {5, []int64{0, 0}, []int64{3, 2}},
		"a line of nothing gets nothing":  {999, []int64{0, 5}, []int64{0, 999}},
		"the largest amounts":             {money.Limit, []int64{money.Limit, money.Limit}, []int64{money.Limit / 2, money.Limit / 2}},
	} {
		t.Run(name, func(t *testing.T) {
			got := money.Split(hkd(c.total), c.weights)
			for i := range c.want {
				if got[i].Minor != c.want[i] {
					t.Errorf("Split(%d, %v)[%d] = %d, want %d", c.total, c.weights, i, got[i].Minor, c.want[i])
				}
			}
		})
	}
}

func TestSplit_sumsToTheWhole(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for range 20000 {
		weights := make([]int64, 1+r.Intn(9))
		for i := range weights {
			weights[i] = r.Int63n(1 << uint(1+r.Intn(40)))
		}
		total := hkd(r.Int63n(money.Limit) - money.Limit/2)
		sum := hkd(0)
		for _, p := range money.Split(total, weights) {
			sum = sum.Add(p)
		}
		if sum != total {
			t.Fatalf("Split(%v, %v) sums to %v", total, weights, sum)
		}
	}
}

func TestPortion(t *testing.T) {
	// R9: 3 units paid 20.00: one then two = 6.67 + 13.33.
	if got := money.Portion(hkd(2000), 3, 0, 1); got != hkd(667) {
		t.Errorf("first unit = %v, want 6.67", got)
	}
	if got := money.Portion(hkd(2000), 3, 1, 3); got != hkd(1333) {
		t.Errorf("units two and three = %v, want 13.33", got)
	}
}

func TestNetOf(t *testing.T) {
	// R9: including 8 %: 10.00 = 9.26 + 0.74.
	net, tax := money.NetOf(hkd(1000), 800)
	if net != hkd(926) || tax != hkd(74) {
		t.Errorf("NetOf(10.00, 8 %%) = %v + %v, want 9.26 + 0.74", net, tax)
	}
}

func TestPercent_excludingTax(t *testing.T) {
	// R9: 10.00 at 10 % + 20.00 at 20 % + shipping 10.00 at 15 %: 40.00 + 6.50.
	tax := money.Percent(hkd(1000), 1000).Add(money.Percent(hkd(2000), 2000)).Add(money.Percent(hkd(1000), 1500))
	if tax != hkd(650) {
		t.Errorf("tax = %v, want 6.50", tax)
	}
	if got := money.Percent(hkd(-5), 1000); got != hkd(-1) {
		t.Errorf("half rounds away from zero on both sides: %v", got)
	}
}

func TestParse(t *testing.T) {
	for in, want := range map[string]int64{"12.5": 1250, "1250": 125000, "-3.00": -300, ".5": 50, "12.5000": 1250} {
		got, err := money.Parse("total", in, "HKD")
		if err != nil || got.Minor != want {
			t.Errorf("Parse(%q) = %v, %v, want %d", in, got, err, want)
		}
	}
	if got, err := money.Parse("total", "1250", "JPY"); err != nil || got.Minor != 1250 {
		t.Errorf("Parse yen = %v, %v", got, err)
	}
	for in, code := range map[string]string{
		"": "money.not_a_number", ".": "money.not_a_number", "1e9": "money.not_a_number", "１２": "money.not_a_number",
		"1.005": "money.too_many_decimals", "99999999999999999999": "money.too_large",
	} {
		if _, err := money.Parse("total", in, "HKD"); err == nil || !errors.Is(err, domain.Code(code)) {
			t.Errorf("Parse(%q) = %v, want %s", in, err, code)
		}
	}
}

func TestDecimal(t *testing.T) {
	for want, a := range map[string]money.Amount{
		"0.05": hkd(5), "-0.05": hkd(-5), "12.50": hkd(1250), "1250": money.Of(1250, "JPY"), "1.250": money.Of(1250, "KWD"),
	} {
		if got := a.Decimal(); got != want {
			t.Errorf("Decimal(%d %s) = %q, want %q", a.Minor, a.Currency, got, want)
		}
	}
}
