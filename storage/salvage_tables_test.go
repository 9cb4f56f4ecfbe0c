package storage

import (
	"context"
	"path/filepath"
	"testing"
	"time"
)

// TestSalvage_afterManyReads reads the tables of a new store of which every
// reader has its connection already, as after what is done beside a start.
func TestSalvage_afterManyReads(t *testing.T) {
	db, err := Open(t.Context(), filepath.Join(t.TempDir(), "shop"), Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for range 2 * readers {
		if err := db.View(t.Context(), func(*Tx) error { return nil }); err != nil {
			t.Fatal(err)
		}
	}
	ctx, stop := context.WithTimeout(t.Context(), 10*time.Second)
	defer stop()
	tables, err := (&salvage{ctx: ctx, db: db}).freshTables()
	if err != nil || len(tables) < 20 {
		t.Errorf("%d tables, %v", len(tables), err)
	}
}
