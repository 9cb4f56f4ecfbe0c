package refund

import (
	"time"

	"aftercare/domain"
	"aftercare/domain/money"
)

// LossCause says why the shop bears a loss.
type LossCause string

// The causes of losses.
const (
	LossLate     LossCause = "late"     // exposed past its date, cancelled by the platform
	LossSilence  LossCause = "silence"  // a request was not answered in time
	LossRuling   LossCause = "ruling"   // a dispute was lost
	LossCarrier  LossCause = "carrier"  // a carrier does not pay for what it lost
	LossPlatform LossCause = "platform" // the platform took it and did not say why
	LossShop     LossCause = "shop"     // the shop's own fault, booked by hand
)

// Loss is money that the shop bears, booked once to its order with its cause.
type Loss struct {
	ID      domain.ID    `json:"id"`
	Version int64        `json:"version"`
	Once    string       `json:"once"` // the deed that caused it: refund-12, claim-3
	OrderID domain.ID    `json:"order_id"`
	CaseID  domain.ID    `json:"case_id,omitempty"`
	Cause   LossCause    `json:"cause"`
	Amount  money.Amount `json:"amount"`
	At      time.Time    `json:"at"`
	Who     string       `json:"who"`
	SKUs    []string     `json:"skus,omitempty"`
	Words   string       `json:"words,omitempty"`
}

// LossOf is the cause of the loss that a platform's own refund leaves.
func LossOf(c Cause) LossCause {
	switch c {
	case Overdue:
		return LossLate
	case Silence:
		return LossSilence
	case Ruling:
		return LossRuling
	}
	return LossPlatform
}

// Validate refuses a loss of nothing, or without a deed.
//
// Errors: field.required, refund.amount.
func (l Loss) Validate() error {
	if l.Once == "" || l.OrderID == 0 || l.Cause == "" {
		return domain.Wrong("order", "field.required", nil)
	}
	if l.Amount.Minor <= 0 || !l.Amount.Currency.Valid() {
		return domain.Wrong("amount", "refund.amount", domain.Args{"value": l.Amount})
	}
	return nil
}
