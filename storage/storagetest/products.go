package storagetest

import (
	"testing"

	"aftercare/domain/desk"
	"aftercare/domain/stock"
	"aftercare/storage"
)

// productPages holds that products are paged by SKU and counted whole.
func productPages(t *testing.T, place string) {
	db := Open(t, place)
	update(t, db, func(tx *storage.Tx) error {
		for _, sku := range []string{"C-3", "A-1", "B-2"} {
			if err := tx.PutProduct(&stock.Product{SKU: sku, Category: "general"}); err != nil {
				return err
			}
		}
		return nil
	})
	view(t, db, func(tx *storage.Tx) error {
		n, err := tx.ProductCount()
		if err != nil || n != 3 {
			t.Errorf("ProductCount() = %d, %v, want 3", n, err)
		}
		rows, err := tx.ProductPage(desk.ProductQuery{Offset: 1, Limit: 1})
		if err != nil || len(rows) != 1 || rows[0].SKU != "B-2" {
			t.Errorf("ProductPage(second) = %v, %v, want B-2", rows, err)
		}
		return nil
	})
}
