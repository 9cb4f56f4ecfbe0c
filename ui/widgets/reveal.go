package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Reveal scrolls the body around a part until the part stands at its top, below
// the end of what comes before it: a toast covers the foot of a page.
func Reveal(o fyne.CanvasObject) {
	scroll, top := around(o)
	if scroll == nil {
		return
	}
	most := max(scroll.Content.MinSize().Height-scroll.Size().Height, 0)
	scroll.ScrollToOffset(fyne.NewPos(scroll.Offset.X, min(max(scroll.Offset.Y+top-px(40), 0), most)))
}

// around is the scroll around a part, nil where there is none, and how far below
// its edge the part stands.
func around(o fyne.CanvasObject) (scroll *container.Scroll, top float32) {
	s := stageOf(o)
	if s == nil {
		return nil, 0
	}
	if scroll, _ = scrollAround(s.content, o, nil); scroll == nil {
		return nil, 0
	}
	driver := fyne.CurrentApp().Driver()
	return scroll, driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(scroll).Y
}

// reveal scrolls the body around a part that took the keyboard until the part
// is in sight, with the words above and below it: Tab leads on past the edge.
func reveal(o fyne.CanvasObject) {
	scroll, top := around(o)
	if scroll == nil {
		return
	}
	room := px(24)
	switch below := top + o.Size().Height + room - scroll.Size().Height; {
	case top < room:
		scroll.ScrollToOffset(fyne.NewPos(scroll.Offset.X, max(scroll.Offset.Y+top-room, 0)))
	case below > 0:
		scroll.ScrollToOffset(fyne.NewPos(scroll.Offset.X, scroll.Offset.Y+below))
	}
}

// scrollAround finds a part below o and gives the innermost scroll around it.
func scrollAround(o, part fyne.CanvasObject, around *container.Scroll) (*container.Scroll, bool) {
	if o == part {
		return around, true
	}
	var inside []fyne.CanvasObject
	switch c := o.(type) {
	case *fyne.Container:
		inside = c.Objects
	case *container.Scroll:
		inside, around = []fyne.CanvasObject{c.Content}, c
	case *Field:
		inside = []fyne.CanvasObject{c.control}
	case *MasterDetail:
		inside = []fyne.CanvasObject{c.master, c.detail}
	}
	for _, child := range inside {
		if found, ok := scrollAround(child, part, around); ok {
			return found, true
		}
	}
	return nil, false
}
