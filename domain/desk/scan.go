package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/order"
	"aftercare/domain/parcel"
)

// Scanned is the desk's answer to a scan (R10).
type Scanned struct {
	Answer   parcel.Answer  `json:"answer"`
	Code     string         `json:"code"`
	Why      string         `json:"why,omitempty"` // of not_a_parcel: check_digit, product, too_short ...
	Parcel   *parcel.Parcel `json:"parcel,omitempty"`
	Case     *casefile.Case `json:"case,omitempty"`
	Order    *order.Order   `json:"order,omitempty"`
	Orders   int            `json:"orders,omitempty"` // cases of one order to choose from
	Customer string         `json:"customer,omitempty"`
	Resumed  bool           `json:"resumed,omitempty"` // a draft was under way
}

// Scan opens what a code names: a return number, an order's number, a tracking
// number. A parcel that nobody announced is registered and never refused; a
// code that is no parcel's changes nothing.
func (d *Desk) Scan(ctx context.Context, code string) (Scanned, error) {
	read := parcel.Read(code)
	out := Scanned{Code: read.Text}
	if read.Return != "" {
		out.Code = read.Return
	}
	if read.Fault != "" && read.Fault != "product" {
		out.Answer, out.Why = parcel.NotOurs, read.Fault
		return out, nil
	}
	err := d.update(ctx, func(tx Tx, s setting) error {
		out = Scanned{Code: out.Code}
		c, known, err := named(tx, s, out.Code)
		if err != nil {
			return err
		}
		old, err := tx.ParcelByCode(out.Code)
		if err != nil && !errors.Is(err, domain.Code("missing.parcel")) {
			return err
		}
		if err == nil {
			return again(tx, &out, old)
		}
		switch {
		case known:
			return d.expected(tx, s, &out, c)
		case read.Fault == "product":
			out.Answer, out.Why = parcel.NotOurs, read.Fault
			return nil
		case read.Return != "": // a right check digit, and no such return here
			out.Answer, out.Why = parcel.NotOurs, "no_such_return"
			return nil
		}
		return register(tx, s, &out)
	})
	return out, err
}

// again answers a code whose parcel is here already: its draft is taken up, or
// it was taken in.
func again(tx Tx, out *Scanned, p parcel.Parcel) error {
	out.Parcel = &p
	if err := out.about(tx, p); err != nil {
		return err
	}
	switch {
	case p.State == parcel.Unidentified:
		out.Answer, out.Resumed = parcel.Unknown, true
	case p.Draft() != nil || p.State == parcel.Arrived:
		out.Answer, out.Resumed = parcel.Expected, true
	default:
		out.Answer = parcel.AlreadyIn
	}
	return nil
}

// Parcel shows a parcel that came in, as a scan of its code would, and changes
// nothing.
//
// Errors: missing.parcel.
func (d *Desk) Parcel(ctx context.Context, id domain.ID) (Scanned, error) {
	var out Scanned
	err := d.view(ctx, func(tx Tx, _ setting) error {
		p, err := tx.Parcel(id)
		if err != nil {
			return err
		}
		out.Code = p.Code
		return again(tx, &out, p)
	})
	return out, err
}

// about fills in the case, order and customer of a parcel.
func (out *Scanned) about(tx Tx, p parcel.Parcel) error {
	if len(p.CaseIDs) == 0 {
		return nil
	}
	c, err := tx.Case(p.CaseIDs[0])
	if err != nil {
		return err
	}
	o, err := tx.Order(c.OrderID)
	if err != nil {
		return err
	}
	out.Case, out.Order, out.Customer = &c, &o, o.ShipTo.Name
	return nil
}

// named finds the one case that a code means: its return or case number, the
// tracking number of the way back, or the number of an order with one open
// case whose goods come back.
func named(tx Tx, s setting, code string) (casefile.Case, bool, error) {
	c, err := tx.CaseByNumber(code)
	if err == nil {
		return c, true, nil
	}
	if !errors.Is(err, domain.Code("missing.case")) {
		return c, false, err
	}
	found, err := tx.CasesByTracking(code)
	if err != nil {
		return c, false, err
	}
	for id := range s.channels {
		orders, err := tx.OrdersByNumber(id, []string{code})
		if err != nil {
			return c, false, err
		}
		for _, o := range orders {
			cases, err := tx.CasesOfOrder(o.ID)
			if err != nil {
				return c, false, err
			}
			found = append(found, cases...)
		}
	}
	found = slices.DeleteFunc(found, func(c casefile.Case) bool { return c.Parcel == casefile.NoParcel })
	if waiting := slices.DeleteFunc(slices.Clone(found), func(c casefile.Case) bool { return c.Parcel == casefile.Inspected }); len(waiting) > 0 {
		return waiting[0], true, nil
	}
	if len(found) > 0 {
		return found[0], true, nil
	}
	return c, false, nil
}

// expected books the arrival of an announced parcel and opens its checklist.
func (d *Desk) expected(tx Tx, s setting, out *Scanned, c casefile.Case) error {
	p, err := parcelOf(tx, c)
	if err != nil {
		return err
	}
	if p.ID != 0 && p.Draft() == nil && p.Last() != nil {
		return again(tx, out, p)
	}
	if p.ID == 0 {
		p = parcel.Parcel{Number: c.Return, Code: out.Code, Tracking: c.Tracking, CaseIDs: []domain.ID{c.ID}, State: parcel.Arrived, Arrived: s.now, Who: s.who()}
	}
	if p.Draft() == nil {
		if p, err = d.opened(tx, s, p); err != nil {
			return err
		}
	}
	c.Parcel = casefile.Arrived
	if err := tx.PutCase(&c); err != nil {
		return err
	}
	out.Answer, out.Parcel = parcel.Expected, &p
	if err := out.about(tx, p); err != nil {
		return err
	}
	return s.record(tx, "parcel.arrive", "parcel", p.ID, domain.Args{"number": p.Number})
}

func parcelOf(tx Tx, c casefile.Case) (parcel.Parcel, error) {
	all, err := tx.ParcelsOfCase(c.ID)
	if err != nil || len(all) == 0 {
		return parcel.Parcel{}, err
	}
	return all[len(all)-1], nil
}

// opened begins an inspection of all that the parcel's cases announced and
// stores the parcel.
func (d *Desk) opened(tx Tx, s setting, p parcel.Parcel) (parcel.Parcel, error) {
	var said []parcel.Count
	category := ""
	for _, id := range p.CaseIDs {
		c, err := tx.Case(id)
		if err != nil {
			return p, err
		}
		var skus []string
		for _, it := range c.Items {
			skus = append(skus, it.SKU)
			said = append(said, parcel.Count{CaseID: id, Line: it.Line, SKU: it.SKU, Title: it.Title, Said: it.Said})
		}
		products, err := tx.Products(skus)
		if err != nil {
			return p, err
		}
		for _, sku := range skus {
			if product, ok := products[sku]; ok && category == "" {
				category = product.Category
			}
		}
	}
	list, err := checklist(tx, category)
	if err != nil {
		return p, err
	}
	p, err = p.Open(list, said, s.who(), s.now)
	if err != nil {
		return p, err
	}
	return p, tx.PutParcel(&p)
}

func checklist(tx Tx, category string) (parcel.Checklist, error) {
	all, err := tx.Checklists()
	if err != nil {
		return parcel.Checklist{}, err
	}
	for _, want := range []string{category, "general"} {
		if i := slices.IndexFunc(all, func(c parcel.Checklist) bool { return c.Category == want }); i >= 0 {
			return all[i], nil
		}
	}
	return parcel.Checklist{}, domain.Missing("checklist", category)
}

// register keeps a parcel that nobody announced, under a number of its own.
func register(tx Tx, s setting, out *Scanned) error {
	n, err := tx.Take("unknown", 1)
	if err != nil {
		return err
	}
	p := parcel.Parcel{Number: fmt.Sprintf("U-%04d", n), Code: out.Code, State: parcel.Unidentified, Arrived: s.now, Who: s.who()}
	if err := tx.PutParcel(&p); err != nil {
		return err
	}
	out.Answer, out.Parcel = parcel.Unknown, &p
	return s.record(tx, "parcel.register", "parcel", p.ID, domain.Args{"number": p.Number})
}
