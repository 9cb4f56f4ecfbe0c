package order

import "time"

// TakenBack is the reason of a correction that an undo has written.
const TakenBack = "undo"

// Undone is the order as it was before a step, when it had so many notes. The
// notes that the step wrote stay, as all notes do: each is corrected (R4).
func (o Order) Undone(was Order, notes int, who string, now time.Time) Order {
	was.Version, was.Notes = o.Version, o.Notes
	for _, n := range o.Notes[min(notes, len(o.Notes)):] {
		if was.Voided(n.No) || n.Reason == TakenBack {
			continue // a later undo has corrected it
		}
		was = was.with(Note{At: now, Who: who, Kind: Correction, Corrects: n.No, Reason: TakenBack})
	}
	return was
}
