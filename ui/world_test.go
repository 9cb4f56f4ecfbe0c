package ui

import (
	"bytes"
	"context"
	"encoding/json"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/sirupsen/logrus"

	"aftercare/assets"
	"aftercare/domain/calendar"
	"aftercare/domain/channel"
	"aftercare/domain/desk"
	"aftercare/domain/parcel"
	"aftercare/storage"
	"aftercare/storage/blob"
	"aftercare/storage/exchange"
	"aftercare/ui/paper"
	"aftercare/ui/text"
	"aftercare/ui/theme"
)

// options say in what shop a test sits down. The zero value is an English shop
// by day at 1280 by 800, on Thursday 12 March 2026, 10:40 in Hong Kong.
type options struct {
	lang          text.Lang
	look          theme.Look
	width, height float32
	noShop        bool // the first start is still to come
	noPapers      bool // neither press nor output
}

// world is a real desk on a temporary store behind a window that nobody sees.
// Work runs at once: when a tap returns, all that follows from it is done.
type world struct {
	t      testing.TB
	now    time.Time
	store  *storage.DB
	desk   *desk.Desk
	blobs  desk.Blobs
	shell  *shell
	window fyne.Window
	words  *text.Words
	output *memoryOutput
	ctx    context.Context
}

// newWorld opens a window on a new shop. seed, where given, fills the store
// before the window reads it.
func newWorld(t testing.TB, o options, seed ...func(w *world)) *world {
	t.Helper()
	if o.lang == "" {
		o.lang = text.English
	}
	if o.width == 0 {
		o.width, o.height = 1280, 800
	}
	zone, err := time.LoadLocation("Asia/Hong_Kong")
	if err != nil {
		t.Fatal(err)
	}
	w := &world{t: t, now: time.Date(2026, 3, 12, 10, 40, 0, 0, zone), ctx: t.Context()}
	w.store, err = storage.Open(w.ctx, filepath.Join(t.TempDir(), "shop.aftercare"), storage.Options{Now: w.clock})
	if err != nil {
		t.Fatal(err)
	}
	w.blobs = blob.In(filepath.Join(t.TempDir(), "files"))
	w.desk = desk.New(desk.Parts{Store: w.store.Desk(), Now: w.clock, Files: exchange.Files{}, Presets: presets(t), Blobs: w.blobs, Seals: seals})
	if !o.noShop {
		w.begin(o)
	}
	for _, f := range seed {
		f(w)
	}
	w.open(o, zone)
	return w
}

func (w *world) clock() time.Time { return w.now }

// begin names the shop.
func (w *world) begin(o options) {
	w.t.Helper()
	sh, err := w.desk.Begin(w.ctx, desk.FirstStart{Name: "Lamma Supply", Language: string(o.lang)})
	if err == nil {
		sh.Person, sh.Phone = "Mei", "+852 3468 1200"
		if o.look != "" {
			sh.Look = string(o.look)
		}
		_, err = w.desk.SaveShop(w.ctx, sh)
	}
	if err != nil {
		w.t.Fatal(err)
	}
}

// open shows the window. The menu bar, which a real window draws above its
// content, takes its 32 from the height.
func (w *world) open(o options, zone *time.Location) {
	t := w.t
	t.Helper()
	catalogue, err := text.Load(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	log := logrus.New()
	log.SetOutput(testLog{t})
	seen := desk.New(desk.Parts{Store: watchedStore{w.store.Desk(), t, goroutine()}, Now: w.clock, Files: exchange.Files{}, Presets: presets(t), Blobs: w.blobs, Seals: seals})
	p := &Program{Desk: seen, Catalogue: catalogue, Log: logrus.NewEntry(log), Now: w.clock}
	if !o.noPapers {
		if p.Press, err = paper.NewPress(assets.FS, catalogue); err != nil {
			t.Fatal(err)
		}
		w.output = &memoryOutput{files: map[string][]byte{}}
		p.Output = w.output
	}
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.Light, 1, theme.TC))
	w.window = test.NewTempWindow(t, nil)
	w.window.SetPadded(false)
	w.window.Resize(fyne.NewSize(o.width, o.height-32))
	w.words = catalogue.In(o.lang, zone).At(w.now)
	w.shell = newShell(app, p, &tasks{ctx: w.ctx, inline: true, aside: elsewhere, caught: func(p any) { t.Errorf("a task panicked: %v", p) }}, dress{theme.Light, 1, theme.TC})
	w.shell.enter(w.window)
	w.shell.load(route{page: "today"})
	// The store closes last, after every task; a listener may not outlive it.
	t.Cleanup(func() {
		if err := w.store.Close(); err != nil {
			t.Errorf("close the store: %v", err)
		}
	})
}

// visit opens a place of the window.
func (w *world) visit(r route) {
	w.t.Helper()
	w.shell.open(r)
}

// shot keeps a picture of the window in the folder that $SHOTS names, to look
// at; without one it does nothing.
func (w *world) shot(name string) {
	w.t.Helper()
	dir := os.Getenv("SHOTS")
	if dir == "" {
		return
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		w.t.Fatal(err)
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	if err != nil {
		w.t.Fatal(err)
	}
	if err := png.Encode(f, w.window.Canvas().Capture()); err != nil {
		w.t.Error(err)
	}
	if err := f.Close(); err != nil {
		w.t.Error(err)
	}
}

// presets are those of the program.
func presets(t testing.TB) desk.Presets {
	t.Helper()
	p := desk.Presets{Policies: map[string]channel.Policy{}}
	for _, name := range []string{"own", "yoho", "taobao", "whatnot"} {
		var policy channel.Policy
		readAsset(t, "presets/"+name+".json", &policy)
		p.Policies[name] = policy
	}
	var lists []parcel.Checklist
	readAsset(t, "presets/checklists.json", &lists)
	p.Checklists = lists
	for _, region := range []string{"hk", "cn"} {
		f, err := assets.FS.Open("calendars/" + region + ".ics")
		if err != nil {
			t.Fatal(err)
		}
		h, err := exchange.ReadCalendar(f)
		if err != nil {
			t.Fatal(err)
		}
		f.Close()
		h.Region = region
		p.Holidays = append(p.Holidays, h)
	}
	return p
}

func readAsset(t testing.TB, name string, into any) {
	t.Helper()
	b, err := assets.FS.ReadFile(name)
	if err == nil {
		err = json.Unmarshal(b, into)
	}
	if err != nil {
		t.Fatalf("read %s: %v", name, err)
	}
}

// memoryOutput keeps papers in memory and remembers what was printed and shown.
type memoryOutput struct {
	files          map[string][]byte
	printed, shown []string
	fail           error
}

func (m *memoryOutput) Write(name string, write func(io.Writer) error) (string, error) {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return "", err
	}
	return m.Save(name, b.Bytes())
}

func (m *memoryOutput) Save(name string, data []byte) (string, error) {
	if m.fail != nil {
		return "", m.fail
	}
	m.files[name] = data
	return "/papers/" + name, nil
}

func (m *memoryOutput) Print(path string) error { m.printed = append(m.printed, path); return m.fail }
func (m *memoryOutput) Show(path string) error  { m.shown = append(m.shown, path); return m.fail }

type testLog struct{ t testing.TB }

func (l testLog) Write(b []byte) (int, error) {
	l.t.Log(strings.TrimSpace(string(b)))
	return len(b), nil
}

// day is a day of the test's calendar.
func day(s string) calendar.Date { return calendar.Date(s) }

// seals keeps PINs as they are: the window does not care how.
var seals plainSeals

type plainSeals struct{}

func (plainSeals) Seal(pin string) (string, error)        { return "sealed " + pin, nil }
func (plainSeals) Opens(sealed, pin string) (bool, error) { return sealed == "sealed "+pin, nil }
