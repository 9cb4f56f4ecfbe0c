package order

import (
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
)

// Outcome says what became of an agreement.
type Outcome string

// The outcomes of an agreement.
const (
	PromiseKept     Outcome = "kept"
	PromiseBroken   Outcome = "broken"
	PromiseOpen     Outcome = "open"     // its day has not passed
	PromiseVoid     Outcome = "void"     // a correction took it back
	PromiseReplaced Outcome = "replaced" // a later agreement took its place before its day
	PromiseEnded    Outcome = "ended"    // the order was cancelled before its day
)

// Outcomes lists them in the order in which a list offers them.
func Outcomes() []Outcome {
	return []Outcome{PromiseOpen, PromiseKept, PromiseBroken, PromiseVoid, PromiseReplaced, PromiseEnded}
}

// Promised is one row of the register of agreements (R4).
type Promised struct {
	Order   domain.ID     `json:"order"`
	Number  string        `json:"number"`
	Who     string        `json:"who"`
	Channel domain.ID     `json:"channel"`
	Note    int           `json:"note"`
	First   calendar.Date `json:"first"`  // the shop's first promise
	Before  calendar.Date `json:"before"` // in force until the agreement
	Agreed  calendar.Date `json:"agreed"`
	By      string        `json:"by"`
	How     string        `json:"how"`
	When    time.Time     `json:"when"`
	Reason  string        `json:"reason"`
	Outcome Outcome       `json:"outcome"`
	Late    int           `json:"late,omitempty"` // days after the agreed one
	Entered time.Time     `json:"entered,omitzero"`
	ToEnter bool          `json:"to_enter,omitempty"` // in force, waited for, and not yet entered on the platform
	Terms   string        `json:"terms"`
	Writer  string        `json:"writer"` // who recorded it
}

// Agreements are the order's rows of the register, oldest first.
//
//	agreed for 12 March, shipped on the 12th    kept
//	shipped on the 14th                         broken, 2 days late
func (o Order) Agreements(now time.Time, zone *time.Location) []Promised {
	var out []Promised
	force, _ := o.agreed()
	for _, n := range o.Notes {
		if n.Kind != DelayAgreement || n.Agreement == nil {
			continue
		}
		a := o.enteredIn(n)
		p := Promised{Order: o.ID, Number: o.Number, Who: o.ShipTo.Name, Channel: o.ChannelID, Note: n.No, First: o.First.Due.Day, Before: a.Before,
			Agreed: a.Date, By: a.By, How: a.How, When: a.When, Reason: a.Reason, Entered: a.Entered, Terms: a.Terms, Writer: n.Who,
			ToEnter: n.No == force.No && a.Entered.IsZero() && o.Waiting()}
		p.Outcome, p.Late = o.outcome(n, now, zone)
		out = append(out, p)
	}
	return out
}

func (o Order) outcome(n Note, now time.Time, zone *time.Location) (Outcome, int) {
	day := n.Agreement.Date
	end := day.End(zone)
	if o.Voided(n.No) {
		return PromiseVoid, 0
	}
	for _, later := range o.Notes {
		if later.No > n.No && later.Kind == DelayAgreement && !o.Voided(later.No) && later.At.Before(end) {
			return PromiseReplaced, 0
		}
	}
	switch {
	case o.State == Cancelled && (o.Cancelled.IsZero() || o.Cancelled.Before(end)):
		return PromiseEnded, 0
	case !o.ShippedAt.IsZero() && o.ShippedAt.Before(end):
		return PromiseKept, 0
	case !o.ShippedAt.IsZero():
		return PromiseBroken, calendar.DateOf(o.ShippedAt, zone).Days(day)
	case o.State == Cancelled:
		return PromiseBroken, calendar.DateOf(o.Cancelled, zone).Days(day)
	case !o.Waiting():
		return PromiseKept, 0 // gone, and the file does not say when: never taken for late
	case now.Before(end):
		return PromiseOpen, 0
	}
	return PromiseBroken, calendar.DateOf(now, zone).Days(day)
}

// Rate sums up a register: how many agreements were kept of those that could be.
type Rate struct {
	Kept    int `json:"kept"`
	Broken  int `json:"broken"`
	Open    int `json:"open"`
	Percent int `json:"percent"` // kept of kept and broken, rounded half up; 0 of none
}

// RateOf counts the rows by outcome. Voided and replaced agreements count as
// nothing; Percent is of those that are kept or broken (R4).
func RateOf(rows []Promised) Rate {
	var r Rate
	for _, p := range rows {
		switch p.Outcome {
		case PromiseKept:
			r.Kept++
		case PromiseBroken:
			r.Broken++
		case PromiseOpen:
			r.Open++
		}
	}
	if n := r.Kept + r.Broken; n > 0 {
		r.Percent = (200*r.Kept + n) / (2 * n)
	}
	return r
}
