package exchange_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"aftercare/domain/order"
	"aftercare/storage/exchange"
)

// The sample files are made here, so that each oddity in them has a line that
// says why it is there, and are kept under testdata, because people open them.
//
//	go test ./storage/exchange -run Sample -update

// sample gathers rows of named cells.
type sample struct {
	*rand.Rand
	header []string
	out    bytes.Buffer
}

func newSample(seed uint64, header string) *sample {
	return &sample{Rand: rand.New(rand.NewPCG(seed, 20260101)), header: strings.Split(header, ",")}
}

// row writes cells by the names of their columns. A value that begins with ="
// stands bare, as Taobao writes it.
func (s *sample) row(cells map[string]string) {
	for i, name := range s.header {
		if i > 0 {
			s.out.WriteByte(',')
		}
		s.out.WriteString(quote(cells[strings.TrimSpace(name)]))
	}
	s.out.WriteByte('\n')
}

func quote(v string) string {
	if strings.HasPrefix(v, `="`) || !strings.ContainsAny(v, ",\"\r\n") {
		return v
	}
	return `"` + strings.ReplaceAll(v, `"`, `""`) + `"`
}

func (s *sample) pick(of ...string) string { return of[s.IntN(len(of))] }

// cents is minor units as a platform writes them.
func cents(n int64) string {
	if n < 0 {
		return "-" + cents(-n)
	}
	return fmt.Sprintf("%d.%02d", n/100, n%100)
}

func TestSample(t *testing.T) {
	gbk, err := simplifiedchinese.GB18030.NewEncoder().Bytes(taobaoSample())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name     string
		data     []byte
		format   string
		encoding exchange.Encoding
		header   int
	}{
		{"orders_export.csv", shopifySample(), "shopify", exchange.UTF8, 1},
		{"ExportOrderList.csv", gbk, "taobao", exchange.GB18030, 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join("testdata", c.name)
			golden(t, path, c.data)
			f, err := exchange.Open(c.name, bytes.NewReader(c.data), int64(len(c.data)), exchange.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if a := f.About(); a.Format != c.format || a.Encoding != c.encoding || a.HeaderRow != c.header || a.Separator != ',' {
				t.Errorf("About = %+v", a)
			}
			got, err := read(f)
			if err != nil {
				t.Fatal(err)
			}
			if len(got) < 200 {
				t.Errorf("%d orders, want 200 or more", len(got))
			}
			golden(t, path+".json", inJSON(t, got))
		})
	}
}

// inJSON is one order a line, so that a change shows as a line.
func inJSON(t testing.TB, orders []order.Facts) []byte {
	t.Helper()
	var b bytes.Buffer
	for _, o := range orders {
		j, err := json.Marshal(o)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(j, '\n'))
	}
	return b.Bytes()
}

func golden(t testing.TB, path string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("no golden: %v", err)
	}
	if bytes.Equal(got, want) {
		return
	}
	g, w := bytes.Split(got, []byte("\n")), bytes.Split(want, []byte("\n"))
	for i := range min(len(g), len(w)) {
		if !bytes.Equal(g[i], w[i]) {
			t.Fatalf("%s line %d:\n got %.600s\nwant %.600s", path, i+1, g[i], w[i])
		}
	}
	t.Fatalf("%s has %d lines, want %d", path, len(g), len(w))
}

// people who buy; some names have characters outside GBK.
var people = []string{"陳大文", "王小明", "李嘉欣", "张伟", "刘洋", "黃𠮷", "邓喆", "陶堃", "Amy Wong", "John O'Neill", "Zoë Müller", "歐陽玥", "司马昭昭", "何厚鏵", "𨋢口先生", "'t Hooft"}

// at is a moment of the first quarter of 2026.
func (s *sample) at() time.Time {
	return time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(s.IntN(85*24*3600)) * time.Second)
}
