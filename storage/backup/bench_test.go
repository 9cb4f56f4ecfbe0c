package backup

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/storage"
	"aftercare/storage/storagetest"
)

// BenchmarkBackup backs a shop up while its desk goes on writing, beside the
// sqlite3 shell's VACUUM INTO of the same store: the yardstick of the same
// minutes. AFTERCARE_BENCH_MILLION names a store of a million orders.
func BenchmarkBackup(b *testing.B) {
	where := os.Getenv("AFTERCARE_BENCH_MILLION")
	if where == "" {
		where = filepath.Join(b.TempDir(), "shop.aftercare")
		db := storagetest.Open(b, where)
		storagetest.Fill(b, db, 20_000)
		if err := db.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("sqlite3 VACUUM INTO", func(b *testing.B) {
		if _, err := exec.LookPath("sqlite3"); err != nil {
			b.Skip("no sqlite3")
		}
		for b.Loop() {
			to := filepath.Join(b.TempDir(), "copy")
			if out, err := exec.Command("sqlite3", where, fmt.Sprintf("VACUUM INTO '%s'", to)).CombinedOutput(); err != nil {
				b.Fatalf("sqlite3: %v %s", err, out)
			}
			_ = os.Remove(to) // the folder goes in any case
		}
	})
	b.Run("backup", func(b *testing.B) {
		copied := filepath.Join(b.TempDir(), "shop.aftercare") // the desk writes into it
		clone(b, where, copied)
		db := storagetest.Open(b, copied)
		v := &Vault{Store: copied, Dir: copied + ".backups", Now: time.Now, Zone: time.UTC}
		stop, worst := write(b, db)
		for b.Loop() {
			made, err := v.Make(b.Context(), db, ByHand)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(made.Size)/1e6, "MB-store")
			b.ReportMetric(float64(made.Bytes)/1e6, "MB-backup")
		}
		stop()
		b.ReportMetric(float64((*worst).Milliseconds()), "ms-slowest-save")
	})
}

func clone(b *testing.B, from, to string) {
	b.Helper()
	in, err := os.Open(from)
	if err != nil {
		b.Fatal(err)
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		b.Fatal(err)
	}
	defer out.Close()
	if _, err := io.Copy(out, in); err != nil {
		b.Fatal(err)
	}
}

// write saves something every 50 ms, as a desk does, and remembers the slowest.
func write(b *testing.B, db *storage.DB) (stop func(), worst *time.Duration) {
	b.Helper()
	worst = new(time.Duration)
	end, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for {
			select {
			case <-end:
				return
			case <-time.After(50 * time.Millisecond):
			}
			began := time.Now()
			err := db.Update(b.Context(), func(tx *storage.Tx) error {
				return tx.Record(domain.Entry{Verb: "order.ship", Entity: "order", ID: 1})
			})
			if err != nil {
				b.Errorf("saving beside the backup: %v", err)
				return
			}
			*worst = max(*worst, time.Since(began))
		}
	}()
	return func() { close(end); <-ended }, worst
}
