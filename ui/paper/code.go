package paper

import (
	"image/color"
	"math"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/code128"
	"github.com/boombuler/barcode/qr"

	"aftercare/domain"
)

// dot is the side of a printer's dot: 8 to the millimetre. Modules are whole
// dots, so that a thermal head draws every bar of the same width.
const dot = 0.125

// qrCode draws a QR code with its dark corner at x, y. The module is the
// wanted one or as many whole dots as let the code fit in side. It gives the
// length of the code's side; 0 when the content is too long for any code,
// which is reported.
func (c *canvas) qrCode(p *page, content string, x, y, side, module float64) float64 {
	b, err := qr.Encode(content, qr.M, qr.Auto)
	if err != nil {
		c.warn("paper.code_left_out", domain.Args{"text": content})
		return 0
	}
	n := b.Bounds().Dx()
	module = wholeDots(module, side, n)
	g := grid{x: x, y: y, module: module}
	for row := range n {
		g.bars = append(g.bars, darkRuns(b, row, n)...)
	}
	p.codes = append(p.codes, g)
	return float64(n) * module
}

// barCode draws a Code 128 of the given height, centred between x and
// x+width, of which it leaves ten modules of quiet at either end. Content that
// Code 128 cannot hold, or that would need bars finer than two dots, is left
// out and reported; then it gives false.
func (c *canvas) barCode(p *page, content string, x, y, width, height, module float64) bool {
	const quiet, finest = 20, 2 * dot
	b, err := code128.Encode(content)
	if err != nil {
		c.warn("paper.code_left_out", domain.Args{"text": content})
		return false
	}
	n := b.Bounds().Dx()
	module = wholeDots(module, width, n+quiet)
	if module < finest || float64(n+quiet)*module > width {
		c.warn("paper.code_left_out", domain.Args{"text": content})
		return false
	}
	left := math.Round((x+(width-float64(n)*module)/2)/dot) * dot
	g := grid{x: left, y: y, module: module}
	for _, d := range darkRuns(b, 0, n) {
		d.h = height / module
		g.bars = append(g.bars, d)
	}
	p.codes = append(p.codes, g)
	return true
}

// wholeDots is the wanted module, or the largest of whole dots with which n
// modules fit in room; never less than one dot.
func wholeDots(want, room float64, n int) float64 {
	dots := math.Floor(room/float64(n)/dot + 1e-9)
	return min(want, max(1, dots)*dot)
}

// darkRuns joins the dark modules of a row.
func darkRuns(b barcode.Barcode, row, n int) []bar {
	var out []bar
	for x := range n {
		if b.At(x, row) != color.Black {
			continue
		}
		if k := len(out) - 1; k >= 0 && out[k].x+out[k].w == float64(x) {
			out[k].w++
			continue
		}
		out = append(out, bar{float64(x), float64(row), 1, 1})
	}
	return out
}
