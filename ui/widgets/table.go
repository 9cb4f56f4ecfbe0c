package widgets

import (
	"aftercare/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Column is one column of a Table.
type Column struct {
	Key   string // what OnSort is told; empty: not sortable
	Title string
	// Min is the least width, Weight the share of the width that is left.
	Min, Weight float32
	Right       bool // align right, for money
	// Leave is the turn in which the column leaves where width lacks: 1 leaves
	// first, 0 never. With KeepShape its shape stays, with the words as tooltip.
	Leave     int
	KeepShape bool
}

// Cell is one value of a row.
type Cell struct {
	Text  string
	Tone  theme.Tone // of the text and the shape; Strong is plain ink
	Shape string     // before the text
	// Iconic says that Shape names an icon.
	Iconic bool
	Icon   string // after the text
	// IconTone is the tone of Icon.
	IconTone theme.Tone
	// Room keeps the room of a shape where there is none, so that calm dates
	// stand under the others.
	Room   bool
	Small  bool
	Struck bool
	Tip    string
}

// RowData is what a row shows. Loading rows show quiet bars. Group rows are
// heads: icon, bold word, count, and the worst fact at the right; they cannot
// be selected.
type RowData struct {
	Cells   []Cell // one for each column, in order
	Loading bool
	Group   bool
	Marked  bool // one of several that are chosen; see Table.OnMark

	Icon, Title, Count, Fact string
	FactTone                 theme.Tone
}

// Table shows any number of rows of one height. It asks only for the rows that
// are in sight, holds positions as row numbers and not as pixels (which run out
// of float32 at half a million rows), and does nothing per row otherwise.
//
// Keys: Up, Down, Home, End, PgUp, PgDn move; Enter activates, Space shows the
// record, Esc leaves.
type Table struct {
	widget.BaseWidget
	Length func() int
	Row    func(i int) RowData

	OnSelected  func(i int)
	OnActivated func(i int) // Enter, or a double tap
	OnBare      func()      // Enter while no row is selected
	OnShow      func(i int) // Space
	OnEscape    func()
	// OnMark makes rows choosable together: it is told of the row that was
	// reached or pressed and of what was held down. RowData.Marked shows which are.
	OnMark    func(i int, how Marking)
	OnMarkAll func() // Ctrl A
	OnSort    func(key string, descending bool)
	OnVisible func(first, last int) // which rows came in sight: fetch these

	RowHeight float32 // 32 when 0
	Gutter    float32 // 16 when 0
	HideHead  bool
	Empty     fyne.CanvasObject // shown while there are no rows

	columns    []Column
	sortKey    string
	descending bool

	offset   float64 // pixels above the first one in sight
	selected int
	left     int // where the selected row was that is no more
	hovered  int
	focused  bool
	shift    bool // Shift is held down
	pressed  bool // the mouse has chosen a row already, a tap is still to come
	length   int
	seen     [2]int
	// awaited is a row chosen before the person did anything: it is brought in
	// sight at every layout until then, as the first ones have no true height.
	awaited int
	head    *tableHead
	view    *tableView
}

// NewTable makes a table without rows; set Length and Row before it is shown.
func NewTable(columns []Column) *Table {
	t := &Table{columns: columns, selected: -1, hovered: -1, awaited: -1, seen: [2]int{-1, -1}}
	t.head = newTableHead(t)
	t.view = newTableView(t)
	t.ExtendBaseWidget(t)
	return t
}

// SetColumns changes the columns.
func (t *Table) SetColumns(columns []Column) {
	t.columns = columns
	t.Refresh()
}

// SetSort shows by what the rows are sorted; it does not call OnSort.
func (t *Table) SetSort(key string, descending bool) {
	t.sortKey, t.descending = key, descending
	t.head.Refresh()
}

// Selected returns the selected row, or -1.
func (t *Table) Selected() int { return t.selected }

// Select selects a row, brings it in sight and tells OnSelected. A group head
// or a row that is not there is not selected.
func (t *Table) Select(i int) {
	if i < 0 || i >= t.rows() || t.Row(i).Group {
		return
	}
	t.show(i)
	if i == t.selected {
		return
	}
	t.selected = i
	t.Refresh()
	if t.OnSelected != nil {
		t.OnSelected(i)
	}
}

// SetSelected marks a row as selected without telling OnSelected and without
// scrolling, as after rows moved; -1 marks none, and the arrows go on from the
// place of the one that was.
func (t *Table) SetSelected(i int) {
	if i < 0 && t.selected >= 0 {
		t.left = t.selected
	}
	t.selected = i
	t.Refresh() // the ring is for a list without a selected row
}

// ScrollTo brings a row in sight.
func (t *Table) ScrollTo(i int) {
	t.show(i)
	t.view.Refresh()
}

// RefreshRow draws a row again when it is in sight.
func (t *Table) RefreshRow(i int) { t.view.refreshRow(i) }

// InSight returns the first and the last row in sight; last is before first
// when there are none.
func (t *Table) InSight() (first, last int) { return t.view.span() }

func (t *Table) step() float32 {
	if t.RowHeight == 0 {
		return px(32)
	}
	return px(t.RowHeight)
}

func (t *Table) gutter() float32 {
	if t.Gutter == 0 {
		return px(16)
	}
	return px(t.Gutter)
}

func (t *Table) rows() int {
	if t.Length == nil || t.Row == nil {
		return 0
	}
	return t.Length()
}

func (t *Table) limit() float64 {
	return max(float64(t.length)*float64(t.step())-float64(t.view.Size().Height), 0)
}

func (t *Table) scrollBy(pixels float64) {
	t.awaited = -1
	to := min(max(t.offset+pixels, 0), t.limit())
	if to != t.offset {
		t.offset = to
		t.view.Refresh()
	}
}

// show moves the offset so that row i is whole in sight; the group head above
// it comes along where it is the row before.
func (t *Table) show(i int) {
	t.length = t.rows()
	if t.view.Size().Height <= 0 {
		t.awaited = i
		return
	}
	step, height := float64(t.step()), float64(t.view.Size().Height)
	top := float64(i) * step
	if top < t.offset {
		if i > 0 && t.Row(i-1).Group {
			top -= step
		}
		t.offset = top
	}
	if top+step > t.offset+height {
		t.offset = top + step - height
	}
	t.offset = min(max(t.offset, 0), t.limit())
}

// CreateRenderer implements fyne.Widget.
func (t *Table) CreateRenderer() fyne.WidgetRenderer {
	bar := newScrollBar(t)
	clip := newClip(t.view)
	ring := NewFrame(theme.Nothing, theme.Blue, 0)
	ring.Width = 2
	d := &drawing{owner: t, objects: []fyne.CanvasObject{clip, t.head, bar, ring}}
	d.dress = func() {
		t.length = t.rows()
		t.offset = min(t.offset, t.limit())
		setVisible(t.head, !t.HideHead)
		// The selected row shows the focus; the ring is for a list without one.
		// Around no rows at all it would frame words that one cannot choose.
		ring.Hidden = !t.focused || t.selected >= 0 || t.length == 0 && t.Empty != nil
		if t.Empty != nil && len(d.objects) == 4 {
			d.objects = append(d.objects, t.Empty)
		}
		if t.Empty != nil {
			setVisible(t.Empty, t.length == 0)
		}
	}
	d.min = func() fyne.Size { return fyne.NewSize(px(120), px(96)) }
	d.lay = func(size fyne.Size) {
		y := float32(0)
		if !t.HideHead {
			y = px(32)
			put(t.head, 0, 0, size.Width, y)
		}
		put(clip, 0, y, size.Width, size.Height-y)
		put(t.view, 0, 0, size.Width, size.Height-y)
		put(bar, size.Width-8, y, 8, size.Height-y)
		put(ring, 0, y, size.Width, size.Height-y)
		if t.Empty != nil {
			put(t.Empty, 0, y, size.Width, size.Height-y)
		}
	}
	t.view.bar = bar
	return drawn(d)
}

// Tapped selects the row under the pointer and takes the keyboard.
func (v *tableView) Tapped(ev *fyne.PointEvent) {
	if !v.table.pressed {
		v.press(ev.Position, 0)
	}
	v.table.pressed = false
}

// MouseDown implements desktop.Mouseable: selecting on press, because the
// toolkit holds a tap back while it waits for a second one.
func (v *tableView) MouseDown(ev *desktop.MouseEvent) {
	if ev.Button == desktop.MouseButtonPrimary {
		v.press(ev.Position, ev.Modifier)
		v.table.pressed = true
	}
}

func (v *tableView) press(at fyne.Position, held fyne.KeyModifier) {
	v.table.awaited = -1
	v.table.Focus()
	i := v.rowAt(at.Y)
	v.table.Select(i)
	switch {
	case held&fyne.KeyModifierShift != 0:
		v.table.marks(i, MarkTo)
	case held&(fyne.KeyModifierControl|fyne.KeyModifierSuper) != 0:
		v.table.marks(i, MarkToo)
	default:
		v.table.marks(i, MarkAlone)
	}
}

// MouseUp implements desktop.Mouseable.
func (v *tableView) MouseUp(*desktop.MouseEvent) {}

// DoubleTapped activates the row under the pointer.
func (v *tableView) DoubleTapped(ev *fyne.PointEvent) {
	i := v.rowAt(ev.Position.Y)
	v.table.Select(i)
	if i >= 0 && i == v.table.selected {
		call(v.table.OnActivated, i)
	}
}

// Scrolled implements fyne.Scrollable.
func (v *tableView) Scrolled(ev *fyne.ScrollEvent) {
	v.table.scrollBy(-float64(ev.Scrolled.DY))
}
