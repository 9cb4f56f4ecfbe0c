// Package clock keeps the times within which a shop answers (R8): when a clock
// started, when it is due, and whether it was met. It runs on until the step
// that answers it stops it; met or missed is kept for good.
//
//	c := clock.Clock{Code: "acknowledge", From: nine, Due: eleven}
//	c.Face(at)   calm until 10:30, then amber, missed from 11:00
package clock

import (
	"slices"
	"time"

	"aftercare/domain/calendar"
)

// Code names a clock; the catalogue's key is "clock." + Code.
type Code string

// Face is how a clock looks.
type Face string

// The faces: three of a clock that runs, two of one that was answered, and one
// of a clock that nobody needs any more.
const (
	Calm    Face = "calm"
	Amber   Face = "amber" // the last quarter of its real span
	Missed  Face = "missed"
	Met     Face = "met"
	MetLate Face = "met_late"
	Dropped Face = "dropped"
)

// Clock is one promise of an answer.
type Clock struct {
	Code    Code         `json:"code"`
	From    time.Time    `json:"from"`
	Due     calendar.Due `json:"due"`
	Stopped time.Time    `json:"stopped,omitzero"`
	Dropped bool         `json:"dropped,omitempty"` // ended without an answer being owed
	// Warn is how long before its end a platform's own deadline turns amber at
	// the latest.
	Warn time.Duration `json:"warn,omitempty"`
}

// Runs says whether the clock still waits for its answer.
func (c Clock) Runs() bool { return c.Stopped.IsZero() && !c.Dropped }

// AmberAt is the first instant of its last quarter, or the warning before it
// where that is earlier.
func (c Clock) AmberAt() time.Time {
	at := c.Due.At.Add(-c.Due.At.Sub(c.From) / 4)
	if warn := c.Due.At.Add(-c.Warn); warn.Before(at) {
		return warn
	}
	return at
}

// Face is how the clock looks at an instant. Its due time itself is too late.
func (c Clock) Face(now time.Time) Face {
	switch {
	case c.Dropped:
		return Dropped
	case !c.Stopped.IsZero() && c.Stopped.Before(c.Due.At):
		return Met
	case !c.Stopped.IsZero():
		return MetLate
	case !now.Before(c.Due.At):
		return Missed
	case !now.Before(c.AmberAt()):
		return Amber
	}
	return Calm
}

// Took is how long the answer took; ok is false while there is none.
func (c Clock) Took() (d time.Duration, ok bool) {
	if c.Stopped.IsZero() || c.Dropped {
		return 0, false
	}
	return c.Stopped.Sub(c.From), true
}

// Clocks are those of one matter, in the order in which they started.
type Clocks []Clock

// Of is the clock of a code, the newest of several; ok is false for none.
func (cs Clocks) Of(code Code) (Clock, bool) {
	for i := len(cs) - 1; i >= 0; i-- {
		if cs[i].Code == code {
			return cs[i], true
		}
	}
	return Clock{}, false
}

// Started has one clock more. One of the same code that still runs goes on and
// none is added; a due time that nobody promised starts none.
func (cs Clocks) Started(c Clock) Clocks {
	if old, ok := cs.Of(c.Code); c.Due.None() || ok && old.Runs() {
		return cs
	}
	return append(slices.Clone(cs), c)
}

// Stopped has the running clock of a code stopped at an instant.
func (cs Clocks) Stopped(code Code, at time.Time) Clocks {
	return cs.each(func(c *Clock) bool { return c.Code == code }, func(c *Clock) { c.Stopped = at })
}

// Dropped has all clocks dropped that still run and that pick takes.
func (cs Clocks) Dropped(pick func(Code) bool) Clocks {
	return cs.each(func(c *Clock) bool { return pick(c.Code) }, func(c *Clock) { c.Dropped = true })
}

func (cs Clocks) each(pick func(*Clock) bool, change func(*Clock)) Clocks {
	out := slices.Clone(cs)
	for i := range out {
		if out[i].Runs() && pick(&out[i]) {
			change(&out[i])
		}
	}
	return out
}

// Earliest is the running clock that is due first: of several, it is the one
// that shows.
func (cs Clocks) Earliest() (Clock, bool) {
	var first Clock
	for _, c := range cs {
		if c.Runs() && (first.Code == "" || c.Due.At.Before(first.Due.At)) {
			first = c
		}
	}
	return first, first.Code != ""
}
