package ui

import (
	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/order"
	"aftercare/ui/present"
	"aftercare/ui/text"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// head is the title block of the record.
func (r *orderRecord) head() fyne.CanvasObject {
	v, w := r.order, r.env.speak()
	m := present.StandingBadge(w, v.Dates(), r.env.now(), r.env.shell.zone)
	if v.Standing == order.Undated {
		m = present.OrderState(w, v.State)
	}
	second := []fyne.CanvasObject{widgets.NewText(v.ShipTo.Name, widgets.Plain()), widgets.NewText(v.Channel.Name, widgets.Second())}
	if !v.Placed.IsZero() {
		placed := w.T("order.placed_on", domain.Args{"day": dayAt(r.env, v.Placed)})
		second = append(second, widgets.NewText(placed, widgets.TextStyle{Colour: theme.Ink3, Whole: true}))
	}
	return widgets.NewTitleBlock(present.Short(v.Number), "", w.Money(v.Total), second, badgeOf(m))
}

func badgeOf(m present.Mark) *widgets.Badge {
	return widgets.NewBadge(m.Shape, theme.Tone(m.Tone), m.Word)
}

// parts is the body of the record, from what is urgent to what is for looking up.
func (r *orderRecord) parts() []fyne.CanvasObject {
	parts := []fyne.CanvasObject{}
	add := func(p fyne.CanvasObject) {
		if p != nil {
			parts = append(parts, p)
		}
	}
	add(r.agreedPart())
	add(r.offerPart())
	add(r.warningsPart())
	add(r.exposedPart())
	add(r.offeredPart())
	add(r.datesPart())
	add(r.linesPart())
	add(r.parcelsPart())
	add(r.filesPart())
	add(r.lossesPart())
	add(r.notesPart())
	add(r.messagesPart())
	add(r.casesPart())
	add(r.jobsPart())
	add(r.personPart())
	return parts
}

// agreedPart is the date that the customer agreed to, with the dates before.
func (r *orderRecord) agreedPart() fyne.CanvasObject {
	v, w := r.order, r.env.speak()
	a := v.Agreed
	if a == nil {
		return nil
	}
	look := widgets.AgreedDateLook{Title: w.T("order.agreed.title"), Date: w.Date(a.Date), Earlier: present.EarlierDates(w, v.Order), Terms: a.Terms}
	if v.Waiting() {
		look.Left = present.WorkDays(w, v.WorkDays)
		if v.IsExposed {
			look.Tone, look.LeftTone = theme.Late, theme.Late
		}
	}
	look.Rows = []widgets.KeyValueRow{
		{Label: w.T("order.agreed.by"), Value: w.T("order.agreed.by_how", domain.Args{"by": a.By, "how": text.Key("way." + a.How), "when": w.Moment(a.When)})},
		{Label: w.T("field.reason"), Value: a.Reason},
	}
	if a.Evidence != "" {
		look.Rows = append(look.Rows, widgets.KeyValueRow{Label: w.T("field.evidence"), Value: a.Evidence})
	}
	switch {
	case !v.Channel.Policy.SeesNotes:
	case !a.Entered.IsZero():
		look.Rows = append(look.Rows, widgets.KeyValueRow{Label: w.T("order.agreed.platform"), Value: w.T("order.agreed.entered", domain.Args{"who": a.EnteredBy, "when": a.Entered})})
	case v.Waiting():
		look.Rows = append(look.Rows, widgets.KeyValueRow{Label: w.T("order.agreed.platform"), Value: w.T("order.agreed.enter"),
			Right: widgets.NewSmallLink(w.T("action.platform"), r.askPlatform)})
	}
	return widgets.NewAgreedDateCard(look)
}

// exposedPart warns of an order that the customer may cancel.
func (r *orderRecord) exposedPart() fyne.CanvasObject {
	v, w := r.order, r.env.speak()
	if !v.IsExposed {
		return nil
	}
	key := "order.exposed"
	switch {
	case v.Replaces != 0: // nothing was paid for it that could be asked back
		key = "order.exposed_replacement"
	case v.Channel.Policy.CancelLate:
		key = "order.exposed_at_once"
	}
	if v.Agreed != nil && v.Replaces == 0 {
		key += "_agreed"
	}
	return widgets.NewBanner(widgets.BannerLook{Tone: theme.Late, Shape: theme.Octagon, Lead: w.T("standing.exposed"),
		Sentence: w.T(key, domain.Args{"channel": v.Channel.Name, "amount": v.Paid})}, nil)
}

// offeredPart shows ship dates that a platform's note seems to name: offered,
// not taken.
func (r *orderRecord) offeredPart() fyne.CanvasObject {
	v, w := r.order, r.env.speak()
	if len(v.Offered) == 0 {
		return nil
	}
	body := offeredLines(r.env, v.Offered)
	agree := widgets.NewButton(widgets.ButtonLook{Word: w.T("order.offered.agree"), Icon: "agree", Refused: r.why(delaying(v, r.env))}, r.askDelay)
	body.Add(widgets.NewInset(widgets.Inset{Top: 8}, widgets.NewRow(8, agree, widgets.Gap())))
	return widgets.NewHeadedCard(widgets.NewRow(8, widgets.NewIcon("agree", theme.Info, 16), widgets.NewText(w.T("order.offered.title"), widgets.Strong())), body)
}

// offeredLines are the dates that a note names, the certain one large, with the
// words in which it was found.
func offeredLines(e env, offered []order.Suggestion) *fyne.Container {
	w := e.speak()
	body := widgets.NewColumn(4)
	for _, s := range offered {
		if s.Certain && s.Day != "" {
			body.Add(widgets.NewText(w.FullDate(s.Day), widgets.TextStyle{Size: 24, Colour: theme.InfoInk, Whole: true}))
			body.Add(widgets.NewParagraph(w.T("order.offered.certain", domain.Args{"words": s.Words}), widgets.Second()))
			continue
		}
		key := "order.offered.unsure"
		if s.Day == "" {
			key = "order.offered.no_day"
		}
		body.Add(widgets.NewParagraph(w.T(key, domain.Args{"words": s.Words, "day": s.Day}), widgets.Second()))
	}
	return body
}

// datesPart says where each date comes from (R3).
func (r *orderRecord) datesPart() fyne.CanvasObject {
	v, w := r.order, r.env.speak()
	var rows []widgets.KeyValueRow
	add := func(label, value, note string, tone theme.Tone) {
		if value != "" {
			rows = append(rows, widgets.KeyValueRow{Label: w.T("order." + label), Value: value, Note: note, Tone: tone})
		}
	}
	if v.Force.Due.None() {
		if v.State == order.Placed {
			add("ship_by", w.T("order.unpaid"), "", theme.Muted)
		}
	} else {
		m := present.ShipBy(w, v.Dates(), r.env.now(), r.env.shell.zone)
		tone := theme.Tone(m.Tone)
		if tone == theme.Muted {
			tone = theme.Neutral
		}
		if v.Agreed == nil {
			add("ship_by", present.Due(w, v.Force.Due), present.PromiseSource(w, v.Force), tone)
		} else {
			add("first_date", present.Due(w, v.First.Due), present.PromiseSource(w, v.First), theme.Neutral)
		}
		if v.Waiting() && !v.Latest.None() {
			add("latest", present.Due(w, v.Latest), w.T("order.latest_note"), theme.Neutral)
		}
	}
	if !v.ShippedAt.IsZero() {
		add("shipped", w.Moment(v.ShippedAt), "", theme.Neutral)
	}
	if !v.SignOff.At.IsZero() {
		add("delivered", w.Moment(v.SignOff.At), w.T("source."+v.SignOff.Source), theme.Neutral)
		switch {
		case v.SignOff.Contested.IsZero():
		case v.SignOff.Found.IsZero():
			add("contested", w.Moment(v.SignOff.Contested), v.SignOff.Words, theme.Warn)
		default:
			add("found_at", w.Moment(v.SignOff.Found), v.SignOff.Words, theme.Neutral)
		}
	}
	if v.Waiting() && !v.Force.Due.None() {
		r.calendarRow(add)
	}
	if v.Held > 0 {
		add("held", w.N("order.held_by", v.Held), "", theme.Neutral)
	}
	if len(rows) == 0 {
		return nil
	}
	return widgets.NewKeyValue(112, rows...)
}

// calendarRow names the calendar that was counted by, and says when a year on
// the way has none.
func (r *orderRecord) calendarRow(add func(label, value, note string, tone theme.Tone)) {
	v, w := r.order, r.env.speak()
	region := v.Calendar.Holidays.Region
	if region == "" {
		add("calendar", w.T("order.no_calendar"), "", theme.Warn)
		return
	}
	gap := max(v.Force.Due.Uncovered, v.First.Due.Uncovered, v.Latest.Uncovered)
	if gap > 0 {
		add("calendar", w.T("order.calendar_gap", domain.Args{"region": text.Key("region." + region), "year": spanOf([]int{gap})}), "", theme.Warn)
		return
	}
	add("calendar", w.T("region."+region), "", theme.Neutral)
}

// messagesPart is what was written to the customer and came from them.
func (r *orderRecord) messagesPart() fyne.CanvasObject {
	v, w := r.order, r.env.speak()
	if len(v.Messages) == 0 {
		return nil
	}
	return widgets.NewColumn(8, widgets.NewSection(w.T("message.history"), w.Number(int64(len(v.Messages))), nil), widgets.NewTimeline(messageCards(w, v.Messages)...))
}

// casesPart lists the order's cases; each opens.
func (r *orderRecord) casesPart() fyne.CanvasObject {
	v, w := r.order, r.env.speak()
	if len(v.Cases) == 0 {
		return nil
	}
	list := widgets.NewColumn(0, widgets.NewSection(w.T("page.cases"), w.Number(int64(len(v.Cases))), nil))
	for _, c := range v.Cases {
		list.Add(r.openRow("cases", c.ID, "cases", c.Number, w.T("reason."+c.Reason), w.T("case.state."+string(c.State))))
	}
	return list
}

// jobsPart lists the repairs of what was bought; each opens.
func (r *orderRecord) jobsPart() fyne.CanvasObject {
	v, w := r.order, r.env.speak()
	if len(v.Jobs) == 0 {
		return nil
	}
	list := widgets.NewColumn(0, widgets.NewSection(w.T("page.repairs"), w.Number(int64(len(v.Jobs))), nil))
	for _, j := range v.Jobs {
		list.Add(r.openRow("repairs", j.ID, "repairs", j.Number, j.Item, w.T("repair.state."+string(j.State))))
	}
	return list
}

// openRow is a line that leads to another record.
func (r *orderRecord) openRow(page string, id domain.ID, icon, number, what, state string) fyne.CanvasObject {
	open := widgets.NewLink(number, "", func() { r.env.shell.open(route{page: page, id: id}) })
	return widgets.NewSized(0, 28, widgets.NewRow(8, widgets.NewIcon(icon, theme.Muted, 16), open,
		widgets.Grow(widgets.NewText(what, widgets.Second())), widgets.NewText(state, widgets.TextStyle{Size: 12, Colour: theme.Ink3, Whole: true})))
}
