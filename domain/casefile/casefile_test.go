package casefile_test

import (
	"errors"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/casefile"
	"aftercare/domain/channel"
	"aftercare/domain/clock"
	"aftercare/domain/money"
	"aftercare/domain/order"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

var week = channel.Window{Hours: 168, Midnight: true}

// The worked examples of R5.
func TestUntil(t *testing.T) {
	hk, ny := zone(t, "Asia/Hong_Kong"), zone(t, "America/New_York")
	civil := week
	civil.Civil = true
	for name, c := range map[string]struct {
		window channel.Window
		signed time.Time
		want   time.Time
	}{
		"168 h from the next midnight":             {week, time.Date(2026, 3, 1, 15, 20, 0, 0, hk), time.Date(2026, 3, 9, 0, 0, 0, 0, hk)},
		"New York over the clock change, 168 h":    {week, time.Date(2026, 3, 5, 12, 0, 0, 0, ny), time.Date(2026, 3, 13, 1, 0, 0, 0, ny)},
		"New York over the clock change, by days":  {civil, time.Date(2026, 3, 5, 12, 0, 0, 0, ny), time.Date(2026, 3, 13, 0, 0, 0, 0, ny)},
		"London in autumn gives the hour back":     {week, time.Date(2026, 10, 22, 12, 0, 0, 0, zone(t, "Europe/London")), time.Date(2026, 10, 29, 23, 0, 0, 0, zone(t, "Europe/London"))},
		"from the sign-off itself where so agreed": {channel.Window{Hours: 48}, time.Date(2026, 3, 1, 15, 20, 0, 0, hk), time.Date(2026, 3, 3, 15, 20, 0, 0, hk)},
	} {
		t.Run(name, func(t *testing.T) {
			if got := casefile.Until(c.window, c.signed, c.signed.Location()); !got.Equal(c.want) {
				t.Errorf("Until = %v, want %v", got, c.want)
			}
		})
	}
}

func TestReturnNumber(t *testing.T) {
	number := casefile.ReturnNumber(1187)
	for _, in := range []string{number, "r" + number[2:], " " + number[:2] + number[2:] + " "} {
		if got, isReturn, ok := casefile.ReadReturn(in); got != number || !isReturn || !ok {
			t.Errorf("ReadReturn(%q) = %q %v %v", in, got, isReturn, ok)
		}
	}
	for _, in := range []string{"", "R", "R-", "C-1187", "R-12A4", "R-1234567890123"} {
		if _, isReturn, _ := casefile.ReadReturn(in); isReturn {
			t.Errorf("ReadReturn(%q) takes it for a return number", in)
		}
	}
}

// Every single wrong digit and every swap of two neighbours is found.
func TestReadReturn_findsSlips(t *testing.T) {
	for n := int64(1000); n < 1400; n++ {
		number := []byte(casefile.ReturnNumber(n))
		for i := 2; i < len(number); i++ {
			for d := byte('0'); d <= '9'; d++ {
				slip := append([]byte(nil), number...)
				if slip[i] = d; d == number[i] {
					continue
				}
				if _, _, ok := casefile.ReadReturn(string(slip)); ok {
					t.Fatalf("%s passes for %s", slip, number)
				}
			}
			if i+1 < len(number) && number[i] != number[i+1] {
				slip := append([]byte(nil), number...)
				slip[i], slip[i+1] = slip[i+1], slip[i]
				if _, _, ok := casefile.ReadReturn(string(slip)); ok {
					t.Fatalf("%s passes for %s", slip, number)
				}
			}
		}
	}
}

func hours(n int) calendar.Term { return calendar.Term{Amount: n, Unit: calendar.Hours} }

func policy() channel.Policy {
	return channel.Policy{Version: 3, ShipFrom: channel.FromPaid, DayToShip: calendar.Term{Amount: 3, Unit: calendar.WorkingDays}, NoReason: week, Quality: week,
		Acknowledge: hours(2), Propose: hours(24), Enquiry: hours(24), Problem: hours(48), File: hours(24), Intake: calendar.Term{Amount: 1, Unit: calendar.WorkingDays}, SendBack: calendar.Term{Amount: 7, Unit: calendar.Days}}
}

func setting(t testing.TB) casefile.Setting {
	t.Helper()
	hk := zone(t, "Asia/Hong_Kong")
	terms := order.Terms{Policy: policy(), Calendar: calendar.Calendar{Rest: []time.Weekday{time.Saturday, time.Sunday}}, Zone: hk}
	hkd := func(n int64) money.Amount { return money.Of(n, "HKD") }
	o := order.FromFacts(order.Facts{Number: "LS-1", State: order.Completed, Placed: time.Date(2026, 2, 20, 10, 0, 0, 0, hk), Delivered: time.Date(2026, 3, 1, 15, 20, 0, 0, hk),
		Currency: "HKD", Total: hkd(30000), PaidSum: hkd(30000), Lines: []order.LineFacts{{SKU: "A", Title: "Shirt", Quantity: 3, Price: hkd(10000)}}}, 1, "Import", time.Date(2026, 3, 1, 16, 0, 0, 0, hk), terms)
	o.ID = 5
	return casefile.Setting{Order: o, Terms: terms, Taken: map[int]int{}, Swapped: map[int]int{}}
}

func at(t testing.TB, day, hour, minute int) time.Time {
	return time.Date(2026, 3, day, hour, minute, 0, 0, zone(t, "Asia/Hong_Kong"))
}

func request() casefile.Request {
	return casefile.Request{Reason: "changed_mind", Remedy: casefile.ReturnRefund, Items: []casefile.Asked{{Line: 1, Quantity: 1}}, Received: true, Worn: casefile.No, Tags: casefile.Yes}
}

func TestRequest_Judge(t *testing.T) {
	for name, c := range map[string]struct {
		edit func(*casefile.Request, *casefile.Setting)
		now  time.Time
		want domain.Answer
		code string
	}{
		"in time, before that midnight":      {func(*casefile.Request, *casefile.Setting) {}, at(t, 8, 23, 59), domain.Pass, "window_no_reason"},
		"that midnight is outside":           {func(*casefile.Request, *casefile.Setting) {}, at(t, 9, 0, 0), domain.Denied, "window_no_reason_over"},
		"judged by the first request's time": {func(q *casefile.Request, _ *casefile.Setting) { q.Requested = at(t, 8, 12, 0) }, at(t, 20, 0, 0), domain.Pass, "window_no_reason"},
		"unknown sign-off asks":              {func(_ *casefile.Request, s *casefile.Setting) { s.Order.SignOff = order.SignOff{} }, at(t, 20, 0, 0), domain.Ask, "signoff_unknown"},
		"worn goods are refused":             {func(q *casefile.Request, _ *casefile.Setting) { q.Worn = casefile.Yes }, at(t, 3, 0, 0), domain.Denied, "worn"},
		"unknown condition asks":             {func(q *casefile.Request, _ *casefile.Setting) { q.Worn = casefile.Unknown }, at(t, 3, 0, 0), domain.Ask, "condition_unknown"},
		"an excluded product":                {func(_ *casefile.Request, s *casefile.Setting) { s.Excluded = func(string) bool { return true } }, at(t, 3, 0, 0), domain.Denied, "excluded"},
		"no window at all":                   {func(_ *casefile.Request, s *casefile.Setting) { s.Terms.Policy.NoReason.Hours = 0 }, at(t, 3, 0, 0), domain.Denied, "window_no_reason_none"},
		"a unit under another case":          {func(_ *casefile.Request, s *casefile.Setting) { s.Taken[1] = 3 }, at(t, 3, 0, 0), domain.Denied, "claimed_twice"},
		"one exchanged, two keep their right": {func(q *casefile.Request, s *casefile.Setting) {
			q.Remedy = casefile.Exchange
			s.Swapped[1] = 1
			q.Items[0].Quantity = 2
		}, at(t, 3, 0, 0), domain.Pass, "quantity"},
		"the third was exchanged once": {func(q *casefile.Request, s *casefile.Setting) {
			q.Remedy = casefile.Exchange
			s.Swapped[1] = 1
			q.Items[0].Quantity = 3
		}, at(t, 3, 0, 0), domain.Denied, "exchanged_once"},
		"a defect without photos asks": {func(q *casefile.Request, _ *casefile.Setting) { q.Reason = "quality_defect" }, at(t, 3, 0, 0), domain.Ask, "photos_missing"},
		"none stated: ask": {func(q *casefile.Request, s *casefile.Setting) {
			q.Reason = "quality_defect"
			q.Photos = 3
			s.Terms.Policy.Quality = channel.Window{Ask: true}
		}, at(t, 3, 0, 0), domain.Ask, "window_quality_unstated"},
	} {
		t.Run(name, func(t *testing.T) {
			q, s := request(), setting(t)
			c.edit(&q, &s)
			got, err := q.Judge(s, c.now)
			if err != nil {
				t.Fatal(err)
			}
			named := false
			for _, f := range got.Fired {
				named = named || f.Code == c.code
			}
			if got.Answer != c.want || !named || got.Version != 3 {
				t.Errorf("Judge = %+v, want %s by %s", got, c.want, c.code)
			}
		})
	}
}

func TestNew_refuses(t *testing.T) {
	for code, edit := range map[string]func(*casefile.Request, *casefile.Setting){
		"case.reason":    func(q *casefile.Request, _ *casefile.Setting) { q.Reason = "because" },
		"case.remedy":    func(q *casefile.Request, _ *casefile.Setting) { q.Remedy = casefile.RepairIt },
		"case.no_items":  func(q *casefile.Request, _ *casefile.Setting) { q.Items = nil },
		"case.quantity":  func(q *casefile.Request, _ *casefile.Setting) { q.Items[0].Quantity = 4 },
		"missing.line":   func(q *casefile.Request, _ *casefile.Setting) { q.Items[0].Line = 9 },
		"case.photos":    func(q *casefile.Request, _ *casefile.Setting) { q.Photos = -1 },
		"case.in_future": func(q *casefile.Request, _ *casefile.Setting) { q.Requested = at(t, 30, 0, 0) },
		"case.before_order": func(q *casefile.Request, _ *casefile.Setting) {
			q.Requested = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		},
		"verdict.claimed_twice": func(_ *casefile.Request, s *casefile.Setting) { s.Taken[1] = 3 },
	} {
		t.Run(code, func(t *testing.T) {
			q, s := request(), setting(t)
			edit(&q, &s)
			if _, err := casefile.New(q, s, casefile.Numbers{Case: "C-1", Return: "R-13"}, "Mei", at(t, 3, 9, 0)); !errors.Is(err, domain.Code(code)) {
				t.Errorf("New = %v, want %s", err, code)
			}
		})
	}
}

func opened(t testing.TB, edit func(*casefile.Request, *casefile.Setting)) (casefile.Case, order.Terms) {
	t.Helper()
	q, s := request(), setting(t)
	edit(&q, &s)
	c, err := casefile.New(q, s, casefile.Numbers{Case: "C-1187", Return: casefile.ReturnNumber(1187)}, "Mei", at(t, 2, 9, 0))
	if err != nil {
		t.Fatal(err)
	}
	return c, s.Terms
}

// R8: a return request on 2026-03-02 09:00: acknowledge by 11:00, propose by 3 March 09:00.
func TestCase_clocks(t *testing.T) {
	c, _ := opened(t, func(*casefile.Request, *casefile.Setting) {})
	reply, _ := c.Step(casefile.Reply)
	decide, _ := c.Step(casefile.Decide)
	if !reply.Due.At.Equal(at(t, 2, 11, 0)) || !decide.Due.At.Equal(at(t, 3, 9, 0)) {
		t.Errorf("clocks = %v, %v", reply.Due.At, decide.Due.At)
	}
}

func TestCase_returnAndRefund_toTheClose(t *testing.T) {
	c, terms := opened(t, func(*casefile.Request, *casefile.Setting) {})
	now := at(t, 2, 10, 0)
	step := func(f func() (casefile.Case, error), want casefile.StepCode) {
		t.Helper()
		next, err := f()
		if err != nil {
			t.Fatal(err)
		}
		c = next
		if s, ok := c.Now(); want == "" && ok || want != "" && s.Code != want {
			t.Fatalf("now is %s, want %s", s.Code, want)
		}
		now = now.Add(time.Hour)
	}
	do := func(code casefile.StepCode, choice casefile.Choice) func() (casefile.Case, error) {
		return func() (casefile.Case, error) {
			return c.DoStep(casefile.Did{Step: code, Choice: choice}, "Mei", now, terms)
		}
	}
	step(do(casefile.Reply, ""), casefile.Decide)
	step(func() (casefile.Case, error) { return c.Agreed("", "Mei", now, terms) }, casefile.Retention)
	if c.Parcel != casefile.Announced || c.SendBy != "2026-03-09" {
		t.Errorf("after approval: %s, send by %s", c.Parcel, c.SendBy)
	}
	step(do(casefile.Retention, casefile.NotKept), casefile.Instructions)
	step(func() (casefile.Case, error) { return c.SentBack("SF123", "Mei", now, terms) }, casefile.WaitParcel)
	step(func() (casefile.Case, error) { return c.Came("Keung", now, terms), nil }, casefile.Intake)
	step(func() (casefile.Case, error) {
		return c.TakenIn(map[int]casefile.Count{1: {Counted: 1, Accepted: 1}}, "Keung", now, terms)
	}, casefile.Look)
	if _, err := c.Finished(casefile.Yes, nil, "Mei", now, terms); !errors.Is(err, domain.Code("case.steps_left")) {
		t.Errorf("closing before the refund = %v", err)
	}
	step(func() (casefile.Case, error) { return c.Looked("", "Mei", now, terms) }, casefile.Refund)
	step(func() (casefile.Case, error) { return c.Settled(casefile.Refund, "Mei", now, terms) }, casefile.TellFiled)
	step(do(casefile.TellFiled, ""), casefile.Paid)
	if _, err := c.DoStep(casefile.Did{Step: casefile.Paid}, "Mei", now, terms); !errors.Is(err, domain.Code("step.own_verb")) {
		t.Errorf("approving is not paying: %v", err)
	}
	step(func() (casefile.Case, error) { return c.MoneyArrived("Mei", now, terms), nil }, casefile.TellPaid)
	step(do(casefile.TellPaid, ""), casefile.Confirm)
	step(func() (casefile.Case, error) {
		return c.Finished(casefile.Yes, []casefile.Learnt{{Change: "description", Note: "say that it runs large"}}, "Mei", now, terms)
	}, "")
	if c.State != casefile.Closed || len(c.Lessons) != 1 {
		t.Errorf("closed case is %s with %v", c.State, c.Lessons)
	}
	for _, k := range c.Clocks {
		if f := k.Face(now); f != clock.Met {
			t.Errorf("clock %s is %s", k.Code, f)
		}
	}
}

func TestCase_Agreed_needsOverrideAgainstTheVerdict(t *testing.T) {
	c, terms := opened(t, func(q *casefile.Request, _ *casefile.Setting) { q.Worn = casefile.Yes })
	if _, err := c.Agreed("", "Mei", at(t, 3, 9, 0), terms); !errors.Is(err, domain.Code("case.needs_override")) {
		t.Errorf("Agreed = %v", err)
	}
	c, err := c.Agreed("a regular, once", "Mei", at(t, 3, 9, 0), terms)
	if err != nil || c.Override == nil || c.Override.Who != "Mei" {
		t.Errorf("with a reason: %v, %+v", err, c.Override)
	}
}

func TestReasons_rowsOfR6(t *testing.T) {
	for _, c := range []struct {
		code  string
		fault casefile.Fault
		first casefile.Remedy
	}{
		{"changed_mind", casefile.ByCustomer, casefile.ReturnRefund}, {"wrong_size", casefile.ByCustomer, casefile.Exchange}, {"not_as_assumed", casefile.ToBeFound, casefile.Advice},
		{"size_label", casefile.ByShop, casefile.Exchange}, {"quality_defect", casefile.ByShop, casefile.Exchange}, {"fault_in_use", casefile.ToBeFound, casefile.Advice},
		{"not_as_described", casefile.ByShop, casefile.ReturnRefund}, {"not_authentic", casefile.ByShop, casefile.ReturnRefund}, {"misuse", casefile.ByCustomer, casefile.ReturnRefund},
		{"damaged_in_transit", casefile.ByCarrier, casefile.Exchange}, {"empty_parcel", casefile.ByCarrier, casefile.Resend}, {"lost_in_transit", casefile.ByCarrier, casefile.Resend},
		{"items_missing", casefile.ByCarrier, casefile.Resend}, {"wrong_item", casefile.ByCarrier, casefile.Exchange}, {"no_tracking", casefile.ByCarrier, casefile.Resend},
		{"not_received", casefile.ByCarrier, casefile.Resend}, {"refused", casefile.ToBeFound, casefile.RefundOnly}, {"out_of_stock", casefile.ByShop, casefile.RefundOnly},
		{"shipped_late", casefile.ByShop, casefile.RefundOnly}, {"discount_not_given", casefile.ByShop, casefile.PartRefund}, {"freight", casefile.ToBeFound, casefile.Goodwill},
		{"service", casefile.ByShop, casefile.Goodwill}, {"price_dropped", casefile.NoFault, casefile.PriceProtection},
	} {
		r, err := casefile.ReasonOf(c.code)
		if err != nil || r.Fault != c.fault || r.Remedies[0] != c.first {
			t.Errorf("%s = %+v, %v", c.code, r, err)
		}
	}
	if len(casefile.Reasons()) != 23 {
		t.Errorf("%d reasons", len(casefile.Reasons()))
	}
}

func TestLife_isWhole(t *testing.T) {
	for _, s := range casefile.Life.States() {
		if len(casefile.Life.Possible(s)) == 0 {
			t.Errorf("%s is a dead end", s)
		}
		for _, e := range casefile.Life.Events() {
			if _, err := casefile.Life.Next(s, e); err != nil && !errors.Is(err, domain.Code("flow.not_possible")) {
				t.Errorf("%s × %s: %v", s, e, err)
			}
		}
	}
}
