package desk

import (
	"context"
	"time"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/channel"
	"aftercare/domain/clock"
	"aftercare/domain/money"
	"aftercare/domain/order"
)

// WordRequest is the customer's word to a refund.
type WordRequest struct {
	Case     domain.ID    `json:"case"`
	Amount   money.Amount `json:"amount"`
	Method   string       `json:"method"`
	Payee    string       `json:"payee"`
	By       string       `json:"by"`
	How      string       `json:"how"`
	When     time.Time    `json:"when"`
	Evidence string       `json:"evidence"`
}

// RecordConsent records the customer's consent (R7).
//
// Errors: those of casefile.Case.ConsentGiven, refund.currency.
func (d *Desk) RecordConsent(ctx context.Context, r WordRequest) (CaseView, error) {
	return d.changeCase(ctx, r.Case, "case.consent", func(tx Tx, s setting, c casefile.Case, t order.Terms) (casefile.Case, domain.Args, error) {
		o, err := tx.Order(c.OrderID)
		if err != nil {
			return c, nil, err
		}
		if r.Amount.Currency != o.Currency {
			return c, nil, domain.Wrong("amount", "refund.currency", domain.Args{"value": string(r.Amount.Currency), "currency": string(o.Currency)})
		}
		c, err = c.ConsentGiven(casefile.Agreement{Amount: r.Amount, Method: r.Method, Payee: r.Payee, By: r.By, How: r.How, When: r.When, Evidence: r.Evidence}, s.who(), s.now, t)
		return c, domain.Args{"amount": r.Amount.Minor, "currency": string(o.Currency), "by": r.By}, err
	})
}

// Look records the second look at a refund (R7).
//
// Errors: those of casefile.Case.Looked.
func (d *Desk) Look(ctx context.Context, r StepRequest) (CaseView, error) {
	return d.deed(ctx, r.Case, "case.look", nil, func(c casefile.Case, by hand) (casefile.Case, error) {
		return c.Looked(r.Note, by.who, by.now, by.terms)
	})
}

// NoticeRequest is the notice to a platform that was sent.
type NoticeRequest struct {
	Case      domain.ID `json:"case"`
	Recipient string    `json:"recipient"`
	Way       string    `json:"way"`
}

// SendNotice records that the platform was told of the refund: order, reason,
// amount and the fact of consent (R7).
//
// Errors: those of casefile.Case.Notified and refund.Assess.
func (d *Desk) SendNotice(ctx context.Context, r NoticeRequest) (CaseView, error) {
	return d.changeCase(ctx, r.Case, "case.notice", func(tx Tx, s setting, c casefile.Case, t order.Terms) (casefile.Case, domain.Args, error) {
		n, err := notice(tx, c, r)
		if err != nil {
			return c, nil, err
		}
		c, err = c.Notified(n, s.who(), s.now, t)
		return c, domain.Args{"recipient": r.Recipient, "amount": n.Amount.Minor, "currency": string(n.Amount.Currency)}, err
	})
}

// notice is what a notice says of a case: the sum that was consented to, else
// what the refund comes to.
func notice(tx Tx, c casefile.Case, r NoticeRequest) (casefile.NoticeSent, error) {
	o, err := tx.Order(c.OrderID)
	if err != nil {
		return casefile.NoticeSent{}, err
	}
	n := casefile.NoticeSent{Recipient: r.Recipient, Way: r.Way, Order: o.Number}
	if k := c.Consent(); k != nil {
		n.Amount = k.Amount
		return n, nil
	}
	in, err := refundOf(tx, c)
	if err != nil {
		return n, err
	}
	look, _, err := in.assessed(RefundRequest{Case: c.ID})
	n.Amount = look.Amount
	return n, err
}

// RetainRequest is a retention offer and its answer.
type RetainRequest struct {
	Case   domain.ID `json:"case"`
	Answer string    `json:"answer"` // where the books have too few of what is given
	casefile.Retained
}

// Retain records what the shop offered for keeping the goods, and whether the
// customer does (R7). Kept withdraws the case, releases what it held, and lets
// the goods that were given for it leave the shelf.
//
// Errors: those of casefile.Case.Retain, refund.currency, missing.product, and
// those of book.
func (d *Desk) Retain(ctx context.Context, r RetainRequest) (CaseView, error) {
	return d.changeCase(answered(ctx, r.Answer), r.Case, "case.retain", func(tx Tx, s setting, c casefile.Case, t order.Terms) (casefile.Case, domain.Args, error) {
		o, err := tx.Order(c.OrderID)
		if err != nil {
			return c, nil, err
		}
		if r.Cost.Currency == "" {
			r.Cost.Currency = o.Currency
		}
		if r.Cost.Currency != o.Currency {
			return c, nil, domain.Wrong("cost", "refund.currency", domain.Args{"value": string(r.Cost.Currency), "want": string(o.Currency)})
		}
		c, err = c.Retain(r.Retained, s.who(), s.now, t)
		return c, domain.Args{"offer": string(r.Offer), "kept": r.Kept, "cost": r.Cost.Minor, "currency": string(r.Cost.Currency)}, err
	})
}

// CompensateRequest is what is given on top of a remedy.
type CompensateRequest struct {
	Case   domain.ID `json:"case"`
	Answer string    `json:"answer"` // where the books have too few of a gift
	casefile.Compensation
}

// Compensate records a compensation (R7): money opens its goodwill payment, a
// gift leaves the shelf, months lengthen the warranty of the case's units.
//
// Errors: those of casefile.Case.Compensated, refund.currency, missing.product,
// and those of book.
func (d *Desk) Compensate(ctx context.Context, r CompensateRequest) (CaseView, error) {
	return d.changeCase(answered(ctx, r.Answer), r.Case, "case.compensate", func(tx Tx, s setting, c casefile.Case, _ order.Terms) (casefile.Case, domain.Args, error) {
		o, err := tx.Order(c.OrderID)
		if err != nil {
			return c, nil, err
		}
		if r.Amount.Currency == "" && r.Amount.Minor != 0 {
			r.Amount.Currency = o.Currency
		}
		if r.Amount.Minor != 0 && r.Amount.Currency != o.Currency {
			return c, nil, domain.Wrong("amount", "refund.currency", domain.Args{"value": string(r.Amount.Currency), "want": string(o.Currency)})
		}
		c, err = c.Compensated(r.Compensation, s.who(), s.now, s.zone)
		return c, domain.Args{"kind": string(r.Kind)}, err
	})
}

// RemedyRequest asks for another remedy.
type RemedyRequest struct {
	Case   domain.ID       `json:"case"`
	Remedy casefile.Remedy `json:"remedy"`
}

// ChangeRemedy gives a case another remedy, judged by its first request's time.
//
// Errors: those of casefile.Case.Changed.
func (d *Desk) ChangeRemedy(ctx context.Context, r RemedyRequest) (CaseView, error) {
	return d.changeCase(ctx, r.Case, "case.remedy", func(tx Tx, s setting, c casefile.Case, t order.Terms) (casefile.Case, domain.Args, error) {
		o, err := tx.Order(c.OrderID)
		if err != nil {
			return c, nil, err
		}
		claim, err := s.claim(tx, o, c.ID)
		if err != nil {
			return c, nil, err
		}
		claim.Terms = t
		from := c.Remedy
		c, err = c.Changed(r.Remedy, claim, s.who(), s.now)
		return c, domain.Args{"from": string(from), "to": string(r.Remedy)}, err
	})
}

// ConvertRequest turns an enquiry, a complaint or a feedback into a claim.
type ConvertRequest struct {
	Case      domain.ID `json:"case"`
	NewNumber string    `json:"new_number"`
	casefile.Request
}

// Convert turns a matter that claims nothing into an after-sales case, its
// clocks and messages kept.
//
// Errors: those of casefile.Case.Converted.
func (d *Desk) Convert(ctx context.Context, r ConvertRequest) (CaseView, error) {
	return d.changeCase(ctx, r.Case, "case.convert", func(tx Tx, s setting, c casefile.Case, t order.Terms) (casefile.Case, domain.Args, error) {
		o, err := tx.Order(c.OrderID)
		if err != nil {
			return c, nil, err
		}
		claim, err := s.claimOf(tx, o, c.ID, r.Request, r.NewNumber)
		if err != nil {
			return c, nil, err
		}
		claim.Terms = t
		c, err = c.Converted(r.Request, claim, s.who(), s.now)
		return c, domain.Args{"reason": c.Reason, "remedy": string(c.Remedy), "verdict": string(c.Verdict.Answer)}, err
	})
}

// DisputeRequest takes a case before an arbiter.
type DisputeRequest struct {
	Case        domain.ID `json:"case"`
	By          string    `json:"by"` // platform, bank, other
	Reason      string    `json:"reason"`
	EvidenceDue time.Time `json:"evidence_due"`
}

// RaiseDispute records that a case is disputed (R7).
//
// Errors: those of casefile.Case.Raised.
func (d *Desk) RaiseDispute(ctx context.Context, r DisputeRequest) (CaseView, error) {
	return d.deed(ctx, r.Case, "case.dispute", domain.Args{"by": r.By}, func(c casefile.Case, by hand) (casefile.Case, error) {
		return c.Raised(casefile.Dispute{By: r.By, Reason: r.Reason, EvidenceDue: r.EvidenceDue}, by.who, by.now, by.terms)
	})
}

// SendEvidence records what was sent to the arbiter.
//
// Errors: those of casefile.Case.EvidenceSent.
func (d *Desk) SendEvidence(ctx context.Context, r StepRequest) (CaseView, error) {
	return d.deed(ctx, r.Case, "case.evidence_sent", nil, func(c casefile.Case, by hand) (casefile.Case, error) {
		return c.EvidenceSent(r.Note, by.who, by.now, by.terms)
	})
}

// RulingRequest is how a dispute ended.
type RulingRequest struct {
	Case    domain.ID         `json:"case"`
	Ruling  casefile.RuledFor `json:"ruling"`
	Amount  money.Amount      `json:"amount,omitzero"`
	Freight channel.Bearer    `json:"freight"`
	Note    string            `json:"note"`
}

// RecordRuling records the ruling of a dispute, which is final.
//
// Errors: those of casefile.Case.Ruled.
func (d *Desk) RecordRuling(ctx context.Context, r RulingRequest) (CaseView, error) {
	return d.deed(ctx, r.Case, "case.rule", domain.Args{"ruling": string(r.Ruling)}, func(c casefile.Case, by hand) (casefile.Case, error) {
		return c.Ruled(casefile.Dispute{Ruling: r.Ruling, Amount: r.Amount, Freight: r.Freight, Note: r.Note}, by.who, by.now, by.terms)
	})
}

// DeadlineRequest is one of the platform's own two deadlines, as it says.
type DeadlineRequest struct {
	Case  domain.ID  `json:"case"`
	Clock clock.Code `json:"clock"` // silence_request, silence_return
	At    time.Time  `json:"at"`
}

// SetDeadline types in a deadline that the platform set (R8).
//
// Errors: case.deadline, case.over.
func (d *Desk) SetDeadline(ctx context.Context, r DeadlineRequest) (CaseView, error) {
	return d.deed(ctx, r.Case, "case.deadline", domain.Args{"clock": string(r.Clock), "at": r.At}, func(c casefile.Case, by hand) (casefile.Case, error) {
		return c.Deadline(r.Clock, r.At, by.now, by.terms)
	})
}

// MarkRequest is what a person makes of a customer's request.
type MarkRequest struct {
	Case domain.ID     `json:"case"`
	Mark casefile.Mark `json:"mark"` // genuine, emotional, testing; "" takes it back
}

// MarkCase keeps a person's word on a request (R13). It decides nothing.
//
// Errors: case.mark.
func (d *Desk) MarkCase(ctx context.Context, r MarkRequest) (CaseView, error) {
	return d.deed(ctx, r.Case, "case.mark", domain.Args{"mark": string(r.Mark)}, func(c casefile.Case, by hand) (casefile.Case, error) {
		return c.Marked(r.Mark)
	})
}

// LessonRequest names a lesson of a case.
type LessonRequest struct {
	Case   domain.ID `json:"case"`
	Change string    `json:"change"`
}

// LearnLesson marks an open lesson as done.
//
// Errors: missing.lesson.
func (d *Desk) LearnLesson(ctx context.Context, r LessonRequest) (CaseView, error) {
	return d.deed(ctx, r.Case, "case.lesson", domain.Args{"change": r.Change}, func(c casefile.Case, by hand) (casefile.Case, error) {
		return c.LessonLearnt(r.Change, by.who, by.now)
	})
}
