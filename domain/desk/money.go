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

// JudgeRefund is what a refund on a case would come to (R9). It is what
// FileRefund books.
//
// Errors: missing.case, refund.amount_wanted, and those of refund.Assess.
func (d *Desk) JudgeRefund(ctx context.Context, r RefundRequest) (refund.Assessment, error) {
	var a refund.Assessment
	err := d.view(ctx, func(tx Tx, s setting) error {
		c, err := tx.Case(r.Case)
		if err != nil {
			return err
		}
		a, _, err = assess(tx, c, r)
		return err
	})
	return a, err
}

func assess(tx Tx, c casefile.Case, r RefundRequest) (refund.Assessment, order.Order, error) {
	o, err := tx.Order(c.OrderID)
	if err != nil {
		return refund.Assessment{}, o, err
	}
	// Without a sum the whole line would go back, which nobody agreed to.
	if c.Remedy == casefile.PartRefund && r.Amount.Zero() {
		return refund.Assessment{}, o, domain.Wrong("amount", "refund.amount_wanted", nil)
	}
	all, err := tx.RefundsOfOrder(o.ID)
	if err != nil {
		return refund.Assessment{}, o, err
	}
	a, err := refund.Assess(o, all, asked(c, r))
	return a, o, err
}

// FileRefund books the refund of a case and sends it on its way: the consent
// and the notice, where the policy asks for them, the filing, and the step of
// the plan. Units that never left stay off the ship list.
//
// Errors: case.over, step.not_now, refund.changed, refund.no_consent (hard),
// refund.method, refund.amount_wanted, and those of refund.Assess.
func (d *Desk) FileRefund(ctx context.Context, r RefundRequest) (CaseView, error) {
	return d.changeCase(ctx, r.Case, "refund.file", func(tx Tx, s setting, c casefile.Case, t order.Terms) (casefile.Case, domain.Args, error) {
		step, ok := c.Now()
		if !ok || step.Code != casefile.Refund && step.Code != casefile.Consent && step.Code != casefile.Notice {
			return c, nil, domain.Refuse("R7", "step.not_now", domain.Args{"step_key": "step.refund"})
		}
		a, o, err := assess(tx, c, r)
		if err != nil {
			return c, nil, err
		}
		if !r.Seen.Zero() && r.Seen != a.Amount {
			return c, nil, domain.Refuse("R9", "refund.changed", domain.Args{"seen": r.Seen, "amount": a.Amount})
		}
		payee, e := domain.Line("payee", r.Payee, false)
		if e != nil {
			return c, nil, e
		}
		m := refund.Refund{CaseID: c.ID, OrderID: o.ID, State: refund.Proposed, Parts: a.Parts, Amount: a.Amount, PaidBy: t.Policy.PaidBy,
			Method: r.Method, Payee: payee, Proposed: s.now, Who: s.who()}
		if t.Policy.Consent || r.By != "" {
			if m, err = m.Consents(refund.Consent{By: r.By, How: r.How, When: r.When}); err != nil {
				return c, nil, err
			}
			if r.When.After(s.now) {
				return c, nil, domain.Wrong("when", "agreement.in_future", nil)
			}
		}
		if m, err = m.Files(t.Policy, s.who(), s.now, s.zone, s.bank()); err != nil {
			return c, nil, err
		}
		if err := tx.PutRefund(&m); err != nil {
			return c, nil, err
		}
		if c, err = settle(c, s, t); err != nil {
			return c, nil, err
		}
		if err := drop(tx, s, o, m); err != nil {
			return c, nil, err
		}
		return c, domain.Args{"amount": m.Amount.Minor, "currency": string(m.Amount.Currency), "method": string(m.Method), "paid_by": string(m.PaidBy)}, nil
	})
}

// settle walks the plan through consent, notice and refund, which one form
// records together.
func settle(c casefile.Case, s setting, t order.Terms) (casefile.Case, error) {
	for {
		step, ok := c.Now()
		if !ok {
			return c, nil
		}
		var err error
		switch step.Code {
		case casefile.Consent, casefile.Notice:
			c, err = c.StepDone(step.Code, "", s.who(), s.now, t)
		case casefile.Refund:
			return c.Settled(casefile.Refund, s.who(), s.now, t)
		default:
			return c, nil
		}
		if err != nil {
			return c, err
		}
	}
}

// drop takes refunded units that never left off the ship list (R9).
func drop(tx Tx, s setting, o order.Order, m refund.Refund) error {
	changed := false
	lines := append([]order.Line(nil), o.Lines...)
	for _, p := range m.Parts {
		if p.Kind != refund.Goods || p.Units == 0 {
			continue
		}
		l := &lines[p.Line-1]
		if n := min(p.Units, l.Open()); n > 0 {
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
	return tx.PutOrder(&o)
}

// RefundMove names a refund and what became of it.
type RefundMove struct {
	Refund domain.ID    `json:"refund"`
	Event  refund.Event `json:"event"` // pay, fail, file, decline
	Reason string       `json:"reason"`
	At     time.Time    `json:"at"` // when it was paid; zero: now
}

// MoveRefund records that a refund was paid, bounced, was filed again or will
// not be paid (R9). Approving is not paying.
//
// Errors: missing.refund, flow.not_possible, field.required, refund.at.
func (d *Desk) MoveRefund(ctx context.Context, r RefundMove) (refund.Refund, error) {
	var out refund.Refund
	err := d.update(ctx, func(tx Tx, s setting) error {
		m, err := tx.Refund(r.Refund)
		if err != nil {
			return err
		}
		at := r.At
		if at.IsZero() {
			at = s.now
		}
		if at.After(s.now) || r.Event == refund.PayEvent && at.Before(m.Filed) {
			return domain.Wrong("at", "refund.at", nil)
		}
		switch r.Event {
		case refund.PayEvent:
			m, err = m.Arrives(s.who(), at)
		case refund.FailEvent:
			m, err = m.Bounces(r.Reason)
		case refund.DeclineEvent:
			m, err = m.Drops(r.Reason)
		case refund.FileEvent:
			var p channel.Policy
			if p, err = policyOf(tx, m); err == nil {
				m, err = m.Files(p, s.who(), s.now, s.zone, s.bank())
			}
		default:
			_, err = refund.Life.Next(m.State, r.Event)
		}
		if err != nil {
			return err
		}
		if err := tx.PutRefund(&m); err != nil {
			return err
		}
		out = m
		return s.record(tx, "refund."+string(r.Event), "refund", m.ID, domain.Args{"amount": m.Amount.Minor, "currency": string(m.Amount.Currency)})
	})
	return out, err
}

func policyOf(tx Tx, m refund.Refund) (channel.Policy, error) {
	c, err := tx.Case(m.CaseID)
	if err != nil {
		return channel.Policy{}, err
	}
	return tx.Policy(c.ChannelID, c.Policy)
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

// RefundRequest asks for a refund on a case.
type RefundRequest struct {
	Case       domain.ID       `json:"case"`
	Amount     money.Amount    `json:"amount,omitzero"` // a part refund agreed as a sum
	Deductions []refund.Deduct `json:"deductions"`
	Method     refund.Method   `json:"method"`
	Payee      string          `json:"payee"`
	// Seen is the amount that the person saw in the preview; zero when nobody
	// looked. Another one is refused: what was seen is what is booked.
	Seen money.Amount `json:"seen,omitzero"`
	// Consent of the customer, where the policy asks for it.
	By   string    `json:"by"`
	How  string    `json:"how"`
	When time.Time `json:"when"`
}

// asked is what a refund on a case asks of the order: the units that were
// counted and accepted, when goods came back; else those that were said.
func asked(c casefile.Case, r RefundRequest) refund.Ask {
	ask := refund.Ask{Fault: c.Fault, Flat: r.Amount, Deductions: r.Deductions}
	_, back := c.Step(casefile.Intake)
	counted := back && c.Parcel == casefile.Inspected
	if counted {
		ask.Bound = map[int]int{}
	}
	for _, it := range c.Items {
		n := it.Said
		if counted {
			ask.Bound[it.Line] = it.Accepted
			n = min(n, it.Accepted)
		}
		if n > 0 {
			ask.Items = append(ask.Items, refund.Units{Line: it.Line, Quantity: n})
		}
	}
	return ask
}
