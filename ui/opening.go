package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"aftercare/domain/desk"
	"aftercare/ui/theme"
)

// opening is all that the window shows first: who the shop is, the figures on
// the rail, what is due today and the record of the first of it. It is read in
// one go while the window comes up, so that the first frame with anything in it
// has everything in it.
type opening struct {
	setup   desk.Setup
	figures desk.Figures
	today   desk.Today
	record  todayRecord
	whole   bool // figures and today are there
}

// readOpening reads it, with what is due where that is asked for. Only a shop
// that cannot be read is an error: of the rest, whatever cannot be read is read
// again by its page, which then says why.
func readOpening(ctx context.Context, d *desk.Desk, withToday bool) (o opening, err error) {
	// Nobody else measures words until this is done: the toolkit's cache of
	// faces is not made for two.
	defer warmFaces()
	if o.setup, err = d.Setup(ctx); err != nil || !withToday {
		return o, err
	}
	var failed error
	if o.figures, failed = d.Figures(ctx); failed != nil {
		return o, nil
	}
	if o.today, failed = d.Today(ctx); failed != nil {
		return o, nil
	}
	o.whole = true
	if rows := todayRows(o.today); len(rows) > 1 { // the first is the head of a group
		if r, failed := readTodayRecord(ctx, d, rows[1].task); failed == nil {
			o.record = r
		}
	}
	return o, nil
}

// warmFaces has the toolkit read both faces. That takes longer than all else
// that the first frame needs, and need not wait until there is a window.
func warmFaces() {
	for _, bold := range []bool{false, true} {
		fyne.MeasureText("M", 14, fyne.TextStyle{Bold: bold})
	}
}

// begun opens the first page with all that was read for it, and only then puts
// the content into the window.
func (s *shell) begun(r route, o opening) {
	defer s.greet()
	p := s.pageOf(r.page)
	today, ok := p.(*todayPage)
	if !ok || !o.whole {
		s.mount()
		s.open(r)
		s.count()
		s.drafts.load()
		return
	}
	s.turn(r.page, p)
	s.showFigures(o.figures)
	today.read = o.record
	today.take(o.today)
	s.mount()
	today.list.Focus()
	s.drafts.load()
}

// greet says what has happened to the shop just before the window came up, and
// how old its backups are.
func (s *shell) greet() {
	s.lookSafe()
	switch {
	case s.env.prog.ReadOnly:
		s.say(theme.Warn, s.env.words.T("rescue.looking"))
	case s.greeting != "":
		s.say(s.greets, s.greeting)
	}
	s.greeting = ""
}
