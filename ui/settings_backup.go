package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/ui/paper"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// backupSection shows how safe the shop is, and does what makes it safer. All
// of it is done at once, so there is nothing to save.
type backupSection struct {
	page  *settingsPage
	state desk.BackupState
	read  bool
	gone  error          // why there is no state
	asked *desk.Backup   // the one that is about to be restored
	left  string         // the id of the one that was asked for, and left
	hand  fyne.Focusable // what a question gives the keyboard to, and its row once it is answered
	busy  string         // what is at work, in words
	made  string         // what was done last

	place, passphrase, key *widgets.Entry
	placeField, passField  *widgets.Field
	keyField               *widgets.Field
	papers                 *papers
	top, list              *fyne.Container
	root                   fyne.CanvasObject
	reading, work          ticket
}

// listed is how many backups are shown.
const listed = 20

func newBackupSection(p *settingsPage) section {
	w := p.env.words
	s := &backupSection{page: p, top: widgets.NewColumn(8), list: widgets.NewColumn(0)}
	s.papers = newPapers(p.env, func() { s.root.Refresh() })
	s.place = widgets.NewEntry(widgets.EntryLook{Placeholder: w.T("backup.place.example"), Limit: 1000})
	s.place.OnSubmitted = func(string) { s.setPlace() }
	s.placeField = widgets.NewSideField(w.T("backup.place"), settingsLabel, s.place, settingsWide, w.T("backup.place.hint"))
	s.passphrase = widgets.NewEntry(widgets.EntryLook{Limit: 200, Secret: true})
	s.passphrase.OnSubmitted = func(string) { s.lock() }
	s.passField = widgets.NewSideField(w.T("backup.passphrase"), settingsLabel, s.passphrase, settingsWide, w.T("backup.passphrase.hint"))
	head := widgets.NewPageHeader(w.T("settings.section.backup"), nil)
	s.root = widgets.NewPage([]fyne.CanvasObject{head}, widgets.NewBody(settingsRoom, 8, s.top, s.list), s.papers.view())
	return s
}

// show reads the state anew each time the settings are.
func (s *backupSection) show(desk.Setup) { s.reload() }

func (s *backupSection) reload() {
	e := s.page.env
	run(e.work, &s.reading, e.desk.BackupState, func(state desk.BackupState, err error) {
		if s.state.Second != state.Second || !s.read {
			s.place.SetText(state.Second)
		}
		s.state, s.gone, s.read = state, err, true
		s.draw()
	})
}

func (s *backupSection) draw() {
	s.top.RemoveAll()
	s.list.RemoveAll()
	w := s.page.env.speak()
	if s.gone != nil {
		s.top.Add(widgets.NewParagraph(w.Error(s.gone), widgets.Plain()))
		s.top.Refresh()
		s.root.Refresh()
		return
	}
	for _, warning := range backupWarnings(s.page.env, s.state) {
		s.top.Add(widgets.NewBanner(warning, nil))
	}
	for _, part := range []func(){s.drawState, s.drawPlace, s.drawLock, s.drawList} {
		part()
	}
	s.top.Refresh()
	s.list.Refresh()
	s.root.Refresh()
}

// backupWarnings are what an owner must know, the worst first.
func backupWarnings(e env, b desk.BackupState) []widgets.BannerLook {
	w := e.speak()
	var out []widgets.BannerLook
	warn := func(tone theme.Tone, key string, args domain.Args) {
		out = append(out, widgets.BannerLook{Tone: tone, Sentence: w.T(key, args)})
	}
	if b.Damage != "" {
		warn(theme.Late, "backup.warn.damage", domain.Args{"why_key": "error." + b.Damage})
	}
	if b.Rotten > 0 {
		out = append(out, widgets.BannerLook{Tone: theme.Late, Sentence: w.N("backup.warn.rotten", b.Rotten)})
	}
	if b.Tight {
		warn(theme.Warn, "backup.warn.tight", domain.Args{"room": w.Bytes(b.Room), "size": w.Bytes(b.Size)})
	}
	if b.Risk != "" {
		warn(theme.Warn, "backup.warn."+b.Risk, domain.Args{"path": e.prog.Store})
	}
	if b.ClockOff {
		warn(theme.Warn, "backup.warn.clock", domain.Args{"at": b.Last})
	}
	if b.Drill.Code != "" {
		warn(theme.Late, "backup.warn.drill", domain.Args{"at": b.Drill.At, "why_key": "error." + b.Drill.Code})
	}
	if b.Second == "" {
		warn(theme.Info, "backup.warn.no_second", nil)
	} else if e.now().Sub(b.Copied) > staleCopy {
		warn(theme.Warn, "backup.warn.old_second", nil)
	}
	return out
}

// staleCopy is the age at which a copy on another disk is an old one.
const staleCopy = 7 * 24 * time.Hour

func (s *backupSection) drawState() {
	e, b := s.page.env, s.state
	w := e.speak()
	when := func(at time.Time) string {
		if at.IsZero() {
			return w.T("backup.never")
		}
		return w.Moment(at)
	}
	last := when(b.Last)
	if !b.Last.IsZero() && b.Changed {
		last += w.T("common.comma") + w.T("backup.changed_since")
	}
	drill := when(b.Drill.At)
	if !b.Drill.At.IsZero() && b.Drill.Code == "" {
		drill += w.T("common.comma") + w.T("backup.drill.good")
	}
	s.top.Add(widgets.NewKeyValue(settingsLabel,
		widgets.KeyValueRow{Label: w.T("backup.last"), Value: last},
		widgets.KeyValueRow{Label: w.T("backup.copied"), Value: when(b.Copied)},
		widgets.KeyValueRow{Label: w.T("backup.drill"), Value: drill},
		widgets.KeyValueRow{Label: w.T("backup.sound"), Value: when(b.Sound)},
		widgets.KeyValueRow{Label: w.T("backup.folder"), Value: b.Folder},
	))
	if s.busy != "" {
		s.top.Add(widgets.NewProgress(s.busy, w.T("action.cancel"), s.work.stop))
		return
	}
	if s.made != "" {
		s.top.Add(widgets.NewRow(6, widgets.NewShape(theme.Tick, theme.Ok, 16), widgets.Grow(widgets.NewText(s.made, widgets.Plain()))))
	}
	s.top.Add(widgets.NewRow(8, widgets.NewButton(widgets.ButtonLook{Word: w.T("backup.make"), Icon: "disk", Kind: widgets.Primary}, s.make),
		widgets.NewButton(widgets.ButtonLook{Word: w.T("backup.try"), Icon: "shield"}, s.drill),
		widgets.NewButton(widgets.ButtonLook{Word: w.T("backup.whole"), Icon: "folder"}, s.whole), widgets.Gap()))
}

func (s *backupSection) drawPlace() {
	w := s.page.env.speak()
	s.top.Add(groupHead(w.T("backup.group.place"), false))
	s.top.Add(s.placeField)
	buttons := []fyne.CanvasObject{widgets.NewButton(widgets.ButtonLook{Word: w.T("backup.place.choose"), Icon: "folder"}, s.choose),
		widgets.NewButton(widgets.ButtonLook{Word: w.T("backup.place.set")}, s.setPlace)}
	if s.state.Second != "" {
		buttons = append(buttons, widgets.NewButton(widgets.ButtonLook{Word: w.T("backup.place.none"), Kind: widgets.Quiet}, func() {
			s.place.SetText("")
			s.setPlace()
		}))
	}
	s.top.Add(widgets.NewInset(widgets.Inset{Left: settingsLabel}, widgets.NewRow(8, append(buttons, widgets.Gap())...)))
	switch {
	case s.state.Second != "" && !s.state.There:
		s.note("backup.place.away")
	case s.state.OneDisk:
		s.note("backup.place.one_disk")
	}
}

func (s *backupSection) note(key string) {
	s.top.Add(widgets.NewInset(widgets.Inset{Left: settingsLabel}, widgets.NewParagraph(s.page.env.speak().T(key), widgets.TextStyle{Size: 12, Colour: theme.WarnInk})))
}

func (s *backupSection) drawLock() {
	w := s.page.env.speak()
	s.top.Add(groupHead(w.T("backup.group.lock"), false))
	if s.state.Locked {
		s.top.Add(widgets.NewRow(8, widgets.NewIcon("lock", theme.Ok, 16), widgets.Grow(widgets.NewParagraph(w.T("backup.is_locked"), widgets.Plain()))))
		s.top.Add(widgets.NewRow(8, widgets.NewButton(widgets.ButtonLook{Word: w.T("backup.unlock")}, s.unlock), widgets.Gap()))
		return
	}
	s.top.Add(widgets.NewParagraph(w.T("backup.lock.what"), widgets.Second()))
	s.top.Add(s.passField)
	s.top.Add(widgets.NewInset(widgets.Inset{Left: settingsLabel}, widgets.NewRow(8, widgets.NewButton(widgets.ButtonLook{Word: w.T("backup.lock"), Icon: "lock"}, s.lock), widgets.Gap())))
}

// drawList lists the backups; the one that is about to be restored asks once.
func (s *backupSection) drawList() {
	e := s.page.env
	w := e.speak()
	s.list.Add(groupHead(w.T("backup.group.list"), false))
	if s.asked != nil && s.asked.Made.IsZero() {
		s.list.Add(s.question(*s.asked))
	} else if e.prog.Restore != nil && e.shell.host != nil {
		s.list.Add(widgets.NewRow(8, widgets.NewButton(widgets.ButtonLook{Word: w.T("backup.elsewhere"), Icon: "folder"}, s.elsewhere), widgets.Gap()))
	}
	if len(s.state.Backups) == 0 {
		s.list.Add(widgets.NewParagraph(w.T("backup.none_yet"), widgets.Second()))
	}
	for _, b := range s.state.Backups[:min(len(s.state.Backups), listed)] {
		if s.asked != nil && s.asked.ID == b.ID {
			s.list.Add(s.question(b))
			continue
		}
		state := "kept"
		if b.Fault != nil {
			state = "damaged"
		}
		look := widgets.ButtonLook{Word: w.T("backup.restore")}
		if e.prog.Restore == nil || e.shell.host == nil {
			look.Refused = w.T("error.store.server")
		}
		ask := widgets.NewButton(look, func() { s.askFor(&b) })
		if s.left == b.ID {
			s.hand = ask
		}
		s.list.Add(backupRow(w, b, state, ask))
		s.list.Add(widgets.NewHairline())
	}
}

// elsewhere asks for a backup that is in none of the folders the program knows.
func (s *backupSection) elsewhere() {
	chooseBackup(s.page.env, func(b desk.Backup) { s.askFor(&b) })
}

// askFor asks whether a backup shall be restored, nil to ask no more, and leads
// the keyboard and the eye there: the question may stand below the edge.
func (s *backupSection) askFor(b *desk.Backup) {
	s.left = ""
	if b == nil && s.asked != nil {
		s.left = s.asked.ID
	}
	s.asked, s.key, s.hand = b, nil, nil
	s.draw()
	if at := s.hand; at != nil { // once it has its place, or the page would scroll elsewhere
		s.page.env.work.after(oneFrame, func() { s.page.env.shell.window.Canvas().Focus(at) })
	}
}

// oneFrame is enough for what is new on a page to be laid out.
const oneFrame = 50 * time.Millisecond

func (s *backupSection) question(b desk.Backup) fyne.CanvasObject {
	w := s.page.env.speak()
	parts := []fyne.CanvasObject{widgets.NewParagraph(backupWords(w, "backup.ask", b), widgets.Plain())}
	if b.Other {
		parts = append(parts, widgets.NewParagraph(w.T("backup.ask.other"), widgets.TextStyle{Size: 14, Colour: theme.WarnInk}))
	}
	if mayAskKey(b) {
		s.key = widgets.NewEntry(widgets.EntryLook{Placeholder: w.T("backup.key.optional"), Limit: 400, Secret: true})
		s.keyField = widgets.NewField(w.T("backup.key"), s.key, w.T("backup.key.hint"))
		parts = append(parts, s.keyField)
	}
	leave := widgets.NewButton(widgets.ButtonLook{Word: w.T("action.cancel"), Kind: widgets.Quiet}, func() { s.askFor(nil) })
	s.hand = leave
	parts = append(parts, widgets.NewRow(8, widgets.NewButton(widgets.ButtonLook{Word: w.T("backup.restore.do"), Kind: widgets.Danger}, s.restore), leave, widgets.Gap()))
	return widgets.NewCard(widgets.NewInset(widgets.Around(12), widgets.NewColumn(8, parts...)))
}

// lengthy does something that takes its time, and then reads the state anew.
func lengthy[T any](s *backupSection, key string, do func(context.Context) (T, error), done func(T)) {
	e := s.page.env
	s.busy, s.made = e.speak().T(key), ""
	s.draw()
	run(e.work, &s.work, do, func(v T, err error) {
		s.busy = ""
		if err != nil {
			s.failed(err)
		} else {
			done(v)
		}
		s.reload()
		e.shell.lookSafe()
	})
}

// failed shows a fault under its field, or on top.
func (s *backupSection) failed(err error) {
	w := s.page.env.speak()
	for _, f := range faultsOf(err) {
		field := map[string]*widgets.Field{"place": s.placeField, "passphrase": s.passField}[f.Field]
		if field == nil {
			s.page.env.shell.fail(err)
			return
		}
		field.SetError(w.Error(f.error))
	}
}

func (s *backupSection) make() {
	w := s.page.env.speak()
	lengthy(s, "backup.making", s.page.env.desk.MakeBackup, func(b desk.Backup) {
		s.made = w.T("backup.made", domain.Args{"at": b.Made, "orders": int(b.Orders)})
	})
}

func (s *backupSection) drill() {
	w := s.page.env.speak()
	lengthy(s, "backup.trying", s.page.env.desk.DrillBackup, func(desk.BackupDrill) { s.made = w.T("backup.tried") })
}

// choose asks where the second copy goes.
func (s *backupSection) choose() {
	e := s.page.env
	chooseFiles(e, fileQuestion{wish: aFolder, title: e.speak().T("chooser.title.place"), purpose: "place", at: pathOf(s.place.Text(), ""), chosen: func(paths []string) {
		s.place.SetText(paths[0])
		s.setPlace()
	}})
}

func (s *backupSection) setPlace() {
	s.placeField.SetError("")
	w, dir := s.page.env.speak(), pathOf(s.place.Text(), "")
	lengthy(s, "backup.placing", func(ctx context.Context) (desk.BackupState, error) {
		state, err := s.page.env.desk.PlaceBackups(ctx, desk.BackupPlace{Place: dir})
		if err == nil && dir != "" {
			_, err = s.page.env.desk.MakeBackup(ctx) // a place without a copy helps nobody
		}
		return state, err
	}, func(desk.BackupState) {
		s.made = w.T("backup.placed")
		if dir == "" {
			s.made = w.T("backup.unplaced")
		}
	})
}

// lock locks the backups and makes the sheet that opens them.
func (s *backupSection) lock() {
	s.passField.SetError("")
	e := s.page.env
	w, phrase := e.speak(), s.passphrase.Text()
	lengthy(s, "backup.locking", func(ctx context.Context) (desk.BackupKey, error) {
		return e.desk.LockBackups(ctx, desk.BackupLock{Passphrase: phrase})
	}, func(k desk.BackupKey) {
		s.passphrase.SetText("")
		s.made = w.T("backup.locked_now")
		s.papers.press(w.T("paper.recovery.title"), func(ctx context.Context, press *paper.Press) (paper.Paper, error) {
			return press.Recovery(paper.Recovery{Shop: paper.Shop{Names: []string{k.Shop}}, Secret: k.Secret, Made: k.Made}, e.paperSetting(paper.A5))
		})
	})
}

func (s *backupSection) unlock() {
	e, w := s.page.env, s.page.env.speak()
	lengthy(s, "backup.unlocking", func(ctx context.Context) (struct{}, error) { return struct{}{}, e.desk.UnlockBackups(ctx) },
		func(struct{}) { s.made = w.T("backup.unlocked_now") })
}

// restore puts the chosen backup in the place of the shop.
func (s *backupSection) restore() {
	e, b, secret := s.page.env, *s.asked, ""
	if s.key != nil {
		secret = s.key.Text()
	}
	s.busy = e.speak().T("backup.restoring")
	s.draw()
	run(e.work, &s.work, func(ctx context.Context) (Program, error) {
		if err := e.desk.MayRestore(ctx); err != nil {
			return Program{}, err
		}
		return e.prog.Restore(ctx, b.ID, secret)
	}, func(next Program, err error) {
		s.busy = ""
		switch {
		case next.Desk != nil && err != nil:
			e.shell.host.become(next, theme.Late, e.speak().Error(err))
		case err == nil:
			e.shell.host.become(next, theme.Ok, restoredWords(e.speak(), b, next))
		default:
			s.refused(err)
		}
	})
}

func (s *backupSection) refused(err error) {
	e := s.page.env
	if d := domain.As(err); d != nil && d.Field == "key" && s.keyField != nil {
		typed := s.key.Text()
		s.draw()
		s.key.SetText(typed)
		s.keyField.SetError(e.speak().Error(err))
		return
	}
	s.asked = nil
	s.draw()
	e.shell.fail(err)
}

func (s *backupSection) view() fyne.CanvasObject { return s.root }
func (s *backupSection) touched() bool           { return false }
func (s *backupSection) save(then func())        { then() }
func (s *backupSection) discard()                {}
func (s *backupSection) ask(bool)                {}
func (s *backupSection) keep() any               { return nil }
func (s *backupSection) regain(any)              {}
