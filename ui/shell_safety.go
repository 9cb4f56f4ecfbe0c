package ui

import (
	"time"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/ui/text"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// lookSafe asks how old the backups are, for the mark in the top bar.
func (s *shell) lookSafe() {
	if s.stage == nil || s.env.desk.Backups == nil {
		return
	}
	run(s.env.work, &s.safety, s.env.desk.BackupState, func(b desk.BackupState, err error) {
		if err == nil && s.safe != nil {
			s.showSafe(b)
		}
	})
}

// showSafe says how old the last backup and the last copy on another disk are;
// pressing it leads to the settings.
func (s *shell) showSafe(b desk.BackupState) {
	w, now := s.env.words, s.env.now()
	tone, shape := theme.Muted, theme.Tick
	word := w.T("safety.none")
	switch {
	case b.Damage != "":
		tone, shape, word = theme.Late, theme.Octagon, w.T("safety.damaged")
	case b.Last.IsZero():
		tone, shape = theme.Warn, theme.Triangle
	default:
		word = w.T("safety.age", domain.Args{"age": age(w, now.Sub(b.Last))})
		if b.Second != "" {
			word = w.T("safety.ages", domain.Args{"age": age(w, now.Sub(b.Last)), "copy": copyAge(w, b, now)})
		}
		if b.Rotten > 0 || b.Tight || b.ClockOff || b.Drill.Code != "" || b.Risk != "" || b.Changed && now.Sub(b.Last) > 24*time.Hour ||
			b.Second != "" && now.Sub(b.Copied) > staleCopy {
			tone, shape = theme.Warn, theme.Triangle
		}
	}
	ink := widgets.TextStyle{Size: 12, Colour: tone.Ink()}
	mark := widgets.NewRow(6, widgets.NewShape(shape, tone, 16), widgets.NewText(word, ink))
	s.safe.Objects = []fyne.CanvasObject{widgets.NewTapArea(mark, w.T("safety.tip"), func() { s.open(route{page: "settings", do: "backup"}) })}
	s.safe.Refresh()
	s.head.Refresh()
}

func copyAge(w *text.Words, b desk.BackupState, now time.Time) string {
	if b.Copied.IsZero() {
		return w.T("backup.never")
	}
	return age(w, now.Sub(b.Copied))
}

// age is how long ago something was, in one figure.
func age(w *text.Words, d time.Duration) string {
	switch {
	case d < time.Minute:
		return w.T("safety.now")
	case d < time.Hour:
		return w.N("safety.minutes", int(d/time.Minute))
	case d < 48*time.Hour:
		return w.N("safety.hours", int(d/time.Hour))
	}
	return w.N("safety.days", int(d/(24*time.Hour)))
}
