package calendar_test

import (
	"testing"
	"time"

	"aftercare/domain/calendar"
)

// A promise in hours ends an exact time later, whatever the clocks on the wall
// do; one in days ends at the shop's own midnight. Hong Kong has no change,
// London's clocks went on at 01:00 on 29 March 2026 and back on 25 October, New
// York's on at 02:00 on 8 March and back on 1 November.
func TestTerm_After_overAChangeOfTheClocks(t *testing.T) {
	two := calendar.Term{Amount: 48, Unit: calendar.Hours}
	for name, c := range map[string]struct {
		zone, from string
		term       calendar.Term
		want       string
		long       time.Duration // from the beginning to the end
	}{
		"Hong Kong, 48 h":                  {"Asia/Hong_Kong", "2026-03-28 20:00", two, "2026-03-30 20:00", 48 * time.Hour},
		"London on, 48 h":                  {"Europe/London", "2026-03-28 20:00", two, "2026-03-30 21:00", 48 * time.Hour},
		"London back, 48 h":                {"Europe/London", "2026-10-24 20:00", two, "2026-10-26 19:00", 48 * time.Hour},
		"New York on, 48 h":                {"America/New_York", "2026-03-07 20:00", two, "2026-03-09 21:00", 48 * time.Hour},
		"New York back, 48 h":              {"America/New_York", "2026-10-31 20:00", two, "2026-11-02 19:00", 48 * time.Hour},
		"London on, 2 days end at 00:00":   {"Europe/London", "2026-03-28 20:00", calendar.Term{Amount: 2, Unit: calendar.Days}, "2026-03-31 00:00", 51 * time.Hour},
		"London back, 2 days end at 00:00": {"Europe/London", "2026-10-24 20:00", calendar.Term{Amount: 2, Unit: calendar.Days}, "2026-10-27 00:00", 53 * time.Hour},
		"New York on, 1 working day":       {"America/New_York", "2026-03-06 20:00", calendar.Term{Amount: 1, Unit: calendar.WorkingDays}, "2026-03-10 00:00", 75 * time.Hour},
		"Hong Kong, 1 working day":         {"Asia/Hong_Kong", "2026-03-06 20:00", calendar.Term{Amount: 1, Unit: calendar.WorkingDays}, "2026-03-10 00:00", 76 * time.Hour},
		"3 minutes in the hour that is not": {"Europe/London", "2026-03-29 00:58", calendar.Term{Amount: 3, Unit: calendar.Minutes},
			"2026-03-29 02:01", 3 * time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			z := zone(t, c.zone)
			from, err := time.ParseInLocation("2006-01-02 15:04", c.from, z)
			if err != nil {
				t.Fatal(err)
			}
			due := c.term.After(from, "", calendar.Calendar{Rest: weekend, Holidays: hongKong()}, z)
			if got := due.At.In(z).Format("2006-01-02 15:04"); got != c.want || due.At.Sub(from) != c.long {
				t.Errorf("After(%s) = %s, %v later; want %s, %v later", c.from, got, due.At.Sub(from), c.want, c.long)
			}
		})
	}
}

// The cut-off is a time on the wall: 18:00 is 18:00 before and after the change,
// and an order placed in the hour that London's clocks pass twice counts once.
func TestTerm_After_cutOffOverAChange(t *testing.T) {
	three := calendar.Term{Amount: 3, Unit: calendar.WorkingDays}
	for name, c := range map[string]struct {
		zone string
		from time.Time // UTC
		want calendar.Date
	}{
		"London, Fri before, 17:59": {"Europe/London", time.Date(2026, 3, 27, 17, 59, 0, 0, time.UTC), "2026-04-01"},
		"London, Fri before, 18:00": {"Europe/London", time.Date(2026, 3, 27, 18, 0, 0, 0, time.UTC), "2026-04-02"},
		"London, Mon after, 17:59":  {"Europe/London", time.Date(2026, 3, 30, 16, 59, 0, 0, time.UTC), "2026-04-02"},
		"New York, Fri, 18:00":      {"America/New_York", time.Date(2026, 3, 6, 23, 0, 0, 0, time.UTC), "2026-03-12"},
		"New York, Mon after 17:59": {"America/New_York", time.Date(2026, 3, 9, 21, 59, 0, 0, time.UTC), "2026-03-12"},
		"Hong Kong, Fri, 19:00":     {"Asia/Hong_Kong", time.Date(2026, 3, 6, 11, 0, 0, 0, time.UTC), "2026-03-12"},
		"London, the hour twice":    {"Europe/London", time.Date(2026, 10, 25, 1, 30, 0, 0, time.UTC), "2026-10-28"},
	} {
		t.Run(name, func(t *testing.T) {
			due := three.After(c.from, "18:00", calendar.Calendar{Rest: weekend, Holidays: calendar.Holidays{}}, zone(t, c.zone))
			if due.Day != c.want {
				t.Errorf("After = %s, want %s", due.Day, c.want)
			}
		})
	}
}

// R2's first example: a refund by FPS counts by the banks, also in a shop that
// works on Saturdays.
func TestCalendars_For(t *testing.T) {
	days := calendar.Calendars{Shop: calendar.Calendar{Rest: []time.Weekday{time.Sunday}, Holidays: hongKong()}, Bank: calendar.Bank(hongKong()),
		Carrier: calendar.Calendar{Holidays: hongKong()}}
	for unit, want := range map[calendar.Unit]calendar.Date{calendar.BankDays: "2026-04-14", calendar.WorkingDays: "2026-04-13", calendar.CarrierDays: "2026-04-11"} {
		term := calendar.Term{Amount: 5, Unit: unit}
		due := term.After(time.Date(2026, 4, 2, 10, 0, 0, 0, time.UTC), "", days.For(term), zone(t, "Asia/Hong_Kong"))
		if due.Day != want {
			t.Errorf("5 %s of Thu 2 April end on %s, want %s", unit, due.Day, want)
		}
	}
}

func TestTerm_Outlasts(t *testing.T) {
	h := func(n int) calendar.Term { return calendar.Term{Amount: n, Unit: calendar.Hours} }
	w := func(n int) calendar.Term { return calendar.Term{Amount: n, Unit: calendar.WorkingDays} }
	for _, c := range []struct {
		a, b calendar.Term
		want bool
	}{{h(48), h(24), true}, {h(24), h(24), false}, {h(24), w(1), false}, {h(24 * 10), w(3), true}, {w(2), h(24), true}, {w(1), h(24), false}} {
		if got := c.a.Outlasts(c.b); got != c.want {
			t.Errorf("%s outlasts %s: got %v, want %v", c.a, c.b, got, c.want)
		}
	}
}
