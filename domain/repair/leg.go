package repair

import (
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/money"
)

// Leg is one way to the maker or a workshop and back.
type Leg struct {
	Workshop string        `json:"workshop"`
	Number   string        `json:"number,omitempty"` // theirs
	Sent     calendar.Date `json:"sent"`
	Expected calendar.Date `json:"expected,omitempty"`
	Back     calendar.Date `json:"back,omitempty"`
	Cost     money.Amount  `json:"cost,omitzero"` // what they charge the shop
	Result   string        `json:"result,omitempty"`
	Serial   string        `json:"serial,omitempty"` // when another item came back
}

// Leg is the way to a workshop that is under way or was the last, nil for none.
func (j Job) Leg() *Leg {
	if len(j.Legs) == 0 {
		return nil
	}
	return &j.Legs[len(j.Legs)-1]
}

// sentAway begins a leg.
//
// Errors: field.required, repair.expected.
func (j Job) sentAway(l Leg, today calendar.Date) (Job, error) {
	es := l.clean(true)
	l.Sent, l.Back, l.Cost, l.Result = today, "", money.Amount{}, ""
	if l.Expected != "" && (!l.Expected.Valid() || l.Expected < today) {
		es = append(es, domain.Wrong("expected", "repair.expected", domain.Args{"date": string(l.Expected)}))
	}
	if len(es) > 0 {
		return j, es
	}
	j.Legs = append(slices.Clone(j.Legs), l)
	return j, nil
}

// cameBack ends the leg. Without the warranty's cover and without an approved
// quote no repair may have been done, for nobody agreed to pay it.
//
// Errors: repair.needs_quote, repair.cost, field.too_long.
func (j Job) cameBack(e Entry, today calendar.Date) (Job, error) {
	if e.Event == BackFrom && !j.Covered() && j.Approval == "" {
		return j, domain.Refuse("R12", "repair.back_unquoted", nil)
	}
	l := e.Leg
	es := l.clean(false)
	if l.Cost.Currency == "" {
		l.Cost = money.Of(l.Cost.Minor, j.Currency)
	}
	if l.Cost.Minor < 0 || l.Cost.Currency != j.Currency {
		es = append(es, domain.Wrong("cost", "repair.cost", nil))
	}
	if len(es) > 0 {
		return j, es
	}
	j.Legs = slices.Clone(j.Legs)
	if was := j.Leg(); was != nil { // jobs of earlier days went away without one
		was.Back, was.Cost, was.Result, was.Serial = today, l.Cost, l.Result, l.Serial
		was.Number = or(l.Number, was.Number)
	}
	if l.Serial != "" {
		j.SerialOut = l.Serial
	}
	return j, nil
}

func (l *Leg) clean(out bool) domain.Errors {
	var es domain.Errors
	for _, x := range []struct {
		field    string
		text     *string
		required bool
	}{{"workshop", &l.Workshop, out}, {"number", &l.Number, false}, {"result", &l.Result, false}, {"serial", &l.Serial, false}} {
		line, fault := domain.Line(x.field, *x.text, x.required)
		if fault != nil {
			es = append(es, fault)
		}
		*x.text = line
	}
	return es
}

// Loaner is what a customer uses meanwhile. It must be back before the job is
// closed.
type Loaner struct {
	Item      string        `json:"item"`
	SKU       string        `json:"sku,omitempty"` // of the shop's stock
	Serial    string        `json:"serial,omitempty"`
	Condition string        `json:"condition,omitempty"` // as it went out
	Out       time.Time     `json:"out"`
	Due       calendar.Date `json:"due,omitempty"`
	Back      time.Time     `json:"back,omitzero"`
	CameBack  string        `json:"came_back,omitempty"` // its condition then
	Who       string        `json:"who"`
}

// LoanerOut says whether a loaner is still with the customer.
func (j Job) LoanerOut() bool { return j.Loaner != nil && j.Loaner.Back.IsZero() }

// Lend gives the customer a loaner.
//
// Errors: field.required, field.too_long, repair.loaner_out, repair.lend_over.
func (j Job) Lend(l Loaner, who string, at time.Time) (Job, error) {
	switch {
	case j.LoanerOut():
		return j, domain.Refuse("R12", "repair.loaner_twice", domain.Args{"item": j.Loaner.Item})
	case j.Over() || j.State == Returned:
		return j, domain.Refuse("R12", "repair.lend_over", domain.Args{"repair": j.Number})
	}
	var es domain.Errors
	for _, x := range []struct {
		field    string
		text     *string
		required bool
	}{{"loaner", &l.Item, true}, {"sku", &l.SKU, false}, {"serial", &l.Serial, false}, {"condition", &l.Condition, false}} {
		line, fault := domain.Line(x.field, *x.text, x.required)
		if fault != nil {
			es = append(es, fault)
		}
		*x.text = line
	}
	if l.Due != "" && !l.Due.Valid() {
		es = append(es, domain.Wrong("due", "date.not_a_date", domain.Args{"value": string(l.Due)}))
	}
	if len(es) > 0 {
		return j, es
	}
	l.Out, l.Who, l.Back, l.CameBack = at, who, time.Time{}, ""
	j.Loaner = &l
	return j, nil
}

// TakeLoaner takes the loaner back.
//
// Errors: repair.no_loaner, field.too_long.
func (j Job) TakeLoaner(condition string, at time.Time) (Job, error) {
	if !j.LoanerOut() {
		return j, domain.Refuse("R12", "repair.no_loaner", domain.Args{"repair": j.Number})
	}
	line, fault := domain.Line("condition", condition, false)
	if fault != nil {
		return j, fault
	}
	l := *j.Loaner
	l.Back, l.CameBack = at, line
	j.Loaner = &l
	return j, nil
}

// Tell records that the customer was told.
//
// Errors: repair.told, repair.how.
func (j Job) Tell(what, how, who string, at time.Time) (Job, error) {
	if !slices.Contains(Tellings(), what) {
		return j, domain.Wrong("what", "repair.told", domain.Args{"value": what})
	}
	if !slices.Contains(append(Channels(), "letter"), how) {
		return j, domain.Wrong("how", "repair.how", domain.Args{"value": how})
	}
	j.Told = append(slices.Clone(j.Told), Told{What: what, How: how, At: at, Who: who})
	return j, nil
}

// ToldOf is when the customer was last told of something, nil when never.
func (j Job) ToldOf(what string) *Told {
	for i, t := range slices.Backward(j.Told) {
		if t.What == what {
			return &j.Told[i]
		}
	}
	return nil
}
