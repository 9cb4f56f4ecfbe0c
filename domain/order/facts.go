package order

import (
	"slices"
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/domain/money"
)

// Facts are what a platform's file says of one order. The zero value of a
// field means that the file does not say: it never overwrites what is known.
// Facts never hold anything that the shop itself wrote.
type Facts struct {
	Number      string // the platform's order number, cleaned
	State       State  // "" when the file has none
	PlatformSay string // the platform's own word for the state, kept as text
	Placed      time.Time
	Paid        time.Time
	ShippedAt   time.Time
	Delivered   time.Time // receipt confirmed or delivered
	Cancelled   time.Time
	ShipBy      time.Time // the platform's own deadline, an instant: without a time of day the end of its day
	ShipByTimed bool      // the file gave a time of day

	// Partial says that the file speaks of lines alone: it joins an order that
	// another file brought, and makes none of its own.
	Partial bool `json:",omitempty"`
	// Rough says that the lines are counted or lumped together: they never stand
	// against lines that are known one by one.
	Rough bool `json:",omitempty"`
	// Guessed says that the file names no currency and the shop's own stands for it.
	Guessed bool `json:",omitempty"`

	Currency money.Currency
	Shipping money.Amount // what the customer paid for freight
	Discount money.Amount // order-level, not negative
	Tax      money.Amount
	TaxInc   bool // prices include the tax
	// TaxNamed is the rate that the file names for the order, in hundredths of a
	// per cent; ShippingTax what the freight bears; ShippingTaxRate its rate, nil
	// where nothing tells (see Rated).
	TaxNamed        int64        `json:",omitempty"`
	ShippingTax     money.Amount `json:",omitzero"`
	ShippingTaxRate *int64       `json:",omitempty"`
	Total           money.Amount
	PaidSum         money.Amount // what was really paid
	Refunded        money.Amount // what the platform refunded, as it says

	Customer Person
	Lines    []LineFacts

	Carrier  string
	Tracking []string

	SellerNote string // the shop's memo on the platform
	BuyerNote  string
	Flag       string // the colour of the platform's remark flag, as it says

	Rows   []int           // the rows of the file, the first is 1, header included
	Faults []*domain.Error // why the order needs review; any fault keeps it out
	Hints  []*domain.Error // what was odd and taken all the same
}

// LineFacts are what a file says of one line.
type LineFacts struct {
	Key      string // the platform's line id, "" when it has none
	SKU      string
	Title    string
	Variant  string
	Quantity int
	Price    money.Amount // of one unit, before discounts
	Discount money.Amount // of the whole line, not negative
	Shipped  *bool        // nil: the file does not say
	// Tax is what the file says the line bears, Untaxed that it bears none;
	// TaxRate is its rate, nil where nothing tells (see Rated).
	Tax     money.Amount `json:",omitzero"`
	Untaxed bool         `json:",omitempty"`
	TaxRate *int64       `json:",omitempty"`
}

// Person is the customer as the file names them. Masked values are "".
type Person struct {
	Name    string `json:"name,omitempty"`
	Handle  string `json:"handle,omitempty"` // the platform's user name
	Email   string `json:"email,omitempty"`
	Phone   string `json:"phone,omitempty"`
	Address string `json:"address,omitempty"` // lines parted by newline
	Country string `json:"country,omitempty"` // as the file writes it
}

// Folded puts on one line what is one: a name, a number, a title. A file may have
// a line break in any cell.
func (f Facts) Folded() Facts {
	fold := func(s *string) {
		if strings.ContainsAny(*s, "\n\t") {
			*s = strings.Join(strings.Fields(*s), " ")
		}
	}
	c := &f.Customer
	for _, s := range []*string{&c.Name, &c.Handle, &c.Email, &c.Phone, &c.Country, &f.Carrier, &f.Flag} {
		fold(s)
	}
	lines := slices.Clone(f.Lines)
	for i := range lines {
		l := &lines[i]
		for _, s := range []*string{&l.SKU, &l.Title, &l.Variant} {
			fold(s)
		}
	}
	f.Lines = lines
	return f
}
