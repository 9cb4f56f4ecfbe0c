package storage

import (
	"slices"
	"sync"
)

// The bounds of what places remember: lists, and places in one of them.
const (
	maxLists  = 32
	maxPlaces = 2048
)

// places remembers where in a list some of its rows stand, so that the next
// page begins at the one before and not at the top: a page a million rows down
// then costs what the first one does. What is remembered of a table holds for
// one state of it; a change of any of its rows makes it forget.
type places struct {
	mu     sync.Mutex
	tables map[string]*lists
}

// lists are those of one table.
type lists struct {
	changes int64 // of the table, when this was true
	byName  map[string]*remembered
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

// listing is one list in one state of its table; nil remembers nothing.
type listing struct {
	of      *places
	table   string
	changes int64
	name    string
}

// place is one stretch of a list.
type place struct {
	listing *listing
	name    string
}

// counted are the tables whose changes are counted, so that a list of theirs
// can remember its places.
var counted = []string{"orders", "cases", "jobs", "refunds", "goodwill", "claims"}

// changedIn counts a change of a table. Orders are counted where they are put,
// many at a time.
func (t *Tx) changedIn(table string) error { return t.tally(table+".changes", 1) }

// listing is what is remembered of a list; nothing in an Update, which sees what
// no one else does.
func (t *Tx) listing(table, name string) (*listing, error) {
	if t.writes {
		return nil, nil
	}
	changes, err := t.tallied(table + ".changes")
	if err != nil {
		return nil, err
	}
	return &listing{of: &t.db.places, table: table, changes: changes, name: name}, nil
}

func (l *listing) in(s stretch) place {
	if l == nil {
		return place{}
	}
	return place{l, l.name + " " + s.name}
}

// with runs f on what is remembered of the stretch, unless that is of a later
// state of the table.
func (p place) with(f func(*remembered)) {
	if p.listing == nil {
		return
	}
	l, all := p.listing, p.listing.of
	all.mu.Lock()
	defer all.mu.Unlock()
	known := all.tables[l.table]
	if known != nil && l.changes < known.changes {
		return // a View from before the last change
	}
	if known == nil || l.changes > known.changes || len(known.byName) > maxLists {
		if all.tables == nil {
			all.tables = map[string]*lists{}
		}
		known = &lists{changes: l.changes, byName: map[string]*remembered{}}
		all.tables[l.table] = known
	}
	r := known.byName[p.name]
	if r == nil {
		r = &remembered{}
		known.byName[p.name] = r
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
