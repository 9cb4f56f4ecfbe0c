package storage

import (
	"bytes"
	"encoding/json"
	"fmt"

	"aftercare/domain"
)

// History is every entry of an aggregate, oldest first.
func (t *Tx) History(entity string, id domain.ID) ([]domain.Entry, error) {
	return All(t, func(r Row) (domain.Entry, error) {
		stored, err := scanRecorded(r)
		if err != nil {
			return domain.Entry{}, err
		}
		return stored.entry()
	}, `SELECT `+recordedColumns+` FROM history WHERE entity = $1 AND entity_id = $2 ORDER BY seq`, entity, id)
}

// entry is what the shop reads of a stored entry. Whole numbers come back as
// int64; values of other types come back as JSON has them.
func (r Recorded) entry() (domain.Entry, error) {
	e := domain.Entry{At: r.At, Who: r.Who, Verb: r.Verb, Entity: r.Entity, ID: r.ID}
	dec := json.NewDecoder(bytes.NewReader(r.Facts))
	dec.UseNumber()
	if err := dec.Decode(&e.Facts); err != nil {
		return e, fmt.Errorf("stored facts: %w", err)
	}
	for name, v := range e.Facts {
		if n, ok := v.(json.Number); ok {
			if whole, err := n.Int64(); err == nil {
				e.Facts[name] = whole
			} else {
				e.Facts[name] = n.String()
			}
		}
	}
	return e, nil
}
