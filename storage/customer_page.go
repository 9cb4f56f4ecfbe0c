package storage

import (
	"encoding/json"
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/domain/customer"
	"aftercare/domain/desk"
)

// CustomerPage lists customers by name.
func (t *Tx) CustomerPage(q desk.CustomerQuery) ([]desk.CustomerRow, error) {
	c := asksFor(q)
	query := `SELECT id, body FROM customers` + c.where() + ` ORDER BY name, id LIMIT ` + c.value(q.Limit) + ` OFFSET ` + c.value(q.Offset)
	return t.customerRows(query, c.values...)
}

// CustomerCount counts those that CustomerPage lists on all pages.
func (t *Tx) CustomerCount(q desk.CustomerQuery) (n int, err error) {
	c := asksFor(q)
	_, err = t.QueryRow([]any{&n}, `SELECT COUNT(*) FROM customers`+c.where(), c.values...)
	return n, err
}

func asksFor(q desk.CustomerQuery) *clause {
	c := &clause{}
	if text := fold(q.Text); text != "" {
		c.and(`folded LIKE ? ESCAPE '\'`, "%"+likeEscape.Replace(text)+"%")
	}
	return c
}

// likeEscape makes the signs of LIKE plain ones.
var likeEscape = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

func (t *Tx) customerRows(query string, values ...any) ([]desk.CustomerRow, error) {
	rows, err := All(t, func(r Row) (desk.CustomerRow, error) {
		var id domain.ID
		var body string
		if err := r.Scan(&id, &body); err != nil {
			return desk.CustomerRow{}, err
		}
		c, err := decoded[customer.Customer]("customer", body)
		p := c.Person
		return desk.CustomerRow{ID: c.ID, Name: personName(p), Handle: p.Handle, Phone: p.Phone, Email: p.Email, Erased: c.Erased()}, err
	}, query, values...)
	if err != nil {
		return nil, err
	}
	for i := range rows {
		if _, err := t.QueryRow([]any{&rows[i].Orders, Moment(&rows[i].Last)},
			`SELECT COUNT(*), MAX(placed) FROM orders WHERE customer_id = $1`, rows[i].ID); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

// QuietCustomers are those whose last order is older than a moment and with
// whom nothing is open, those waiting longest first.
func (t *Tx) QuietCustomers(before time.Time, limit int) ([]desk.CustomerRow, error) {
	ids, err := All(t, scanID, `SELECT c.id FROM customers c JOIN orders o ON o.customer_id = c.id
		WHERE c.key NOT LIKE $2
		AND NOT EXISTS (SELECT 1 FROM orders w WHERE w.customer_id = c.id AND w.waiting = 1)
		AND NOT EXISTS (SELECT 1 FROM orders w JOIN cases k ON k.order_id = w.id WHERE w.customer_id = c.id AND k.done = 0)
		AND NOT EXISTS (SELECT 1 FROM orders w JOIN jobs j ON j.order_id = w.id WHERE w.customer_id = c.id AND j.closed = 0)
		GROUP BY c.id HAVING MAX(o.placed) < $1 ORDER BY MAX(o.placed), c.id LIMIT $3`, before, customer.ErasedKey+"%", limit)
	if err != nil {
		return nil, err
	}
	out := make([]desk.CustomerRow, 0, len(ids))
	for _, id := range ids {
		rows, err := t.customerRows(`SELECT id, body FROM customers WHERE id = $1`, id)
		if err != nil {
			return nil, err
		}
		out = append(out, rows...)
	}
	return out, nil
}

// PersonalBodies are all rows of a customer as they are stored, by table.
func (t *Tx) PersonalBodies(id domain.ID) (map[string][]json.RawMessage, error) {
	if _, err := t.Customer(id); err != nil {
		return nil, err
	}
	out := map[string][]json.RawMessage{}
	bodies := func(table, query string) error {
		all, err := All(t, func(r Row) (json.RawMessage, error) {
			var body string
			err := r.Scan(&body)
			return json.RawMessage(body), err
		}, query, id)
		if len(all) > 0 {
			out[table] = all
		}
		return err
	}
	if err := bodies("customers", `SELECT body FROM customers WHERE id = $1`); err != nil {
		return nil, err
	}
	if err := bodies("notes", `SELECT body FROM notes WHERE order_id IN (SELECT id FROM orders WHERE customer_id = $1) ORDER BY order_id, no`); err != nil {
		return nil, err
	}
	for _, o := range ofCustomer {
		if err := bodies(o.table, `SELECT body FROM `+o.table+` WHERE id IN (`+o.ids+`) ORDER BY id`); err != nil {
			return nil, err
		}
	}
	return out, nil
}
