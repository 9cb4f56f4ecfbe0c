package ui

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"
)

func TestTasks_endWithTheWindow(t *testing.T) {
	test.NewTempApp(t)
	ctx, gone := context.WithCancel(t.Context())
	work := &tasks{ctx: ctx}
	began, release, done := make(chan struct{}), make(chan struct{}), make(chan bool, 1)
	stopped := make(chan struct{})
	work.tell(func() { done <- true })
	if !<-done {
		t.Error("tell: got nothing while the window is there")
	}
	run(work, nil, func(ctx context.Context) (int, error) {
		defer close(stopped)
		close(began)
		<-release
		return 1, ctx.Err()
	}, func(int, error) { done <- false })
	<-began
	gone()
	close(release)
	<-stopped
	work.every(time.Microsecond, func() { done <- false })
	work.after(0, func() { done <- false })
	work.tell(func() { done <- false })
	select {
	case <-done:
		t.Error("a task touched the window after it had gone")
	case <-time.After(50 * time.Millisecond):
	}
}

func TestTasks_outlivePanics(t *testing.T) {
	test.NewTempApp(t)
	caught := make(chan any, 2)
	work := &tasks{ctx: t.Context(), caught: func(p any) { caught <- p }}
	failed := make(chan error, 1)
	run(work, nil, func(context.Context) (int, error) { panic("work") }, func(_ int, err error) {
		failed <- err
		panic("done")
	})
	for _, want := range []any{"work", "done"} {
		if got := <-caught; got != want {
			t.Errorf("caught %v, want %v", got, want)
		}
	}
	if err := <-failed; err != errPanic {
		t.Errorf("done got %v, want errPanic", err)
	}
}
