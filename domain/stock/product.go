package stock

import (
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/money"
)

// Product is an article as the shop sells it, or a part that it repairs with.
type Product struct {
	ID        domain.ID      `json:"id"`
	Version   int64          `json:"version"`
	SKU       string         `json:"sku"`
	Title     string         `json:"title"`
	Barcode   string         `json:"barcode,omitempty"`
	Category  string         `json:"category"` // apparel, electronics, cosmetics, toys, general
	Price     money.Amount   `json:"price,omitzero"`
	Warranty  *int           `json:"warranty,omitempty"` // months on parts; nil until somebody said
	Labour    *int           `json:"labour,omitempty"`   // months on labour; nil is as on parts
	DayToShip *calendar.Term `json:"day_to_ship,omitempty"`
	NoReturn  bool           `json:"no_return,omitempty"` // not taken back without a reason
	Part      bool           `json:"part,omitempty"`      // a part for repairs, no goods
	Wear      bool           `json:"wear,omitempty"`      // wears out in use: no warranty covers it (R12)
	Serials   bool           `json:"serials,omitempty"`   // each unit has a serial number
	Supplier  string         `json:"supplier,omitempty"`  // whom faulty units go back to
	// Stocked is when the shop began to keep count of it; zero: it does not.
	// What shipped before is no movement.
	Stocked time.Time `json:"stocked,omitzero"`
}

// Counted says whether the shop keeps count of the product.
func (p Product) Counted() bool { return !p.Stocked.IsZero() }

// Categories lists the categories that have a checklist of their own.
func Categories() []string {
	return []string{"general", "apparel", "electronics", "cosmetics", "toys"}
}

// MaxWarranty is the longest warranty that is believed, in months.
const MaxWarranty = 240

// Validate refuses a product that no rule could work with.
//
// Errors: field.required, field.too_long, product.category, product.price,
// product.warranty, product.labour, term.amount.
func (p Product) Validate() error {
	if _, e := domain.Line("sku", p.SKU, true); e != nil {
		return e
	}
	if !slices.Contains(Categories(), p.Category) {
		return domain.Wrong("category", "product.category", domain.Args{"value": p.Category})
	}
	if a := p.Price; a != (money.Amount{}) && (!a.Currency.Valid() || a.Minor < 0 || a.Minor > money.Limit) {
		return domain.Wrong("price", "product.price", domain.Args{"value": a.String()})
	}
	for field, months := range map[string]*int{"warranty": p.Warranty, "labour": p.Labour} {
		if months != nil && (*months < 0 || *months > MaxWarranty) {
			return domain.Wrong(field, "product.warranty", domain.Args{"value": *months})
		}
	}
	if p.Labour != nil && p.Warranty == nil {
		return domain.Wrong("labour", "product.labour", nil)
	}
	if p.DayToShip != nil {
		if e := p.DayToShip.Check("day_to_ship"); e != nil {
			return e
		}
	}
	if _, e := domain.Line("supplier", p.Supplier, false); e != nil {
		return e
	}
	return nil
}
