package ui

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"aftercare/ui/widgets"
)

// handClock runs what waits when the test says that so much time has passed.
type handClock struct {
	now   time.Duration
	waits []*handWait
}

type handWait struct {
	at  time.Duration
	run func()
}

func (c *handClock) after(d time.Duration, f func()) (cancel func()) {
	w := &handWait{c.now + d, f}
	c.waits = append(c.waits, w)
	return func() { w.run = nil }
}

func (c *handClock) pass(d time.Duration) {
	c.now += d
	for _, w := range slices.Clone(c.waits) {
		if w.at <= c.now && w.run != nil {
			run := w.run
			w.run = nil
			run()
		}
	}
}

// TestKeypad tells hands from scanners by nothing but the time between keys.
func TestKeypad(t *testing.T) {
	const scanner, quick, hand = 8 * time.Millisecond, 40 * time.Millisecond, 180 * time.Millisecond
	tests := []struct {
		name    string
		keys    string // "~" is Enter
		gap     time.Duration
		presses string
		codes   []string
	}{
		{"one digit", "1", hand, "1", nil},
		{"digits of a hand", "1109", hand, "1109", nil},
		{"a return number", "R-11874~", scanner, "", []string{"R-11874"}},
		{"a tracking number of digits", "784512209318~", scanner, "", []string{"784512209318"}},
		{"a typed return number", "r11874~", hand, "", []string{"r11874"}},
		{"a quick hand", "11", quick, "11", nil},
		{"two scans", "R-11874~R-11882~", scanner, "", []string{"R-11874", "R-11882"}},
		{"full-width digits", "２", hand, "2", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			test.NewTempApp(t)
			clock := &handClock{}
			var codes []string
			presses := ""
			box := widgets.NewScanEntry(widgets.EntryLook{}, clock.after)
			window := test.NewTempWindow(t, box)
			k := &keypad{after: clock.after, box: box, leave: window.Canvas().Unfocus, press: func(r rune) { presses += string(r) }, enter: func() { presses += "~" }}
			box.OnQuery = k.changed
			box.OnCode = func(code string) { codes = append(codes, code); window.Canvas().Unfocus() }
			for _, r := range tt.keys {
				focused := window.Canvas().Focused()
				switch {
				case r == '~' && focused != nil:
					focused.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
					clock.pass(widgets.ScanQuiet)
				case focused != nil:
					focused.TypedRune(r)
				default:
					k.typed(r)
				}
				clock.pass(tt.gap)
			}
			clock.pass(time.Second)
			if presses != tt.presses || !slices.Equal(codes, tt.codes) {
				t.Errorf("keys %q every %v: commands %q, codes %q, want %q, %q", tt.keys, tt.gap, presses, codes, tt.presses, tt.codes)
			}
		})
	}
}

// A wait that is over stands behind a slow frame and comes after the keys that
// ended it: each digit is still pressed once, in its order.
func TestKeypad_lateWaits(t *testing.T) {
	test.NewTempApp(t)
	var late []func()
	after := func(_ time.Duration, f func()) (cancel func()) { late = append(late, f); return func() {} }
	presses := ""
	box := widgets.NewScanEntry(widgets.EntryLook{}, after)
	window := test.NewTempWindow(t, box)
	k := &keypad{after: after, box: box, leave: window.Canvas().Unfocus, press: func(r rune) { presses += string(r) }, enter: func() { presses += "~" }}
	box.OnQuery = k.changed
	run := func() {
		for len(late) > 0 {
			f := late[0]
			late = late[1:]
			f()
		}
	}
	k.typed('1')
	k.typed('2') // the wait of the first is over, and still to come
	window.Canvas().Focused().TypedRune('5')
	run()
	k.typed('9')
	k.flush() // Enter, before the wait of 9
	k.typed('4')
	run()
	if presses != "12594" {
		t.Errorf("commands %q, want 12594", presses)
	}
}

// Digits that a slow machine heard at once, and Enter a moment later: both are the
// hand's, in their order.
func TestKeypad_enterAfterDigits(t *testing.T) {
	test.NewTempApp(t)
	clock := &handClock{}
	presses := ""
	box := widgets.NewScanEntry(widgets.EntryLook{}, clock.after)
	window := test.NewTempWindow(t, box)
	k := &keypad{after: clock.after, box: box, leave: window.Canvas().Unfocus, press: func(r rune) { presses += string(r) }, enter: func() { presses += "~" }}
	box.OnQuery = k.changed
	box.OnCode = func(code string) { t.Errorf("taken as a code: %s", code) }
	k.typed('9')
	k.typed('0')
	clock.pass(120 * time.Millisecond)
	window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	clock.pass(time.Second)
	if presses != "90~" {
		t.Errorf("commands %q, want 90~", presses)
	}
}
