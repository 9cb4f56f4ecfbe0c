package storage_test

import (
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"aftercare/assets"
	"aftercare/domain/desk"
	"aftercare/storage"
	"aftercare/storage/exchange"
	"aftercare/storage/preset"
	"aftercare/storage/storagetest"
)

// BenchmarkImport takes an export file in as a person does, from the file to
// the committed rows, and compares the time with that of the sqlite3 shell for
// the very rows that resulted, without the parsing and the rules.
func BenchmarkImport(b *testing.B) {
	for _, n := range importSizes(b) {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			file := filepath.Join(b.TempDir(), "orders.csv")
			writeExport(b, file, n)
			var ours, again, shell time.Duration
			for range b.N {
				where := filepath.Join(b.TempDir(), "shop")
				first, second := importFile(b, where, file)
				ours, again = ours+first, again+second
				shell += byShell(b, where)
			}
			per := func(d time.Duration) float64 { return float64(d.Microseconds()) / float64(b.N*n) }
			b.ReportMetric(per(ours), "us/order")
			b.ReportMetric(per(again), "again-us/order")
			b.ReportMetric(per(shell), "shell-us/order")
			b.ReportMetric(0, "ns/op")
			if shell > 0 {
				b.ReportMetric(float64(ours)/float64(shell), "x-shell")
			}
		})
	}
}

func importSizes(b *testing.B) []int {
	if os.Getenv("AFTERCARE_BENCH_ORDERS") != "" {
		return sizes(b)
	}
	return []int{100_000}
}

// importFile imports a file into a new shop twice: the second time nothing
// changes.
func importFile(b *testing.B, where, file string) (first, second time.Duration) {
	b.Helper()
	ctx := context.Background()
	presets, err := preset.Read(assets.FS)
	if err != nil {
		b.Fatal(err)
	}
	db, err := storage.Open(ctx, where, storage.Options{Now: storagetest.Clock()})
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	d := desk.New(desk.Parts{Store: db.Desk(), Now: storagetest.Clock(), Files: exchange.Files{}, Presets: presets})
	if _, err := d.Begin(ctx, desk.FirstStart{Name: "Lamma Supply", Language: "en"}); err != nil {
		b.Fatal(err)
	}
	channel, err := d.ChannelFor(ctx, "own")
	if err != nil {
		b.Fatal(err)
	}
	once := func(want desk.Result) time.Duration {
		began := time.Now()
		e, err := d.OpenExport(ctx, file, desk.How{})
		if err != nil {
			b.Fatal(err)
		}
		defer e.Close()
		report, err := d.Import(ctx, e, channel.ID, nil)
		if err != nil {
			b.Fatal(err)
		}
		if good := report.Counts[want]; report.Counts[desk.Review]*20 > good { // the sample has some faulty orders
			b.Fatalf("%d rows gave %v", report.Rows, report.Counts)
		}
		return time.Since(began)
	}
	return once(desk.Created), once(desk.Unchanged)
}

// writeExport writes an export of n orders: those of the sample export, again
// and again, each with a number, a buyer and a day of its own. A buyer comes
// back about twice.
func writeExport(b *testing.B, file string, n int) {
	b.Helper()
	in, err := os.Open("exchange/testdata/orders_export.csv")
	if err != nil {
		b.Fatal(err)
	}
	defer in.Close()
	rows, err := csv.NewReader(in).ReadAll()
	if err != nil {
		b.Fatal(err)
	}
	column := map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	orders := wholeOrders(rows[1:])
	var homes [][]string // a buyer lives in one place
	for _, o := range orders {
		homes = append(homes, slices.Clone(o[0]))
	}
	out, err := os.Create(file)
	if err != nil {
		b.Fatal(err)
	}
	defer out.Close()
	w := csv.NewWriter(out)
	if err := w.Write(rows[0]); err != nil {
		b.Fatal(err)
	}
	first := time.Date(2024, 3, 1, 9, 0, 0, 0, time.UTC)
	for i := range n {
		buyer := i * 7919 % (n/2 + 1)
		at := first.Add(time.Duration(i) * 700 * 24 * time.Hour / time.Duration(n))
		home := homes[buyer%len(homes)]
		for k, row := range orders[i%len(orders)] {
			if k == 0 {
				for name, at := range column {
					if strings.HasPrefix(name, "Shipping ") || strings.HasPrefix(name, "Billing ") {
						row[at] = home[at]
					}
				}
			}
			row[column["Name"]] = fmt.Sprintf("#%d", 1001+i)
			row[column["Email"]] = fmt.Sprintf("buyer%d@example.com", buyer)
			phone := fmt.Sprintf("+852 6%03d %04d", buyer/10_000, buyer%10_000)
			for _, name := range []string{"Phone", "Shipping Phone", "Billing Phone"} {
				row[column[name]] = phone
			}
			for name, later := range map[string]time.Duration{"Created at": 0, "Paid at": time.Minute, "Fulfilled at": 26 * time.Hour, "Cancelled at": 5 * time.Hour} {
				if row[column[name]] != "" {
					row[column[name]] = at.Add(later).Format("2006-01-02 15:04:05 -0700")
				}
			}
			if err := w.Write(row); err != nil {
				b.Fatal(err)
			}
		}
	}
	w.Flush()
	if err := w.Error(); err != nil {
		b.Fatal(err)
	}
}

// wholeOrders groups rows by their number and leaves out the orders that the
// sample splits or repeats on purpose.
func wholeOrders(rows [][]string) [][][]string {
	times := map[string]int{}
	last := ""
	for _, row := range rows {
		if row[0] != last {
			times[row[0]]++
		}
		last = row[0]
	}
	var out [][][]string
	last = ""
	for _, row := range rows {
		switch {
		case times[row[0]] > 1:
		case row[0] == last:
			out[len(out)-1] = append(out[len(out)-1], row)
		default:
			out = append(out, [][]string{row})
		}
		last = row[0]
	}
	return out
}
