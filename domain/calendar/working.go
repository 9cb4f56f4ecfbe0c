package calendar

import (
	"maps"
	"slices"
	"time"
)

// Holidays are the days of one region that differ from its ordinary week.
type Holidays struct {
	Region string          `json:"region"` // "hk", "cn"
	Name   string          `json:"name"`   // as the file calls itself
	Off    map[Date]string `json:"off"`    // days of rest and what they are called
	Work   map[Date]string `json:"work"`   // make-up workdays
}

// Years lists the calendar years that the holidays cover, ascending.
func (h Holidays) Years() []int {
	seen := map[int]bool{}
	for d := range h.Off {
		seen[d.Year()] = true
	}
	for d := range h.Work {
		seen[d.Year()] = true
	}
	return slices.Sorted(maps.Keys(seen))
}

// Covers says whether the holidays of a year are known.
func (h Holidays) Covers(year int) bool {
	// Not by Years: an import asks this for every order, and the first day of
	// the year that is met answers it.
	for d := range h.Off {
		if d.Year() == year {
			return true
		}
	}
	for d := range h.Work {
		if d.Year() == year {
			return true
		}
	}
	return false
}

// Merge takes over the days of a newer file for the same region; whole years
// are replaced, so that a corrected year does not keep a withdrawn holiday.
func (h Holidays) Merge(newer Holidays) Holidays {
	out := Holidays{h.Region, newer.Name, map[Date]string{}, map[Date]string{}}
	years := newer.Years()
	take := func(to, from map[Date]string, all bool) {
		for d, name := range from {
			if all || !slices.Contains(years, d.Year()) {
				to[d] = name
			}
		}
	}
	take(out.Off, h.Off, false)
	take(out.Work, h.Work, false)
	take(out.Off, newer.Off, true)
	take(out.Work, newer.Work, true)
	return out
}

// Calendar says which days are worked: the weekly rest days and the holidays.
type Calendar struct {
	Rest     []time.Weekday
	Holidays Holidays
}

// Bank is the region's bank calendar: Saturday, Sunday and holidays (R2).
func Bank(h Holidays) Calendar {
	return Calendar{[]time.Weekday{time.Saturday, time.Sunday}, h}
}

// Calendars are the three that a rule in working days may name (R2).
type Calendars struct{ Shop, Bank, Carrier Calendar }

// For is the calendar that a term names by its unit: the shop's, unless it
// counts the banks' or the carriers' days.
func (c Calendars) For(t Term) Calendar {
	switch t.Unit {
	case BankDays:
		return c.Bank
	case CarrierDays:
		return c.Carrier
	}
	return c.Shop
}

// Works says whether the day is worked.
func (c Calendar) Works(d Date) bool {
	if _, ok := c.Holidays.Work[d]; ok {
		return true
	}
	if _, ok := c.Holidays.Off[d]; ok {
		return false
	}
	return !slices.Contains(c.Rest, d.Weekday())
}

// Covers says whether the holidays of the day's year are known.
func (c Calendar) Covers(d Date) bool { return c.Holidays.Covers(d.Year()) }

// Add is the n-th working day after d, d itself being day 0. uncovered is the
// first year on the way whose holidays are not known, 0 when all are.
func (c Calendar) Add(d Date, n int) (day Date, uncovered int) {
	day = d
	known := 0 // the year last looked up
	for steps := 0; n > 0 && steps < 5000; steps++ {
		day = day.AddDays(1)
		if year := day.Year(); uncovered == 0 && year != known {
			if known = year; !c.Holidays.Covers(year) {
				uncovered = year
			}
		}
		if c.Works(day) {
			n--
		}
	}
	return day, uncovered
}

// Between counts the working days after from, up to and including to; negative
// when to is earlier.
func (c Calendar) Between(from, to Date) int {
	if to < from {
		return -c.Between(to, from)
	}
	n, d := 0, from
	// Counted, not compared: the day after 9999-12-31 sorts before it.
	for range to.Days(from) {
		if d = d.AddDays(1); c.Works(d) {
			n++
		}
	}
	return n
}

// Gap is a year whose holidays in a region are not known.
type Gap struct {
	Region string `json:"region"`
	Year   int    `json:"year"`
}
