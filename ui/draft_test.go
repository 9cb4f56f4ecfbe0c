package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/domain/stock"
	"aftercare/ui/theme"
)

// restart ends the program as a power cut would and opens the window again on
// the same store.
func (w *world) restart() {
	w.t.Helper()
	old := w.shell
	w.window = test.NewTempWindow(w.t, nil)
	w.window.SetPadded(false)
	w.window.Resize(fyne.NewSize(1280, 768))
	work := *old.env.work
	w.shell = newShell(old.app, old.env.prog, &work, dress{theme.Light, 1, theme.TC})
	w.shell.enter(w.window)
	w.shell.load(route{page: "today"})
}

func (w *world) drafts() []desk.Draft {
	w.t.Helper()
	all, err := w.desk.Drafts(w.ctx)
	if err != nil {
		w.t.Fatal(err)
	}
	return all
}

// waitingOrder is a paid order that waits to be shipped.
func waitingOrder(w *world) {
	w.bring("own", order.Facts{Number: "LS-1", State: order.Paid, Placed: w.now.AddDate(0, 0, -1), Paid: w.now.AddDate(0, 0, -1), Currency: "HKD", Shipping: hkd(0), Total: hkd(10000), PaidSum: hkd(10000),
		Customer: order.Person{Name: "Priya Nair"}, Rows: []int{2}, Lines: []order.LineFacts{{SKU: "MUG", Title: "Mug", Quantity: 2, Price: hkd(5000)}}})
}

func TestDraft_offeredAfterTheProgramDied(t *testing.T) {
	w := newWorld(t, options{}, waitingOrder)
	id := w.numbered("LS-1").ID
	w.visit(route{page: "orders", id: id, do: "ship"})
	w.typeInto("Tracking number", "SF123")
	w.restart()
	w.see("A form that was not sent is kept: Ship LS-1")
	w.tap("Go on with it")
	w.see("What was typed here", "SF123")
	if got := w.shell.current; got != "orders" {
		t.Fatalf("on page %q, want orders", got)
	}
	w.shot("draft-back")
	w.typeInto("Carrier", "SF")
	w.key(fyne.KeyReturn)
	if v := w.numbered("LS-1"); v.State != order.Shipped || v.Shipments[0].Tracking != "SF123" {
		t.Errorf("the order after the form was sent: %s, %v", v.State, v.Shipments)
	}
	if got := w.drafts(); len(got) != 0 {
		t.Errorf("a form that was sent is kept still: %v", got)
	}
	w.restart()
	w.unseen("was not sent")
}

func TestDraft_goneWhenGivenUp(t *testing.T) {
	w := newWorld(t, options{})
	w.visit(route{page: "repairs", do: "new"})
	w.typeInto("Problem", "It leaks.")
	if got := w.drafts(); len(got) != 1 || got[0].Page != "repairs" || got[0].Do != "new" {
		t.Fatalf("kept: got %v, want the request", got)
	}
	w.key(fyne.KeyEscape)
	w.see("leaves")
	w.key(fyne.KeyEscape)
	if got := w.drafts(); len(got) != 0 {
		t.Errorf("after it was given up: got %v", got)
	}
}

func TestDraft_emptiedByHand(t *testing.T) {
	w := newWorld(t, options{})
	w.visit(route{page: "repairs", do: "new"})
	w.typeInto("Problem", "It leaks.")
	w.restart()
	w.tap("Go on with it")
	w.see("It leaks.")
	w.tap("Empty the form")
	w.unseen("It leaks.", "What was typed here")
	if got := w.drafts(); len(got) != 0 {
		t.Errorf("after it was emptied: got %v", got)
	}
}

// What can no longer be sent is shown once more, and then forgotten.
func TestDraft_ofAStepThatIsOver(t *testing.T) {
	w := newWorld(t, options{}, waitingOrder)
	id := w.numbered("LS-1").ID
	w.visit(route{page: "orders", id: id, do: "ship"})
	w.typeInto("Tracking number", "SF123")
	if _, err := w.desk.Ship(w.ctx, desk.ShipRequest{Order: id, Shipping: order.Shipping{Carrier: "SF", Tracking: "SF9"}}); err != nil {
		t.Fatal(err)
	}
	w.restart()
	w.tap("Go on with it")
	w.see("can no longer be sent", "SF123")
	if got := w.drafts(); len(got) != 0 {
		t.Errorf("after it was shown: got %v", got)
	}
}

// A form that was refused keeps its words.
func TestDraft_keptWhenRefused(t *testing.T) {
	w := newWorld(t, options{}, waitingOrder)
	id := w.numbered("LS-1").ID
	w.visit(route{page: "orders", id: id, do: "ship"})
	w.typeInto("Weight", "heavy")
	w.key(fyne.KeyReturn)
	if got := w.drafts(); len(got) != 1 {
		t.Errorf("after it was refused: got %v, want it kept", got)
	}
}

// The intake desk keeps the note that is being typed.
func TestDraft_ofTheIntake(t *testing.T) {
	w := newWorld(t, options{})
	c := w.returning(w.sold("LS-7", "Priya Nair", soldLine(1, "MUG", "Mug", 5000)))
	w.visit(route{page: "intake"})
	w.scan(c.Return)
	w.keys("24")
	for _, r := range "torn box" {
		w.window.Canvas().Focused().TypedRune(r)
	}
	w.restart()
	w.see("was not sent is kept: " + c.Return)
	w.tap("Go on with it")
	w.keys("4")
	w.see("torn box")
	w.key(fyne.KeyReturn)
	if got := w.drafts(); len(got) != 0 {
		t.Errorf("after the note was taken: got %v", got)
	}
}

// What was typed into Settings and not saved is offered again: each section, a
// person who was being added without the PIN, a new channel's figures.
func TestDraft_ofSettings(t *testing.T) {
	w := newWorld(t, options{})
	w.visit(route{page: "settings", do: "shop"})
	w.typeInto("Service hours", "Mon to Sat, 11 to 20")
	w.visit(route{page: "settings", do: "people"})
	w.tap("Add a person")
	w.typeInto("Name", "Keung")
	w.typeInto("New PIN", "482913")
	if got := w.drafts(); len(got) != 2 || strings.Contains(got[0].Words[0].Text+got[1].Words[0].Text, "482913") {
		t.Fatalf("kept: got %v, want two sections without the PIN", got)
	}
	w.restart()
	w.tap("Go on with it")
	w.see("What was typed here", "Keung")
	w.shell.page().(*settingsPage).turn("shop")
	w.see("Mon to Sat, 11 to 20")
	w.menu("save")
	if sh, err := w.desk.Setup(w.ctx); err != nil || sh.Shop.Hours != "Mon to Sat, 11 to 20" {
		t.Errorf("after Save: got %q, %v", sh.Shop.Hours, err)
	}
	if got := w.drafts(); len(got) != 1 || got[0].Do != "people" {
		t.Errorf("after Save: kept %v, want only the person", got)
	}
	w.shell.page().(*settingsPage).turn("people")
	w.tap("Discard")
	if got := w.drafts(); len(got) != 0 {
		t.Errorf("after Discard: kept %v", got)
	}
	w.restart()
	w.unseen("was not sent")
}

// A product's terms that were not saved are offered again, those of one that is
// known and of one that is new.
func TestDraft_ofAProduct(t *testing.T) {
	w := newWorld(t, options{}, func(w *world) {
		if _, err := w.desk.SaveProduct(w.ctx, stock.Product{SKU: "MUG", Title: "Mug", Category: stock.Categories()[0]}); err != nil {
			w.t.Fatal(err)
		}
	})
	w.visit(route{page: "products", do: "sku:MUG"})
	w.typeInto("Supplier", "Wing Fat")
	w.restart()
	w.see("A form that was not sent is kept: Products, MUG")
	w.tap("Go on with it")
	w.see("What was typed here", "Wing Fat")
	w.menu("save")
	p, err := w.desk.Product(w.ctx, "MUG")
	if err != nil || p.Supplier != "Wing Fat" {
		t.Errorf("after Save: got %+v, %v", p, err)
	}
	if got := w.drafts(); len(got) != 0 {
		t.Errorf("after Save: kept %v", got)
	}
	w.visit(route{page: "products", do: "new"})
	w.typeInto("SKU", "CUP")
	w.restart()
	w.tap("Go on with it")
	w.see("CUP")
	w.tap("Empty the form")
	if got := w.drafts(); len(got) != 0 {
		t.Errorf("after it was emptied: kept %v", got)
	}
}
