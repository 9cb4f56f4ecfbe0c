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

// MatchRequest says whose parcel an unknown one is.
type MatchRequest struct {
	Parcel domain.ID `json:"parcel"`
	Case   string    `json:"case"` // its number or return number
	Note   string    `json:"note"`
}

// Match gives an unknown parcel to a case and opens its checklist.
//
// Errors: missing.parcel, missing.case, parcel.known.
func (d *Desk) Match(ctx context.Context, r MatchRequest) (parcel.Parcel, error) {
	var p parcel.Parcel
	err := d.update(ctx, func(tx Tx, s setting) error {
		var err error
		if p, err = tx.Parcel(r.Parcel); err != nil {
			return err
		}
		if p.State != parcel.Unidentified {
			return domain.Refuse("R10", "parcel.known", domain.Args{"parcel": p.Number})
		}
		c, err := tx.CaseByNumber(fold(r.Case))
		if err != nil {
			return err
		}
		note, e := domain.Text("note", r.Note, false)
		if e != nil {
			return e
		}
		p.CaseIDs, p.State, p.Note = []domain.ID{c.ID}, parcel.Arrived, note
		if p, err = d.opened(tx, s, p); err != nil {
			return err
		}
		if !c.Done() {
			c.Parcel = casefile.Arrived
			if err := tx.PutCase(&c); err != nil {
				return err
			}
		}
		return s.record(tx, "parcel.match", "parcel", p.ID, domain.Args{"case": c.Number})
	})
	return p, err
}

// EnterRequest is one thing that the desk entered. It is kept at once: what was
// ticked survives a crash.
type EnterRequest struct {
	Parcel domain.ID `json:"parcel"`
	parcel.Entry
}

// Enter keeps one answer of the checklist, a count, a grade, a way.
//
// Errors: those of parcel.Parcel.Edit.
func (d *Desk) Enter(ctx context.Context, r EnterRequest) (parcel.Parcel, error) {
	var p parcel.Parcel
	err := d.update(ctx, func(tx Tx, s setting) error {
		old, err := tx.Parcel(r.Parcel)
		if err != nil {
			return err
		}
		if p, err = old.Edit(r.Entry); err != nil {
			return err
		}
		return tx.PutParcel(&p)
	})
	return p, err
}

// Finish ends the inspection: the counts reach the cases, the units move, once,
// and the plans go on by themselves.
//
// Errors: those of parcel.Parcel.Finish.
func (d *Desk) Finish(ctx context.Context, id domain.ID) (parcel.Parcel, error) {
	var p parcel.Parcel
	err := d.update(ctx, func(tx Tx, s setting) error {
		old, err := tx.Parcel(id)
		if err != nil {
			return err
		}
		if p, err = old.Finish(s.who(), s.now); err != nil {
			return err
		}
		if err := tx.PutParcel(&p); err != nil {
			return err
		}
		in := *p.Last()
		moves, err := tx.PutMovements(p.Moves(in))
		if err != nil {
			return err
		}
		counts := map[domain.ID]map[int]casefile.Count{}
		for _, c := range in.Counts {
			if counts[c.CaseID] == nil {
				counts[c.CaseID] = map[int]casefile.Count{}
			}
			counts[c.CaseID][c.Line] = casefile.Count{Counted: *c.Counted, Accepted: c.Accepted()}
		}
		for _, caseID := range p.CaseIDs {
			if err := takeIn(tx, s, caseID, counts[caseID]); err != nil {
				return err
			}
		}
		return s.record(tx, "parcel.finish", "parcel", p.ID, domain.Args{"number": p.Number, "inspection": in.No, "moves": moves})
	})
	return p, err
}

func takeIn(tx Tx, s setting, id domain.ID, counts map[int]casefile.Count) error {
	c, err := tx.Case(id)
	if err != nil {
		return err
	}
	policy, err := tx.Policy(c.ChannelID, c.Policy)
	if err != nil {
		return err
	}
	if c, err = c.TakenIn(counts, s.who(), s.now, s.termsBy(policy)); err != nil {
		return err
	}
	if err := tx.PutCase(&c); err != nil {
		return err
	}
	return s.record(tx, "case.taken_in", "case", c.ID, nil)
}

// Reopen begins a new inspection that corrects the last one (R10).
//
// Errors: those of parcel.Parcel.Open.
func (d *Desk) Reopen(ctx context.Context, id domain.ID) (parcel.Parcel, error) {
	var p parcel.Parcel
	err := d.update(ctx, func(tx Tx, s setting) error {
		old, err := tx.Parcel(id)
		if err != nil {
			return err
		}
		if p, err = d.opened(tx, s, old); err != nil {
			return err
		}
		return s.record(tx, "parcel.correct", "parcel", p.ID, domain.Args{"number": p.Number})
	})
	return p, err
}

// ParcelNumbered finds a parcel by its number or by what was scanned, the
// newest of several.
//
// Errors: missing.parcel.
func (d *Desk) ParcelNumbered(ctx context.Context, code string) (parcel.Parcel, error) {
	var p parcel.Parcel
	err := d.view(ctx, func(tx Tx, _ setting) error {
		var err error
		p, err = tx.ParcelByCode(fold(code))
		return err
	})
	return p, err
}

// Pile lists the parcels that came in last, newest first.
func (d *Desk) Pile(ctx context.Context, limit int, states ...parcel.State) ([]parcel.Parcel, error) {
	var out []parcel.Parcel
	err := d.view(ctx, func(tx Tx, _ setting) error {
		var err error
		out, err = tx.ParcelPage(ParcelQuery{States: states, Limit: limit})
		return err
	})
	return out, err
}

// Stock is where the units of a product are, and why.
func (d *Desk) Stock(ctx context.Context, sku string) (stock.Level, []stock.Movement, error) {
	var level stock.Level
	var ledger []stock.Movement
	err := d.view(ctx, func(tx Tx, _ setting) error {
		var err error
		if ledger, err = tx.Ledger(sku); err != nil {
			return err
		}
		level = stock.Levels(ledger)
		return nil
	})
	return level, ledger, err
}
