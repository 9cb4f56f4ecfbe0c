package ui

import (
	"strings"
	"time"

	"aftercare/ui/widgets"
)

// keypad tells the digits of a hand from the codes of a scanner on a page whose
// commands are digits. A digit that nothing follows within handQuiet is a
// command; a longer burst belongs to the scan box. Two or three digits that
// come as fast as a scan and then stop were a quick hand after all: no parcel's
// code is so short.
type keypad struct {
	after widgets.After
	box   *widgets.ScanEntry
	leave func()           // takes the keyboard from the box
	press func(digit rune) // a command
	enter func()           // Enter after digits

	held   rune // typed, and not yet told apart; 0 for none
	burst  bool // what stands in the box came as a burst
	cancel func()
	turn   int // counts the waits: one that is over may stand behind a slow frame, and come after its end
}

// handQuiet is how long no other character may follow a digit that is a
// command; burstQuiet, how long a short burst waits for its rest. The latter is
// longer than the box waits after an Enter.
const (
	handQuiet  = 60 * time.Millisecond
	burstQuiet = widgets.ScanQuiet + 50*time.Millisecond
	burstShort = 3
)

// typed takes a character that was typed while no field had the keyboard.
func (k *keypad) typed(r rune) {
	if r >= '０' && r <= '９' { // an input method's full-width digits
		r -= '０' - '0'
	}
	if k.held != 0 {
		first := k.held
		k.stop()
		k.burst = true
		k.box.Type(first)
		k.box.Type(r)
		return
	}
	if r < '0' || r > '9' {
		k.box.Type(r)
		return
	}
	k.held = r
	k.wait(handQuiet, k.flush)
}

// flush takes a digit that is held back as a command, as Enter after it does.
func (k *keypad) flush() {
	r := k.held
	k.stop()
	if r != 0 {
		k.press(r)
	}
}

// changed is told of what stands in the box after every character.
func (k *keypad) changed(text string) {
	if !k.burst {
		return
	}
	k.stop()
	if text == "" {
		k.burst = false
		return
	}
	k.wait(burstQuiet, func() {
		if digits, ok := k.commands(text); ok {
			entered := k.box.TakeEnter() // a hand's, after its digits
			k.release(digits)
			if entered {
				k.enter()
			}
		}
	})
}

// commands says whether a text of the box was typed by a quick hand: one that a
// slow machine heard at once, too, for no parcel's code is so short.
func (k *keypad) commands(text string) (digits string, ok bool) {
	ok = text != "" && len(text) <= burstShort && strings.Trim(text, "0123456789") == ""
	return text, ok
}

func (k *keypad) release(digits string) {
	k.burst = false
	k.box.SetText("")
	k.leave()
	for _, r := range digits {
		k.press(r)
	}
}

func (k *keypad) wait(d time.Duration, f func()) {
	k.turn++
	turn, done := k.turn, false
	cancel := k.after(d, func() {
		if done = true; turn == k.turn {
			f()
		}
	})
	if !done { // a clock of tests fires at once
		k.cancel = cancel
	}
}

func (k *keypad) stop() {
	if k.cancel != nil {
		k.cancel()
	}
	k.cancel, k.held = nil, 0
	k.turn++
}
