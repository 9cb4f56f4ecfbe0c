package widgets_test

import (
	"strconv"
	"strings"
	"testing"

	"aftercare/ui/theme"
	"aftercare/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func numbered(n int) (t *widgets.Table, asked map[int]int) {
	asked = map[int]int{}
	t = widgets.NewTable([]widgets.Column{{Key: "n", Title: "Number", Min: 80}, {Title: "State", Min: 80, Weight: 1}})
	t.Length = func() int { return n }
	t.Row = func(i int) widgets.RowData {
		asked[i]++
		return widgets.RowData{Cells: []widgets.Cell{{Text: "row " + strconv.Itoa(i)}, {Text: "Placed", Shape: theme.Ring}}}
	}
	return t, asked
}

func TestTable_millionRows(t *testing.T) {
	const n = 1_000_000
	table, asked := numbered(n)
	w := shown(t, table, 400, 352) // 32 of head and ten rows
	if len(asked) > 12 {
		t.Errorf("%d rows were asked for ten in sight", len(asked))
	}
	w.Canvas().Focus(table)
	clear(asked)
	key(table, fyne.KeyEnd)
	if got := table.Selected(); got != n-1 {
		t.Fatalf("End selects %d, want %d", got, n-1)
	}
	if first, last := table.InSight(); first != n-10 || last != n-1 {
		t.Errorf("in sight are %d to %d, want the last ten", first, last)
	}
	if len(asked) > 30 {
		t.Errorf("going to the end asked %d rows", len(asked))
	}
	if !strings.Contains(test.RenderToMarkup(w.Canvas()), "row 999999") {
		t.Error("the last row is not drawn")
	}
	key(table, fyne.KeyUp)
	if first, _ := table.InSight(); table.Selected() != n-2 || first != n-10 {
		t.Errorf("Up selects %d with %d on top, want %d and no scrolling", table.Selected(), first, n-2)
	}
	for range 10 {
		key(table, fyne.KeyUp)
	}
	if first, _ := table.InSight(); first != n-12 {
		t.Errorf("ten Up more put %d on top, want %d", first, n-12)
	}
	table.Select(500_001)
	if !strings.Contains(test.RenderToMarkup(w.Canvas()), "row 500001<") {
		t.Error("a row in the middle is not drawn when selected")
	}
	key(table, fyne.KeyHome)
	if first, _ := table.InSight(); table.Selected() != 0 || first != 0 {
		t.Errorf("Home selects %d with %d on top", table.Selected(), first)
	}
}

func TestTable_noHeightNoRows(t *testing.T) {
	table, asked := numbered(1_000_000)
	shown(t, table, 400, 352)
	clear(asked)
	table.Resize(fyne.NewSize(400, 0))
	table.Refresh()
	if len(asked) != 0 {
		t.Errorf("a table without height asked for %d rows", len(asked))
	}
}

func TestTable_keys(t *testing.T) {
	table, _ := numbered(100)
	var log []string
	note := func(what string) func(int) {
		return func(i int) { log = append(log, what+strconv.Itoa(i)) }
	}
	table.OnSelected, table.OnActivated, table.OnShow = note("s"), note("a"), note("o")
	table.OnEscape = func() { log = append(log, "esc") }
	w := shown(t, table, 400, 352)
	w.Canvas().Focus(table)
	key(table, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn, fyne.KeySpace, fyne.KeyPageDown, fyne.KeyPageUp, fyne.KeyEscape)
	if got, want := strings.Join(log, " "), "s0 s1 a1 o1 s10 s1 esc"; got != want {
		t.Errorf("heard %q, want %q", got, want)
	}
}

func TestTable_groupHeadsAreSkipped(t *testing.T) {
	table, _ := numbered(6)
	plain := table.Row
	table.Row = func(i int) widgets.RowData {
		if i%3 == 0 {
			return widgets.RowData{Group: true, Icon: "truck", Title: "Ship", Count: "2"}
		}
		return plain(i)
	}
	shown(t, table, 400, 352)
	var seen []string
	for _, k := range []fyne.KeyName{fyne.KeyHome, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyUp, fyne.KeyUp} {
		key(table, k)
		seen = append(seen, strconv.Itoa(table.Selected()))
	}
	if got, want := strings.Join(seen, " "), "1 2 4 2 1 1"; got != want {
		t.Errorf("selected %s, want %s", got, want)
	}
	table.Select(3)
	if table.Selected() != 1 {
		t.Error("a group head was selected")
	}
}

func TestTable_tapsAndSort(t *testing.T) {
	table, _ := numbered(100)
	activated, sorted := -1, ""
	table.OnActivated = func(i int) { activated = i }
	table.OnSort = func(key string, down bool) { sorted += key + strconv.FormatBool(down) + " " }
	w := shown(t, table, 400, 352)
	test.TapCanvas(w.Canvas(), fyne.NewPos(60, 32+32*4+8))
	if table.Selected() != 4 || w.Canvas().Focused() != fyne.Focusable(table) {
		t.Errorf("a tap selects %d, focused %v; want 4 and the table", table.Selected(), w.Canvas().Focused())
	}
	for _, o := range test.LaidOutObjects(table) {
		if d, ok := o.(fyne.DoubleTappable); ok {
			d.DoubleTapped(&fyne.PointEvent{Position: fyne.NewPos(60, 32*2+8)})
		}
	}
	if activated != 2 {
		t.Errorf("a double tap activates %d, want 2", activated)
	}
	test.TapCanvas(w.Canvas(), fyne.NewPos(20, 10))
	test.TapCanvas(w.Canvas(), fyne.NewPos(20, 10))
	test.TapCanvas(w.Canvas(), fyne.NewPos(200, 10)) // not sortable
	if sorted != "nfalse ntrue " {
		t.Errorf("sorting heard %q", sorted)
	}
}

func TestTable_columnsLeave(t *testing.T) {
	table := widgets.NewTable(orderColumns())
	table.Length = func() int { return 1 }
	table.Row = func(int) widgets.RowData {
		return orderRow("LS-1", "Own shop", "何家豪", "", "", "Fri 13 Mar", "HK$860.00")
	}
	w := shown(t, table, 700, 200)
	for _, c := range []struct {
		width float32
		gone  []string
	}{{700, nil}, {600, []string{"HK$860.00"}}, {500, []string{"HK$860.00", "Own shop"}}, {420, []string{"HK$860.00", "Own shop", "Placed"}}} {
		w.Resize(fyne.NewSize(c.width, 200))
		drawn := test.RenderToMarkup(w.Canvas())
		for _, word := range []string{"HK$860.00", "Own shop", "Placed", "LS-1", "Fri 13 Mar"} {
			want := !strings.Contains(strings.Join(c.gone, "|"), word)
			if got := strings.Contains(drawn, word); got != want {
				t.Errorf("at %v, %s drawn is %v, want %v", c.width, word, got, want)
			}
		}
		if !strings.Contains(drawn, "shape-ring") {
			t.Errorf("at %v the shape of the state left with its word", c.width)
		}
	}
}

func TestTable_fetchAndRefreshRow(t *testing.T) {
	table, _ := numbered(1000)
	loaded := false
	plain := table.Row
	table.Row = func(i int) widgets.RowData {
		if !loaded {
			return widgets.RowData{Loading: true}
		}
		return plain(i)
	}
	var spans []int
	table.OnVisible = func(first, last int) { spans = append(spans, first, last) }
	w := shown(t, table, 400, 352)
	if len(spans) == 0 || spans[len(spans)-1] != 9 {
		t.Fatalf("OnVisible heard %v, want the first ten rows", spans)
	}
	loaded = true
	table.RefreshRow(3)
	drawn := test.RenderToMarkup(w.Canvas())
	if !strings.Contains(drawn, "row 3<") || strings.Contains(drawn, "row 4<") {
		t.Error("RefreshRow(3) did not draw row 3 alone")
	}
	table.RefreshRow(900)
	table.Refresh()
	if !strings.Contains(test.RenderToMarkup(w.Canvas()), "row 4<") {
		t.Error("Refresh did not draw what is loaded now")
	}
}

func TestTable_shrinks(t *testing.T) {
	n := 1000
	table, _ := numbered(0)
	table.Length = func() int { return n }
	w := shown(t, table, 400, 352)
	key(table, fyne.KeyEnd)
	n = 5
	table.Refresh()
	if !strings.Contains(test.RenderToMarkup(w.Canvas()), "row 0<") {
		t.Error("after the rows became five, the first is not in sight")
	}
}

func BenchmarkTable_scroll(b *testing.B) {
	table, _ := numbered(1_000_000)
	w := shown(b, table, 800, 752)
	w.Canvas().Focus(table)
	for b.Loop() {
		key(table, fyne.KeyPageDown)
	}
}
