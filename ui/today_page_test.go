package ui

import "testing"

func TestTodayPage_listsWhatIsDue(t *testing.T) {
	w := newWorld(t, options{}, busy)
	w.visit(route{page: "today"})
	w.shot("today")
	w.see("LS-10461", "Exposed")
}
