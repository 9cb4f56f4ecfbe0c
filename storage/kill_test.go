package storage_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/storage"
	"aftercare/storage/storagetest"
)

// TestKilled_child is the program that TestKilled kills: it writes pairs and
// says each number once it is kept.
func TestKilled_child(t *testing.T) {
	where := os.Getenv("AFTERCARE_KILLED_STORE")
	if where == "" {
		t.Skip("runs as a child of TestKilled")
	}
	if _, err := storage.Lock(where); err != nil {
		t.Fatal(err)
	}
	db, err := storage.Open(context.Background(), where, storage.Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	for {
		var n int64
		err := db.Update(context.Background(), func(tx *storage.Tx) (err error) {
			if n, err = tx.Take("probe", 1); err != nil {
				return err
			}
			for _, half := range []string{"a", "b"} {
				if err := tx.PutSetting(fmt.Sprint(half, n), n, 0); err != nil {
					return err
				}
			}
			return tx.Record(domain.Entry{Verb: "order.ship", ID: domain.ID(n)})
		})
		if err != nil {
			t.Fatal(err)
		}
		fmt.Println("kept", n)
	}
}

func TestKilled(t *testing.T) {
	where := storagetest.SQLite(t)
	var acknowledged int64
	for round := range rounds(t, 25, 200) {
		child := exec.Command(os.Args[0], "-test.run", "^TestKilled_child$", "-test.v")
		child.Env = append(os.Environ(), "AFTERCARE_KILLED_STORE="+where)
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for seen := 0; lines.Scan(); {
			var n string
			if _, err := fmt.Sscanf(lines.Text(), "kept %s", &n); err != nil {
				continue
			}
			if acknowledged, err = strconv.ParseInt(n, 10, 64); err != nil {
				t.Fatal(err)
			}
			if seen++; seen == 3+round%40 {
				// What the child writes between our line and its death is
				// where the signal falls: anywhere in an Update.
				if err := child.Process.Kill(); err != nil {
					t.Fatal(err)
				}
			}
		}
		_ = child.Wait() // killed, as it should be
		if acknowledged == 0 {
			t.Fatal("the child kept nothing")
		}

		lock, err := storage.Lock(where)
		if err != nil {
			t.Fatalf("round %d: lock after a kill: %v", round, err)
		}
		if err := lock.Free(); err != nil {
			t.Fatal(err)
		}
		checkKilled(t, where, acknowledged)
	}
}

// checkKilled wants everything acknowledged and nothing half done.
func checkKilled(t *testing.T, where string, acknowledged int64) {
	t.Helper()
	db, err := storage.Open(context.Background(), where, storage.Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.View(context.Background(), func(tx *storage.Tx) error {
		var whole, halves int64
		_, err := tx.QueryRow([]any{&halves}, `SELECT COUNT(*) FROM settings`)
		if err == nil {
			_, err = tx.QueryRow([]any{&whole}, `SELECT COUNT(*) FROM history`)
		}
		if whole < acknowledged || halves != 2*whole {
			t.Errorf("acknowledged %d: found %d entries and %d halves", acknowledged, whole, halves)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	if r, err := db.Check(context.Background(), storage.Full); err != nil || !r.Sound() {
		t.Errorf("Check: got %+v, %v", r, err)
	}
}
