package storage

import (
	"fmt"

	"aftercare/domain"
	"aftercare/domain/message"
)

// AddMessage keeps what was sent or came in, and gives it its id. It is never
// changed afterwards.
//
// Errors: those of Validate.
func (t *Tx) AddMessage(m *message.Message) error {
	if err := m.Validate(); err != nil {
		return err
	}
	id, err := t.Take("messages", 1)
	if err != nil {
		return err
	}
	m.ID = domain.ID(id)
	body, err := canonicalJSON(m)
	if err != nil {
		return fmt.Errorf("message: %w", err)
	}
	_, err = t.Exec(`INSERT INTO messages (id, entity, entity_id, order_id, case_id, at, body) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		m.ID, m.Entity, m.EntityID, m.OrderID, m.CaseID, m.At.UnixMilli(), body)
	if err == nil {
		t.Changed(Change{Entity: m.Entity, ID: m.EntityID})
	}
	return err
}

// Messages are those of an aggregate, oldest first. An order's are also those of
// its cases, refunds and repairs; a case's, those of its refunds.
func (t *Tx) Messages(entity string, id domain.ID) ([]message.Message, error) {
	const from = `SELECT body FROM messages WHERE `
	switch entity {
	case "order":
		return list[message.Message](t, "message", from+`order_id = $1 ORDER BY at, id`, id)
	case "case":
		return list[message.Message](t, "message", from+`case_id = $1 ORDER BY at, id`, id)
	}
	return list[message.Message](t, "message", from+`entity = $1 AND entity_id = $2 ORDER BY at, id`, entity, id)
}
