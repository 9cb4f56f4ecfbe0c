package storagetest

import (
	"maps"
	"slices"
	"testing"
	"time"

	"aftercare/domain/desk"
	"aftercare/domain/stock"
	"aftercare/storage"
)

// oversold holds that the levels are the sum of the ledger, whatever moved, and
// that a product is named of which more is claimed than lies on the shelf.
func oversold(t *testing.T, place string) {
	db := Open(t, place)
	move := func(sku string, n int, from, to stock.Place, once string) stock.Movement {
		return stock.Movement{SKU: sku, Quantity: n, From: from, To: to, Cause: stock.Reserving, Document: "D", Deed: once, Once: once, At: time.UnixMilli(1)}
	}
	for _, m := range [][]stock.Movement{
		{move("A", 3, "", stock.Shelf, "a1"), move("A", 2, "", stock.Reserved, "a2"), move("A", 1, "", stock.ForRepair, "a3")},
		{move("B", 1, "", stock.Shelf, "b1"), move("B", 2, "", stock.Reserved, "b2")},
		{move("C", 1, "", stock.ForRepair, "c1"), move("D", 5, "", stock.Shelf, "d1")},
		{move("A", 1, stock.Shelf, stock.Gone, "a4"), move("A", 1, stock.Reserved, "", "a5"), move("A", 1, "", stock.Shelf, "a1")}, // the last is booked already
	} {
		update(t, db, func(tx *storage.Tx) error { _, err := tx.PutMovements(m); return err })
	}
	view(t, db, func(tx *storage.Tx) error {
		got, err := tx.Oversold(10)
		if want := []string{"B", "C"}; err != nil || !slices.Equal(got, want) {
			t.Errorf("Oversold() = %v, %v, want %v", got, err, want)
		}
		first, err := tx.Oversold(1)
		if err != nil || !slices.Equal(first, []string{"B"}) {
			t.Errorf("Oversold(1) = %v, %v, want B", first, err)
		}
		skus := []string{"A", "B", "C", "D", "none"}
		levels, err := tx.Levels(skus)
		for _, sku := range skus {
			ledger, err := tx.Ledger(sku)
			if sum := stock.Levels(ledger); err != nil || !maps.Equal(levels[sku], sum) {
				t.Errorf("%s: the level is %v, the ledger's sum %v (%v)", sku, levels[sku], sum, err)
			}
		}
		return err
	})
}

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
