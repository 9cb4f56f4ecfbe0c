package storage

import (
	"iter"
	"slices"
	"testing"
)

func countTo(n int, ended *bool) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer func() { *ended = true }()
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func TestAheadOf(t *testing.T) {
	for _, n := range []int{0, 1, 2, 3, 100} {
		ended := false
		got := slices.Collect(aheadOf(countTo(n, &ended)))
		if len(got) != n || !slices.IsSorted(got) || !ended {
			t.Errorf("%d gave %v, ended %v", n, got, ended)
		}
	}
	ended, steps := false, 0
	for range aheadOf(countTo(1_000_000_000, &ended)) {
		if steps++; steps == 3 {
			break
		}
	}
	if !ended {
		t.Error("the making went on after its loop")
	}
}

// TestAheadOf_isAhead shows that the next one is made while one is worked on:
// the work waits for it.
func TestAheadOf_isAhead(t *testing.T) {
	second := make(chan struct{})
	for i := range aheadOf(func(yield func(int) bool) { _ = yield(0) && func() bool { close(second); return true }() && yield(1) }) {
		if i == 0 {
			<-second
		}
	}
}

func TestAheadOf_panics(t *testing.T) {
	defer func() {
		if got := recover(); got != "a fault" {
			t.Errorf("%v came out", got)
		}
	}()
	for range aheadOf(func(func(int) bool) { panic("a fault") }) {
		t.Error("something came")
	}
	t.Error("the fault was lost")
}

func TestMeanwhile(t *testing.T) {
	if answer := meanwhile(func() int { return 42 }); answer() != 42 || answer() != 42 {
		t.Error("not the answer of the work")
	}
	defer func() {
		if got := recover(); got != "a fault" {
			t.Errorf("%v came out", got)
		}
	}()
	meanwhile(func() int { panic("a fault") })()
	t.Error("the fault was lost")
}
