package storagetest

import (
	"encoding/json"
	"errors"
	"reflect"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/customer"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/domain/order"
)

func asJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func orders(t *testing.T, where string) {
	db := Open(t, where)
	all := Fill(t, db, 120)
	look(t, db, func(tx desk.Tx) error {
		numbers := []string{"none"}
		for _, o := range all {
			got, err := tx.Order(o.ID)
			if err != nil {
				return err
			}
			if g, w := asJSON(t, got), asJSON(t, o); g != w {
				t.Fatalf("Order(%d):\ngot  %s\nwant %s", o.ID, g, w)
			}
			if o.ChannelID == 1 {
				numbers = append(numbers, o.Number)
			}
		}
		found, err := tx.OrdersByNumber(1, numbers)
		if len(found) != len(numbers)-1 || asJSON(t, found[all[0].Number]) != asJSON(t, all[0]) {
			t.Errorf("OrdersByNumber: got %d of %d", len(found), len(numbers)-1)
		}
		open, err2 := tx.OpenOrders(1)
		var want []domain.ID
		for _, o := range all {
			if o.Waiting() && o.ChannelID == 1 {
				want = append(want, o.ID)
			}
		}
		if !reflect.DeepEqual(open, want) {
			t.Errorf("OpenOrders: got %v, want %v", open, want)
		}
		return errors.Join(err, err2)
	})
	missing(t, db, "order", func(tx desk.Tx) error { _, err := tx.Order(9999); return err })
	missing(t, db, "order", func(tx desk.Tx) error { _, err := tx.OrderByNumber(2, all[0].Number); return err })

	o := all[0]
	stale := o
	o.Total.Minor++
	do(t, db, func(tx desk.Tx) error { return tx.PutOrder(&o) })
	if o.Version != 2 {
		t.Errorf("version: got %d, want 2", o.Version)
	}
	failing(t, db, "a stale order", "store.conflict", func(tx desk.Tx) error { return tx.PutOrder(&stale) })
	o.Total = money.Of(-1, "HKD")
	failing(t, db, "a wrong order", "order.currency", func(tx desk.Tx) error { return tx.PutOrder(&o) })
	stray := Order(500, 99, 1)
	failing(t, db, "an order of no channel", "store.refers", func(tx desk.Tx) error { return tx.PutOrder(&stray) })
}

func orderNumbers(t *testing.T, where string) {
	db := Open(t, where)
	all := Fill(t, db, 7)
	twin := Order(0, 1, 1)
	failing(t, db, "a number that is taken", "order.duplicate", func(tx desk.Tx) error { return tx.PutOrder(&twin) })
	err := db.Desk().Update(t.Context(), func(tx desk.Tx) error { return tx.PutOrder(&twin) })
	if e := domain.As(err); e == nil || e.Kind != domain.Refused || e.Args["order"] != twin.Number {
		t.Errorf("a number that is taken: got %+v, want a refusal that names it", e)
	}
	if twin.ID != 0 || twin.Version != 0 {
		t.Errorf("a refused order: got id %d, version %d", twin.ID, twin.Version)
	}
	many := make([]*order.Order, 60)
	for i := range many {
		o := Order(100+i%59, 1, 1) // the last has the number of the first
		many[i] = &o
	}
	failing(t, db, "twins in one import", "order.duplicate", func(tx desk.Tx) error { return tx.PutOrders(many) })
	elsewhere := Order(0, 1, 1)
	elsewhere.ChannelID = 2
	do(t, db, func(tx desk.Tx) error { return tx.PutOrder(&elsewhere) })
	look(t, db, func(tx desk.Tx) error {
		n, err := tx.OrderCount(question(desk.OrderQuery{}))
		if n != len(all)+1 {
			t.Errorf("OrderCount: got %d, want %d: what was refused is not counted", n, len(all)+1)
		}
		return err
	})
}

func notesKept(t *testing.T, where string) {
	db := Open(t, where)
	o := Fill(t, db, 1)[0]
	at := time.Date(2026, 11, 2, 9, 0, 0, 123456789, zone)
	for i, text := range []string{"一", "二", "三"} {
		var err error
		if o, err = o.Remarked(text, "Ann", at.Add(time.Duration(i)*time.Hour)); err != nil {
			t.Fatal(err)
		}
		do(t, db, func(tx desk.Tx) error { return tx.PutOrder(&o) })
	}
	var stored order.Order
	look(t, db, func(tx desk.Tx) (err error) { stored, err = tx.Order(o.ID); return err })
	if asJSON(t, stored) != asJSON(t, o) {
		t.Errorf("got %s\nwant %s", asJSON(t, stored.Notes), asJSON(t, o.Notes))
	}
	for name, change := range map[string]func(o *order.Order){
		"a changed note":  func(o *order.Order) { o.Notes[1].Text = "other" },
		"a missing note":  func(o *order.Order) { o.Notes = o.Notes[:2] },
		"a moved note":    func(o *order.Order) { o.Notes[0], o.Notes[1] = o.Notes[1], o.Notes[0] },
		"no notes at all": func(o *order.Order) { o.Notes = nil },
	} {
		other := stored
		other.Notes = append([]order.Note(nil), stored.Notes...)
		change(&other)
		failing(t, db, name, "store.append_only", func(tx desk.Tx) error { return tx.PutOrder(&other) })
	}
	if n := count(t, db, `SELECT COUNT(*) FROM notes`); n != int64(len(o.Notes)) {
		t.Errorf("notes: got %d, want %d", n, len(o.Notes))
	}
}

// orderRows compares each row of the list with the record, to the word.
func orderRows(t *testing.T, where string) {
	db := Open(t, where)
	all := Fill(t, db, 500)
	names := namesOf(t, db, all)
	byID := map[domain.ID]order.Order{}
	for _, o := range all {
		byID[o.ID] = o
	}
	look(t, db, func(tx desk.Tx) error {
		rows, err := tx.OrderPage(question(desk.OrderQuery{Limit: 1000}))
		if len(rows) != len(all) {
			t.Errorf("rows: got %d, want %d", len(rows), len(all))
		}
		for _, r := range rows {
			o := byID[r.ID]
			want := desk.OrderRow{ID: o.ID, Number: o.Number, ChannelID: o.ChannelID, Customer: listedAs(o, names), What: o.Lines[0].Title,
				Lines: len(o.Lines), State: o.State, Placed: o.Placed.UTC(), Total: o.Total, Changed: o.Platform.Changed, Dates: o.Dates()}
			for _, at := range []*time.Time{&want.First.Due.At, &want.Force.Due.At, &want.Shipped} {
				*at = at.UTC()
			}
			if !reflect.DeepEqual(r, want) {
				t.Fatalf("row of order %d:\ngot  %+v\nwant %+v", o.ID, r, want)
			}
			if got, want := r.Standing(Noon(), zone), o.Standing(Noon(), zone); got != want {
				t.Errorf("standing of order %d: row %s, record %s", o.ID, got, want)
			}
		}
		return err
	})
}

func customers(t *testing.T, where string) {
	db := Open(t, where)
	all := Fill(t, db, 9)
	missing(t, db, "customer", func(tx desk.Tx) error { _, err := tx.Customer(99); return err })
	var c customer.Customer
	look(t, db, func(tx desk.Tx) error {
		found, err := tx.CustomersByKey([]string{Customer(0).Key, "none"})
		if len(found) != 1 {
			t.Errorf("CustomersByKey: got %d, want 1", len(found))
		}
		c = found[Customer(0).Key]
		return err
	})
	stale := c
	c.Person.Name = "周星馳"
	do(t, db, func(tx desk.Tx) error { return tx.PutCustomers([]*customer.Customer{&c}) })
	failing(t, db, "a stale customer", "store.conflict", func(tx desk.Tx) error { return tx.PutCustomers([]*customer.Customer{&stale}) })
	twin := Customer(0)
	failing(t, db, "a key that is taken", "store.duplicate", func(tx desk.Tx) error { return tx.PutCustomers([]*customer.Customer{&twin}) })
	look(t, db, func(tx desk.Tx) error {
		rows, err := tx.OrderPage(question(desk.OrderQuery{Limit: 100}))
		renamed := 0
		for _, r := range rows {
			if r.Customer == "周星馳" {
				renamed++
			}
		}
		if renamed != 2 { // the third of its orders names somebody itself
			t.Errorf("orders under the new name: got %d of %d, want 2", renamed, len(all))
		}
		return err
	})
}

func historyOf(t *testing.T, where string) {
	db := Open(t, where)
	at := time.Date(2026, 11, 2, 1, 0, 0, 0, time.UTC)
	entry := domain.Entry{At: at, Who: "Ann", Verb: "order.ship", Entity: "order", ID: 7, Facts: domain.Args{"tracking": "SF1", "units": 2}}
	do(t, db, func(tx desk.Tx) error {
		return errors.Join(tx.Record(entry), tx.Record(domain.Entry{At: at, Verb: "order.ship", Entity: "order", ID: 8}))
	})
	look(t, db, func(tx desk.Tx) error {
		got, err := tx.History("order", 7)
		entry.Facts["units"] = int64(2)
		if want := []domain.Entry{entry}; !reflect.DeepEqual(got, want) {
			t.Errorf("got %+v, want %+v", got, want)
		}
		return err
	})
}

func deskListeners(t *testing.T, where string) {
	db := Open(t, where)
	Fill(t, db, 3)
	var heard [][]desk.Change
	stop := db.Desk().Listen(func(c []desk.Change) { heard = append(heard, c) })
	var o order.Order
	do(t, db, func(tx desk.Tx) (err error) {
		if o, err = tx.Order(2); err != nil {
			return err
		}
		return errors.Join(tx.PutOrder(&o), tx.Record(domain.Entry{Verb: "order.ship", Entity: "order", ID: 2}))
	})
	many := make([]*order.Order, 200)
	for i := range many {
		o := Order(1000+i, 1, 1)
		many[i] = &o
	}
	do(t, db, func(tx desk.Tx) error { return tx.PutOrders(many) })
	failing(t, db, "a refused one", "order.duplicate", func(tx desk.Tx) error {
		o := Order(0, 1, 1)
		return tx.PutOrder(&o)
	})
	stop()
	do(t, db, func(tx desk.Tx) error { return tx.PutOrder(&o) })
	want := [][]desk.Change{{{Entity: "order", ID: 2}}, {{Entity: "order"}}}
	if !reflect.DeepEqual(heard, want) {
		t.Errorf("got %v, want %v", heard, want)
	}
}

// flags: what an order is looked for by, besides its ship-by, follows its body.
func flags(t *testing.T, where string) {
	db := Open(t, where)
	all := Fill(t, db, 60)
	look(t, db, func(tx desk.Tx) error {
		want := map[order.Flag]int{}
		for _, o := range all {
			for f := range o.Flags() {
				want[f]++
			}
		}
		if want[order.FlagAgreement] == 0 {
			t.Fatal("the sample holds no agreement")
		}
		for f, n := range want {
			got, err := tx.FlagCount(f, Noon().AddDate(1, 0, 0))
			if err != nil || got != n {
				t.Errorf("FlagCount(%s): got %d, %v, want %d", f, got, err, n)
			}
		}
		found, err := tx.FlaggedOrders(order.FlagAgreement, Noon().AddDate(1, 0, 0), 1, 2)
		if len(found) != min(2, want[order.FlagAgreement]-1) || len(found) > 0 && len(found[0].Notes) == 0 {
			t.Errorf("FlaggedOrders: got %d orders, want two with their notes", len(found))
		}
		early, err2 := tx.FlaggedOrders(order.FlagAgreement, Noon().AddDate(-9, 0, 0), 0, 9)
		if len(early) != 0 {
			t.Errorf("FlaggedOrders before all of them: got %d", len(early))
		}
		return errors.Join(err, err2)
	})
	o := all[0]
	o.Losses = []order.Loss{{No: 1, At: Noon(), Who: "Ann", Cause: order.CauseMissed, Refund: o.Total, Fee: money.Of(0, "HKD"), Freight: money.Of(0, "HKD"), Penalty: money.Of(0, "HKD"), Recovered: money.Of(0, "HKD")}}
	count := func(want int) {
		t.Helper()
		look(t, db, func(tx desk.Tx) error {
			n, err := tx.FlagCount(order.FlagLoss, Noon())
			if n != want {
				t.Errorf("FlagCount(loss): got %d, want %d", n, want)
			}
			return err
		})
	}
	count(0)
	do(t, db, func(tx desk.Tx) error { return tx.PutOrder(&o) })
	count(1)
	o.Losses = nil
	do(t, db, func(tx desk.Tx) error { return tx.PutOrder(&o) })
	count(0)
}
