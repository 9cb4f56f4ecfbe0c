//go:build e2e

package e2e

import (
	"path/filepath"
	"testing"
)

// TestSample opens the sample shop on an order that is late by agreement.
func TestSample(t *testing.T) {
	s := newSeat(t, "en", filepath.Join(t.TempDir(), "sample.aftercare"), "", "sample")
	v := s.kept("order.list", `{"filter":"agreed","limit":1}`, map[string]string{"rows.0.waiting": "true", "rows.0.force.source": "agreement"})
	s.press("ctrl+2")
	s.find(at(v, "rows.0.number"))
	s.shot("orders")
	s.sound()
}
