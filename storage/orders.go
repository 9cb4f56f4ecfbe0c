package storage

import (
	"errors"
	"slices"
	"strings"

	"aftercare/domain"
	"aftercare/domain/order"
)

// orderBody reads an order without its notes.
const orderBody = `SELECT body FROM orders `

// Order is one order with its notes.
//
// Errors: missing.order.
func (t *Tx) Order(id domain.ID) (order.Order, error) {
	return t.oneOrder(id, orderBody+`WHERE id = $1`, id)
}

// OrderByNumber is the order that has the number on a channel.
//
// Errors: missing.order.
func (t *Tx) OrderByNumber(channelID domain.ID, number string) (order.Order, error) {
	return t.oneOrder(number, orderBody+`WHERE number = $1 AND channel_id = $2`, number, channelID)
}

func (t *Tx) oneOrder(name any, query string, values ...any) (order.Order, error) {
	o, err := find[order.Order](t, "order", name, query, values...)
	if err != nil {
		return o, err
	}
	one := map[domain.ID]*order.Order{o.ID: &o}
	return o, t.readNotes(one)
}

// OrdersByNumber are those of the numbers that exist on a channel, by number,
// with their notes.
func (t *Tx) OrdersByNumber(channelID domain.ID, numbers []string) (map[string]order.Order, error) {
	byID := map[domain.ID]*order.Order{}
	err := listIn(t, func(r Row) error {
		var body string
		if err := r.Scan(&body); err != nil {
			return err
		}
		o, err := decoded[order.Order]("order", body)
		byID[o.ID] = &o
		return err
	}, orderBody+`WHERE channel_id = $1 AND number IN (%s)`, numbers, channelID)
	if err == nil {
		err = t.readNotes(byID)
	}
	if err != nil {
		return nil, err
	}
	out := make(map[string]order.Order, len(byID))
	for _, o := range byID {
		out[o.Number] = *o
	}
	return out, nil
}

// OpenOrders are the ids of the orders that wait to be shipped on a channel.
func (t *Tx) OpenOrders(channelID domain.ID) ([]domain.ID, error) {
	return All(t, scanID, `SELECT id FROM orders WHERE waiting = 1 AND channel_id = $1 ORDER BY id`, channelID)
}

func scanID(r Row) (id domain.ID, err error) { return id, r.Scan(&id) }

// PutOrder keeps one order and the notes that it has more than the stored one.
//
// Errors: those of Validate, order.duplicate when the channel has the number
// already, store.conflict, store.append_only when a stored note is changed or
// missing, store.refers when the channel or the customer does not exist.
func (t *Tx) PutOrder(o *order.Order) error { return t.PutOrders([]*order.Order{o}) }

// PutOrders keeps many orders at once, as an import writes them; see PutOrder.
func (t *Tx) PutOrders(orders []*order.Order) error {
	for _, o := range orders {
		if err := o.Validate(); err != nil {
			return err
		}
		if (o.ID == 0) != (o.Version == 0) {
			return stale("orders", o.ID)
		}
	}
	fresh, known := parted(orders)
	if err := t.numbersFree(fresh); err != nil {
		return err
	}
	names, err := t.namesFor(orders)
	if err != nil {
		return err
	}
	if err := t.addOrders(fresh, names); err != nil {
		for _, o := range fresh {
			o.ID, o.Version = 0, 0
		}
		return err
	}
	for _, o := range known {
		if err := t.changeOrder(o, names); err != nil {
			return err
		}
	}
	if len(orders) == 0 {
		return nil
	}
	for _, o := range orders[:min(len(orders), many+1)] {
		t.Changed(Change{Entity: "order", ID: o.ID})
	}
	return t.tally("orders.changes", 1)
}

func parted(orders []*order.Order) (fresh, known []*order.Order) {
	for _, o := range orders {
		if o.ID == 0 {
			fresh = append(fresh, o)
		} else {
			known = append(known, o)
		}
	}
	return fresh, known
}

// numbersFree looks for a number that its channel has already, or that comes
// twice, before anything is written: the refusal then names it.
//
// Errors: order.duplicate.
func (t *Tx) numbersFree(orders []*order.Order) error {
	type name struct {
		channel domain.ID
		number  string
	}
	seen := make(map[name]bool, len(orders))
	numbers := map[domain.ID][]string{}
	for _, o := range orders {
		n := name{o.ChannelID, o.Number}
		if seen[n] {
			return duplicateOrder(o.Number)
		}
		seen[n] = true
		numbers[o.ChannelID] = append(numbers[o.ChannelID], o.Number)
	}
	for channel, all := range numbers {
		err := listIn(t, func(r Row) error {
			var number string
			if err := r.Scan(&number); err != nil {
				return err
			}
			return duplicateOrder(number)
		}, `SELECT number FROM orders WHERE channel_id = $1 AND number IN (%s)`, all, channel)
		if err != nil {
			return err
		}
	}
	return nil
}

func duplicateOrder(number string) error {
	return domain.Refuse("", "order.duplicate", domain.Args{"order": number})
}

// addOrders stores new orders: their rows, their notes, their search keys.
func (t *Tx) addOrders(orders []*order.Order, names map[domain.ID]string) error {
	if len(orders) == 0 {
		return nil
	}
	first, err := t.Take("orders", len(orders))
	if err != nil {
		return err
	}
	for i, o := range orders {
		o.ID, o.Version = domain.ID(first)+domain.ID(i), 1
	}
	keys := meanwhile(func() (all searchKeys) {
		for _, o := range orders {
			all.add("order", o.ID, orderKeys(o.Number, marksOf(o)))
		}
		return all.sorted()
	})
	defer keys()
	var failed error
	_, err = t.InsertRows("orders", append([]string{"id", "version"}, orderColumns...), func(yield func([]any) bool) {
		row := make([]any, 0, len(orderColumns)+2)
		for _, o := range orders {
			var values []any
			if values, failed = orderValues(o, names[o.CustomerID], row[:0]); failed != nil || !yield(values) {
				return
			}
		}
	})
	if err = errors.Join(err, failed); err != nil {
		return err
	}
	if err := t.addNotes(orders); err != nil {
		return err
	}
	if err := t.flagged(orders); err != nil {
		return err
	}
	if err := t.tally("orders", len(orders)); err != nil {
		return err
	}
	return t.addKeys(keys())
}

// changeOrder stores the next version of an order.
func (t *Tx) changeOrder(o *order.Order, names map[domain.ID]string) error {
	var number, marks string
	found, err := t.QueryRow([]any{&number, &marks}, `SELECT number, marks FROM orders WHERE id = $1`, o.ID)
	if err != nil {
		return err
	}
	if !found {
		return stale("orders", o.ID)
	}
	version := o.Version
	o.Version++
	values, err := orderValues(o, names[o.CustomerID], nil)
	if err == nil {
		_, err = t.PutVersioned(Versioned{Table: "orders", ID: o.ID, Version: version, Columns: orderColumns, Values: values[2:]})
	}
	if err == nil {
		err = t.moreNotes(o)
	}
	if err == nil {
		err = t.reflagged(o)
	}
	if err == nil {
		err = t.changeKeys("order", o.ID, orderKeys(number, strings.Fields(marks)), orderKeys(o.Number, marksOf(o)))
	}
	if err != nil {
		o.Version = version
	}
	return err
}

// namesFor are the names of the orders' customers, by id.
//
// Errors: store.refers when a customer does not exist.
func (t *Tx) namesFor(orders []*order.Order) (map[domain.ID]string, error) {
	names := map[domain.ID]string{}
	var ids []domain.ID
	for _, o := range orders {
		if _, seen := names[o.CustomerID]; !seen && o.CustomerID != 0 {
			names[o.CustomerID] = ""
			ids = append(ids, o.CustomerID)
		}
	}
	slices.Sort(ids)
	return names, listIn(t, func(r Row) error {
		var id domain.ID
		var name string
		err := r.Scan(&id, &name)
		names[id] = name
		return err
	}, `SELECT id, name FROM customers WHERE id IN (%s)`, ids)
}
