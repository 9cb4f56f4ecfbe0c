// Package channel holds the places where the shop sells and the policy of each:
// every number that a platform sets differently (R1).
//
// The numbers are data. Four presets ship in assets/presets; an owner copies
// and edits them. Each save makes a new version, and a case keeps the version
// it was opened under.
package channel

import (
	"strings"

	"aftercare/domain"
)

// Channel is one place where the shop sells.
type Channel struct {
	ID       domain.ID `json:"id"`
	Version  int64     `json:"version"`
	Name     string    `json:"name"`
	Preset   string    `json:"preset"` // own, yoho, taobao, whatnot: where its policy came from
	Policy   Policy    `json:"policy"`
	Service  Contact   `json:"service"`
	Manager  Manager   `json:"manager,omitzero"` // to whom the platform's notices go
	Archived bool      `json:"archived,omitempty"`
}

// Manager is the platform's own person for the shop: who gets its notices (R7).
type Manager struct {
	Name  string `json:"name,omitempty"`
	Email string `json:"email,omitempty"`
	Phone string `json:"phone,omitempty"`
}

// Contact is how a customer reaches the shop on a channel. One that is a
// person's own is refused (R3).
type Contact struct {
	Kind     string `json:"kind"` // one of ContactKinds; "": the value says it itself
	Value    string `json:"value"`
	Hours    string `json:"hours,omitempty"`
	Personal bool   `json:"personal,omitempty"`
}

// ContactKinds lists the ways in which a customer reaches the shop on a channel.
func ContactKinds() []string { return []string{"phone", "email", "chat"} }

// Check refuses a channel without a name, with a personal contact or one of an
// unknown kind, or with a policy that contradicts itself.
//
// Errors: field.required, contact.personal, policy.choice, and those of
// Policy.Check.
func (c Channel) Check() error {
	var es domain.Errors
	_, e := c.Folded()
	es = append(es, e...)
	if k := c.Service.Kind; k != "" && !contains(ContactKinds(), k) {
		es = append(es, domain.Wrong("service_kind", "policy.choice", domain.Args{"value": k}))
	}
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
	}{{"name", &c.Name}, {"service", &c.Service.Value}, {"hours", &c.Service.Hours},
		{"manager", &c.Manager.Name}, {"manager_email", &c.Manager.Email}, {"manager_phone", &c.Manager.Phone}} {
		line, e := domain.Line(l.field, *l.value, l.field == "name")
		if e != nil {
			es = append(es, e)
		}
		*l.value = line
	}
	return c, es
}

// Copied is a new channel of that name with all the figures of c, as version 1
// of its policy.
func (c Channel) Copied(name string) Channel {
	c.ID, c.Version, c.Archived, c.Name = 0, 0, false, name
	c.Policy.Version = 1
	return c
}

// Validate is Check at the storage gate. It is content with a policy of an
// earlier program, which knew fewer contradictions. Errors: those of Check, without
// Policy.Check's own.
func (c Channel) Validate() error {
	if _, es := c.Folded(); len(es) > 0 {
		return es
	}
	return c.Policy.Validate()
}
