package ui

import (
	"strconv"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/ui/present"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// draw shows the page at its stage.
func (p *importPage) draw() {
	switch p.stage {
	case choosing:
		p.split = nil
		p.root.Objects = []fyne.CanvasObject{p.choice()}
	case matching:
		p.split = nil
		p.root.Objects = []fyne.CanvasObject{p.sheet.view()}
	case previewing, importing:
		p.split = nil
		p.root.Objects = []fyne.CanvasObject{p.atWork()}
	default:
		p.split = widgets.NewMasterDetail(p.list(), p.detail, 376)
		p.root.Objects = []fyne.CanvasObject{p.split}
		p.showDetail()
	}
	p.root.Refresh()
}

// choice asks for a file.
func (p *importPage) choice() fyne.CanvasObject {
	w := p.env.speak()
	parts := []fyne.CanvasObject{}
	if p.stopped != "" {
		parts = append(parts, widgets.NewBanner(widgets.BannerLook{Tone: theme.Info, Sentence: p.stopped}, nil))
	}
	kind := widgets.Primary
	if p.unknown { // there is a nearer step
		kind = ""
	}
	button := widgets.NewButton(widgets.ButtonLook{Word: w.T("action.choose_file"), Icon: "folder", Kind: kind}, p.choose)
	folder := widgets.NewButton(widgets.ButtonLook{Word: w.T("action.choose_folder"), Icon: "folder"}, p.chooseFolder)
	parts = append(parts, widgets.NewParagraph(w.T("import.intro"), widgets.Second()), p.field)
	if p.unknown {
		parts = append(parts, widgets.NewRow(12, widgets.NewButton(widgets.ButtonLook{Word: w.T("action.match_columns"), Kind: widgets.Primary}, p.match),
			widgets.NewText(w.T("import.map.offer"), widgets.Third())))
	}
	if p.more() {
		parts = append(parts, widgets.NewRow(12, widgets.NewButton(widgets.ButtonLook{Word: w.T("action.next_file")}, p.nextFile), widgets.Gap()))
	}
	parts = append(parts, widgets.NewRow(12, button, folder, widgets.NewText(w.T("import.drop"), widgets.Third())),
		widgets.NewParagraph(w.T("import.promise"), widgets.Small()), p.watching())
	head := widgets.NewPageHeader(w.T("page.import"), nil)
	// A line of text is read best at no more than 640.
	return widgets.NewPage([]fyne.CanvasObject{head}, widgets.NewBody(widgets.Inset{Left: 16, Top: 16, Right: 16, Bottom: 16}, 16,
		widgets.NewAtMost(640, widgets.NewColumn(16, parts...))))
}

// begin shows the bar of what is about to run.
func (p *importPage) begin() {
	w := p.env.speak()
	p.progress = widgets.NewProgress(w.T("import.opening"), w.T("action.cancel"), p.stop)
	p.draw()
}

// advance moves the bar.
func (p *importPage) advance(orders, total int, share float64) {
	w := p.env.speak()
	words := w.T("import.reading", domain.Args{"n": orders})
	if p.stage == importing {
		words = w.T("import.importing", domain.Args{"n": orders, "of": max(total, orders)})
	}
	p.progress.Set(words, float32(share))
}

// atWork is the page while a file is read.
func (p *importPage) atWork() fyne.CanvasObject {
	w := p.env.speak()
	head := widgets.NewPageHeader(w.T("page.import"), widgets.NewText(p.placeLine(), widgets.Third()))
	word := w.T("import.nothing_yet")
	if p.stage == importing {
		word = w.T("import.what_stays")
	}
	return widgets.NewPage([]fyne.CanvasObject{head}, widgets.NewBody(widgets.Inset{Left: 16, Top: 16, Right: 16, Bottom: 16}, 12,
		widgets.NewText(p.fileLine(), widgets.Second()), widgets.NewAtMost(520, p.progress), widgets.NewParagraph(word, widgets.Small())))
}

// list is what the file does, order by order.
func (p *importPage) list() fyne.CanvasObject {
	w := p.env.speak()
	again := widgets.NewButton(widgets.ButtonLook{Word: w.T("import.other_file"), Icon: "folder"}, p.choose)
	buttons := []fyne.CanvasObject{again}
	if p.stage == previewed {
		buttons = []fyne.CanvasObject{widgets.NewButton(widgets.ButtonLook{Word: w.T("action.match_columns")}, p.match), again}
	}
	head := widgets.NewPlainPageHeader(w.T("page.import"), widgets.NewText(p.placeLine(), widgets.Third()), buttons...)
	top := []fyne.CanvasObject{head, widgets.NewInset(widgets.Inset{Left: 16, Right: 16, Bottom: 4}, widgets.NewText(p.fileLine(), widgets.Second())), widgets.NewSized(0, 40, widgets.NewInset(widgets.Inset{Left: 16, Right: 16, Bottom: 8}, p.readingRow()))}
	if p.stage == previewed && p.file.about.AskDays {
		top = append(top, widgets.NewInset(widgets.Inset{Left: 16, Right: 16, Bottom: 8}, p.askDays()))
	}
	if p.stopped != "" {
		top = append(top, widgets.NewInset(widgets.Inset{Left: 16, Right: 16, Bottom: 8}, widgets.NewBanner(widgets.BannerLook{Tone: theme.Warn, Sentence: p.stopped}, nil)))
	}
	if p.stage == imported {
		said := "import.done_said"
		if p.claims() {
			said = "import.done_cases"
		}
		done := w.N(said, p.taking(), domain.Args{"count": p.taking(), "new": p.report.Counts[desk.Created], "changed": p.report.Counts[desk.Changed]})
		top = append(top, widgets.NewInset(widgets.Inset{Left: 16, Right: 16, Bottom: 8}, widgets.NewBanner(widgets.BannerLook{Tone: theme.Ok, Sentence: done}, nil)))
	}
	top = append(top, p.figures())
	foot := w.N("import.rows_read", p.report.Rows, domain.Args{"count": p.report.Rows})
	right := w.T("import.nothing_in")
	switch {
	case p.taking() == 0:
		right = p.nothingNew()
	case p.stage == imported:
		right = w.N("import.done", p.taking(), domain.Args{"count": p.taking()})
		if p.claims() {
			right = ""
		}
	}
	if p.report.Cut {
		foot += w.T("common.comma") + w.T("import.cut")
	}
	return widgets.NewPage(top, p.table, widgets.NewListFoot(widgets.NewText(foot, widgets.Small()), widgets.NewText(right, widgets.Small())))
}

func key(id domain.ID) string { return strconv.FormatInt(int64(id), 10) }

func (p *importPage) channelOptions() []widgets.Option {
	var out []widgets.Option
	for _, c := range p.channels {
		if !c.Archived {
			out = append(out, widgets.Option{Key: key(c.ID), Word: c.Name})
		}
	}
	return out
}

func (p *importPage) channelName(id domain.ID) string {
	for _, c := range p.channels {
		if c.ID == id {
			return c.Name
		}
	}
	return ""
}

// choosesChannel compares the file with another channel's orders.
func (p *importPage) choosesChannel(chosen string) {
	id, err := strconv.ParseInt(chosen, 10, 64)
	if err != nil || domain.ID(id) == p.into {
		return
	}
	p.into = domain.ID(id)
	p.preview()
}

// figures count the results; each is a filter, and taken away by itself.
func (p *importPage) figures() fyne.CanvasObject {
	var cells []widgets.FigureCell
	for _, r := range []desk.Result{desk.Created, desk.Changed, desk.Unchanged, desk.Review} {
		m := present.Result(p.env.speak(), r)
		tone := theme.Tone(m.Tone)
		n := p.report.Counts[r]
		if n == 0 {
			tone = theme.Muted
		}
		cells = append(cells, widgets.FigureCell{Label: m.Word, Figure: p.env.speak().Number(int64(n)), Shape: m.Shape, Tone: tone, Large: true,
			On: p.shown == r, Tapped: func() { p.narrow(other(p.shown, r)); p.draw() }})
	}
	return widgets.NewFiguresStrip(cells...)
}

func importRow(e env, o desk.Outcome) widgets.RowData {
	l := present.Outcome(e.speak(), o)
	row := ""
	if o.Row > 0 {
		row = strconv.Itoa(o.Row)
	}
	number := widgets.Cell{Text: l.Number, Tone: theme.Strong}
	if l.Number != l.Whole {
		number.Tip = l.Whole
	}
	result := cellOf(l.Result)
	what := widgets.Cell{Text: l.What}
	if l.Offered {
		what.Icon, what.IconTone = "agree", theme.Info
	}
	return widgets.RowData{Cells: []widgets.Cell{{Text: row, Tone: theme.Muted}, number, {Text: l.Customer, Tone: theme.Strong}, result, what}}
}

// choose asks for files, which are taken one after the other.
func (p *importPage) choose() { p.ask(someFiles, "import", p.takeAll) }

// chooseFolder takes all exports of a folder, one after the other.
func (p *importPage) chooseFolder() { p.ask(aFolder, "import_folder", p.takeAll) }

// ask asks for exports of this machine, nearest to those that were taken last.
func (p *importPage) ask(wish fileWish, title string, chosen func([]string)) {
	if p.stage == importing {
		return
	}
	w := p.env.speak()
	chooseFiles(p.env, fileQuestion{wish: wish, title: w.T("chooser.title." + title), purpose: "import", fits: map[bool]string{true: w.T("chooser.fits.exports")}[wish == someFiles],
		endings: exportEndings, at: p.asked, chosen: chosen})
}

// exportEndings are the files that may hold orders.
var exportEndings = []string{".csv", ".tsv", ".txt", ".xlsx"}
