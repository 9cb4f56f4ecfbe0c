package storage

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"aftercare/domain"
)

func TestUpdate_full(t *testing.T) {
	ctx := context.Background()
	db := open(t, filepath.Join(t.TempDir(), "shop.aftercare"))
	room := func(pages string) {
		if err := db.Update(ctx, func(tx *Tx) error { _, err := tx.Exec("PRAGMA max_page_count = " + pages); return err }); err != nil {
			t.Fatal(err)
		}
	}
	large := func(key string) error {
		return db.Update(ctx, func(tx *Tx) error { return tx.PutSetting(key, strings.Repeat("x", 200_000), 0) })
	}
	room("20")
	if err := large("a"); !errors.Is(err, domain.Code("store.full")) {
		t.Errorf("no room: got %v, want store.full", err)
	}
	if err := db.View(ctx, func(tx *Tx) error { _, _, err := tx.HistoryHead(); return err }); err != nil {
		t.Errorf("reading goes on: got %v", err)
	}
	room("1000")
	if err := large("a"); err != nil {
		t.Errorf("room again: got %v", err)
	}
}

func TestOpen_beforeUpgrade(t *testing.T) {
	path := filepath.Join(t.TempDir(), "shop.aftercare")
	called := 0
	stop := errors.New("no backup")
	opts := Options{Now: clock, BeforeUpgrade: func(context.Context, int64, int64) error { called++; return stop }}
	db, err := Open(context.Background(), path, opts)
	if err != nil || called != 0 {
		t.Fatalf("new store: got %v, called %d times", err, called)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if db, err = Open(context.Background(), path, opts); err != nil || called != 0 {
		t.Errorf("store of this version: got %v, called %d times", err, called)
	}
	_ = db.Close()
}

func TestLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "shop.aftercare")
	first, err := Lock(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Lock(path); !errors.Is(err, domain.Code("store.in_use")) {
		t.Errorf("second: got %v, want store.in_use", err)
	}
	if err := first.Free(); err != nil {
		t.Error(err)
	}
	again, err := Lock(path)
	if err != nil {
		t.Fatalf("after Free: got %v", err)
	}
	if err := again.Free(); err != nil {
		t.Error(err)
	}
}
