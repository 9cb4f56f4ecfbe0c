package widgets

import (
	"aftercare/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

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
