package desk

import (
	"context"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/casefile"
	"aftercare/domain/order"
	"aftercare/domain/parcel"
)

// refusedCase is the case under which an order's parcel comes back to the desk
// that the customer never took: one that waits for it, else a new one on all
// that left and that no other case holds. ok is false when there is nothing to
// open one on.
func (d *Desk) refusedCase(tx Tx, s setting, o order.Order) (c casefile.Case, ok bool, err error) {
	all, err := tx.CasesOfOrder(o.ID)
	if err != nil {
		return c, false, err
	}
	for _, c := range all {
		if !c.Done() && (c.Awaits(casefile.WaitParcel) || c.Awaits(casefile.Intercepted) || c.Awaits(casefile.CarrierBack)) {
			return c, true, nil
		}
	}
	claim, err := s.claim(tx, o, 0)
	if err != nil {
		return c, false, err
	}
	r := OpenRequest{Order: o.ID, Request: casefile.Request{Reason: "refused", Remedy: casefile.RefundOnly}, verb: "case.refused"}
	for _, l := range o.Lines {
		if n := l.Shipped - claim.Taken[l.No]; n > 0 {
			r.Items = append(r.Items, casefile.Asked{Line: l.No, Quantity: n})
		}
	}
	if o.State != order.Shipped || len(r.Items) == 0 {
		return c, false, nil
	}
	c, err = d.openCase(tx, s, r, nil)
	return c, err == nil, err
}

// cameBack says whether a parcel that left with an order has had the time to come
// back: one of today is more likely scanned at the wrong desk, and is asked.
func (s setting) cameBack(o order.Order, code string) bool {
	at := o.ShippedAt
	for _, sh := range o.Shipments {
		if fold(sh.Tracking) == code {
			at = sh.At
		}
	}
	return !at.IsZero() && calendar.DateOf(at, s.zone) < s.today()
}

// RefusedParcel opens the case of a parcel that came back under the number that
// it left with, and its checklist (R7, R10).
//
// Errors: missing.parcel, parcel.known, parcel.no_order when nobody knows what it
// left with or its goods are under other cases, and those of casefile.New.
func (d *Desk) RefusedParcel(ctx context.Context, id domain.ID) (Scanned, error) {
	var out Scanned
	err := d.update(ctx, func(tx Tx, s setting) error {
		p, err := tx.Parcel(id)
		if err != nil {
			return err
		}
		out = Scanned{Code: p.Code}
		if p.State != parcel.Unidentified {
			return domain.Refuse("R10", "parcel.known", domain.Args{"parcel": p.Number})
		}
		var c casefile.Case
		ok := false
		if p.OrderID != 0 {
			o, err := tx.Order(p.OrderID)
			if err != nil {
				return err
			}
			if c, ok, err = d.refusedCase(tx, s, o); err != nil {
				return err
			}
		}
		if !ok {
			return domain.Refuse("R10", "parcel.no_order", domain.Args{"parcel": p.Number})
		}
		if p.How == parcel.SentBack {
			p.How = parcel.Refused
		}
		p.CaseIDs = []domain.ID{c.ID}
		return d.arrives(tx, s, &out, p)
	})
	return out, err
}
