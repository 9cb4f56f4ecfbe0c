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
	"aftercare/domain/stock"
)

// Scanned is the desk's answer to a scan (R10).
type Scanned struct {
	Answer   parcel.Answer  `json:"answer"`
	Code     string         `json:"code"`
	Why      string         `json:"why,omitempty"`     // of not_a_parcel: check_digit, product, too_short ...
	Product  *stock.Product `json:"product,omitempty"` // that the code names, where it is no parcel's
	Parcel   *parcel.Parcel `json:"parcel,omitempty"`
	Case     *casefile.Case `json:"case,omitempty"`
	Order    *order.Order   `json:"order,omitempty"`
	Orders   int            `json:"orders,omitempty"` // cases of one order to choose from
	Customer string         `json:"customer,omitempty"`
	Packed   int            `json:"packed,omitempty"`  // grams of the order as it was packed
	Shipped  []string       `json:"shipped,omitempty"` // the serial numbers that left with it
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
		if known {
			return d.expected(tx, s, &out, c, parcel.SentBack)
		}
		old, err := tx.ParcelByCode(out.Code)
		if err == nil {
			return again(tx, &out, old)
		}
		if !errors.Is(err, domain.Code("missing.parcel")) {
			return err
		}
		product, isProduct, err := productOf(tx, code)
		switch {
		case err != nil:
			return err
		case isProduct:
			out.Product = &product
			fallthrough
		case read.Fault == "product":
			out.Answer, out.Why = parcel.NotOurs, "product"
			return nil
		case read.Return != "": // a right check digit, and no such return here
			out.Answer, out.Why = parcel.NotOurs, "no_such_return"
			return nil
		}
		return d.unannounced(tx, s, &out)
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
	orderID := p.OrderID
	if len(p.CaseIDs) > 0 {
		c, err := tx.Case(p.CaseIDs[0])
		if err != nil {
			return err
		}
		out.Case, orderID = &c, c.OrderID
	}
	if orderID == 0 {
		return nil
	}
	o, err := tx.Order(orderID)
	if err != nil {
		return err
	}
	out.Order, out.Customer = &o, o.ShipTo.Name
	out.Packed, out.Shipped = packed(o)
	return nil
}

// expected books the arrival of an announced parcel and opens its checklist: a
// further parcel, when the rest of the goods is still on its way.
func (d *Desk) expected(tx Tx, s setting, out *Scanned, c casefile.Case, how parcel.How) error {
	all, err := tx.ParcelsOfCase(c.ID)
	if err != nil {
		return err
	}
	for _, p := range all {
		if p.Draft() != nil || p.State == parcel.Arrived {
			return d.arrives(tx, s, out, p)
		}
	}
	if _, rest := parcel.Found(all, c.ID); len(all) > 0 && !rest {
		return again(tx, out, all[len(all)-1])
	}
	return d.arrives(tx, s, out, parcel.Parcel{Number: further(c.Return, len(all)), Code: out.Code, Tracking: c.Tracking, CaseIDs: []domain.ID{c.ID},
		State: parcel.Arrived, Arrived: s.now, Who: s.who(), How: how})
}

// further is the number of a case's next parcel: R-11874, R-11874.2, ...
func further(number string, before int) string {
	if before == 0 {
		return number
	}
	return fmt.Sprintf("%s.%d", number, before+1)
}

// arrives opens a parcel's checklist, or takes its draft up, and tells its cases.
func (d *Desk) arrives(tx Tx, s setting, out *Scanned, p parcel.Parcel) error {
	out.Resumed = p.Draft() != nil
	if !out.Resumed {
		var err error
		if p, err = d.opened(tx, s, p); err != nil {
			return err
		}
	}
	for _, id := range p.CaseIDs {
		if err := came(tx, s, id); err != nil {
			return err
		}
	}
	out.Answer, out.Parcel = parcel.Expected, &p
	if err := out.about(tx, p); err != nil {
		return err
	}
	return s.record(tx, "parcel.arrive", "parcel", p.ID, domain.Args{"number": p.Number})
}

// opened begins an inspection of all that the parcel's cases still announce and
// stores the parcel. A correction asks for all that the corrected one asked for.
func (d *Desk) opened(tx Tx, s setting, p parcel.Parcel) (parcel.Parcel, error) {
	var said []parcel.Count
	var skus []string
	for _, id := range p.CaseIDs {
		lines, err := announced(tx, p, id)
		if err != nil {
			return p, err
		}
		for _, l := range lines {
			skus = append(skus, l.SKU)
		}
		said = append(said, lines...)
	}
	products, err := tx.Products(skus)
	if err != nil {
		return p, err
	}
	category := ""
	for _, sku := range skus {
		if product, ok := products[sku]; ok && category == "" {
			category = product.Category
		}
	}
	list, err := checklist(tx, category)
	if err != nil {
		return p, err
	}
	if p, err = p.Open(list, said, s.who(), s.now); err != nil {
		return p, err
	}
	return p, tx.PutParcel(&p)
}

// announced are the lines of a case as a parcel is to bring them: what was said,
// less what its other parcels brought.
func announced(tx Tx, p parcel.Parcel, caseID domain.ID) ([]parcel.Count, error) {
	c, err := tx.Case(caseID)
	if err != nil {
		return nil, err
	}
	all, err := tx.ParcelsOfCase(caseID)
	if err != nil {
		return nil, err
	}
	others := slices.DeleteFunc(all, func(o parcel.Parcel) bool { return p.ID != 0 && o.ID >= p.ID })
	brought, _ := parcel.Found(others, caseID)
	var out []parcel.Count
	for _, it := range c.Items {
		out = append(out, parcel.Count{CaseID: caseID, Line: it.Line, SKU: it.SKU, Title: it.Title, Said: max(it.Said-brought[it.Line].Counted, 0)})
	}
	return out, nil
}
