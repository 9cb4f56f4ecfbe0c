package refund

import (
	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/channel"
	"aftercare/domain/money"
	"aftercare/domain/order"
)

// Looked is what the second look at a refund lays side by side.
type Looked struct {
	Order      order.Order
	Earlier    []Refund // of the order, without the one that is looked at
	Goodwill   []Goodwill
	Assessment Assessment
	Route      Route
	Fault      casefile.Fault
	Method     Method
	Payee      string
	Agreed     bool // the customer's word is there and holds
	Policy     channel.Policy
}

// SecondLook lists what was checked before a refund is filed, each check with
// what it saw (R9). A preview and the refund that is booked hold the same list.
func SecondLook(l Looked) domain.Verdict {
	zero := money.Of(0, l.Order.Currency)
	pass := func(code string, args domain.Args) domain.Fired {
		return domain.Fired{Rule: "R9", Code: "look_" + code, Answer: domain.Pass, Args: args}
	}
	ask := func(code string, args domain.Args) domain.Fired {
		f := pass(code, args)
		f.Answer = domain.Ask
		return f
	}
	out, open := zero, zero
	for _, r := range l.Earlier {
		if r.Counts() && r.Amount.Currency == l.Order.Currency {
			out = out.Add(r.Amount)
			if r.State != Paid {
				open = open.Add(r.Amount)
			}
		}
	}
	fired := []domain.Fired{pass("paid", domain.Args{"paid": l.Order.Paid, "back": out, "amount": l.Assessment.Amount, "left": l.Assessment.Left})}
	route := l.Route
	if route == "" {
		route = WithoutReturn
	}
	fired = append(fired, pass("units_"+string(route), nil), l.freight(pass))
	if kept := keptBack(l.Assessment, l.Order.Currency); kept.Minor > 0 {
		fired = append(fired, pass("kept", domain.Args{"amount": kept}))
	}
	if l.Policy.Consent {
		f := pass("consent", nil)
		if !l.Agreed {
			f = domain.Fired{Rule: "R7", Code: "look_no_consent", Answer: domain.Denied, Hard: true}
		}
		fired = append(fired, f)
	}
	if l.Policy.Notice {
		fired = append(fired, ask("notice", nil))
	}
	if l.Method.NeedsPayee() && l.Payee == "" {
		fired = append(fired, ask("payee", domain.Args{"method_key": "method." + string(l.Method)}))
	}
	if open.Minor > 0 {
		fired = append(fired, ask("open", domain.Args{"amount": open}))
	}
	if g := goodwillOf(l.Goodwill, l.Order.Currency); g.Minor > 0 {
		fired = append(fired, ask("goodwill", domain.Args{"amount": g}))
	}
	if p := l.Order.Platform.Refunded; p.Currency == l.Order.Currency && out.Less(p) {
		fired = append(fired, ask("platform", domain.Args{"amount": p}))
	}
	if l.Assessment.Full {
		fired = append(fired, pass("full", nil))
	}
	return domain.Judge(l.Policy.Version, fired...)
}

// freight says whether the outbound shipping goes back, and why not.
func (l Looked) freight(pass func(string, domain.Args) domain.Fired) domain.Fired {
	for _, p := range l.Assessment.Parts {
		if p.Kind == Freight {
			return pass("freight", domain.Args{"amount": p.Amount})
		}
	}
	switch {
	case l.Order.Freight().Minor <= 0:
		return pass("freight_free", nil)
	case l.Fault == casefile.ByCustomer && shippedAny(l.Order):
		return pass("freight_customer", nil)
	}
	return pass("freight_later", nil)
}

func keptBack(a Assessment, c money.Currency) money.Amount {
	kept := money.Of(0, c)
	for _, p := range a.Parts {
		if p.Kind == Deduction {
			kept = kept.Sub(p.Amount)
		}
	}
	return kept
}

func goodwillOf(all []Goodwill, c money.Currency) money.Amount {
	sum := money.Of(0, c)
	for _, g := range all {
		if g.Counts() && g.Amount.Currency == c {
			sum = sum.Add(g.Amount)
		}
	}
	return sum
}
