package desk

import (
	"context"
	"fmt"

	"aftercare/domain"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/domain/stock"
)

// Goods reads files of products: CSV, TSV and XLSX.
type Goods interface {
	// Products reads a file whole. A row that cannot be taken holds its faults,
	// each with its field. Errors: those of Files.Open.
	Products(ctx context.Context, path string, currency money.Currency) ([]stock.Facts, error)
}

// ProductFile names a file of products on this machine.
type ProductFile struct {
	Path string `json:"path"`
}

// ProductRow is what becomes of one row of a file.
type ProductRow struct {
	stock.Facts
	Result Result `json:"result"` // created, changed, unchanged, review
}

// ProductReport is what becomes of a file of products.
type ProductReport struct {
	Rows   []ProductRow   `json:"rows"`
	Counts map[Result]int `json:"counts"`
}

// ReadProducts says what taking a file of products in would do, and changes
// nothing.
//
// Errors: import.no_goods, and those of Goods.Products.
func (d *Desk) ReadProducts(ctx context.Context, r ProductFile) (ProductReport, error) {
	var out ProductReport
	facts, err := d.goods(ctx, r.Path)
	if err != nil {
		return out, err
	}
	err = d.view(ctx, func(tx Tx, _ setting) error {
		out, _, err = judgeProducts(tx, facts)
		return err
	})
	return out, err
}

// ImportProducts takes a file of products in: all rows without a fault, in one
// step. Units that it says are on hand are counted, for the reason of the file.
//
// Errors: import.no_goods, and those of Goods.Products.
func (d *Desk) ImportProducts(ctx context.Context, r ProductFile) (ProductReport, error) {
	var out ProductReport
	facts, err := d.goods(ctx, r.Path)
	if err != nil {
		return out, err
	}
	err = d.update(ctx, func(tx Tx, s setting) error {
		var products []stock.Product
		if out, products, err = judgeProducts(tx, facts); err != nil {
			return err
		}
		for i, row := range out.Rows {
			if row.Result == Review || row.Result == Unchanged {
				continue
			}
			if err := takeProduct(tx, s, products[i], row.Facts); err != nil {
				return err
			}
		}
		return s.record(tx, "product.import", "product", 0, domain.Args{"created": out.Counts[Created], "changed": out.Counts[Changed]})
	})
	return out, err
}

func (d *Desk) goods(ctx context.Context, path string) ([]stock.Facts, error) {
	reader, ok := d.Files.(Goods)
	if !ok {
		return nil, domain.Wrong("path", "import.no_goods", nil)
	}
	setup, err := d.Setup(ctx)
	if err != nil {
		return nil, err
	}
	return reader.Products(ctx, path, setup.Shop.Currency)
}

// judgeProducts compares a file with what is known, row by row.
func judgeProducts(tx Tx, facts []stock.Facts) (ProductReport, []stock.Product, error) {
	out := ProductReport{Counts: map[Result]int{}}
	skus := map[string]bool{}
	for _, f := range facts {
		if f.SKU != "" {
			skus[f.SKU] = true
		}
	}
	known, err := tx.Products(keys(skus))
	if err != nil {
		return out, nil, err
	}
	levels, err := tx.Levels(keys(skus))
	if err != nil {
		return out, nil, err
	}
	seen := map[string]int{}
	products := make([]stock.Product, len(facts))
	for i, f := range facts {
		row := ProductRow{Facts: f}
		if first, twice := seen[f.SKU]; twice && f.SKU != "" {
			row.Faults = append(row.Faults, domain.Wrong("sku", "product.twice", domain.Args{"sku": f.SKU, "row": first}))
		}
		seen[f.SKU] = f.Row
		old, isKnown := known[f.SKU]
		p := old.Merged(f)
		if len(row.Faults) == 0 {
			if err := p.Validate(); err != nil {
				row.Faults = append(row.Faults, faults(err)...)
			}
		}
		counted := f.OnHand != nil && (!old.Counted() || levels[f.SKU][stock.Shelf] != *f.OnHand)
		switch {
		case len(row.Faults) > 0:
			row.Result = Review
		case !isKnown:
			row.Result = Created
		case p.Same(old) && !counted:
			row.Result = Unchanged
		default:
			row.Result = Changed
		}
		out.Counts[row.Result]++
		products[i], out.Rows = p, append(out.Rows, row)
	}
	return out, products, nil
}

func takeProduct(tx Tx, s setting, p stock.Product, f stock.Facts) error {
	if err := tx.PutProduct(&p); err != nil {
		return err
	}
	if f.OnHand == nil {
		return nil
	}
	ledger, err := tx.Ledger(p.SKU)
	if err != nil {
		return err
	}
	change, err := stock.Counted(stock.Levels(ledger), stock.Shelf, min(*f.OnHand, order.MaxQuantity))
	if err != nil {
		return err
	}
	n, err := tx.Take("stock_change", 1)
	if err != nil {
		return err
	}
	scope := fmt.Sprintf("change/%d/", n)
	change.SKU, change.Cause, change.Reason = p.SKU, stock.Counting, "import"
	moves, err := change.Moves(scope)
	if err != nil {
		return err
	}
	if _, err := book(tx, s, scope, change.Document, moves, ""); err != nil {
		return err
	}
	return beginCounting(tx, s, p, stock.Counting)
}
