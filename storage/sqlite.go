package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"aftercare/domain"
)

// applicationID stands in byte 68 of every store: "AfCr".
const applicationID = 0x41664372

func sqliteEngine() *engine {
	return &engine{
		name:       "sqlite",
		dialect:    goose.DialectSQLite3,
		beginRead:  []string{"BEGIN"},
		beginWrite: []string{"BEGIN IMMEDIATE"},
		tables: `SELECT COUNT(CASE WHEN name = 'goose_db_version' THEN 1 END),
			COUNT(CASE WHEN name NOT LIKE 'goose%' AND name NOT LIKE 'sqlite%' THEN 1 END) FROM sqlite_schema`,
		marks:       unnamed,
		fault:       sqliteFault,
		again:       func(error) bool { return false }, // BEGIN IMMEDIATE has waited already
		lost:        func(error) bool { return false },
		inspect:     inspectSQLite,
		check:       checkSQLite,
		size:        `SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()`,
		beforeClose: tidy,
	}
}

var numbered = regexp.MustCompile(`\$[0-9]+`)

// unnamed takes the numbers away. To SQLite $7 is a name, and it looks through
// all names for each value: with a thousand values that took twice the time of
// the insert itself.
func unnamed(text string) string { return numbered.ReplaceAllString(text, "?") }

// openSQLite opens the file with one writer and several readers. With a single
// shared connection a long import would freeze every list of the screen.
func (db *DB) openSQLite(ctx context.Context, opts Options) error {
	db.engine = sqliteEngine()
	path, err := filepath.Abs(db.where)
	if err != nil {
		return err
	}
	db.where = path
	if err := db.prepareFile(ctx, opts.ReadOnly); err != nil {
		return err
	}
	read, write := roleReader, roleWriter
	if opts.ReadOnly {
		read = roleVisitor
	} else if db.write, err = openPool(path, write, 1); err != nil {
		return err
	}
	db.read, err = openPool(path, read, readers)
	return err
}

// role is what a connection may do.
type role int

const (
	roleWriter  role = iota
	roleReader       // of a store that this program writes
	roleVisitor      // of a file that must not change by a byte
	roleCopier       // of a store that others write, into another file
)

// processWide is what SQLite must be told before the first connection of the
// program. Without the second, closing any other descriptor of the file drops
// SQLite's lock.
var processWide = sync.OnceValue(func() error {
	sqlite.StrictPragmas(true)
	if _, err := sqlite.OFDLocking(true); err != nil && !errors.Is(err, sqlite.ErrOFDLockingUnavailable) {
		return err
	}
	return nil
})

func openPool(path string, r role, n int) (*sql.DB, error) {
	if err := processWide(); err != nil {
		return nil, err
	}
	pool, err := sql.Open("sqlite", dsn(path, r))
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(n)
	pool.SetMaxIdleConns(n)
	return pool, nil
}

// dsn is the file's address with every pragma: set by a statement, only one
// connection of a pool would have it.
func dsn(path string, r role) string {
	cache := "cache_size(-32768)" // KiB
	if r == roleWriter {
		// A batch of an import dirties pages of every index: in a large shop more
		// than 32 MB, which would be written twice. It is taken as it is needed.
		cache = "cache_size(-131072)"
	}
	q := url.Values{
		"_busy_timeout": {"5000"},
		"_txlock":       {"immediate"},
		"_defensive":    {"1"},
		"_dqs":          {"0"},
		"_foreign_keys": {"1"},
		"_journal_mode": {"WAL"},
		"_synchronous":  {"FULL"},
		"_pragma": {
			"trusted_schema(0)", "cell_size_check(1)", "secure_delete(1)", "temp_store(2)", "mmap_size(0)",
			cache, "journal_size_limit(67108864)", "fullfsync(1)", "checkpoint_fullfsync(1)",
			// 64 MB, as much as the journal keeps: a page that several commits change is
			// moved into the file once.
			"wal_autocheckpoint(16384)",
		},
	}
	switch r {
	case roleReader:
		q.Set("_txlock", "deferred")
		q.Set("_query_only", "1")
	case roleCopier: // query_only would keep it from writing the other file
		q.Set("_txlock", "deferred")
		q.Set("mode", "rw") // and never make the store that it is to copy
	case roleVisitor:
		q.Set("_txlock", "deferred")
		q.Set("_query_only", "1")
		q.Set("mode", "ro")
		q.Del("_journal_mode")
	}
	// url.URL escapes what would end the path: ? # and %.
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // a Windows drive: file:///C:/...
	}
	return (&url.URL{Scheme: "file", Path: slashed, RawQuery: q.Encode()}).String()
}

// tidy writes the log of changes into the file and cuts it to nothing.
func tidy(write *sql.DB) error {
	var busy, pages, moved int64
	err := write.QueryRow("PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &moved)
	if err != nil {
		return fmt.Errorf("checkpoint: %w", err)
	}
	return nil // busy: another program has the file open, and will do it
}

// sqliteFault reads SQLite's result codes. Its messages name tables and
// columns, never values, so they may be logged.
func sqliteFault(err error) (*domain.Error, error) {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return nil, err
	}
	args := domain.Args{"engine_code": e.Code()}
	switch e.Code() {
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY, sqlite3.SQLITE_CONSTRAINT_ROWID:
		return &domain.Error{Kind: domain.Conflict, Code: "store.duplicate"}, err
	case sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
		return &domain.Error{Kind: domain.Refused, Code: "store.refers"}, err
	case sqlite3.SQLITE_CONSTRAINT_TRIGGER:
		return &domain.Error{Kind: domain.Refused, Code: "store.append_only", Hard: true}, err
	case sqlite3.SQLITE_IOERR_SHMSIZE: // the shared index could not grow
		return &domain.Error{Kind: domain.Refused, Code: "store.full", Args: args}, err
	}
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL:
		return &domain.Error{Kind: domain.Conflict, Code: "store.busy"}, err
	case sqlite3.SQLITE_FULL:
		return &domain.Error{Kind: domain.Refused, Code: "store.full"}, err
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
		return &domain.Error{Kind: domain.Refused, Code: "store.read_only"}, err
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return &domain.Error{Kind: domain.Damaged, Code: "store.damaged", Args: args}, err
	case sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN:
		return &domain.Error{Kind: domain.Refused, Code: "store.unreachable", Args: args}, err
	case sqlite3.SQLITE_INTERRUPT:
		return &domain.Error{Kind: domain.Cancelled, Code: "store.cancelled"}, err
	}
	return nil, err
}

// inspectSQLite lets no trigger or view stand that no migration wrote, word
// for word: a file from somebody else could carry one that changes what the
// shop writes.
func inspectSQLite(ctx context.Context, read *sql.DB) error {
	conn, err := read.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close() // it only read
	found, err := lines(ctx, conn, `SELECT sql FROM sqlite_schema WHERE type IN ('trigger', 'view')`)
	if err != nil {
		return err
	}
	ours, err := migrationText("sqlite")
	if err != nil {
		return err
	}
	for _, text := range found {
		if !strings.Contains(ours, text) {
			return &domain.Error{Kind: domain.Refused, Code: "store.foreign", Hard: true}
		}
	}
	return nil
}

// maxFindings bounds what a check lists: after twenty the answer is known.
const maxFindings = 20

func checkSQLite(ctx context.Context, conn *sql.Conn, full bool) ([]string, error) {
	pragma := "PRAGMA quick_check("
	if full {
		pragma = "PRAGMA integrity_check("
	}
	found, err := lines(ctx, conn, pragma+strconv.Itoa(maxFindings)+")")
	if err != nil {
		return nil, err
	}
	if len(found) == 1 && found[0] == "ok" {
		found = nil
	}
	orphans, err := lines(ctx, conn, `SELECT "table" || ' refers to a missing ' || "parent" FROM pragma_foreign_key_check LIMIT 20`)
	return append(found, orphans...), err
}

func lines(ctx context.Context, conn *sql.Conn, query string) ([]string, error) {
	rows, err := conn.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return nil, err
		}
		out = append(out, line)
	}
	return out, rows.Err()
}
