package exchange_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"aftercare/domain/order"
	"aftercare/storage/exchange"
)

func TestOpen_refuses(t *testing.T) {
	wide := strings.Repeat("x,", 2001)
	for name, c := range map[string]struct{ text, code string }{
		"nothing":             {"", "empty"},
		"a mark alone":        {"\xef\xbb\xbf\r\n", "empty"},
		"blank lines":         {"\n\n  \n,,,\n", "empty"},
		"a picture":           {"\x89PNG\r\n\x1a\n\x00\x00", "not_a_table"},
		"a page":              {"<html><table><tr><td>Name</td></tr></table>", "not_a_table"},
		"zeros":               {strings.Repeat("\x00", 5000), "not_a_table"},
		"a zip":               {"PK\x03\x04 and so on", "workbook_unread"},
		"an old workbook":     {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_workbook"},
		"some other table":    {"a,b,c\n1,2,3\n", "header_unknown"},
		"a text":              {"Dear Ms Chan,\nplease find enclosed\n", "header_unknown"},
		"too many columns":    {wide + "\n" + wide + "\n", "too_many_columns"},
		"a column is missing": {strings.Replace(shHeader, "Currency", "Money", 1), "columns_missing"},
		"an endless line":     {strings.Repeat("x", 2<<20), "cell_too_large"},
		"an endless quote":    {`"` + strings.Repeat("x\n", 1<<20), "quote_open"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := exchange.Open("orders.csv", strings.NewReader(c.text), int64(len(c.text)), exchange.Options{})
			wantCode(t, "Open", err, c.code)
		})
	}
}

// endless is a reader of a size that nobody could load.
type endless struct{ t *testing.T }

func (e endless) ReadAt(p []byte, at int64) (int, error) {
	if at > 1<<20 {
		e.t.Errorf("ReadAt(%d): the file is read on", at)
	}
	clear(p)
	return len(p), nil
}

func TestOpen_refusesHugeFilesAtOnce(t *testing.T) {
	_, err := exchange.Open("sparse.csv", endless{t}, 2<<30, exchange.Options{})
	wantCode(t, "Open of 2 GB of zeros", err, "not_a_table")
	_, err = exchange.Open("sparse.csv", endless{t}, 5<<30, exchange.Options{})
	wantCode(t, "Open of 5 GB", err, "too_large")
}

func TestOpen_encodings(t *testing.T) {
	text := tbHeader + strings.Repeat("316120000000003087,tb1,1,0,1,1,交易成功,欧阳玥,香港九龙,1,2026-01-05 10:00:00,,杯子,1,,,1,,,\n", 3)
	traditional := "訂單編號,訂單狀態,訂單創建時間,買家實際支付金額,寶貝標題,寶貝總數量\n316120000000003087,交易成功,2026-01-05 10:00:00,1,茶壺,1\n"
	for name, c := range map[string]struct {
		text string
		enc  encoding.Encoding
		want exchange.Encoding
	}{
		"UTF-8":                  {text, encoding.Nop, exchange.UTF8},
		"UTF-8 with a mark":      {"\xef\xbb\xbf" + text, encoding.Nop, exchange.UTF8},
		"UTF-16 with a mark":     {text, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), exchange.UTF16LE},
		"UTF-16 without":         {text, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), exchange.UTF16LE},
		"UTF-16 the other way":   {text, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), exchange.UTF16BE},
		"GBK":                    {text, simplifiedchinese.GBK, exchange.GB18030},
		"GB 18030, rare":         {strings.ReplaceAll(text, "玥", "𠮷"), simplifiedchinese.GB18030, exchange.GB18030},
		"GBK, Traditional":       {traditional, simplifiedchinese.GBK, exchange.GB18030},
		"Big5":                   {traditional, traditionalchinese.Big5, exchange.Big5},
		"UTF-8, late":            {shHeader + strings.Repeat(shTwoLines, 500) + strings.Replace(shTwoLines, "Chan Tai Man", "陳大文", 1), encoding.Nop, exchange.UTF8},
		"Big5, late":             {shHeader + strings.Repeat(shTwoLines, 500) + strings.Repeat(strings.Replace(shTwoLines, "Chan Tai Man", "陳大文的茶壺", 1), 9), traditionalchinese.Big5, exchange.Big5},
		"western Europe's Excel": {shHeader + strings.Replace(shTwoLines, "Chan Tai Man", "Zoë Müller", 1), charmap.Windows1252, exchange.Latin},
	} {
		t.Run(name, func(t *testing.T) {
			b, err := c.enc.NewEncoder().String(c.text)
			if err != nil {
				t.Fatal(err)
			}
			f := open(t, b, exchange.Options{})
			if got := f.About().Encoding; got != c.want {
				t.Errorf("Encoding = %q, want %q", got, c.want)
			}
			got, err := read(f)
			if err != nil {
				t.Fatal(err)
			}
			for _, o := range got {
				if s := fmt.Sprintf("%+v", o); strings.Contains(s, "\uFFFD") {
					t.Errorf("order has broken text: %s", s)
				}
			}
		})
	}
}

func TestOpen_shapes(t *testing.T) {
	with := func(sep, text string) string { return strings.ReplaceAll(text, ",", sep) }
	many := strings.TrimSpace(shHeader) + strings.Repeat(",more", 276) + "\n"
	for name, c := range map[string]struct {
		text   string
		sep    rune
		header int
		row    int
	}{
		"commas":       {shHeader + shTwoLines, ',', 1, 2},
		"tabs":         {with("\t", shHeader+shTwoLines), '\t', 1, 2},
		"semicolons":   {with(";", shHeader+shTwoLines), ';', 1, 2},
		"CR LF":        {strings.ReplaceAll(shHeader+shTwoLines, "\n", "\r\n"), ',', 1, 2},
		"CR":           {strings.ReplaceAll(shHeader+shTwoLines, "\n", "\r"), ',', 1, 2},
		"sep=":         {"sep=;\r\n" + with(";", shHeader+shTwoLines), ';', 1, 2},
		"a preamble":   {"Orders of\n\n,,\n" + shHeader + "\n" + shTwoLines, ',', 4, 6},
		"300 columns":  {many + shTwoLines, ',', 1, 2},
		"odd names":    {strings.Replace(shHeader, "Financial Status", "\u200bＦinancial  status\u00a0", 1) + shTwoLines, ',', 1, 2},
		"footers":      {shHeader + shTwoLines + "\n1 record(s) downloaded\nTotal,,,,,,,250.00\n,,,,,,,250.00\n", ',', 1, 2},
		"header again": {shHeader + shTwoLines + shHeader, ',', 1, 2},
	} {
		t.Run(name, func(t *testing.T) {
			f := open(t, c.text, exchange.Options{})
			if a := f.About(); a.Separator != c.sep || a.HeaderRow != c.header || a.Format != "shopify" || a.Matched != 24 {
				t.Errorf("About = %+v", a)
			}
			got, err := read(f)
			if err != nil || len(got) != 1 || got[0].Rows[0] != c.row || len(got[0].Faults) > 0 {
				t.Errorf("Orders = %+v, %v", got, err)
			}
		})
	}
}

func TestFile_Orders_rows(t *testing.T) {
	one := func(n, rest string) string { return strings.ReplaceAll(shTwoLines, "#1001", n) + rest }
	a, b := strings.SplitAfter(shTwoLines, "\n")[0], strings.SplitAfter(shTwoLines, "\n")[1]
	for name, c := range map[string]struct{ text, want string }{
		"rows stand apart": {a + one("#2", "") + b, "#2[3 4] #1001[2 5]"},
		"twice":            {shTwoLines + one("#2", "") + shTwoLines, "#2[4 5] #1001[2 3 6 7] hints order_repeated"},
		"two that differ":  {shTwoLines + strings.Replace(shTwoLines, "partial", "fulfilled", 1), "#1001[2 3 4 5] faults order_differs"},
		"filled down": {a + strings.Replace(strings.Replace(a, "2,Mug,100.00", "1,Lid,60.00", 1), "MUG-1,fulfilled", "LID-1,pending", 1),
			"#1001[2 3]"},
		"cut off":      {shTwoLines + "#1002,b@exam", "#1001[2 3] #1002[4] faults cut_off"},
		"bad bytes":    {strings.Replace(shTwoLines, "Mug", "陳大文陳大文陳大文陳大文陳大文陳大文陳大文\xff", 1), "#1001[2 3] hints text_broken"},
		"broken twice": {one("1.2E+18", ""), "1.2E+18[2] faults number_broken 1.2E+18[3] faults number_broken"},
		"rounded": {one("316120000000003000", "") + one("316120000000004000", ""),
			"316120000000003000[2] faults number_broken 316120000000003000[3] faults number_broken 316120000000004000[4] faults number_broken 316120000000004000[5] faults number_broken"},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, o := range orders(t, shHeader+c.text, exchange.Options{}) {
				s := o.Number + fmt.Sprint(o.Rows)
				if len(o.Faults) > 0 {
					s += " faults " + codes(o.Faults)
				}
				if len(o.Hints) > 0 {
					s += " hints " + codes(o.Hints)
				}
				got = append(got, s)
			}
			if g := strings.Join(got, " "); g != c.want {
				t.Errorf("got %q, want %q", g, c.want)
			}
		})
	}
}

func TestFile_Orders_refuses(t *testing.T) {
	for name, c := range map[string]struct{ text, code string }{
		"header only":    {shHeader, "no_orders"},
		"rows swallowed": {shHeader + shTwoLines + `#1002,"a` + "\n" + strings.ReplaceAll(shTwoLines, "#1001", "#1003"), "quote_open"},
		"a large cell":   {shHeader + shTwoLines + "#2," + strings.Repeat("x", 1<<21) + "\n", "cell_too_large"},
		"a long line":    {shHeader + shTwoLines + "#2" + strings.Repeat(","+strings.Repeat("x", 1<<19), 20), "line_too_long"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := read(open(t, c.text, exchange.Options{}))
			wantCode(t, "Orders", err, c.code)
		})
	}
}

func TestFile_Orders_columnTwice(t *testing.T) {
	header := strings.TrimSpace(shHeader) + ",Total,sku\n"
	row := strings.SplitAfter(strings.Replace(shTwoLines, "250.00,30.00,0.00,280.00,10.00", "200.00,0.00,0.00,200.00,0.00", 1), "\n")[0]
	f := open(t, header+strings.TrimSpace(row)+",200.00,x\n", exchange.Options{})
	if got := codes(f.About().Hints); got != "column_twice" {
		t.Errorf("hints = %q, want column_twice", got)
	}
	if got, _ := read(f); len(got) != 1 || len(got[0].Faults) > 0 {
		t.Errorf("agreeing columns: %+v", got)
	}
	got := orders(t, header+strings.TrimSpace(row)+",201.00,x\n", exchange.Options{})
	if s := codes(got[0].Faults); s != "column_twice_differs" {
		t.Errorf("faults = %q, want column_twice_differs", s)
	}
}

func TestFile_Orders_cancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	f := open(t, shHeader+strings.Repeat(shTwoLines, 9000), exchange.Options{})
	cancel()
	err := f.Orders(ctx, func(order.Facts) error { return nil })
	wantCode(t, "Orders", err, "cancelled")
}

func TestFile_Orders_progress(t *testing.T) {
	var last, total int64
	text := shHeader + strings.Repeat(shTwoLines, 9000)
	f := open(t, text, exchange.Options{Progress: func(done, all int64) {
		if done < last {
			t.Errorf("progress goes back from %d to %d", last, done)
		}
		last, total = done, all
	}})
	if _, err := read(f); err != nil || last != total || total != 2*int64(len(text)) {
		t.Errorf("progress ends at %d of %d, %v", last, total, err)
	}
}

// TestOpen_cutAnywhere reads a small file that ends at every byte.
func TestOpen_cutAnywhere(t *testing.T) {
	text := "sep=,\r\n" + shHeader + strings.Replace(shTwoLines, "Mug", "\"M\"\"u,\r\ng\"", 1)
	for n := range len(text) {
		f, err := exchange.Open("cut.csv", strings.NewReader(text[:n]), int64(n), exchange.Options{})
		if err == nil {
			_, err = read(f)
		}
		if err != nil && !strings.Contains(err.Error(), "import.") {
			t.Fatalf("cut at %d: %v, want an error that a person can read", n, err)
		}
	}
}
