package ui

import (
	"fyne.io/fyne/v2"

	"aftercare/ui/widgets"
)

// control is a part in which a form holds something, as a text.
type control struct {
	text func() string
	put  func(string)
	hear func(changed, left func())
}

// controlsIn lists the controls of a part, those inside of it in their order.
func controlsIn(o fyne.CanvasObject) []control {
	if e := entryOf(o); e != nil {
		c := entryControl(e)
		if t, ok := o.(*widgets.TermField); ok {
			return []control{c, choiceControl(t.Unit, &t.Unit.OnChanged)}
		}
		return []control{c}
	}
	switch p := o.(type) {
	case *widgets.Select:
		return []control{choiceControl(p, &p.OnChanged)}
	case *widgets.RadioRow:
		return []control{choiceControl(p, &p.OnChanged)}
	case *widgets.Segmented:
		return []control{choiceControl(p, &p.OnChanged)}
	case *widgets.Switch:
		return []control{truthControl(func() bool { return p.On }, p.Set, &p.OnChanged)}
	case *widgets.Check:
		return []control{truthControl(func() bool { return p.On }, p.Set, &p.OnChanged)}
	case *fyne.Container:
		var all []control
		for _, part := range p.Objects {
			all = append(all, controlsIn(part)...)
		}
		return all
	}
	return nil
}

func entryControl(e *widgets.Entry) control {
	if e.Secret() {
		return control{text: func() string { return "" }, put: func(string) {}, hear: func(_, _ func()) {}}
	}
	return control{text: e.Text, put: e.SetText, hear: func(changed, left func()) {
		typed, leave := e.OnChanged, e.OnLeave
		e.OnChanged = func(s string) {
			if typed != nil {
				typed(s)
			}
			changed()
		}
		e.OnLeave = func(s string) {
			if leave != nil {
				leave(s)
			}
			left()
		}
	}}
}

func choiceControl(c interface {
	Selected() string
	SetSelected(string)
}, on *func(string)) control {
	return control{text: c.Selected, put: func(s string) {
		if c.Selected() == s {
			return
		}
		c.SetSelected(s)
		if *on != nil {
			(*on)(s)
		}
	}, hear: func(changed, _ func()) {
		chosen := *on
		*on = func(s string) {
			if chosen != nil {
				chosen(s)
			}
			changed()
		}
	}}
}

func truthControl(is func() bool, set func(bool), on *func(bool)) control {
	return control{text: func() string {
		if is() {
			return yes
		}
		return ""
	}, put: func(s string) {
		if is() == (s == yes) {
			return
		}
		set(s == yes)
		if *on != nil {
			(*on)(s == yes)
		}
	}, hear: func(changed, _ func()) {
		turned := *on
		*on = func(b bool) {
			if turned != nil {
				turned(b)
			}
			changed()
		}
	}}
}
