package storage

import (
	"errors"

	"aftercare/domain"
	"aftercare/domain/customer"
	"aftercare/domain/order"
)

// Customer is one customer.
//
// Errors: missing.customer.
func (t *Tx) Customer(id domain.ID) (customer.Customer, error) {
	return find[customer.Customer](t, "customer", id, `SELECT body FROM customers WHERE id = $1`, id)
}

// CustomersByKey are those of the keys that exist, by key.
func (t *Tx) CustomersByKey(keys []string) (map[string]customer.Customer, error) {
	out := map[string]customer.Customer{}
	return out, listIn(t, func(r Row) error {
		var body string
		if err := r.Scan(&body); err != nil {
			return err
		}
		c, err := decoded[customer.Customer]("customer", body)
		out[c.Key] = c
		return err
	}, `SELECT body FROM customers WHERE key IN (%s)`, keys)
}

// PutCustomers keeps customers, what a search finds them by, and their names
// on those of their orders that name nobody themselves.
//
// Errors: those of Validate, store.conflict, store.duplicate.
func (t *Tx) PutCustomers(customers []*customer.Customer) error {
	var fresh, known []*customer.Customer
	for _, c := range customers {
		if err := c.Validate(); err != nil {
			return err
		}
		switch {
		case (c.ID == 0) != (c.Version == 0):
			return stale("customers", c.ID)
		case c.ID == 0:
			fresh = append(fresh, c)
		default:
			known = append(known, c)
		}
	}
	if err := t.addCustomers(fresh); err != nil {
		for _, c := range fresh {
			c.ID, c.Version = 0, 0
		}
		return err
	}
	for _, c := range known {
		if err := t.changeCustomer(c); err != nil {
			return err
		}
	}
	return nil
}

var customerColumns = []string{"key", "name", "folded", "body"}

func customerValues(c *customer.Customer) ([]any, error) {
	body, err := canonicalJSON(c)
	p := c.Person
	return []any{c.Key, personName(p), fold(p.Name + " " + p.Handle + " " + p.Email + " " + p.Phone), body}, err
}

func (t *Tx) addCustomers(customers []*customer.Customer) error {
	if len(customers) == 0 {
		return nil
	}
	first, err := t.Take("customers", len(customers))
	if err != nil {
		return err
	}
	for i, c := range customers {
		c.ID, c.Version = domain.ID(first)+domain.ID(i), 1
	}
	keys := meanwhile(func() (all searchKeys) {
		for _, c := range customers {
			all.add("customer", c.ID, personKeys(c.Person))
		}
		return all.sorted()
	})
	defer keys()
	var failed error
	_, err = t.InsertRows("customers", append([]string{"id", "version"}, customerColumns...), func(yield func([]any) bool) {
		for _, c := range customers {
			var values []any
			if values, failed = customerValues(c); failed != nil || !yield(append([]any{c.ID, c.Version}, values...)) {
				return
			}
		}
	})
	if err = errors.Join(err, failed); err != nil {
		return err
	}
	for _, c := range customers[:min(len(customers), many+1)] {
		t.Changed(Change{Entity: "customer", ID: c.ID})
	}
	return t.addKeys(keys())
}

func (t *Tx) changeCustomer(c *customer.Customer) error {
	old, err := t.Customer(c.ID)
	if errors.Is(err, domain.Code("missing.customer")) {
		return stale("customers", c.ID)
	}
	if err != nil {
		return err
	}
	version := c.Version
	c.Version++
	values, err := customerValues(c)
	if err == nil {
		_, err = t.PutVersioned(Versioned{Table: "customers", ID: c.ID, Version: version, Columns: customerColumns, Values: values})
	}
	if err == nil {
		err = t.changeKeys("customer", c.ID, personKeys(old.Person), personKeys(c.Person))
	}
	if err == nil && personName(old.Person) != personName(c.Person) {
		err = t.renameOnOrders(c)
	}
	if err != nil {
		c.Version = version
		return err
	}
	t.Changed(Change{Entity: "customer", ID: c.ID})
	return nil
}

func (t *Tx) renameOnOrders(c *customer.Customer) error {
	orders, err := list[order.Order](t, "order", `SELECT body FROM orders WHERE customer_id = $1 ORDER BY id`, c.ID)
	if err != nil {
		return err
	}
	renamed := false
	for _, o := range orders {
		if o.ShipTo.Name != "" {
			continue
		}
		if _, err := t.Exec(`UPDATE orders SET customer_name = $2 WHERE id = $1`, o.ID, personName(c.Person)); err != nil {
			return err
		}
		renamed = true
	}
	if !renamed {
		return nil
	}
	t.Changed(Change{Entity: "order"})
	return t.tally("orders.changes", 1)
}
