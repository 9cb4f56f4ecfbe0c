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

// showDetail shows the selected order of the import beside the list.
func (p *importPage) showDetail() {
	if p.split == nil {
		return
	}
	w := p.env.speak()
	var head []fyne.CanvasObject
	parts := []fyne.CanvasObject{}
	if i := p.table.Selected(); i >= 0 && i < len(p.rows) {
		o := p.rows[i]
		head = append(head, p.outcomeHead(o))
		parts = p.outcomeParts(o)
	} else {
		parts = append(parts, widgets.NewInset(widgets.Inset{Top: 64}, widgets.NewEmptyState(w.T("import.none_shown"), "", nil)))
	}
	body := widgets.NewBody(widgets.Inset{Left: 16, Right: 16, Bottom: 16}, 16, parts...)
	bottom := []fyne.CanvasObject{}
	if b := p.staysOut(); b != nil {
		bottom = append(bottom, widgets.NewInset(widgets.Inset{Left: 16, Right: 16, Bottom: 12}, b))
	}
	bottom = append(bottom, p.papers.view(), p.env.barOf(p.actions()[:2]))
	p.detail.Objects = []fyne.CanvasObject{widgets.NewPage(head, body, bottom...)}
	p.detail.Refresh()
}

func (p *importPage) outcomeHead(o desk.Outcome) fyne.CanvasObject {
	w := p.env.speak()
	title := present.Short(o.Number)
	if title == "" {
		title = w.T("import.no_number")
	}
	amount := ""
	if o.Total.Currency != "" {
		amount = w.Money(o.Total)
	}
	second := []fyne.CanvasObject{}
	if o.Customer != "" {
		second = append(second, widgets.NewText(o.Customer, widgets.Plain()))
	}
	if o.Row > 0 {
		second = append(second, widgets.NewText(w.T("import.row", domain.Args{"row": strconv.Itoa(o.Row)}), widgets.Third()))
	}
	return widgets.NewTitleBlock(title, "", amount, second, badgeOf(present.Result(w, o.Result)))
}

// outcomeParts say what the file brings, or every reason why it stays out.
func (p *importPage) outcomeParts(o desk.Outcome) []fyne.CanvasObject {
	w := p.env.speak()
	var parts []fyne.CanvasObject
	if len(o.Faults) > 0 {
		list := widgets.NewColumn(8, widgets.NewSection(w.T("import.reasons"), "", nil))
		for _, f := range o.Faults {
			list.Add(p.faultLine(f, theme.Octagon, theme.Late))
		}
		parts = append(parts, list)
	}
	if len(o.Changes) > 0 {
		rows := widgets.NewColumn(12)
		for _, c := range o.Changes {
			rows.Add(changeRows(present.Change(w, c), w.T("import.was")))
		}
		parts = append(parts, rows)
	}
	if len(o.Offered) > 0 {
		parts = append(parts, p.offered(o))
	}
	if len(o.Hints) > 0 {
		list := widgets.NewColumn(8, widgets.NewSection(w.T("import.hints"), "", nil))
		for _, h := range o.Hints {
			list.Add(p.faultLine(h, theme.Pie, theme.Warn))
		}
		parts = append(parts, list)
	}
	if o.Result == desk.Created && o.Remedy != "" {
		parts = append(parts, widgets.NewParagraph(present.Outcome(w, o).What, widgets.Plain()))
	} else if o.Result == desk.Created {
		parts = append(parts, widgets.NewText(w.N("import.lines", o.Lines, domain.Args{"amount": o.Total}), widgets.Plain()))
	}
	if o.Result == desk.Changed || o.Result == desk.Unchanged {
		parts = append(parts, widgets.NewColumn(4, widgets.NewSection(w.T("import.stays"), "", nil), widgets.NewParagraph(w.T("import.stays_what"), widgets.Second())))
	}
	if p.stage == imported && o.CaseID != 0 {
		open := widgets.NewLink(w.T("import.open_case"), "", func() { p.env.shell.open(route{page: "cases", id: o.CaseID}) })
		parts = append(parts, widgets.NewRow(0, open, widgets.Gap()))
	} else if p.stage == imported && o.OrderID != 0 {
		open := widgets.NewLink(w.T("import.open_order"), "", func() { p.env.shell.open(route{page: "orders", id: o.OrderID}) })
		parts = append(parts, widgets.NewRow(0, open, widgets.Gap()))
	}
	return parts
}

// faultLine is a reason with the field and the line at which it was found.
func (p *importPage) faultLine(e *domain.Error, shape string, tone theme.Tone) fyne.CanvasObject {
	w := p.env.speak()
	words := widgets.NewColumn(0, widgets.NewParagraph(w.Error(e), widgets.Plain()))
	if where := present.Place(w, e); where != "" {
		words.Add(widgets.NewParagraph(where, widgets.Small()))
	}
	return widgets.NewTopRow(8, widgets.NewInset(widgets.Inset{Top: 2}, widgets.NewShape(shape, tone, 16)), widgets.Grow(words))
}

func changeRows(c present.ChangeLine, was string) fyne.CanvasObject {
	rows := []widgets.KeyValueRow{{Label: c.Field, Value: c.Now}}
	if c.Was != "" {
		rows = append(rows, widgets.KeyValueRow{Label: was, Value: c.Was, Struck: true, Tone: theme.Muted})
	}
	return widgets.NewKeyValue(112, rows...)
}

// offered is a ship date that stands in the order's note: only a person makes
// an agreement of it, and not before the order is in (R4).
func (p *importPage) offered(o desk.Outcome) fyne.CanvasObject {
	w := p.env.speak()
	body := offeredLines(p.env, o.Offered)
	if p.stage == imported && o.OrderID != 0 {
		agree := widgets.NewButton(widgets.ButtonLook{Word: w.T("order.offered.agree"), Icon: "agree"}, func() {
			p.env.shell.open(route{page: "orders", id: o.OrderID, do: "delay"})
		})
		body.Add(widgets.NewInset(widgets.Inset{Top: 8}, widgets.NewRow(8, agree, widgets.Gap())))
	} else {
		body.Add(widgets.NewParagraph(w.T("import.offered_later"), widgets.Small()))
	}
	return widgets.NewHeadedCard(widgets.NewRow(8, widgets.NewIcon("agree", theme.Info, 16), widgets.NewText(w.T("order.offered.title"), widgets.Strong())), body)
}

// staysOut says what becomes of the rows that cannot be taken in.
func (p *importPage) staysOut() fyne.CanvasObject {
	n := p.report.Counts[desk.Review]
	if n == 0 {
		return nil
	}
	return widgets.NewBanner(widgets.BannerLook{Tone: theme.Warn, Sentence: p.env.speak().N("import.stay_out", n)}, nil)
}
