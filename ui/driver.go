//go:build cgo

package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
)

// Run opens the window and returns when it is closed, by a person or by the end
// of ctx. It is the one place that knows of a real screen: everything else in
// this package also runs without.
func Run(ctx context.Context, p Program) (err error) {
	app.SetMetadata(fyne.AppMetadata{ID: "hk.aftercare.desk", Name: "Aftercare", Version: version})
	a := app.NewWithID("hk.aftercare.desk")
	alive, leave := context.WithCancel(ctx)
	defer leave()
	h := &host{app: a, ctx: alive, tasks: func(ctx context.Context) *tasks {
		return &tasks{ctx: ctx}
	}}
	// A window in the wrong look or script would be drawn twice, and its faces
	// read twice. Where there is no shop yet, the window says so later.
	h.worn = wornBy(ctx, p.Desk)
	a.Settings().SetTheme(h.worn.theme())
	s := h.prepare(p)
	h.begin(s) // beside the making of the window
	h.window = a.NewWindow("Aftercare")
	h.window.SetPadded(false)
	h.window.SetMaster()
	h.window.Resize(fyne.NewSize(1280, 800))
	h.window.SetOnClosed(leave)
	h.show(s)
	whenOver(alive, func() {
		if p.Leaving != nil {
			p.Leaving()
		}
		fyne.Do(a.Quit)
	})
	// A fault that nothing else has caught ends the window, not the shop: what
	// was typed is kept, and whoever called Run closes the store.
	defer func() {
		if fault := recover(); fault != nil {
			p.Log.WithField("code", "panic").WithField("at", faultAt(3)).Error("a fault of the program ended the window")
			err = errPanic
		}
	}()
	h.window.ShowAndRun()
	return nil
}
