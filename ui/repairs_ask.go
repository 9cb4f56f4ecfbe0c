package ui

import (
	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/money"
	"aftercare/domain/repair"
	"aftercare/ui/text"
	"aftercare/ui/widgets"
)

// line asks for one line; was stands in it.
func (a *asking) line(name, was, hint string, keep func(*repair.Entry, string)) {
	a.entry(name, was, hint, widgets.EntryLook{Limit: domain.MaxLine}, keep)
}

// text asks for several lines.
func (a *asking) text(name string, lines int, hint string, keep func(*repair.Entry, string)) {
	a.entry(name, "", hint, widgets.EntryLook{Lines: lines, Limit: domain.MaxText}, keep)
}

func (a *asking) entry(name, was, hint string, look widgets.EntryLook, keep func(*repair.Entry, string)) {
	w := a.r.env.speak()
	entry := widgets.NewEntry(look)
	entry.SetText(was)
	a.fields = append(a.fields, formField{name: name, label: w.Field(name), hint: hintOf(w, hint), part: entry})
	a.read = append(a.read, func(e *repair.Entry) *domain.Error { keep(e, entry.Text()); return nil })
}

// hintOf is the sentence of a key, "" where there is none.
func hintOf(w *text.Words, key string) string {
	if !w.Has(key) {
		return ""
	}
	return w.T(key)
}

// date asks for a day.
func (a *asking) date(name string, was calendar.Date, keep func(*repair.Entry, calendar.Date)) {
	day := newDateField(a.r.env, was)
	a.fields = append(a.fields, formField{name: name, label: a.r.env.speak().Field(name), part: day})
	a.read = append(a.read, func(e *repair.Entry) *domain.Error {
		d, fault := dayOf(name, day)
		keep(e, d)
		return fault
	})
}

// money asks for an amount in the job's currency; nothing typed is none.
func (a *asking) money(name string, keep func(*repair.Entry, money.Amount)) {
	w, c := a.r.env.speak(), a.r.job.Currency
	entry := widgets.NewEntry(widgets.EntryLook{Unit: w.Currency(c), Right: true, Limit: domain.MaxLine})
	if name == "fee" && a.r.job.Fee.Minor > 0 {
		entry.SetText(a.r.job.Fee.Decimal())
	}
	a.fields = append(a.fields, formField{name: name, label: w.Field(name), hint: hintOf(w, "repairs.hint."+name), part: entry})
	a.read = append(a.read, func(e *repair.Entry) *domain.Error {
		if entry.Text() == "" {
			return nil
		}
		m, fault := money.Parse(name, entry.Text(), c)
		if fault == nil {
			keep(e, m)
		}
		return fault
	})
}

// code is a code of the domain and the key of its words.
type code struct{ code, key string }

func codesOf(prefix string, codes []string) []code {
	out := make([]code, len(codes))
	for i, c := range codes {
		out[i] = code{c, prefix + c}
	}
	return out
}

func (a *asking) options(codes []code) []widgets.Option {
	var out []widgets.Option
	for _, c := range codes {
		out = append(out, widgets.Option{Key: c.code, Word: a.r.env.speak().T(c.key)})
	}
	return out
}

// choice asks for one of a list, or for none of it.
func (a *asking) choice(name, label string, codes []code, chosen string, keep func(*repair.Entry, string)) {
	a.pick(name, label, a.options(codes), chosen, keep)
}

func (a *asking) pick(name, label string, options []widgets.Option, chosen string, keep func(*repair.Entry, string)) {
	w := a.r.env.speak()
	options = append([]widgets.Option{{Key: "", Word: w.T("repairs.unsaid")}}, options...)
	a.fields = append(a.fields, formField{name: name, label: w.T(label), part: widgets.NewSelect(options, chosen, func(key string) { chosen = key })})
	a.read = append(a.read, func(e *repair.Entry) *domain.Error { keep(e, chosen); return nil })
}

// ways asks for one of a few that stand side by side.
func (a *asking) ways(name, prefix string, codes []string, chosen string, keep func(*repair.Entry, string)) {
	a.fields = append(a.fields, formField{name: name, label: a.r.env.speak().T("repairs." + name),
		part: widgets.NewSegmented(a.options(codesOf(prefix, codes)), chosen, func(key string) { chosen = key })})
	a.read = append(a.read, func(e *repair.Entry) *domain.Error { keep(e, chosen); return nil })
}

// again asks whether the fault is that of an earlier repair, where there was
// one.
func (a *asking) again() {
	w, c := a.r.env.speak(), a.r.job.Cover
	var options []widgets.Option
	for _, e := range c.Earlier {
		options = append(options, widgets.Option{Key: e.Job, Word: w.T("repairs.again.of", domain.Args{"job": e.Job, "until": e.Until})})
	}
	if len(options) > 0 {
		a.pick("same", "repairs.again", options, c.Same, func(e *repair.Entry, s string) { e.Finding.Same = s })
	}
}

// conditions asks which conditions of acceptance are met.
func (a *asking) conditions() {
	w := a.r.env.speak()
	met := make([]repair.Condition, len(repair.Conditions()))
	var boxes []fyne.CanvasObject
	for i, c := range repair.Conditions() {
		met[i] = repair.Condition{Code: c, Met: true}
		boxes = append(boxes, widgets.NewCheck(w.T("condition."+c), true, func(on bool) { met[i].Met = on }))
	}
	a.fields = append(a.fields, formField{name: "conditions", label: w.T("repairs.conditions"), part: widgets.NewColumn(4, boxes...)})
	a.read = append(a.read, func(e *repair.Entry) *domain.Error { e.Finding.Conditions = met; return nil })
}
