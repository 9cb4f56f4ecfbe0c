package ui

import (
	"context"
	"time"

	"aftercare/domain/calendar"
	"aftercare/domain/casefile"
	"aftercare/domain/channel"
	"aftercare/domain/clock"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/domain/refund"
	"aftercare/ui/widgets"
)

// deed is a verb on the open case, ready to run.
type deed func(ctx context.Context) (desk.CaseView, error)

// asks opens a form on the open case. made reads its fields when it is sent.
func (p *casesPage) asks(title string, fields []formField, made func() (deed, error)) {
	w := p.env.speak()
	submit := func() {
		verb, err := made()
		if err != nil {
			p.form.failed(err)
			return
		}
		p.deed("cases.done.kept", verb)
	}
	p.put(newForm(p.env, title, w.T("cases.send.done"), fields, submit, p.leave).about(p.subject()), nil)
}

// choicesOf are choices whose words stand under a prefix.
func choicesOf[T ~string](e env, prefix string, all []T) []widgets.Option {
	var out []widgets.Option
	for _, x := range all {
		out = append(out, widgets.Option{Key: string(x), Word: e.speak().T(prefix + string(x))})
	}
	return out
}

// amountIn reads a sum of the order's currency; an empty field is none.
func (p *casesPage) amountIn(field string, e *widgets.Entry) (money.Amount, error) {
	if e.Text() == "" {
		return money.Amount{}, nil
	}
	a, fault := money.Parse(field, e.Text(), p.file.Order.Currency)
	if fault != nil {
		return a, fault
	}
	return a, nil
}

func (p *casesPage) sumEntry() *widgets.Entry {
	return widgets.NewEntry(widgets.EntryLook{Unit: p.env.speak().Currency(p.file.Order.Currency), Right: true})
}

// deeds are what can be done with a case besides its next step; what cannot be
// done now says why.
func (p *casesPage) deeds(v desk.CaseView) []action {
	open := !v.Done()
	sales := v.KindOf() == casefile.AfterSales
	no := func(ok bool, key string) string { return p.unless(ok, key, v) }
	var out []action
	add := func(key, refused string, run func()) { out = append(out, action{key: key, run: run, refused: refused}) }
	add("convert", no(open && !sales, "cases.is_sales"), p.convert)
	add("change_remedy", no(open && sales, "cases.too_late"), p.changeRemedy)
	add("retain", no(open && sales && !v.Awaits(casefile.Ruling), "cases.too_late"), p.retain)
	add("consent", no(open && v.Has(casefile.Consent) && len(v.Case.Waits(casefile.Consent)) == 0, "cases.no_consent_now"), p.consent)
	add("compensate", "", func() { p.compensate(casefile.GiveCoupon, "") })
	add("freight", "", p.freight)
	add("fault", no(open && sales, "cases.too_late"), p.fault)
	add("pick_up", no(open && v.Sending != nil && v.Sending.Method == casefile.PickUp, "cases.no_pick_up"), p.pickUp)
	add("remind", no(v.Parcel == casefile.Announced && open, "cases.no_parcel"), p.remind)
	add("not_sent", no(v.Parcel == casefile.Announced && possible(v, casefile.Withdraw) && !p.env.now().Before(v.SendBy.End(p.env.shell.zone)), "cases.may_still_send"), p.notSent)
	add("dispute", no(possible(v, casefile.Raise) && !v.Final(), "cases.not_disputable"), p.dispute)
	add("deadline", no(open, "cases.too_late"), p.deadline)
	add("mark", "", p.mark)
	add("reopen", no(possible(v, casefile.Reopen) && !v.Final(), "cases.not_over"), p.reopen)
	return out
}

func (p *casesPage) changeRemedy() {
	w, v := p.env.speak(), *p.file
	r, _ := casefile.ReasonOf(v.Reason)
	var others []casefile.Remedy
	for _, m := range r.Remedies {
		if m != v.Remedy && m != casefile.PriceProtection {
			others = append(others, m)
		}
	}
	remedy := widgets.NewSelect(choicesOf(p.env, "remedy.", others), "", nil)
	p.asks(w.T("action.change_remedy"), []formField{{name: "remedy", label: w.T("field.remedy"), hint: w.T("cases.hint.remedy"), part: remedy}}, func() (deed, error) {
		q := desk.RemedyRequest{Case: v.ID, Remedy: casefile.Remedy(remedy.Selected())}
		return func(ctx context.Context) (desk.CaseView, error) { return p.env.desk.ChangeRemedy(ctx, q) }, nil
	})
}

func (p *casesPage) freight() {
	w, v := p.env.speak(), *p.file
	leg := widgets.NewSelect(choicesOf(p.env, "leg.", v.Legs()), string(channel.Out), nil)
	if v.Has(casefile.WaitParcel) {
		leg.SetSelected(string(channel.Back))
	}
	usual := append([]widgets.Option{{Key: "", Word: w.T("cases.bearer_usual")}}, choicesOf(p.env, "bearer.", channel.Bearers())...)
	bearer := widgets.NewSelect(usual, "", nil)
	advanced := widgets.NewSegmented([]widgets.Option{{Key: "customer", Word: w.T("bearer.customer")}, {Key: "shop", Word: w.T("bearer.shop")}}, "customer", nil)
	amount, insured, reason := p.sumEntry(), p.sumEntry(), widgets.NewEntry(widgets.EntryLook{Lines: 2})
	fields := []formField{{name: "leg", label: w.T("cases.leg"), part: leg}, {name: "bearer", label: w.T("cases.bearer"), part: bearer}, {name: "amount", label: w.T("cases.amount"), part: amount},
		{name: "advanced", label: w.T("cases.advanced"), hint: w.T("cases.hint.advanced"), part: advanced}, {name: "insured", label: w.T("cases.insured"), part: insured},
		{name: "reason", label: w.T("field.reason"), hint: w.T("cases.hint.bearer"), part: reason}}
	p.asks(w.T("action.freight"), fields, func() (deed, error) {
		sum, err := p.amountIn("amount", amount)
		if err != nil {
			return nil, err
		}
		first, err := p.amountIn("insured", insured)
		if err != nil {
			return nil, err
		}
		f := casefile.Freight{Leg: channel.Leg(leg.Selected()), Bearer: channel.Bearer(bearer.Selected()), Advanced: channel.Bearer(advanced.Selected()), Amount: sum, Insured: first, Reason: reason.Text()}
		return func(ctx context.Context) (desk.CaseView, error) {
			return p.env.desk.BookFreight(ctx, desk.FreightRequest{Case: v.ID, Freight: f})
		}, nil
	})
}

func (p *casesPage) fault() {
	w, v := p.env.speak(), *p.file
	fault := widgets.NewSelect(choicesOf(p.env, "fault.", casefile.Faults()), string(v.Fault), nil)
	reason := widgets.NewEntry(widgets.EntryLook{Lines: 2})
	p.asks(w.T("action.fault"), []formField{{name: "fault", label: w.T("cases.fault"), part: fault}, {name: "reason", label: w.T("field.reason"), part: reason}}, func() (deed, error) {
		q := desk.FaultRequest{Case: v.ID, Fault: casefile.Fault(fault.Selected()), Reason: reason.Text()}
		return func(ctx context.Context) (desk.CaseView, error) { return p.env.desk.MoveFault(ctx, q) }, nil
	})
}

// consent records the customer's word before the refund is filed.
func (p *casesPage) consent() {
	w, v := p.env.speak(), *p.file
	amount := p.sumEntry()
	if v.Preview != nil {
		amount.SetText(v.Preview.Amount.Decimal())
	}
	method := widgets.NewSelect(choicesOf(p.env, "method.", refund.Methods()), string(refund.Original), nil)
	payee, by := widgets.NewEntry(widgets.EntryLook{}), widgets.NewEntry(widgets.EntryLook{SelectAll: true})
	by.SetText(v.Order.ShipTo.Name)
	how := widgets.NewSelect(choicesOf(p.env, "way.", order.Ways()), "", nil)
	now := p.env.now()
	day := newDateField(p.env, calendar.DateOf(now, p.env.shell.zone))
	at := widgets.NewEntry(widgets.EntryLook{SelectAll: true, Placeholder: "00:00"})
	at.SetText(w.Time(now))
	fields := []formField{{name: "amount", label: w.T("cases.amount"), part: amount}, {name: "method", label: w.T("field.method"), part: method}, {name: "payee", label: w.T("field.payee"), part: payee},
		{name: "by", label: w.T("cases.refund.by"), part: by}, {name: "how", label: w.T("field.how"), part: how}, {name: "when", label: w.T("field.when"), part: day}, {name: "when_time", label: w.T("cases.time"), part: at}}
	p.asks(w.T("step.consent"), fields, func() (deed, error) {
		sum, err := p.amountIn("amount", amount)
		if err != nil {
			return nil, err
		}
		when, e := momentOf("when", day, at, p.env.shell.zone)
		if e != nil {
			return nil, e
		}
		if sum.Currency == "" {
			sum = money.Of(0, v.Order.Currency)
		}
		q := desk.WordRequest{Case: v.ID, Amount: sum, Method: method.Selected(), Payee: payee.Text(), By: by.Text(), How: how.Selected(), When: when}
		return func(ctx context.Context) (desk.CaseView, error) { return p.env.desk.RecordConsent(ctx, q) }, nil
	})
}

// pickUp keeps when the shop's pick-up is booked for, or that it was collected.
func (p *casesPage) pickUp() {
	w, v := p.env.speak(), *p.file
	booked, collected := newDateField(p.env, calendar.DateOf(v.Sending.Booked, p.env.shell.zone)), newDateField(p.env, "")
	if v.Sending.Booked.IsZero() {
		booked = newDateField(p.env, "")
	}
	p.asks(w.T("action.pick_up"), []formField{{name: "booked", label: w.T("cases.booked"), part: booked}, {name: "collected", label: w.T("cases.collected"), part: collected}}, func() (deed, error) {
		q := desk.PickUpRequest{Case: v.ID}
		for _, f := range []struct {
			name string
			day  *widgets.DateField
			at   *time.Time
		}{{"booked", booked, &q.Booked}, {"collected", collected, &q.Collected}} {
			d, e := dayOf(f.name, f.day)
			if e != nil {
				return nil, e
			}
			if d != "" {
				*f.at = d.Start(p.env.shell.zone)
			}
		}
		return func(ctx context.Context) (desk.CaseView, error) { return p.env.desk.PickUp(ctx, q) }, nil
	})
}

func (p *casesPage) remind() {
	id := p.file.ID
	p.deed("cases.done.reminded", func(ctx context.Context) (desk.CaseView, error) { return p.env.desk.Remind(ctx, id) })
}

func (p *casesPage) notSent() {
	w, id := p.env.speak(), p.file.ID
	p.reason(reasonForm{title: w.T("action.not_sent"), send: w.T("cases.send.done"), label: w.T("field.reason"), done: "cases.done.kept", name: "reason", lines: 1,
		verb: func(ctx context.Context, text string) (desk.CaseView, error) {
			return p.env.desk.NotSent(ctx, desk.DecideRequest{Case: id, Reason: text})
		}})
}

func (p *casesPage) reopen() {
	w, id := p.env.speak(), p.file.ID
	p.reason(reasonForm{title: w.T("action.reopen"), send: w.T("cases.send.done"), label: w.T("cases.why_again"), done: "cases.done.kept", name: "reason", lines: 2,
		verb: func(ctx context.Context, text string) (desk.CaseView, error) {
			return p.env.desk.ReopenCase(ctx, desk.DecideRequest{Case: id, Reason: text})
		}})
}

func (p *casesPage) dispute() {
	w, v := p.env.speak(), *p.file
	by := widgets.NewSelect(choicesOf(p.env, "arbiter.", casefile.Arbiters()), "", nil)
	reason := widgets.NewEntry(widgets.EntryLook{Lines: 3})
	day := newDateField(p.env, "")
	at := widgets.NewEntry(widgets.EntryLook{SelectAll: true, Placeholder: "00:00"})
	fields := []formField{{name: "by", label: w.T("cases.arbiter"), part: by}, {name: "reason", label: w.T("field.reason"), part: reason},
		{name: "evidence_due", label: w.T("cases.evidence_due"), part: day}, {name: "evidence_due_time", label: w.T("cases.time"), part: at}}
	p.asks(w.T("action.dispute"), fields, func() (deed, error) {
		due, e := momentOf("evidence_due", day, at, p.env.shell.zone)
		if e != nil {
			return nil, e
		}
		q := desk.DisputeRequest{Case: v.ID, By: by.Selected(), Reason: reason.Text(), EvidenceDue: due}
		return func(ctx context.Context) (desk.CaseView, error) { return p.env.desk.RaiseDispute(ctx, q) }, nil
	})
}

// proof records what was sent to the arbiter.
func (p *casesPage) proof() {
	w, id := p.env.speak(), p.file.ID
	p.reason(reasonForm{title: w.T("step.proof"), send: w.T("cases.send.done"), label: w.T("cases.told"), done: "cases.done.step", name: "evidence", lines: 3,
		verb: func(ctx context.Context, text string) (desk.CaseView, error) {
			return p.env.desk.SendEvidence(ctx, desk.StepRequest{Case: id, Note: text})
		}})
}

func (p *casesPage) rule() {
	w, v := p.env.speak(), *p.file
	ruling := widgets.NewSelect(choicesOf(p.env, "ruling.", casefile.Rulings()), "", nil)
	amount, note := p.sumEntry(), widgets.NewEntry(widgets.EntryLook{Lines: 2})
	bearers := append([]widgets.Option{{Key: "", Word: w.T("common.none")}}, choicesOf(p.env, "bearer.", channel.Bearers())...)
	freight := widgets.NewSelect(bearers, "", nil)
	fields := []formField{{name: "ruling", label: w.T("step.ruling"), part: ruling}, {name: "amount", label: w.T("cases.amount"), part: amount}, {name: "freight", label: w.T("cases.bearer"), part: freight},
		{name: "note", label: w.T("cases.note"), part: note}}
	p.asks(w.T("step.ruling"), fields, func() (deed, error) {
		sum, err := p.amountIn("amount", amount)
		if err != nil {
			return nil, err
		}
		q := desk.RulingRequest{Case: v.ID, Ruling: casefile.RuledFor(ruling.Selected()), Amount: sum, Freight: channel.Bearer(freight.Selected()), Note: note.Text()}
		return func(ctx context.Context) (desk.CaseView, error) { return p.env.desk.RecordRuling(ctx, q) }, nil
	})
}

// deadline types in one of the platform's own two.
func (p *casesPage) deadline() {
	w, v := p.env.speak(), *p.file
	which := widgets.NewSelect(choicesOf(p.env, "clock.", []clock.Code{casefile.SilenceClock, casefile.GoodsClock}), string(casefile.SilenceClock), nil)
	day := newDateField(p.env, "")
	at := widgets.NewEntry(widgets.EntryLook{SelectAll: true, Placeholder: "00:00"})
	fields := []formField{{name: "clock", label: w.T("cases.deadline"), part: which}, {name: "at", label: w.T("field.when"), part: day}, {name: "at_time", label: w.T("cases.time"), part: at}}
	p.asks(w.T("action.deadline"), fields, func() (deed, error) {
		when, e := momentOf("at", day, at, p.env.shell.zone)
		if e != nil {
			return nil, e
		}
		q := desk.DeadlineRequest{Case: v.ID, Clock: clock.Code(which.Selected()), At: when}
		return func(ctx context.Context) (desk.CaseView, error) { return p.env.desk.SetDeadline(ctx, q) }, nil
	})
}

func (p *casesPage) mark() {
	w, v := p.env.speak(), *p.file
	options := append([]widgets.Option{{Key: "", Word: w.T("common.none")}}, choicesOf(p.env, "case_mark.", casefile.Marks())...)
	mark := widgets.NewSelect(options, string(v.Mark), nil)
	p.asks(w.T("action.mark"), []formField{{name: "mark", label: w.T("action.mark"), hint: w.T("cases.hint.mark"), part: mark}}, func() (deed, error) {
		q := desk.MarkRequest{Case: v.ID, Mark: casefile.Mark(mark.Selected())}
		return func(ctx context.Context) (desk.CaseView, error) { return p.env.desk.MarkCase(ctx, q) }, nil
	})
}
