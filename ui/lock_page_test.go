package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"aftercare/domain/desk"
	"aftercare/domain/shop"
)

// staffed adds an owner, Mei with the PIN 2468, and Ho of the desk without one.
func staffed(w *world) {
	mei, err := w.desk.SavePerson(w.ctx, desk.PersonChange{Name: "Mei", Role: shop.Owner, NewPIN: "2468"})
	if err == nil {
		_, err = w.desk.SavePerson(desk.As(w.ctx, mei.ID), desk.PersonChange{Name: "Ho", Role: shop.Counter})
	}
	if err != nil {
		w.t.Fatal(err)
	}
}

// typePIN types digits into the field that has the keyboard, then Enter.
func (w *world) typePIN(pin string) {
	w.t.Helper()
	for _, r := range pin {
		w.window.Canvas().Focused().TypedRune(r)
	}
	w.key(fyne.KeyReturn)
}

func TestLock_asksWhoIsAtTheDesk(t *testing.T) {
	w := newWorld(t, options{}, staffed)
	w.see("Who is at the desk?", "Mei", "Ho")
	w.unseen("Today")
	w.shot("lock")
	w.keys("1")
	w.see("PIN of Mei")
	w.typePIN("1111")
	w.see("This is not the PIN.")
	w.typePIN("2468")
	w.see("Today", "Mei")
	w.shot("lock-entered")

	// Two presses change the person: lock, and the digit of one without a PIN.
	w.menu("lock")
	w.keys("2")
	w.see("Today", "Ho")
	w.visit(route{page: "settings"})
	w.typeInto("Name", "Mine")
	w.menu("save")
	w.see("You work here as \"Desk\"")
	if sh, err := w.desk.Setup(w.ctx); err != nil || sh.Shop.Name != "Lamma Supply" {
		t.Errorf("the desk renamed the shop to %q (%v)", sh.Shop.Name, err)
	}
}

func TestLock_afterSixWrong(t *testing.T) {
	w := newWorld(t, options{}, staffed)
	w.keys("1")
	for range 3 {
		w.typePIN("0000")
	}
	w.see("3 wrong PINs in a row")
	w.typePIN("2468")
	w.see("3 wrong PINs in a row", "Who is at the desk?")
	w.restart()
	w.keys("1")
	w.typePIN("2468")
	w.see("3 wrong PINs in a row")
	w.now = w.now.Add(31 * time.Second)
	w.typePIN("2468")
	w.see("Today")
}

func TestLock_saysTheWayOut(t *testing.T) {
	w := newWorld(t, options{}, staffed)
	w.keys("1")
	w.tap("Forgotten the PIN?")
	w.see("aftercare people --reset \"Mei\"", "encrypt the disk")
	w.shot("lock-forgot")
}

// Without work the window locks by itself; work puts that off; what was typed
// stays that person's own.
func TestLock_whenNobodyWorks(t *testing.T) {
	w := newWorld(t, options{}, staffed)
	w.keys("1")
	w.typePIN("2468")
	w.visit(route{page: "repairs", do: "new"})
	w.typeInto("Problem", "It leaks.")
	w.now = w.now.Add(9 * time.Minute)
	w.shell.env.work.byItself(w.shell.minute)
	w.see("It leaks.")
	w.now = w.now.Add(2 * time.Minute)
	w.shell.env.work.byItself(w.shell.minute)
	w.see("Who is at the desk?")
	w.unseen("It leaks.")
	w.keys("2")
	w.unseen("It leaks.", "was not sent")
	w.menu("lock")
	w.keys("1")
	w.typePIN("2468")
	w.see("A form that was not sent is kept")
	w.tap("Go on with it")
	w.see("It leaks.")
}

// One person is asked nothing. The first person who is added is the owner and
// goes on working; the rail says who is at the desk.
func TestPeople_inSettings(t *testing.T) {
	w := newWorld(t, options{})
	w.menu("lock")
	w.see("One person works here")
	w.visit(route{page: "settings", do: "people"})
	w.see("nobody is asked who they are")
	w.shot("people-alone")
	w.tap("Add a person")
	w.typeInto("Name", "Mei")
	w.menu("save")
	w.see("An owner needs a PIN")
	w.typeInto("New PIN", "12")
	w.menu("save")
	w.see("4 to 12 digits")
	w.typeInto("New PIN", "2468")
	w.menu("save")
	all, err := w.desk.People(w.ctx)
	if err != nil || len(all) != 1 || all[0].Role != shop.Owner {
		t.Fatalf("people: got %+v, %v", all, err)
	}
	if w.shell.nobody() || w.shell.person.Name != "Mei" {
		t.Errorf("at the desk: %+v", w.shell.person)
	}
	w.shot("people-one")
	w.tap("Add a person")
	w.typeInto("Name", "Ho")
	w.menu("save")
	if all, _ = w.desk.People(w.ctx); len(all) != 2 || all[1].Role != shop.Counter || all[1].Locked {
		t.Errorf("people: got %+v", all)
	}
	w.shot("people-two")
	w.menu("lock")
	w.see("Who is at the desk?")
}
