package order

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/domain/money"
)

// Way says why goods go out again.
type Way string

// The ways: goods went out again, or other goods for those that came back.
const (
	Resent    Way = "resend"
	Exchanged Way = "exchange"
)

// suffix begins the last part of a replacement's number: -R1, -X1.
func (w Way) suffix() string {
	if w == Exchanged {
		return "-X"
	}
	return "-R"
}

// MostReplacements is how many replacements of one kind an order can have.
const MostReplacements = 9

// ReplacementNumbers are the numbers that replacements of an order have, in
// their order: of one way, or of both for "".
func (o Order) ReplacementNumbers(w Way) []string {
	var out []string
	for _, way := range []Way{Resent, Exchanged} {
		if w != "" && w != way {
			continue
		}
		for n := 1; n <= MostReplacements; n++ {
			out = append(out, fmt.Sprintf("%s%s%d", o.Number, way.suffix(), n))
		}
	}
	return out
}

// Again is units that go out again: of a line as it was bought, or of another
// article in its place.
type Again struct {
	Line     int    `json:"line"`
	Quantity int    `json:"quantity"`
	SKU      string `json:"sku"` // "": the same goods
	Title    string `json:"title"`
	Variant  string `json:"variant"`
}

// Replaced makes the order by which goods go out again (R7): a copy with the
// affected units at the price of nothing, linked to the one it replaces, with a
// note on both. It has its own ship-by, counted from now.
//
// Errors: replacement.nothing, replacement.too_many, replacement.of_replacement,
// missing.line, order.quantity, field.too_long.
func (o Order) Replaced(w Way, number string, again []Again, about, who string, now time.Time, t Terms) (original, copied Order, err error) {
	if len(again) == 0 {
		return o, Order{}, domain.Wrong("items", "replacement.nothing", nil)
	}
	zero := money.Of(0, o.Currency)
	c := Order{ChannelID: o.ChannelID, CustomerID: o.CustomerID, Number: number, State: Paid, Placed: now, PaidAt: now, Currency: o.Currency,
		Shipping: zero, Discount: zero, Tax: zero, Total: zero, Paid: zero, TaxInc: o.TaxInc, ShipTo: o.ShipTo, DayToShip: o.DayToShip, Replaces: o.ID, Way: w}
	var what []string
	for i, a := range again {
		l, err := o.Line(a.Line)
		if err != nil {
			return o, c, err
		}
		if a.Quantity < 1 || a.Quantity > l.Quantity {
			return o, c, domain.Wrong("items", "order.quantity", domain.Args{"value": a.Quantity, "limit": l.Quantity})
		}
		n := Line{No: i + 1, SKU: l.SKU, Title: l.Title, Variant: l.Variant, Quantity: a.Quantity, Price: zero, Discount: zero, DayToShip: l.DayToShip}
		if a.SKU != "" {
			n.SKU, n.Title, n.Variant, n.DayToShip = a.SKU, a.Title, a.Variant, nil
		}
		for _, f := range []*string{&n.Title, &n.Variant, &n.SKU} {
			text, e := domain.Line("items", *f, false)
			if e != nil {
				return o, c, e
			}
			*f = text
		}
		c.Lines = append(c.Lines, n)
		what = append(what, fmt.Sprintf("%d × %s", n.Quantity, n.Title))
	}
	c = c.WithShipBy(t)
	words := fmt.Sprintf("%s → %s, %s: %s", o.Number, number, about, strings.Join(what, ", "))
	note := Note{At: now, Who: who, Kind: ByItself, Text: words}
	return o.with(note), c.with(note), nil
}

// FreeNumber is the first number of a way that no order has, of those that
// exist.
//
// Errors: replacement.too_many.
func (o Order) FreeNumber(w Way, exist map[string]Order) (string, error) {
	for _, n := range o.ReplacementNumbers(w) {
		if _, taken := exist[n]; !taken {
			return n, nil
		}
	}
	return "", domain.Refuse("R7", "replacement.too_many", domain.Args{"order": o.Number, "limit": MostReplacements})
}

// IsReplacement says whether goods go out again by this order: it is no sale.
func (o Order) IsReplacement() bool { return o.Replaces != 0 }

// Sale is what the order sold: nothing, when goods only went out again.
func (o Order) Sale() bool {
	return !o.IsReplacement() && !slices.Contains([]State{Cancelled, Placed}, o.State)
}
