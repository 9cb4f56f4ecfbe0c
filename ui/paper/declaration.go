package paper

import (
	"context"
	"fmt"
	"io"

	"aftercare/domain"
)

// Declaration prints what a customer signs who takes an item back unrepaired,
// or leaves it with the shop. Sizes: A5, A4, Roll80.
//
// Errors: paper.languages, paper.size, paper.number_missing.
func (p *Press) Declaration(d Declaration, s Setting) (Paper, error) {
	return p.paper("unrepaired-"+d.Number, s, func(c *canvas, v speech) error {
		if err := numbered(d.Number); err != nil {
			return err
		}
		return c.receipts(s.Size, func(f form) error {
			c.sheet(f, v, d.Shop, d.Number).declaration(d)
			return nil
		})
	})
}

func (s *sheet) declaration(d Declaration) {
	s.head(heading{d.Shop, "paper.unrepaired.title", d.Number, s.first.FullDate(d.Day), d.Number})
	s.rule()
	s.fields(
		field{"paper.customer", s.joined(d.Customer)},
		field{"paper.item", d.Item},
		field{"paper.serial", d.Serial},
	)
	s.section("paper.intake.problem", d.Problem)
	s.rule()
	s.fields(
		field{"paper.unrepaired.reason", s.word("repair.state." + d.Reason)},
		field{"paper.unrepaired.note", d.Note},
		field{"paper.unrepaired.instead", s.instead(d)},
	)
	if len(d.Charges) > 0 {
		s.charges(s.bill(RepairReceipt{Charges: d.Charges, Tax: d.Tax, TaxIncluded: d.TaxIncluded, Total: d.Total, Paid: d.Paid}))
	}
	key := "paper.unrepaired.taken"
	if d.Stays {
		key = "paper.unrepaired.stays"
	}
	s.rule()
	for _, sentence := range s.sentences(key) {
		s.put(s.wrap(sentence, s.body, s.inner()), s.left, s.inner(), 0)
		s.y += 0.6
	}
	s.sign("paper.sign.customer", d.Clerk, "")
	s.rollCode(d.Number)
	s.close()
}

// instead is what the customer got: goods, money, or both.
func (s *sheet) instead(d Declaration) string {
	var amount string
	if d.Refund.Minor > 0 {
		amount = s.first.Money(d.Refund)
	}
	return s.first.List(filled(amount, d.Instead))
}

// Receipt is what goes with an item on its way home: one of the two.
type Receipt struct {
	Repair     *RepairReceipt
	Unrepaired *Declaration
}

func (r Receipt) number() string {
	if r.Repair != nil {
		return r.Repair.Number
	}
	return r.Unrepaired.Number
}

// Receipts prints many receipts in one PDF, in their order: a day's, for the
// accountant. Sizes: A5, A4 with two on a sheet, Roll80.
//
// Errors: paper.nothing_to_print, and those of Repair and Declaration.
func (p *Press) Receipts(name string, rs []Receipt, s Setting) (Paper, error) {
	return p.paper("receipts-"+name, s, func(c *canvas, v speech) error { return c.allReceipts(context.Background(), rs, s.Size, v, nil) })
}

// WriteReceipts is Receipts written to w; the Paper that it gives has no PDF.
// Progress, which may be nil, is told after each receipt how many are laid
// out. When ctx ends before all are, nothing is written.
//
// Errors: as Receipts, paper.cancelled, and those of w.
func (p *Press) WriteReceipts(ctx context.Context, w io.Writer, name string, rs []Receipt, s Setting, progress func(done int)) (Paper, error) {
	return p.writePaper(w, fmt.Sprintf("receipts-%s", name), s, func(c *canvas, v speech) error { return c.allReceipts(ctx, rs, s.Size, v, progress) })
}

func (c *canvas) allReceipts(ctx context.Context, rs []Receipt, size Size, v speech, progress func(int)) error {
	if len(rs) == 0 {
		return domain.Wrong("receipts", "paper.nothing_to_print", nil)
	}
	return c.receipts(size, func(f form) error {
		for i, r := range rs {
			if ctx.Err() != nil {
				return &domain.Error{Kind: domain.Cancelled, Code: "paper.cancelled", Args: domain.Args{"n": i}}
			}
			if err := numbered(r.number()); err != nil {
				return err
			}
			if r.Repair != nil {
				c.sheet(f, v, r.Repair.Shop, r.Repair.Number).repair(*r.Repair)
			} else {
				c.sheet(f, v, r.Unrepaired.Shop, r.Unrepaired.Number).declaration(*r.Unrepaired)
			}
			if progress != nil {
				progress(i + 1)
			}
		}
		return nil
	})
}
