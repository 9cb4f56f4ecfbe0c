package desk

import (
	"context"
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/channel"
	"aftercare/domain/claim"
	"aftercare/domain/order"
	"aftercare/domain/parcel"
	"aftercare/domain/refund"
)

// CaseView is a case with all that its page shows.
type CaseView struct {
	casefile.Case
	Order   order.Order     `json:"order"`
	Channel channel.Channel `json:"channel"`
	Policy  channel.Policy  `json:"policy_in_force"` // the version it was opened under
	Refunds []refund.Refund `json:"refunds,omitempty"`
	// Goodwill is what goes to the customer outside of the order's refund; Owed,
	// the differences of its exchange.
	Goodwill []refund.Goodwill `json:"goodwill,omitempty"`
	Owed     []refund.Owed     `json:"owed,omitempty"`
	Claims   []claim.Claim     `json:"claims,omitempty"` // of the follow-up register
	Parcels  []parcel.Parcel   `json:"parcels,omitempty"`
	Next     *casefile.Step    `json:"next,omitempty"`
	Possible []casefile.Event  `json:"possible"`
	History  []domain.Entry    `json:"-"`
	// Preview is what a refund of all its units would come to, nil when a rule
	// is against it; Against is that rule.
	Preview *refund.Assessment `json:"preview,omitempty"`
	Against error              `json:"-"`
	// OwnReason is the owner's own reason of the case, nil for a built-in one.
	OwnReason *casefile.Reason `json:"own_reason_now,omitempty"`
	// Bearers say who bears each way of the goods.
	Bearers map[channel.Leg]channel.Bearer `json:"bearers"`
	Waits   []casefile.StepCode            `json:"waits,omitempty"` // what the next step waits for
}

func (d *Desk) caseView(tx Tx, s setting, c casefile.Case) (CaseView, error) {
	v := CaseView{Case: c, Channel: s.channels[c.ChannelID], Possible: casefile.Life.Possible(c.State)}
	var err error
	if v.Order, err = tx.Order(c.OrderID); err != nil {
		return v, err
	}
	if v.Policy, err = tx.Policy(c.ChannelID, c.Policy); err != nil {
		return v, err
	}
	all, err := tx.RefundsOfOrder(c.OrderID)
	if err != nil {
		return v, err
	}
	for _, r := range all {
		if r.CaseID == c.ID {
			v.Refunds = append(v.Refunds, r)
		}
	}
	if err = v.besides(tx); err != nil {
		return v, err
	}
	if v.Parcels, err = tx.ParcelsOfCase(c.ID); err != nil {
		return v, err
	}
	if v.History, err = tx.History("case", c.ID); err != nil {
		return v, err
	}
	if n, ok := c.Now(); ok {
		v.Next, v.Waits = &n, c.Waits(n.Code)
	}
	v.Bearers = bearers(c, v.Policy)
	if c.Own != "" {
		own, err := ownReasons(tx)
		if err != nil {
			return v, err
		}
		v.OwnReason = ReasonTree{Own: own}.Named(c.Own)
	}
	if len(v.Refunds) == 0 && paysBack(c) {
		in := inRefund{c: c, o: v.Order, policy: v.Policy, all: all}
		if ask, err := in.asked(RefundRequest{}); err != nil {
			v.Against = err
		} else if a, err := refund.Assess(v.Order, all, ask); err == nil {
			v.Preview = &a
		} else {
			v.Against = err
		}
	}
	return v, nil
}

// besides reads what goes to the customer outside of the order's refund, and what
// others are asked.
func (v *CaseView) besides(tx Tx) error {
	all, err := tx.GoodwillOfOrder(v.OrderID)
	if err != nil {
		return err
	}
	for _, g := range all {
		if g.CaseID == v.ID {
			v.Goodwill = append(v.Goodwill, g)
		}
	}
	if v.Owed, err = tx.OwedOfCase(v.ID); err != nil {
		return err
	}
	v.Claims, err = tx.ClaimsOfCase(v.ID)
	return err
}

func paysBack(c casefile.Case) bool { return c.PaysBack() }

// Case shows one case.
//
// Errors: missing.case.
func (d *Desk) Case(ctx context.Context, id domain.ID) (CaseView, error) {
	var v CaseView
	err := d.view(ctx, func(tx Tx, s setting) error {
		c, err := tx.Case(id)
		if err != nil {
			return err
		}
		v, err = d.caseView(tx, s, c)
		return err
	})
	return v, err
}

// CaseNumbered finds a case by its number or its return number.
//
// Errors: missing.case, return.check_digit.
func (d *Desk) CaseNumbered(ctx context.Context, number string) (CaseView, error) {
	number = fold(number)
	if r, isReturn, ok := casefile.ReadReturn(number); isReturn {
		if !ok {
			return CaseView{}, domain.Wrong("return", "return.check_digit", domain.Args{"number": r})
		}
		number = r
	}
	var v CaseView
	err := d.view(ctx, func(tx Tx, s setting) error {
		c, err := tx.CaseByNumber(number)
		if err != nil {
			return err
		}
		v, err = d.caseView(tx, s, c)
		return err
	})
	return v, err
}

// Cases lists one page of cases and says how many there are.
func (d *Desk) Cases(ctx context.Context, q CaseQuery) (rows []CaseRow, count int, err error) {
	err = d.view(ctx, func(tx Tx, s setting) error {
		q.Now = s.now
		if rows, err = tx.CasePage(q); err != nil {
			return err
		}
		if err = namesReasons(tx, rows); err != nil {
			return err
		}
		count, err = tx.CaseCount(q)
		return err
	})
	return rows, count, err
}

// namesReasons gives the rows of owners' own reasons what these are.
func namesReasons(tx Tx, rows []CaseRow) error {
	if !slices.ContainsFunc(rows, func(r CaseRow) bool { return r.Own != "" }) {
		return nil
	}
	own, err := ownReasons(tx)
	for i := range rows {
		rows[i].OwnReason = ReasonTree{Own: own}.Named(rows[i].Own)
	}
	return err
}

func (d *Desk) changeCase(ctx context.Context, id domain.ID, verb string, f func(Tx, setting, casefile.Case, order.Terms) (casefile.Case, domain.Args, error)) (CaseView, error) {
	var v CaseView
	err := d.update(ctx, func(tx Tx, s setting) error {
		c, err := tx.Case(id)
		if err != nil {
			return err
		}
		policy, err := tx.Policy(c.ChannelID, c.Policy)
		if err != nil {
			return err
		}
		c, facts, err := f(tx, s, c, s.termsBy(policy))
		if err != nil {
			return err
		}
		if err := putCase(tx, s, &c, stockAnswer(ctx)); err != nil {
			return err
		}
		if err := s.record(tx, verb, "case", c.ID, facts); err != nil {
			return err
		}
		v, err = d.caseView(tx, s, c)
		return err
	})
	return v, err
}

// hand is who does a deed, when, and by which terms.
type hand struct {
	who   string
	now   time.Time
	terms order.Terms
}

// deed is the common course of the verbs that are one deed of a case and nothing
// else; facts are what its entry in the history says.
func (d *Desk) deed(ctx context.Context, id domain.ID, verb string, facts domain.Args, f func(casefile.Case, hand) (casefile.Case, error)) (CaseView, error) {
	return d.changeCase(ctx, id, verb, func(_ Tx, s setting, c casefile.Case, t order.Terms) (casefile.Case, domain.Args, error) {
		c, err := f(c, hand{s.who(), s.now, t})
		return c, facts, err
	})
}

// Label shows a case for its return label. Printing one before anybody agreed
// is refused: a label is a promise.
//
// Errors: missing.case, missing.order, label.not_agreed, label.nothing_back,
// label.no_address.
func (d *Desk) Label(ctx context.Context, number string) (CaseView, Setup, error) {
	v, err := d.CaseNumbered(ctx, number)
	if err != nil {
		return v, Setup{}, err
	}
	setup, err := d.Setup(ctx)
	if err != nil {
		return v, setup, err
	}
	if _, back := v.Step(casefile.WaitParcel); !back {
		return v, setup, domain.Refuse("R7", "label.nothing_back", domain.Args{"case": v.Number})
	}
	if v.State == casefile.Open || v.Done() {
		return v, setup, domain.Refuse("R7", "label.not_agreed", domain.Args{"case": v.Number})
	}
	if setup.Shop.Returns == "" && setup.Shop.ReturnsLatin == "" {
		return v, setup, domain.Wrong("returns", "label.no_address", nil)
	}
	return v, setup, nil
}
