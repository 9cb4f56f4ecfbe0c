package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"time"
	"unicode/utf8"

	"aftercare/domain"
	"aftercare/domain/stock"
)

// Tx is one View or Update under way. It belongs to the goroutine that runs
// the function it was given to, and ends with it.
//
// Values go in as $1, $2, ...: text, numbers, bytes, nil, and named types of
// those. A time.Time is kept as unix milliseconds and the zero time as NULL, a
// bool as 0 or 1. Read them back with Moment and Flag.
type Tx struct {
	db      *DB
	ctx     context.Context
	session *session
	now     time.Time
	began   time.Time // by the machine's clock
	writes  bool
	ended   bool
	failed  error
	changes []Change
	entries []int64 // of the history
	forgot  bool    // somebody's data was erased: no step keeps it

	lastEntry domain.Entry
	images    []image          // of what was put, as it was before
	moved     []stock.Movement // what was booked
}

// Row is what a scan function sees of one row.
type Row interface{ Scan(into ...any) error }

// quietRow keeps what a row holds out of errors: database/sql quotes the value
// that did not fit, and an error may end in the log.
type quietRow struct{ rows *sql.Rows }

func (q quietRow) Scan(into ...any) error {
	if err := q.rows.Scan(into...); err != nil {
		columns, _ := q.rows.Columns() // named only to find the place
		return fmt.Errorf("a value of the columns %v does not fit what reads it", columns)
	}
	return nil
}

// Now is the moment of this View or Update, the same for all that it writes.
func (t *Tx) Now() time.Time { return t.now }

// Context ends when the work is cancelled; long loops look at it.
func (t *Tx) Context() context.Context { return t.ctx }

// longEnough is how long an Update that could go on lasts: other programs on
// the same store wait for its end, and give up after five seconds.
const longEnough = time.Second

// Crowded says that a long Update should end now and the work go on in the next
// one: somebody in this program waits to write, or it has lasted for a second.
func (t *Tx) Crowded() bool {
	return t.db.writers.waiting.Load() > 0 || time.Since(t.began) >= longEnough
}

// Exec runs a statement and gives how many rows it changed.
//
// Errors: store.duplicate when a key is there already, store.refers when
// another row is missing or still needed, and those of Update.
func (t *Tx) Exec(query string, values ...any) (int64, error) {
	bound, err := bind(values)
	if err != nil {
		return 0, err
	}
	st, err := t.statement(query)
	if err != nil {
		return 0, err
	}
	res, err := st.ExecContext(t.ctx, bound...)
	if err != nil {
		return 0, t.fail("execute", err)
	}
	n, err := res.RowsAffected()
	if err != nil {
		return 0, t.fail("execute", err)
	}
	return n, nil
}

// Query runs a query. The caller closes the rows before its next statement:
// PostgreSQL answers one question at a time. All, One and Each do that, and
// keep the values of a row out of errors.
func (t *Tx) Query(query string, values ...any) (*sql.Rows, error) {
	bound, err := bind(values)
	if err != nil {
		return nil, err
	}
	st, err := t.statement(query)
	if err != nil {
		return nil, err
	}
	rows, err := st.QueryContext(t.ctx, bound...)
	if err != nil {
		return nil, t.fail("query", err)
	}
	return rows, nil
}

// QueryRow scans the first row of a query into its targets and says whether
// there was one.
func (t *Tx) QueryRow(into []any, query string, values ...any) (bool, error) {
	found := false
	err := t.Each(func(r Row) error {
		if found {
			return nil
		}
		found = true
		return r.Scan(into...)
	}, query, values...)
	return found, err
}

// Each calls scan for every row of a query, in order. scan runs no statement
// of its own: the rows are still open.
func (t *Tx) Each(scan func(Row) error, query string, values ...any) error {
	rows, err := t.Query(query, values...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(quietRow{rows}); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return t.fail("read rows", err)
	}
	return nil
}

// All gives every row of a query as scan makes it, nil when there is none.
func All[T any](t *Tx, scan func(Row) (T, error), query string, values ...any) ([]T, error) {
	var all []T
	err := t.Each(func(r Row) error {
		v, err := scan(r)
		all = append(all, v)
		return err
	}, query, values...)
	if err != nil {
		return nil, err
	}
	return all, nil
}

func (t *Tx) statement(query string) (*sql.Stmt, error) {
	if t.ended {
		return nil, errors.New("statement after the end of its transaction")
	}
	if t.failed != nil {
		return nil, t.failed
	}
	st, err := t.session.prepare(t.ctx, query)
	if err != nil {
		return nil, t.fail("prepare", err)
	}
	return st, nil
}

// fail remembers the first failure: after it PostgreSQL refuses every further
// statement, and what one engine refuses the other must not let pass.
func (t *Tx) fail(doing string, err error) error {
	err = t.db.keepRetry(err, t.db.explain(t.ctx, doing, err))
	t.failed = err
	return err
}

// keepRetry leaves an error alone that Update may answer by running again.
func (db *DB) keepRetry(raw, explained error) error {
	if db.engine.again(raw) {
		return raw
	}
	return explained
}

// bind makes values that mean the same to both engines.
func bind(values []any) ([]any, error) {
	bound := make([]any, len(values))
	for i, v := range values {
		b, err := bindOne(v)
		if err != nil {
			return nil, fmt.Errorf("value $%d: %w", i+1, err)
		}
		bound[i] = b
	}
	return bound, nil
}

func bindOne(v any) (any, error) {
	switch v := v.(type) {
	case nil, int64, []byte:
		return v, nil
	case string:
		return bindText(v)
	case int:
		return int64(v), nil
	case domain.ID:
		return int64(v), nil
	case bool:
		if v {
			return int64(1), nil
		}
		return int64(0), nil
	case time.Time:
		if v.IsZero() {
			return nil, nil
		}
		return v.UnixMilli(), nil
	}
	switch r := reflect.ValueOf(v); r.Kind() {
	case reflect.String:
		return bindText(r.String())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return r.Int(), nil
	case reflect.Uint8, reflect.Uint16, reflect.Uint32:
		return int64(r.Uint()), nil
	case reflect.Bool:
		return bindOne(r.Bool())
	case reflect.Slice:
		if r.Type().Elem().Kind() == reflect.Uint8 {
			return r.Bytes(), nil
		}
	}
	return nil, fmt.Errorf("a %T cannot be stored", v)
}

// bindText refuses what PostgreSQL refuses: SQLite would keep it, and the
// shop could not move to a server later.
func bindText(s string) (any, error) {
	if !utf8.ValidString(s) || strings.IndexByte(s, 0) >= 0 {
		return nil, domain.Wrong("", "field.not_text", nil)
	}
	return s, nil
}

// Moment reads a time that was stored by Exec: UTC, to the millisecond, the
// zero time for NULL.
func Moment(into *time.Time) sql.Scanner { return moment{into} }

type moment struct{ into *time.Time }

func (m moment) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		*m.into = time.Time{}
	case int64:
		*m.into = time.UnixMilli(v).UTC()
	default:
		return fmt.Errorf("a moment stored as %T", v)
	}
	return nil
}

// Flag reads a bool that was stored by Exec.
func Flag(into *bool) sql.Scanner { return flag{into} }

type flag struct{ into *bool }

func (f flag) Scan(v any) error {
	n, ok := v.(int64)
	if !ok {
		return fmt.Errorf("a flag stored as %T", v)
	}
	*f.into = n != 0
	return nil
}
