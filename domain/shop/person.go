package shop

import (
	"slices"
	"strings"
	"time"

	"aftercare/domain"
)

// Role is what a person does in the shop; it decides what they may do in the
// program.
type Role string

// The roles.
const (
	Owner   Role = "owner"   // all
	Service Role = "service" // orders, cases, customers, messages, goodwill proposed
	Counter Role = "desk"    // intake, repairs, pack and ship, stock
	Books   Role = "books"   // verify, pay, receipts, reports; reads the rest
)

// Roles lists them in the order in which they are offered.
func Roles() []Role { return []Role{Owner, Service, Counter, Books} }

// Person is somebody who works here. A shop without people is one person's:
// nobody is asked who they are.
type Person struct {
	ID       domain.ID `json:"id"`
	Version  int64     `json:"version"`
	Name     string    `json:"name"`
	Role     Role      `json:"role"`
	Archived bool      `json:"archived,omitempty"` // no longer works here; the log keeps the name
	// PIN is what a PIN is compared with, as the program's lock seals it; never
	// the PIN. "" is a person who needs none.
	PIN string `json:"pin,omitempty"`
	// Wrong counts the wrong PINs since the last right one, and Last is when the
	// newest was tried. Both are kept before a PIN is compared.
	Wrong int       `json:"wrong,omitempty"`
	Last  time.Time `json:"last,omitzero"`
}

// Checked is the person with the name as domain.Line keeps it.
//
// Errors: field.required, field.too_long, shop.choice, person.owner_pin when
// an owner has no PIN: anybody could then give themselves any right.
func (p Person) Checked() (Person, error) {
	var es domain.Errors
	name, e := domain.Line("name", p.Name, true)
	if e != nil {
		es = append(es, e)
	}
	p.Name = name
	if !slices.Contains(Roles(), p.Role) {
		es = append(es, domain.Wrong("role", "shop.choice", domain.Args{"value": string(p.Role)}))
	}
	if p.Role == Owner && p.PIN == "" && !p.Archived {
		es = append(es, domain.Wrong("new_pin", "person.owner_pin", nil))
	}
	return p, es.OrNil()
}

// Validate is Checked at the storage gate. Errors: those of Checked.
func (p Person) Validate() error {
	_, err := p.Checked()
	return err
}

// Fits refuses a person beside whom the others could not stand: a name that
// somebody has, and a change that leaves the shop without an owner.
//
// Errors: person.name, person.first_owner, person.last_owner.
func (p Person) Fits(others []Person) error {
	owners := 0
	for _, o := range others {
		if o.ID == p.ID {
			continue
		}
		if !o.Archived && !p.Archived && strings.EqualFold(o.Name, p.Name) {
			return domain.Wrong("name", "person.name", domain.Args{"name": o.Name})
		}
		if o.Role == Owner && !o.Archived {
			owners++
		}
	}
	if owners > 0 || p.Role == Owner && !p.Archived {
		return nil
	}
	if len(others) == 0 {
		return domain.Wrong("role", "person.first_owner", nil)
	}
	return domain.Refuse("", "person.last_owner", nil)
}

// Here are the people who work here now.
func Here(all []Person) []Person {
	return slices.DeleteFunc(slices.Clone(all), func(p Person) bool { return p.Archived })
}
