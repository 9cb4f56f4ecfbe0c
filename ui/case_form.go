package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/casefile"
	"aftercare/domain/desk"
	"aftercare/ui/present"
	"aftercare/ui/text"
	"aftercare/ui/widgets"
)

// openForm opens a case on an order. The verdict stands beside the questions
// and follows them; it is the one that the case keeps.
type openForm struct {
	page    *casesPage
	order   desk.OrderView
	reasons desk.ReasonTree
	convert domain.ID // a case that claims nothing yet and turns into a claim, 0 for a new one
	form    *form
	beside  *fyne.Container

	kind     *widgets.Select
	newer    *widgets.Entry // the order of a price drop
	abnormal *widgets.Segmented
	declared *widgets.Segmented
	complex  *widgets.Segmented
	units    []*widgets.Stepper // one for each line
	reason   *widgets.Select
	remedy   *widgets.Select
	received *widgets.Segmented
	worn     *widgets.Segmented
	tags     *widgets.Segmented
	photos   *widgets.Stepper
	words    *widgets.Entry
	day      *widgets.DateField
	clock    *widgets.Entry
	opened   string // day and time as the form was opened with
}

// ask reads the order and opens the form on it.
func (p *casesPage) ask(id domain.ID) { p.askFor(id, 0) }

// convert turns the open case into a claim.
func (p *casesPage) convert() { p.askFor(p.file.OrderID, p.file.ID) }

func (p *casesPage) askFor(id, convert domain.ID) {
	run(p.env.work, &p.doing, func(ctx context.Context) (*openForm, error) {
		f := &openForm{page: p, convert: convert}
		var err error
		if f.order, err = p.env.desk.Order(ctx, id); err != nil {
			return f, err
		}
		f.reasons, err = p.env.desk.Reasons(ctx)
		return f, err
	}, func(f *openForm, err error) {
		if err != nil {
			p.env.shell.fail(err)
			return
		}
		f.build()
		f.judge()
	})
}

func (f *openForm) build() {
	p, e, w := f.page, f.page.env, f.page.env.speak()
	f.kind = widgets.NewSelect(choicesOf(e, "kind.", casefile.Kinds()), string(casefile.AfterSales), func(string) { f.judge() })
	f.newer = widgets.NewEntry(widgets.EntryLook{})
	f.newer.OnChanged = func(string) { f.judge() }
	yesNo := []widgets.Option{{Key: "yes", Word: w.T("known.yes")}, {Key: "no", Word: w.T("known.no")}}
	f.abnormal = widgets.NewSegmented(yesNo, "no", func(string) { f.judge() })
	f.declared = widgets.NewSegmented(yesNo, "no", func(string) { f.judge() })
	f.complex = widgets.NewSegmented(yesNo, "no", func(string) { f.judge() })
	f.reason = widgets.NewSelect(f.reasonOptions(), "", func(string) { f.offer(); f.judge() })
	f.reason.Placeholder = w.T("cases.new.choose")
	f.remedy = widgets.NewSelect(nil, "", func(string) { f.judge() })
	f.remedy.Placeholder = w.T("cases.new.reason_first")
	known := func(string) { f.judge() }
	received := "no"
	if !f.order.SignOff.At.IsZero() {
		received = "yes"
	}
	f.received = widgets.NewSegmented(yesNo, received, known)
	f.worn = widgets.NewSegmented(knownOptions(e), "", known)
	f.tags = widgets.NewSegmented(knownOptions(e), "", known)
	f.photos = widgets.NewStepper(0, 0, 99, "", func(int) { f.judge() })
	f.photos.OnEscape = p.leave
	f.photos.OnSubmitted = func(string) { f.form.trySubmit() }
	f.words = widgets.NewEntry(widgets.EntryLook{Lines: 3})
	now := e.now()
	f.day = newDateField(e, calendar.DateOf(now, e.shell.zone))
	f.day.OnDate = func(widgets.Date, bool) { f.judge() }
	f.clock = widgets.NewEntry(widgets.EntryLook{SelectAll: true, Placeholder: "00:00"})
	f.clock.SetText(w.Time(now))
	f.clock.OnChanged = func(string) { f.judge() }
	f.opened = f.day.Text() + f.clock.Text()
	fields := []formField{{name: "items", label: w.T("cases.new.items"), hint: w.T("cases.new.items_hint"), part: f.lines()}, {name: "reason", label: w.T("field.reason"), part: f.reason},
		{name: "remedy", label: w.T("field.remedy"), part: f.remedy}, {name: "new_order", label: w.T("cases.new.newer"), hint: w.T("cases.new.newer_hint"), part: f.newer}, {name: "received", label: w.T("cases.new.received"), part: f.received}, {name: "worn", label: w.T("field.worn"), part: f.worn},
		{name: "tags", label: w.T("field.tags"), part: f.tags}, {name: "abnormal", label: w.T("cases.new.abnormal"), part: f.abnormal}, {name: "declared", label: w.T("cases.new.declared"), part: f.declared}, {name: "photos", label: w.T("cases.new.photos"), part: widgets.NewRow(0, widgets.NewSized(136, 0, f.photos), widgets.Gap())}, {name: "words", label: w.T("field.words"), hint: w.T("cases.new.words_hint"), part: f.words},
		{name: "requested", label: w.T("field.requested"), part: f.day}, {name: "requested_time", label: w.T("cases.time"), part: f.clock},
		{name: "complex", label: w.T("cases.new.complex"), part: f.complex}}
	if f.convert == 0 {
		fields = append(fields, formField{name: "kind", label: w.T("cases.new.kind"), hint: w.T("cases.new.kind_hint"), part: f.kind})
	}
	about := w.List([]string{present.Short(f.order.Number), f.order.ShipTo.Name})
	f.form = newForm(e, w.T("cases.form.new"), w.T("cases.send.new"), fields, f.submit, p.leave).about(about)
	f.beside = widgets.NewPage(nil, widgets.NewColumn(0))
	p.put(f.form, f.beside)
	if len(f.units) == 1 { // there is nothing to choose: the reason is the first question
		f.form.fields[1].field.Focus()
	}
}

// lines are the order's, each with a count of the units that are claimed.
func (f *openForm) lines() fyne.CanvasObject {
	column := widgets.NewColumn(8)
	f.units = nil
	for _, l := range f.order.Lines {
		n := 0
		if len(f.order.Lines) == 1 {
			n = l.Quantity
		}
		count := widgets.NewStepper(n, 0, l.Quantity, f.page.env.speak().T("cases.new.of", domain.Args{"n": l.Quantity}), func(int) { f.judge() })
		f.units = append(f.units, count)
		count.OnEscape = f.page.leave
		count.OnSubmitted = func(string) { f.form.trySubmit() }
		column.Add(widgets.NewRow(12, widgets.NewSized(136, 0, count), widgets.Grow(widgets.NewText(l.Title, widgets.Plain()))))
	}
	return column
}

// offer lists the remedies of the chosen reason, and chooses the first.
func (f *openForm) offer() {
	w := f.page.env.speak()
	r, e := casefile.FindReason(f.reason.Selected(), f.reasons.Own)
	if e != nil {
		return
	}
	var options []widgets.Option
	fits := false
	for _, m := range r.Remedies {
		options = append(options, widgets.Option{Key: string(m), Word: w.T("remedy." + string(m))})
		fits = fits || string(m) == f.remedy.Selected()
	}
	f.remedy.SetOptions(options)
	if !fits {
		f.remedy.SetSelected(options[0].Key)
	}
}

// reasonOptions are all reasons, beside each who answers for it at first, and
// below each the owner's own.
func (f *openForm) reasonOptions() []widgets.Option {
	w := f.page.env.speak()
	var out []widgets.Option
	for _, r := range f.reasons.BuiltIn {
		out = append(out, widgets.Option{Key: r.Code, Word: w.T("reason." + r.Code), Detail: w.T("fault." + string(r.Fault))})
		for _, own := range f.reasons.Below(r.Code) {
			out = append(out, widgets.Option{Key: own.Code, Word: own.Called(string(w.Lang())), Detail: w.T("fault." + string(own.Fault))})
		}
	}
	return out
}

// request is what the form asks for, with the faults of what was typed.
func (f *openForm) request() (desk.OpenRequest, error) {
	q := desk.OpenRequest{Order: f.order.ID, NewNumber: f.newer.Text(), Request: casefile.Request{Kind: casefile.Kind(f.kind.Selected()), Abnormal: f.abnormal.Selected() == "yes", Declared: f.declared.Selected() == "yes",
		Complex: f.complex.Selected() == "yes", Reason: f.reason.Selected(), Remedy: casefile.Remedy(f.remedy.Selected()), Received: f.received.Selected() == "yes",
		Worn: casefile.Known(f.worn.Selected()), Tags: casefile.Known(f.tags.Selected()), Photos: f.photos.Count(), Words: f.words.Text()}}
	for i, l := range f.order.Lines {
		if n := f.units[i].Count(); n > 0 {
			q.Items = append(q.Items, casefile.Asked{Line: l.No, Quantity: n})
		}
	}
	if f.day.Text()+f.clock.Text() == f.opened {
		return q, nil // now
	}
	at, e := momentOf("requested", f.day, f.clock, f.page.env.shell.zone)
	switch {
	case e != nil:
		return q, e
	case at == time.Time{}:
		return q, domain.Wrong("requested", "field.required", nil)
	}
	q.Requested = at
	return q, nil
}

// ready says whether enough is chosen to judge by.
func ready(q desk.OpenRequest) bool {
	return q.Reason != "" && (!claims(q) || q.Remedy != "" && len(q.Items) > 0)
}

// claims says whether a request is for a remedy; the other kinds claim nothing.
func claims(q desk.OpenRequest) bool { return q.Kind == "" || q.Kind == casefile.AfterSales }

// judge shows the verdict on what is chosen now.
func (f *openForm) judge() {
	if f.form == nil {
		return
	}
	p, w := f.page, f.page.env.speak()
	q, err := f.request()
	f.fit(q)
	if err != nil || !ready(q) {
		f.show(widgets.NewParagraph(w.T("cases.new.not_yet"), widgets.Second()))
		return
	}
	run(p.env.work, &p.judging, func(ctx context.Context) (domain.Verdict, error) { return p.env.desk.JudgeCase(ctx, q) },
		func(v domain.Verdict, err error) {
			if err != nil {
				f.show(widgets.NewParagraph(w.Error(err), widgets.Second()))
				return
			}
			f.show(p.verdictOf(v, f.order.Channel.Name, false))
		})
}

// fit asks only what matters to what is chosen, and says what evidence its reason
// wants.
func (f *openForm) fit(q desk.OpenRequest) {
	w, price := f.page.env.speak(), q.Remedy == casefile.PriceProtection
	shown := map[string]bool{"new_order": price, "received": !price, "photos": !price, "remedy": claims(q)}
	for _, name := range []string{"worn", "tags", "abnormal", "declared"} {
		shown[name] = claims(q) && q.Received && !price
	}
	changed := false
	for i := range f.form.fields {
		field := f.form.fields[i].field
		if show, ok := shown[f.form.fields[i].name]; ok && field.Visible() != show {
			field.Hidden, changed = !show, true
		}
		if f.form.fields[i].name == "reason" {
			field.SetHint(f.wanted(w))
		}
	}
	if changed {
		f.form.root.Refresh()
	}
}

// wanted is the evidence that the chosen reason wants before a decision.
func (f *openForm) wanted(w *text.Words) string {
	r, e := casefile.FindReason(f.reason.Selected(), f.reasons.Own)
	if e != nil || len(r.Evidence) == 0 {
		return ""
	}
	var all []string
	for _, x := range r.Evidence {
		all = append(all, w.T("evidence."+string(x)))
	}
	return w.T("cases.new.wanted", domain.Args{"evidence": w.List(all)})
}

func (f *openForm) show(part fyne.CanvasObject) {
	f.beside.Objects[0] = widgets.NewBody(widgets.Around(16), 12, widgets.NewSection(f.page.env.speak().T("cases.new.verdict"), "", nil), part)
	f.beside.Refresh()
}

func (f *openForm) submit() {
	q, err := f.request()
	if err == nil {
		err = f.missing(q)
	}
	if err != nil {
		f.form.failed(err)
		return
	}
	p := f.page
	if id := f.convert; id != 0 {
		p.deed("cases.done.kept", func(ctx context.Context) (desk.CaseView, error) {
			return p.env.desk.Convert(ctx, desk.ConvertRequest{Case: id, NewNumber: q.NewNumber, Request: q.Request})
		})
		return
	}
	p.deed("cases.done.new", func(ctx context.Context) (desk.CaseView, error) { return p.env.desk.OpenCase(ctx, q) })
}

// missing names the questions that nobody answered.
func (f *openForm) missing(q desk.OpenRequest) error {
	var es domain.Errors
	if len(q.Items) == 0 && claims(q) {
		es = append(es, domain.Wrong("items", "case.no_items", nil))
	}
	if q.Reason == "" {
		es = append(es, domain.Wrong("reason", "field.required", nil))
	}
	if q.Remedy == "" && claims(q) {
		es = append(es, domain.Wrong("remedy", "field.required", nil))
	}
	return es.OrNil()
}
