package ui

import (
	"strings"

	"fyne.io/fyne/v2"

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
	case repair.Confirm:
		a.confirm()
	case repair.Send:
		a.line("carrier", "", "", func(e *repair.Entry, s string) { e.Carrier = s })
		a.line("tracking", "", "", func(e *repair.Entry, s string) { e.Tracking = s })
	case repair.Check:
		a.text("condition", 2, "", func(e *repair.Entry, s string) { e.Finding.Condition = s })
		a.text("came", 2, "repairs.hint.came", func(e *repair.Entry, s string) { e.Finding.Came = s })
		a.text("accessories", 2, "repairs.hint.accessories", func(e *repair.Entry, s string) { e.Finding.Accessories = s })
		a.line("serial", j.Serial, "repairs.hint.serial_in", func(e *repair.Entry, s string) { e.Finding.Serial = s })
		a.conditions()
		a.flags(repair.Check)
	case repair.Diagnose:
		a.text("fault", 2, "", func(e *repair.Entry, s string) { e.Finding.Fault = s })
		a.choice("kind", "repairs.kind", codesOf("breakdown.", repair.Faults()), j.Finding.Kind, func(e *repair.Entry, s string) { e.Finding.Kind = s })
		a.line("cause", j.Finding.Cause, "", func(e *repair.Entry, s string) { e.Finding.Cause = s })
		a.again()
		a.flags(repair.Diagnose)
		a.line("override", "", "repairs.hint.override", func(e *repair.Entry, s string) { e.Override = s })
	case repair.Quote:
		a.work(true)
		a.quoteEnds()
	case repair.Approve, repair.DeclineIt:
		a.line("approval", "", "repairs.hint."+string(event), func(e *repair.Entry, s string) { e.Approval = s })
		a.ways("how", "how.", repair.Answers(), repair.Answers()[0], func(e *repair.Entry, s string) { e.How = s })
	case repair.Order, repair.Begin:
		if event == repair.Order {
			a.date("parts_due", "", func(e *repair.Entry, d calendar.Date) { e.PartsDue = d })
		}
		if j.Approval == "" {
			a.work(false)
		}
	case repair.SendAway, repair.BackFrom, repair.BackAsWas:
		a.workshop(event)
	case repair.Replace:
		a.line("sku", j.SKU, "repairs.hint.replace", func(e *repair.Entry, s string) { e.Instead.SKU = s })
		a.line("serial", "", "", func(e *repair.Entry, s string) { e.Instead.Serial = s })
	case repair.Refund:
		a.money("amount", func(e *repair.Entry, m money.Amount) { e.Instead.Amount = m })
		a.line("paid_how", "", "repairs.hint.paid", func(e *repair.Entry, s string) { e.Instead.How = s })
	case repair.Test:
		a.text("done", 3, "repairs.hint.done", func(e *repair.Entry, s string) { e.Done = s })
		if j.Approval == "" {
			a.work(false)
		}
	case repair.GiveBack:
		a.giveBack()
	}
	a.text("note", 2, "repairs.hint.note."+string(event), func(e *repair.Entry, s string) { e.Note = s })
}

// confirm asks what the customer is told: when, where, what to send along.
func (a *asking) confirm() {
	j := a.r.job
	a.date("due", j.Due, func(e *repair.Entry, d calendar.Date) { e.Due = d })
	a.text("where", 2, "repairs.hint.where", func(e *repair.Entry, s string) { e.Where = s })
	a.text("enclose", 2, "repairs.hint.enclose", func(e *repair.Entry, s string) { e.Enclose = s })
	a.money("fee", func(e *repair.Entry, m money.Amount) { e.Fee = m.Minor })
}

// workshop asks for the way to the maker, or back from it.
func (a *asking) workshop(event repair.Event) {
	leg := repair.Leg{}
	if was := a.r.job.Leg(); was != nil {
		leg = *was
	}
	if event == repair.SendAway {
		a.line("workshop", leg.Workshop, "", func(e *repair.Entry, s string) { e.Leg.Workshop = s })
		a.line("number", "", "repairs.hint.number", func(e *repair.Entry, s string) { e.Leg.Number = s })
		a.date("expected", "", func(e *repair.Entry, d calendar.Date) { e.Leg.Expected = d })
		return
	}
	a.line("result", "", "repairs.hint.result", func(e *repair.Entry, s string) { e.Leg.Result = s })
	a.line("number", leg.Number, "repairs.hint.number", func(e *repair.Entry, s string) { e.Leg.Number = s })
	a.money("cost", func(e *repair.Entry, m money.Amount) { e.Leg.Cost = m })
	a.line("serial", "", "repairs.hint.serial_out", func(e *repair.Entry, s string) { e.Leg.Serial = s })
}

// giveBack asks how the item goes home and how it was paid.
func (a *asking) giveBack() {
	j := a.r.job
	a.line("serial", either(j.SerialOut, either(j.Finding.Serial, j.Serial)), "repairs.hint.serial_out", func(e *repair.Entry, s string) { e.Serial = s })
	a.ways("way", "back.", j.Ways(), j.Ways()[0], func(e *repair.Entry, s string) { e.Way = s })
	a.line("by", j.Customer.Name, "", func(e *repair.Entry, s string) { e.By = s })
	a.fields[len(a.fields)-1].label = a.r.env.speak().T("repairs.collected_by")
	a.line("carrier", "", "repairs.hint.carrier", func(e *repair.Entry, s string) { e.Carrier = s })
	a.line("tracking", "", "", func(e *repair.Entry, s string) { e.Tracking = s })
	if _, _, total := j.Total(); total.Minor > 0 {
		a.line("paid_how", "", "repairs.hint.paid", func(e *repair.Entry, s string) { e.PaidHow = s })
		if j.State != repair.Tested {
			a.line("waive", "", "repairs.hint.waive", func(e *repair.Entry, s string) { e.Waive = s })
		}
	}
}

// flags asks what takes the warranty away, and shows at once what follows.
func (a *asking) flags(event repair.Event) {
	w, f := a.r.env.speak(), a.r.job.Finding
	card := widgets.NewOver()
	show := func() {
		c := a.r.job.Cover
		c.Misuse, c.Liquid, c.Opened, c.Wear, c.Provisional = f.Misuse, f.Liquid, f.Opened, f.Wear, false
		c.SerialWrong, c.SerialGone = f.SerialWrong, f.SerialGone
		set(card, verdictCard(a.r.env, repair.Assess(c), nil, "", nil))
		a.r.root.Refresh()
	}
	var boxes []fyne.CanvasObject
	for _, x := range []struct {
		key  string
		flag *bool
	}{{"misuse", &f.Misuse}, {"liquid", &f.Liquid}, {"opened", &f.Opened}, {"serial", &f.SerialWrong}, {"serial_missing", &f.SerialGone}, {"wear", &f.Wear}} {
		if x.key != "wear" || event == repair.Diagnose {
			boxes = append(boxes, widgets.NewCheck(w.T("repairs.flag."+x.key+".yes"), *x.flag, func(on bool) { *x.flag = on; show() }))
		}
	}
	show()
	a.fields = append(a.fields, formField{name: "finding", label: w.T("repairs.flags"), part: widgets.NewColumn(4, boxes...)})
	a.side = card
	a.read = append(a.read, func(e *repair.Entry) *domain.Error {
		e.Finding.Misuse, e.Finding.Liquid, e.Finding.Opened, e.Finding.Wear = f.Misuse, f.Liquid, f.Opened, f.Wear
		e.Finding.SerialWrong, e.Finding.SerialGone = f.SerialWrong, f.SerialGone
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
	included := widgets.NewCheck(w.T("repairs.tax_included"), j.TaxIncluded, nil)
	day := newDateField(a.r.env, calendar.DateOf(a.r.env.now(), a.r.env.shell.zone).AddDays(j.Terms.QuoteDays))
	a.fields = append(a.fields, formField{name: "tax_rate", label: w.Field("tax_rate"), hint: w.T("repairs.hint.tax"), part: rate},
		formField{name: "tax_included", label: w.T("repairs.tax"), part: included},
		formField{name: "expires", label: w.Field("expires"), part: day})
	a.read = append(a.read, func(e *repair.Entry) (fault *domain.Error) {
		e.TaxIncluded = included.On
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
