package ui

import (
	"context"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"aftercare/ui/widgets"
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

// held are answers that have not been given yet, in the order of the questions.
type held []func()

// holding keeps answers back from now on; give hands them over, newest first,
// and lets all later ones through.
func (w *world) holding() *held {
	h := &held{}
	w.shell.env.work.hold = func(answer func()) { *h = append(*h, answer) }
	return h
}

func (h *held) give(w *world) {
	w.shell.env.work.hold = nil
	for _, answer := range slices.Backward(*h) {
		answer()
	}
	*h = nil
}

// A list shows the answer to its last question, whatever came when.
func TestLedger_oldAnswersComeLate(t *testing.T) {
	w := newWorld(t, options{})
	asked := "open"
	l := &ledger[string]{env: w.shell.env, list: widgets.NewTable([]widgets.Column{{Weight: 1}})}
	l.fetch = func(_ context.Context, offset, limit int) ([]string, int, error) {
		rows := make([]string, limit)
		for i := range rows {
			rows[i] = asked
		}
		return rows, 400, nil
	}
	l.list.Length, l.list.Row = func() int { return l.count }, func(int) widgets.RowData { return widgets.RowData{} }
	l.reload()
	h := w.holding()
	l.see(110, 120) // scrolled
	asked, l.pages = "all", nil
	l.reload()
	l.see(210, 220) // scrolled again, before an answer is there
	h.give(w)
	for _, i := range []int{0, 150, 250} {
		if row, ok := l.at(i); ok != (i != 150) || ok && row != "all" {
			t.Errorf("row %d is %q, %v", i, row, ok)
		}
	}
}
