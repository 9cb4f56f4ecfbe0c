package backup

import (
	"bufio"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/storage"
)

// TestKilled_child is the program that TestVault_killed kills: it backs a shop
// up and restores it, over and over, and says what it does.
func TestKilled_child(t *testing.T) {
	where := os.Getenv("AFTERCARE_KILLED_VAULT")
	if where == "" {
		t.Skip("runs as a child of TestVault_killed")
	}
	v := &Vault{Store: where, Dir: where + ".backups", Blobs: where + ".files", Now: time.Now, Zone: time.UTC}
	ctx := context.Background()
	for {
		if err := Finish(where); err != nil {
			t.Fatal(err)
		}
		db, err := storage.Open(ctx, where, storage.Options{Now: time.Now})
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Update(ctx, func(tx *storage.Tx) error {
			return tx.Record(domain.Entry{Verb: "order.ship", Entity: "order", ID: 1})
		}); err != nil {
			t.Fatal(err)
		}
		os.Stdout.WriteString("backing up\n")
		b, err := v.Make(ctx, db, ByHand)
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		os.Stdout.WriteString("restoring\n")
		if _, err := v.Restore(ctx, b, ""); err != nil {
			t.Fatal(err)
		}
	}
}

// A program that is killed in the middle of a backup or a restore leaves a shop
// that opens, whole, and no backup that is not one.
func TestVault_killed(t *testing.T) {
	w := newWorld(t, 200)
	w.book(1)
	w.close()
	rounds := 8
	if n, err := strconv.Atoi(os.Getenv("AFTERCARE_FAULTS")); err == nil {
		rounds = min(max(n, rounds), 200)
	}
	for round := range rounds {
		child := exec.Command(os.Args[0], "-test.run", "^TestKilled_child$")
		child.Env = append(os.Environ(), "AFTERCARE_KILLED_VAULT="+w.v.Store)
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		word := []string{"backing up", "restoring"}[round%2]
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			if strings.Contains(lines.Text(), word) {
				time.Sleep(time.Duration(round*13%160) * time.Millisecond) // where in the work it falls is chance
				_ = child.Process.Kill()                                   // it may have ended by a fault, which Wait tells
				break
			}
		}
		_ = child.Wait() // killed, as it should be
		w.open()
		if n := w.entries(); n == 0 {
			t.Errorf("round %d: the history is gone", round)
		}
		if r, err := w.db.Check(w.ctx, storage.Full); err != nil || !r.Sound() {
			t.Errorf("round %d: Check: %+v, %v", round, r, err)
		}
		w.close()
		w.v.Sweep()
		if left := besides(t, w.v.Store); len(left) > 0 {
			t.Errorf("round %d: beside the store lie %v", round, left)
		}
		all, err := w.v.List()
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range all {
			if _, err := Verify(w.ctx, b.Path); err != nil {
				t.Errorf("round %d: %s: %v", round, filepath.Base(b.Path), err)
			}
		}
	}
}

// besides are the names in a store's folder that are neither the store's own nor
// those of the ones that it replaced.
func besides(t *testing.T, store string) (out []string) {
	t.Helper()
	all, err := os.ReadDir(filepath.Dir(store))
	if err != nil {
		t.Fatal(err)
	}
	base := filepath.Base(store)
	for _, f := range all {
		rest, own := strings.CutPrefix(f.Name(), base)
		switch {
		case own && (rest == "" || rest == "-wal" || rest == "-shm" || rest == ".backups" || rest == ".files" || strings.HasPrefix(rest, ".before-")):
		default:
			out = append(out, f.Name())
		}
	}
	return out
}
