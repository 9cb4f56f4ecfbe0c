package repair

import (
	"cmp"
	"slices"
	"time"

	"aftercare/domain/calendar"
	"aftercare/domain/money"
)

// StageTime says how long jobs stay at a stage, in whole hours of real time.
type StageTime struct {
	State   State `json:"state"`
	Stays   int   `json:"stays"`   // that are over
	Median  int   `json:"median"`  // hours, of those
	Longest int   `json:"longest"` // hours, of those
	Now     int   `json:"now"`     // jobs that stand there
	Oldest  int   `json:"oldest"`  // hours for which the oldest of these does
}

// Stages is the turnaround by stage (R12), in the order of the life. A stage
// where no job ever stood is left out.
func Stages(jobs []Job, now time.Time) []StageTime {
	stays, here := map[State][]int{}, map[State][]int{}
	for _, j := range jobs {
		for i, st := range j.Steps {
			switch {
			case st.State == Closed:
			case i+1 < len(j.Steps):
				stays[st.State] = append(stays[st.State], hours(st.At, j.Steps[i+1].At))
			default:
				here[st.State] = append(here[st.State], hours(st.At, now))
			}
		}
	}
	var out []StageTime
	for _, s := range Life.States() {
		over, open := stays[s], here[s]
		if len(over)+len(open) == 0 {
			continue
		}
		t := StageTime{State: s, Stays: len(over), Median: Median(over), Now: len(open)}
		if len(over) > 0 {
			t.Longest = slices.Max(over)
		}
		if len(open) > 0 {
			t.Oldest = slices.Max(open)
		}
		out = append(out, t)
	}
	return out
}

func hours(from, to time.Time) int { return max(int(to.Sub(from)/time.Hour), 0) }

// Median is the middle of the figures, of two in the middle the lower; 0 of
// none.
func Median(figures []int) int {
	if len(figures) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(figures))
	return sorted[(len(sorted)-1)/2]
}

// Turnaround is how long repairs took from the item's arrival until it went
// home, in working days, and how many went home by their day.
type Turnaround struct {
	Jobs   int `json:"jobs"`
	Median int `json:"median"` // working days
	Kept   int `json:"kept"`   // by the expected day
}

// TurnaroundOf sums up the jobs that went home, in the working days of c from the
// item's arrival (R12). A job without an expected day counts as kept; one whose
// item never came in is left out.
func TurnaroundOf(jobs []Job, c calendar.Calendar, zone *time.Location) Turnaround {
	var t Turnaround
	var days []int
	for _, j := range jobs {
		in, back := j.Last(Receive), j.BackAt()
		if in == nil || back.IsZero() {
			continue
		}
		home := calendar.DateOf(back, zone)
		days = append(days, c.Between(calendar.DateOf(in.At, zone), home))
		if j.Due == "" || home <= j.Due {
			t.Kept++
		}
	}
	t.Jobs, t.Median = len(days), Median(days)
	return t
}

// Cost is what a product's fault of one kind cost the shop: the lines that the
// warranty covered, at their prices, goodwill beside it, what workshops
// charged, and what was given instead of a repair.
type Cost struct {
	SKU      string       `json:"sku,omitempty"`
	Item     string       `json:"item"`
	Fault    string       `json:"fault,omitempty"` // one of Faults, "" where nobody said
	Jobs     int          `json:"jobs"`
	Parts    money.Amount `json:"parts"`
	Labour   money.Amount `json:"labour"` // freight and the like with it
	Goodwill money.Amount `json:"goodwill"`
	Workshop money.Amount `json:"workshop"`
	Instead  money.Amount `json:"instead"`
	Total    money.Amount `json:"total"`
}

// Costs is the cost of the warranty by product and fault (R12), the dearest
// first, currencies apart. Jobs that cost the shop nothing are left out.
func Costs(jobs []Job) []Cost {
	type key struct {
		product, fault string
		currency       money.Currency
	}
	at := map[key]int{}
	var out []Cost
	for _, j := range jobs {
		c := costOf(j)
		if c.Total.Zero() {
			continue
		}
		k := key{or(j.SKU, j.Item), c.Fault, j.Currency}
		i, known := at[k]
		if !known {
			at[k] = len(out)
			out = append(out, c)
			continue
		}
		o := &out[i]
		o.Jobs++
		for _, x := range []struct{ to, from *money.Amount }{{&o.Parts, &c.Parts}, {&o.Labour, &c.Labour}, {&o.Goodwill, &c.Goodwill},
			{&o.Workshop, &c.Workshop}, {&o.Instead, &c.Instead}, {&o.Total, &c.Total}} {
			*x.to = x.to.Add(*x.from)
		}
	}
	slices.SortStableFunc(out, func(a, b Cost) int {
		return cmp.Or(cmp.Compare(a.Total.Currency, b.Total.Currency), cmp.Compare(b.Total.Minor, a.Total.Minor))
	})
	return out
}

func costOf(j Job) Cost {
	none := money.Of(0, j.Currency)
	if j.Ours { // what mending its own goods costs is no warranty's
		return Cost{Total: none}
	}
	c := Cost{SKU: j.SKU, Item: j.Item, Fault: j.Finding.Kind, Jobs: 1, Parts: none, Labour: none, Goodwill: none, Workshop: none, Instead: none}
	if j.Repaired() {
		for _, w := range j.Work {
			to := &c.Labour
			switch {
			case !w.Covered:
				continue
			case w.Why == "goodwill" || w.Why == "override":
				to = &c.Goodwill
			case w.Kind == "part":
				to = &c.Parts
			}
			*to = to.Add(w.Value())
		}
	}
	for _, l := range j.Legs {
		if l.Cost.Currency == j.Currency {
			c.Workshop = c.Workshop.Add(l.Cost)
		}
	}
	if j.Instead != nil && j.Instead.Amount.Currency == j.Currency {
		c.Instead = c.Instead.Add(j.Instead.Amount)
	}
	c.Total = c.Parts.Add(c.Labour).Add(c.Goodwill).Add(c.Workshop).Add(c.Instead)
	return c
}
