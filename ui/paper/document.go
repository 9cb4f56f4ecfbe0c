package paper

import (
	"bytes"
	"image"
	_ "image/jpeg" // photos are kept and printed as JPEG

	"aftercare/ui/present"
)

// Document prints running text with its facts and photos. Size: A4.
//
// Errors: paper.languages.
func (p *Press) Document(d present.Document, shop Shop, s Setting) (Paper, error) {
	return p.paper(d.Name, s, func(c *canvas, v speech) error {
		c.sheet(formA4(), v, shop, d.Title).document(d)
		return nil
	})
}

func (s *sheet) document(d present.Document) {
	s.put(s.optional(d.Shop, s.quiet, s.inner()), s.left, s.inner(), 0)
	s.put(s.fitLine(d.Title, s.title, s.inner(), 3), s.left, s.inner(), 0)
	s.put(s.optional(d.Under, s.quiet, s.inner()), s.left, s.inner(), 0)
	for i, c := range d.Chapters {
		if i == 0 || c.Head != "" {
			s.room(5 * s.lineHeight()) // no rule at the foot of a page, away from its head
			s.rule()
		} else {
			s.y += s.pad
		}
		s.chapter(c)
	}
	s.close()
}

func (s *sheet) chapter(c present.Chapter) {
	if c.Head != "" {
		s.room(4 * s.lineHeight())
		s.put(s.wrap(c.Head, s.bold, s.inner()), s.left, s.inner(), 0)
		s.y += 1
	}
	for _, f := range c.Facts {
		s.fact(f)
	}
	if c.Text != "" {
		s.put(s.wrap(c.Text, s.body, s.inner()), s.left, s.inner(), 0)
	}
	for _, p := range c.Points {
		const indent = 4
		b := s.wrap(p, s.body, s.inner()-indent)
		s.room(b.lines[0].lead)
		s.draw(s.page, s.fitLine("-", s.body, indent, 1), s.left, s.y, indent, 0)
		s.put(b, s.left+indent, s.inner()-indent, 0)
	}
	s.photos(c.Photos)
}

// fact is a name and what it says, beside each other.
func (s *sheet) fact(f present.Fact) {
	label := s.fit(f.Name, s.quiet, s.label-1.5, 3*s.lineHeight())
	value := s.wrap(f.Value, s.body, s.inner()-s.label)
	s.room(label.height())
	s.draw(s.page, label, s.left, s.y, s.label, 0)
	page, end := s.page, s.y+label.height()
	s.put(value, s.left+s.label, s.inner()-s.label, 0)
	if s.page == page {
		s.y = max(s.y, end)
	}
	s.y += 0.8
}

// photos sets two beside each other, each with its caption below.
func (s *sheet) photos(all []present.Picture) {
	const gap, high = 6.0, 70.0
	width := (s.inner() - gap) / 2
	for i := 0; i < len(all); i += 2 {
		s.y += 2
		s.room(high + 3*s.lineHeight())
		top, low := s.y, s.y
		for j, p := range all[i:min(i+2, len(all))] {
			x := s.left + float64(j)*(width+gap)
			end := top
			if w, h, ok := scaled(p.JPEG, width, high); ok {
				s.page.pictures = append(s.page.pictures, picture{p.JPEG, x, top, w, h})
				end += h + 1
			}
			caption := s.fit(p.Caption, s.small, width, 2*s.lineHeight())
			s.draw(s.page, caption, x, end, width, 0)
			low = max(low, end+caption.height())
		}
		s.y = low + 1
	}
}

// scaled is the size in millimetres at which a JPEG fits; false for what is none.
func scaled(jpeg []byte, width, height float64) (w, h float64, ok bool) {
	c, kind, err := image.DecodeConfig(bytes.NewReader(jpeg))
	if err != nil || kind != "jpeg" || c.Width == 0 || c.Height == 0 {
		return 0, 0, false
	}
	k := min(width/float64(c.Width), height/float64(c.Height))
	return k * float64(c.Width), k * float64(c.Height), true
}
