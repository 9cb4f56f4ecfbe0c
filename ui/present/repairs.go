package present

import (
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/repair"
	"aftercare/ui/text"
)

// JobGroup is what a shop still has to do about jobs: the filters of the list.
type JobGroup string

// The groups.
const (
	ToCome     JobGroup = "to_come" // asked for, not here yet
	ToLookAt   JobGroup = "to_look_at"
	ToAnswer   JobGroup = "to_answer" // the customer decides on the quote
	ToMend     JobGroup = "to_mend"
	ToGiveBack JobGroup = "to_give_back"
	JobsClosed JobGroup = "closed"
)

var jobGroups = []struct {
	group  JobGroup
	states []repair.State
}{
	{ToCome, []repair.State{repair.Requested, repair.Confirmed, repair.InTransit}},
	{ToLookAt, []repair.State{repair.Received, repair.Checked, repair.Diagnosed}},
	{ToAnswer, []repair.State{repair.Quoted}},
	{ToMend, []repair.State{repair.Approved, repair.Waiting, repair.Repairing, repair.Away}},
	{ToGiveBack, []repair.State{repair.Tested, repair.NotAccepted, repair.NoFault, repair.QuoteNo, repair.Beyond, repair.Replaced, repair.Refunded, repair.CancelledBy, repair.Returned}},
	{JobsClosed, []repair.State{repair.Closed}},
}

// JobGroups lists the groups in the order of a job's life.
func JobGroups() []JobGroup {
	out := make([]JobGroup, len(jobGroups))
	for i, g := range jobGroups {
		out[i] = g.group
	}
	return out
}

// GroupOf is the group of a stage.
func GroupOf(s repair.State) JobGroup {
	for _, g := range jobGroups {
		if slices.Contains(g.states, s) {
			return g.group
		}
	}
	return ToLookAt
}

// RoadPlace is where a stage stands in the list: by group, then along the road.
func RoadPlace(s repair.State) int {
	n := 0
	for _, g := range jobGroups {
		for _, one := range g.states {
			if one == s {
				return n
			}
			n++
		}
	}
	return n
}

// Stage shows a job's stage: waiting, under way, done, ended by a side door.
func Stage(w *text.Words, s repair.State) Mark {
	m := Mark{Half, Info, w.T("repairs.stage." + string(s))}
	switch s {
	case repair.Requested, repair.Confirmed, repair.InTransit, repair.Quoted, repair.Waiting:
		m.Shape, m.Tone = Ring, Neutral
	case repair.Tested, repair.Returned, repair.Closed:
		m.Shape, m.Tone = Tick, Ok
	case repair.NotAccepted, repair.QuoteNo, repair.Beyond, repair.CancelledBy, repair.NoFault, repair.Replaced, repair.Refunded:
		m.Shape, m.Tone = BarDisc, Muted
	}
	return m
}

// JobDue shows until when a job should be back; one that is over says nothing.
func JobDue(w *text.Words, j repair.Job, now time.Time, zone *time.Location) Mark {
	today := calendar.DateOf(now, zone)
	switch {
	case j.Due == "" || j.Over() || j.State == repair.Returned:
		return Mark{}
	case j.Due < today:
		return Mark{Triangle, Late, w.N("repairs.over", today.Days(j.Due))}
	case j.Due == today:
		return Mark{Pie, Warn, w.Day(j.Due)}
	}
	return Mark{"", Neutral, w.Day(j.Due)}
}

// JobAge shows for how many days a job has been open; one that is over says
// nothing.
func JobAge(w *text.Words, j repair.Job, now time.Time, zone *time.Location) string {
	if j.Over() {
		return ""
	}
	return w.N("repairs.age", max(calendar.DateOf(now, zone).Days(calendar.DateOf(j.Opened, zone)), 0))
}

// Cover shows whether the warranty covers a job, in a few words.
func Cover(w *text.Words, j repair.Job) Mark {
	if j.Override != nil {
		return Mark{SquareTick, Info, w.T("repairs.cover.override")}
	}
	m := Answer(w, j.Verdict.Answer)
	if m.Tone == Late { // that a warranty ended is no fault of anybody
		m.Tone = Muted
	}
	for _, f := range j.Verdict.Fired {
		if f.Answer == j.Verdict.Answer {
			if key := "repairs.cover." + f.Code; w.Has(key) {
				m.Word = w.T(key, f.Args)
			}
			return m
		}
	}
	return m
}

// Excuse shows a rule's answer without blame: a warranty that is over is no
// fault.
func Excuse(m Mark) Mark {
	if m.Tone == Late {
		m.Tone = Muted
	}
	return m
}

// RoadStage is one mark of a job's stage strip.
type RoadStage struct {
	Mark
	Now bool
}

// Road shows a job's way: what it has passed, what it skipped, where it is,
// what is to come. A side door that it took stands in its place.
func Road(w *text.Words, j repair.Job) []RoadStage {
	road := slices.DeleteFunc(repair.Road(), func(s repair.State) bool { return s == repair.Closed })
	visited := map[repair.State]bool{}
	var side []repair.State
	last := -1
	for _, st := range j.Steps {
		visited[st.State] = true
		if i := slices.Index(road, st.State); i >= 0 {
			if st.State != repair.Returned {
				last = max(last, i)
			}
		} else if st.State != repair.Closed && !slices.Contains(side, st.State) && (ended(st.State) || st.State == j.State) {
			side = append(side, st.State)
		}
	}
	out := []RoadStage{}
	add := func(s repair.State, m Mark) {
		m.Word = w.T("repairs.stage." + string(s))
		if s == j.State {
			m.Shape, m.Tone = Play, Accent
		}
		out = append(out, RoadStage{m, s == j.State})
	}
	closed := len(side) > 0 && ended(side[len(side)-1])
	for i, s := range road {
		switch {
		case s == repair.Returned && (visited[s] || j.State == repair.Closed):
			add(s, Mark{Shape: Tick, Tone: Ok})
		case i <= last && visited[s]:
			add(s, Mark{Shape: Tick, Tone: Ok})
		case i <= last:
			add(s, Mark{Shape: Dashes, Tone: Muted})
		case closed && s != repair.Returned: // a side door leads straight to the way home
		case skips(j, s):
			add(s, Mark{Shape: Dashes, Tone: Muted})
		default:
			add(s, Mark{Shape: Ring, Tone: Muted})
		}
		if i == last {
			for _, s := range side {
				add(s, Mark{Shape: BarDisc, Tone: Muted})
			}
		}
	}
	return out
}

// ended says whether a side door leads off the road for good.
func ended(s repair.State) bool {
	return slices.Contains([]repair.State{repair.NotAccepted, repair.NoFault, repair.QuoteNo, repair.Beyond, repair.Replaced, repair.Refunded, repair.CancelledBy}, s)
}

// skips says whether a job will pass a stage by: a covered one needs no quote.
func skips(j repair.Job, s repair.State) bool {
	return (s == repair.Quoted || s == repair.Approved) && j.Covered() && !j.Cover.Provisional && j.Verdict.Answer != domain.Ask
}
