package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"time"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/desk"
	"aftercare/domain/repair"
	"aftercare/ui/paper"
	"aftercare/ui/present"
	"aftercare/ui/text"
)

// benchShop is one shop at work.
type benchShop struct {
	*bench
	n     int
	d     *desk.Desk
	file  string
	store string
}

// writeBenchOrders writes an export of n orders in the program's own form: a
// third of two lines, two thirds of the buyers with Chinese names, a tenth
// waiting to be shipped.
func writeBenchOrders(path string, n int) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	w := bufio.NewWriterSize(f, 1<<20)
	fmt.Fprint(w, "Order number,Placed,Paid at,State,State on the platform,Shipped at,Currency,Total,Amount paid,Freight,Customer,User name,Phone,Address,Country,Tracking number,Note on the platform,SKU,Product,Quantity,Unit price,Units sent\n")
	begin := time.Date(2024, 3, 1, 9, 0, 0, 0, time.UTC)
	for i := range n {
		buyer := i * 7919 % (n/2 + 1)
		at := begin.Add(time.Duration(i) * (700 * 24 * time.Hour / time.Duration(n)))
		state, sent, shipped, tracking := "Completed", 1, at.Add(30*time.Hour).Format("2006-01-02 15:04:05"), fmt.Sprintf("SF%013d", i)
		if i%10 == 0 {
			state, sent, shipped, tracking = "Paid", 0, "", ""
		}
		note := ""
		if i%17 == 0 {
			note = "29号发"
		}
		head := fmt.Sprintf("LS-%07d,%s,%s,%s,%s,%s,HKD,%d.00,%d.00,30.00,%s,u%d,%08d,%d Queen's Road,HK,%s,%s,", i, at.Format("2006-01-02 15:04:05"), at.Add(time.Minute).Format("2006-01-02 15:04:05"), state, strings.ToLower(state), shipped,
			230+i%3/2*100, 230+i%3/2*100, benchName(buyer), buyer, 50000000+buyer*13%49999999, 1+buyer%400, tracking, note)
		fmt.Fprintf(w, "%sCUP-%d,Cup of kind %d,2,100.00,%d\n", head, i%200, i%200, 2*sent)
		if i%3 == 2 {
			fmt.Fprintf(w, "%sLID-%d,Lid of kind %d,1,100.00,%d\n", head, i%50, i%50, sent)
		}
	}
	return w.Flush()
}

func (r *benchShop) measure(ctx context.Context) error {
	if _, err := r.d.Begin(ctx, desk.FirstStart{Name: "Bench", Language: "en"}); err != nil {
		return err
	}
	for _, step := range []func(context.Context) error{r.imported, r.furnished, r.queue, r.sorts, r.searches, r.others, r.exported, r.labels, r.cancelled} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// imported takes the file in, an order at a time, and watches the memory.
func (r *benchShop) imported(ctx context.Context) error {
	channel, err := r.d.ChannelFor(ctx, "own")
	if err != nil {
		return err
	}
	var peak atomic.Uint64
	done := make(chan struct{})
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case <-done:
				return
			case <-time.After(50 * time.Millisecond):
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				peak.Store(max(peak.Load(), m.Sys-m.HeapReleased))
			}
		}
	}()
	began := time.Now()
	e, err := r.d.OpenExport(ctx, r.file, desk.How{})
	if err == nil {
		var report desk.Report
		report, err = r.d.Import(ctx, e, channel.ID, nil)
		if err == nil && report.Counts[desk.Created] != r.n {
			err = fmt.Errorf("bench: %d orders gave %v", r.n, report.Counts)
		}
		err = errors.Join(err, e.Close())
	}
	took := time.Since(began)
	close(done)
	<-stopped
	if err != nil {
		return err
	}
	shell, err := byShell(r.store, r.dir)
	if err != nil {
		return err
	}
	r.add(figure{Name: "import", Orders: r.n, Micros: us(took) / float64(r.n), Yardstick: "shell", Of: us(shell) / float64(r.n), Wanted: "≤ 2.2 ×", limit: 2.2})
	r.add(figure{Name: "import_memory", Orders: r.n, Micros: float64(peak.Load()) / (1 << 20), Wanted: "≤ 512", most: 512})
	return nil
}

func us(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1000 }

// byShell is the time that the sqlite3 shell takes to load the very rows that
// the import made, into the same tables and indexes, in one transaction; 0 where
// there is no such shell, or the store is no file.
func byShell(store, dir string) (time.Duration, error) {
	shell, err := exec.LookPath("sqlite3")
	if err != nil {
		return 0, nil
	}
	tables := []string{"channels", "policies", "products", "customers", "orders", "notes", "search_keys"}
	run := func(file, script string) (string, error) {
		c := exec.Command(shell, file)
		c.Stdin = strings.NewReader(script)
		out, err := c.Output()
		return string(out), err
	}
	columns, err := run(store, "SELECT group_concat(name, ', ') FROM pragma_table_xinfo('orders') WHERE hidden = 0;\n")
	if err != nil {
		return 0, fmt.Errorf("sqlite3: %w", err)
	}
	dump, load := ".mode csv\n", "PRAGMA journal_mode = WAL;\nPRAGMA synchronous = FULL;\nPRAGMA cache_size = -32768;\n.mode csv\nBEGIN;\n"
	for _, t := range tables {
		what := "*"
		if t == "orders" {
			what = strings.TrimSpace(columns)
		}
		file := filepath.Join(dir, "shell-"+t+".csv")
		dump += fmt.Sprintf(".once '%s'\nSELECT %s FROM %s;\n", file, what, t)
		load += fmt.Sprintf(".import '%s' %s\n", file, t)
	}
	if _, err := run(store, dump); err != nil {
		return 0, fmt.Errorf("sqlite3: %w", err)
	}
	schema, err := run(store, ".schema\n")
	if err != nil {
		return 0, fmt.Errorf("sqlite3: %w", err)
	}
	other := filepath.Join(dir, "shell.db")
	defer os.Remove(other)
	if _, err := run(other, strings.ReplaceAll(schema, "CREATE TABLE sqlite_sequence(name,seq);", "")); err != nil {
		return 0, fmt.Errorf("sqlite3: %w", err)
	}
	began := time.Now()
	_, err = run(other, load+"COMMIT;\n")
	return time.Since(began), err
}

// furnished opens cases and repairs in proportion: one order in a hundred, and
// one in three hundred, at most some thousands.
func (r *benchShop) furnished(ctx context.Context) error {
	for i := 1; i < r.n && i < 400_000; i += 100 {
		o, err := r.d.OrderNumbered(ctx, fmt.Sprintf("LS-%07d", i))
		if err != nil {
			return err
		}
		if _, err := r.d.OpenCase(ctx, desk.OpenRequest{Order: o.ID, Request: casefile.Request{Reason: "quality_defect", Remedy: casefile.ReturnRefund, Items: []casefile.Asked{{Line: 1, Quantity: 1}}}}); err != nil && domain.As(err) == nil {
			return err
		}
		if i%300 != 1 {
			continue
		}
		if _, err := r.d.RequestRepair(ctx, desk.RepairRequest{Order: o.ID, Request: repair.Request{Line: 1, Item: "Cup", Channel: "phone", Problem: "cracked"}}); err != nil && domain.As(err) == nil {
			return err
		}
	}
	return nil
}

func (r *benchShop) timed(name, wanted string, limit, most float64, do func() error) (float64, error) {
	took, err := median(do)
	if err == nil {
		r.add(figure{Name: name, Orders: r.n, Micros: took, Wanted: wanted, limit: limit, most: most})
	}
	return took, err
}

func (r *benchShop) page(ctx context.Context, q desk.OrderQuery) func() error {
	q.Limit = 50
	return func() error {
		rows, err := r.d.Orders(ctx, q)
		if err == nil && len(rows) == 0 {
			err = errors.New("bench: an empty page")
		}
		return err
	}
}

func (r *benchShop) queue(ctx context.Context) error {
	if _, err := r.timed("queue", "", 0, 0, r.page(ctx, desk.OrderQuery{Filter: desk.OpenFilter, Sort: desk.ByShipBy})); err != nil {
		return err
	}
	first, err := r.timed("page", "", 0, 0, r.page(ctx, desk.OrderQuery{Filter: desk.AllOrders, Sort: desk.ByPlaced, Desc: true}))
	if err != nil {
		return err
	}
	deep, err := median(r.page(ctx, desk.OrderQuery{Filter: desk.AllOrders, Sort: desk.ByPlaced, Desc: true, Offset: r.n * 95 / 100}))
	if err == nil {
		r.add(figure{Name: "deep", Orders: r.n, Micros: deep, Yardstick: "page", Of: first, Wanted: "≤ 2 ×", limit: 2})
	}
	return err
}

func (r *benchShop) sorts(ctx context.Context) error {
	worst := 0.0
	for _, by := range []desk.OrderSort{desk.ByPlaced, desk.ByNumber, desk.ByChannel, desk.ByCustomer, desk.ByState, desk.ByShipBy, desk.ByTotal} {
		for _, desc := range []bool{false, true} {
			took, err := median(r.page(ctx, desk.OrderQuery{Filter: desk.AllOrders, Sort: by, Desc: desc}))
			if err != nil {
				return err
			}
			worst = max(worst, took)
		}
	}
	r.add(figure{Name: "sort", Orders: r.n, Micros: worst, Wanted: "≤ 150 ms", most: 150_000})
	return nil
}

func (r *benchShop) searches(ctx context.Context) error {
	middle := r.n / 2
	scan, err := r.timed("search_nothing", "", 0, 50_000, func() error { _, err := r.d.Search(ctx, "zzqqx", 20); return err })
	if err != nil {
		return err
	}
	for _, q := range []struct{ name, text string }{
		{"search_han", "陈"}, {"search_two_han", "大明"}, {"search_initials", "cdm"}, {"search_latin", "gra"}, {"search_word", "Schmi"}, {"search_phone", fmt.Sprintf("%04d", 4567)}, {"search_number", fmt.Sprintf("LS-%07d", middle)},
	} {
		took, err := median(func() error { _, err := r.d.Search(ctx, q.text, 20); return err })
		if err != nil {
			return err
		}
		f := figure{Name: q.name, Orders: r.n, Micros: took, Yardstick: "scan", Of: scan, Wanted: "≤ 50 ms", most: 50_000}
		if q.name == "search_two_han" {
			f.Wanted, f.most = "≤ 5 ms", 5000
		}
		r.add(f)
	}
	return nil
}

func (r *benchShop) others(ctx context.Context) error {
	o, err := r.d.OrderNumbered(ctx, fmt.Sprintf("LS-%07d", r.n/2))
	if err != nil {
		return err
	}
	if _, err := r.timed("order", "", 0, 0, func() error { _, err := r.d.Order(ctx, o.ID); return err }); err != nil {
		return err
	}
	if _, err := r.timed("filter", "", 0, 150_000, r.page(ctx, desk.OrderQuery{Filter: desk.OverdueFilter, Sort: desk.ByShipBy})); err != nil {
		return err
	}
	if _, err := r.timed("cases", "", 0, 0, func() error { _, _, err := r.d.Cases(ctx, desk.CaseQuery{Open: true, Limit: 50}); return err }); err != nil {
		return err
	}
	_, err = r.timed("today", "", 0, 0, func() error { _, err := r.d.Today(ctx); return err })
	return err
}

func (r *benchShop) exported(ctx context.Context) error {
	words := r.s.words()
	columns, err := desk.TableColumns("orders")
	if err != nil {
		return err
	}
	head, wide := present.ExportHead(words, columns)
	began := time.Now()
	err = r.s.p.Sheet(io.Discard, "csv", "orders", head, wide, func(each func([]any) error) error {
		return r.d.Export(ctx, desk.ExportQuery{Table: "orders"}, func(cells []any) error { return each(present.ExportCells(words, cells)) })
	})
	r.add(figure{Name: "export", Orders: r.n, Micros: us(time.Since(began)) / float64(r.n)})
	return err
}

// labels makes the label of one return, and tells a thousand times that.
func (r *benchShop) labels(ctx context.Context) error {
	rows, _, err := r.d.Cases(ctx, desk.CaseQuery{Limit: 1})
	if err != nil || len(rows) == 0 || r.s.p.Press == nil {
		return err
	}
	press, err := r.s.p.Press()
	if err != nil {
		return err
	}
	v, err := r.d.Case(ctx, rows[0].ID)
	if err != nil {
		return err
	}
	setup, err := r.d.Setup(ctx)
	if err != nil {
		return err
	}
	labels := make([]paper.Label, 1000)
	for i := range labels {
		labels[i] = paper.LabelOf(v, setup)
	}
	began := time.Now()
	made, err := press.Labels(labels, paper.Setting{Languages: paper.Alone(text.English)})
	if err == nil && len(made.PDF) == 0 {
		err = errors.New("bench: no label")
	}
	r.add(figure{Name: "labels", Orders: r.n, Micros: us(time.Since(began)), Wanted: "≤ 10 s", most: 10e6})
	return err
}

// cancelled stops an import in the middle and tells how long it took to end.
func (r *benchShop) cancelled(ctx context.Context) error {
	channel, err := r.d.ChannelFor(ctx, "own")
	if err != nil {
		return err
	}
	e, err := r.d.OpenExport(ctx, r.file, desk.How{})
	if err != nil {
		return err
	}
	inner, stop := context.WithCancel(ctx)
	defer stop()
	var at time.Time
	time.AfterFunc(60*time.Millisecond, func() { at = time.Now(); stop() })
	_, err = r.d.Preview(inner, e, channel.ID, nil)
	ended := time.Now()
	if err != nil && domain.As(err) != nil && !at.IsZero() {
		r.add(figure{Name: "cancel", Orders: r.n, Micros: us(ended.Sub(at)), Wanted: "≤ 100 ms", most: 100_000})
		err = nil
	}
	return errors.Join(err, e.Close())
}

// reopened opens the shop once more, as the program does at its start.
func (r *benchShop) reopened(ctx context.Context, now func() time.Time) error {
	took, err := median(func() error {
		sh, err := r.s.p.Open(ctx, r.store, Writing, now)
		if err != nil {
			return err
		}
		_, err = sh.Desk.Orders(ctx, desk.OrderQuery{Filter: desk.OpenFilter, Sort: desk.ByShipBy, Limit: 50})
		return errors.Join(err, sh.Close())
	})
	if err == nil {
		r.add(figure{Name: "open", Orders: r.n, Micros: took, Wanted: "≤ 20 ms", most: 20_000})
	}
	return err
}
