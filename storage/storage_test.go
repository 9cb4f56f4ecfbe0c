package storage_test

import (
	"testing"

	"aftercare/storage/storagetest"
)

func TestDB_sqlite(t *testing.T)   { storagetest.Run(t, storagetest.SQLite) }
func TestDB_postgres(t *testing.T) { storagetest.Run(t, storagetest.Postgres) }
