package exchange_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"aftercare/storage/exchange"
)

func written(t testing.TB, header []string, rows ...[]string) string {
	t.Helper()
	var b bytes.Buffer
	if err := exchange.WriteCSV(&b, header, rows); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWriteCSV(t *testing.T) {
	got := written(t, []string{"a", "b"}, []string{"=1+1", `say "x", y`}, []string{"＝1", "'0123"}, []string{"-5", ""})
	want := "\ufeffa,b\r\n'=1+1,\"say \"\"x\"\", y\"\r\n'＝1,''0123\r\n'-5,\r\n"
	if got != want {
		t.Errorf("WriteCSV = %q, want %q", got, want)
	}
}

// hostile cells, each of which a spreadsheet would obey or spoil.
var hostile = []string{"=1+1", "+852 9123", "-1", "@cmd", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x", "'=1", "''=1", "'", "'0", "0123", "\"", "\"\"", ",", "a\r\nb", "=\"x\"",
	"陳大文 \U0001F381", "'t Hooft", " both ", "\u202eabc", "x"}

func TestWriteCSV_comesBack(t *testing.T) {
	rows := [][]string{}
	for _, c := range hostile {
		rows = append(rows, []string{c, "x", c})
	}
	text := written(t, []string{"one", "two", "three"}, rows...)
	f := open(t, text, exchange.Options{AnyHeader: true})
	var got [][]string
	err := f.Rows(context.Background(), func(r exchange.Row) error {
		if r.Number != len(got)+2 {
			t.Errorf("row %d has number %d", len(got)+2, r.Number)
		}
		got = append(got, r.Cells)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.EqualFunc(got, rows, slices.Equal) {
		t.Errorf("came back as\n%q\nwant\n%q", got, rows)
	}
	var again bytes.Buffer
	if err := exchange.WriteCSV(&again, f.About().Header, got); err != nil || again.String() != text {
		t.Errorf("written again: %q, %v", again.String(), err)
	}
}

func TestFile_Rows_endsWithTheCallersError(t *testing.T) {
	stop := errors.New("enough")
	f := open(t, shHeader+shTwoLines, exchange.Options{})
	n := 0
	err := f.Rows(context.Background(), func(exchange.Row) error { n++; return stop })
	if !errors.Is(err, stop) || n != 1 {
		t.Errorf("Rows = %v after %d rows, want the caller's error after one", err, n)
	}
}

func FuzzWriteCSV(f *testing.F) {
	for _, c := range hostile {
		f.Add(c, "x")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		a, b = strings.ToValidUTF8(strings.ReplaceAll(a, "\x00", ""), "?"), strings.ToValidUTF8(strings.ReplaceAll(b, "\x00", ""), "?")
		if strings.Trim(a+b, " \t\r\n") == "" {
			return
		}
		text := written(t, []string{"one", "two", "three"}, []string{a, b, "x"})
		file, err := exchange.Open("x.csv", strings.NewReader(text), int64(len(text)), exchange.Options{AnyHeader: true, Separator: ','})
		if err != nil {
			if strings.IndexFunc(a+b, func(r rune) bool { return r < ' ' || r == 0x7f }) >= 0 {
				return // so many control characters are no text
			}
			t.Fatal(err)
		}
		err = file.Rows(context.Background(), func(r exchange.Row) error {
			if !slices.Equal(r.Cells, []string{a, b, "x"}) {
				t.Errorf("%q, %q came back as %q", a, b, r.Cells)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
