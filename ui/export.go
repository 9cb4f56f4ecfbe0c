package ui

import (
	"context"
	"io"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/repair"
	"aftercare/ui/present"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// exporter is a page whose list can be written to a file, as it is filtered now.
type exporter interface{ exporting() desk.ExportQuery }

// export writes the open page's list, of a kind: csv or xlsx; ics writes the due
// dates for a calendar program.
func (s *shell) export(kind string) {
	w, d, now := s.env.words, s.env.desk, s.env.now()
	if kind == "ics" {
		s.written(w.T("table.calendar")+".ics", func(ctx context.Context, out io.Writer) error {
			dates, err := d.DueDates(ctx)
			if err == nil {
				_, err = out.Write(present.Calendar(w, dates, now))
			}
			return err
		})
		return
	}
	if p, ok := s.page().(exporter); ok && s.env.prog.Sheet != nil {
		s.exportTable(p.exporting(), kind)
		return
	}
	s.say(theme.Info, w.T("export.not_here"))
}

// exportTable writes a table to the papers' folder, of a kind: csv or xlsx.
func (s *shell) exportTable(q desk.ExportQuery, kind string) {
	w, d, sheet := s.env.words, s.env.desk, s.env.prog.Sheet
	if sheet == nil {
		s.say(theme.Info, w.T("papers.no_folder"))
		return
	}
	s.written(w.T("table."+q.Table)+"."+kind, func(ctx context.Context, out io.Writer) error {
		columns, err := desk.TableColumns(q.Table)
		if err != nil {
			return err
		}
		head, wide := present.ExportHead(w, columns)
		return sheet(out, kind, w.T("table."+q.Table), head, wide, func(each func([]any) error) error {
			return d.Export(ctx, q, func(cells []any) error { return each(present.ExportCells(w, cells)) })
		})
	})
}

// exportButton offers the open page's list as a file, each kind of it.
func exportButton(e env, chosen func(kind string), more ...widgets.Option) *widgets.Button {
	kinds := append([]widgets.Option{{Key: "csv", Word: "CSV"}, {Key: "xlsx", Word: "XLSX"}}, more...)
	return widgets.NewMenuButton(widgets.ButtonLook{Tip: e.speak().T("money.export"), Icon: "export", Kind: widgets.Quiet}, kinds, chosen)
}

// written keeps a file in the papers' folder, says where, and offers to show it.
func (s *shell) written(name string, write func(context.Context, io.Writer) error) {
	out := s.env.prog.Output
	run(s.env.work, &s.exports, func(ctx context.Context) (string, error) {
		return out.Write(name, func(to io.Writer) error { return write(ctx, to) })
	}, func(path string, err error) {
		if err != nil {
			s.fail(err)
			return
		}
		s.tell(widgets.BannerLook{Tone: theme.Ok, Sentence: s.env.words.T("export.written", domain.Args{"name": path}), Link: s.env.words.T("export.show")}, func() {
			s.quiet()
			run(s.env.work, nil, func(context.Context) (struct{}, error) { return struct{}{}, out.Show(path) }, func(_ struct{}, err error) { s.fail(err) })
		})
	})
}

// What each list is narrowed to, as a table.

func (p *ordersPage) exporting() desk.ExportQuery {
	return desk.ExportQuery{Table: "orders", Orders: p.query}
}

func (p *casesPage) exporting() desk.ExportQuery {
	return desk.ExportQuery{Table: "cases", Cases: desk.CaseQuery{Open: !p.all, Late: p.late, Actor: p.actor, Kind: p.kind}}
}

func (p *moneyPage) exporting() desk.ExportQuery { return p.book().exporting() }

func (p *refundBook) exporting() desk.ExportQuery {
	return desk.ExportQuery{Table: "refunds", Refunds: p.asked()}
}

func (b *goodwillBook) exporting() desk.ExportQuery {
	return desk.ExportQuery{Table: "goodwill", Goodwill: desk.GoodwillQuery{Open: !b.all}}
}

func (b *claimBook) exporting() desk.ExportQuery {
	return desk.ExportQuery{Table: "claims", Claims: desk.ClaimQuery{Open: !b.all}}
}

// exporting is the statement that is shown beside the books; where there is
// none, this month's books.
func (b *fileBook) exporting() desk.ExportQuery {
	if b.current != 0 {
		return desk.ExportQuery{Table: "reconciliation", Reconciliation: b.current}
	}
	return desk.ExportQuery{Table: "ledger"}
}

func (p *customersPage) exporting() desk.ExportQuery {
	return desk.ExportQuery{Table: "customers", Customers: desk.CustomerQuery{Text: p.text}, Quiet: p.quiet}
}

func (p *productsPage) exporting() desk.ExportQuery { return desk.ExportQuery{Table: "products"} }

func (p *repairsPage) exporting() desk.ExportQuery {
	q := desk.ExportQuery{Table: "repairs", Repairs: desk.JobQuery{Open: p.filter == ""}}
	for _, s := range repair.Life.States() {
		if p.filter != "" && present.GroupOf(s) == p.filter {
			q.Repairs.States = append(q.Repairs.States, s)
		}
	}
	return q
}
