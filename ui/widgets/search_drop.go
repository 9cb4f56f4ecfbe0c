package widgets

import (
	"strings"

	"aftercare/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Found is one line of the search drop, or with Group the head of some.
type Found struct {
	Key   string
	Group string // the words of a head; the rest is then empty
	Icon  string
	// Number, Name and What are the columns; what matches is set in accent.
	Number, Name, What string
	Shape, Fact        string // at the right
	Tone               theme.Tone
}

// SearchDrop is the list under the search box. It floats on the Stage, takes
// no keyboard (the box keeps it: call Step and Choose), and casts no shadow.
type SearchDrop struct {
	widget.BaseWidget
	OnChosen func(key string)
	query    string
	found    []Found
	at       int
	foot     fyne.CanvasObject
	column   *fyne.Container
	scroll   *container.Scroll
	rows     []*foundRow
}

// NewSearchDrop makes the list; foot is the line of keys below it, may be nil.
func NewSearchDrop(foot fyne.CanvasObject, chosen func(key string)) *SearchDrop {
	s := &SearchDrop{OnChosen: chosen, foot: foot, column: NewColumn(0), at: -1}
	s.scroll = container.NewVScroll(s.column)
	s.ExtendBaseWidget(s)
	return s
}

// NewKeysFoot is the last line of a drop: keys with what they do, and words at
// the right.
func NewKeysFoot(right string, keysAndWords ...string) *fyne.Container {
	var parts []fyne.CanvasObject
	for i := 0; i+1 < len(keysAndWords); i += 2 {
		parts = append(parts, NewRow(6, NewKeyHint(keysAndWords[i]), NewText(keysAndWords[i+1], Small())))
	}
	parts = append(parts, Gap(), NewText(right, Small()))
	return band(32, theme.Sunken, true, NewRow(16, parts...))
}

// SetFound replaces what was found; the first line is marked.
func (s *SearchDrop) SetFound(query string, found []Found) {
	s.query, s.found, s.at, s.rows = query, found, -1, nil
	s.column.Objects = nil
	for _, f := range found {
		if f.Group != "" {
			s.column.Add(NewSized(0, 28, NewInset(Inset{16, 0, 16, 0}, NewText(f.Group, Small()))))
			s.rows = append(s.rows, nil)
			continue
		}
		row := newFoundRow(f, query, func() { s.choose(f.Key) })
		s.rows = append(s.rows, row)
		s.column.Add(row)
	}
	s.scroll.Offset = fyne.NewPos(0, 0)
	s.Step(1)
	s.Refresh()
}

// Step marks the next line (+1) or the one before (-1).
func (s *SearchDrop) Step(step int) {
	for i := s.at + step; i >= 0 && i < len(s.rows); i += step {
		if s.rows[i] == nil {
			continue
		}
		if s.at >= 0 {
			s.rows[s.at].mark(false)
		}
		s.at = i
		s.rows[i].mark(true)
		s.reveal(i)
		return
	}
}

func (s *SearchDrop) reveal(i int) {
	top := float32(0)
	for j := range i {
		top += s.rowHeight(j)
	}
	end := top + s.rowHeight(i)
	switch {
	case top < s.scroll.Offset.Y:
		s.scroll.ScrollToOffset(fyne.NewPos(0, top))
	case end > s.scroll.Offset.Y+s.scroll.Size().Height && s.scroll.Size().Height > 0:
		s.scroll.ScrollToOffset(fyne.NewPos(0, end-s.scroll.Size().Height))
	}
}

func (s *SearchDrop) rowHeight(i int) float32 {
	if s.rows[i] == nil {
		return px(28)
	}
	return px(36)
}

// Marked returns the key of the marked line, or nothing.
func (s *SearchDrop) Marked() string {
	if s.at < 0 {
		return ""
	}
	return s.found[s.at].Key
}

// Choose chooses the marked line and tells whether there was one.
func (s *SearchDrop) Choose() bool {
	if s.at < 0 {
		return false
	}
	s.choose(s.Marked())
	return true
}

func (s *SearchDrop) choose(key string) {
	if s.OnChosen != nil {
		s.OnChosen(key)
	}
}

// CreateRenderer implements fyne.Widget.
func (s *SearchDrop) CreateRenderer() fyne.WidgetRenderer {
	box := NewFrame(theme.Surface, theme.Line2, 8)
	edge := NewFrame(theme.Nothing, theme.Line2, 8)
	d := &drawing{owner: s, objects: []fyne.CanvasObject{box, s.scroll}}
	foot := float32(0)
	if s.foot != nil {
		d.objects = append(d.objects, s.foot, edge)
		foot = 32
	}
	d.min = func() fyne.Size {
		h := px(8) + px(foot)
		for i := range s.rows {
			h += s.rowHeight(i)
		}
		if foot > 0 {
			h += px(8)
		}
		return fyne.NewSize(px(632), h)
	}
	d.lay = func(size fyne.Size) {
		put(box, 0, 0, size.Width, size.Height)
		put(edge, 0, 0, size.Width, size.Height)
		end := size.Height - px(foot) - 1
		put(s.scroll, 1, px(8), size.Width-2, end-px(8))
		if s.foot != nil {
			put(s.foot, 1, end, size.Width-2, px(foot))
		}
	}
	return drawn(d)
}

type foundRow struct {
	hot
	found  Found
	query  string
	marked bool
}

func newFoundRow(f Found, query string, chosen func()) *foundRow {
	r := &foundRow{found: f, query: query}
	r.become(r, chosen)
	return r
}

func (r *foundRow) mark(on bool) { r.marked = on; r.Refresh() }

func (r *foundRow) CreateRenderer() fyne.WidgetRenderer {
	ground, bar := NewBox(theme.Nothing, 0), NewBox(theme.Blue, 0)
	icon := NewIcon(r.found.Icon, theme.Muted, 16)
	number, name := newMatch(r.found.Number, r.query), newMatch(r.found.Name, r.query)
	what := NewText(r.found.What, Second())
	fact := NewDueClock(r.found.Shape, r.found.Tone, r.found.Fact, false)
	key := newKeyHint("Enter")
	return drawn(&drawing{
		owner: r, objects: []fyne.CanvasObject{ground, bar, icon, number, name, what, fact, key},
		dress: func() {
			ground.Fill = theme.Nothing
			switch {
			case r.marked:
				ground.Fill = theme.Selected
			case r.hovered:
				ground.Fill = theme.Hover
			}
			bar.Hidden = !r.marked
			key.Hidden = !r.marked || r.found.Fact != ""
			fact.Hidden = r.found.Fact == ""
		},
		min: func() fyne.Size { return fyne.NewSize(px(320), px(36)) },
		lay: func(size fyne.Size) {
			put(ground, 0, 0, size.Width, size.Height)
			put(bar, 0, 0, 3, size.Height)
			x, right := px(16), size.Width-px(16)
			put(icon, x, 0, px(20), size.Height)
			x += px(32)
			put(number, x, 0, px(88), size.Height)
			x += px(100)
			put(name, x, 0, px(112), size.Height)
			x += px(124)
			for _, o := range []fyne.CanvasObject{fact, key} {
				if o.Visible() {
					m := o.MinSize()
					right -= m.Width
					put(o, right, (size.Height-m.Height)/2, m.Width, m.Height)
					right -= px(12)
				}
			}
			put(what, x, 0, right-x, size.Height)
		},
	})
}

// match is a line with what was searched for in accent.
type match struct {
	widget.BaseWidget
	parts [3]*Text
}

func newMatch(s, query string) *match {
	m := &match{}
	cut := [3]string{s, "", ""}
	if q := strings.ToLower(strings.TrimSpace(query)); q != "" {
		lower := strings.ToLower(s)
		if i := strings.Index(lower, q); i >= 0 && len(lower) == len(s) {
			cut = [3]string{s[:i], s[i : i+len(q)], s[i+len(q):]}
		}
	}
	for i, part := range cut {
		style := TextStyle{}
		if i == 1 {
			style.Colour = theme.Blue
		}
		m.parts[i] = NewText(part, style)
	}
	m.ExtendBaseWidget(m)
	return m
}

func (m *match) CreateRenderer() fyne.WidgetRenderer {
	return drawn(&drawing{
		owner: m, objects: []fyne.CanvasObject{m.parts[0], m.parts[1], m.parts[2]},
		min: func() fyne.Size { return m.parts[0].MinSize() },
		lay: func(size fyne.Size) {
			x := float32(0)
			for _, p := range m.parts {
				w := min(p.Natural(), size.Width-x)
				put(p, x, 0, w, size.Height)
				x += w
			}
		},
	})
}
