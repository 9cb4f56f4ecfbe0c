package paper

import "strings"

// Slip prints the packing slip of a parcel. Size: A5.
//
// Errors: paper.languages, paper.size, paper.number_missing.
func (p *Press) Slip(l PackingSlip, s Setting) (Paper, error) {
	return p.paper("slip-"+l.Order, s, func(c *canvas, v speech) error {
		if err := numbered(l.Order); err != nil {
			return err
		}
		f, err := formOf(s.Size)
		if err == nil && f.roll {
			_, err = formOf(A6) // a roll is not wide enough for an address label's worth of text
		}
		if err != nil {
			return err
		}
		c.sheet(f, v, l.Shop, l.Order).slip(l)
		return nil
	})
}

func (s *sheet) slip(l PackingSlip) {
	s.head(heading{l.Shop, "paper.slip.title", l.Order, "", either(l.Code, l.Order)})
	s.rule()
	s.fields(
		field{"paper.slip.to", strings.TrimSpace(l.To.Name + "\n" + l.To.Address + "\n" + l.To.Phone)},
		field{"paper.slip.placed", s.first.FullDate(l.Placed)},
		field{"paper.slip.channel", l.Channel},
	)
	s.rule()
	var quantity, sku []string
	pieces := 0
	for _, it := range l.Items {
		quantity = append(quantity, s.first.Number(int64(it.Quantity)))
		sku = append(sku, it.SKU)
		pieces += it.Quantity
	}
	columns := []column{s.column(s.word("paper.slip.sku"), sku), s.column(s.word("paper.quantity"), quantity)}
	s.listing(s.word("paper.slip.items"), len(l.Items), func(i int) string { return l.Items[i].Title }, columns)
	s.page.line(s.left, s.y, s.right, s.y, 0.25)
	s.y += 1.2
	total := strings.Join(s.counted("paper.slip.total", pieces), " ")
	s.ends(block{}, s.fitLine(total, s.body, s.inner(), 1))
	s.section("paper.slip.gift", l.Gift)
	s.rule()
	s.put(s.block(s.sentences("paper.slip.wrong"), s.body, s.inner(), 60), s.left, s.inner(), 0)
	if l.Service != "" {
		s.y += 1
		s.fields(field{"paper.slip.contact", l.Service})
	}
	s.close()
}
