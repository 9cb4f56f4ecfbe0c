package widgets

import (
	"fyne.io/fyne/v2"
)

// FocusGained implements fyne.Focusable.
func (t *Table) FocusGained() {
	t.focused = true
	t.Refresh()
}

// FocusLost implements fyne.Focusable.
func (t *Table) FocusLost() {
	t.focused, t.shift = false, false
	t.Refresh()
}

// Focus gives the table the keyboard.
func (t *Table) Focus() { focusOn(t, t) }

// TypedRune implements fyne.Focusable: a scan may begin while a list has the
// keyboard.
func (t *Table) TypedRune(r rune) {
	if r != ' ' {
		strayRune(t, r)
	}
}

// TypedKey implements fyne.Focusable.
func (t *Table) TypedKey(ev *fyne.KeyEvent) {
	t.awaited = -1
	page := max(int(t.view.Size().Height/t.step())-1, 1)
	switch ev.Name {
	case fyne.KeyUp:
		t.move(t.from(-1), -1)
	case fyne.KeyDown:
		t.move(t.from(1), 1)
	case fyne.KeyPageUp:
		t.move(max(t.selected-page, 0), -1)
	case fyne.KeyPageDown:
		t.move(min(t.selected+page, t.rows()-1), 1)
	case fyne.KeyHome:
		t.offset = 0
		t.move(0, 1)
	case fyne.KeyEnd:
		t.move(t.rows()-1, -1)
	case fyne.KeyReturn, fyne.KeyEnter:
		if t.selected < 0 && t.OnBare != nil {
			t.OnBare()
			return
		}
		call(t.OnActivated, t.selected)
	case fyne.KeySpace:
		call(t.OnShow, t.selected)
	case fyne.KeyEscape:
		if t.OnEscape != nil {
			t.OnEscape()
			return
		}
		strayKey(t, ev)
	default:
		strayKey(t, ev)
	}
}

func call(f func(int), i int) {
	if f != nil && i >= 0 {
		f(i)
	}
}

// move selects row i or, where that is a group head, the next one in the
// direction, turning back at the end.
func (t *Table) move(i, direction int) {
	n := t.rows()
	for turn := 0; turn < 2; turn++ {
		for ; i >= 0 && i < n; i += direction {
			if !t.Row(i).Group {
				t.Select(i)
				how := MarkReached
				if t.shift {
					how = MarkTo
				}
				t.marks(i, how)
				return
			}
		}
		direction = -direction
		i = min(max(i, 0), n-1)
	}
}

// from is where an arrow goes: the row after or before the selected one; where
// that one left the list, the row that came into its place or the one before.
func (t *Table) from(step int) int {
	switch {
	case t.selected >= 0:
		return t.selected + step
	case step > 0:
		return min(t.left, t.rows()-1)
	}
	return min(t.left, t.rows()) - 1
}
