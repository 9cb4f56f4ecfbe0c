package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/sirupsen/logrus"

	"aftercare/assets"
	"aftercare/storage"
	"aftercare/ui/cli"
	"aftercare/ui/text"
)

// A whole shop comes back from a file whose first page, and with it the map of
// all others, is gone.
func TestHouse_repair_firstPageGone(t *testing.T) {
	words, err := text.Load(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	h := house{catalogue: words, log: logrus.NewEntry(logrus.New())}
	h.log.Logger.SetOutput(t.Output())
	ctx, where := context.Background(), filepath.Join(t.TempDir(), "shop.aftercare")
	s, err := h.open(ctx, where, cli.Beginning, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Sample(ctx, cli.Wish{Seed: 1, Day: time.Date(2026, 3, 12, 2, 0, 0, 0, time.UTC), Orders: 300}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := storage.Examine(ctx, where, storage.Full, storage.Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(where)
	if err != nil {
		t.Fatal(err)
	}
	clear(data[:4096])
	if err := os.WriteFile(where, data, 0o600); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "salvaged")
	if _, err := h.repair(ctx, where, to, time.Now); err != nil {
		t.Fatal(err)
	}
	after, err := storage.Examine(ctx, to, storage.Full, storage.Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	// What these hold can be worked out anew, and their rows look like an index's.
	derived := map[string]bool{"search_keys": true, "parcel_cases": true, "job_serials": true, "sequences": true, "tallies": true,
		"case_facts": true}
	for table, n := range before.Rows {
		if got := after.Rows[table]; got != n && !derived[table] {
			t.Errorf("%s: %d rows came back, want %d", table, got, n)
		}
	}
	if after.Entries != before.Entries {
		t.Errorf("history: %d entries, want %d", after.Entries, before.Entries)
	}
}
