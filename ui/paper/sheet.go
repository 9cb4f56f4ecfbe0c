package paper

import (
	"strings"
	"unicode/utf8"

	"aftercare/domain"
)

// form is the measures of a kind of sheet, in millimetres, and its type.
type form struct {
	width, height, margin   float64
	label                   float64 // the column of labels
	pad                     float64 // above and below a rule
	roll                    bool
	body, small, bold       style
	title, subtitle, figure style
	quiet                   style // the second voice: grey on A5, as body on a roll
}

// formA5 follows the drawing: 9.5 point body, 7.5 point small print.
func formA5() form {
	body := style{size: 9.45, least: 7.5, lead: 1.4}
	f := form{width: 148, height: 210, margin: 10, label: 31, pad: 2.3, body: body,
		small:    style{size: 7.55, least: 7, lead: 1.375, grey: true},
		title:    style{size: 17, least: 11, lead: 1.33, bold: true},
		subtitle: style{size: 12.3, least: 9, lead: 1.31},
		figure:   style{size: 17, least: 9, lead: 1.33},
	}
	f.bold, f.quiet = body, body
	f.bold.bold, f.quiet.grey = true, true
	return f
}

// formA4 is for lists: the type of A5 on a larger sheet.
func formA4() form {
	f := formA5()
	f.width, f.height, f.margin, f.label = 210, 297, 14, 40
	return f
}

// formRoll is 72 mm of print on a roll of 80. Its height is set when all is
// laid out; the limit is the longest page that PDF knows.
func formRoll() form {
	body := style{size: 9.2, least: 7, lead: 1.31}
	f := form{width: 80, height: 5000, margin: 4, label: 24, pad: 1.5, roll: true, body: body,
		small:    style{size: 7.4, least: 7, lead: 1.33},
		title:    style{size: 12.8, least: 9, lead: 1.33, bold: true},
		subtitle: style{size: 9.2, least: 7, lead: 1.31},
		figure:   style{size: 12.8, least: 8, lead: 1.28},
	}
	f.bold, f.quiet = body, body
	f.bold.bold = true
	return f
}

// formOf is the form of a receipt's size; the first is the size for "".
func formOf(s Size) (form, error) {
	switch s {
	case "", A5, A4: // two on a sheet of A4
		return formA5(), nil
	case Roll80:
		return formRoll(), nil
	}
	return form{}, domain.Wrong("size", "paper.size", nil)
}

// receipts lays out receipts of one size; two of A5 share a sheet of A4.
//
// Errors: paper.size, and those of lay.
func (c *canvas) receipts(size Size, lay func(f form) error) error {
	f, err := formOf(size)
	if err == nil {
		err = lay(f)
	}
	if err == nil && size == A4 {
		c.twoUp()
	}
	return err
}

// twoUp sets two pages of A5 side by side on each sheet, a dashed line between
// them to cut along.
func (c *canvas) twoUp() {
	const width, height, half = 297, 210, 148.5
	small := c.pages
	c.pages = nil
	for i, p := range small {
		if i%2 == 0 {
			c.add(width, height).fold(half, height)
		}
		c.pages[len(c.pages)-1].take(p, half*float64(i%2))
	}
}

// sheet fills pages of one form from top to bottom and begins a new page where
// one is full. Parts are set in the order of reading; close ends the paper.
type sheet struct {
	*canvas
	speech
	form
	number      string // repeated at the foot of each page of several
	page        *page
	pages       []*page
	left, right float64
	y, bottom   float64
	foot        block
}

func (c *canvas) sheet(f form, v speech, shop Shop, number string) *sheet {
	s := &sheet{canvas: c, speech: v, form: f, number: number, left: f.margin, right: f.width - f.margin}
	s.bottom = f.height - f.margin
	if !f.roll {
		s.foot = s.footer(shop)
		s.bottom -= s.foot.height() + s.pad
	}
	s.turn()
	return s
}

// footer is the shop's address and the line that binds.
func (s *sheet) footer(shop Shop) block {
	var b block
	for i, a := range shop.Address {
		if i == len(shop.Address)-1 && shop.Phone != "" {
			a += "\n" + shop.Phone
		}
		b = b.over(s.optional(oneLine(a), s.small, s.inner()))
	}
	if len(shop.Address) == 0 {
		b = s.optional(shop.Phone, s.small, s.inner())
	}
	if lines := s.prevails(); len(lines) > 0 {
		b = b.over(s.fitLine(strings.Join(lines, " "), s.small, s.inner(), 2))
	}
	b.grey = s.small.grey
	return b
}

// oneLine joins the lines of an address: behind a Chinese one stands a space,
// behind others a comma.
func oneLine(address string) string {
	var b strings.Builder
	for _, l := range strings.Split(address, "\n") {
		l = strings.TrimSpace(l)
		if last, _ := utf8.DecodeLastRuneInString(b.String()); b.Len() > 0 {
			if !wide(last) {
				b.WriteByte(',')
			}
			b.WriteByte(' ')
		}
		b.WriteString(l)
	}
	return b.String()
}

// inner is the width of print.
func (s *sheet) inner() float64 { return s.right - s.left }

// turn begins the next page.
func (s *sheet) turn() {
	s.page = s.add(s.width, s.height)
	s.pages = append(s.pages, s.page)
	s.y = s.margin
}

// room turns the page when less than h is left on it. What is higher than a
// page begins one.
func (s *sheet) room(h float64) {
	if s.y+h > s.bottom && s.y > s.margin {
		s.turn()
	}
}

// put sets a block line by line, over as many pages as it takes.
func (s *sheet) put(b block, x, width, align float64) {
	for _, l := range b.lines {
		s.room(l.lead)
		s.draw(s.page, block{lines: []line{l}, grey: b.grey}, x, s.y, width, align)
		s.y += l.lead
	}
}

// rule draws the line between two parts, dashed on a roll, with room around.
func (s *sheet) rule() {
	s.y += s.pad
	s.room(2 * s.pad)
	if s.roll {
		s.page.dash(s.left, s.y, s.right)
	} else {
		s.page.line(s.left, s.y, s.right, s.y, 0.25)
	}
	s.y += s.pad
}

// close prints the foot of every page, or cuts the roll where it ends.
func (s *sheet) close() {
	if s.roll {
		s.put(s.block(s.prevails(), s.small, s.inner(), 100), s.left, s.inner(), 0.5)
		s.page.height = max(s.y+2*s.margin, 40)
		return
	}
	for i, p := range s.pages {
		y := s.form.height - s.margin - s.foot.height()
		s.draw(p, s.foot, s.left, y, s.inner(), 0.5)
		if len(s.pages) > 1 {
			text := s.first.List([]string{s.first.T("paper.page", domain.Args{"n": i + 1, "total": len(s.pages)}), s.number})
			b := s.fitLine(text, s.small, s.inner(), 1)
			s.draw(p, b, s.left, s.form.height-s.margin+0.5, s.inner(), 1)
		}
	}
}
