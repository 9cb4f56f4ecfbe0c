package ui

import (
	"database/sql"
	"maps"
	"net/url"
	"slices"
	"testing"

	"aftercare/domain/desk"
	"aftercare/domain/refund"
	"aftercare/domain/repair"
	"aftercare/ui/present"
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
			if got := present.LogWord(words, verb); got == verb {
				t.Errorf("%s in %s: no words under any of %v", verb, lang, present.LogKeys(verb))
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
	w.see("Wrote a note", "Mei", "Order 1", "Imported orders", "The log is whole: 4 entries")
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

// tamper changes the store behind the program's back.
func (w *world) tamper(statements ...string) {
	w.t.Helper()
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Path: w.store.Path()}).String())
	if err != nil {
		w.t.Fatal(err)
	}
	defer db.Close()
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			w.t.Fatalf("%s: %v", s, err)
		}
	}
}

// Where the log was tampered with, the page says so above the list and at the
// entry itself; a sound one says that it is whole.
func TestLog_showsWhereItBreaks(t *testing.T) {
	w := newWorld(t, options{}, waitingOrder)
	id := w.numbered("LS-1").ID
	for range 6 {
		if _, err := w.desk.AddNote(w.ctx, desk.NoteRequest{Order: id, Text: "Call first."}); err != nil {
			t.Fatal(err)
		}
	}
	w.menu("log")
	w.see("The log is whole: 9 entries")
	w.tamper(`DROP TRIGGER history_kept`, `DROP TRIGGER history_whole`, `UPDATE history SET who = 'Priya' WHERE seq = 4`, `DELETE FROM history WHERE seq IN (6, 7)`)
	w.menu("log")
	w.see("Entry 4, or the one before it, was changed after it was written.", "Entries 6 to 7 were taken out.")
	w.unseen("The log is whole")
	p := w.shell.page().(*logPage)
	marked := map[string]bool{}
	for i := range p.rows.count {
		if row := p.row(i); row.Cells[0].Tip != "" {
			marked[row.Cells[0].Text] = true
		}
	}
	if len(marked) != 2 || !marked["4"] || !marked["8"] {
		t.Errorf("marked entries: got %v, want 4 and 8", marked)
	}
	w.shot("log-broken")
}

// The log is narrowed to days by two fields, and a day is printed with the end
// of the chain.
func TestLog_byDaysAndDaySheet(t *testing.T) {
	w := newWorld(t, options{}, waitingOrder)
	id := w.numbered("LS-1").ID
	w.now = w.now.AddDate(0, 0, 1)
	if _, err := w.desk.AddNote(w.ctx, desk.NoteRequest{Order: id, Text: "Call first."}); err != nil {
		t.Fatal(err)
	}
	w.menu("log")
	p := w.shell.page().(*logPage)
	all := p.rows.count
	p.from.SetText("2026-03-13")
	if p.rows.count != 1 {
		t.Errorf("from the 13th: got %d entries, want 1 of %d", p.rows.count, all)
	}
	p.from.SetText("")
	p.to.SetText("2026-03-12")
	if p.rows.count != all-1 {
		t.Errorf("to the 12th: got %d entries, want %d", p.rows.count, all-1)
	}
	w.tap("Day sheet")
	w.see("Day sheet, Thu 12 Mar 2026")
	if len(w.output.files["list-2026-03-12.pdf"]) == 0 {
		t.Errorf("no day sheet was saved: %v", slices.Collect(maps.Keys(w.output.files)))
	}
}
