package desk

import (
	"cmp"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/casefile"
	"aftercare/domain/order"
	"aftercare/domain/refund"
)

// consented brings the customer's word together: the one that came with the
// refund, the one that its proposal has, or the one on the case. A refund that
// no word covers is refused where one is asked for.
//
// Errors: refund.no_consent (hard), refund.consent_void (hard), and those of
// refund.Refund.Consents and casefile.Case.ConsentGiven.
func consented(c casefile.Case, m refund.Refund, o order.Order, r RefundRequest, s setting, t order.Terms) (casefile.Case, refund.Refund, error) {
	var err error
	fresh := r.By != "" || r.How != ""
	if !fresh && m.Consent == nil {
		k := c.Consent()
		if k == nil && !c.NeedsConsent(t.Policy) {
			return c, m, nil
		}
		if err := c.Covered(m.Amount, string(m.Method), t.Policy); err != nil || k == nil {
			return c, m, err
		}
		m, err = m.Consents(refund.Consent{By: k.By, How: k.How, When: k.When, Amount: k.Amount}, o.Placed, s.now)
		return c, m, err
	}
	if fresh {
		if m, err = m.Consents(refund.Consent{By: r.By, How: r.How, When: r.When, Files: r.Files}, o.Placed, s.now); err != nil {
			return c, m, err
		}
	}
	if fresh || c.Consent() == nil {
		k := casefile.Agreement{Amount: m.Consent.Amount, Method: string(m.Method), Payee: m.Payee, By: m.Consent.By, How: m.Consent.How, When: m.Consent.When}
		if c, err = c.ConsentGiven(k, s.who(), s.now, t); err != nil {
			return c, m, err
		}
	}
	return c, m, c.Covered(m.Amount, string(m.Method), t.Policy)
}

// settle walks the plan through the second look, which the preview was, the
// notice, which is sent with the filing, and the filing itself.
func settle(c casefile.Case, m refund.Refund, o order.Order, r RefundRequest, s setting, t order.Terms) (casefile.Case, error) {
	var err error
	if c.Awaits(casefile.Look) {
		if c, err = c.Looked("", s.who(), s.now, t); err != nil {
			return c, err
		}
	}
	if c.Awaits(casefile.Notice) {
		n := casefile.NoticeSent{Recipient: cmp.Or(r.Recipient, s.channels[c.ChannelID].Name), Way: r.Way, Order: o.Number, Amount: m.Amount}
		if c, err = c.Notified(n, s.who(), s.now, t); err != nil {
			return c, err
		}
	}
	if c, err = c.Settled(casefile.Refund, s.who(), s.now, t); err != nil {
		return c, err
	}
	return expectsMoney(c, m, s), nil
}

// expectsMoney sets when the money of a filed refund is to have arrived.
func expectsMoney(c casefile.Case, m refund.Refund, s setting) casefile.Case {
	if m.To == "" {
		return c
	}
	return c.Expects(casefile.Paid, s.now, calendar.EndOf(m.To, s.zone))
}

// moneyMoved tells the case of a refund what became of its money: the plan goes
// on when it is paid, and waits for it again when it bounced.
func moneyMoved(tx Tx, s setting, m refund.Refund, e refund.Event) error {
	if m.CaseID == 0 {
		return nil
	}
	return movesCase(tx, s, m.CaseID, func(c casefile.Case, t order.Terms) (casefile.Case, error) {
		switch e {
		case refund.PayEvent:
			return c.MoneyArrived(s.who(), s.now, t), nil
		case refund.FileEvent:
			return expectsMoney(c, m, s), nil
		case refund.FailEvent, refund.DeclineEvent:
			return c.MoneyFailed(e == refund.FailEvent, s.now, t), nil
		}
		return c, nil
	})
}

// movesCase changes a case that another chapter's deed moves on.
func movesCase(tx Tx, s setting, id domain.ID, f func(casefile.Case, order.Terms) (casefile.Case, error)) error {
	c, err := tx.Case(id)
	if err != nil {
		return err
	}
	p, err := tx.Policy(c.ChannelID, c.Policy)
	if err != nil {
		return err
	}
	if c, err = f(c, s.termsBy(p)); err != nil {
		return err
	}
	return putCase(tx, s, &c, "")
}

// goesOut marks a step of a case as done whose deed is done on another page: the
// replacement order that was made, shipped, signed off. A case that does not
// wait for it stays as it is.
func goesOut(tx Tx, s setting, id domain.ID, code casefile.StepCode, note string, at time.Time) error {
	if id == 0 {
		return nil
	}
	return movesCase(tx, s, id, func(c casefile.Case, t order.Terms) (casefile.Case, error) {
		if !c.Awaits(code) || len(c.Waits(code)) > 0 {
			return c, nil
		}
		if code == casefile.Ship {
			return c.Settled(code, s.who(), at, t)
		}
		return c.DoStep(casefile.Did{Step: code, Note: note}, s.who(), at, t)
	})
}
