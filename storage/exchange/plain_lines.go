package exchange

import (
	"regexp"
	"strconv"
	"strings"

	"aftercare/domain/money"
	"aftercare/domain/order"
)

// lines makes a line of each row that speaks of one.
func (p *plain) lines(r *reading) {
	o := &r.facts
	if items := r.text(int(fItems)); items != "" {
		o.Lines = listed(items)
	}
	seen := map[string]int{}
	for i := range r.lines {
		l := &r.lines[i]
		title, sku := r.textOf(l, int(fTitle)), r.textOf(l, int(fSKU))
		if sku == "" {
			sku = r.textOf(l, int(fSKU2))
		}
		if title == "" && (sku == "" && len(r.lines) > 1 || p.rough) {
			continue // the order's own row, above those of its lines
		}
		if title == "" {
			title = sku
		}
		if title == "" {
			continue
		}
		x := order.LineFacts{Key: r.textOf(l, int(fKey)), SKU: sku, Title: title, Variant: r.textOf(l, int(fVariant)), Quantity: r.quantity(l, int(fQuantity))}
		if x.Quantity == 0 && unknown(l.cells[fQuantity]) {
			x.Quantity = 1
			if p.has(r, fQuantity) {
				r.hint(l, int(fQuantity), "import.quantity_assumed")
			}
		}
		if at, twice := seen[x.Key]; twice && x.Key != "" {
			r.repeated(l, at, i)
			continue
		}
		seen[x.Key] = i
		p.priced(r, l, &x)
		if p.has(r, fLineTax) {
			x.Tax, _ = r.positive(l, int(fLineTax))
		}
		p.sent(r, l, &x)
		o.Lines = append(o.Lines, x)
	}
	if len(o.Lines) == 0 {
		p.lump(r)
	}
}

// lump stands for goods that the file counts, or only pays for.
func (p *plain) lump(r *reading) {
	o := &r.facts
	n := r.quantity(r.first(), int(fQuantity))
	if n == 0 {
		n = 1
	}
	goods, said := r.positive(r.first(), int(fGoods))
	if !said {
		goods, said = r.positive(r.first(), int(fTotal))
		if shipping, ok := r.positive(r.first(), int(fShipping)); ok && said {
			goods.Minor = max(goods.Minor-shipping.Minor, 0)
		}
	}
	title := r.text(int(fSKU))
	if title == "" {
		title = r.facts.Number
	}
	o.Lines, o.Rough = []order.LineFacts{each(title, n, goods)}, true
}

// repeated judges a line whose key the order has already.
func (r *reading) repeated(l *line, at, i int) {
	for c := range l.cells {
		if l.cells[c] != r.lines[at].cells[c] && !unknown(l.cells[c]) {
			r.fault(&r.lines[i], c, "import.order_differs")
			return
		}
	}
	r.hint(l, 0, "import.order_repeated")
}

// priced reads what a line costs: a price and a discount, or a sum.
func (p *plain) priced(r *reading, l *line, x *order.LineFacts) {
	price, hasPrice := r.positive(l, int(fPrice))
	sum, hasSum := r.positive(l, int(fLineSum))
	off, _ := r.money(l, int(fLineDiscount))
	if off.Minor < 0 { // some write what is taken off with its sign
		off.Minor = -off.Minor
	}
	switch {
	case hasPrice:
		x.Price, x.Discount = price, off
		if gross := price.Minor * int64(x.Quantity); hasSum && sum.Minor < gross-off.Minor {
			x.Discount = money.Of(gross-sum.Minor, r.facts.Currency)
		} else if hasSum && sum.Minor > gross && off.Minor == 0 {
			y := each(x.Title, x.Quantity, sum)
			x.Price, x.Discount = y.Price, y.Discount
		}
	case hasSum:
		y := each(x.Title, x.Quantity, sum)
		x.Price = y.Price
		x.Discount = money.Of(y.Discount.Minor+off.Minor, r.facts.Currency)
	}
	if gross := x.Price.Minor * int64(max(x.Quantity, 0)); x.Discount.Minor > gross {
		x.Discount = money.Of(gross, r.facts.Currency)
	}
}

func (p *plain) sent(r *reading, l *line, x *order.LineFacts) {
	if !p.has(r, fSent) || unknown(l.cells[fSent]) {
		return
	}
	all := r.quantity(l, int(fSent)) >= x.Quantity
	x.Shipped = &all
}

// counted is one of several items in a cell: "2× Cup", "2 x Cup", "Cup × 2".
var counted = regexp.MustCompile(`^(\d{1,4})\s?[×xX*]\s?(.+)$`)

// listed takes the lines of one cell apart where a count begins the next.
func listed(cell string) []order.LineFacts {
	var out []order.LineFacts
	parts := strings.Split(cell, ", ")
	for _, part := range parts {
		m := counted.FindStringSubmatch(strings.TrimSpace(part))
		switch {
		case m != nil:
			n, _ := strconv.Atoi(m[1]) // one to four digits
			out = append(out, order.LineFacts{Title: m[2], Quantity: n})
		case len(out) > 0: // a comma of the title's own
			out[len(out)-1].Title += ", " + strings.TrimSpace(part)
		default:
			out = append(out, order.LineFacts{Title: strings.TrimSpace(part), Quantity: 1})
		}
	}
	return out
}
