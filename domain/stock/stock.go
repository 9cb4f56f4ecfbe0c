// Package stock holds products with their terms, and the append-only ledger of
// what moved and why (R9, R10).
package stock

import (
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/money"
)

// Product is an article as the shop sells it.
type Product struct {
	ID        domain.ID      `json:"id"`
	Version   int64          `json:"version"`
	SKU       string         `json:"sku"`
	Title     string         `json:"title"`
	Barcode   string         `json:"barcode,omitempty"`
	Category  string         `json:"category"` // apparel, electronics, cosmetics, toys, general
	Price     money.Amount   `json:"price,omitzero"`
	Warranty  *int           `json:"warranty,omitempty"` // months; nil until somebody said
	DayToShip *calendar.Term `json:"day_to_ship,omitempty"`
	NoReturn  bool           `json:"no_return,omitempty"` // not taken back without a reason
}

// Categories lists the categories that have a checklist of their own.
func Categories() []string {
	return []string{"general", "apparel", "electronics", "cosmetics", "toys"}
}

// Validate refuses a product that no rule could work with.
//
// Errors: field.required, product.category, product.warranty, term.amount.
func (p Product) Validate() error {
	if _, e := domain.Line("sku", p.SKU, true); e != nil {
		return e
	}
	if !slices.Contains(Categories(), p.Category) {
		return domain.Wrong("category", "product.category", domain.Args{"value": p.Category})
	}
	if p.Warranty != nil && (*p.Warranty < 0 || *p.Warranty > 240) {
		return domain.Wrong("warranty", "product.warranty", domain.Args{"value": *p.Warranty})
	}
	if p.DayToShip != nil {
		if e := p.DayToShip.Check("day_to_ship"); e != nil {
			return e
		}
	}
	return nil
}

// Place is where units are.
type Place string

// The places of stock.
const (
	Shelf      Place = "shelf"      // can be sold
	Quarantine Place = "quarantine" // came back, not decided
	Bench      Place = "bench"      // refurbish or repair
	Gone       Place = "gone"       // to the supplier, the customer, charity or the bin
)

// Movement is units of one product that moved. Once names the deed that moved
// them: the same deed never moves twice, however often it is repeated.
type Movement struct {
	ID       domain.ID `json:"id"`
	SKU      string    `json:"sku"`
	Quantity int       `json:"quantity"` // positive
	From     Place     `json:"from,omitempty"`
	To       Place     `json:"to,omitempty"`
	Cause    string    `json:"cause"`    // returned, restock, refurbish, repair, supplier, scrap, donate, customer, part_used
	Document string    `json:"document"` // R-11874, J-0342
	Once     string    `json:"once"`
	At       time.Time `json:"at"`
	Who      string    `json:"who"`
}

// Validate refuses a movement of nothing or without a deed.
//
// Errors: movement.quantity, field.required.
func (m Movement) Validate() error {
	if m.Quantity < 1 || m.Quantity > 99990 {
		return domain.Wrong("quantity", "movement.quantity", domain.Args{"value": m.Quantity})
	}
	if m.SKU == "" || m.Once == "" || m.Cause == "" || m.From == "" && m.To == "" {
		return domain.Wrong("sku", "field.required", nil)
	}
	return nil
}

// Level is how many units of a product are at each place.
type Level map[Place]int

// Levels sums a ledger up. Units that came from outside add to a place; units
// that left go from it.
func Levels(ledger []Movement) Level {
	out := Level{}
	for _, m := range ledger {
		if m.From != "" {
			out[m.From] -= m.Quantity
		}
		if m.To != "" {
			out[m.To] += m.Quantity
		}
	}
	return out
}
