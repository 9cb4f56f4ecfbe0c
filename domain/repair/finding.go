package repair

import (
	"slices"
	"time"

	"aftercare/domain"
)

// Finding is what the first check and the diagnosis say.
type Finding struct {
	Came        string      `json:"came,omitempty"` // what was in the parcel or on the counter
	Condition   string      `json:"condition,omitempty"`
	Accessories string      `json:"accessories,omitempty"` // each on a line
	Serial      string      `json:"serial,omitempty"`      // as it came in
	Conditions  []Condition `json:"conditions,omitempty"`  // of acceptance, met or not
	Misuse      bool        `json:"misuse,omitempty"`
	Liquid      bool        `json:"liquid,omitempty"`
	Opened      bool        `json:"opened,omitempty"`
	SerialWrong bool        `json:"serial_wrong,omitempty"`
	SerialGone  bool        `json:"serial_missing,omitempty"`
	Wear        bool        `json:"wear,omitempty"`
	Fault       string      `json:"fault,omitempty"`
	Kind        string      `json:"kind,omitempty"` // one of Faults
	Cause       string      `json:"cause,omitempty"`
	Same        string      `json:"same,omitempty"` // the job whose fault this is again
	At          time.Time   `json:"at,omitzero"`
	Who         string      `json:"who,omitempty"`
}

// Condition is a condition of acceptance that was met or not.
type Condition struct {
	Code string `json:"code"` // one of Conditions
	Met  bool   `json:"met"`
}

// Conditions are what a shop asks for before it takes an item in.
func Conditions() []string { return []string{"proof", "complete", "packed", "unlocked"} }

// Faults are the kinds of fault that reports count by.
func Faults() []string {
	return []string{"power", "battery", "display", "sound", "controls", "connection", "motor", "heat", "leak", "noise", "mechanical", "cosmetic", "software", "other"}
}

// looked takes over what the first check or the diagnosis found; from then on
// the verdict is no longer provisional.
func (j Job) looked(e Entry, who string, at time.Time) (Job, error) {
	f := e.Finding
	es := f.clean(e.Event)
	if e.Event == Diagnose { // the first check's words stay
		was := j.Finding
		f.Came, f.Condition, f.Accessories = or(f.Came, was.Came), or(f.Condition, was.Condition), or(f.Accessories, was.Accessories)
		f.Serial, f.Same = or(f.Serial, was.Serial), or(f.Same, j.Cover.Same)
		if f.Conditions == nil {
			f.Conditions = was.Conditions
		}
	}
	c := j.Cover
	c.Misuse, c.Liquid, c.Opened, c.Wear = f.Misuse, f.Liquid, f.Opened, f.Wear
	c.SerialWrong, c.SerialGone = f.SerialWrong, f.SerialGone
	c.Other = f.Serial != "" && j.Serial != "" && !sameName(f.Serial, j.Serial)
	c.Provisional = false
	if fault := c.again(f.Same); fault != nil {
		es = append(es, fault)
	}
	reason, fault := domain.Text("override", e.Override, false)
	if fault != nil {
		es = append(es, fault)
	}
	if len(es) > 0 {
		return j, es
	}
	f.At, f.Who = at, who
	j.Finding, j.Cover, j.Verdict = f, c, Assess(c)
	if reason != "" {
		j.Override = &domain.Override{Reason: reason, Who: who}
	}
	return j, nil
}

func (f *Finding) clean(event Event) domain.Errors {
	var es domain.Errors
	for _, x := range []struct {
		field    string
		text     *string
		required bool
	}{{"came", &f.Came, false}, {"condition", &f.Condition, event == Check}, {"accessories", &f.Accessories, false},
		{"fault", &f.Fault, event == Diagnose}, {"cause", &f.Cause, false}, {"serial", &f.Serial, false}} {
		clean, fault := domain.Text(x.field, *x.text, x.required)
		if fault != nil {
			es = append(es, fault)
		}
		*x.text = clean
	}
	if f.Kind != "" && !slices.Contains(Faults(), f.Kind) {
		es = append(es, domain.Wrong("kind", "repair.fault", domain.Args{"value": f.Kind}))
	}
	for _, c := range f.Conditions {
		if !slices.Contains(Conditions(), c.Code) {
			es = append(es, domain.Wrong("conditions", "repair.condition", domain.Args{"value": c.Code}))
		}
	}
	return es
}

// again links the fault to the earlier job that was meant to have mended it;
// its repair warranty covers it.
//
// Errors: repair.same.
func (c *Cover) again(number string) *domain.Error {
	c.Same, c.RepairUntil = "", ""
	if number == "" {
		return nil
	}
	for _, e := range c.Earlier {
		if sameName(e.Job, number) {
			c.Same, c.RepairUntil = e.Job, e.Until
			return nil
		}
	}
	return domain.Wrong("same", "repair.same", domain.Args{"number": number})
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
