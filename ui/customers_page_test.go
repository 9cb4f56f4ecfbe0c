package ui

import (
	"strings"
	"testing"

	"aftercare/domain/customer"
	"aftercare/domain/desk"
	"aftercare/domain/order"
)

// buyer is a customer with one order that is over.
func (w *world) buyer(name string) customer.Customer {
	w.t.Helper()
	o := w.sold("LS-1", name, soldLine(1, "MUG", "Mug", 12900))
	c := customer.Customer{Key: "e:mei@example.com", Person: order.Person{Name: name, Email: "mei@example.com", Phone: "+852 9123 4567"}}
	err := w.desk.Store.Update(w.ctx, func(tx desk.Tx) error {
		if err := tx.PutCustomers([]*customer.Customer{&c}); err != nil {
			return err
		}
		o.CustomerID = c.ID
		return tx.PutOrder(&o)
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return c
}

// A customer is listed, handed their data, and forgotten after one question.
func TestCustomersPage_exportAndErase(t *testing.T) {
	w := newWorld(t, options{})
	c := w.buyer("Chan Siu Ling")
	w.visit(route{page: "customers"})
	w.see("Chan Siu Ling", "LS-1")
	w.shell.do("export_person")
	html, data := string(w.output.files["person-1.html"]), string(w.output.files["person-1.json"])
	for _, want := range []string{"Chan Siu Ling", "mei@example.com"} {
		if !strings.Contains(html, want) || !strings.Contains(data, want) {
			t.Errorf("the export lacks %q", want)
		}
	}
	w.shell.do("erase_person")
	if v, err := w.desk.Customer(w.ctx, c.ID); v.Erased || err != nil {
		t.Fatalf("erased before it was asked (%v)", err)
	}
	w.see("This cannot be undone")
	w.tap("Erase for good")
	v, err := w.desk.Customer(w.ctx, c.ID)
	if err != nil || !v.Erased || v.Person.Email != "" || len(v.Orders) != 1 || v.Orders[0].Total.Minor != 12900 {
		t.Errorf("after it: got %+v, %v, want the books and no person", v.Customer, err)
	}
	w.unseen("Chan Siu Ling")
	w.see("Erased customer")
}

// Somebody with whom something is open is not forgotten before it is closed.
func TestCustomersPage_eraseRefused(t *testing.T) {
	w := newWorld(t, options{})
	w.buyer("Chan Siu Ling")
	err := w.desk.Store.Update(w.ctx, func(tx desk.Tx) error {
		o, err := tx.OrderByNumber(1, "LS-1")
		if err != nil {
			return err
		}
		o.State, o.Lines[0].Shipped, o.ShippedAt, o.SignOff = order.Paid, 0, o.Placed, order.SignOff{}
		return tx.PutOrder(&o)
	})
	if err != nil {
		t.Fatal(err)
	}
	w.visit(route{page: "customers"})
	w.shell.do("erase_person")
	w.tap("Erase for good")
	w.see("Something is still open with this customer: LS-1", "Chan Siu Ling")
}

// Who is handed out or forgotten is the one whose name stands there, though
// another was chosen and is on the way.
func TestCustomersPage_deedsAreOfTheOneShown(t *testing.T) {
	w := newWorld(t, options{})
	shown := w.buyer("Chan Siu Ling")
	other := customer.Customer{Key: "e:bo@example.com", Person: order.Person{Name: "Bo Ng"}}
	if err := w.desk.Store.Update(w.ctx, func(tx desk.Tx) error { return tx.PutCustomers([]*customer.Customer{&other}) }); err != nil {
		t.Fatal(err)
	}
	w.visit(route{page: "customers", id: shown.ID})
	h := w.holding()
	w.visit(route{page: "customers", id: other.ID})
	w.see("Chan Siu Ling")
	w.shell.do("erase_person")
	w.tap("Erase for good")
	h.give(w)
	if v, err := w.desk.Customer(w.ctx, other.ID); err != nil || v.Erased {
		t.Errorf("somebody else was erased: %+v, %v", v.Customer, err)
	}
	if v, err := w.desk.Customer(w.ctx, shown.ID); err != nil || !v.Erased {
		t.Errorf("the one shown was not: %+v, %v", v.Customer, err)
	}
}
