package desk_test

import (
	"fmt"
	"reflect"
	"testing"

	"aftercare/domain/calendar"
	"aftercare/domain/casefile"
	"aftercare/domain/channel"
	"aftercare/domain/desk"
)

// otherFigures are for each field of a policy the changes that an owner could
// make, by reflection: a figure that is added later is tried too.
func otherFigures(p channel.Policy) map[string]channel.Policy {
	out := map[string]channel.Policy{}
	from := reflect.ValueOf(p)
	for i := range from.NumField() {
		name := from.Type().Field(i).Name
		if name == "Version" || name == "Ours" {
			continue
		}
		changed := p
		to := reflect.ValueOf(&changed).Elem().Field(i)
		switch v := to.Addr().Interface().(type) {
		case *bool:
			*v = !*v
		case *int:
			*v += 3
		case *string: // the region
			*v = map[bool]string{true: "cn", false: "hk"}[*v == "hk"]
		case *[]string:
			*v = []string{"apparel", "general"}
		case *calendar.Clock:
			*v = "09:30"
		case *calendar.Term:
			*v = calendar.Term{Amount: v.Amount + 5, Unit: calendar.Days}
		case *channel.Start:
			*v = map[channel.Start]channel.Start{channel.FromPaid: channel.FromPlaced, channel.FromPlaced: channel.FromPaid}[*v]
		case *channel.Payer:
			*v = map[channel.Payer]channel.Payer{channel.PaidByPlatform: channel.PaidByShop, channel.PaidByShop: channel.PaidByPlatform}[*v]
		case *channel.Window:
			*v = channel.Window{Hours: 24}
		case *channel.Misuse:
			*v = map[bool]channel.Misuse{true: channel.AcceptMisuse, false: channel.DeclineMisuse}[*v == channel.DeclineMisuse]
		case *channel.Freight:
			*v = channel.Freight{}
			for _, g := range channel.Groups() {
				for _, leg := range channel.AllLegs() {
					*v.Of(g).At(leg) = channel.BornBySupplier
				}
			}
		case *[]channel.Payback:
			changed.SetPayback(channel.Payback{Method: "fps", Soonest: calendar.Term{Amount: 9, Unit: calendar.Days}, Latest: calendar.Term{Amount: 11, Unit: calendar.Days}})
		default:
			panic(fmt.Sprintf("%s: nobody changes a %T", name, v))
		}
		switch name { // what goes with it, that the policy does not contradict itself
		case "NoReasonAtOnce":
			changed.NoReason = channel.Window{Hours: 168}
		case "Consent":
			changed.Notice = false
		case "SilenceRequest", "SilenceReturn":
			changed.Silence = true
		case "Acknowledge", "Complaint": // each comes before another one
			to.Set(reflect.ValueOf(calendar.Term{Amount: 2, Unit: calendar.Hours}))
		case "Propose":
			to.Set(reflect.ValueOf(calendar.Term{Amount: 30, Unit: calendar.Hours}))
		}
		out[name] = changed
	}
	return out
}

// walked is all that a case says of itself and what its policy decides of it.
func walked(t testing.TB, v desk.CaseView) string {
	t.Helper()
	return asJSON(t, []any{v.Case, v.Policy, v.Bearers, v.Preview, v.Waits, v.Next})
}

// A policy that changes never changes a case that is open under it: each figure of
// it is changed, one after another, and the case says what it said; and it goes on
// to its close as one does in a shop where nobody changed anything.
func TestCase_keepsItsPolicy(t *testing.T) {
	begin := func() (*counter, desk.CaseView) {
		c := begun(t)
		return c, c.opens(c.delivered("yoho", "Y-1"), "changed_mind", casefile.ReturnRefund)
	}
	onward := func(c *counter, v desk.CaseView) []string {
		var out []string
		say := func(w desk.CaseView) desk.CaseView { out = append(out, walked(t, w)); return w }
		v = say(c.steps(v, "case.agree", `{"reason":"a regular"}`, "case.retain", `{"offer":"gift"}`, "case.sent_back", `{"tracking":"SF1"}`))
		v = say(c.takesIn(v))
		v = say(c.pays(v, `,"by":"Chan","how":"whatsapp","when":"2026-03-02T02:00:00Z","recipient":"Ms Ho","way":"email"`))
		c.closes(v)
		say(c.again(v))
		return out
	}
	c, v := begin()
	before := walked(t, v)
	ch := c.channel("yoho")
	for name, p := range otherFigures(ch.Policy) {
		changed := c.channel("yoho")
		p.Ours = changed.Policy.Ours
		version := changed.Policy.Version
		changed.Policy = p
		saved, err := c.SaveChannel(c.ctx, changed)
		if err != nil {
			t.Errorf("%s: the change of the figure is refused: %v", name, err)
			continue
		}
		if saved.Policy.Version != version+1 {
			t.Errorf("%s: the changed policy has version %d after %d", name, saved.Policy.Version, version)
		}
		if after := walked(t, c.again(v)); after != before {
			t.Errorf("%s changed the open case:\n%s\n%s", name, before, after)
		}
	}
	control, w := begin()
	want, got := onward(control, w), onward(c, v)
	for i := range want {
		if want[i] != got[i] {
			t.Errorf("stage %d of the case under the old policy differs from one where nobody changed it:\n%s\n%s", i, want[i], got[i])
		}
	}
}

// A case holds its unshipped lines off the ship list from its opening until it is
// kept, withdrawn, declined or over, whatever answer its plan goes by; and a case
// of goods that were received holds nothing.
func TestCase_holdsByItsPlan(t *testing.T) {
	for name, x := range map[string]struct {
		reason string
		verbs  []string
		want   int
	}{
		"asked to cancel":                {"changed_mind", nil, 1},
		"cancelling, agreed":             {"changed_mind", []string{"case.retain", `{"offer":"gift"}`, "case.agree", `{}`}, 1},
		"kept for a gift":                {"changed_mind", []string{"case.retain", `{"offer":"gift","kept":true}`}, 0},
		"withdrawn":                      {"changed_mind", []string{"case.withdraw", `{"reason":"never mind"}`}, 0},
		"declined":                       {"changed_mind", []string{"case.retain", `{"offer":"gift"}`, "case.decline", `{"reason":"made to order"}`}, 0},
		"the shop cannot deliver":        {"out_of_stock", nil, 1},
		"cannot deliver, they wait":      {"out_of_stock", []string{"case.step", `{"step":"offer"}`, "case.step", `{"step":"answer","choice":"waits"}`}, 0},
		"cannot deliver, they want it":   {"out_of_stock", []string{"case.step", `{"step":"offer"}`, "case.step", `{"step":"answer","choice":"wants_money"}`}, 1},
		"cannot deliver, other goods go": {"out_of_stock", []string{"case.step", `{"step":"offer"}`, "case.step", `{"step":"answer","choice":"other_goods"}`}, 1},
	} {
		c := begun(t)
		o := c.order("own", facts("LS-1", c.now))
		v := c.opensWith(o, casefile.Request{Reason: x.reason, Remedy: casefile.RefundOnly, Items: []casefile.Asked{{Line: 1, Quantity: 2}}})
		c.steps(v, x.verbs...)
		held, err := c.Order(c.ctx, o.ID)
		c.must(err)
		if held.Held != x.want {
			t.Errorf("%s: %d cases hold the order, want %d", name, held.Held, x.want)
		}
	}
	c := begun(t)
	o := c.delivered("own", "LS-2")
	c.opens(o, "quality_defect", casefile.ReturnRefund)
	if v, err := c.Order(c.ctx, o.ID); err != nil || v.Held != 0 {
		t.Errorf("goods that were received are held by %d cases, %v", v.Held, err)
	}
}
