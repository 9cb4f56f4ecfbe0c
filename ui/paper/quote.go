package paper

import "aftercare/domain"

// Quote prints what a repair would cost and asks for an answer. Sizes: A5, A4,
// Roll80.
//
// Errors: paper.languages, paper.size, paper.number_missing.
func (p *Press) Quote(q Quote, s Setting) (Paper, error) {
	return p.paper("quote-"+q.Number, s, func(c *canvas, v speech) error {
		if err := numbered(q.Number); err != nil {
			return err
		}
		return c.receipts(s.Size, func(f form) error {
			c.sheet(f, v, q.Shop, q.Number).quote(q)
			return nil
		})
	})
}

func (s *sheet) quote(q Quote) {
	s.head(heading{q.Shop, "paper.quote.title", q.Number, s.first.FullDate(q.Day), either(q.Code, q.Number)})
	s.rule()
	s.fields(
		field{"paper.customer", s.joined(q.Customer)},
		field{"paper.item", q.Item},
		field{"paper.serial", q.Serial},
		field{"paper.quote.replaces", q.Replaces},
	)
	if q.Fault+q.Proposed != "" {
		s.rule()
		s.fields(field{"paper.repair.fault", q.Fault}, field{"paper.quote.proposed", q.Proposed})
	}
	s.charges(bill{q.Charges, q.Tax, q.Total, q.TaxIncluded, s.word("paper.quote.total"), ""})
	terms := s.phrases(q.Terms)
	if q.Until != "" {
		s.dateBox("paper.quote.until", q.Until, terms)
	} else {
		s.print(terms)
	}
	decline := s.word("paper.quote.decline")
	if !q.Declined.Zero() {
		decline = s.word("paper.quote.decline_fee", domain.Args{"fee": q.Declined})
	}
	s.checks("paper.quote.answer", []Check{{Name: s.word("paper.quote.accept")}, {Name: decline}}, 1)
	s.sign("paper.sign.customer", q.Clerk, "")
	s.rollCode(either(q.Code, q.Number))
	s.close()
}
