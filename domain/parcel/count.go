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
	Said        int         `json:"said"`
	Counted     *int        `json:"counted,omitempty"` // nil until the desk has counted
	Grade       Grade       `json:"grade,omitempty"`
	Disposition Disposition `json:"disposition,omitempty"`
	WrongItem   bool        `json:"wrong_item,omitempty"`
}

// Outcome is derived from the numbers.
func (c Count) Outcome() Outcome {
	switch n := c.counted(); {
	case c.WrongItem:
		return Wrong
	case n == 0:
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

// Accepted is the number of units that the claim is granted for: what was
// counted, at most what was said; none of another item, and none that goes back
// to the customer.
func (c Count) Accepted() int {
	if c.WrongItem || c.Disposition == ToCustomer {
		return 0
	}
	return min(c.counted(), c.Said)
}
