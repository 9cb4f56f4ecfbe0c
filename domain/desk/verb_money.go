package desk

import (
	"context"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/claim"
	"aftercare/domain/order"
	"aftercare/domain/refund"
)

// The requests of the money's verbs that only name what they are about.
type (
	refundNamed struct {
		Refund domain.ID `json:"refund"`
	}
	goodwillNamed struct {
		Goodwill domain.ID `json:"goodwill"`
	}
	claimNamed struct {
		Claim domain.ID `json:"claim"`
	}
	dayNamed struct {
		Day calendar.Date `json:"day"`
	}
)

func moneyVerbs() []Verb {
	return []Verb{
		verbOf("refund.judge", (*Desk).JudgeRefund),
		verbOf("refund.propose", (*Desk).ProposeRefund),
		verbOf("refund.consent", (*Desk).ConsentRefund),
		verbOf("refund.file", (*Desk).FileRefund),
		verbOf("refund.move", (*Desk).MoveRefund),
		verbOf("refund.chase", (*Desk).ChaseRefund),
		verbOf("refund.chase_answer", (*Desk).AnswerChase),
		verbOf("refund.platform", (*Desk).BookPlatformRefund),
		verbOf("refund.show", func(d *Desk, ctx context.Context, q refundNamed) (RefundRow, error) { return d.Refund(ctx, q.Refund) }),
		verbOf("refund.list", func(d *Desk, ctx context.Context, q RefundQuery) (Page[RefundRow], error) {
			q.Limit = limited(q.Limit)
			return pageOf(d.Refunds(ctx, q))
		}),
		verbOf("refund.figures", func(d *Desk, ctx context.Context, _ nothing) (LedgerFigures, error) { return d.LedgerFigures(ctx) }),
		verbOf("ledger.show", (*Desk).Ledger),
		verbOf("goodwill.judge", (*Desk).JudgeGoodwill),
		verbOf("goodwill.propose", (*Desk).ProposeGoodwill),
		verbOf("goodwill.move", (*Desk).MoveGoodwill),
		verbOf("goodwill.payee", (*Desk).PayGoodwillTo),
		verbOf("goodwill.show", func(d *Desk, ctx context.Context, q goodwillNamed) (GoodwillView, error) {
			return d.Goodwill(ctx, q.Goodwill)
		}),
		verbOf("goodwill.list", func(d *Desk, ctx context.Context, q GoodwillQuery) (Page[GoodwillRow], error) {
			q.Limit = limited(q.Limit)
			return pageOf(d.GoodwillList(ctx, q))
		}),
		verbOf("payout.list", func(d *Desk, ctx context.Context, q dayNamed) (Payouts, error) { return d.PayoutList(ctx, q.Day) }),
		verbOf("payout.pay", (*Desk).PayList),
		verbOf("claim.open", (*Desk).OpenClaim),
		verbOf("claim.move", (*Desk).MoveClaim),
		verbOf("claim.shift", (*Desk).ShiftClaim),
		verbOf("claim.add", (*Desk).AddToClaim),
		verbOf("claim.show", func(d *Desk, ctx context.Context, q claimNamed) (ClaimView, error) { return d.Claim(ctx, q.Claim) }),
		verbOf("claim.list", func(d *Desk, ctx context.Context, q ClaimQuery) (Page[claim.Claim], error) {
			q.Limit = limited(q.Limit)
			return pageOf(d.Claims(ctx, q))
		}),
		verbOf("claim.of_case", func(d *Desk, ctx context.Context, q caseNamed) ([]claim.Claim, error) { return d.ClaimsOf(ctx, q.Case) }),
		verbOf("case.replace", (*Desk).Replace),
		verbOf("order.replacements", func(d *Desk, ctx context.Context, q orderNamed) ([]order.Order, error) {
			return d.Replacements(ctx, q.Order)
		}),
		verbOf("order.losses", func(d *Desk, ctx context.Context, q orderNamed) ([]LossEntry, error) { return d.Losses(ctx, q.Order) }),
		verbOf("owed.list", func(d *Desk, ctx context.Context, _ nothing) ([]OwedRow, error) { return d.OwedList(ctx) }),
		verbOf("owed.move", (*Desk).MoveOwed),
		verbOf("reconcile.look", (*Desk).Reconcile),
		verbOf("reconcile.keep", (*Desk).KeepReconciliation),
		verbOf("reconcile.join", (*Desk).JoinPair),
		verbOf("reconcile.mark", func(d *Desk, ctx context.Context, q reconcileNamed) (refund.Reconciliation, error) {
			return d.MarkReconciled(ctx, q.Reconciliation)
		}),
		verbOf("reconcile.show", func(d *Desk, ctx context.Context, q reconcileNamed) (refund.Reconciliation, error) {
			return d.Reconciliation(ctx, q.Reconciliation)
		}),
		verbOf("reconcile.list", func(d *Desk, ctx context.Context, _ nothing) ([]refund.Reconciliation, error) {
			return d.Reconciliations(ctx)
		}),
	}
}
