package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/desk"
	"aftercare/domain/refund"
	"aftercare/ui/present"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// paint shows the selected refund.
func (p *refundBook) paint() {
	if p.shown.ID == 0 {
		p.detail.Objects = nil
		p.detail.Refresh()
		return
	}
	w, r := p.env.speak(), p.shown
	m := present.RefundState(w, r.State)
	title := widgets.NewTitleBlock(r.Number, "", w.Money(r.Amount), []fyne.CanvasObject{widgets.NewText(r.Customer, widgets.Plain()), widgets.NewText(p.channels[r.ChannelID].Name, widgets.Second())},
		widgets.NewBadge(m.Shape, theme.Tone(m.Tone), m.Word))
	var parts []fyne.CanvasObject
	if present.Chase(r.Refund, p.env.now(), p.env.shell.zone) {
		parts = append(parts, widgets.NewBanner(widgets.BannerLook{Tone: theme.Late, Lead: w.T("money.chase_lead"), Sentence: w.T("money.chase", domain.Args{"day": r.To})}, nil))
	}
	if r.State == refund.Failed {
		parts = append(parts, widgets.NewBanner(widgets.BannerLook{Tone: theme.Late, Shape: theme.Octagon, Lead: w.T("money.bounced_lead"), Sentence: w.T("money.bounced_why", domain.Args{"reason": r.Why})}, nil))
	}
	parts = append(parts, widgets.NewColumn(6, widgets.NewSection(w.T("money.parts"), "", nil), refundRows(p.env, r.Refund)),
		widgets.NewColumn(6, widgets.NewSection(w.T("money.way"), "", p.belongs(r)), widgets.NewKeyValue(108, append(refundFacts(p.env, r.Refund),
			widgets.KeyValueRow{Label: w.T("field.order"), Value: r.OrderNumber})...)))
	if t := taxRows(p.env, r.Taxes); t != nil {
		parts = append(parts, t)
	}
	if r.Above.Minor > 0 {
		parts = append(parts, widgets.NewBanner(widgets.BannerLook{Tone: theme.Late, Shape: theme.Octagon, Lead: w.T("money.above_lead"), Sentence: w.T("money.above", domain.Args{"amount": r.Above})}, nil))
	}
	if c := chases(p.env, r.Refund); c != nil {
		parts = append(parts, c)
	}
	if r.Look != nil {
		parts = append(parts, widgets.NewSection(w.T("money.look"), "", nil), checkedRows(p.env, *r.Look))
	}
	p.record(title, parts...)
}

// belongs is the link to the refund's case, or to its order where it has none.
func (p *refundBook) belongs(r desk.RefundRow) fyne.CanvasObject {
	if r.CaseID != 0 {
		return p.leads(r.CaseNumber, "cases", route{page: "cases", id: r.CaseID})
	}
	return p.leads(r.OrderNumber, "orders", route{page: "orders", id: r.OrderID})
}

// refundRows is the sum of a refund, line by line.
func refundRows(e env, r refund.Refund) fyne.CanvasObject {
	w := e.speak()
	var rows []widgets.MoneyRow
	for _, part := range r.Parts {
		rows = append(rows, widgets.MoneyRow{Words: present.RefundPart(w, part), Amount: w.Money(part.Amount)})
	}
	return widgets.NewMoneyRows("", append(rows, widgets.MoneyRow{Words: w.T("cases.to_customer"), Amount: w.Money(r.Amount), Sum: true, Large: true})...)
}

// refundFacts are how a refund travels, when, and who agreed.
func refundFacts(e env, r refund.Refund) []widgets.KeyValueRow {
	w, zone := e.speak(), e.shell.zone
	rows := []widgets.KeyValueRow{{Label: w.T("money.payer"), Value: w.T("payer." + string(r.PaidBy))}, {Label: w.T("money.method"), Value: w.T("method." + string(r.Method))}}
	add := func(label, value string) {
		if value != "" {
			rows = append(rows, widgets.KeyValueRow{Label: w.T(label), Value: value})
		}
	}
	add("field.payee", r.Payee)
	if r.Cause != "" {
		add("money.cause", w.T("cause."+string(r.Cause)))
	}
	add("money.reference", r.Reference)
	add("money.filed", w.Moment(r.Filed))
	if r.State == refund.Filed && r.To != "" {
		value := w.T("money.between", domain.Args{"from": r.From, "to": r.To})
		if r.From == r.To {
			value = w.Day(r.To)
		}
		add("money.expected", value)
	}
	if r.State == refund.Paid {
		add("money.paid", w.Day(calendar.DateOf(r.Paid, zone)))
	}
	if c := r.Consent; c != nil {
		how := c.How
		if w.Has("way." + how) {
			how = w.T("way." + how)
		}
		add("field.consent", w.T("money.consent", domain.Args{"by": c.By, "how": how, "when": c.When}))
	}
	return rows
}

// move calls the verb of a refund's life.
func (p *refundBook) move(done string, m desk.RefundMove) {
	p.change(done, func(ctx context.Context) (refund.Refund, error) { return p.env.desk.MoveRefund(ctx, m) })
}

// change does something to the refund; a refusal goes under its field.
func (p *refundBook) change(done string, work func(context.Context) (refund.Refund, error)) {
	bookDo(&p.bookOf, work, func(r refund.Refund) {
		if r.ID == p.current {
			p.shown.Refund = r
		} else {
			p.current, p.wanted = r.ID, true
		}
		p.show()
		p.env.shell.toast(p.env.speak().T(done, domain.Args{"amount": r.Amount}))
	})
}

// fill shows a form about the selected refund.
func (p *refundBook) fill(f *form) {
	w := p.env.speak()
	p.put(f.about(w.List([]string{p.shown.CaseNumber, w.Money(p.shown.Amount)})))
}

// pay asks on which day the money was paid: what the bank's statement says.
func (p *refundBook) pay() {
	w, r := p.env.speak(), p.shown
	now, zone := p.env.now(), p.env.shell.zone
	today := calendar.DateOf(now, zone)
	day := newDateField(p.env, today)
	var f *form
	f = newForm(p.env, w.T("money.form.paid"), w.T("money.send.paid"),
		[]formField{{name: "at", label: w.T("money.paid_on"), hint: w.T("money.paid_hint"), part: day}}, func() {
			d, e := dayOf("at", day)
			if e == nil && d == "" {
				e = domain.Wrong("at", "field.required", nil)
			}
			if e != nil {
				f.failed(e)
				return
			}
			p.move("money.done.paid", desk.RefundMove{Refund: r.ID, Event: refund.PayEvent, At: paidAt(d, today, r.Filed, zone)})
		}, p.leave)
	p.fill(f)
}

// paidAt is the moment of a payment of which only the day is known: now for
// today, else noon, but never before the refund was filed that day.
func paidAt(day, today calendar.Date, filed time.Time, zone *time.Location) time.Time {
	if day == today {
		return time.Time{}
	}
	at := day.Start(zone).Add(12 * time.Hour)
	if calendar.DateOf(filed, zone) == day && at.Before(filed) {
		return filed
	}
	return at
}

func (p *refundBook) bounce() {
	w, r := p.env.speak(), p.shown
	why := widgets.NewEntry(widgets.EntryLook{})
	f := newForm(p.env, w.T("money.form.bounced"), w.T("money.send.bounced"),
		[]formField{{name: "reason", label: w.T("field.reason"), hint: w.T("money.bounced_hint"), part: why}}, func() {
			p.move("money.done.bounced", desk.RefundMove{Refund: r.ID, Event: refund.FailEvent, Reason: why.Text()})
		}, p.leave)
	p.fill(f)
}

// again files a refund that bounced once more.
func (p *refundBook) again() {
	p.move("money.done.again", desk.RefundMove{Refund: p.shown.ID, Event: refund.FileEvent})
}

// chases are the times that somebody asked after the money and that it came
// back, nil where nobody did.
func chases(e env, r refund.Refund) fyne.CanvasObject {
	w := e.speak()
	var rows []widgets.KeyValueRow
	for _, c := range r.Chases {
		answer := c.Answer
		if answer == "" {
			answer = w.T("money.no_answer")
		}
		rows = append(rows, widgets.KeyValueRow{Label: w.Moment(c.At), Value: w.T("money.asked", domain.Args{"whom": c.Whom, "who": c.Who}), Note: answer})
	}
	for _, b := range r.Bounces {
		rows = append(rows, widgets.KeyValueRow{Label: w.Moment(b.At), Value: w.T("money.came_back"), Note: b.Why})
	}
	if rows == nil {
		return nil
	}
	return widgets.NewColumn(6, widgets.NewSection(w.T("money.asked_after"), "", nil), widgets.NewKeyValue(108, rows...))
}

// chase records whom one asked after the money, or what the one asked last
// answered.
func (p *refundBook) chase() {
	w, r := p.env.speak(), p.shown
	answer := widgets.NewEntry(widgets.EntryLook{Lines: 3})
	if n := len(r.Chases); n > 0 && r.Chases[n-1].Answer == "" {
		last := r.Chases[n-1]
		p.fill(newForm(p.env, w.T("money.form.chase_answer"), w.T("money.send.chase_answer"),
			[]formField{{name: "answer", label: w.T("money.answer_of", domain.Args{"whom": last.Whom}), part: answer}}, func() {
				p.change("money.done.chase_answer", func(ctx context.Context) (refund.Refund, error) {
					return p.env.desk.AnswerChase(ctx, desk.ChaseRequest{Refund: r.ID, Answer: answer.Text()})
				})
			}, p.leave))
		return
	}
	whom := widgets.NewEntry(widgets.EntryLook{})
	p.fill(newForm(p.env, w.T("money.form.chase"), w.T("money.send.chase"),
		[]formField{{name: "whom", label: w.T("money.whom"), hint: w.T("money.whom_hint"), part: whom}, {name: "answer", label: w.T("money.answer"), hint: w.T("money.answer_hint"), part: answer}}, func() {
			p.change("money.done.chase", func(ctx context.Context) (refund.Refund, error) {
				return p.env.desk.ChaseRefund(ctx, desk.ChaseRequest{Refund: r.ID, Whom: whom.Text(), Answer: answer.Text()})
			})
		}, p.leave))
}
