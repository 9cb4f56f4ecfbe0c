package order

import (
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/clock"
	"aftercare/domain/money"
)

// Order is what a customer bought on one channel.
type Order struct {
	ID         domain.ID `json:"id"`
	Version    int64     `json:"version"`
	ChannelID  domain.ID `json:"channel_id"`
	CustomerID domain.ID `json:"customer_id"`
	Number     string    `json:"number"`
	State      State     `json:"state"`

	Placed    time.Time `json:"placed"`
	PaidAt    time.Time `json:"paid_at,omitzero"`
	ShippedAt time.Time `json:"shipped_at,omitzero"` // when the last unit left
	Cancelled time.Time `json:"cancelled,omitzero"`
	SignOff   SignOff   `json:"sign_off,omitzero"`

	Currency money.Currency `json:"currency"`
	Shipping money.Amount   `json:"shipping"` // what the customer paid for freight
	Discount money.Amount   `json:"discount"` // order-level, not negative
	Tax      money.Amount   `json:"tax"`
	TaxInc   bool           `json:"tax_included,omitempty"`
	// ShippingTaxRate is the freight's own rate of tax, in hundredths of a per
	// cent: 1500 is 15 %.
	ShippingTaxRate int64        `json:"shipping_tax_rate,omitempty"`
	Total           money.Amount `json:"total"`
	Paid            money.Amount `json:"paid"`

	Lines     []Line     `json:"lines"`
	Shipments []Shipment `json:"shipments,omitempty"`
	ShipTo    Person     `json:"ship_to"`

	Platform  Platform       `json:"platform"`
	DayToShip *calendar.Term `json:"day_to_ship,omitempty"` // this order's own
	First     Promise        `json:"first"`                 // what the shop promised when the order came
	Force     Promise        `json:"force"`                 // what counts now: agreed, or the first
	Held      int            `json:"held,omitempty"`        // open cases that keep it off the ship list
	Losses    []Loss         `json:"losses,omitempty"`      // what lateness cost
	Files     []domain.File  `json:"files,omitempty"`       // of the order itself: a chat, a proof of payment
	Notes     []Note         `json:"notes,omitempty"`
	// Replaces is the order whose goods go out again by this one, 0 for a sale,
	// Way why, and ForCase the case that says so.
	Replaces domain.ID `json:"replaces,omitempty"`
	Way      Way       `json:"way,omitempty"`
	ForCase  domain.ID `json:"for_case,omitempty"`
}

// Line is one article of an order. Its number is its place, from 1, and never
// changes.
type Line struct {
	No       int          `json:"no"`
	Key      string       `json:"key,omitempty"` // the platform's line id
	SKU      string       `json:"sku,omitempty"`
	Title    string       `json:"title"`
	Variant  string       `json:"variant,omitempty"`
	Quantity int          `json:"quantity"`
	Price    money.Amount `json:"price"`              // of one unit, before discounts
	Discount money.Amount `json:"discount"`           // of the line, not negative
	Shipped  int          `json:"shipped"`            // units that left
	Dropped  int          `json:"dropped,omitempty"`  // units refunded before they left: they stay
	TaxRate  int64        `json:"tax_rate,omitempty"` // hundredths of a per cent: 800 is 8 %

	DayToShip *calendar.Term `json:"day_to_ship,omitempty"` // the product's own
	Due       calendar.Due   `json:"due,omitzero"`
}

// Amount is what the line costs before order-level discounts.
func (l Line) Amount() money.Amount {
	return money.Of(l.Price.Minor*int64(l.Quantity)-l.Discount.Minor, l.Price.Currency)
}

// Open is the number of units that are still to leave.
func (l Line) Open() int { return max(l.Quantity-l.Shipped-l.Dropped, 0) }

// SignOff is the record that the parcel was delivered, and who says so (R3). The
// customer may contest it; then it is not known who has the parcel until it is
// found when the customer really had it.
type SignOff struct {
	At        time.Time `json:"at"`
	Source    string    `json:"source"` // carrier, platform, customer, estimated
	Contested time.Time `json:"contested,omitzero"`
	Words     string    `json:"words,omitempty"` // of the customer who contests it
	Found     time.Time `json:"found,omitzero"`  // when the customer really had it
}

// Start is when the customer really had the goods, from which a window counts:
// zero while that is not known.
func (s SignOff) Start() time.Time {
	switch {
	case s.Contested.IsZero():
		return s.At
	case s.Found.IsZero():
		return time.Time{}
	}
	return s.Found
}

// Platform is what the last export said, kept as text and never overwritten by
// the shop.
type Platform struct {
	State      string       `json:"state,omitempty"`
	SellerNote string       `json:"seller_note,omitempty"`
	BuyerNote  string       `json:"buyer_note,omitempty"`
	Flag       string       `json:"flag,omitempty"`
	Refunded   money.Amount `json:"refunded,omitzero"`
	Due        calendar.Due `json:"due,omitzero"`
	Changed    bool         `json:"changed,omitempty"` // its note changed since somebody looked
	Carrier    string       `json:"carrier,omitempty"`
	Tracking   []string     `json:"tracking,omitempty"`
}

// Shipment is one parcel that left (R3). A number of the wrong form for its
// carrier is kept, and said.
type Shipment struct {
	At       time.Time     `json:"at"` // handed over to the carrier
	Packed   time.Time     `json:"packed,omitzero"`
	Packer   string        `json:"packer"`
	Carrier  string        `json:"carrier"`
	Tracking string        `json:"tracking"`
	Weight   int           `json:"weight,omitempty"` // grams
	Items    []Packed      `json:"items"`
	Serials  []string      `json:"serials,omitempty"`
	Files    []domain.File `json:"files,omitempty"` // photos of the packing table
	// News is what the carrier last said, and when.
	News   string    `json:"news,omitempty"`
	NewsAt time.Time `json:"news_at,omitzero"`
	// Watch is when somebody must look: the number is still to be entered, or
	// nothing was heard of the parcel for too long. Zero: nobody watches it.
	Watch time.Time `json:"watch,omitzero"`
	// Number is the clock of its number: it starts with the hand-over, and the
	// number or the first news of the parcel meets it (R8).
	Number clock.Clock `json:"number_clock,omitzero"`
}

// Packed is units of one line in a shipment.
type Packed struct {
	Line     int `json:"line"`
	Quantity int `json:"quantity"`
}

// Source says where a date comes from. Every date on screen names it (R3).
type Source string

// The sources of a ship-by.
const (
	FromPlatform  Source = "platform"
	FromPolicy    Source = "policy"
	FromProduct   Source = "product"
	FromOrder     Source = "order"
	FromAgreement Source = "agreement"
)

// Promise is a date and where it comes from. Term is the rule's own words when
// a term made it.
type Promise struct {
	Due    calendar.Due  `json:"due,omitzero"`
	Source Source        `json:"source,omitempty"`
	Term   calendar.Term `json:"term,omitzero"`
}

// Line finds a line by its number.
//
// Errors: missing.line.
func (o Order) Line(no int) (Line, error) {
	for _, l := range o.Lines {
		if l.No == no {
			return l, nil
		}
	}
	return Line{}, domain.Missing("line", no)
}

// Freight is what the customer paid for freight, with its tax: never more than
// was paid at all.
func (o Order) Freight() money.Amount {
	f := o.Shipping
	if !o.TaxInc {
		f = f.Add(money.Percent(f, o.ShippingTaxRate))
	}
	return f.Min(o.Paid)
}

// Goods is what was paid for goods, with their tax: all that was paid, less the
// freight.
func (o Order) Goods() money.Amount { return o.Paid.Sub(o.Freight()) }

// Shares spreads what was paid for goods over the lines in proportion to their
// amounts, each with the tax that it bears (R9). The shares sum to Goods.
func (o Order) Shares() []money.Amount {
	weights := make([]int64, len(o.Lines))
	for i, l := range o.Lines {
		weights[i] = l.Amount().Minor
		if !o.TaxInc {
			weights[i] += money.Percent(l.Amount(), l.TaxRate).Minor
		}
	}
	return money.Split(o.Goods(), weights)
}

// Rated says whether the order knows what tax its lines or its freight bear.
func (o Order) Rated() bool {
	return o.ShippingTaxRate != 0 || slices.ContainsFunc(o.Lines, func(l Line) bool { return l.TaxRate != 0 })
}

// Unshipped is the number of units that are still to leave.
func (o Order) Unshipped() int {
	n := 0
	for _, l := range o.Lines {
		n += l.Open()
	}
	return n
}

// Waiting says whether the order stands on the ship list's books: paid for, not
// cancelled, and something of it still here.
func (o Order) Waiting() bool {
	switch o.State {
	case Paid:
		return o.Unshipped() > 0
	case Shipped:
		return o.Unshipped() > 0 && len(o.Shipments) > 0
	}
	return false
}

// LatestDelivery is the estimated latest delivery: the date in force plus the
// transit (R3). It moves with an agreement.
func (o Order) LatestDelivery(transit calendar.Term, cal calendar.Calendar, zone *time.Location) calendar.Due {
	if o.Force.Due.None() {
		return calendar.Due{}
	}
	if transit.Unit.Working() {
		day, uncovered := cal.Add(o.Force.Due.Day, transit.Amount)
		due := calendar.EndOf(day, zone)
		due.Uncovered = uncovered
		return due
	}
	return transit.After(o.Force.Due.At.Add(-time.Millisecond), "", cal, zone)
}

// Validate refuses an order that no rule could work with. It never looks at the
// clock.
//
// Errors: field.required, order.currency, order.quantity, order.line_currency,
// order.shipped_more, order.tax_rate.
func (o Order) Validate() error {
	if _, e := domain.Line("number", o.Number, true); e != nil {
		return e
	}
	if o.ChannelID == 0 {
		return domain.Wrong("channel", "field.required", nil)
	}
	if o.Placed.IsZero() {
		return domain.Wrong("placed", "field.required", nil)
	}
	if !o.Currency.Valid() {
		return domain.Wrong("currency", "order.currency", domain.Args{"value": string(o.Currency)})
	}
	for _, a := range []money.Amount{o.Total, o.Paid, o.Shipping, o.Discount, o.Tax} {
		if a.Currency != o.Currency || a.Minor < 0 || a.Minor > money.Limit {
			return domain.Wrong("total", "order.currency", domain.Args{"value": a.String()})
		}
	}
	for _, l := range o.Lines {
		if l.Quantity < 0 || l.Quantity > MaxQuantity {
			return domain.Wrong("quantity", "order.quantity", domain.Args{"value": l.Quantity, "limit": MaxQuantity})
		}
		if l.Shipped < 0 || l.Dropped < 0 || l.Shipped+l.Dropped > l.Quantity {
			return domain.Wrong("quantity", "order.shipped_more", domain.Args{"line": l.No})
		}
		if l.Price.Currency != o.Currency || l.Discount.Currency != o.Currency {
			return domain.Wrong("price", "order.line_currency", domain.Args{"line": l.No})
		}
		if l.TaxRate < 0 || l.TaxRate > MaxTaxRate {
			return domain.Wrong("tax_rate", "order.tax_rate", domain.Args{"line": l.No})
		}
	}
	return nil
}

// MaxTaxRate is the highest rate of tax, in hundredths of a per cent.
const MaxTaxRate = 10000

// MaxQuantity is the most units one line can hold.
const MaxQuantity = 9999
