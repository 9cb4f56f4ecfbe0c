package paper

import (
	"strings"

	"aftercare/domain"
	"aftercare/domain/calendar"
)

// Repair prints the receipt that goes with a repaired item. Sizes: A5, A4, Roll80.
//
// Errors: paper.languages, paper.size, paper.number_missing.
func (p *Press) Repair(r RepairReceipt, s Setting) (Paper, error) {
	return p.paper("repair-"+r.Number, s, func(c *canvas, v speech) error {
		if err := numbered(r.Number); err != nil {
			return err
		}
		return c.receipts(s.Size, func(f form) error {
			c.sheet(f, v, r.Shop, r.Number).repair(r)
			return nil
		})
	})
}

func (s *sheet) repair(r RepairReceipt) {
	s.head(heading{r.Shop, "paper.repair.title", r.Number, s.first.FullDate(r.Day), r.Number})
	s.rule()
	s.fields(
		field{"paper.customer", s.joined(r.Customer)},
		field{"paper.item", r.Item},
		field{"paper.repair.serials", s.serials(r)},
	)
	if r.Fault+r.Done != "" {
		s.rule()
		s.fields(field{"paper.repair.fault", r.Fault}, field{"paper.repair.done", r.Done})
	}
	s.charges(s.bill(r))
	if r.WarrantyUntil != "" {
		s.dateBox("paper.repair.warranty", r.WarrantyUntil, s.covers(r))
	}
	s.sign("paper.sign.collected", r.Clerk, "")
	s.rollCode(r.Number)
	s.close()
}

// covers are the terms of the repair warranty: the shop's own words or the
// usual ones, and until when the rest is covered.
func (s *sheet) covers(r RepairReceipt) []string {
	texts := s.phrases(r.Warranty)
	if len(texts) == 0 {
		texts = s.sentences("paper.repair.covers")
	}
	if r.Rest != "" && r.Rest != r.WarrantyUntil {
		texts = append(texts, s.sentences("paper.repair.rest", domain.Args{"until": r.Rest})...)
	}
	return texts
}

// serials says which number came in and which goes out.
func (s *sheet) serials(r RepairReceipt) string {
	switch {
	case r.SerialIn == "" && r.SerialOut == "":
		return ""
	case r.SerialOut == "" || r.SerialIn == r.SerialOut:
		return s.first.T("paper.repair.same", domain.Args{"serial": r.SerialIn})
	}
	return s.first.T("paper.repair.changed", domain.Args{"in": either(r.SerialIn, s.first.T("common.none")), "out": r.SerialOut})
}

// dateBox prints a date that binds and its terms, in a box that stays whole.
func (s *sheet) dateBox(key string, day calendar.Date, texts []string) {
	const padX, padY = 3.5, 2.5
	width := s.inner() - 2*padX
	print := s.small
	print.grey = false
	terms := s.block(texts, print, width, 110)
	date := s.fitLine(s.first.FullDate(day), s.body.at(s.subtitle.size+2), width, 1)
	head := s.fitLine(s.word(key), s.bold, width-date.width()-4, 1)
	h, align := max(head.height(), date.height())+1, 0.0
	if s.roll {
		head = s.wrap(strings.Join(s.sentences(key), "\n"), s.body, width)
		h, align = head.height()+date.height(), 0.5
	}
	h += terms.height() + 2*padY
	s.y += s.pad
	s.room(h)
	s.page.outline(s.left, s.y, s.inner(), h, 1.5, 0.35)
	y, x := s.y+padY, s.left+padX
	if s.roll {
		s.draw(s.page, head, x, y, width, align)
		s.draw(s.page, date, x, y+head.height(), width, align)
	} else {
		s.draw(s.page, head, x, y+(date.height()-head.height())/2, width, 0)
		s.draw(s.page, date, x, y, width, 1)
	}
	s.draw(s.page, terms, x, s.y+h-padY-terms.height(), width, align)
	s.y += h
}
