package order

import (
	"slices"
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/money"
)

// Change is one fact that a file changed on an order: the field, and the value
// before and after as plain values for the catalogue.
type Change struct {
	Field string `json:"field"` // state, tracking, amount, ship_by, note, address, lines, ...
	Was   any    `json:"was,omitempty"`
	Now   any    `json:"now,omitempty"`
}

// FromFacts makes a new order of what a file says. Line numbers, states and
// dates are worked out; nothing the shop writes is in it yet but the platform's
// note.
func FromFacts(f Facts, channelID domain.ID, who string, now time.Time, t Terms) Order {
	o := Order{ChannelID: channelID, Number: f.Number, State: Placed, Placed: f.Placed, Currency: f.Currency}
	zero := money.Of(0, f.Currency)
	o.Shipping, o.Discount, o.Tax, o.Total, o.Paid = zero, zero, zero, zero, zero
	o, _ = o.Merged(f, who, now, t)
	o.Platform.Changed = false
	return o
}

// Merged takes over what a later file says: states, tracking, amounts, the
// platform's note. What the shop wrote stays: notes, agreements, shipments it
// booked itself. What the file does not say is kept. The changes are in the
// order of the fields; none means that the file brings nothing new.
func (o Order) Merged(f Facts, who string, now time.Time, t Terms) (Order, []Change) {
	m := merge{o: o, t: t}
	m.o.Lines = slices.Clone(o.Lines)
	f = m.denominate(f)
	m.lines(f)
	m.amounts(f)
	m.times(f)
	m.state(f)
	m.person(f.Customer)
	m.parcels(f, who, now)
	m.notes(f, who, now)
	if m.o.State == Paid || m.o.First.Due.None() {
		before := m.o.Force
		m.o = m.o.WithShipBy(t)
		if !before.Due.At.Equal(m.o.Force.Due.At) {
			m.changed("ship_by", before.Due.Day, m.o.Force.Due.Day)
		}
	}
	return m.o, m.changes
}

type merge struct {
	o       Order
	t       Terms
	changes []Change
}

func (m *merge) changed(field string, was, now any) {
	m.changes = append(m.changes, Change{field, was, now})
}

func (m *merge) amounts(f Facts) {
	fresh := m.o.Total.Zero()
	for _, x := range []struct {
		field string
		is    *money.Amount
		now   money.Amount
	}{
		{"shipping", &m.o.Shipping, f.Shipping}, {"discount", &m.o.Discount, f.Discount}, {"tax", &m.o.Tax, f.Tax},
		{"amount", &m.o.Total, f.Total}, {"paid", &m.o.Paid, f.PaidSum}, {"refunded", &m.o.Platform.Refunded, f.Refunded},
	} {
		if x.now.Currency == "" || *x.is == x.now || x.now.Zero() && x.is.Zero() {
			continue
		}
		if !fresh {
			m.changed(x.field, *x.is, x.now)
		}
		*x.is = x.now
	}
	m.o.TaxInc = m.o.TaxInc || f.TaxInc
	if f.ShippingTaxRate != nil {
		m.o.ShippingTaxRate = *f.ShippingTaxRate
	}
}

func (m *merge) times(f Facts) {
	set := func(field string, is *time.Time, now time.Time) {
		if now.IsZero() || is.Equal(now) {
			return
		}
		if !is.IsZero() {
			m.changed(field, *is, now)
		}
		*is = now
	}
	set("placed", &m.o.Placed, f.Placed)
	set("paid_at", &m.o.PaidAt, f.Paid)
	set("cancelled", &m.o.Cancelled, f.Cancelled)
	if !f.Delivered.IsZero() && (m.o.SignOff.At.IsZero() || m.o.SignOff.Source == "estimated" || m.o.SignOff.Source == "platform") {
		set("delivered", &m.o.SignOff.At, f.Delivered)
		m.o.SignOff.Source = "platform"
	}
	if !f.ShipBy.IsZero() {
		due := calendar.AtInstant(f.ShipBy, m.t.Zone)
		if !f.ShipByTimed {
			due = calendar.EndOf(calendar.DateOf(f.ShipBy.Add(-time.Millisecond), m.t.Zone), m.t.Zone) // ShipBy is the day's end
		}
		m.o.Platform.Due = due
	}
}

// rank orders the states on the way to the customer: a file that is older than
// what the shop did itself takes nothing back.
var rank = map[State]int{Placed: 0, Paid: 1, Shipped: 2, Delivered: 3, Completed: 4}

func (m *merge) state(f Facts) {
	if f.PlatformSay != "" && f.PlatformSay != m.o.Platform.State {
		if m.o.Platform.State != "" {
			m.changed("platform_state", m.o.Platform.State, f.PlatformSay)
		}
		m.o.Platform.State = f.PlatformSay
	}
	was := m.o.State
	switch {
	case f.State == Cancelled && rank[was] < rank[Delivered]:
		m.o.State = Cancelled
	case f.State != "" && f.State != Cancelled && was != Cancelled && rank[f.State] > rank[was]:
		m.o.State = f.State
	}
	if rank[m.o.State] >= rank[Paid] && m.o.PaidAt.IsZero() {
		m.o.PaidAt = m.o.Placed // paid, and the file does not say when
	}
	if rank[m.o.State] >= rank[Shipped] {
		for i := range m.o.Lines {
			m.o.Lines[i].Shipped = m.o.Lines[i].Quantity - m.o.Lines[i].Dropped
		}
	}
	if m.o.State != was && m.o.ID != 0 {
		m.changed("state", string(was), string(m.o.State))
	}
}

func (m *merge) person(p Person) {
	for _, x := range []struct {
		field string
		is    *string
		now   string
	}{
		{"name", &m.o.ShipTo.Name, p.Name}, {"handle", &m.o.ShipTo.Handle, p.Handle}, {"email", &m.o.ShipTo.Email, p.Email},
		{"phone", &m.o.ShipTo.Phone, p.Phone}, {"address", &m.o.ShipTo.Address, p.Address}, {"country", &m.o.ShipTo.Country, p.Country},
	} {
		if x.now == "" || x.now == *x.is {
			continue
		}
		if *x.is != "" {
			m.changed(x.field, *x.is, x.now)
		}
		*x.is = x.now
	}
}

// parcels books what the platform says was shipped, where the shop did not book
// it itself.
func (m *merge) parcels(f Facts, who string, now time.Time) {
	fresh := slices.DeleteFunc(slices.Clone(f.Tracking), func(t string) bool { return slices.Contains(m.o.Platform.Tracking, t) })
	if len(fresh) > 0 {
		if m.o.ID != 0 {
			m.changed("tracking", strings.Join(m.o.Platform.Tracking, " "), strings.Join(f.Tracking, " "))
		}
		m.o.Platform.Tracking = append(slices.Clone(m.o.Platform.Tracking), fresh...)
	}
	if f.Carrier != "" {
		m.o.Platform.Carrier = f.Carrier
	}
	if rank[m.o.State] >= rank[Shipped] && m.o.ShippedAt.IsZero() {
		m.o.ShippedAt = f.ShippedAt // unknown stays unknown: never taken for late or in time
		for _, number := range m.o.Platform.Tracking {
			if !slices.ContainsFunc(m.o.Shipments, func(s Shipment) bool { return s.Tracking == number }) {
				m.o.Shipments = append(slices.Clone(m.o.Shipments), Shipment{At: f.ShippedAt, Carrier: m.o.Platform.Carrier, Tracking: number})
			}
		}
	}
}

// notes makes the seller's memo an Internal Note of its own kind; a changed one
// flags the order until somebody looked (see Seen).
func (m *merge) notes(f Facts, who string, now time.Time) {
	if f.BuyerNote != "" {
		m.o.Platform.BuyerNote = f.BuyerNote
	}
	if f.Flag != "" && f.Flag != m.o.Platform.Flag {
		if m.o.Platform.Flag != "" {
			m.changed("flag", m.o.Platform.Flag, f.Flag)
		}
		m.o.Platform.Flag = f.Flag
	}
	if f.SellerNote == "" || f.SellerNote == m.o.Platform.SellerNote {
		return
	}
	if m.o.ID != 0 {
		m.changed("note", m.o.Platform.SellerNote, f.SellerNote)
		m.o.Platform.Changed = true
	}
	m.o.Platform.SellerNote = f.SellerNote
	m.o = m.o.Told(PlatformNote, f.SellerNote, who, now)
}

// Seen takes the flag of a changed platform note away.
func (o Order) Seen() Order {
	o.Platform.Changed = false
	return o
}
