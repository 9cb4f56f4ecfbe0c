package ui

import (
	"cmp"

	"fyne.io/fyne/v2"
)

// action is one thing that a page can do now. The menu, the keys and the action
// bar all offer the same ones.
type action struct {
	key     string // the catalogue's "action." + key: its word, "ship"
	as      string // the action whose key does it too: "new" on an order is a case
	word    string // another word for the button, where the key's is too general
	run     func() // what it does
	refused string // why it cannot be done now; then run is not called
	primary bool   // the one next thing
	danger  bool   // it ends or takes away something
	icon    string // by name, may be empty
}

// shortcutOf is the key that does an action, on every page the same, and as it
// is written beside it. The menu binds them: a menu's key works while a field
// has the keyboard, a canvas' key does not.
var shortcutOf = map[string]struct {
	hint string
	key  fyne.KeyName
	mod  fyne.KeyModifier
}{
	"new":        {"Ctrl N", fyne.KeyN, fyne.KeyModifierControl},
	"import":     {"Ctrl I", fyne.KeyI, fyne.KeyModifierControl},
	"print":      {"Ctrl P", fyne.KeyP, fyne.KeyModifierControl},
	"filter":     {"Ctrl F", fyne.KeyF, fyne.KeyModifierControl},
	"search":     {"Ctrl K", fyne.KeyK, fyne.KeyModifierControl},
	"note":       {"Ctrl M", fyne.KeyM, fyne.KeyModifierControl},
	"delay":      {"Ctrl D", fyne.KeyD, fyne.KeyModifierControl},
	"message":    {"Ctrl E", fyne.KeyE, fyne.KeyModifierControl},
	"evidence":   {"Ctrl O", fyne.KeyO, fyne.KeyModifierControl},
	"save":       {"Ctrl S", fyne.KeyS, fyne.KeyModifierControl},
	"clock":      {"Ctrl J", fyne.KeyJ, fyne.KeyModifierControl},
	"agreements": {"Ctrl G", fyne.KeyG, fyne.KeyModifierControl},
	"more":       {"Ctrl .", fyne.KeyPeriod, fyne.KeyModifierControl},
	"refresh":    {"Ctrl R", fyne.KeyR, fyne.KeyModifierControl},
	"undo":       {"Ctrl Z", fyne.KeyZ, fyne.KeyModifierControl},
	"lock":       {"Ctrl L", fyne.KeyL, fyne.KeyModifierControl},
	"quit":       {"Ctrl Q", fyne.KeyQ, fyne.KeyModifierControl},
}

// hint is the key of an action as it is shown; the primary action is Enter.
func (a action) hint() string {
	if s, ok := shortcutOf[cmp.Or(a.as, a.key)]; ok && !a.primary {
		return s.hint
	}
	if s, ok := shortcutOf[a.key]; ok {
		return s.hint
	}
	if a.primary {
		return "Enter"
	}
	return ""
}
