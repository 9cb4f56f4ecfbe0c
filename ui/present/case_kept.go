package present

import (
	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/channel"
	"aftercare/domain/desk"
	"aftercare/domain/refund"
	"aftercare/ui/text"
)

// Pair is a fact with what it is called.
type Pair struct{ Label, Value string }

// CaseFreight says for each way of a case's goods who bears it and, where it is
// booked, what it cost, who paid it first and what is owed.
func CaseFreight(w *text.Words, v desk.CaseView) []Pair {
	var out []Pair
	booked := map[channel.Leg]casefile.Freight{}
	for _, f := range v.Freight {
		booked[f.Leg] = f
	}
	legs := v.Legs()
	for _, f := range v.Freight {
		if _, has := v.Bearers[f.Leg]; !has {
			legs = append(legs, f.Leg)
		}
	}
	for _, leg := range legs {
		f, known := booked[leg]
		bearer := v.Bearers[leg]
		if known {
			bearer = f.Bearer
		}
		facts := []string{w.T("bearer." + string(bearer))}
		if known && f.Amount.Minor > 0 {
			facts = append(facts, w.Money(f.Amount))
			if f.Advanced != "" {
				facts = append(facts, w.T("cases.advanced_by", domain.Args{"who_key": "bearer." + string(f.Advanced)}))
			}
			if owed := f.Owed(); owed.Minor > 0 {
				facts = append(facts, w.T("cases.freight_owed", domain.Args{"amount": owed}))
			}
		}
		out = append(out, Pair{w.T("leg." + string(leg)), w.List(facts)})
	}
	return out
}

// Consents are the customer's words to a refund, the one in force last.
func Consents(w *text.Words, c casefile.Case) []Pair {
	var out []Pair
	for _, k := range c.Consents {
		value := w.List(nonEmpty(w.Money(k.Amount), w.T("method."+k.Method), k.By, w.T("way."+k.How), w.Moment(k.When)))
		if k.Void != "" {
			value = w.T("cases.consent_void", domain.Args{"what": value, "why_key": "consent.void." + k.Void})
		}
		out = append(out, Pair{w.T("remedy." + string(k.Remedy)), value})
	}
	for _, n := range c.Notices {
		out = append(out, Pair{w.T("step.notice"), w.List(nonEmpty(n.Recipient, w.Money(n.Amount), w.Moment(n.Sent)))})
	}
	return out
}

// Sending is how the goods come back and what the customer was told.
func Sending(w *text.Words, c casefile.Case) []Pair {
	if c.Sending == nil || c.Sending.Sent.IsZero() {
		return nil
	}
	s := c.Sending
	out := []Pair{{w.T("cases.return_way"), w.T("return_way." + string(s.Method))}, {w.T("cases.told_at"), w.Moment(s.Sent)}}
	if s.Freight != "" {
		out = append(out, Pair{w.T("cases.bearer"), w.T("bearer." + string(s.Freight))})
	}
	if !s.Booked.IsZero() {
		out = append(out, Pair{w.T("cases.booked"), w.Moment(s.Booked)})
	}
	if !s.Collected.IsZero() {
		out = append(out, Pair{w.T("cases.collected"), w.Moment(s.Collected)})
	}
	if !s.Reminded.IsZero() {
		out = append(out, Pair{w.T("cases.reminded"), w.Moment(s.Reminded)})
	}
	return out
}

// Retentions are what was offered for keeping the goods, and the answers.
func Retentions(w *text.Words, c casefile.Case) []Pair {
	var out []Pair
	for _, r := range c.Retentions {
		answer := "choice.not_kept"
		if r.Kept {
			answer = "choice.kept"
		}
		cost := ""
		if r.Cost.Minor > 0 {
			cost = w.Money(r.Cost)
		}
		out = append(out, Pair{w.T("gift." + string(r.Offer)), w.List(nonEmpty(r.What, cost, w.T(answer)))})
	}
	return out
}

// Compensations are what was given on top of the remedy.
func Compensations(w *text.Words, c casefile.Case) []Pair {
	var out []Pair
	for _, k := range c.Compensations {
		var facts []string
		if k.Amount.Minor > 0 {
			facts = append(facts, w.Money(k.Amount))
		}
		facts = append(facts, nonEmpty(k.Code, k.SKU)...)
		if k.Quantity > 0 {
			facts = append(facts, w.Number(int64(k.Quantity)))
		}
		if k.Months > 0 {
			facts = append(facts, w.N("cases.months_n", k.Months))
		}
		if k.Expires != "" {
			facts = append(facts, w.T("cases.until", domain.Args{"day": k.Expires}))
		}
		out = append(out, Pair{w.T("compensation." + string(k.Kind)), w.List(append(facts, k.Reason))})
	}
	return out
}

// DisputeFacts are how a dispute went.
func DisputeFacts(w *text.Words, c casefile.Case) []Pair {
	d := c.Dispute
	if d == nil {
		return nil
	}
	out := []Pair{{w.T("cases.arbiter"), w.T("arbiter." + d.By)}, {w.T("field.reason"), d.Reason}}
	if !d.EvidenceDue.IsZero() {
		out = append(out, Pair{w.T("cases.evidence_due"), w.Moment(d.EvidenceDue)})
	}
	if d.Evidence != "" {
		out = append(out, Pair{w.T("clock.evidence"), d.Evidence})
	}
	if d.Ruling != "" {
		facts := []string{w.T("ruling." + string(d.Ruling))}
		if d.Amount.Minor > 0 {
			facts = append(facts, w.Money(d.Amount))
		}
		if d.Freight != "" {
			facts = append(facts, w.T("bearer."+string(d.Freight)))
		}
		out = append(out, Pair{w.T("step.ruling"), w.List(append(facts, nonEmpty(d.Note)...))})
	}
	return out
}

// Lessons are what a case asks to change.
func Lessons(w *text.Words, c casefile.Case) []Pair {
	var out []Pair
	for _, l := range c.Lessons {
		state := "cases.lesson_open"
		if !l.Done.IsZero() {
			state = "cases.lesson_done"
		}
		out = append(out, Pair{w.T("lesson." + l.Change), w.List(nonEmpty(l.Note, w.T(state)))})
	}
	return out
}

// GoodwillNext is what becomes of a payment outside of an order's refund next.
func GoodwillNext(w *text.Words, g refund.Goodwill) string {
	switch {
	case g.State == refund.GoodwillPaid:
		return w.T("cases.goodwill.paid", domain.Args{"at": g.Paid})
	case g.State == refund.GoodwillVerified:
		return w.T("cases.goodwill.day", domain.Args{"day": g.Day})
	case g.State == refund.GoodwillDeclined || g.State == refund.GoodwillFailed:
		return g.Why
	case g.Method == "":
		return PaidBy(w, "")
	}
	payee := g.Payee
	if payee == "" {
		payee = w.T("bearer.customer")
	}
	return w.T("cases.goodwill.verify", domain.Args{"method_key": "method." + string(g.Method), "payee": payee})
}

// PaidBy is the way in which money goes; "" is one that nobody said yet.
func PaidBy(w *text.Words, m refund.Method) string {
	if m == "" {
		return w.T("cases.goodwill.how")
	}
	return w.T("method." + string(m))
}
