package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"aftercare/ui/theme"
)

// inRoom lays a part out in a window of that size.
func inRoom(t *testing.T, o fyne.CanvasObject, width, height float32) {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.Light, 1.5, theme.TC))
	w := test.NewTempWindow(t, o)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
}

// Where a header lacks room, its buttons keep their words inside it.
func TestPageHeader_lacksRoom(t *testing.T) {
	b := NewButton(ButtonLook{Word: "New product", Icon: "plus", Key: "Ctrl N"}, nil)
	head := NewPageHeader("Products", NewText("24", Second()), b)
	inRoom(t, head, 380, 72)
	if right := b.Position().X + b.Size().Width; right > 380 {
		t.Errorf("the button ends at %v, outside of 380", right)
	}
	if !b.tight {
		t.Error("the hint of the key stays where there is no room")
	}
	inRoom(t, head, 900, 72)
	if b.tight {
		t.Error("with room again the hint does not come back")
	}
}

// Where filters lack room they go on below, and none leaves the row.
func TestFilterRow_lacksRoom(t *testing.T) {
	var chips []fyne.CanvasObject
	for range 6 {
		chips = append(chips, NewChip("No order for 7 years", "", "", false, nil))
	}
	row := NewFilterRow(chips...)
	inRoom(t, NewPage([]fyne.CanvasObject{row}, NewBox(theme.Surface, 0)), 500, 400)
	for i, c := range chips {
		if right := c.Position().X + c.Size().Width; right > 500-48 {
			t.Errorf("chip %d ends at %v", i, right)
		}
	}
	last := chips[len(chips)-1]
	if last.Position().Y == 0 || last.Position().Y+last.Size().Height > row.Size().Height {
		t.Errorf("the last chip stands at %v in a row %v high", last.Position().Y, row.Size().Height)
	}
}

// An amount is written smaller before it would run into the next.
func TestFiguresStrip_lacksRoom(t *testing.T) {
	strip := NewFiguresStrip(FigureCell{Label: "To chase", Figure: "HK$2,710.00"}, FigureCell{Label: "Paid", Figure: "HK$0.00"}, FigureCell{Label: "By platforms", Figure: "HK$1,428.00"})
	inRoom(t, strip, 440, 140)
	texts := 0
	var look func(o fyne.CanvasObject)
	look = func(o fyne.CanvasObject) {
		switch p := o.(type) {
		case *Text:
			texts++
			if p.Style.Whole && p.Natural() > p.Size().Width+0.5 {
				t.Errorf("%q takes %v in a room of %v", p.Text(), p.Natural(), p.Size().Width)
			}
		case *fyne.Container:
			for _, in := range p.Objects {
				look(in)
			}
		}
	}
	look(strip)
	if texts < 6 {
		t.Errorf("%d texts were looked at", texts)
	}
}

// In a low window with large text the places of the rail stand closer, and the
// foot never over the others.
func TestRail_lacksRoom(t *testing.T) {
	var items []RailItem
	for i := range 9 {
		items = append(items, RailItem{Key: string(rune('a' + i)), Icon: "today", Word: "x"})
	}
	items = append(items, RailItem{Key: "s", Icon: "settings", Word: "s", Foot: true}, RailItem{Key: "t", Icon: "people", Word: "t", Foot: true})
	r := NewRail(items, "a", nil)
	inRoom(t, r, 84, 400)
	above := r.cells[8]
	if foot := r.cells[9].Position().Y; above.Position().Y+above.Size().Height > foot+0.5 {
		t.Errorf("the last place ends at %v, the foot begins at %v", above.Position().Y+above.Size().Height, foot)
	}
}

// What a page holds to change it is as high as its words need at the width that
// it gets, also when a window becomes smaller.
func TestPage_heldWordsWrap(t *testing.T) {
	held := NewOver(NewBanner(BannerLook{Tone: theme.Warn, Sentence: "There are no holidays of Mainland China for 2027; dates in it count holidays as working days."}, nil))
	page := NewPage([]fyne.CanvasObject{held}, NewBox(theme.Surface, 0))
	inRoom(t, page, 900, 400)
	wide := held.Size().Height
	inRoom(t, page, 400, 400)
	if held.Size().Height <= wide || held.Size().Height != HeightFor(held, 400) {
		t.Errorf("%v high at 900, %v at 400, want %v", wide, held.Size().Height, HeightFor(held, 400))
	}
}
