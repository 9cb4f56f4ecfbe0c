package desk

import (
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/claim"
	"aftercare/domain/money"
	"aftercare/domain/refund"
)

// MoneyTx keeps refunds, goodwill payments, the follow-up register, what
// exchanges leave owed, losses, and reconciliations.
type MoneyTx interface {
	Refund(id domain.ID) (refund.Refund, error)
	RefundsOfOrder(orderID domain.ID) ([]refund.Refund, error)
	PutRefund(*refund.Refund) error
	RefundPage(q RefundQuery) ([]RefundRow, error)
	RefundCount(q RefundQuery) (int, error)
	RefundSums(q RefundQuery) ([]money.Amount, error)             // one for each currency
	RefundsMoved(from, to time.Time) ([]refund.Refund, error)     // filed or paid in that time
	Goodwill(id domain.ID) (refund.Goodwill, error)               // missing.goodwill
	GoodwillNumbered(number string) (refund.Goodwill, error)      // missing.goodwill
	GoodwillOfOrder(orderID domain.ID) ([]refund.Goodwill, error) // oldest first
	GoodwillOn(day calendar.Date) ([]refund.Goodwill, error)      // on the payout list of a day
	GoodwillMoved(from, to time.Time) ([]refund.Goodwill, error)
	PutGoodwill(*refund.Goodwill) error
	GoodwillPage(q GoodwillQuery) ([]GoodwillRow, error)
	GoodwillCount(q GoodwillQuery) (int, error)

	Claim(id domain.ID) (claim.Claim, error)
	ClaimNumbered(number string) (claim.Claim, error)
	ClaimsOfOrder(orderID domain.ID) ([]claim.Claim, error)
	ClaimsOfCase(caseID domain.ID) ([]claim.Claim, error)
	ClaimsPaid(from, to time.Time) ([]claim.Claim, error)
	PutClaim(*claim.Claim) error
	ClaimPage(q ClaimQuery) ([]claim.Claim, error)
	ClaimCount(q ClaimQuery) (int, error)

	Owed(id domain.ID) (refund.Owed, error)
	OwedOfCase(caseID domain.ID) ([]refund.Owed, error)
	OwedOpen() ([]refund.Owed, error)
	OwedSettled(from, to time.Time) ([]refund.Owed, error)
	PutOwed(*refund.Owed) error

	// PutLoss books a loss whose Once was not booked before, and says whether it
	// was.
	PutLoss(*refund.Loss) (booked bool, err error)
	LossesOfOrder(orderID domain.ID) ([]refund.Loss, error)
	Losses(from, to time.Time) ([]refund.Loss, error)

	Reconciliation(id domain.ID) (refund.Reconciliation, error)
	Reconciliations(limit int) ([]refund.Reconciliation, error) // newest first
	PutReconciliation(*refund.Reconciliation) error
}

// RefundQuery asks for a page of refunds, newest first. What is left empty picks
// all.
type RefundQuery struct {
	Open  bool         `json:"open"` // proposed, consented, filed or failed
	State refund.State `json:"state"`
	Book  refund.Book  `json:"book"`
	// Chase picks those that are filed and were expected before that day, the
	// longest waited for first.
	Chase  calendar.Date `json:"chase"`
	Since  time.Time     `json:"since"` // filed or paid since
	After  domain.ID     `json:"after"` // only what follows that one, newest first; 0: from the top
	Offset int           `json:"offset"`
	Limit  int           `json:"limit"`
}

// RefundRow is a refund as a list shows it. One that the platform made by itself
// may have no case.
type RefundRow struct {
	refund.Refund
	CaseNumber  string    `json:"case_number"`
	OrderNumber string    `json:"order_number"`
	Customer    string    `json:"customer"`
	ChannelID   domain.ID `json:"channel_id"`
}

// GoodwillQuery asks for a page of goodwill payments, newest first.
type GoodwillQuery struct {
	Open   bool      `json:"open"`  // not yet paid, or the customer not told
	After  domain.ID `json:"after"` // only what follows that one; 0: from the top
	Offset int       `json:"offset"`
	Limit  int       `json:"limit"`
}

// GoodwillRow is a goodwill payment as a list shows it.
type GoodwillRow struct {
	refund.Goodwill
	CaseNumber  string    `json:"case_number"`
	OrderNumber string    `json:"order_number"`
	Customer    string    `json:"customer"`
	ChannelID   domain.ID `json:"channel_id"`
}

// ClaimQuery asks for a page of the follow-up register: open entries by the day
// on which their answer is due, then the others, newest first.
type ClaimQuery struct {
	Open bool `json:"open"`
	// Overdue picks those whose answer was due before that day.
	Overdue calendar.Date `json:"overdue"`
	Offset  int           `json:"offset"`
	Limit   int           `json:"limit"`
}
