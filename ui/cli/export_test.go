package cli_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"aftercare/domain/desk"
)

// TestRun_exportComesBack: what an export wrote changes nothing when it is
// imported again, in either form and each language.
func TestRun_exportComesBack(t *testing.T) {
	x := newTerminal(t)
	x.done("begin", "Lamma Supply", "--language", "en")
	x.done("import", export)
	x.done("import", "../../storage/exchange/testdata/ExportOrderList.csv", "../../storage/exchange/testdata/ebay-us.csv", "../../storage/exchange/testdata/woo-lines.csv")
	for _, form := range []struct{ file, lang, channel string }{{"en.csv", "en", "Own shop"}, {"hant.csv", "zh-Hant", "Taobao"}, {"hans.xlsx", "zh-Hans", "Own shop"}, {"en.xlsx", "en", "Taobao"}} {
		path := filepath.Join(x.dir, form.file)
		x.done("export", "order_lines", "--out", path, "--lang", form.lang, "--channel", form.channel)
		var r desk.Report
		if err := json.Unmarshal([]byte(x.done("import", path, "--preview", "--json", "--channel", form.channel)), &r); err != nil {
			t.Fatal(err)
		}
		if r.About.Format != "aftercare" || r.Counts[desk.Unchanged] < 200 || r.Counts[desk.Changed]+r.Counts[desk.Created]+r.Counts[desk.Review] > 0 {
			t.Errorf("%s into %s: format %s, counts %v, first %+v", form.file, form.channel, r.About.Format, r.Counts, firstOf(r))
		}
	}
}

func firstOf(r desk.Report) any {
	if len(r.Outcomes) == 0 {
		return nil
	}
	o := r.Outcomes[0]
	return []any{o.Number, o.Changes, o.Faults}
}

func TestRun_exportsEveryTable(t *testing.T) {
	x := newTerminal(t)
	x.done("sample", "--language", "en")
	folder := filepath.Join(x.dir, "out")
	x.done("export", "all", "--out", folder)
	x.done("export", "all", "--format", "xlsx", "--out", folder)
	for _, name := range desk.Tables() {
		b, err := os.ReadFile(filepath.Join(folder, name+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(b, []byte("\xef\xbb\xbf")) || bytes.Contains(b, []byte("export.")) || bytes.Contains(b, []byte(".state.")) {
			t.Errorf("%s begins %.80q, or holds a key for a word", name, b)
		}
		f, err := excelize.OpenFile(filepath.Join(folder, name+".xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := f.GetRows(f.GetSheetName(0))
		if err != nil || bytes.Count(b, []byte("\r\n")) < len(rows) {
			t.Errorf("%s: %d rows in the workbook, %v", name, len(rows), err)
		}
		panes, err := f.GetPanes(f.GetSheetName(0))
		if err != nil || !panes.Freeze {
			t.Errorf("%s: the header is not frozen: %+v, %v", name, panes, err)
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}
	ics, err := os.ReadFile(filepath.Join(folder, "calendar.ics"))
	if err != nil || !bytes.HasPrefix(ics, []byte("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")) || bytes.Count(ics, []byte("BEGIN:VEVENT")) < 10 {
		t.Errorf("calendar: %v, %.300s", err, ics)
	}
	for _, line := range bytes.Split(ics, []byte("\r\n")) {
		if len(line) > 75 {
			t.Errorf("a line of the calendar has %d bytes: %s", len(line), line)
		}
	}
}

// TestRun_exportsWhatIsFiltered: the rows are those of the list.
func TestRun_exportsWhatIsFiltered(t *testing.T) {
	x := newTerminal(t)
	x.done("sample", "--language", "en")
	for _, filter := range []string{"all", "open", "overdue", "agreed"} {
		out := x.done("export", "orders", "--filter", filter, "--out", "-", "--format", "csv")
		var page desk.Page[desk.OrderRow]
		if err := json.Unmarshal([]byte(x.done("do", "order.list", `{"filter": "`+filter+`"}`)), &page); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(out, "\r\n") - 1; n != page.Count {
			t.Errorf("%s: %d rows written, %d in the list", filter, n, page.Count)
		}
	}
	x.golden("export-no-table", "export", "secrets")
	x.golden("export-no-filter", "export", "orders", "--filter", "late")
}
