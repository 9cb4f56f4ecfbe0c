package order

import (
	"slices"
	"strings"
	"time"

	"aftercare/domain"
)

// Shipping is what the packing table says of a parcel that leaves. No items
// means all that is still here.
type Shipping struct {
	Carrier  string   `json:"carrier"`
	Tracking string   `json:"tracking"`
	Weight   int      `json:"weight"` // grams
	Items    []Packed `json:"items"`
	Serials  []string `json:"serials"`
	// Packer is who packed it, the one who books it when nobody is named; Packed
	// and Left are when it was packed and handed over, now when nothing is said.
	Packer string        `json:"packer"`
	Packed time.Time     `json:"packed"`
	Left   time.Time     `json:"left"`
	Files  []domain.File `json:"files"`
}

// Sent records that a parcel left (R3). fullyRefunded says that all that was
// paid is on its way back: then nothing may leave any more.
//
// Errors: ship.cancelled, ship.refunded (both hard), ship.not_paid,
// ship.nothing_left, ship.more_than_ordered, ship.tracking_used, ship.weight,
// ship.packed_when, file.hash.
func (o Order) Sent(s Shipping, fullyRefunded bool, who string, now time.Time, t Terms) (Order, error) {
	if err := o.mayShip(fullyRefunded); err != nil {
		return o, err
	}
	if o.State == Placed {
		return o, domain.Refuse("R3", "ship.not_paid", domain.Args{"order": o.Number})
	}
	if o.Unshipped() == 0 {
		return o, domain.Refuse("R3", "ship.nothing_left", domain.Args{"order": o.Number})
	}
	if s.Weight < 0 || s.Weight > 1_000_000 {
		return o, domain.Wrong("weight", "ship.weight", domain.Args{"value": s.Weight})
	}
	p, err := o.parcel(s, who, now)
	if err != nil {
		return o, err
	}
	items := s.Items
	if len(items) == 0 {
		for _, l := range o.Lines {
			if l.Open() > 0 {
				items = append(items, Packed{l.No, l.Open()})
			}
		}
	}
	o.Lines = slices.Clone(o.Lines)
	for _, it := range items {
		i := slices.IndexFunc(o.Lines, func(l Line) bool { return l.No == it.Line })
		if i < 0 {
			return o, domain.Missing("line", it.Line)
		}
		if it.Quantity < 1 || it.Quantity > o.Lines[i].Open() {
			return o, domain.Wrong("quantity", "ship.more_than_ordered", domain.Args{"line": it.Line, "open": o.Lines[i].Open(), "value": it.Quantity})
		}
		o.Lines[i].Shipped += it.Quantity
	}
	p.Items = items
	o.Shipments = append(slices.Clone(o.Shipments), p.watched(t).numbered(now, t))
	force := o.Force
	if o.Unshipped() == 0 {
		o.State, o.ShippedAt = Shipped, p.At
		return o, nil
	}
	o = o.WithShipBy(t)
	if o.Force.Due.None() {
		o.Force = force
	}
	return o, nil
}

// parcel is what the packing table says, checked.
func (o Order) parcel(s Shipping, who string, now time.Time) (Shipment, error) {
	p := Shipment{At: s.Left, Packed: s.Packed, Weight: s.Weight, Serials: s.Serials, Files: s.Files}
	if p.At.IsZero() {
		p.At = now
	}
	if p.Packed.IsZero() {
		p.Packed = p.At
	}
	if p.At.After(now) || p.Packed.After(p.At) || p.At.Before(o.Placed) {
		return p, domain.Wrong("left", "ship.packed_when", nil)
	}
	for _, l := range []struct {
		field, from string
		into        *string
	}{{"carrier", s.Carrier, &p.Carrier}, {"tracking", s.Tracking, &p.Tracking}, {"packer", s.Packer, &p.Packer}} {
		line, e := domain.Line(l.field, l.from, false)
		if e != nil {
			return p, e
		}
		*l.into = line
	}
	if p.Packer == "" {
		p.Packer = who
	}
	for _, f := range s.Files {
		if e := f.Validate(); e != nil {
			return p, e
		}
	}
	p.Tracking = strings.ReplaceAll(p.Tracking, " ", "")
	return p, o.unused(p.Tracking, -1)
}

// unused refuses a number that another parcel of the order has.
func (o Order) unused(tracking string, besides int) error {
	for i, old := range o.Shipments {
		if tracking != "" && i != besides && old.Tracking == tracking {
			return domain.Wrong("tracking", "ship.tracking_used", domain.Args{"tracking": tracking})
		}
	}
	return nil
}

func (o Order) mayShip(fullyRefunded bool) error {
	switch {
	case o.State == Cancelled:
		return hard("ship.cancelled", o.Number)
	case fullyRefunded:
		return hard("ship.refunded", o.Number)
	}
	return nil
}

func hard(code, number string) error {
	e := domain.Refuse("R3", code, domain.Args{"order": number})
	e.Hard = true
	return e
}

// Slip says whether a packing slip may be printed: never for an order that is
// cancelled or refunded in full (R3).
//
// Errors: ship.cancelled, ship.refunded.
func (o Order) Slip(fullyRefunded bool) error { return o.mayShip(fullyRefunded) }
