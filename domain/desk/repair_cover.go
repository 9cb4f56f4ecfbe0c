package desk

import (
	"context"
	"fmt"
	"slices"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/casefile"
	"aftercare/domain/order"
	"aftercare/domain/repair"
)

// RepairRequest asks for a repair of a line of an order, or of goods from
// elsewhere.
type RepairRequest struct {
	Order domain.ID `json:"order"`
	Case  domain.ID `json:"case"` // the after-sales case that it belongs to, 0 for none
	repair.Request
}

// cover is what the warranty verdict on a request looks at.
func cover(tx Tx, s setting, r *RepairRequest) (repair.Cover, *order.Order, error) {
	c := repair.Cover{Asked: s.today(), From: r.Bought, Months: r.Months, Extra: r.Extra, Purchase: true}
	if r.Bought != "" && !r.Bought.Valid() {
		return c, nil, domain.Wrong("bought", "date.not_a_date", domain.Args{"value": string(r.Bought)})
	}
	if r.Order == 0 {
		return c, nil, earlierRepairs(tx, r.Serial, &c)
	}
	o, err := tx.Order(r.Order)
	if err != nil {
		return c, nil, err
	}
	l, err := o.Line(r.Line)
	if err != nil {
		return c, nil, err
	}
	if r.Item == "" {
		r.Item = l.Title
	}
	if r.Customer.Name == "" {
		r.Customer = o.ShipTo
	}
	c.From = calendar.DateOf(o.Placed, s.zone)
	if !o.SignOff.At.IsZero() {
		c.From, c.Purchase = calendar.DateOf(o.SignOff.At, s.zone), false
	}
	products, err := tx.Products([]string{l.SKU})
	if err != nil {
		return c, nil, err
	}
	if c.Extra, err = given(tx, o, l.No, r.Extra); err != nil {
		return c, nil, err
	}
	switch p := products[l.SKU]; {
	case p.Warranty != nil:
		c.Months, c.Labour = *p.Warranty, p.Labour
	case r.Months == 0:
		c.From = "" // nobody said how long it is covered: ask
	}
	return c, &o, earlierRepairs(tx, r.Serial, &c)
}

// given are the months of warranty that the cases on a line of an order gave
// (R7), the one that sent its goods out again among them, and typed ones besides.
// What a case gave stays given, however it ended.
func given(tx Tx, o order.Order, line, typed int) (int, error) {
	all, err := tx.CasesOfOrder(o.ID)
	if o.ForCase != 0 && err == nil {
		var of casefile.Case
		of, err = tx.Case(o.ForCase)
		all = append(all, of)
	}
	for _, c := range all {
		if len(c.Items) == 0 || c.ID == o.ForCase || slices.ContainsFunc(c.Items, func(it casefile.Item) bool { return it.Line == line }) {
			typed += c.WarrantyMonths()
		}
	}
	return typed, err
}

// worn marks the parts of a list that are wear parts, as their products say.
func worn(tx Tx, work []repair.Work) ([]repair.Work, error) {
	var skus []string
	for _, w := range work {
		skus = append(skus, w.SKU)
	}
	products, err := tx.Products(skus)
	work = slices.Clone(work)
	for i := range work {
		work[i].Wear = work[i].Wear || work[i].Kind == "part" && products[work[i].SKU].Wear
	}
	return work, err
}

// earlierRepairs finds the repairs of the same serial number, newest first, and
// the warranty that each gives on its parts and its fault.
func earlierRepairs(tx Tx, serial string, c *repair.Cover) error {
	if serial == "" {
		return nil
	}
	jobs, err := tx.JobsOfSerial(serial)
	for _, j := range jobs {
		if j.Until != "" {
			c.Earlier = append(c.Earlier, j.Warranty())
		}
	}
	return err
}

// JudgeRepair is the warranty verdict on a request, provisional as long as
// nobody has seen the item (R12).
func (d *Desk) JudgeRepair(ctx context.Context, r RepairRequest) (domain.Verdict, error) {
	var v domain.Verdict
	err := d.view(ctx, func(tx Tx, s setting) error {
		c, _, err := cover(tx, s, &r)
		if err != nil {
			return err
		}
		v, err = repair.AssessRequest(c, r.Again)
		return err
	})
	return v, err
}

// RequestRepair opens a repair job (R12).
//
// Errors: missing.order, missing.line, and those of repair.New.
func (d *Desk) RequestRepair(ctx context.Context, r RepairRequest) (JobView, error) {
	var v JobView
	err := d.update(ctx, func(tx Tx, s setting) error {
		j, err := openRepair(tx, s, r)
		if err != nil {
			return err
		}
		v, err = jobView(tx, j)
		return err
	})
	return v, err
}

// openRepair opens a repair job inside of another verb: an intake whose item is
// to be repaired, a case whose remedy it is.
//
// Errors: those of RequestRepair.
func openRepair(tx Tx, s setting, r RepairRequest) (repair.Job, error) {
	c, o, err := cover(tx, s, &r)
	if err != nil {
		return repair.Job{}, err
	}
	n, err := tx.Take("repair", 1)
	if err != nil {
		return repair.Job{}, err
	}
	terms := s.shop.RepairTerms()
	currency := s.shop.Currency
	if o != nil && o.Currency != currency {
		currency, terms.Fee = o.Currency, 0 // the shop's fee is in its own
	}
	due, _ := s.shop.Calendar(s.holidays[s.shop.Region]).Add(s.today(), terms.Days)
	j, err := repair.New(fmt.Sprintf("J-%04d", n), r.Request, c, currency, s.who(), s.now, due)
	if err != nil {
		return j, err
	}
	j = j.Under(terms)
	j.CaseID = r.Case
	if o != nil {
		if j.CaseID == 0 {
			if j.CaseID, err = repairCase(tx, o.ID, r.Line); err != nil {
				return j, err
			}
		}
		l, _ := o.Line(r.Line)
		j.OrderID, j.CustomerID, j.SKU = o.ID, o.CustomerID, l.SKU
	}
	if err := tx.PutJob(&j); err != nil {
		return j, err
	}
	return j, s.record(tx, "repair.request", "repair", j.ID, domain.Args{"number": j.Number, "verdict": string(j.Verdict.Answer)})
}
