package preset_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"aftercare/assets"
	"aftercare/domain/channel"
	"aftercare/storage/preset"
)

// The table of R1: own shop, Yoho, Taobao and Tmall, Whatnot. A figure that ends
// in "*" is ours: no platform publishes it, and Settings says so.
var table = []struct {
	row   string
	field string // as Ours names it
	read  func(channel.Policy) string
	want  [4]string
}{
	{"DTS: from, amount, unit", "day_to_ship", func(p channel.Policy) string { return fmt.Sprint(p.ShipFrom, " ", p.DayToShip) },
		[4]string{"paid 3 working_days*", "placed 3 working_days*", "paid 48 hours*", "paid 2 working_days*"}},
	{"unshipped past the date in force: cancelled at once", "cancel_late", func(p channel.Policy) string { return fmt.Sprint(p.CancelLate) },
		[4]string{"false", "true", "false", "false"}},
	{"consent before any refund is filed", "consent", func(p channel.Policy) string { return fmt.Sprint(p.Consent) }, [4]string{"false", "true", "false", "false"}},
	{"notice to the platform", "notice", func(p channel.Policy) string { return fmt.Sprint(p.Notice) }, [4]string{"false", "true", "false", "false"}},
	{"who pays a refund out", "paid_by", func(p channel.Policy) string { return string(p.PaidBy) }, [4]string{"shop", "platform", "platform", "platform"}},
	{"arbiter of disputes", "arbiter", func(p channel.Policy) string { return fmt.Sprint(p.Arbiter) }, [4]string{"false", "false", "true", "true"}},
	{"no-reason window", "no_reason", func(p channel.Policy) string { return window(p.NoReason) },
		[4]string{"168 h from midnight*", "none", "168 h from midnight", "168 h from midnight"}},
	{"quality window", "quality", func(p channel.Policy) string { return window(p.Quality) },
		[4]string{"168 h from midnight*", "ask", "168 h from midnight", "proof"}},
	{"freight, customer's fault", "freight_customer", func(p channel.Policy) string { return legs(p, channel.GroupCustomer) },
		[4]string{"customer customer customer", "shop shop shop", "customer customer customer", "customer customer customer"}},
	{"freight, quality", "freight_quality", func(p channel.Policy) string { return legs(p, channel.GroupQuality) },
		[4]string{"shop shop shop", "shop shop shop", "shop shop shop", "shop platform shop"}},
	{"freight, shop's fault", "freight_shop", func(p channel.Policy) string { return legs(p, channel.GroupShop) },
		[4]string{"shop shop shop", "shop shop shop", "shop shop shop", "shop shop shop"}},
	{"freight, packing", "freight_packing", func(p channel.Policy) string { return legs(p, channel.GroupPacking) },
		[4]string{"shop shop shop", "shop shop shop", "shop shop shop", "shop shop shop"}},
	{"freight, carrier's fault", "freight_carrier", func(p channel.Policy) string { return legs(p, channel.GroupCarrier) },
		[4]string{"carrier carrier carrier", "shop shop shop", "carrier carrier carrier", "carrier carrier carrier"}},
	{"enquiry: reply", "enquiry", func(p channel.Policy) string { return p.Enquiry.String() }, [4]string{"24 hours", "24 hours*", "24 hours*", "24 hours"}},
	{"request: acknowledge", "acknowledge", func(p channel.Policy) string { return p.Acknowledge.String() }, [4]string{"24 hours", "24 hours*", "24 hours*", "2 hours"}},
	{"request: propose", "propose", func(p channel.Policy) string { return p.Propose.String() }, [4]string{"24 hours", "24 hours*", "24 hours*", "24 hours"}},
	{"request, complex: propose", "propose_complex", func(p channel.Policy) string { return p.ProposeComplex.String() },
		[4]string{"3 working_days", "3 working_days*", "3 working_days*", "3 working_days"}},
	{"item problem reported: answer", "problem", func(p channel.Policy) string { return p.Problem.String() }, [4]string{"48 hours*", "48 hours*", "48 hours*", "48 hours"}},
	{"complaint: first reply", "complaint", func(p channel.Policy) string { return p.Complaint.String() }, [4]string{"24 hours", "24 hours*", "24 hours*", "3 minutes"}},
	{"complaint: first plan", "complaint_plan", func(p channel.Policy) string { return p.ComplaintPlan.String() },
		[4]string{"3 working_days", "3 working_days*", "3 working_days*", "4 hours"}},
	{"silence: automatic refund, from the platform's file, else typed", "silence", func(p channel.Policy) string {
		return fmt.Sprint(p.Silence, " ", p.SilenceRequest.Amount, " ", p.SilenceReturn.Amount)
	}, [4]string{"false 0 0", "false 0 0", "true 0 0", "false 0 0"}},
	{"tracking number entered after hand-over", "tracking", func(p channel.Policy) string { return p.Tracking.String() },
		[4]string{"24 hours*", "24 hours*", "24 hours*", "24 hours"}},
	{"agreed to filed", "file_agreed", func(p channel.Policy) string { return p.FileAgreed.String() }, [4]string{"24 hours*", "24 hours*", "24 hours*", "24 hours*"}},
	{"parcel arrived to intake", "intake", func(p channel.Policy) string { return p.Intake.String() },
		[4]string{"1 working_days*", "1 working_days*", "1 working_days*", "1 working_days*"}},
	{"intake to filed", "file", func(p channel.Policy) string { return p.File.String() }, [4]string{"24 hours*", "24 hours*", "24 hours*", "24 hours*"}},
	{"return to be sent within, of approval", "send_back", func(p channel.Policy) string { return p.SendBack.String() }, [4]string{"7 days*", "7 days*", "7 days*", "7 days*"}},
	{"misuse by the customer", "misuse", func(p channel.Policy) string { return string(p.Misuse) }, [4]string{"accept", "ask", "accept", "decline"}},
	{"no-reason inside its window: address at once", "no_reason_at_once", func(p channel.Policy) string { return fmt.Sprint(p.NoReasonAtOnce) },
		[4]string{"false", "false", "true", "false"}},
}

func window(w channel.Window) string {
	switch {
	case w.Ask:
		return "ask"
	case w.Proof:
		return "proof"
	case w.Hours == 0:
		return "none"
	case w.Midnight && !w.Civil:
		return fmt.Sprintf("%d h from midnight", w.Hours)
	}
	return fmt.Sprintf("%+v", w)
}

func legs(p channel.Policy, g channel.Group) string {
	var out []string
	for _, leg := range channel.AllLegs() {
		out = append(out, string(p.Freight.Bearer(g, leg)))
	}
	return strings.Join(out, " ")
}

func TestRead_tableOfPolicies(t *testing.T) {
	p, err := preset.Read(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range table {
		t.Run(row.row, func(t *testing.T) {
			for i, name := range preset.Names() {
				policy := p.Policies[name]
				got := row.read(policy)
				if slices.Contains(policy.Ours, row.field) {
					got += "*"
				}
				if got != row.want[i] {
					t.Errorf("%s: got %q, want %q", name, got, row.want[i])
				}
			}
		})
	}
}

// What is not in the table is in the rules all the same: R3's stalled parcels,
// R5's price protection, R6's scales, R9's days until the money arrives.
func TestRead_figuresOutsideTheTable(t *testing.T) {
	p, err := preset.Read(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	for name, policy := range p.Policies {
		if policy.Stalled.String() != "24 hours" || policy.PriceDays != 7 || policy.ShortPercent != 5 || policy.ShortGrams != 50 || policy.DeductShipping {
			t.Errorf("%s: got %+v", name, policy)
		}
		if !slices.Contains(policy.Ours, "short_grams") {
			t.Errorf("%s: the scales' figures are not marked as ours", name)
		}
		got := map[string]string{}
		for _, r := range policy.Refunds {
			got[r.Method] = r.Soonest.String() + " to " + r.Latest.String()
		}
		for method, want := range map[string]string{"fps": "3 bank_days to 5 bank_days", "bank": "3 bank_days to 5 bank_days", "card": "21 days to 28 days", "alipay": "0 days to 0 days", "cash": "0 days to 0 days"} {
			if got[method] != want {
				t.Errorf("%s, %s: got %s, want %s", name, method, got[method], want)
			}
		}
		if !policy.Whole().Same(policy) {
			t.Errorf("%s: the preset leaves figures out", name)
		}
	}
}
