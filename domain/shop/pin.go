package shop

import (
	"time"

	"aftercare/domain"
)

// A PIN is a lock of the screen: it keeps hands off an open window. It does not
// hide the file in which the shop is kept from whoever holds that file.

// The shortest and the longest PIN.
const (
	minPIN = 4
	maxPIN = 12
)

// CheckPIN refuses what is no PIN: anything but 4 to 12 digits.
//
// Errors: person.pin.
func CheckPIN(field, pin string) *domain.Error {
	fits := len(pin) >= minPIN && len(pin) <= maxPIN
	for _, r := range pin {
		fits = fits && r >= '0' && r <= '9'
	}
	if !fits {
		return domain.Wrong(field, "person.pin", domain.Args{"least": minPIN, "most": maxPIN})
	}
	return nil
}

// pinDelays says how long to wait after each wrong PIN in a row, the last one
// for all that follow: three slips cost nothing, a thousand guesses six weeks.
var pinDelays = []time.Duration{0, 0, 0, 30 * time.Second, time.Minute, 2 * time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour}

// Wait is the moment before which no PIN of the person is tried. A clock that
// was put back shortens no wait: it begins anew.
func (p Person) Wait(now time.Time) time.Time {
	if p.Wrong == 0 {
		return time.Time{}
	}
	delay := pinDelays[min(p.Wrong, len(pinDelays)-1)]
	if now.Before(p.Last) {
		return now.Add(delay)
	}
	return p.Last.Add(delay)
}

// Tries counts one more PIN as wrong, before it is compared: a program that is
// killed in the middle gives nobody a guess.
//
// Errors: person.wait, until when.
func (p Person) Tries(now time.Time) (Person, error) {
	if until := p.Wait(now); now.Before(until) {
		return p, p.Waits(until)
	}
	p.Wrong++
	p.Last = now
	return p, nil
}

// Waits says that no PIN is tried before a moment, given to the minute after it.
func (p Person) Waits(until time.Time) *domain.Error {
	return &domain.Error{Kind: domain.Forbidden, Code: "person.wait", Field: "pin",
		Args: domain.Args{"until": until, "count": p.Wrong, "minute": until.Add(time.Minute - time.Nanosecond).Truncate(time.Minute)}}
}

// Right forgets the wrong PINs: the right one was given.
func (p Person) Right() Person {
	p.Wrong, p.Last = 0, time.Time{}
	return p
}
