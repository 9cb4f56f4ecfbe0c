package ui

import (
	"fyne.io/fyne/v2"

	"aftercare/ui/theme"
)

// shellLayout sets the rail beside the page: 168 wide with words, 56 without
// where the window is narrower than 1040.
type shellLayout struct{ shell *shell }

const (
	railWide   = 168
	railNarrow = 56
	narrow     = 1040
)

func (l *shellLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	isNarrow := size.Width < theme.Current().Px(narrow)
	l.shell.rail.SetNarrow(isNarrow)
	if p, ok := l.shell.page().(interface{ narrows(bool) }); ok { // before it is laid out in its new width
		p.narrows(isNarrow)
	}
	w := theme.Current().Px(railWide)
	if isNarrow {
		w = theme.Current().Px(railNarrow)
	}
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(w, size.Height))
	objects[1].Move(fyne.NewPos(w, 0))
	objects[1].Resize(fyne.NewSize(size.Width-w, size.Height))
}

func (l *shellLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(640, 400) }

// railWidth is how wide the rail is now.
func (s *shell) railWidth() float32 { return s.rail.Size().Width }
