package repair

import (
	"slices"
	"time"

	"aftercare/domain"
)

// Withdrawn cancels and closes a job that an inspection opened which was
// corrected since: its item is not to be repaired. One that somebody has begun
// to work on takes a word why; a loaner that is out keeps the job open until it
// is back.
//
// Errors: parcel.repair_begun without a reason, parcel.repair_over when the item
// was repaired or is away.
func (j Job) Withdrawn(reason, who string, now time.Time, zone *time.Location) (Job, error) {
	if j.Over() && j.Mistaken {
		return j, nil
	}
	if !slices.Contains(Life.Possible(j.State), CancelIt) {
		return j, domain.Refuse("R10", "parcel.repair_over", domain.Args{"repair": j.Number, "state_key": "repair.state." + string(j.State)})
	}
	if j.State != Received && reason == "" {
		e := domain.Refuse("R10", "parcel.repair_begun", domain.Args{"repair": j.Number, "state_key": "repair.state." + string(j.State)})
		e.Field = "answer"
		return j, e
	}
	j.Mistaken = true
	j, err := j.Step(Entry{Event: CancelIt, Note: or(reason, j.Parcel)}, who, now, zone)
	if err != nil || j.LoanerOut() {
		return j, err
	}
	return j.Step(Entry{Event: CloseIt}, who, now, zone)
}

// barred says why a move of the table is closed to this job.
func (j Job) barred(e Event) error {
	switch e {
	case Replace, Refund:
		return domain.Refuse("R12", "repair.ours", domain.Args{"repair": j.Number})
	case GiveBack:
		if j.State == Replaced {
			return domain.Refuse("R12", "repair.with_order", domain.Args{"repair": j.Number, "order": j.Instead.Order})
		}
	case CloseIt:
		return domain.Refuse("R12", "repair.not_given_back", domain.Args{"repair": j.Number})
	}
	return domain.Refuse("R12", "repair.not_here", domain.Args{"repair": j.Number})
}
