package ui

import (
	"os"
	"testing"

	"aftercare/domain/desk"
	"aftercare/storage"
)

// A command beside the window writes the same file; the window finds it at its
// next look.
func TestShell_hear(t *testing.T) {
	w := newWorld(t, options{})
	beside, err := storage.Open(w.ctx, w.store.Path(), storage.Options{Now: w.clock})
	if err != nil {
		t.Fatal(err)
	}
	defer beside.Close()
	d := desk.New(desk.Parts{Store: beside.Desk(), Now: w.clock, Presets: presets(t)})
	setup, err := d.Setup(w.ctx)
	if err != nil {
		t.Fatal(err)
	}
	setup.Shop.Name = "Cheung Chau Supply"
	if _, err := d.SaveShop(w.ctx, setup.Shop); err != nil {
		t.Fatal(err)
	}
	if got := w.shell.shop.Name; got != "Lamma Supply" {
		t.Errorf("before a look: the shop is %q", got)
	}
	w.shell.hear()
	if got, want := w.shell.shop.Name, "Cheung Chau Supply"; got != want {
		t.Errorf("after a look: the shop is %q, want %q", got, want)
	}
}

// While the store takes nothing the mark in the top bar says so, and no longer
// once it does again.
func TestSaved_saysSoOnlyWhenItIs(t *testing.T) {
	w := newWorld(t, options{}, waitingOrder)
	id := w.numbered("LS-1").ID
	w.visit(route{page: "orders", id: id, do: "note"})
	w.see("Saved")
	away := w.store.Path() + ".away"
	if err := os.Rename(w.store.Path(), away); err != nil {
		t.Fatal(err)
	}
	w.typeInto("Note", "Call first.")
	w.menu("save")
	w.see("Not saved", "The shop file is no longer where it was opened.")
	if err := os.Rename(away, w.store.Path()); err != nil {
		t.Fatal(err)
	}
	w.menu("save")
	w.see("Saved")
	w.unseen("Not saved")
	if v := w.numbered("LS-1"); len(v.Notes) != 1 {
		t.Errorf("notes: got %d, want the one", len(v.Notes))
	}
}
