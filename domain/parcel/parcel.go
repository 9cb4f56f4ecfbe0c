package parcel

import (
	"slices"
	"time"

	"aftercare/domain"
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
	Weight   int       `json:"weight,omitempty"`  // grams
	Carrier  int       `json:"carrier,omitempty"` // grams, at the carrier's scale
	Serial   string    `json:"serial,omitempty"`
	Started  time.Time `json:"started"`
	Finished time.Time `json:"finished,omitzero"`
	Who      string    `json:"who"`
	Corrects int       `json:"corrects,omitempty"`
	ClaimID  domain.ID `json:"claim_id,omitempty"` // on the carrier, for what weighed too little
}

// How says in which way a parcel comes back.
type How string

// The ways back.
const (
	SentBack        = ""            // the customer sent it
	Refused     How = "refused"     // the customer did not take it
	Intercepted How = "intercepted" // the carrier turned it around
)

// Photo is a picture of a parcel, and the check that it shows, if any.
type Photo struct {
	domain.File
	Check string `json:"check,omitempty"`
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
	How         How          `json:"how,omitempty"`
	OrderID     domain.ID    `json:"order_id,omitempty"` // the order that it left with, where a refused parcel's label tells
	Photos      []Photo      `json:"photos,omitempty"`
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

// Open begins an inspection by a checklist, of what the cases announced. After a
// finished one it is its correction, and knows what that one has opened.
//
// Errors: parcel.unidentified, parcel.under_way.
func (p Parcel) Open(list Checklist, said []Count, who string, now time.Time) (Parcel, error) {
	if len(p.CaseIDs) == 0 {
		return p, domain.Refuse("R10", "parcel.unidentified", domain.Args{"parcel": p.Number})
	}
	if p.Draft() != nil {
		return p, domain.Refuse("R10", "parcel.under_way", domain.Args{"parcel": p.Number})
	}
	in := Inspection{No: len(p.Inspections) + 1, Category: list.Category, List: list.Version, Started: now, Who: who, Counts: slices.Clone(said)}
	if last := p.Last(); last != nil {
		in.Corrects, in.Weight, in.Carrier, in.Serial, in.ClaimID = last.No, last.Weight, last.Carrier, last.Serial, last.ClaimID
		for i, c := range in.Counts {
			if old := last.line(c.CaseID, c.Line); old != nil {
				in.Counts[i].Jobs, in.Counts[i].ClaimID = old.Repairs(), old.ClaimID
			}
		}
	}
	for _, it := range list.Items {
		in.Checks = append(in.Checks, Check{Item: it})
	}
	p.Inspections = append(slices.Clone(p.Inspections), in)
	p.State = Opened
	return p, nil
}

// Joined adds what another case announced to the draft: goods of two cases came
// in one parcel.
//
// Errors: parcel.no_draft, parcel.joined.
func (p Parcel) Joined(caseID domain.ID, said []Count) (Parcel, error) {
	if p.Draft() == nil {
		return p, domain.Refuse("R10", "parcel.no_draft", domain.Args{"parcel": p.Number})
	}
	if slices.Contains(p.CaseIDs, caseID) {
		return p, domain.Refuse("R10", "parcel.joined", domain.Args{"parcel": p.Number})
	}
	p.CaseIDs = append(slices.Clone(p.CaseIDs), caseID)
	p.Inspections = slices.Clone(p.Inspections)
	in := &p.Inspections[len(p.Inspections)-1]
	in.Counts = append(slices.Clone(in.Counts), said...)
	return p, nil
}

// Pictured adds a photo; the same picture stands once.
//
// Errors: file.not_a_photo, parcel.photos.
func (p Parcel) Pictured(f Photo) (Parcel, error) {
	if e := f.WantPhoto("photo"); e != nil {
		return p, e
	}
	if len(p.Photos) >= MaxPhotos {
		return p, domain.Refuse("R10", "parcel.photos", domain.Args{"limit": MaxPhotos})
	}
	if !slices.ContainsFunc(p.Photos, func(old Photo) bool { return old.Hash == f.Hash }) {
		p.Photos = append(slices.Clone(p.Photos), f)
	}
	return p, nil
}

// MaxPhotos is how many photos one parcel may have.
const MaxPhotos = 60

// Unpictured takes a photo away from a parcel whose inspection is not finished.
//
// Errors: parcel.finished, file.missing.
func (p Parcel) Unpictured(hash string) (Parcel, error) {
	if p.Draft() == nil && p.Last() != nil {
		return p, domain.Refuse("R10", "parcel.finished", domain.Args{"parcel": p.Number})
	}
	i := slices.IndexFunc(p.Photos, func(f Photo) bool { return f.Hash == hash })
	if i < 0 {
		return p, domain.Wrong("photo", "file.missing", nil)
	}
	p.Photos = slices.Delete(slices.Clone(p.Photos), i, i+1)
	return p, nil
}

// CameBack says in which way the parcel came back.
//
// Errors: parcel.how.
func (p Parcel) CameBack(how How) (Parcel, error) {
	if how != SentBack && how != Refused && how != Intercepted {
		return p, domain.Wrong("how", "parcel.how", domain.Args{"value": string(how)})
	}
	p.How = how
	return p, nil
}

func (in Inspection) line(caseID domain.ID, no int) *Count {
	for i, c := range in.Counts {
		if c.CaseID == caseID && c.Line == no {
			return &in.Counts[i]
		}
	}
	return nil
}

// Validate refuses a parcel without a number or a moment of arrival.
//
// Errors: field.required, file.hash.
func (p Parcel) Validate() error {
	if p.Number == "" || p.State == "" || p.Arrived.IsZero() {
		return domain.Wrong("number", "field.required", nil)
	}
	for _, f := range p.Photos {
		if e := f.Validate(); e != nil {
			return e
		}
	}
	return nil
}
