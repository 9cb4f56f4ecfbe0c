package stock

import (
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/money"
)

// Facts are what a file says of one product. What it does not say is nil or "",
// and never overwrites what is known.
type Facts struct {
	Row       int             `json:"row"` // of the file, the first is 1
	SKU       string          `json:"sku"`
	Title     string          `json:"title,omitempty"`
	Barcode   string          `json:"barcode,omitempty"`
	Category  string          `json:"category,omitempty"`
	Supplier  string          `json:"supplier,omitempty"`
	Price     *money.Amount   `json:"price,omitempty"`
	Warranty  *int            `json:"warranty,omitempty"`
	Labour    *int            `json:"labour,omitempty"`
	DayToShip *calendar.Term  `json:"day_to_ship,omitempty"`
	NoReturn  *bool           `json:"no_return,omitempty"`
	Serials   *bool           `json:"serials,omitempty"`
	Part      *bool           `json:"part,omitempty"`
	Wear      *bool           `json:"wear,omitempty"`
	OnHand    *int            `json:"on_hand,omitempty"` // counted on the shelf
	Faults    []*domain.Error `json:"faults,omitempty"`  // any keeps the row out
}

// Merged takes over what a file says of the product.
func (p Product) Merged(f Facts) Product {
	p.SKU = f.SKU
	for _, s := range []struct {
		said string
		into *string
	}{{f.Title, &p.Title}, {f.Barcode, &p.Barcode}, {f.Category, &p.Category}, {f.Supplier, &p.Supplier}} {
		if s.said != "" {
			*s.into = s.said
		}
	}
	if p.Category == "" {
		p.Category = Categories()[0]
	}
	if f.Price != nil {
		p.Price = *f.Price
	}
	if f.Warranty != nil {
		p.Warranty = f.Warranty
	}
	if f.Labour != nil {
		p.Labour = f.Labour
	}
	if f.DayToShip != nil {
		p.DayToShip = f.DayToShip
	}
	for _, b := range []struct {
		said *bool
		into *bool
	}{{f.NoReturn, &p.NoReturn}, {f.Serials, &p.Serials}, {f.Part, &p.Part}, {f.Wear, &p.Wear}} {
		if b.said != nil {
			*b.into = *b.said
		}
	}
	return p
}

// Same says whether two products have the same terms.
func (p Product) Same(q Product) bool {
	same := func(a, b *int) bool { return a == b || a != nil && b != nil && *a == *b }
	term := func(a, b *calendar.Term) bool { return a == b || a != nil && b != nil && *a == *b }
	if !same(p.Warranty, q.Warranty) || !same(p.Labour, q.Labour) || !term(p.DayToShip, q.DayToShip) {
		return false
	}
	p.Warranty, q.Warranty, p.Labour, q.Labour, p.DayToShip, q.DayToShip = nil, nil, nil, nil, nil, nil
	p.ID, q.ID, p.Version, q.Version, p.Stocked, q.Stocked = 0, 0, 0, 0, time.Time{}, time.Time{}
	return p == q
}
