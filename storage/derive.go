package storage

import (
	"context"
	"slices"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/customer"
	"aftercare/domain/order"
	"aftercare/domain/parcel"
	"aftercare/domain/repair"
)

// derived are the tables whose rows are worked out of the records: what a
// search finds, what belongs to what, what reports and lists are made of. No
// row of them needs to be salvaged.
var derived = []string{"search_keys", "parcel_cases", "job_serials", "case_facts", "order_flags", "order_clocks", "tallies", "levels"}

// deriveBatch is how many records are worked out at once.
const deriveBatch = 1000

// derive works all derived rows out anew. A record that cannot be understood is
// left as it is.
func (t *Tx) derive() error {
	for _, table := range derived {
		if _, err := t.Exec(`DELETE FROM ` + table); err != nil {
			return err
		}
	}
	for _, step := range []func() error{t.deriveOrders, t.deriveCustomers, t.deriveCases, t.deriveParcels, t.deriveJobs, t.deriveLevels} {
		if err := step(); err != nil {
			return err
		}
	}
	return t.tally("orders.changes", 1)
}

// catchUps are what a migration may leave to the program, each asked for by a
// setting: rows that are worked out of records, which no SQL can.
var catchUps = []struct {
	setting string
	work    func(*Tx) error
}{
	{"derive.catch_up", (*Tx).placeCases},
	{"derive.names", (*Tx).rederiveCustomers},
}

// catchUp does what migrations left to the program, each all or not at all: what
// fails is tried again at the next start.
func (db *DB) catchUp(ctx context.Context) error {
	for _, c := range catchUps {
		wanted := false
		look := func(t *Tx) error {
			_, _, err := t.Setting(c.setting, &wanted)
			return err
		}
		if err := db.View(ctx, look); err != nil {
			return err
		}
		if !wanted {
			continue
		}
		err := db.Update(ctx, func(t *Tx) error {
			if err := look(t); err != nil || !wanted {
				return err // another program was faster
			}
			if err := c.work(t); err != nil {
				return err
			}
			_, err := t.Exec(`DELETE FROM settings WHERE key = $1`, c.setting)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// placeCases works out what lists and reports of cases are made of.
func (t *Tx) placeCases() error {
	return eachBatch(t, "case", "cases", func(_ []domain.ID, all []casefile.Case) error {
		for _, c := range all {
			if err := t.placeCase(c); err != nil {
				return err
			}
			if err := t.putCaseFacts(c); err != nil {
				return err
			}
		}
		return nil
	})
}

// rederiveCustomers works out anew what customers are found by.
func (t *Tx) rederiveCustomers() error {
	if _, err := t.Exec(`DELETE FROM search_keys WHERE entity = 'customer'`); err != nil {
		return err
	}
	return t.deriveCustomers()
}

// placeCase writes what lists of cases are narrowed by, and nothing else.
func (t *Tx) placeCase(c casefile.Case) error {
	now, _ := c.Now()
	var due any
	if !now.Due.None() {
		due = now.Due.At
	}
	_, err := t.Exec(`UPDATE cases SET kind = $2, channel_id = $3, step = $4, actor = $5, due = $6 WHERE id = $1`,
		c.ID, string(c.KindOf()), c.ChannelID, string(now.Code), string(now.Actor), due)
	return err
}

func (t *Tx) deriveOrders() error {
	return eachBatch(t, "order", "orders", func(ids []domain.ID, orders []order.Order) error {
		byID, all := map[domain.ID]*order.Order{}, make([]*order.Order, len(orders))
		var keys searchKeys
		for i := range orders {
			o := &orders[i]
			byID[o.ID], all[i] = o, o
			keys.add("order", o.ID, orderKeys(o.Number, marksOf(o)))
		}
		if err := t.readNotes(byID); err != nil {
			return err
		}
		if err := t.flagged(all); err != nil {
			return err
		}
		if err := t.tally("orders", len(ids)); err != nil {
			return err
		}
		return t.addKeys(keys)
	})
}

func (t *Tx) deriveCustomers() error {
	return eachBatch(t, "customer", "customers", func(_ []domain.ID, all []customer.Customer) error {
		var keys searchKeys
		for _, c := range all {
			keys.add("customer", c.ID, personKeys(c.Person))
		}
		return t.addKeys(keys)
	})
}

func (t *Tx) deriveCases() error {
	return eachBatch(t, "case", "cases", func(_ []domain.ID, all []casefile.Case) error {
		var keys searchKeys
		for _, c := range all {
			keys.add("case", c.ID, caseKeys(c))
			if err := t.putCaseFacts(c); err != nil {
				return err
			}
		}
		return t.addKeys(keys)
	})
}

func (t *Tx) deriveParcels() error {
	return eachBatch(t, "parcel", "parcels", func(_ []domain.ID, all []parcel.Parcel) error {
		var keys searchKeys
		for _, p := range all {
			keys.add("parcel", p.ID, parcelKeys(p))
			for _, id := range p.CaseIDs {
				if _, err := t.Case(id); err != nil {
					continue // it is gone, or cannot be understood
				}
				if err := t.joinCase(p.ID, id); err != nil {
					return err
				}
			}
		}
		return t.addKeys(keys)
	})
}

func (t *Tx) deriveJobs() error {
	return eachBatch(t, "repair", "jobs", func(_ []domain.ID, all []repair.Job) error {
		var keys searchKeys
		for _, j := range all {
			keys.add("repair", j.ID, jobKeys(j))
			if err := t.putSerials(j); err != nil {
				return err
			}
		}
		return t.addKeys(keys)
	})
}

func (t *Tx) deriveLevels() error {
	_, err := t.Exec(`INSERT INTO levels (sku, place, quantity)
		SELECT sku, place, CAST(SUM(n) AS BIGINT)
		FROM (SELECT sku, to_place AS place, quantity AS n FROM movements WHERE to_place <> ''
			UNION ALL SELECT sku, from_place AS place, -quantity AS n FROM movements WHERE from_place <> '') AS moved
		GROUP BY sku, place`)
	return err
}

// eachBatch reads all records of a table, some at a time: the ids of all, and
// those that can be understood.
func eachBatch[T valid](t *Tx, entity, table string, f func(ids []domain.ID, all []T) error) error {
	type row struct {
		id   domain.ID
		body string
	}
	for last := domain.ID(0); ; {
		rows, err := All(t, func(r Row) (row, error) {
			var got row
			return got, r.Scan(&got.id, &got.body)
		}, `SELECT id, body FROM `+table+` WHERE id > $1 ORDER BY id LIMIT $2`, last, deriveBatch)
		if err != nil || len(rows) == 0 {
			return err
		}
		ids, all := make([]domain.ID, 0, len(rows)), make([]T, 0, len(rows))
		for _, got := range rows {
			ids = append(ids, got.id)
			if v, err := decoded[T](entity, got.body); err == nil {
				all = append(all, v)
			}
		}
		if err := f(ids, all); err != nil {
			return err
		}
		last = slices.Max(ids)
	}
}
