package backup

import (
	"math/rand/v2"
	"testing"
	"time"
)

// life makes a backup at each moment and thins as the vault does; it gives what
// is left.
func life(at func(i int) time.Time, n int) []About {
	var all []About
	for i := range n {
		now := at(i)
		all = append(all, About{Serial: int64(i + 1), Made: now, Day: now.Format(time.DateOnly)})
		gone := map[int64]bool{}
		for _, a := range surplus(all) {
			gone[a.Serial] = true
		}
		var left []About
		for _, a := range all {
			if !gone[a.Serial] {
				left = append(left, a)
			}
		}
		all = left
	}
	return all
}

var began = time.Date(2025, 1, 6, 9, 0, 0, 0, time.UTC)

func TestSurplus_years(t *testing.T) {
	// Every two hours, for a year and a half.
	all := life(func(i int) time.Time { return began.Add(time.Duration(i) * 2 * time.Hour) }, 540*12)
	days, weeks, months := map[string]int{}, map[string]bool{}, map[string]bool{}
	for _, a := range all {
		days[a.Day]++
		weeks[week(a.Day)] = true
		months[a.Day[:7]] = true
	}
	newest := all[len(all)-1].Day
	if days[newest] == 0 || len(months) != keepMonthly || len(weeks) < keepWeekly || len(all) > 2*12+12+10+9 {
		t.Errorf("kept %d backups of %d days, %d weeks, %d months", len(all), len(days), len(weeks), len(months))
	}
	several := 0
	for _, n := range days {
		if n > 1 {
			several++
		}
	}
	if several != keepAll {
		t.Errorf("%d days have all their backups, want %d", several, keepAll)
	}
}

// Whatever the clock does, each day that would have been kept without the jump
// is kept with it, but for the one day more that the jump made.
func TestSurplus_clockJumps(t *testing.T) {
	for name, jump := range map[string]func(i int, at time.Time) time.Time{
		"back an hour":        func(i int, at time.Time) time.Time { return at.Add(-time.Hour * time.Duration(i%2)) },
		"ten years ahead":     func(i int, at time.Time) time.Time { return at.AddDate(10*b2i(i == 60), 0, 0) },
		"ten years back":      func(i int, at time.Time) time.Time { return at.AddDate(-10*b2i(i == 60), 0, 0) },
		"ahead and staying":   func(i int, at time.Time) time.Time { return at.AddDate(10*b2i(i >= 60), 0, 0) },
		"another zone":        func(i int, at time.Time) time.Time { return at.In(time.FixedZone("", 14*3600*b2i(i%3 == 0))) },
		"summer time and day": func(i int, at time.Time) time.Time { return at.Add(time.Hour * time.Duration(b2i(i > 30))) },
	} {
		plainLife := func(i int) time.Time { return began.Add(time.Duration(i) * 8 * time.Hour) }
		straight := life(plainLife, 63)
		jumped := life(func(i int) time.Time { return jump(i, plainLife(i)) }, 63)
		kept := map[int64]bool{}
		for _, a := range jumped {
			kept[a.Serial] = true
		}
		missing := 0
		for _, a := range straight {
			if !kept[a.Serial] {
				missing++
			}
		}
		// The newest three are always there, and one strange day costs at most
		// one day of each kind.
		for serial := int64(61); serial <= 63; serial++ {
			if !kept[serial] {
				t.Errorf("%s: backup %d of the last day went", name, serial)
			}
		}
		if missing > 8 {
			t.Errorf("%s: %d of %d backups went that a straight clock keeps", name, missing, len(straight))
		}
	}
}

// No jump of the clock by itself takes a backup away.
func TestSurplus_jumpTakesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		all := life(func(i int) time.Time { return began.Add(time.Duration(i) * 5 * time.Hour) }, 1+r.IntN(100))
		// The same backups, looked at again: nothing more goes, whatever the hour.
		if more := surplus(all); len(more) != 0 {
			t.Fatalf("a second look takes %d backups", len(more))
		}
		days := map[string]bool{}
		for _, a := range all {
			days[a.Day] = true
		}
		if want := min(12, len(days)); len(days) < want {
			t.Fatalf("%d days left", len(days))
		}
	}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
