package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
)

// tasks is the one hop between goroutines: work runs off the screen's
// goroutine, and done on it. Nothing else in this package says go or fyne.Do.
// Tests make one that runs everything at once, so that nothing is flaky.
type tasks struct {
	ctx    context.Context
	inline bool
	caught func(any) // told of a panic in work
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
		if k == nil || k.n == mine {
			done(v, err)
		}
	}
	if t.inline {
		v, err := work(ctx)
		finish(v, err)
		return
	}
	go func() {
		v, err := t.guarded(ctx, func() (any, error) { return work(ctx) })
		value, _ := v.(T)
		fyne.Do(func() { finish(value, err) })
	}()
}

// stop ends what the ticket's run is doing; its answer is still given.
func (k *ticket) stop() {
	if k.cancel != nil {
		k.cancel()
	}
}

func (t *tasks) guarded(_ context.Context, work func() (any, error)) (v any, err error) {
	defer func() {
		if p := recover(); p != nil {
			if t.caught != nil {
				t.caught(p)
			}
			err = errPanic
		}
	}()
	return work()
}

// tell runs f on the screen's goroutine, from any other.
func (t *tasks) tell(f func()) {
	if t.inline {
		f()
		return
	}
	fyne.Do(f)
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
	timer := time.AfterFunc(d, func() { fyne.Do(f) })
	return func() { timer.Stop() }
}

// every runs f on the screen's goroutine each d until the program ends; never
// in tests.
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
				fyne.Do(f)
			}
		}
	}()
}
