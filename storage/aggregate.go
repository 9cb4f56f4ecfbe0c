package storage

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"aftercare/domain"
)

// valid is an aggregate: it knows what it must not be.
type valid interface{ Validate() error }

// decoded reads an aggregate's body and checks it.
//
// Errors: store.damaged when it is none.
func decoded[T valid](entity, body string) (T, error) {
	var v T
	err := json.Unmarshal([]byte(body), &v)
	if old, ok := any(&v).(interface{ Upgrade() }); ok && err == nil {
		old.Upgrade() // as an earlier program stored it
	}
	if err == nil {
		err = v.Validate()
	}
	if err != nil {
		seen := &domain.Error{Kind: domain.Damaged, Code: "store.damaged", Args: domain.Args{"part": entity}}
		return v, errors.Join(seen, fmt.Errorf("stored %s: %w", entity, err))
	}
	return v, nil
}

// list reads the aggregates of a query that gives their bodies.
func list[T valid](t *Tx, entity, query string, values ...any) ([]T, error) {
	scan := bodyOf[T](entity)
	return All(t, func(r Row) (T, error) { return scan(r) }, query, values...)
}

// find reads the first aggregate of a query that gives its body; name is what
// the caller looked for.
//
// Errors: missing.<entity>.
func find[T valid](t *Tx, entity string, name any, query string, values ...any) (T, error) {
	all, err := list[T](t, entity, query, values...)
	if err == nil && len(all) == 0 {
		err = domain.Missing(entity, name)
	}
	if err != nil {
		var none T
		return none, err
	}
	return all[0], nil
}

// listIn runs a query once for every batch of names, in the place of %s, and
// calls scan for each row. The last name fills the batch up, so that one text
// is prepared.
func listIn[N any](t *Tx, scan func(Row) error, query string, names []N, first ...any) error {
	var marks strings.Builder
	for i := range batch {
		if i > 0 {
			marks.WriteString(", ")
		}
		fmt.Fprintf(&marks, "$%d", len(first)+i+1)
	}
	query = strings.Replace(query, "%s", marks.String(), 1)
	values := make([]any, len(first)+batch)
	copy(values, first)
	for at := 0; at < len(names); at += batch {
		for i := range batch {
			values[len(first)+i] = names[min(at+i, len(names)-1)]
		}
		if err := t.Each(scan, query, values...); err != nil {
			return err
		}
	}
	return nil
}

// record is one aggregate on its way into its table.
type record struct {
	entity  string
	table   string
	value   valid // the aggregate itself, a pointer
	id      *domain.ID
	version *int64
	columns []string
	values  []any
}

// keep checks an aggregate and stores it: a new one under a new id, a known
// one as its next version. It tells the aggregate both, and the listeners.
//
// Errors: those of Validate, store.conflict, store.duplicate, store.refers.
func (t *Tx) keep(r record) error {
	if err := r.value.Validate(); err != nil {
		return err
	}
	id, version := *r.id, *r.version
	if err := t.number(r.table, r.id, r.version); err != nil {
		return err
	}
	body, err := canonicalJSON(r.value)
	if err == nil {
		_, err = t.PutVersioned(Versioned{Table: r.table, ID: *r.id, Version: version,
			Columns: append(r.columns, "body"), Values: append(r.values, body)})
	}
	if err != nil {
		*r.id, *r.version = id, version
		return err
	}
	t.Changed(Change{Entity: r.entity, ID: *r.id})
	if slices.Contains(counted, r.table) {
		return t.changedIn(r.table)
	}
	return nil
}

// number gives an aggregate the id and the version under which it is about to
// be stored.
//
// Errors: store.conflict when only one of the two is known.
func (t *Tx) number(table string, id *domain.ID, version *int64) error {
	if (*id == 0) != (*version == 0) {
		return stale(table, *id)
	}
	if *id == 0 {
		n, err := t.Take(table, 1)
		if err != nil {
			return err
		}
		*id = domain.ID(n)
	}
	*version++
	return nil
}

// orNull is nil for a value that says nothing.
func orNull[T comparable](v T) any {
	var none T
	if v == none {
		return nil
	}
	return v
}

// tally adds to a count.
func (t *Tx) tally(name string, n int) error {
	_, err := t.Exec(`INSERT INTO tallies (name, n) VALUES ($1, $2)
		ON CONFLICT (name) DO UPDATE SET n = tallies.n + excluded.n`, name, n)
	return err
}

// tallied reads a count, 0 when nothing was counted.
func (t *Tx) tallied(name string) (n int64, err error) {
	_, err = t.QueryRow([]any{&n}, `SELECT n FROM tallies WHERE name = $1`, name)
	return n, err
}
