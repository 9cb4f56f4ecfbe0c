package widgets_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"aftercare/ui/widgets"
)

// scanned is what the toolkit tells of a scan: each key as it goes down, one a
// millisecond, and each character when the input method lets it go, in order and
// late. Enter is a key alone, and overtakes what is still inside.
type scanned struct {
	at  time.Duration
	run func(f fyne.Focusable)
}

func scanBeside(code string, from time.Duration, lag func() time.Duration) (events []scanned, end time.Duration) {
	const step = time.Millisecond
	at, out := from, from
	for _, r := range code {
		name := fyne.KeyName(strings.ToUpper(string(r)))
		events = append(events, scanned{at, func(f fyne.Focusable) { f.TypedKey(&fyne.KeyEvent{Name: name}) }})
		out = max(out, at+lag()) // characters keep their order
		events = append(events, scanned{out, func(f fyne.Focusable) { f.TypedRune(r) }})
		at += step
	}
	events = append(events, scanned{at, func(f fyne.Focusable) { f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) }})
	return events, max(at, out)
}

// play runs events in the order of their time; of one moment, in their own order.
func play(f fyne.Focusable, c *clock, events []scanned) {
	slices.SortStableFunc(events, func(a, b scanned) int { return int(a.at - b.at) })
	for _, e := range events {
		if e.at > c.now {
			c.pass(e.at - c.now)
		}
		e.run(f)
	}
}

// Two hundred codes of 13 to 40 characters, a millisecond a character, are taken
// whole: without an input method, and beside one that holds characters back.
func TestScanEntry_twoHundred(t *testing.T) {
	const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
	for _, slow := range []time.Duration{0, 4 * time.Millisecond, 30 * time.Millisecond, 80 * time.Millisecond} {
		t.Run(fmt.Sprint(slow), func(t *testing.T) {
			r := rand.New(rand.NewPCG(200, uint64(slow)))
			c := &clock{}
			s := widgets.NewScanEntry(widgets.EntryLook{}, c.after)
			var got, want []string
			s.OnCode = func(code string) { got = append(got, code) }
			shown(t, s, 300, 32)
			s.Focusable().FocusGained()
			for range 200 {
				var b strings.Builder
				for range 13 + r.IntN(28) {
					b.WriteByte(letters[r.IntN(len(letters))])
				}
				events, end := scanBeside(b.String(), c.now, func() time.Duration { return time.Duration(r.Int64N(int64(slow) + 1)) })
				play(s.Focusable(), c, events)
				c.pass(end + widgets.ScanQuiet + time.Millisecond - c.now)
				want = append(want, b.String())
			}
			if !slices.Equal(got, want) {
				t.Errorf("%d of 200 codes came, %d as they were scanned", len(got), same(got, want))
			}
		})
	}
}

func same(got, want []string) (n int) {
	for i := range min(len(got), len(want)) {
		if got[i] == want[i] {
			n++
		}
	}
	return n
}

// Two scans within 150 ms are two scans.
func TestScanEntry_twoWithin150(t *testing.T) {
	for _, slow := range []time.Duration{0, 10 * time.Millisecond} {
		for _, pause := range []time.Duration{1, 20, 60, 100, 120} {
			r := rand.New(rand.NewPCG(150, uint64(pause)))
			lag := func() time.Duration { return time.Duration(r.Int64N(int64(slow) + 1)) }
			c := &clock{}
			s := widgets.NewScanEntry(widgets.EntryLook{}, c.after)
			var got []string
			s.OnCode = func(code string) { got = append(got, code) }
			shown(t, s, 300, 32)
			s.Focusable().FocusGained()
			first, end := scanBeside("SF1456220931899", c.now, lag)
			second, over := scanBeside("886436979446185504", end+pause*time.Millisecond, lag)
			play(s.Focusable(), c, append(first, second...))
			c.pass(over + time.Second - c.now)
			if want := []string{"SF1456220931899", "886436979446185504"}; !slices.Equal(got, want) {
				t.Errorf("input method %v, pause %d ms: codes %q, want %q", slow, pause, got, want)
			}
		}
	}
}

// A scan that begins while something old stands in the box loses nothing.
func TestScanEntry_overOldText(t *testing.T) {
	c := &clock{}
	s := widgets.NewScanEntry(widgets.EntryLook{SelectAll: true}, c.after)
	var got []string
	s.OnCode = func(code string) { got = append(got, code) }
	shown(t, s, 300, 32)
	s.SetText("left over")
	for _, r := range "YTD0000258380" {
		s.Type(r)
	}
	key(s.Focusable(), fyne.KeyReturn)
	c.pass(time.Second)
	if !slices.Equal(got, []string{"YTD0000258380"}) {
		t.Errorf("codes %q, want YTD0000258380", got)
	}
}

// While a further code is on its way, the box says so to whom the first is handed.
func TestScanEntry_Busy(t *testing.T) {
	for _, slow := range []time.Duration{0, 10 * time.Millisecond} {
		c := &clock{}
		s := widgets.NewScanEntry(widgets.EntryLook{}, c.after)
		var busy []bool
		s.OnCode = func(string) { busy = append(busy, s.Busy()) }
		shown(t, s, 300, 32)
		s.Focusable().FocusGained()
		lag := func() time.Duration { return slow }
		first, end := scanBeside("SF1456220931899", 0, lag)
		second, over := scanBeside("886436979446185504", end+time.Millisecond, lag)
		play(s.Focusable(), c, append(first, second...))
		c.pass(over + time.Second - c.now)
		if slow == 0 && !slices.Equal(busy, []bool{true, false}) {
			t.Errorf("input method %v: busy %v, want yes and no", slow, busy)
		}
		if len(busy) != 2 || busy[1] {
			t.Errorf("input method %v: busy %v, want no after the last", slow, busy)
		}
	}
}
