package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/money"
	"aftercare/domain/repair"
	"aftercare/ui/widgets"
)

// asking is a stage's form as it is put together: its questions, what stands
// beside them, and how the entry is read from them.
type asking struct {
	r      *repairRecord
	fields []formField
	side   *fyne.Container // beside them: the verdict that follows, or nil
	read   []func(*repair.Entry) *domain.Error
}

// deed asks for what an event needs and moves the job.
func (r *repairRecord) deed(event repair.Event) {
	w := r.env.speak()
	a := &asking{r: r}
	a.questions(event)
	title := w.T("repairs.deed.title", domain.Args{"number": r.job.Number, "deed": strings.TrimRight(w.T("repairs.deed."+string(event)), ".…")})
	var f *form
	submit := func() {
		e := repair.Entry{Event: event}
		var es domain.Errors
		for _, read := range a.read {
			if fault := read(&e); fault != nil {
				es = append(es, fault)
			}
		}
		if len(es) > 0 {
			f.failed(es)
			return
		}
		r.send(func() *form { return f }, e)
	}
	f = newForm(r.env, title, w.T("repairs.send."+string(event)), a.fields, submit, func() { r.page.back() })
	if a.side == nil {
		r.ask(f, nil)
		return
	}
	r.ask(f, a.side)
}

// questions puts together what an event asks. Each has room for a note.
func (a *asking) questions(event repair.Event) {
	j := a.r.job
	switch event {
	case repair.Check:
		a.text("condition", 2, "", func(e *repair.Entry, s string) { e.Finding.Condition = s })
		a.text("accessories", 2, "repairs.hint.accessories", func(e *repair.Entry, s string) { e.Finding.Accessories = s })
		a.line("serial", j.Serial, "repairs.hint.serial_in", func(e *repair.Entry, s string) { e.Finding.Serial = s })
		a.flags(repair.Check)
	case repair.Diagnose:
		a.text("fault", 2, "", func(e *repair.Entry, s string) { e.Finding.Fault = s })
		a.line("cause", "", "", func(e *repair.Entry, s string) { e.Finding.Cause = s })
		a.flags(repair.Diagnose)
		a.line("override", "", "repairs.hint.override", func(e *repair.Entry, s string) { e.Override = s })
	case repair.Quote:
		a.work(true)
		a.quoteEnds()
	case repair.Approve:
		a.line("approval", "", "repairs.hint.approval", func(e *repair.Entry, s string) { e.Approval = s })
	case repair.Test:
		a.text("done", 3, "repairs.hint.done", func(e *repair.Entry, s string) { e.Done = s })
		if j.Approval == "" {
			a.work(false)
		}
	case repair.GiveBack:
		a.line("serial", either(j.Finding.Serial, j.Serial), "repairs.hint.serial_out", func(e *repair.Entry, s string) { e.Serial = s })
		a.line("carrier", "", "repairs.hint.carrier", func(e *repair.Entry, s string) { e.Carrier = s })
		a.line("tracking", "", "", func(e *repair.Entry, s string) { e.Tracking = s })
		if _, _, total := j.Total(); j.State == repair.Tested && total.Minor > 0 {
			a.line("paid_how", "", "repairs.hint.paid", func(e *repair.Entry, s string) { e.PaidHow = s })
		}
	}
	a.text("note", 2, "repairs.hint.note."+string(event), func(e *repair.Entry, s string) { e.Note = s })
}

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
	words := ""
	if w.Has(hint) {
		words = w.T(hint)
	}
	a.fields = append(a.fields, formField{name: name, label: w.Field(name), hint: words, part: entry})
	a.read = append(a.read, func(e *repair.Entry) *domain.Error { keep(e, entry.Text()); return nil })
}

// flags asks what takes the warranty away, and shows at once what follows.
func (a *asking) flags(event repair.Event) {
	w, f := a.r.env.speak(), a.r.job.Finding
	card := container.NewStack()
	show := func() {
		c := a.r.job.Cover
		c.Misuse, c.Opened, c.SerialWrong, c.Wear, c.Provisional = f.Misuse, f.Opened, f.SerialWrong, f.Wear, false
		set(card, verdictCard(a.r.env, repair.Assess(c), nil, "", nil))
		a.r.root.Refresh()
	}
	boxes := []fyne.CanvasObject{
		widgets.NewCheck(w.T("repairs.flag.misuse.yes"), f.Misuse, func(on bool) { f.Misuse = on; show() }),
		widgets.NewCheck(w.T("repairs.flag.opened.yes"), f.Opened, func(on bool) { f.Opened = on; show() }),
		widgets.NewCheck(w.T("repairs.flag.serial.yes"), f.SerialWrong, func(on bool) { f.SerialWrong = on; show() }),
	}
	if event == repair.Diagnose {
		boxes = append(boxes, widgets.NewCheck(w.T("repairs.flag.wear.yes"), f.Wear, func(on bool) { f.Wear = on; show() }))
	}
	show()
	a.fields = append(a.fields, formField{name: "finding", label: w.T("repairs.flags"), part: widgets.NewColumn(4, boxes...)})
	a.side = card
	a.read = append(a.read, func(e *repair.Entry) *domain.Error {
		e.Finding.Misuse, e.Finding.Opened, e.Finding.SerialWrong, e.Finding.Wear = f.Misuse, f.Opened, f.SerialWrong, f.Wear
		return nil
	})
}

// work asks for parts and labour. What the warranty covers is listed at its
// price and charged 0.
func (a *asking) work(charged bool) {
	w := a.r.env.speak()
	list := newWorkList(a.r.env, a.r.job.Job, charged, func() { a.r.page.back() })
	a.fields = append(a.fields, formField{name: "work", label: w.T("field.work"), part: list})
	a.read = append(a.read, func(e *repair.Entry) (fault *domain.Error) {
		e.Work, fault = list.read()
		return fault
	})
}

// quoteEnds asks for the tax and the last day of a quote.
func (a *asking) quoteEnds() {
	w, j := a.r.env.speak(), a.r.job
	rate := widgets.NewEntry(widgets.EntryLook{Unit: "%", Right: true})
	if j.TaxRate != 0 {
		rate.SetText(w.Hundredths(j.TaxRate))
	}
	day := newDateField(a.r.env, calendar.DateOf(a.r.env.now(), a.r.env.shell.zone).AddDays(14))
	a.fields = append(a.fields, formField{name: "tax_rate", label: w.Field("tax_rate"), hint: w.T("repairs.hint.tax"), part: rate},
		formField{name: "expires", label: w.Field("expires"), part: day})
	a.read = append(a.read, func(e *repair.Entry) (fault *domain.Error) {
		e.TaxRate, fault = hundredths("tax_rate", rate.Text(), 0)
		return fault
	}, func(e *repair.Entry) (fault *domain.Error) {
		e.Expires, fault = dayOf("expires", day)
		return fault
	})
}

// hundredths reads a number with at most two decimals as so many hundredths;
// nothing typed is what empty says.
func hundredths(field, typed string, empty int64) (int64, *domain.Error) {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return empty, nil
	}
	n, fault := money.Parse(field, typed, "HKD") // a currency of two decimals
	return n.Minor, fault
}
