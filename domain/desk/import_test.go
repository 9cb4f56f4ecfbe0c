package desk_test

import (
	"context"
	"errors"
	"strconv"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/order"
)

func TestDesk_Import_sameFileTwiceChangesNothing(t *testing.T) {
	c := begun(t)
	f := file{facts("LS-1", c.now), facts("LS-2", c.now)}
	f[1].Faults = []*domain.Error{domain.Wrong("Total", "import.total", nil)}
	own := c.channel("own").ID
	preview, err := c.Preview(c.ctx, f, own, nil)
	c.must(err)
	first, err := c.Import(c.ctx, f, own, nil)
	c.must(err)
	if preview.Counts[desk.Created] != 1 || preview.Counts[desk.Review] != 1 || first.Counts[desk.Created] != 1 {
		t.Errorf("preview %v, import %v", preview.Counts, first.Counts)
	}
	before, err := c.OrderNumbered(c.ctx, "LS-1")
	c.must(err)
	second, err := c.Import(c.ctx, f, own, nil)
	c.must(err)
	after, err := c.OrderNumbered(c.ctx, "LS-1")
	c.must(err)
	if second.Counts[desk.Unchanged] != 1 || second.Counts[desk.Created]+second.Counts[desk.Changed] != 0 || before.Version != after.Version {
		t.Errorf("second import %v, version %d then %d", second.Counts, before.Version, after.Version)
	}
	if _, err := c.OrderNumbered(c.ctx, "LS-2"); !errors.Is(err, domain.Code("missing.order")) {
		t.Errorf("a faulty order is in: %v", err)
	}
}

func TestDesk_Import_cancelKeepsWholeOrders(t *testing.T) {
	c := begun(t)
	var f file
	for i := range 2500 {
		f = append(f, facts("LS-"+string(rune('A'+i%26))+time.Duration(i).String(), c.now))
	}
	// Somebody else works at the desk, so that the import ends a transaction after
	// each batch.
	ctx, cancel := context.WithCancel(c.ctx)
	done := make(chan error, 1)
	go func() {
		var err error
		for err == nil && ctx.Err() == nil {
			err = c.Store.Update(c.ctx, func(desk.Tx) error { return nil })
		}
		done <- err
	}()
	_, err := c.Import(ctx, f, c.channel("own").ID, func(desk.Report) { cancel() })
	c.refused(err, "import.stopped")
	c.must(<-done)
	report, err := c.Import(c.ctx, f, c.channel("own").ID, nil)
	c.must(err)
	if report.Counts[desk.Unchanged] != 2000 || report.Counts[desk.Created] != 500 {
		t.Errorf("after a cancel in the first batch: %v", report.Counts)
	}
}

// slow is a file that gives its first batch, and the rest only when somebody
// else has written to the shop meanwhile.
type slow struct {
	file
	written <-chan error
}

func (s slow) Orders(ctx context.Context, each func(order.Facts) error) error {
	for i, f := range s.file {
		if i == 2000 {
			if err := <-s.written; err != nil {
				return err
			}
		}
		if err := each(f); err != nil {
			return err
		}
	}
	return nil
}

// TestDesk_Import_slowFile shows that nobody waits for a file's disk to write.
func TestDesk_Import_slowFile(t *testing.T) {
	c := begun(t)
	written := make(chan error)
	s := slow{written: written}
	for i := range 2100 {
		s.file = append(s.file, facts("LS-"+strconv.Itoa(i), c.now))
	}
	ctx, stop := context.WithTimeout(c.ctx, time.Minute)
	defer stop()
	go func() {
		for { // the import's first batch has the writer, or has kept it
			rows, err := c.Orders(ctx, desk.OrderQuery{Filter: desk.AllOrders, Sort: desk.ByNumber, Limit: 1})
			if err != nil || len(rows) > 0 {
				break
			}
		}
		written <- c.Store.Update(ctx, func(desk.Tx) error { return nil })
	}()
	report, err := c.Import(c.ctx, s, c.channel("own").ID, nil)
	c.must(err)
	if report.Counts[desk.Created] != 2100 {
		t.Errorf("%v, want all 2100", report.Counts)
	}
}
