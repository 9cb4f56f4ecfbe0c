package exchange

import (
	"strconv"
	"strings"

	"aftercare/domain/money"
	"aftercare/domain/order"
)

// taobaoLines makes lines of the titles, which stand in one cell, parted by
// commas that a title may hold itself. They are taken apart only when the file
// says as many kinds; and as many pieces as titles are one of each. Anything
// else would be a guess at what was bought: then all the titles are one line.
func taobaoLines(r *reading) {
	o, l := &r.facts, r.first()
	n := r.quantity(l, tbQuantity)
	title := r.text(tbTitle)
	if title == "" {
		r.fault(l, tbTitle, "import.no_lines")
		return
	}
	titles := parted(title)
	if kinds, err := strconv.Atoi(l.cells[tbKinds]); err == nil && kinds != len(titles) || unknown(l.cells[tbKinds]) && n > 0 && n < len(titles) {
		titles = []string{title}
	}
	switch {
	case n == 0 && unknown(l.cells[tbQuantity]):
		n = len(titles)
		r.hint(l, tbQuantity, "import.quantity_assumed")
	case n == 0:
		if len(r.facts.Faults) == 0 {
			r.fault(l, tbQuantity, "import.quantity_missing")
		}
		return
	}
	if n != len(titles) && len(titles) > 1 {
		titles = []string{title}
		r.hint(l, tbTitle, "import.titles_together")
	}
	goods := o.Total
	if g, said := r.goods(); said {
		goods = g
	}
	if len(titles) > 1 {
		for i, share := range money.Split(goods, make([]int64, len(titles))) {
			o.Lines = append(o.Lines, order.LineFacts{Title: titles[i], Quantity: 1, Price: share})
		}
		r.hint(l, tbTitle, "import.prices_shared")
		return
	}
	o.Lines = []order.LineFacts{each(titles[0], n, goods)}
}

// goods is what the goods cost, read again without its fault being told twice.
func (r *reading) goods() (money.Amount, bool) {
	s := r.first().cells[tbGoods]
	minor, ok := amount(s, r.facts.Currency, false)
	return money.Of(minor, r.facts.Currency), ok && !unknown(s) && minor >= 0
}

// each is a line of n pieces that cost sum together: what a whole price per
// piece is too much by is the line's discount.
func each(title string, n int, sum money.Amount) order.LineFacts {
	x := order.LineFacts{Title: title, Quantity: n}
	if n <= 0 || sum.Currency == "" {
		return x
	}
	per := (sum.Minor + int64(n) - 1) / int64(n)
	x.Price = money.Of(per, sum.Currency)
	if over := per*int64(n) - sum.Minor; over > 0 {
		x.Discount = money.Of(over, sum.Currency)
	}
	return x
}

func parted(titles string) []string {
	var out []string
	for _, t := range strings.FieldsFunc(titles, func(r rune) bool { return r == '，' || r == ',' }) {
		if t = strings.TrimSpace(t); t != "" {
			out = append(out, t)
		}
	}
	if len(out) == 0 {
		return []string{titles}
	}
	return out
}
