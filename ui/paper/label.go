package paper

import (
	"context"
	"fmt"
	"io"
	"math"

	"aftercare/domain"
)

// The type of a label, in points; nothing is set smaller than 7.
var (
	labelTitle   = style{size: 18.5, least: 12, lead: 1.15, bold: true}
	labelNumber  = style{size: 21, least: 9, lead: 1.15}
	labelCaption = style{size: 7.1, least: 7, lead: 1.3}
	labelFirst   = style{size: 11.3, least: 7, lead: 1.31}
	labelSecond  = style{size: 7.8, least: 7, lead: 1.28}
	labelUnder   = style{size: 10, least: 7, lead: 1.4}
	labelText    = style{size: 9.2, least: 7, lead: 1.31}
	labelHead    = style{size: 8.5, least: 7, lead: 1.35, bold: true}
	labelBy      = style{size: 8.5, least: 7, lead: 1.35}
	labelSmall   = style{size: 7.4, least: 7, lead: 1.3}
)

// Label prints one return label. Sizes: Label100x150, A6, A4.
//
// Errors: paper.languages, paper.size, paper.number_missing.
func (p *Press) Label(l Label, s Setting) (Paper, error) {
	return p.paper("label-"+l.Number, s, func(c *canvas, v speech) error {
		return c.labels(context.Background(), []Label{l}, s.Size, v, nil)
	})
}

// Labels prints many return labels in one PDF, in their order.
//
// Errors: as Label.
func (p *Press) Labels(ls []Label, s Setting) (Paper, error) {
	return p.paper(fmt.Sprintf("labels-%d", len(ls)), s, func(c *canvas, v speech) error {
		return c.labels(context.Background(), ls, s.Size, v, nil)
	})
}

// WriteLabels is Labels written to w; the Paper that it gives has no PDF.
// Progress, which may be nil, is told after each label how many are laid out.
// When ctx ends before all are, nothing is written.
//
// Errors: as Label, paper.cancelled, and those of w.
func (p *Press) WriteLabels(ctx context.Context, w io.Writer, ls []Label, s Setting, progress func(done int)) (Paper, error) {
	return p.writePaper(w, fmt.Sprintf("labels-%d", len(ls)), s, func(c *canvas, v speech) error {
		return c.labels(ctx, ls, s.Size, v, progress)
	})
}

func (c *canvas) labels(ctx context.Context, ls []Label, size Size, v speech, progress func(int)) error {
	if len(ls) == 0 {
		return domain.Wrong("labels", "paper.nothing_to_print", nil)
	}
	for i, l := range ls {
		if ctx.Err() != nil {
			return &domain.Error{Kind: domain.Cancelled, Code: "paper.cancelled", Args: domain.Args{"n": i}}
		}
		if l.Number == "" {
			return domain.Wrong("number", "paper.number_missing", nil)
		}
		var k labelSetter
		switch size {
		case "", Label100x150:
			k = labelSetter{page: c.add(100, 150), w: 100, h: 150}
		case A6:
			k = labelSetter{page: c.add(105, 148), w: 105, h: 148}
		case A4:
			k = labelSetter{w: 105, h: 148.5, x: 105 * float64(i%2), y: 148.5 * float64(i/2%2)}
			if i%4 == 0 {
				c.add(210, 297)
			}
			k.page = c.pages[len(c.pages)-1]
		default:
			return domain.Wrong("size", "paper.size", nil)
		}
		k.canvas, k.speech, k.Label = c, v, l
		k.set()
		if progress != nil {
			progress(i + 1)
		}
	}
	return nil
}

// labelSetter sets one label into the rectangle x, y, w, h of a page.
type labelSetter struct {
	*canvas
	speech
	Label
	page       *page
	x, y, w, h float64
}

const (
	labelMargin = 4
	labelModule = 11 * dot // 1.375 mm
	labelQR     = 21 * labelModule
	labelQuiet  = 4 * labelModule
	labelBar    = 7 * dot // 0.875 mm
)

// set stacks the label: what must be scanned first, at fixed places; below it
// what varies; at the foot the line that binds.
func (k *labelSetter) set() {
	left, right := k.x+labelMargin, k.x+k.w-labelMargin
	y := k.header(left, right)
	y = k.destination(y, left, right)
	y = k.bars(y, left, right)
	bottom := k.y + k.h - labelMargin
	if foot := k.block(k.prevails(), labelCaption, right-left, 12); len(foot.lines) > 0 {
		bottom -= foot.height()
		k.draw(k.page, foot, left, bottom, right-left, 0)
		bottom -= 1
	}
	keep := k.keepBox(right-left, (bottom-y)*0.48)
	from, items := k.middle(y, bottom-keep.height-1.5, left, right)
	y = from.draw(y)
	k.page.line(left, y, right, y, 0.25)
	y = items.draw(y)
	keep.draw(min(y+1, bottom-keep.height))
}

// part is a measured piece of a label; draw gives the y below it.
type part struct {
	height float64
	draw   func(y float64) float64
}

func (k *labelSetter) header(left, right float64) float64 {
	title := k.fitLine(k.word("paper.label.title"), labelTitle, (right-left)*0.55, 1)
	number := k.fitLine(k.Number, labelNumber, right-left-title.width()-4, 2)
	y := k.y + labelMargin
	h := max(title.height(), number.height())
	k.draw(k.page, title, left, y+h-title.height(), right-left, 0)
	k.draw(k.page, number, left, y+h-number.height(), right-left, 1)
	y += h + 0.75
	k.page.line(left, y, right, y, 0.5)
	return y + 0.25
}

// destination is the QR code and, right of its quiet zone, the address.
func (k *labelSetter) destination(y, left, right float64) float64 {
	x := k.x + labelQuiet
	onDots := math.Ceil((y+labelQuiet)/dot) * dot
	k.qrCode(k.page, k.Number, x, onDots, labelQR, labelModule)
	bottom := onDots + labelQR + labelQuiet
	x += labelQR + labelQuiet
	width, end := right-x, bottom-1
	y += 1.5
	caption := k.fitLine(k.word("paper.label.to"), labelCaption, width, 1)
	k.draw(k.page, caption, x, y, width, 0)
	y += caption.height()
	service := k.optional(k.Service, labelSecond, width)
	end -= service.height()
	for i, address := range k.To {
		st, room := labelFirst, end-y
		if i > 0 {
			st = labelSecond
			y += 0.75
		} else if len(k.To) > 1 {
			room *= 0.62
		}
		b := k.fit(address, st, width, min(room, end-y))
		k.draw(k.page, b, x, y, width, 0)
		y += b.height()
	}
	k.draw(k.page, service, x, y, width, 0)
	k.page.line(left, bottom, right, bottom, 0.25)
	return bottom
}

// bars is the Code 128 with the number below it.
func (k *labelSetter) bars(y, left, right float64) float64 {
	const height = 14
	y += 2
	if k.barCode(k.page, k.Number, k.x, math.Ceil(y/dot)*dot, k.w, height, labelBar) {
		y += height + 0.25
	}
	number := k.fitLine(k.Number, labelUnder, right-left, 2)
	k.draw(k.page, number, left, y, right-left, 0.5)
	y += number.height() + 0.25
	k.page.line(left, y, right, y, 0.25)
	return y
}

// block sets several texts below each other.
func (c *canvas) block(texts []string, st style, width, height float64) block {
	if len(texts) == 0 {
		return block{}
	}
	all := ""
	for _, t := range texts {
		all += t + "\n"
	}
	return c.fit(all, st, width, height)
}
