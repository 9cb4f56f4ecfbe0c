package ui

import (
	"fyne.io/fyne/v2"

	"aftercare/domain"
)

// route names a place in the window: a page, the record open on it, and what to
// do there at once ("ship", "delay"), if anything.
type route struct {
	page string
	id   domain.ID
	do   string
}

// page is one place of the window. All of it runs on the screen's goroutine.
type page interface {
	// view is the page's content, made once.
	view() fyne.CanvasObject
	// open shows the record that the route names, or the page as it was left.
	open(r route)
	// reload reads again what is shown, without losing place, selection or what
	// was typed.
	reload()
	// actions lists what can be done now.
	actions() []action
	// back takes one step back (Esc) and says whether there was one.
	back() bool
}

// keeper is a page that holds something typed, kept while the window is made
// anew in another language: keep hands it out, and the new page regains it
// before it is opened.
type keeper interface {
	keep() any
	regain(kept any)
}

// opener is a page that shows one record at a time.
type opener interface {
	// recordID is the record that is open, 0 for none.
	recordID() domain.ID
}

// guard is a page that may hold something unsaved. leave says whether it may be
// left now; where it may not, the page asks, and calls then once it may.
type guard interface {
	leave(then func()) bool
}
