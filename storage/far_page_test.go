package storage_test

import (
	"path/filepath"
	"slices"
	"testing"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/storage/storagetest"
)

// TestOrderPage_fromTheEnd reads pages far down a long list on a store that
// knows no place in it yet, and holds them against the list read at once.
func TestOrderPage_fromTheEnd(t *testing.T) {
	const n = 4300
	where := filepath.Join(t.TempDir(), "long.aftercare")
	imported(t, where, n)
	for _, by := range []desk.OrderSort{desk.ByPlaced, desk.ByNumber, desk.ByTotal} {
		for _, down := range []bool{false, true} {
			whole := orderIDs(t, where, desk.OrderQuery{Sort: by, Desc: down, Limit: n + 1})
			if len(whole) != n {
				t.Fatalf("by %s: got %d orders, want %d", by, len(whole), n)
			}
			for _, at := range []int{n - 200, n - 30, n - 1, n, n + 5, n - 2000, 2100} {
				got := orderIDs(t, where, desk.OrderQuery{Sort: by, Desc: down, Offset: at, Limit: 200})
				want := whole[min(at, n):min(at+200, n)]
				if !slices.Equal(got, want) {
					t.Errorf("by %s, descending %v, from %d: got %d orders %v..., want %d", by, down, at, len(got), got[:min(len(got), 3)], len(want))
				}
			}
		}
	}
}

// orderIDs reads one page from a store that was just opened.
func orderIDs(t *testing.T, where string, q desk.OrderQuery) (ids []domain.ID) {
	t.Helper()
	db := storagetest.Open(t, where)
	err := db.Desk().View(t.Context(), func(tx desk.Tx) error {
		rows, err := tx.OrderPage(q)
		for _, r := range rows {
			ids = append(ids, r.ID)
		}
		return err
	})
	if err != nil {
		t.Fatalf("OrderPage(%+v): %v", q, err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return ids
}
