package parcel

import (
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/order"
)

// State is where a parcel is.
type State string

// The states of a parcel at the desk.
const (
	Arrived      State = "arrived" // known, not opened
	Opened       State = "opened"  // its checklist is under way
	Inspected    State = "inspected"
	PutAway      State = "put_away"
	Unidentified State = "unidentified"
)

// Inspection is one opening of a parcel. Until it is finished it is a draft
// that is kept with every key; finished it is never changed: a correction is a
// new one that names it.
type Inspection struct {
	No       int       `json:"no"`
	Category string    `json:"category"`
	List     int       `json:"list"` // the checklist's version
	Checks   []Check   `json:"checks"`
	Counts   []Count   `json:"counts"`
	Weight   int       `json:"weight,omitempty"` // grams
	Serial   string    `json:"serial,omitempty"`
	Started  time.Time `json:"started"`
	Finished time.Time `json:"finished,omitzero"`
	Who      string    `json:"who"`
	Corrects int       `json:"corrects,omitempty"`
}

// Parcel is one parcel that came in.
type Parcel struct {
	ID          domain.ID    `json:"id"`
	Version     int64        `json:"version"`
	Number      string       `json:"number"` // R-11874, or U-0061 while nobody knows it
	Code        string       `json:"code"`   // what was scanned
	Tracking    string       `json:"tracking,omitempty"`
	CaseIDs     []domain.ID  `json:"case_ids,omitempty"`
	State       State        `json:"state"`
	Arrived     time.Time    `json:"arrived"`
	Who         string       `json:"who"`
	Note        string       `json:"note,omitempty"`
	Inspections []Inspection `json:"inspections,omitempty"`
}

// Draft is the inspection that is under way, nil when there is none.
func (p Parcel) Draft() *Inspection {
	if n := len(p.Inspections); n > 0 && p.Inspections[n-1].Finished.IsZero() {
		return &p.Inspections[n-1]
	}
	return nil
}

// Last is the newest finished inspection, nil when there is none.
func (p Parcel) Last() *Inspection {
	for i := len(p.Inspections) - 1; i >= 0; i-- {
		if !p.Inspections[i].Finished.IsZero() {
			return &p.Inspections[i]
		}
	}
	return nil
}

// Open begins an inspection by a checklist, of what the cases announced.
//
// Errors: parcel.unidentified, parcel.under_way.
func (p Parcel) Open(list Checklist, said []Count, who string, now time.Time) (Parcel, error) {
	if len(p.CaseIDs) == 0 {
		return p, domain.Refuse("R10", "parcel.unidentified", domain.Args{"parcel": p.Number})
	}
	if p.Draft() != nil {
		return p, domain.Refuse("R10", "parcel.under_way", domain.Args{"parcel": p.Number})
	}
	in := Inspection{No: len(p.Inspections) + 1, Category: list.Category, List: list.Version, Started: now, Who: who, Counts: said}
	if last := p.Last(); last != nil {
		in.Corrects = last.No
	}
	for _, it := range list.Items {
		in.Checks = append(in.Checks, Check{Code: it.Code, Required: it.Required})
	}
	p.Inspections = append(slices.Clone(p.Inspections), in)
	p.State = Opened
	return p, nil
}

// Edit applies what the desk entered to the draft and checks it.
//
// Errors: parcel.no_draft, missing.check, parcel.mark, parcel.quantity,
// parcel.grade, parcel.disposition, missing.line, field.too_long.
func (p Parcel) Edit(e Entry) (Parcel, error) {
	if p.Draft() == nil {
		return p, domain.Refuse("R10", "parcel.no_draft", domain.Args{"parcel": p.Number})
	}
	p.Inspections = slices.Clone(p.Inspections)
	in := &p.Inspections[len(p.Inspections)-1]
	in.Checks, in.Counts = slices.Clone(in.Checks), slices.Clone(in.Counts)
	if e.Check != "" {
		i := slices.IndexFunc(in.Checks, func(c Check) bool { return c.Code == e.Check })
		if i < 0 {
			return p, domain.Missing("check", e.Check)
		}
		if !slices.Contains([]Mark{"", Passed, Failed, NA}, e.Mark) {
			return p, domain.Wrong("mark", "parcel.mark", domain.Args{"value": string(e.Mark)})
		}
		note, fault := domain.Text("note", e.Note, false)
		if fault != nil {
			return p, fault
		}
		in.Checks[i].Mark, in.Checks[i].Note = e.Mark, note
	}
	if e.Weight != nil {
		if *e.Weight < 0 || *e.Weight > 1_000_000 {
			return p, domain.Wrong("weight", "ship.weight", domain.Args{"value": *e.Weight})
		}
		in.Weight = *e.Weight
	}
	if e.Serial != nil {
		serial, fault := domain.Line("serial", *e.Serial, false)
		if fault != nil {
			return p, fault
		}
		in.Serial = serial
	}
	if e.Count == nil {
		return p, nil
	}
	return p, in.count(*e.Count)
}

// Entry is one thing that the desk entered: a check's mark, a count, the
// weight, a serial number.
type Entry struct {
	Check  string     `json:"check,omitempty"`
	Mark   Mark       `json:"mark,omitempty"`
	Note   string     `json:"note,omitempty"`
	Weight *int       `json:"weight,omitempty"`
	Serial *string    `json:"serial,omitempty"`
	Count  *CountedAs `json:"count,omitempty"`
}

// CountedAs is a line's number, grade and way, each only when given.
type CountedAs struct {
	CaseID      domain.ID   `json:"case_id"`
	Line        int         `json:"line"`
	Counted     *int        `json:"counted,omitempty"`
	Grade       Grade       `json:"grade,omitempty"`
	Disposition Disposition `json:"disposition,omitempty"`
	WrongItem   *bool       `json:"wrong_item,omitempty"`
}

func (in *Inspection) count(e CountedAs) error {
	i := slices.IndexFunc(in.Counts, func(c Count) bool { return c.CaseID == e.CaseID && c.Line == e.Line })
	if i < 0 {
		return domain.Missing("line", e.Line)
	}
	c := &in.Counts[i]
	if e.Counted != nil {
		if *e.Counted < 0 || *e.Counted > order.MaxQuantity {
			return domain.Wrong("counted", "parcel.quantity", domain.Args{"value": *e.Counted, "limit": order.MaxQuantity})
		}
		c.Counted = e.Counted
	}
	if e.Grade != "" {
		if !slices.Contains(Grades(), e.Grade) {
			return domain.Wrong("grade", "parcel.grade", domain.Args{"value": string(e.Grade)})
		}
		c.Grade = e.Grade
	}
	if e.Disposition != "" {
		if !slices.Contains(Dispositions(), e.Disposition) {
			return domain.Wrong("disposition", "parcel.disposition", domain.Args{"value": string(e.Disposition)})
		}
		c.Disposition = e.Disposition
	}
	if e.WrongItem != nil {
		c.WrongItem = *e.WrongItem
	}
	return nil
}

// Finish ends the inspection. Every required check has its mark, every line its
// count, and what came has its grade and its way.
//
// Errors: parcel.no_draft, parcel.check_missing, parcel.count_missing,
// parcel.grade_missing, parcel.disposition_missing.
func (p Parcel) Finish(who string, now time.Time) (Parcel, error) {
	if p.Draft() == nil {
		return p, domain.Refuse("R10", "parcel.no_draft", domain.Args{"parcel": p.Number})
	}
	p.Inspections = slices.Clone(p.Inspections)
	in := &p.Inspections[len(p.Inspections)-1]
	for _, c := range in.Checks {
		if c.Required && c.Mark == "" {
			e := domain.Refuse("R10", "parcel.check_missing", domain.Args{"check_key": "check." + c.Code})
			e.Field = "check"
			return p, e
		}
	}
	for _, c := range in.Counts {
		missing := func(field, code string) error {
			e := domain.Refuse("R10", code, domain.Args{"title": c.Title})
			e.Field = field
			return e
		}
		switch {
		case c.Counted == nil:
			return p, missing("counted", "parcel.count_missing")
		case *c.Counted == 0:
			continue
		case c.Grade == "":
			return p, missing("grade", "parcel.grade_missing")
		case c.Disposition == "":
			return p, missing("disposition", "parcel.disposition_missing")
		}
	}
	in.Finished, in.Who = now, who
	p.State = PutAway
	return p, nil
}

// Validate refuses a parcel without a number or a moment of arrival.
//
// Errors: field.required.
func (p Parcel) Validate() error {
	if p.Number == "" || p.State == "" || p.Arrived.IsZero() {
		return domain.Wrong("number", "field.required", nil)
	}
	return nil
}
