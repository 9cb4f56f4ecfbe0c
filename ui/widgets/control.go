package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// control is what all parts share that can be pressed and take the keyboard:
// focus, hover, tooltip, Space and Enter. The part that embeds it sets self,
// press and, where it has more keys, keys.
type control struct {
	widget.BaseWidget
	self             fyne.Widget
	focused, hovered bool
	// Tip is shown under the pointer.
	Tip string
	// OnFocus hears the keyboard come and go.
	OnFocus func(here bool)
	press   func()
	keys    func(ev *fyne.KeyEvent) (used bool)
}

func (c *control) become(self fyne.Widget, press func()) {
	c.self, c.press = self, press
	c.ExtendBaseWidget(self)
}

// Tapped implements fyne.Tappable.
func (c *control) Tapped(*fyne.PointEvent) {
	if s := stageOf(c.self); s != nil {
		s.hideTip(c.self)
	}
	if c.press != nil {
		c.press()
	}
}

// FocusGained implements fyne.Focusable.
func (c *control) FocusGained() {
	c.focused = true
	c.self.Refresh()
	reveal(c.self)
	if c.OnFocus != nil {
		c.OnFocus(true)
	}
}

// FocusLost implements fyne.Focusable.
func (c *control) FocusLost() {
	c.focused = false
	c.self.Refresh()
	if c.OnFocus != nil {
		c.OnFocus(false)
	}
}

// TypedRune implements fyne.Focusable.
func (c *control) TypedRune(r rune) {
	if r != ' ' {
		strayRune(c.self, r)
	}
}

// TypedKey implements fyne.Focusable.
func (c *control) TypedKey(ev *fyne.KeyEvent) {
	if c.keys != nil && c.keys(ev) {
		return
	}
	pressing := ev.Name == fyne.KeySpace || ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter
	if pressing && c.press != nil {
		c.press()
		return
	}
	// A choice has nothing to press: its Enter is the form's.
	strayKey(c.self, ev)
}

// MouseIn implements desktop.Hoverable.
func (c *control) MouseIn(*desktop.MouseEvent) {
	c.hovered = true
	c.self.Refresh()
	if s := stageOf(c.self); s != nil {
		s.showTip(c.self, c.Tip)
	}
}

// MouseMoved implements desktop.Hoverable.
func (c *control) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (c *control) MouseOut() {
	c.hovered = false
	c.self.Refresh()
	if s := stageOf(c.self); s != nil {
		s.hideTip(c.self)
	}
}
