package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/channel"
	"aftercare/domain/order"
	"aftercare/domain/refund"
)

// RefundMove names a refund and what became of it.
type RefundMove struct {
	Refund    domain.ID     `json:"refund"`
	Event     refund.Event  `json:"event"` // pay, fail, file, decline
	Reason    string        `json:"reason"`
	At        time.Time     `json:"at"`        // when it was paid; zero: now
	Reference string        `json:"reference"` // the payer's own, on its statement
	Method    refund.Method `json:"method"`    // of filing again, by another way: "" for the same
	Payee     string        `json:"payee"`
}

// MoveRefund records that a refund was paid, bounced, was filed again or will
// not be paid (R9). Approving is not paying. Filed again by another method or to
// another payee, it takes a new consent where the policy asks for one.
//
// Errors: missing.refund, flow.not_possible, field.required, refund.at,
// refund.no_consent (hard), refund.method, refund.more_than_paid (hard).
func (d *Desk) MoveRefund(ctx context.Context, r RefundMove) (refund.Refund, error) {
	return d.changeRefund(ctx, r.Refund, "refund."+string(r.Event), func(tx Tx, s setting, m refund.Refund) (refund.Refund, error) {
		at := r.At
		if at.IsZero() {
			at = s.now
		}
		if at.After(s.now) || r.Event == refund.PayEvent && at.Before(m.Filed) {
			return m, domain.Wrong("at", "refund.at", nil)
		}
		switch r.Event {
		case refund.PayEvent:
			reference, e := domain.Line("reference", r.Reference, false)
			if e != nil {
				return m, e
			}
			if reference != "" {
				m.Reference = reference
			}
			return m.Arrives(s.who(), at)
		case refund.FailEvent:
			return m.Returned(r.Reason, s.who(), s.now)
		case refund.DeclineEvent:
			return m.Drops(r.Reason)
		case refund.FileEvent:
			return refile(tx, s, m, r)
		}
		_, err := refund.Life.Next(m.State, r.Event)
		return m, err
	})
}

// refile files a refund that bounced, or that was proposed, as it stands.
func refile(tx Tx, s setting, m refund.Refund, r RefundMove) (refund.Refund, error) {
	p, err := policyOf(tx, m)
	if err != nil {
		return m, err
	}
	o, err := tx.Order(m.OrderID)
	if err != nil {
		return m, err
	}
	all, err := tx.RefundsOfOrder(m.OrderID)
	if err != nil {
		return m, err
	}
	var others []refund.Refund
	for _, other := range all {
		if other.ID != m.ID {
			others = append(others, other)
		}
	}
	if left := refund.Left(o, others); left.Less(m.Amount) {
		return m, refund.MoreThanPaid(m.Amount, left)
	}
	if r.Method != "" {
		payee, e := domain.Line("payee", r.Payee, false)
		if e != nil {
			return m, e
		}
		m.Method, m.Payee = r.Method, payee
	}
	return m.Files(p, s.who(), s.now, s.zone, s.bank())
}

func policyOf(tx Tx, m refund.Refund) (channel.Policy, error) {
	c, err := tx.Case(m.CaseID)
	if err != nil {
		return channel.Policy{}, err
	}
	return tx.Policy(c.ChannelID, c.Policy)
}

// changeRefund is the common course of the verbs on one refund.
func (d *Desk) changeRefund(ctx context.Context, id domain.ID, verb string, f func(Tx, setting, refund.Refund) (refund.Refund, error)) (refund.Refund, error) {
	var out refund.Refund
	err := d.update(ctx, func(tx Tx, s setting) error {
		m, err := tx.Refund(id)
		if err != nil {
			return err
		}
		if m, err = f(tx, s, m); err != nil {
			return err
		}
		if err := tx.PutRefund(&m); err != nil {
			return err
		}
		out = m
		if event, ok := strings.CutPrefix(verb, "refund."); ok {
			if err := moneyMoved(tx, s, m, refund.Event(event)); err != nil {
				return err
			}
		}
		return s.record(tx, verb, "refund", m.ID, moneyFacts(m))
	})
	return out, err
}

// ConsentRequest is the customer's word on a refund that was proposed.
type ConsentRequest struct {
	Refund domain.ID `json:"refund"`
	refund.Consent
}

// ConsentRefund records the customer's word on a proposal (R7).
//
// Errors: missing.refund, flow.not_possible, refund.no_consent (hard),
// refund.consent_less, refund.before_order, agreement.in_future.
func (d *Desk) ConsentRefund(ctx context.Context, r ConsentRequest) (refund.Refund, error) {
	return d.changeRefund(ctx, r.Refund, "refund.consent", func(tx Tx, s setting, m refund.Refund) (refund.Refund, error) {
		o, err := tx.Order(m.OrderID)
		if err != nil {
			return m, err
		}
		return m.Consents(r.Consent, o.Placed, s.now)
	})
}

// ChaseRequest says that somebody was asked after the money of a refund, or what
// they answered.
type ChaseRequest struct {
	Refund domain.ID `json:"refund"`
	Whom   string    `json:"whom"`
	At     time.Time `json:"at"` // zero: now
	Answer string    `json:"answer"`
}

// ChaseRefund records that somebody was asked where the money is (R9).
//
// Errors: missing.refund, refund.not_filed, refund.at, field.required.
func (d *Desk) ChaseRefund(ctx context.Context, r ChaseRequest) (refund.Refund, error) {
	return d.changeRefund(ctx, r.Refund, "refund.chase", func(_ Tx, s setting, m refund.Refund) (refund.Refund, error) {
		at := r.At
		if at.IsZero() {
			at = s.now
		}
		return m.Chased(r.Whom, r.Answer, s.who(), at, s.now)
	})
}

// AnswerChase records what the one who was asked last answered.
//
// Errors: missing.refund, refund.no_chase, field.required.
func (d *Desk) AnswerChase(ctx context.Context, r ChaseRequest) (refund.Refund, error) {
	return d.changeRefund(ctx, r.Refund, "refund.chase_answer", func(_ Tx, s setting, m refund.Refund) (refund.Refund, error) {
		return m.ChaseAnswered(r.Answer, s.now)
	})
}

// PlatformRefund is a refund that a platform made by itself.
type PlatformRefund struct {
	Order domain.ID `json:"order"`
	Case  string    `json:"case_number"` // a case of the order that it belongs to; "": the one that awaits money
	refund.ByPlatform
}

// caseOfRefund is the case of an order that a number names; without one, the
// only case of the order that still awaits money, 0 where there is none or more.
func caseOfRefund(tx Tx, orderID domain.ID, number string) (domain.ID, error) {
	if number != "" {
		c, err := tx.CaseByNumber(fold(number))
		if err == nil && c.OrderID != orderID {
			err = domain.Missing("case", number)
		}
		return c.ID, err
	}
	all, err := tx.CasesOfOrder(orderID)
	all = slices.DeleteFunc(all, func(c casefile.Case) bool { return c.Done() || !c.Awaits(casefile.Refund) })
	if err != nil || len(all) != 1 {
		return 0, err
	}
	return all[0].ID, nil
}

// BookPlatformRefund books a refund that the platform made by itself: as paid,
// without consent, never refused for its amount (R7). What is left of the order
// leaves the ship list when the platform cancelled it or gave all of it back, and
// the loss is booked with its cause.
//
// Errors: missing.order, missing.case, and those of refund.PlatformMade.
func (d *Desk) BookPlatformRefund(ctx context.Context, r PlatformRefund) (refund.Refund, error) {
	var out refund.Refund
	err := d.update(ctx, func(tx Tx, s setting) error {
		o, err := tx.Order(r.Order)
		if err != nil {
			return err
		}
		earlier, err := tx.RefundsOfOrder(o.ID)
		if err != nil {
			return err
		}
		if r.At.IsZero() {
			r.At = s.now
		}
		m, err := refund.PlatformMade(o, earlier, r.ByPlatform, s.who(), s.now)
		if err != nil {
			return err
		}
		if m.CaseID, err = caseOfRefund(tx, o.ID, r.Case); err != nil {
			return err
		}
		if err := tx.PutRefund(&m); err != nil {
			return err
		}
		if err := fallOut(tx, s, o, append(earlier, m), m); err != nil {
			return err
		}
		if m.CaseID != 0 {
			err := movesCase(tx, s, m.CaseID, func(c casefile.Case, t order.Terms) (casefile.Case, error) {
				return c.PlatformPaid(string(m.Cause), s.who(), s.now, t)
			})
			if err != nil {
				return err
			}
		}
		out = m
		facts := moneyFacts(m)
		facts["cause"], facts["above"] = string(m.Cause), m.Above.Minor
		return s.record(tx, "refund.platform", "refund", m.ID, facts)
	})
	return out, err
}

// fallOut is what follows from a platform's own refund: the order leaves the
// ship list, and the shop bears the loss of goods that it does not get back.
func fallOut(tx Tx, s setting, o order.Order, all []refund.Refund, m refund.Refund) error {
	loss := refund.Loss{Once: fmt.Sprintf("refund-%d", m.ID), OrderID: o.ID, CaseID: m.CaseID, Cause: refund.LossOf(m.Cause), Amount: m.Amount, At: m.Paid, Who: s.who()}
	for _, l := range o.Lines {
		loss.SKUs = append(loss.SKUs, l.SKU)
	}
	if _, err := tx.PutLoss(&loss); err != nil {
		return err
	}
	_, full := refund.Refunded(o, all)
	if !full && m.Cause != refund.Overdue {
		return nil
	}
	return withdraw(tx, s, o, order.Line.Open)
}

// Refund shows one refund with what a list shows beside it.
//
// Errors: missing.refund.
func (d *Desk) Refund(ctx context.Context, id domain.ID) (RefundRow, error) {
	var row RefundRow
	err := d.view(ctx, func(tx Tx, _ setting) error {
		m, err := tx.Refund(id)
		if err != nil {
			return err
		}
		o, err := tx.Order(m.OrderID)
		if err != nil {
			return err
		}
		row = RefundRow{Refund: m, OrderNumber: o.Number, Customer: o.ShipTo.Name, ChannelID: o.ChannelID}
		if m.CaseID == 0 {
			return nil
		}
		c, err := tx.Case(m.CaseID)
		if errors.Is(err, domain.Code("missing.case")) {
			return nil
		}
		row.CaseNumber = c.Number
		return err
	})
	return row, err
}
