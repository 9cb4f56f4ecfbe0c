package widgets

import (
	"strings"
	"unicode"

	"aftercare/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Paragraph is text over several lines. Latin breaks between words, Chinese
// between characters, and closing punctuation never begins a line. Its height
// follows its width: put it in a Column, which asks for that.
type Paragraph struct {
	widget.BaseWidget
	Style TextStyle
	// Lead is a bold word in LeadColour that opens the first line.
	Lead       string
	LeadColour fyne.ThemeColorName
	text       string
	width      float32
}

// NewParagraph makes a paragraph.
func NewParagraph(s string, style TextStyle) *Paragraph {
	p := &Paragraph{text: s, Style: style}
	p.ExtendBaseWidget(p)
	return p
}

// Text returns what the paragraph says.
func (p *Paragraph) Text() string { return p.text }

// Set changes what the paragraph says.
func (p *Paragraph) Set(s string) {
	if s != p.text {
		p.text = s
		p.Refresh()
	}
}

// HeightFor returns the height that the paragraph takes at a width.
func (p *Paragraph) HeightFor(width float32) float32 {
	return float32(max(len(p.lines(width)), 1)) * lineHeight(p.Style.size())
}

func (p *Paragraph) leadWidth() float32 {
	if p.Lead == "" {
		return 0
	}
	return measure(Printable(p.Lead, true)+" ", p.Style.size(), boldDraws(p.Lead))
}

func (p *Paragraph) lines(width float32) []string {
	var out []string
	indent := p.leadWidth()
	for _, part := range strings.Split(strings.ReplaceAll(p.text, "\r\n", "\n"), "\n") {
		out = append(out, breakLine(Printable(part, p.Style.Bold), width, indent, p.Style)...)
		indent = 0
	}
	return out
}

// breakLine breaks one logical line; indent is what the first line lacks.
func breakLine(s string, width, indent float32, style TextStyle) []string {
	if width <= 0 {
		return []string{s}
	}
	var out []string
	line := ""
	room := width - indent
	for _, word := range words(s) {
		if line == "" && len(out) > 0 {
			word = strings.TrimLeft(word, " ")
		}
		if measure(strings.TrimRight(line+word, " "), style.size(), style.Bold) <= room+0.5 {
			line += word
			continue
		}
		if line != "" || indent > 0 && len(out) == 0 {
			out = append(out, strings.TrimRight(line, " "))
			room = width
		}
		line = strings.TrimLeft(word, " ")
		for measure(line, style.size(), style.Bold) > width+0.5 && len([]rune(line)) > 1 {
			head := fitting(line, width, style)
			out = append(out, head)
			line = line[len(head):]
		}
	}
	return append(out, strings.TrimRight(line, " "))
}

// fitting returns the longest head of s that fits, at least one rune.
func fitting(s string, width float32, style TextStyle) string {
	runes := []rune(s)
	n := 1
	for n < len(runes) && measure(string(runes[:n+1]), style.size(), style.Bold) <= width {
		n++
	}
	return string(runes[:n])
}

const noLineStart = "，。、；：？！）」』》〉】〕］｝,.;:?!)]}%"
const noLineEnd = "（「『《〈【〔［｛([{"

// words splits at the places where a line may break, keeping every rune.
func words(s string) []string {
	var out []string
	start := 0
	var before rune
	for i, r := range s {
		if i > start && mayBreak(before, r) {
			out = append(out, s[start:i])
			start = i
		}
		before = r
	}
	if start < len(s) {
		out = append(out, s[start:])
	}
	return out
}

func mayBreak(before, r rune) bool {
	if strings.ContainsRune(noLineStart, r) || strings.ContainsRune(noLineEnd, before) || r == ' ' {
		return false
	}
	return before == ' ' || wide(before) || wide(r) || before == '/' && unicode.IsLetter(r)
}

func wide(r rune) bool {
	return r >= 0x2E80 && r <= 0xFF60 || r >= 0x20000
}

// CreateRenderer implements fyne.Widget.
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{owner: p}
	lead := canvas.NewText("", nil)
	lead.TextStyle.Bold = boldDraws(p.Lead)
	var lines []*canvas.Text
	d.min = func() fyne.Size {
		return fyne.NewSize(px(24), p.HeightFor(p.width))
	}
	d.lay = func(size fyne.Size) {
		p.width = size.Width
		th := theme.Current()
		texts := p.lines(size.Width)
		for len(lines) < len(texts) {
			lines = append(lines, canvas.NewText("", nil))
		}
		d.objects = d.objects[:0]
		step, x := lineHeight(p.Style.size()), float32(0)
		if p.Lead != "" {
			lead.Text = Printable(p.Lead, true)
			lead.TextSize = p.Style.size() * th.Scale()
			lead.Color = th.Paint(p.LeadColour)
			h := lead.MinSize().Height
			put(lead, 0, (step-h)/2-lift(p.Style.size()), p.leadWidth(), h)
			d.objects = append(d.objects, lead)
			x = p.leadWidth()
		}
		for i, s := range texts {
			c := lines[i]
			c.Text = s
			c.TextSize = p.Style.size() * th.Scale()
			c.TextStyle.Bold = p.Style.Bold
			c.Color = th.Paint(p.Style.colour())
			w, h := measure(s, p.Style.size(), p.Style.Bold), c.MinSize().Height
			at := x
			if p.Style.Align == fyne.TextAlignCenter {
				at += (size.Width - x - w) / 2
			}
			put(c, at, float32(i)*step+(step-h)/2-lift(p.Style.size()), w, h)
			d.objects = append(d.objects, c)
			x = 0
		}
	}
	return drawn(d)
}
