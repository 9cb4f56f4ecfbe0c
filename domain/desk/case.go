package desk

import (
	"cmp"
	"context"
	"fmt"
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

// claim is the setting of a claim on an order: what other cases hold, which
// units were exchanged once and since when, and whether a product is excluded.
func (s setting) claim(tx Tx, o order.Order, but domain.ID) (casefile.Setting, error) {
	out := casefile.Setting{Order: o, Terms: s.terms(o.ChannelID), Taken: map[int]int{}, Swapped: map[int]int{}, Signed: map[int]time.Time{}}
	others, err := tx.CasesOfOrder(o.ID)
	if err != nil {
		return out, err
	}
	for _, c := range others {
		if c.ID != but && c.Live() {
			held(&out, c)
		}
		if c.ID != but && c.MoneyOnly() {
			out.Before = append(out.Before, c.Number)
		}
	}
	if out.Reasons, err = ownReasons(tx); err != nil {
		return out, err
	}
	var skus []string
	for _, l := range o.Lines {
		skus = append(skus, l.SKU)
	}
	products, err := tx.Products(skus)
	if err != nil {
		return out, err
	}
	excluded := out.Terms.Policy.Excluded
	out.Excluded = func(sku string) bool {
		p := products[sku]
		return p.NoReturn || p.Category != "" && slices.Contains(excluded, string(p.Category))
	}
	return out, nil
}

// held counts the units that a live case holds. Those that were exchanged are
// claimable once more, for a return.
func held(out *casefile.Setting, c casefile.Case) {
	swapped := c.Remedy == casefile.Exchange && c.State == casefile.Closed
	for _, it := range c.Items {
		if !swapped {
			out.Taken[it.Line] += it.Said
			continue
		}
		out.Swapped[it.Line] += it.Said
		if s, ok := c.Step(casefile.SignOff); ok && s.Done.After(out.Signed[it.Line]) {
			out.Signed[it.Line] = s.Done
		}
	}
}

// claimOf is claim with the newer order of a price drop: the one that is named,
// else the customer's newest of the same goods.
func (s setting) claimOf(tx Tx, o order.Order, but domain.ID, q casefile.Request, number string) (casefile.Setting, error) {
	out, err := s.claim(tx, o, but)
	if err != nil || q.Remedy != casefile.PriceProtection {
		return out, err
	}
	var n order.Order
	switch {
	case q.NewOrder != 0:
		n, err = tx.Order(q.NewOrder)
	case number != "":
		n, err = tx.OrderByNumber(o.ChannelID, number)
	default:
		out.Newer, err = boughtAgain(tx, o, q)
		return out, err
	}
	out.Newer = &n
	return out, err
}

// lookedThrough is how many of a customer's newest orders are looked at for goods
// that they bought again.
const lookedThrough = 20

// boughtAgain is the newest order in which the customer bought the same goods once
// more, nil for none.
func boughtAgain(tx Tx, o order.Order, q casefile.Request) (*order.Order, error) {
	if o.CustomerID == 0 {
		return nil, nil
	}
	rows, err := tx.OrderPage(OrderQuery{Filter: AllOrders, Customer: o.CustomerID, Channel: o.ChannelID, Sort: ByPlaced, Desc: true, Limit: lookedThrough})
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		if r.ID == o.ID || !r.Placed.After(o.Placed) {
			continue
		}
		n, err := tx.Order(r.ID)
		if err != nil {
			return nil, err
		}
		for _, it := range q.Items {
			if l, err := o.Line(it.Line); err == nil && !n.IsReplacement() && slices.ContainsFunc(n.Lines, func(x order.Line) bool { return x.SKU == l.SKU && x.SKU != "" }) {
				return &n, nil
			}
		}
	}
	return nil, nil
}

// OpenRequest asks to open a case on an order.
type OpenRequest struct {
	Order     domain.ID `json:"order"`
	NewNumber string    `json:"new_number"` // of a price drop: the newer order, where its id is not named
	casefile.Request
	verb string // of the deed that opens it in passing, "" for the case's own
}

// JudgeCase is the verdict on a request, before a case is opened (R5). It is
// the one that OpenCase keeps.
//
// Errors: missing.order, and those of casefile.Request.Check.
func (d *Desk) JudgeCase(ctx context.Context, r OpenRequest) (domain.Verdict, error) {
	var v domain.Verdict
	err := d.view(ctx, func(tx Tx, s setting) error {
		o, err := tx.Order(r.Order)
		if err != nil {
			return err
		}
		claim, err := s.claimOf(tx, o, 0, r.Request, r.NewNumber)
		if err != nil {
			return err
		}
		v, err = r.Judge(claim, s.now)
		return err
	})
	return v, err
}

// firstCase is where the numbers of cases begin after: with four digits from
// the first one on, a return number is never mistaken for a shelf or a size.
const firstCase = 1000

// OpenCase opens a case (R5, R6, R7) and gives it its numbers.
//
// Errors: those of casefile.New, and order.not_shipped, case.paid_only.
func (d *Desk) OpenCase(ctx context.Context, r OpenRequest) (CaseView, error) {
	var v CaseView
	err := d.update(ctx, func(tx Tx, s setting) error {
		c, err := d.openCase(tx, s, r, nil)
		if err != nil {
			return err
		}
		v, err = d.caseView(tx, s, c)
		return err
	})
	return v, err
}

// openCase opens a case inside a transaction; further adds what else is known of
// it before it is kept, nil nothing.
func (d *Desk) openCase(tx Tx, s setting, r OpenRequest, further func(casefile.Case) casefile.Case) (c casefile.Case, err error) {
	o, err := tx.Order(r.Order)
	if err != nil {
		return c, err
	}
	claim, err := s.claimOf(tx, o, 0, r.Request, r.NewNumber)
	if err != nil {
		return c, err
	}
	n, err := tx.Take("case", 1)
	if err != nil {
		return c, err
	}
	n += firstCase
	c, err = casefile.New(r.Request, claim, casefile.Numbers{Case: fmt.Sprintf("C-%d", n), Return: casefile.ReturnNumber(n)}, s.who(), s.now)
	if err != nil {
		return c, err
	}
	if further != nil {
		c = further(c)
	}
	if err := tx.PutCase(&c); err != nil {
		return c, err
	}
	if err := hold(tx, s, c, o); err != nil {
		return c, err
	}
	if err := d.claimOfCase(tx, s, c, o); err != nil {
		return c, err
	}
	return c, s.record(tx, cmp.Or(r.verb, "case.open"), "case", c.ID, domain.Args{"number": c.Number, "kind": string(c.KindOf()), "reason": c.Reason, "remedy": string(c.Remedy), "verdict": string(c.Verdict.Answer)})
}

// hold counts how many open cases keep an order off the ship list, and says so
// on the order when that changed.
func hold(tx Tx, s setting, c casefile.Case, o order.Order) error {
	all, err := tx.CasesOfOrder(o.ID)
	if err != nil {
		return err
	}
	n := 0
	for _, other := range all {
		if other.Holds() {
			n++
		}
	}
	if n == o.Held {
		return nil
	}
	o.Held = n
	return tx.PutOrder(&o)
}

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
