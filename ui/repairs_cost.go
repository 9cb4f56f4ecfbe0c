package ui

import (
	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/repair"
	"aftercare/ui/present"
	"aftercare/ui/text"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// quote lists parts and labour as the customer pays them.
func (r *repairRecord) quote() fyne.CanvasObject {
	w, j := r.env.speak(), r.job
	style := widgets.Plain()
	cells := func(words fyne.CanvasObject, qty, each, amount string, st widgets.TextStyle) fyne.CanvasObject {
		st.Align, st.Whole = fyne.TextAlignTrailing, true
		return widgets.NewColumn(4, widgets.NewTopRow(8, widgets.Grow(words), widgets.NewSized(40, 0, widgets.NewText(qty, st)),
			widgets.NewSized(96, 0, widgets.NewText(each, st)), widgets.NewSized(96, 0, widgets.NewText(amount, st))), widgets.NewHairline())
	}
	small := widgets.Small()
	table := widgets.NewColumn(4, cells(widgets.NewText(w.T("repairs.work.what"), small), w.T("repairs.work.quantity"), w.T("repairs.work.each"), w.T("repairs.work.amount"), small))
	for _, l := range j.Bill.Work {
		title := either(l.Title, w.T("work."+l.Kind))
		switch {
		case l.Covered && (l.Why == "goodwill" || l.Why == "override"):
			title = w.T("repairs.work.goodwill", domain.Args{"title": title})
		case l.Covered:
			title = w.T("repairs.work.covered", domain.Args{"title": title})
		case l.Excluded != "":
			title = w.T("repairs.work.excluded", domain.Args{"title": title, "why": text.Key("exclusion." + l.Excluded)})
		}
		table.Add(cells(widgets.NewParagraph(title, style), w.Hundredths(int64(l.Quantity)), w.Money(l.Each), w.Money(l.Amount()), style))
	}
	table.Add(moneyOf(r.env, j.Job))
	hint := ""
	if j.Expires != "" && j.State == repair.Quoted {
		hint = w.T("repairs.quote.until", domain.Args{"day": j.Expires})
	}
	key := "repairs.quote"
	if len(j.Quotes) == 0 {
		key = "field.work"
	}
	title, before := w.T(key), ""
	if n := len(j.Quotes); n > 1 && key == "repairs.quote" {
		title, before = w.T("repairs.quote.no", domain.Args{"n": n}), w.T("repairs.quote.replaces", domain.Args{"amount": j.Quotes[n-2].Total})
	}
	var right fyne.CanvasObject
	if hint != "" {
		right = widgets.NewText(hint, widgets.Small())
	}
	return widgets.NewColumn(4, widgets.NewSection(title, before, right), table)
}

// moneyOf is what the customer pays: the lines, the tax, the total.
func moneyOf(e env, j repair.Job) fyne.CanvasObject {
	w := e.speak()
	lines, tax, total := j.Total()
	var rows []widgets.MoneyRow
	if tax.Minor != 0 {
		key := "repairs.work.tax"
		if j.TaxIncluded {
			key = "repairs.work.tax_included"
		}
		rows = append(rows, widgets.MoneyRow{Words: w.T("repairs.work.lines"), Amount: w.Money(lines)},
			widgets.MoneyRow{Words: w.T(key, domain.Args{"rate": w.Hundredths(j.TaxRate)}), Amount: w.Money(tax)})
	}
	return widgets.NewMoneyRows("", append(rows, widgets.MoneyRow{Words: w.T("repairs.work.total"), Amount: w.Money(total), Large: true, Tone: theme.Strong})...)
}

// verdictCard shows the warranty's answer with each rule that decided.
func verdictCard(e env, v domain.Verdict, o *domain.Override, link string, open func()) fyne.CanvasObject {
	w := e.speak()
	m := present.Excuse(present.Answer(w, v.Answer))
	look := widgets.VerdictLook{Shape: m.Shape, Tone: theme.Tone(m.Tone), Word: m.Word, Sentence: w.T("repairs.verdict." + string(v.Answer)), Override: link, Names: 112}
	for _, rule := range present.Rules(w, v) {
		mark := present.Excuse(rule.Mark)
		look.Rules = append(look.Rules, widgets.FactRow{Shape: mark.Shape, Tone: theme.Tone(mark.Tone), Name: rule.Name, Fact: rule.Facts})
	}
	if o != nil {
		look.Rules = append(look.Rules, widgets.FactRow{Shape: theme.SquareTick, Tone: theme.Info, Name: w.T("repairs.overridden"), Fact: w.T("repairs.overridden.by", domain.Args{"who": o.Who, "reason": o.Reason})})
	}
	return widgets.NewVerdictCard(look, open)
}
