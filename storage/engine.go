package storage

import (
	"context"
	"database/sql"
	"io"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
	"github.com/sirupsen/logrus"

	"aftercare/domain"
)

// engine is what differs between SQLite and PostgreSQL, as data: whoever adds
// a third fills one of these.
type engine struct {
	name    string
	dialect goose.Dialect
	locker  lock.SessionLocker // keeps two starts from migrating at once; nil where the file's lock does

	beginRead  []string // statements that start a View
	beginWrite []string // statements that start an Update, ends with the store's one writer's lock held

	// tables counts goose's own table, and the tables that goose did not make.
	tables string

	// marks writes the marks of an INSERT's values, $1 to the last, each once
	// and in order, as the engine binds many of them fastest.
	marks func(text string) string
	// fault says what a driver's error means to a person, nil when it is a
	// fault of ours, and the error with anything stripped that a row held.
	fault func(error) (*domain.Error, error)
	// again says that the same Update, run once more, may well succeed.
	again func(error) bool
	// lost says that the connection is gone, and another may be had.
	lost func(error) bool
	// check runs the engine's own check of its pages; each finding is one line
	// without row content. full reads every page and index.
	check func(ctx context.Context, q *sql.Conn, full bool) ([]string, error)
	// inspect refuses a store with parts that no migration made.
	inspect func(ctx context.Context, read *sql.DB) error
	// size is how many bytes the store takes.
	size string
	// beforeClose leaves the store as a single tidy file.
	beforeClose func(*sql.DB) error
}

// discard is a log that keeps nothing.
func discard() *logrus.Entry {
	l := logrus.New()
	l.SetOutput(io.Discard)
	return logrus.NewEntry(l)
}
