package paper

import (
	"math"
	"strings"
	"unicode/utf8"

	"aftercare/domain"
)

// heading is what stands at the top of a sheet.
type heading struct {
	shop   Shop
	title  string // key of the catalogue
	number string
	date   string
	code   string // what the code holds
}

// head prints the heading: title left, number and code right; on a roll the
// shop first, all centred.
func (s *sheet) head(h heading) {
	if s.roll {
		s.rollHead(h)
		return
	}
	const module, gap = 7 * dot, 4.0
	side := 21 * module
	x := math.Floor((s.right-side)/dot) * dot
	top := s.y
	end := top + s.qrCode(s.page, h.code, x, top, side, module) + 4*module
	x -= gap
	const numberWidth = 52.0
	number := s.fitLine(h.number, s.figure, numberWidth, 2)
	date := s.optional(h.date, s.quiet, numberWidth)
	s.draw(s.page, number, x-numberWidth, top, numberWidth, 1)
	s.draw(s.page, date, x-numberWidth, top+number.height(), numberWidth, 1)
	width := x - max(number.width(), date.width()) - gap - s.left
	s.put(s.optional(strings.Join(h.shop.Names, " "), s.quiet, width), s.left, width, 0)
	s.put(s.fitLine(s.first.T(h.title), s.title, width, 2), s.left, width, 0)
	if s.second != nil {
		s.put(s.fitLine(s.second.T(h.title), s.subtitle, width, 2), s.left, width, 0)
	}
	s.y = max(s.y, end, top+number.height()+date.height()) - s.pad
}

func (s *sheet) rollHead(h heading) {
	name := s.subtitle
	for i, n := range h.shop.Names {
		if i == 0 {
			name = s.subtitle.at(12)
		} else {
			name = s.body
		}
		s.put(s.optional(n, name, s.inner()), s.left, s.inner(), 0.5)
	}
	if len(h.shop.Address) > 0 {
		s.put(s.fit(h.shop.Address[0], s.small, s.inner(), 16), s.left, s.inner(), 0.5)
	}
	s.put(s.optional(h.shop.Phone, s.small, s.inner()), s.left, s.inner(), 0.5)
	s.y += 2
	s.put(s.fitLine(s.word(h.title), s.title, s.inner(), 2), s.left, s.inner(), 0.5)
	s.rule()
	number := s.fitLine(h.number, s.figure, s.inner()*0.55, 2)
	date := s.optional(h.date, s.body, s.inner()-number.width()-2)
	s.draw(s.page, date, s.left, s.y+(number.height()-date.height())/2, s.inner(), 1)
	s.put(number, s.left, s.inner(), 0)
}

// rollCode ends a roll with its code, large enough for a hand scanner.
func (s *sheet) rollCode(content string) {
	const height, module = 12, 5 * dot
	if !s.roll {
		return
	}
	s.y = math.Ceil((s.y+3)/dot) * dot
	s.room(height)
	if s.barCode(s.page, content, 0, s.y, s.width, height, module) {
		s.y += height + 0.5
	}
	s.put(s.fitLine(content, s.body.at(10), s.inner(), 2), s.left, s.inner(), 0.5)
	s.y += 1
}

// field is a label and what it says; several lines may say it.
type field struct {
	key   string
	value string
}

// fields prints those that have a value, labels left. It gives false when none
// has.
func (s *sheet) fields(fs ...field) bool {
	const gap = 0.6
	some := false
	for _, f := range fs {
		if strings.TrimSpace(f.value) == "" {
			continue
		}
		if some {
			s.y += gap
		}
		some = true
		label := s.fit(s.word(f.key), s.quiet, s.label-1.5, 2*s.lineHeight())
		value := s.wrap(f.value, s.body, s.inner()-s.label)
		s.room(max(label.height(), value.lines[0].lead))
		s.draw(s.page, label, s.left, s.y, s.label, 0)
		page, end := s.page, s.y+label.height()
		s.put(value, s.left+s.label, s.inner()-s.label, 0)
		if s.page == page {
			s.y = max(s.y, end)
		}
	}
	return some
}

// section prints a bold head and a text below it.
func (s *sheet) section(key, text string) {
	if strings.TrimSpace(text) == "" {
		return
	}
	s.rule()
	s.sectionHead(key)
	s.put(s.wrap(text, s.body, s.inner()), s.left, s.inner(), 0)
}

// sectionHead keeps a head together with the first line below it.
func (s *sheet) sectionHead(key string) {
	head := s.fitLine(s.word(key), s.bold, s.inner(), 2)
	s.room(head.height() + s.lineHeight())
	s.put(head, s.left, s.inner(), 0)
	s.y += 0.6
}

func (s *sheet) lineHeight() float64 { return s.body.lead * s.body.size * mmPerPoint }

// checks prints boxes in columns; a roll has one.
func (s *sheet) checks(key string, checks []Check, columns int) {
	if len(checks) == 0 {
		return
	}
	s.rule()
	s.sectionHead(key)
	const gap = 4.0
	if s.roll {
		columns = 1
	}
	width := (s.inner() - gap*float64(columns-1)) / float64(columns)
	const square, indent = 3.0, 4.7
	for i := 0; i < len(checks); i += columns {
		row := checks[i:min(i+columns, len(checks))]
		blocks, h := make([]block, len(row)), 0.0
		for j, c := range row {
			blocks[j] = s.fit(c.Name, s.body, width-indent, 4*s.lineHeight())
			h = max(h, blocks[j].height())
		}
		s.room(h + 0.6)
		for j, c := range row {
			x := s.left + float64(j)*(width+gap)
			s.page.tick(x, s.y+(s.lineHeight()-square)/2, square, c.Ticked)
			s.draw(s.page, blocks[j], x+indent, s.y, width-indent, 0)
		}
		s.y += h + 0.6
	}
}

// tick draws a box, with a tick when it is ticked.
func (p *page) tick(x, y, side float64, ticked bool) {
	p.outline(x, y, side, side, 0, 0.25)
	if ticked {
		p.line(x+side*0.2, y+side*0.5, x+side*0.42, y+side*0.74, 0.4)
		p.line(x+side*0.42-0.1, y+side*0.74+0.06, x+side*0.82, y+side*0.25, 0.4)
	}
}

// print sets small print, each phrase as its own paragraph on a roll and as
// running text on a sheet.
func (s *sheet) print(texts []string) {
	if len(texts) == 0 {
		return
	}
	all := running(texts)
	if s.roll {
		all = strings.Join(texts, "\n")
		s.rule()
	} else {
		s.y += s.pad
		s.room(s.pad + s.small.lead*s.small.size*mmPerPoint)
		s.page.hair(s.left, s.y, s.right)
		s.y += s.pad
	}
	s.put(s.wrap(all, s.small, s.inner()), s.left, s.inner(), 0)
}

// sign prints two lines to sign on, at the foot of a sheet, one below the
// other on a roll; below them a note such as whose copy it is.
func (s *sheet) sign(clientKey, clerk, note string) {
	const space = 10.0
	shop := s.word("paper.sign.shop")
	if clerk != "" {
		shop = s.first.T("paper.sign.who", domain.Args{"sign": shop, "who": clerk})
	}
	names := []string{s.word(clientKey), shop}
	st := s.small
	st.grey = false
	if s.roll {
		for _, n := range names {
			s.y += space
			s.room(6)
			s.page.line(s.left, s.y, s.right, s.y, 0.25)
			s.y += 0.75
			s.put(s.fitLine(n, st, s.inner(), 2), s.left, s.inner(), 0)
		}
		s.y += 1
		s.put(s.optional(note, s.small, s.inner()), s.left, s.inner(), 0)
		return
	}
	const gap = 8.0
	width := (s.inner() - gap) / 2
	left, right := s.fitLine(names[0], st, width, 2), s.fitLine(names[1], st, width, 2)
	low := s.optional(note, s.small, s.inner())
	h := max(left.height(), right.height()) + 1 + low.height() + 2
	s.room(space + h)
	y := s.bottom - h
	s.page.line(s.left, y, s.left+width, y, 0.25)
	s.page.line(s.right-width, y, s.right, y, 0.25)
	s.draw(s.page, left, s.left, y+1, width, 0)
	s.draw(s.page, right, s.right-width, y+1, width, 0)
	s.draw(s.page, low, s.left, s.bottom-low.height(), s.inner(), 0)
}

// running joins sentences; after a Chinese full stop no space is written.
func running(texts []string) string {
	var b strings.Builder
	for _, t := range texts {
		if last, _ := utf8.DecodeLastRuneInString(b.String()); b.Len() > 0 && !wide(last) {
			b.WriteByte(' ')
		}
		b.WriteString(t)
	}
	return b.String()
}

// either is the first text that is not empty.
func either(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// numbered refuses a paper whose code would be empty.
func numbered(number string) error {
	if number == "" {
		return domain.Wrong("number", "paper.number_missing", nil)
	}
	return nil
}
