package storage

import (
	"context"

	"aftercare/domain"
)

// Depth says how much a Check reads.
type Depth bool

// The depths of a Check.
const (
	Quick Depth = false // pages and rows; about a second for 300 MB
	Full  Depth = true  // every index entry as well
)

// Report is what a Check found.
type Report struct {
	Engine   string
	Version  int64    // the last migration
	Bytes    int64    // the store's size
	Findings []string // the engine's words on pages, indexes and references; no row content
	Entries  int64    // of the history that are sound, up to the break if there is one
	Head     []byte   // the hash of the last sound entry
	Broken   error    // history.broken, nil when the chain is whole
}

// Sound says that nothing was found.
func (r Report) Sound() bool { return len(r.Findings) == 0 && r.Broken == nil }

// Check reads the store and reports what is wrong with it: pages, references,
// the history's chain. The error says only that the check itself could not be
// done; store.damaged is one such.
func (db *DB) Check(ctx context.Context, depth Depth) (Report, error) {
	r := Report{Engine: db.engine.name, Version: db.version}
	err := db.View(ctx, func(tx *Tx) error {
		conn := tx.session.conn
		if err := conn.QueryRowContext(ctx, db.engine.size).Scan(&r.Bytes); err != nil {
			return err
		}
		var err error
		r.Findings, err = db.engine.check(ctx, conn, bool(depth))
		return err
	})
	if err != nil {
		return r, err
	}
	r.Entries, r.Head, err = db.VerifyHistory(ctx)
	if e := domain.As(err); e != nil && e.Code == "history.broken" {
		r.Broken, err = err, nil
	}
	return r, err
}
