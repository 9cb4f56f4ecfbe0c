package ui

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/casefile"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/domain/refund"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// refundForm files the refund of a case. Beside the questions stands what it
// comes to, line by line; that sum is on the button, and it is what is booked.
type refundForm struct {
	page   *casesPage
	file   desk.CaseView
	form   *form
	beside *fyne.Container

	sum        *widgets.Entry // a part refund agreed as a sum, else nil
	deductions []deduction
	rows       *fyne.Container
	method     *widgets.Select
	payee      *widgets.Entry
	by         *widgets.Entry // consent, where the policy asks for it, else nil
	how        *widgets.Select
	day        *widgets.DateField
	clock      *widgets.Entry
	units      []unitField // how many of each line go back now
	route      *widgets.Select
	seen       money.Amount
}

// unitField is how many units of one line go back.
type unitField struct {
	line int
	all  int
	n    *widgets.Stepper
}

// deduction is one line of money that is kept back.
type deduction struct {
	kind           *widgets.Select
	amount, reason *widgets.Entry
}

// refund opens the form.
func (p *casesPage) refund() {
	r := &refundForm{page: p, file: *p.file}
	r.build()
	r.judge()
}

func (r *refundForm) build() {
	p, w := r.page, r.page.env.speak()
	unit := w.Currency(r.file.Order.Currency)
	var fields []formField
	if r.file.Remedy == casefile.PartRefund {
		r.sum = widgets.NewEntry(widgets.EntryLook{Unit: unit, Right: true})
		r.sum.OnChanged = func(string) { r.judge() }
		fields = append(fields, formField{name: "amount", label: w.T("cases.refund.sum"), hint: w.T("cases.refund.sum_hint"), part: r.sum})
	}
	fields = append(fields, r.unitFields()...)
	r.rows = widgets.NewColumn(8)
	r.addDeduction(false)
	fields = append(fields, formField{name: "deductions", label: w.T("field.deductions"), hint: w.T("cases.refund.deductions_hint"), part: r.rows})
	var methods []widgets.Option
	for _, m := range refund.Methods() {
		methods = append(methods, widgets.Option{Key: string(m), Word: w.T("method." + string(m))})
	}
	r.method = widgets.NewSelect(methods, string(refund.Original), func(string) { r.judge() })
	r.payee = widgets.NewEntry(widgets.EntryLook{})
	r.payee.OnChanged = func(string) { r.judge() }
	fields = append(fields, formField{name: "method", label: w.T("field.method"), part: r.method}, formField{name: "payee", label: w.T("field.payee"), hint: w.T("cases.refund.payee_hint"), part: r.payee})
	fields = append(fields, r.consentFields()...)
	r.form = newForm(p.env, w.T("cases.form.refund"), w.T("cases.send.refund_plain"), fields, r.submit, p.leave).about(p.subject())
	r.beside = widgets.NewPage(nil, widgets.NewColumn(0))
	p.put(r.form, r.beside)
}

// consentFields are asked where the policy wants the customer's word first.
func (r *refundForm) consentFields() []formField {
	p, w := r.page, r.page.env.speak()
	if !r.file.NeedsConsent(r.file.Policy) || r.file.Consent() != nil {
		return nil
	}
	r.by = widgets.NewEntry(widgets.EntryLook{SelectAll: true})
	r.by.SetText(r.file.Order.ShipTo.Name)
	var ways []widgets.Option
	for _, way := range order.Ways() {
		ways = append(ways, widgets.Option{Key: way, Word: w.T("way." + way)})
	}
	r.by.OnChanged = func(string) { r.judge() } // the notice names who, how and when
	r.how = widgets.NewSelect(ways, "", func(string) { r.judge() })
	now := p.env.now()
	r.day = newDateField(p.env, calendar.DateOf(now, p.env.shell.zone))
	r.clock = widgets.NewEntry(widgets.EntryLook{SelectAll: true, Placeholder: "00:00"})
	r.clock.SetText(w.Time(now))
	r.clock.OnChanged = func(string) { r.judge() }
	r.day.OnDate = func(widgets.Date, bool) { r.judge() }
	return []formField{{name: "by", label: w.T("cases.refund.by"), part: r.by}, {name: "how", label: w.T("field.how"), part: r.how},
		{name: "when", label: w.T("field.when"), part: r.day}, {name: "when_time", label: w.T("cases.time"), part: r.clock}}
}

// addDeduction adds an empty line; the one before leads on to it.
func (r *refundForm) addDeduction(focus bool) {
	w := r.page.env.speak()
	var kinds []widgets.Option
	for _, k := range refund.DeductKinds() {
		if k != refund.FreeShipping || r.file.Policy.DeductShipping {
			kinds = append(kinds, widgets.Option{Key: string(k), Word: w.T("deduct." + string(k))})
		}
	}
	d := deduction{kind: widgets.NewSelect(kinds, string(refund.OtherReason), func(string) { r.judge() }), amount: widgets.NewEntry(widgets.EntryLook{Unit: w.Currency(r.file.Order.Currency), Right: true}),
		reason: widgets.NewEntry(widgets.EntryLook{Placeholder: w.T("cases.refund.why_kept")})}
	for _, e := range []*widgets.Entry{d.amount, d.reason} {
		e.OnChanged = func(string) { r.judge() }
		e.OnSubmitted = func(string) { r.form.trySubmit() }
		e.OnEscape = r.page.leave
	}
	r.deductions = append(r.deductions, d)
	if n := len(r.rows.Objects); n > 0 {
		r.rows.Objects = r.rows.Objects[:n-1]
	}
	r.rows.Add(widgets.NewRow(8, widgets.NewSized(132, 0, d.kind), widgets.NewSized(120, 0, d.amount), widgets.Grow(d.reason)))
	r.rows.Add(widgets.NewRow(0, widgets.NewLink(w.T("cases.refund.add"), "plus", func() { r.addDeduction(true) }), widgets.Gap()))
	if focus {
		r.form.root.Refresh()
		d.amount.Focus()
	}
}

// request is what the form asks for, with the faults of what was typed.
func (r *refundForm) request() (desk.RefundRequest, error) {
	var es domain.Errors
	q := desk.RefundRequest{Case: r.file.ID, Policy: r.file.Case.Policy, Method: refund.Method(r.method.Selected()), Payee: r.payee.Text()}
	amount := func(field string, e *widgets.Entry) money.Amount {
		a, fault := money.Parse(field, e.Text(), r.file.Order.Currency)
		if fault != nil {
			es = append(es, fault)
		}
		return a
	}
	q.Items = r.chosen()
	if r.route != nil {
		q.Route = refund.Route(r.route.Selected())
	}
	switch {
	case r.sum == nil:
	case strings.TrimSpace(r.sum.Text()) == "":
		es = append(es, domain.Wrong("amount", "refund.amount_wanted", nil))
	default:
		q.Amount = amount("amount", r.sum)
	}
	for _, d := range r.deductions {
		if d.amount.Text() == "" && d.reason.Text() == "" {
			continue
		}
		q.Deductions = append(q.Deductions, refund.Deduct{Kind: refund.DeductKind(d.kind.Selected()), Amount: amount("deductions", d.amount), Reason: d.reason.Text()})
	}
	return q, es.OrNil()
}

// consent adds the customer's word to a request.
func (r *refundForm) consent(q desk.RefundRequest) (desk.RefundRequest, error) {
	if r.by == nil {
		return q, nil
	}
	var es domain.Errors
	q.By, q.How = r.by.Text(), r.how.Selected()
	if q.By == "" {
		es = append(es, domain.Wrong("by", "field.required", nil))
	}
	if q.How == "" {
		es = append(es, domain.Wrong("how", "field.required", nil))
	}
	at, e := momentOf("when", r.day, r.clock, r.page.env.shell.zone)
	switch {
	case e != nil:
		es = append(es, e)
	case at == time.Time{}:
		es = append(es, domain.Wrong("when", "field.required", nil))
	}
	q.When = at
	return q, es.OrNil()
}

// judge shows what the refund comes to now.
func (r *refundForm) judge() {
	if r.form == nil {
		return
	}
	q, err := r.request()
	if err != nil && r.sum != nil && strings.TrimSpace(r.sum.Text()) == "" {
		r.await() // nothing is wrong yet
		return
	}
	if err != nil {
		r.against(err)
		return
	}
	p := r.page
	run(p.env.work, &p.judging, func(ctx context.Context) (desk.RefundLook, error) {
		if c, err := r.consent(q); err == nil {
			q = c
		}
		return p.env.desk.JudgeRefund(ctx, q)
	}, func(look desk.RefundLook, err error) {
		if err != nil {
			r.against(err)
			return
		}
		r.seen = look.Amount
		r.form.say(p.env.speak().T("cases.send.refund", domain.Args{"amount": look.Amount}))
		r.show(r.parts(look))
	})
}

// parts are what stands beside the questions: the sum, what then is left, what
// was checked, and the notice.
func (r *refundForm) parts(look desk.RefundLook) []fyne.CanvasObject {
	p, w := r.page, r.page.env.speak()
	note := w.T("cases.preview", domain.Args{"payer_key": "cases.payer." + string(r.file.Policy.PaidBy), "channel": r.file.Channel.Name})
	left := "cases.refund.left"
	if look.Full {
		left = "cases.refund.full"
	}
	parts := []fyne.CanvasObject{widgets.NewSection(w.T("cases.refund.comes_to"), "", nil), assessmentRows(p.env, look.Assessment, note),
		widgets.NewParagraph(w.T(left, domain.Args{"left": look.Left}), widgets.Small())}
	if t := taxRows(p.env, look.Taxes); t != nil {
		parts = append(parts, t)
	}
	parts = append(parts, widgets.NewSection(w.T("money.look"), "", nil), checkedRows(p.env, look.Look))
	if n := r.notice(look.Amount); n != nil {
		parts = append(parts, n)
	}
	return parts
}

// against shows why there is no sum, await that one is to be typed.
func (r *refundForm) against(err error) {
	r.without(r.page.env.speak().Error(err), widgets.TextStyle{Colour: theme.LateInk})
}

func (r *refundForm) await() {
	r.without(r.page.env.speak().T("cases.refund.sum_await"), widgets.Second())
}

func (r *refundForm) without(words string, style widgets.TextStyle) {
	w := r.page.env.speak()
	r.seen = money.Amount{}
	r.form.say(w.T("cases.send.refund_plain"))
	r.show([]fyne.CanvasObject{widgets.NewSection(w.T("cases.refund.comes_to"), "", nil), widgets.NewParagraph(words, style)})
}

func (r *refundForm) show(parts []fyne.CanvasObject) {
	r.beside.Objects[0] = widgets.NewBody(widgets.Around(16), 12, parts...)
	r.beside.Refresh()
}

func (r *refundForm) submit() {
	q, err := r.request()
	if err == nil {
		q, err = r.consent(q)
	}
	if err != nil {
		r.form.failed(err)
		return
	}
	q.Seen = r.seen
	p := r.page
	p.deed("cases.done.filed", func(ctx context.Context) (desk.CaseView, error) { return p.env.desk.FileRefund(ctx, q) })
}
