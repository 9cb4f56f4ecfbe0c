package storagetest

import (
	"context"
	"errors"
	"testing"

	"aftercare/domain"
	"aftercare/storage"
)

func versions(t *testing.T, where string) {
	db := Open(t, where)
	probe(t, db)
	put := func(version int64, name string) (got int64, err error) {
		err = db.Update(context.Background(), func(tx *storage.Tx) error {
			got, err = tx.PutVersioned(storage.Versioned{Table: "probe", ID: 5, Version: version, Columns: []string{"name"}, Values: []any{name}})
			return err
		})
		return got, err
	}
	for i, name := range []string{"a", "b", "c"} {
		if got, err := put(int64(i), name); err != nil || got != int64(i+1) {
			t.Fatalf("put %s over version %d: got %d, %v", name, i, got, err)
		}
	}
	_, err := put(2, "late")
	want(t, "stale put", err, "store.conflict")
	if e := domain.As(err); e != nil && (e.Kind != domain.Conflict || e.Args["entity"] != "probe" || e.Args["id"] != domain.ID(5)) {
		t.Errorf("got %+v, want a conflict that names probe 5", e)
	}
	_, err = put(0, "again")
	want(t, "new put of a row that is there", err, "store.duplicate")
	update(t, db, func(tx *storage.Tx) error { _, err := tx.Exec(`DELETE FROM probe`); return err })
	_, err = put(3, "gone")
	want(t, "put of a row that is gone", err, "store.conflict")
}

func versionsRace(t *testing.T, where string) {
	const rounds = 200
	var conflicts [2]int
	first := Open(t, where)
	probe(t, first)
	update(t, first, func(tx *storage.Tx) error {
		_, err := tx.Exec(`INSERT INTO probe (id, version, count) VALUES (1, 1, 0)`)
		return err
	})
	add := func(desk int, db *storage.DB) error {
		for done := 0; done < rounds; {
			// Read in one transaction, write in another, as a form does.
			var version, n int64
			err := db.View(context.Background(), func(tx *storage.Tx) error {
				_, err := tx.QueryRow([]any{&version, &n}, `SELECT version, count FROM probe WHERE id = 1`)
				return err
			})
			if err != nil {
				return err
			}
			err = db.Update(context.Background(), func(tx *storage.Tx) error {
				_, err := tx.PutVersioned(storage.Versioned{Table: "probe", ID: 1, Version: version, Columns: []string{"count"}, Values: []any{n + 1}})
				return err
			})
			switch {
			case err == nil:
				done++
			case errors.Is(err, domain.Code("store.conflict")):
				conflicts[desk]++
			default:
				return err
			}
		}
		return nil
	}
	answers := make(chan error)
	for desk, db := range []*storage.DB{first, Open(t, where)} {
		go func() { answers <- add(desk, db) }()
	}
	for range 2 {
		if err := <-answers; err != nil {
			t.Error(err)
		}
	}
	if got := count(t, first, `SELECT count FROM probe`); got != 2*rounds {
		t.Errorf("count after %d rounds: got %d, lost %d (conflicts seen: %v)", 2*rounds, got, 2*rounds-got, conflicts)
	}
}

func settings(t *testing.T, where string) {
	type look struct {
		Dark bool
		Size int
	}
	db := Open(t, where)
	put := func(value look, version int64) error {
		return db.Update(context.Background(), func(tx *storage.Tx) error { return tx.PutSetting("look", value, version) })
	}
	read := func() (got look, version int64, found bool) {
		view(t, db, func(tx *storage.Tx) (err error) {
			version, found, err = tx.Setting("look", &got)
			return err
		})
		return got, version, found
	}
	if _, version, found := read(); found || version != 0 {
		t.Errorf("before: got version %d, found %v", version, found)
	}
	if err := put(look{Size: 1}, 0); err != nil {
		t.Fatal(err)
	}
	if err := put(look{Dark: true, Size: 2}, 1); err != nil {
		t.Fatal(err)
	}
	want(t, "stale version", put(look{}, 1), "store.conflict")
	want(t, "new over old", put(look{}, 0), "store.conflict")
	if got, version, found := read(); got != (look{true, 2}) || version != 2 || !found {
		t.Errorf("after: got %+v version %d found %v", got, version, found)
	}
}
