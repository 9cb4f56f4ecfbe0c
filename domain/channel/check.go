package channel

import (
	"slices"

	"aftercare/domain"
	"aftercare/domain/calendar"
)

func contains[T comparable](all []T, one T) bool { return slices.Contains(all, one) }

// term is one promise of time in a policy.
type term struct {
	field string
	term  calendar.Term
	some  bool // 0 is no answer
}

func (p Policy) terms() []term {
	return []term{
		{"day_to_ship", p.DayToShip, true}, {"transit", p.Transit, false}, {"tracking", p.Tracking, true}, {"stalled", p.Stalled, true},
		{"enquiry", p.Enquiry, true}, {"acknowledge", p.Acknowledge, true}, {"propose", p.Propose, true}, {"propose_complex", p.ProposeComplex, true},
		{"problem", p.Problem, true}, {"complaint", p.Complaint, true}, {"complaint_plan", p.ComplaintPlan, true},
		{"file_agreed", p.FileAgreed, true}, {"send_back", p.SendBack, true}, {"intake", p.Intake, true}, {"file", p.File, true},
		{"silence_request", p.SilenceRequest, false}, {"silence_return", p.SilenceReturn, false},
	}
}

// Validate refuses what no rule could work with: an empty or negative figure, a
// choice that does not exist.
//
// Errors: term.amount, term.unit, term.zero, time.not_a_time, policy.choice,
// policy.window, policy.count.
func (p Policy) Validate() error {
	p = p.Whole()
	var es domain.Errors
	add := func(e *domain.Error) {
		if e != nil {
			es = append(es, e)
		}
	}
	for _, t := range p.terms() {
		e := t.term.Check(t.field)
		if e == nil && t.some && t.term.Amount == 0 {
			e = domain.Wrong(t.field, "term.zero", nil)
		}
		add(e)
	}
	add(p.CutOff.Check("cut_off"))
	choice := func(field, value string, known bool) {
		if !known {
			add(domain.Wrong(field, "policy.choice", domain.Args{"value": value}))
		}
	}
	choice("ship_from", string(p.ShipFrom), p.ShipFrom == FromPaid || p.ShipFrom == FromPlaced)
	choice("paid_by", string(p.PaidBy), p.PaidBy == PaidByShop || p.PaidBy == PaidByPlatform)
	choice("misuse", string(p.Misuse), contains([]Misuse{AcceptMisuse, AskMisuse, DeclineMisuse}, p.Misuse))
	for _, w := range []struct {
		field string
		Window
	}{{"no_reason", p.NoReason}, {"quality", p.Quality}} {
		if w.Hours < 0 || w.Hours > 24*3650 || w.Civil && w.Hours%24 != 0 {
			add(domain.Wrong(w.field, "policy.window", domain.Args{"value": w.Hours}))
		}
	}
	for _, n := range []struct {
		field       string
		value, most int
	}{{"price_days", p.PriceDays, 365}, {"short_percent", p.ShortPercent, 100}, {"short_grams", p.ShortGrams, 100_000}} {
		if n.value < 0 || n.value > n.most {
			add(domain.Wrong(n.field, "policy.count", domain.Args{"value": n.value, "most": n.most}))
		}
	}
	es = append(es, p.Freight.check()...)
	return append(es, p.paybacks()...).OrNil()
}

// paybacks refuses a way of refunding that does not exist, twice the same, or
// whose last day comes before its first.
func (p Policy) paybacks() domain.Errors {
	var es domain.Errors
	seen := map[string]bool{}
	for _, r := range p.Refunds {
		field := "refunds_" + r.Method
		switch {
		case !contains(Paybacks(), r.Method) || seen[r.Method]:
			es = append(es, domain.Wrong("refunds", "policy.choice", domain.Args{"value": r.Method}))
		case r.Soonest.Check(field) != nil:
			es = append(es, r.Soonest.Check(field))
		case r.Latest.Check(field) != nil:
			es = append(es, r.Latest.Check(field))
		case r.Soonest.Unit != r.Latest.Unit || r.Soonest.Amount > r.Latest.Amount:
			es = append(es, domain.Wrong(field, "policy.soonest", nil))
		}
		seen[r.Method] = true
	}
	return es
}

// Check refuses a policy that Validate does, and one that contradicts itself,
// field by field.
//
// Errors: those of Validate; policy.sooner when an answer is due after the one
// that follows it, policy.notice_without_consent, policy.window_or_ask,
// policy.at_once_without_window, policy.silence_off.
func (p Policy) Check() error {
	var es domain.Errors
	if err := p.Validate(); err != nil {
		es = append(es, err.(domain.Errors)...)
	}
	p = p.Whole()
	faulty := func(field string) bool {
		return slices.ContainsFunc(es, func(e *domain.Error) bool { return e.Field == field })
	}
	refuse := func(field, code string, args domain.Args, when bool) {
		if when && !faulty(field) {
			es = append(es, domain.Wrong(field, code, args))
		}
	}
	for _, pair := range []struct {
		field, after string
		first, then  calendar.Term
	}{
		{"acknowledge", "propose", p.Acknowledge, p.Propose}, {"propose", "propose_complex", p.Propose, p.ProposeComplex},
		{"complaint", "complaint_plan", p.Complaint, p.ComplaintPlan},
	} {
		refuse(pair.field, "policy.sooner", domain.Args{"after_key": "policy." + pair.after}, pair.first.Outlasts(pair.then))
	}
	refuse("notice", "policy.notice_without_consent", nil, p.Notice && !p.Consent)
	for _, w := range []struct {
		field string
		Window
	}{{"no_reason", p.NoReason}, {"quality", p.Quality}} {
		refuse(w.field, "policy.window_or_ask", nil, w.Hours > 0 && (w.Ask || w.Proof) || w.Ask && w.Proof)
	}
	refuse("no_reason_at_once", "policy.at_once_without_window", nil, p.NoReasonAtOnce && p.NoReason.Hours == 0)
	refuse("silence_request", "policy.silence_off", nil, !p.Silence && p.SilenceRequest.Amount > 0)
	refuse("silence_return", "policy.silence_off", nil, !p.Silence && p.SilenceReturn.Amount > 0)
	return es.OrNil()
}
