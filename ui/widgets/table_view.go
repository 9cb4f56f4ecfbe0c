package widgets

import (
	"aftercare/ui/theme"

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
	d.min = func() fyne.Size { return fyne.NewSize(1, 1) }
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

// scrollBar shows where the rows in sight stand among all, and can be dragged.
// It knows its place as a fraction, since pixels of a million rows are not
// exact in float32.
type scrollBar struct {
	widget.BaseWidget
	table *Table
	hot   bool
}

func newScrollBar(t *Table) *scrollBar {
	b := &scrollBar{table: t}
	b.ExtendBaseWidget(b)
	return b
}

func (b *scrollBar) geometry() (y, h float32) {
	height := b.Size().Height
	total := float64(b.table.length) * float64(b.table.step())
	if total <= float64(height) || height <= 0 {
		return 0, 0
	}
	h = max(float32(float64(height)*float64(height)/total), px(24))
	y = float32(b.table.offset/b.table.limit()) * (height - h)
	return y, h
}

// Dragged implements fyne.Draggable.
func (b *scrollBar) Dragged(ev *fyne.DragEvent) {
	if _, h := b.geometry(); h > 0 {
		b.table.scrollBy(float64(ev.Dragged.DY) / float64(b.Size().Height-h) * b.table.limit())
	}
}

// DragEnd implements fyne.Draggable.
func (b *scrollBar) DragEnd() {}

// Tapped pages towards the pointer.
func (b *scrollBar) Tapped(ev *fyne.PointEvent) {
	y, h := b.geometry()
	page := float64(b.table.view.Size().Height)
	switch {
	case ev.Position.Y < y:
		b.table.scrollBy(-page)
	case ev.Position.Y > y+h:
		b.table.scrollBy(page)
	}
}

// MouseIn implements desktop.Hoverable.
func (b *scrollBar) MouseIn(*desktop.MouseEvent) { b.hot = true; b.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (b *scrollBar) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (b *scrollBar) MouseOut() { b.hot = false; b.Refresh() }

// CreateRenderer implements fyne.Widget.
func (b *scrollBar) CreateRenderer() fyne.WidgetRenderer {
	knob := NewBox("scrollBar", 2)
	return drawn(&drawing{
		owner: b, objects: []fyne.CanvasObject{knob},
		lay: func(size fyne.Size) {
			y, h := b.geometry()
			setVisible(knob, h > 0)
			w := float32(4)
			if b.hot {
				w = 8
			}
			put(knob, size.Width-w-1, y, w, h)
		},
	})
}

// tableHead is the row of titles above a table.
type tableHead struct {
	widget.BaseWidget
	table *Table
}

func newTableHead(t *Table) *tableHead {
	h := &tableHead{table: t}
	h.ExtendBaseWidget(h)
	return h
}

// Tapped sorts by the column under the pointer, or turns its order round.
func (h *tableHead) Tapped(ev *fyne.PointEvent) {
	t := h.table
	for _, p := range t.places(h.Size().Width) {
		c := t.columns[p.column]
		if c.Key == "" || p.shapeOnly || ev.Position.X < p.x-px(6) || ev.Position.X > p.x+p.w+px(6) {
			continue
		}
		t.SetSort(c.Key, c.Key == t.sortKey && !t.descending)
		if t.OnSort != nil {
			t.OnSort(t.sortKey, t.descending)
		}
	}
}

// CreateRenderer implements fyne.Widget.
func (h *tableHead) CreateRenderer() fyne.WidgetRenderer {
	ground, above, below := NewBox(theme.Sunken, 0), NewHairline(), NewHairline()
	arrow := NewIcon("sort-up", theme.Accent, 12)
	var titles []*Text
	d := &drawing{owner: h}
	d.min = func() fyne.Size { return fyne.NewSize(1, px(32)) }
	d.lay = func(size fyne.Size) {
		t := h.table
		put(ground, 0, 0, size.Width, size.Height)
		put(above, 0, 0, size.Width, 1)
		put(below, 0, size.Height-1, size.Width, 1)
		for len(titles) < len(t.columns) {
			titles = append(titles, NewText("", Small()))
		}
		d.objects = append(d.objects[:0], ground, above, below)
		for _, p := range t.places(size.Width) {
			c := t.columns[p.column]
			if p.shapeOnly {
				continue
			}
			title := titles[p.column]
			title.Set(c.Title)
			x, w := p.x, min(title.Natural(), p.w)
			sorted := c.Key != "" && c.Key == t.sortKey
			if sorted {
				w = min(w, p.w-px(16))
			}
			if c.Right {
				x = p.x + p.w - w
			}
			put(title, x, 0, w+1, size.Height)
			d.objects = append(d.objects, title)
			if !sorted {
				continue
			}
			arrow.Set(map[bool]string{false: "sort-up", true: "sort-down"}[t.descending], theme.Accent)
			at := x + w + px(4)
			if c.Right {
				at = x - px(16)
			}
			put(arrow, at, (size.Height-px(12))/2, px(12), px(12))
			d.objects = append(d.objects, arrow)
		}
	}
	return drawn(d)
}
