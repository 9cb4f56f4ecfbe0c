package ui

import (
	"fyne.io/fyne/v2"

	"aftercare/ui/widgets"
)

type pendingPage struct{ env env }

func (p pendingPage) view() fyne.CanvasObject { return widgets.NewEmptyState("", "", nil) }
func (p pendingPage) open(route)              {}
func (p pendingPage) reload()                 {}
func (p pendingPage) actions() []action       { return nil }
func (p pendingPage) back() bool              { return false }

func newProductsPage(e env) page { return pendingPage{e} }
