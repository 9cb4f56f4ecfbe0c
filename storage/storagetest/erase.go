package storagetest

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"aftercare/domain"
	"aftercare/domain/customer"
	"aftercare/domain/desk"
	"aftercare/domain/order"
)

// marked is what nobody should find after an erasure.
const marked = "Zyxwv"

func erasure(t *testing.T, where string) {
	db := Open(t, where)
	orders := Fill(t, db, 6)
	o := orders[3]
	var other domain.ID
	do(t, db, func(tx desk.Tx) error {
		c, err := tx.Customer(o.CustomerID)
		if err != nil {
			return err
		}
		c.Person.Name, c.Person.Email, c.Person.Phone, c.Person.Address = marked+" Chan", marked+"@example.com", "+852 6666 7777", marked+" Road 1"
		o, err = tx.Order(o.ID)
		if err != nil {
			return err
		}
		o.ShipTo = order.Person{Name: marked + " Chan", Phone: "66667777", Address: marked + " Road 1"}
		o.Platform.SellerNote = "call " + marked
		o.Notes = append(o.Notes, order.Note{No: len(o.Notes) + 1, At: o.Placed, Who: "Ann", Kind: order.Remark, Text: marked + " said so"})
		other = orders[2].CustomerID
		return errors.Join(tx.PutCustomers([]*customer.Customer{&c}), tx.PutOrder(&o),
			tx.Record(domain.Entry{Verb: "order.hold", Entity: "order", ID: o.ID, Facts: domain.Args{"why": marked + " is away", "days": 3}}),
			tx.Record(domain.Entry{Verb: "order.ship", Entity: "order", ID: o.ID, Facts: domain.Args{"lines": 1}}))
	})
	failing(t, db, "an erasure of nobody", "missing.customer", func(tx desk.Tx) error { _, err := tx.EraseCustomer(9999); return err })
	before := o
	var gone desk.Erased
	do(t, db, func(tx desk.Tx) (err error) {
		if gone, err = tx.EraseCustomer(o.CustomerID); err != nil {
			return err
		}
		e := desk.EraseEntry(o.CustomerID, gone)
		return tx.Record(e)
	})
	if len(gone.Entries) != 1 {
		t.Errorf("entries whose facts went: got %v, want the one with words", gone.Entries)
	}
	look(t, db, func(tx desk.Tx) error {
		bodies, err := tx.PersonalBodies(o.CustomerID)
		if err != nil {
			return err
		}
		all, err := json.Marshal(bodies)
		if strings.Contains(string(all), marked) || strings.Contains(string(all), "6666") {
			t.Errorf("what is left of the person: %s", all)
		}
		after, err2 := tx.Order(o.ID)
		if after.Total != before.Total || after.Number != before.Number || !after.Placed.Equal(before.Placed) || after.Lines[0].Title != before.Lines[0].Title {
			t.Errorf("the books: got %+v, want %+v", after, before)
		}
		c, err3 := tx.Customer(o.CustomerID)
		if !c.Erased() {
			t.Errorf("the customer's key: got %q", c.Key)
		}
		hits, err4 := tx.Search(marked, 10)
		if len(hits) != 0 {
			t.Errorf("a search finds %v", hits)
		}
		byNumber, err5 := tx.Search(o.Number, 10)
		if len(byNumber) != 1 {
			t.Errorf("a search for the order's number finds %v", byNumber)
		}
		entries, err6 := tx.History("order", o.ID)
		for _, e := range entries {
			if facts, _ := json.Marshal(e.Facts); strings.Contains(string(facts), marked) {
				t.Errorf("the history says %s", facts)
			}
		}
		neighbour, err7 := tx.Customer(other)
		if neighbour.Erased() || neighbour.Person.Name == "" {
			t.Errorf("somebody else was erased: %+v", neighbour)
		}
		return errors.Join(err, err2, err3, err4, err5, err6, err7)
	})
	n, _, err := db.VerifyHistory(t.Context())
	if err != nil {
		t.Errorf("the chain after an erasure: %d, %v", n, err)
	}
	// Facts that vanish without an erasure that names them are tampering.
	Tamper(t, where, unlock(where)...)
	Tamper(t, where, `UPDATE history SET facts = '{"erased":"`+strings.Repeat("ab", 32)+`"}', salt = NULL WHERE seq = 2`)
	_, _, err = db.VerifyHistory(t.Context())
	want(t, "facts that vanished", err, "history.broken")
}

func customerList(t *testing.T, where string) {
	db := Open(t, where)
	Fill(t, db, 40)
	look(t, db, func(tx desk.Tx) error {
		n, err := tx.CustomerCount(desk.CustomerQuery{})
		page, err2 := tx.CustomerPage(desk.CustomerQuery{Limit: 5, Offset: 2})
		first, err3 := tx.CustomerPage(desk.CustomerQuery{Limit: 7})
		if len(page) != 5 || len(first) != 7 || page[0].ID != first[2].ID || n < 7 {
			t.Errorf("pages: got %d and %d of %d", len(page), len(first), n)
		}
		for i := 1; i < len(first); i++ {
			if first[i-1].Name > first[i].Name {
				t.Errorf("row %d %q stands before %q", i, first[i-1].Name, first[i].Name)
			}
		}
		found, err4 := tx.CustomerPage(desk.CustomerQuery{Text: first[0].Email, Limit: 5})
		if len(found) != 1 || found[0].ID != first[0].ID || found[0].Orders == 0 || found[0].Last.IsZero() {
			t.Errorf("by e-mail: got %+v", found)
		}
		none, err5 := tx.CustomerPage(desk.CustomerQuery{Text: "100%", Limit: 5})
		if len(none) != 0 {
			t.Errorf("a sign of LIKE finds %v", none)
		}
		quiet, err6 := tx.QuietCustomers(Noon().AddDate(-50, 0, 0), 10)
		all, err7 := tx.QuietCustomers(Noon().AddDate(1, 0, 0), 100)
		if len(quiet) != 0 || len(all) == 0 || len(all) >= n {
			t.Errorf("quiet for fifty years: %d; that have nothing open: %d of %d", len(quiet), len(all), n)
		}
		return errors.Join(err, err2, err3, err4, err5, err6, err7)
	})
}
