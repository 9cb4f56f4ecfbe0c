package order

import (
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
)

// Kind is what an Internal Note records.
type Kind string

// The kinds of Internal Notes (R4).
const (
	Remark         Kind = "note"
	Correction     Kind = "correction"
	DelayAgreement Kind = "agreement"
	PlatformNote   Kind = "platform" // the seller's memo, as an import brought it
	ByItself       Kind = "system"   // written by the desk: a replacement, a case
)

// Note is a dated entry that only the shop sees. Notes are never changed or
// taken away; a correction is a new one that names the note it corrects (R4).
type Note struct {
	No        int        `json:"no"` // its place on the order, from 1
	At        time.Time  `json:"at"`
	Who       string     `json:"who"`
	Kind      Kind       `json:"kind"`
	Text      string     `json:"text"`
	Corrects  int        `json:"corrects,omitempty"`
	Reason    string     `json:"reason,omitempty"`
	Agreement *Agreement `json:"agreement,omitempty"`
	Proposal  *Proposal  `json:"proposal,omitempty"`
	Of        int        `json:"of,omitempty"` // the note that it answers, or is about
}

// Agreement is a later ship date that the customer agreed to (R4).
type Agreement struct {
	Date     calendar.Date `json:"date"`  // the expected ship date
	Terms    string        `json:"terms"` // what was agreed, in words
	By       string        `json:"by"`    // the customer, as they are called
	How      string        `json:"how"`   // whatsapp, wechat, phone, email, platform_chat, in_person
	When     time.Time     `json:"when"`  // when the customer agreed
	Reason   string        `json:"reason"`
	Evidence string        `json:"evidence,omitempty"`
	Before   calendar.Date `json:"before"` // the date in force until then
	// Entered says when and by whom the date was entered on the platform: what a
	// later note of the order records.
	Entered   time.Time `json:"entered,omitzero"`
	EnteredBy string    `json:"entered_by,omitempty"`
}

// farMonths is the number of months within which an agreed ship date must lie.
const farMonths = 24

// Ways are the channels by which a customer can agree.
func Ways() []string {
	return []string{"whatsapp", "wechat", "phone", "email", "platform_chat", "in_person"}
}

// Agreement is the one in force: the last that no correction voids.
func (o Order) Agreement() (Agreement, bool) {
	n, ok := o.agreed()
	if !ok {
		return Agreement{}, false
	}
	return *n.Agreement, true
}

// agreed is the note of the agreement in force, with when it was entered.
func (o Order) agreed() (Note, bool) {
	for _, n := range slices.Backward(o.Notes) {
		if n.Kind == DelayAgreement && n.Agreement != nil && !o.Voided(n.No) {
			a := o.enteredIn(n)
			n.Agreement = &a
			return n, true
		}
	}
	return Note{}, false
}

// enteredIn is a note's agreement with when and by whom it was entered on the
// platform.
func (o Order) enteredIn(n Note) Agreement {
	a := *n.Agreement
	for _, e := range o.Notes {
		if e.Kind == DateEntered && e.Of == n.No && !o.Voided(e.No) {
			a.Entered, a.EnteredBy = e.At, e.Who
		}
	}
	return a
}

// Voided says whether a later correction names the note.
func (o Order) Voided(no int) bool {
	return slices.ContainsFunc(o.Notes, func(n Note) bool { return n.Kind == Correction && n.Corrects == no })
}

func (o Order) with(n Note) Order {
	n.No = 1
	if len(o.Notes) > 0 {
		n.No = o.Notes[len(o.Notes)-1].No + 1
	}
	o.Notes = append(slices.Clone(o.Notes), n)
	return o
}

// Remarked adds an Internal Note (R4).
//
// Errors: field.required, field.too_long.
func (o Order) Remarked(text, who string, now time.Time) (Order, error) {
	text, e := domain.Text("text", text, true)
	if e != nil {
		return o, e
	}
	return o.with(Note{At: now, Who: who, Kind: Remark, Text: text}), nil
}

// Told adds a note that the desk writes by itself. The text is a key of the
// catalogue with its values, or plain words from a file.
func (o Order) Told(kind Kind, text, who string, now time.Time) Order {
	return o.with(Note{At: now, Who: who, Kind: kind, Text: text})
}

// Corrected adds a correction of another note (R4). Correcting a delay
// agreement voids it: the date before it is in force again, and both stay.
//
// Errors: missing.note, note.not_ours, note.corrected_already, field.required.
func (o Order) Corrected(no int, text, reason, who string, now time.Time, t Terms) (Order, error) {
	i := slices.IndexFunc(o.Notes, func(n Note) bool { return n.No == no })
	if i < 0 {
		return o, domain.Missing("note", no)
	}
	if o.Notes[i].Kind == PlatformNote {
		return o, domain.Refuse("R4", "note.not_ours", nil)
	}
	if o.Voided(no) {
		return o, domain.Refuse("R4", "note.corrected_already", domain.Args{"note": no})
	}
	text, e := domain.Text("text", text, o.Notes[i].Kind != DelayAgreement)
	if e != nil {
		return o, e
	}
	reason, e = domain.Text("reason", reason, true)
	if e != nil {
		return o, e
	}
	return o.with(Note{At: now, Who: who, Kind: Correction, Text: text, Corrects: no, Reason: reason}).WithShipBy(t), nil
}

// Delayed records that the customer agreed to a later ship date (R4).
//
// Errors, all of R4: agreement.no_consent (hard), agreement.shipped,
// agreement.cancelled, agreement.no_date, agreement.before_today,
// agreement.not_later, agreement.too_far, agreement.in_future, agreement.before_order; and
// field.required for the terms, the reason and the date.
func (o Order) Delayed(a Agreement, who string, now time.Time, t Terms) (Order, error) {
	if err := o.mayDelay(); err != nil {
		return o, err
	}
	a, err := a.checked(o, now, t.Zone)
	if err != nil {
		return o, err
	}
	a.Before, a.Entered, a.EnteredBy = o.Force.Due.Day, time.Time{}, ""
	n := Note{At: now, Who: who, Kind: DelayAgreement, Agreement: &a}
	if offer, ok := o.Proposal(); ok && offer.Answer != DelayDeclined && offer.Answer != DelayAgreement {
		n.Of = offer.No
	}
	return o.with(n).WithShipBy(t), nil
}

// checked reports every field at fault at once, so that a form can mark them
// all.
func (a Agreement) checked(o Order, now time.Time, zone *time.Location) (Agreement, error) {
	var es domain.Errors
	add := func(e *domain.Error) {
		if e != nil {
			es = append(es, e)
		}
	}
	refuse := func(field, code string, args domain.Args) {
		e := domain.Refuse("R4", code, args)
		e.Field, e.Hard = field, code == "agreement.no_consent"
		es = append(es, e)
	}
	es = append(es, checkDate(a.Date, o, now, zone)...)
	var e *domain.Error
	a.Terms, e = domain.Text("terms", a.Terms, true)
	add(e)
	a.By, e = domain.Line("by", a.By, false)
	add(e)
	if a.By == "" {
		refuse("by", "agreement.no_consent", nil)
	}
	if !slices.Contains(Ways(), a.How) {
		refuse("how", "agreement.no_consent", nil)
	}
	switch {
	case a.When.IsZero():
		refuse("when", "agreement.no_consent", nil)
	case a.When.After(now):
		refuse("when", "agreement.in_future", nil)
	case calendar.DateOf(a.When, zone) < calendar.DateOf(o.Placed, zone):
		refuse("when", "agreement.before_order", domain.Args{"placed": calendar.DateOf(o.Placed, zone)})
	}
	a.Reason, e = domain.Text("reason", a.Reason, true)
	add(e)
	a.Evidence, e = domain.Text("evidence", a.Evidence, false)
	add(e)
	return a, es.OrNil()
}
