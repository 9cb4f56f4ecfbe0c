package exchange_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"aftercare/storage/exchange"
)

func workbook(t testing.TB, sheets map[string][][]any, names ...string) string {
	t.Helper()
	x := excelize.NewFile()
	for i, name := range names {
		if i == 0 {
			if err := x.SetSheetName("Sheet1", name); err != nil {
				t.Fatal(err)
			}
		} else if _, err := x.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for r, row := range sheets[name] {
			if err := x.SetSheetRow(name, fmt.Sprintf("A%d", r+1), &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	var b bytes.Buffer
	if err := x.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestOpen_workbook(t *testing.T) {
	book := workbook(t, map[string][][]any{
		"说明": {{"订单报表"}},
		"订单": {{"订单报表"}, {}, {"订单编号", "订单状态", "订单创建时间", "买家实际支付金额", "宝贝标题", "宝贝总数量", "应发货时间"},
			{"316120000000003087", "交易成功", 46027.5, 12.5, "杯", 1, 46029}, {316120000000003087, "交易成功", "2026-01-05 10:00:00", 12.5, "杯", 1}},
	}, "说明", "订单")
	f := open(t, book, exchange.Options{})
	if a := f.About(); a.Sheet != "订单" || len(a.Sheets) != 2 || a.HeaderRow != 3 || a.Format != "taobao" || a.Encoding != exchange.Sheet {
		t.Errorf("About = %+v", a)
	}
	got, err := read(f)
	if err != nil {
		t.Fatal(err)
	}
	o := got[0]
	if o.Placed.Format("2006-01-02 15:04") != "2026-01-05 04:00" || o.ShipBy.Format("2006-01-02 15:04") != "2026-01-07 16:00" || o.ShipByTimed || o.PaidSum.Minor != 1250 {
		t.Errorf("placed %v, ship by %v, paid %v, faults %v", o.Placed, o.ShipBy, o.PaidSum, o.Faults)
	}
	if s := codes(got[len(got)-1].Faults); s != "number_broken" && s != "order_differs" {
		t.Errorf("a number kept as a number: faults %q, rows %v", s, got[len(got)-1].Rows)
	}
	_, err = exchange.Open("x.xlsx", strings.NewReader(book), int64(len(book)), exchange.Options{Sheet: "nowhere"})
	wantCode(t, "Open of a sheet that is not there", err, "sheet_missing")
}

func TestOpen_bomb(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "sheet1.xml") {
			if _, err := io.CopyN(w, zeros{}, 400<<20); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := exchange.Open("bomb.xlsx", bytes.NewReader(b.Bytes()), int64(b.Len()), exchange.Options{})
	wantCode(t, "Open of a bomb", err, "workbook_bomb")
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// book packs a workbook of one sheet out of its parts, as other programs than
// Excel write them.
func book(t testing.TB, shared, rows string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range []struct{ name, text string }{
		{"[Content_Types].xml", "<Types/>"},
		{"xl/workbook.xml", `<?xml version="1.0"?><x:workbook xmlns:x="m"><x:sheets><x:sheet name="A &amp; B" sheetId="1" r:id="rId7"/></x:sheets></x:workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="rId7" Type="t" Target="/xl/worksheets/odd.xml"/></Relationships>`},
		{"xl/sharedStrings.xml", "<sst>" + shared + "</sst>"},
		{"xl/worksheets/odd.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"},
	} {
		w, err := z.Create(p.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, p.text); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestFile_Rows_workbook(t *testing.T) {
	shared := `<si><t>name</t></si><si><r><t>two </t></r><r><t xml:space="preserve">parts</t></r></si><si><t>東</t><rPh><t>ひがし</t></rPh></si><si/><si><t>a_x000D_&#10;&lt;b&gt;</t></si>`
	rows := `<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="inlineStr"><is><t>total</t></is></c><c t="s"><v>1</v></c></row>` +
		`<row r="3"/><!-- a > b -->` +
		`<x:row r="5" spans="1:3"><x:c r="A5" t="s"><x:v>2</x:v></x:c><x:c r="C5"><x:v>12.300000000000001</x:v></x:c><x:c r="E5" t="s"><x:v>4</x:v></x:c></x:row>` +
		`<row><c><v>1E-2</v></c><c><v>3.16120000000003E+17</v></c><c t="str"><f>A1&amp;"x"</f><v><![CDATA[x<y]]></v></c><c t="b"><v>1</v></c><c t="s"><v>99</v></c></row>`
	data := book(t, shared, rows)
	f, err := exchange.Open("x.xlsx", bytes.NewReader(data), int64(len(data)), exchange.Options{AnyHeader: true})
	if err != nil {
		t.Fatal(err)
	}
	if a := f.About(); a.HeaderRow != 2 || a.Sheet != "A & B" || !slices.Equal(a.Header, []string{"name", "total", "two parts"}) {
		t.Errorf("About = %+v", a)
	}
	var got []string
	err = f.Rows(context.Background(), func(r exchange.Row) error {
		got = append(got, fmt.Sprintf("%d %q", r.Number, r.Cells))
		return nil
	})
	want := []string{`5 ["東" "" "12.3" "" "a\r\n<b>"]`, `6 ["0.01" "3.16120000000003E+17" "x<y" "1" ""]`}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("Rows = %q, %v, want %q", got, err, want)
	}
}

func TestOpen_damagedWorkbook(t *testing.T) {
	for name, rows := range map[string]string{
		"cut in a tag":   `<row r="1"><c r="A1"`,
		"cut in a row":   `<row r="1"><c r="A1"><v>1`,
		"rows go back":   `<row r="2"><c><v>1</v></c></row><row r="2"><c><v>1</v></c></row>`,
		"a row too far":  `<row r="99999999"><c><v>1</v></c></row>`,
		"an endless tag": `<row r="` + strings.Repeat("1", 3<<20) + `">`,
	} {
		t.Run(name, func(t *testing.T) {
			data := book(t, "", rows)
			f, err := exchange.Open("x.xlsx", bytes.NewReader(data), int64(len(data)), exchange.Options{AnyHeader: true})
			if err == nil {
				err = f.Rows(context.Background(), func(exchange.Row) error { return nil })
			}
			wantCode(t, "reading", err, "workbook_unread")
		})
	}
	data := book(t, "", `<row r="1"><c r="ZZZ1"><v>1</v></c></row>`)
	_, err := exchange.Open("x.xlsx", bytes.NewReader(data), int64(len(data)), exchange.Options{AnyHeader: true})
	wantCode(t, "Open with a column too far", err, "too_many_columns")
}

func FuzzWorkbook(f *testing.F) {
	f.Add("<si><t>x</t></si>", `<row r="1"><c r="A1" t="s"><v>0</v></c></row>`)
	f.Add("<si><t>&#x;_x00_</t><rPh>", `<row><c t="n"><v>1e400</v></c><c r="B"/></row><!-`)
	f.Fuzz(func(t *testing.T, shared, rows string) {
		readAll(t, book(t, shared, rows), exchange.Options{AnyHeader: true})
	})
}
