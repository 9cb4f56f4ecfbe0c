package desk

import (
	"context"
	"fmt"
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/casefile"
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
		n, err := tx.Take("goodwill_number", 1)
		if err != nil {
			return err
		}
		g.Number = fmt.Sprintf("G-%d", n+firstGoodwill)
		if err := tx.PutGoodwill(&g); err != nil {
			return err
		}
		if err := s.record(tx, "goodwill.propose", "goodwill", g.ID, goodwillFacts(g)); err != nil {
			return err
		}
		v.GoodwillRow, err = goodwillRow(tx, g)
		return err
	})
	return v, err
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
	var v GoodwillView
	err := d.update(ctx, func(tx Tx, s setting) error {
		g, err := tx.Goodwill(r.Goodwill)
		if err != nil {
			return err
		}
		if g, err = movedGoodwill(s, g, r); err != nil {
			return err
		}
		if err := tx.PutGoodwill(&g); err != nil {
			return err
		}
		if err := s.record(tx, "goodwill."+string(r.Event), "goodwill", g.ID, goodwillFacts(g)); err != nil {
			return err
		}
		if err := onTo(tx, s, g); err != nil {
			return err
		}
		v, err = goodwillView(tx, g)
		return err
	})
	return v, err
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

// onTo lets a case go on whose plan waits for the payment that was just made.
func onTo(tx Tx, s setting, g refund.Goodwill) error {
	if g.CaseID == 0 || g.State != refund.GoodwillPaid {
		return nil
	}
	c, err := tx.Case(g.CaseID)
	if err != nil {
		return err
	}
	step, ok := c.Now()
	if !ok || step.Code != casefile.Payment {
		return nil
	}
	policy, err := tx.Policy(c.ChannelID, c.Policy)
	if err != nil {
		return err
	}
	if c, err = c.Settled(casefile.Payment, s.who(), s.now, s.termsBy(policy)); err != nil {
		return err
	}
	return tx.PutCase(&c)
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

// Payouts is the payout list of a day: what was verified for it, and what of
// earlier lists is still not paid.
type Payouts struct {
	Day     calendar.Date  `json:"day"`
	Closing calendar.Clock `json:"closing"`
	Rows    []GoodwillRow  `json:"rows"`
	Waiting []GoodwillRow  `json:"waiting"` // not verified yet: none of them is paid
	Sums    []money.Amount `json:"sums"`    // of what is on the list, for each currency
	Unpaid  []money.Amount `json:"unpaid"`  // of that, what is still to be paid
}

// PayoutList is what is paid on a day (R9); no day is the shop's today.
//
// Errors: date.not_a_date.
func (d *Desk) PayoutList(ctx context.Context, day calendar.Date) (Payouts, error) {
	var out Payouts
	err := d.view(ctx, func(tx Tx, s setting) error {
		var err error
		out, err = payouts(tx, s, day)
		return err
	})
	return out, err
}

func payouts(tx Tx, s setting, day calendar.Date) (Payouts, error) {
	if day == "" {
		day = s.today()
	}
	if !day.Valid() {
		return Payouts{}, domain.Wrong("day", "date.not_a_date", domain.Args{"value": string(day)})
	}
	out := Payouts{Day: day, Closing: s.shop.Closing}
	if out.Closing == "" {
		out.Closing = refund.Closing
	}
	of, err := tx.GoodwillOn(day)
	if err != nil {
		return out, err
	}
	for _, g := range of {
		row, err := goodwillRow(tx, g)
		if err != nil {
			return out, err
		}
		out.Rows = append(out.Rows, row)
	}
	open, err := tx.GoodwillPage(GoodwillQuery{Open: true, Limit: mostPayouts})
	if err != nil {
		return out, err
	}
	for _, row := range slices.Backward(open) { // oldest first
		switch {
		case row.State == refund.GoodwillVerified && row.Day < day:
			out.Rows = append(out.Rows, row)
		case row.State == refund.GoodwillProposed || row.State == refund.GoodwillFailed:
			out.Waiting = append(out.Waiting, row)
		}
	}
	var all, unpaid purse
	for _, row := range out.Rows {
		all = all.add(row.Amount)
		if row.State == refund.GoodwillVerified {
			unpaid = unpaid.add(row.Amount)
		}
	}
	out.Sums, out.Unpaid = all.list(), unpaid.list()
	return out, nil
}

// mostPayouts is more than a small shop ever has open.
const mostPayouts = 2000

// PayRequest pays a list together.
type PayRequest struct {
	Day calendar.Date `json:"day"` // "": today
	At  time.Time     `json:"at"`  // zero: now
}

// PayList records that all of a day's list that was not paid yet was paid
// together: all of it or none (R9).
//
// Errors: payout.nothing, date.not_a_date, and those of refund.Goodwill.Pays.
func (d *Desk) PayList(ctx context.Context, r PayRequest) (Payouts, error) {
	var out Payouts
	err := d.update(ctx, func(tx Tx, s setting) error {
		list, err := payouts(tx, s, r.Day)
		if err != nil {
			return err
		}
		at := r.At
		if at.IsZero() {
			at = s.now
		}
		n := 0
		for _, row := range list.Rows {
			if row.State != refund.GoodwillVerified {
				continue
			}
			g, err := row.Goodwill.Pays(s.who(), at, s.now)
			if err != nil {
				return err
			}
			if err := tx.PutGoodwill(&g); err != nil {
				return err
			}
			if err := s.record(tx, "goodwill.pay", "goodwill", g.ID, goodwillFacts(g)); err != nil {
				return err
			}
			if err := onTo(tx, s, g); err != nil {
				return err
			}
			n++
		}
		if n == 0 {
			return domain.Refuse("R9", "payout.nothing", domain.Args{"day": list.Day})
		}
		if err := s.record(tx, "payout.pay", "payout", 1, domain.Args{"day": string(list.Day), "count": n}); err != nil {
			return err
		}
		out, err = payouts(tx, s, list.Day)
		return err
	})
	return out, err
}
