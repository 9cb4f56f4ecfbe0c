package storage

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/customer"
	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/domain/parcel"
	"aftercare/domain/refund"
	"aftercare/domain/repair"
)

// PersonalRows gives the ids of a customer's aggregates by kind.
//
// Errors: missing.customer.
func (t *Tx) PersonalRows(id domain.ID) (map[string][]domain.ID, error) {
	if _, err := t.Customer(id); err != nil {
		return nil, err
	}
	out := map[string][]domain.ID{"customer": {id}}
	for _, o := range ofCustomer {
		ids, err := All(t, scanID, o.ids, id)
		if err != nil {
			return nil, err
		}
		if slices.Sort(ids); len(ids) > 0 {
			out[o.entity] = slices.Compact(ids)
		}
	}
	return out, nil
}

// EraseCustomer overwrites what the store knows of a person: who they are, what
// they said and were told, what was photographed for them. Amounts, dates,
// states, numbers and goods stay. It gives the files that nothing in the store
// names any more, and the entries of the history whose facts went; the caller
// records them in the entry of the erasure, without which the chain would not
// verify.
//
// Errors: missing.customer.
func (t *Tx) EraseCustomer(id domain.ID) (desk.Erased, error) {
	rows, err := t.PersonalRows(id)
	if err != nil {
		return desk.Erased{}, err
	}
	if err := t.tally("erasing", 1); err != nil {
		return desk.Erased{}, err
	}
	r := &redaction{files: map[string]bool{}}
	for _, step := range []func() error{
		func() error { return t.eraseNotes(r, rows["order"]) },
		func() error { return eraseAll(r, rows["order"], t.Order, t.PutOrder) },
		func() error { return eraseAll(r, rows["case"], t.Case, t.PutCase) },
		func() error { return eraseAll(r, rows["parcel"], t.Parcel, t.PutParcel) },
		func() error { return eraseAll(r, rows["refund"], t.Refund, t.PutRefund) },
		func() error { return eraseAll(r, rows["repair"], t.Job, t.PutJob) },
		func() error { return t.eraseBodies(r, rows) },
		func() error { return t.eraseMessages(rows) },
		func() error { return t.eraseDrafts(id) },
		func() error { return t.eraseSteps() },
		func() error { return t.erasePerson(r, id) },
	} {
		if err := step(); err != nil {
			return desk.Erased{}, err
		}
	}
	out := desk.Erased{}
	if out.Entries, err = t.eraseEntries(rows); err != nil {
		return out, err
	}
	if _, err := t.Exec(`DELETE FROM tallies WHERE name = 'erasing'`); err != nil {
		return out, err
	}
	out.Files, err = t.unnamed(slices.Sorted(maps.Keys(r.files)))
	return out, err
}

// eraseAll redacts aggregates of one kind and keeps them as any change is kept,
// so that columns and search keys follow.
func eraseAll[T interface {
	order.Order | casefile.Case | parcel.Parcel | refund.Refund | repair.Job | customer.Customer
}](r *redaction, ids []domain.ID, read func(domain.ID) (T, error), put func(*T) error) error {
	for _, id := range ids {
		v, err := read(id)
		if err != nil {
			return err
		}
		if v, err = redacted(r, v); err != nil {
			return err
		}
		if err := put(&v); err != nil {
			return err
		}
	}
	return nil
}

func redacted[T any](r *redaction, v T) (T, error) {
	var out T
	body, err := canonicalJSON(v)
	if err == nil {
		body, err = r.body(body)
	}
	if err == nil {
		err = json.Unmarshal([]byte(body), &out)
	}
	return out, err
}

// eraseBodies redacts the rows whose columns say nothing of a person.
func (t *Tx) eraseBodies(r *redaction, rows map[string][]domain.ID) error {
	for _, o := range ofCustomer {
		if !asStored[o.entity] {
			continue
		}
		for _, id := range rows[o.entity] {
			var body string
			if _, err := t.QueryRow([]any{&body}, `SELECT body FROM `+o.table+` WHERE id = $1`, id); err != nil {
				return err
			}
			body, err := r.body(body)
			if err != nil {
				return err
			}
			if _, err := t.Exec(`UPDATE `+o.table+` SET version = version + 1, body = $2 WHERE id = $1`, id, body); err != nil {
				return err
			}
			t.Changed(Change{Entity: o.entity, ID: id})
		}
	}
	return nil
}

// eraseDrafts drops what was typed and not saved about a person, whoever typed
// it.
func (t *Tx) eraseDrafts(id domain.ID) error {
	c, err := t.Customer(id)
	if err != nil {
		return err
	}
	p := c.Person
	for _, words := range []string{p.Name, p.Handle, p.Email, p.Phone, p.Address} {
		if len([]rune(words)) < 2 {
			continue
		}
		if _, err := t.Exec(`DELETE FROM drafts WHERE body LIKE $1 ESCAPE '\'`, "%"+likeEscape.Replace(words)+"%"); err != nil {
			return err
		}
	}
	return nil
}

// eraseMessages drops what was written to a person and what they wrote: nothing
// of it is an amount that the books need.
func (t *Tx) eraseMessages(rows map[string][]domain.ID) error {
	for entity, ids := range rows {
		for _, id := range ids {
			if _, err := t.Exec(`DELETE FROM messages WHERE entity = $1 AND entity_id = $2`, entity, id); err != nil {
				return err
			}
		}
	}
	for _, id := range rows["order"] {
		if _, err := t.Exec(`DELETE FROM messages WHERE order_id = $1`, id); err != nil {
			return err
		}
	}
	return nil
}

// eraseSteps forgets what the last steps changed: it holds the person as they
// were. Steps from before an erasure cannot be taken back.
func (t *Tx) eraseSteps() error {
	t.forgot = true
	_, err := t.Exec(`DELETE FROM steps`)
	return err
}

func (t *Tx) eraseNotes(r *redaction, orders []domain.ID) error {
	for _, id := range orders {
		o, err := t.Order(id)
		if err != nil {
			return err
		}
		for _, n := range o.Notes {
			n, err := redacted(r, n)
			if err != nil {
				return err
			}
			row, err := noteValues(id, n)
			if err != nil {
				return err
			}
			if _, err := t.Exec(`UPDATE notes SET at = $3, who = $4, kind = $5, body = $6 WHERE order_id = $1 AND no = $2`, row...); err != nil {
				return err
			}
		}
	}
	return nil
}

// erasePerson leaves a customer without a word of their own. A new key keeps a
// later order of the same person from finding this row again.
func (t *Tx) erasePerson(r *redaction, id domain.ID) error {
	c, err := t.Customer(id)
	if err != nil {
		return err
	}
	if c, err = redacted(r, c); err != nil {
		return err
	}
	c.Key = customer.ErasedKey + strconv.FormatInt(int64(id), 10)
	return t.PutCustomers([]*customer.Customer{&c})
}

// unnamed are the files that no body in the store names.
func (t *Tx) unnamed(hashes []string) ([]string, error) {
	if len(hashes) == 0 {
		return nil, nil
	}
	named := map[string]bool{}
	for _, table := range tablesWithFiles {
		err := t.Each(func(r Row) error {
			var body string
			if err := r.Scan(&body); err != nil {
				return err
			}
			for _, h := range hashes {
				named[h] = named[h] || strings.Contains(body, h)
			}
			return nil
		}, `SELECT body FROM `+table+` WHERE body LIKE '%"hash":%'`)
		if err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(hashes, func(h string) bool { return named[h] }), nil
}

// tablesWithFiles are those whose bodies may name photos and files.
var tablesWithFiles = []string{"orders", "notes", "cases", "parcels", "refunds", "jobs", "products", "goodwill", "claims", "owed", "losses", "messages"}

// Scrub writes the log of changes into the file and cuts it, so that what an
// erasure overwrote is in neither. Freed bytes are zeroed as they are freed.
func (db *DB) Scrub(ctx context.Context) error {
	if IsServer(db.where) || db.writers == nil {
		return nil
	}
	s, err := db.writers.take(ctx)
	if err != nil {
		return err
	}
	defer db.writers.give(s, false)
	var busy, pages, moved int64
	if err := s.conn.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &moved); err != nil {
		return db.explain(ctx, "scrub", err)
	}
	if busy != 0 {
		return &domain.Error{Kind: domain.Conflict, Code: "store.busy"}
	}
	return nil
}
