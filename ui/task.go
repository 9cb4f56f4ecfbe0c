package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
)

// tasks is the one hop between goroutines: work runs off the screen's
// goroutine, and done on it. Nothing else in this package says go or fyne.Do.
// Tests make one that runs everything at once, so that nothing is flaky.
//
// When ctx ends, so do all tasks: nothing that comes back later touches the
// window, which may be gone by then.
type tasks struct {
	ctx    context.Context
	inline bool
	// aside runs work in tests and returns when it is done; nil runs it where it
	// is called. A test that runs it elsewhere finds verbs that were called
	// without run.
	aside func(work func())
	// hold keeps answers back in tests, which give them in another order; nil gives
	// each at once.
	hold   func(answer func())
	caught func(any) // told of a panic in work, or in what follows from it
	// as says on whose behalf work is done; nil where that is nobody's question.
	as func(ctx context.Context) context.Context
	// active is told of work that a hand has asked for, not a clock.
	active  func()
	clocked bool // what runs now was started by a clock, or by another desk
	// settled is told, on the screen's goroutine, after what follows from work.
	settled func()
}

// ticket tells a fresh answer from a stale one: a page keeps one for each kind
// of question, and an answer whose ticket was drawn again is dropped.
type ticket struct {
	n      int
	cancel context.CancelFunc
}

// run works out a value off the screen's goroutine and hands it to done on it.
// A later run with the same ticket cancels this one's context and drops its
// answer; a nil ticket never does. It is called on the screen's goroutine.
func run[T any](t *tasks, k *ticket, work func(ctx context.Context) (T, error), done func(T, error)) {
	ctx, cancel := context.WithCancel(t.ctx)
	if t.as != nil {
		ctx = t.as(ctx)
	}
	clocked := t.clocked
	if t.active != nil && !clocked {
		t.active()
	}
	mine := 0
	if k != nil {
		if k.cancel != nil {
			k.cancel()
		}
		k.n++
		k.cancel, mine = cancel, k.n
	}
	finish := func(v T, err error) {
		defer cancel()
		before := t.clocked
		t.clocked = clocked
		defer func() { t.clocked = before }()
		if k == nil || k.n == mine {
			done(v, err)
		}
		if t.settled != nil {
			t.settled()
		}
	}
	if t.inline {
		var v T
		var err error
		t.beside(func() { v, err = work(ctx) })
		if t.hold != nil {
			t.hold(func() { finish(v, err) })
			return
		}
		finish(v, err)
		return
	}
	go func() {
		v, err := t.guarded(func() (any, error) { return work(ctx) })
		value, _ := v.(T)
		t.tell(func() { finish(value, err) })
	}()
}

// stop ends what the ticket's run is doing; its answer is still given.
func (k *ticket) stop() {
	if k.cancel != nil {
		k.cancel()
	}
}

// drop ends what the ticket's run is doing, and nobody hears its answer.
func (k *ticket) drop() {
	k.stop()
	k.n++
}

func (t *tasks) beside(work func()) {
	if t.aside != nil {
		t.aside(work)
		return
	}
	work()
}

func (t *tasks) guarded(work func() (any, error)) (v any, err error) {
	defer func() {
		if p := recover(); p != nil {
			t.report(p)
			err = errPanic
		}
	}()
	return work()
}

// rescued ends a panic in a deed of the window: deferred there, it reports it,
// and the window lives on.
func (t *tasks) rescued() {
	if p := recover(); p != nil {
		t.report(p)
	}
}

func (t *tasks) report(p any) {
	if t.caught != nil {
		t.caught(p)
	}
}

// tell runs f on the screen's goroutine, from any other, unless the window has
// gone. A panic in f is reported and the window lives on.
func (t *tasks) tell(f func()) {
	if t.inline {
		f()
		return
	}
	if t.ctx.Err() != nil {
		return
	}
	fyne.Do(func() { t.keep(f) })
}

// keep runs f for a window that is still there. Once the toolkit's loop has
// ended it runs what is told at once and on the caller's goroutine.
func (t *tasks) keep(f func()) {
	defer func() {
		if p := recover(); p != nil {
			t.report(p)
		}
	}()
	if t.ctx.Err() == nil {
		f()
	}
}

// after runs f on the screen's goroutine once d has passed. Inline, what waits
// for a hand to rest comes at once, and what waits for a second or more never.
func (t *tasks) after(d time.Duration, f func()) (cancel func()) {
	if t.inline {
		if d < time.Second {
			f()
		}
		return func() {}
	}
	timer := time.AfterFunc(d, func() { t.tell(f) })
	return func() { timer.Stop() }
}

// every runs f on the screen's goroutine each d until the window goes; never
// in tests that run inline.
func (t *tasks) every(d time.Duration, f func()) {
	if t.inline {
		return
	}
	go func() {
		tick := time.NewTicker(d)
		defer tick.Stop()
		for {
			select {
			case <-t.ctx.Done():
				return
			case <-tick.C:
				t.tell(func() { t.byItself(f) })
			}
		}
	}()
}

// byItself runs f, and all work that it starts, as nobody's doing.
func (t *tasks) byItself(f func()) {
	before := t.clocked
	t.clocked = true
	defer func() { t.clocked = before }()
	f()
}

// whenOver runs f on a goroutine of its own once ctx ends.
func whenOver(ctx context.Context, f func()) {
	go func() {
		<-ctx.Done()
		f()
	}()
}
