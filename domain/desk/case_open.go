package desk

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/order"
)

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
