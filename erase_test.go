package main

import (
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/storage"
)

// Everybody of a whole shop can be forgotten, whatever happened with them: what
// is left of each record is one still, and the chain verifies.
func TestHouse_everybodyCanBeForgotten(t *testing.T) {
	h, ctx := newHouse(t), t.Context()
	where := h.sampleShop(t)
	db, err := storage.Open(ctx, where, storage.Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	forgotten := 0
	err = db.Update(ctx, func(tx *storage.Tx) error {
		ids, err := storage.All(tx, func(r storage.Row) (id domain.ID, err error) { return id, r.Scan(&id) }, `SELECT id FROM customers ORDER BY id`)
		for _, id := range ids {
			if err != nil {
				return err
			}
			var gone desk.Erased
			if gone, err = tx.EraseCustomer(id); err == nil {
				err = tx.Record(desk.EraseEntry(id, gone))
			}
			forgotten++
		}
		return err
	})
	if err != nil || forgotten < 50 {
		t.Fatalf("%d forgotten, then: %v", forgotten, err)
	}
	if r, err := db.Check(ctx, storage.Full); err != nil || !r.Sound() {
		t.Errorf("after it: %+v, %v", r, err)
	}
	var cases int
	if err := db.Desk().View(ctx, func(tx desk.Tx) error {
		all, err := tx.CasePage(desk.CaseQuery{Limit: 500})
		cases = len(all)
		for _, k := range all {
			if _, e := tx.Case(k.ID); e != nil {
				return e
			}
		}
		return err
	}); err != nil {
		t.Errorf("a case after it: %v", err)
	}
	if cases == 0 {
		t.Error("the shop has no case: the test looks at too little")
	}
}
