package storage

import (
	"aftercare/domain"
	"aftercare/domain/shop"
)

// People are all who work or worked here, by id.
func (t *Tx) People() ([]shop.Person, error) {
	return list[shop.Person](t, "person", `SELECT body FROM people ORDER BY id`)
}

// Person is one of them.
//
// Errors: missing.person.
func (t *Tx) Person(id domain.ID) (shop.Person, error) {
	return find[shop.Person](t, "person", id, `SELECT body FROM people WHERE id = $1`, id)
}

// PutPerson keeps a person.
//
// Errors: those of Validate, store.conflict.
func (t *Tx) PutPerson(p *shop.Person) error {
	return t.keep(record{entity: "person", table: "people", value: p, id: &p.ID, version: &p.Version})
}
