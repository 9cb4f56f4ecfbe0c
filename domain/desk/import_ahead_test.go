package desk

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"
)

// eachPart is work that takes part by part.
func eachPart(work func([]int) error) func(<-chan []int) error {
	return func(parts <-chan []int) error {
		for part := range parts {
			if err := work(part); err != nil {
				return err
			}
		}
		return nil
	}
}

// counted reads the numbers up to n, and says when it has ended.
func counted(n int, ended *atomic.Bool) func(context.Context, func(int) error) error {
	return func(ctx context.Context, each func(int) error) error {
		defer ended.Store(true)
		for i := range n {
			if err := each(i); err != nil {
				return err
			}
		}
		return nil
	}
}

func TestAhead(t *testing.T) {
	for _, n := range []int{0, 1, 6, 7, 8, 70, 71} {
		var ended atomic.Bool
		var got []int
		err := ahead(context.Background(), 7, counted(n, &ended), eachPart(func(part []int) error {
			if len(part) == 0 || len(part) > 7 {
				t.Errorf("%d: a part of %d", n, len(part))
			}
			got = append(got, part...)
			return nil
		}))
		want := make([]int, n)
		for i := range want {
			want[i] = i
		}
		if err != nil || !slices.Equal(got, want) || !ended.Load() {
			t.Errorf("%d: %v, %v, ended %v", n, got, err, ended.Load())
		}
	}
}

// TestAhead_reads shows that the next part is read while one is worked on: the
// work waits for it.
func TestAhead_reads(t *testing.T) {
	next := make(chan struct{})
	read := func(_ context.Context, each func(int) error) error {
		return errors.Join(each(0), func() error { close(next); return nil }(), each(1))
	}
	if err := ahead(context.Background(), 1, read, eachPart(func([]int) error { <-next; return nil })); err != nil {
		t.Error(err)
	}
}

func TestAhead_ends(t *testing.T) {
	full := errors.New("the disk is full")
	torn := errors.New("the file is torn")
	cut, cancel := context.WithCancel(context.Background())
	cases := map[string]struct {
		ctx  context.Context
		fail error // of the reading, after its first 20
		work func([]int) error
		want error
		most int // parts worked on
	}{
		"work fails":    {context.Background(), nil, func([]int) error { return full }, full, 1},
		"reading fails": {context.Background(), torn, func([]int) error { return nil }, torn, 3},
		"cancelled":     {cut, nil, func([]int) error { cancel(); return nil }, context.Canceled, 3},
	}
	for name, c := range cases {
		var ended atomic.Bool
		read := func(ctx context.Context, each func(int) error) error {
			defer ended.Store(true)
			if err := counted(20, new(atomic.Bool))(ctx, each); err != nil || c.fail != nil {
				return errors.Join(err, c.fail)
			}
			return counted(1_000_000, new(atomic.Bool))(ctx, each)
		}
		worked := 0
		err := ahead(c.ctx, 7, read, eachPart(func(p []int) error { worked++; return c.work(p) }))
		if !errors.Is(err, c.want) || worked == 0 || worked > c.most || !ended.Load() {
			t.Errorf("%s: %v after %d parts, ended %v", name, err, worked, ended.Load())
		}
	}
}

func TestAhead_panics(t *testing.T) {
	defer func() {
		if got := recover(); got != "a fault" {
			t.Errorf("%v came out", got)
		}
	}()
	read := func(context.Context, func(int) error) error { panic("a fault") }
	_ = ahead(context.Background(), 7, read, eachPart(func([]int) error { return nil }))
	t.Error("the fault was lost")
}
