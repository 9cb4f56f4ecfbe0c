package ui

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/ui/paper"
	"aftercare/ui/present"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// evidencePage holds the photos and files of a case or an order: dropped on the
// window, chosen, or named by their path; and makes the evidence pack of them. Any
// page opens it by route{page: "evidence", id: the record, do: "case"}.
type evidencePage struct {
	env     env
	entity  string
	id      domain.ID
	pack    desk.Evidence
	thumbs  *thumbs
	reading ticket

	title         *widgets.Text
	strip         *fyne.Container
	list          *fyne.Container
	path, caption *widgets.Entry
	field         *widgets.Field
	papers        *papers
	frame         *fyne.Container
}

// openEvidence opens the photos and files of what the open page shows.
func (s *shell) openEvidence() {
	if _, ok := s.page().(*evidencePage); ok {
		s.do("evidence")
		return
	}
	if m, ok := s.page().(messenger); ok {
		if entity, id := m.about(); id != 0 && (entity == "case" || entity == "order") {
			s.open(route{page: "evidence", id: id, do: entity})
			return
		}
	}
	for _, a := range s.page().actions() {
		if a.as == "evidence" {
			s.do(a.key)
			return
		}
	}
	s.say(theme.Info, s.env.words.T("message.nothing"))
}

func newEvidencePage(e env) page {
	p := &evidencePage{env: e}
	p.thumbs = newThumbs(e, func() { p.show() })
	w := e.speak()
	p.papers = newPapers(e, func() { p.frame.Refresh() })
	p.title = widgets.NewText("", widgets.Second())
	p.strip, p.list = widgets.NewColumn(8), widgets.NewColumn(4)
	p.path = widgets.NewEntry(widgets.EntryLook{Lines: 3, Limit: 4000})
	p.path.OnChanged = func(string) { p.field.SetError("") }
	p.caption = widgets.NewEntry(widgets.EntryLook{Limit: domain.MaxLine})
	p.caption.OnSubmitted = func(string) { p.add() }
	p.field = widgets.NewField(w.T("pack.add.path"), p.path, w.T("pack.add.hint"))
	choose := widgets.NewButton(widgets.ButtonLook{Word: w.T("pack.add.choose"), Icon: "folder"}, p.choose)
	body := widgets.NewBody(widgets.Inset{Left: 16, Top: 12, Right: 16, Bottom: 16}, 16, p.strip, p.list, widgets.NewHairline(),
		widgets.NewAtMost(640, widgets.NewColumn(12, p.field, widgets.NewField(w.T("pack.add.caption"), p.caption, ""), widgets.NewRow(8, choose, widgets.Gap()))))
	p.frame = widgets.NewPage([]fyne.CanvasObject{widgets.NewPageHeader(w.T("page.evidence"), p.title)}, body, p.papers.view(), e.barOf(p.actions()))
	return p
}

func (p *evidencePage) view() fyne.CanvasObject { return p.frame }

func (p *evidencePage) open(r route) {
	if r.id != 0 {
		if r.id != p.id || r.do != p.entity {
			p.papers.close()
		}
		p.id, p.entity = r.id, r.do
	}
	p.reload()
	p.field.Focus()
}

func (p *evidencePage) back() bool { return false }

func (p *evidencePage) about() (string, domain.ID) { return p.entity, p.id }

func (p *evidencePage) query() desk.EvidenceQuery {
	return desk.EvidenceQuery{Entity: p.entity, ID: p.id}
}

func (p *evidencePage) reload() {
	d, q := p.env.desk, p.query()
	run(p.env.work, &p.reading, func(ctx context.Context) (desk.Evidence, error) { return d.Evidence(ctx, q) }, func(pack desk.Evidence, err error) {
		if err != nil {
			p.env.shell.fail(err)
			return
		}
		p.pack = pack
		p.show()
	})
}

func (p *evidencePage) show() {
	w := p.env.speak()
	p.title.Set(p.pack.Number)
	p.strip.RemoveAll()
	p.list.RemoveAll()
	var photos []domain.File
	for _, f := range p.pack.Files {
		if f.Photo {
			photos = append(photos, f.File)
		}
		p.list.Add(widgets.NewText(w.T("pack.file", domain.Args{"name": f.Name, "bytes": f.Size, "hash": f.Hash[:12]})+w.T("common.comma")+w.T("pack.from."+f.From), widgets.Small()))
	}
	p.strip.Add(p.thumbs.strip(photos, w.T("pack.add.choose"), p.choose))
	if len(p.pack.Files) == 0 {
		p.list.Add(widgets.NewParagraph(w.T("pack.empty"), widgets.Second()))
	}
	p.frame.Refresh()
}

func (p *evidencePage) actions() []action {
	return append([]action{
		{key: "save", word: p.env.speak().T("pack.add.send"), primary: true, icon: "plus", run: p.add}, // Enter begins a line of the paths
		{key: "evidence", icon: "file", run: p.makePack, refused: p.papers.refused()},
		{key: "evidence_zip", icon: "folder", run: p.makeZip},
		{key: "message", icon: "mail", run: func() { p.env.shell.open(route{page: "message", id: p.id, do: p.entity}) }},
	}, p.papers.actions()...)
}

// choose asks for files of this machine.
func (p *evidencePage) choose() {
	choosePhotos(p.env, p.take)
}

// add keeps the files whose paths were typed or pasted, one a line.
func (p *evidencePage) add() {
	paths := pathsIn(p.path.Text())
	if len(paths) == 0 {
		p.field.SetError(p.env.speak().Error(domain.Wrong("path", "field.required", nil)))
		p.frame.Refresh()
		return
	}
	p.take(paths)
}

// dropped takes what was dropped on the window.
func (p *evidencePage) dropped(paths []string) bool {
	p.take(paths)
	return true
}

// take keeps files and adds them to the record. Those that are refused say why,
// and stay in the field; the others are kept.
func (p *evidencePage) take(paths []string) {
	d, caption, entity, id := p.env.desk, p.caption.Text(), p.entity, p.id
	parcel := len(p.pack.Order.Shipments)
	type kept struct {
		n       int
		refused []string
		why     error
	}
	run(p.env.work, nil, func(ctx context.Context) (kept, error) {
		var out kept
		var files []domain.File
		for _, path := range paths {
			f, err := d.KeepFile(ctx, desk.FileRequest{Path: path, Caption: caption})
			if err != nil {
				out.refused, out.why = append(out.refused, path), err
				continue
			}
			if f.Name == "" {
				f.Name = filepath.Base(path)
			}
			files = append(files, f)
		}
		out.n = len(files)
		if out.n == 0 {
			return out, nil
		}
		if entity == "case" {
			_, err := d.AddCaseFiles(ctx, desk.CaseFiles{Case: id, Files: files})
			return out, err
		}
		_, err := d.AddOrderFiles(ctx, desk.OrderFiles{Order: id, Parcel: parcel, Files: files})
		return out, err
	}, func(k kept, err error) {
		w := p.env.speak()
		if err != nil {
			p.env.shell.fail(err)
			return
		}
		p.path.SetText(strings.Join(k.refused, "\n"))
		if len(k.refused) > 0 {
			p.field.SetError(w.T("pack.fail", domain.Args{"names": baseNames(k.refused)}) + w.T("common.sentence_gap") + w.Error(k.why))
			p.frame.Refresh()
		}
		if k.n > 0 {
			p.caption.SetText("")
			p.env.shell.toast(w.T("pack.added", domain.Args{"number": p.pack.Number, "n": k.n}))
			p.reload()
		}
	})
}

func baseNames(paths []string) []string {
	var out []string
	for _, path := range paths {
		out = append(out, filepath.Base(path))
	}
	return out
}

func (p *evidencePage) makePack() {
	d, q, w, sh, now := p.env.desk, p.query(), p.env.speak(), p.env.shell.shop, p.env.now()
	setting := p.env.paperSetting("")
	setting.Languages = paper.Alone(w.Lang())
	words := p.env.prog.Catalogue.In(w.Lang(), p.env.shell.zone) // without a today: the pack is read later
	p.papers.press(w.T("pack.pack", domain.Args{"number": p.pack.Number}), func(ctx context.Context, press *paper.Press) (paper.Paper, error) {
		e, err := d.Evidence(ctx, q)
		if err != nil {
			return paper.Paper{}, err
		}
		doc := present.Evidence(words, e, now, func(hash string) []byte {
			b, err := d.Thumb(ctx, hash, 1200)
			if err != nil {
				return nil
			}
			return b
		})
		return press.Document(doc, paper.Shop{Names: []string{sh.Name}, Phone: sh.Phone}, setting)
	})
}

func (p *evidencePage) makeZip() {
	d, q := p.env.desk, p.query()
	p.papers.keep(p.env.speak().T("evidence.pack_zip", domain.Args{"number": p.pack.Number}), "evidence-"+p.pack.Number+".zip", func(ctx context.Context) ([]byte, error) {
		var b bytes.Buffer
		err := d.EvidenceZip(ctx, q, &b)
		return b.Bytes(), err
	})
}
