package main

import (
	"strings"
	"testing"
)

func TestPrintTable(t *testing.T) {
	const raw = `goos: linux
BenchmarkWindow/Usable/1000	5	620.0 ms	310.0 empty-ms	2.00 x-empty
BenchmarkOrdersPage/1000/sort/number-2 	 100	 1000000 ns/op
BenchmarkOrdersPage/1000/sort/total-2 	 100	 2000000 ns/op
BenchmarkOrdersPage/1000000/sort/total-2 	 100	 3000000 ns/op
BenchmarkLabel-2 	 100	 12000000 ns/op	 12 B/op
PASS
`
	var out strings.Builder
	if err := printTable(&out, strings.NewReader(raw)); err != nil {
		t.Fatal(err)
	}
	for what, want := range map[string][]string{
		"window all there, 1 000 orders":          {"620 ms", "empty window, same toolkit and faces", "310 ms", "2.00", "at most 1.5: MISSED"},
		"Orders sorts, slowest column, 1 000 000": {"3.0 ms", "the same at 1 000", "2.0 ms", "1.50", ""},
		"one label as a PDF":                      {"12.0 ms", "", "", "", "at most 20 ms"},
		"1 000 labels in one PDF":                 {"not measured", "", "", "", ""},
	} {
		got := rowOf(out.String(), what)
		if len(got) != len(want) {
			t.Errorf("%s: got %q", what, got)
			continue
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%s: got %q, want %q", what, got, want)
				break
			}
		}
	}
}

// rowOf gives the cells of a row after its first.
func rowOf(table, what string) []string {
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		if cells[0] == what {
			return cells[1:]
		}
	}
	return nil
}

func TestReadFigures_refusesWhatIsNoNumber(t *testing.T) {
	if _, err := readFigures(strings.NewReader("BenchmarkX 1 many ns/op\n")); err == nil {
		t.Error("readFigures: got no error for a figure that is no number")
	}
}
