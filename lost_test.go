package main

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/storage"
	"aftercare/storage/backup"
)

// A shop whose file is gone is missed as long as a backup of it lies there: no
// new shop begins in its place unasked. Where there was none, nothing is missed.
func TestHouse_lost(t *testing.T) {
	h, ctx := newHouse(t), t.Context()
	if err := h.lost(filepath.Join(t.TempDir(), "new.aftercare"), time.Now); err != nil {
		t.Errorf("a first start: got %v, want nothing missed", err)
	}
	where := h.sampleShop(t)
	if _, err := h.vault(where, time.Now).MakeOf(ctx, backup.ByHand); err != nil {
		t.Fatal(err)
	}
	if err := h.lost(where, time.Now); err != nil {
		t.Errorf("a shop that is there: got %v", err)
	}
	if err := os.Remove(where); err != nil {
		t.Fatal(err)
	}
	if err := h.lost(where, time.Now); !errors.Is(err, domain.Code("store.lost")) {
		t.Errorf("a shop that is gone: got %v, want store.lost", err)
	}
	if r, err := h.restore(ctx, where, "", "", time.Now); err != nil || r.Kept != "" {
		t.Fatalf("a restore where no store is: kept %q, %v", r.Kept, err)
	}
	if err := h.lost(where, time.Now); err != nil {
		t.Errorf("restored: got %v", err)
	}
	if r, err := h.restore(ctx, where, "", "", time.Now); err != nil || filepath.Dir(r.Kept) != filepath.Dir(where) {
		t.Errorf("a restore over a store: kept %q, %v", r.Kept, err)
	}
	if f, err := storage.Examine(ctx, where, storage.Quick, storage.Options{Now: time.Now}); err != nil || f.Rows["orders"] < 300 {
		t.Errorf("restored: %d orders, %v", f.Rows["orders"], err)
	}
}
