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
