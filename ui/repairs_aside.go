package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/repair"
	"aftercare/ui/text"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// right is the verdict, what it costs, and how it goes back.
func (r *repairRecord) right() []fyne.CanvasObject {
	w, j := r.env.speak(), r.job
	link, open := "", func() {}
	if slices.Contains(j.Possible, repair.Diagnose) && !j.Covered() {
		link, open = w.T("repairs.override"), func() { r.deed(repair.Diagnose) }
	}
	parts := []fyne.CanvasObject{verdictCard(r.env, j.Verdict, j.Override, link, open)}
	earlier := widgets.NewColumn(0)
	for _, other := range j.Earlier {
		words := w.T("repairs.earlier", domain.Args{"number": other.Number, "day": calendar.DateOf(other.Opened, r.env.shell.zone)})
		earlier.Add(widgets.NewRow(8, widgets.NewIcon("repairs", theme.Muted, 16), widgets.NewLink(words, "", func() { r.env.shell.open(route{page: "repairs", id: other.ID}) }), widgets.Gap()))
	}
	if len(j.Earlier) > 0 {
		parts = append(parts, earlier)
	}
	if links := r.linksOf(); len(links.Objects) > 0 {
		parts = append(parts, links)
	}
	if len(j.Bill.Work) > 0 {
		parts = append(parts, r.quote())
	}
	var rows []widgets.KeyValueRow
	add := func(key, value string) {
		if value != "" {
			rows = append(rows, widgets.KeyValueRow{Label: w.T(key), Value: value})
		}
	}
	add("repairs.due", w.Day(j.Due))
	add("field.where", j.Where)
	add("field.enclose", j.Enclose)
	if j.Approval != "" {
		how := ""
		if j.ApprovedHow != "" {
			how = w.T("how." + j.ApprovedHow)
		}
		add("field.approval", w.List(nonEmpty(j.Approval, how)))
	}
	if j.Fee.Minor > 0 {
		add("repairs.if_declined", w.T("repairs.if_declined.fee", domain.Args{"fee": j.Fee}))
	}
	if j.Waived != nil {
		add("repairs.waived", w.T("repairs.overridden.by", domain.Args{"who": j.Waived.Who, "reason": j.Waived.Reason}))
	}
	if in := j.Instead; in != nil {
		amount := ""
		if in.Amount.Minor > 0 {
			amount = w.Money(in.Amount)
		}
		add("repairs.instead", w.List(nonEmpty(in.SKU, in.Serial, amount, in.How)))
	}
	add("repairs.serial_in", either(j.Finding.Serial, j.Serial))
	add("repairs.serial_out", j.SerialOut)
	add("field.paid_how", j.PaidHow)
	if j.Back.Way != "" {
		add("field.way", w.List(nonEmpty(w.T("back."+j.Back.Way), j.Back.By)))
	}
	add("repairs.parcel_in", w.List(nonEmpty(j.In.Carrier, j.In.Tracking)))
	add("field.carrier", j.Carrier)
	add("field.tracking", j.Tracking)
	add("repairs.until", w.Date(j.Until))
	add("field.phone", j.Customer.Phone)
	add("field.address", j.Customer.Address)
	return append(parts, widgets.NewKeyValue(136, rows...))
}

// linksOf leads to the case that a job belongs to, and to the order with which
// another item goes out.
func (r *repairRecord) linksOf() *fyne.Container {
	w, j, column := r.env.speak(), r.job, widgets.NewColumn(0)
	link := func(icon, words string, to route) {
		column.Add(widgets.NewRow(8, widgets.NewIcon(icon, theme.Muted, 16), widgets.NewLink(words, "", func() { r.env.shell.open(to) }), widgets.Gap()))
	}
	if j.Case != "" {
		link("cases", w.T("repairs.case", domain.Args{"number": j.Case}), route{page: "cases", id: j.CaseID})
	}
	if j.Instead != nil && j.Instead.Order != "" {
		link("orders", w.T("repairs.replacement", domain.Args{"number": j.Instead.Order}), route{page: "orders", id: j.Instead.OrderID})
	}
	return column
}

// conditionRows are what came and the conditions of acceptance that are not met.
func conditionRows(w *text.Words, f repair.Finding) []widgets.FactRow {
	var out []widgets.FactRow
	if f.Came != "" {
		out = append(out, widgets.FactRow{Shape: theme.Dot, Tone: theme.Muted, Name: w.T("field.came"), Fact: f.Came})
	}
	for _, c := range f.Conditions {
		if !c.Met {
			out = append(out, widgets.FactRow{Shape: theme.Pie, Tone: theme.Warn, Name: w.T("condition." + c.Code), Fact: w.T("repairs.condition.no")})
		}
	}
	return out
}

// serialRow says whether the serial number is the one that was sold.
func serialRow(w *text.Words, j repair.Job) widgets.FactRow {
	name, f := w.T("field.serial"), j.Finding
	switch {
	case f.SerialGone:
		return widgets.FactRow{Shape: theme.Octagon, Tone: theme.Late, Name: name, Fact: w.T("repairs.flag.serial_missing.yes")}
	case f.SerialWrong:
		return widgets.FactRow{Shape: theme.Octagon, Tone: theme.Late, Name: name, Fact: w.T("repairs.flag.serial.yes")}
	case j.Cover.Other:
		return widgets.FactRow{Shape: theme.Pie, Tone: theme.Warn, Name: name, Fact: w.T("repairs.serial_other", domain.Args{"in": f.Serial, "sold": j.Serial})}
	}
	return widgets.FactRow{Shape: theme.Tick, Tone: theme.Ok, Name: name, Fact: either(f.Serial, w.T("repairs.flag.serial.no"))}
}

func flagRow(name string, wrong bool, no, yes string) widgets.FactRow {
	if wrong {
		return widgets.FactRow{Shape: theme.Octagon, Tone: theme.Late, Name: name, Fact: yes}
	}
	return widgets.FactRow{Shape: theme.Tick, Tone: theme.Ok, Name: name, Fact: no}
}

// lastStep is the newest entry of an event, nil when it never happened.
func lastStep(j repair.Job, e repair.Event) *repair.Step {
	for i := len(j.Steps) - 1; i >= 0; i-- {
		if j.Steps[i].Event == e {
			return &j.Steps[i]
		}
	}
	return nil
}

func byWhom(e env, st repair.Step) string {
	return e.speak().T("repairs.by", domain.Args{"who": st.Who, "when": e.speak().Moment(st.At)})
}

func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
