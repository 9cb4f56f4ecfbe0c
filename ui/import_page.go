package ui

import (
	"context"
	"errors"
	"path/filepath"
	"strconv"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/channel"
	"aftercare/domain/desk"
	"aftercare/ui/widgets"
)

// importStage is how far an import has come.
type importStage string

const (
	choosing   importStage = "choosing"   // no file yet, or one that cannot be read
	previewing importStage = "previewing" // the file is compared with the shop
	previewed  importStage = "previewed"  // what it would do is shown; nothing is in
	importing  importStage = "importing"
	imported   importStage = "imported"
	matching   importStage = "matching" // a person says what its columns mean
)

// importPage brings an order export in: a file, what it would do, the deed. The
// same file may come any number of times.
type importPage struct {
	env      env
	stage    importStage
	file     *openExport
	channels []channel.Channel
	into     domain.ID
	report   desk.Report
	shown    desk.Result    // the result that the list is narrowed to, "" for all
	rows     []desk.Outcome // what the list shows
	stopped  string         // what a cancel left, said above the list
	asked    string         // the path that was typed or chosen last
	how      desk.How       // as a person wants it read
	files    []string       // all that were taken together; at is this one
	at       int
	unknown  bool // no format knows the file that was asked for
	sheet    *mappingSheet
	waiting  desk.Watched
	papers   *papers

	root     *fyne.Container
	path     *widgets.Entry
	field    *widgets.Field
	table    *widgets.Table
	detail   *fyne.Container
	progress *widgets.Progress
	split    *widgets.MasterDetail
	working  ticket
	reading  ticket
	listing  ticket
	looking  ticket

	watchPath  *widgets.Entry
	watchField *widgets.Field
}

func newImportPage(e env) page {
	p := &importPage{env: e, stage: choosing, root: widgets.NewOver(), detail: widgets.NewOver()}
	p.papers = newPapers(e, func() { p.detail.Refresh() })
	p.build()
	p.draw()
	return p
}

func (p *importPage) build() {
	w := p.env.speak()
	p.path = widgets.NewEntry(widgets.EntryLook{Placeholder: w.T("import.path_hint"), Lead: "file", SelectAll: true})
	p.path.OnSubmitted = func(s string) { p.take(s) }
	p.field = widgets.NewField(w.T("import.path"), p.path, w.T("import.path_kinds"))
	p.watchPath = widgets.NewEntry(widgets.EntryLook{Placeholder: w.T("import.watch_path"), Lead: "folder", SelectAll: true})
	p.watchPath.OnSubmitted = p.watch
	p.watchField = widgets.NewField(w.T("import.watch_field"), p.watchPath, w.T("import.watch_hint"))
	t := func(key string) string { return w.T("import.column." + key) }
	p.table = widgets.NewTable([]widgets.Column{
		{Title: t("row"), Min: 44}, {Title: t("order"), Min: 100, Weight: 1}, {Title: t("customer"), Min: 80, Weight: 1, Leave: 1},
		{Title: t("result"), Min: 116, Leave: 2, KeepShape: true}, {Title: t("what"), Min: 180, Weight: 6},
	})
	p.table.Length, p.table.Row = func() int { return len(p.rows) }, p.row
	p.table.OnSelected = func(int) { p.showDetail() }
	p.table.OnActivated = func(int) { p.env.primaryOf(p.actions()) }
	p.table.OnShow = func(int) { p.split.SetOpen(true) }
}

func (p *importPage) view() fyne.CanvasObject { return p.root }

// open reads the channels, of which there may be new ones.
func (p *importPage) open(route) {
	p.reload()
	if p.stage == choosing {
		p.path.Focus()
		return
	}
	p.table.Focus()
}

// reload reads the channels again. What was found out about the file stays: it
// is of the moment at which it was compared.
func (p *importPage) reload() {
	run(p.env.work, &p.reading, p.env.desk.Setup, func(s desk.Setup, err error) {
		if err == nil {
			p.channels = s.Channels
		}
	})
	p.look()
}

func (p *importPage) actions() []action {
	var out []action
	switch p.stage {
	case previewed:
		switch take := (action{key: "take_in", primary: true, run: p.takeIn, word: p.takeWord(), refused: p.nothingNew()}); {
		case p.more() && p.taking() == 0:
			out = append(out, action{key: "next_file", primary: true, run: p.nextFile})
		case p.more():
			out = append(out, take, action{key: "skip_file", run: p.nextFile})
		default:
			out = append(out, take)
		}
		out = append(out, action{key: "report", icon: "export", run: p.save})
		out = append(out, action{key: "match_columns", run: p.match})
	case imported:
		if p.more() {
			out = append(out, action{key: "next_file", primary: true, run: p.nextFile})
		} else {
			out = append(out, action{key: "show_orders", primary: true, run: p.showOrders})
		}
		out = append(out, action{key: "report", icon: "export", run: p.save})
	case choosing:
		if p.unknown {
			out = append(out, action{key: "match_columns", run: p.match})
		}
	case matching:
		return []action{{key: "show_read", primary: true, run: p.sheet.done}}
	case previewing, importing:
		return []action{{key: "stop", run: p.stop}}
	}
	return append(out, action{key: "choose_file", icon: "folder", run: p.choose}, action{key: "choose_folder", icon: "folder", run: p.chooseFolder})
}

func (p *importPage) nothingNew() string {
	if p.file != nil && p.file.about.AskDays {
		return p.env.speak().T("import.ask_days_first")
	}
	if p.taking() == 0 {
		return p.env.speak().T("import.nothing_new")
	}
	return ""
}

// taking is how many orders the import would take in.
func (p *importPage) taking() int {
	return p.report.Counts[desk.Created] + p.report.Counts[desk.Changed]
}

func (p *importPage) takeWord() string {
	if p.claims() {
		return p.env.speak().N("import.take_cases", p.taking())
	}
	return p.env.speak().N("import.take", p.taking())
}

// claims says that the file holds returns or refunds, which become cases.
func (p *importPage) claims() bool { return p.file != nil && p.file.about.Claims }

// back stops what is at work, then leaves the file, then the page.
func (p *importPage) back() bool {
	switch {
	case p.stage == previewing || p.stage == importing:
		p.stop()
	case p.split != nil && p.split.Covers():
		p.split.SetOpen(false)
		p.table.Focus()
	case p.stage == matching && p.sheet.split.Covers():
		p.sheet.split.SetOpen(false)
	case p.stage != choosing:
		p.sheet, p.files = nil, nil
		p.leaveFile()
		p.path.Focus()
	default:
		return false
	}
	return true
}

// key sends Enter to the next thing while nothing else has the keyboard.
func (p *importPage) key(ev *fyne.KeyEvent) bool {
	if p.stage == choosing {
		return false
	}
	if p.stage == matching {
		if ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter {
			p.sheet.done()
			return true
		}
		return false
	}
	p.table.TypedKey(ev)
	return true
}

func (p *importPage) showOrders() { p.env.shell.open(route{page: "orders"}) }

// stop ends the reading; what was taken in before stays.
func (p *importPage) stop() { p.working.stop() }

// take opens a file, or all exports of a folder, and says what it would do.
func (p *importPage) take(path string) {
	if path = pathOf(path, ""); path != "" {
		p.takeAll([]string{path})
	}
}

// openFile opens one file as a person wants it read.
func (p *importPage) openFile(path string) {
	if path == "" || p.stage == importing {
		return
	}
	p.working.stop()
	p.closeFile()
	p.asked, p.stopped, p.unknown = path, "", false
	p.path.SetText(path)
	p.field.SetError("")
	p.papers.close()
	d, how := p.env.desk, p.how
	run(p.env.work, &p.working, func(ctx context.Context) (*openExport, error) {
		file, err := d.OpenExport(ctx, path, how)
		if err != nil {
			return nil, err
		}
		into, err := d.ChannelOf(ctx, file.About())
		return &openExport{export: file, about: file.About(), preset: into.ID}, err
	}, func(f *openExport, err error) {
		if err != nil {
			p.refuse(err)
			return
		}
		p.file, p.into = f, f.preset
		p.preview()
	})
}

// refuse says on the page why a file cannot be read. Its path stays in the
// field, and where the file is a table, a person may say what its columns mean.
func (p *importPage) refuse(err error) {
	p.stage, p.sheet = choosing, nil
	p.unknown = p.asked != "" && (errors.Is(err, domain.Code("import.header_unknown")) || errors.Is(err, domain.Code("import.columns_missing")))
	p.field.SetError(p.env.speak().Error(err))
	p.draw()
	p.path.Focus()
}

// leaveFile goes back to the choice of a file.
func (p *importPage) leaveFile() {
	p.closeFile()
	p.stage, p.report, p.stopped = choosing, desk.Report{}, ""
	p.papers.close()
	p.draw()
}

func (p *importPage) closeFile() {
	f := p.file
	p.file = nil
	if f == nil {
		return
	}
	run(p.env.work, nil, func(context.Context) (struct{}, error) { return struct{}{}, f.close() }, func(_ struct{}, err error) {
		if err != nil {
			p.env.prog.Log.WithField("code", "import.close").Warn("an export did not close")
		}
	})
}

// row is row i as the table shows it.
func (p *importPage) row(i int) widgets.RowData {
	return importRow(p.env, p.rows[i])
}

func (p *importPage) fileLine() string {
	w, a := p.env.speak(), p.file.about
	return w.T("import.about", domain.Args{"format": w.T("format." + a.Format), "encoding": w.T("encoding." + a.Encoding), "columns": strconv.Itoa(a.Matched)})
}

func (p *importPage) fileName() string { return filepath.Base(p.file.about.Name) }
