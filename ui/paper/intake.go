package paper

import (
	"strconv"
	"strings"

	"aftercare/domain"
	"aftercare/domain/money"
)

// Intake prints the receipt for an item handed over, twice: for the customer
// and for the shop, each to be signed by both. Sizes: A5, A4 with both copies
// on a sheet, Roll80.
//
// Errors: paper.languages, paper.size, paper.number_missing.
func (p *Press) Intake(r IntakeReceipt, s Setting) (Paper, error) {
	return p.paper("intake-"+r.Number, s, func(c *canvas, v speech) error {
		if err := numbered(r.Number); err != nil {
			return err
		}
		return c.receipts(s.Size, func(f form) error {
			for _, whose := range []string{"paper.intake.copy_customer", "paper.intake.copy_shop"} {
				c.sheet(f, v, r.Shop, r.Number).intake(r, whose)
			}
			return nil
		})
	})
}

func (s *sheet) intake(r IntakeReceipt, whose string) {
	s.head(heading{r.Shop, "paper.intake.title", r.Number, s.first.FullMoment(r.Received), r.Number})
	s.rule()
	order := r.Order
	if order != "" && r.Bought != "" {
		order = s.first.T("paper.bought", domain.Args{"order": r.Order, "date": s.first.FullDate(r.Bought)})
	}
	s.fields(
		field{"paper.customer", s.joined(r.Customer)},
		field{"paper.item", r.Item},
		field{"paper.serial", r.Serial},
		field{"paper.order", order},
	)
	s.section("paper.intake.problem", r.Problem)
	s.checks("paper.intake.accessories", r.Accessories, 2)
	s.checks("paper.intake.condition", r.Condition, 2)
	s.rule()
	next := ""
	if r.ExpectedDays > 0 {
		next = strings.Join(s.counted("paper.intake.next_days", r.ExpectedDays), "\n")
	}
	s.fields(
		field{"paper.intake.photos", strconv.Itoa(r.Photos)},
		field{"paper.intake.loaner", either(r.Loaner, s.word("common.none"))},
		field{"paper.intake.verdict", r.Verdict},
		field{"paper.intake.expected", s.first.FullDate(r.Expected)},
		field{"paper.intake.fee", s.fee(r.Fee)},
		field{"paper.intake.next", next},
	)
	s.print(append(s.sentences("paper.intake.bring"), s.phrases(r.Terms)...))
	s.sign("paper.sign.customer", r.Clerk, s.word(whose))
	s.rollCode(r.Number)
	s.close()
}

// fee is the inspection fee that was agreed, "" for none.
func (s *sheet) fee(fee money.Amount) string {
	if fee.Minor <= 0 {
		return ""
	}
	return s.first.T("paper.intake.fee_owed", domain.Args{"fee": fee})
}

// joined is a person in one text: name and phone, the address below.
func (s *sheet) joined(p Person) string {
	return strings.TrimSpace(s.first.List(filled(p.Name, p.Phone)) + "\n" + p.Address)
}
