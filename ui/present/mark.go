// Package present turns values of the shop into what a reader sees: words, a
// state shape and a tone. Screen, paper and terminal show the same. It knows
// nothing of windows: a tone is a word, and a shape a name.
//
//	m := present.Standing(w, row.Dates, now, zone)
//	m.Shape, m.Tone, m.Word   "octagon", "late", "Wed 11 Mar"
package present

import (
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/order"
	"aftercare/ui/text"
)

// Tone is the voice of a word, by the names of the theme.
type Tone string

// The tones.
const (
	Neutral Tone = ""
	Ok      Tone = "ok"
	Warn    Tone = "warn"
	Late    Tone = "late"
	Info    Tone = "info"
	Muted   Tone = "muted"
	Accent  Tone = "accent"
)

// The state shapes, told apart by outline alone.
const (
	Ring       = "ring"
	Half       = "half"
	Tick       = "tick"
	Pie        = "pie"
	Triangle   = "triangle"
	Octagon    = "octagon"
	SquareTick = "square-tick"
	BarDisc    = "bar-disc"
	Dashes     = "dashes"
	Play       = "play"
	Dot        = "dot"
)

// Mark is a state as it is shown: a shape, a tone and a word.
type Mark struct {
	Shape string
	Tone  Tone
	Word  string
}

// OrderState shows the state of an order.
func OrderState(w *text.Words, s order.State) Mark {
	m := map[order.State]Mark{order.Placed: {Ring, Neutral, ""}, order.Paid: {Ring, Neutral, ""}, order.Shipped: {Half, Neutral, ""},
		order.Delivered: {Tick, Ok, ""}, order.Completed: {Tick, Ok, ""}, order.Cancelled: {BarDisc, Muted, ""}}[s]
	m.Word = w.T("order.state." + string(s))
	return m
}

// ShipBy shows an order's date in a list: the day, or how it was kept.
func ShipBy(w *text.Words, d order.Dates, now time.Time, zone *time.Location) Mark {
	day := ""
	if !d.Force.Due.None() {
		day = w.Day(d.Force.Due.Day)
		if d.Force.Due.Timed && d.Force.Due.Day == calendar.DateOf(now, zone) {
			day = w.T("ship_by.today_at", domain.Args{"time": w.Time(d.Force.Due.At)})
		}
	}
	switch d.Standing(now, zone) {
	case order.Overdue:
		return Mark{Octagon, Late, day}
	case order.DueToday:
		return Mark{Pie, Warn, day}
	case order.Agreed:
		return Mark{SquareTick, Info, day}
	case order.Held:
		return Mark{Dashes, Muted, w.T("standing.held")}
	case order.Kept:
		return Mark{Tick, Ok, w.T("standing.kept")}
	case order.Missed:
		return Mark{Triangle, Late, w.T("standing.missed")}
	case order.Calm:
		if d.Force.Source == order.FromAgreement {
			return Mark{SquareTick, Info, day}
		}
		return Mark{"", Neutral, day}
	}
	return Mark{"", Muted, ""}
}

// StandingBadge shows how an order stands, for a record's head.
func StandingBadge(w *text.Words, d order.Dates, now time.Time, zone *time.Location) Mark {
	s := d.Standing(now, zone)
	m := map[order.Standing]Mark{order.Overdue: {Triangle, Late, ""}, order.DueToday: {Pie, Warn, ""}, order.Agreed: {SquareTick, Info, ""},
		order.Held: {Dashes, Muted, ""}, order.Calm: {Ring, Neutral, ""}, order.Kept: {Tick, Ok, ""}, order.Missed: {Triangle, Late, ""}}[s]
	m.Word = w.T("standing." + string(s))
	if s == order.Overdue {
		days := calendar.DateOf(now, zone).Days(d.Force.Due.Day)
		if days > 0 {
			m.Word = w.N("standing.overdue_days", days)
		}
	}
	return m
}

// Clock shows the time left to a due moment: calm, in its last quarter, missed.
// A promise for whole days says the day; one to the minute says hours.
func Clock(w *text.Words, due calendar.Due, missed, soon bool, now time.Time) Mark {
	if due.None() {
		return Mark{Ring, Muted, ""}
	}
	switch {
	case missed:
		return Mark{Triangle, Late, w.Left(due.At.Sub(now))}
	case soon && (due.Timed || due.At.Sub(now) < 24*time.Hour):
		return Mark{Pie, Warn, w.Left(due.At.Sub(now))}
	case soon:
		return Mark{Pie, Warn, w.Day(due.Day)}
	case due.Timed:
		return Mark{Ring, Neutral, w.Left(due.At.Sub(now))}
	}
	return Mark{Ring, Neutral, w.Day(due.Day)}
}

// Answer shows a verdict's answer.
func Answer(w *text.Words, a domain.Answer) Mark {
	m := map[domain.Answer]Mark{domain.Pass: {Tick, Ok, ""}, domain.Ask: {Pie, Warn, ""}, domain.Denied: {BarDisc, Late, ""}}[a]
	m.Word = w.T("answer." + string(a))
	return m
}

// Rule is one rule of a verdict: its mark, its name, and the facts it saw.
type Rule struct {
	Mark
	Name, Facts string
}

// Rules shows each rule that had something to say.
func Rules(w *text.Words, v domain.Verdict) []Rule {
	out := make([]Rule, len(v.Fired))
	for i, f := range v.Fired {
		out[i] = Rule{Mark: Answer(w, f.Answer), Name: w.T("verdict." + f.Code + ".name"), Facts: w.T("verdict."+f.Code, f.Args)}
	}
	return out
}

// Short shows a platform's long number by its last six digits; it stands whole
// in a tooltip and in what is copied.
func Short(number string) string {
	if len(number) > 14 {
		return "..." + number[len(number)-6:]
	}
	return number
}
