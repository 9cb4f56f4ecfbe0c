package ui

import (
	"strconv"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/ui/widgets"
)

// newDateField makes a field for a day in the words of the page; day may be
// none. Read it with dayOf.
func newDateField(e env, day calendar.Date) *widgets.DateField {
	return widgets.NewDateField(dateWords(e), dateOf(calendar.DateOf(e.now(), e.shell.zone)), dateOf(day), nil)
}

// dateWords are the words of a calendar in the page's language.
func dateWords(e env) widgets.DateWords {
	w := e.speak()
	out := widgets.DateWords{Before: w.T("date.month_before"), After: w.T("date.month_after"),
		Heading: func(year, month int) string {
			return w.T("date.heading", domain.Args{"month": w.T("month." + strconv.Itoa(month)), "year": strconv.Itoa(year)})
		},
		Format: func(d widgets.Date) string { return w.FullDate(calendarDate(d)) },
	}
	for i := range out.Months {
		out.Months[i] = w.T("month." + strconv.Itoa(i+1))
	}
	for i := range out.Weekdays {
		out.Weekdays[i] = w.T("weekday.short." + strconv.Itoa((i+1)%7))
	}
	return out
}

// dayOf is the day in a field, none when it is empty; a text that is no day is
// refused under the field's name.
//
// Errors: date.not_a_date.
func dayOf(name string, f *widgets.DateField) (calendar.Date, *domain.Error) {
	d, ok := f.Date()
	if !ok {
		return "", domain.Wrong(name, "date.not_a_date", domain.Args{"value": f.Text()})
	}
	return calendarDate(d), nil
}

func dateOf(d calendar.Date) widgets.Date {
	if d == "" {
		return widgets.Date{}
	}
	return widgets.Date{Year: d.Year(), Month: int(d.Month()), Day: d.Day()}
}

func calendarDate(d widgets.Date) calendar.Date {
	if d.IsZero() {
		return ""
	}
	return calendar.Date(time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC).Format("2006-01-02"))
}

// momentOf is a day and a time of day as they stand in two fields, called name
// and name_time: no day is no moment, a day without a time its first moment.
//
// Errors: date.not_a_date, time.not_a_time.
func momentOf(name string, day *widgets.DateField, clock *widgets.Entry, zone *time.Location) (time.Time, *domain.Error) {
	d, e := dayOf(name, day)
	if e != nil || d == "" {
		return time.Time{}, e
	}
	at := d.Start(zone)
	typed := clock.Text()
	if typed == "" {
		return at, nil
	}
	c, err := time.Parse("15:04", typed)
	if err != nil {
		return time.Time{}, domain.Wrong(name+"_time", "time.not_a_time", domain.Args{"value": typed})
	}
	return time.Date(at.Year(), at.Month(), at.Day(), c.Hour(), c.Minute(), 0, 0, zone), nil
}
