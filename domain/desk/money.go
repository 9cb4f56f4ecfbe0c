package desk

import (
	"context"
	"time"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/channel"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/domain/refund"
)

// RefundRequest asks for a refund on a case.
type RefundRequest struct {
	Case domain.ID `json:"case"`
	// Items are the units that go back; none means all of the case that were not
	// refunded yet. On an intercepted parcel they are what the carrier confirmed.
	Items      []refund.Units  `json:"items"`
	Route      refund.Route    `json:"route"`           // "": a return where goods were counted, else refund only
	Amount     money.Amount    `json:"amount,omitzero"` // a part refund agreed as a sum
	Deductions []refund.Deduct `json:"deductions"`
	Method     refund.Method   `json:"method"`
	Payee      string          `json:"payee"`
	// Seen is the amount that the person saw in the preview, and Policy the
	// version of the policy beside it; zero when nobody looked. Others are
	// refused: what was seen is what is booked.
	Seen   money.Amount `json:"seen,omitzero"`
	Policy int          `json:"policy"`
	// Consent of the customer, where the policy asks for it.
	By    string        `json:"by"`
	How   string        `json:"how"`
	When  time.Time     `json:"when"`
	Files []domain.File `json:"files"`
	// Recipient and Way of the notice to the platform, where the policy asks for
	// one; none is the channel itself.
	Recipient string `json:"recipient"`
	Way       string `json:"way"`
}

// RefundLook is what a refund comes to and what was checked for it.
type RefundLook struct {
	refund.Assessment
	Route refund.Route   `json:"route"`
	Look  domain.Verdict `json:"look"`
}

// inRefund is all that a refund on a case is worked out from.
type inRefund struct {
	c        casefile.Case
	o        order.Order
	policy   channel.Policy
	all      []refund.Refund // of the order
	draft    refund.Refund   // proposed or consented on the case; ID 0 for none
	goodwill []refund.Goodwill
}

func refundOf(tx Tx, c casefile.Case) (inRefund, error) {
	in := inRefund{c: c}
	var err error
	if in.o, err = tx.Order(c.OrderID); err != nil {
		return in, err
	}
	if in.policy, err = tx.Policy(c.ChannelID, c.Policy); err != nil {
		return in, err
	}
	all, err := tx.RefundsOfOrder(in.o.ID)
	if err != nil {
		return in, err
	}
	for _, r := range all {
		if r.CaseID == c.ID && (r.State == refund.Proposed || r.State == refund.Consented) {
			in.draft = r
			continue
		}
		in.all = append(in.all, r)
	}
	in.goodwill, err = tx.GoodwillOfOrder(in.o.ID)
	return in, err
}

// assessed works the refund out: the one function behind preview and booking.
func (in inRefund) assessed(r RefundRequest) (RefundLook, refund.Refund, error) {
	// Without a sum the whole line would go back, which nobody agreed to.
	if in.c.Remedy == casefile.PartRefund && r.Amount.Zero() {
		return RefundLook{}, in.draft, domain.Wrong("amount", "refund.amount_wanted", nil)
	}
	if r.Policy != 0 && r.Policy != in.c.Policy {
		return RefundLook{}, in.draft, domain.Refuse("R1", "refund.policy_changed", domain.Args{"seen": r.Policy, "version": in.c.Policy})
	}
	ask, err := in.asked(r)
	if err != nil {
		return RefundLook{}, in.draft, err
	}
	a, err := refund.Assess(in.o, in.all, ask)
	if err != nil {
		return RefundLook{}, in.draft, err
	}
	payee, e := domain.Line("payee", r.Payee, false)
	if e != nil {
		return RefundLook{}, in.draft, e
	}
	m := in.draft
	m.CaseID, m.OrderID, m.Parts, m.Taxes, m.Amount, m.Route = in.c.ID, in.o.ID, a.Parts, a.Taxes, a.Amount, ask.Route
	m.PaidBy, m.Type, m.Policy = in.policy.PaidBy, string(in.c.Remedy), in.c.Policy
	if r.Method != "" || m.ID == 0 {
		m.Method, m.Payee = r.Method, payee
	}
	agreed := m.Agreed() || r.By != "" && r.How != "" && !r.When.IsZero()
	look := refund.SecondLook(refund.Looked{Order: in.o, Earlier: in.all, Goodwill: in.goodwill, Assessment: a, Route: ask.Route, Fault: in.c.Fault,
		Method: m.Method, Payee: m.Payee, Agreed: agreed, Policy: in.policy})
	return RefundLook{Assessment: a, Route: ask.Route, Look: look}, m, nil
}

// asked is what a refund on a case asks of the order, bounded by its route: the
// units that were counted and accepted, when goods came back; those that the
// carrier confirmed; else those that were agreed. What earlier refunds of the
// case gave back is asked no more.
func (in inRefund) asked(r RefundRequest) (refund.Ask, error) {
	ask := refund.Ask{Fault: in.c.Fault, Flat: r.Amount, Deductions: r.Deductions, Route: r.Route, Bound: map[int]int{}, KeepFree: in.policy.DeductShipping}
	back := in.c.Has(casefile.Intake)
	if ask.Route == "" {
		ask.Route = refund.WithoutReturn
		if back && in.c.Parcel == casefile.Inspected {
			ask.Route = refund.ByReturn
		}
	}
	given := map[int]int{}
	for _, m := range in.all {
		for _, p := range m.Parts {
			if m.CaseID == in.c.ID && m.Counts() {
				given[p.Line] += p.Units
			}
		}
	}
	for _, it := range in.c.Items {
		n := it.Said
		if ask.Route == refund.ByReturn {
			n = it.Accepted
		}
		n = max(n-given[it.Line], 0)
		ask.Bound[it.Line] = n
		if ask.Route == refund.ByReturn {
			n = min(n, max(it.Said-given[it.Line], 0))
		}
		if n > 0 {
			ask.Items = append(ask.Items, refund.Units{Line: it.Line, Quantity: n})
		}
	}
	if ask.Route == refund.ByIntercept && len(r.Items) == 0 {
		return ask, domain.Wrong("items", "refund.confirmed_wanted", nil)
	}
	if len(r.Items) > 0 {
		ask.Items = r.Items
	}
	return ask, nil
}

// JudgeRefund is what a refund on a case would come to, and what was checked
// (R9). It is what FileRefund books.
//
// Errors: missing.case, case.over, refund.amount_wanted, refund.policy_changed,
// refund.confirmed_wanted, and those of refund.Assess.
func (d *Desk) JudgeRefund(ctx context.Context, r RefundRequest) (RefundLook, error) {
	var look RefundLook
	err := d.view(ctx, func(tx Tx, s setting) error {
		c, err := tx.Case(r.Case)
		if err != nil {
			return err
		}
		in, err := refundOf(tx, c)
		if err == nil {
			look, _, err = in.assessed(r)
		}
		return err
	})
	return look, err
}

// ProposeRefund writes down what the customer is asked to agree to: nothing is
// paid by it. A case has one proposal; another one takes its place, and a
// consent stays while it holds (R7).
//
// Errors: case.over, and those of JudgeRefund.
func (d *Desk) ProposeRefund(ctx context.Context, r RefundRequest) (CaseView, error) {
	return d.changeCase(ctx, r.Case, "refund.propose", func(tx Tx, s setting, c casefile.Case, _ order.Terms) (casefile.Case, domain.Args, error) {
		m, _, err := prepared(tx, s, c, r)
		if err != nil {
			return c, nil, err
		}
		if !m.Agreed() {
			m.State, m.Consent = refund.Proposed, nil
		}
		if err := tx.PutRefund(&m); err != nil {
			return c, nil, err
		}
		return c, moneyFacts(m), nil
	})
}

// prepared is the refund of a request, worked out and not yet kept.
func prepared(tx Tx, s setting, c casefile.Case, r RefundRequest) (refund.Refund, inRefund, error) {
	if c.Done() {
		return refund.Refund{}, inRefund{}, domain.Refuse("R7", "case.over", domain.Args{"case": c.Number})
	}
	in, err := refundOf(tx, c)
	if err != nil {
		return refund.Refund{}, in, err
	}
	look, m, err := in.assessed(r)
	if err != nil {
		return m, in, err
	}
	if !r.Seen.Zero() && r.Seen != look.Amount {
		return m, in, domain.Refuse("R9", "refund.changed", domain.Args{"seen": r.Seen, "amount": look.Amount})
	}
	if m.ID == 0 {
		m.State, m.Proposed = refund.Proposed, s.now
	}
	m.Look, m.Who = &look.Look, s.who()
	return m, in, nil
}

func moneyFacts(m refund.Refund) domain.Args {
	return domain.Args{"amount": m.Amount.Minor, "currency": string(m.Amount.Currency), "method": string(m.Method), "paid_by": string(m.PaidBy)}
}

// FileRefund books the refund of a case and sends it on its way: the consent
// and the notice, where the policy asks for them, the filing, and the step of
// the plan. A proposal of the case is filed with the consent that it has. Units
// that never left stay off the ship list, and their stock is claimed no more.
//
// Errors: case.over, step.waits, step.done, refund.changed, refund.policy_changed,
// refund.no_consent (hard), refund.before_order, refund.method,
// refund.amount_wanted, and those of refund.Assess.
func (d *Desk) FileRefund(ctx context.Context, r RefundRequest) (CaseView, error) {
	return d.changeCase(ctx, r.Case, "refund.file", func(tx Tx, s setting, c casefile.Case, t order.Terms) (casefile.Case, domain.Args, error) {
		if err := c.Payable(); err != nil {
			return c, nil, err
		}
		m, in, err := prepared(tx, s, c, r)
		if err != nil {
			return c, nil, err
		}
		if c, m, err = consented(c, m, in.o, r, s, t); err != nil {
			return c, nil, err
		}
		if m, err = m.Files(t.Policy, s.who(), s.now, s.zone, s.bank()); err != nil {
			return c, nil, err
		}
		if err := tx.PutRefund(&m); err != nil {
			return c, nil, err
		}
		if c, err = settle(c, m, in.o, r, s, t); err != nil {
			return c, nil, err
		}
		if err := drop(tx, s, in.o, m); err != nil {
			return c, nil, err
		}
		return c, moneyFacts(m), nil
	})
}

// drop takes refunded units that never left off the ship list, and claims their
// stock no more (R9).
func drop(tx Tx, s setting, o order.Order, m refund.Refund) error {
	return withdraw(tx, s, o, func(l order.Line) int {
		n := 0
		for _, p := range m.Parts {
			if p.Kind == refund.Goods && p.Line == l.No {
				n += p.Units
			}
		}
		return n
	})
}

// withdraw takes units of each line that are still here off the ship list.
func withdraw(tx Tx, s setting, o order.Order, units func(order.Line) int) error {
	changed := false
	lines := append([]order.Line(nil), o.Lines...)
	for i := range lines {
		l := &lines[i]
		if n := min(units(*l), l.Open()); n > 0 {
			l.Dropped += n
			changed = true
		}
	}
	if !changed {
		return nil
	}
	o.Lines = lines
	if o.Unshipped() > 0 {
		o = o.WithShipBy(s.terms(o.ChannelID))
	}
	if err := tx.PutOrder(&o); err != nil {
		return err
	}
	return orderStock(tx, s, o, "")
}

// Refunds lists a page of the refund ledger and says how many there are.
func (d *Desk) Refunds(ctx context.Context, q RefundQuery) (rows []RefundRow, count int, err error) {
	err = d.view(ctx, func(tx Tx, s setting) error {
		if rows, err = tx.RefundPage(q); err != nil {
			return err
		}
		count, err = tx.RefundCount(q)
		return err
	})
	return rows, count, err
}
