package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"aftercare/domain"
)

// Snapshot writes one moment of the store into a new file at path, whole and
// without a log beside it, while others go on writing. The file is 0600 and is
// not yet known to be good: see Examine.
//
// Errors: store.full, store.damaged, store.cancelled, store.server for a store
// that is no file.
func (db *DB) Snapshot(ctx context.Context, path string) error {
	if IsServer(db.where) {
		return &domain.Error{Kind: domain.Refused, Code: "store.server"}
	}
	return db.explain(ctx, "snapshot", copyInto(ctx, db.where, path, roleCopier))
}

// copyInto copies all rows of the store at from into a fresh file. What is no
// row, such as bytes in free pages, stays behind.
func copyInto(ctx context.Context, from, to string, r role) error {
	// SQLite fills a file that is there and empty, and keeps its mode.
	f, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return unreachable("make file", err)
	}
	if err := f.Close(); err != nil {
		return unreachable("make file", err)
	}
	pool, err := openPool(from, r, 1)
	if err != nil {
		return err
	}
	_, err = pool.ExecContext(ctx, "VACUUM INTO $1", to)
	return errors.Join(err, pool.Close())
}

// Facts are what a look at a store's file found.
type Facts struct {
	Version int64            // the last migration
	Entries int64            // of the history
	First   []byte           // the hash of the first one, by which a shop is known from its copies; nil before it
	Head    []byte           // the hash of the last one
	Rows    map[string]int64 // by table
}

// Examine looks at the file of a store that nobody has open and changes
// nothing: the pages, the history's chain, and how much there is. In full it
// also reads every index, and compares the schema, part for part, with the one
// that this program makes for its version: a file from elsewhere is not used
// before.
//
// Errors: those of Open; store.damaged; store.foreign; history.broken.
func Examine(ctx context.Context, path string, depth Depth, opts Options) (Facts, error) {
	var f Facts
	opts.ReadOnly, opts.AnyVersion = true, true
	db, err := Open(ctx, path, opts)
	if err != nil {
		return f, err
	}
	defer db.Close()
	if depth == Full {
		if err := sameSchema(ctx, db); err != nil {
			return f, err
		}
	}
	r, err := db.Check(ctx, depth)
	switch {
	case err != nil:
		return f, err
	case len(r.Findings) > 0:
		return f, damaged("pages")
	case r.Broken != nil:
		return f, r.Broken
	}
	f.Version, f.Entries, f.Head = r.Version, r.Entries, r.Head
	if f.Rows, err = db.rows(ctx); err == nil {
		err = db.View(ctx, func(tx *Tx) error {
			_, err := tx.QueryRow([]any{&f.First}, `SELECT hash FROM history ORDER BY seq LIMIT 1`)
			return err
		})
	}
	return f, err
}

// CopyFile copies the rows of the store at from, which nobody has open, into a
// fresh file at to.
//
// Errors: store.damaged, store.full, store.unreachable.
func CopyFile(ctx context.Context, from, to string) error {
	db := &DB{engine: sqliteEngine(), where: from, log: discard()}
	return db.explain(ctx, "copy store", copyInto(ctx, from, to, roleCopier))
}

// rows counts the rows of each table.
func (db *DB) rows(ctx context.Context) (map[string]int64, error) {
	out := map[string]int64{}
	err := db.View(ctx, func(tx *Tx) error {
		names, err := lines(ctx, tx.session.conn, `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'`)
		if err != nil {
			return err
		}
		for _, name := range names {
			var n int64
			// The name is one that sameSchema or a migration vouches for; a mark cannot name a table.
			if err := tx.session.conn.QueryRowContext(ctx, `SELECT COUNT(*) FROM `+quoted(name)).Scan(&n); err != nil {
				return err
			}
			out[name] = n
		}
		return nil
	})
	return out, err
}

// quoted is a name of the schema as SQL writes it.
func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// sameSchema compares a store's schema with the one that the migrations make
// up to its version, in a fresh file beside it.
func sameSchema(ctx context.Context, db *DB) error {
	dir, err := os.MkdirTemp("", "aftercare-schema-*")
	if err != nil {
		return unreachable("make folder", err)
	}
	defer os.RemoveAll(dir)
	fresh := filepath.Join(dir, "fresh")
	if err := db.grow(ctx, fresh, db.version); err != nil {
		return err
	}
	pool, err := openPool(fresh, roleReader, 1)
	if err != nil {
		return err
	}
	defer pool.Close()
	want, err := schemaOf(ctx, pool)
	if err != nil {
		return err
	}
	got, err := schemaOf(ctx, db.read)
	if err != nil {
		return err
	}
	if !slices.Equal(got, want) {
		return &domain.Error{Kind: domain.Refused, Code: "store.foreign", Hard: true}
	}
	return nil
}

func schemaOf(ctx context.Context, pool *sql.DB) ([]string, error) {
	conn, err := pool.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer conn.Close() // it only read
	// What SQLite keeps for itself comes and goes with ANALYZE.
	out, err := lines(ctx, conn, `SELECT type || ' ' || name || ' ' || COALESCE(sql, '') FROM sqlite_schema
		WHERE name NOT LIKE 'sqlite_stat%' ORDER BY 1`)
	if err != nil {
		return nil, fmt.Errorf("read schema: %w", err)
	}
	return out, nil
}
