package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Marking is how a row joins those that are chosen together.
type Marking int

// The ways: reached by a key, which chooses nothing yet; by itself; with those
// that are chosen, or out of them again; with all rows from the last one to this.
const (
	MarkReached Marking = iota
	MarkAlone
	MarkToo
	MarkTo
)

func (t *Table) marks(i int, how Marking) {
	if t.OnMark != nil && i >= 0 {
		t.OnMark(i, how)
		t.Refresh()
	}
}

// KeyDown implements desktop.Keyable: an arrow does not say by itself that Shift
// is held down.
func (t *Table) KeyDown(ev *fyne.KeyEvent) { t.holds(ev, true) }

// KeyUp implements desktop.Keyable.
func (t *Table) KeyUp(ev *fyne.KeyEvent) { t.holds(ev, false) }

func (t *Table) holds(ev *fyne.KeyEvent, down bool) {
	if ev.Name == desktop.KeyShiftLeft || ev.Name == desktop.KeyShiftRight {
		t.shift = down
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (t *Table) TypedShortcut(s fyne.Shortcut) {
	if _, all := s.(*fyne.ShortcutSelectAll); all && t.OnMarkAll != nil {
		t.OnMarkAll()
		t.Refresh()
	}
}
