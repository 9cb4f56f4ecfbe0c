package ui

import "testing"

// In a field of several lines Enter begins another one, and the button says
// which key sends the form from there.
func TestForm_keyOfTheButton(t *testing.T) {
	w := newWorld(t, options{})
	w.visit(route{page: "repairs", do: "new"})
	f := w.shell.page().(filler).filled()
	for _, step := range []struct{ field, want string }{{"Problem", "Ctrl S"}, {"Serial number", "Enter"}, {"Address", "Ctrl S"}, {"Phone", "Enter"}} {
		w.field(step.field).Focus()
		if got := f.sender.Look().Key; got != step.want {
			t.Errorf("in %q the button says %q, want %q", step.field, got, step.want)
		}
	}
}
