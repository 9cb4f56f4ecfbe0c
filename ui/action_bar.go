package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"aftercare/ui/widgets"
)

// barOf is the action bar of a record: the primary action first, what ends or
// takes away at the right. An action that is refused stands there muted and
// says why.
func (e env) barOf(actions []action) *fyne.Container {
	var left, right []fyne.CanvasObject
	for _, a := range actions {
		if b := e.buttonOf(a); a.danger {
			right = append(right, b)
		} else {
			left = append(left, b)
		}
	}
	return widgets.NewActionBar(left, right)
}

// buttonOf is an action as a button.
func (e env) buttonOf(a action) *widgets.Button {
	look := widgets.ButtonLook{Word: e.speak().T("action." + a.key), Icon: a.icon, Key: a.hint(), Refused: a.refused}
	if a.word != "" {
		look.Word = a.word
	}
	switch {
	case a.primary:
		look.Kind = widgets.Primary
	case a.danger:
		look.Kind = widgets.Danger
	}
	return widgets.NewButton(look, func() { e.shell.act(a) })
}

// primaryOf runs the one next action, if it is possible.
func (e env) primaryOf(actions []action) {
	for _, a := range actions {
		if !a.primary {
			continue
		}
		e.shell.do(a.key)
		return
	}
}

// carryScroll gives a body that was built anew the place at which the one
// before it stood.
func carryScroll(from, to *fyne.Container) {
	was, now := scrollOf(from), scrollOf(to)
	if was != nil && now != nil {
		now.Offset = was.Offset
	}
}

func scrollOf(body *fyne.Container) *container.Scroll {
	if body == nil || len(body.Objects) == 0 {
		return nil
	}
	s, _ := body.Objects[0].(*container.Scroll)
	return s
}
