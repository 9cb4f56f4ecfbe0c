package storage_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/storage"
)

func TestDB_Update_fileGone(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "shop")
	path := filepath.Join(folder, "shop.aftercare")
	db, err := storage.Open(t.Context(), path, storage.Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Update(t.Context(), func(*storage.Tx) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(folder, folder+".away"); err != nil {
		t.Skip("this system keeps open files where they are")
	}
	err = db.Update(t.Context(), func(*storage.Tx) error { return nil })
	if !errors.Is(err, domain.Code("store.gone")) {
		t.Errorf("Update without its file = %v, want store.gone", err)
	}
	if err := os.Rename(folder+".away", folder); err != nil {
		t.Fatal(err)
	}
	if err := db.Update(t.Context(), func(*storage.Tx) error { return nil }); err != nil {
		t.Errorf("Update with the file back = %v", err)
	}
}
