package ui

import (
	"time"

	"fyne.io/fyne/v2"

	"aftercare/ui/widgets"
)

// letters takes the letters that no field had a use for. On a choice a letter
// chooses; everywhere else it begins a search. A scan may begin on a choice with
// a letter that chooses there: the next one follows at once, and then the choice
// is taken back and both are the search's.
type letters struct {
	after  widgets.After
	search func(r rune)

	back func() // gives the letter that just chose to the search instead
	turn int    // counts the waits: one that is over may stand behind a slow frame
}

// letterQuiet is how long no other letter may follow one that chooses.
const letterQuiet = 60 * time.Millisecond

// lettered is a choice of which a letter chooses, Segmented for one.
type lettered interface {
	Letter(r rune) (back func(), ok bool)
}

func (l *letters) typed(at fyne.Focusable, r rune) {
	if back := l.back; back != nil {
		l.back = nil
		back()
	} else if c, ok := at.(lettered); ok {
		if back, ok := c.Letter(r); ok {
			l.hold(func() { back(); l.search(r) })
			return
		}
	}
	l.search(r)
}

// hold keeps the way back open for as long as a scan may go on.
func (l *letters) hold(back func()) {
	l.turn++
	turn := l.turn
	l.back = back
	l.after(letterQuiet, func() {
		if turn == l.turn {
			l.back = nil
		}
	})
}
