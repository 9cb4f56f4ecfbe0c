package widgets_test

import (
	"flag"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"aftercare/ui/theme"
	"aftercare/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

var update = flag.Bool("update", false, "write pictures of the parts to testdata/out")

// dir returns where pictures are wanted, or nothing.
func pictures() string {
	if dir := os.Getenv("PARTS_OUT"); dir != "" {
		return dir
	}
	if *update {
		return filepath.Join("testdata", "out")
	}
	return ""
}

// TestGallery draws every part in both looks. The pictures are for looking at;
// what must not change is held by the tests of the parts.
func TestGallery(t *testing.T) {
	if testing.Short() && pictures() == "" {
		t.Skip("draws large pictures")
	}
	pages := map[string]struct {
		size    fyne.Size
		content func() fyne.CanvasObject
	}{
		"parts":  {fyne.NewSize(640, 800), partsPage},
		"orders": {fyne.NewSize(1280, 760), ordersPage},
		"case":   {fyne.NewSize(860, 720), casePage},
		"intake": {fyne.NewSize(1110, 720), intakePage},
		"forms":  {fyne.NewSize(760, 760), formsPage},
		"search": {fyne.NewSize(760, 520), searchPage},
	}
	for name, p := range pages {
		for _, look := range []theme.Look{theme.Light, theme.Dark} {
			t.Run(name+" "+string(look), func(t *testing.T) {
				app := test.NewTempApp(t)
				app.Settings().SetTheme(theme.New(look, 1, theme.TC))
				w := test.NewTempWindow(t, widgets.NewOver(widgets.NewBox(theme.Surface, 0), p.content()))
				w.SetPadded(false)
				w.Resize(p.size)
				if n := colours(w.Canvas().Capture()); n < 20 {
					t.Errorf("%s shows %d colours, want a drawn page", name, n)
				}
				if dir := pictures(); dir != "" {
					save(t, filepath.Join(dir, name+"-"+string(look)+".png"), w.Canvas().Capture())
				}
			})
		}
	}
}

func colours(img image.Image) int {
	seen := map[color.Color]bool{}
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y += 3 {
		for x := b.Min.X; x < b.Max.X; x += 3 {
			seen[img.At(x, y)] = true
		}
	}
	return len(seen)
}

func save(t *testing.T, path string, img image.Image) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, img); err != nil {
		t.Error(err)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
}

func partsPage() fyne.CanvasObject {
	head := func(s string, o fyne.CanvasObject) fyne.CanvasObject {
		return widgets.NewColumn(6, widgets.NewText(s, widgets.Small()), o)
	}
	button := func(l widgets.ButtonLook) fyne.CanvasObject { return widgets.NewButton(l, nil) }
	badge := widgets.NewBadge
	bad := widgets.NewField("How the customer agreed", widgets.NewEntry(widgets.EntryLook{}), "")
	bad.SetError("Say how and when the customer agreed.")
	date := widgets.NewDateField(english(), widgets.Date{Year: 2026, Month: 3, Day: 12}, widgets.Date{Year: 2026, Month: 3, Day: 18}, nil)
	progress := widgets.NewProgress("Importing 88 of 142", "Cancel", nil)
	progress.Set("Importing 88 of 142", 0.62)
	step := func(shape string, tone theme.Tone, word, time string) widgets.PlanStep {
		return widgets.PlanStep{Shape: shape, Tone: tone, Word: word, Time: time}
	}
	return widgets.NewInset(widgets.Inset{Left: 24, Top: 20, Right: 24, Bottom: 20}, widgets.NewColumn(14,
		head("Buttons", widgets.NewRow(8,
			button(widgets.ButtonLook{Word: "Ship...", Kind: widgets.Primary, Key: "Enter"}),
			button(widgets.ButtonLook{Word: "Note", Key: "Ctrl M"}), button(widgets.ButtonLook{Word: "More", Kind: widgets.Quiet}),
			button(widgets.ButtonLook{Word: "Decline...", Kind: widgets.Danger}), button(widgets.ButtonLook{Word: "Print", Refused: "Nothing to print yet."}),
			button(widgets.ButtonLook{Icon: "down", Tip: "More"}))),
		head("State badges, for headers and cards", widgets.NewColumn(8, widgets.NewRow(8,
			badge(theme.Ring, "", "Placed"), badge(theme.Half, theme.Info, "Filed"), badge("", theme.Ok, "Delivered"),
			badge("", theme.Warn, "Due today"), badge("", theme.Late, "Overdue 1 day"), badge(theme.Octagon, theme.Late, "Exposed")),
			widgets.NewRow(8, badge("", theme.Info, "Late by agreement"), badge(theme.BarDisc, "", "Declined"), badge("", theme.Ok, "已收貨")))),
		head("Due clocks, for rows", widgets.NewRow(20, widgets.NewDueClock("", "", "Fri 13 Mar", false),
			widgets.NewDueClock(theme.Pie, theme.Warn, "4 h 40 min left", false), widgets.NewDueClock(theme.Triangle, theme.Late, "1 day over", false),
			widgets.NewDueClock(theme.SquareTick, theme.Info, "Wed 18 Mar", false), widgets.NewDueClock(theme.Tick, theme.Ok, "Kept", false))),
		widgets.NewTwoColumns(24,
			head("Plan steps", widgets.NewPlanSteps(step(theme.Tick, theme.Ok, "Done", "Mon 9 Mar 12:05"), step(theme.Dashes, "", "Skipped", "with its reason"),
				step(theme.Play, theme.Accent, "Now", "today 18:00"), step(theme.Triangle, theme.Late, "Missed", "1 h 10 min over"), step(theme.Ring, "", "Waiting", "after the notice"))),
			head("Fields", widgets.NewColumn(8, widgets.NewField("Agreed ship date", date, ""), bad))),
		head("Banners", widgets.NewColumn(8,
			widgets.NewBanner(widgets.BannerLook{Tone: theme.Late, Shape: theme.Octagon, Lead: "Exposed", Sentence: "No delay is agreed. The customer may cancel without notice, at the shop's loss of the whole price of HK$1,280.00."}, nil),
			widgets.NewBanner(widgets.BannerLook{Tone: theme.Info, Icon: "people", Sentence: "Keung changed this order at 10:38. Your typing is kept.", Link: "Compare"}, nil))),
		widgets.NewTwoColumns(24, head("Progress, in place of the count", progress),
			head("Toast, bottom left of the page, 6 s", widgets.NewRow(0, widgets.NewToast("Marked shipped", "Undo", "Ctrl Z", nil), widgets.Gap()))),
		head("Empty page", widgets.NewCard(widgets.NewEmptyState("Returns and complaints stand here, one case each.", "Open one from an order, or scan a parcel.",
			widgets.NewButton(widgets.ButtonLook{Word: "Open a case", Icon: "plus", Key: "Ctrl N"}, nil)))),
	))
}

func english() widgets.DateWords {
	months := [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
	return widgets.DateWords{
		Months: months, Weekdays: [7]string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"},
		Heading: func(y, m int) string { return months[m-1] + " " + itoa(y) },
		Format:  func(d widgets.Date) string { return itoa(d.Day) + " " + months[d.Month-1] + " " + itoa(d.Year) },
	}
}

func itoa(n int) string { return string(appendInt(nil, n)) }

func appendInt(b []byte, n int) []byte {
	if n >= 10 {
		b = appendInt(b, n/10)
	}
	return append(b, byte('0'+n%10))
}

var _ = container.NewStack
