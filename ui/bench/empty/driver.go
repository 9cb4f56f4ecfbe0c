//go:build cgo

// Command empty opens a window with nothing in it but two words: the same
// toolkit, theme and faces as the program, and nothing of the shop. It is the
// yardstick of how soon a window can be there and how little it can hold.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"aftercare/ui/theme"
)

func main() {
	a := app.NewWithID("hk.aftercare.empty")
	a.Settings().SetTheme(theme.New(theme.Light, 1, theme.TC))
	w := a.NewWindow("Empty")
	w.SetMaster()
	w.Resize(fyne.NewSize(1280, 800))
	bold := widget.NewLabel("售後")
	bold.TextStyle.Bold = true
	w.SetContent(container.NewVBox(widget.NewLabel("Aftercare 售後"), bold))
	w.ShowAndRun()
}
