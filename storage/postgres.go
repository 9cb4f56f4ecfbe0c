package storage

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"aftercare/domain"
)

func postgresEngine() (*engine, error) {
	// Another desk's start may be at it: ask every second, for two minutes.
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockID(applicationID), lock.WithLockTimeout(1, 120))
	if err != nil {
		return nil, err
	}
	return &engine{
		name:      "postgres",
		dialect:   goose.DialectPostgres,
		locker:    locker,
		beginRead: []string{"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"},
		// READ COMMITTED, and then the one writer's lock: the first statement
		// that reads sees all that the writer before has committed. A snapshot
		// taken before the wait would not.
		beginWrite: []string{
			"BEGIN ISOLATION LEVEL READ COMMITTED",
			fmt.Sprintf("SELECT pg_advisory_xact_lock(%d, 1)", applicationID),
		},
		tables: `SELECT COUNT(CASE WHEN table_name = 'goose_db_version' THEN 1 END),
			COUNT(CASE WHEN table_name NOT LIKE 'goose%' THEN 1 END)
			FROM information_schema.tables WHERE table_schema = current_schema()`,
		fault: postgresFault,
		again: func(err error) bool { return state(err) == "40001" || state(err) == "40P01" },
		lost: func(err error) bool {
			seen, _ := postgresFault(err)
			return seen != nil && seen.Code == "store.unreachable"
		},
		marks: func(text string) string { return text },
		// The server checks its own pages; a client cannot.
		check: func(context.Context, *sql.Conn, bool) ([]string, error) { return nil, nil },
		// Who may add a trigger there owns the server.
		inspect:     func(context.Context, *sql.DB) error { return nil },
		size:        `SELECT pg_database_size(current_database())`,
		beforeClose: func(*sql.DB) error { return nil },
	}, nil
}

func (db *DB) openPostgres(opts Options) error {
	if opts.ReadOnly {
		return &domain.Error{Kind: domain.Refused, Code: "store.read_only"}
	}
	var err error
	if db.engine, err = postgresEngine(); err != nil {
		return err
	}
	conf, err := pgx.ParseConfig(db.where)
	if err != nil {
		// The parser's error quotes the address, which may hold a password.
		return &domain.Error{Kind: domain.Invalid, Code: "store.address", Field: "store"}
	}
	for name, value := range map[string]string{
		"application_name": "aftercare",
		"timezone":         "UTC",
		"client_encoding":  "UTF8",
		// A desk that waits longer than this for another's import says so.
		"lock_timeout": "15000",
		// A laptop that falls asleep in an Update must not stop the others.
		"idle_in_transaction_session_timeout": "60000",
	} {
		if _, given := conf.RuntimeParams[name]; !given {
			conf.RuntimeParams[name] = value
		}
	}
	db.write = stdlib.OpenDB(*conf)
	db.write.SetMaxOpenConns(2) // goose asks for the version beside its lock
	db.read = stdlib.OpenDB(*conf)
	db.read.SetMaxOpenConns(readers)
	db.read.SetMaxIdleConns(readers)
	return nil
}

// state is the SQLSTATE of a server's error, "" when it is none.
func state(err error) string {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// postgresFault reads SQLSTATEs. The server's messages may quote values of a
// row; only its codes and the names of constraints are passed on.
func postgresFault(err error) (*domain.Error, error) {
	var lost *lostCommit
	if errors.As(err, &lost) {
		return &domain.Error{Kind: domain.Conflict, Code: "store.unknown"}, errors.New("the server's answer to a commit was lost")
	}
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		var connect *pgconn.ConnectError
		var network net.Error
		if errors.As(err, &connect) || errors.As(err, &network) || errors.Is(err, net.ErrClosed) ||
			errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, driver.ErrBadConn) || pgconn.SafeToRetry(err) {
			return &domain.Error{Kind: domain.Refused, Code: "store.unreachable"}, errors.New("no connection to the server")
		}
		return nil, err
	}
	clean := fmt.Errorf("postgres state %s, table %q, constraint %q", e.Code, e.TableName, e.ConstraintName)
	args := domain.Args{"engine_code": e.Code}
	refused := func(code string) (*domain.Error, error) {
		return &domain.Error{Kind: domain.Refused, Code: code, Args: args}, clean
	}
	switch e.Code {
	case "23505":
		return &domain.Error{Kind: domain.Conflict, Code: "store.duplicate"}, clean
	case "23503":
		return refused("store.refers")
	case "40001", "40P01":
		return &domain.Error{Kind: domain.Conflict, Code: "store.conflict"}, clean
	case "55P03":
		return &domain.Error{Kind: domain.Conflict, Code: "store.busy"}, clean
	case "P0001":
		return &domain.Error{Kind: domain.Refused, Code: "store.append_only", Hard: true}, clean
	case "53100":
		return refused("store.full")
	case "25006":
		return refused("store.read_only")
	case "28000", "28P01", "42501", "3D000":
		return refused("store.login")
	case "XX001", "XX002":
		return &domain.Error{Kind: domain.Damaged, Code: "store.damaged", Args: args}, clean
	}
	if strings.HasPrefix(e.Code, "08") || strings.HasPrefix(e.Code, "57P") || strings.HasPrefix(e.Code, "53") {
		return refused("store.unreachable")
	}
	return nil, clean
}
