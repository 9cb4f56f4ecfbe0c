package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// tableView is the part of a table that scrolls: as many row widgets as fit,
// used again and again.
type tableView struct {
	widget.BaseWidget
	table *Table
	bar   *scrollBar
	pool  []*tableRow
	first int
	tip   string
}

func newTableView(t *Table) *tableView {
	v := &tableView{table: t}
	v.ExtendBaseWidget(v)
	return v
}

func (v *tableView) rowAt(y float32) int {
	i := int((v.table.offset + float64(y)) / float64(v.table.step()))
	if y < 0 || i >= v.table.length {
		return -1
	}
	return i
}

func (v *tableView) span() (first, last int) {
	height := v.Size().Height
	if height <= 0 || v.table.length == 0 {
		return 0, -1
	}
	step := float64(v.table.step())
	first = int(v.table.offset / step)
	last = int((v.table.offset + float64(height) - 0.5) / step)
	return first, min(last, v.table.length-1)
}

func (v *tableView) refreshRow(i int) {
	first, last := v.span()
	if i >= first && i <= last && i-first < len(v.pool) {
		v.fill(v.pool[i-first], i)
		v.pool[i-first].Refresh()
	}
}

func (v *tableView) fill(r *tableRow, i int) {
	t := v.table
	r.data = t.Row(i)
	r.selected = i == t.selected
	r.focused = t.focused
	r.hovered = i == t.hovered && !r.data.Group
}

// CreateRenderer implements fyne.Widget.
func (v *tableView) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{owner: v, settled: true}
	d.lay = func(size fyne.Size) {
		t := v.table
		t.length = t.rows()
		if i := t.awaited; i >= 0 && size.Height > 0 {
			t.offset = 0
			t.show(i)
		}
		t.offset = min(t.offset, t.limit())
		first, last := v.span()
		step := t.step()
		for len(v.pool) < last-first+1 {
			v.pool = append(v.pool, newTableRow(t))
		}
		d.objects = d.objects[:0]
		for i := first; i <= last; i++ {
			r := v.pool[i-first]
			v.fill(r, i)
			put(r, 0, float32(float64(i)*float64(step)-t.offset), size.Width, step)
			r.Refresh()
			d.objects = append(d.objects, r)
		}
		v.tell(first, last)
		if v.bar != nil {
			v.bar.Refresh()
		}
	}
	return drawn(d)
}

func (v *tableView) tell(first, last int) {
	span := [2]int{first, last}
	if last >= first && span != v.table.seen && v.table.OnVisible != nil {
		v.table.seen = span
		v.table.OnVisible(first, last)
	}
}

// MouseIn implements desktop.Hoverable.
func (v *tableView) MouseIn(ev *desktop.MouseEvent) { v.MouseMoved(ev) }

// MouseMoved implements desktop.Hoverable.
func (v *tableView) MouseMoved(ev *desktop.MouseEvent) {
	v.hover(v.rowAt(ev.Position.Y))
	first, _ := v.span()
	i := v.table.hovered - first
	if v.table.hovered < 0 || i < 0 || i >= len(v.pool) {
		return
	}
	r := v.pool[i]
	words, over := r.tipAt(ev.Position.X)
	if words == v.tip {
		return
	}
	v.tip = words
	if s := stageOf(v); s != nil {
		s.hideTip(nil)
		if words != "" {
			s.showTip(over, words)
		}
	}
}

// MouseOut implements desktop.Hoverable.
func (v *tableView) MouseOut() {
	v.hover(-1)
	if s := stageOf(v); s != nil && v.tip != "" {
		s.hideTip(nil)
	}
	v.tip = ""
}

func (v *tableView) hover(i int) {
	was := v.table.hovered
	if was == i {
		return
	}
	v.table.hovered = i
	v.refreshRow(was)
	v.refreshRow(i)
}
