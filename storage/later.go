package storage

import (
	"context"
	"strconv"
	"time"

	"aftercare/domain"
)

const (
	orderEnds = "derive.order_ends" // the setting: the id of the last order that is done
	endsBatch = 500                 // orders in one transaction: a few milliseconds
	endsPause = 20 * time.Millisecond
)

// later does, beside the day's work, what a migration left to the program and
// what would hold the start of a large shop. It does a little at a time and
// notes how far it came: the next start goes on from there.
func (db *DB) later() {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	db.late = func() { cancel(); <-done }
	db.caught = done
	go func() {
		defer close(done)
		for {
			more, err := db.deriveEnds(ctx)
			if err != nil && ctx.Err() == nil {
				db.log.WithField("code", "derive.later").Warn("what a migration left is not done yet; the next start tries again")
			}
			if err != nil || !more {
				return
			}
			select {
			case <-ctx.Done():
				return
			case <-time.After(endsPause):
			}
		}
	}()
}

// CaughtUp is closed once all is done that a migration left to be done beside
// the day's work; nil where a store is only read.
func (db *DB) CaughtUp() <-chan struct{} { return db.caught }

// deriveEnds adds what the next few orders are found by, and says whether there
// are more. Nobody is told: nothing that is shown has changed.
func (db *DB) deriveEnds(ctx context.Context) (more bool, err error) {
	last := domain.ID(0)
	look := func(t *Tx) error {
		_, more, err = t.Setting(orderEnds, &last)
		return err
	}
	if err := db.View(ctx, look); err != nil || !more {
		return false, err
	}
	type row struct {
		id     domain.ID
		number string
	}
	err = db.Update(ctx, func(t *Tx) error {
		if err := look(t); err != nil || !more {
			return err // another program was faster
		}
		rows, err := All(t, func(r Row) (got row, err error) { return got, r.Scan(&got.id, &got.number) },
			`SELECT id, number FROM orders WHERE id > $1 ORDER BY id LIMIT $2`, last, endsBatch)
		if err != nil {
			return err
		}
		if more = len(rows) == endsBatch; !more {
			_, err = t.Exec(`DELETE FROM settings WHERE key = $1`, orderEnds)
		} else {
			_, err = t.Exec(`UPDATE settings SET value = $2 WHERE key = $1`, orderEnds, strconv.FormatInt(int64(rows[len(rows)-1].id), 10))
		}
		for _, got := range rows {
			if err == nil {
				err = t.addEnd(got.id, got.number)
			}
		}
		return err
	})
	return more, err
}

// addEnd adds the end of an order's number, where it is not among the keys yet.
func (t *Tx) addEnd(id domain.ID, number string) error {
	for _, k := range orderKeys(number, nil) {
		if k.rank != rankPart {
			continue
		}
		_, err := t.Exec(`INSERT INTO search_keys (key, rank, entity, id) VALUES ($1, $2, 'order', $3) ON CONFLICT DO NOTHING`, k.text, k.rank, id)
		if err != nil {
			return err
		}
	}
	return nil
}
