package repair

import (
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
)

// Entry is what a stage asks for. Each event reads the fields that it needs.
type Entry struct {
	Event    Event         `json:"event"`
	Note     string        `json:"note"`
	Finding  Finding       `json:"finding"`  // check, diagnose
	Override string        `json:"override"` // diagnose, begin: cover it against the verdict, and why
	Work     []Work        `json:"work"`     // quote, begin, test
	TaxRate  int64         `json:"tax_rate"` // quote, test
	Expires  calendar.Date `json:"expires"`  // quote
	Approval string        `json:"approval"` // approve: by whom and how
	Done     string        `json:"done"`     // test
	Serial   string        `json:"serial"`   // give_back: as it goes out
	Carrier  string        `json:"carrier"`
	Tracking string        `json:"tracking"` // send, give_back
	PaidHow  string        `json:"paid_how"` // give_back
}

// Step moves a job by one event (R12).
//
// Errors: flow.not_possible, repair.needs_quote, repair.no_work, repair.work,
// repair.expired, repair.expires, repair.tax, field.required, field.too_long.
func (j Job) Step(e Entry, who string, now time.Time, zone *time.Location) (Job, error) {
	next, err := Life.Next(j.State, e.Event)
	if err != nil {
		return j, err
	}
	note, fault := domain.Text("note", e.Note, e.Event == NotAccept || e.Event == CancelIt || e.Event == GiveUp)
	if fault != nil {
		return j, fault
	}
	today := calendar.DateOf(now, zone)
	before := j
	switch e.Event {
	case Check, Diagnose:
		j, err = j.looked(e, who, now)
	case Quote:
		j, err = j.quoted(e, today)
	case Approve:
		if j.Expires != "" && today > j.Expires {
			err = domain.Refuse("R12", "repair.expired", domain.Args{"date": j.Expires})
		}
		j.Approval, fault = domain.Line("approval", e.Approval, true)
		if err == nil && fault != nil {
			err = fault
		}
	case Begin, Order:
		if j.State == Diagnosed && !j.Covered() {
			err = domain.Refuse("R12", "repair.needs_quote", nil)
		}
	case Test:
		j, err = j.worked(e)
	case GiveBack:
		j, err = j.handed(e, today)
	}
	if err != nil {
		return before, err
	}
	j.State = next
	j.Steps = append(slices.Clone(before.Steps), Step{Event: e.Event, State: next, At: now, Who: who, Note: note})
	return j, nil
}

// looked takes over what the first check or the diagnosis found; from then on
// the verdict is no longer provisional.
func (j Job) looked(e Entry, who string, now time.Time) (Job, error) {
	f := e.Finding
	var es domain.Errors
	for _, x := range []struct {
		field    string
		text     *string
		required bool
	}{{"condition", &f.Condition, e.Event == Check}, {"accessories", &f.Accessories, false}, {"fault", &f.Fault, e.Event == Diagnose}, {"cause", &f.Cause, false}} {
		clean, fault := domain.Text(x.field, *x.text, x.required)
		if fault != nil {
			es = append(es, fault)
		}
		*x.text = clean
	}
	if len(es) > 0 {
		return j, es
	}
	if e.Event == Diagnose { // the first check's words stay
		f.Condition, f.Accessories = or(f.Condition, j.Finding.Condition), or(f.Accessories, j.Finding.Accessories)
		f.Serial = or(f.Serial, j.Finding.Serial)
	}
	f.At, f.Who = now, who
	j.Finding = f
	j.Cover.Misuse, j.Cover.Opened, j.Cover.SerialWrong, j.Cover.Wear = f.Misuse, f.Opened, f.SerialWrong, f.Wear
	j.Cover.Provisional = false
	j.Verdict = Assess(j.Cover)
	if e.Override != "" {
		reason, fault := domain.Text("override", e.Override, true)
		if fault != nil {
			return j, fault
		}
		j.Override = &domain.Override{Reason: reason, Who: who}
	}
	return j, nil
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func (j Job) quoted(e Entry, today calendar.Date) (Job, error) {
	if len(e.Work) == 0 {
		return j, domain.Wrong("work", "repair.no_work", nil)
	}
	if err := checkCharged(e.Work, j.Currency); err != nil {
		return j, err
	}
	if e.Expires != "" && (!e.Expires.Valid() || e.Expires < today) {
		return j, domain.Wrong("expires", "repair.expires", domain.Args{"date": string(e.Expires)})
	}
	if e.TaxRate < 0 || e.TaxRate > 5000 {
		return j, domain.Wrong("tax_rate", "repair.tax", domain.Args{"value": e.TaxRate})
	}
	j.Work, j.Expires, j.TaxRate, j.Approval = e.Work, e.Expires, e.TaxRate, ""
	return j, nil
}

// worked records what was done. What was approved is what is charged: a covered
// job takes the list of parts and labour here, all of it at 0.
func (j Job) worked(e Entry) (Job, error) {
	done, fault := domain.Text("done", e.Done, true)
	if fault != nil {
		return j, fault
	}
	j.Done = done
	if j.Approval == "" {
		work := slices.Clone(e.Work)
		for i := range work {
			work[i].Covered = true
		}
		if err := checkCharged(work, j.Currency); err != nil {
			return j, err
		}
		j.Work = work
	}
	return j, nil
}

// handed gives the item back. Repaired parts and that fault carry the repair
// warranty from this day.
func (j Job) handed(e Entry, today calendar.Date) (Job, error) {
	for _, x := range []struct {
		field string
		from  string
		to    *string
	}{{"serial", e.Serial, &j.SerialOut}, {"carrier", e.Carrier, &j.Carrier}, {"tracking", e.Tracking, &j.Tracking}, {"paid_how", e.PaidHow, &j.PaidHow}} {
		clean, fault := domain.Line(x.field, x.from, false)
		if fault != nil {
			return j, fault
		}
		*x.to = clean
	}
	if _, _, total := j.Total(); j.State == Tested && total.Minor > 0 && j.PaidHow == "" {
		return j, domain.Wrong("paid_how", "field.required", nil)
	}
	if j.State == Tested {
		j.Until = today.AddDays(RepairDays)
	}
	return j, nil
}
