package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/emersion/go-ical"

	"aftercare/domain"
	"aftercare/domain/calendar"
)

// maxCalendar is far more than any region's holidays take.
const maxCalendar = 4 << 20

// maxDays bounds an event: no holiday lasts longer.
const maxDays = 62

// ReadCalendar reads the days of rest and make-up workdays of an .ics file. A
// day is worked when its category is WORKDAY, as in the program's own files,
// or when it is marked as calendars from China mark it (班); everything else is
// a day of rest. Region is left empty: the file does not say it.
//
// Errors: import.calendar_unread, import.calendar_empty,
// import.calendar_too_large, import.calendar_event, import.calendar_repeats.
func ReadCalendar(r io.Reader) (calendar.Holidays, error) {
	h := calendar.Holidays{Off: map[calendar.Date]string{}, Work: map[calendar.Date]string{}}
	b, err := io.ReadAll(io.LimitReader(r, maxCalendar+1))
	if err != nil {
		return h, fmt.Errorf("read calendar: %w", err)
	}
	if len(b) > maxCalendar {
		return h, damaged("import.calendar_too_large", domain.Args{"limit": maxCalendar >> 20})
	}
	cal := decode(bytes.TrimPrefix(b, []byte("\xef\xbb\xbf")))
	if cal == nil {
		return h, damaged("import.calendar_unread", nil)
	}
	if p := cal.Props.Get("X-WR-CALNAME"); p != nil {
		h.Name, _ = p.Text() // a broken name is no reason to refuse the days
	}
	for _, event := range cal.Events() {
		if err := addEvent(&h, event); err != nil {
			return h, err
		}
	}
	if len(h.Off)+len(h.Work) == 0 {
		return h, damaged("import.calendar_empty", nil)
	}
	return h, nil
}

// ReadCalendarFile is ReadCalendar of the file at path.
func ReadCalendarFile(path string) (h calendar.Holidays, err error) {
	f, err := os.Open(path)
	if err != nil {
		return h, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return ReadCalendar(f)
}

// decode is nil when the text is no calendar. The library panics over some
// damaged lines, such as one that ends within its name.
func decode(b []byte) (cal *ical.Calendar) {
	defer func() {
		if recover() != nil {
			cal = nil
		}
	}()
	cal, err := ical.NewDecoder(bytes.NewReader(b)).Decode()
	if err != nil {
		return nil
	}
	return cal
}

func addEvent(h *calendar.Holidays, event ical.Event) error {
	name, _ := event.Props.Text(ical.PropSummary)
	from, ok := eventDay(event, ical.PropDateTimeStart)
	if !ok {
		return damaged("import.calendar_event", domain.Args{"name": shown(name)})
	}
	if event.Props.Get(ical.PropRecurrenceRule) != nil {
		return damaged("import.calendar_repeats", domain.Args{"name": shown(name), "day": from})
	}
	end, ok := eventDay(event, ical.PropDateTimeEnd)
	if !ok || end <= from {
		end = from.AddDays(1)
	}
	if end.Days(from) > maxDays {
		return damaged("import.calendar_event", domain.Args{"name": shown(name)})
	}
	to := h.Off
	if workday(event, name) {
		to = h.Work
	}
	for d := from; d < end; d = d.AddDays(1) {
		to[d] = name
	}
	return nil
}

// eventDay is the day that stands in the event, in whatever zone: a holiday is
// a day on the wall.
func eventDay(event ical.Event, prop string) (calendar.Date, bool) {
	p := event.Props.Get(prop)
	if p == nil || len(p.Value) < 8 || !digits(p.Value[:8]) {
		return "", false
	}
	v := p.Value
	d := calendar.Date(v[:4] + "-" + v[4:6] + "-" + v[6:8])
	return d, d.Valid()
}

func workday(event ical.Event, name string) bool {
	for _, p := range event.Props.Values(ical.PropCategories) {
		for c := range strings.SplitSeq(p.Value, ",") {
			switch strings.ToUpper(strings.TrimSpace(c)) {
			case "WORKDAY":
				return true
			case "HOLIDAY":
				return false
			}
		}
	}
	if p := event.Props.Get("X-APPLE-SPECIAL-DAY"); p != nil {
		return strings.EqualFold(p.Value, "ALTERNATE-WORKDAY")
	}
	return strings.Contains(name, "补班") || strings.Contains(name, "補班") || strings.Contains(name, "（班）") || strings.Contains(name, "(班)")
}
