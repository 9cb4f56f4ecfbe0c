package refund_test

import (
	"testing"

	"aftercare/domain"
	"aftercare/domain/refund"
)

func TestIDOf(t *testing.T) {
	for number, want := range map[string]domain.ID{"F-1004": 4, "f1004": 4, " F 1004": 4, "F-1000": 0, "F-": 0, "G-1004": 0, "F-10x4": 0, "": 0, "F-99999999999999999999": 0} {
		if got, ok := refund.IDOf(number); got != want || ok != (want != 0) {
			t.Errorf("IDOf(%q) = %d, %v; want %d", number, got, ok, want)
		}
	}
	r := refund.Refund{ID: 7}
	r.Upgrade()
	if id, ok := refund.IDOf(r.Number); !ok || id != r.ID {
		t.Errorf("IDOf(%q) = %d, %v; want the refund's id 7", r.Number, id, ok)
	}
}
