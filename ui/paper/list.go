package paper

import "aftercare/domain"

// List prints a table on A4, over as many pages as it takes. The paper's size
// in the Setting must be "".
//
// Errors: paper.languages, paper.size.
func (p *Press) List(l List, s Setting) (Paper, error) {
	return p.paper("list-"+either(l.Number, l.Title), s, func(c *canvas, v speech) error {
		if s.Size != "" {
			return domain.Wrong("size", "paper.size", nil)
		}
		c.sheet(formA4(), v, l.Shop, either(l.Number, l.Title)).list(l)
		return nil
	})
}

func (s *sheet) list(l List) {
	top := s.y
	number := s.optional(l.Number, s.figure, 60)
	s.draw(s.page, number, s.left, top, s.inner(), 1)
	width := s.inner() - number.width() - 4
	for _, n := range l.Shop.Names {
		s.put(s.optional(n, s.quiet, width), s.left, width, 0)
	}
	s.put(s.fitLine(l.Title, s.title, width, 2), s.left, width, 0)
	s.y = max(s.y, top+number.height())
	s.rule()
	s.facts(l.Facts)
	s.y += s.pad
	s.lines(l)
	if len(l.Totals) > 0 {
		s.page.line(s.left, s.y, s.right, s.y, 0.25)
		s.y += 1
		for _, t := range l.Totals {
			s.ends(s.fitLine(t.Label, s.bold, s.inner()*0.6, 2), s.fitLine(t.Value, s.body, s.inner()*0.4, 2))
		}
	}
	s.print(l.Notes)
	if l.Sign {
		s.sign("paper.sign.made", "", "")
	}
	s.close()
}

// facts are fields whose labels are already worded.
func (s *sheet) facts(facts []Fact) {
	for _, f := range facts {
		label := s.fit(f.Label, s.quiet, s.label-1.5, 2*s.lineHeight())
		value := s.wrap(f.Value, s.body, s.inner()-s.label)
		s.room(label.height())
		s.draw(s.page, label, s.left, s.y, s.label, 0)
		s.put(value, s.left+s.label, s.inner()-s.label, 0)
	}
}

// lines prints head and rows. A cell has at most eight lines.
func (s *sheet) lines(l List) {
	const pad, most = 1.0, 8
	st := style{size: 8.5, least: 7, lead: 1.38}
	widths := s.widths(l, st)
	row := func(cells []string, st style, lines float64) ([]block, float64) {
		blocks, h := make([]block, len(widths)), 0.0
		for i := range blocks {
			if i < len(cells) {
				blocks[i] = s.fit(cells[i], st, widths[i]-columnGap, lines*st.lead*st.size*mmPerPoint)
			}
			h = max(h, blocks[i].height())
		}
		return blocks, h
	}
	set := func(blocks []block, h float64) {
		x := s.left
		for i, b := range blocks {
			align := 0.0
			if l.Columns[i].Right {
				align = 1
			}
			s.draw(s.page, b, x, s.y, widths[i]-columnGap, align)
			x += widths[i]
		}
		s.y += h
	}
	names := make([]string, len(l.Columns))
	for i, c := range l.Columns {
		names[i] = c.Head
	}
	heads, headHeight := row(names, s.small, 2)
	s.room(20)
	set(heads, headHeight)
	for _, cells := range l.Rows {
		blocks, h := row(cells, st, most)
		page := s.page
		if s.room(h + 2*pad); s.page != page {
			set(heads, headHeight)
		}
		s.y += pad / 2
		s.page.hair(s.left, s.y, s.right)
		s.y += pad
		set(blocks, h)
	}
	s.y += pad
}

const columnGap = 3.0

// widths shares the sheet among the columns: each gets what its widest cell
// needs; when that is too much, those above an equal share give way.
func (s *sheet) widths(l List, st style) []float64 {
	out := make([]float64, len(l.Columns))
	for i, c := range l.Columns {
		out[i] = s.wrap(c.Head, s.small, 1e6).width()
		for _, r := range l.Rows {
			if i < len(r) {
				out[i] = max(out[i], s.wrap(r[i], st, 1e6).width())
			}
		}
		out[i] += columnGap + 0.2 // a cell that just fits must not wrap for a rounding
	}
	// The widest are lowered to one common width, as water finds its level.
	whole := s.inner() + columnGap // the last column needs no gap
	level, room, high := 0.0, whole, len(out)
	for changed := true; changed && high > 0; {
		changed = false
		level = room / float64(high)
		room, high = whole, 0
		for _, w := range out {
			if w <= level {
				room -= w
			} else {
				high++
			}
		}
		if high > 0 && room/float64(high) > level+1e-6 {
			changed = true
		}
	}
	for i := range out {
		if high > 0 {
			out[i] = min(out[i], level)
		}
	}
	if n := len(out); n > 0 && l.Columns[n-1].Right { // figures end where the rules do
		for i, rest := 0, max(whole-sum(out), 0)/float64(n); i < n; i++ {
			out[i] += rest
		}
	}
	return out
}

func sum(widths []float64) float64 {
	t := 0.0
	for _, w := range widths {
		t += w
	}
	return t
}
