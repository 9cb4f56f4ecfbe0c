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
}

// Sent records that a parcel left (R3). fullyRefunded says that all that was
// paid is on its way back: then nothing may leave any more.
//
// Errors: ship.cancelled, ship.refunded (both hard), ship.not_paid,
// ship.nothing_left, ship.more_than_ordered, ship.tracking_used, ship.weight.
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
	carrier, e := domain.Line("carrier", s.Carrier, false)
	if e != nil {
		return o, e
	}
	tracking, e := domain.Line("tracking", s.Tracking, false)
	if e != nil {
		return o, e
	}
	tracking = strings.ReplaceAll(tracking, " ", "")
	for _, old := range o.Shipments {
		if tracking != "" && old.Tracking == tracking {
			return o, domain.Wrong("tracking", "ship.tracking_used", domain.Args{"tracking": tracking})
		}
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
	o.Shipments = append(slices.Clone(o.Shipments), Shipment{At: now, Packer: who, Carrier: carrier, Tracking: tracking,
		Weight: s.Weight, Items: items, Serials: s.Serials})
	force := o.Force
	if o.Unshipped() == 0 {
		o.State, o.ShippedAt = Shipped, now
		return o, nil
	}
	o = o.WithShipBy(t)
	if o.Force.Due.None() {
		o.Force = force
	}
	return o, nil
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

// Arrived records the sign-off and who says so. A better source replaces
// "estimated"; the carrier's and the platform's word stand.
//
// Errors: order.not_shipped, order.signed_off, signoff.before_shipping,
// signoff.in_future, signoff.source.
func (o Order) Arrived(at time.Time, source string, now time.Time) (Order, error) {
	if o.State != Shipped && o.State != Delivered && o.State != Completed {
		return o, domain.Refuse("R3", "order.not_shipped", domain.Args{"order": o.Number})
	}
	if !slices.Contains([]string{"carrier", "platform", "customer", "estimated"}, source) {
		return o, domain.Wrong("source", "signoff.source", domain.Args{"value": source})
	}
	if !o.SignOff.At.IsZero() && o.SignOff.Source != "estimated" {
		return o, domain.Refuse("R3", "order.signed_off", domain.Args{"at": o.SignOff.At})
	}
	if at.After(now) {
		return o, domain.Wrong("at", "signoff.in_future", nil)
	}
	if !o.ShippedAt.IsZero() && at.Before(o.ShippedAt) {
		return o, domain.Wrong("at", "signoff.before_shipping", domain.Args{"shipped": o.ShippedAt})
	}
	o.SignOff = SignOff{At: at, Source: source}
	if o.State == Shipped && o.Unshipped() == 0 {
		o.State = Delivered
	}
	return o, nil
}
