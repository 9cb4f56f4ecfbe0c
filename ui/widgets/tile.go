package widgets

import (
	"aftercare/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Tile is a large choice: a frame around what it offers, which thickens while
// it is on or has the keyboard. Enter and Space take it.
type Tile struct {
	control
	content fyne.CanvasObject
	// On marks the tile that is chosen; Lead only frames it, as the one that
	// Enter takes.
	On, Lead bool
}

// NewTile makes a tile around content.
func NewTile(content fyne.CanvasObject, tapped func()) *Tile {
	t := &Tile{content: content}
	t.become(t, tapped)
	return t
}

// HeightFor returns the height of the tile at a width.
func (t *Tile) HeightFor(width float32) float32 { return HeightFor(t.content, width) }

// CreateRenderer implements fyne.Widget.
func (t *Tile) CreateRenderer() fyne.WidgetRenderer {
	box := canvas.NewRectangle(nil)
	return drawn(&drawing{
		owner: t, objects: []fyne.CanvasObject{box, t.content},
		dress: func() {
			fill, stroke, width := theme.Surface, theme.Line2, float32(1)
			switch {
			case t.On:
				fill, stroke, width = theme.Selected, theme.Blue, 2
			case t.focused || t.Lead:
				stroke, width = theme.Blue, 2
			}
			if t.hovered && !t.On {
				fill = theme.Hover
			}
			paintBox(box, fill, stroke, width, 8)
		},
		min: func() fyne.Size { return t.content.MinSize() },
		lay: func(size fyne.Size) {
			put(box, 0, 0, size.Width, size.Height)
			put(t.content, 0, 0, size.Width, size.Height)
		},
	})
}
