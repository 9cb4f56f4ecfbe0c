package ui

import (
	"context"

	"aftercare/ui/widgets"
)

// ledger holds the rows of a long list: the pages of it that came in sight, and
// how many rows there are in all. A page that is not there yet is fetched, and
// its rows show as quiet bars until then.
type ledger[T any] struct {
	env   env
	list  *widgets.Table
	fetch func(ctx context.Context, offset, limit int) (rows []T, count int, err error)
	read  func() // after rows arrived

	count   int
	pages   map[int][]T
	newest  map[int][]T // those of pages that were read since the last reload
	asked   map[int]bool
	era     int // which reload this is
	reading ticket
}

const ledgerRows = 100

// at is a row; ok is false while its page is on its way.
func (l *ledger[T]) at(i int) (row T, ok bool) {
	page := l.pages[i/ledgerRows]
	if i < 0 || i%ledgerRows >= len(page) {
		return row, false
	}
	return page[i%ledgerRows], true
}

// see fetches what came in sight.
func (l *ledger[T]) see(first, last int) {
	for page := first / ledgerRows; page <= last/ledgerRows; page++ {
		if l.pages[page] == nil && !l.asked[page] {
			l.load(nil, page)
		}
	}
}

// reload reads again what is in sight and forgets the rest. What is still on its
// way answers a question of before, and is dropped.
func (l *ledger[T]) reload() {
	first, last := l.list.InSight()
	pages := []int{max(first, 0) / ledgerRows}
	if next := last / ledgerRows; next > pages[0] {
		pages = append(pages, next)
	}
	l.asked, l.newest = map[int]bool{}, map[int][]T{}
	l.era++
	l.load(&l.reading, pages...)
}

// load reads pages; those of a reload, which has a ticket, take the place of all
// that was read before it.
func (l *ledger[T]) load(whole *ticket, pages ...int) {
	type answer struct {
		rows  [][]T
		count int
	}
	if l.asked == nil {
		l.asked, l.newest = map[int]bool{}, map[int][]T{}
	}
	for _, page := range pages {
		l.asked[page] = true
	}
	era := l.era
	run(l.env.work, whole, func(ctx context.Context) (a answer, err error) {
		for _, page := range pages {
			var rows []T
			if rows, a.count, err = l.fetch(ctx, page*ledgerRows, ledgerRows); err != nil {
				return a, err
			}
			a.rows = append(a.rows, rows)
		}
		return a, nil
	}, func(a answer, err error) {
		if era != l.era {
			return
		}
		for _, page := range pages {
			delete(l.asked, page)
		}
		if err != nil {
			l.env.shell.fail(err)
			return
		}
		if whole != nil || l.pages == nil {
			l.pages = l.newest
		}
		for i, page := range pages {
			l.pages[page], l.newest[page] = a.rows[i], a.rows[i]
		}
		l.count = a.count
		if l.read != nil {
			l.read()
		}
		l.list.Refresh()
	})
}
