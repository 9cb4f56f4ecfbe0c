package storage_test

import (
	"errors"
	"os"
	"strconv"
	"testing"

	"aftercare/domain"
)

func wantCode(t testing.TB, what string, err error, code string) {
	t.Helper()
	if !errors.Is(err, domain.Code(code)) {
		t.Errorf("%s: got %v, want %s", what, err, code)
	}
}

// rounds is how often a fault is tried: few times in every run of the tests,
// many times by make faults.
func rounds(t testing.TB, few, many int) int {
	t.Helper()
	if os.Getenv("AFTERCARE_FAULTS") == "" {
		return few
	}
	if n, err := strconv.Atoi(os.Getenv("AFTERCARE_FAULTS")); err == nil && n > 1 {
		return min(many, n)
	}
	return many
}
