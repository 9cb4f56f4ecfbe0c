package channel_test

import (
	"errors"
	"testing"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/channel"
)

func hours(n int) calendar.Term { return calendar.Term{Amount: n, Unit: calendar.Hours} }

func sound() channel.Policy {
	p := channel.Policy{Version: 1, ShipFrom: channel.FromPaid, PaidBy: channel.PaidByShop, DayToShip: hours(48), Transit: hours(72),
		Enquiry: hours(24), Acknowledge: hours(24), Propose: hours(24), Problem: hours(48), SendBack: hours(168), Intake: hours(24), File: hours(24),
		NoReason: channel.Window{Hours: 168, Midnight: true}, Quality: channel.Window{Hours: 168, Midnight: true}, Misuse: channel.AcceptMisuse}
	return p.Whole()
}

func TestPolicy_Check_refusesFieldByField(t *testing.T) {
	if err := sound().Check(); err != nil {
		t.Fatalf("a sound policy is refused: %v", err)
	}
	days := func(n int) calendar.Term { return calendar.Term{Amount: n, Unit: calendar.Days} }
	for name, c := range map[string]struct {
		break_      func(*channel.Policy)
		field, code string
	}{
		"negative term":             {func(p *channel.Policy) { p.Complaint.Amount = -1 }, "complaint", "term.amount"},
		"empty term":                {func(p *channel.Policy) { p.Tracking = hours(0) }, "tracking", "term.zero"},
		"unit nobody knows":         {func(p *channel.Policy) { p.Stalled.Unit = "moons" }, "stalled", "term.unit"},
		"negative days":             {func(p *channel.Policy) { p.PriceDays = -1 }, "price_days", "policy.count"},
		"more than all of it":       {func(p *channel.Policy) { p.ShortPercent = 101 }, "short_percent", "policy.count"},
		"negative grams":            {func(p *channel.Policy) { p.ShortGrams = -50 }, "short_grams", "policy.count"},
		"no answer to misuse":       {func(p *channel.Policy) { p.Misuse = "shrug" }, "misuse", "policy.choice"},
		"nobody bears a leg":        {func(p *channel.Policy) { p.Freight.Packing.Back = "" }, "freight_packing", "policy.choice"},
		"a stranger bears a leg":    {func(p *channel.Policy) { p.Freight.Customer.Out = "neighbour" }, "freight_customer", "policy.choice"},
		"a way that is not":         {func(p *channel.Policy) { p.Refunds = []channel.Payback{{Method: "gold"}} }, "refunds", "policy.choice"},
		"the last before the first": {func(p *channel.Policy) { p.Refunds = []channel.Payback{{"card", days(28), days(21), true}} }, "refunds_card", "policy.soonest"},
		"two units in one promise":  {func(p *channel.Policy) { p.Refunds = []channel.Payback{{"card", hours(3), days(21), true}} }, "refunds_card", "policy.soonest"},
		"acknowledged after the plan": {func(p *channel.Policy) {
			p.Acknowledge, p.Propose = hours(48), hours(24)
		}, "acknowledge", "policy.sooner"},
		"complex sooner than simple": {func(p *channel.Policy) {
			p.Propose, p.ProposeComplex = days(10), calendar.Term{Amount: 1, Unit: calendar.WorkingDays}
		}, "propose", "policy.sooner"},
		"plan before the first reply": {func(p *channel.Policy) { p.Complaint, p.ComplaintPlan = hours(5), hours(4) }, "complaint", "policy.sooner"},
		"notice without consent":      {func(p *channel.Policy) { p.Notice, p.Consent = true, false }, "notice", "policy.notice_without_consent"},
		"hours and asking":            {func(p *channel.Policy) { p.Quality.Ask = true }, "quality", "policy.window_or_ask"},
		"hours and proof":             {func(p *channel.Policy) { p.NoReason.Proof = true }, "no_reason", "policy.window_or_ask"},
		"an address at once for no window": {func(p *channel.Policy) {
			p.NoReason, p.NoReasonAtOnce = channel.Window{}, true
		}, "no_reason_at_once", "policy.at_once_without_window"},
		"a deadline of a platform that keeps none": {func(p *channel.Policy) { p.SilenceRequest = hours(48) }, "silence_request", "policy.silence_off"},
		"whole days by the hour":                   {func(p *channel.Policy) { p.NoReason = channel.Window{Hours: 100, Civil: true} }, "no_reason", "policy.window"},
		"a cut-off that is no time":                {func(p *channel.Policy) { p.CutOff = "25:00" }, "cut_off", "time.not_a_time"},
	} {
		t.Run(name, func(t *testing.T) {
			p := sound()
			c.break_(&p)
			err := p.Check()
			if !errors.Is(err, domain.Code(c.code)) {
				t.Fatalf("Check: got %v, want %s", err, c.code)
			}
			for _, e := range err.(domain.Errors) {
				if e.Field != c.field {
					t.Errorf("Check: got field %q, want %q alone", e.Field, c.field)
				}
			}
		})
	}
}

func TestPolicy_Check_namesEveryFieldAtOnce(t *testing.T) {
	p := sound()
	p.Enquiry.Amount, p.Problem.Amount, p.PriceDays = -1, 0, 999
	got := p.Check().(domain.Errors)
	if len(got) != 3 {
		t.Errorf("Check: got %v, want three faults", got)
	}
}

// A policy that an earlier program kept knows nothing of the newer figures. It
// must read, and give nobody a clock of zero hours.
func TestPolicy_Whole_readsAnEarlierPolicy(t *testing.T) {
	old := sound()
	old.Tracking, old.Stalled, old.ProposeComplex, old.Complaint, old.ComplaintPlan, old.FileAgreed = calendar.Term{}, calendar.Term{}, calendar.Term{}, calendar.Term{}, calendar.Term{}, calendar.Term{}
	old.SilenceRequest, old.SilenceReturn, old.Misuse, old.Freight, old.Refunds = calendar.Term{}, calendar.Term{}, "", channel.Freight{}, nil
	old.PriceDays, old.ShortPercent, old.ShortGrams = 0, 0, 0
	old.Quality = channel.Window{Hours: 24, Ask: true}
	c := channel.Channel{Name: "Old", Policy: old}
	if err := c.Validate(); err != nil {
		t.Errorf("Validate: %v, want a stored policy read", err)
	}
	p := old.Whole()
	if p.Complaint != hours(24) || p.ComplaintPlan.String() != "3 working_days" || p.Freight.Bearer(channel.GroupCarrier, channel.Back) != channel.BornByCarrier || p.PriceDays != 7 {
		t.Errorf("Whole: got %+v", p)
	}
	if !p.Whole().Same(p) {
		t.Error("Whole changes a whole policy")
	}
}

func TestFreight_Bearer(t *testing.T) {
	f := channel.ByFault()
	for _, c := range []struct {
		group channel.Group
		leg   channel.Leg
		want  channel.Bearer
	}{
		{channel.GroupCustomer, channel.Out, "customer"}, {channel.GroupCustomer, channel.Back, "customer"},
		{channel.GroupShop, channel.Back, "shop"}, {channel.GroupPacking, channel.Resend, "shop"}, {channel.GroupQuality, channel.Back, "shop"},
		{channel.GroupCarrier, channel.Resend, "carrier"}, {"", channel.Back, "shop"}, {channel.GroupCustomer, "sideways", "shop"},
	} {
		if got := f.Bearer(c.group, c.leg); got != c.want {
			t.Errorf("Bearer(%q, %q) = %s, want %s", c.group, c.leg, got, c.want)
		}
	}
}
