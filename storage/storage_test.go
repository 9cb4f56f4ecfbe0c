package storage_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/storage"
)

func TestOpen_smoke(t *testing.T) {
	ctx := context.Background()
	p := filepath.Join(t.TempDir(), "a ?#%20/shop.aftercare")
	now := time.Now()
	db, err := storage.Open(ctx, p, storage.Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(ctx, func(tx *storage.Tx) error {
		n, err := tx.Take("x", 5)
		t.Log(n, err)
		n, err = tx.Take("x", 5)
		t.Log(n, err)
		return tx.Record(domain.Entry{Verb: "a.b", Entity: "order", ID: 4})
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Log(db.Check(ctx, storage.Full))
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	st := time.Now()
	db, err = storage.Open(ctx, p, storage.Options{Now: func() time.Time { return now }})
	t.Log(time.Since(st), err)
	db.Close()
}
