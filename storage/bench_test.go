package storage_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/customer"
	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/storage"
	"aftercare/storage/storagetest"
)

// sizes are the numbers of orders that are measured; AFTERCARE_BENCH_ORDERS
// names another one, such as 1000000.
func sizes(b *testing.B) []int {
	b.Helper()
	if s := os.Getenv("AFTERCARE_BENCH_ORDERS"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			b.Fatal(err)
		}
		return []int{n}
	}
	return []int{10_000, 100_000}
}

// imported puts n orders into a new store in one Update, as an import does,
// and says how long that took without making them.
func imported(b testing.TB, where string, n int) time.Duration {
	b.Helper()
	db := storagetest.Open(b, where)
	var channels []domain.ID
	var making time.Duration
	began := time.Now()
	err := db.Desk().Update(context.Background(), func(tx desk.Tx) error {
		for _, name := range []string{"Yoho", "Shop"} {
			c := storagetest.Channel(name)
			if err := tx.PutChannel(&c); err != nil {
				return err
			}
			channels = append(channels, c.ID)
		}
		const part = 3000 // an importer writes as it reads
		for from := 0; from < n; from += part {
			start := time.Now()
			buyers, orders := samples(from, min(from+part, n), channels)
			making += time.Since(start)
			if err := tx.PutCustomers(buyers); err != nil {
				return err
			}
			for i, o := range orders {
				o.CustomerID = buyers[i/3].ID
			}
			if err := tx.PutOrders(orders); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return time.Since(began) - making
}

func samples(from, to int, channels []domain.ID) (buyers []*customer.Customer, orders []*order.Order) {
	for i := from; i < to; i++ {
		if i%3 == 0 {
			c := storagetest.Customer(i / 3)
			buyers = append(buyers, &c)
		}
		o := storagetest.Order(i, channels[i%7/5], 0)
		orders = append(orders, &o)
	}
	return buyers, orders
}

// BenchmarkPutOrders imports orders and their customers and compares the time
// with that of the sqlite3 shell for the same rows, tables and indexes.
func BenchmarkPutOrders(b *testing.B) {
	for _, n := range sizes(b) {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			var ours, shell time.Duration
			for range b.N {
				where := filepath.Join(b.TempDir(), "shop")
				ours += imported(b, where, n)
				shell += byShell(b, where)
			}
			b.ReportMetric(float64(ours.Microseconds())/float64(b.N*n), "us/order")
			b.ReportMetric(float64(shell.Microseconds())/float64(b.N*n), "shell-us/order")
			if shell > 0 {
				b.ReportMetric(float64(ours)/float64(shell), "x-shell")
			}
		})
	}
}

// byShell imports the rows of a store into another one with the sqlite3 shell.
func byShell(b *testing.B, where string) time.Duration {
	b.Helper()
	shell, err := exec.LookPath("sqlite3")
	if err != nil {
		return 0
	}
	dir := b.TempDir()
	tables := []string{"channels", "policies", "products", "customers", "orders", "notes", "search_keys"}
	var dump, load, count strings.Builder
	dump.WriteString(".mode csv\n")
	fmt.Fprintf(&load, "PRAGMA journal_mode = WAL;\nPRAGMA synchronous = FULL;\nPRAGMA cache_size = -131072;\n.mode csv\nBEGIN;\n")
	for _, t := range tables {
		file := filepath.Join(dir, t+".csv")
		columns := "*"
		if t == "orders" {
			columns = shellColumns(b, shell, where, t)
		}
		fmt.Fprintf(&dump, ".once '%s'\nSELECT %s FROM %s;\n", file, columns, t)
		fmt.Fprintf(&load, ".import '%s' %s\n", file, t)
		fmt.Fprintf(&count, "SELECT count(*) FROM %s;\n", t)
	}
	load.WriteString("COMMIT;\n")
	run := func(file, script string) (string, time.Duration) {
		cmd := exec.Command(shell, file)
		cmd.Stdin = strings.NewReader(script)
		start := time.Now()
		out, err := cmd.CombinedOutput()
		if err != nil || strings.Contains(string(out), "failed") || strings.Contains(string(out), "rror") {
			b.Fatalf("sqlite3: %v\n%.500s", err, out)
		}
		return string(out), time.Since(start)
	}
	run(where, dump.String())
	schema, err := exec.Command(shell, where, ".schema").Output()
	if err != nil {
		b.Fatal(err)
	}
	other := filepath.Join(dir, "other")
	run(other, strings.ReplaceAll(string(schema), "CREATE TABLE sqlite_sequence(name,seq);", ""))
	_, took := run(other, load.String())
	got, _ := run(other, count.String())
	if want, _ := run(where, count.String()); got != want {
		b.Fatalf("the shell stored %q rows of %v, want %q", got, tables, want)
	}
	return took
}

// shellColumns lists the columns of a table for a dump. The shell cannot write
// NULL, and a strict table takes no empty text for a number: it gets 0.
func shellColumns(b *testing.B, shell, where, table string) string {
	b.Helper()
	out, err := exec.Command(shell, where, fmt.Sprintf(
		`SELECT group_concat(CASE WHEN "notnull" THEN name ELSE 'ifnull(' || name || ', 0)' END) FROM pragma_table_info('%s')`, table)).Output()
	if err != nil {
		b.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// filled is a store of n orders, closed after the benchmark.
func filled(b *testing.B, n int) *storage.DB {
	b.Helper()
	where := filepath.Join(b.TempDir(), "shop")
	imported(b, where, n)
	return storagetest.Open(b, where)
}

func look(b *testing.B, db *storage.DB, f func(desk.Tx) error) {
	b.Helper()
	if err := db.Desk().View(context.Background(), f); err != nil {
		b.Fatal(err)
	}
}

func atNoon(q desk.OrderQuery) desk.OrderQuery {
	q.Now = storagetest.Noon()
	q.DayEnd = calendar.DateOf(q.Now, storagetest.Zone()).End(storagetest.Zone())
	return q
}

// BenchmarkOrders measures what a desk does most with a shop's orders.
func BenchmarkOrders(b *testing.B) {
	for _, n := range sizes(b) {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			db := filled(b, n)
			for _, s := range []desk.OrderSort{desk.ByPlaced, desk.ByNumber, desk.ByChannel, desk.ByCustomer, desk.ByState, desk.ByShipBy, desk.ByTotal} {
				b.Run("first page/"+string(s), func(b *testing.B) { page(b, db, desk.OrderQuery{Sort: s, Limit: 200}, 0, 0) })
				b.Run("scroll deep/"+string(s), func(b *testing.B) { page(b, db, desk.OrderQuery{Sort: s, Limit: 200}, n*95/100, 1) })
				b.Run("jump/"+string(s), func(b *testing.B) { page(b, db, desk.OrderQuery{Sort: s, Limit: 200}, n*95/100, 2) })
			}
			b.Run("jump/placed of a channel", func(b *testing.B) {
				page(b, db, desk.OrderQuery{Sort: desk.ByPlaced, Limit: 200, Channel: 1}, n*6/10, 2)
			})
			for _, f := range []desk.OrderFilter{desk.OpenFilter, desk.TodayFilter, desk.OverdueFilter, desk.AgreedFilter, desk.ChangedFilter, desk.UrgentFilter} {
				b.Run("first page/"+string(f), func(b *testing.B) { page(b, db, desk.OrderQuery{Filter: f, Sort: desk.ByShipBy, Limit: 50}, 0, 0) })
				b.Run("count/"+string(f), func(b *testing.B) { counts(b, db, desk.OrderQuery{Filter: f}) })
			}
			b.Run("first page/open by customer", func(b *testing.B) {
				page(b, db, desk.OrderQuery{Filter: desk.OpenFilter, Sort: desk.ByCustomer, Limit: 50}, 0, 0)
			})
			b.Run("count/all", func(b *testing.B) { counts(b, db, desk.OrderQuery{Filter: desk.AllOrders}) })
			b.Run("count/channel", func(b *testing.B) { counts(b, db, desk.OrderQuery{Channel: 1}) })
			b.Run("order by number", func(b *testing.B) {
				for i := range b.N {
					look(b, db, func(tx desk.Tx) error {
						at := i * 7919 % n
						_, err := tx.OrderByNumber(domain.ID(at%7/5+1), fmt.Sprintf("YH%d%06d", at%7/5+1, at))
						return err
					})
				}
			})
			b.Run("a thousand by number", func(b *testing.B) {
				var numbers []string
				for i := 0; len(numbers) < 1000; i++ {
					if i%7 < 5 {
						numbers = append(numbers, fmt.Sprintf("YH1%06d", i))
					}
				}
				for range b.N {
					look(b, db, func(tx desk.Tx) error { _, err := tx.OrdersByNumber(1, numbers); return err })
				}
			})
			b.Run("one order changed", func(b *testing.B) {
				for i := range b.N {
					err := db.Desk().Update(context.Background(), func(tx desk.Tx) error {
						o, err := tx.Order(domain.ID(i*7919%n + 1))
						if err != nil {
							return err
						}
						if o, err = o.Remarked("a note", "Ann", storagetest.Noon()); err != nil {
							return err
						}
						return tx.PutOrder(&o)
					})
					if err != nil {
						b.Fatal(err)
					}
				}
			})
			for _, text := range []string{"陳", "歐陽", "大文", "12345678", "YH1000014", "siu m", "zzqq"} {
				b.Run("search/"+text, func(b *testing.B) {
					for range b.N {
						look(b, db, func(tx desk.Tx) error { _, err := tx.Search(text, 20); return err })
					}
				})
			}
		})
	}
}

// page reads pages: one again and again, or (stride 1) each the next of the
// one before, or (stride 2) each after a change, when nothing is remembered.
func page(b *testing.B, db *storage.DB, q desk.OrderQuery, from, stride int) {
	q = atNoon(q)
	at := from
	for i := range b.N {
		q.Offset = at
		if stride == 1 {
			at = from + (i+1)*q.Limit%(from/20)
		}
		if stride == 2 {
			storage.Forget(db)
		}
		look(b, db, func(tx desk.Tx) error {
			rows, err := tx.OrderPage(q)
			if len(rows) == 0 && err == nil {
				return fmt.Errorf("no rows from %d", q.Offset)
			}
			return err
		})
	}
}

func counts(b *testing.B, db *storage.DB, q desk.OrderQuery) {
	q = atNoon(q)
	for range b.N {
		look(b, db, func(tx desk.Tx) error { _, err := tx.OrderCount(q); return err })
	}
}
