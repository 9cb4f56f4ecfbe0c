package ui

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// fileWish is what is wanted of the files of this machine.
type fileWish string

const (
	oneFile   fileWish = "file"
	someFiles fileWish = "files"
	aFolder   fileWish = "folder"
	saveAs    fileWish = "save"
)

// fileQuestion asks for files of this machine, in a panel over the window.
type fileQuestion struct {
	wish    fileWish
	title   string   // in words
	purpose string   // under which the folder is remembered: "import", "photo"
	fits    string   // what the kinds are called, in words; "" where all files fit
	endings []string // of the kinds that fit, in small letters
	name    string   // to save under
	at      string   // the folder, or a file in it, to begin at; "" is where files were chosen last
	chosen  func(paths []string)
}

// chooser is the question while it is open.
type chooser struct {
	env    env
	q      fileQuestion
	shut   func()
	folder folder
	places []folderPlace
	rows   []folderItem
	hidden int             // files of other kinds
	marked map[string]bool // names of those chosen together
	anchor int             // where a range begins
	all    bool            // files of every kind
	by     string
	down   bool
	busy   bool
	stale  func() // ends the waiting for a slow folder
	ahead  string // letters typed to find a name
	when   time.Time

	reading ticket
	read    func(ctx context.Context, path string) (folder, error)

	panel  *widgets.Stage
	path   *widgets.Entry
	name   *widgets.Entry
	fresh  *widgets.Entry // the name of a new folder, while one is asked for
	table  *widgets.Table
	aside  *widgets.Table
	empty  *fyne.Container
	said   *fyne.Container
	count  *widgets.Text
	sum    *widgets.Text
	send   *widgets.Button
	bar    *fyne.Container
	narrow *widgets.Button
}

// chooseFiles opens the question; an earlier one that is still open goes.
func chooseFiles(e env, q fileQuestion) {
	c := newChooser(e, q)
	c.open()
	c.begin()
}

func newChooser(e env, q fileQuestion) *chooser {
	c := &chooser{env: e, q: q, marked: map[string]bool{}, by: "name", all: q.fits == "", read: readFolder}
	c.build()
	return c
}

func (c *chooser) open() {
	s := c.env.shell
	s.leaveChooser()
	c.shut = widgets.Over(s.window.Canvas(), c.panel)
	s.chooser = c
	c.focus()
}

// focus gives the list the keyboard; who saves types a name first.
func (c *chooser) focus() {
	if c.q.wish == saveAs {
		c.name.Focus()
		return
	}
	c.table.Focus()
}

// leaveChooser takes the question away, unanswered.
func (s *shell) leaveChooser() {
	if c := s.chooser; c != nil {
		s.chooser = nil
		c.reading.drop()
		c.settle()
		c.shut()
	}
}

func (c *chooser) cancel() { c.env.shell.leaveChooser() }

// begin reads the folder to begin at: what was asked for, where files of this
// kind were chosen last, or the home folder; whichever is still there.
func (c *chooser) begin() {
	d := c.env.desk
	type start struct {
		folder folder
		places []folderPlace
	}
	c.wait()
	run(c.env.work, &c.reading, func(ctx context.Context) (start, error) {
		var used []desk.UsedFolder
		if d != nil {
			used, _ = d.UsedFolders(ctx) // where nothing is known, home is
		}
		wanted := []string{c.q.at}
		for _, f := range used {
			if f.For == c.q.purpose {
				wanted = append(wanted, f.Path)
			}
		}
		home, err := os.UserHomeDir()
		if err == nil {
			wanted = append(wanted, home)
		}
		s := start{places: placesOf(used)}
		for _, path := range append(wanted, string(filepath.Separator)) {
			if path == "" {
				continue
			}
			if path = nearestFolder(path); path != "" {
				if s.folder, err = c.read(ctx, path); err == nil {
					break
				}
			}
		}
		return s, err
	}, func(s start, err error) {
		c.places = s.places
		c.aside.Refresh()
		c.came(s.folder, err, filepath.Base(c.q.at))
	})
}

// enter goes into a folder; the row of that name is the current one there.
func (c *chooser) enter(path, row string) {
	c.wait()
	run(c.env.work, &c.reading, func(ctx context.Context) (folder, error) { return c.read(ctx, path) }, func(f folder, err error) {
		f.path = path
		c.came(f, err, row)
	})
}

// wait says after a moment that a folder is being read, and later that it does
// not answer: a drive that has gone may keep one waiting for ever.
func (c *chooser) wait() {
	c.settle()
	c.busy = true
	soon := c.env.work.after(300*time.Millisecond, func() { c.late("chooser.reading") })
	later := c.env.work.after(4*time.Second, func() { c.late("chooser.slow") })
	c.stale = func() { soon(); later() }
}

func (c *chooser) settle() {
	c.busy = false
	if c.stale != nil {
		c.stale()
		c.stale = nil
	}
}

func (c *chooser) late(key string) {
	if !c.busy {
		return
	}
	c.rows = nil
	c.table.SetSelected(-1)
	c.nothing(key)
	c.table.Refresh()
}

// came shows a folder that was read, or says why it could not be.
func (c *chooser) came(f folder, err error, row string) {
	c.settle()
	c.folder = f
	c.marked, c.anchor, c.ahead = map[string]bool{}, -1, ""
	c.say("", "")
	c.path.SetText(f.path)
	c.arrange(row)
	if err != nil {
		c.nothing(folderFault(err))
		c.table.Refresh()
	}
}

// arrange sorts and filters what was read, and makes the named row the current
// one; the first where there is none of that name.
func (c *chooser) arrange(row string) {
	c.rows, c.hidden = nil, 0
	if c.q.wish == aFolder {
		c.rows = append(c.rows, folderItem{name: ".", dir: true})
	}
	first := len(c.rows)
	for _, item := range c.folder.items {
		switch {
		case c.shows(item):
			c.rows = append(c.rows, item)
		case !item.dir && !strings.HasPrefix(item.name, "."):
			c.hidden++
		}
	}
	arrange(c.rows[first:], c.by, c.down)
	c.nothing("chooser.empty")
	if c.hidden > 0 {
		c.nothing("chooser.other_kinds")
	}
	at := slices.IndexFunc(c.rows, func(i folderItem) bool { return i.name == row })
	if at < 0 && len(c.rows) > 0 {
		at = 0
	}
	c.table.SetSelected(-1)
	c.anchor = at
	if at >= 0 {
		c.table.Select(at)
	}
	c.table.Refresh()
	c.tell()
}

// shows says whether a file or folder is listed.
func (c *chooser) shows(i folderItem) bool {
	switch {
	case strings.HasPrefix(i.name, ".") && !(c.all && c.q.fits != ""):
		return false
	case i.dir:
		return true
	case c.q.wish == aFolder:
		return false
	}
	return c.all || slices.Contains(c.q.endings, strings.ToLower(filepath.Ext(i.name))) ||
		slices.ContainsFunc(c.q.endings, func(end string) bool { return strings.HasSuffix(i.folded, end) })
}

// up goes to the folder above, with this one as the current row.
func (c *chooser) up() {
	above := filepath.Dir(c.folder.path)
	if above != c.folder.path && c.folder.path != "" {
		c.enter(above, filepath.Base(c.folder.path))
	}
}

func (c *chooser) home() {
	if home, err := os.UserHomeDir(); err == nil { // it asks no disk
		c.enter(home, "")
	}
}

func (c *chooser) reload() { c.enter(c.folder.path, c.current().name) }

// current is the row that the keyboard is on; none has no name.
func (c *chooser) current() folderItem {
	if i := c.table.Selected(); i >= 0 && i < len(c.rows) {
		return c.rows[i]
	}
	return folderItem{}
}

// typed goes to the path in the field: into a folder, or to a file, which is
// chosen by it.
func (c *chooser) typed() {
	path := pathOf(c.path.Text(), c.folder.path)
	if path == "" {
		return
	}
	type found struct {
		folder folder
		file   bool
		above  bool // only the folder above is there
	}
	row := c.current().name
	c.wait()
	run(c.env.work, &c.reading, func(ctx context.Context) (found, error) {
		info, err := os.Stat(path)
		if err == nil && !info.IsDir() {
			return found{file: true}, nil
		}
		if err != nil {
			above, no := os.Stat(filepath.Dir(path))
			return found{above: no == nil && above.IsDir()}, err
		}
		f, err := c.read(ctx, path)
		f.path = path
		return found{folder: f}, err
	}, func(f found, err error) {
		switch {
		case f.above && c.q.wish == saveAs: // a new file in a folder that is there
			c.enter(filepath.Dir(path), "")
			c.name.SetText(filepath.Base(path))
			c.name.Focus()
		case err != nil:
			c.settle()
			c.arrange(row)
			c.say(theme.Late, c.env.speak().T("chooser.no_path", domain.Args{"path": path}))
		case f.file && c.q.wish == saveAs:
			c.enter(filepath.Dir(path), filepath.Base(path))
			c.name.SetText(filepath.Base(path))
			c.name.Focus()
		case f.file && c.q.wish == aFolder:
			c.enter(filepath.Dir(path), "")
		case f.file:
			c.answer([]string{path})
		default:
			c.came(f.folder, nil, "")
			c.table.Focus()
		}
	})
}

// answer gives what was chosen, and remembers where.
func (c *chooser) answer(paths []string) {
	where := filepath.Dir(paths[0])
	if c.q.wish == aFolder {
		where = paths[0]
	}
	c.cancel()
	if d, used := c.env.desk, (desk.UsedFolder{For: c.q.purpose, Path: where}); d != nil {
		run(c.env.work, nil, func(ctx context.Context) (desk.UsedFolder, error) { return d.UseFolder(ctx, used) }, func(_ desk.UsedFolder, err error) {
			if err != nil { // the files were chosen all the same
				c.env.prog.Log.WithField("code", "folder.use").Info("a folder was not remembered")
			}
		})
	}
	c.q.chosen(paths)
}

// dropped takes what was dropped on the window while the question is open.
func (c *chooser) dropped(paths []string) {
	if c.q.wish == someFiles || c.q.wish == oneFile && len(paths) == 1 {
		c.answer(paths)
		return
	}
	c.path.SetText(paths[0])
	c.typed()
}

// make makes a new folder here and goes into it.
func (c *chooser) make(name string) {
	path := filepath.Join(c.folder.path, name)
	if fault := nameFault(name); fault != "" {
		c.fresh.SetError(c.env.speak().T(fault))
		c.say(theme.Late, c.env.speak().T(fault))
		return
	}
	run(c.env.work, &c.reading, func(ctx context.Context) (folder, error) {
		if err := os.Mkdir(path, 0o755); err != nil {
			return folder{}, err
		}
		return c.read(ctx, path)
	}, func(f folder, err error) {
		if err != nil {
			key := folderFault(err)
			if os.IsExist(err) {
				key = "chooser.is_there"
			}
			c.say(theme.Late, c.env.speak().T(key, domain.Args{"name": name}))
			return
		}
		f.path = path
		c.came(f, nil, "")
		c.focus()
	})
}

// nameFault says in which words a name cannot be that of a file; "" that it can.
func nameFault(name string) string {
	switch {
	case strings.TrimSpace(name) == "":
		return "chooser.name_wanted"
	case name == "." || name == ".." || strings.ContainsAny(name, `/\:*?"<>|`) || !fs.ValidPath(name):
		return "chooser.name_bad"
	}
	return ""
}
