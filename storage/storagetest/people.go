package storagetest

import (
	"reflect"
	"strings"
	"testing"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/shop"
)

func people(t *testing.T, where string) {
	db := Open(t, where)
	missing(t, db, "person", func(tx desk.Tx) error { _, err := tx.Person(1); return err })
	owner := shop.Person{Name: "美", Role: shop.Owner, PIN: "$argon2id$", Wrong: 2, Last: Clock()().UTC()}
	hand := shop.Person{Name: "Ho", Role: shop.Counter}
	do(t, db, func(tx desk.Tx) error { return tx.PutPerson(&owner) })
	do(t, db, func(tx desk.Tx) error { return tx.PutPerson(&hand) })
	stale := hand
	hand.Archived = true
	do(t, db, func(tx desk.Tx) error { return tx.PutPerson(&hand) })
	failing(t, db, "a stale person", "store.conflict", func(tx desk.Tx) error { return tx.PutPerson(&stale) })
	nobody := shop.Person{Role: shop.Books}
	failing(t, db, "a person without a name", "field.required", func(tx desk.Tx) error { return tx.PutPerson(&nobody) })
	look(t, db, func(tx desk.Tx) error {
		got, err := tx.People()
		if want := []shop.Person{owner, hand}; !reflect.DeepEqual(got, want) {
			t.Errorf("People: got %+v, want %+v", got, want)
		}
		return err
	})
}

func drafts(t *testing.T, where string) {
	db := Open(t, where)
	at := Clock()().UTC()
	first := desk.Draft{Place: "orders/1", Title: "Ship", Page: "orders", ID: 1, At: at, Words: []desk.Typed{{Name: "text", Text: "半"}}}
	second := desk.Draft{Place: "cases/1", At: at.Add(1e9)}
	do(t, db, func(tx desk.Tx) error { return tx.PutDraft(0, first) })
	do(t, db, func(tx desk.Tx) error { return tx.PutDraft(0, second) })
	do(t, db, func(tx desk.Tx) error { return tx.PutDraft(7, first) })
	first.Words[0].Text = "半份"
	do(t, db, func(tx desk.Tx) error { return tx.PutDraft(0, first) })
	failing(t, db, "a form without a place", "field.required", func(tx desk.Tx) error { return tx.PutDraft(0, desk.Draft{}) })
	long := desk.Draft{Place: "a", Words: []desk.Typed{{Text: strings.Repeat("a", desk.MaxDraft)}}}
	failing(t, db, "a form without an end", "field.too_long", func(tx desk.Tx) error { return tx.PutDraft(0, long) })
	want := func(person domain.ID, want ...desk.Draft) {
		t.Helper()
		look(t, db, func(tx desk.Tx) error {
			got, err := tx.Drafts(person)
			if !reflect.DeepEqual(got, want) {
				t.Errorf("Drafts of %d: got %+v, want %+v", person, got, want)
			}
			return err
		})
	}
	want(0, second, first)
	do(t, db, func(tx desk.Tx) error { return tx.DropDraft(0, second.Place) })
	do(t, db, func(tx desk.Tx) error { return tx.DropDraft(0, "was never there") })
	want(0, first)
}
