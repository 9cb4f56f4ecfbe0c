package paper

import (
	"slices"

	"aftercare/domain"
	"aftercare/domain/money"
)

// bill is the part of a receipt or a quote that is about money.
type bill struct {
	charges     []Charge
	tax, total  money.Amount
	taxIncluded bool
	word, how   string // what the total is, and how it was paid
}

// bill of a receipt.
func (s *sheet) bill(r RepairReceipt) bill {
	b := bill{r.Charges, r.Tax, r.Total, r.TaxIncluded, s.word("paper.repair.total"), ""}
	if r.Paid != nil {
		b.word = s.word("paper.repair.paid")
		b.how = s.first.List(filled(r.Paid.Way, s.first.FullDate(r.Paid.Day)))
	}
	return b
}

// filled drops the empty texts.
func filled(texts ...string) []string {
	return slices.DeleteFunc(texts, func(t string) bool { return t == "" })
}

// charges prints parts and labour, the tax, and what is paid or to pay.
func (s *sheet) charges(r bill) {
	s.rule()
	if len(r.charges) > 0 {
		if s.roll {
			s.rollCharges(r)
		} else {
			s.table(r)
		}
	}
	if !r.tax.Zero() {
		key := "paper.repair.tax"
		if r.taxIncluded {
			key = "paper.repair.tax_included"
		}
		s.y += 0.6
		s.ends(s.fitLine(s.word(key), s.quiet, s.inner()*0.6, 1), s.fitLine(s.first.Figure(r.tax), s.body, s.inner()*0.4, 1))
	}
	s.total(r)
}

// titled is what a line is for, and why it is charged 0.
func (s *sheet) titled(c Charge) string {
	title := c.Title
	if title == "" {
		title = s.word("work." + c.Kind)
	}
	if c.Free == "" {
		return title
	}
	return s.first.List([]string{title, s.word("paper.free." + c.Free)})
}

// quantity is "2", "0.5", or "1.5 h".
func (s *sheet) quantity(c Charge) string {
	n := s.first.Hundredths(c.Quantity)
	if c.Hours {
		return s.first.T("paper.repair.hours", domain.Args{"n": n})
	}
	return n
}

// column is a column of figures; its width is that of its widest cell.
type column struct {
	head  block
	cells []block
	width float64
}

func (s *sheet) column(head string, cells []string) column {
	const most, gap = 34.0, 4.0
	col := column{head: s.fitLine(head, s.small, most, 1)}
	col.width = col.head.width()
	for _, c := range cells {
		b := s.fitLine(c, s.body, most, 1)
		col.cells = append(col.cells, b)
		col.width = max(col.width, b.width())
	}
	col.width += gap
	return col
}

// table prints the lines of a sheet, a hairline between them. The head is
// repeated on each page.
func (s *sheet) table(r bill) {
	var quantity, each, sum []string
	for _, c := range r.charges {
		quantity = append(quantity, s.quantity(c))
		each = append(each, s.first.Figure(c.Each))
		sum = append(sum, s.first.Figure(c.Sum))
	}
	columns := []column{
		s.column(s.word("paper.quantity"), quantity),
		s.column(s.word("paper.repair.each"), each),
		s.column(s.first.Currency(r.total.Currency), sum),
	}
	s.listing(s.word("paper.repair.charges"), len(r.charges), func(i int) string { return s.titled(r.charges[i]) }, columns)
}

// listing prints n rows: a title that may wrap, then columns at the right.
func (s *sheet) listing(head string, n int, title func(int) string, columns []column) {
	const pad = 1.2
	wide := s.inner()
	for _, c := range columns {
		wide -= c.width
	}
	heads := func() {
		h := s.fitLine(head, s.small, wide, 1)
		s.cells(h, columns, func(c column) block { return c.head })
		s.y += h.height() + pad/2
	}
	s.room(20)
	heads()
	for i := range n {
		b := s.fit(title(i), s.body, wide, 6*s.lineHeight())
		page := s.page
		if s.room(b.height() + 2*pad); s.page != page {
			heads()
		}
		s.page.hair(s.left, s.y, s.right)
		s.y += pad
		s.cells(b, columns, func(c column) block { return c.cells[i] })
		s.y += b.height() + pad
	}
}

func (s *sheet) cells(title block, columns []column, cell func(column) block) {
	s.draw(s.page, title, s.left, s.y, s.inner(), 0)
	x := s.right
	for i := len(columns) - 1; i >= 0; i-- {
		s.draw(s.page, cell(columns[i]), x-columns[i].width, s.y, columns[i].width, 1)
		x -= columns[i].width
	}
}

// rollCharges prints the lines of a roll: title and sum, and below them the
// quantity where it is not one piece.
func (s *sheet) rollCharges(r bill) {
	for _, c := range r.charges {
		sum := s.fitLine(s.first.Figure(c.Sum), s.body, s.inner()*0.5, 1)
		title := s.fit(s.titled(c), s.body, s.inner()-sum.width()-3, 4*s.lineHeight())
		s.ends(title, sum)
		if c.Hours || c.Quantity != 100 {
			detail := s.quantity(c) + " × " + s.first.Figure(c.Each)
			s.put(s.fitLine(detail, s.small, s.inner(), 1), s.left, s.inner(), 0)
		}
		s.y += 0.6
	}
}

// ends sets one block at the left and one at the right of the same line.
func (s *sheet) ends(left, right block) {
	h := max(left.height(), right.height())
	s.room(h)
	s.draw(s.page, left, s.left, s.y, s.inner(), 0)
	s.draw(s.page, right, s.left, s.y, s.inner(), 1)
	s.y += h
}

// total prints the sum, larger, under a heavy rule; how and when it was paid
// stands before it, on a roll below it.
func (s *sheet) total(r bill) {
	amount := s.fitLine(s.first.Money(r.total), s.body.at(s.subtitle.size+2), s.inner()*0.6, 1)
	word := s.fitLine(r.word, s.bold, s.inner()-amount.width()-3, 1)
	s.room(amount.height() + 4)
	weight := 0.25
	if s.roll {
		weight = 0.5
	}
	s.y += 0.6
	s.page.line(s.left, s.y, s.right, s.y, weight)
	s.y += 1.2
	if r.how != "" && !s.roll {
		room := s.inner() - amount.width() - word.width() - 8
		b := s.fitLine(r.how, s.quiet, room, 1)
		s.draw(s.page, b, s.left, s.y+(amount.height()-b.height())/2, s.inner()-amount.width()-4, 1)
	}
	s.draw(s.page, word, s.left, s.y+(amount.height()-word.height())/2, s.inner(), 0)
	s.draw(s.page, amount, s.left, s.y, s.inner(), 1)
	s.y += amount.height()
	if r.how != "" && s.roll {
		s.put(s.fitLine(r.how, s.body, s.inner(), 2), s.left, s.inner(), 0)
	}
}
