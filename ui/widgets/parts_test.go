package widgets_test

import (
	"strings"
	"testing"

	"aftercare/ui/theme"
	"aftercare/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func drawn(w fyne.Window) string { return test.RenderToMarkup(w.Canvas()) }

func TestText_cutsWithDots(t *testing.T) {
	line := widgets.NewText("Merino crew neck, navy, size S", widgets.Plain())
	w := shown(t, line, 110, 20)
	if got := drawn(w); !strings.Contains(got, "...</text>") || strings.Contains(got, "size S") {
		t.Errorf("a line too long is drawn as %s, want it cut with three dots", got)
	}
	whole := widgets.NewText("HK$1,280.00", widgets.TextStyle{Whole: true})
	if got := drawn(shown(t, whole, 30, 20)); !strings.Contains(got, "HK$1,280.00") {
		t.Error("an amount was cut")
	}
}

func TestPrintable(t *testing.T) {
	shown(t, widgets.NewText("", widgets.Plain()), 10, 10)
	for in, want := range map[string]string{
		"訂單 LS-1":         "訂單 LS-1",
		"a\nb\tc":         "a b c",
		"zero\u200bwidth": "zerowidth",
		"smile 😀":         "smile □",
		"𠝹 is drawn":      "𠝹 is drawn",
		"nul\x00":         "nul",
	} {
		if got := widgets.Printable(in, false); got != want {
			t.Errorf("Printable(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestParagraph_breaks(t *testing.T) {
	p := widgets.NewParagraph("保養期內，凡屬製造或物料瑕疵，本店免費維修。", widgets.Plain())
	w := shown(t, p, 14*5+2, 200)
	for _, o := range test.LaidOutObjects(p) {
		if line, ok := o.(*canvas.Text); ok && line.Text != "" {
			if strings.ContainsRune("，。", []rune(line.Text)[0]) {
				t.Errorf("the line %q begins with punctuation", line.Text)
			}
			if got := line.MinSize().Width; got > 14*5+3 {
				t.Errorf("the line %q is %v wide, want at most 72", line.Text, got)
			}
		}
	}
	if narrow, broad := p.HeightFor(72), p.HeightFor(600); narrow <= broad || broad != 20 {
		t.Errorf("heights are %v at 72 and %v at 600, want more and 20", narrow, broad)
	}
	_ = w
}

func TestButton(t *testing.T) {
	n := 0
	b := widgets.NewButton(widgets.ButtonLook{Word: "Print", Key: "Ctrl P", Tip: "Print the label"}, func() { n++ })
	stage := widgets.NewStage(widgets.NewRow(0, b, widgets.Gap()), nil)
	w := shown(t, stage, 300, 100)
	test.Tap(b)
	key(b, fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown)
	if n != 4 {
		t.Errorf("pressed %d times, want 4", n)
	}
	b.MouseIn(&desktop.MouseEvent{})
	if got := stage.TipWords(); got != "Print the label" {
		t.Errorf("the tooltip says %q", got)
	}
	b.MouseOut()
	b.SetRefused("Nothing to print yet.")
	test.Tap(b)
	b.MouseIn(&desktop.MouseEvent{})
	if n != 4 || stage.TipWords() != "Nothing to print yet." {
		t.Errorf("a refused button was pressed (%d), or says %q instead of why", n, stage.TipWords())
	}
	b.MouseOut()
	if stage.TipWords() != "" || !strings.Contains(drawn(w), "Ctrl P") {
		t.Error("the tooltip stays, or the key hint is missing")
	}
}

func TestParts_followTheTheme(t *testing.T) {
	badge := widgets.NewBadge("", theme.Late, "Overdue")
	w := shown(t, badge, 200, 40)
	light := drawn(w)
	size := badge.MinSize()
	fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Dark, 1.5, theme.TC))
	dark := drawn(w)
	if light == dark || !strings.Contains(dark, "shape-triangle-F58F86") || !strings.Contains(dark, "rgba(61,29,27,255)") {
		t.Errorf("after the change of theme the badge is drawn as %s, want the dark look's late tone", dark)
	}
	if got := badge.MinSize(); got.Height != 30 || got.Width <= size.Width {
		t.Errorf("at 150 %% the badge measures %v, was %v", got, size)
	}
}

func TestField_fault(t *testing.T) {
	e := widgets.NewEntry(widgets.EntryLook{})
	f := widgets.NewField("Cut-off time", e, "when parcels leave")
	w := shown(t, widgets.NewColumn(0, f), 260, 120)
	before := f.HeightFor(260)
	e.SetText("25:00")
	f.SetError("Enter a time from 00:00 to 23:59, as the courier's van leaves at a fixed hour.")
	if got := drawn(w); !strings.Contains(got, "shape-octagon") || strings.Contains(got, "when parcels") {
		t.Error("the fault does not stand in the place of the hint")
	}
	if e.Text() != "25:00" || e.Fault() == "" || f.HeightFor(260) <= before {
		t.Error("the fault took the text, did not mark the control or did not get its room")
	}
	f.SetError("")
	if strings.Contains(drawn(w), "shape-octagon") || e.Fault() != "" {
		t.Error("the fault stays after it was mended")
	}
}

func TestSelect(t *testing.T) {
	options := []widgets.Option{{Key: "w", Word: "WhatsApp"}, {Key: "p", Word: "Phone"}, {Key: "c", Word: "Counter", Refused: "closed"}}
	got := ""
	s := widgets.NewSelect(options, "w", func(k string) { got = k })
	w := shown(t, widgets.NewColumn(0, s), 300, 300)
	open := func() fyne.Focusable { key(s, fyne.KeyDown); return w.Canvas().Focused() }
	list := open()
	if len(w.Canvas().Overlays().List()) != 1 {
		t.Fatal("Down did not open the list")
	}
	key(list, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	if got != "" || len(w.Canvas().Overlays().List()) != 1 {
		t.Error("a refused option was chosen")
	}
	key(list, fyne.KeyUp, fyne.KeyReturn)
	if got != "p" || s.Selected() != "p" || len(w.Canvas().Overlays().List()) != 0 {
		t.Errorf("chose %q, open overlays %d; want p and none", got, len(w.Canvas().Overlays().List()))
	}
	list = open()
	list.TypedRune('w')
	key(list, fyne.KeyEscape)
	if s.Selected() != "p" || len(w.Canvas().Overlays().List()) != 0 {
		t.Error("Esc chose, or left the list open")
	}
	open()
	test.TapCanvas(w.Canvas(), fyne.NewPos(290, 290))
	if len(w.Canvas().Overlays().List()) != 0 {
		t.Error("a tap beside the list left it open")
	}
}

func TestChoices(t *testing.T) {
	log := ""
	say := func(s string) { log += s + " " }
	seg := widgets.NewSegmented([]widgets.Option{{Key: "a", Word: "A"}, {Key: "b", Word: "B", Refused: "no"}, {Key: "c", Word: "C"}}, "a", say)
	radio := widgets.NewRadioRow([]widgets.Option{{Key: "x", Word: "Refund"}, {Key: "y", Word: "Exchange"}}, "x", say)
	flag := func(on bool) { log += map[bool]string{true: "on ", false: "off "}[on] }
	check, sw := widgets.NewCheck("seen", false, flag), widgets.NewSwitch(true, flag)
	count := widgets.NewStepper(2, 0, 3, "", func(n int) { log += string(rune('0'+n)) + " " })
	w := shown(t, widgets.NewColumn(8, seg, radio, check, sw, count), 300, 300)
	key(seg, fyne.KeyRight, fyne.KeyRight, fyne.KeyLeft)
	key(radio, fyne.KeyDown)
	test.TapCanvas(w.Canvas(), fyne.NewPos(30, 50)) // Refund again
	test.Tap(check)
	key(sw, fyne.KeySpace)
	key(count.Focusable(), fyne.KeyUp, fyne.KeyUp, fyne.KeyDown)
	count.SetText("9")
	if got, want := strings.TrimSpace(log), "c a y x on off 3 2"; got != want {
		t.Errorf("heard %q, want %q", got, want)
	}
	if count.Count() != 2 {
		t.Errorf("the count is %d after 9 was typed, want 2 kept", count.Count())
	}
}

func TestReadDate(t *testing.T) {
	today := widgets.Date{Year: 2026, Month: 3, Day: 12}
	words := english()
	for in, want := range map[string]widgets.Date{
		"18/3": {Year: 2026, Month: 3, Day: 18}, "18.3.26": {Year: 2026, Month: 3, Day: 18}, "18 Mar": {Year: 2026, Month: 3, Day: 18},
		"2026-04-02": {Year: 2026, Month: 4, Day: 2}, "Wed 18 march 2026": {Year: 2026, Month: 3, Day: 18}, "3月18日": {Year: 2026, Month: 3, Day: 18},
		"2027年1月5日": {Year: 2027, Month: 1, Day: 5}, "20": {Year: 2026, Month: 3, Day: 20}, "20260318": {Year: 2026, Month: 3, Day: 18},
		"2 Jan": {Year: 2026, Month: 1, Day: 2}, "1/5": {Year: 2026, Month: 5, Day: 1},
	} {
		if got, ok := words.ReadDate(in, today); !ok || got != want {
			t.Errorf("ReadDate(%q) = %v, %v; want %v", in, got, ok, want)
		}
	}
	for _, in := range []string{"31/4", "soon", "99", "0/0", "32 Mar"} {
		if got, ok := words.ReadDate(in, today); ok {
			t.Errorf("ReadDate(%q) = %v, want no day", in, got)
		}
	}
	december := widgets.Date{Year: 2026, Month: 12, Day: 28}
	if got, _ := words.ReadDate("5 Jan", december); got.Year != 2027 {
		t.Errorf("5 Jan, read on 28 December 2026, is in %d, want 2027", got.Year)
	}
}

func TestDateField(t *testing.T) {
	today := widgets.Date{Year: 2026, Month: 3, Day: 12}
	var got widgets.Date
	ok := true
	f := widgets.NewDateField(english(), today, widgets.Date{}, func(d widgets.Date, is bool) { got, ok = d, is })
	w := shown(t, widgets.NewColumn(0, f), 320, 400)
	f.SetText("18/3")
	if want := (widgets.Date{Year: 2026, Month: 3, Day: 18}); got != want || !ok {
		t.Errorf("heard %v, %v", got, ok)
	}
	f.SetText("someday")
	if ok {
		t.Error("words that are no day were taken for one")
	}
	f.SetText("")
	if !ok || !got.IsZero() {
		t.Error("an empty field is refused")
	}
	f.Focus()
	key(f.Focusable(), fyne.KeyDown)
	c := w.Canvas().Focused()
	key(c, fyne.KeyRight, fyne.KeyDown, fyne.KeyPageDown, fyne.KeyReturn)
	if want := (widgets.Date{Year: 2026, Month: 4, Day: 20}); got != want || f.Text() != "20 Apr 2026" {
		t.Errorf("picked %v, the field says %q; want %v", got, f.Text(), want)
	}
	if len(w.Canvas().Overlays().List()) != 0 {
		t.Error("the calendar stays open")
	}
}

func TestStage_toast(t *testing.T) {
	c := &clock{}
	undone := false
	stage := widgets.NewStage(widgets.NewBox(theme.Ground, 0), c.after)
	w := shown(t, stage, 400, 300)
	stage.ShowToast(widgets.NewToast("Marked shipped", "Undo", "Ctrl Z", func() { undone = true }))
	if !strings.Contains(drawn(w), "Marked shipped") {
		t.Fatal("the toast does not show")
	}
	c.pass(6e9)
	if strings.Contains(drawn(w), "Marked shipped") {
		t.Error("the toast stays after six seconds")
	}
	stage.ShowToast(widgets.NewToast("Marked shipped", "Undo", "", func() { undone = true }))
	for _, o := range test.LaidOutObjects(stage) {
		if b, ok := o.(*widgets.Button); ok {
			test.Tap(b)
		}
	}
	if !undone || strings.Contains(drawn(w), "Marked shipped") {
		t.Error("Undo did not undo, or left the toast")
	}
}

func TestSearchDrop(t *testing.T) {
	chosen := ""
	d := widgets.NewSearchDrop(nil, func(k string) { chosen = k })
	shown(t, d, 632, 300)
	d.SetFound("詠", []widgets.Found{{Group: "Customers"}, {Key: "a", Name: "周詠琳"}, {Group: "Orders"}, {Key: "b", Name: "曾詠詩"}})
	d.Step(1)
	d.Step(1)
	if d.Marked() != "b" || !d.Choose() || chosen != "b" {
		t.Errorf("marked %q, chose %q; want b", d.Marked(), chosen)
	}
	d.Step(-1)
	d.Step(-1)
	if d.Marked() != "a" {
		t.Errorf("going up marks %q, want a", d.Marked())
	}
	d.SetFound("zzz", nil)
	if d.Choose() {
		t.Error("something was chosen where nothing was found")
	}
}

func TestMasterDetail_narrow(t *testing.T) {
	list, record := widgets.NewText("the list", widgets.Plain()), widgets.NewText("the record", widgets.Plain())
	m := widgets.NewMasterDetail(list, record, 464)
	w := shown(t, m, 1100, 300)
	if list.Size().Width != 1100-464 || record.Position().X != 1100-464+1 {
		t.Errorf("at 1100 the list has %v and the record begins at %v", list.Size().Width, record.Position().X)
	}
	w.Resize(fyne.NewSize(700, 300))
	if !list.Visible() || record.Visible() {
		t.Error("at 700 the record should wait until it is opened")
	}
	m.SetOpen(true)
	if list.Visible() || !record.Visible() || !m.Covers() {
		t.Error("opened at 700, the record does not cover the list")
	}
}

func TestRail_narrow(t *testing.T) {
	chosen := ""
	r := widgets.NewRail([]widgets.RailItem{{Key: "today", Icon: "today", Word: "Today", Count: "15"}, {}, {Key: "settings", Icon: "settings", Word: "Settings", Foot: true}}, "today", func(k string) { chosen = k })
	w := shown(t, r, 168, 300)
	test.TapCanvas(w.Canvas(), fyne.NewPos(50, 300-20))
	if chosen != "settings" {
		t.Errorf("a tap at the foot chose %q", chosen)
	}
	r.SetNarrow(true)
	if got := r.MinSize().Width; got != 56 || strings.Contains(drawn(w), "Today") {
		t.Errorf("narrow, the rail is %v wide or still shows words", got)
	}
	r.SetNarrow(false)
	r.SetCount("today", "14")
	if !strings.Contains(drawn(w), ">14<") {
		t.Error("the new count does not show")
	}
}

func TestBody_takesTheHeightOfItsParagraphs(t *testing.T) {
	long := widgets.NewParagraph(strings.Repeat("The batch leaves Foshan. ", 20), widgets.Plain())
	after := widgets.NewText("after", widgets.Plain())
	shown(t, widgets.NewBody(widgets.Around(16), 8, long, after), 300, 400)
	if got, want := after.Position().Y, long.HeightFor(300-32)+8; got != want {
		t.Errorf("the next part stands at %v, want %v", got, want)
	}
}

// A letter chooses the next word that begins with it, or, where no key writes the
// words, the next key; what it chose can be taken back.
func TestSegmented_Letter(t *testing.T) {
	english := []widgets.Option{{Key: "yes", Word: "Yes"}, {Key: "no", Word: "No"}, {Key: "unknown", Word: "Not known"}}
	chinese := []widgets.Option{{Key: "yes", Word: "是"}, {Key: "no", Word: "否"}}
	for _, c := range []struct {
		name    string
		options []widgets.Option
		chosen  string
		letters string
		want    string
		ok      bool
	}{
		{"a small letter", english, "no", "y", "yes", true},
		{"the next with it", english, "no", "n", "unknown", true},
		{"round and round", english, "unknown", "n", "no", true},
		{"what is chosen already", english, "yes", "Y", "yes", true},
		{"where nothing is chosen yet", english, "", "n", "no", true},
		{"a word before a key", english, "yes", "u", "unknown", true},
		{"words that no key writes", chinese, "no", "y", "yes", true},
		{"the word itself", chinese, "yes", "否", "no", true},
		{"no word's letter", english, "no", "k", "no", false},
		{"one that is refused", []widgets.Option{{Key: "a", Word: "Ask"}, {Key: "b", Word: "Buy", Refused: "no"}}, "a", "b", "a", false},
	} {
		s := widgets.NewSegmented(c.options, c.chosen, nil)
		back, ok := s.Letter([]rune(c.letters)[0])
		if ok != c.ok || s.Selected() != c.want {
			t.Errorf("%s: chosen is %q, %v; want %q, %v", c.name, s.Selected(), ok, c.want, c.ok)
		}
		if ok {
			if back(); s.Selected() != c.chosen {
				t.Errorf("%s: taken back to %q, want %q", c.name, s.Selected(), c.chosen)
			}
		}
	}
}
