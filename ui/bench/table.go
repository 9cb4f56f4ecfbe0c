package main

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// line is one line of the table: a figure, what it is held against, and how
// many times that it may be. Patterns are regular expressions over whole
// benchmark names; of several hits the slowest counts.
type line struct {
	what      string
	of, unit  string
	than      string  // the yardstick in words
	thanOf    string  // its pattern, "" for the figure's own
	thanUnit  string  // its unit, "" where limit is absolute
	most      float64 // of the ratio, or of the figure where there is no yardstick; 0: told only
	mostUnits string  // the limit in words, "" for the ratio
}

var lines = []line{
	{"window all there, 1 000 orders", `Window/Usable/1000`, "ms", "empty window, same toolkit and faces", "", "empty-ms", 1.5, ""},
	{"window all there, 1 000 000 orders", `Window/Usable/1000000`, "ms", "empty window, same toolkit and faces", "", "empty-ms", 1.5, ""},
	{"its first frame, 1 000 orders", `Window/FirstFrame/1000`, "ms", "empty window", "", "empty-ms", 1.5, ""},
	{"processor time until idle, 1 000 orders", `Window/Processor/1000`, "ms", "empty window", "", "empty-ms", 0, ""},
	{"memory idle on Today, 1 000 orders", `Window/Memory/1000`, "MB", "empty window", "", "empty-MB", 1.5, ""},
	{"memory idle on Today, 1 000 000 orders", `Window/Memory/1000000`, "MB", "empty window", "", "empty-MB", 1.5, ""},
	{"Today to Orders by key, on screen, 1 000 000", `Window/Key/ctrl\+2/1000000`, "ms", "the same at 1 000", `Window/Key/ctrl\+2/1000`, "ms", 0, ""},
	{"Page Down on Orders, on screen, 1 000 000", `Window/Key/Next/1000000`, "ms", "the same at 1 000", `Window/Key/Next/1000`, "ms", 0, ""},
	{"End of Orders, on screen, 1 000 000", `Window/Key/End/1000000`, "ms", "the same at 1 000", `Window/Key/End/1000`, "ms", 0, ""},
	{"Orders opens, 1 000 000", `OrdersPage/1000000/open`, "ns/op", "the same at 1 000", `OrdersPage/1000/open`, "ns/op", 0, ""},
	{"Orders of all states, 1 000 000", `OrdersPage/1000000/show_all`, "ns/op", "the same at 1 000", `OrdersPage/1000/show_all`, "ns/op", 0, ""},
	{"Orders sorts, slowest column, 1 000 000", `OrdersPage/1000000/sort/.*`, "ns/op", "the same at 1 000", `OrdersPage/1000/sort/.*`, "ns/op", 0, ""},
	{"Orders to the end and back, 1 000 000", `OrdersPage/1000000/end_and_home`, "ns/op", "the same at 1 000", `OrdersPage/1000/end_and_home`, "ns/op", 0, ""},
	{"Orders one page down, 1 000 000", `OrdersPage/1000000/page_down`, "ns/op", "the same at 1 000", `OrdersPage/1000/page_down`, "ns/op", 0, ""},
	{"search box, slowest text, 1 000 000", `SearchBox/1000000/.*`, "ns/op", "the same at 1 000", `SearchBox/1000/.*`, "ns/op", 0, ""},
	{"Today opens, 2 000 orders with cases", `TodayPage`, "ns/op", "", "", "", 1e8, "100 ms"},
	{"import of 100 000 orders, an order", `Import/100000`, "us/order", "sqlite3 shell, .import of the same rows", "", "shell-us/order", 2.5, ""},
	{"the same file again, an order", `Import/100000`, "again-us/order", "its first import", "", "us/order", 0, ""},
	{"one change kept on the disk", `Update/sqlite`, "ns/op", "", "", "", 0, ""},
	{"one label as a PDF", `Label`, "ns/op", "", "", "", 20e6, "20 ms"},
	{"1 000 labels in one PDF", `Labels1000`, "ns/op", "", "", "", 5e9, "5 s"},
}

// printTable makes the table of what go test -bench and the window said.
func printTable(w io.Writer, r io.Reader) error {
	all, err := readFigures(r)
	if err != nil {
		return err
	}
	out := [][]string{{"what", "figure", "yardstick", "its figure", "ratio", "wanted"}}
	for _, l := range lines {
		out = append(out, l.row(all))
	}
	width := make([]int, len(out[0]))
	for _, row := range out {
		for i, cell := range row {
			width[i] = max(width[i], len([]rune(cell)))
		}
	}
	for n, row := range out {
		for i, cell := range row {
			fmt.Fprintf(w, "| %s%s ", cell, strings.Repeat(" ", width[i]-len([]rune(cell))))
		}
		fmt.Fprintln(w, "|")
		if n > 0 {
			continue
		}
		for _, wide := range width {
			fmt.Fprint(w, "|", strings.Repeat("-", wide+2))
		}
		fmt.Fprintln(w, "|")
	}
	return nil
}

// row is the line's row of the table; what was not measured is said.
func (l line) row(all []figure) []string {
	mine, ok := slowest(all, l.of, l.unit)
	if !ok {
		return []string{l.what, "not measured", l.than, "", "", ""}
	}
	row := []string{l.what, spoken(mine, l.unit), l.than, "", "", ""}
	if l.thanUnit == "" {
		if l.most > 0 {
			row[5] = verdict(mine, l.most, l.mostUnits)
		}
		return row
	}
	pattern := l.thanOf
	if pattern == "" {
		pattern = l.of
	}
	theirs, ok := slowest(all, pattern, l.thanUnit)
	if !ok || theirs == 0 {
		return row
	}
	row[3], row[4] = spoken(theirs, l.thanUnit), fmt.Sprintf("%.2f", mine/theirs)
	if l.most > 0 {
		row[5] = verdict(mine/theirs, l.most, strconv.FormatFloat(l.most, 'g', -1, 64))
	}
	return row
}

func verdict(got, most float64, words string) string {
	if got > most {
		return "at most " + words + ": MISSED"
	}
	return "at most " + words
}

// figure is one number of one benchmark.
type figure struct {
	name, unit string
	value      float64
}

var workers = regexp.MustCompile(`-\d+$`)

// readFigures reads the lines of benchmarks and passes over all others.
func readFigures(r io.Reader) ([]figure, error) {
	var out []figure
	s := bufio.NewScanner(r)
	for s.Scan() {
		f := strings.Fields(s.Text())
		if len(f) < 4 || !strings.HasPrefix(f[0], "Benchmark") {
			continue
		}
		name := workers.ReplaceAllString(strings.TrimPrefix(f[0], "Benchmark"), "")
		for i := 2; i+1 < len(f); i += 2 {
			v, err := strconv.ParseFloat(f[i], 64)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", f[0], err)
			}
			out = append(out, figure{name, f[i+1], v})
		}
	}
	return out, s.Err()
}

// slowest is the largest figure of a unit among the benchmarks that match.
func slowest(all []figure, pattern, unit string) (float64, bool) {
	p := regexp.MustCompile("^(?:" + pattern + ")$")
	var hits []float64
	for _, f := range all {
		if f.unit == unit && p.MatchString(f.name) {
			hits = append(hits, f.value)
		}
	}
	if len(hits) == 0 {
		return 0, false
	}
	return slices.Max(hits), true
}

// spoken is a figure as a person reads it.
func spoken(v float64, unit string) string {
	unit = unit[strings.LastIndex(unit, "-")+1:]
	switch {
	case unit == "ns/op" && v >= 1e9:
		return fmt.Sprintf("%.2f s", v/1e9)
	case unit == "ns/op" && v >= 1e6:
		return fmt.Sprintf("%.1f ms", v/1e6)
	case unit == "ns/op":
		return fmt.Sprintf("%.0f µs", v/1e3)
	case unit == "us/order":
		return fmt.Sprintf("%.0f µs", v)
	}
	return fmt.Sprintf("%.0f %s", v, unit)
}
