package repair

import "aftercare/domain/calendar"

// Waited is what a job waits for besides the bench.
type Waited string

// What a job waits for, each with a day of its own.
const (
	ForWorkshop Waited = "workshop" // the item, from a maker or a workshop
	ForParts    Waited = "parts"
	ForAnswer   Waited = "answer" // to the quote, before it expires
	ForLoaner   Waited = "loaner"
)

// Wait is something that a job waits for, and the last day on which it should
// come.
type Wait struct {
	What Waited        `json:"what"`
	Day  calendar.Date `json:"day"`
}

// Waits are what the job waits for that has a day, the loaner last.
func (j Job) Waits() []Wait {
	var out []Wait
	add := func(is bool, what Waited, day calendar.Date) {
		if is && day != "" {
			out = append(out, Wait{what, day})
		}
	}
	if l := j.Leg(); l != nil {
		add(j.State == Away, ForWorkshop, l.Expected)
	}
	add(j.State == Waiting, ForParts, j.PartsDue)
	add(j.State == Quoted, ForAnswer, j.Expires)
	if j.LoanerOut() {
		add(true, ForLoaner, j.Loaner.Due)
	}
	return out
}
