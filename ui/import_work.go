package ui

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"strings"
	"sync"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/ui/present"
)

// openExport is the opened file. Reading and closing take turns: a stopped
// reading may still be at its last rows when another file is chosen.
type openExport struct {
	turn   sync.Mutex
	export desk.Export
	about  desk.About
	preset domain.ID // the channel that such files go into
}

func (f *openExport) read(do func(desk.Export) (desk.Report, error)) (desk.Report, error) {
	f.turn.Lock()
	defer f.turn.Unlock()
	return do(f.export)
}

func (f *openExport) close() error {
	f.turn.Lock()
	defer f.turn.Unlock()
	return f.export.Close()
}

// preview says what the file would do, and changes nothing.
func (p *importPage) preview() {
	p.stage, p.stopped = previewing, ""
	p.begin()
	p.work(p.env.desk.Preview, func(r desk.Report, err error) {
		p.stage, p.report = previewed, r
		if err != nil {
			if !isCancelled(err) {
				p.leaveFile()
				p.refuse(err)
				return
			}
			p.stage, p.report = choosing, desk.Report{}
			p.closeFile()
			p.stopped = p.env.speak().T("import.preview_stopped")
		}
		p.finish()
	})
}

// takeIn imports what was shown. What was taken before a cancel stays in, and
// the file is compared anew: it then shows what is left to do.
func (p *importPage) takeIn() {
	if p.stage != previewed || p.nothingNew() != "" {
		return
	}
	p.stage, p.stopped = importing, ""
	p.begin()
	p.work(p.env.desk.Import, func(r desk.Report, err error) {
		if err != nil {
			said := p.env.speak().Error(err)
			p.preview()
			p.stopped = said
			p.draw()
			return
		}
		p.stage, p.report = imported, r
		p.seen(p.asked)
		if !p.claims() {
			p.env.shell.toast(p.env.speak().N("import.done_toast", p.taking()))
		}
		p.finish()
	})
}

// seen keeps the watched folder from offering a file that is in.
func (p *importPage) seen(path string) {
	if p.waiting.Folder == "" {
		return
	}
	d := p.env.desk
	run(p.env.work, nil, func(ctx context.Context) (struct{}, error) { return struct{}{}, d.SeenFile(ctx, path) }, func(struct{}, error) {
		p.look() // a fault here loses nothing: the file is offered once more
	})
}

func isCancelled(err error) bool {
	return errors.Is(err, domain.Code("import.cancelled")) || errors.Is(err, domain.Code("import.stopped")) || errors.Is(err, context.Canceled)
}

// verb is Preview or Import: the same function but for the writing.
type verb func(ctx context.Context, file desk.Export, channelID domain.ID, progress func(desk.Report)) (desk.Report, error)

// work runs a verb and tells how far it is. The report in the verb's hands is
// never touched here: only figures cross over.
func (p *importPage) work(do verb, done func(desk.Report, error)) {
	file, into := p.file, p.into
	mine := p.working.n + 1
	total := ordersIn(p.report) // as the preview counted them: those that stay as they are come by, too
	tell := func(orders int, share float64) {
		p.env.work.tell(func() {
			if p.working.n == mine {
				p.advance(orders, total, share)
			}
		})
	}
	run(p.env.work, &p.working, func(ctx context.Context) (desk.Report, error) {
		return file.read(func(e desk.Export) (desk.Report, error) {
			return do(ctx, e, into, func(r desk.Report) {
				tell(ordersIn(r), e.Progress())
			})
		})
	}, done)
}

func ordersIn(r desk.Report) (orders int) {
	for _, n := range r.Counts {
		orders += n
	}
	return orders
}

// finish shows what came of it, with the first order selected.
func (p *importPage) finish() {
	p.shown = ""
	p.narrow("")
	p.draw()
	if p.stage == choosing {
		p.path.Focus()
		return
	}
	p.table.Focus()
}

// narrow shows the orders of one result, or all.
func (p *importPage) narrow(r desk.Result) {
	p.shown = r
	p.rows = p.rows[:0:0]
	for _, o := range p.report.Outcomes {
		if r == "" || o.Result == r {
			p.rows = append(p.rows, o)
		}
	}
	p.table.SetSelected(-1)
	p.table.ScrollTo(0)
	p.table.Refresh()
	p.table.Select(0)
	p.showDetail()
}

// save keeps the report as CSV, with every reason.
func (p *importPage) save() {
	w, table := p.env.speak(), p.env.prog.Table
	head, rows := present.ImportReport(w, p.report)
	if table == nil {
		p.env.shell.say("info", w.T("papers.no_folder"))
		return
	}
	p.papers.keep(w.T("import.report"), w.T("import.report_file", domain.Args{"file": strings.TrimSuffix(p.fileName(), filepath.Ext(p.fileName()))})+".csv", func(context.Context) ([]byte, error) {
		var b bytes.Buffer
		err := table(&b, head, rows)
		return b.Bytes(), err
	})
}
