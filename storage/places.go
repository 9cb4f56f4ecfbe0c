package storage

import (
	"fmt"
	"slices"
	"sync"

	"aftercare/domain/desk"
)

// The bounds of what places remember: lists, and places in one of them.
const (
	maxLists  = 32
	maxPlaces = 2048
)

// places remembers where in a list some of its rows stand, so that the next
// page begins at the one before and not at the top: a page a million rows down
// then costs what the first one does. All of it holds for one state of the
// orders; a change of any makes it forget.
type places struct {
	mu      sync.Mutex
	changes int64 // of the orders, when this was true
	lists   map[string]*remembered
}

type remembered struct {
	rows   []knownRow // by index
	length int
	whole  bool // length is known
}

// knownRow is the index of a row and the values it stands by.
type knownRow struct {
	index    int
	at, then any
}

// start is where a page is read from: a known row, or else the top of the list
// or, going back, its end, which has the list's length for an index.
type start struct {
	knownRow
	known bool
	back  bool
}

// skip is how many rows stand between the start and the page.
func (s start) skip(offset, limit int) int {
	if s.back {
		return s.index - offset - limit
	}
	return offset - s.index
}

// listing is one list in one state of the orders; nil remembers nothing.
type listing struct {
	of      *places
	changes int64
	name    string
}

// place is one stretch of a list.
type place struct {
	listing *listing
	name    string
}

// listOf is what is remembered of a query's list. A filter by time of day is
// another list each moment; what is sorted first is short; an Update sees what
// no one else does.
func (t *Tx) listOf(q desk.OrderQuery) (*listing, error) {
	if sorted(q) || small(q) && q.Filter != desk.OpenFilter || t.writes {
		return nil, nil
	}
	changes, err := t.tallied("orders.changes")
	if err != nil {
		return nil, err
	}
	return &listing{of: &t.db.places, changes: changes, name: fmt.Sprint(q.Filter, q.Channel, q.State, q.Sort, q.Desc)}, nil
}

func (l *listing) in(s stretch) place {
	if l == nil {
		return place{}
	}
	return place{l, l.name + " " + s.name}
}

// with runs f on what is remembered of the stretch, nil when it is of another
// state of the orders.
func (p place) with(f func(*remembered)) {
	if p.listing == nil {
		return
	}
	all := p.listing.of
	all.mu.Lock()
	defer all.mu.Unlock()
	if p.listing.changes < all.changes {
		return // a View from before the last change
	}
	if p.listing.changes > all.changes || all.lists == nil || len(all.lists) > maxLists {
		all.changes, all.lists = p.listing.changes, map[string]*remembered{}
	}
	r := all.lists[p.name]
	if r == nil {
		r = &remembered{}
		all.lists[p.name] = r
	}
	f(r)
}

func (r *remembered) find(index int) (int, bool) {
	return slices.BinarySearchFunc(r.rows, index, func(k knownRow, index int) int { return k.index - index })
}

// keep remembers a row.
func (p place) keep(index int, at, then any) {
	p.with(func(r *remembered) {
		i, found := r.find(index)
		if found {
			return
		}
		r.rows = slices.Insert(r.rows, i, knownRow{index, at, then})
		if len(r.rows) > maxPlaces {
			// Every second one is enough: the next page is then a few hundred
			// rows further, not one.
			kept := r.rows[:0]
			for i := 0; i < len(r.rows); i += 2 {
				kept = append(kept, r.rows[i])
			}
			r.rows = kept
		}
	})
}

// nearest is where the rows from offset on are read from: the known row before
// them, the one behind them, or the top, whichever has less to skip.
func (p place) nearest(offset, limit int) (from start) {
	p.with(func(r *remembered) {
		skip := offset
		i, found := r.find(offset)
		if !found {
			i--
		}
		if i >= 0 {
			from = start{knownRow: r.rows[i], known: true}
			skip = offset - r.rows[i].index
		}
		behind, _ := r.find(offset + limit)
		if behind < len(r.rows) && r.rows[behind].index-offset-limit < skip {
			from = start{knownRow: r.rows[behind], known: true, back: true}
		}
	})
	return from
}

func (p place) length() (n int, known bool) {
	p.with(func(r *remembered) { n, known = r.length, r.whole })
	return n, known
}

func (p place) keepLength(n int) {
	p.with(func(r *remembered) { r.length, r.whole = n, true })
}
