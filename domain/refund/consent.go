package refund

import (
	"time"

	"aftercare/domain"
	"aftercare/domain/money"
)

// Consent is the customer's word for one refund. Another type, method or payee
// or a lower amount voids it; a higher does not (R7).
type Consent struct {
	Type   string        `json:"type,omitempty"`
	By     string        `json:"by"`
	How    string        `json:"how"`
	When   time.Time     `json:"when"`
	Amount money.Amount  `json:"amount"`
	Method Method        `json:"method"`
	Payee  string        `json:"payee,omitempty"`
	Files  []domain.File `json:"files,omitempty"` // the evidence
}

// Consents records the customer's word. A word without a sum is one for the
// refund as it stands.
//
// Errors: flow.not_possible, refund.no_consent (hard), refund.consent_less,
// refund.before_order, agreement.in_future.
func (r Refund) Consents(c Consent, placed, now time.Time) (Refund, error) {
	if r.State != Consented { // the word may be taken anew
		if _, err := Life.Next(r.State, ConsentEvent); err != nil {
			return r, err
		}
	}
	if c.By == "" || c.How == "" || c.When.IsZero() {
		return r, noConsent()
	}
	if c.When.Before(placed) {
		return r, domain.Wrong("when", "refund.before_order", domain.Args{"placed": placed})
	}
	if c.When.After(now) {
		return r, domain.Wrong("when", "agreement.in_future", nil)
	}
	if c.Amount.Zero() {
		c.Amount = r.Amount
	}
	if c.Amount.Currency != r.Amount.Currency || r.Amount.Less(c.Amount) {
		return r, domain.Refuse("R7", "refund.consent_less", domain.Args{"consented": c.Amount, "amount": r.Amount})
	}
	c.Method, c.Type, c.Payee = r.Method, r.Type, r.Payee
	r.State, r.Consent = Consented, &c
	return r, nil
}

// Agreed says whether the customer's word still holds for the refund as it
// stands.
func (r Refund) Agreed() bool {
	c := r.Consent
	return c != nil && c.Type == r.Type && c.Method == r.Method && c.Payee == r.Payee &&
		c.Amount.Currency == r.Amount.Currency && c.Amount.Minor <= r.Amount.Minor
}

func noConsent() error {
	e := domain.Refuse("R7", "refund.no_consent", nil)
	e.Field, e.Hard = "consent", true
	return e
}
