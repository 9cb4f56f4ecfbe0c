package present_test

import (
	"testing"
	"time"

	"aftercare/assets"
	"aftercare/domain/calendar"
	"aftercare/domain/casefile"
	"aftercare/ui/present"
	"aftercare/ui/text"
)

func TestClockLeft(t *testing.T) {
	zone, err := time.LoadLocation("Asia/Hong_Kong")
	if err != nil {
		t.Fatal(err)
	}
	catalogue, err := text.Load(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 3, 12, 10, 40, 0, 0, zone)
	w := catalogue.In(text.English, zone).At(now)
	in := func(d time.Duration) calendar.Due {
		return calendar.Due{At: now.Add(d), Day: calendar.DateOf(now.Add(d), zone), Timed: true}
	}
	for name, c := range map[string]struct {
		due  calendar.Due
		want string
	}{
		"no clock":               {calendar.Due{}, ""},
		"minutes":                {in(20 * time.Minute), "20 min"},
		"hours and minutes":      {in(4*time.Hour + 40*time.Minute), "4 h 40 min"},
		"hours":                  {in(22 * time.Hour), "22 h"},
		"the day after tomorrow": {in(50 * time.Hour), "14 Mar"},
		"missed by minutes":      {in(-70 * time.Minute), "-1 h 10 min"},
		"missed by days":         {in(-50 * time.Hour), "-2 d"},
		"the whole of today":     {calendar.EndOf("2026-03-12", zone), "today"},
		"the whole of tomorrow":  {calendar.EndOf("2026-03-13", zone), "tomorrow"},
		"the whole of yesterday": {calendar.EndOf("2026-03-11", zone), "-1 d"},
		"next week":              {calendar.EndOf("2026-03-19", zone), "19 Mar"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := present.ClockLeft(w, c.due, now, zone); got != c.want {
				t.Errorf("ClockLeft = %q, want %q", got, c.want)
			}
		})
	}
}

// A clock of the third step must not seem to run out from its first hour, as
// it would if it were measured from the request.
func TestCaseClock_countsFromTheStepBefore(t *testing.T) {
	catalogue, err := text.Load(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 3, 12, 10, 40, 0, 0, time.UTC)
	w := catalogue.In(text.English, time.UTC).At(now)
	c := casefile.Case{State: casefile.Settling, Requested: now.AddDate(0, 0, -9), Steps: []casefile.Step{{Code: casefile.Reply, Done: now.AddDate(0, 0, -9)},
		{Code: casefile.Intake, Done: now.Add(-time.Hour)}, {Code: casefile.Refund, Due: calendar.AtInstant(now.Add(23*time.Hour), time.UTC)}}}
	if got := present.CaseClock(w, c, now, time.UTC); got.Shape != present.Ring || got.Word != "23 h left" {
		t.Errorf("an hour into 24 the clock shows %q %q, want a ring and 23 h left", got.Shape, got.Word)
	}
	if got := present.CaseClock(w, c, now.Add(20*time.Hour), time.UTC); got.Shape != present.Pie {
		t.Errorf("three hours before its end the clock shows %q, want a pie", got.Shape)
	}
}
