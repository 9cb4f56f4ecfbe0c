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
