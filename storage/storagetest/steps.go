package storagetest

import (
	"errors"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/order"
	"aftercare/storage"
)

// steps are taken back, newest first, each to the values of before; what others
// changed since stays, and an erasure leaves nothing to take back.
func steps(t *testing.T, where string) {
	db := Open(t, where)
	Fill(t, db, 3)
	at := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	read := func() (o order.Order) {
		view(t, db, func(tx *storage.Tx) (err error) { o, err = tx.Order(1); return err })
		return o
	}
	deed := func(who, tracking string) {
		t.Helper()
		update(t, db, func(tx *storage.Tx) error {
			o, err := tx.Order(1)
			if err != nil {
				return err
			}
			o.Platform.BuyerNote = tracking
			return errors.Join(tx.PutOrder(&o), tx.Record(domain.Entry{Who: who, Verb: "order.ship", Entity: "order", ID: 1}))
		})
	}
	takeBack := func(who string) error {
		return db.Update(t.Context(), func(tx *storage.Tx) error {
			s, found, err := tx.LastStep(who)
			if err != nil || !found {
				return errors.Join(err, &domain.Error{Kind: domain.Refused, Code: "undo.nothing"})
			}
			if err := tx.TakeBack(s.Seq, who, at); err != nil {
				return err
			}
			return tx.Record(domain.Entry{Who: who, Verb: "undo", Entity: "order", ID: 1, Facts: domain.Args{"seq": s.Seq}})
		})
	}
	first := read().Platform.BuyerNote
	deed("mei", "one")
	deed("mei", "two")
	for _, wanted := range []string{"one", first} {
		if err := takeBack("mei"); err != nil {
			t.Fatalf("back to %q: %v", wanted, err)
		}
		if got := read().Platform.BuyerNote; got != wanted {
			t.Errorf("taken back: got %q, want %q", got, wanted)
		}
	}
	want(t, "a third", takeBack("mei"), "undo.nothing")
	deed("mei", "three")
	deed("ann", "four")
	view(t, db, func(tx *storage.Tx) error {
		s, found, err := tx.LastStep("mei")
		if !found || !s.Since {
			t.Errorf("what somebody changed since: got %+v, found %v", s, found)
		}
		return err
	})
	want(t, "what somebody changed since", takeBack("mei"), "undo.changed")
	if got := read().Platform.BuyerNote; got != "four" {
		t.Errorf("after the refusal: got %q", got)
	}
	update(t, db, func(tx *storage.Tx) error {
		o, err := tx.Order(1)
		if err != nil {
			return err
		}
		_, err = tx.EraseCustomer(o.CustomerID)
		return errors.Join(err, tx.Record(domain.Entry{Who: "mei", Verb: "customer.erase", Entity: "customer", ID: o.CustomerID, Facts: domain.Args{"entries": []int64{}}}))
	})
	if n := count(t, db, `SELECT COUNT(*) FROM steps`); n != 0 {
		t.Errorf("after an erasure %d steps are kept", n)
	}
	want(t, "after an erasure", takeBack("ann"), "undo.nothing")
	if _, _, err := db.VerifyHistory(t.Context()); err != nil {
		t.Errorf("the chain: %v", err)
	}
}
