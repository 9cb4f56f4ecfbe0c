package clock_test

import (
	"testing"
	"time"

	"aftercare/domain/calendar"
	"aftercare/domain/clock"
)

var (
	hk   = time.FixedZone("HKT", 8*3600)
	nine = time.Date(2026, 3, 2, 9, 0, 0, 0, hk)
)

// Whatnot, return request 2026-03-02 09:00: acknowledge by 11:00, amber 10:30.
func TestClock_Face(t *testing.T) {
	c := clock.Clock{Code: "acknowledge", From: nine, Due: calendar.AtInstant(nine.Add(2*time.Hour), hk)}
	platform := c
	platform.Due, platform.Warn = calendar.AtInstant(nine.Add(8*time.Hour), hk), 4*time.Hour
	met, late := c, c
	met.Stopped, late.Stopped = nine.Add(119*time.Minute), nine.Add(2*time.Hour)
	gone := c
	gone.Dropped = true
	for _, x := range []struct {
		name  string
		clock clock.Clock
		at    time.Time
		want  clock.Face
	}{
		{"before its last quarter", c, nine.Add(89 * time.Minute), clock.Calm}, {"its last quarter", c, nine.Add(90 * time.Minute), clock.Amber},
		{"its last minute", c, nine.Add(119 * time.Minute), clock.Amber}, {"its end is too late", c, nine.Add(2 * time.Hour), clock.Missed},
		{"answered in time is kept", met, nine.Add(50 * time.Hour), clock.Met}, {"answered at its end", late, nine.Add(50 * time.Hour), clock.MetLate},
		{"needed no more", gone, nine.Add(50 * time.Hour), clock.Dropped}, {"a platform's, 4 h before", platform, nine.Add(4 * time.Hour), clock.Amber},
		{"a platform's, earlier", platform, nine.Add(239 * time.Minute), clock.Calm},
	} {
		if got := x.clock.Face(x.at); got != x.want {
			t.Errorf("%s: %s, want %s", x.name, got, x.want)
		}
	}
}

func TestClocks(t *testing.T) {
	due := func(h int) calendar.Due { return calendar.AtInstant(nine.Add(time.Duration(h)*time.Hour), hk) }
	var cs clock.Clocks
	cs = cs.Started(clock.Clock{Code: "propose", From: nine, Due: due(24)}).Started(clock.Clock{Code: "acknowledge", From: nine, Due: due(2)})
	if again := cs.Started(clock.Clock{Code: "propose", From: nine.Add(time.Hour), Due: due(25)}); len(again) != 2 {
		t.Errorf("a clock that runs started twice: %d", len(again))
	}
	if k, ok := cs.Earliest(); !ok || k.Code != "acknowledge" {
		t.Errorf("of several the earliest shows, not %s", k.Code)
	}
	answered := cs.Stopped("acknowledge", nine.Add(time.Hour))
	if k, _ := answered.Earliest(); k.Code != "propose" {
		t.Errorf("after the answer %s shows", k.Code)
	}
	if took, ok := answered[1].Took(); !ok || took != time.Hour {
		t.Errorf("it took %v", took)
	}
	if answered = answered.Stopped("acknowledge", nine.Add(5*time.Hour)); answered[1].Face(nine) != clock.Met {
		t.Error("a stopped clock was stopped again")
	}
	if cs[1].Stopped != (time.Time{}) {
		t.Error("the clocks of before changed")
	}
}
