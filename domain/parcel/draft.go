package parcel

import (
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/order"
)

// Edit applies what the desk entered to the draft and checks it.
//
// Errors: parcel.no_draft, missing.check, parcel.mark, parcel.quantity,
// parcel.grade, parcel.grade_without_item, parcel.disposition, missing.line,
// ship.weight, field.too_long.
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
	if err := in.weigh(e); err != nil {
		return p, err
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
	Check   string     `json:"check,omitempty"`
	Mark    Mark       `json:"mark,omitempty"`
	Note    string     `json:"note,omitempty"`
	Weight  *int       `json:"weight,omitempty"`  // grams, at the desk's scale
	Carrier *int       `json:"carrier,omitempty"` // grams, at the carrier's
	Serial  *string    `json:"serial,omitempty"`
	Count   *CountedAs `json:"count,omitempty"`
}

// MaxWeight is the heaviest parcel that is believed, in grams.
const MaxWeight = 1_000_000

func (in *Inspection) weigh(e Entry) error {
	for _, w := range []struct {
		field string
		grams *int
		into  *int
	}{{"weight", e.Weight, &in.Weight}, {"carrier", e.Carrier, &in.Carrier}} {
		if w.grams == nil {
			continue
		}
		if *w.grams < 0 || *w.grams > MaxWeight {
			return domain.Wrong(w.field, "ship.weight", domain.Args{"value": *w.grams})
		}
		*w.into = *w.grams
	}
	return nil
}

func (in *Inspection) count(e CountedAs) error {
	i := slices.IndexFunc(in.Counts, func(c Count) bool { return c.CaseID == e.CaseID && c.Line == e.Line })
	if i < 0 {
		return domain.Missing("line", e.Line)
	}
	c := in.Counts[i]
	if e.Counted != nil {
		if *e.Counted < 0 || *e.Counted > order.MaxQuantity {
			return domain.Wrong("counted", "parcel.quantity", domain.Args{"value": *e.Counted, "limit": order.MaxQuantity})
		}
		c.Counted = e.Counted
		if *e.Counted == 0 { // of nothing there is no grade
			c.Grade, c.Disposition, c.WrongItem, c.Misuse = "", "", false, false
		}
		c.Rest = c.Rest && *e.Counted < c.Said
	}
	if err := c.graded(e); err != nil {
		return err
	}
	for flag, into := range map[*bool]*bool{e.Rest: &c.Rest, e.WrongItem: &c.WrongItem, e.Misuse: &c.Misuse} {
		if flag != nil {
			*into = *flag
		}
	}
	for field, w := range map[string]struct{ given, into *string }{"came": {e.Came, &c.Came}, "came_sku": {e.CameSKU, &c.CameSKU}} {
		if w.given == nil {
			continue
		}
		line, fault := domain.Line(field, *w.given, false)
		if fault != nil {
			return fault
		}
		*w.into = line
	}
	in.Counts[i] = c
	return nil
}

// graded takes grade and way of what is there.
func (c *Count) graded(e CountedAs) error {
	if (e.Grade != "" || e.Disposition != "") && c.counted() == 0 {
		return domain.Wrong("grade", "parcel.grade_without_item", domain.Args{"title": c.Title})
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
	return nil
}

// Finish ends the inspection. Every required check has its mark, every line its
// count, and what came has its grade and its way.
//
// Errors: parcel.no_draft, parcel.check_missing, parcel.count_missing,
// parcel.grade_missing, parcel.disposition_missing, parcel.photo_missing.
func (p Parcel) Finish(who string, now time.Time) (Parcel, error) {
	if p.Draft() == nil {
		return p, domain.Refuse("R10", "parcel.no_draft", domain.Args{"parcel": p.Number})
	}
	p.Inspections = slices.Clone(p.Inspections)
	in := &p.Inspections[len(p.Inspections)-1]
	for _, c := range in.Checks {
		if c.Required && c.Mark == "" {
			e := domain.Refuse("R10", "parcel.check_missing", domain.Args{"check_key": c.Key()})
			e.Field = "check"
			return p, e
		}
		if c.Photo && c.Mark == Failed && !p.Shows(c.Code) {
			e := domain.Refuse("R10", "parcel.photo_missing", domain.Args{"check_key": c.Key()})
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
	if slices.ContainsFunc(in.Counts, func(c Count) bool { return c.Disposition == Later && c.counted() > 0 }) {
		p.State = Inspected
	}
	return p, nil
}

// Shows says whether a photo shows a check, or the parcel as a whole.
func (p Parcel) Shows(check string) bool {
	return slices.ContainsFunc(p.Photos, func(f Photo) bool { return f.Check == check || f.Check == "" })
}
