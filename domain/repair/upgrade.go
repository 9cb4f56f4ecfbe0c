package repair

import (
	"encoding/json"

	"aftercare/domain/shop"
)

// UnmarshalJSON reads a job, also one that an earlier program kept: what that
// one did not write down is taken from what it did. Its errors are those of
// encoding/json.
func (j *Job) UnmarshalJSON(raw []byte) error {
	type plain Job
	if err := json.Unmarshal(raw, (*plain)(j)); err != nil {
		return err
	}
	if j.Terms.Days == 0 { // no terms were kept with it: ours held
		j.Terms = shop.Ours()
	}
	if j.Fee.Currency == "" {
		j.Fee.Currency = j.Currency
	}
	if quote := j.Last(Quote); quote != nil && len(j.Quotes) == 0 {
		o := Offer{No: 1, At: quote.At, Who: quote.Who, Work: j.Work, Expires: j.Expires, By: j.Approval, Answer: OfferOpen,
			Total: BillOf(j.Work, j.Currency, j.TaxRate, j.TaxIncluded).Total}
		if st := j.Last(Approve); st != nil {
			o.Answer, o.Day = OfferApproved, st.At
		} else if st := j.Last(DeclineIt); st != nil {
			o.Answer, o.Day = OfferDeclined, st.At
		}
		j.Quotes = []Offer{o}
	}
	for i := range j.Quotes { // one of before did not keep its rate: the job's, where that gives its total
		if o := &j.Quotes[i]; o.Bill().Total != o.Total {
			o.TaxRate, o.TaxIncluded = j.TaxRate, j.TaxIncluded
		}
	}
	if j.Back.Way == "" && j.happened(GiveBack) {
		j.Back.Way = wayOf(*j)
	}
	return nil
}
