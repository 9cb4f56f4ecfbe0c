package casefile_test

import (
	"slices"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/casefile"
	"aftercare/domain/channel"
	"aftercare/domain/money"
)

// Each row of the table of R6: fault at first, evidence wanted, the remedies.
func TestReasons_evidenceAndRemediesOfR6(t *testing.T) {
	for code, want := range map[string]struct {
		photos   int
		evidence int
		remedies []casefile.Remedy // those of the table; an owner may find more offered
	}{
		"changed_mind":       {0, 0, []casefile.Remedy{casefile.ReturnRefund, casefile.Exchange}},
		"wrong_size":         {1, 1, []casefile.Remedy{casefile.Exchange, casefile.ReturnRefund}},
		"not_as_assumed":     {0, 2, []casefile.Remedy{casefile.Advice, casefile.ReturnRefund}},
		"size_label":         {1, 1, []casefile.Remedy{casefile.Exchange, casefile.ReturnRefund}},
		"quality_defect":     {3, 3, []casefile.Remedy{casefile.Exchange, casefile.ReturnRefund, casefile.RepairIt, casefile.PartRefund}},
		"fault_in_use":       {1, 2, []casefile.Remedy{casefile.Advice, casefile.PartRefund, casefile.Exchange, casefile.ReturnRefund}},
		"not_as_described":   {1, 1, []casefile.Remedy{casefile.ReturnRefund, casefile.PartRefund}},
		"not_authentic":      {1, 1, []casefile.Remedy{casefile.ReturnRefund}},
		"misuse":             {1, 2, []casefile.Remedy{casefile.ReturnRefund}},
		"damaged_in_transit": {3, 2, []casefile.Remedy{casefile.Exchange, casefile.Resend, casefile.RefundOnly}},
		"empty_parcel":       {1, 3, []casefile.Remedy{casefile.Resend, casefile.RefundOnly}},
		"lost_in_transit":    {0, 1, []casefile.Remedy{casefile.Resend, casefile.RefundOnly}},
		"items_missing":      {1, 3, []casefile.Remedy{casefile.Resend, casefile.PartRefund}},
		"wrong_item":         {1, 2, []casefile.Remedy{casefile.Exchange, casefile.Resend, casefile.ReturnRefund}},
		"no_tracking":        {0, 1, []casefile.Remedy{casefile.Resend, casefile.RefundOnly}},
		"not_received":       {0, 1, []casefile.Remedy{casefile.Resend, casefile.RefundOnly}},
		"refused":            {0, 1, []casefile.Remedy{casefile.RefundOnly}},
		"out_of_stock":       {0, 0, []casefile.Remedy{casefile.RefundOnly}},
		"shipped_late":       {0, 1, []casefile.Remedy{casefile.RefundOnly, casefile.Goodwill}},
		"discount_not_given": {0, 1, []casefile.Remedy{casefile.PartRefund, casefile.Goodwill}},
		"freight":            {0, 1, []casefile.Remedy{casefile.Goodwill}},
		"service":            {0, 1, []casefile.Remedy{casefile.Goodwill}},
		"price_dropped":      {0, 1, []casefile.Remedy{casefile.PriceProtection}},
	} {
		r, err := casefile.ReasonOf(code)
		if err != nil || r.Photos != want.photos || len(r.Evidence) != want.evidence {
			t.Errorf("%s wants %d photos and %v, %v", code, r.Photos, r.Evidence, err)
		}
		for _, m := range want.remedies {
			if !slices.Contains(r.Remedies, m) {
				t.Errorf("%s does not offer %s", code, m)
			}
		}
	}
}

// An owner's own reason stands below a built-in one and goes by its rules.
func TestReason_Adopt(t *testing.T) {
	own, err := casefile.Reason{Code: "Zip", Parent: "quality_defect", Name: "Zip breaks"}.Adopt()
	if err != nil || own.Code != "zip" || own.Fault != casefile.ByShop || own.Photos != 3 || own.BuiltIn() != "quality_defect" {
		t.Errorf("adopted %+v, %v", own, err)
	}
	for name, r := range map[string]casefile.Reason{"no parent": {Code: "x", Name: "X"}, "no name": {Code: "x", Parent: "service"}, "a built-in code": {Code: "service", Parent: "freight", Name: "X"},
		"a fault that nobody has": {Code: "x", Parent: "service", Name: "X", Fault: "moon"}, "a remedy that nobody gives": {Code: "x", Parent: "service", Name: "X", Remedies: []casefile.Remedy{"moon"}}} {
		if _, err := r.Adopt(); domain.As(err) == nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	c, _ := opened(t, func(q *casefile.Request, s *casefile.Setting) {
		s.Reasons = []casefile.Reason{own}
		q.Reason, q.Photos = "zip", 3
	})
	if c.Reason != "quality_defect" || c.Own != "zip" || c.Verdict.Answer != domain.Pass {
		t.Errorf("a case for it: %s below %s, %s", c.Own, c.Reason, c.Verdict.Answer)
	}
}

func TestScale(t *testing.T) {
	for _, x := range []struct {
		packed, carrier int
		want            casefile.Fault
	}{
		{1000, 1000, casefile.ByPacking}, {1000, 960, casefile.ByPacking}, {1000, 949, casefile.ByCarrier}, {1000, 940, casefile.ByCarrier}, {200, 189, casefile.ByCarrier},
		{200, 191, casefile.ByPacking}, {0, 940, casefile.ToBeFound}, {1000, 0, casefile.ToBeFound}, {1000, 1100, casefile.ByPacking},
	} {
		if got := casefile.Scale(x.packed, x.carrier, 5, 50); got != x.want {
			t.Errorf("packed %d, at the carrier %d: %s, want %s", x.packed, x.carrier, got, x.want)
		}
	}
}

// Freight: who bears it by default, and what the customer advanced and another
// owes.
func TestCase_freight(t *testing.T) {
	hkd := func(n int64) money.Amount { return money.Of(n, "HKD") }
	for reason, want := range map[string]channel.Bearer{"changed_mind": channel.BornByCustomer, "size_label": channel.BornByShop, "damaged_in_transit": channel.BornByCarrier} {
		c, terms := opened(t, func(q *casefile.Request, _ *casefile.Setting) {
			q.Reason, q.Remedy, q.Photos = reason, casefile.ReturnRefund, 3
		})
		for _, leg := range []channel.Leg{channel.Out, channel.Back} {
			if got := c.Bearer(leg, terms.Policy); got != want {
				t.Errorf("%s, %s: %s bears it, want %s", reason, leg, got, want)
			}
		}
	}
	c, terms := opened(t, func(q *casefile.Request, _ *casefile.Setting) { q.Reason, q.Photos = "quality_defect", 3 })
	now := at(t, 3, 9, 0)
	c, err := c.Carried(casefile.Freight{Leg: channel.Back, Advanced: channel.BornByCustomer, Amount: hkd(1500)}, terms.Policy, "HKD", "Mei", now)
	c.State = casefile.Agreed
	if err != nil || len(c.Outside()) != 0 {
		t.Fatalf("due before the parcel is on its way: %v, %v", c.Outside(), err)
	}
	c.Tracking = "SF1"
	if due := c.Outside(); len(due) != 1 || due[0].Amount != hkd(1500) { // paid 100 + 10, advanced 15: goodwill 15
		t.Errorf("due = %+v", due)
	}
	insured := casefile.Freight{Bearer: channel.BornByShop, Advanced: channel.BornByCustomer, Amount: hkd(1200), Insured: hkd(1000)}
	if insured.Owed() != hkd(200) {
		t.Errorf("insurance pays first: %v", insured.Owed())
	}
	if _, err := c.Carried(casefile.Freight{Leg: channel.Back, Bearer: channel.BornByCustomer}, terms.Policy, "HKD", "Mei", now); domain.As(err) == nil {
		t.Error("another bearer than the policy's needs no reason")
	}
	if _, err := c.Carried(casefile.Freight{Leg: channel.Back, Amount: money.Of(1, "USD")}, terms.Policy, "HKD", "Mei", now); domain.As(err) == nil {
		t.Error("foreign currency is taken")
	}
}

// R5: bought Sun 2026-03-01, 2 × 120.00; new order Sun 8 March, 1 × 99.00: 21.00.
// On 9 March: refused.
func TestPriceProtection(t *testing.T) {
	for day, want := range map[int]domain.Answer{8: domain.Pass, 9: domain.Denied} {
		q, s := request(), setting(t)
		q.Reason, q.Remedy, q.Items[0].Quantity = "price_dropped", casefile.PriceProtection, 2
		s.Order.Placed = at(t, 1, 12, 0)
		s.Order.Lines[0].Quantity, s.Order.Lines[0].Price = 2, money.Of(12000, "HKD")
		s.Order.Total, s.Order.Paid = money.Of(24000, "HKD"), money.Of(24000, "HKD")
		newer := s.Order
		newer.ID, newer.Lines = 6, slices.Clone(s.Order.Lines)
		newer.Placed = at(t, day, 12, 0)
		newer.Lines[0].Quantity, newer.Lines[0].Price = 1, money.Of(9900, "HKD")
		newer.Total, newer.Paid = money.Of(9900, "HKD"), money.Of(9900, "HKD")
		s.Newer = &newer
		c, err := casefile.New(q, s, casefile.Numbers{Case: "C-1"}, "Mei", at(t, 10, 9, 0))
		if err != nil || c.Verdict.Answer != want || c.Protect.Amount != money.Of(2100, "HKD") {
			t.Errorf("on 8+%d: %s, %v, %v", day-8, c.Verdict.Answer, c.Protect, err)
		}
	}
}

// One exchange per unit: from the replacement's sign-off a new window opens, for
// a return only.
func TestWindow_afterAnExchange(t *testing.T) {
	for name, x := range map[string]struct {
		remedy   casefile.Remedy
		quantity int
		asked    time.Time
		want     domain.Answer
		code     string
	}{
		"a return of what replaced it":               {casefile.ReturnRefund, 1, at(t, 20, 9, 0), domain.Pass, "window_again"},
		"more than what replaced it":                 {casefile.ReturnRefund, 2, at(t, 20, 9, 0), domain.Denied, "window_no_reason_over"},
		"after its own window":                       {casefile.ReturnRefund, 1, at(t, 28, 9, 0), domain.Denied, "window_no_reason_over"},
		"another exchange of what replaced it":       {casefile.Exchange, 1, at(t, 20, 9, 0), domain.Denied, "window_again_return_only"},
		"two keep their right in the first window":   {casefile.Exchange, 2, at(t, 5, 9, 0), domain.Pass, "window_no_reason"},
		"the third was exchanged, even in the first": {casefile.Exchange, 3, at(t, 5, 9, 0), domain.Denied, "exchanged_once"},
	} {
		q, s := request(), setting(t)
		q.Remedy, q.Items[0].Quantity, q.Requested = x.remedy, x.quantity, x.asked
		s.Swapped[1], s.Signed = 1, map[int]time.Time{1: at(t, 18, 12, 0)}
		v, err := q.Judge(s, at(t, 30, 9, 0))
		named := slices.ContainsFunc(v.Fired, func(f domain.Fired) bool { return f.Code == x.code })
		if err != nil || v.Answer != x.want || !named {
			t.Errorf("%s: %+v, %v", name, v, err)
		}
	}
}

// R8, own shop, complex, Thu 2026-04-02 09:00: a proposal by the end of Fri 10
// April, over Easter and the day after Ching Ming.
func TestClocks_complex(t *testing.T) {
	q, s := request(), setting(t)
	s.Order.Placed = time.Date(2026, 3, 20, 9, 0, 0, 0, at(t, 1, 0, 0).Location())
	s.Terms.Calendar.Holidays.Region = "hk"
	s.Terms.Calendar.Holidays.Off = holidays("2026-04-03", "2026-04-04", "2026-04-06", "2026-04-07")
	q.Complex = true
	asked := time.Date(2026, 4, 2, 9, 0, 0, 0, at(t, 1, 0, 0).Location())
	c, err := casefile.New(q, s, casefile.Numbers{Case: "C-1"}, "Mei", asked)
	k, ok := c.Clocks.Of(casefile.ProposeClock)
	if err != nil || !ok || k.Due.Day != "2026-04-10" || k.Due.Timed {
		t.Errorf("propose by %+v, %v", k.Due, err)
	}
}

func holidays(days ...calendar.Date) map[calendar.Date]string {
	out := map[calendar.Date]string{}
	for _, d := range days {
		out[d] = "a holiday"
	}
	return out
}
