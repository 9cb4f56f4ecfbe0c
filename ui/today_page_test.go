package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/desk"
)

func TestTodayPage_listsWhatIsDue(t *testing.T) {
	w := newWorld(t, options{}, busy)
	w.see("13 to do", "Ship", "1 overdue, 2 due today, 1 late by agreement", "Answer", "4 missed", "Parcels awaited", "Repairs", "1 to chase")
	w.see("...512640", "4 h 40 min left", "today, 13 h left", "agreed Wed 18 Mar", "1 h 10 min over", "Chase the refund")
	w.see("Exposed No delay is agreed. The customer may cancel without notice, at the shop's loss of HK$1,280.00.", "Ship-by", "2 of 2 unshipped", "Mei, yesterday 17:20")
	if first := slices.Index(w.labels(), "LS-10461"); first > slices.Index(w.labels(), "...512640") {
		t.Error("what is exposed does not come first")
	}
}

// A window that is made narrow and wide again says the shortest clock in as many
// words as fit, before anything is read anew.
func TestTodayPage_followsTheWindow(t *testing.T) {
	w := newWorld(t, options{}, busy)
	long := w.words.T("today.clock", domain.Args{"left": "25 min left", "number": "C-1002"})
	w.see(long)
	w.window.Resize(fyne.NewSize(900, 600))
	w.unseen(long)
	w.see("25 min left, C-1002")
	w.window.Resize(fyne.NewSize(1280, 800))
	w.see(long)
}

func TestTodayPage_goesToTheNextAction(t *testing.T) {
	w := newWorld(t, options{}, busy)
	w.key(fyne.KeyReturn)
	if w.shell.current != "orders" {
		t.Fatalf("Enter on an order leads to %q, want orders", w.shell.current)
	}
	w.visit(route{page: "today"})
	w.menu("clock")
	w.see("C-1002", "Shortest clock: 25 min left, C-1002")
	p := w.shell.page().(*todayPage)
	if k, _ := p.task(); k.Number != "C-1002" {
		t.Errorf("the shortest clock selects %s, want C-1002", k.Number)
	}
	w.key(fyne.KeyReturn)
	w.see("Plan", "Replied...")
	w.key(fyne.KeyEscape)
	w.visit(route{page: "today"})
	w.key(fyne.KeyEnd)
	w.see("Method", "Alipay")
	w.key(fyne.KeyReturn)
	if w.shell.current != "money" {
		t.Errorf("Enter on a refund leads to %q, want money", w.shell.current)
	}
}

func TestTodayPage_keepsTheSelection(t *testing.T) {
	w := newWorld(t, options{}, busy)
	p := w.shell.page().(*todayPage)
	for range 6 {
		w.key(fyne.KeyDown)
	}
	k, _ := p.task()
	if k.Number != "C-1006" {
		t.Fatalf("six rows down stands %s, want C-1006", k.Number)
	}
	w.now = w.moment("2026-03-12 11:10")
	w.shell.minute()
	if again, _ := p.task(); again.ID != k.ID {
		t.Errorf("a minute later %s is selected, want %s", again.Number, k.Number)
	}
	w.see("5 missed") // the clock that had 25 minutes left is over
	v := w.caseOf(k.ID)
	done2(t)(w.desk.CloseCase(w.ctx, desk.CloseRequest{Case: v.ID, Content: casefile.Yes}))
	if next, _ := p.task(); next.Number != "C-1003" {
		t.Errorf("after its line is gone %s is selected, want the one in its place", next.Number)
	}
}

func TestTodayPage_saysThatNothingIsDue(t *testing.T) {
	w := newWorld(t, options{})
	w.see("0 to do", "Nothing is due.", "Import orders...")
	w.tap("Import orders...")
	if w.shell.current != "import" {
		t.Errorf("the button leads to %q, want import", w.shell.current)
	}
}

func TestTodayPage_saysWhichYearHasNoCalendar(t *testing.T) {
	w := newWorld(t, options{})
	w.now = w.moment("2029-12-01 10:00")
	w.visit(route{page: "today"})
	w.see("The holidays of", "are not known")
}
