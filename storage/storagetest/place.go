// Package storagetest is the contract that a store keeps, and the places that
// tests need: new SQLite files, and new databases on a real PostgreSQL.
//
// The server's address stands in AFTERCARE_TEST_PG, which .ci/postgres sets:
//
//	.ci/postgres go test ./storage/...
//
// A test of a new store method starts like this:
//
//	storagetest.Each(t, func(t *testing.T, where string) {
//		db := storagetest.Open(t, where)
//		...
//	})
package storagetest

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"aftercare/storage"
)

// Each runs a test once per engine, each time with the address of a store
// that does not exist yet.
func Each(t *testing.T, run func(t *testing.T, where string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { run(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { run(t, Postgres(t)) })
}

// SQLite gives the path of a file that does not exist yet, in a folder with
// the characters that end a path in an address.
func SQLite(t testing.TB) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "a shop? 100% #1", "shop.aftercare")
}

// Postgres gives the address of a new, empty database, dropped after the
// test. It skips the test when no server is named, and fails it when
// AFTERCARE_NEED_TOOLS says that there must be one.
func Postgres(t testing.TB) string {
	t.Helper()
	server := os.Getenv("AFTERCARE_TEST_PG")
	if server == "" {
		if os.Getenv("AFTERCARE_NEED_TOOLS") != "" {
			t.Fatal("no PostgreSQL: run the tests with .ci/postgres")
		}
		t.Skip("no PostgreSQL: AFTERCARE_TEST_PG is not set")
	}
	admin, err := sql.Open("pgx", server)
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("shop_%d_%d", os.Getpid(), databases.Add(1))
	if _, err := admin.Exec("CREATE DATABASE " + name); err != nil {
		t.Fatalf("create database: %v", err)
	}
	t.Cleanup(func() {
		if _, err := admin.Exec("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
			t.Errorf("drop database: %v", err)
		}
		if err := admin.Close(); err != nil {
			t.Errorf("close server: %v", err)
		}
	})
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/" + name
	return u.String()
}

// databases numbers the databases of this process, which share one server.
var databases atomic.Int64

// Open opens the store at where with a test's clock and closes it afterwards.
func Open(t testing.TB, where string) *storage.DB {
	t.Helper()
	db, err := storage.Open(context.Background(), where, storage.Options{Now: Clock()})
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return db
}

// Clock starts on 2 November 2026, 09:00 UTC, and goes on by a second each
// time it is asked.
func Clock() func() time.Time {
	var seconds atomic.Int64
	start := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	return func() time.Time { return start.Add(time.Duration(seconds.Add(1)) * time.Second) }
}

// Tamper changes a store behind the program's back, as somebody with a
// database tool would.
func Tamper(t testing.TB, where string, statements ...string) {
	t.Helper()
	driver, address := "sqlite", (&url.URL{Scheme: "file", Path: where}).String()
	if storage.IsServer(where) {
		driver, address = "pgx", where
	}
	raw, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	for _, s := range statements {
		if _, err := raw.Exec(s); err != nil {
			t.Fatalf("tamper with %q: %v", s, err)
		}
	}
}
