package ui

import (
	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/desk"
	"aftercare/domain/refund"
	"aftercare/ui/present"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// casePlan is how wide the plan stands beside the facts of a case.
const casePlan = 352

// refresh shows the open case; read again, both of its parts keep their place.
func (p *casesPage) refresh() {
	v := *p.file
	plan := widgets.NewBody(widgets.Inset{Left: 16, Top: 12, Right: 16, Bottom: 16}, 8, p.planParts(v)...)
	facts := widgets.NewBody(widgets.Around(16), 16, p.factParts(v)...)
	carryScroll(p.plan, plan)
	carryScroll(p.facts, facts)
	p.plan, p.facts = plan, facts
	pair := widgets.NewMasterDetail(plan, facts, 0)
	pair.ListWidth, pair.Narrow = casePlan, 1
	parts := []fyne.CanvasObject{p.papers.view(), p.bar(v)}
	p.record.Objects = []fyne.CanvasObject{widgets.NewPage([]fyne.CanvasObject{p.titleOf(v), p.stripOf(v)}, pair, parts...)}
	p.record.Refresh()
	// A long plan begins above what is to be done: that is what a person wants
	// to see, once, and then it stays where they scroll to.
	if now := nowOf(v); p.nowPart != nil && now != p.nowShown {
		p.nowShown = now
		part := p.nowPart
		fyne.Do(func() { widgets.Reveal(part) }) // once the record is laid out
	}
}

// nowOf names the step of a case that is to be done.
func nowOf(v desk.CaseView) string {
	if v.Next == nil {
		return v.Number
	}
	return v.Number + " " + string(v.Next.Code)
}

// bar holds what can be done beside the next step; what is rarer stands under
// one button, and what cannot be done now in the menu, which says why.
func (p *casesPage) bar(v desk.CaseView) fyne.CanvasObject {
	w, rare := p.env.speak(), map[string]bool{}
	p.drop = nil
	var left, right []fyne.CanvasObject
	var more []widgets.Option
	for _, a := range p.deeds(v) {
		rare[a.key] = true
		if a.refused == "" {
			more = append(more, widgets.Option{Key: a.key, Word: w.T("action." + a.key)})
		}
	}
	for _, a := range p.actions() {
		switch {
		case a.primary || a.refused != "" || a.key == "skip" || a.key == "write" || rare[a.key]:
		case a.danger:
			right = append(right, p.env.buttonOf(a))
		default:
			left = append(left, p.env.buttonOf(a))
		}
	}
	if len(more) > 0 {
		button := widgets.NewMenuButton(widgets.ButtonLook{Word: w.T("action.more"), Icon: "more", Key: shortcutOf["more"].hint}, more, p.env.shell.do)
		p.drop = func() { button.OnTapped() }
		left = append(left, button)
	}
	return widgets.NewActionBar(left, right)
}

func (p *casesPage) titleOf(v desk.CaseView) fyne.CanvasObject {
	w := p.env.speak()
	amount := ""
	switch {
	case len(v.Refunds) > 0:
		amount = w.Money(v.Refunds[len(v.Refunds)-1].Amount)
	case v.Preview != nil:
		amount = w.Money(v.Preview.Amount)
	}
	what := w.T("kind." + string(v.KindOf()))
	if v.Remedy != "" {
		what = w.T("remedy." + string(v.Remedy))
	}
	second := []fyne.CanvasObject{widgets.NewText(what, widgets.TextStyle{Whole: true}), widgets.NewText(present.ReasonName(w, v.Case, v.OwnReason), widgets.Second())}
	if len(v.Items) > 0 {
		second = append(second, widgets.NewText(present.Units(w, v.Items[0].Said, v.Items[0].Title), widgets.Second()))
	}
	link := widgets.NewLink(w.T("cases.order", domain.Args{"number": present.Short(v.Order.Number)}), "", func() { p.env.shell.open(route{page: "orders", id: v.OrderID}) })
	return widgets.NewTitleBlock(v.Number, v.Order.ShipTo.Name, amount, second, link)
}

// stripOf are the five axes of a case, none implying another.
func (p *casesPage) stripOf(v desk.CaseView) fyne.CanvasObject {
	w := p.env.speak()
	state := func(label string, m present.Mark) widgets.State {
		return widgets.State{Label: label, Shape: m.Shape, Tone: theme.Tone(m.Tone), Word: m.Word}
	}
	platform := present.Mark{Shape: present.Dot, Tone: present.Neutral, Word: v.Order.Platform.State}
	if platform.Word == "" {
		platform = present.Mark{Shape: present.Dashes, Tone: present.Muted, Word: w.T("cases.platform.silent")}
	}
	return widgets.NewStateStrip(state(w.T("field.case"), present.CaseState(w, v.State)), state(w.T("field.parcel"), present.CaseParcel(w, v.Parcel)),
		state(w.T("cases.outcome"), present.CaseOutcome(w, v.Case)), state(w.T("page.money"), present.CaseMoney(w, v)), state(v.Channel.Name, platform))
}

// factParts are the right side of a case: why, what, money, clocks, words.
func (p *casesPage) factParts(v desk.CaseView) []fyne.CanvasObject {
	w := p.env.speak()
	var parts []fyne.CanvasObject
	if v.KindOf() == casefile.AfterSales {
		parts = append(parts, p.verdictOf(v.Verdict, v.Channel.Name, v.Awaits(casefile.Decide)))
	}
	if v.Override != nil {
		parts = append(parts, widgets.NewBanner(widgets.BannerLook{Tone: theme.Info, Icon: "edit", Sentence: w.T("cases.overridden", domain.Args{"who": v.Override.Who, "reason": v.Override.Reason})}, nil))
	}
	if v.Why != "" {
		parts = append(parts, widgets.NewBanner(widgets.BannerLook{Tone: theme.Info, Shape: theme.BarDisc, Sentence: w.T("cases.why."+string(v.State), domain.Args{"reason": v.Why})}, nil))
	}
	if v.MoneyFirst() {
		parts = append(parts, p.patternOf(v))
	}
	parts = append(parts, p.itemsOf(v), p.moneyOf(v), p.clocksOf(v))
	if len(v.Claims) > 0 {
		parts = append(parts, p.claimsOf(v))
	}
	parts = append(parts, p.keptOf(v)...)
	if v.Platform != nil {
		parts = append(parts, p.section("cases.platform", present.CasePlatform(w, *v.Platform)))
	}
	if v.Words != "" {
		parts = append(parts, widgets.NewColumn(4, widgets.NewSection(w.T("field.words"), "", nil), widgets.NewParagraph(v.Words, widgets.Second())))
	}
	return append(parts, p.answersOf(v))
}

// verdictOf is the card of a verdict, with every rule and the facts it saw.
func (p *casesPage) verdictOf(v domain.Verdict, channel string, open bool) fyne.CanvasObject {
	w := p.env.speak()
	m := present.Answer(w, v.Answer)
	look := widgets.VerdictLook{Shape: m.Shape, Tone: theme.Tone(m.Tone), Word: m.Word, Sentence: present.VerdictSentence(w, v)}
	if v.Version > 0 {
		look.Version = present.PolicyName(w, channel, v.Version)
	}
	for _, r := range present.Rules(w, v) {
		look.Rules = append(look.Rules, widgets.FactRow{Shape: r.Shape, Tone: theme.Tone(r.Tone), Name: r.Name, Fact: r.Facts})
	}
	if open && v.Answer == domain.Denied && v.Hard() == nil {
		look.Override = w.T("cases.override")
	}
	return widgets.NewVerdictCard(look, p.override)
}

// itemsOf are the units of a case as they were said, counted and accepted.
func (p *casesPage) itemsOf(v desk.CaseView) fyne.CanvasObject {
	w := p.env.speak()
	column := widgets.NewColumn(6, widgets.NewSection(w.T("field.items"), "", nil))
	inspected := v.Has(casefile.Intake) && v.Parcel == casefile.Inspected
	for _, it := range v.Items {
		right := w.T("cases.said", domain.Args{"said": it.Said})
		tone := theme.Neutral
		if inspected {
			right = w.T("cases.counted", domain.Args{"said": it.Said, "counted": it.Counted, "accepted": it.Accepted})
			if it.Accepted < it.Said {
				tone = theme.Warn
			}
		}
		column.Add(widgets.NewRow(8, widgets.Grow(widgets.NewText(it.Title, widgets.Plain())), widgets.NewText(right, widgets.TextStyle{Colour: tone.Ink(), Whole: true})))
		if it.SKU != "" {
			column.Add(widgets.NewText(it.SKU, widgets.Small()))
		}
	}
	return column
}

// assessmentRows is a sum line by line, as it is booked.
func assessmentRows(e env, a refund.Assessment, note string) fyne.CanvasObject {
	w := e.speak()
	var rows []widgets.MoneyRow
	for _, part := range a.Parts {
		rows = append(rows, widgets.MoneyRow{Words: present.RefundPart(w, part), Amount: w.Money(part.Amount)})
	}
	rows = append(rows, widgets.MoneyRow{Words: e.speak().T("cases.to_customer"), Amount: w.Money(a.Amount), Sum: true, Large: true})
	return widgets.NewMoneyRows(note, rows...)
}

func (p *casesPage) clocksOf(v desk.CaseView) fyne.CanvasObject {
	w := p.env.speak()
	column := widgets.NewColumn(6, widgets.NewSection(w.T("cases.clocks"), "", nil))
	clocks := present.Clocks(w, v.Case, p.env.now(), p.env.shell.zone)
	if len(clocks) == 0 {
		column.Add(widgets.NewText(w.T("cases.no_clocks"), widgets.Second()))
	}
	for _, c := range clocks {
		column.Add(clockLine(c))
	}
	return column
}

// clockLine is one clock: its state, its name, and what is left of it.
func clockLine(c present.ClockRow) fyne.CanvasObject {
	tone := theme.Tone(c.Tone)
	return widgets.NewRow(8, widgets.NewShape(c.Shape, tone, 16), widgets.Grow(widgets.NewText(c.Name, widgets.Plain())), widgets.NewText(c.Word, widgets.TextStyle{Colour: tone.Ink(), Whole: true}))
}

// answersOf are what was asked when the case was opened.
func (p *casesPage) answersOf(v desk.CaseView) fyne.CanvasObject {
	w := p.env.speak()
	rows := []widgets.KeyValueRow{{Label: w.T("cases.fault"), Value: w.T("fault." + string(v.Fault))}, {Label: w.T("field.requested"), Value: w.Moment(v.Requested)},
		{Label: w.T("cases.opened_by"), Value: w.T("today.note_by", domain.Args{"who": v.OpenedBy, "when": v.Opened})},
		{Label: w.T("cases.goods"), Value: w.T(map[bool]string{true: "cases.received.yes", false: "cases.received.no"}[v.Received])}}
	if v.Received {
		rows = append(rows, widgets.KeyValueRow{Label: w.T("field.worn"), Value: knownWord(p.env, v.Worn)}, widgets.KeyValueRow{Label: w.T("field.tags"), Value: knownWord(p.env, v.Tags)})
	}
	rows = append(rows, widgets.KeyValueRow{Label: w.T("field.photos"), Value: w.Number(int64(v.Photos))}, widgets.KeyValueRow{Label: w.T("field.return"), Value: v.Return})
	if v.Tracking != "" {
		rows = append(rows, widgets.KeyValueRow{Label: w.T("field.tracking"), Value: v.Tracking})
	}
	if !v.Closed.IsZero() {
		rows = append(rows, widgets.KeyValueRow{Label: w.T("cases.closed"), Value: w.Moment(v.Closed)})
	}
	if v.State == casefile.Closed {
		rows = append(rows, widgets.KeyValueRow{Label: w.T("field.content"), Value: knownWord(p.env, v.Content)})
	}
	return widgets.NewColumn(6, widgets.NewSection(w.T("cases.request"), "", nil), widgets.NewKeyValue(124, rows...))
}

func knownWord(e env, k casefile.Known) string {
	if k == casefile.Unknown {
		return e.speak().T("known.unknown")
	}
	return e.speak().T("known." + string(k))
}
