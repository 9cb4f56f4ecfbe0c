package parcel

import (
	"aftercare/domain"
)

// Outcome is how what was counted stands to what was said.
type Outcome string

// The outcomes.
const (
	Match Outcome = "match"
	Short Outcome = "short"
	Part  Outcome = "part" // fewer, and the rest is expected in another parcel
	Over  Outcome = "over"
	Wrong Outcome = "wrong" // another item than announced
	Empty Outcome = "empty"
)

// Count is one line of a case as the desk found it. Accepted counts the units
// that the claim is granted for.
type Count struct {
	CaseID      domain.ID   `json:"case_id"`
	Line        int         `json:"line"`
	SKU         string      `json:"sku"`
	Title       string      `json:"title"`
	Said        int         `json:"said"`              // what is still expected of it
	Counted     *int        `json:"counted,omitempty"` // nil until the desk has counted
	Grade       Grade       `json:"grade,omitempty"`
	Disposition Disposition `json:"disposition,omitempty"`
	Rest        bool        `json:"rest,omitempty"` // the rest follows in another parcel
	WrongItem   bool        `json:"wrong_item,omitempty"`
	Came        string      `json:"came,omitempty"`     // what came in its place, in words
	CameSKU     string      `json:"came_sku,omitempty"` // and as a product, where it is one
	Misuse      bool        `json:"misuse,omitempty"`   // damaged by the customer: not accepted
	JobID       domain.ID   `json:"job_id,omitempty"`   // the repair that it opened, of earlier days
	Jobs        []domain.ID `json:"jobs,omitempty"`     // the repairs that it opened, one a unit
	ClaimID     domain.ID   `json:"claim_id,omitempty"` // the supplier's claim that it opened
}

// Outcome is what the three numbers come to (R10): another item, short with the
// rest still to come, empty, short, over, or as announced.
func (c Count) Outcome() Outcome {
	switch n := c.counted(); {
	case c.WrongItem:
		return Wrong
	case n < c.Said && c.Rest:
		return Part
	case n == 0 && c.Said > 0:
		return Empty
	case n < c.Said:
		return Short
	case n > c.Said:
		return Over
	}
	return Match
}

func (c Count) counted() int {
	if c.Counted == nil {
		return 0
	}
	return *c.Counted
}

// Stock is the product that units of the line are booked under: what came, not
// what was announced; "" when nobody knows what it is.
func (c Count) Stock() string {
	if c.WrongItem {
		return c.CameSKU
	}
	return c.SKU
}

// Accepted is the number of units that the claim is granted for: what was
// counted, at most what was said; none of another item, none that was misused,
// and none that goes back to the customer.
func (c Count) Accepted() int {
	if c.WrongItem || c.Misuse || c.Disposition == ToCustomer {
		return 0
	}
	return min(c.counted(), c.Said)
}

// Repairs are the jobs that the line opened, one a unit.
func (c Count) Repairs() []domain.ID {
	if c.JobID != 0 && len(c.Jobs) == 0 {
		return []domain.ID{c.JobID}
	}
	return c.Jobs
}

// ToRepair is how many units of the line the bench is to mend.
func (c Count) ToRepair() int {
	if c.Disposition != Repair || c.WrongItem {
		return 0
	}
	return c.counted()
}

// CountedAs is what the desk says of a line, each only when given.
type CountedAs struct {
	CaseID      domain.ID   `json:"case_id"`
	Line        int         `json:"line"`
	Counted     *int        `json:"counted,omitempty"`
	Grade       Grade       `json:"grade,omitempty"`
	Disposition Disposition `json:"disposition,omitempty"`
	Rest        *bool       `json:"rest,omitempty"`
	WrongItem   *bool       `json:"wrong_item,omitempty"`
	Came        *string     `json:"came,omitempty"`
	CameSKU     *string     `json:"came_sku,omitempty"`
	Misuse      *bool       `json:"misuse,omitempty"`
}
