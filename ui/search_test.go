package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"aftercare/domain/customer"
	"aftercare/domain/desk"
	"aftercare/domain/order"
)

// TestSearch_inside: what no name begins with is looked for inside names, and
// what stands nowhere is said to stand nowhere.
func TestSearch_inside(t *testing.T) {
	w := newWorld(t, options{}, func(w *world) {
		err := w.desk.Store.Update(w.ctx, func(tx desk.Tx) error {
			return tx.PutCustomers([]*customer.Customer{{Key: "k", Person: order.Person{Name: "José Álvarez", Phone: "+852 9123-4567"}}})
		})
		if err != nil {
			t.Fatal(err)
		}
	})
	w.visit(route{page: "today"})
	w.keysInBox("lvare")
	w.see("+852 9123-4567", "Customers")
	w.keysInBox("zzqq")
	w.see("Nothing of that name here")
	if slices.Contains(w.labels(), "+852 9123-4567") {
		t.Error("the answer to the earlier question stands there still")
	}
	w.keysInBox("lvare")
	w.key(fyne.KeyReturn)
	w.see("One customer")
	if got := w.shell.current; got != "orders" {
		t.Errorf("Enter led to %s", got)
	}
}

// keysInBox writes a text into the search box, key by key, in place of what was
// there.
func (w *world) keysInBox(text string) {
	w.t.Helper()
	w.shell.search.box.SetText("")
	w.shell.search.box.Focus()
	for _, r := range text {
		w.window.Canvas().Focused().TypedRune(r)
	}
}
