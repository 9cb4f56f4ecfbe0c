package ui

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"aftercare/domain/desk"
	"aftercare/ui/widgets"
)

// shelf is a home folder with files of several kinds.
func shelf(t *testing.T) string {
	t.Helper()
	home := t.TempDir()
	t.Setenv("HOME", home)
	for name, size := range map[string]int{"a2.csv": 2000, "a10.csv": 10, "b.XLSX": 1, "photo.jpg": 5, "exports/c.csv": 7, "exports/deep/d.csv": 1, ".secret/e.csv": 1} {
		path := filepath.Join(home, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, make([]byte, size), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return home
}

// asksFiles opens a question in a window of its own; what is chosen comes into the
// slice.
func asksFiles(t *testing.T, q fileQuestion) (*world, *[]string) {
	t.Helper()
	w := newWorld(t, options{})
	got := &[]string{}
	q.purpose, q.chosen = "test", func(paths []string) { *got = paths }
	chooseFiles(w.shell.env, q)
	return w, got
}

func exports(wish fileWish) fileQuestion {
	return fileQuestion{wish: wish, title: "Choose", fits: "Tables", endings: exportEndings}
}

// listed are the names in the list, in order; * before those that are chosen.
func (w *world) listed() string {
	var names []string
	for _, item := range w.shell.chooser.rows {
		name := item.name
		if item.dir {
			name += "/"
		}
		if w.shell.chooser.marked[item.name] {
			name = "*" + name
		}
		names = append(names, name)
	}
	return strings.Join(names, " ")
}

func wantList(t *testing.T, w *world, want string) {
	t.Helper()
	if got := w.listed(); got != want {
		t.Errorf("the list shows %q, want %q", got, want)
	}
}

func wantChosen(t *testing.T, got []string, home string, want ...string) {
	t.Helper()
	for i := range want {
		want[i] = filepath.Join(home, want[i])
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("chosen %v, want %v", got, want)
	}
}

// The list opens in the home folder with the keyboard in it: only what fits,
// folders first, figures by their value; Space marks, Enter chooses all marked.
func TestChooser_severalByKeys(t *testing.T) {
	home := shelf(t)
	w, got := asksFiles(t, exports(someFiles))
	wantList(t, w, "exports/ a2.csv a10.csv b.XLSX")
	w.see("Choose", "Tables", "1 folder, 3 files, 1 of another kind is not shown", "2 KB", "Open folder")
	if w.window.Canvas().Focused() != fyne.Focusable(w.shell.chooser.table) {
		t.Fatal("the keyboard is not in the list")
	}
	w.key(fyne.KeyDown)
	w.key(fyne.KeySpace)
	w.key(fyne.KeyDown)
	w.key(fyne.KeyDown)
	w.key(fyne.KeySpace)
	wantList(t, w, "exports/ *a2.csv a10.csv *b.XLSX")
	w.see("2 chosen, 2 KB", "Choose 2 files")
	w.key(fyne.KeyReturn)
	wantChosen(t, *got, home, "a2.csv", "b.XLSX")
	if w.shell.chooser != nil || w.window.Canvas().Overlays().Top() != nil {
		t.Error("the question is still open")
	}
}

// Shift takes a range, Ctrl one more, Ctrl A all, a plain press only one.
func TestChooser_severalByHand(t *testing.T) {
	shelf(t)
	w, _ := asksFiles(t, exports(someFiles))
	c := w.shell.chooser
	c.table.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	w.key(fyne.KeyDown)
	w.key(fyne.KeyDown)
	wantList(t, w, "exports/ *a2.csv *a10.csv b.XLSX")
	w.key(fyne.KeyUp) // the range shrinks
	wantList(t, w, "exports/ *a2.csv a10.csv b.XLSX")
	c.table.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	press := func(row int, held fyne.KeyModifier) {
		view := w.rowsOf(c.table)
		view.(desktop.Mouseable).MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary, Modifier: held,
			PointEvent: fyne.PointEvent{Position: fyne.NewPos(30, float32(row)*32+10)}})
		view.(fyne.Tappable).Tapped(&fyne.PointEvent{Position: fyne.NewPos(30, float32(row)*32+10)})
	}
	press(1, 0)
	wantList(t, w, "exports/ a2.csv a10.csv b.XLSX")
	press(3, fyne.KeyModifierControl)
	wantList(t, w, "exports/ *a2.csv a10.csv *b.XLSX")
	press(3, fyne.KeyModifierControl)
	wantList(t, w, "exports/ *a2.csv a10.csv b.XLSX")
	press(2, 0)
	press(3, fyne.KeyModifierShift)
	wantList(t, w, "exports/ a2.csv *a10.csv *b.XLSX")
	c.table.TypedShortcut(&fyne.ShortcutSelectAll{})
	wantList(t, w, "exports/ *a2.csv *a10.csv *b.XLSX")
}

// rowsOf is the part of a table that takes the pointer.
func (w *world) rowsOf(table *widgets.Table) fyne.CanvasObject {
	w.t.Helper()
	var view fyne.CanvasObject
	w.each(func(s seen) bool {
		if s.part == fyne.CanvasObject(table) {
			walk(s, func(in seen) bool {
				if _, ok := in.part.(fyne.DoubleTappable); ok {
					view = in.part
				}
				return view == nil
			})
			return false
		}
		return view == nil
	})
	if view == nil {
		w.t.Fatal("the table is not in sight")
	}
	return view
}

// Enter goes into a folder, Backspace back out of it onto its row, letters to a
// name, Esc away without an answer.
func TestChooser_walk(t *testing.T) {
	home := shelf(t)
	w, got := asksFiles(t, exports(someFiles))
	w.key(fyne.KeyReturn)
	wantList(t, w, "deep/ c.csv")
	w.see(filepath.Join(home, "exports"))
	w.key(fyne.KeyBackspace)
	if at := w.shell.chooser.current().name; at != "exports" {
		t.Errorf("after Backspace the row is %q, want exports", at)
	}
	for _, r := range "a1" {
		w.window.Canvas().Focused().TypedRune(r)
	}
	if at := w.shell.chooser.current().name; at != "a10.csv" {
		t.Errorf("a1 leads to %q", at)
	}
	w.now = w.now.Add(2 * time.Second)
	w.window.Canvas().Focused().TypedRune('B')
	if at := w.shell.chooser.current().name; at != "b.XLSX" {
		t.Errorf("B leads to %q", at)
	}
	w.key(fyne.KeyEscape)
	if w.shell.chooser != nil || len(*got) != 0 {
		t.Errorf("after Esc: %v is chosen", *got)
	}
}

// A path is taken as it is pasted: quoted, from home, as an address. One that is
// not there says so, and the list stays.
func TestChooser_path(t *testing.T) {
	home := shelf(t)
	if err := os.Mkdir(filepath.Join(home, "my files"), 0o755); err != nil {
		t.Fatal(err)
	}
	w, got := asksFiles(t, exports(someFiles))
	c := w.shell.chooser
	for typed, want := range map[string]string{`"~/exports"`: "exports", "file://" + home + "/my%20files": "my files", "exports/deep": "exports/deep"} {
		c.enter(home, "")
		c.path.SetText(typed)
		c.path.OnSubmitted(typed)
		if c.folder.path != filepath.Join(home, want) {
			t.Errorf("%s leads to %s", typed, c.folder.path)
		}
	}
	c.enter(home, "")
	c.path.SetText("~/nowhere/x")
	c.path.OnSubmitted("")
	w.see("Nothing is at " + filepath.Join(home, "nowhere", "x"))
	wantList(t, w, "exports/ my files/ a2.csv a10.csv b.XLSX")
	c.path.SetText("'" + filepath.Join(home, "photo.jpg") + "'") // of another kind: meant all the same
	c.path.OnSubmitted("")
	wantChosen(t, *got, home, "photo.jpg")
}

// A folder that is slow, gone or forbidden says so in words, and leads on.
func TestChooser_faults(t *testing.T) {
	home := shelf(t)
	w, _ := asksFiles(t, exports(someFiles))
	c := w.shell.chooser
	c.wait()
	c.late("chooser.slow")
	w.see("This folder does not answer yet.")
	c.submit() // nothing is chosen of what is no longer listed
	if w.shell.chooser == nil {
		t.Fatal("a folder that does not answer was answered with")
	}
	for err, want := range map[error]string{fs.ErrNotExist: "This folder is no longer there.", fs.ErrPermission: "You may not look into this folder.", context.DeadlineExceeded: "This folder cannot be read."} {
		c.read = func(context.Context, string) (folder, error) { return folder{}, &fs.PathError{Err: err} }
		c.enter(filepath.Join(home, "exports"), "")
		w.see(want)
	}
	c.read = readFolder
	w.key(fyne.KeyBackspace)
	wantList(t, w, "exports/ a2.csv a10.csv b.XLSX")
}

// A folder is chosen by its own row, or by the button from wherever one is.
func TestChooser_aFolder(t *testing.T) {
	home := shelf(t)
	w, got := asksFiles(t, fileQuestion{wish: aFolder, title: "Where"})
	wantList(t, w, "./ exports/")
	w.see("This folder: "+filepath.Base(home), "Use this folder", "New folder")
	w.key(fyne.KeyDown)
	if key := w.shell.chooser.send.Look().Key; key != "Ctrl S" {
		t.Errorf("on another folder the button says %q: Enter goes into that one", key)
	}
	w.key(fyne.KeyReturn)
	w.tap("New folder")
	for _, r := range "stick" {
		w.window.Canvas().Focused().TypedRune(r)
	}
	w.key(fyne.KeyReturn)
	if at := w.shell.chooser.folder.path; at != filepath.Join(home, "exports", "stick") {
		t.Errorf("the new folder is not open: %s", at)
	}
	w.tap("Use this folder")
	wantChosen(t, *got, home, "exports/stick")
}

// Saving takes a name, adds the ending, and asks before it replaces a file;
// Enter alone does not.
func TestChooser_saveAs(t *testing.T) {
	home := shelf(t)
	q := fileQuestion{wish: saveAs, title: "Save", name: "a2", fits: "Tables", endings: exportEndings}
	w, got := asksFiles(t, q)
	w.key(fyne.KeyReturn)
	w.see("a2.csv is there already (2 KB", "Replace it", "Keep it")
	w.key(fyne.KeyReturn)
	if len(*got) != 0 {
		t.Fatal("Enter twice replaced a file")
	}
	w.unseen("Replace it")
	c := w.shell.chooser
	c.name.SetText("a/b")
	w.key(fyne.KeyReturn)
	w.see("A name holds none of")
	c.name.SetText("a2.csv")
	w.key(fyne.KeyReturn)
	w.tap("Replace it")
	wantChosen(t, *got, home, "a2.csv")
}

// The next question of the same purpose begins where files were chosen last, and
// lists that folder among the places; one that has gone leads to the one above.
func TestChooser_remembers(t *testing.T) {
	home := shelf(t)
	w, _ := asksFiles(t, exports(oneFile))
	w.key(fyne.KeyReturn)
	w.key(fyne.KeyDown)
	w.key(fyne.KeyReturn)
	used, err := w.desk.UsedFolders(w.ctx)
	if err != nil || len(used) != 1 || used[0] != (desk.UsedFolder{For: "test", Path: filepath.Join(home, "exports")}) {
		t.Fatalf("remembered %v, %v", used, err)
	}
	q := exports(oneFile)
	q.purpose, q.chosen = "test", func([]string) {}
	chooseFiles(w.shell.env, q)
	wantList(t, w, "deep/ c.csv")
	w.see("Home", "exports")
	if err := os.RemoveAll(filepath.Join(home, "exports")); err != nil {
		t.Fatal(err)
	}
	chooseFiles(w.shell.env, q)
	wantList(t, w, "a2.csv a10.csv b.XLSX")
}

// Ten thousand files are read, sorted and drawn a screen at a time.
func TestChooser_many(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	for i := range 10_000 {
		if err := os.WriteFile(filepath.Join(home, fmt.Sprintf("order-%d.csv", i)), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	w, got := asksFiles(t, exports(someFiles))
	drawn := 0
	row := w.shell.chooser.table.Row
	w.shell.chooser.table.Row = func(i int) widgets.RowData { drawn++; return row(i) }
	w.key(fyne.KeyEnd)
	w.see("order-9999.csv", "10,000 files")
	if drawn > 500 {
		t.Errorf("one key asked for %d rows", drawn)
	}
	w.key(fyne.KeyReturn)
	wantChosen(t, *got, home, "order-9999.csv")
}

// Meanwhile no key of the menu reaches the page, and the lock takes the question
// away with the rest.
func TestChooser_coversThePage(t *testing.T) {
	shelf(t)
	w, _ := asksFiles(t, exports(someFiles))
	before := w.shell.current
	w.menu("import")
	w.menu("search")
	if w.shell.current != before || w.shell.chooser == nil {
		t.Error("a key went through to the page")
	}
	w.shell.askWho()
	if w.shell.chooser != nil || w.window.Canvas().Overlays().Top() != nil {
		t.Error("the question stays over the lock")
	}
}

// Three exports that are chosen together are taken one after the other.
func TestImportPage_choosesSeveral(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	for _, name := range []string{"ExportOrderList.csv", "orders_export.csv", "pdd-orders.csv"} {
		raw, err := os.ReadFile(filepath.Join("../storage/exchange/testdata", name))
		if err == nil {
			err = os.WriteFile(filepath.Join(home, name), raw, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	w := newWorld(t, options{})
	w.visit(route{page: "import"})
	w.menu("choose_file")
	w.see("Choose files to import")
	w.shell.chooser.table.TypedShortcut(&fyne.ShortcutSelectAll{})
	w.key(fyne.KeyReturn)
	w.see("ExportOrderList.csv", "1 of 3")
}

func (m *memoryOutput) Copy(path, to string) error {
	m.files[to] = m.files[filepath.Base(path)]
	return m.fail
}

// A copy of a paper goes where a person says, under its own name.
func TestPapers_copy(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	w := newWorld(t, options{})
	p := newPapers(w.shell.env, nil)
	p.keep("Report", "report.csv", func(context.Context) ([]byte, error) { return []byte("rows"), nil })
	p.copy()
	w.see("Save a copy", "report.csv")
	w.key(fyne.KeyReturn)
	if got := string(w.output.files[filepath.Join(home, "report.csv")]); got != "rows" {
		t.Errorf("the copy holds %q", got)
	}
	w.see("A copy is in " + home)
}

// Some parts of the toolkit have one of ours in their place, and none comes back:
// its dialogs speak another language and hang on drives that have gone, and its
// stack asks a paragraph for its height at the width of before.
func TestToolkit_ourOwnInstead(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) < 100 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	ours := map[string]string{`"fyne.io/fyne/v2/` + `dialog"`: "chooseFiles", `container.` + `NewStack(`: "widgets.NewOver"}
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for theirs, own := range ours {
			if strings.Contains(string(raw), theirs) {
				t.Errorf("%s uses %s: take %s", name, theirs, own)
			}
		}
	}
}
