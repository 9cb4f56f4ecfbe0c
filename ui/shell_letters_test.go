package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"aftercare/ui/widgets"
)

// A letter on a choice chooses and goes nowhere else; one that chooses nothing
// there begins a search, and so does a scan whose first letter would choose.
func TestLetters(t *testing.T) {
	for _, c := range []struct {
		name   string
		keys   string
		gap    time.Duration
		chosen string
		query  string
	}{
		{"a hand's letter", "y", 180 * time.Millisecond, "yes", ""},
		{"one after another", "yny", 180 * time.Millisecond, "yes", ""},
		{"what is chosen already", "n", 180 * time.Millisecond, "no", ""},
		{"no option's letter", "k", 180 * time.Millisecond, "no", "k"},
		{"a scan", "Y10023", 8 * time.Millisecond, "no", "Y10023"},
		{"a scan of another letter", "R-7", 8 * time.Millisecond, "no", "R-7"},
	} {
		t.Run(c.name, func(t *testing.T) {
			clock, query := &handClock{}, ""
			choice := widgets.NewSegmented([]widgets.Option{{Key: "yes", Word: "Yes"}, {Key: "no", Word: "No"}}, "no", nil)
			box := test.NewApp().NewWindow("").Canvas()
			box.SetContent(choice)
			box.Focus(choice)
			l := &letters{after: clock.after, search: func(r rune) {
				query += string(r)
				box.Unfocus() // the box has the keyboard from its first letter on
			}}
			for _, r := range c.keys {
				l.typed(box.Focused(), r)
				clock.pass(c.gap)
			}
			if choice.Selected() != c.chosen || query != c.query {
				t.Errorf("chosen is %q and asked for %q, want %q and %q", choice.Selected(), query, c.chosen, c.query)
			}
		})
	}
}
