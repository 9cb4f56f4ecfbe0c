package ui

import (
	"bytes"
	"context"
	"runtime"
	"testing"

	"aftercare/domain/desk"
)

// watchedStore fails the test when the window asks it from the goroutine that
// draws: a query there would hold up every key and every frame.
type watchedStore struct {
	desk.Store
	t      testing.TB
	screen string
}

func (s watchedStore) View(ctx context.Context, f func(desk.Tx) error) error {
	s.watch()
	return s.Store.View(ctx, f)
}

func (s watchedStore) Update(ctx context.Context, f func(desk.Tx) error) error {
	s.watch()
	return s.Store.Update(ctx, f)
}

func (s watchedStore) watch() {
	if goroutine() != s.screen {
		return
	}
	stack := make([]byte, 4096)
	s.t.Errorf("a verb of the desk runs on the screen's goroutine:\n%s", stack[:runtime.Stack(stack, false)])
}

// goroutine names the one that runs, as the head of a stack does: "goroutine 7".
func goroutine() string {
	head := make([]byte, 32)
	head = head[:runtime.Stack(head, false)]
	name, _, _ := bytes.Cut(head, []byte(" ["))
	return string(name)
}

// elsewhere runs work on a goroutine of its own and waits for it.
func elsewhere(work func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		work()
	}()
	<-done
}

// silent takes the failures of a watch that is meant to fail.
type silent struct {
	testing.TB
	failed bool
}

func (s *silent) Errorf(string, ...any) { s.failed = true }

func TestWatchedStore(t *testing.T) {
	w := newWorld(t, options{})
	heard := &silent{TB: t}
	store := watchedStore{w.store.Desk(), heard, goroutine()}
	ask := func() {
		if err := store.View(w.ctx, func(desk.Tx) error { return nil }); err != nil {
			t.Error(err)
		}
	}
	if elsewhere(ask); heard.failed {
		t.Error("a view on another goroutine: got a failure, want none")
	}
	if ask(); !heard.failed {
		t.Error("a view on the screen's goroutine: got no failure")
	}
}

// TestPages_askOffTheScreen opens every page; the world's store fails the test
// when one of them asks on the screen's goroutine, as it does in all tests.
func TestPages_askOffTheScreen(t *testing.T) {
	w := newWorld(t, options{})
	for _, p := range places {
		w.visit(route{page: p.key})
		w.shell.page().reload()
	}
	w.shell.minute()
	w.shell.search.box.Type('1')
}
