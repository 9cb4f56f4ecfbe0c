package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"aftercare/storage"
)

// A whole shop comes back from a file whose first page, and with it the map of
// all others, is gone.
func TestHouse_repair_firstPageGone(t *testing.T) {
	h, ctx := newHouse(t), t.Context()
	where := h.sampleShop(t)
	before, err := storage.Examine(ctx, where, storage.Full, storage.Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(where)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(where+".whole", data, 0o600); err != nil {
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
	// Which numbers come next is worked out of the rows: one that nothing was ever
	// given has no row. How often a table changed is counted anew.
	for table, n := range before.Rows {
		if got := after.Rows[table]; got != n && table != "sequences" && table != "tallies" {
			t.Errorf("%s: %d rows came back, want %d", table, got, n)
		}
	}
	if got, want := derivedRows(t, to), derivedRows(t, where+".whole"); !slices.Equal(got, want) {
		t.Errorf("what is worked out of the records: got %d rows, want the %d of before", len(got), len(want))
	}
	if after.Entries != before.Entries {
		t.Errorf("history: %d entries, want %d", after.Entries, before.Entries)
	}
}

// derivedRows are what a search finds, what belongs to what, and what reports
// are made of, as lines.
func derivedRows(t *testing.T, where string) []string {
	t.Helper()
	db, err := storage.Open(t.Context(), where, storage.Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var out []string
	err = db.View(t.Context(), func(tx *storage.Tx) error {
		for _, query := range []string{
			`SELECT key || '|' || rank || '|' || entity || '|' || id FROM search_keys ORDER BY 1`,
			`SELECT case_id || '|' || parcel_id FROM parcel_cases ORDER BY 1`,
			`SELECT serial || '|' || job_id FROM job_serials ORDER BY 1`,
			`SELECT case_id || '|' || n || '|' || sort || '|' || code || '|' || began || '|' || COALESCE(due, 0) || '|' || COALESCE(ended, 0) || '|' || words FROM case_facts ORDER BY 1`,
			`SELECT name || '|' || n FROM tallies WHERE name NOT LIKE '%.changes' ORDER BY 1`,
			`SELECT order_id || '|' || flag || '|' || at FROM order_flags ORDER BY 1`,
		} {
			lines, err := storage.All(tx, func(r storage.Row) (s string, err error) { return s, r.Scan(&s) }, query)
			if err != nil {
				return err
			}
			if len(lines) == 0 {
				t.Errorf("nothing to compare: %s", query)
			}
			out = append(out, lines...)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
