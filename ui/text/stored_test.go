package text_test

import (
	"encoding/json"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/money"
	"aftercare/ui/text"
)

// What a store gives back reads as what went in.
func TestWords_T_storedValues(t *testing.T) {
	w := load(t).In(text.English, hongKong)
	args := domain.Args{"value": money.Of(128000, "HKD"), "order": "LS-10455", "limit": 1280, "date": calendar.Date("2026-03-12"),
		"at": time.Date(2026, 3, 12, 16, 5, 0, 0, hongKong)}
	body, err := json.Marshal(args)
	if err != nil {
		t.Fatal(err)
	}
	var stored domain.Args
	if err := json.Unmarshal(body, &stored); err != nil {
		t.Fatal(err)
	}
	for key := range map[string]bool{"error.refund.amount": true, "error.ship.not_paid": true, "error.order.quantity": true,
		"error.agreement.before_today": true, "error.order.signed_off": true} {
		if got, want := w.T(key, stored), w.T(key, args); got != want {
			t.Errorf("T(%s) of stored values: got %q, want %q", key, got, want)
		}
	}
}
