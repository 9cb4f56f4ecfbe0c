package ui

import (
	"context"
	"slices"
	"testing"
)

// TestPager_million drags through a list of a million rows: only what is in
// sight is read, and few pages are kept.
func TestPager_million(t *testing.T) {
	reads := 0
	var p *pager[int]
	p = newPager(&tasks{ctx: t.Context(), inline: true}, func(_ context.Context, offset, limit int) ([]int, error) {
		reads++
		rows := make([]int, limit)
		for i := range rows {
			rows[i] = offset + i
		}
		return rows, nil
	}, func() {}, func(err error) { t.Fatal(err) })
	for first := 0; first < 1_000_000; first += 10_007 {
		p.want(first, first+20)
		if got, ok := p.row(first + 20); !ok || got != first+20 {
			t.Fatalf("row(%d) = %d, %t, want the row itself", first+20, got, ok)
		}
	}
	if reads > 130 {
		t.Errorf("100 stops took %d reads, want about one a stop", reads)
	}
	if len(p.held) > pagesKept || len(p.used) > pagesKept {
		t.Errorf("%d pages are kept, want at most %d", len(p.held), pagesKept)
	}
	if _, ok := p.row(3); ok {
		t.Error("a row from the beginning is still held")
	}
}

// TestPager_stale reads while the question changes: an answer to the one before
// never shows.
func TestPager_stale(t *testing.T) {
	tag, calls := "old", 0
	var p *pager[string]
	p = newPager(&tasks{ctx: t.Context(), inline: true}, func(context.Context, int, int) ([]string, error) {
		mine := tag
		if calls++; calls == 1 {
			tag = "new" // the person filters while the page is read
			p.reset()
			p.want(0, 10)
		}
		return slices.Repeat([]string{mine}, pageRows), nil
	}, func() {}, func(err error) { t.Fatal(err) })
	p.want(0, 10)
	if got, _ := p.row(0); got != "new" {
		t.Errorf("row(0) = %q, want the answer to the second question", got)
	}
}

func TestPager_renew(t *testing.T) {
	n := 0
	p := newPager(&tasks{ctx: t.Context(), inline: true}, func(context.Context, int, int) ([]int, error) {
		n++
		return []int{n}, nil
	}, func() {}, func(err error) { t.Fatal(err) })
	p.want(0, 0)
	p.renew()
	if got, _ := p.row(0); got != 2 {
		t.Errorf("row(0) after renew = %d, want it read again", got)
	}
	if i := p.find(func(v int) bool { return v == 2 }); i != 0 {
		t.Errorf("find = %d, want 0", i)
	}
}
