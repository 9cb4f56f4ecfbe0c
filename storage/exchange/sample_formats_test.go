package exchange_test

import (
	"bytes"
	"context"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding"

	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/storage/exchange"
)

// small is a made-up export of one format. Each row says before it why it is
// there.
type small struct {
	name, format string
	rows         []quirk
	sep          string
	enc          encoding.Encoding
	encoding     exchange.Encoding
	header       int
	sheet        string // a workbook of that sheet
}

// quirk is a row and why it is there.
type quirk struct{ why, row string }

func (s small) text() string {
	var b strings.Builder
	for _, q := range s.rows {
		b.WriteString(q.row + "\r\n")
	}
	return b.String()
}

func (s small) bytes(t testing.TB) []byte {
	t.Helper()
	if s.sheet != "" {
		return s.workbook(t)
	}
	if s.enc == nil {
		return []byte(s.text())
	}
	b, err := s.enc.NewEncoder().Bytes([]byte(s.text()))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// workbook is made twice alike: nothing in it tells the hour.
func (s small) workbook(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetDocProps(&excelize.DocProperties{Created: "2026-01-01T00:00:00Z", Modified: "2026-01-01T00:00:00Z"}); err != nil {
		t.Fatal(err)
	}
	if _, err := f.NewSheet(s.sheet); err != nil {
		t.Fatal(err)
	}
	for i, q := range s.rows {
		for j, cell := range strings.Split(q.row, s.sep) {
			name, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err != nil {
				t.Fatal(err)
			}
			if err := f.SetCellStr(s.sheet, name, cell); err != nil {
				t.Fatal(err)
			}
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestFormats reads a small file of each format as it is kept under testdata.
// A shop in Hong Kong imports them.
func TestFormats(t *testing.T) {
	zone := time.FixedZone("HKT", 8*3600)
	seen := map[string]bool{}
	for _, s := range append(westernSamples(), chineseSamples()...) {
		seen[s.format] = true
		t.Run(s.name, func(t *testing.T) {
			path := filepath.Join("testdata", s.name)
			data := s.bytes(t)
			if s.sheet == "" { // a packed file's bytes are its packer's
				golden(t, path, data)
			}
			f, err := exchange.Open(s.name, bytes.NewReader(data), int64(len(data)), exchange.Options{Zone: zone, Currency: "HKD"})
			if err != nil {
				t.Fatal(err)
			}
			want := s.encoding
			if want == "" {
				want = exchange.UTF8
			}
			if a := f.About(); a.Format != s.format || a.Encoding != want || a.HeaderRow != max(s.header, 1) || a.AskDays {
				t.Errorf("About = %+v", a)
			}
			if f.About().Claims {
				golden(t, path+".json", claimsInJSON(t, f))
				return
			}
			got, err := read(f)
			if err != nil {
				t.Fatal(err)
			}
			for _, o := range got {
				soundLines(t, o)
			}
			golden(t, path+".json", inJSON(t, got))
		})
	}
	for _, f := range exchange.Formats() {
		if !seen[f.ID] && f.ID != "shopify" && f.ID != "taobao" { // those have samples of 200 orders
			t.Errorf("format %s has no sample", f.ID)
		}
	}
}

// soundLines fails when an order that may come in is not one that a shop could
// keep. An order of a detail list has no date of its own.
func soundLines(t *testing.T, o order.Facts) {
	t.Helper()
	if o.Partial && o.Placed.IsZero() {
		o.Placed = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	sound(t, o)
}

// claimsInJSON is one return or refund a line.
func claimsInJSON(t testing.TB, f *exchange.File) []byte {
	t.Helper()
	var b bytes.Buffer
	err := f.Claims(context.Background(), func(c desk.ClaimFacts) error {
		j, err := json.Marshal(c)
		b.Write(append(j, '\n'))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
