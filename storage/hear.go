package storage

import (
	"context"
	"sync"
)

// atOnce is how many entries of the history one look reads.
const atOnce = 1000

// heard is how far the history is known here: each entry up to seq was told to
// the listeners, or was there before this program came. own are the entries
// after it that this program wrote while others wrote before them.
type heard struct {
	mu  sync.Mutex // held over this program's commits, so that no look meets one half-way
	seq int64
	own map[int64]bool
}

// wrote takes up entries that this program has committed, and told by itself.
func (h *heard) wrote(entries []int64) {
	for _, seq := range entries {
		if seq == h.seq+1 {
			h.seq = seq
			continue
		}
		if h.own == nil {
			h.own = map[int64]bool{}
		}
		h.own[seq] = true
	}
}

// Hear looks once for what other programs have committed to the store, the
// commands beside the window or another desk, and tells the listeners as if it
// had been done here. Nothing new costs one read of the history's head. While a
// commit of this program runs it does nothing: the next look finds the same.
//
// Errors: those of View.
func (db *DB) Hear(ctx context.Context) error {
	changes, err := db.others(ctx)
	if err != nil || len(changes) == 0 {
		return err
	}
	db.listeners.queue(changes)
	db.listeners.deliver()
	return nil
}

// others reads what the history has that was neither told nor written here.
func (db *DB) others(ctx context.Context) (changes []Change, err error) {
	if !db.heard.mu.TryLock() {
		return nil, nil
	}
	defer db.heard.mu.Unlock()
	seen := db.heard.seq
	err = db.View(ctx, func(tx *Tx) error {
		changes, seen = nil, db.heard.seq // a View may run again
		return tx.Each(func(row Row) error {
			var c Change
			if err := row.Scan(&seen, &c.Verb, &c.Entity, &c.ID); err != nil {
				return err
			}
			if !db.heard.own[seen] {
				changes = append(changes, c)
			}
			return nil
		}, `SELECT seq, verb, entity, entity_id FROM history WHERE seq > $1 ORDER BY seq LIMIT $2`, seen, atOnce)
	})
	if err != nil {
		return nil, err
	}
	for seq := db.heard.seq + 1; seq <= seen; seq++ {
		delete(db.heard.own, seq)
	}
	db.heard.seq = seen
	return changes, nil
}

// hearFromNow takes what the history holds already as told.
func (db *DB) hearFromNow(ctx context.Context) error {
	return db.View(ctx, func(tx *Tx) (err error) {
		db.heard.seq, _, err = tx.HistoryHead()
		return err
	})
}
