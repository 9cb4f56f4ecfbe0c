package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"aftercare/ui/widgets"
)

// closing is a window that only notes that it was closed: the test closes it.
type closing struct {
	fyne.Window
	closed bool
}

func (c *closing) Close() { c.closed = true }

// A half-typed form stays while another page is open; before the end of the
// program it is shown once.
func TestShell_quit_asksForHalfTypedForms(t *testing.T) {
	asks := "What you typed is not sent yet. Close the window once more: it is kept, and offered again the next time."
	start := func(t *testing.T) (*world, *bool) {
		w := newWorld(t, options{})
		c := &closing{Window: w.window}
		w.shell.window = c
		w.visit(route{page: "repairs", do: "new"})
		return w, &c.closed
	}
	t.Run("an untouched form does not hold", func(t *testing.T) {
		w, closed := start(t)
		w.menu("quit")
		if !*closed {
			t.Error("the window stayed for an empty form")
		}
	})
	t.Run("typed, on the open page", func(t *testing.T) {
		w, closed := start(t)
		w.typeInto("Problem", "It leaks.")
		w.menu("quit")
		if *closed {
			t.Fatal("the window closed over what was typed")
		}
		w.see(asks)
		w.menu("quit")
		if !*closed {
			t.Error("the second time the window stayed")
		}
	})
	t.Run("typed, behind another page", func(t *testing.T) {
		w, closed := start(t)
		w.typeInto("Problem", "It leaks.")
		w.visit(route{page: "orders"})
		w.menu("quit")
		if *closed || w.shell.current != "repairs" {
			t.Fatalf("closed %v, on page %q, want the page of the form", *closed, w.shell.current)
		}
		w.see(asks)
		w.typeInto("Problem", "It leaks again.")
		w.menu("quit")
		if *closed {
			t.Error("what was typed since the question was not asked about")
		}
	})
}

func TestForm_texts_listsInside(t *testing.T) {
	w := newWorld(t, options{})
	w.visit(route{page: "repairs", do: "new"})
	f := w.shell.page().(filler).filled()
	before := len(f.texts())
	row := widgets.NewEntry(widgets.EntryLook{})
	row.SetText("Seal")
	f.extra = append(f.extra, widgets.NewColumn(8, widgets.NewRow(8, widgets.Grow(row))))
	if got, want := len(f.texts()), before+1; got != want {
		t.Errorf("texts: got %d, want %d", got, want)
	}
}
