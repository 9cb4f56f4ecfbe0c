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
	asked   map[int]bool
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
			l.load(page, false)
		}
	}
}

// reload reads again what is in sight and forgets the rest.
func (l *ledger[T]) reload() {
	first, last := l.list.InSight()
	l.asked = map[int]bool{}
	l.load(max(first, 0)/ledgerRows, true)
	if next := last / ledgerRows; next != max(first, 0)/ledgerRows {
		l.load(next, false)
	}
}

func (l *ledger[T]) load(page int, fresh bool) {
	type answer struct {
		rows  []T
		count int
	}
	if l.asked == nil {
		l.asked = map[int]bool{}
	}
	l.asked[page] = true
	var once *ticket
	if fresh {
		once = &l.reading
	}
	run(l.env.work, once, func(ctx context.Context) (answer, error) {
		rows, n, err := l.fetch(ctx, page*ledgerRows, ledgerRows)
		return answer{rows, n}, err
	}, func(a answer, err error) {
		delete(l.asked, page)
		if err != nil {
			l.env.shell.fail(err)
			return
		}
		if fresh || l.pages == nil {
			l.pages = map[int][]T{}
		}
		l.pages[page], l.count = a.rows, a.count
		if l.read != nil {
			l.read()
		}
		l.list.Refresh()
	})
}
