package order

import (
	"time"

	"aftercare/domain/calendar"
	"aftercare/domain/channel"
)

// Terms are what the ship-by is worked out from: the channel's policy, the
// shop's working days in its region, and the shop's zone.
type Terms struct {
	Policy   channel.Policy
	Calendar calendar.Calendar // the shop's
	Days     calendar.Calendars
	Zone     *time.Location
}

// Of is the calendar that a term names by its unit (R2).
func (t Terms) Of(term calendar.Term) calendar.Calendar {
	if term.Unit == calendar.BankDays || term.Unit == calendar.CarrierDays {
		return t.Days.For(term)
	}
	return t.Calendar
}

// WithShipBy works out the dates of an order (R3): each line's, the first
// promise, and the one in force. An order that is not paid has none.
func (o Order) WithShipBy(t Terms) Order {
	o.Lines = append([]Line(nil), o.Lines...)
	var first Promise
	for i := range o.Lines {
		l := &o.Lines[i]
		p := o.promise(*l, t)
		l.Due = p.Due
		if p.Due.None() || l.Open() == 0 && o.Unshipped() > 0 {
			continue
		}
		later := first.Due.At.Before(p.Due.At)
		if first.Due.None() || later == t.Policy.ShipWhole {
			first = p
		}
	}
	o.First = first
	o.Force = first
	if a, ok := o.Agreement(); ok {
		o.Force = Promise{Due: calendar.EndOf(a.Date, t.Zone), Source: FromAgreement}
	}
	return o
}

// promise is one line's date and where it comes from: the order's own term, the
// platform's deadline, the product's term, the channel's policy, in that order.
func (o Order) promise(l Line, t Terms) Promise {
	from := o.PaidAt
	if t.Policy.ShipFrom == channel.FromPlaced {
		from = o.Placed
	}
	if o.State == Placed || o.PaidAt.IsZero() || from.IsZero() {
		return Promise{}
	}
	term, source := t.Policy.DayToShip, FromPolicy
	switch {
	case o.DayToShip != nil:
		term, source = *o.DayToShip, FromOrder
	case !o.Platform.Due.None():
		return Promise{Due: o.Platform.Due, Source: FromPlatform}
	case l.DayToShip != nil:
		term, source = *l.DayToShip, FromProduct
	}
	return Promise{Due: term.After(from, t.Policy.CutOff, t.Of(term), t.Zone), Source: source, Term: term}
}

// Standing says how an order stands to its date.
type Standing string

// The standings, most urgent first. An overdue order is exposed: the customer
// may cancel it without notice, at the shop's loss (R3).
const (
	Overdue  Standing = "overdue"
	DueToday Standing = "due_today"
	Agreed   Standing = "agreed" // late by agreement
	Held     Standing = "held"   // an open case keeps it here
	Calm     Standing = "calm"
	Kept     Standing = "kept"   // shipped in time
	Missed   Standing = "missed" // shipped late
	Undated  Standing = "none"   // not paid, cancelled, or nothing to ship
)

// Dates is what an order's standing is worked out from; a list keeps it beside
// each row, so that row and record never disagree.
type Dates struct {
	Waiting bool      `json:"waiting,omitempty"` // see Order.Waiting
	Gone    bool      `json:"gone,omitempty"`    // cancelled
	Held    bool      `json:"held,omitempty"`
	First   Promise   `json:"first,omitzero"`
	Force   Promise   `json:"force,omitzero"`
	Shipped time.Time `json:"shipped,omitzero"`
}

// Dates are those from which the order's standing is worked out, to be kept
// beside its row in a list.
func (o Order) Dates() Dates {
	return Dates{Waiting: o.Waiting(), Gone: o.State == Cancelled, Held: o.Held > 0, First: o.First, Force: o.Force, Shipped: o.ShippedAt}
}

// Standing says how the order stands at a moment, by the shop's own day.
func (o Order) Standing(now time.Time, zone *time.Location) Standing {
	return o.Dates().Standing(now, zone)
}

// Standing says how an order of these dates stands at a moment.
func (d Dates) Standing(now time.Time, zone *time.Location) Standing {
	if d.Gone || d.Force.Due.None() {
		return Undated
	}
	if !d.Waiting {
		switch {
		case d.Shipped.IsZero():
			return Undated
		case d.Shipped.Before(d.Force.Due.At):
			return Kept
		}
		return Missed
	}
	today := calendar.DateOf(now, zone)
	switch {
	case d.Held:
		return Held
	case !now.Before(d.Force.Due.At):
		return Overdue
	case d.Force.Due.Day == today:
		return DueToday
	case !now.Before(d.First.Due.At):
		return Agreed
	}
	return Calm
}

// Exposed says whether the customer may cancel without notice (R3): something
// is unshipped past the date in force.
func (o Order) Exposed(now time.Time) bool {
	return o.Waiting() && !o.Force.Due.None() && !now.Before(o.Force.Due.At)
}
