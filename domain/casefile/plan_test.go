package casefile_test

import (
	"slices"
	"strings"
	"testing"

	"aftercare/domain/casefile"
	"aftercare/domain/money"
	"aftercare/domain/order"
)

// asYoho is a policy that asks for consent and notice.
func asYoho(_ *casefile.Request, s *casefile.Setting) {
	s.Terms.Policy.Consent, s.Terms.Policy.Notice = true, true
}

// unshipped takes an order back to where nothing had left.
func unshipped(q *casefile.Request, s *casefile.Setting) {
	q.Received, s.Order.State, s.Order.SignOff = false, order.Paid, order.SignOff{}
	for i := range s.Order.Lines {
		s.Order.Lines[i].Shipped = 0
	}
}

func onTheWay(q *casefile.Request, s *casefile.Setting) {
	unshipped(q, s)
	s.Order.State = order.Shipped
}

// want is a reason and what is asked for it.
type want struct {
	kind   casefile.Kind
	reason string
	remedy casefile.Remedy
	stage  func(*casefile.Request, *casefile.Setting)
}

func (w want) edit(q *casefile.Request, s *casefile.Setting) {
	q.Kind, q.Reason, q.Remedy = w.kind, w.reason, w.remedy
	if w.stage != nil {
		w.stage(q, s)
	}
	if w.remedy == casefile.PriceProtection {
		newer := s.Order
		newer.ID, newer.Number, newer.Placed = 6, "LS-2", s.Order.Placed.AddDate(0, 0, 7)
		newer.Lines = slices.Clone(newer.Lines)
		newer.Lines[0].Price = money.Of(9000, "HKD")
		newer.Total, newer.Paid = money.Of(27000, "HKD"), money.Of(27000, "HKD")
		s.Newer = &newer
	}
}

// Each row of the table of R7 is a row of this one. "..." is where an answer
// decides what follows.
func TestPlans_rowsOfR7(t *testing.T) {
	const refund = "look refund tell_filed paid tell_paid"
	for name, c := range map[string]struct {
		want want
		plan casefile.Plan
		text string
	}{
		"shop cannot deliver":                {want{reason: "out_of_stock", remedy: casefile.RefundOnly, stage: unshipped}, "cannot_deliver", "hold tell offer answer"},
		"refund only, not shipped":           {want{reason: "changed_mind", remedy: casefile.RefundOnly, stage: unshipped}, "refund_unshipped", "hold reply ask_reason retention decide " + refund + " confirm"},
		"refund only, on its way":            {want{reason: "changed_mind", remedy: casefile.RefundOnly, stage: onTheWay}, "refund_on_way", "hold reply ask_reason retention decide intercept intercepted"},
		"refund only, received":              {want{reason: "not_as_described", remedy: casefile.RefundOnly}, "refund_received", "reply evidence check_type decide retention consent " + refund + " confirm"},
		"part refund":                        {want{reason: "fault_in_use", remedy: casefile.PartRefund}, "part_refund", "reply evidence decide retention consent " + refund + " confirm"},
		"return and refund":                  {want{reason: "quality_defect", remedy: casefile.ReturnRefund}, "return_refund", "reply evidence decide retention instructions wait_parcel intake " + refund + " confirm"},
		"send in for inspection":             {want{reason: "fault_in_use", remedy: casefile.Inspection}, "inspection", "reply evidence no_promise decide instructions wait_parcel intake finding"},
		"not received: refused, intercepted": {want{reason: "refused", remedy: casefile.RefundOnly, stage: onTheWay}, "not_received", "reply ask_reason decide retention carrier_back " + refund + " wait_parcel intake confirm"},
		"exchange":                           {want{reason: "wrong_size", remedy: casefile.Exchange}, "exchange", "reply evidence decide retention instructions wait_parcel intake replacement ship sign_off confirm"},
		"resend":                             {want{reason: "items_missing", remedy: casefile.Resend}, "resend", "reply evidence packer decide replacement ship confirm"},
		"lost, refund":                       {want{reason: "lost_in_transit", remedy: casefile.RefundOnly, stage: onTheWay}, "lost_refund", "reply ask_carrier carrier_says decide " + refund + " confirm"},
		"lost, resend":                       {want{reason: "not_received", remedy: casefile.Resend, stage: onTheWay}, "lost_resend", "reply ask_carrier carrier_says decide replacement ship confirm"},
		"damaged, refund":                    {want{reason: "damaged_in_transit", remedy: casefile.RefundOnly}, "carrier_refund", "reply evidence packer decide consent " + refund + " confirm"},
		"price protection":                   {want{reason: "price_dropped", remedy: casefile.PriceProtection}, "price_protection", "reply both_orders receipt decide payment confirm"},
		"repair":                             {want{reason: "quality_defect", remedy: casefile.RepairIt}, "repair", "reply evidence decide repair_job confirm"},
		"goodwill":                           {want{reason: "service", remedy: casefile.Goodwill}, "goodwill", "reply decide payment confirm"},
		"advice":                             {want{reason: "fault_in_use", remedy: casefile.Advice}, "advice", "reply evidence decide advise confirm"},
		"enquiry":                            {want{kind: casefile.Enquiry, reason: "service"}, "enquiry", "reply resolve confirm lesson"},
		"complaint":                          {want{kind: casefile.Complaint, reason: "service"}, "enquiry", "reply resolve confirm lesson"},
		"feedback":                           {want{kind: casefile.Feedback, reason: "service"}, "enquiry", "reply resolve confirm lesson"},
	} {
		t.Run(name, func(t *testing.T) {
			got, _ := opened(t, c.want.edit)
			var codes []string
			for _, s := range got.Steps {
				if s.Actor == "" {
					t.Errorf("nobody does %s", s.Code)
				}
				codes = append(codes, string(s.Code))
			}
			if text := strings.Join(codes, " "); got.Plan != c.plan || text != c.text {
				t.Errorf("plan %s: %s\nwant %s: %s", got.Plan, text, c.plan, c.text)
			}
		})
	}
}

// everyWant is each reason with each of its remedies at each stage, and the
// kinds that claim nothing.
func everyWant() []want {
	out := []want{{kind: casefile.Enquiry, reason: "service"}, {kind: casefile.Complaint, reason: "quality_defect"}, {kind: casefile.Feedback, reason: "changed_mind"}}
	for _, r := range casefile.Reasons() {
		for _, m := range r.Remedies {
			for _, stage := range []func(*casefile.Request, *casefile.Setting){nil, onTheWay, unshipped} {
				out = append(out, want{reason: r.Code, remedy: m, stage: stage})
			}
		}
	}
	return out
}
