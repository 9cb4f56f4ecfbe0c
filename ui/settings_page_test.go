package ui

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestSettings_shots(t *testing.T) {
	w := newWorld(t, options{})
	w.visit(route{page: "settings"})
	w.see("Settings", "Channels", "Lamma Supply")
	w.shot("settings-shop")
	for _, s := range []string{"Addresses", "Channels", "Checklists", "Calendars", "Language and look"} {
		w.tap(s)
		w.shot("settings-" + s)
	}
	_ = fyne.KeyEscape
}
