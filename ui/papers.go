package ui

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/ui/paper"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// papers makes what a page prints and tells where it is: a paper is laid out
// and kept off the screen's goroutine, then a bar names it, with Print and Open.
// A page shows view above its action bar and offers papers.actions.
type papers struct {
	env  env
	root *fyne.Container
	made ticket
	last keptPaper
	busy bool
	// Changed tells the page that the bar came or went.
	Changed func()
}

// keptPaper is a paper or a report that lies in the papers' folder.
type keptPaper struct {
	title    string
	path     string
	prints   bool
	warnings domain.Errors
}

func newPapers(e env, changed func()) *papers {
	return &papers{env: e, root: widgets.NewColumn(0), Changed: changed}
}

// view is the bar; it takes no room while there is nothing to tell.
func (p *papers) view() fyne.CanvasObject { return p.root }

// refused says why no paper can be made here, "" when one can.
func (p *papers) refused() string {
	if p.env.prog.Press == nil || p.env.prog.Output == nil {
		return p.env.speak().T("papers.no_folder")
	}
	return ""
}

// press makes a paper, keeps it and tells so. title is what it is called:
// "Packing slip LS-10455". A refusal of build goes to the shell's notice.
func (p *papers) press(title string, build func(ctx context.Context, press *paper.Press) (paper.Paper, error)) {
	if r := p.refused(); r != "" {
		p.env.shell.say(theme.Info, r)
		return
	}
	p.make(func(ctx context.Context) (keptPaper, error) {
		made, err := build(ctx, p.env.prog.Press)
		if err != nil {
			return keptPaper{}, err
		}
		path, err := p.env.prog.Output.Save(made.Name, made.PDF)
		return keptPaper{title: title, path: path, prints: true, warnings: made.Warnings}, err
	})
}

// keep makes a file that is not printed, a report, under a name and tells so.
func (p *papers) keep(title, name string, build func(ctx context.Context) ([]byte, error)) {
	if p.env.prog.Output == nil {
		p.env.shell.say(theme.Info, p.env.speak().T("papers.no_folder"))
		return
	}
	p.make(func(ctx context.Context) (keptPaper, error) {
		data, err := build(ctx)
		if err != nil {
			return keptPaper{}, err
		}
		path, err := p.env.prog.Output.Save(name, data)
		return keptPaper{title: title, path: path}, err
	})
}

func (p *papers) make(work func(ctx context.Context) (keptPaper, error)) {
	if p.busy {
		return
	}
	p.busy = true
	run(p.env.work, &p.made, work, func(k keptPaper, err error) {
		p.busy = false
		if err != nil {
			p.env.shell.fail(err)
			return
		}
		p.last = k
		p.show()
	})
}

// actions are Print, while a paper is told of.
func (p *papers) actions() []action {
	if p.last.path == "" || !p.last.prints {
		return nil
	}
	return []action{{key: "print", icon: "print", run: p.print}}
}

func (p *papers) print() {
	p.hand(func(o Output, path string) error { return o.Print(path) }, "papers.printing")
}

func (p *papers) open() {
	p.hand(func(o Output, path string) error { return o.Show(path) }, "")
}

// copy puts a copy where a person says: on a stick, in the accountant's folder.
func (p *papers) copy() {
	k, w := p.last, p.env.speak()
	chooseFiles(p.env, fileQuestion{wish: saveAs, title: w.T("chooser.title.copy"), purpose: "paper", name: filepath.Base(k.path), endings: []string{filepath.Ext(k.path)}, fits: filepath.Ext(k.path),
		chosen: func(paths []string) {
			run(p.env.work, nil, func(context.Context) (struct{}, error) { return struct{}{}, p.env.prog.Output.Copy(k.path, paths[0]) }, func(_ struct{}, err error) {
				if err != nil {
					p.env.shell.fail(err)
					return
				}
				p.env.shell.toast(w.T("papers.copied", domain.Args{"path": paths[0]}))
			})
		}})
}

// hand gives the file to another program, which may keep one waiting.
func (p *papers) hand(to func(o Output, path string) error, said string) {
	k, o := p.last, p.env.prog.Output
	run(p.env.work, nil, func(context.Context) (struct{}, error) { return struct{}{}, to(o, k.path) }, func(_ struct{}, err error) {
		if err != nil {
			p.env.shell.fail(err)
			return
		}
		if said != "" {
			p.env.shell.toast(p.env.speak().T(said, domain.Args{"paper": k.title}))
		}
	})
}

// close takes the bar away, as when another record is shown.
func (p *papers) close() {
	p.made.drop() // one under way belongs to the record before
	p.busy = false
	if p.last.path == "" {
		return
	}
	p.last = keptPaper{}
	p.root.Objects = nil
	p.tell()
}

func (p *papers) show() {
	w := p.env.speak()
	tone, shape := theme.Ok, theme.Tick
	if len(p.last.warnings) > 0 {
		tone, shape = theme.Warn, theme.Triangle
	}
	parts := []fyne.CanvasObject{widgets.NewShape(shape, tone, 16), widgets.Grow(widgets.NewText(p.last.title, widgets.Plain()))}
	if p.last.prints {
		parts = append(parts, widgets.NewLink(w.T("action.print"), "print", p.print))
	}
	parts = append(parts, widgets.NewLink(w.T("action.open"), "", p.open),
		widgets.NewButton(widgets.ButtonLook{Icon: "export", Kind: widgets.Quiet, Tip: w.T("papers.copy")}, p.copy),
		widgets.NewButton(widgets.ButtonLook{Icon: "close", Kind: widgets.Quiet, Tip: w.T("action.dismiss")}, p.close))
	lines := widgets.NewColumn(2, widgets.NewRow(12, parts...))
	for _, warning := range p.last.warnings {
		lines.Add(widgets.NewParagraph(w.Error(warning), widgets.TextStyle{Size: 12, Colour: theme.WarnInk}))
	}
	lines.Add(widgets.NewText(p.last.path, widgets.Small()))
	p.root.Objects = []fyne.CanvasObject{widgets.NewHairline(), widgets.NewInset(widgets.Inset{Left: 16, Top: 6, Right: 8, Bottom: 8}, lines)}
	p.tell()
}

func (p *papers) tell() {
	p.root.Refresh()
	if p.Changed != nil {
		p.Changed()
	}
}

// paperSetting is how the shop prints: its languages of papers, now.
func (e env) paperSetting(size paper.Size) paper.Setting {
	s := paper.Setting{Size: size, At: e.now(), Zone: e.shell.zone}
	// The shop's own choice was checked when it was saved.
	s.Languages, _ = paper.LanguagesOf(e.shell.shop.Paper)
	return s
}
