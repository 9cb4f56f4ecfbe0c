package desk

import (
	"context"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/domain/refund"
)

// ReplaceRequest asks that the goods of a case go out again.
type ReplaceRequest struct {
	Case domain.ID `json:"case"`
	// Items are the units that go out; none means all of the case, the same goods.
	Items []order.Again `json:"items"`
	// Price is what all other goods of an exchange cost together, where they cost
	// something else: the difference is written down as owed, never charged.
	Price  money.Amount `json:"price,omitzero"`
	Answer string       `json:"answer"` // where the stock has too few units
}

// Replace makes the replacement order of a case (R7): -R1 for a resend, -X1 for
// an exchange. It claims stock, has its own ship-by, and is no sale. It does not
// leave before the case was approved and, of an exchange, the goods were taken
// in. At another price the difference stands as owed.
//
// Errors: missing.case, case.over, replacement.not_granted,
// replacement.exists, refund.currency, and those of order.Order.Replaced.
func (d *Desk) Replace(ctx context.Context, r ReplaceRequest) (OrderView, error) {
	var v OrderView
	err := d.update(ctx, func(tx Tx, s setting) error {
		c, err := tx.Case(r.Case)
		if err != nil {
			return err
		}
		made, err := replace(tx, s, c, r)
		if err != nil {
			return err
		}
		if err := goesOut(tx, s, c.ID, casefile.Replacement, made.Number, s.now); err != nil {
			return err
		}
		v, err = d.orderView(tx, s, made)
		return err
	})
	return v, err
}

func replace(tx Tx, s setting, c casefile.Case, r ReplaceRequest) (order.Order, error) {
	way, err := wayOf(c)
	if err != nil {
		return order.Order{}, err
	}
	o, err := tx.Order(c.OrderID)
	if err != nil {
		return o, err
	}
	known, err := tx.OrdersByNumber(o.ChannelID, o.ReplacementNumbers(""))
	if err != nil {
		return o, err
	}
	for _, other := range known {
		if other.ForCase == c.ID && other.State != order.Cancelled {
			return o, domain.Refuse("R7", "replacement.exists", domain.Args{"order": other.Number})
		}
	}
	number, err := o.FreeNumber(way, known)
	if err != nil {
		return o, err
	}
	again, err := goods(tx, c, r.Items)
	if err != nil {
		return o, err
	}
	original, made, err := o.Replaced(way, number, again, c.Number, s.who(), s.now, s.terms(o.ChannelID))
	if err != nil {
		return o, err
	}
	made.ForCase = c.ID
	if err := owes(tx, s, o, c, again, r.Price); err != nil {
		return o, err
	}
	if err := tx.PutOrder(&made); err != nil {
		return o, err
	}
	if err := tx.PutOrder(&original); err != nil {
		return o, err
	}
	if err := orderStock(tx, s, made, r.Answer); err != nil {
		return o, err
	}
	return made, s.record(tx, "case.replace", "order", made.ID, domain.Args{"number": made.Number, "replaces": o.Number, "case": c.Number, "way": string(way)})
}

// wayOf is how a case's goods go out again, once it was granted.
func wayOf(c casefile.Case) (order.Way, error) {
	if c.Done() {
		return "", domain.Refuse("R7", "case.over", domain.Args{"case": c.Number})
	}
	if c.State == casefile.Open {
		return "", domain.Refuse("R7", "replacement.not_granted", domain.Args{"case": c.Number})
	}
	switch c.Remedy {
	case casefile.Exchange:
		return order.Exchanged, nil
	case casefile.Resend:
		return order.Resent, nil
	}
	return "", domain.Refuse("R7", "replacement.not_granted", domain.Args{"case": c.Number})
}

// goods are the units that go out: those of the case where nobody names others.
func goods(tx Tx, c casefile.Case, items []order.Again) ([]order.Again, error) {
	if len(items) == 0 {
		for _, it := range c.Items {
			n := it.Said
			if c.Remedy == casefile.Exchange && c.Parcel == casefile.Inspected {
				n = min(n, it.Accepted)
			}
			if n > 0 {
				items = append(items, order.Again{Line: it.Line, Quantity: n})
			}
		}
		return items, nil
	}
	var skus []string
	for _, a := range items {
		skus = append(skus, a.SKU)
	}
	products, err := tx.Products(skus)
	if err != nil {
		return nil, err
	}
	for i, a := range items {
		said := 0
		for _, it := range c.Items {
			if it.Line == a.Line {
				said = it.Said
			}
		}
		if a.Quantity > said {
			return nil, domain.Wrong("items", "case.quantity", domain.Args{"title": a.Title, "value": a.Quantity, "limit": said})
		}
		if a.SKU == "" || a.Title != "" {
			continue
		}
		p, ok := products[a.SKU]
		if !ok {
			e := domain.Missing("product", a.SKU)
			e.Field = "items"
			return nil, e
		}
		items[i].Title = p.Title
	}
	return items, nil
}

// owes writes down the difference of an exchange at another price.
func owes(tx Tx, s setting, o order.Order, c casefile.Case, again []order.Again, price money.Amount) error {
	if price.Currency == "" {
		return nil
	}
	if price.Currency != o.Currency {
		return domain.Wrong("price", "refund.currency", domain.Args{"value": string(price.Currency), "want": string(o.Currency)})
	}
	paid, shares := money.Of(0, o.Currency), o.Shares()
	for _, a := range again {
		l, err := o.Line(a.Line)
		if err != nil {
			return err
		}
		paid = paid.Add(money.Portion(shares[l.No-1], l.Quantity, 0, min(a.Quantity, l.Quantity)))
	}
	d, owed := refund.Difference(paid, price)
	if !owed {
		return nil
	}
	d.CaseID, d.OrderID, d.Since, d.Who = c.ID, o.ID, s.now, s.who()
	if err := tx.PutOwed(&d); err != nil {
		return err
	}
	return s.record(tx, "owed.open", "owed", d.ID, domain.Args{"amount": d.Amount.Minor, "currency": string(d.Amount.Currency), "direction": string(d.Direction)})
}

// mayLeave refuses to ship a replacement before its case was approved and, of
// an exchange, before the goods were taken in (R7).
//
// Errors: replacement.not_granted, replacement.before_intake.
func mayLeave(tx Tx, o order.Order) error {
	if !o.IsReplacement() || o.ForCase == 0 {
		return nil
	}
	c, err := tx.Case(o.ForCase)
	if err != nil {
		return err
	}
	if c.State == casefile.Open || c.State == casefile.Declined || c.State == casefile.Withdrawn {
		return domain.Refuse("R7", "replacement.not_granted", domain.Args{"case": c.Number})
	}
	if o.Way == order.Exchanged && c.Parcel != casefile.Inspected {
		return domain.Refuse("R7", "replacement.before_intake", domain.Args{"case": c.Number})
	}
	return nil
}

// Replacements are the orders by which an order's goods went out again.
//
// Errors: missing.order.
func (d *Desk) Replacements(ctx context.Context, id domain.ID) ([]order.Order, error) {
	var out []order.Order
	err := d.view(ctx, func(tx Tx, _ setting) error {
		o, err := tx.Order(id)
		if err != nil {
			return err
		}
		numbers := o.ReplacementNumbers("")
		known, err := tx.OrdersByNumber(o.ChannelID, numbers)
		for _, n := range numbers {
			if r, ok := known[n]; ok && r.Replaces == o.ID {
				out = append(out, r)
			}
		}
		return err
	})
	return out, err
}

// OwedMove names a difference and what became of it.
type OwedMove struct {
	Owed   domain.ID        `json:"owed"`
	Event  refund.OwedEvent `json:"event"` // settle, waive
	Method refund.Method    `json:"method"`
	Reason string           `json:"reason"`
}

// MoveOwed settles the difference of an exchange, or lets it go with a reason
// (R9).
//
// Errors: missing.owed, flow.not_possible, field.required.
func (d *Desk) MoveOwed(ctx context.Context, r OwedMove) (refund.Owed, error) {
	var out refund.Owed
	err := d.update(ctx, func(tx Tx, s setting) error {
		o, err := tx.Owed(r.Owed)
		if err != nil {
			return err
		}
		if o, err = o.Moves(r.Event, r.Method, r.Reason, s.who(), s.now); err != nil {
			return err
		}
		if err := tx.PutOwed(&o); err != nil {
			return err
		}
		out = o
		return s.record(tx, "owed."+string(r.Event), "owed", o.ID, domain.Args{"amount": o.Amount.Minor, "currency": string(o.Amount.Currency), "direction": string(o.Direction)})
	})
	return out, err
}

// OwedRow is a difference as a list shows it.
type OwedRow struct {
	refund.Owed
	CaseNumber  string `json:"case_number"`
	OrderNumber string `json:"order_number"`
	Customer    string `json:"customer"`
}

// OwedList lists the differences that nobody settled yet.
func (d *Desk) OwedList(ctx context.Context) ([]OwedRow, error) {
	var out []OwedRow
	err := d.view(ctx, func(tx Tx, _ setting) error {
		all, err := tx.OwedOpen()
		if err != nil {
			return err
		}
		for _, o := range all {
			c, err := tx.Case(o.CaseID)
			if err != nil {
				return err
			}
			of, err := tx.Order(o.OrderID)
			if err != nil {
				return err
			}
			out = append(out, OwedRow{o, c.Number, of.Number, of.ShipTo.Name})
		}
		return nil
	})
	return out, err
}
