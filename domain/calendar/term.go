package calendar

import (
	"fmt"
	"slices"
	"time"

	"aftercare/domain"
)

// Unit is what a Term counts.
type Unit string

// The units of a Term. Hours skip nothing and end at an instant; the others
// end with a day.
const (
	Hours       Unit = "hours"
	Days        Unit = "days"
	WorkingDays Unit = "working_days"
	Minutes     Unit = "minutes"
	BankDays    Unit = "bank_days"    // working days of the banks
	CarrierDays Unit = "carrier_days" // working days of the carriers
)

// Units lists them in the order in which a form offers them.
func Units() []Unit { return []Unit{WorkingDays, Days, Hours, Minutes, BankDays, CarrierDays} }

// Working says whether the unit counts working days, of whichever calendar.
func (u Unit) Working() bool { return u == WorkingDays || u == BankDays || u == CarrierDays }

// Term is a promise of time: 3 working days, 48 hours.
type Term struct {
	Amount int  `json:"amount"`
	Unit   Unit `json:"unit"`
}

// String is the plain form "3 working_days".
func (t Term) String() string { return fmt.Sprintf("%d %s", t.Amount, t.Unit) }

// Check refuses a negative amount, an unreasonable one and an unknown unit.
//
// Errors: term.amount, term.unit.
func (t Term) Check(field string) *domain.Error {
	if t.Amount < 0 || t.Amount > 3650 {
		return domain.Wrong(field, "term.amount", domain.Args{"value": t.Amount})
	}
	if slices.Contains(Units(), t.Unit) {
		return nil
	}
	return domain.Wrong(field, "term.unit", domain.Args{"value": string(t.Unit)})
}

// Outlasts says whether the term is sure to end after another one that began
// with it. Working days are taken for what they are at most and at least, so
// that it never claims it of 24 hours and 1 working day.
func (t Term) Outlasts(u Term) bool {
	return minutes(t, 1) > minutes(u, 3)
}

// minutes is the length of a term when each of its working days takes so many
// days of the calendar.
func minutes(t Term, days int) int {
	switch t.Unit {
	case Minutes:
		return t.Amount
	case Hours:
		return t.Amount * 60
	case Days:
		return t.Amount * 24 * 60
	}
	return t.Amount * 24 * 60 * days
}

// Clock is a time of day, "18:00"; "" means none.
type Clock string

// Check refuses what is not between 00:00 and 23:59.
//
// Errors: time.not_a_time.
func (c Clock) Check(field string) *domain.Error {
	if c == "" {
		return nil
	}
	if _, err := time.Parse("15:04", string(c)); err != nil || len(c) != 5 {
		return domain.Wrong(field, "time.not_a_time", domain.Args{"value": string(c)})
	}
	return nil
}

// Due is the end of a promise. At is the first instant at which it is broken;
// Day is the last day on which it can be kept. Timed says that the time of day
// counts, not only the day.
type Due struct {
	At        time.Time `json:"at"`
	Day       Date      `json:"day"`
	Timed     bool      `json:"timed,omitempty"`
	Uncovered int       `json:"uncovered,omitempty"` // a year without a calendar on the way
}

// None says whether there is no promise.
func (d Due) None() bool { return d.Day == "" }

// EndOf is a promise for the whole of a day.
func EndOf(day Date, zone *time.Location) Due { return Due{At: day.End(zone), Day: day} }

// AtInstant is a promise until an instant.
func AtInstant(at time.Time, zone *time.Location) Due {
	return Due{At: at, Day: DateOf(at, zone), Timed: true}
}

// After ends the term that begins at from (R2). A beginning after the cut-off
// counts as the next working day when the term is in working days.
//
//	48 h from Fri 20:00               Sun 20:00, that instant
//	3 working days, cut-off 18:00,
//	from Fri 19:00, weekend off       Thu, the whole day
func (t Term) After(from time.Time, cutOff Clock, c Calendar, zone *time.Location) Due {
	switch t.Unit {
	case Hours:
		return AtInstant(from.Add(time.Duration(t.Amount)*time.Hour), zone)
	case Minutes:
		return AtInstant(from.Add(time.Duration(t.Amount)*time.Minute), zone)
	case Days:
		return EndOf(DateOf(from, zone).AddDays(t.Amount), zone)
	}
	day := DateOf(from, zone)
	if cutOff != "" && from.In(zone).Format("15:04") >= string(cutOff) {
		day, _ = c.Add(day, 1)
	}
	day, uncovered := c.Add(day, t.Amount)
	due := EndOf(day, zone)
	due.Uncovered = uncovered
	return due
}
