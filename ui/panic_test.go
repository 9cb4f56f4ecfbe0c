package ui

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/sirupsen/logrus"

	"aftercare/domain/desk"
)

// A fault of the program, in a step, in work beside the window, or in what
// follows from it, ends neither the window nor what was typed; the log says
// where, and names nobody.
func TestPanic_isCaughtAndTold(t *testing.T) {
	for name, fault := range map[string]func(w *world){
		"in a step": func(w *world) { w.shell.act(action{key: "ship", run: func() { panic("Priya Nair +852") }}) },
		"in a form": func(w *world) {
			f := w.shell.page().(filler).filled()
			f.submit = func() { panic("Priya Nair +852") }
			f.trySubmit()
			if f.busy {
				t.Error("the form cannot be sent again")
			}
		},
		"in work": func(w *world) {
			w.shell.env.work.inline = false
			_, err := w.shell.env.work.guarded(func() (any, error) { panic("Priya Nair +852") })
			w.shell.env.work.inline = true
			if err == nil {
				t.Error("the work says that it is done")
			}
		},
		"in what follows": func(w *world) { w.shell.env.work.keep(func() { panic("Priya Nair +852") }) },
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, options{})
			var log bytes.Buffer
			logger := logrus.New()
			logger.SetOutput(&log)
			w.shell.env.prog.Log = logrus.NewEntry(logger)
			w.shell.env.work.caught = w.shell.panicked
			w.visit(route{page: "repairs", do: "new"})
			w.typeInto("Problem", "It leaks.")
			fault(w)
			w.see("The program met a fault of its own", "It leaks.")
			if all, err := w.desk.Drafts(context.Background()); err != nil || len(all) != 1 || !holds(all[0], "It leaks.") {
				t.Errorf("kept of the form: %+v, %v", all, err)
			}
			if s := log.String(); !strings.Contains(s, "code=panic") || !strings.Contains(s, "ui.") || strings.Contains(s, "Priya") || strings.Contains(s, "leaks") {
				t.Errorf("the log: %s", s)
			}
		})
	}
}

func holds(d desk.Draft, words string) bool {
	for _, t := range d.Words {
		if t.Text == words {
			return true
		}
	}
	return false
}
