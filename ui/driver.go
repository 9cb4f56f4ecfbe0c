//go:build cgo

package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"aftercare/ui/theme"
)

// Run opens the window and returns when it is closed, by a person or by the end
// of ctx. It is the one place that knows of a real screen: everything else in
// this package also runs without.
func Run(ctx context.Context, p Program) error {
	app.SetMetadata(fyne.AppMetadata{ID: "hk.aftercare.desk", Name: "Aftercare", Version: version})
	a := app.NewWithID("hk.aftercare.desk")
	// A window in the wrong look or script would be drawn twice, and its faces
	// read twice. Where there is no shop yet, the window says so later.
	worn := dress{theme.Light, 1, theme.TC}
	if setup, err := p.Desk.Setup(ctx); err == nil {
		worn = dressOf(setup.Shop)
	}
	a.Settings().SetTheme(worn.theme())
	alive, leave := context.WithCancel(ctx)
	defer leave()
	work := &tasks{ctx: alive, caught: func(any) { p.Log.WithField("code", "panic").Error("a task panicked") }}
	s := newShell(a, &p, work, worn)
	s.load(route{page: "today"}) // beside the making of the window
	w := a.NewWindow("Aftercare")
	w.SetPadded(false)
	w.SetMaster()
	w.Resize(fyne.NewSize(1280, 800))
	w.SetOnClosed(leave)
	s.enter(w)
	whenOver(alive, func() {
		if p.Leaving != nil {
			p.Leaving()
		}
		fyne.Do(a.Quit)
	})
	w.ShowAndRun()
	return nil
}
