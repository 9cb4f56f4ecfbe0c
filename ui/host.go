package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"aftercare/domain/desk"
	"aftercare/ui/theme"
)

// host keeps one window while the program in it changes: a shop that cannot be
// opened, a shop, the same shop restored from a backup.
type host struct {
	app    fyne.App
	window fyne.Window
	ctx    context.Context
	tasks  func(ctx context.Context) *tasks
	worn   dress
	leave  context.CancelFunc // ends what the program before has under way
}

// prepare makes the shell of a program and ends the one before.
func (h *host) prepare(p Program) *shell {
	if h.leave != nil {
		h.leave()
	}
	var ctx context.Context
	ctx, h.leave = context.WithCancel(h.ctx)
	s := newShell(h.app, &p, h.tasks(ctx), h.worn)
	s.host = h
	return s
}

// begin reads what the shell of a program shows first. Its answer finds the
// window that show gives it.
func (h *host) begin(s *shell) {
	if s.env.prog.Rescue == nil {
		s.load(route{page: "today"})
	}
}

// show puts a prepared shell into the window.
func (h *host) show(s *shell) {
	if s.env.prog.Rescue != nil {
		s.window = h.window
		s.summoning()
		s.lead()
		return
	}
	s.enter(h.window)
	s.summoning()
}

// become shows another program in the same window; said is what has happened,
// good or bad as its tone.
func (h *host) become(p Program, tone theme.Tone, said string) {
	s := h.prepare(p)
	s.greeting, s.greets = said, tone
	h.show(s)
	h.begin(s)
}

// wornBy is what the window wears for a program.
func wornBy(ctx context.Context, d *desk.Desk) dress {
	if d != nil {
		if setup, err := d.Setup(ctx); err == nil {
			return dressOf(setup.Shop)
		}
	}
	return dress{theme.Light, 1, theme.TC}
}

// summoning brings the window to the front when a second start asks for it.
func (s *shell) summoning() {
	asked := s.env.prog.Summoned
	if asked == nil {
		return
	}
	s.env.work.every(400*time.Millisecond, func() {
		run(s.env.work, nil, func(context.Context) (bool, error) { return asked(), nil }, func(come bool, _ error) {
			if come {
				s.window.RequestFocus()
			}
		})
	})
}
