package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync/atomic"
	"time"
	"unicode/utf8"

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

// made begins the shop and takes its orders in; a shop that was kept has them.
func (r *benchShop) made(ctx context.Context) error {
	if _, err := r.d.Begin(ctx, desk.FirstStart{Name: "Bench", Language: "en"}); err != nil {
		return err
	}
	if err := r.imported(ctx); err != nil {
		return err
	}
	return r.furnished(ctx)
}

func (r *benchShop) measure(ctx context.Context) error {
	for _, step := range []func(context.Context) error{r.queue, r.sorts, r.searches, r.typed, r.others, r.exported, r.labels, r.cancelled} {
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
	took, err := median(r.page(ctx, desk.OrderQuery{Filter: desk.OpenFilter, Sort: desk.ByShipBy}))
	if err != nil {
		return err
	}
	shell, err := statementByShell(r.store, queueByShell, 300)
	if err != nil {
		return err
	}
	r.add(figure{Name: "queue", Orders: r.n, Micros: took, Yardstick: "statements", Of: us(shell), Wanted: "≤ 6 ×", limit: 6})
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
	shell, err := statementByShell(r.store, likeByShell, 10)
	if err != nil {
		return err
	}
	for _, q := range []struct{ name, text string }{
		{"search_han", "陈"}, {"search_two_han", "超麗"}, {"search_initials", "ccl"}, {"search_latin", "gra"}, {"search_word", "Schmi"},
		{"search_phone", fmt.Sprintf("%04d", 4567)}, {"search_number", fmt.Sprintf("LS-%07d", r.n/2)}, {"search_nothing", "zzqqx"},
	} {
		var hits []desk.Hit
		took, err := median(func() (err error) { hits, err = r.d.Search(ctx, q.text, 20); return err })
		if err != nil {
			return err
		}
		if found := len(hits) > 0; found == (q.name == "search_nothing") && r.n >= 10_000 {
			return fmt.Errorf("bench: %s found %d", q.text, len(hits))
		}
		f := figure{Name: q.name, Orders: r.n, Micros: took, Yardstick: "like", Of: us(shell), Wanted: "≤ 50 ms", most: 50_000}
		if q.name == "search_two_han" && r.n >= 100_000 {
			f.Wanted, f.most, f.limit = "≤ 5 ms, ≤ 0.05 ×", 5000, 0.05
		}
		r.add(f)
	}
	took, err := median(func() error { _, err := r.d.SearchInside(ctx, "chmid", 20); return err })
	r.add(figure{Name: "search_inside", Orders: r.n, Micros: took, Yardstick: "like", Of: us(shell)})
	return err
}

// typed types names, a key each 40 ms, as a hand does in the search box: each key
// ends the question before it. The figure is the slowest answer to any key.
func (r *benchShop) typed(ctx context.Context) error {
	var slowest time.Duration
	for _, word := range []string{"陈超丽", "schmidt", "zzqqxx", "LS-0000042"} {
		for end := range len(word) + 1 {
			if end == 0 || !utf8.ValidString(word[:end]) {
				continue
			}
			took, err := r.key(ctx, word[:end], end < len(word))
			if err != nil {
				return err
			}
			slowest = max(slowest, took)
		}
	}
	r.add(figure{Name: "search_typed", Orders: r.n, Micros: us(slowest), Wanted: "≤ 50 ms", most: 50_000})
	return nil
}

// key asks for what is in the box and waits for the answer or, when more is
// typed, for the next key, which ends the question.
func (r *benchShop) key(ctx context.Context, text string, more bool) (time.Duration, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var next <-chan time.Time
	if more {
		next = time.After(40 * time.Millisecond)
	}
	answer := make(chan error, 1)
	pressed := time.Now()
	go func() { _, err := r.d.Search(ctx, text, 20); answer <- err }()
	select {
	case err := <-answer:
		took := time.Since(pressed)
		if more {
			<-next
		}
		return took, err
	case <-next:
		return time.Since(pressed), nil
	}
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
	r.add(figure{Name: "labels", Orders: r.n, Micros: us(time.Since(began)), Wanted: "≤ 5 s", most: 5e6})
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
