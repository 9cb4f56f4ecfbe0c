package ui

import (
	"context"
	"os"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// takeAll takes several files, one after the other: each shows what it would do
// before it does it. A folder stands for the exports in it.
func (p *importPage) takeAll(paths []string) {
	if p.stage == importing || len(paths) == 0 {
		return
	}
	d := p.env.desk
	run(p.env.work, &p.listing, func(context.Context) ([]string, error) { return spread(d, paths) }, func(files []string, err error) {
		switch {
		case err != nil:
			p.refuse(err)
			return
		case len(files) == 0:
			p.refuse(domain.Wrong("file", "import.no_exports", domain.Args{"name": filepath.Base(paths[0])}))
			return
		}
		p.files, p.at = files, 0
		p.how = desk.How{}
		p.openFile(files[0])
	})
}

// spread puts the exports of a folder in its place, oldest first.
func spread(d *desk.Desk, paths []string) ([]string, error) {
	var out []string
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil || !info.IsDir() {
			out = append(out, path) // what is wrong with it, its opening says
			continue
		}
		files, err := d.Files.List(path)
		if err != nil {
			return nil, err
		}
		slices.SortStableFunc(files, func(a, b desk.Waiting) int { return a.At.Compare(b.At) })
		for _, f := range files {
			out = append(out, f.Path)
		}
	}
	return out, nil
}

// more says whether other files wait behind this one.
func (p *importPage) more() bool { return p.at+1 < len(p.files) }

// nextFile leaves this file, done or not, for the one that waits behind it.
func (p *importPage) nextFile() {
	if !p.more() || p.stage == importing {
		return
	}
	p.at++
	p.how = desk.How{}
	p.openFile(p.files[p.at])
}

// place says which of several files this is.
func (p *importPage) placeLine() string {
	if len(p.files) < 2 {
		return p.fileName()
	}
	return p.env.speak().T("import.file_of", domain.Args{"name": p.fileName(), "n": p.at + 1, "of": len(p.files)})
}

// watching offers what has come into the watched folder, and lets a person
// choose it.
func (p *importPage) watching() fyne.CanvasObject {
	w := p.env.speak()
	column := widgets.NewColumn(8, widgets.NewSection(w.T("import.watch"), "", nil))
	if len(p.waiting.Files) > 0 {
		all := widgets.NewButton(widgets.ButtonLook{Word: w.N("import.watch_take", len(p.waiting.Files)), Icon: "import"}, func() { p.takeAll(pathsOf(p.waiting.Files)) })
		column.Add(widgets.NewRow(12, all, widgets.Gap()))
		for _, f := range p.waiting.Files[:min(len(p.waiting.Files), 8)] {
			column.Add(widgets.NewRow(12, widgets.NewLink(f.Name, "file", func() { p.takeAll([]string{f.Path}) }),
				widgets.NewText(w.FullMoment(f.At), widgets.Small()), widgets.Gap(), widgets.NewSmallLink(w.T("action.dismiss"), func() { p.dismiss(f.Path) })))
		}
	}
	choose := widgets.NewButton(widgets.ButtonLook{Word: w.T("chooser.folder"), Icon: "folder"}, func() {
		p.ask(aFolder, "watch", func(paths []string) {
			p.watchPath.SetText(paths[0])
			p.watch(paths[0])
		})
	})
	column.Add(p.watchField)
	column.Add(widgets.NewRow(8, choose, widgets.Gap()))
	return column
}

func pathsOf(files []desk.Waiting) []string {
	var out []string
	for _, f := range files {
		out = append(out, f.Path)
	}
	return out
}

// watch keeps the folder that was typed; none ends the watching.
func (p *importPage) watch(folder string) {
	d := p.env.desk
	p.watchField.SetError("")
	p.looking.drop() // of the folder before
	run(p.env.work, nil, func(ctx context.Context) (desk.Watched, error) { return d.WatchFolder(ctx, pathOf(folder, "")) }, func(v desk.Watched, err error) {
		if err != nil {
			p.watchField.SetError(p.env.speak().Error(err))
			return
		}
		p.waiting = v
		word := "import.watch_on"
		if v.Folder == "" {
			word = "import.watch_off"
		}
		p.env.shell.toast(p.env.speak().T(word, domain.Args{"name": filepath.Base(v.Folder)}))
		p.draw()
	})
}

// look reads what waits in the watched folder.
func (p *importPage) look() {
	run(p.env.work, &p.looking, p.env.desk.Watched, func(v desk.Watched, err error) {
		if err != nil {
			return
		}
		first := p.waiting.Folder == "" && v.Folder != ""
		same := slices.Equal(pathsOf(p.waiting.Files), pathsOf(v.Files))
		p.waiting = v
		if first && p.watchPath.Text() == "" {
			p.watchPath.SetText(v.Folder)
		}
		if p.stage == choosing && (!same || first) {
			p.draw()
		}
	})
}

func (p *importPage) dismiss(path string) {
	d := p.env.desk
	p.looking.drop()
	run(p.env.work, nil, func(ctx context.Context) (desk.Watched, error) {
		if err := d.SeenFile(ctx, path); err != nil {
			return desk.Watched{}, err
		}
		return d.Watched(ctx)
	}, func(v desk.Watched, err error) {
		if err == nil {
			p.waiting = v
			p.draw()
		}
	})
}

// offers looks into the watched folder and says, once for each, what has come.
func (s *shell) offers() {
	if s.stage == nil || s.rail == nil {
		return
	}
	run(s.env.work, &s.watched, s.env.desk.Watched, func(v desk.Watched, err error) {
		if err != nil {
			return
		}
		fresh := slices.ContainsFunc(v.Files, func(f desk.Waiting) bool { return !slices.Contains(s.offered, f.Path) })
		s.offered = pathsOf(v.Files)
		if p, ok := s.page().(*importPage); ok {
			p.look()
			return
		}
		if !fresh || len(v.Files) == 0 {
			return
		}
		w := s.env.words
		s.tell(widgets.BannerLook{Tone: theme.Info, Icon: "import", Sentence: w.N("import.offer", len(v.Files), domain.Args{"name": v.Files[len(v.Files)-1].Name}), Link: w.T("import.offer_look")}, func() {
			s.quiet()
			s.open(route{page: "import"})
			if p, ok := s.page().(*importPage); ok {
				p.takeAll(pathsOf(v.Files))
			}
		})
	})
}

// offering is how often the watched folder is looked into.
const offering = 10
