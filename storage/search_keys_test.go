package storage

import "testing"

// An order is found by the digits behind its letters, and by the last six of
// many.
func TestOrderKeys_ends(t *testing.T) {
	for number, want := range map[string]string{
		"LS-10001": "10001", "#1001": "", "YH-2026-000123": "000123", "316120000000003087": "003087", "AB-12": "", "ORD-7Q9XK2": "7q9xk2",
	} {
		got := ""
		for _, k := range orderKeys(number, nil) {
			if k.rank == rankPart {
				got += k.text
			}
		}
		if got != want {
			t.Errorf("%s is found by its end %q, want %q", number, got, want)
		}
	}
}
