package desk

import (
	"context"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/order"
)

// StepRequest names a step of a case's plan.
type StepRequest struct {
	Case domain.ID         `json:"case"`
	Step casefile.StepCode `json:"step"`
	Note string            `json:"note"` // what was done; the reason, when it is skipped
}

// DoStep marks the step that is now as done (R7). Deciding, intake, consent and
// refund have verbs of their own.
//
// Errors: step.own_verb, and those of casefile.Case.StepDone.
func (d *Desk) DoStep(ctx context.Context, r StepRequest) (CaseView, error) {
	switch r.Step {
	case casefile.Decide, casefile.Intake, casefile.Refund, casefile.Consent, casefile.Confirm:
		return CaseView{}, domain.Refuse("R7", "step.own_verb", domain.Args{"step_key": "step." + string(r.Step)})
	}
	return d.changeCase(ctx, r.Case, "case.step", func(_ Tx, s setting, c casefile.Case, t order.Terms) (casefile.Case, domain.Args, error) {
		c, err := c.StepDone(r.Step, r.Note, s.who(), s.now, t)
		return c, domain.Args{"step": string(r.Step)}, err
	})
}

// SkipStep says why the step that is now does not apply (R7).
//
// Errors: those of casefile.Case.Skip.
func (d *Desk) SkipStep(ctx context.Context, r StepRequest) (CaseView, error) {
	return d.changeCase(ctx, r.Case, "case.skip", func(_ Tx, s setting, c casefile.Case, t order.Terms) (casefile.Case, domain.Args, error) {
		c, err := c.Skip(r.Step, r.Note, s.who(), s.now, t)
		return c, domain.Args{"step": string(r.Step)}, err
	})
}

// DecideRequest is an owner's word on a case.
type DecideRequest struct {
	Case   domain.ID `json:"case"`
	Reason string    `json:"reason"` // of an override, a decline, a withdrawal
}

// AgreeCase grants the remedy; against a refusing verdict with a reason (R5).
//
// Errors: flow.not_possible, case.needs_override.
func (d *Desk) AgreeCase(ctx context.Context, r DecideRequest) (CaseView, error) {
	return d.changeCase(ctx, r.Case, "case.agree", func(_ Tx, s setting, c casefile.Case, t order.Terms) (casefile.Case, domain.Args, error) {
		c, err := c.Agreed(r.Reason, s.who(), s.now, t)
		return c, domain.Args{"override": r.Reason != ""}, err
	})
}

// DeclineCase declines the case and frees its units.
//
// Errors: flow.not_possible, field.required.
func (d *Desk) DeclineCase(ctx context.Context, r DecideRequest) (CaseView, error) {
	return d.changeCase(ctx, r.Case, "case.decline", func(_ Tx, s setting, c casefile.Case, _ order.Terms) (casefile.Case, domain.Args, error) {
		c, err := c.Refused(r.Reason, s.who(), s.now)
		return c, nil, err
	})
}

// WithdrawCase records that the customer took the request back.
//
// Errors: flow.not_possible, field.required.
func (d *Desk) WithdrawCase(ctx context.Context, r DecideRequest) (CaseView, error) {
	return d.changeCase(ctx, r.Case, "case.withdraw", func(_ Tx, s setting, c casefile.Case, _ order.Terms) (casefile.Case, domain.Args, error) {
		c, err := c.TakenBack(r.Reason, s.who(), s.now)
		return c, nil, err
	})
}

// SentRequest says that the goods are on their way back.
type SentRequest struct {
	Case     domain.ID `json:"case"`
	Tracking string    `json:"tracking"`
}

// SentBack records the parcel on its way back.
//
// Errors: those of casefile.Case.SentBack.
func (d *Desk) SentBack(ctx context.Context, r SentRequest) (CaseView, error) {
	return d.changeCase(ctx, r.Case, "case.sent_back", func(_ Tx, s setting, c casefile.Case, t order.Terms) (casefile.Case, domain.Args, error) {
		c, err := c.SentBack(r.Tracking, s.who(), s.now, t)
		return c, nil, err
	})
}

// CloseRequest asks to close a case.
type CloseRequest struct {
	Case    domain.ID      `json:"case"`
	Content casefile.Known `json:"content"`
}

// CloseCase closes a case with the customer's content.
//
// Errors: those of casefile.Case.Finished.
func (d *Desk) CloseCase(ctx context.Context, r CloseRequest) (CaseView, error) {
	return d.changeCase(ctx, r.Case, "case.close", func(_ Tx, s setting, c casefile.Case, _ order.Terms) (casefile.Case, domain.Args, error) {
		c, err := c.Finished(r.Content, s.who(), s.now)
		return c, domain.Args{"content": string(r.Content)}, err
	})
}
