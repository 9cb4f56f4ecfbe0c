package desk

import (
	"context"
	"errors"
	"slices"
	"strings"

	"aftercare/domain"
	"aftercare/domain/parcel"
	"aftercare/domain/stock"
)

// ProductQuery asks for a page of products, by SKU.
type ProductQuery struct {
	Offset int `json:"offset"`
	Limit  int `json:"limit"`
}

// Products lists a page of products by SKU, and how many there are in all.
func (d *Desk) Products(ctx context.Context, q ProductQuery) (rows []stock.Product, count int, err error) {
	err = d.view(ctx, func(tx Tx, _ setting) error {
		var err error
		if rows, err = tx.ProductPage(q); err != nil {
			return err
		}
		count, err = tx.ProductCount()
		return err
	})
	return rows, count, err
}

// SaveProduct keeps a product's terms.
//
// Errors: those of stock.Product.Validate, and store.conflict.
func (d *Desk) SaveProduct(ctx context.Context, p stock.Product) (stock.Product, error) {
	if err := p.Validate(); err != nil {
		return p, err
	}
	err := d.update(ctx, func(tx Tx, s setting) error {
		if err := tx.PutProduct(&p); err != nil {
			return err
		}
		return s.record(tx, "product.save", "product", p.ID, domain.Args{"sku": p.SKU})
	})
	return p, err
}

// SaveChecklist keeps what is looked at in goods of a category. A changed list
// is its next version: inspections keep the one they were made with.
//
// Errors: those of parcel.Checklist.Validate.
func (d *Desk) SaveChecklist(ctx context.Context, c parcel.Checklist) (parcel.Checklist, error) {
	if err := c.Validate(); err != nil {
		return c, err
	}
	err := d.update(ctx, func(tx Tx, s setting) error {
		lists, err := tx.Checklists()
		if err != nil {
			return err
		}
		c.Version = 1
		for _, old := range lists {
			if old.Category != c.Category {
				continue
			}
			if slices.Equal(old.Items, c.Items) {
				c = old
				return nil
			}
			c.Version = old.Version + 1
		}
		if err := tx.PutChecklist(c); err != nil {
			return err
		}
		return s.record(tx, "checklist.save", "checklist", 1, domain.Args{"category": c.Category, "version": c.Version})
	})
	return c, err
}

// Product shows a product's terms.
//
// Errors: missing.product.
func (d *Desk) Product(ctx context.Context, sku string) (stock.Product, error) {
	var p stock.Product
	err := d.view(ctx, func(tx Tx, _ setting) error {
		known, err := tx.Products([]string{sku})
		if err != nil {
			return err
		}
		var ok bool
		if p, ok = known[sku]; !ok {
			return domain.Missing("product", sku)
		}
		return nil
	})
	return p, err
}

// ProductOf finds a product by what stands on it: its SKU or its barcode.
//
// Errors: missing.product.
func (d *Desk) ProductOf(ctx context.Context, code string) (stock.Product, error) {
	var p stock.Product
	err := d.view(ctx, func(tx Tx, _ setting) error {
		found, ok, err := productOf(tx, code)
		if err == nil && !ok {
			err = domain.Missing("product", code)
		}
		p = found
		return err
	})
	return p, err
}

// productOf finds a product by its SKU or its barcode; ok is false for none.
func productOf(tx Tx, code string) (p stock.Product, ok bool, err error) {
	code = strings.TrimSpace(code)
	known, err := tx.Products([]string{code})
	if err != nil {
		return p, false, err
	}
	if p, ok = known[code]; ok {
		return p, true, nil
	}
	p, err = tx.ProductByBarcode(code)
	if errors.Is(err, domain.Code("missing.product")) {
		return p, false, nil
	}
	return p, err == nil, err
}

// productOrNew is a product that is known, or the beginning of a new one.
func (d *Desk) productOrNew(ctx context.Context, sku string) (stock.Product, error) {
	p, err := d.Product(ctx, sku)
	if errors.Is(err, domain.Code("missing.product")) {
		return stock.Product{SKU: sku, Category: "general"}, nil
	}
	return p, err
}
