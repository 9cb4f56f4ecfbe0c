package calendar_test

import (
	"testing"
	"time"

	"aftercare/domain/calendar"
)

// The general holidays that the worked examples meet (R2).
func hongKong() calendar.Holidays {
	off := map[calendar.Date]string{}
	for _, d := range []calendar.Date{"2026-01-01", "2026-02-17", "2026-02-18", "2026-02-19", "2026-04-03", "2026-04-04",
		"2026-04-06", "2026-04-07", "2026-05-01", "2026-05-25", "2026-06-19", "2026-07-01", "2026-09-26", "2026-10-01",
		"2026-10-19", "2026-12-25", "2026-12-26"} {
		off[d] = "holiday"
	}
	return calendar.Holidays{Region: "hk", Off: off, Work: nil}
}

func mainland() calendar.Holidays {
	off := map[calendar.Date]string{}
	for d := calendar.Date("2026-02-15"); d <= "2026-02-23"; d = d.AddDays(1) {
		off[d] = "春节"
	}
	return calendar.Holidays{Region: "cn", Off: off, Work: map[calendar.Date]string{"2026-02-14": "补班", "2026-02-28": "补班"}}
}

var weekend = []time.Weekday{time.Saturday, time.Sunday}

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func TestCalendar_Add(t *testing.T) {
	for name, c := range map[string]struct {
		cal  calendar.Calendar
		from calendar.Date
		n    int
		want calendar.Date
	}{
		"bank refund filed before Easter, 3 days": {calendar.Bank(hongKong()), "2026-04-02", 3, "2026-04-10"},
		"bank refund filed before Easter, 5 days": {calendar.Bank(hongKong()), "2026-04-02", 5, "2026-04-14"},
		"mainland make-up day counts":             {calendar.Calendar{Rest: weekend, Holidays: mainland()}, "2026-02-13", 1, "2026-02-14"},
		"mainland spring festival is skipped":     {calendar.Calendar{Rest: weekend, Holidays: mainland()}, "2026-02-14", 1, "2026-02-24"},
		"day itself is day 0":                     {calendar.Calendar{Rest: weekend, Holidays: hongKong()}, "2026-03-02", 0, "2026-03-02"},
		"R4 placed Mon 2 Mar, 3 working days":     {calendar.Calendar{Rest: weekend, Holidays: hongKong()}, "2026-03-02", 3, "2026-03-05"},
	} {
		t.Run(name, func(t *testing.T) {
			if got, _ := c.cal.Add(c.from, c.n); got != c.want {
				t.Errorf("Add(%s, %d) = %s, want %s", c.from, c.n, got, c.want)
			}
		})
	}
}

func TestCalendar_Add_saysWhichYearHasNoCalendar(t *testing.T) {
	cal := calendar.Calendar{Rest: weekend, Holidays: hongKong()}
	if _, uncovered := cal.Add("2026-12-28", 5); uncovered != 2027 {
		t.Errorf("uncovered = %d, want 2027", uncovered)
	}
	if _, uncovered := cal.Add("2026-12-01", 5); uncovered != 0 {
		t.Errorf("uncovered = %d, want none", uncovered)
	}
}

func TestTerm_After(t *testing.T) {
	hk := zone(t, "Asia/Hong_Kong")
	cal := calendar.Calendar{Rest: weekend, Holidays: hongKong()}
	friday := time.Date(2026, 3, 6, 20, 0, 0, 0, hk)
	due := calendar.Term{Amount: 48, Unit: calendar.Hours}.After(friday, "", cal, hk)
	if want := time.Date(2026, 3, 8, 20, 0, 0, 0, hk); !due.At.Equal(want) || !due.Timed {
		t.Errorf("48 h from Fri 20:00 = %v, want %v", due.At, want)
	}
	due = calendar.Term{Amount: 3, Unit: calendar.WorkingDays}.After(time.Date(2026, 3, 6, 19, 0, 0, 0, hk), "18:00", cal, hk)
	if due.Day != "2026-03-12" || !due.At.Equal(time.Date(2026, 3, 13, 0, 0, 0, 0, hk)) {
		t.Errorf("after the cut-off = %v, want all of Thu 12 March", due)
	}
	due = calendar.Term{Amount: 3, Unit: calendar.WorkingDays}.After(time.Date(2026, 3, 6, 17, 59, 0, 0, hk), "18:00", cal, hk)
	if due.Day != "2026-03-11" {
		t.Errorf("before the cut-off = %v, want Wed 11 March", due.Day)
	}
}

func TestDate_AddMonths(t *testing.T) {
	for _, c := range []struct {
		from calendar.Date
		n    int
		want calendar.Date
	}{
		{"2025-08-31", 6, "2026-02-28"}, {"2025-08-31", 9, "2026-05-31"}, {"2025-08-15", 6, "2026-02-15"}, {"2024-02-29", 12, "2025-02-28"},
	} {
		if got := c.from.AddMonths(c.n); got != c.want {
			t.Errorf("%s + %d months = %s, want %s", c.from, c.n, got, c.want)
		}
	}
}

func TestDate_edges(t *testing.T) {
	// New York's Sunday 8 March 2026 has 23 hours.
	ny := zone(t, "America/New_York")
	d := calendar.Date("2026-03-08")
	if got := d.End(ny).Sub(d.Start(ny)); got != 23*time.Hour {
		t.Errorf("the day of the change lasts %v, want 23 h", got)
	}
	if got := calendar.DateOf(time.Date(2026, 3, 1, 16, 30, 0, 0, time.UTC), zone(t, "Asia/Hong_Kong")); got != "2026-03-02" {
		t.Errorf("DateOf = %s, want the shop's own day", got)
	}
	for _, bad := range []string{"", "2026-2-3", "2026-02-30", "昨天"} {
		if _, err := calendar.ParseDate("due", bad); err == nil {
			t.Errorf("ParseDate(%q) is taken", bad)
		}
	}
}

func TestHolidays_Merge_replacesWholeYears(t *testing.T) {
	newer := calendar.Holidays{Region: "hk", Name: "new", Off: map[calendar.Date]string{"2026-01-01": "a", "2027-01-01": "b"}}
	got := hongKong().Merge(newer)
	if _, kept := got.Off["2026-10-19"]; kept || got.Off["2027-01-01"] != "b" {
		t.Errorf("Merge = %v", got.Off)
	}
}

func TestParseDate_years(t *testing.T) {
	for day, want := range map[string]bool{"2026-03-05": true, "1900-01-01": true, "2999-12-31": true,
		"1899-12-31": false, "0026-03-05": false, "3000-01-01": false, "9999-12-31": false, "10000-01-01": false, "2026-02-30": false} {
		if _, e := calendar.ParseDate("date", day); (e == nil) != want {
			t.Errorf("ParseDate(%q) = %v, want a day: %v", day, e, want)
		}
	}
}

// A day at the end of what the form can say must not count for ever.
func TestCalendar_Between_lastDay(t *testing.T) {
	c := calendar.Calendar{Rest: weekend, Holidays: hongKong()}
	if got := c.Between("9999-12-24", "9999-12-31"); got != 5 {
		t.Errorf("Between to 9999-12-31 = %d, want 5", got)
	}
}
