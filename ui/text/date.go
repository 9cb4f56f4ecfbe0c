package text

import (
	"strconv"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
)

// Day names a day as a person would: today, yesterday, tomorrow, else Date.
// Only words made by At know what today is. "" for no day.
func (w *Words) Day(d calendar.Date) string {
	if w.today != "" && d.Valid() {
		switch d.Days(w.today) {
		case 0:
			return w.T("date.today")
		case -1:
			return w.T("date.yesterday")
		case 1:
			return w.T("date.tomorrow")
		}
	}
	return w.Date(d)
}

// Date is the day by its date: "Thu 12 Mar", "3月12日 週四"; with the year when
// it is not this one, or when w does not know this year. "" for no day.
func (w *Words) Date(d calendar.Date) string {
	if w.today != "" && d.Valid() && d.Year() == w.today.Year() {
		return w.date("date.day", d)
	}
	return w.date("date.day_year", d)
}

// FullDate is the form for papers, always with the year: "Thu 19 Mar 2026",
// "2026年3月19日". "" for no day.
func (w *Words) FullDate(d calendar.Date) string { return w.date("date.full", d) }

// MonthDay is the day without weekday and year: "19 Mar", "3月19日". "" for no
// day.
func (w *Words) MonthDay(d calendar.Date) string { return w.date("date.month_day", d) }

// date shows what is not a day as it stands, so that damage is seen.
func (w *Words) date(form string, d calendar.Date) string {
	if !d.Valid() {
		return string(d)
	}
	return w.T(form, domain.Args{
		"year":    strconv.Itoa(d.Year()),
		"month":   Key("month." + strconv.Itoa(int(d.Month()))),
		"day":     strconv.Itoa(d.Day()),
		"weekday": Key("weekday." + strconv.Itoa(int(d.Weekday()))),
	})
}

// Time is the time of day in the shop's zone, 24 hours: "16:05".
func (w *Words) Time(t time.Time) string { return t.In(w.zone).Format("15:04") }

// Moment is day and time: "yesterday 16:05", "Thu 12 Mar 16:05". "" for none.
func (w *Words) Moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return w.Day(calendar.DateOf(t, w.zone)) + " " + w.Time(t)
}

// FullMoment is day and time for papers: "Mon 9 Mar 2026, 15:02". "" for none.
func (w *Words) FullMoment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return w.T("date.full_time", domain.Args{"day": w.FullDate(calendar.DateOf(t, w.zone)), "time": w.Time(t)})
}

// Left says how long a clock still has, or by how much it is over: "4 h 40 min
// left", "13 h left", "3 days left", "1 day over". Minutes are told below ten
// hours, hours below two days (over: one day). Nothing is rounded up: what is
// left is never promised longer than it is.
func (w *Words) Left(d time.Duration) string {
	if d < 0 {
		return w.span("left.over", -d, 24*time.Hour)
	}
	return w.span("left.left", d, 48*time.Hour)
}

func (w *Words) span(key string, d, daysFrom time.Duration) string {
	h, m := int(d/time.Hour), int(d%time.Hour/time.Minute)
	switch {
	case d < time.Minute:
		return w.T(key + "_now")
	case d >= daysFrom:
		return w.N(key+"_days", int(d/(24*time.Hour)))
	case h >= 10 || h > 0 && m == 0:
		return w.T(key+"_hours", domain.Args{"h": h})
	case h == 0:
		return w.T(key+"_minutes", domain.Args{"m": m})
	}
	return w.T(key+"_hours_minutes", domain.Args{"h": h, "m": m})
}
