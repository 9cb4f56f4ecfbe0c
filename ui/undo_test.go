package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// Ctrl Z takes the last step back, says what, and the toast of a deed offers it.
func TestUndo_byKeyAndToast(t *testing.T) {
	w := newWorld(t, options{}, waitingOrder)
	id := w.numbered("LS-1").ID
	w.visit(route{page: "orders", id: id, do: "ship"})
	w.typeInto("Tracking number", "SF123")
	w.key("Return")
	w.see("Undo")
	if got := w.shell.undoItem.Label; got != "Undo: Booked a parcel that left" {
		t.Errorf("the menu says beforehand: got %q", got)
	}
	w.shot("toast-undo")
	if got, want := w.shell.undoItem.Shortcut.ShortcutName(), (&fyne.ShortcutUndo{}).ShortcutName(); got != want {
		t.Errorf("the menu hears %q, and a window calls Ctrl Z %q", got, want)
	}
	w.tap("Undo")
	if v := w.numbered("LS-1"); len(v.Shipments) != 0 {
		t.Errorf("after Undo: got %d parcels", len(v.Shipments))
	}
	w.see("Taken back: Booked a parcel that left")
	w.menu("undo")
	w.see("read or wrote files")
	if got := w.shell.undoItem.Label; got != "Cannot undo: Imported orders (a file was taken in or written)" {
		t.Errorf("the menu says beforehand: got %q", got)
	}
	// In a field the letters come first.
	w.visit(route{page: "orders", id: id, do: "note"})
	w.typeInto("Note", "Call first.")
	before := len(w.numbered("LS-1").Notes)
	w.menu("undo")
	if got := len(w.numbered("LS-1").Notes); got != before {
		t.Errorf("undo in a field changed the order")
	}
	if strings.Contains(strings.Join(w.labels(), " "), "Taken back: Import") {
		t.Error("undo in a field took a step back")
	}
}
