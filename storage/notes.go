package storage

import (
	"encoding/json"
	"fmt"

	"aftercare/domain"
	"aftercare/domain/order"
)

var noteColumns = []string{"order_id", "no", "at", "who", "kind", "body"}

// readNotes gives each order its notes, oldest first.
func (t *Tx) readNotes(orders map[domain.ID]*order.Order) error {
	ids := make([]domain.ID, 0, len(orders))
	for id := range orders {
		ids = append(ids, id)
	}
	return listIn(t, func(r Row) error {
		var id domain.ID
		var body string
		if err := r.Scan(&id, &body); err != nil {
			return err
		}
		var n order.Note
		if err := json.Unmarshal([]byte(body), &n); err != nil {
			return fmt.Errorf("stored note: %w", err)
		}
		orders[id].Notes = append(orders[id].Notes, n)
		return nil
	}, `SELECT order_id, body FROM notes WHERE order_id IN (%s) ORDER BY order_id, no`, ids)
}

// addNotes stores the notes of new orders.
func (t *Tx) addNotes(orders []*order.Order) error {
	var failed error
	_, err := t.InsertRows("notes", noteColumns, func(yield func([]any) bool) {
		for _, o := range orders {
			for _, n := range o.Notes {
				var row []any
				if row, failed = noteValues(o.ID, n); failed != nil || !yield(row) {
					return
				}
			}
		}
	})
	if failed != nil {
		return failed
	}
	return err
}

// moreNotes stores the notes that an order has more than the stored one.
//
// Errors: store.append_only when one of the stored is changed or missing.
func (t *Tx) moreNotes(o *order.Order) error {
	stored, err := All(t, func(r Row) (body string, err error) { return body, r.Scan(&body) },
		`SELECT body FROM notes WHERE order_id = $1 ORDER BY no`, o.ID)
	if err != nil {
		return err
	}
	if len(stored) > len(o.Notes) {
		return appendOnly("note", len(o.Notes)+1)
	}
	for i, n := range o.Notes {
		row, err := noteValues(o.ID, n)
		if err != nil {
			return err
		}
		if i < len(stored) {
			if row[len(row)-1] != any(stored[i]) {
				return appendOnly("note", n.No)
			}
			continue
		}
		if _, err := t.Exec(`INSERT INTO notes (order_id, no, at, who, kind, body) VALUES ($1, $2, $3, $4, $5, $6)`, row...); err != nil {
			return err
		}
	}
	return nil
}

func noteValues(id domain.ID, n order.Note) ([]any, error) {
	body, err := canonicalJSON(n)
	if err != nil {
		return nil, fmt.Errorf("note %d: %w", n.No, err)
	}
	return []any{id, n.No, n.At.UnixMilli(), n.Who, string(n.Kind), body}, nil
}
