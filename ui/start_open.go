package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// opening is the third way to begin: a shop that was saved elsewhere, whole or
// as a backup. It asks for a key only when it meets a locked one.
func (p *startPage) opening() []fyne.CanvasObject {
	w := p.env.words
	if p.busy || !p.opens() {
		return nil
	}
	if p.locked == "" {
		return []fyne.CanvasObject{space(8), widgets.NewRow(0, widgets.NewButton(widgets.ButtonLook{Word: w.T("start.open"), Icon: "folder", Kind: widgets.Quiet}, p.choose), widgets.Gap())}
	}
	p.key = widgets.NewEntry(widgets.EntryLook{Limit: 400, Secret: true})
	p.key.OnSubmitted = func(string) { p.open(p.locked, p.key.Text()) }
	return []fyne.CanvasObject{space(16), widgets.NewText(w.T("start.key"), widgets.Strong()), widgets.NewField("", p.key, p.locked), space(8),
		widgets.NewRow(8, widgets.NewButton(widgets.ButtonLook{Word: w.T("backup.restore")}, func() { p.open(p.locked, p.key.Text()) }),
			widgets.NewButton(widgets.ButtonLook{Word: w.T("action.cancel"), Kind: widgets.Quiet}, func() { p.locked, p.fault = "", ""; p.draw() }), widgets.Gap())}
}

// opens says whether a backup can take the place of the empty shop: that of a
// server cannot.
func (p *startPage) opens() bool { return p.env.prog.Restore != nil && p.shell.host != nil }

func (p *startPage) choose() {
	if p.busy {
		return
	}
	w := p.env.words
	chooseFiles(p.env, fileQuestion{wish: oneFile, title: w.T("chooser.title.open"), purpose: "backup", fits: w.T("chooser.fits.shops"), endings: shopEndings,
		chosen: func(paths []string) { p.open(paths[0], "") }})
}

// shopEndings are the files that hold a whole shop.
var shopEndings = []string{desk.ArchiveSuffix, ".aftercare-backup"}

// open puts the shop of a backup in the place of the empty one.
func (p *startPage) open(path, secret string) {
	p.busy, p.restoring, p.fault = true, true, ""
	p.draw()
	run(p.env.work, &p.filled, func(ctx context.Context) (Program, error) { return p.env.prog.Restore(ctx, path, secret) },
		func(next Program, err error) {
			p.busy, p.restoring = false, false
			switch {
			case err == nil:
				p.shell.host.become(next, theme.Ok, "")
				return
			case next.Desk != nil: // the old place was left before it went wrong
				p.shell.host.become(next, theme.Late, p.env.words.Error(err))
				return
			}
			p.locked = ""
			if e := domain.As(err); e != nil && e.Field == "key" {
				p.locked = path
			}
			p.failed(err)
			if p.locked != "" {
				p.key.Focus()
			}
		})
}
