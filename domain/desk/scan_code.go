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

// Names says whether a scan would open something that is known here: a case, an
// order, a parcel, a product. It registers nothing.
func (d *Desk) Names(ctx context.Context, code string) (bool, error) {
	known := false
	err := d.view(ctx, func(tx Tx, s setting) error {
		text := parcel.Read(code).Text
		var err error
		if _, known, err = named(tx, s, text); err != nil || known {
			return err
		}
		if _, known, err = productOf(tx, code); err != nil || known {
			return err
		}
		_, err = tx.ParcelByCode(text)
		if errors.Is(err, domain.Code("missing.parcel")) {
			return nil
		}
		known = err == nil
		return err
	})
	return known, err
}

// unannounced takes a code that no case announced. When it is the one that an
// order left with, the parcel was refused or turned around: the case is opened by
// itself. Any other is registered.
func (d *Desk) unannounced(tx Tx, s setting, out *Scanned) error {
	id, err := leftWith(tx, out.Code)
	if err != nil {
		return err
	}
	from := parcel.Parcel{OrderID: id}
	if id != 0 {
		o, err := tx.Order(id)
		if err != nil {
			return err
		}
		if o.State == order.Shipped { // else the customer had it, and uses the old label
			from.How = parcel.Refused
		}
		if s.cameBack(o, out.Code) {
			c, ok, err := d.refusedCase(tx, s, o)
			if err != nil {
				return err
			}
			if ok {
				return d.expected(tx, s, out, c, parcel.Refused)
			}
		}
	}
	return register(tx, s, out, from)
}

// packed is what the parcels of an order weighed together when they were packed,
// 0 when one was not weighed, and the serial numbers in them.
func packed(o order.Order) (grams int, serials []string) {
	whole := true
	for _, s := range o.Shipments {
		whole = whole && s.Weight > 0
		grams += s.Weight
		serials = append(serials, s.Serials...)
	}
	if !whole {
		grams = 0
	}
	return grams, serials
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

// register keeps a parcel that nobody announced, under a number of its own, with
// what its label tells of where it comes from.
func register(tx Tx, s setting, out *Scanned, p parcel.Parcel) error {
	n, err := tx.Take("unknown", 1)
	if err != nil {
		return err
	}
	p.Number, p.Code, p.State, p.Arrived, p.Who = fmt.Sprintf("U-%04d", n), out.Code, parcel.Unidentified, s.now, s.who()
	if err := tx.PutParcel(&p); err != nil {
		return err
	}
	out.Answer, out.Parcel = parcel.Unknown, &p
	if err := out.about(tx, p); err != nil {
		return err
	}
	return s.record(tx, "parcel.register", "parcel", p.ID, domain.Args{"number": p.Number})
}

// leftWith finds the order that left under a tracking number, 0 for none.
func leftWith(tx Tx, code string) (domain.ID, error) {
	hits, err := tx.Search(code, 5)
	if err != nil {
		return 0, err
	}
	for _, h := range hits {
		if h.Entity != "order" || !h.Exact {
			continue
		}
		o, err := tx.Order(h.ID)
		if err != nil {
			return 0, err
		}
		for _, sh := range o.Shipments {
			if fold(sh.Tracking) == code {
				return o.ID, nil
			}
		}
		if slices.ContainsFunc(o.Platform.Tracking, func(t string) bool { return fold(t) == code }) {
			return o.ID, nil
		}
	}
	return 0, nil
}
