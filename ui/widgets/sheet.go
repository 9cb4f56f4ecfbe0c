package widgets

import (
	"aftercare/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// SheetColumn is one column of a sheet. Width 0 takes the room that is left.
type SheetColumn struct {
	Title string
	Width float32
	Right bool
}

// SheetRow is one line of a sheet: a text for each column, and after the first
// a word in the third voice, which may be empty.
type SheetRow struct {
	Cells []string
	Aside string
}

// NewSheet is a small table inside a record, as a quote is: it does not scroll,
// nothing in it is selected. sum, when not empty, stands under it with its
// amount at 18.
func NewSheet(columns []SheetColumn, rows []SheetRow, sum, amount string) *fyne.Container {
	column := NewColumn(0)
	var titles []fyne.CanvasObject
	for _, c := range columns {
		titles = append(titles, sheetText(c.Title, TextStyle{Size: 12, Colour: theme.Ink3}, c.Right))
	}
	column.Add(sheetLine(columns, titles))
	for _, r := range rows {
		var cells []fyne.CanvasObject
		for i, c := range columns {
			text := ""
			if i < len(r.Cells) {
				text = r.Cells[i]
			}
			cell := fyne.CanvasObject(sheetText(text, TextStyle{Whole: c.Right}, c.Right))
			if i == 0 && r.Aside != "" {
				cell = NewRow(8, cell, NewText(r.Aside, Third()), Gap())
			}
			cells = append(cells, cell)
		}
		column.Add(sheetLine(columns, cells))
	}
	if sum != "" {
		column.Add(NewSized(0, 40, NewRow(8, NewText(sum, Plain()), Gap(), NewText(amount, TextStyle{Size: 18, Whole: true}))))
	}
	return column
}

func sheetText(s string, style TextStyle, right bool) *Text {
	if right {
		style.Align = fyne.TextAlignTrailing
	}
	return NewText(s, style)
}

func sheetLine(columns []SheetColumn, cells []fyne.CanvasObject) fyne.CanvasObject {
	return container.New(&sheetLayout{columns}, append(cells, NewHairline())...)
}

// sheetLayout lays one line of a sheet, 28 high with its hairline.
type sheetLayout struct{ columns []SheetColumn }

func (l *sheetLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	w := float32(0)
	for _, c := range l.columns {
		w += px(max(c.Width, 64))
	}
	return fyne.NewSize(w, px(28))
}

func (l *sheetLayout) heightFor([]fyne.CanvasObject, float32) float32 { return px(28) }

func (l *sheetLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left, free := size.Width, float32(0)
	for _, c := range l.columns {
		left -= px(c.Width)
		if c.Width == 0 {
			free++
		}
	}
	x := float32(0)
	for i, c := range l.columns {
		w := px(c.Width)
		if c.Width == 0 {
			w = max(left, 0) / free
		}
		put(objects[i], x, 0, w, size.Height-1)
		x += w
	}
	put(objects[len(objects)-1], 0, size.Height-1, size.Width, 1)
}
