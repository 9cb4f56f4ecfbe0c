package cli_test

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
)

// TestRun_bench makes a small shop, and measures it once more as it
// was kept: every figure has a name and, where something is wanted of it, says
// whether it is so.
func TestRun_bench(t *testing.T) {
	x := newTerminal(t)
	keep := filepath.Join(x.dir, "shops")
	if out := x.done("bench", "300", "--keep", keep); strings.Contains(out, "bench.") || !strings.Contains(out, "work queue") {
		t.Errorf("a figure has no name:\n%s", out)
	}
	var figures []struct {
		Name   string  `json:"name"`
		Orders int     `json:"orders"`
		Micros float64 `json:"us"`
		Wanted string  `json:"wanted"`
		Met    *bool   `json:"met"`
	}
	if err := json.Unmarshal([]byte(x.done("bench", "300", "--keep", keep, "--json")), &figures); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, f := range figures {
		if f.Orders != 300 || f.Micros <= 0 || f.Met == nil || seen[f.Name] {
			t.Errorf("%+v", f)
		}
		seen[f.Name] = true
	}
	for _, name := range []string{"queue", "deep", "sort", "search_two_han", "search_inside", "search_typed", "order", "today", "export", "labels", "open"} {
		if !seen[name] {
			t.Errorf("%s was not measured", name)
		}
	}
	if seen["import"] {
		t.Error("a kept shop was imported into again")
	}
	if code, _, told := x.run("bench", "12"); code != 2 || !strings.Contains(told, "12") {
		t.Errorf("a shop of 12 orders: code %d, %s", code, told)
	}
}
