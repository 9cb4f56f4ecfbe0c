package order

import (
	"slices"

	"aftercare/domain/money"
)

func (m *merge) lines(f Facts) {
	before := len(m.o.Lines)
	switch {
	case len(f.Lines) == 0, f.Rough && before > 0 && !m.o.knows(f.Lines):
		return
	case m.o.Refines(f):
		m.refine(f)
		return
	}
	for i, lf := range f.Lines {
		at := m.lineFor(i, lf)
		if at < 0 {
			m.o.Lines = append(m.o.Lines, Line{No: len(m.o.Lines) + 1, Key: lf.Key, SKU: lf.SKU, Title: lf.Title, Variant: lf.Variant,
				Quantity: lf.Quantity, Price: inCurrency(lf.Price, f.Currency), Discount: inCurrency(lf.Discount, f.Currency)})
			at = len(m.o.Lines) - 1
		}
		l := &m.o.Lines[at]
		m.taxed(l, lf, before > 0)
		if before > 0 && l.Quantity != lf.Quantity && lf.Quantity >= l.Shipped+l.Dropped {
			m.changed("quantity", l.Quantity, lf.Quantity)
			l.Quantity = lf.Quantity
		}
		if lf.Shipped != nil && *lf.Shipped && l.Open() > 0 && before > 0 {
			m.changed("line_shipped", l.No, l.Quantity)
		}
		if lf.Shipped != nil && *lf.Shipped {
			l.Shipped = l.Quantity - l.Dropped
		}
	}
	if before > 0 && len(m.o.Lines) > before {
		m.changed("lines", before, len(m.o.Lines))
	}
}

// taxed takes a line's rate over, where the file tells it.
func (m *merge) taxed(l *Line, lf LineFacts, tell bool) {
	if lf.TaxRate == nil || *lf.TaxRate == l.TaxRate {
		return
	}
	if tell {
		m.changed("tax_rate", l.TaxRate, *lf.TaxRate)
	}
	l.TaxRate = *lf.TaxRate
}

// lineFor finds the line that a file means: by the platform's key, else by SKU
// and title at the same place, else by SKU and title anywhere.
func (m *merge) lineFor(i int, lf LineFacts) int {
	same := func(l Line) bool {
		if lf.Key != "" && l.Key != "" {
			return lf.Key == l.Key
		}
		return l.SKU == lf.SKU && l.Title == lf.Title && l.Variant == lf.Variant
	}
	if i < len(m.o.Lines) && same(m.o.Lines[i]) {
		return i
	}
	if lf.Key == "" {
		// Without keys, two equal lines are two lines: only their place tells them apart.
		if i < len(m.o.Lines) {
			return slices.IndexFunc(m.o.Lines, same)
		}
		return -1
	}
	return slices.IndexFunc(m.o.Lines, same)
}

func inCurrency(a money.Amount, c money.Currency) money.Amount {
	if a.Currency == "" {
		a.Currency = c
	}
	return a
}

// knows says whether each line of a file is one of the order's.
func (o Order) knows(lines []LineFacts) bool {
	m := merge{o: o}
	for i, lf := range lines {
		if m.lineFor(i, lf) < 0 {
			return false
		}
	}
	return true
}

// units are the pieces of all lines; whole says that of each line all have left,
// or none, and none was dropped.
func (o Order) units() (n int, whole bool) {
	whole = true
	for _, l := range o.Lines {
		n += l.Quantity
		whole = whole && l.Dropped == 0 && (l.Shipped == 0 || l.Shipped == l.Quantity)
	}
	return n, whole
}

// Refines says that a file names the order's lines anew: it knows others than
// the order has, for as many pieces. Merged then takes the file's lines for the
// order's, which must not be done where somebody refers to a line by its number.
func (o Order) Refines(f Facts) bool {
	if f.Rough || len(f.Lines) == 0 || len(o.Lines) == 0 || o.knows(f.Lines) {
		return false
	}
	n := 0
	for _, lf := range f.Lines {
		n += lf.Quantity
	}
	units, whole := o.units()
	return whole && n == units
}

// Fits says that the lines of a partial file are the order's, or can take the
// place of them.
func (o Order) Fits(f Facts) bool { return o.knows(f.Lines) || o.Refines(f) }

// refine takes the file's lines for the order's. What has left stays so.
func (m *merge) refine(f Facts) {
	sent := m.o.Unshipped() == 0
	before := len(m.o.Lines)
	m.o.Lines = nil
	for i, lf := range f.Lines {
		l := Line{No: i + 1, Key: lf.Key, SKU: lf.SKU, Title: lf.Title, Variant: lf.Variant, Quantity: lf.Quantity,
			Price: inCurrency(lf.Price, f.Currency), Discount: inCurrency(lf.Discount, f.Currency)}
		m.taxed(&l, lf, false)
		if sent || lf.Shipped != nil && *lf.Shipped {
			l.Shipped = l.Quantity
		}
		m.o.Lines = append(m.o.Lines, l)
	}
	m.changed("lines", before, len(m.o.Lines))
}

// denominate settles the currency where one side only guessed it: a file without
// any speaks the order's, and an order that no file has priced yet takes that of
// the first which does.
func (m *merge) denominate(f Facts) Facts {
	o := &m.o
	if f.Currency == "" || f.Currency == o.Currency {
		return f
	}
	if f.Guessed {
		return f.in(o.Currency)
	}
	if o.Unpriced() {
		o.Currency = f.Currency
		for _, a := range []*money.Amount{&o.Shipping, &o.Discount, &o.Tax, &o.Total, &o.Paid} {
			a.Currency = f.Currency
		}
		for i := range o.Lines {
			o.Lines[i].Price.Currency, o.Lines[i].Discount.Currency = f.Currency, f.Currency
		}
	}
	return f
}

// Unpriced says that no amount of the order is known.
func (o Order) Unpriced() bool {
	return o.Total.Zero() && o.Paid.Zero() && o.Shipping.Zero() && !slices.ContainsFunc(o.Lines, func(l Line) bool { return !l.Price.Zero() })
}

// in reads the facts' amounts in another currency.
func (f Facts) in(c money.Currency) Facts {
	f.Currency = c
	f.Lines = slices.Clone(f.Lines)
	amounts := []*money.Amount{&f.Shipping, &f.Discount, &f.Tax, &f.ShippingTax, &f.Total, &f.PaidSum, &f.Refunded}
	for i := range f.Lines {
		amounts = append(amounts, &f.Lines[i].Price, &f.Lines[i].Discount, &f.Lines[i].Tax)
	}
	for _, a := range amounts {
		if a.Currency != "" {
			a.Currency = c
		}
	}
	return f
}
