package widgets

import (
	"aftercare/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// place is where a column stands.
type place struct {
	column    int
	x, w      float32
	shapeOnly bool
}

// places lays the columns out in width, letting those leave whose turn it is
// until the rest have their least widths.
func (t *Table) places(width float32) []place {
	room := width - 2*t.gutter()
	turn := 0
	for ; turn < 9; turn++ {
		if t.leastWidth(turn) <= room || !t.anyLeaves(turn) {
			break
		}
	}
	left := room - t.leastWidth(turn)
	weight := float32(0)
	for _, c := range t.columns {
		if !gone(c, turn) {
			weight += c.Weight
		}
	}
	var out []place
	x := t.gutter()
	for i, c := range t.columns {
		p := place{column: i, x: x, w: px(c.Min)}
		switch {
		case gone(c, turn) && !c.KeepShape:
			continue
		case gone(c, turn):
			p.w, p.shapeOnly = px(16), true
		case weight > 0:
			p.w += left * c.Weight / weight
		}
		out = append(out, p)
		x += p.w + px(12)
	}
	return out
}

func gone(c Column, turn int) bool { return c.Leave > 0 && c.Leave <= turn }

func (t *Table) anyLeaves(turn int) bool {
	for _, c := range t.columns {
		if c.Leave > turn {
			return true
		}
	}
	return false
}

func (t *Table) leastWidth(turn int) float32 {
	sum, n := float32(0), 0
	for _, c := range t.columns {
		switch {
		case !gone(c, turn):
			sum += px(c.Min)
		case c.KeepShape:
			sum += px(16)
		default:
			continue
		}
		n++
	}
	return sum + px(12)*float32(max(n-1, 0))
}

// tableRow draws one row. It takes no events: the view does.
type tableRow struct {
	widget.BaseWidget
	table                      *Table
	data                       RowData
	selected, hovered, focused bool
	cells                      []*tableCell
}

type tableCell struct {
	text        *Text
	shape, icon *Glyph
	bar         *Box // stands for what is not loaded yet
}

func newTableRow(t *Table) *tableRow {
	r := &tableRow{table: t}
	r.ExtendBaseWidget(r)
	return r
}

func (r *tableRow) tipAt(x float32) (words string, over fyne.CanvasObject) {
	if r.data.Group || r.data.Loading {
		return "", nil
	}
	for _, p := range r.table.places(r.Size().Width) {
		if p.column >= len(r.data.Cells) || p.column >= len(r.cells) || x < p.x || x > p.x+p.w {
			continue
		}
		c, drawn := r.data.Cells[p.column], r.cells[p.column]
		switch {
		case c.Tip != "":
			words = c.Tip
		case p.shapeOnly, drawn.text.Natural() > drawn.text.Size().Width+1:
			words = c.Text
		}
		if p.shapeOnly {
			return words, drawn.shape
		}
		return words, drawn.text
	}
	return "", nil
}

// CreateRenderer implements fyne.Widget.
func (r *tableRow) CreateRenderer() fyne.WidgetRenderer {
	ground, bar, line := canvas.NewRectangle(nil), canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	group := &groupHead{
		icon: NewIcon("", theme.Neutral, 16), title: NewText("", TextStyle{Bold: true, Whole: true}),
		count: NewText("", TextStyle{Colour: theme.Ink3, Whole: true}), fact: NewText("", TextStyle{Size: 12, Align: fyne.TextAlignTrailing}),
	}
	d := &drawing{owner: r}
	d.dress = func() {
		th := theme.Current()
		fill := theme.Surface
		switch {
		case r.data.Group:
			fill = theme.Sunken
		case r.selected, r.data.Marked:
			fill = theme.Selected
		case r.hovered:
			fill = theme.Hover
		}
		ground.FillColor, line.FillColor = th.Paint(fill), th.Paint(theme.Line)
		bar.FillColor = th.Paint(theme.Blue)
		if !r.focused {
			bar.FillColor = th.Paint(theme.FieldRim)
		}
		bar.Hidden = !r.selected
	}
	d.lay = func(size fyne.Size) {
		put(ground, 0, 0, size.Width, size.Height)
		put(bar, 0, 0, 3, size.Height-1)
		put(line, 0, size.Height-1, size.Width, 1)
		d.objects = append(d.objects[:0], ground, bar, line)
		if r.data.Group {
			d.objects = append(d.objects, group.lay(r.data, r.table.gutter(), size)...)
			return
		}
		for len(r.cells) < len(r.table.columns) {
			r.cells = append(r.cells, &tableCell{
				text: NewText("", Plain()), shape: NewShape("", theme.Neutral, 16),
				icon: NewIcon("", theme.Neutral, 16), bar: NewBox(theme.Mute, 4),
			})
		}
		for _, p := range r.table.places(size.Width) {
			cell := r.cells[p.column]
			if r.data.Loading || p.column >= len(r.data.Cells) {
				if r.data.Loading && !p.shapeOnly {
					put(cell.bar, p.x, (size.Height-px(8))/2, p.w*0.6, px(8))
					d.objects = append(d.objects, cell.bar)
				}
				continue
			}
			d.objects = cell.lay(d.objects, r.data.Cells[p.column], p, r.table.columns[p.column].Right, size.Height)
		}
	}
	return drawn(d)
}

// lay sets one cell and adds what it shows to objects.
func (c *tableCell) lay(objects []fyne.CanvasObject, data Cell, p place, right bool, height float32) []fyne.CanvasObject {
	x, w := p.x, p.w
	if data.Shape != "" {
		c.shape.Name, c.shape.Tone, c.shape.Shape = data.Shape, data.Tone, !data.Iconic
		put(c.shape, x, (height-px(16))/2, px(16), px(16))
		objects = append(objects, c.shape)
	}
	if p.shapeOnly {
		return objects
	}
	if data.Shape != "" || data.Room {
		x, w = x+px(22), w-px(22)
	}
	style := TextStyle{Colour: data.Tone.Ink(), Struck: data.Struck, Whole: right}
	if data.Small {
		style.Size = 12
	}
	if right {
		style.Align = fyne.TextAlignTrailing
	}
	c.text.Style, c.text.text = style, Printable(data.Text, false)
	if data.Icon != "" {
		c.icon.Name, c.icon.Tone = data.Icon, data.IconTone
		w -= px(22)
		put(c.icon, x+min(c.text.Natural(), w)+px(6), (height-px(16))/2, px(16), px(16))
		objects = append(objects, c.icon)
	}
	if data.Text != "" {
		put(c.text, x, 0, w, height-1)
		objects = append(objects, c.text)
	}
	return objects
}

// groupHead draws a row that heads others.
type groupHead struct {
	icon               *Glyph
	title, count, fact *Text
}

func (g *groupHead) lay(data RowData, gutter float32, size fyne.Size) []fyne.CanvasObject {
	x := gutter
	var out []fyne.CanvasObject
	if data.Icon != "" {
		g.icon.Name, g.icon.Tone = data.Icon, theme.Neutral
		put(g.icon, x, (size.Height-px(16))/2, px(16), px(16))
		out = append(out, g.icon)
		x += px(24)
	}
	g.title.text, g.count.text, g.fact.text = Printable(data.Title, true), data.Count, Printable(data.Fact, false)
	w := g.title.Natural()
	put(g.title, x, 0, w, size.Height-1)
	x += w + px(8)
	w = g.count.Natural()
	put(g.count, x, 0, w, size.Height-1)
	x += w + px(16)
	g.fact.Style.Colour = data.FactTone.Ink()
	put(g.fact, x, 0, size.Width-gutter-x, size.Height-1)
	return append(out, g.title, g.count, g.fact)
}
