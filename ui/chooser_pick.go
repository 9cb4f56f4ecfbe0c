package ui

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// What a hand does in the list of the question for files.

// mark makes a row one of several, or the only one.
func (c *chooser) mark(i int, how widgets.Marking) {
	before := c.anchor
	if how != widgets.MarkTo {
		c.anchor = i
	}
	if c.q.wish != someFiles {
		return
	}
	switch how {
	case widgets.MarkAlone:
		c.marked = map[string]bool{}
	case widgets.MarkToo:
		if len(c.marked) == 0 && before != i {
			c.put(before, true) // the one that was current is meant as well
		}
		c.put(i, !c.marked[c.rows[i].name])
	case widgets.MarkTo:
		c.marked = map[string]bool{}
		for at := min(max(before, 0), i); at <= max(before, i); at++ {
			c.put(at, true)
		}
	}
	c.tell()
}

func (c *chooser) put(i int, on bool) {
	if i < 0 || i >= len(c.rows) || c.rows[i].dir {
		return
	}
	if on {
		c.marked[c.rows[i].name] = true
		return
	}
	delete(c.marked, c.rows[i].name)
}

func (c *chooser) markAll() {
	if c.q.wish != someFiles {
		return
	}
	for i := range c.rows {
		c.put(i, true)
	}
	c.tell()
}

// space marks the current row, or is a letter of a name that is being typed.
func (c *chooser) space(i int) {
	switch {
	case c.ahead != "" && c.env.now().Sub(c.when) < pause:
		c.letter(' ')
	case c.q.wish == someFiles:
		c.put(i, !c.marked[c.rows[i].name])
		c.anchor = i
		c.table.Refresh()
		c.tell()
	}
}

// pause is how long a hand rests between two names that it types.
const pause = time.Second

// letter finds the next name that begins with the letters typed.
func (c *chooser) letter(r rune) {
	now := c.env.now()
	if now.Sub(c.when) >= pause {
		c.ahead = ""
	}
	c.when = now
	again := strings.ToLower(string(r))
	if c.ahead != again { // the same letter again leads to the next name of it
		c.ahead += again
	}
	from := max(c.table.Selected(), 0)
	if c.ahead == again {
		from++
	}
	for step := range c.rows {
		i := (from + step) % len(c.rows)
		if strings.HasPrefix(c.rows[i].folded, c.ahead) {
			c.table.Select(i)
			c.mark(i, widgets.MarkReached)
			return
		}
	}
}

// key does what a key means in every part of the question.
func (c *chooser) key(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyEscape:
		c.cancel()
	case fyne.KeyBackspace:
		c.up()
	case fyne.KeyF5:
		c.reload()
	}
}

// bare takes a key while no part of the question has the keyboard.
func (c *chooser) bare(ev *fyne.KeyEvent) {
	c.table.Focus()
	c.table.TypedKey(ev)
}

// chosen are the paths of what is chosen now.
func (c *chooser) chosen() (paths []string, bytes int64) {
	for _, item := range c.rows {
		if c.marked[item.name] || len(c.marked) == 0 && !item.dir && item.name == c.current().name {
			paths = append(paths, filepath.Join(c.folder.path, item.name))
			bytes += item.size
		}
	}
	return paths, bytes
}

// activate is Enter or a double tap on a row.
func (c *chooser) activate(i int) {
	item := c.rows[i]
	switch {
	case len(c.marked) > 0:
		c.submit()
	case item.name == ".":
		c.answer([]string{c.folder.path})
	case item.dir:
		c.enter(filepath.Join(c.folder.path, item.name), "")
	case c.q.wish == saveAs:
		c.name.SetText(item.name)
		c.name.Focus()
	default:
		c.submit()
	}
}

// submit is the button: it answers, or goes into the folder that is current.
func (c *chooser) submit() {
	if c.busy { // what is listed is not what is there
		return
	}
	switch c.q.wish {
	case aFolder:
		c.answer([]string{c.folder.path})
	case saveAs:
		c.save(false)
	default:
		paths, _ := c.chosen()
		switch item := c.current(); {
		case len(paths) > 0:
			c.answer(paths)
		case item.dir:
			c.enter(filepath.Join(c.folder.path, item.name), "")
		default:
			c.say(theme.Info, c.env.speak().T("chooser.none"))
		}
	}
}

// save answers with the name that is typed, and asks before it takes the place
// of another file.
func (c *chooser) save(over bool) {
	w, name := c.env.speak(), strings.TrimSpace(c.name.Text())
	if fault := nameFault(name); fault != "" {
		c.name.SetError(w.T(fault))
		c.say(theme.Late, w.T(fault))
		c.name.Focus()
		return
	}
	if len(c.q.endings) > 0 && !strings.HasSuffix(strings.ToLower(name), c.q.endings[0]) {
		name += c.q.endings[0]
	}
	path := filepath.Join(c.folder.path, name)
	run(c.env.work, &c.reading, func(context.Context) (os.FileInfo, error) { return os.Stat(path) }, func(info os.FileInfo, err error) {
		switch {
		case err == nil && info.IsDir():
			c.say(theme.Late, w.T("chooser.is_folder", domain.Args{"name": name}))
		case err == nil && !over:
			c.askOver(name, info)
		default:
			c.answer([]string{path})
		}
	})
}

// askOver asks whether a file is to be replaced.
func (c *chooser) askOver(name string, info os.FileInfo) {
	w := c.env.speak()
	replace := widgets.NewButton(widgets.ButtonLook{Word: w.T("chooser.replace"), Kind: widgets.Danger}, func() { c.save(true) })
	keep := widgets.NewButton(widgets.ButtonLook{Word: w.T("chooser.keep"), Kind: widgets.Quiet}, func() {
		c.say("", "")
		c.name.Focus()
	})
	c.tells(theme.Warn, w.T("chooser.over", domain.Args{"name": name, "size": w.Bytes(info.Size()), "at": info.ModTime()}), widgets.NewRow(8, replace, keep, widgets.Gap()))
	widgets.FocusFirst(keep) // Enter must not destroy by habit
}

// menu says whether a menu's item may go on while the question is open, and does
// what it means here.
func (c *chooser) menu(key string) bool {
	switch key {
	case "save":
		c.submit()
	case "refresh":
		c.reload()
	case "undo":
		return takesLetters(c.env.shell.window.Canvas().Focused())
	case "lock", "quit":
		c.cancel()
		return true
	}
	return false
}
