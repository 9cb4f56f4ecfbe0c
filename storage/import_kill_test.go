package storage_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"aftercare/assets"
	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/storage"
	"aftercare/storage/exchange"
	"aftercare/storage/preset"
	"aftercare/storage/storagetest"
)

// killedOrders is how many orders the file holds whose import is killed, each
// of three lines and with a note: several parts of it are written before the end.
const killedOrders = 6000

func killedFile(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("Order number,Placed,State,State on the platform,Currency,Customer,Note on the platform,Line on the platform,SKU,Product,Quantity,Unit price,Units sent\n")
	for i := range killedOrders {
		for line := 1; line <= 3; line++ {
			fmt.Fprintf(&b, "K-%05d,2026-03-01 10:00:00,Paid,paid,HKD,陈大明,29号发,%d-%d,S-%d,Cup,1,10.00,0\n", i, i, line, line)
		}
	}
	path := filepath.Join(t.TempDir(), "orders.csv")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func killedDesk(t *testing.T, where string) (*storage.DB, *desk.Desk) {
	t.Helper()
	presets, err := preset.Read(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	db, err := storage.Open(context.Background(), where, storage.Options{Now: storagetest.Clock()})
	if err != nil {
		t.Fatal(err)
	}
	return db, desk.New(desk.Parts{Store: db.Desk(), Now: storagetest.Clock(), Files: exchange.Files{}, Presets: presets})
}

func takeIn(t *testing.T, d *desk.Desk, file string) desk.Report {
	t.Helper()
	ctx := context.Background()
	c, err := d.ChannelFor(ctx, "own")
	if err != nil {
		t.Fatal(err)
	}
	e, err := d.OpenExport(ctx, file, desk.How{})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	r, err := d.Import(ctx, e, c.ID, func(r desk.Report) { fmt.Println("kept", r.Rows) })
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestImportKilled_child is the program that TestImportKilled kills.
func TestImportKilled_child(t *testing.T) {
	where := os.Getenv("AFTERCARE_KILLED_IMPORT")
	if where == "" {
		t.Skip("runs as a child of TestImportKilled")
	}
	db, d := killedDesk(t, where)
	// The desk goes on working, so that the import takes a transaction for each
	// part of the file.
	go func() {
		for db.Desk().Update(context.Background(), func(desk.Tx) error { return nil }) == nil {
		}
	}()
	takeIn(t, d, os.Getenv("AFTERCARE_KILLED_FILE"))
}

// TestImportKilled kills an import at moments all along its way: each order is
// in whole or not at all, and the same file again completes it. Four kills, or as
// many as AFTERCARE_KILLS says.
func TestImportKilled(t *testing.T) {
	kills := 4
	if n, err := strconv.Atoi(os.Getenv("AFTERCARE_KILLS")); err == nil {
		kills = n
	}
	file, where := killedFile(t), begunShop(t)
	partly := 0
	for k := range kills {
		killImport(t, where, file, k)
		switch n := countWhole(t, where); {
		case n == killedOrders && k+1 < kills:
			where = begunShop(t)
		case n > 0 && n < killedOrders:
			partly++
		}
	}
	if partly == 0 {
		t.Errorf("none of %d kills fell in the middle", kills)
	}
	t.Logf("%d of %d kills left a part of the file", partly, kills)
	db, d := killedDesk(t, where)
	defer db.Close()
	r := takeIn(t, d, file)
	if r.Counts[desk.Review]+r.Counts[desk.Changed] > 0 || r.Counts[desk.Created]+r.Counts[desk.Unchanged] != killedOrders {
		t.Errorf("the rest gave %v, want the missing ones new and all others unchanged", r.Counts)
	}
	if h, err := db.Check(context.Background(), storage.Full); err != nil || !h.Sound() {
		t.Errorf("Check: %+v, %v", h, err)
	}
	if again := takeIn(t, d, file); again.Counts[desk.Unchanged] != killedOrders {
		t.Errorf("once more gave %v, want all unchanged", again.Counts)
	}
}

func begunShop(t *testing.T) string {
	t.Helper()
	where := storagetest.SQLite(t)
	db, d := killedDesk(t, where)
	if _, err := d.Begin(context.Background(), desk.FirstStart{Name: "Lamma Supply", Language: "en"}); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return where
}

// killImport kills the k-th import some time after it has kept its first parts.
func killImport(t *testing.T, where, file string, k int) {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run", "^TestImportKilled_child$", "-test.v")
	child.Env = append(os.Environ(), "AFTERCARE_KILLED_IMPORT="+where, "AFTERCARE_KILLED_FILE="+file)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for kept := 0; kept <= k%3 && lines.Scan(); {
		if strings.HasPrefix(lines.Text(), "kept") {
			kept++
		}
	}
	// No wait for anything: the moment at which the signal falls.
	time.Sleep(time.Duration(k*37%150) * time.Millisecond)
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait() // killed, as it should be, unless it had ended
}

// countWhole counts the orders that are in, each with all its lines, its note
// and its customer.
func countWhole(t *testing.T, where string) int {
	t.Helper()
	db, _ := killedDesk(t, where)
	defer db.Close()
	n := 0
	err := db.Desk().View(context.Background(), func(tx desk.Tx) error {
		for offset := 0; ; offset += 1000 {
			rows, err := tx.OrderPage(desk.OrderQuery{Filter: desk.AllOrders, Sort: desk.ByNumber, Offset: offset, Limit: 1000})
			if err != nil || len(rows) == 0 {
				return err
			}
			for _, r := range rows {
				o, err := tx.Order(r.ID)
				if err != nil {
					return err
				}
				n++
				if len(o.Lines) != 3 || len(o.Notes) != 1 || o.CustomerID == 0 || o.State != order.Paid {
					t.Fatalf("order %s is half there: %d lines, %d notes, customer %d, %s", o.Number, len(o.Lines), len(o.Notes), o.CustomerID, o.State)
				}
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}
