package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"aftercare/domain"
)

// figure is one thing measured: in a shop of n orders, beside a yardstick of the
// same run.
type figure struct {
	Name      string  `json:"name"`
	Orders    int     `json:"orders"`
	Micros    float64 `json:"us"`               // of one, the median; of memory, MB
	Yardstick string  `json:"yardstick"`        // what it is compared with
	Of        float64 `json:"of_us,omitempty"`  // the yardstick's own
	Ratio     float64 `json:"ratio,omitempty"`  // the figure by the yardstick
	Wanted    string  `json:"wanted,omitempty"` // what it is to be
	Met       bool    `json:"met"`
	limit     float64 // of the ratio; 0: none
	most      float64 // of the figure; 0: none
}

// bench is a run: the shops it made and what it found.
type bench struct {
	s       *session
	dir     string
	figures []figure
	first   map[string]float64 // of the smallest shop, by name
}

// benchCommand makes shops of so many orders, and measures what a shop does with
// them.
func (s *session) benchCommand() *cobra.Command {
	var keep string
	c := s.command("bench [ORDERS...]", "cli.bench", 0, 8, func(c *cobra.Command, args []string) error {
		sizes := []int{10_000, 100_000}
		if len(args) > 0 {
			sizes = nil
		}
		for _, a := range args {
			n, err := strconv.Atoi(a)
			if err != nil || n < 100 || n > 2_000_000 {
				return misuse("cli.bench_orders", domain.Args{"value": a})
			}
			sizes = append(sizes, n)
		}
		return s.bench(c.Context(), sizes, keep)
	})
	c.Flags().StringVar(&keep, "keep", "", "cli.flag.keep")
	return c
}

func (s *session) bench(ctx context.Context, sizes []int, keep string) (err error) {
	dir := keep
	if dir == "" {
		if dir, err = os.MkdirTemp("", "aftercare-bench-"); err != nil {
			return err
		}
		defer func() { _ = os.RemoveAll(dir) }() // what cannot be removed lies in the system's temporary folder
	} else if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	slices.Sort(sizes)
	b := &bench{s: s, dir: dir, first: map[string]float64{}}
	for _, n := range sizes {
		if err := b.shop(ctx, n); err != nil {
			return err
		}
	}
	if s.json {
		return s.object(b.figures)
	}
	b.print()
	return nil
}

// shop makes one shop, unless it was kept from an earlier run, and measures it.
func (b *bench) shop(ctx context.Context, n int) error {
	file, store := filepath.Join(b.dir, fmt.Sprintf("orders-%d.csv", n)), filepath.Join(b.dir, fmt.Sprintf("shop-%d.aftercare", n))
	now, err := b.s.clock()
	if err != nil {
		return err
	}
	_, missing := os.Stat(store)
	access := Writing
	if missing != nil {
		access = Beginning
		if err := writeBenchOrders(file, n); err != nil {
			return err
		}
	}
	sh, err := b.s.p.Open(ctx, store, access, now)
	if err != nil {
		return err
	}
	r := &benchShop{bench: b, n: n, d: sh.Desk, file: file, store: store}
	if missing != nil {
		err = r.made(ctx)
	}
	if err == nil {
		err = r.measure(ctx)
	}
	if err = errors.Join(err, sh.Close()); err != nil {
		return err
	}
	return r.reopened(ctx, now)
}

// add keeps a figure, beside its yardstick, else beside the smallest shop's.
func (b *bench) add(f figure) {
	switch {
	case f.Of > 0:
		f.Ratio = f.Micros / f.Of
	case b.first[f.Name] > 0:
		f.Of, f.Ratio, f.Yardstick = b.first[f.Name], f.Micros/b.first[f.Name], "smallest"
	}
	if b.first[f.Name] == 0 {
		b.first[f.Name] = f.Micros
	}
	f.Met = (f.limit == 0 || f.Ratio <= f.limit) && (f.most == 0 || f.Micros <= f.most)
	b.figures = append(b.figures, f)
}

// print is the table.
func (b *bench) print() {
	w := b.s.words()
	row := func(cells ...string) {
		fmt.Fprintf(b.s.p.Out, "%-34s %10s %14s  %-34s %12s %8s  %s\n", toAny(cells)...)
	}
	row(w.T("bench.what"), w.T("bench.orders"), w.T("bench.figure"), w.T("bench.yardstick"), w.T("bench.its"), w.T("bench.ratio"), w.T("bench.wanted"))
	for _, f := range b.figures {
		of, ratio := "", ""
		if f.Of > 0 {
			of, ratio = micros(f.Of), fmt.Sprintf("%.2f", f.Ratio)
		}
		wanted := f.Wanted
		if wanted != "" && !f.Met {
			wanted += "  !"
		}
		yardstick := ""
		if f.Yardstick != "" {
			yardstick = w.T("bench.yardstick." + f.Yardstick)
		}
		own := micros(f.Micros)
		if strings.HasSuffix(f.Name, "_memory") {
			own, of = fmt.Sprintf("%.0f MB", f.Micros), ""
		}
		row(w.T("bench."+f.Name), strconv.Itoa(f.Orders), own, yardstick, of, ratio, wanted)
	}
}

func toAny(cells []string) []any {
	out := make([]any, len(cells))
	for i, c := range cells {
		out[i] = c
	}
	return out
}

// micros writes a time in the unit that reads best.
func micros(us float64) string {
	switch {
	case us >= 10e6:
		return fmt.Sprintf("%.1f s", us/1e6)
	case us >= 1000:
		return fmt.Sprintf("%.1f ms", us/1000)
	}
	return fmt.Sprintf("%.0f µs", us)
}

// median is the time of one call, over as many as fit into 60 ms,
// at least five.
func median(do func() error) (float64, error) {
	var all []float64
	for began := time.Now(); len(all) < 5 || time.Since(began) < 60*time.Millisecond && len(all) < 500; {
		at := time.Now()
		if err := do(); err != nil {
			return 0, err
		}
		all = append(all, float64(time.Since(at).Nanoseconds())/1000)
	}
	slices.Sort(all)
	return all[len(all)/2], nil
}
