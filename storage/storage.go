// Package storage holds every byte at rest: one SQLite file on the shop's own
// machine, or one PostgreSQL server for several desks.
//
// A store is two verbs. View reads one moment of the shop; Update changes it,
// whole or not at all, and then tells the listeners:
//
//	db, err := storage.Open(ctx, path, storage.Options{Now: time.Now})
//	err = db.Update(ctx, func(tx *storage.Tx) error {
//		id, err := tx.Take("orders", 1)
//		...
//		return tx.Record(domain.Entry{Verb: "order.ship", Entity: "order", ID: domain.ID(id)})
//	})
//
// One writer works at a time, on PostgreSQL too: an Update there first takes
// one lock of the server, so that what a use case read is still true when it
// writes, and the history stays one chain. Readers never wait for the writer.
//
// The SQL is written once, with $1 for values, in the words that both engines
// share; where they differ stands in sqlite.go and postgres.go alone.
package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/sirupsen/logrus"
)

// readers is how many Views run side by side; a queue, a table, a search and
// a report are what one desk asks at once.
const readers = 4

// Options are what Open needs besides the place. Now is required.
type Options struct {
	// Now gives the moment of each change.
	Now func() time.Time
	// Log takes ids, counts and codes, never a row. Nil keeps no log.
	Log *logrus.Entry
	// ReadOnly opens an SQLite file without changing a byte of it; every
	// Update is refused with store.read_only.
	ReadOnly bool
	// AnyVersion lets ReadOnly open a store of an older version, which only
	// the methods of DB itself can read.
	AnyVersion bool
	// BeforeUpgrade is called before a store of an older version is migrated,
	// the place for a backup. An error stops Open, and the store is as it was.
	BeforeUpgrade func(ctx context.Context, from, to int64) error
}

// DB is an open store. All methods may be called from several goroutines.
type DB struct {
	engine  *engine
	where   string
	now     func() time.Time
	log     *logrus.Entry
	version int64

	file  os.FileInfo // the SQLite file that was opened; nil for a server
	write *sql.DB
	read  *sql.DB

	writers *sessions
	readers *sessions

	listeners listeners
	heard     heard
	places    places
	late      func()          // ends what is still being done beside the day's work
	caught    <-chan struct{} // closed once nothing is
	closing   sync.Once
	closed    error
}

// Open opens the store at where: a path of an SQLite file, made when there is
// none, or a PostgreSQL address that starts with postgres://. An older store
// is brought up to this program's version first.
//
// Errors: store.newer (made by a newer program), store.not_a_store,
// store.foreign (parts in it that this program did not make), store.damaged, store.missing (read-only and no file), store.read_only,
// store.full, store.busy, store.unreachable.
func Open(ctx context.Context, where string, opts Options) (*DB, error) {
	if opts.Now == nil {
		return nil, errors.New("open store: no clock given")
	}
	if opts.Log == nil {
		opts.Log = discard()
	}
	db := &DB{where: where, now: opts.Now, log: opts.Log}
	var err error
	if IsServer(where) {
		err = db.openPostgres(opts)
	} else {
		err = db.openSQLite(ctx, opts)
	}
	if err == nil {
		err = db.start(ctx, opts)
	}
	if err != nil {
		db.abandon()
		return nil, db.explain(ctx, "open store", err)
	}
	db.log.WithFields(logrus.Fields{"engine": db.engine.name, "version": db.version}).Info("store open")
	return db, nil
}

// IsServer says whether where names a PostgreSQL server and not a file.
func IsServer(where string) bool {
	return strings.HasPrefix(where, "postgres://") || strings.HasPrefix(where, "postgresql://")
}

// start brings the schema up to date and fills the pools.
func (db *DB) start(ctx context.Context, opts Options) error {
	// Before anything is written, for a trigger would see it.
	if err := db.engine.inspect(ctx, db.read); err != nil {
		return err
	}
	if err := db.migrate(ctx, opts); err != nil {
		return err
	}
	if !IsServer(db.where) {
		var err error
		if db.file, err = os.Stat(db.where); err != nil {
			return unreachable("find file", err)
		}
	}
	if !opts.ReadOnly {
		db.writers = newSessions(1, db.write)
	}
	db.readers = newSessions(readers, db.read)
	if err := db.hearFromNow(ctx); err != nil || opts.ReadOnly {
		return err
	}
	if err := db.catchUp(ctx); err != nil {
		return err
	}
	db.later()
	return nil
}

// Engine names what keeps the bytes: "sqlite" or "postgres".
func (db *DB) Engine() string { return db.engine.name }

// Version is the number of the last migration that the store has seen.
func (db *DB) Version() int64 { return db.version }

// Path is the file of an SQLite store, "" for a server: an address may hold
// a password and is nobody's business.
func (db *DB) Path() string {
	if IsServer(db.where) {
		return ""
	}
	return db.where
}

// Close waits for running work, writes the log of changes into the file and
// closes it. A second Close does nothing and gives the first one's answer.
func (db *DB) Close() error {
	db.closing.Do(func() {
		if db.late != nil {
			db.late()
		}
		// Readers go first: a checkpoint cannot cut a log that one still reads.
		db.readers.close()
		err := errors.Join(db.read.Close())
		if db.writers != nil {
			db.writers.close()
			err = errors.Join(err, db.engine.beforeClose(db.write), db.write.Close())
		}
		if err != nil {
			db.closed = fmt.Errorf("close store: %w", err)
		}
		db.log.Info("store closed")
	})
	return db.closed
}

// abandon closes what a failed Open has opened.
func (db *DB) abandon() {
	for _, pool := range []*sql.DB{db.read, db.write} {
		if pool != nil {
			_ = pool.Close() // the error that stopped Open is the one to report
		}
	}
}
