package exchange_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"testing"

	"aftercare/domain/order"
	"aftercare/storage/exchange"
)

// repeat is a text without end that is nowhere held: a header and rows, each a
// numbered order of its own.
type repeat struct {
	header string
	row    string // holds one @, for the number, nine digits wide
	rows   int64
}

func (r repeat) size() int64  { return int64(len(r.header)) + r.rows*r.width() }
func (r repeat) width() int64 { return int64(len(r.row) - 1 + 9) }

func (r repeat) ReadAt(p []byte, at int64) (n int, err error) {
	before, after, _ := strings.Cut(r.row, "@")
	for n < len(p) {
		pos := at + int64(n)
		if pos >= r.size() {
			return n, io.EOF
		}
		if pos < int64(len(r.header)) {
			n += copy(p[n:], r.header[pos:])
			continue
		}
		k := pos - int64(len(r.header))
		row := fmt.Appendf(nil, "%s%09d%s", before, k/r.width(), after)
		n += copy(p[n:], row[k%r.width():])
	}
	return n, nil
}

func rowOf(b testing.TB, path string, number string, line int) string {
	b.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		b.Fatal(err)
	}
	row := string(bytes.SplitAfter(data, []byte("\n"))[line])
	if !strings.Contains(row, number) {
		b.Fatalf("line %d of %s does not hold %s", line, path, number)
	}
	return strings.Replace(row, number, "@", 1)
}

// BenchmarkFile_Orders_inMemory is what a shop's whole year takes.
func BenchmarkFile_Orders_inMemory(b *testing.B) {
	r := repeat{shopifyHeader + "\n", rowOf(b, "testdata/orders_export.csv", "#1003", 6), 100_000}
	data := make([]byte, r.size())
	if _, err := r.ReadAt(data, 0); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(r.size())
	b.ReportAllocs()
	for b.Loop() {
		f, err := exchange.Open("x.csv", bytes.NewReader(data), r.size(), exchange.Options{})
		if err != nil {
			b.Fatal(err)
		}
		if err := f.Orders(context.Background(), func(order.Facts) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFile_Orders reads a million orders and tells how much memory that
// took at most, sampled as the file is read.
func BenchmarkFile_Orders(b *testing.B) {
	for name, r := range map[string]repeat{
		"shopify": {shopifyHeader + "\n", rowOf(b, "testdata/orders_export.csv", "#1003", 6), 1_000_000},
		"taobao":  {tbHeader, "3@,tb1,100.00,6.00,106.00,106.00,\"买家已付款，等待卖家发货\",陳大文,香港九龍深水埗大南街,'13800000000,2026-01-05 13:22:10,2026-01-05 13:25:00,手冲咖啡壶,1,No:SF1234567890,29号发,1,2026-01-07 13:25:00,,红\n", 1_000_000},
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(r.size())
			var peak uint64
			for range b.N {
				calls := 0
				f, err := exchange.Open("x.csv", r, r.size(), exchange.Options{Progress: func(int64, int64) {
					if calls++; calls%16 == 0 {
						var m runtime.MemStats
						runtime.ReadMemStats(&m)
						peak = max(peak, m.HeapInuse)
					}
				}})
				if err != nil {
					b.Fatal(err)
				}
				n := 0
				err = f.Orders(context.Background(), func(o order.Facts) error {
					n++
					if len(o.Faults) > 0 {
						return o.Faults[0]
					}
					return nil
				})
				if err != nil || n != int(r.rows) {
					b.Fatalf("%d orders, %v", n, err)
				}
			}
			b.ReportMetric(float64(peak)/(1<<20), "MB-heap")
			b.ReportMetric(float64(r.rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
