package desk

import (
	"context"
	"strings"

	"aftercare/domain"
	"aftercare/domain/shop"
)

// Seals turn a PIN into what may be stored, and compare. Both are slow on
// purpose and run outside of any Update.
type Seals interface {
	Seal(pin string) (sealed string, err error)
	Opens(sealed, pin string) (bool, error)
}

// PersonRow is a person as the others see them: without what a PIN is compared
// with.
type PersonRow struct {
	ID       domain.ID `json:"id"`
	Version  int64     `json:"version"`
	Name     string    `json:"name"`
	Role     shop.Role `json:"role"`
	Locked   bool      `json:"locked"` // a PIN is asked for
	Archived bool      `json:"archived,omitempty"`
}

func rowOf(p shop.Person) PersonRow {
	return PersonRow{ID: p.ID, Version: p.Version, Name: p.Name, Role: p.Role, Locked: p.PIN != "", Archived: p.Archived}
}

func rowsOf(all []shop.Person) []PersonRow {
	out := make([]PersonRow, len(all))
	for i, p := range all {
		out[i] = rowOf(p)
	}
	return out
}

// People lists who works or worked here, for anybody: a locked window asks who
// one is.
func (d *Desk) People(ctx context.Context) ([]PersonRow, error) {
	var out []PersonRow
	err := d.Store.View(ctx, func(tx Tx) error {
		all, err := tx.People()
		out = rowsOf(all)
		return err
	})
	return out, err
}

// PersonChange is a person as an owner adds or changes them; ID 0 adds one.
type PersonChange struct {
	ID       domain.ID `json:"id"`
	Version  int64     `json:"version"`
	Name     string    `json:"name"`
	Role     shop.Role `json:"role"`
	Archived bool      `json:"archived"`
	NewPIN   string    `json:"new_pin"` // "" leaves the PIN as it is
	NoPIN    bool      `json:"no_pin"`  // takes the PIN away
}

// idleAtFirst is after how many minutes the window of a shop locks that has
// just got its first person.
const idleAtFirst = 10

// SavePerson adds or changes a person. From the first one on, who works is
// asked for.
//
// Errors: person.pin, those of shop.Person.Checked and Fits, missing.person,
// store.conflict.
func (d *Desk) SavePerson(ctx context.Context, r PersonChange) (PersonRow, error) {
	var out PersonRow
	p := shop.Person{ID: r.ID, Name: r.Name, Role: r.Role}
	var es domain.Errors
	if e := faultOfPIN(r); e != nil {
		es = append(es, e)
	}
	sealed := r.NewPIN // one that is refused is not a missing one, and is never stored
	if r.NewPIN != "" && len(es) == 0 {
		var err error
		if sealed, err = d.Seals.Seal(r.NewPIN); err != nil {
			return out, err
		}
	}
	return out, d.update(ctx, func(tx Tx, s setting) error {
		all, err := tx.People()
		if err != nil {
			return err
		}
		if r.ID != 0 {
			if p, err = tx.Person(r.ID); err != nil {
				return err
			}
		}
		p.Version, p.Name, p.Role, p.Archived = r.Version, r.Name, r.Role, r.Archived
		if r.NoPIN || r.NewPIN != "" {
			p = p.Right()
			p.PIN = sealed
		}
		p, err = p.Checked()
		if err = joined(es, err); err != nil {
			return err
		}
		if err := p.Fits(all); err != nil {
			return err
		}
		if err := tx.PutPerson(&p); err != nil {
			return err
		}
		if len(all) == 0 {
			s.shop.Idle = idleAtFirst
			if err := tx.PutShop(&s.shop); err != nil {
				return err
			}
		}
		out = rowOf(p)
		return s.record(tx, "person.save", "person", p.ID, domain.Args{"role": string(p.Role), "archived": p.Archived, "pin": r.NewPIN != "" || r.NoPIN})
	})
}

func faultOfPIN(r PersonChange) *domain.Error {
	if r.NewPIN == "" {
		return nil
	}
	return shop.CheckPIN("new_pin", r.NewPIN)
}

// joined adds the faults inside an error to others.
func joined(es domain.Errors, err error) error {
	if more, ok := err.(domain.Errors); ok {
		return append(es, more...)
	}
	if err != nil {
		return err
	}
	return es.OrNil()
}

// SignIn is somebody who says who they are.
type SignIn struct {
	Person domain.ID `json:"person"`
	PIN    string    `json:"pin"`
}

// SignIn lets a person in. A wrong PIN is counted in the store before it is
// compared, and from the third on the next one waits: longer each time, and
// through a restart.
//
// Errors: missing.person, person.wrong_pin, person.wait.
func (d *Desk) SignIn(ctx context.Context, r SignIn) (PersonRow, error) {
	var p shop.Person
	err := d.Store.Update(ctx, func(tx Tx) error {
		s, err := d.setting(tx)
		if err != nil {
			return err
		}
		if p, err = tx.Person(r.Person); err == nil && p.Archived {
			err = domain.Missing("person", p.Name)
		}
		if err != nil || p.PIN == "" {
			return err
		}
		if p, err = p.Tries(s.now); err != nil {
			return err
		}
		return tx.PutPerson(&p)
	})
	if err != nil {
		return PersonRow{}, err
	}
	right := p.PIN == ""
	if !right {
		if right, err = d.Seals.Opens(p.PIN, r.PIN); err != nil {
			return PersonRow{}, err
		}
	}
	err = d.Store.Update(ctx, func(tx Tx) error {
		s, err := d.setting(tx)
		if err != nil {
			return err
		}
		s.person = p // who knocks, let in or not
		if !right {
			return s.record(tx, "person.wrong", "person", p.ID, domain.Args{"count": p.Wrong})
		}
		if p.Wrong > 0 {
			if p, err = tx.Person(p.ID); err != nil {
				return err
			}
			p = p.Right()
			if err := tx.PutPerson(&p); err != nil {
				return err
			}
		}
		return s.record(tx, "person.enter", "person", p.ID, nil)
	})
	if err == nil && !right {
		err = wrongPIN(p, d)
	}
	return rowOf(p), err
}

// wrongPIN says how long the next one waits, if it does.
func wrongPIN(p shop.Person, d *Desk) error {
	if until := p.Wait(d.Now()); until.After(d.Now()) {
		return p.Waits(until)
	}
	return &domain.Error{Kind: domain.Forbidden, Code: "person.wrong_pin", Field: "pin"}
}

// OwnPIN is a person who changes their own PIN.
type OwnPIN struct {
	PIN    string `json:"pin"` // the one of now
	NewPIN string `json:"new_pin"`
}

// ChangePIN changes the PIN of the one who works.
//
// Errors: those of SignIn, person.pin, person.unknown.
func (d *Desk) ChangePIN(ctx context.Context, r OwnPIN) (PersonRow, error) {
	if e := shop.CheckPIN("new_pin", r.NewPIN); e != nil {
		return PersonRow{}, e
	}
	if _, err := d.SignIn(ctx, SignIn{Person: d.worker(ctx), PIN: r.PIN}); err != nil {
		return PersonRow{}, err
	}
	sealed, err := d.Seals.Seal(r.NewPIN)
	if err != nil {
		return PersonRow{}, err
	}
	var out PersonRow
	return out, d.update(ctx, func(tx Tx, s setting) error {
		p, err := tx.Person(s.person.ID)
		if err != nil {
			return err
		}
		p.PIN = sealed
		out = rowOf(p)
		if err := tx.PutPerson(&p); err != nil {
			return err
		}
		return s.record(tx, "person.pin", "person", p.ID, nil)
	})
}

// ResetPIN gives a person a new PIN without the old one: the way out for an
// owner who forgot it. It is for whoever holds the store's file.
//
// Errors: person.pin, missing.person.
func (d *Desk) ResetPIN(ctx context.Context, name, pin string) (PersonRow, error) {
	if e := shop.CheckPIN("pin", pin); e != nil {
		return PersonRow{}, e
	}
	sealed, err := d.Seals.Seal(pin)
	if err != nil {
		return PersonRow{}, err
	}
	var out PersonRow
	return out, d.update(As(ctx, Itself), func(tx Tx, s setting) error {
		for _, p := range s.people {
			if !strings.EqualFold(p.Name, strings.TrimSpace(name)) {
				continue
			}
			p = p.Right()
			p.PIN = sealed
			if err := tx.PutPerson(&p); err != nil {
				return err
			}
			out = rowOf(p)
			return s.record(tx, "person.reset", "person", p.ID, nil)
		}
		return domain.Missing("person", name)
	})
}

// By is the same desk with a person at it: what is called without one in its
// context is theirs.
func (d *Desk) By(person domain.ID) *Desk {
	return &Desk{Parts: d.Parts, by: person}
}

// as says who works where the context does not.
func (d *Desk) as(ctx context.Context) context.Context {
	if worker(ctx) == 0 && d.by != 0 {
		return As(ctx, d.by)
	}
	return ctx
}

func (d *Desk) worker(ctx context.Context) domain.ID { return worker(d.as(ctx)) }

func peopleVerbs() []Verb {
	return []Verb{
		verbOf("person.list", func(d *Desk, ctx context.Context, _ nothing) ([]PersonRow, error) { return d.People(ctx) }),
		savingVerb("person.save", func(d *Desk, ctx context.Context, r PersonChange) (PersonChange, error) {
			all, err := d.People(ctx)
			for _, p := range all {
				if p.ID == r.ID {
					return PersonChange{ID: p.ID, Version: p.Version, Name: p.Name, Role: p.Role, Archived: p.Archived}, err
				}
			}
			return r, err
		}, (*Desk).SavePerson),
		verbOf("person.enter", (*Desk).SignIn),
		verbOf("person.pin", (*Desk).ChangePIN),
	}
}
