package storage_test

import (
	"context"
	"fmt"
	"testing"

	"aftercare/domain"
	"aftercare/storage"
	"aftercare/storage/storagetest"
)

func engines(b *testing.B, run func(b *testing.B, db *storage.DB)) {
	b.Run("sqlite", func(b *testing.B) { run(b, storagetest.Open(b, storagetest.SQLite(b))) })
	b.Run("postgres", func(b *testing.B) { run(b, storagetest.Open(b, storagetest.Postgres(b))) })
}

// BenchmarkUpdate is one use case: a number, an entry, a commit to the disk.
func BenchmarkUpdate(b *testing.B) {
	engines(b, func(b *testing.B, db *storage.DB) {
		for b.Loop() {
			err := db.Update(context.Background(), func(tx *storage.Tx) error {
				return tx.Record(domain.Entry{Verb: "order.ship", Entity: "order", ID: 1, Facts: domain.Args{"days": 3}})
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkUpdate_order is one use case on an order, with what Undo needs kept:
// the order as it was before.
func BenchmarkUpdate_order(b *testing.B) {
	engines(b, func(b *testing.B, db *storage.DB) {
		storagetest.Fill(b, db, 1000)
		n := 0
		for b.Loop() {
			n++
			err := db.Update(context.Background(), func(tx *storage.Tx) error {
				o, err := tx.Order(domain.ID(n%1000 + 1))
				if err == nil {
					err = tx.PutOrder(&o)
				}
				if err == nil {
					err = tx.Record(domain.Entry{Verb: "order.ship", Entity: "order", ID: o.ID, Facts: domain.Args{"days": 3}})
				}
				return err
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkView is one row by its key.
func BenchmarkView(b *testing.B) {
	engines(b, func(b *testing.B, db *storage.DB) {
		err := db.Update(context.Background(), func(tx *storage.Tx) error { return tx.PutSetting("look", "dark", 0) })
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			err := db.View(context.Background(), func(tx *storage.Tx) error {
				var look string
				_, _, err := tx.Setting("look", &look)
				return err
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkInsertRows is a hundred thousand rows of an import in one Update.
func BenchmarkInsertRows(b *testing.B) {
	const rows = 100_000
	engines(b, func(b *testing.B, db *storage.DB) {
		for b.Loop() {
			err := db.Update(context.Background(), func(tx *storage.Tx) error {
				first, err := tx.Take("bench", rows)
				if err != nil {
					return err
				}
				_, err = tx.InsertRows("settings", []string{"key", "value", "version"}, func(yield func([]any) bool) {
					row := make([]any, 3)
					for i := range int64(rows) {
						row[0], row[1], row[2] = fmt.Sprintf("%010d", first+i), "a value of an order's length, more or less", 1
						if !yield(row) {
							return
						}
					}
				})
				return err
			})
			if err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	})
}

// BenchmarkOpen is a start on a store that is there.
func BenchmarkOpen(b *testing.B) {
	where := storagetest.SQLite(b)
	if err := storagetest.Open(b, where).Close(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		db, err := storage.Open(context.Background(), where, storage.Options{Now: storagetest.Clock()})
		if err != nil {
			b.Fatal(err)
		}
		if err := db.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
