package repair

import (
	"slices"

	"aftercare/domain"
	"aftercare/domain/money"
	"aftercare/domain/order"
)

// Work is one line of a quote or a receipt: a part, labour, freight. Quantity
// counts hundredths, so that an hour and a half is 150.
type Work struct {
	Kind     string       `json:"kind"` // one of Works
	SKU      string       `json:"sku,omitempty"`
	Title    string       `json:"title"`
	Quantity int          `json:"quantity"` // hundredths
	Each     money.Amount `json:"each"`
	Covered  bool         `json:"covered,omitempty"`  // listed, and charged 0
	Wear     bool         `json:"wear,omitempty"`     // a wear part
	Excluded string       `json:"excluded,omitempty"` // one of Exclusions: why the warranty leaves it out
	Why      string       `json:"why,omitempty"`      // the rule that decided, a code of the verdict; goodwill when the shop gives it
}

// Works lists the kinds of work that a quote may charge.
func Works() []string { return []string{"part", "labour", "freight", "inspection", "workshop"} }

// Amount is what the customer pays for the line: 0 when covered, else quantity
// times price, half a unit rounded up.
func (w Work) Amount() money.Amount {
	if w.Covered {
		return money.Of(0, w.Each.Currency)
	}
	return w.Value()
}

// Value is quantity times price, whoever pays.
func (w Work) Value() money.Amount {
	return money.Of((w.Each.Minor*int64(w.Quantity)+50)/100, w.Each.Currency)
}

// Bill is what work comes to: its lines, the tax on them or in them, and what
// the customer pays.
type Bill struct {
	Work     []Work       `json:"work,omitempty"`
	Lines    money.Amount `json:"lines"`
	Tax      money.Amount `json:"tax"`
	Total    money.Amount `json:"total"`
	Rate     int64        `json:"rate,omitempty"`     // hundredths of a per cent
	Included bool         `json:"included,omitempty"` // the lines contain the tax
}

// BillOf adds work up. The total is the lines and the tax, to the cent; where
// the lines contain the tax, it is the lines.
func BillOf(work []Work, c money.Currency, rate int64, included bool) Bill {
	b := Bill{Work: work, Lines: money.Of(0, c), Rate: rate, Included: included}
	for _, w := range work {
		b.Lines = b.Lines.Add(w.Amount())
	}
	if included {
		_, b.Tax = money.NetOf(b.Lines, rate)
		b.Total = b.Lines
		return b
	}
	b.Tax = money.Percent(b.Lines, rate)
	b.Total = b.Lines.Add(b.Tax)
	return b
}

// Bill is what the customer pays for the job as it stands: the work, or when
// nothing was repaired the inspection fee, where one was agreed.
func (j Job) Bill() Bill {
	work := j.Work
	if out := j.Outcome(); out != "" && out != Tested {
		work = nil
		if j.owesFee(out) {
			work = []Work{{Kind: "inspection", Quantity: 100, Each: j.Fee}}
		}
	}
	return BillOf(work, j.Currency, j.TaxRate, j.TaxIncluded)
}

// owesFee says whether the inspection fee is due: one was agreed, somebody
// looked at the item, and the shop neither waived it nor owes a remedy itself.
func (j Job) owesFee(out State) bool {
	if j.Fee.Minor <= 0 || j.Ours || j.Mistaken || j.Waived != nil || !j.happened(Check) && !j.happened(Diagnose) {
		return false
	}
	return slices.Contains([]State{NotAccepted, NoFault, QuoteNo, CancelledBy}, out) || out == Beyond && !j.Covered()
}

// Total is what the customer pays: the lines, and the tax on them or in them.
func (j Job) Total() (lines, tax, total money.Amount) {
	b := j.Bill()
	return b.Lines, b.Tax, b.Total
}

func checkWork(work []Work, c money.Currency) error {
	for _, w := range work {
		if w.Title == "" || w.Quantity < 1 || w.Quantity > order.MaxQuantity*100 || w.Each.Minor < 0 || w.Each.Currency != c || w.Each.Minor > money.Limit/1000 {
			return domain.Wrong("work", "repair.work", domain.Args{"title": w.Title})
		}
	}
	return nil
}

// checkCharged checks work as it is entered. What a store holds already is read
// whatever its kind: a job that cannot be opened helps nobody.
func checkCharged(work []Work, c money.Currency) error {
	for _, w := range work {
		if !slices.Contains(Works(), w.Kind) || w.Excluded != "" && !slices.Contains(Exclusions(), w.Excluded) {
			return domain.Wrong("work", "repair.work", domain.Args{"title": w.Title})
		}
	}
	return checkWork(work, c)
}

// judged says of each line which rule decided whether it is charged.
//
// Errors: repair.line_covered, for a part or labour that the warranty covers
// and that is charged without saying what leaves it out.
func (j Job) judged(work []Work) ([]Work, error) {
	out := slices.Clone(work)
	for i := range out {
		w := &out[i]
		v := AssessWork(j.Cover, *w)
		w.Why = decided(v)
		switch {
		case j.Ours:
			w.Why, w.Covered = "own", true
		case !w.Covered && (w.Kind == "part" || w.Kind == "labour") && v.Answer == domain.Pass && w.Each.Minor > 0:
			return nil, domain.Wrong("work", "repair.line_covered", domain.Args{"title": w.Title})
		case w.Covered && v.Answer != domain.Pass && j.Override == nil:
			w.Why = "goodwill"
		case w.Covered && v.Answer != domain.Pass:
			w.Why = "override"
		}
	}
	return out, nil
}

// decided is the code of the rule that a verdict rests on.
func decided(v domain.Verdict) string {
	for _, f := range v.Fired {
		if f.Answer == v.Answer {
			return f.Code
		}
	}
	return ""
}
