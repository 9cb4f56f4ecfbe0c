//go:build e2e

package e2e

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// TestSample opens the sample shop on an order that is late by agreement.
func TestSample(t *testing.T) {
	s := newSeat(t, "en", filepath.Join(t.TempDir(), "sample.aftercare"), "", "sample")
	v := s.kept("order.list", `{"filter":"agreed","limit":1}`, map[string]string{"rows.0.waiting": "true", "rows.0.force.source": "agreement"})
	s.press("ctrl+2")
	s.find(at(v, "rows.0.number"))
	s.shot("orders")
	s.several()
	s.sound()
}

// several takes in three exports of three platforms that are chosen together.
func (s *seat) several() {
	s.Helper()
	dir := filepath.Join(s.home, "exports")
	if err := os.Mkdir(dir, 0o755); err != nil {
		s.Fatal(err)
	}
	names, fresh := []string{"amazon-unshipped.txt", "ebay-us.csv", "pdd-orders.csv"}, []int{}
	for _, name := range names {
		raw, err := os.ReadFile(filepath.Join("../../storage/exchange/testdata", name))
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, name), raw, 0o644)
		}
		if err != nil {
			s.Fatal(err)
		}
		v, err := s.ask("import", filepath.Join(dir, name), "--preview")
		if err != nil {
			s.Fatal(err)
		}
		n, err := strconv.Atoi(at(v, "counts.new"))
		if err != nil || n == 0 {
			s.Fatalf("%s would bring %v", name, at(v, "counts"))
		}
		fresh = append(fresh, n)
	}
	v, err := s.ask("do", "order.list", `{"limit":1}`)
	if err != nil {
		s.Fatal(err)
	}
	count, err := strconv.Atoi(at(v, "count"))
	if err != nil {
		s.Fatal(err)
	}
	s.press("ctrl+i", "Tab", "Return")
	s.write("exports") // the letters lead to the folder
	s.press("Return", "ctrl+a")
	s.shot("several-chosen")
	s.press("Return")
	for i, n := range fresh {
		if s.calm(12); i > 0 {
			s.press("Return") // the next file
			s.calm(12)
		}
		s.press("Return") // take it in
		count += n
		s.kept("order.list", `{"limit":1}`, map[string]string{"count": strconv.Itoa(count)})
	}
	s.kept("folder.list", "{}", map[string]string{"0.path": dir, "0.for": "import"})
}
