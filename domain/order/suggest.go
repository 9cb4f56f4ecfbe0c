package order

import (
	"time"

	"aftercare/domain/calendar"
)

// Suggestion is a ship date that a note seems to name.
type Suggestion struct {
	Day     calendar.Date `json:"day"`               // "" when the words name no day: "可等"
	Words   string        `json:"words"`             // as they stand in the note
	Certain bool          `json:"certain,omitempty"` // may be offered; else only shown
}

// SuggestShipDate finds the ship dates that a note names, in the order in which
// they stand. A month or year that is not named is the next one after payment.
// At most one is certain: when it is the only date of the note, and neither a
// range nor a negation. Only a person makes an agreement of it (R4).
func SuggestShipDate(note string, paid time.Time, zone *time.Location) []Suggestion { return nil }
