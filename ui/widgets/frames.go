package widgets

import (
	"aftercare/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// NewBody is the scrolling body of a detail: parts in a column, gap pixels
// apart, inside room. The column is laid out at the width it really has, so
// that paragraphs take their right height at once.
func NewBody(room Inset, gap float32, parts ...fyne.CanvasObject) *fyne.Container {
	column := NewInset(room, NewColumn(gap, parts...))
	scroll := container.NewVScroll(container.New(&bodyLayout{}, column))
	return container.New(&bodyFrame{column: column, scroll: scroll}, scroll)
}

type bodyLayout struct{ width float32 }

func (l *bodyLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, HeightFor(objects[0], l.width))
}

func (l *bodyLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	put(objects[0], 0, 0, size.Width, HeightFor(objects[0], size.Width))
}

type bodyFrame struct {
	column *fyne.Container
	scroll *container.Scroll
}

func (l *bodyFrame) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(px(64), px(32))
}

func (l *bodyFrame) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	if c, ok := l.scroll.Content.(*fyne.Container); ok {
		c.Layout.(*bodyLayout).width = size.Width
	}
	put(l.scroll, 0, 0, size.Width, size.Height)
	l.scroll.Refresh()
}

// NewPage stacks what stands (header, filters, foot; nil is left out) around
// what takes the rest of the height.
func NewPage(top []fyne.CanvasObject, rest fyne.CanvasObject, bottom ...fyne.CanvasObject) *fyne.Container {
	l := &pageLayout{top: len(top)}
	objects := append(append([]fyne.CanvasObject{}, top...), rest)
	return container.New(l, append(objects, bottom...)...)
}

type pageLayout struct{ top int }

func (l *pageLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if o.Visible() {
			m := o.MinSize()
			size.Width = max(size.Width, m.Width)
			size.Height += m.Height
		}
	}
	return size
}

func (l *pageLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y, bottom := float32(0), size.Height
	for _, o := range objects[:l.top] {
		if o.Visible() {
			h := HeightFor(o, size.Width)
			put(o, 0, y, size.Width, h)
			y += h
		}
	}
	for i := len(objects) - 1; i > l.top; i-- {
		if o := objects[i]; o.Visible() {
			h := HeightFor(o, size.Width)
			bottom -= h
			put(o, 0, bottom, size.Width, h)
		}
	}
	put(objects[l.top], 0, y, size.Width, bottom-y)
}

// NewPageHeader is the header of a page, 48 high with a hairline below: the
// title in bold, the count beside it, and at most two buttons at the right.
func NewPageHeader(title string, count fyne.CanvasObject, right ...fyne.CanvasObject) *fyne.Container {
	parts := []fyne.CanvasObject{NewText(title, TextStyle{Size: 18, Bold: true, Whole: true})}
	if count != nil {
		parts = append(parts, count)
	}
	parts = append(parts, Gap())
	parts = append(parts, right...)
	return band(48, theme.Surface, false, container.New(&headLayout{rowLayout{gap: 12}}, parts...))
}

// headLayout is the row of a header: where it lacks room its buttons keep the
// word alone.
type headLayout struct{ rowLayout }

func (l *headLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	tight := func(on bool) {
		for _, o := range objects {
			if b, ok := o.(*Button); ok {
				b.setTight(on)
			}
		}
	}
	tight(false)
	if l.MinSize(objects).Width > size.Width {
		tight(true)
	}
	l.rowLayout.Layout(objects, size)
}

// NewPlainPageHeader is NewPageHeader without the hairline, for a page whose
// filter row follows.
func NewPlainPageHeader(title string, count fyne.CanvasObject, right ...fyne.CanvasObject) *fyne.Container {
	header := NewPageHeader(title, count, right...)
	header.Objects[1].Hide()
	return header
}

// NewFilterRow is the row of chips under the header, 40 high; where it lacks room
// it goes on in a line below.
func NewFilterRow(parts ...fyne.CanvasObject) *fyne.Container {
	return NewInset(Inset{16, 0, 16, 8}, container.New(&filterLayout{row: rowLayout{gap: 8}, flow: flowLayout{gap: 8}}, parts...))
}

type filterLayout struct {
	row  rowLayout
	flow flowLayout
}

func (l *filterLayout) fits(objects []fyne.CanvasObject, width float32) bool {
	return l.row.MinSize(objects).Width <= width
}

func (l *filterLayout) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	if l.fits(objects, width) {
		return px(32)
	}
	return max(l.flow.heightFor(objects, width), px(32))
}

func (l *filterLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(l.flow.MinSize(objects).Width, px(32))
}

func (l *filterLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if l.fits(objects, size.Width) {
		l.row.Layout(objects, size)
		return
	}
	l.flow.Layout(objects, size)
}

// NewListFoot is the last line of a list, 24 high with a hairline above.
func NewListFoot(left, right *Text) *fyne.Container {
	return band(24, theme.Surface, true, NewRow(16, left, Gap(), right))
}

// NewActionBar is the bar of what one can do, 56 high with a hairline above:
// the primary button first at the left, what ends or undoes at the right. A left
// part that grows takes the room between.
func NewActionBar(left, right []fyne.CanvasObject) *fyne.Container {
	parts := append([]fyne.CanvasObject{}, left...)
	if len(left) == 0 || !grows(left[len(left)-1]) {
		parts = append(parts, Gap())
	}
	return band(56, theme.Surface, true, NewRow(8, append(parts, right...)...))
}

// band is a strip of fixed height over its ground with a hairline on one side.
func band(height float32, ground fyne.ThemeColorName, lineAbove bool, content fyne.CanvasObject) *fyne.Container {
	return container.New(&bandLayout{height: height, above: lineAbove}, NewBox(ground, 0), NewHairline(), content)
}

type bandLayout struct {
	height float32
	above  bool
}

func (l *bandLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[2].MinSize().Width+px(32), px(l.height))
}

func (l *bandLayout) heightFor([]fyne.CanvasObject, float32) float32 { return px(l.height) }

func (l *bandLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	put(objects[0], 0, 0, size.Width, size.Height)
	y := size.Height - 1
	if l.above {
		y = 0
	}
	put(objects[1], 0, y, size.Width, 1)
	put(objects[2], px(16), 0, size.Width-px(32), size.Height)
}

// leastDetail is the least width of a record.
const leastDetail = 376

// MasterDetail is a list with the record of the selected row beside it, behind
// a hairline. Where the two have less than Narrow pixels the record, when
// Open, covers the list.
type MasterDetail struct {
	widget.BaseWidget
	// DetailWidth is the width of the record, at most half of both; ListWidth, when not 0, fixes the
	// width of the list instead and the record takes the rest.
	DetailWidth, ListWidth float32
	Narrow                 float32 // 0 is 732: a window of 900 less the rail
	master, detail         fyne.CanvasObject
	open                   bool
}

// NewMasterDetail makes the pair, with the record not yet open.
func NewMasterDetail(master, detail fyne.CanvasObject, detailWidth float32) *MasterDetail {
	m := &MasterDetail{master: master, detail: detail, DetailWidth: detailWidth}
	m.ExtendBaseWidget(m)
	return m
}

// SetOpen says whether the record covers the list where both lack room. Where
// both have room it changes nothing.
func (m *MasterDetail) SetOpen(open bool) {
	m.open = open
	m.Refresh()
}

// SetDetail changes what stands at the right.
func (m *MasterDetail) SetDetail(detail fyne.CanvasObject) {
	m.detail = detail
	m.Refresh()
}

// Covers tells whether the record hides the list now.
func (m *MasterDetail) Covers() bool { return m.open && m.tight(m.Size().Width) }

func (m *MasterDetail) tight(width float32) bool {
	narrow := m.Narrow
	if narrow == 0 {
		narrow = 732
	}
	return width < px(narrow)
}

// CreateRenderer implements fyne.Widget.
func (m *MasterDetail) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{owner: m}
	line := NewHairline()
	d.objects = []fyne.CanvasObject{m.master, line, m.detail}
	d.dress = func() { d.objects[2] = m.detail }
	d.min = func() fyne.Size { return fyne.NewSize(px(376), px(200)) }
	d.lay = func(size fyne.Size) {
		tight := m.tight(size.Width)
		setVisible(m.master, !tight || !m.open)
		setVisible(m.detail, !tight || m.open)
		setVisible(line, !tight)
		if tight {
			put(m.master, 0, 0, size.Width, size.Height)
			put(m.detail, 0, 0, size.Width, size.Height)
			return
		}
		list := size.Width - max(min(px(m.DetailWidth), size.Width/2), px(leastDetail))
		if m.ListWidth > 0 {
			list = px(m.ListWidth)
		}
		put(m.master, 0, 0, list, size.Height)
		put(line, list, 0, 1, size.Height)
		put(m.detail, list+1, 0, size.Width-list-1, size.Height)
	}
	return drawn(d)
}

func setVisible(o fyne.CanvasObject, visible bool) {
	if visible == o.Visible() {
		return
	}
	if visible {
		o.Show()
	} else {
		o.Hide()
	}
}
