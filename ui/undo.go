package ui

import (
	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/desk"
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
		s.showToast(s.env.words.T("undo.done", domain.Args{"what": logWord(s.env.words, step.Verb)}), false)
	})
}

// takesLetters says whether a part is a field that one types into.
func takesLetters(f fyne.Focusable) bool {
	_, ok := f.(interface{ SelectedText() string })
	return ok
}

// logWord is a verb of the log in words: its own, the verb's, or those of the
// event of a life.
func logWord(w *text.Words, verb string) string {
	for _, key := range logKeys(verb) {
		if w.Has(key) {
			return w.T(key)
		}
	}
	return verb
}

func logKeys(verb string) []string {
	family, event := verb, ""
	for i := range verb {
		if verb[i] == '.' {
			family, event = verb[:i], verb[i+1:]
			break
		}
	}
	return []string{"log." + verb, "verb." + verb, family + ".event." + event}
}
