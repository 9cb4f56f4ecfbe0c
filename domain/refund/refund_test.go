package refund_test

import (
	"errors"
	"math/rand"
	"strings"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/casefile"
	"aftercare/domain/channel"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/domain/refund"
)

func hkd(minor int64) money.Amount { return money.Of(minor, "HKD") }

func bought(paid, shipping int64, shipped bool, lines ...order.Line) order.Order {
	o := order.Order{ID: 1, Number: "LS-1", Currency: "HKD", Paid: hkd(paid), Total: hkd(paid), Shipping: hkd(shipping)}
	for i, l := range lines {
		l.No, l.Discount = i+1, hkd(0)
		if shipped {
			l.Shipped = l.Quantity
		}
		o.Lines = append(o.Lines, l)
	}
	return o
}

func units(pairs ...int) []refund.Units {
	var out []refund.Units
	for i := 0; i < len(pairs); i += 2 {
		out = append(out, refund.Units{Line: pairs[i], Quantity: pairs[i+1]})
	}
	return out
}

func TestAssess(t *testing.T) {
	three := order.Line{Title: "Mug", Quantity: 3, Price: hkd(667)}
	for name, c := range map[string]struct {
		order   order.Order
		earlier []refund.Refund
		ask     refund.Ask
		want    int64
		full    bool
	}{
		"R9 one unit of three paid 20.00":        {bought(2000, 0, true, three), nil, refund.Ask{Items: units(1, 1)}, 667, false},
		"R9 then two":                            {bought(2000, 0, true, three), done(667, 1, 1), refund.Ask{Items: units(1, 2)}, 1333, true},
		"R6 paid 100.00 + 10.00, a defect":       {bought(11000, 1000, true, order.Line{Quantity: 1, Price: hkd(10000)}), nil, refund.Ask{Items: units(1, 1), Fault: casefile.ByShop}, 11000, true},
		"the customer's fault keeps freight":     {bought(11000, 1000, true, order.Line{Quantity: 1, Price: hkd(10000)}), nil, refund.Ask{Items: units(1, 1), Fault: casefile.ByCustomer}, 10000, false},
		"nothing shipped: freight at once":       {bought(3000, 1000, false, order.Line{Quantity: 2, Price: hkd(1000)}), nil, refund.Ask{Items: units(1, 1), Fault: casefile.ByCustomer}, 2000, false},
		"freight goes with the last unit only":   {bought(3000, 1000, true, order.Line{Quantity: 2, Price: hkd(1000)}), nil, refund.Ask{Items: units(1, 1)}, 1000, false},
		"and then it goes":                       {bought(3000, 1000, true, order.Line{Quantity: 2, Price: hkd(1000)}), done(1000, 1, 1), refund.Ask{Items: units(1, 1)}, 2000, true},
		"a deduction":                            {bought(3000, 0, true, order.Line{Quantity: 1, Price: hkd(3000)}), nil, refund.Ask{Items: units(1, 1), Deductions: []refund.Deduct{{Amount: hkd(500), Reason: "box missing"}}}, 2500, false},
		"a part refund of a sum":                 {bought(3000, 0, true, order.Line{Quantity: 1, Price: hkd(3000)}), nil, refund.Ask{Items: units(1, 1), Flat: hkd(2100)}, 2100, false},
		"units after a part refund: what's left": {bought(3000, 0, true, order.Line{Quantity: 1, Price: hkd(3000)}), flat(2100), refund.Ask{Items: units(1, 1)}, 900, true},
		"an order coupon is shared out":          {bought(2000, 0, true, order.Line{Quantity: 1, Price: hkd(1000)}, order.Line{Quantity: 1, Price: hkd(1000)}, order.Line{Quantity: 1, Price: hkd(1000)}), nil, refund.Ask{Items: units(3, 1)}, 666, false},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := refund.Assess(c.order, c.earlier, c.ask)
			if err != nil {
				t.Fatal(err)
			}
			if got.Amount.Minor != c.want || got.Full != c.full {
				t.Errorf("Assess = %v full %v, want %d full %v", got.Amount, got.Full, c.want, c.full)
			}
		})
	}
}

func done(minor int64, line, n int) []refund.Refund {
	return []refund.Refund{{State: refund.Paid, Amount: hkd(minor), Parts: []refund.Part{{Kind: refund.Goods, Line: line, Units: n, Amount: hkd(minor)}}}}
}

func flat(minor int64) []refund.Refund {
	return []refund.Refund{{State: refund.Filed, Amount: hkd(minor), Parts: []refund.Part{{Kind: refund.Goods, Line: 1, Amount: hkd(minor)}}}}
}

func TestAssess_refuses(t *testing.T) {
	o := bought(2000, 0, true, order.Line{Title: "Mug", Quantity: 2, Price: hkd(1000)})
	unpaid := o
	unpaid.Paid = hkd(0)
	for name, c := range map[string]struct {
		order   order.Order
		earlier []refund.Refund
		ask     refund.Ask
	}{
		"refund.amount, a sum of nothing": {o, nil, refund.Ask{Items: units(1, 1), Flat: hkd(0)}},
		"refund.nothing":                  {o, nil, refund.Ask{}},
		"refund.not_paid":                 {unpaid, nil, refund.Ask{Items: units(1, 1)}},
		"missing.line":                    {o, nil, refund.Ask{Items: units(7, 1)}},
		"refund.more_units":               {o, done(2000, 1, 2), refund.Ask{Items: units(1, 1)}},
		"refund.not_counted":              {o, nil, refund.Ask{Items: units(1, 2), Route: refund.ByReturn, Bound: map[int]int{1: 1}}},
		"refund.more_than_paid":           {o, nil, refund.Ask{Items: units(1, 1), Flat: hkd(2001)}},
		"refund.currency":                 {o, nil, refund.Ask{Items: units(1, 1), Flat: money.Of(100, "CNY")}},
		"refund.amount":                   {o, nil, refund.Ask{Items: units(1, 1), Flat: hkd(-5)}},
		"refund.deduction":                {o, nil, refund.Ask{Items: units(1, 1), Deductions: []refund.Deduct{{Amount: hkd(100)}}}},
	} {
		t.Run(name, func(t *testing.T) {
			code, _, _ := strings.Cut(name, ",")
			if _, err := refund.Assess(c.order, c.earlier, c.ask); !errors.Is(err, domain.Code(code)) {
				t.Errorf("Assess = %v, want %s", err, code)
			}
		})
	}
}

// Whatever the order of refunds, units and part refunds: never more than was
// paid, and all units together give back exactly what was paid.
func TestAssess_neverMoreThanPaid(t *testing.T) {
	r := rand.New(rand.NewSource(2))
	for range 3000 {
		var lines []order.Line
		for range 1 + r.Intn(4) {
			lines = append(lines, order.Line{Quantity: 1 + r.Intn(4), Price: hkd(r.Int63n(9999))})
		}
		shipping := r.Int63n(500)
		o := bought(1+shipping+r.Int63n(30000), shipping, r.Intn(2) == 0, lines...)
		var earlier []refund.Refund
		sum := hkd(0)
		left := map[int]int{}
		for _, l := range o.Lines {
			left[l.No] = l.Quantity
		}
		for try := 0; try < 40; try++ {
			no := 1 + r.Intn(len(o.Lines))
			if left[no] == 0 {
				continue
			}
			ask := refund.Ask{Items: units(no, 1+r.Intn(left[no])), Fault: casefile.ByShop}
			whole := r.Intn(4) > 0
			if !whole {
				ask.Flat = hkd(1 + r.Int63n(2000))
			}
			a, err := refund.Assess(o, earlier, ask)
			if err != nil {
				continue
			}
			if whole {
				left[no] -= ask.Items[0].Quantity
			}
			sum = sum.Add(a.Amount)
			earlier = append(earlier, refund.Refund{State: refund.Filed, Amount: a.Amount, Parts: a.Parts})
			if got := o.Paid.Sub(sum); got != a.Left || got.Minor < 0 {
				t.Fatalf("left %v, want %v", a.Left, got)
			}
		}
		out := 0
		for _, n := range left {
			out += n
		}
		if out == 0 && sum != o.Paid {
			t.Fatalf("all units refunded: %v of %v paid; %+v", sum, o.Paid, o)
		}
	}
}

func TestRefund_Files_needsConsentWhereThePolicyAsks(t *testing.T) {
	now := time.Date(2026, 4, 2, 12, 0, 0, 0, time.UTC)
	yoho := channel.Policy{Consent: true}
	r := refund.Refund{State: refund.Proposed, Amount: hkd(100), Method: refund.FPS, Parts: []refund.Part{{Kind: refund.Goods, Amount: hkd(100)}}}
	bank := calendar.Bank(calendar.Holidays{Off: map[calendar.Date]string{"2026-04-03": "", "2026-04-04": "", "2026-04-06": "", "2026-04-07": ""}})
	if _, err := r.Files(yoho, "Mei", now, time.UTC, bank); !errors.Is(err, domain.Code("refund.no_consent")) || !domain.As(err).Hard {
		t.Errorf("Files without consent = %v", err)
	}
	r, err := r.Consents(refund.Consent{By: "陳大文", How: "whatsapp", When: now}, now.AddDate(0, 0, -9), now)
	if err != nil {
		t.Fatal(err)
	}
	other := r
	other.Method = refund.Cash
	if _, err := other.Files(yoho, "Mei", now, time.UTC, bank); !errors.Is(err, domain.Code("refund.no_consent")) {
		t.Errorf("another method keeps the consent: %v", err)
	}
	r, err = r.Files(yoho, "Mei", now, time.UTC, bank)
	if err != nil {
		t.Fatal(err)
	}
	if r.From != "2026-04-10" || r.To != "2026-04-14" {
		t.Errorf("FPS filed Thu 2 April: %s to %s, want 10 to 14 April", r.From, r.To)
	}
}

func TestLife_isWhole(t *testing.T) {
	for _, s := range []refund.State{refund.Proposed, refund.Consented, refund.Filed, refund.Paid, refund.Declined, refund.Failed} {
		for _, e := range refund.Life.Events() {
			if _, err := refund.Life.Next(s, e); err != nil && !errors.Is(err, domain.Code("flow.not_possible")) {
				t.Errorf("%s on %s: %v", e, s, err)
			}
		}
	}
	if got := refund.Life.Possible(refund.Paid); len(got) != 0 {
		t.Errorf("after paid: %v", got)
	}
}
