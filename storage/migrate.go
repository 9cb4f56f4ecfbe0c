package storage

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/pressly/goose/v3"
	"github.com/sirupsen/logrus"

	"aftercare/domain"
)

// migrations are the steps of the schema, one file each, never edited once
// they are released. They are written in SQLite's words: INTEGER, TEXT, BLOB,
// STRICT, WITHOUT ROWID, in capitals; PostgreSQL gets its own words for them.
// What only one engine needs stands between a line "-- only sqlite" or
// "-- only postgres" and a line "-- both".
//
//go:embed migrations/*.sql
var migrations embed.FS

// migrate brings the store to this program's version: each step and its
// record in one transaction. It refuses a store that a newer program made,
// for goose itself would not.
func (db *DB) migrate(ctx context.Context, opts Options) error {
	target, err := lastMigration()
	if err != nil {
		return err
	}
	from, err := db.recorded(ctx)
	if err != nil {
		return err
	}
	whole, err := db.whole(ctx, from, target)
	if err != nil {
		return err
	}
	db.version = from
	switch {
	case from > target:
		return &domain.Error{Kind: domain.Refused, Code: "store.newer", Args: domain.Args{"version": from, "known": target}}
	case from == target && whole:
		return nil
	case opts.ReadOnly && opts.AnyVersion:
		return nil
	case opts.ReadOnly:
		return &domain.Error{Kind: domain.Refused, Code: "store.older", Args: domain.Args{"version": from, "known": target}}
	}
	if from > 0 && opts.BeforeUpgrade != nil {
		if err := opts.BeforeUpgrade(ctx, from, target); err != nil {
			return fmt.Errorf("before upgrade: %w", err)
		}
	}
	switch {
	case from > 0 && db.engine.name == "sqlite":
		err = db.climbWhole(ctx, migrations, target)
	default:
		err = db.climb(ctx, migrations, target)
	}
	if err != nil && from > 0 && domain.As(db.explain(ctx, "upgrade", err)) == nil {
		err = errors.Join(&domain.Error{Kind: domain.Refused, Code: "store.upgrade_failed", Args: domain.Args{"version": from, "known": from}}, err)
	}
	if err != nil {
		return err
	}
	db.log.WithFields(logrus.Fields{"from": from, "version": target}).Info("store upgraded")
	db.version = target
	return nil
}

// whole says whether no step up to the last recorded one is missing: a step may
// have been written by somebody who worked beside the one who wrote the last.
func (db *DB) whole(ctx context.Context, from, target int64) (bool, error) {
	if from != target {
		return false, nil
	}
	files, err := migrations.ReadDir("migrations")
	if err != nil {
		return false, err
	}
	var seen int
	err = db.read.QueryRowContext(ctx, `SELECT COUNT(DISTINCT version_id) FROM goose_db_version WHERE version_id > 0`).Scan(&seen)
	if err != nil {
		return false, fmt.Errorf("read version: %w", err)
	}
	return seen == len(files), nil
}

// climbWhole runs all pending steps of a file, or none: one that fails half-way
// leaves the store as the program of before made it.
func (db *DB) climbWhole(ctx context.Context, files fs.FS, target int64) (err error) {
	conn, err := db.write.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close() // its pool goes on
	if _, err := conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return fmt.Errorf("upgrade: %w", err)
	}
	defer func() {
		end := "COMMIT"
		if err != nil {
			end = "ROLLBACK"
		}
		_, failed := conn.ExecContext(context.WithoutCancel(ctx), end)
		err = errors.Join(err, failed)
	}()
	done, err := lines(ctx, conn, `SELECT CAST(version_id AS TEXT) FROM goose_db_version`)
	if err != nil {
		return fmt.Errorf("upgrade: %w", err)
	}
	names, err := fs.Glob(files, "migrations/*.sql") // in their order
	if err != nil {
		return err
	}
	for _, name := range names {
		version, err := goose.NumericComponent(name)
		if err != nil || version > target || slices.Contains(done, strconv.FormatInt(version, 10)) {
			continue
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		if _, err := conn.ExecContext(ctx, translate(string(text), db.engine.name)); err != nil {
			return fmt.Errorf("upgrade by %s: %w", name, err)
		}
		if _, err := conn.ExecContext(ctx, `INSERT INTO goose_db_version (version_id, is_applied) VALUES ($1, 1)`, version); err != nil {
			return fmt.Errorf("upgrade by %s: %w", name, err)
		}
	}
	return nil
}

// climb runs the pending steps up to a version. On SQLite a second program may climb at the
// same moment and be a step ahead: as long as the store moves, try the rest.
func (db *DB) climb(ctx context.Context, files fs.FS, target int64) error {
	steps, err := fs.Sub(files, "migrations")
	if err != nil {
		return err
	}
	options := []goose.ProviderOption{goose.WithLogger(goose.NopLogger()), goose.WithDisableGlobalRegistry(true), goose.WithAllowOutofOrder(true)}
	if db.engine.locker != nil {
		options = append(options, goose.WithSessionLocker(db.engine.locker))
	}
	p, err := goose.NewProvider(db.engine.dialect, db.write, translated{steps, db.engine.name}, options...)
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	before, err := db.recorded(ctx)
	for err == nil {
		var now int64
		_, failed := p.UpTo(ctx, target)
		if failed == nil {
			return nil
		}
		if now, err = db.recorded(ctx); err == nil && now == before {
			return fmt.Errorf("migrate: %w", failed)
		}
		before = now
	}
	return err
}

// recorded is the highest migration that the store has seen, 0 for a new one.
func (db *DB) recorded(ctx context.Context) (int64, error) {
	// One statement sees one moment: another start may be making the tables.
	var recorded, others int64
	if err := db.read.QueryRowContext(ctx, db.engine.tables).Scan(&recorded, &others); err != nil {
		return 0, fmt.Errorf("read version: %w", err)
	}
	switch {
	case recorded == 0 && others > 0:
		// A file is known by its mark; a database must be empty to become a store.
		return 0, notAStore()
	case recorded == 0:
		return 0, nil
	}
	var version int64
	if err := db.read.QueryRowContext(ctx, `SELECT COALESCE(MAX(version_id), 0) FROM goose_db_version`).Scan(&version); err != nil {
		return 0, fmt.Errorf("read version: %w", err)
	}
	return version, nil
}

// lastMigration is the version that this program knows.
func lastMigration() (int64, error) {
	files, err := migrations.ReadDir("migrations")
	if err != nil {
		return 0, err
	}
	return goose.NumericComponent(files[len(files)-1].Name())
}

// migrationText is all steps in the words of one engine.
func migrationText(engine string) (string, error) {
	var all strings.Builder
	err := fs.WalkDir(migrations, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := migrations.ReadFile(name)
		all.WriteString(translate(string(text), engine))
		return err
	})
	return all.String(), err
}

// translated shows each file in the words of one engine.
type translated struct {
	fs.FS
	engine string
}

// Open gives the file's translation.
func (t translated) Open(name string) (fs.File, error) {
	f, err := t.FS.Open(name)
	if err != nil || !strings.HasSuffix(name, ".sql") {
		return f, err
	}
	defer f.Close()
	text, err := fs.ReadFile(t.FS, name)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	return &sqlFile{Reader: *bytes.NewReader([]byte(translate(string(text), t.engine))), info: info}, err
}

type sqlFile struct {
	bytes.Reader
	info fs.FileInfo
}

func (f *sqlFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *sqlFile) Close() error               { return nil }

var postgresWords = map[string]string{
	"INTEGER": "BIGINT",
	"BLOB":    "BYTEA",
	// Without it the server's language would sort: keys and paging compare
	// bytes, as SQLite does.
	"TEXT":                   `TEXT COLLATE "C"`,
	" STRICT":                "",
	" STRICT, WITHOUT ROWID": "",
}

var sqliteWords = regexp.MustCompile(` STRICT(, WITHOUT ROWID)?\b|\b(INTEGER|BLOB|TEXT)\b`)

// translate keeps the lines for one engine and puts them in its words.
func translate(text, engine string) string {
	var out []string
	keep := true
	for line := range strings.Lines(text) {
		switch marker := strings.TrimSpace(line); {
		case marker == "-- both":
			keep = true
		case strings.HasPrefix(marker, "-- only "):
			keep = strings.TrimPrefix(marker, "-- only ") == engine
		case keep:
			out = append(out, line)
		}
	}
	text = strings.Join(out, "")
	if engine == "postgres" {
		text = sqliteWords.ReplaceAllStringFunc(text, func(w string) string { return postgresWords[w] })
	}
	return text
}
