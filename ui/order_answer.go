package ui

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/ui/present"
	"aftercare/ui/text"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// moreDeeds are what an order asks for besides its daily course: each is offered
// only while it applies.
func (r *orderRecord) moreDeeds() []action {
	v := r.order
	var all []action
	add := func(when bool, key, icon string, run func()) {
		if when {
			all = append(all, action{key: key, icon: icon, run: run})
		}
	}
	add(true, "message", "mail", func() { r.env.shell.open(route{page: "message", id: v.ID, do: "order"}) })
	_, refused := v.Order.Proposed(order.Proposal{}, "", r.env.now(), order.Terms{Zone: r.env.shell.zone})
	add(r.why(refused) == "", "propose", "clock", r.askProposal)
	open := v.Offer != nil && (v.Offer.Answer == "" || v.Offer.Answer == order.DelayUnanswered) && v.Waiting()
	add(open, "answer", "reply", r.askAnswer)
	enter := v.Agreed != nil && v.Channel.Policy.SeesNotes
	add(enter, "platform", "copy", r.askPlatform)
	add(enter && v.Agreed != nil && v.Agreed.Entered.IsZero(), "entered", "check", r.entered)
	add(len(v.Parcels) > 0 && v.State != order.Cancelled, "track", "truck", r.askTrack)
	add(len(v.Parcels) > 0 && v.SignOff.At.IsZero(), "news", "refresh", r.askNews)
	contested := !v.SignOff.Contested.IsZero() && v.SignOff.Found.IsZero()
	add(!v.SignOff.At.IsZero() && !contested, "contest", "flag", r.askContest)
	add(contested, "found", "check", r.askFound)
	add(v.Order.WasLate(r.env.now()), "loss", "money", r.askLoss)
	return all
}

// askProposal asks for a later date that was put to the customer (R4).
func (r *orderRecord) askProposal() {
	v, w := r.order, r.env.speak()
	d := &delayForm{env: r.env, date: newDateField(r.env, ""), terms: widgets.NewEntry(widgets.EntryLook{Lines: 2}), reason: widgets.NewEntry(widgets.EntryLook{})}
	d.day, d.clock = momentFields(r.env)
	d.how = widgets.NewSelect(wayOptions(w), "", nil)
	d.how.Placeholder = w.T("order.propose.how_hint")
	var f *form
	f = newForm(r.env, w.T("order.propose.title", domain.Args{"order": present.Short(v.Number)}), w.T("order.propose.send"), []formField{
		{name: "date", label: w.Field("date"), hint: w.T("order.delay.in_force", domain.Args{"day": w.Date(v.Force.Due.Day)}), part: d.date},
		{name: "terms", label: w.Field("terms"), hint: w.T("order.propose.terms_hint"), part: d.terms},
		{name: "how", label: w.T("order.propose.how"), part: d.how},
		{name: "told", label: w.Field("told"), part: d.day},
		{name: "told_time", label: w.T("order.time"), part: d.clock},
		{name: "reason", label: w.Field("reason"), hint: w.T("order.delay.reason_hint"), part: d.reason},
	}, func() {
		date, bad := dayOf("date", d.date)
		told, badTime := momentOf("told", d.day, d.clock, r.env.shell.zone)
		if es := faults(bad, badTime); len(es) > 0 {
			f.failed(es)
			return
		}
		req := desk.ProposalRequest{Order: v.ID, Proposal: order.Proposal{Date: date, Terms: d.terms.Text(), How: d.how.Selected(), Told: told, Reason: d.reason.Text()}}
		r.deed(f, "order.propose.done", func(ctx context.Context) (desk.OrderView, error) { return r.env.desk.ProposeDelay(ctx, req) })
	}, r.leaveForm)
	r.ask(f)
}

func faults(all ...*domain.Error) domain.Errors {
	var es domain.Errors
	for _, e := range all {
		if e != nil {
			es = append(es, e)
		}
	}
	return es
}

func wayOptions(w *text.Words) []widgets.Option {
	var out []widgets.Option
	for _, way := range order.Ways() {
		out = append(out, widgets.Option{Key: way, Word: w.T("way." + way)})
	}
	return out
}

// askAnswer asks what the customer said to the proposed date. Agreed leads on to
// the agreement, which is filled in with what was proposed.
func (r *orderRecord) askAnswer() {
	v, w := r.order, r.env.speak()
	if v.Offer == nil {
		return
	}
	const agreed = "agreed"
	options := []widgets.Option{{Key: agreed, Word: w.T("order.answer.agreed")}, {Key: string(order.DelayDeclined), Word: w.T("order.answer.declined")}}
	if v.Offer.Answer == "" {
		options = append(options, widgets.Option{Key: string(order.DelayUnanswered), Word: w.T("order.answer.no_answer")})
	}
	answer := widgets.NewRadioRow(options, agreed, nil)
	words := widgets.NewEntry(widgets.EntryLook{Lines: 3})
	p := v.Offer.Proposal
	var f *form
	f = newForm(r.env, w.T("order.answer.title", domain.Args{"day": w.Date(p.Date)}), w.T("order.answer.send"), []formField{
		{name: "answer", label: w.T("order.answer.what"), part: answer},
		{name: "text", label: w.Field("words"), part: words},
	}, func() {
		if answer.Selected() == agreed {
			r.form = nil
			r.askDelay()
			return
		}
		req := desk.AnswerRequest{Order: v.ID, Answer: order.Kind(answer.Selected()), Text: words.Text()}
		r.deed(f, "order.answer.done", func(ctx context.Context) (desk.OrderView, error) { return r.env.desk.AnswerDelay(ctx, req) })
	}, r.leaveForm)
	r.ask(f)
}

// askPlatform copies what the platform asks for of the order's agreed date.
func (r *orderRecord) askPlatform() { copyForPlatform(r.env, r.order.ID) }

// copyForPlatform copies what a platform asks for of an agreed date.
func copyForPlatform(e env, id domain.ID) {
	run(e.work, nil, func(ctx context.Context) (desk.PlatformEntry, error) { return e.desk.ForPlatform(ctx, id) }, func(p desk.PlatformEntry, err error) {
		if err != nil {
			e.shell.fail(err)
			return
		}
		e.shell.app.Clipboard().SetContent(present.ForPlatform(e.speak(), p))
		e.shell.toast(e.speak().T("order.platform.copied", domain.Args{"channel": p.Channel}))
	})
}

// entered records that the agreed date stands on the platform.
func (r *orderRecord) entered() {
	id := r.order.ID
	r.now("order.entered.done", func(ctx context.Context) (desk.OrderView, error) { return r.env.desk.EnterDate(ctx, id) })
}

// now does what needs no form.
func (r *orderRecord) now(done string, do func(ctx context.Context) (desk.OrderView, error)) {
	run(r.env.work, nil, do, func(v desk.OrderView, err error) {
		if err != nil {
			r.env.shell.fail(err)
			return
		}
		if r.id() == v.ID {
			r.set(v)
		}
		r.env.shell.toast(r.env.speak().T(done, domain.Args{"order": v.Number}))
	})
}

// parcelChoice asks which of an order's parcels; one alone needs no question.
func (r *orderRecord) parcelChoice() (*widgets.Select, []formField) {
	w := r.env.speak()
	var options []widgets.Option
	at := 0
	for i, p := range r.order.Parcels {
		if p.Stalled || p.Untracked {
			at = i
		}
		options = append(options, widgets.Option{Key: strconv.Itoa(p.No), Word: strings.TrimSpace(w.T("order.parcel_no", domain.Args{"n": p.No}) + " " + p.Shipment.Carrier + " " + p.Shipment.Tracking)})
	}
	s := widgets.NewSelect(options, options[at].Key, nil)
	if len(options) == 1 {
		return s, nil
	}
	return s, []formField{{name: "shipment", label: w.Field("shipment"), part: s}}
}

func (r *orderRecord) askTrack() {
	v, w := r.order, r.env.speak()
	which, fields := r.parcelChoice()
	no, _ := strconv.Atoi(which.Selected())
	carrier, tracking := widgets.NewEntry(widgets.EntryLook{SelectAll: true}), widgets.NewEntry(widgets.EntryLook{SelectAll: true})
	carrier.SetText(v.Shipments[no-1].Carrier)
	tracking.SetText(v.Shipments[no-1].Tracking)
	var f *form
	f = newForm(r.env, w.T("order.track.title", domain.Args{"order": present.Short(v.Number)}), w.T("order.track.send"), append(fields,
		formField{name: "tracking", label: w.Field("tracking"), hint: w.T("order.ship.tracking_hint"), part: tracking},
		formField{name: "carrier", label: w.Field("carrier"), part: carrier}), func() {
		no, _ := strconv.Atoi(which.Selected())
		req := desk.TrackRequest{Order: v.ID, Parcel: no, Carrier: carrier.Text(), Tracking: tracking.Text()}
		r.deed(f, "order.track.done", func(ctx context.Context) (desk.OrderView, error) { return r.env.desk.Track(ctx, req) })
	}, r.leaveForm)
	r.ask(f)
}

func (r *orderRecord) askNews() {
	v, w := r.order, r.env.speak()
	which, fields := r.parcelChoice()
	news := widgets.NewEntry(widgets.EntryLook{})
	day, clock := momentFields(r.env)
	var f *form
	f = newForm(r.env, w.T("order.news.title", domain.Args{"order": present.Short(v.Number)}), w.T("order.news.send"), append(fields,
		formField{name: "news", label: w.Field("news"), hint: w.T("order.news.hint"), part: news},
		formField{name: "at", label: w.T("order.news.day"), part: day}, formField{name: "at_time", label: w.T("order.time"), part: clock}), func() {
		at, bad := momentOf("at", day, clock, r.env.shell.zone)
		if bad != nil {
			f.failed(bad)
			return
		}
		no, _ := strconv.Atoi(which.Selected())
		req := desk.NewsRequest{Order: v.ID, Parcel: no, News: news.Text(), At: at}
		r.deed(f, "order.news.done", func(ctx context.Context) (desk.OrderView, error) { return r.env.desk.Hear(ctx, req) })
	}, r.leaveForm)
	r.ask(f)
}

func (r *orderRecord) askContest() {
	v, w := r.order, r.env.speak()
	words := widgets.NewEntry(widgets.EntryLook{Lines: 3})
	var f *form
	f = newForm(r.env, w.T("order.contest.title", domain.Args{"order": present.Short(v.Number)}), w.T("order.contest.send"),
		[]formField{{name: "words", label: w.Field("words"), hint: w.T("order.contest.hint"), part: words}}, func() {
			req := desk.ContestRequest{Order: v.ID, Words: words.Text()}
			r.deed(f, "order.contest.done", func(ctx context.Context) (desk.OrderView, error) { return r.env.desk.Contest(ctx, req) })
		}, r.leaveForm)
	r.ask(f)
}

func (r *orderRecord) askFound() {
	v, w := r.order, r.env.speak()
	day, clock := momentFields(r.env)
	var f *form
	f = newForm(r.env, w.T("order.found.title", domain.Args{"order": present.Short(v.Number)}), w.T("order.found.send"),
		[]formField{{name: "at", label: w.T("order.sign_off.day"), part: day}, {name: "at_time", label: w.T("order.time"), part: clock}}, func() {
			at, bad := momentOf("at", day, clock, r.env.shell.zone)
			if bad != nil {
				f.failed(bad)
				return
			}
			req := desk.FoundRequest{Order: v.ID, At: at}
			r.deed(f, "order.found.done", func(ctx context.Context) (desk.OrderView, error) { return r.env.desk.FindParcel(ctx, req) })
		}, r.leaveForm)
	r.ask(f)
}

// askLoss asks what lateness cost, and why it came to it (R3).
func (r *orderRecord) askLoss() {
	v, w := r.order, r.env.speak()
	var causes []widgets.Option
	for _, c := range order.Causes() {
		causes = append(causes, widgets.Option{Key: string(c), Word: w.T("late_cause." + string(c))})
	}
	cause := widgets.NewSelect(causes, "", nil)
	cause.Placeholder = w.T("order.loss.cause_hint")
	fields := []formField{{name: "cause", label: w.Field("cause"), part: cause}}
	names := []string{"refund", "fee", "freight", "penalty", "recovered"}
	entries, hints := map[string]*widgets.Entry{}, map[string]string{"refund": r.borneHint()}
	for _, name := range names {
		entries[name] = widgets.NewEntry(widgets.EntryLook{Unit: string(v.Currency), Right: true})
		fields = append(fields, formField{name: name, label: w.T("order.loss." + name), hint: hints[name], part: entries[name]})
	}
	note := widgets.NewEntry(widgets.EntryLook{Lines: 2})
	fields = append(fields, formField{name: "note", label: w.Field("note"), part: note})
	var f *form
	f = newForm(r.env, w.T("order.loss.title", domain.Args{"order": present.Short(v.Number)}), w.T("order.loss.send"), fields, func() {
		req := desk.LossRequest{Order: v.ID, Loss: order.Loss{Cause: order.Cause(cause.Selected()), Note: note.Text()}}
		into := []*money.Amount{&req.Refund, &req.Fee, &req.Freight, &req.Penalty, &req.Recovered}
		var es domain.Errors
		for i, name := range names {
			typed := strings.TrimSpace(entries[name].Text())
			if typed == "" {
				*into[i] = money.Of(0, v.Currency)
				continue
			}
			a, e := money.Parse(name, typed, v.Currency)
			if e != nil {
				es = append(es, e)
				continue
			}
			*into[i] = a
		}
		if len(es) > 0 {
			f.failed(es)
			return
		}
		r.deed(f, "order.loss.done", func(ctx context.Context) (desk.OrderView, error) { return r.env.desk.BookLoss(ctx, req) })
	}, r.leaveForm)
	r.ask(f)
}

// borneHint says what of the order is booked as lost already, so that nobody
// books it twice.
func (r *orderRecord) borneHint() string {
	v, w := r.order, r.env.speak()
	sum := money.Of(0, v.Currency)
	for _, l := range v.Booked {
		if l.Kind == desk.BorneLoss && l.Amount.Currency == v.Currency {
			sum = sum.Add(l.Amount)
		}
	}
	if sum.Zero() {
		return ""
	}
	return w.T("order.loss.booked", domain.Args{"amount": sum})
}

// offerPart shows a later date that was put to the customer and what came of it.
func (r *orderRecord) offerPart() fyne.CanvasObject {
	v, w := r.order, r.env.speak()
	if v.Offer == nil || v.Offer.Answer == order.DelayAgreement || !v.Waiting() {
		return nil
	}
	p := v.Offer.Proposal
	body := widgets.NewColumn(4,
		widgets.NewText(w.FullDate(p.Date), widgets.TextStyle{Size: 18, Colour: theme.Ink2, Whole: true}),
		widgets.NewParagraph(p.Terms, widgets.Second()),
		widgets.NewText(w.T("order.offer.told", domain.Args{"how": text.Key("way." + p.How), "when": w.Moment(p.Told)}), widgets.Small()))
	mark := present.Mark{Shape: present.Pie, Tone: present.Warn, Word: w.T("order.offer.waits")}
	switch v.Offer.Answer {
	case order.DelayDeclined:
		mark = present.Mark{Shape: present.BarDisc, Tone: present.Late, Word: w.T("note.kind.declined")}
		body.Add(widgets.NewParagraph(w.T("order.offer.declined"), widgets.Second()))
		body.Add(widgets.NewRow(8, widgets.NewButton(widgets.ButtonLook{Word: w.T("order.offer.case"), Icon: "cases"},
			func() { r.env.shell.open(route{page: "cases", id: v.ID, do: "new"}) }), widgets.Gap()))
	case order.DelayUnanswered:
		mark = present.Mark{Shape: present.Dashes, Tone: present.Warn, Word: w.T("note.kind.no_answer")}
	}
	return widgets.NewHeadedCard(widgets.NewRow(8, widgets.NewIcon("clock", theme.Muted, 16), widgets.NewText(w.T("note.kind.proposal"), widgets.Strong()), widgets.Gap(), badgeOf(mark)), body)
}

// warningsPart says what was kept though it looks wrong.
func (r *orderRecord) warningsPart() fyne.CanvasObject {
	if len(r.order.Warnings) == 0 {
		return nil
	}
	list := widgets.NewColumn(8)
	for _, e := range r.order.Warnings {
		list.Add(widgets.NewBanner(widgets.BannerLook{Tone: theme.Warn, Sentence: r.env.speak().Error(e)}, nil))
	}
	return list
}

// lossesPart lists what the shop bears of the order: what lateness cost, and
// what refunds and claims left to it.
func (r *orderRecord) lossesPart() fyne.CanvasObject {
	v, w := r.order, r.env.speak()
	if len(v.Booked) == 0 {
		return nil
	}
	var rows []widgets.MoneyRow
	for _, l := range v.Booked {
		words := nonEmpty(w.T(l.CauseKey()), w.T("loss_kind."+string(l.Kind)), w.Moment(l.At), l.Words)
		rows = append(rows, widgets.MoneyRow{Words: w.List(words), Amount: w.Money(l.Amount), Tone: theme.Late})
	}
	if len(v.Booked) > 1 {
		for _, a := range v.Lost {
			rows = append(rows, widgets.MoneyRow{Words: w.T("order.total"), Amount: w.Money(a), Sum: true})
		}
	}
	all := widgets.NewSmallLink(w.T("page.losses"), func() { r.env.shell.open(route{page: "losses"}) })
	return widgets.NewColumn(4, widgets.NewSection(w.T("order.losses"), "", all), widgets.NewMoneyRows("", rows...))
}
