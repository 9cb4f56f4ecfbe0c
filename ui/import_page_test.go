package ui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"aftercare/domain"
	"aftercare/domain/channel"
	"aftercare/domain/desk"
	"aftercare/domain/order"
)

const taobaoFile = "../storage/exchange/testdata/ExportOrderList.csv"

// allOrders is how many orders the shop has.
func (w *world) allOrders() int {
	w.t.Helper()
	n, err := w.desk.OrderCounts(w.ctx, desk.OrderQuery{}, desk.AllOrders)
	if err != nil {
		w.t.Fatal(err)
	}
	return n[desk.AllOrders]
}

func TestImportPage_previewThenDeed(t *testing.T) {
	w := newWorld(t, options{})
	w.visit(route{page: "import"})
	w.typeInto("Order export", taobaoFile)
	w.key(fyne.KeyReturn)
	w.see("Taobao / Tmall orders, Simplified Chinese (GBK)", "Import 223 orders", "7 orders stay out", "Nothing is in yet", "Why it stays out", "row 14, column 订单编号")
	if n := w.allOrders(); n != 0 {
		t.Fatalf("the preview took %d orders in, want none", n)
	}
	w.key(fyne.KeyReturn)
	w.see("223 orders are in: 223 new, 0 changed.", "Show the orders")
	if n := w.allOrders(); n != 223 {
		t.Errorf("%d orders are in, want 223", n)
	}
	w.menu("import")
	w.see("Choose the order export of a shop or platform")
	w.typeInto("Order export", taobaoFile)
	w.key(fyne.KeyReturn)
	w.see("Unchanged", "This file brings nothing new.")
	w.menu("take_in")
	if n := w.allOrders(); n != 223 {
		t.Errorf("the same file again made it %d orders, want 223", n)
	}
}

func TestImportPage_figuresFilter(t *testing.T) {
	w := newWorld(t, options{})
	w.visit(route{page: "import"})
	w.shell.page().(*importPage).take(taobaoFile)
	p := w.shell.page().(*importPage)
	w.tap("7")
	if len(p.rows) != 7 || p.rows[0].Result != desk.Review {
		t.Errorf("the list shows %d orders, want the 7 that need review", len(p.rows))
	}
	w.tap("7")
	if len(p.rows) != 230 {
		t.Errorf("tapped again, the list shows %d orders, want all 230", len(p.rows))
	}
	w.tap("Changed")
	w.see("No order of this kind is in the file.")
}

func TestImportPage_changedAndOffered(t *testing.T) {
	w := newWorld(t, options{}, func(w *world) {
		f := ordered("2784011235513377", "赵晓琳", "2026-03-11", 21900, "台灯", "LMP-T")
		f.SellerNote = "加急"
		w.bring("taobao", f)
	})
	f := ordered("2784011235513377", "赵晓琳", "2026-03-11", 21900, "台灯", "LMP-T")
	f.SellerNote = "29号发，加急"
	w.shell.env.desk.Files = given{facts{f}}
	w.visit(route{page: "import"})
	p := w.shell.page().(*importPage)
	p.take("any.csv")
	p.choosesChannel(key(w.channel("taobao").ID))
	w.see("Import 1 order", "Platform note", "29号发，加急", "加急", "A ship date in the note", "Sun 29 Mar 2026", "once the order is in", "Stays as it is")
	w.menu("take_in")
	w.see("1 order is in: 0 new, 1 changed.", "Agree on a date...")
	w.tap("Agree on a date...")
	w.see("Delay ...513377", "Sun 29 Mar 2026", "Offered, not taken")
}

func TestImportPage_report(t *testing.T) {
	w := newWorld(t, options{})
	w.shell.env.prog.Table = func(to io.Writer, head []string, rows [][]string) error {
		_, err := fmt.Fprintf(to, "%d,%d,%s", len(head), len(rows), rows[0][1])
		return err
	}
	w.visit(route{page: "import"})
	w.shell.page().(*importPage).take(taobaoFile)
	w.tap("Report as CSV")
	w.see("Import report", "/papers/import-ExportOrderList.csv")
	if got := string(w.output.files["import-ExportOrderList.csv"]); !strings.HasPrefix(got, "6,23") || !strings.HasSuffix(got, ",3.1612E+18") {
		t.Errorf("the report holds %q", got)
	}
}

// TestImportPage_cancel stops in the middle: what was taken before stays, and
// the page then shows what is left to do.
func TestImportPage_cancel(t *testing.T) {
	const all = 4500
	var many facts
	for i := range all {
		many = append(many, ordered(fmt.Sprintf("LS-%06d", i), "張偉", "2026-03-11", 1000, "Cup", "CUP"))
	}
	w := newWorld(t, options{})
	stopping := &stopped{facts: many}
	w.shell.env.desk.Files = given{stopping}
	w.visit(route{page: "import"})
	p := w.shell.page().(*importPage)
	p.take("any.csv")
	w.see("Import 4,500 orders")
	stopping.at, stopping.stop = all-100, p.stop
	atRest := w.busyDesk()
	w.menu("take_in")
	atRest()
	in := w.allOrders()
	if in == 0 || in >= all-100 {
		t.Fatalf("%d orders are in, want the whole parts before row %d", in, all-100)
	}
	w.see(w.words.T("error.import.stopped", domain.Args{"count": in}), w.words.N("import.take", all-in))
	w.menu("take_in")
	if n := w.allOrders(); n != all {
		t.Errorf("%d orders are in after the rest came, want %d", n, all)
	}
	stopping.at, stopping.stop = 3, p.stop
	p.take("any.csv")
	w.see("Reading was stopped. Nothing was taken in", "Choose files...")
}

// TestImportPage_progress counts all orders of the file that come by, those too
// that an import before has taken in.
func TestImportPage_progress(t *testing.T) {
	w := newWorld(t, options{})
	w.shell.env.desk.Files = given{&stopped{facts: facts{ordered("LS-1", "張偉", "2026-03-11", 1000, "Cup", "CUP")}}}
	w.visit(route{page: "import"})
	p := w.shell.page().(*importPage)
	p.take("any.csv")
	p.report.Counts = map[desk.Result]int{desk.Unchanged: 10, desk.Created: 50}
	p.stage = importing
	p.draw()
	p.work(func(_ context.Context, _ desk.Export, _ domain.ID, progress func(desk.Report)) (desk.Report, error) {
		progress(desk.Report{Counts: map[desk.Result]int{desk.Unchanged: 10, desk.Created: 18}})
		return desk.Report{}, nil
	}, func(desk.Report, error) {})
	w.see(w.words.T("import.importing", domain.Args{"n": 28, "of": 60}))
}

// busyDesk has somebody else save all the time, so that an import keeps each part
// by itself; until the function that it gives is called.
func (w *world) busyDesk() func() {
	ctx, cancel := context.WithCancel(w.ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for ctx.Err() == nil {
			if err := w.desk.Store.Update(w.ctx, func(desk.Tx) error { return nil }); err != nil {
				w.t.Error(err)
				return
			}
		}
	}()
	return func() { cancel(); <-done }
}

func TestImportPage_dropped(t *testing.T) {
	w := newWorld(t, options{})
	path, err := filepath.Abs(taobaoFile)
	if err != nil {
		t.Fatal(err)
	}
	w.shell.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(path)})
	w.see("Import 223 orders")
	w.key(fyne.KeyEscape)
	w.see("Choose files...", path)
}

// A path comes as a file manager copies it: in quotes, or as an address.
func TestImportPage_pastedPath(t *testing.T) {
	path, err := filepath.Abs(taobaoFile)
	if err != nil {
		t.Fatal(err)
	}
	for _, pasted := range []string{`"` + path + `"`, "file://" + path, " " + path + "\n"} {
		w := newWorld(t, options{})
		w.visit(route{page: "import"})
		w.shell.page().(*importPage).take(pasted)
		w.see("Import 223 orders")
	}
}

// given hands out one export, whatever the path.
type given struct{ export desk.Export }

func (g given) Open(string, desk.How) (desk.Export, error) { return g.export, nil }

func (g given) List(string) ([]desk.Waiting, error) { return nil, nil }

func (g given) Look(string, desk.How) (desk.Sight, error) { return desk.Sight{}, nil }

// stopped is an export at whose row somebody presses Cancel.
type stopped struct {
	facts
	at   int
	stop func()
}

func (s *stopped) Orders(ctx context.Context, each func(order.Facts) error) error {
	for i, f := range s.facts {
		if press := s.stop; press != nil && i == s.at {
			s.stop = nil
			press()
		}
		if err := errors.Join(ctx.Err(), each(f)); err != nil {
			return err
		}
	}
	return nil
}

func (w *world) channel(preset string) channel.Channel {
	w.t.Helper()
	c, err := w.desk.ChannelFor(w.ctx, preset)
	if err != nil {
		w.t.Fatal(err)
	}
	return c
}

func TestImportPage_badFile(t *testing.T) {
	w := newWorld(t, options{})
	bad := filepath.Join(t.TempDir(), "holiday.csv")
	if err := os.WriteFile(bad, []byte("a,b\n1,2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.visit(route{page: "import"})
	w.typeInto("Order export", bad)
	w.key("Return")
	w.see("No row of headings that the shop knows was found", bad)
	w.shot("import-bad")
}
