package ui

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/storage/exchange"
	"aftercare/ui/paper"
	"aftercare/ui/text"
)

// hostileTexts are what somebody may put into a name, a title or a note to turn a
// line around, to be run, to break a table, or to be taken for our own words.
var hostileTexts = map[string]string{
	"right-to-left override":   "Chan \u202egnp.exe",
	"isolates and marks":       "\u2066\u2067Chan\u2069\u200f\u061c 大文",
	"zero width":               "Ch\u200ban\u200d\ufeff",
	"control characters":       "Chan\u0090\u009b31m Tai",
	"lines and tabs":           "Chan\r\nTai\tMan\u2028x\u0085y",
	"a formula":                "=HYPERLINK(\"http://x\",\"y\")",
	"plus":                     "+1-800-CHAN",
	"minus":                    "-2+3",
	"at":                       "@SUM(A1)",
	"a full-width formula":     "＝1+1",
	"a tab and a formula":      "\t=1+1",
	"an apostrophe":            "'=1+1",
	"combining marks":          "Z" + strings.Repeat("\u0335\u0342\u0310", 60),
	"HTML":                     "<script>alert(1)</script><b>Chan</b>&amp;",
	"markdown":                 "**Chan** [x](http://x) `y` # z",
	"SQL":                      "'; DROP TABLE orders; --",
	"our own placeholders":     "{name} {what_key} {n} %s %!d(x) ${HOME}",
	"quotes and separators":    `a "b", 'c'; d|e\`,
	"planes above":             "𠮷野家 𡃁仔 😀🏳️‍🌈",
	"Hebrew and Arabic":        "שלום مرحبا Chan",
	"a Windows device":         "CON.. /../../etc/passwd",
	"nothing to see":           "\u200b\u2060",
	"spaces that are no space": "\u00a0\u3000Chan\u00a0",
}

// obeyed are characters that a screen or a spreadsheet would act on.
func obeyed(r rune) bool {
	return unicode.Is(unicode.Cf, r) && r != '\u200d' || unicode.IsControl(r) && r != '\n' && r != '\t'
}

// Whatever stands in a name, a title and a note is shown, printed and exported as
// text: it turns nothing around, runs nothing, and breaks no row.
func TestHostile_screenPaperTable(t *testing.T) {
	for name, hostile := range hostileTexts {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, options{}, func(w *world) {
				w.bringFile(hostile)
			})
			w.shell.env.prog.Sheet = exchange.WriteSheet
			o := w.numbered("LS-10001")
			if _, err := w.desk.AddNote(w.ctx, desk.NoteRequest{Order: o.ID, Text: "Said: " + hostile}); err != nil {
				t.Fatal(err)
			}
			for _, place := range []route{{page: "today"}, {page: "orders", id: o.ID}, {page: "customers"}} {
				w.visit(place)
				for _, label := range w.labels() {
					if i := strings.IndexFunc(label, obeyed); i >= 0 {
						t.Errorf("%s shows %q, with a mark at %d", place.page, label, i)
					}
				}
			}
			w.visit(route{page: "orders"})
			w.menu("export")
			checkTable(t, w.output.files["Orders.csv"])
			v, err := w.desk.Order(w.ctx, o.ID)
			if err != nil {
				t.Fatal(err)
			}
			setup, err := w.desk.Setup(w.ctx)
			if err != nil {
				t.Fatal(err)
			}
			p, err := w.shell.env.prog.Press.Slip(paper.SlipOf(v, setup), paper.Setting{At: w.now, Zone: setup.Zone, Languages: paper.Alone(text.English)})
			if err != nil {
				t.Fatalf("the packing slip: %v", err)
			}
			checkPaper(t, p.PDF)
			if n := len(w.numbered("LS-10001").Notes); n == 0 {
				t.Error("the note is gone")
			}
			for _, name := range []string{v.ShipTo.Name, v.Lines[0].Title} {
				if strings.ContainsAny(name, "\n\t") {
					t.Errorf("one line is several: %q", name)
				}
			}
		})
	}
}

// bringFile takes an order in out of a file, whose texts are all the same.
func (w *world) bringFile(words string) {
	w.t.Helper()
	var b bytes.Buffer
	c := csv.NewWriter(&b)
	head := []string{"Order number", "Channel", "Placed", "Paid at", "State", "State on the platform", "Currency", "Total", "Amount paid", "Freight", "Tax", "Discount", "Customer", "Phone", "Address", "Country",
		"Note on the platform", "Customer's message", "Line", "SKU", "Product", "Variant", "Quantity", "Unit price", "Discount of the line", "Units sent"}
	row := []string{"LS-10001", "Own shop", "2026-03-11 10:00:00", "2026-03-11 10:01:00", "Paid", "paid", "HKD", "50.00", "50.00", "0.00", "0.00", "0.00", words, "+852 6000 1000", words, "HK",
		words, words, "1", "CUP", words, words, "1", "50.00", "0.00", "0"}
	path := filepath.Join(w.t.TempDir(), "aftercare-orders.csv")
	err := errors.Join(c.Write(head), c.Write(row))
	c.Flush()
	if err = errors.Join(err, c.Error(), os.WriteFile(path, b.Bytes(), 0o600)); err != nil {
		w.t.Fatal(err)
	}
	file, err := exchange.Files{}.Open(path, desk.How{Zone: time.FixedZone("HKT", 8*3600)})
	if err != nil {
		w.t.Fatalf("open the file: %v", err)
	}
	own, err := w.desk.ChannelFor(w.ctx, "own")
	if err == nil {
		_, err = w.desk.Import(w.ctx, file, own.ID, nil)
	}
	if err != nil {
		w.t.Fatalf("take the file in: %v", err)
	}
}

// checkTable sees that a table is one row of data, and that no cell begins as a
// formula does.
func checkTable(t *testing.T, data []byte) {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
	if err != nil || len(rows) != 2 {
		t.Fatalf("the table: %d rows, %v: %q", len(rows), err, data)
	}
	for _, cell := range rows[1] {
		if cell != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", []rune(cell)[0]) {
			t.Errorf("a cell begins as a formula does: %q", cell)
		}
		if i := strings.IndexFunc(cell, obeyed); i >= 0 {
			t.Errorf("a cell holds a mark at %d: %q", i, cell)
		}
	}
}

// checkPaper sees that a paper holds nothing that runs, and where the system has
// the tool, that its words turn nothing around.
func checkPaper(t *testing.T, pdf []byte) {
	t.Helper()
	for _, bad := range []string{"/JavaScript", "/JS", "/Launch", "/OpenAction", "/URI"} {
		if bytes.Contains(pdf, []byte(bad)) {
			t.Errorf("the paper holds %s", bad)
		}
	}
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		return
	}
	path := filepath.Join(t.TempDir(), "slip.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool, path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	words := strings.ReplaceAll(string(out), "\f", "")
	// The tool itself wraps what it reads from right to left.
	words = strings.NewReplacer("\u202b", "", "\u202c", "", "\u202a", "").Replace(words)
	if i := strings.IndexFunc(words, obeyed); i >= 0 {
		t.Errorf("the paper holds a mark at %d: %q", i, words)
	}
	if !strings.Contains(words, "LS-10001") {
		t.Errorf("the paper does not name its order: %q", words)
	}
}

// A name of ten thousand bytes and a note of a megabyte are refused in words that
// say how long they may be, and leave nothing behind.
func TestHostile_tooLong(t *testing.T) {
	w := newWorld(t, options{}, waitingOrder)
	id := w.numbered("LS-1").ID
	for what, err := range map[string]error{
		"a name": func() error {
			_, err := w.desk.SavePerson(w.ctx, desk.PersonChange{Name: strings.Repeat("陳", 3500), Role: "owner", NewPIN: "482913"})
			return err
		}(),
		"a note": func() error {
			_, err := w.desk.AddNote(w.ctx, desk.NoteRequest{Order: id, Text: strings.Repeat("x", 1<<20)})
			return err
		}(),
		"a product": func() error { _, err := w.desk.Product(w.ctx, strings.Repeat("M", 10_000)); return err }(),
	} {
		if domain.As(err) == nil && !isErrors(err) {
			t.Errorf("%s: got %v, want it refused in words", what, err)
		}
		for _, f := range faultsOf(err) {
			if words := w.words.Error(f.error); len(words) > 2000 {
				t.Errorf("%s: the refusal repeats the novel: %d bytes", what, len(words))
			}
		}
	}
	if v := w.numbered("LS-1"); len(v.Notes) != 0 {
		t.Errorf("%d notes were left", len(v.Notes))
	}
	if people, err := w.desk.People(w.ctx); err != nil || len(people) != 0 {
		t.Errorf("people: %v, %v", people, err)
	}
	w.visit(route{page: "orders", id: id, do: "note"})
	entryOf(w.field("Note").Control()).SetText(strings.Repeat("陳大文 ", 5_100)) // pasted
	w.menu("save")
	w.see(fmt.Sprint("20,000"))
}

func isErrors(err error) bool { _, ok := err.(domain.Errors); return ok }
