package storage_test

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"aftercare/domain"
	"aftercare/storage"
	"aftercare/storage/storagetest"
)

// unclosed makes a store as a power cut leaves it: a file, and a log of n
// changes that no checkpoint has moved. Each change writes a pair of settings
// and an entry.
func unclosed(t *testing.T, n int) (file, log []byte) {
	t.Helper()
	where := storagetest.SQLite(t)
	db := storagetest.Open(t, where)
	for i := range n {
		err := db.Update(t.Context(), func(tx *storage.Tx) error {
			for _, half := range []string{"a", "b"} {
				if err := tx.PutSetting(fmt.Sprint(half, i), i, 0); err != nil {
					return err
				}
			}
			return tx.Record(domain.Entry{Verb: "order.ship", ID: domain.ID(i)})
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	read := func(end string) []byte {
		data, err := os.ReadFile(where + end)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	return read(""), read("-wal")
}

// TestFault_log harms the log of changes as a power cut may, and wants what is
// left to be a beginning of the changes, each whole, in a sound store.
func TestFault_log(t *testing.T) {
	const changes = 60
	file, log := unclosed(t, changes)
	page := int(binary.BigEndian.Uint32(log[8:]))
	frame := 24 + page
	frames := (len(log) - 32) / frame
	r := rand.New(rand.NewPCG(11, 26))
	for name, harm := range map[string]func(log []byte) []byte{
		"cut": func(log []byte) []byte { return log[:r.IntN(len(log))] },
		"torn": func(log []byte) []byte { // a sector of a frame was not written
			at := 32 + r.IntN(frames)*frame + r.IntN(frame/512)*512
			clear(log[at:min(at+512, len(log))])
			return log
		},
		"reordered": func(log []byte) []byte { // a later frame came to the disk, an earlier one did not
			a, b := r.IntN(frames), r.IntN(frames)
			first, second := log[32+a*frame:32+(a+1)*frame], log[32+b*frame:32+(b+1)*frame]
			kept := append([]byte(nil), first...)
			copy(first, second)
			copy(second, kept)
			return log
		},
		"flipped": func(log []byte) []byte {
			log[r.IntN(len(log))] ^= 1 << r.IntN(8)
			return log
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			shorter := 0
			for round := range rounds(t, 12, 300) {
				where := filepath.Join(dir, fmt.Sprint(round))
				put(t, where, file)
				put(t, where+"-wal", harm(append([]byte(nil), log...)))
				if n := aBeginning(t, where); n < changes {
					shorter++
				}
				for _, end := range []string{"", "-wal", "-shm"} {
					_ = os.Remove(where + end) // the folder goes in any case
				}
			}
			if shorter == 0 {
				t.Error("no harm was ever felt: the test harms nothing")
			}
		})
	}
}

// TestFault_checkpoint cuts a checkpoint off: some pages of the log are in the
// file already, in any order, and the log is still there.
func TestFault_checkpoint(t *testing.T) {
	const changes = 60
	file, log := unclosed(t, changes)
	page := int(binary.BigEndian.Uint32(log[8:]))
	frame := 24 + page
	frames := (len(log) - 32) / frame
	newest := map[int][]byte{}
	for i := range frames {
		at := 32 + i*frame
		newest[int(binary.BigEndian.Uint32(log[at:]))] = log[at+24 : at+frame]
	}
	r := rand.New(rand.NewPCG(11, 27))
	dir := t.TempDir()
	for round := range rounds(t, 12, 300) {
		where := filepath.Join(dir, fmt.Sprint(round))
		torn := append([]byte(nil), file...)
		for no, data := range newest {
			if r.IntN(2) == 0 {
				continue
			}
			for len(torn) < no*page {
				torn = append(torn, make([]byte, page)...)
			}
			copy(torn[(no-1)*page:], data[:[]int{page, page, 512 * r.IntN(page/512)}[r.IntN(3)]])
		}
		put(t, where, torn)
		put(t, where+"-wal", log)
		if n := aBeginning(t, where); n != changes {
			t.Errorf("round %d: %d changes after a torn checkpoint, want all %d", round, n, changes)
		}
	}
}

// aBeginning wants a sound store with the first n changes, each whole, and
// gives n.
func aBeginning(t *testing.T, where string) (n int) {
	t.Helper()
	db, err := storage.Open(t.Context(), where, storage.Options{Now: storagetest.Clock()})
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	defer db.Close()
	report, err := db.Check(t.Context(), storage.Full)
	if err != nil || !report.Sound() {
		t.Errorf("Check: got %+v, %v", report, err)
	}
	err = db.View(t.Context(), func(tx *storage.Tx) error {
		n = int(report.Entries)
		var halves, last int
		_, err := tx.QueryRow([]any{&halves}, `SELECT COUNT(*) FROM settings`)
		if err == nil {
			_, err = tx.QueryRow([]any{&last}, `SELECT COALESCE(MAX(entity_id), -1) FROM history`)
		}
		if halves != 2*n || last != n-1 {
			t.Errorf("%d entries, %d halves, the last change is %d", n, halves, last)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	return n
}

func put(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
