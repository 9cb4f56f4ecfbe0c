package ui

import (
	"strings"
	"testing"

	"aftercare/domain/desk"
	"aftercare/domain/refund"
	"aftercare/domain/repair"
	"aftercare/ui/text"
)

// Whatever the log can hold has words in every language.
func TestLog_everyVerbHasWords(t *testing.T) {
	w := newWorld(t, options{})
	all := desk.Logged()
	for _, e := range refund.Life.Events() {
		all = append(all, "refund."+string(e))
	}
	for _, e := range repair.Life.Events() {
		all = append(all, "repair."+string(e))
	}
	if len(all) < 50 {
		t.Fatalf("the log can hold %d verbs, want all", len(all))
	}
	for _, verb := range all {
		for _, lang := range text.Langs() {
			words := w.shell.env.prog.Catalogue.In(lang, w.shell.zone)
			if got := logWord(words, verb); got == verb {
				t.Errorf("%s in %s: no words under any of %v", verb, lang, logKeys(verb))
			}
		}
	}
}

func TestLog_showsWhoDidWhat(t *testing.T) {
	w := newWorld(t, options{}, waitingOrder)
	id := w.numbered("LS-1").ID
	if _, err := w.desk.AddNote(w.ctx, desk.NoteRequest{Order: id, Text: "secret words"}); err != nil {
		t.Fatal(err)
	}
	w.menu("log")
	w.see("Wrote a note", "Mei", "Order 1", "Imported orders.", "The chain ends at entry")
	w.unseen("secret words", "Priya")
	w.shot("log")
	p := w.shell.page().(*logPage)
	p.query.Verb = "note.add"
	p.ask()
	w.see("Wrote a note")
	if p.rows.count != 1 {
		t.Errorf("entries of note.add: got %d, want 1", p.rows.count)
	}
	p.query = desk.LogQuery{Who: "nobody"}
	p.ask()
	w.see("Nothing of this was done yet.")
}

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
	w.tap("Undo")
	if v := w.numbered("LS-1"); len(v.Shipments) != 0 {
		t.Errorf("after Undo: got %d parcels", len(v.Shipments))
	}
	w.see("Taken back: Booked a parcel that left")
	w.menu("undo")
	w.see("read or wrote files")
	if got := w.shell.undoItem.Label; got != "Cannot undo: Imported orders (files were read or written)" {
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
