//go:build linux

package storage_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"aftercare/domain"
	"aftercare/storage"
	"aftercare/storage/storagetest"
)

// smallDisk is a disk of so many bytes, where we may make one.
func smallDisk(t *testing.T, bytes int) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "disk")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprintf("size=%d", bytes)); err != nil {
		t.Skipf("no small disk can be made here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Errorf("take the disk away: %v", err)
		}
	})
	return dir
}

// A full disk refuses a change in words and does nothing half; reading goes on,
// and all works again once there is room.
func TestFault_diskFull(t *testing.T) {
	disk := smallDisk(t, 4<<20)
	where := filepath.Join(disk, "shop.aftercare")
	db, err := storage.Open(t.Context(), where, storage.Options{Now: storagetest.Clock()})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	kept := 0
	change := func() error {
		return db.Update(t.Context(), func(tx *storage.Tx) error {
			for _, half := range []string{"a", "b"} {
				if err := tx.PutSetting(fmt.Sprint(half, kept), strings.Repeat("x", 30_000), 0); err != nil {
					return err
				}
			}
			return tx.Record(domain.Entry{Verb: "order.ship", ID: domain.ID(kept)})
		})
	}
	ballast := filepath.Join(disk, "ballast")
	put(t, ballast, make([]byte, 1<<20))
	for {
		if err = change(); err != nil {
			break
		}
		if kept++; kept > 1000 {
			t.Fatal("the disk is never full")
		}
	}
	wantCode(t, "a change on a full disk", err, "store.full")
	for range 5 { // and again
		wantCode(t, "another one", change(), "store.full")
	}
	whole(t, db, kept)
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	if err := change(); err != nil {
		t.Errorf("with room again: %v", err)
	}
	kept++
	whole(t, db, kept)
}

// whole wants so many changes, none of them half.
func whole(t *testing.T, db *storage.DB, n int) {
	t.Helper()
	err := db.View(t.Context(), func(tx *storage.Tx) error {
		var halves, entries int
		_, err := tx.QueryRow([]any{&halves}, `SELECT COUNT(*) FROM settings`)
		if err == nil {
			_, err = tx.QueryRow([]any{&entries}, `SELECT COUNT(*) FROM history`)
		}
		if halves != 2*n || entries != n {
			t.Errorf("%d halves and %d entries, want %d whole changes", halves, entries, n)
		}
		return err
	})
	if err != nil {
		t.Errorf("reading goes on: %v", err)
	}
}
