package storagetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/storage"
)

type shopWord string

func values(t *testing.T, where string) {
	db := Open(t, where)
	probe(t, db)
	at := time.Date(2026, 10, 25, 1, 30, 0, 123456789, time.FixedZone("", 8*3600))
	picture := []byte{0, 255, 'a'}
	columns := []string{"name", "count", "at", "picture"}
	update(t, db, func(tx *storage.Tx) error {
		_, err := tx.PutVersioned(storage.Versioned{Table: "probe", ID: 1, Columns: columns,
			Values: []any{shopWord("訂單 '$1' ? \\ 𠮷"), domain.ID(-7), at, picture}})
		if err != nil {
			return err
		}
		_, err = tx.PutVersioned(storage.Versioned{Table: "probe", ID: 2, Columns: columns,
			Values: []any{nil, true, time.Time{}, []byte(nil)}})
		return err
	})
	view(t, db, func(tx *storage.Tx) error {
		var name shopWord
		var n domain.ID
		var when time.Time
		var blob []byte
		found, err := tx.QueryRow([]any{&name, &n, storage.Moment(&when), &blob}, `SELECT name, count, at, picture FROM probe WHERE id = $1`, domain.ID(1))
		if err != nil || !found {
			t.Fatalf("first row: found %v, %v", found, err)
		}
		if name != "訂單 '$1' ? \\ 𠮷" || n != -7 || !when.Equal(at.Truncate(time.Millisecond)) || !bytes.Equal(blob, picture) {
			t.Errorf("got %q %d %v %v", name, n, when, blob)
		}
		var none *string
		var yes bool
		if _, err := tx.QueryRow([]any{&none, storage.Flag(&yes), storage.Moment(&when)}, `SELECT name, count, at FROM probe WHERE id = 2`); err != nil {
			return err
		}
		if none != nil || !yes || !when.IsZero() {
			t.Errorf("got %v %v %v, want NULL, true and the zero time", none, yes, when)
		}
		err = tx.Each(func(r storage.Row) error { return r.Scan(&n) }, `SELECT name FROM probe WHERE id = 1`)
		if err == nil || strings.Contains(err.Error(), "訂單") {
			t.Errorf("text read as a number: got %v, want an error without the text", err)
		}
		found, err = tx.QueryRow([]any{&n}, `SELECT id FROM probe WHERE id = 3`)
		if found {
			t.Error("found a row that is not there")
		}
		return err
	})
}

func badText(t *testing.T, where string) {
	db := Open(t, where)
	for name, text := range map[string]string{"a zero": "a\x00b", "half a character": "a\xe8\xa8"} {
		err := db.Update(context.Background(), func(tx *storage.Tx) error {
			_, err := tx.Exec(`INSERT INTO settings (key, value, version) VALUES ('a', $1, 1)`, text)
			return err
		})
		want(t, name, err, "field.not_text")
	}
}

func textOrder(t *testing.T, where string) {
	db := Open(t, where)
	words := []string{"B", "_", "a", "é", "退", "𠮷"}
	update(t, db, func(tx *storage.Tx) error {
		for _, w := range slices.Backward(words) {
			if err := tx.PutSetting(w, 1, 0); err != nil {
				return err
			}
		}
		return nil
	})
	view(t, db, func(tx *storage.Tx) error {
		got, err := storage.All(tx, func(r storage.Row) (s string, err error) { return s, r.Scan(&s) }, `SELECT key FROM settings ORDER BY key`)
		if !slices.Equal(got, words) {
			t.Errorf("got %q, want %q", got, words)
		}
		return err
	})
}

func rowsInBatches(t *testing.T, where string) {
	db := Open(t, where)
	probe(t, db)
	some := func(from, to int) iter.Seq[[]any] {
		return func(yield func([]any) bool) {
			row := make([]any, 3) // the same slice each time: InsertRows keeps none
			for i := from; i < to; i++ {
				row[0], row[1], row[2] = i, 1, fmt.Sprint("row ", i)
				if !yield(row) {
					return
				}
			}
		}
	}
	columns := []string{"id", "version", "name"}
	for _, n := range []int{0, 1, 49, 50, 51, 120} {
		err := db.Update(context.Background(), func(tx *storage.Tx) error {
			got, err := tx.InsertRows("probe", columns, some(0, n))
			if err != nil || got != int64(n) {
				t.Errorf("InsertRows of %d: got %d, %v", n, got, err)
			}
			var stored int64
			if _, err := tx.QueryRow([]any{&stored}, `SELECT COUNT(*) FROM probe WHERE name = 'row ' || CAST(id AS TEXT)`); err != nil {
				return err
			}
			if stored != int64(n) {
				t.Errorf("stored of %d: got %d", n, stored)
			}
			return errUndo
		})
		if !errors.Is(err, errUndo) {
			t.Fatal(err)
		}
	}
	err := db.Update(context.Background(), func(tx *storage.Tx) error {
		if _, err := tx.InsertRows("probe", columns, some(0, 60)); err != nil {
			return err
		}
		_, err := tx.InsertRows("probe", columns, some(59, 120))
		return err
	})
	want(t, "a row that is there", err, "store.duplicate")
	for name, columns := range map[string][]string{"SQL for a name": {"id", "version", "name) --"}, "too few": {"id", "version"}} {
		if err := db.Update(context.Background(), func(tx *storage.Tx) error {
			_, err := tx.InsertRows("probe", columns, some(0, 1))
			return err
		}); err == nil {
			t.Errorf("%s: got no error", name)
		}
	}
	if got := count(t, db, `SELECT COUNT(*) FROM probe`); got != 0 {
		t.Errorf("rows: got %d, want 0", got)
	}
}

var errUndo = errors.New("undo")

// desks opens the store twice, as two programs would, and runs work on both
// at once.
func desks(t *testing.T, where string, work func(desk int, db *storage.DB) error) *storage.DB {
	t.Helper()
	both := []*storage.DB{Open(t, where), Open(t, where)}
	probe(t, both[0])
	answers := make(chan error)
	for desk, db := range both {
		go func() { answers <- work(desk, db) }()
	}
	for range both {
		if err := <-answers; err != nil {
			t.Error(err)
		}
	}
	return both[0]
}

func numbers(t *testing.T, where string) {
	const rounds = 100
	db := desks(t, where, func(desk int, db *storage.DB) error {
		for i := range rounds {
			n := i%3 + 1
			err := db.Update(context.Background(), func(tx *storage.Tx) error {
				first, err := tx.Take("probe", n)
				if err != nil {
					return err
				}
				for k := range n {
					if _, err := tx.Exec(`INSERT INTO probe (id, version) VALUES ($1, $2)`, first+int64(k), desk); err != nil {
						return err
					}
				}
				if i%10 == 9 {
					return errUndo // numbers of a failed Update come back
				}
				return nil
			})
			if err != nil && !errors.Is(err, errUndo) {
				return err
			}
		}
		return nil
	})
	n, last := count(t, db, `SELECT COUNT(*) FROM probe`), count(t, db, `SELECT MAX(id) FROM probe`)
	if n == 0 || n != last {
		t.Errorf("got %d numbers up to %d, want no gap", n, last)
	}
	if first := count(t, db, `SELECT MIN(id) FROM probe`); first != 1 {
		t.Errorf("first number: got %d, want 1", first)
	}
}
