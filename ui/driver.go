//go:build cgo

package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"aftercare/ui/theme"
)

// Run opens the window and returns when it is closed. It is the one place that
// knows of a real screen: everything else in this package also runs without.
func Run(p Program) error {
	app.SetMetadata(fyne.AppMetadata{ID: "hk.aftercare.desk", Name: "Aftercare", Version: version})
	a := app.NewWithID("hk.aftercare.desk")
	a.Settings().SetTheme(theme.New(theme.Light, 1, theme.TC))
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	w := a.NewWindow("Aftercare")
	w.SetPadded(false)
	w.SetMaster()
	w.Resize(fyne.NewSize(1280, 800))
	work := &tasks{ctx: ctx, caught: func(any) { p.Log.WithField("code", "panic").Error("a task panicked") }}
	openShell(a, w, &p, work)
	w.ShowAndRun()
	return nil
}
