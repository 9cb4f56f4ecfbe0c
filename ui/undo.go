package ui

import (
	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/ui/present"
	"aftercare/ui/text"
	"aftercare/ui/theme"
)

// undo takes back what the one at the desk did last. While a field has the
// keyboard its own letters come first.
func (s *shell) undo() {
	if f := s.window.Canvas().Focused(); f != nil {
		if typed, ok := f.(fyne.Shortcutable); ok && takesLetters(f) {
			typed.TypedShortcut(&fyne.ShortcutUndo{})
			return
		}
	}
	run(s.env.work, nil, s.env.desk.Undo, func(step desk.Step, err error) {
		if err != nil {
			if e := domain.As(err); e != nil && e.Code == "undo.nothing" {
				s.say(theme.Info, s.env.words.Error(err))
				return
			}
			s.fail(err)
			return
		}
		s.showToast(s.env.words.T("undo.done", domain.Args{"what": present.LogWord(s.env.words, step.Verb)}), false)
	})
}

// lookUndo finds out what Undo would take back now, for the menu.
func (s *shell) lookUndo() {
	run(s.env.work, &s.undoing, s.env.desk.LastStep, func(step desk.Step, err error) {
		if s.undoItem == nil {
			return
		}
		if word := undoWord(s.env.words, step, err); s.undoItem.Label != word {
			s.undoItem.Label = word
			if s.window.MainMenu() == s.menuBar { // nobody may be at the desk
				s.menuBar.Refresh()
			}
		}
	})
}

// undoWord says beforehand what Undo would take back, or of what it cannot and
// why.
func undoWord(w *text.Words, step desk.Step, err error) string {
	switch {
	case err != nil:
		return w.T("action.undo")
	case step.Why != "":
		return w.T("undo.cannot", domain.Args{"what": present.LogWord(w, step.Verb), "why_key": "undo.why." + step.Why})
	}
	return w.T("undo.what", domain.Args{"what": present.LogWord(w, step.Verb)})
}

// takesLetters says whether a part is a field that one types into.
func takesLetters(f fyne.Focusable) bool {
	_, ok := f.(interface{ SelectedText() string })
	return ok
}
