package storage

import (
	"slices"
	"sync"

	"aftercare/domain"
)

// Change is one aggregate that a committed Update has changed.
type Change struct {
	Verb   string // the use case: "note.agree"
	Entity string // the kind of aggregate: "order"
	ID     domain.ID
}

// Listen has fn called after each commit with what was changed, in the order
// of the commits, and before Update returns to its caller. fn hands the news
// on and returns at once; it must not call Update. stop ends it.
func (db *DB) Listen(fn func(changes []Change)) (stop func()) {
	return db.listeners.add(fn)
}

// Changed tells the listeners, after the commit, of a change that has no entry
// in the history. Record does it by itself.
func (t *Tx) Changed(c Change) { t.changes = append(t.changes, c) }

type listener struct{ fn func([]Change) }

// listeners keeps the order of commits: each commit queues its changes while
// it still is the one writer, and delivery is done by one goroutine at a time.
type listeners struct {
	mu      sync.Mutex // guards all and waiting
	all     []*listener
	waiting [][]Change

	delivering sync.Mutex
}

func (l *listeners) add(fn func([]Change)) (stop func()) {
	one := &listener{fn}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all = append(l.all, one)
	return func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.all = slices.DeleteFunc(l.all, func(x *listener) bool { return x == one })
	}
}

func (l *listeners) queue(changes []Change) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.waiting = append(l.waiting, changes)
}

// deliver empties the queue. Whoever waits here finds its own changes told.
func (l *listeners) deliver() {
	l.delivering.Lock()
	defer l.delivering.Unlock()
	for {
		l.mu.Lock()
		if len(l.waiting) == 0 {
			l.mu.Unlock()
			return
		}
		changes := l.waiting[0]
		l.waiting = l.waiting[1:]
		all := slices.Clone(l.all)
		l.mu.Unlock()
		for _, one := range all {
			one.fn(slices.Clone(changes))
		}
	}
}
