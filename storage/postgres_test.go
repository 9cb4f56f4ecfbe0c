package storage_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"aftercare/domain"
	"aftercare/storage"
	"aftercare/storage/storagetest"
)

// hangUp ends every connection to the store's database, as a server's restart
// does.
func hangUp(t *testing.T, where string) {
	t.Helper()
	storagetest.Tamper(t, where, `SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity
		WHERE datname = current_database() AND pid <> pg_backend_pid()`)
}

func TestPostgres_restart(t *testing.T) {
	ctx := context.Background()
	where := storagetest.Postgres(t)
	db := storagetest.Open(t, where)
	put := func(key string, meanwhile func()) error {
		return db.Update(ctx, func(tx *storage.Tx) error {
			err := tx.PutSetting(key, 1, 0)
			meanwhile()
			return err
		})
	}
	look := func() error {
		return db.View(ctx, func(tx *storage.Tx) error { _, _, err := tx.HistoryHead(); return err })
	}
	quiet := func() {}
	if err := errors.Join(put("a", quiet), look(), look(), look(), look()); err != nil {
		t.Fatal(err)
	}
	hangUp(t, where)
	if err := errors.Join(put("b", quiet), look(), look(), look(), look()); err != nil {
		t.Errorf("after a restart: got %v", err)
	}
	// Lost in the middle: nobody can say what a commit would have done.
	err := put("c", func() { hangUp(t, where) })
	if !errors.Is(err, domain.Code("store.unreachable")) && !errors.Is(err, domain.Code("store.unknown")) {
		t.Errorf("lost in the middle: got %v, want store.unreachable or store.unknown", err)
	}
	if err := put("c", quiet); err != nil {
		t.Errorf("once more: got %v", err)
	}
}

func TestPostgres_addresses(t *testing.T) {
	real := storagetest.Postgres(t)
	for name, c := range map[string]struct{ where, code string }{
		"no address":       {"postgres://desk:secret@:port", "store.address"},
		"nobody listens":   {"postgres://desk:secret@127.0.0.1:1/shop", "store.unreachable"},
		"no such database": {strings.Replace(real, "/shop_", "/secret_", 1), "store.login"},
	} {
		_, err := storage.Open(context.Background(), c.where, storage.Options{Now: storagetest.Clock()})
		if !errors.Is(err, domain.Code(c.code)) {
			t.Errorf("%s: got %v, want %s", name, err, c.code)
		}
		if strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: the error quotes the address: %v", name, err)
		}
	}
}

func TestPostgres_foreignDatabase(t *testing.T) {
	where := storagetest.Postgres(t)
	storagetest.Tamper(t, where, `CREATE TABLE letters (id BIGINT)`)
	_, err := storage.Open(context.Background(), where, storage.Options{Now: storagetest.Clock()})
	if !errors.Is(err, domain.Code("store.not_a_store")) {
		t.Errorf("got %v, want store.not_a_store", err)
	}
}

// TestPostgres_faults holds that no value of a row is in an error.
func TestPostgres_faults(t *testing.T) {
	db := storagetest.Open(t, storagetest.Postgres(t))
	for name, statement := range map[string]string{
		"duplicate": `INSERT INTO settings (key, value, version) VALUES ('secret', 'secret', 1), ('secret', 'secret', 1)`,
		"check":     `INSERT INTO settings (key, value, version) VALUES ('secret', 'secret', -1)`,
		"cast":      `INSERT INTO settings (key, value, version) VALUES ('a', 'b', CAST('secret' AS BIGINT))`,
	} {
		err := db.Update(context.Background(), func(tx *storage.Tx) error { _, err := tx.Exec(statement); return err })
		if err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: got %v, want an error without the value", name, err)
		}
	}
}

// TestPostgres_busy holds that a desk does not wait for ever for another's
// import.
func TestPostgres_busy(t *testing.T) {
	where := storagetest.Postgres(t)
	first, second := storagetest.Open(t, where), storagetest.Open(t, where+"&lock_timeout=50")
	nothing := func(*storage.Tx) error { return nil }
	err := first.Update(context.Background(), func(*storage.Tx) error {
		if err := second.Update(context.Background(), nothing); !errors.Is(err, domain.Code("store.busy")) {
			t.Errorf("while another writes: got %v, want store.busy", err)
		}
		return nil
	})
	if err := errors.Join(err, second.Update(context.Background(), nothing)); err != nil {
		t.Errorf("afterwards: got %v", err)
	}
}
