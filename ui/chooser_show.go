package ui

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"aftercare/domain"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// How the question for files looks: the path on top, the places at the left,
// what lies in the folder, and what is chosen below.

func (c *chooser) build() {
	w := c.env.speak()
	c.path = widgets.NewEntry(widgets.EntryLook{Placeholder: w.T("chooser.path"), Lead: "folder", SelectAll: true, Limit: 4000})
	c.path.OnSubmitted = func(string) { c.typed() }
	c.path.OnEscape = c.cancel
	c.buildLists()
	c.empty, c.said = widgets.NewOver(), widgets.NewColumn(0)
	c.table.Empty = c.empty
	c.count, c.sum = widgets.NewText("", widgets.Small()), widgets.NewText("", widgets.Small())
	c.send = widgets.NewButton(widgets.ButtonLook{Kind: widgets.Primary, Key: "Enter"}, c.submit)
	c.bar = widgets.NewActionBar([]fyne.CanvasObject{c.send,
		widgets.NewButton(widgets.ButtonLook{Word: w.T("action.cancel"), Key: "Esc", Kind: widgets.Quiet}, c.cancel)}, c.more())
	lists := container.New(&chooserLayout{c: c}, c.aside, widgets.NewHairline(), c.table)
	below := []fyne.CanvasObject{c.said}
	if c.q.wish == saveAs {
		c.name = widgets.NewEntry(widgets.EntryLook{Lead: "file", SelectAll: true, Limit: 200})
		c.name.SetText(c.q.name)
		c.name.OnSubmitted = func(string) { c.submit() }
		c.name.OnChanged = func(string) { c.name.SetError(""); c.say("", "") }
		c.name.OnEscape = c.cancel
		below = append(below, widgets.NewInset(widgets.Inset{Left: 16, Top: 8, Right: 16, Bottom: 8}, widgets.NewSideField(w.T("chooser.name"), 120, c.name, 0, "")))
	}
	below = append(below, c.bar)
	page := widgets.NewPage([]fyne.CanvasObject{widgets.NewPlainPageHeader(c.q.title, nil), c.ways()},
		widgets.NewPage(nil, lists, widgets.NewListFoot(c.count, c.sum)), below...)
	c.panel = widgets.NewPanel(page, 960, 640, c.env.work.after)
	c.panel.OnRune, c.panel.OnKey = c.letter, c.key
	c.tell()
}

// ways are those to another folder: up, home, a place, a path.
func (c *chooser) ways() fyne.CanvasObject {
	w := c.env.speak()
	icon := func(name, tip string, do func()) *widgets.Button {
		return widgets.NewButton(widgets.ButtonLook{Icon: name, Tip: w.T(tip)}, do)
	}
	c.narrow = icon("list", "chooser.places", nil)
	c.narrow.OnTapped = func() {
		var options []widgets.Option
		for _, p := range c.places {
			options = append(options, widgets.Option{Key: p.path, Word: c.placeWord(p), Icon: p.icon, Tone: theme.Muted})
		}
		widgets.DropMenu(c.narrow, options, func(path string) { c.enter(path, "") })
	}
	parts := []fyne.CanvasObject{icon("up", "chooser.up", c.up), icon("shop", "chooser.home", c.home), c.narrow, widgets.Grow(c.path)}
	if c.q.fits != "" {
		fits := widgets.NewSelect([]widgets.Option{{Key: "fits", Word: c.q.fits}, {Key: "all", Word: w.T("chooser.all")}}, "fits", func(key string) {
			c.all = key == "all"
			c.marked = map[string]bool{}
			c.arrange(c.current().name)
		})
		parts = append(parts, fits)
	}
	return widgets.NewInset(widgets.Inset{Left: 16, Right: 16, Bottom: 8}, widgets.NewRow(8, parts...))
}

// more is what stands at the right of the bar: a new folder, where one chooses
// where something goes.
func (c *chooser) more() []fyne.CanvasObject {
	if c.q.wish != aFolder && c.q.wish != saveAs {
		return nil
	}
	return []fyne.CanvasObject{widgets.NewButton(widgets.ButtonLook{Word: c.env.speak().T("chooser.new_folder"), Icon: "plus"}, c.askFolder)}
}

// askFolder asks for the name of a new folder.
func (c *chooser) askFolder() {
	w := c.env.speak()
	c.fresh = widgets.NewEntry(widgets.EntryLook{Placeholder: w.T("chooser.new_name"), Limit: 200})
	c.fresh.OnSubmitted = func(name string) { c.make(strings.TrimSpace(name)) }
	leave := func() { c.say("", ""); c.focus() }
	c.fresh.OnEscape = leave
	c.tells(theme.Info, w.T("chooser.new_where", domain.Args{"path": c.folder.path}), widgets.NewRow(8, widgets.Grow(c.fresh),
		widgets.NewButton(widgets.ButtonLook{Word: w.T("chooser.make")}, func() { c.make(strings.TrimSpace(c.fresh.Text())) }),
		widgets.NewButton(widgets.ButtonLook{Word: w.T("action.cancel"), Kind: widgets.Quiet}, leave)))
	c.fresh.Focus()
}

func (c *chooser) buildLists() {
	w := c.env.speak()
	c.table = widgets.NewTable([]widgets.Column{
		{Key: "name", Title: w.T("chooser.column.name"), Min: 160, Weight: 1},
		{Key: "size", Title: w.T("chooser.column.size"), Min: 76, Right: true, Leave: 2},
		{Key: "at", Title: w.T("chooser.column.at"), Min: 172, Leave: 1},
	})
	t := c.table
	t.Length, t.Row = func() int { return len(c.rows) }, c.row
	t.OnActivated, t.OnShow, t.OnEscape = c.activate, c.space, c.cancel
	t.OnSelected = func(int) { c.tell() }
	t.OnMark, t.OnMarkAll = c.mark, c.markAll
	t.OnBare = c.submit
	t.OnSort = func(key string, descending bool) {
		c.by, c.down = key, descending
		c.arrange(c.current().name)
	}
	t.SetSort(c.by, false)
	c.aside = widgets.NewTable([]widgets.Column{{Title: w.T("chooser.places"), Weight: 1}})
	c.aside.Gutter = 12
	c.aside.Length = func() int { return len(c.places) }
	c.aside.Row = func(i int) widgets.RowData {
		p := c.places[i]
		return widgets.RowData{Cells: []widgets.Cell{{Text: c.placeWord(p), Tip: p.path, Shape: p.icon, Iconic: true, Tone: theme.Strong}}}
	}
	c.aside.OnEscape = c.cancel
	c.aside.OnActivated = func(i int) { c.enter(c.places[i].path, ""); c.table.Focus() }
	c.aside.OnMark = func(i int, how widgets.Marking) {
		if how != widgets.MarkReached && how != widgets.MarkTo { // pressed
			c.enter(c.places[i].path, "")
		}
	}
}

func (c *chooser) placeWord(p folderPlace) string {
	switch name := filepath.Base(p.path); {
	case p.word != "":
		return c.env.speak().T(p.word)
	case name == string(filepath.Separator) && p.path == name:
		return c.env.speak().T("chooser.root")
	default:
		return name
	}
}

func (c *chooser) row(i int) widgets.RowData {
	w, item := c.env.speak(), c.rows[i]
	if item.name == "." {
		return widgets.RowData{Cells: []widgets.Cell{{Text: w.T("chooser.this", domain.Args{"name": filepath.Base(c.folder.path)}), Shape: "folder", Iconic: true, Tone: theme.Strong}, {}, {}}}
	}
	name := widgets.Cell{Text: item.name, Shape: "folder", Iconic: true, Tone: theme.Strong}
	size := widgets.Cell{}
	if !item.dir {
		name.Shape, size = "file", widgets.Cell{Text: w.Bytes(item.size), Tone: theme.Neutral}
	}
	if c.marked[item.name] {
		name.Shape = "check"
	}
	return widgets.RowData{Marked: c.marked[item.name], Cells: []widgets.Cell{name, size, {Text: w.Moment(item.at), Tone: theme.Muted}}}
}

// nothing says in the place of the list why there is none.
func (c *chooser) nothing(key string) {
	w := c.env.speak()
	c.empty.Objects = []fyne.CanvasObject{widgets.NewEmptyState(w.T(key, domain.Args{"n": c.hidden, "path": c.folder.path}), w.T(key+".step", domain.Args{"n": c.hidden}), nil)}
	c.empty.Refresh()
}

// say shows one sentence above the bar; none takes it away.
func (c *chooser) say(tone theme.Tone, sentence string) {
	if sentence == "" {
		if len(c.said.Objects) > 0 {
			c.said.RemoveAll()
			c.panel.Refresh()
		}
		return
	}
	c.tells(tone, sentence)
}

func (c *chooser) tells(tone theme.Tone, sentence string, more ...fyne.CanvasObject) {
	parts := append([]fyne.CanvasObject{widgets.NewBanner(widgets.BannerLook{Tone: tone, Sentence: sentence}, nil)}, more...)
	c.said.Objects = []fyne.CanvasObject{widgets.NewHairline(), widgets.NewInset(widgets.Inset{Left: 16, Top: 8, Right: 16, Bottom: 8}, widgets.NewColumn(8, parts...))}
	c.panel.Refresh()
}

// tell says what is listed and what is chosen, and names the button after it.
func (c *chooser) tell() {
	w := c.env.speak()
	folders, files := 0, 0
	for _, item := range c.rows {
		switch {
		case item.name == ".":
		case item.dir:
			folders++
		default:
			files++
		}
	}
	counts := []string{w.N("chooser.folders", folders)}
	if c.q.wish != aFolder {
		counts = append(counts, w.N("chooser.files", files))
	}
	if c.hidden > 0 {
		counts = append(counts, w.N("chooser.hidden", c.hidden))
	}
	c.count.Set(w.List(counts))
	paths, bytes := c.chosen()
	c.sum.Set("")
	if len(c.marked) > 0 {
		c.sum.Set(w.N("chooser.chosen", len(paths), domain.Args{"size": w.Bytes(bytes)}))
	}
	look := c.send.Look()
	look.Key = "Enter"
	switch {
	case c.q.wish == aFolder:
		look.Word = w.T("chooser.use")
		if c.current().name != "." { // Enter goes into the one in the list
			look.Key = shortcutOf["save"].hint
		}
	case c.q.wish == saveAs:
		look.Word = w.T("chooser.save")
	case len(c.marked) > 1:
		look.Word = w.N("chooser.take", len(paths))
	case len(paths) == 0 && c.current().dir:
		look.Word = w.T("chooser.walk")
	default:
		look.Word = w.T("chooser.choose")
	}
	if look != c.send.Look() {
		c.send.SetLook(look)
		c.bar.Refresh()
	}
}

// chooserLayout sets the places beside the list where there is room for both;
// elsewhere a button drops them.
type chooserLayout struct{ c *chooser }

const (
	chooserAside = 184
	chooserWide  = 720
)

func (l *chooserLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, 120) }

func (l *chooserLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	px := theme.Current().Px
	x, wide := float32(0), size.Width >= px(chooserWide)
	if wide {
		x = px(chooserAside)
		objects[0].Resize(fyne.NewSize(x, size.Height))
		objects[1].Move(fyne.NewPos(x, 0))
		objects[1].Resize(fyne.NewSize(1, size.Height))
	}
	for _, o := range objects[:2] {
		if wide {
			o.Show()
		} else {
			o.Hide()
		}
	}
	if l.c.narrow.Hidden != wide {
		if l.c.narrow.Hidden = wide; l.c.panel != nil {
			l.c.panel.Refresh()
		}
	}
	objects[2].Move(fyne.NewPos(x, 0))
	objects[2].Resize(fyne.NewSize(size.Width-x, size.Height))
}
