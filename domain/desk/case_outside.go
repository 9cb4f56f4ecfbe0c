package desk

import (
	"fmt"
	"time"

	"aftercare/domain/calendar"
	"aftercare/domain/casefile"
	"aftercare/domain/order"
	"aftercare/domain/refund"
	"aftercare/domain/stock"
)

// putCase keeps a case that changed, with all that follows from it: the order's
// place on the ship list, and what the case owes outside of its refund.
//
// Errors: those of outside.
func putCase(tx Tx, s setting, c *casefile.Case, answer string) error {
	if err := tx.PutCase(c); err != nil {
		return err
	}
	o, err := tx.Order(c.OrderID)
	if err != nil {
		return err
	}
	if err := outside(tx, s, *c, o, answer); err != nil {
		return err
	}
	return hold(tx, s, *c, o)
}

// outside makes what a case stands for outside of its order's refund what its
// facts say by now: the goodwill payments that it owes (R6, R7, R9) and the gifts
// that left the shelf. It may be called after every change of the case; each sum
// is opened once, and follows the case until somebody verified it.
//
// Errors: those of book and refund.Goodwill.Propose.
func outside(tx Tx, s setting, c casefile.Case, o order.Order, answer string) error {
	if err := gifts(tx, s, c, answer); err != nil {
		return err
	}
	due := c.Outside()
	all, err := tx.GoodwillOfOrder(o.ID)
	if err != nil {
		return err
	}
	known := map[string]refund.Goodwill{}
	for _, g := range all {
		if g.CaseID == c.ID && g.Once != "" {
			known[g.Once] = g
		}
	}
	for _, sum := range due {
		g, ok := known[sum.Key]
		delete(known, sum.Key)
		if !ok {
			err = opens(tx, s, c, o, sum)
		} else {
			err = owing(tx, s, g, sum)
		}
		if err != nil {
			return err
		}
	}
	for _, g := range known {
		if err := owing(tx, s, g, casefile.Outside{}); err != nil {
			return err
		}
	}
	return nil
}

// owedFor is the reason of the payment of what a case owes.
var owedFor = map[casefile.OwedFor]refund.GoodwillReason{casefile.OwedPrice: refund.PriceProtected, casefile.OwedFreight: refund.FreightAdvanced, casefile.OwedOnTop: refund.Compensation}

// opens opens the payment of a sum that a case owes; how it goes, as the customer
// last said.
func opens(tx Tx, s setting, c casefile.Case, o order.Order, sum casefile.Outside) error {
	g := refund.Goodwill{OrderID: o.ID, CaseID: c.ID, Once: sum.Key, Amount: sum.Amount, Reason: owedFor[sum.For], Words: sum.Words}
	var err error
	if g.Method, g.Payee, err = goesTo(tx, c); err != nil {
		return err
	}
	if g, err = g.Propose(o.Currency, s.who(), s.now); err != nil {
		return err
	}
	_, err = newGoodwill(tx, s, g, "goodwill.open")
	return err
}

// goesTo is how the customer of a case last wanted money: by the consent on it,
// else as a refund of its order went; "" where nobody knows.
func goesTo(tx Tx, c casefile.Case) (refund.Method, string, error) {
	fits := func(m refund.Method, payee string) bool {
		return m != "" && m != refund.Original && (payee != "" || !m.NeedsPayee())
	}
	if k := c.Consent(); k != nil && fits(refund.Method(k.Method), k.Payee) {
		return refund.Method(k.Method), k.Payee, nil
	}
	all, err := tx.RefundsOfOrder(c.OrderID)
	for i := len(all) - 1; i >= 0; i-- {
		if fits(all[i].Method, all[i].Payee) {
			return all[i].Method, all[i].Payee, err
		}
	}
	return "", "", err
}

// owing keeps a payment that a case opened, where the case owes another sum by
// now.
func owing(tx Tx, s setting, g refund.Goodwill, sum casefile.Outside) error {
	g, changed := g.Owes(sum.Amount)
	if !changed {
		return nil
	}
	return putGoodwill(tx, s, &g, "goodwill.open")
}

// onTo tells the case of a payment what became of it. Its plan goes on once all
// that it pays outside of the order's refund is paid, and waits again for what
// came back.
func onTo(tx Tx, s setting, g refund.Goodwill) error {
	if g.CaseID == 0 {
		return nil
	}
	c, err := tx.Case(g.CaseID)
	if err != nil || !c.Has(casefile.Payment) || c.Done() {
		return err
	}
	all, err := tx.GoodwillOfOrder(g.OrderID)
	if err != nil {
		return err
	}
	paid, unpaid := false, false
	for _, other := range all {
		if other.CaseID == c.ID && other.Counts() {
			paid, unpaid = paid || other.State == refund.GoodwillPaid, unpaid || other.State != refund.GoodwillPaid
		}
	}
	policy, err := tx.Policy(c.ChannelID, c.Policy)
	if err != nil {
		return err
	}
	t := s.termsBy(policy)
	switch {
	case paid && !unpaid:
		c, err = c.PaidOutside(s.who(), s.now, t)
	case g.State == refund.GoodwillVerified:
		c = c.Expects(casefile.Payment, s.now, calendar.EndOf(g.Day, s.zone))
	case g.State == refund.GoodwillFailed:
		c = c.Bounced(s.now, t)
	default:
		return nil
	}
	if err != nil {
		return err
	}
	return tx.PutCase(&c)
}

// gifts makes the gifts of a case leave the shelf, and what was given for keeping
// the goods, each once (R7).
//
// Errors: missing.product, and those of book.
func gifts(tx Tx, s setting, c casefile.Case, answer string) error {
	var want []stock.Movement
	scope := fmt.Sprintf("case/%d/", c.ID)
	give := func(deed, sku string, quantity int, at time.Time, reason string) error {
		p, err := oneProduct(tx, sku)
		if err == nil && p.Counted() && !at.Before(p.Stocked) {
			want = append(want, stock.Movement{SKU: p.SKU, Quantity: quantity, From: stock.Shelf, To: stock.Gone, Cause: stock.Compensation, Document: c.Number, Deed: scope + deed, Reason: reason})
		}
		return err
	}
	for i, k := range c.Compensations {
		if k.Kind != casefile.GiveGift {
			continue
		}
		if err := give(fmt.Sprintf("gift/%d", i+1), k.SKU, k.Quantity, k.At, k.Reason); err != nil {
			return err
		}
	}
	for i, r := range c.Retentions {
		if !r.Gives() {
			continue
		}
		if err := give(fmt.Sprintf("kept/%d", i+1), r.SKU, r.Quantity, r.At, r.What); err != nil {
			return err
		}
	}
	if len(want) == 0 {
		return nil
	}
	_, err := book(tx, s, scope, c.Number, want, answer)
	return err
}
