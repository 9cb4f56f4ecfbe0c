// Package calendar knows civil dates, working days and the instants between
// which a day lies (R2).
//
// A Date is a day on the wall: "2026-03-05". It has no zone; Start and End give
// its edges in one. A Calendar says which days are worked: weekly rest days, the
// region's holidays, and mainland China's make-up workdays, which count as
// worked though they are a Saturday or Sunday. A year that the holidays do not
// cover is reported, never taken as free of holidays.
package calendar

import (
	"strconv"
	"time"

	"aftercare/domain"
)

// Date is a civil day in the form 2006-01-02; "" means none. Dates compare
// with < because the form sorts.
type Date string

const form = "2006-01-02"

// DateOf is the day on which the instant falls in the zone.
func DateOf(at time.Time, zone *time.Location) Date { return Date(at.In(zone).Format(form)) }

// The years of a valid day. A shop has no use for others: what lies outside is
// a slip of the hand, and past year 9999 the form would no longer sort.
const firstYear, lastYear = 1900, 2999

// ParseDate reads the form 2006-01-02 and refuses days that no month has, and
// those outside the years 1900 to 2999.
//
// Errors: date.not_a_date.
func ParseDate(field, s string) (Date, *domain.Error) {
	if !Date(s).Valid() {
		return "", domain.Wrong(field, "date.not_a_date", domain.Args{"value": s})
	}
	return Date(s), nil
}

// Valid says whether d is a day that exists, in the years 1900 to 2999.
func (d Date) Valid() bool {
	t, err := time.Parse(form, string(d))
	return err == nil && firstYear <= t.Year() && t.Year() <= lastYear
}

func (d Date) time() time.Time {
	t, _ := time.Parse(form, string(d)) // the zero time for "", which no rule asks about
	return t
}

// AddDays is n calendar days later, or earlier when n is negative.
func (d Date) AddDays(n int) Date { return Date(d.time().AddDate(0, 0, n).Format(form)) }

// AddMonths is n months later, the day clamped to the month's last (R12):
// 2025-08-31 plus 6 is 2026-02-28.
func (d Date) AddMonths(n int) Date {
	t := d.time()
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return Date(first.AddDate(0, 0, min(t.Day(), last)-1).Format(form))
}

// Days is the number of days from e to d: positive when d is later.
func (d Date) Days(e Date) int { return int(d.time().Sub(e.time()).Hours() / 24) }

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.time().Weekday() }

// Year is the calendar year.
func (d Date) Year() int {
	if len(d) == len(form) {
		if year, err := strconv.Atoi(string(d[:4])); err == nil {
			return year
		}
	}
	return d.time().Year()
}

// Month is the month of the year.
func (d Date) Month() time.Month { return d.time().Month() }

// Day is the day of the month.
func (d Date) Day() int { return d.time().Day() }

// Start is the first instant of the day in the zone.
func (d Date) Start(zone *time.Location) time.Time {
	t := d.time()
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, zone)
}

// End is the first instant after the day: the start of the next. A promise for
// the day is kept before it and broken from it on.
func (d Date) End(zone *time.Location) time.Time { return d.AddDays(1).Start(zone) }
