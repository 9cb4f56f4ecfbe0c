package desk

import (
	"context"
	"fmt"
	"time"

	"aftercare/domain"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/domain/refund"
)

// firstGoodwill is where the numbers of goodwill payments begin after.
const firstGoodwill = 1000

// GoodwillRequest asks for a payment outside an order's own refund.
type GoodwillRequest struct {
	Order  domain.ID             `json:"order"`
	Case   string                `json:"case_number"` // that it belongs to, "" for none
	Amount money.Amount          `json:"amount"`
	Reason refund.GoodwillReason `json:"reason"`
	Words  string                `json:"words"`
	Method refund.Method         `json:"method"`
	Payee  string                `json:"payee"`
	Files  []domain.File         `json:"files"`
}

// GoodwillView is a goodwill payment, and what somebody should see before it is
// paid.
type GoodwillView struct {
	GoodwillRow
	Warned domain.Verdict `json:"warned"`
}

// JudgeGoodwill says what speaks against a payment: an open refund on the order,
// another goodwill payment. It warns and never bars (R9).
//
// Errors: missing.order, missing.case, and those of refund.Goodwill.Propose.
func (d *Desk) JudgeGoodwill(ctx context.Context, r GoodwillRequest) (domain.Verdict, error) {
	var v domain.Verdict
	err := d.view(ctx, func(tx Tx, s setting) error {
		g, o, err := proposedGoodwill(tx, s, r)
		if err == nil {
			v, err = warned(tx, o, g)
		}
		return err
	})
	return v, err
}

// ProposeGoodwill writes a payment down; somebody verifies it before it is paid.
// A case whose plan waits for the payment goes on.
//
// Errors: those of JudgeGoodwill.
func (d *Desk) ProposeGoodwill(ctx context.Context, r GoodwillRequest) (GoodwillView, error) {
	var v GoodwillView
	err := d.update(ctx, func(tx Tx, s setting) error {
		g, o, err := proposedGoodwill(tx, s, r)
		if err != nil {
			return err
		}
		if v.Warned, err = warned(tx, o, g); err != nil {
			return err
		}
		if g, err = newGoodwill(tx, s, g, "goodwill.propose"); err != nil {
			return err
		}
		v.GoodwillRow, err = goodwillRow(tx, g)
		return err
	})
	return v, err
}

// newGoodwill gives a payment its number and keeps it.
func newGoodwill(tx Tx, s setting, g refund.Goodwill, verb string) (refund.Goodwill, error) {
	n, err := tx.Take("goodwill_number", 1)
	if err != nil {
		return g, err
	}
	g.Number = fmt.Sprintf("G-%d", n+firstGoodwill)
	return g, putGoodwill(tx, s, &g, verb)
}

func goodwillFacts(g refund.Goodwill) domain.Args {
	return domain.Args{"number": g.Number, "amount": g.Amount.Minor, "currency": string(g.Amount.Currency), "reason": string(g.Reason), "method": string(g.Method)}
}

func proposedGoodwill(tx Tx, s setting, r GoodwillRequest) (refund.Goodwill, order.Order, error) {
	o, err := tx.Order(r.Order)
	if err != nil {
		return refund.Goodwill{}, o, err
	}
	g := refund.Goodwill{OrderID: o.ID, Amount: r.Amount, Reason: r.Reason, Words: r.Words, Method: r.Method, Payee: r.Payee, Files: r.Files}
	if r.Case != "" {
		c, err := tx.CaseByNumber(fold(r.Case))
		if err != nil {
			return g, o, err
		}
		if c.OrderID != o.ID {
			return g, o, domain.Missing("case", r.Case)
		}
		g.CaseID = c.ID
	}
	g, err = g.Propose(o.Currency, s.who(), s.now)
	return g, o, err
}

// warned is what speaks against a payment: money that is on its way already, or
// went by this way before.
func warned(tx Tx, o order.Order, g refund.Goodwill) (domain.Verdict, error) {
	refunds, err := tx.RefundsOfOrder(o.ID)
	if err != nil {
		return domain.Verdict{}, err
	}
	var fired []domain.Fired
	for _, r := range refunds {
		if r.State != refund.Paid && r.Counts() {
			fired = append(fired, domain.Fired{Rule: "R9", Code: "goodwill_open_refund", Answer: domain.Ask,
				Args: domain.Args{"amount": r.Amount, "state_key": "refund.state." + string(r.State)}})
		}
	}
	others, err := tx.GoodwillOfOrder(o.ID)
	if err != nil {
		return domain.Verdict{}, err
	}
	for _, other := range others {
		if other.ID != g.ID && other.Counts() {
			fired = append(fired, domain.Fired{Rule: "R9", Code: "goodwill_again", Answer: domain.Ask,
				Args: domain.Args{"number": other.Number, "amount": other.Amount, "reason_key": "goodwill.reason." + string(other.Reason)}})
		}
	}
	return domain.Judge(0, fired...), nil
}

// PayeeRequest says how a goodwill payment goes, and to whom.
type PayeeRequest struct {
	Goodwill domain.ID     `json:"goodwill"`
	Method   refund.Method `json:"method"`
	Payee    string        `json:"payee"`
}

// PayGoodwillTo says by which method a payment goes that nobody verified yet, and
// to whom: one that a case opened by itself does not know, and one that came back
// may go another way.
//
// Errors: missing.goodwill, and those of refund.Goodwill.GoesTo.
func (d *Desk) PayGoodwillTo(ctx context.Context, r PayeeRequest) (GoodwillView, error) {
	return d.changeGoodwill(ctx, r.Goodwill, "goodwill.payee", func(_ setting, g refund.Goodwill) (refund.Goodwill, error) {
		return g.GoesTo(r.Method, r.Payee)
	})
}

// GoodwillMove names a goodwill payment and what became of it.
type GoodwillMove struct {
	Goodwill domain.ID            `json:"goodwill"`
	Event    refund.GoodwillEvent `json:"event"` // verify, pay, fail, decline, tell
	Reason   string               `json:"reason"`
	At       time.Time            `json:"at"` // when it was paid; zero: now
}

// MoveGoodwill verifies a payment, or records that it was paid, that the
// customer was told, that it bounced or is not made (R9). Verified before
// closing time it stands on that day's payout list.
//
// Errors: missing.goodwill, flow.not_possible, goodwill.same_person, refund.at,
// field.required.
func (d *Desk) MoveGoodwill(ctx context.Context, r GoodwillMove) (GoodwillView, error) {
	return d.changeGoodwill(ctx, r.Goodwill, "goodwill."+string(r.Event), func(s setting, g refund.Goodwill) (refund.Goodwill, error) {
		return movedGoodwill(s, g, r)
	})
}

// changeGoodwill is the common course of the verbs on one payment.
func (d *Desk) changeGoodwill(ctx context.Context, id domain.ID, verb string, f func(setting, refund.Goodwill) (refund.Goodwill, error)) (GoodwillView, error) {
	var v GoodwillView
	err := d.update(ctx, func(tx Tx, s setting) error {
		g, err := tx.Goodwill(id)
		if err != nil {
			return err
		}
		if g, err = f(s, g); err != nil {
			return err
		}
		if err := putGoodwill(tx, s, &g, verb); err != nil {
			return err
		}
		v, err = goodwillView(tx, g)
		return err
	})
	return v, err
}

// putGoodwill keeps a payment that moved, with its entry, and tells its case.
func putGoodwill(tx Tx, s setting, g *refund.Goodwill, verb string) error {
	if err := tx.PutGoodwill(g); err != nil {
		return err
	}
	if err := s.record(tx, verb, "goodwill", g.ID, goodwillFacts(*g)); err != nil {
		return err
	}
	return onTo(tx, s, *g)
}

func movedGoodwill(s setting, g refund.Goodwill, r GoodwillMove) (refund.Goodwill, error) {
	switch r.Event {
	case refund.VerifyGoodwill:
		return g.Verifies(s.who(), len(s.people) >= 2, s.now, s.shop.Closing, s.shop.Calendar(s.holidays[s.shop.Region]), s.zone)
	case refund.PayGoodwill:
		at := r.At
		if at.IsZero() {
			at = s.now
		}
		return g.Pays(s.who(), at, s.now)
	case refund.TellGoodwill:
		return g.Tells(s.now)
	case refund.FailGoodwill, refund.DeclineGoodwill:
		return g.Ends(r.Event, r.Reason)
	}
	_, err := refund.GoodwillLife.Next(g.State, r.Event)
	return g, err
}

func goodwillRow(tx Tx, g refund.Goodwill) (GoodwillRow, error) {
	o, err := tx.Order(g.OrderID)
	if err != nil {
		return GoodwillRow{}, err
	}
	row := GoodwillRow{Goodwill: g, OrderNumber: o.Number, Customer: o.ShipTo.Name, ChannelID: o.ChannelID}
	if g.CaseID != 0 {
		c, err := tx.Case(g.CaseID)
		if err != nil {
			return row, err
		}
		row.CaseNumber = c.Number
	}
	return row, nil
}

func goodwillView(tx Tx, g refund.Goodwill) (GoodwillView, error) {
	row, err := goodwillRow(tx, g)
	if err != nil {
		return GoodwillView{}, err
	}
	o, err := tx.Order(g.OrderID)
	if err != nil {
		return GoodwillView{}, err
	}
	v := GoodwillView{GoodwillRow: row}
	v.Warned, err = warned(tx, o, g)
	return v, err
}

// Goodwill shows one payment and what speaks against it.
//
// Errors: missing.goodwill.
func (d *Desk) Goodwill(ctx context.Context, id domain.ID) (GoodwillView, error) {
	var v GoodwillView
	err := d.view(ctx, func(tx Tx, _ setting) error {
		g, err := tx.Goodwill(id)
		if err == nil {
			v, err = goodwillView(tx, g)
		}
		return err
	})
	return v, err
}

// GoodwillNumbered finds a payment by its number.
//
// Errors: missing.goodwill.
func (d *Desk) GoodwillNumbered(ctx context.Context, number string) (GoodwillView, error) {
	var v GoodwillView
	err := d.view(ctx, func(tx Tx, _ setting) error {
		g, err := tx.GoodwillNumbered(number)
		if err == nil {
			v, err = goodwillView(tx, g)
		}
		return err
	})
	return v, err
}

// GoodwillList lists a page of goodwill payments and says how many there are.
func (d *Desk) GoodwillList(ctx context.Context, q GoodwillQuery) (rows []GoodwillRow, count int, err error) {
	err = d.view(ctx, func(tx Tx, _ setting) error {
		if rows, err = tx.GoodwillPage(q); err != nil {
			return err
		}
		count, err = tx.GoodwillCount(q)
		return err
	})
	return rows, count, err
}
