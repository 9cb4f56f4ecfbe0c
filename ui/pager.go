package ui

import (
	"context"
	"slices"
)

// pager holds the rows of a list that may be a million long: pages of 200,
// fetched off the screen's goroutine as they come in sight, the last few kept.
// One page is fetched at a time, and always one that is in sight then: who drags
// the bar through the list waits for the place where it comes to rest.
type pager[T any] struct {
	work   *tasks
	fetch  func(ctx context.Context, offset, limit int) ([]T, error)
	come   func()      // rows came
	failed func(error) // a page could not be read

	held    map[int]*rowPage[T]
	used    []int // page numbers, the one longest unused first
	first   int   // the pages in sight
	last    int
	running ticket
	busy    bool
}

// rowPage is one page; a stale one is shown until it was read again.
type rowPage[T any] struct {
	rows  []T
	stale bool
}

const (
	pageRows  = 200
	pagesKept = 12
)

func newPager[T any](work *tasks, fetch func(ctx context.Context, offset, limit int) ([]T, error), come func(), failed func(error)) *pager[T] {
	return &pager[T]{work: work, fetch: fetch, come: come, failed: failed, held: map[int]*rowPage[T]{}}
}

// row is row i of the list, false while it is not here.
func (p *pager[T]) row(i int) (T, bool) {
	var none T
	page, ok := p.held[i/pageRows]
	if !ok || i%pageRows >= len(page.rows) {
		return none, false
	}
	return page.rows[i%pageRows], true
}

// find is the first row here of which is says yes, -1 for none.
func (p *pager[T]) find(is func(T) bool) int {
	for _, n := range slices.Sorted(slices.Values(p.used)) {
		if i := slices.IndexFunc(p.held[n].rows, is); i >= 0 {
			return n*pageRows + i
		}
	}
	return -1
}

// settled says whether row i is here and was read since the last renew.
func (p *pager[T]) settled(i int) bool {
	page, ok := p.held[i/pageRows]
	return ok && !page.stale
}

// want says which rows are in sight.
func (p *pager[T]) want(first, last int) {
	p.first, p.last = max(first, 0)/pageRows, max(last, first, 0)/pageRows
	p.next()
}

// reset forgets all rows, as another question is asked; answers under way are
// dropped.
func (p *pager[T]) reset() {
	p.running.drop()
	p.busy = false
	clear(p.held)
	p.used = nil
	p.first, p.last = 0, 0
}

// renew reads the rows in sight again and shows what is here until then.
func (p *pager[T]) renew() {
	p.running.drop()
	p.busy = false
	for _, page := range p.held {
		page.stale = true
	}
	p.next()
}

func (p *pager[T]) next() {
	if p.busy {
		return
	}
	for n := p.first; n <= p.last; n++ {
		if page, ok := p.held[n]; !ok || page.stale {
			p.read(n)
			return
		}
	}
}

func (p *pager[T]) read(n int) {
	p.busy = true
	run(p.work, &p.running, func(ctx context.Context) ([]T, error) { return p.fetch(ctx, n*pageRows, pageRows) }, func(rows []T, err error) {
		p.busy = false
		if err != nil {
			p.failed(err)
			return
		}
		p.keep(n, rows)
		p.come()
		p.next()
	})
}

func (p *pager[T]) keep(n int, rows []T) {
	p.held[n] = &rowPage[T]{rows: rows}
	p.used = append(slices.DeleteFunc(p.used, func(m int) bool { return m == n }), n)
	for len(p.used) > pagesKept {
		delete(p.held, p.used[0])
		p.used = p.used[1:]
	}
}
