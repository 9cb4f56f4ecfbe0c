package ui

import (
	"aftercare/domain/parcel"
)

// station is one thing that the desk asks about a parcel: a check of its list,
// then for each line the count, the grade and the way, at last the end.
type station struct {
	kind stationKind
	i    int // of the check or the line
}

type stationKind string

const (
	atCheck stationKind = "check"
	atCount stationKind = "count"
	atRest  stationKind = "rest" // fewer than announced: is the rest to come?
	atGrade stationKind = "grade"
	atWay   stationKind = "way"
	atEnd   stationKind = "end"
)

// stationsOf lists what is asked about a draft, in order. Of what did not come
// neither grade nor way is asked.
func stationsOf(in parcel.Inspection) []station {
	var out []station
	for i := range in.Checks {
		out = append(out, station{atCheck, i})
	}
	for i, c := range in.Counts {
		out = append(out, station{atCount, i})
		if c.Counted != nil && *c.Counted < c.Said {
			out = append(out, station{atRest, i})
		}
		if c.Counted == nil || *c.Counted > 0 {
			out = append(out, station{atGrade, i}, station{atWay, i})
		}
	}
	return append(out, station{atEnd, 0})
}

// answered says whether the desk has entered what the station asks.
func (s station) answered(in parcel.Inspection) bool {
	switch s.kind {
	case atCheck:
		return in.Checks[s.i].Mark != ""
	case atCount:
		return in.Counts[s.i].Counted != nil
	case atRest:
		return in.Counts[s.i].Rest
	case atGrade:
		return in.Counts[s.i].Grade != ""
	case atWay:
		return in.Counts[s.i].Disposition != ""
	}
	return false
}

// optional says whether the station may be passed without an answer.
func (s station) optional(in parcel.Inspection) bool {
	return s.kind == atRest || s.kind == atCheck && !in.Checks[s.i].Required
}

// whereLeft is the station at which a draft goes on: the first open one that
// must be answered, or an open optional one after which nothing was entered.
func whereLeft(in parcel.Inspection) int {
	all := stationsOf(in)
	last := -1
	for i, s := range all {
		if s.answered(in) {
			last = i
		}
	}
	for i, s := range all {
		if !s.answered(in) && (i > last || !s.optional(in)) {
			return i
		}
	}
	return len(all) - 1
}

// checked counts the checks that have an answer.
func checked(in parcel.Inspection) (done, of int) {
	for _, c := range in.Checks {
		if c.Mark != "" {
			done++
		}
	}
	return done, len(in.Checks)
}
