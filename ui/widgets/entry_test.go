package widgets_test

import (
	"strings"
	"testing"
	"time"

	"aftercare/ui/theme"
	"aftercare/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// shown puts a part into a window of the given size, under the light theme.
func shown(t testing.TB, o fyne.CanvasObject, width, height float32) fyne.Window {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.Light, 1, theme.TC))
	w := test.NewTempWindow(t, o)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	return w
}

func key(f fyne.Focusable, names ...fyne.KeyName) {
	for _, n := range names {
		f.TypedKey(&fyne.KeyEvent{Name: n})
	}
}

// typeLatin types as a keyboard without an input method does: a key and its rune.
func typeLatin(f fyne.Focusable, s string) {
	for _, r := range s {
		key(f, fyne.KeyName(strings.ToUpper(string(r))))
		f.TypedRune(r)
	}
}

func TestEntry_inputMethod(t *testing.T) {
	e := widgets.NewEntry(widgets.EntryLook{})
	submitted, escaped := 0, 0
	e.OnSubmitted = func(string) { submitted++ }
	e.OnEscape = func() { escaped++ }
	shown(t, e, 200, 32)
	f := e.Focusable()
	f.FocusGained()
	typeLatin(f, "ab")
	steps := []struct {
		name string
		do   func()
		want string
	}{
		{"composing letters change nothing", func() { key(f, "N", "I", "H") }, "ab"},
		{"Backspace belongs to the composition", func() { key(f, fyne.KeyBackspace) }, "ab"},
		{"arrows too", func() { key(f, fyne.KeyLeft, fyne.KeyDown) }, "ab"},
		{"Space commits", func() { key(f, fyne.KeySpace); f.TypedRune('你') }, "ab你"},
		{"Backspace is ours again", func() { key(f, fyne.KeyBackspace) }, "ab"},
		{"Enter commits the letters themselves", func() { key(f, "N", "I", fyne.KeyReturn); f.TypedRune('n'); f.TypedRune('i') }, "abni"},
		{"Esc drops the composition", func() { key(f, "H", fyne.KeyEscape) }, "abni"},
		{"and the next Backspace deletes", func() { key(f, fyne.KeyBackspace) }, "abn"},
		{"as many Backspaces as letters end it", func() { key(f, "H", "A", fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace) }, "ab"},
	}
	for _, s := range steps {
		s.do()
		if got := e.Text(); got != s.want {
			t.Fatalf("%s: text is %q, want %q", s.name, got, s.want)
		}
	}
	if submitted != 0 || escaped != 0 {
		t.Errorf("the composition submitted %d times and escaped %d times, want never", submitted, escaped)
	}
	key(f, fyne.KeyReturn, fyne.KeyEscape)
	if submitted != 1 || escaped != 1 {
		t.Errorf("afterwards Enter submitted %d times and Esc escaped %d times, want once each", submitted, escaped)
	}
}

func TestEntry_pasteAndLimit(t *testing.T) {
	cases := []struct {
		name, before, paste, want string
		look                      widgets.EntryLook
	}{
		{"lines fold to spaces", "", "12 Ferry St\r\n  Jordan\n\nKowloon\n", "12 Ferry St Jordan Kowloon", widgets.EntryLook{}},
		{"several lines keep theirs", "", "a\nb", "a\nb", widgets.EntryLook{Lines: 3}},
		{"cut at the limit", "abc", "訂單號碼", "abc訂單", widgets.EntryLook{Limit: 5}},
		{"a full field takes nothing", "abcde", "x", "abcde", widgets.EntryLook{Limit: 5}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			e := widgets.NewEntry(c.look)
			shown(t, e, 200, 96)
			e.SetText(c.before)
			f := e.Focusable()
			f.FocusGained()
			key(f, fyne.KeyEnd)
			clip := test.NewClipboard()
			clip.SetContent(c.paste)
			f.(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
			if got := e.Text(); got != c.want {
				t.Errorf("text is %q, want %q", got, c.want)
			}
			if clip.Content() != c.paste {
				t.Errorf("the clipboard now holds %q", clip.Content())
			}
		})
	}
}

func TestEntry_limitShows(t *testing.T) {
	e := widgets.NewEntry(widgets.EntryLook{Limit: 3})
	w := shown(t, e, 200, 32)
	f := e.Focusable()
	w.Canvas().Focus(f)
	typeLatin(f, "abcd")
	if e.Text() != "abc" {
		t.Errorf("text is %q, want abc", e.Text())
	}
	if !strings.Contains(test.RenderToMarkup(w.Canvas()), "3/3") {
		t.Error("a refused letter shows nothing")
	}
	key(f, fyne.KeyBackspace)
	if strings.Contains(test.RenderToMarkup(w.Canvas()), "/3") {
		t.Error("the count still stands though there is room")
	}
}

func TestEntry_focusAndLeave(t *testing.T) {
	e, other := widgets.NewEntry(widgets.EntryLook{SelectAll: true}), widgets.NewEntry(widgets.EntryLook{})
	left := ""
	e.OnLeave = func(s string) { left = s }
	e.SetText("42")
	w := shown(t, widgets.NewColumn(8, e, other), 200, 80)
	e.Focus()
	if !e.Focused() {
		t.Fatal("Focus did not give the field the keyboard")
	}
	typeLatin(w.Canvas().Focused(), "7")
	if e.Text() != "7" {
		t.Errorf("text is %q, want the selected 42 replaced by 7", e.Text())
	}
	other.Focus()
	if left != "7" || e.Focused() {
		t.Errorf("OnLeave heard %q, focused %v; want 7 and false", left, e.Focused())
	}
}

// clock is an After that the test moves by hand.
type clock struct {
	now   time.Duration
	tasks []*task
}

type task struct {
	at   time.Duration
	f    func()
	done bool
}

func (c *clock) after(d time.Duration, f func()) func() {
	t := &task{at: c.now + d, f: f}
	c.tasks = append(c.tasks, t)
	return func() { t.done = true }
}

func (c *clock) pass(d time.Duration) {
	c.now += d
	for _, t := range c.tasks {
		if !t.done && t.at <= c.now {
			t.done = true
			t.f()
		}
	}
}

func TestScanEntry(t *testing.T) {
	const ms = time.Millisecond
	cases := []struct {
		name string
		do   func(f fyne.Focusable, c *clock)
		want []string
	}{
		{"a scan", func(f fyne.Focusable, c *clock) { typeLatin(f, "R1178"); key(f, fyne.KeyReturn); c.pass(100 * ms) }, []string{"R1178"}},
		{"not before the quiet", func(f fyne.Focusable, c *clock) { typeLatin(f, "R1178"); key(f, fyne.KeyReturn); c.pass(99 * ms) }, nil},
		{"late characters after Enter", func(f fyne.Focusable, c *clock) {
			typeLatin(f, "R11")
			key(f, fyne.KeyReturn)
			c.pass(60 * ms)
			typeLatin(f, "78")
			c.pass(60 * ms)
			c.pass(40 * ms)
		}, []string{"R1178"}},
		{"Enter overtakes all characters beside an input method", func(f fyne.Focusable, c *clock) {
			key(f, "R", "1", "1", "7", "8", fyne.KeyReturn)
			for _, r := range "R1178" {
				c.pass(10 * ms)
				f.TypedRune(r)
			}
			c.pass(100 * ms)
		}, []string{"R1178"}},
		{"the input method's own Enter", func(f fyne.Focusable, c *clock) {
			key(f, "N", "I", fyne.KeyReturn)
			f.TypedRune('n')
			f.TypedRune('i')
			c.pass(100 * ms)
		}, nil},
		{"two scans", func(f fyne.Focusable, c *clock) {
			for _, s := range []string{"A1", "B2"} {
				typeLatin(f, s)
				key(f, fyne.KeyReturn)
				c.pass(100 * ms)
			}
		}, []string{"A1", "B2"}},
		{"two scans quicker than the quiet", func(f fyne.Focusable, c *clock) {
			for _, s := range []string{"R-10019", "R-10043", "C3"} {
				typeLatin(f, s)
				key(f, fyne.KeyReturn)
				c.pass(30 * ms)
			}
			c.pass(70 * ms)
		}, []string{"R-10019", "R-10043", "C3"}},
		{"Enter pressed twice", func(f fyne.Focusable, c *clock) {
			typeLatin(f, "R1178")
			key(f, fyne.KeyReturn, fyne.KeyReturn)
			c.pass(100 * ms)
		}, []string{"R1178"}},
		{"Enter alone", func(f fyne.Focusable, c *clock) { key(f, fyne.KeyReturn); c.pass(time.Second) }, nil},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			c := &clock{}
			s := widgets.NewScanEntry(widgets.EntryLook{Lead: "search"}, c.after)
			var got []string
			s.OnCode = func(code string) { got = append(got, code) }
			shown(t, s, 300, 32)
			s.Focusable().FocusGained()
			tc.do(s.Focusable(), c)
			if strings.Join(got, ",") != strings.Join(tc.want, ",") {
				t.Errorf("codes are %q, want %q", got, tc.want)
			}
		})
	}
}

// A busy window may run a wait after the rune that called it off.
func TestScanEntry_lateWait(t *testing.T) {
	var waits []func()
	s := widgets.NewScanEntry(widgets.EntryLook{}, func(_ time.Duration, f func()) func() {
		waits = append(waits, f)
		return func() {}
	})
	var got []string
	s.OnCode = func(code string) { got = append(got, code) }
	shown(t, s, 300, 32)
	s.Focusable().FocusGained()
	typeLatin(s.Focusable(), "R-10056")
	key(s.Focusable(), fyne.KeyReturn)
	typeLatin(s.Focusable(), "R-10")
	waits[0]()
	typeLatin(s.Focusable(), "043")
	key(s.Focusable(), fyne.KeyReturn)
	waits[len(waits)-1]()
	if strings.Join(got, ",") != "R-10056,R-10043" {
		t.Errorf("codes are %q, want R-10056 and R-10043", got)
	}
}

func TestScanEntry_queryAndStrayLetters(t *testing.T) {
	s := widgets.NewScanEntry(widgets.EntryLook{}, nil)
	var queries []string
	s.OnQuery = func(q string) { queries = append(queries, q) }
	button := widgets.NewButton(widgets.ButtonLook{Word: "Note"}, nil)
	stage := widgets.NewStage(widgets.NewColumn(0, s, button), nil)
	stage.OnRune = s.Type
	w := shown(t, stage, 300, 80)
	w.Canvas().Focus(button)
	button.TypedRune('R')
	s.Focusable().TypedRune('1')
	if got := strings.Join(queries, ","); got != "R,R1" || !s.Focused() {
		t.Errorf("queries are %q, focused %v; want R,R1 and true", got, s.Focused())
	}
}

// A novel that is pasted is cut at the limit, and how much did not fit is told;
// what was typed before stays, and there is room again once some is gone.
func TestEntry_pastedNovel(t *testing.T) {
	for _, c := range []struct{ lines, limit int }{{4, widgets.MostRunes}, {1, widgets.MostOfLine}} {
		e := widgets.NewEntry(widgets.EntryLook{Lines: c.lines})
		stage := widgets.NewStage(e, nil)
		lost, limit := 0, 0
		stage.OnCut = func(l, of int) { lost, limit = l, of }
		w := shown(t, stage, 300, 120)
		e.Focus()
		typeLatin(e.Focusable(), "ab")
		clip := test.NewClipboard()
		clip.SetContent(strings.Repeat("漏", 80_000))
		w.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
		if got, want := e.Text(), "ab"+strings.Repeat("漏", c.limit-2); got != want {
			t.Errorf("%d lines: %d bytes stand there, want %d", c.lines, len(got), len(want))
		}
		if lost != 80_000-(c.limit-2) || limit != c.limit {
			t.Errorf("%d lines: told %d of %d", c.lines, lost, limit)
		}
		key(e.Focusable(), fyne.KeyBackspace)
		typeLatin(e.Focusable(), "x")
		if !strings.HasSuffix(e.Text(), "漏x") {
			t.Errorf("%d lines: there is no room again", c.lines)
		}
	}
}
