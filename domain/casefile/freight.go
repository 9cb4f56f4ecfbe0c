package casefile

import (
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/channel"
	"aftercare/domain/money"
)

// Freight is one leg of a case's goods: who bears it, what it cost and who paid
// it first (R6).
type Freight struct {
	Leg      channel.Leg    `json:"leg"`
	Bearer   channel.Bearer `json:"bearer"`
	Advanced channel.Bearer `json:"advanced,omitempty"` // who paid it first: customer or shop
	Amount   money.Amount   `json:"amount,omitzero"`
	Insured  money.Amount   `json:"insured,omitzero"` // what an insurance pays of it, first
	Reason   string         `json:"reason,omitempty"` // why another one bears it than the policy says
	Who      string         `json:"who,omitempty"`
	At       time.Time      `json:"at,omitzero"`
}

// Bearer says who bears a leg: as somebody decided on the case, else as the owner's
// own reason says while the fault is what it assumes, else as the policy's table
// says for the reason and the fault.
func (c Case) Bearer(leg channel.Leg, p channel.Policy) channel.Bearer {
	for _, f := range c.Freight {
		if f.Leg == leg {
			return f.Bearer
		}
	}
	if b := c.Bears[leg]; b != "" && len(c.Faults) == 0 {
		return b
	}
	table := p.Freight
	if table == (channel.Freight{}) {
		table = channel.ByFault()
	}
	return table.Bearer(Group(c.Reason, c.Fault), leg)
}

// Legs are the ways of the goods that the plan has.
func (c Case) Legs() []channel.Leg {
	out := []channel.Leg{channel.Out}
	if c.Has(WaitParcel) {
		out = append(out, channel.Back)
	}
	if c.Has(Replacement) || c.Has(SendBack) {
		out = append(out, channel.Resend)
	}
	return out
}

// Carried books the freight of a leg. A bearer other than the policy's takes a
// reason.
//
// Errors: case.leg, policy.choice, field.required, refund.amount_wanted,
// refund.currency.
func (c Case) Carried(f Freight, p channel.Policy, currency money.Currency, who string, now time.Time) (Case, error) {
	var es domain.Errors
	if !slices.Contains(channel.AllLegs(), f.Leg) {
		es = append(es, domain.Wrong("leg", "case.leg", domain.Args{"value": string(f.Leg)}))
	}
	bare := c
	bare.Freight = nil
	usual := bare.Bearer(f.Leg, p)
	if f.Bearer == "" {
		f.Bearer = usual
	}
	if !slices.Contains(channel.Bearers(), f.Bearer) {
		es = append(es, domain.Wrong("bearer", "policy.choice", domain.Args{"value": string(f.Bearer)}))
	}
	if f.Advanced != "" && f.Advanced != channel.BornByCustomer && f.Advanced != channel.BornByShop {
		es = append(es, domain.Wrong("advanced", "policy.choice", domain.Args{"value": string(f.Advanced)}))
	}
	reason, e := domain.Text("reason", f.Reason, f.Bearer != usual)
	if e != nil {
		es = append(es, e)
	}
	for _, a := range []struct {
		field string
		at    *money.Amount
	}{{"amount", &f.Amount}, {"insured", &f.Insured}} {
		switch {
		case a.at.Currency == "":
			a.at.Currency = currency
		case a.at.Currency != currency:
			es = append(es, domain.Wrong(a.field, "refund.currency", domain.Args{"value": string(a.at.Currency)}))
		}
		if a.at.Minor < 0 {
			es = append(es, domain.Wrong(a.field, "refund.amount_wanted", nil))
		}
	}
	if err := es.OrNil(); err != nil {
		return c, err
	}
	f.Reason, f.Who, f.At = reason, who, now
	c.Freight = slices.Clone(c.Freight)
	if i := slices.IndexFunc(c.Freight, func(x Freight) bool { return x.Leg == f.Leg }); i >= 0 {
		c.Freight[i] = f
		return c, nil
	}
	c.Freight = append(c.Freight, f)
	return c, nil
}

// Owed is what the customer advanced on a leg and another owes, less what an
// insurance pays first: a goodwill payment, never part of the refund.
//
//	advanced 12.00, insurance 10.00     2.00
func (f Freight) Owed() money.Amount {
	none := money.Of(0, f.Amount.Currency)
	if f.Advanced != channel.BornByCustomer || f.Bearer == channel.BornByCustomer {
		return none
	}
	return f.Amount.Sub(f.Insured.Min(f.Amount)).Max(none)
}

// FaultFound moves the fault when checking shows another one (R6).
//
// Errors: case.over, case.fault, field.required.
func (c Case) FaultFound(to Fault, reason, who string) (Case, error) {
	if c.Done() {
		return c, domain.Refuse("R6", "case.over", domain.Args{"case": c.Number})
	}
	if !slices.Contains(Faults(), to) {
		return c, domain.Wrong("fault", "case.fault", domain.Args{"value": string(to)})
	}
	reason, e := domain.Text("reason", reason, true)
	if e != nil {
		return c, e
	}
	c.Faults = append(slices.Clone(c.Faults), FaultMove{From: c.Fault, To: to, Reason: reason, Who: who})
	c.Fault = to
	return c, nil
}
