package widgets_test

import (
	"path/filepath"
	"testing"

	"aftercare/ui/theme"
	"aftercare/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// TestGallery_drops draws what opens over a window: a list, a calendar, a
// tooltip, and the ring of whatever has the keyboard.
func TestGallery_drops(t *testing.T) {
	today := widgets.Date{Year: 2026, Month: 3, Day: 12}
	options := []widgets.Option{{Key: "w", Word: "WhatsApp", Icon: "reply"}, {Key: "p", Word: "電話", Icon: "phone"},
		{Key: "c", Word: "Counter", Icon: "shop", Refused: "closed today"}, {Key: "e", Word: "E-mail", Icon: "mail", Detail: "answers in a day"}}
	sel := widgets.NewSelect(options, "p", nil)
	date := widgets.NewDateField(english(), today, widgets.Date{Year: 2026, Month: 3, Day: 18}, nil)
	primary := widgets.NewButton(widgets.ButtonLook{Word: "Ship...", Kind: widgets.Primary, Key: "Enter"}, nil)
	refused := widgets.NewButton(widgets.ButtonLook{Word: "Print", Refused: "Nothing to print yet."}, nil)
	link, chip := widgets.NewLink("1 screenshot", "clip", nil), widgets.NewChip("Overdue 2", theme.Octagon, theme.Late, false, nil)
	check, sw := widgets.NewCheck("The customer has seen the price", true, nil), widgets.NewSwitch(true, nil)
	table := ordersTable()
	page := widgets.NewInset(widgets.Around(24), widgets.NewColumn(16,
		widgets.NewRow(8, primary, refused, link, chip, check, sw, widgets.Gap()),
		widgets.NewTwoColumns(24, widgets.NewField("How the customer agreed", sel, ""), widgets.NewField("Agreed ship date", date, "")),
		widgets.NewSized(0, 160, table)))
	stage := widgets.NewStage(widgets.NewOver(widgets.NewBox(theme.Surface, 0), page), nil)
	w := shown(t, stage, 900, 420)
	shoot := func(name string) {
		if dir := pictures(); dir != "" {
			save(t, filepath.Join(dir, "drop-"+name+".png"), w.Canvas().Capture())
		}
	}
	for name, f := range map[string]fyne.Focusable{"primary": primary, "link": link, "chip": chip, "check": check, "switch": sw, "table": table} {
		before := test.RenderToMarkup(w.Canvas())
		w.Canvas().Focus(f)
		if test.RenderToMarkup(w.Canvas()) == before {
			t.Errorf("nothing shows that the %s has the keyboard", name)
		}
		if name == "primary" || name == "check" {
			shoot("focus-" + name)
		}
		w.Canvas().Unfocus()
	}
	refused.MouseIn(&desktop.MouseEvent{})
	shoot("tooltip")
	refused.MouseOut()
	key(sel, fyne.KeyDown)
	shoot("select")
	key(w.Canvas().Focused(), fyne.KeyEscape)
	date.Focus()
	key(date.Focusable(), fyne.KeyDown)
	if n := len(w.Canvas().Overlays().List()); n != 1 {
		t.Errorf("%d overlays are open, want the calendar alone", n)
	}
	shoot("calendar")
}
