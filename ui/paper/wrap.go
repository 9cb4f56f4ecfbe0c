package paper

import (
	"strings"
	"unicode"
)

// style is how a text is set. Size and least are points; lead is the height of
// a line as a multiple of its size.
type style struct {
	size, least float64
	lead        float64
	bold, grey  bool
}

// at is the same style in another size.
func (s style) at(size float64) style { s.size = size; return s }

// line is one row of signs. Width and lead are millimetres, size is points.
type line struct {
	signs             []sign
	width, size, lead float64
}

// block is a measured text, ready to be drawn.
type block struct {
	lines []line
	grey  bool
}

// height is in millimetres.
func (b block) height() float64 {
	h := 0.0
	for _, l := range b.lines {
		h += l.lead
	}
	return h
}

// width is that of the widest line, in millimetres.
func (b block) width() float64 {
	w := 0.0
	for _, l := range b.lines {
		w = max(w, l.width)
	}
	return w
}

// over is b with t below it.
func (b block) over(t block) block {
	b.lines = append(b.lines[:len(b.lines):len(b.lines)], t.lines...)
	return b
}

// wrap sets a text in lines of at most width. Newlines are kept, empty lines
// at the ends are not.
func (c *canvas) wrap(s string, st style, width float64) block {
	return c.flow(c.paragraphs(s, st), st, width)
}

// paragraphs is the signs of each line of the text as it was typed.
func (c *canvas) paragraphs(s string, st style) [][]sign {
	order := c.fonts.order(c.lang, st.bold)
	var out [][]sign
	for _, p := range strings.Split(strings.TrimSpace(s), "\n") {
		out = append(out, c.fonts.signs(strings.TrimSpace(p), order, c.miss))
	}
	return out
}

func (c *canvas) flow(paragraphs [][]sign, st style, width float64) block {
	b := block{grey: st.grey}
	for _, p := range paragraphs {
		b.lines = append(b.lines, rows(p, st, width)...)
	}
	return b
}

// fit sets a text within width and height: smaller down to the least size,
// then cut with an ellipsis, which is reported. One line always fits.
func (c *canvas) fit(s string, st style, width, height float64) block {
	paragraphs := c.paragraphs(s, st)
	const slack = 0.01
	for size := st.size; ; size -= 0.25 {
		size = max(size, st.least)
		b := c.flow(paragraphs, st.at(size), width)
		if b.height() <= height+slack {
			return b
		}
		if size <= st.least {
			n := max(1, int((height+slack)/(st.lead*size*mmPerPoint)))
			if n >= len(b.lines) {
				return b
			}
			c.shorten(s)
			return c.clip(b, st.at(size), width, n)
		}
	}
}

// fitLine sets a text in one line, smaller down to the least size; what is
// longer still is wrapped at that size in at most most lines, then cut.
func (c *canvas) fitLine(s string, st style, width float64, most int) block {
	whole := c.wrap(s, st, 1e6)
	if w := whole.width(); w > width {
		st.size = max(st.least, st.size*width/w*0.999)
	}
	return c.fit(s, style{st.size, st.size, st.lead, st.bold, st.grey}, width, float64(max(most, len(whole.lines)))*st.lead*st.size*mmPerPoint)
}

// clip keeps n lines and ends the last with an ellipsis.
func (c *canvas) clip(b block, st style, width float64, n int) block {
	last := b.lines[n-1]
	mark := c.fonts.signs("…", c.fonts.order(c.lang, st.bold), c.miss)
	room := width
	for _, m := range mark {
		room -= m.width(st.size)
	}
	kept, w := last.signs[:0:0], 0.0
	for _, s := range last.signs {
		if w += s.width(st.size); w > room {
			break
		}
		kept = append(kept, s)
	}
	b.lines = append(b.lines[:n-1:n-1], newLine(append(kept, mark...), st))
	return b
}

// rows breaks signs into lines: after spaces, between Chinese characters, and
// anywhere in a word that is longer than a line.
func rows(signs []sign, st style, width float64) []line {
	var out []line
	start, allowed, w := 0, 0, 0.0
	for i := 0; i < len(signs); i++ {
		w += signs[i].width(st.size)
		if w > width && signs[i].r != ' ' && i > start {
			if allowed <= start {
				allowed = i
			}
			out = append(out, newLine(signs[start:allowed], st))
			start = allowed
			i, w = start-1, 0
			continue
		}
		if i+1 < len(signs) && mayBreak(signs[i].r, signs[i+1].r) {
			allowed = i + 1
		}
	}
	return append(out, newLine(signs[start:], st))
}

func newLine(signs []sign, st style) line {
	for len(signs) > 0 && signs[len(signs)-1].r == ' ' {
		signs = signs[:len(signs)-1]
	}
	l := line{signs: signs, size: st.size, lead: st.lead * st.size * mmPerPoint}
	for _, s := range signs {
		l.width += s.width(st.size)
	}
	return l
}

// The characters that may not begin and may not end a line.
const (
	notFirst = "，。、；：！？）」』》〉】”’…—,.;:!?)]}%℃·"
	notLast  = "（「『《〈【“‘([{$¥"
)

// mayBreak says whether a line may end between a and b.
func mayBreak(a, b rune) bool {
	if b == ' ' || strings.ContainsRune(notFirst, b) || strings.ContainsRune(notLast, a) {
		return false
	}
	return a == ' ' || wide(a) || wide(b) || a == '-' && unicode.IsLetter(b)
}

// wide says whether r is written in a square, as Chinese is.
func wide(r rune) bool {
	return r >= 0x2E80 && r <= 0x9FFF || r >= 0xF900 && r <= 0xFAFF || r >= 0xFE30 && r <= 0xFE4F ||
		r >= 0xFF00 && r <= 0xFFEF || r >= 0x20000
}
