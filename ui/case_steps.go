package ui

import (
	"context"
	"slices"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/claim"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/ui/widgets"
)

// reasonForm asks for one text and hands it to a verb: the reason of an
// override, a decline, a withdrawal, a step that does not apply.
type reasonForm struct {
	title, send, label, hint, done string
	name                           string // the field's, in the domain's words
	lines                          int
	verb                           func(ctx context.Context, text string) (desk.CaseView, error)
}

func (p *casesPage) reason(r reasonForm) {
	entry := widgets.NewEntry(widgets.EntryLook{Lines: r.lines})
	submit := func() {
		text := entry.Text()
		p.deed(r.done, func(ctx context.Context) (desk.CaseView, error) { return r.verb(ctx, text) })
	}
	p.put(newForm(p.env, r.title, r.send, []formField{{name: r.name, label: r.label, hint: r.hint, part: entry}}, submit, p.leave).about(p.subject()), nil)
}

// subject is what a form is about, beside its title.
func (p *casesPage) subject() string {
	return p.env.speak().List([]string{p.file.Number, p.file.Order.ShipTo.Name})
}

func (p *casesPage) override() {
	w, id := p.env.speak(), p.file.ID
	p.reason(reasonForm{title: w.T("cases.form.override"), send: w.T("cases.send.override"), label: w.T("field.override"), hint: w.T("cases.hint.override"), done: "cases.done.agreed",
		name: "override", lines: 3, verb: func(ctx context.Context, text string) (desk.CaseView, error) {
			return p.env.desk.AgreeCase(ctx, desk.DecideRequest{Case: id, Reason: text})
		}})
}

func (p *casesPage) decline() {
	w, id := p.env.speak(), p.file.ID
	p.reason(reasonForm{title: w.T("cases.form.decline"), send: w.T("cases.send.decline"), label: w.T("field.reason"), hint: w.T("cases.hint.decline"), done: "cases.done.declined",
		name: "reason", lines: 3, verb: func(ctx context.Context, text string) (desk.CaseView, error) {
			return p.env.desk.DeclineCase(ctx, desk.DecideRequest{Case: id, Reason: text})
		}})
}

func (p *casesPage) withdraw() {
	w, id := p.env.speak(), p.file.ID
	p.reason(reasonForm{title: w.T("cases.form.withdraw"), send: w.T("cases.send.withdraw"), label: w.T("field.reason"), hint: w.T("cases.hint.withdraw"), done: "cases.done.withdrawn",
		name: "reason", lines: 3, verb: func(ctx context.Context, text string) (desk.CaseView, error) {
			return p.env.desk.WithdrawCase(ctx, desk.DecideRequest{Case: id, Reason: text})
		}})
}

func (p *casesPage) skip() {
	w, v := p.env.speak(), *p.file
	step := v.Next.Code
	p.reason(reasonForm{title: w.T("cases.form.skip", domain.Args{"step_key": "step." + string(step)}), send: w.T("cases.send.skip"), label: w.T("field.reason"), hint: w.T("cases.hint.skip"),
		done: "cases.done.skipped", name: "reason", lines: 1, verb: func(ctx context.Context, text string) (desk.CaseView, error) {
			return p.env.desk.SkipStep(ctx, desk.StepRequest{Case: v.ID, Step: step, Note: text})
		}})
}

// step marks the step that is now as done, with a word on it.
func (p *casesPage) step() {
	w, v := p.env.speak(), *p.file
	step := v.Next.Code
	label, hint := w.T("cases.note"), w.T("cases.hint.note")
	if step == casefile.AskCarrier && slices.ContainsFunc(v.Claims, func(c claim.Claim) bool { return c.Party == claim.Carrier && c.Carrier == "" && !c.Done() }) {
		label, hint = w.T("cases.which_carrier"), w.T("cases.hint.which_carrier")
	}
	p.reason(reasonForm{title: w.T("step." + string(step)), send: w.T("cases.send.done"), label: label, hint: hint,
		done: "cases.done.step", name: "note", lines: 1, verb: func(ctx context.Context, text string) (desk.CaseView, error) {
			return p.env.desk.DoStep(ctx, desk.StepRequest{Case: v.ID, Step: step, Note: text})
		}})
}

func (p *casesPage) sentBack() {
	w, v := p.env.speak(), *p.file
	entry := widgets.NewEntry(widgets.EntryLook{SelectAll: true})
	entry.SetText(v.Tracking)
	submit := func() {
		tracking := entry.Text()
		p.deed("cases.done.sent_back", func(ctx context.Context) (desk.CaseView, error) {
			return p.env.desk.SentBack(ctx, desk.SentRequest{Case: v.ID, Tracking: tracking})
		})
	}
	p.put(newForm(p.env, w.T("cases.form.sent_back"), w.T("cases.send.sent_back"), []formField{{name: "tracking", label: w.T("field.tracking"), hint: w.T("cases.hint.tracking"), part: entry}}, submit, p.leave).about(p.subject()), nil)
}

// close ends a case with the customer's content and what to change.
func (p *casesPage) close() {
	w, v := p.env.speak(), *p.file
	content := widgets.NewSegmented(knownOptions(p.env), string(casefile.Unknown), nil)
	changes := append([]widgets.Option{{Key: "", Word: w.T("cases.lesson_none")}}, choicesOf(p.env, "lesson.", casefile.Changes())...)
	change := widgets.NewSelect(changes, "", nil)
	note := widgets.NewEntry(widgets.EntryLook{Lines: 2})
	submit := func() {
		q := desk.CloseRequest{Case: v.ID, Content: casefile.Known(content.Selected())}
		if change.Selected() != "" {
			q.Lessons = []casefile.Learnt{{Change: change.Selected(), Note: note.Text()}}
		}
		p.deed("cases.done.closed", func(ctx context.Context) (desk.CaseView, error) { return p.env.desk.CloseCase(ctx, q) })
	}
	fields := []formField{{name: "content", label: w.T("cases.content"), hint: w.T("cases.hint.content"), part: content}, {name: "lessons", label: w.T("cases.lessons"), part: change},
		{name: "lesson_note", label: w.T("cases.lesson_note"), part: note}}
	p.put(newForm(p.env, w.T("cases.form.close"), w.T("cases.send.close"), fields, submit, p.leave).about(p.subject()), nil)
}

// knownOptions are yes, no and unknown.
func knownOptions(e env) []widgets.Option {
	w := e.speak()
	return []widgets.Option{{Key: string(casefile.Yes), Word: w.T("known.yes")}, {Key: string(casefile.No), Word: w.T("known.no")}, {Key: string(casefile.Unknown), Word: w.T("known.unknown")}}
}

// choose records the answer to a step that asks: the plan goes on as it says.
func (p *casesPage) choose() {
	w, v := p.env.speak(), *p.file
	step := v.Next.Code
	var options []widgets.Option
	for _, o := range casefile.Options(step) {
		options = append(options, widgets.Option{Key: string(o.Choice), Word: w.T("choice." + string(o.Choice))})
	}
	choice := widgets.NewSelect(options, "", nil)
	choice.Placeholder = w.T("cases.choose_answer")
	note := widgets.NewEntry(widgets.EntryLook{Lines: 2})
	submit := func() {
		r := desk.StepRequest{Case: v.ID, Step: step, Choice: casefile.Choice(choice.Selected()), Note: note.Text()}
		p.deed("cases.done.step", func(ctx context.Context) (desk.CaseView, error) { return p.env.desk.DoStep(ctx, r) })
	}
	fields := []formField{{name: "choice", label: w.T("cases.answer"), part: choice}, {name: "note", label: w.T("cases.note"), hint: w.T("cases.hint.note"), part: note}}
	p.put(newForm(p.env, w.T("step."+string(step)), w.T("cases.send.done"), fields, submit, p.leave).about(p.subject()), nil)
}

// retain records what was offered for keeping the goods, and the answer.
func (p *casesPage) retain() {
	w, v := p.env.speak(), *p.file
	var offers []widgets.Option
	for _, g := range casefile.Gifts() {
		offers = append(offers, widgets.Option{Key: string(g), Word: w.T("gift." + string(g))})
	}
	sku, count := widgets.NewEntry(widgets.EntryLook{}), widgets.NewStepper(1, 1, 999, "", nil)
	var goods []*widgets.Field // asked of a gift and of other goods
	show := func(key string) {
		for _, f := range goods {
			f.Hidden = key != string(casefile.OfferGift) && key != string(casefile.OfferOther)
		}
		if len(goods) > 0 {
			p.form.root.Refresh()
		}
	}
	offer := widgets.NewSelect(offers, string(casefile.OfferDiscount), show)
	what := widgets.NewEntry(widgets.EntryLook{})
	cost := widgets.NewEntry(widgets.EntryLook{Unit: w.Currency(v.Order.Currency), Right: true})
	kept := widgets.NewSegmented([]widgets.Option{{Key: "yes", Word: w.T("choice.kept")}, {Key: "no", Word: w.T("choice.not_kept")}}, "no", nil)
	submit := func() {
		r := desk.RetainRequest{Case: v.ID, Answer: p.form.answered(), Retained: casefile.Retained{Offer: casefile.Gift(offer.Selected()), What: what.Text(), Kept: kept.Selected() == "yes"}}
		if len(goods) > 0 && !goods[0].Hidden {
			r.SKU, r.Quantity = sku.Text(), count.Count()
		}
		if cost.Text() != "" {
			a, e := money.Parse("cost", cost.Text(), v.Order.Currency)
			if e != nil {
				p.form.failed(e)
				return
			}
			r.Cost = a
		}
		p.deed("cases.done.step", func(ctx context.Context) (desk.CaseView, error) { return p.env.desk.Retain(ctx, r) })
	}
	fields := []formField{{name: "offer", label: w.T("cases.offer"), part: offer}, {name: "what", label: w.T("cases.offer_what"), part: what},
		{name: "sku", label: w.T("cases.gift_sku"), hint: w.T("cases.hint.offer_goods"), part: sku}, {name: "quantity", label: w.T("cases.gift_count"), part: count},
		{name: "cost", label: w.T("cases.offer_cost"), part: cost}, {name: "kept", label: w.T("cases.answer"), part: kept}}
	f := newForm(p.env, w.T("step.retention"), w.T("cases.send.done"), fields, submit, p.leave).about(p.subject())
	goods = []*widgets.Field{f.fields[2].field, f.fields[3].field}
	p.put(f, nil)
	show(offer.Selected())
}

// instruct records how the goods come back and that the customer was told.
func (p *casesPage) instruct() {
	w, v := p.env.speak(), *p.file
	var ways []widgets.Option
	for _, x := range casefile.ReturnWays() {
		ways = append(ways, widgets.Option{Key: string(x), Word: w.T("return_way." + string(x))})
	}
	method := widgets.NewSelect(ways, string(casefile.OwnCarrier), nil)
	by := newDateField(p.env, v.SendBy)
	text := widgets.NewEntry(widgets.EntryLook{Lines: 3})
	submit := func() {
		day, e := dayOf("send_by", by)
		if e != nil {
			p.form.failed(e)
			return
		}
		r := desk.InstructRequest{Case: v.ID, Method: casefile.Way(method.Selected()), SendBy: day, Text: text.Text()}
		p.deed("cases.done.step", func(ctx context.Context) (desk.CaseView, error) { return p.env.desk.Instruct(ctx, r) })
	}
	fields := []formField{{name: "method", label: w.T("cases.return_way"), part: method}, {name: "send_by", label: w.T("cases.send_by"), part: by},
		{name: "text", label: w.T("cases.told"), hint: w.T("cases.told_hint"), part: text}}
	p.put(newForm(p.env, w.T("cases.form.instructions"), w.T("cases.send.done"), fields, submit, p.leave).about(p.subject()), nil)
}
