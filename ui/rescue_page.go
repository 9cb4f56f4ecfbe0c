package ui

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/ui/text"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// Rescue is what the window offers while the store cannot be opened.
type Rescue struct {
	Err      error // why it cannot
	Store    string
	Language string // of the system: whose the shop's is, nobody can read
	// Backups lists the backups, newest first; Verify reads one, all of it.
	Backups func(ctx context.Context) ([]desk.Backup, error)
	Verify  func(ctx context.Context, id string) (desk.Backup, error)
	// Restore, Look, UseSalvaged and Again give the program on the store as it is
	// then.
	Restore     func(ctx context.Context, id, secret string) (Program, error)
	Look        func(ctx context.Context) (Program, error) // to read what can be read
	Salvage     func(ctx context.Context) (Salvaged, error)
	UseSalvaged func(ctx context.Context, file string) (Program, error)
	Again       func(ctx context.Context) (Program, error)
	Begin       func(ctx context.Context) (Program, error) // a new shop where the store is gone; nil where there is one
}

// Salvaged is what could be read of a damaged store, in a new file.
type Salvaged struct {
	File    string
	Orders  int64
	Entries int64
	Unread  int // pages and rows that could not be
}

// rescuePage is the whole window while there is no store to show: what has
// happened, the backups that lead out of it, and what else can be tried. It
// changes nothing by itself.
type rescuePage struct {
	shell   *shell
	env     env
	r       *Rescue
	backups []desk.Backup
	good    map[string]bool // those that were read; false: damaged
	asked   *desk.Backup    // the one that is about to be restored
	key     *widgets.Entry
	fault   string
	busy    string // what is at work, in words
	done    *Salvaged

	reading, work ticket
}

// rescued is how many backups are offered.
const rescued = 8

// lead shows the way out of a store that cannot be opened.
func (s *shell) lead() {
	p := &rescuePage{shell: s, env: s.env, r: s.env.prog.Rescue, good: map[string]bool{}}
	s.window.SetCloseIntercept(s.window.Close)
	p.speak(languageOf(p.r.Language))
	p.list()
}

func (p *rescuePage) speak(lang text.Lang) {
	s := p.shell
	s.env.words = s.env.prog.Catalogue.In(lang, s.env.prog.Now().Location()).At(s.env.now())
	p.env = s.env
	s.window.SetTitle(p.env.words.T("app.name"))
	s.window.SetMainMenu(fyne.NewMainMenu(fyne.NewMenu(p.env.words.T("menu.file"), quitItem(s))))
	p.draw()
}

func quitItem(s *shell) *fyne.MenuItem {
	quit := fyne.NewMenuItem(s.env.words.T("action.quit"), s.window.Close)
	quit.IsQuit = true
	return quit
}

// list finds the backups and reads the newest of them, one after another.
func (p *rescuePage) list() {
	run(p.env.work, nil, p.r.Backups, func(all []desk.Backup, err error) {
		if err != nil {
			p.fault = p.env.words.Error(err)
		}
		p.backups = all[:min(len(all), rescued)]
		p.draw()
		p.verify(0)
	})
}

func (p *rescuePage) verify(i int) {
	if i >= len(p.backups) {
		return
	}
	id := p.backups[i].ID
	run(p.env.work, nil, func(ctx context.Context) (desk.Backup, error) { return p.r.Verify(ctx, id) }, func(_ desk.Backup, err error) {
		p.good[id] = err == nil
		if p.busy == "" && p.asked == nil {
			p.draw()
		}
		p.verify(i + 1)
	})
}

func (p *rescuePage) draw() {
	page := container.NewVScroll(container.New(&startLayout{}, widgets.NewColumn(0, p.column()...)))
	p.shell.stage = widgets.NewStage(widgets.NewOver(widgets.NewBox(theme.Surface, 0), page), p.env.work.after)
	p.shell.window.SetContent(p.shell.stage)
	if p.asked != nil && p.key != nil {
		p.key.Focus()
	}
}

func (p *rescuePage) column() []fyne.CanvasObject {
	w := p.env.words
	parts := []fyne.CanvasObject{
		widgets.NewText(w.T("rescue.title"), widgets.TextStyle{Size: 24, Whole: true}), space(8),
		widgets.NewBanner(widgets.BannerLook{Tone: theme.Late, Shape: theme.Octagon, Sentence: w.Error(p.r.Err)}, nil),
		space(8), widgets.NewParagraph(w.T(p.untouched()), widgets.Second()),
		space(4), widgets.NewRow(8, widgets.NewIcon("disk", theme.Muted, 16), widgets.Grow(widgets.NewText(p.r.Store, widgets.Small()))),
		space(16),
	}
	if p.fault != "" {
		parts = append(parts, widgets.NewBanner(widgets.BannerLook{Tone: theme.Warn, Sentence: p.fault}, nil), space(8))
	}
	switch {
	case p.busy != "":
		parts = append(parts, widgets.NewProgress(p.busy, w.T("action.cancel"), p.work.stop))
	case p.asked != nil:
		parts = append(parts, p.question()...)
	case p.done != nil:
		parts = append(parts, p.salvaged()...)
	default:
		parts = append(parts, p.offers()...)
	}
	return append(parts, space(24), p.languages())
}

// untouched says what became of the store.
func (p *rescuePage) untouched() string {
	if p.r.Begin != nil {
		return "rescue.lost"
	}
	return "rescue.untouched"
}

func (p *rescuePage) languages() fyne.CanvasObject {
	links := []fyne.CanvasObject{}
	for _, l := range text.Langs() {
		links = append(links, widgets.NewSmallLink(p.env.words.T("start.lang."+string(l)), func() { p.speak(l) }))
	}
	return widgets.NewRow(16, append(links, widgets.Gap())...)
}

// offers are the backups by date, and what else can be tried.
func (p *rescuePage) offers() []fyne.CanvasObject {
	w := p.env.words
	out := []fyne.CanvasObject{widgets.NewSection(w.T("rescue.backups"), "", nil), space(4)}
	if len(p.backups) == 0 {
		out = append(out, widgets.NewParagraph(w.T("rescue.none"), widgets.Plain()))
	}
	for _, b := range p.backups {
		out = append(out, backupRow(w, b, p.stateOf(b), p.chooser(b)), widgets.NewHairline())
	}
	out = append(out, space(16), widgets.NewSection(w.T("rescue.else"), "", nil), space(8))
	others := []fyne.CanvasObject{widgets.NewButton(widgets.ButtonLook{Word: w.T("backup.elsewhere"), Icon: "folder"}, p.elsewhere)}
	others = append(others, widgets.NewButton(widgets.ButtonLook{Word: w.T("rescue.again"), Icon: "refresh"}, p.again))
	if damagedStore(p.r.Err) {
		others = append(others, widgets.NewButton(widgets.ButtonLook{Word: w.T("rescue.look"), Icon: "eye"}, p.look),
			widgets.NewButton(widgets.ButtonLook{Word: w.T("rescue.salvage"), Icon: "shield"}, p.salvage))
	}
	if p.r.Begin != nil {
		others = append(others, widgets.NewButton(widgets.ButtonLook{Word: w.T("rescue.begin"), Icon: "shop"}, func() { p.into("rescue.opening", p.r.Begin, says("")) }))
	}
	others = append(others, widgets.NewButton(widgets.ButtonLook{Word: w.T("action.quit")}, p.shell.window.Close), widgets.Gap())
	return append(out, widgets.NewFlow(8, others...))
}

func damagedStore(err error) bool {
	e := domain.As(err)
	return e != nil && e.Kind == domain.Damaged
}

// stateOf is what is known of a backup: good, damaged, or still being read.
func (p *rescuePage) stateOf(b desk.Backup) string {
	good, read := p.good[b.ID]
	switch {
	case b.Fault != nil || read && !good:
		return "damaged"
	case !read:
		return "reading"
	}
	return "good"
}

func (p *rescuePage) chooser(b desk.Backup) *widgets.Button {
	look := widgets.ButtonLook{Word: p.env.words.T("backup.restore")}
	if p.stateOf(b) == "damaged" {
		look.Refused = p.env.words.T("backup.state.damaged")
	}
	return widgets.NewButton(look, func() {
		p.asked, p.key, p.fault = &b, nil, ""
		p.draw()
	})
}

// elsewhere asks for a backup that is in none of the folders the program knows.
func (p *rescuePage) elsewhere() {
	chooseBackup(p.env, func(b desk.Backup) {
		p.asked, p.key, p.fault = &b, nil, ""
		p.draw()
	})
}

// asking is the question before a restore: a store that is gone is not kept.
func (p *rescuePage) asking() string {
	if p.r.Begin != nil {
		return "backup.ask.lost"
	}
	return "backup.ask"
}

// question asks once, and for the key of a locked backup.
func (p *rescuePage) question() []fyne.CanvasObject {
	w, b := p.env.words, *p.asked
	parts := []fyne.CanvasObject{widgets.NewParagraph(backupWords(w, p.asking(), b), widgets.Plain()), space(8)}
	if mayAskKey(b) && p.key == nil {
		p.key = widgets.NewEntry(widgets.EntryLook{Placeholder: w.T("backup.key.optional"), Limit: 400, Secret: true})
		p.key.OnSubmitted = func(string) { p.restore() }
	}
	if mayAskKey(b) {
		parts = append(parts, widgets.NewField(w.T("backup.key"), p.key, w.T("backup.key.hint")), space(8))
	}
	return append(parts, widgets.NewRow(8, widgets.NewButton(widgets.ButtonLook{Word: w.T("backup.restore.do"), Kind: widgets.Primary}, p.restore),
		widgets.NewButton(widgets.ButtonLook{Word: w.T("action.cancel")}, func() { p.asked = nil; p.draw() }), widgets.Gap()))
}

func (p *rescuePage) restore() {
	b, secret := *p.asked, ""
	if p.key != nil {
		secret = p.key.Text()
	}
	p.into("backup.restoring", func(ctx context.Context) (Program, error) { return p.r.Restore(ctx, b.ID, secret) },
		func(next Program) string { return restoredWords(p.env.words, b, next) })
}

func (p *rescuePage) again() {
	p.into("rescue.opening", p.r.Again, says(""))
}

func (p *rescuePage) look() {
	p.into("rescue.opening", p.r.Look, says(p.env.words.T("rescue.looking")))
}

// says is a sentence that is the same whatever comes.
func says(sentence string) func(Program) string { return func(Program) string { return sentence } }

// into does what ends in another program, goes there, and says what has happened.
func (p *rescuePage) into(key string, do func(context.Context) (Program, error), said func(next Program) string) {
	p.busy, p.fault = p.env.words.T(key), ""
	p.draw()
	run(p.env.work, &p.work, do, func(next Program, err error) {
		p.busy = ""
		if err != nil && next.Desk == nil && next.Rescue == nil {
			p.failed(err)
			return
		}
		if next.Rescue != nil {
			next.Rescue.Language = string(p.env.words.Lang())
		}
		if err != nil { // the store was opened again, as it is
			p.shell.host.become(next, theme.Late, p.env.words.Error(err))
			return
		}
		p.shell.host.become(next, theme.Ok, said(next))
	})
}

func (p *rescuePage) failed(err error) {
	if !errors.Is(err, context.Canceled) {
		p.fault = p.env.words.Error(err)
	}
	if e := domain.As(err); e != nil && e.Field != "key" {
		p.asked = nil
	}
	p.draw()
}

func (p *rescuePage) salvage() {
	p.busy, p.fault = p.env.words.T("rescue.salvaging"), ""
	p.draw()
	run(p.env.work, &p.work, p.r.Salvage, func(s Salvaged, err error) {
		p.busy = ""
		if err != nil {
			p.failed(err)
			return
		}
		p.done = &s
		p.draw()
	})
}

// salvaged says what could be read, and asks whether to go on with it.
func (p *rescuePage) salvaged() []fyne.CanvasObject {
	w, s := p.env.words, *p.done
	args := domain.Args{"orders": int(s.Orders), "entries": int(s.Entries), "unread": s.Unread, "path": s.File}
	return []fyne.CanvasObject{widgets.NewParagraph(w.T("rescue.salvaged", args), widgets.Plain()), space(8),
		widgets.NewRow(8, widgets.NewButton(widgets.ButtonLook{Word: w.T("rescue.use"), Kind: widgets.Primary}, func() {
			p.done = nil
			p.into("rescue.opening", func(ctx context.Context) (Program, error) { return p.r.UseSalvaged(ctx, s.File) }, says(w.T("rescue.used")))
		}), widgets.NewButton(widgets.ButtonLook{Word: w.T("action.back")}, func() { p.done = nil; p.draw() }), widgets.Gap())}
}

// chooseBackup asks for a backup by its file.
func chooseBackup(e env, chosen func(desk.Backup)) {
	w := e.speak()
	chooseFiles(e, fileQuestion{wish: oneFile, title: w.T("chooser.title.restore"), purpose: "backup", fits: w.T("chooser.fits.shops"), endings: shopEndings,
		chosen: func(paths []string) { chosen(desk.Backup{ID: paths[0]}) }})
}

// backupWords is a sentence about a backup: by when it was made, or by its file
// where nobody has read it yet.
func backupWords(w *text.Words, key string, b desk.Backup) string {
	if b.Made.IsZero() {
		return w.T(key+"_file", domain.Args{"name": filepath.Base(b.ID)})
	}
	return w.T(key, domain.Args{"at": b.Made, "orders": int(b.Orders)})
}

// restoredWords says that a backup was restored, and that what stood there before
// is kept, where something did.
func restoredWords(w *text.Words, b desk.Backup, next Program) string {
	key := "backup.restored"
	if next.Kept == "" {
		key += ".lost"
	}
	return backupWords(w, key, b)
}

// mayAskKey says whether a backup may be locked: of a file that nobody has read
// that is not known.
func mayAskKey(b desk.Backup) bool { return b.Locked || b.Made.IsZero() }

// backupRow is a backup by its date: what is in it, what is known of it, and
// what can be done with it.
func backupRow(w *text.Words, b desk.Backup, state string, do *widgets.Button) fyne.CanvasObject {
	shape, tone := theme.Tick, theme.Ok
	switch state {
	case "damaged":
		shape, tone = theme.Octagon, theme.Late
	case "reading":
		shape, tone = theme.Half, theme.Muted
	}
	facts := []string{w.N("backup.orders", int(b.Orders)), w.T("backup.why." + b.Why)}
	if b.Fault != nil {
		facts = []string{w.Error(b.Fault)}
	}
	if b.Second {
		facts = append(facts, w.T("backup.second"))
	}
	if b.Other {
		facts = append(facts, w.T("backup.other"))
	}
	if b.Locked {
		facts = append(facts, w.T("backup.locked"))
	}
	words := widgets.NewColumn(0, widgets.NewText(w.FullMoment(b.Made), widgets.Plain()), widgets.NewText(w.List(facts), widgets.Small()))
	return widgets.NewInset(widgets.Inset{Top: 4, Bottom: 4}, widgets.NewRow(8, widgets.NewShape(shape, tone, 16), widgets.Grow(words),
		widgets.NewText(w.T("backup.state."+state), widgets.TextStyle{Size: 12, Colour: tone.Ink(), Whole: true}), do))
}
