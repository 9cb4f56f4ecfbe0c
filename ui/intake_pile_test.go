package ui

import (
	"testing"
	"time"

	"aftercare/domain/parcel"
)

// A parcel that was just taken in says so once, and how long it took.
func TestPile_takenIn_once(t *testing.T) {
	w := newWorld(t, options{})
	one := parcel.Parcel{Number: "RP-1", Inspections: []parcel.Inspection{{Started: w.now.Add(-12 * time.Second), Finished: w.now}}}
	var l pile
	l.takenIn(w.shell.env, one)
	if got, want := l.rows[0].mark.Word+"|"+l.rows[0].note, "Taken in, 12 s|"; got != want {
		t.Errorf("the row says %q, want %q", got, want)
	}
}

// A program that was ended in the middle of a pile knows how many lie there: of
// today's parcels every tenth closed one.
func TestPile_begin_goesOn(t *testing.T) {
	w := newWorld(t, options{})
	var all []parcel.Parcel // newest first
	for i := range 13 {
		all = append([]parcel.Parcel{{Number: numbered("R-%d", i), State: parcel.PutAway, Arrived: w.now, Inspections: []parcel.Inspection{{Finished: w.now}}}}, all...)
	}
	all = append(all, parcel.Parcel{Number: "R-old", State: parcel.PutAway, Arrived: w.now.AddDate(0, 0, -1), Inspections: []parcel.Inspection{{Finished: w.now}}})
	var l pile
	l.begin(w.shell.env, all)
	if len(l.in) != 3 || l.in[0] != numbered("R-%d", 10) || l.full() {
		t.Errorf("the pile holds %v, want the last three of 13", l.in)
	}
}
