package desk

import (
	"context"
	"fmt"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/order"
	"aftercare/domain/stock"
)

// StepRequest names a step of a case's plan, and the answer to one that asks.
type StepRequest struct {
	Case   domain.ID         `json:"case"`
	Step   casefile.StepCode `json:"step"`
	Choice casefile.Choice   `json:"choice"`
	Note   string            `json:"note"` // what was done; the reason, when it is skipped
}

// DoStep marks a step as done (R7); one that asks takes an answer, and the plan
// goes on as it says. Deciding, intake, consent and refund have verbs of their
// own.
//
// Errors: those of casefile.Case.DoStep.
func (d *Desk) DoStep(ctx context.Context, r StepRequest) (CaseView, error) {
	return d.changeCase(ctx, r.Case, "case.step", func(tx Tx, s setting, c casefile.Case, t order.Terms) (casefile.Case, domain.Args, error) {
		c, err := c.DoStep(casefile.Did{Step: r.Step, Choice: r.Choice, Note: r.Note}, s.who(), s.now, t)
		if err == nil {
			c, err = d.asksCarrier(tx, s, c, r.Step, r.Note)
		}
		if err == nil && r.Step == casefile.CarrierSays {
			err = d.carrierSaid(tx, s, c, r)
		}
		if err == nil && r.Step == casefile.StockZero {
			err = soldOut(tx, s, c)
		}
		return c, domain.Args{"step": string(r.Step), "choice": string(r.Choice)}, err
	})
}

// soldOut counts as none what the shop found it does not have (R7): what the books
// still show on the shelf would be promised to the next customer. Units with
// serial numbers are looked for one by one, by hand.
func soldOut(tx Tx, s setting, c casefile.Case) error {
	var skus []string
	for _, it := range c.Items {
		skus = append(skus, it.SKU)
	}
	known, err := tx.Products(skus)
	if err != nil {
		return err
	}
	for _, p := range known {
		ledger, err := tx.Ledger(p.SKU)
		if err != nil {
			return err
		}
		change, err := stock.Counted(stock.Levels(ledger), stock.Shelf, 0)
		if err != nil {
			return err
		}
		if !p.Counted() || p.Serials || change.From != stock.Shelf || change.Quantity == 0 {
			continue
		}
		change.SKU, change.Cause, change.Document, change.Reason = p.SKU, stock.Counting, c.Number, string(casefile.StockZero)
		scope := fmt.Sprintf("%s/%s/", c.Number, casefile.StockZero)
		moves, err := change.Moves(scope)
		if err != nil {
			return err
		}
		if _, err := book(tx, s, scope, c.Number, moves, ""); err != nil {
			return err
		}
	}
	return nil
}

// SkipStep says why a step does not apply (R7).
//
// Errors: those of casefile.Case.Skip.
func (d *Desk) SkipStep(ctx context.Context, r StepRequest) (CaseView, error) {
	return d.deed(ctx, r.Case, "case.skip", domain.Args{"step": string(r.Step)}, func(c casefile.Case, by hand) (casefile.Case, error) {
		return c.Skip(r.Step, r.Note, by.who, by.now, by.terms)
	})
}

// DecideRequest is an owner's word on a case.
type DecideRequest struct {
	Case   domain.ID `json:"case"`
	Reason string    `json:"reason"` // of an override, a decline, a withdrawal
}

// AgreeCase grants the remedy; against a refusing verdict with a reason (R5).
//
// Errors: flow.not_possible, step.waits, case.needs_override.
func (d *Desk) AgreeCase(ctx context.Context, r DecideRequest) (CaseView, error) {
	return d.deed(ctx, r.Case, "case.agree", domain.Args{"override": r.Reason != ""}, func(c casefile.Case, by hand) (casefile.Case, error) {
		return c.Agreed(r.Reason, by.who, by.now, by.terms)
	})
}

// DeclineCase declines the case and frees its units.
//
// Errors: flow.not_possible, field.required.
func (d *Desk) DeclineCase(ctx context.Context, r DecideRequest) (CaseView, error) {
	return d.deed(ctx, r.Case, "case.decline", nil, func(c casefile.Case, by hand) (casefile.Case, error) {
		return c.Refused(r.Reason, by.who, by.now, by.terms)
	})
}

// WithdrawCase records that the customer took the request back.
//
// Errors: flow.not_possible, field.required.
func (d *Desk) WithdrawCase(ctx context.Context, r DecideRequest) (CaseView, error) {
	return d.deed(ctx, r.Case, "case.withdraw", nil, func(c casefile.Case, by hand) (casefile.Case, error) {
		return c.TakenBack(r.Reason, by.who, by.now, by.terms)
	})
}

// ReopenCase looks again at a case that was over.
//
// Errors: flow.not_possible, dispute.ruled, field.required.
func (d *Desk) ReopenCase(ctx context.Context, r DecideRequest) (CaseView, error) {
	return d.deed(ctx, r.Case, "case.reopen", domain.Args{"reason": r.Reason}, func(c casefile.Case, by hand) (casefile.Case, error) {
		return c.Again(r.Reason, by.who, by.now, by.terms)
	})
}

// CloseRequest asks to close a case: whether the customer is content, and what
// to change.
type CloseRequest struct {
	Case    domain.ID         `json:"case"`
	Content casefile.Known    `json:"content"`
	Lessons []casefile.Learnt `json:"lessons"`
}

// CloseCase closes a case with the customer's content and its lessons.
//
// Errors: those of casefile.Case.Finished.
func (d *Desk) CloseCase(ctx context.Context, r CloseRequest) (CaseView, error) {
	return d.deed(ctx, r.Case, "case.close", domain.Args{"content": string(r.Content)}, func(c casefile.Case, by hand) (casefile.Case, error) {
		return c.Finished(r.Content, r.Lessons, by.who, by.now, by.terms)
	})
}
