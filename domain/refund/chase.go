package refund

import (
	"slices"
	"time"

	"aftercare/domain"
)

// Chase is one time that somebody asked where the money is: whom, when, and
// what came back (R9).
type Chase struct {
	Whom     string    `json:"whom"`
	At       time.Time `json:"at"`
	Who      string    `json:"who"` // of the shop
	Answer   string    `json:"answer,omitempty"`
	Answered time.Time `json:"answered,omitzero"`
}

// Chased records that somebody was asked after the money, with the answer when
// there was one at once.
//
// Errors: refund.not_filed, refund.at, field.required, field.too_long.
func (r Refund) Chased(whom, answer, who string, at, now time.Time) (Refund, error) {
	if r.State != Filed {
		return r, domain.Refuse("R9", "refund.not_filed", nil)
	}
	if at.After(now) || at.Before(r.Filed) {
		return r, domain.Wrong("at", "refund.at", nil)
	}
	whom, e := domain.Line("whom", whom, true)
	if e != nil {
		return r, e
	}
	answer, e = domain.Text("answer", answer, false)
	if e != nil {
		return r, e
	}
	c := Chase{Whom: whom, At: at, Who: who, Answer: answer}
	if answer != "" {
		c.Answered = at
	}
	r.Chases = append(slices.Clone(r.Chases), c)
	return r, nil
}

// ChaseAnswered records what the last one who was asked answered.
//
// Errors: refund.no_chase, field.required.
func (r Refund) ChaseAnswered(answer string, now time.Time) (Refund, error) {
	n := len(r.Chases)
	if n == 0 || r.Chases[n-1].Answer != "" {
		return r, domain.Refuse("R9", "refund.no_chase", nil)
	}
	answer, e := domain.Text("answer", answer, true)
	if e != nil {
		return r, e
	}
	r.Chases = slices.Clone(r.Chases)
	r.Chases[n-1].Answer, r.Chases[n-1].Answered = answer, now
	return r, nil
}
