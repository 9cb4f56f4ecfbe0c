package ui

import (
	"fyne.io/fyne/v2"

	"aftercare/ui/widgets"
)

// barButtons is how many actions stand in the bar; the others are under More.
const barButtons = 3

// newActionBar is the bar under a narrow record: the primary action first, then
// the next ones as far as there is room, and all others under More. An action
// that cannot be done now says why. drop opens More; nil where all stand in the bar.
func newActionBar(e env, actions []action) (bar fyne.CanvasObject, drop func()) {
	var buttons []widgets.Leaving
	shown := map[string]*widgets.Button{}
	for i, a := range actions[:min(len(actions), barButtons)] {
		b := e.buttonOf(a.plain())
		shown[a.key] = b
		turn := 0
		if !a.primary {
			turn = len(actions) - i
		}
		buttons = append(buttons, widgets.Leaving{Part: b, Turn: turn})
	}
	var right []fyne.CanvasObject
	if len(actions) > 2 {
		more := widgets.NewButton(widgets.ButtonLook{Icon: "down", Tip: e.speak().T("action.more") + " " + shortcutOf["more"].hint}, nil)
		drop = func() { dropMore(e, more, actions, shown) }
		more.OnTapped = drop
		right = append(right, more)
	}
	return widgets.NewActionBar([]fyne.CanvasObject{widgets.Grow(widgets.NewLeavingRow(8, buttons...))}, right), drop
}

// underMore is the action that opens a record's More by its key, none where
// there is nothing under it.
func underMore(drop func()) []action {
	if drop == nil {
		return nil
	}
	return []action{{key: "more", run: drop}}
}

// dropMore offers what does not stand in the bar at its present width.
func dropMore(e env, more *widgets.Button, actions []action, shown map[string]*widgets.Button) {
	byKey := map[string]action{}
	var options []widgets.Option
	for _, a := range actions {
		if b := shown[a.key]; b != nil && b.Visible() {
			continue
		}
		byKey[a.key] = a
		word := a.word
		if word == "" {
			word = e.speak().T("action." + a.key)
		}
		options = append(options, widgets.Option{Key: a.key, Word: word, Icon: a.icon, Detail: a.hint(), Refused: a.refused})
	}
	if len(options) > 0 {
		widgets.DropMenu(more, options, func(key string) { byKey[key].run() })
	}
}

// plain is the action without its icon: in a narrow bar the words and the keys
// need the room, under More the icon stands.
func (a action) plain() action {
	a.icon = ""
	return a
}
