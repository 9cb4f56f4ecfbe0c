package storagetest

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/channel"
	"aftercare/domain/desk"
	"aftercare/domain/parcel"
	"aftercare/domain/shop"
	"aftercare/domain/stock"
	"aftercare/storage"
)

// failing runs an Update and wants it to be refused with a code.
func failing(t *testing.T, db *storage.DB, what, code string, f func(desk.Tx) error) {
	t.Helper()
	want(t, what, db.Desk().Update(t.Context(), f), code)
}

// missing wants a View to find nothing.
func missing(t *testing.T, db *storage.DB, entity string, f func(desk.Tx) error) {
	t.Helper()
	err := db.Desk().View(t.Context(), f)
	want(t, "looking for a missing "+entity, err, "missing."+entity)
	if e := domain.As(err); e != nil && e.Kind != domain.NotFound {
		t.Errorf("missing %s: got kind %s", entity, e.Kind)
	}
}

func aShop(t *testing.T, where string) {
	db := Open(t, where)
	missing(t, db, "shop", func(tx desk.Tx) error { _, err := tx.Shop(); return err })
	s := shop.New("好日子", "zh-Hant")
	do(t, db, func(tx desk.Tx) error { return tx.PutShop(&s) })
	if s.Version != 1 {
		t.Errorf("version: got %d, want 1", s.Version)
	}
	again := shop.New("another", "en")
	failing(t, db, "a second shop", "store.duplicate", func(tx desk.Tx) error { return tx.PutShop(&again) })
	stale := s
	s.Name = "新日子"
	do(t, db, func(tx desk.Tx) error { return tx.PutShop(&s) })
	failing(t, db, "a stale shop", "store.conflict", func(tx desk.Tx) error { return tx.PutShop(&stale) })
	s.Scale = 7
	failing(t, db, "a wrong shop", "shop.choice", func(tx desk.Tx) error { return tx.PutShop(&s) })
	s.Scale = 100
	look(t, db, func(tx desk.Tx) error {
		got, err := tx.Shop()
		if !reflect.DeepEqual(got, s) {
			t.Errorf("got %+v\nwant %+v", got, s)
		}
		return err
	})
}

func policies(t *testing.T, where string) {
	db := Open(t, where)
	missing(t, db, "channel", func(tx desk.Tx) error { _, err := tx.Channel(1); return err })
	first, second := Channel("Yoho"), Channel("自家")
	do(t, db, func(tx desk.Tx) error { return errors.Join(tx.PutChannel(&first), tx.PutChannel(&second)) })
	old := first.Policy
	first.Policy.Version, first.Policy.DayToShip.Amount, first.Archived = 2, 5, true
	do(t, db, func(tx desk.Tx) error { return tx.PutChannel(&first) })
	rewritten := first
	rewritten.Policy.DayToShip.Amount = 6
	failing(t, db, "an old policy rewritten", "store.append_only", func(tx desk.Tx) error { return tx.PutChannel(&rewritten) })
	look(t, db, func(tx desk.Tx) error {
		got, err := tx.Channels()
		if want := []channel.Channel{first, second}; !reflect.DeepEqual(got, want) {
			t.Errorf("Channels: got %+v, want %+v", got, want)
		}
		one, err2 := tx.Policy(first.ID, 1)
		if !reflect.DeepEqual(one, old) {
			t.Errorf("Policy 1: got %+v, want %+v", one, old)
		}
		return errors.Join(err, err2)
	})
	missing(t, db, "policy", func(tx desk.Tx) error { _, err := tx.Policy(first.ID, 3); return err })
}

// earlierPolicy is a policy as an earlier program kept it, with fewer figures:
// it reads whole, and keeping the channel again rewrites nothing.
func earlierPolicy(t *testing.T, where string) {
	db := Open(t, where)
	c := Channel("Earlier")
	c.Policy.Complaint, c.Policy.Freight, c.Policy.Refunds = calendar.Term{}, channel.Freight{}, nil
	do(t, db, func(tx desk.Tx) error { return tx.PutChannel(&c) })
	look(t, db, func(tx desk.Tx) error {
		p, err := tx.Policy(c.ID, 1)
		if !p.Same(c.Policy.Whole()) {
			t.Errorf("Policy: got %+v, want it whole", p)
		}
		return err
	})
	do(t, db, func(tx desk.Tx) error {
		c, err := tx.Channel(c.ID)
		if err != nil {
			return err
		}
		c.Archived = true
		return tx.PutChannel(&c)
	})
}

func smallThings(t *testing.T, where string) {
	db := Open(t, where)
	list := parcel.Checklist{Category: "toys", Version: 2, Items: []parcel.Item{{Code: "seal", Required: true}}}
	days := calendar.Holidays{Region: "hk", Name: "2026", Off: map[calendar.Date]string{"2026-12-25": "Christmas"}, Work: map[calendar.Date]string{}}
	for range 2 { // the second time replaces the first
		do(t, db, func(tx desk.Tx) error {
			return errors.Join(tx.PutChecklist(list), tx.PutHolidays(days), tx.PutSetting("page", "orders"), tx.PutSetting("page", "cases"))
		})
	}
	look(t, db, func(tx desk.Tx) error {
		lists, err := tx.Checklists()
		if want := []parcel.Checklist{list}; !reflect.DeepEqual(lists, want) {
			t.Errorf("Checklists: got %+v, want %+v", lists, want)
		}
		all, err2 := tx.Holidays()
		if want := []calendar.Holidays{days}; !reflect.DeepEqual(all, want) {
			t.Errorf("Holidays: got %+v, want %+v", all, want)
		}
		var page string
		found, err3 := tx.Setting("page", &page)
		if !found || page != "cases" {
			t.Errorf("Setting: got %q, %v", page, found)
		}
		if found, _ := tx.Setting("none", &page); found {
			t.Error("found a setting that was never put")
		}
		return errors.Join(err, err2, err3)
	})
}

func goods(t *testing.T, where string) {
	db := Open(t, where)
	months := 3
	p := stock.Product{SKU: "A-1", Title: "圍巾", Category: "apparel", Warranty: &months}
	do(t, db, func(tx desk.Tx) error { return tx.PutProduct(&p) })
	twin := stock.Product{SKU: "A-1", Category: "toys"}
	failing(t, db, "a second A-1", "store.duplicate", func(tx desk.Tx) error { return tx.PutProduct(&twin) })
	at := time.Date(2026, 11, 2, 1, 0, 0, 0, time.UTC)
	moves := []stock.Movement{
		{SKU: "A-1", Quantity: 3, To: stock.Quarantine, Cause: "returned", Document: "R-11874", Once: "a", At: at, Who: "Ann"},
		{SKU: "A-1", Quantity: 2, From: stock.Quarantine, To: stock.Shelf, Cause: "restock", Document: "R-11874", Once: "b", At: at, Who: "Ann"},
	}
	for round, want := range []int{2, 0} {
		do(t, db, func(tx desk.Tx) error {
			booked, err := tx.PutMovements(moves)
			if booked != want {
				t.Errorf("round %d: booked %d, want %d", round, booked, want)
			}
			return err
		})
	}
	failing(t, db, "a movement of nothing", "movement.quantity", func(tx desk.Tx) error {
		_, err := tx.PutMovements([]stock.Movement{{SKU: "A-1", Once: "c", Cause: "restock", To: stock.Shelf}})
		return err
	})
	look(t, db, func(tx desk.Tx) error {
		products, err := tx.Products([]string{"A-1", "B-2"})
		if want := map[string]stock.Product{"A-1": p}; !reflect.DeepEqual(products, want) {
			t.Errorf("Products: got %+v, want %+v", products, want)
		}
		ledger, err2 := tx.Ledger("A-1")
		if len(ledger) != 2 || ledger[0].Once != "a" || !ledger[1].At.Equal(at) {
			t.Errorf("Ledger: got %+v", ledger)
		}
		levels, err3 := tx.Levels([]string{"A-1", "B-2"})
		if want := map[string]stock.Level{"A-1": stock.Levels(ledger)}; !reflect.DeepEqual(levels, want) {
			t.Errorf("Levels: got %v, want %v", levels, want)
		}
		return errors.Join(err, err2, err3)
	})
}

// ledgers holds that movements are found by document and by unit as well, whole,
// and that those from before deeds had a column are read as they were meant.
func ledgers(t *testing.T, where string) {
	db := Open(t, where)
	at := time.Date(2026, 11, 2, 1, 0, 0, 0, time.UTC)
	m := stock.Movement{SKU: "SPK", Quantity: 1, Serial: "sn 88-41", To: stock.Quarantine, Cause: stock.Returned, Document: "R-1", Deed: "R-1/1/in", Once: "R-1/1/in", At: at, Who: "Ann"}
	back := m
	back.From, back.To, back.Back, back.Once, back.Answer, back.Reason = m.To, m.From, true, "R-1/1/in#2", "lost", "looked"
	old := stock.Movement{SKU: "SPK", Quantity: 2, From: stock.Quarantine, Cause: "corrected", Document: "R-0", Once: "R-0/1/in/back", At: at, Who: "Ann"}
	do(t, db, func(tx desk.Tx) error {
		_, err := tx.PutMovements([]stock.Movement{m, back, old})
		return err
	})
	look(t, db, func(tx desk.Tx) error {
		for name, find := range map[string]func() ([]stock.Movement, error){
			"of a document": func() ([]stock.Movement, error) { return tx.Documented("R-1") },
			"of a unit":     func() ([]stock.Movement, error) { return tx.UnitLedger("SN8841") },
		} {
			got, err := find()
			if err != nil {
				return err
			}
			for i := range got {
				got[i].ID = 0
			}
			if want := []stock.Movement{m, back}; !reflect.DeepEqual(got, want) {
				t.Errorf("%s: got %+v, want %+v", name, got, want)
			}
		}
		got, err := tx.Documented("R-0")
		if len(got) != 1 || got[0].Deed != "R-0/1/in" || !got[0].Back {
			t.Errorf("an old correction: got %+v", got)
		}
		none, err2 := tx.UnitLedger(" - ")
		if len(none) != 0 {
			t.Errorf("no unit: got %+v", none)
		}
		return errors.Join(err, err2)
	})
}

func damagedBody(t *testing.T, where string) {
	db := Open(t, where)
	o := Fill(t, db, 1)[0]
	for name, body := range map[string]string{"no JSON": "{", "an order that no rule could work with": "{}"} {
		Tamper(t, where, "UPDATE orders SET body = '"+body+"'")
		err := db.Desk().View(t.Context(), func(tx desk.Tx) error { _, err := tx.Order(o.ID); return err })
		want(t, name, err, "store.damaged")
	}
}
