package storage

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"testing/fstest"

	"github.com/pressly/goose/v3"
	"github.com/sirupsen/logrus"

	"aftercare/domain"
)

// older makes a store as a program of an older version left it, and does
// something to it.
func older(t *testing.T, version int64, statements ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "shop.aftercare")
	pool, err := openPool(path, roleWriter, 1)
	if err != nil {
		t.Fatal(err)
	}
	db := &DB{engine: sqliteEngine(), where: path, now: clock, log: discard(), write: pool, read: pool}
	climbTo(t, db, version)
	for _, s := range append([]string{"PRAGMA application_id = " + strconv.Itoa(applicationID)}, statements...) {
		if _, err := pool.ExecContext(t.Context(), s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
	if err := pool.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// climbTo makes the store of a program that knew no later step.
func climbTo(t *testing.T, db *DB, version int64) {
	t.Helper()
	known := fstest.MapFS{}
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		n, err := goose.NumericComponent(name)
		text, err2 := fs.ReadFile(migrations, name)
		if err := errors.Join(err, err2); err != nil {
			t.Fatal(err)
		}
		if n <= version {
			known[name] = &fstest.MapFile{Data: text}
		}
	}
	if err := db.climb(t.Context(), known, version); err != nil {
		t.Fatal(err)
	}
}

// partsOf are the parts of a file's schema, and how many rows stand in it.
func partsOf(t *testing.T, path string) []string {
	t.Helper()
	pool, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	conn, err := pool.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	out, err := lines(t.Context(), conn, `SELECT type || ' ' || name || ' ' || COALESCE(sql, '') FROM sqlite_schema ORDER BY 1`)
	if err != nil {
		t.Fatal(err)
	}
	versions, err := lines(t.Context(), conn, `SELECT CAST(version_id AS TEXT) FROM goose_db_version ORDER BY id`)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := lines(t.Context(), conn, `SELECT id || body FROM refunds`)
	if err != nil {
		t.Fatal(err)
	}
	return slices.Concat(out, versions, rows)
}

// An upgrade whose later step fails takes the earlier ones back: the store is as
// the older program left it, which opens it still; the backup was made first.
func TestOpen_upgradeFailsHalfWay(t *testing.T) {
	// Steps 10 and 11 can be taken; 15 reads a body that is none.
	path := older(t, 2, `PRAGMA foreign_keys = 0`,
		`INSERT INTO refunds (id, version, case_id, order_id, state, open, amount, currency, body) VALUES (1, 1, 1, 1, 'filed', 1, 100, 'HKD', 'no JSON at all')`)
	before := partsOf(t, path)
	backedUp := false
	var log bytes.Buffer
	logger := logrus.New()
	logger.SetOutput(&log)
	_, err := Open(context.Background(), path, Options{Now: clock, Log: logrus.NewEntry(logger), BeforeUpgrade: func(_ context.Context, from, to int64) error {
		backedUp = from == 2 && to > 15
		return nil
	}})
	if !errors.Is(err, domain.Code("store.upgrade_failed")) {
		t.Errorf("Open: got %v, want store.upgrade_failed", err)
	}
	if !backedUp {
		t.Error("no backup was asked for before the upgrade")
	}
	if after := partsOf(t, path); !slices.Equal(after, before) {
		t.Errorf("the store was changed:\n%q\nwant\n%q", after, before)
	}
	// With the row mended the same file goes all the way up.
	pool, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{`PRAGMA foreign_keys = 0`, `DELETE FROM refunds`} {
		if _, err := pool.Exec(s); err != nil {
			t.Fatal(err)
		}
	}
	if err := pool.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := Open(context.Background(), path, Options{Now: clock})
	if err != nil {
		t.Fatalf("after it was mended: %v", err)
	}
	if r, err := db.Check(context.Background(), Full); err != nil || !r.Sound() {
		t.Errorf("after the upgrade: %+v, %v", r, err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func schemaParts(t *testing.T, path string) []string {
	t.Helper()
	pool, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	out, err := schemaOf(t.Context(), pool)
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return out
}

// A store of any older version comes up, part for part as a new one.
func TestOpen_upgradeFromEachVersion(t *testing.T) {
	fresh := filepath.Join(t.TempDir(), "fresh")
	up := func(path string) []string {
		db, err := Open(t.Context(), path, Options{Now: clock})
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		return schemaParts(t, path)
	}
	want := up(fresh)
	for _, version := range []int64{1, 2, 15, 40} {
		if got := up(older(t, version)); !slices.Equal(got, want) {
			t.Errorf("from version %d: got\n%q\nwant\n%q", version, got, want)
		}
	}
}

// An offer that was skipped before the lists of offers knew of such is in them
// after the upgrade, without anybody saving its case again.
func TestUpgrade_skippedOffers(t *testing.T) {
	const body = `{"id":1,"version":1,"number":"C-1001","order_id":1,"channel_id":1,"plan":"return_refund","reason":"changed_mind","remedy":"return_refund","items":[{"line":1,"said":1,"title":"Tee"}],"state":"agreed","opened":"2026-03-02T01:00:00Z",
		"steps":[{"code":"retention","actor":"service","skipped":"a regular","skipped_at":"2026-03-02T02:00:00Z","who":"Mei"}]}`
	path := older(t, 90, "PRAGMA foreign_keys = OFF",
		`INSERT INTO cases (id, version, number, order_id, state, parcel, done, tracking, body, channel_id) VALUES (1, 1, 'C-1001', 1, 'agreed', '', 0, '', '`+body+`', 1)`)
	db, err := Open(t.Context(), path, Options{Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var words, who string
	if err := db.read.QueryRowContext(t.Context(), `SELECT words, who FROM case_facts WHERE case_id = 1 AND sort = 'retention'`).Scan(&words, &who); err != nil || words != "a regular" || who != "Mei" {
		t.Errorf("the skipped offer stands as %q by %q (%v), want the reason and who", words, who, err)
	}
}
