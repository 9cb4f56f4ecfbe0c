package storage

import (
	"time"

	"aftercare/domain"
	"aftercare/domain/order"
)

// flagged keeps the flags of new orders; most have none.
func (t *Tx) flagged(orders []*order.Order) error {
	_, err := t.InsertRows("order_flags", []string{"order_id", "flag", "at"}, func(yield func([]any) bool) {
		for _, o := range orders {
			for f, at := range o.Flags() {
				if !yield([]any{o.ID, string(f), at.UnixMilli()}) {
					return
				}
			}
		}
	})
	if err != nil {
		return err
	}
	return t.clocked(orders)
}

// clocked keeps the clocks of orders that have no rows yet.
func (t *Tx) clocked(orders []*order.Order) error {
	_, err := t.InsertRows("order_clocks", []string{"order_id", "n", "code", "channel_id", "began", "due", "ended"}, func(yield func([]any) bool) {
		for _, o := range orders {
			for i, k := range o.Clocks() {
				if !yield([]any{o.ID, i + 1, string(k.Code), o.ChannelID, k.From, k.Due.At, instant(k.Stopped)}) {
					return
				}
			}
		}
	})
	return err
}

// reflagged keeps the flags of an order that was stored before.
func (t *Tx) reflagged(o *order.Order) error {
	if _, err := t.Exec(`DELETE FROM order_flags WHERE order_id = $1`, o.ID); err != nil {
		return err
	}
	if _, err := t.Exec(`DELETE FROM order_clocks WHERE order_id = $1`, o.ID); err != nil {
		return err
	}
	if err := t.clocked([]*order.Order{o}); err != nil {
		return err
	}
	for f, at := range o.Flags() {
		if _, err := t.Exec(`INSERT INTO order_flags (order_id, flag, at) VALUES ($1, $2, $3)`, o.ID, string(f), at.UnixMilli()); err != nil {
			return err
		}
	}
	return nil
}

// FlaggedOrders are the orders of a flag whose moment has come by then, oldest
// first, with their notes.
func (t *Tx) FlaggedOrders(flag order.Flag, by time.Time, offset, limit int) ([]order.Order, error) {
	ids, err := All(t, scanID, `SELECT order_id FROM order_flags WHERE flag = $1 AND at <= $2 ORDER BY at, order_id LIMIT $3 OFFSET $4`,
		string(flag), by.UnixMilli(), limit, offset)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	byID := make(map[domain.ID]*order.Order, len(ids))
	err = listIn(t, func(r Row) error {
		var body string
		if err := r.Scan(&body); err != nil {
			return err
		}
		o, err := decoded[order.Order]("order", body)
		byID[o.ID] = &o
		return err
	}, orderBody+`WHERE id IN (%s)`, ids)
	if err == nil {
		err = t.readNotes(byID)
	}
	if err != nil {
		return nil, err
	}
	out := make([]order.Order, 0, len(ids))
	for _, id := range ids {
		out = append(out, *byID[id])
	}
	return out, nil
}

// FlagCount is how many orders FlaggedOrders would list.
func (t *Tx) FlagCount(flag order.Flag, by time.Time) (n int, err error) {
	_, err = t.QueryRow([]any{&n}, `SELECT count(*) FROM order_flags WHERE flag = $1 AND at <= $2`, string(flag), by.UnixMilli())
	return n, err
}
