package storage

import (
	"path/filepath"
	"slices"
	"testing"
)

// Every table is judged: whoever adds one says in erase.go whether it may hold
// the data of somebody who bought something.
func TestErase_everyTableIsJudged(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "shop.aftercare"))
	known := append(slices.Clone(besides), impersonal...)
	for _, o := range ofCustomer {
		known = append(known, o.table)
	}
	rows, err := db.rows(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for table := range rows {
		if table != "goose_db_version" && !slices.Contains(known, table) {
			t.Errorf("table %s: say in erase.go whose data it may hold", table)
		}
	}
	for _, table := range known {
		if _, ok := rows[table]; !ok {
			t.Errorf("erase.go names %s, and there is no such table", table)
		}
	}
}
