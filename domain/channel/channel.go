// Package channel holds the places where the shop sells and the policy of each:
// every number that a platform sets differently (R1).
//
// The numbers are data. Four presets ship in assets/presets; an owner copies
// and edits them. Each save makes a new version, and a case keeps the version
// it was opened under.
package channel

import (
	"reflect"
	"slices"
	"strings"

	"aftercare/domain"
	"aftercare/domain/calendar"
)

// Channel is one place where the shop sells.
type Channel struct {
	ID       domain.ID `json:"id"`
	Version  int64     `json:"version"`
	Name     string    `json:"name"`
	Preset   string    `json:"preset"` // own, yoho, taobao, whatnot: where its policy came from
	Policy   Policy    `json:"policy"`
	Service  Contact   `json:"service"`
	Archived bool      `json:"archived,omitempty"`
}

// Contact is how a customer reaches the shop on a channel. One that is a
// person's own is refused (R3).
type Contact struct {
	Kind     string `json:"kind"` // phone, email, chat
	Value    string `json:"value"`
	Hours    string `json:"hours,omitempty"`
	Personal bool   `json:"personal,omitempty"`
}

// Start is the moment from which a Day to Ship counts.
type Start string

// The moments from which a Day to Ship counts.
const (
	FromPaid   Start = "paid"
	FromPlaced Start = "placed"
)

// Payer is who pays a refund out.
type Payer string

// The payers of refunds.
const (
	PaidByShop     Payer = "shop"
	PaidByPlatform Payer = "platform"
)

// Window is how long a customer may claim.
type Window struct {
	Hours int  `json:"hours"` // 0: no window
	Civil bool `json:"civil"` // whole days instead of hours (R5)
	Ask   bool `json:"ask"`   // none stated: the owner is asked, never refused
	// Midnight says that it counts from 00:00 of the day after sign-off.
	Midnight bool `json:"midnight"`
}

// Policy is every number that a platform sets differently.
type Policy struct {
	Version int `json:"version"` // 1, 2, 3 ... within its channel

	ShipFrom  Start          `json:"ship_from"`
	DayToShip calendar.Term  `json:"day_to_ship"`
	CutOff    calendar.Clock `json:"cut_off"`
	Transit   calendar.Term  `json:"transit"`
	ShipWhole bool           `json:"ship_whole"` // the latest line counts, not the earliest
	Region    string         `json:"region"`     // whose holidays count: hk, cn

	Consent    bool   `json:"consent"` // before any refund is filed
	Notice     bool   `json:"notice"`  // to the platform, before it is filed
	PaidBy     Payer  `json:"paid_by"`
	Arbiter    bool   `json:"arbiter"`
	SeesNotes  bool   `json:"sees_notes"` // agreed dates are entered on the platform too
	NoReason   Window `json:"no_reason"`
	Quality    Window `json:"quality"`
	CancelLate bool   `json:"cancel_late"` // cancelled at once when past its date and the customer asks

	Enquiry     calendar.Term `json:"enquiry"`
	Acknowledge calendar.Term `json:"acknowledge"`
	Propose     calendar.Term `json:"propose"`
	Problem     calendar.Term `json:"problem"`
	SendBack    calendar.Term `json:"send_back"` // of approval
	Intake      calendar.Term `json:"intake"`    // of arrival
	File        calendar.Term `json:"file"`      // of intake

	// Ours names the fields whose figure no platform publishes.
	Ours []string `json:"ours"`
}

// Check refuses a policy that contradicts itself, field by field.
//
// Errors: term.amount, term.unit, term.zero, time.not_a_time, policy.choice,
// policy.window.
func (p Policy) Check() error {
	var es domain.Errors
	add := func(e *domain.Error) {
		if e != nil {
			es = append(es, e)
		}
	}
	for _, t := range []struct {
		field string
		term  calendar.Term
		some  bool
	}{
		{"day_to_ship", p.DayToShip, true}, {"transit", p.Transit, false}, {"enquiry", p.Enquiry, true}, {"acknowledge", p.Acknowledge, true},
		{"propose", p.Propose, true}, {"problem", p.Problem, true}, {"send_back", p.SendBack, true}, {"intake", p.Intake, true}, {"file", p.File, true},
	} {
		e := t.term.Check(t.field)
		if e == nil && t.some && t.term.Amount == 0 {
			e = domain.Wrong(t.field, "term.zero", nil)
		}
		add(e)
	}
	add(p.CutOff.Check("cut_off"))
	if p.ShipFrom != FromPaid && p.ShipFrom != FromPlaced {
		add(domain.Wrong("ship_from", "policy.choice", domain.Args{"value": string(p.ShipFrom)}))
	}
	if p.PaidBy != PaidByShop && p.PaidBy != PaidByPlatform {
		add(domain.Wrong("paid_by", "policy.choice", domain.Args{"value": string(p.PaidBy)}))
	}
	for field, w := range map[string]Window{"no_reason": p.NoReason, "quality": p.Quality} {
		if w.Hours < 0 || w.Hours > 24*3650 || w.Civil && w.Hours%24 != 0 {
			add(domain.Wrong(field, "policy.window", domain.Args{"value": w.Hours}))
		}
	}
	return es.OrNil()
}

// Check refuses a channel without a name, with a personal contact, or with a
// policy that contradicts itself.
//
// Errors: field.required, contact.personal, and those of Policy.Check.
func (c Channel) Check() error {
	var es domain.Errors
	_, e := c.Folded()
	es = append(es, e...)
	if c.Service.Personal && strings.TrimSpace(c.Service.Value) != "" {
		e := domain.Refuse("R3", "contact.personal", nil)
		e.Field = "service"
		es = append(es, e)
	}
	if err := c.Policy.Check(); err != nil {
		if more, ok := err.(domain.Errors); ok {
			es = append(es, more...)
		}
	}
	return es.OrNil()
}

// Folded is the channel with its fields of one line as domain.Line keeps them.
//
// Errors: field.required, field.too_long, field.not_text.
func (c Channel) Folded() (Channel, domain.Errors) {
	var es domain.Errors
	for _, l := range []struct {
		field string
		value *string
	}{{"name", &c.Name}, {"service", &c.Service.Value}, {"hours", &c.Service.Hours}} {
		line, e := domain.Line(l.field, *l.value, l.field == "name")
		if e != nil {
			es = append(es, e)
		}
		*l.value = line
	}
	return c, es
}

// Validate is Check at the storage gate.
func (c Channel) Validate() error { return c.Check() }

// Same says whether two policies set the same figures, whatever their version.
func (p Policy) Same(q Policy) bool {
	ours := slices.Equal(p.Ours, q.Ours)
	p.Ours, q.Ours, p.Version, q.Version = nil, nil, 0, 0
	return ours && reflect.DeepEqual(p, q)
}
