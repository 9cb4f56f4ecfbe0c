package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/claim"
	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/domain/refund"
	"aftercare/domain/repair"
	"aftercare/domain/stock"
	"aftercare/ui/present"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// todayRecord is what stands behind the selected line; one of its parts is
// there.
type todayRecord struct {
	task     desk.Task
	order    *desk.OrderView
	file     *desk.CaseView
	job      *desk.JobView
	claim    *claim.Claim // the books' own
	goodwill *desk.GoodwillRow
	refund   *desk.RefundRow // of no case
	stock    *desk.StockView // of a product that is oversold
	looked   bool            // it has covered the list once
}

// readRecord reads what the selected line is about.
func (p *todayPage) readRecord() {
	k, ok := p.task()
	if !ok {
		p.showRecord(todayRecord{})
		return
	}
	if r := p.read; r.is(k) {
		p.read = todayRecord{}
		p.showRecord(r)
		return
	}
	run(p.env.work, &p.showing, func(ctx context.Context) (todayRecord, error) { return readTodayRecord(ctx, p.env.desk, k) }, func(r todayRecord, err error) {
		if err != nil {
			p.env.shell.fail(err)
			return
		}
		p.showRecord(r)
	})
}

// readTodayRecord reads what a task is about.
func readTodayRecord(ctx context.Context, d *desk.Desk, k desk.Task) (todayRecord, error) {
	r := todayRecord{task: k}
	switch k.Entity {
	case "order":
		v, err := d.Order(ctx, k.ID)
		r.order = &v
		return r, err
	case "channel":
		return r, nil // its line says all, and Settings has its form
	case "product":
		level, ledger, err := d.Stock(ctx, k.Number)
		r.stock = &desk.StockView{Level: level, Free: level.Free(), Ledger: ledger}
		return r, err
	case "repair":
		v, err := d.Repair(ctx, k.ID)
		r.job = &v
		return r, err
	case "claim", "goodwill":
		err := readTodayMoney(ctx, d, k, &r)
		return r, err
	case "refund":
		if k.CaseID == 0 {
			err := readTodayMoney(ctx, d, k, &r)
			return r, err
		}
		v, err := d.Case(ctx, k.CaseID)
		r.file = &v
		return r, err
	}
	v, err := d.Case(ctx, k.ID)
	r.file = &v
	return r, err
}

// is says whether r is there, and is what the task is about.
func (r todayRecord) is(k desk.Task) bool {
	return r.task.Entity != "" && r.task.Entity == k.Entity && r.task.ID == k.ID
}

// showRecord shows a record at the right; read again, it keeps its place.
func (p *todayPage) showRecord(r todayRecord) {
	same := r.task.Entity == p.record.task.Entity && r.task.ID == p.record.task.ID
	r.looked = same && p.record.looked
	p.record = r
	var title fyne.CanvasObject
	var parts []fyne.CanvasObject
	switch {
	case r.claim != nil || r.goodwill != nil || r.refund != nil:
		title, parts = p.moneyParts(r)
	case r.order != nil:
		title, parts = p.orderParts(*r.order)
	case r.file != nil && r.task.Entity == "refund":
		title, parts = p.refundParts(*r.file, r.task.ID)
	case r.file != nil:
		title, parts = p.caseParts(*r.file)
	case r.job != nil:
		title, parts = p.jobParts(*r.job)
	case r.stock != nil:
		title, parts = p.oversoldParts(r.task, *r.stock)
	case r.task.Entity == "channel":
		w := p.env.speak()
		title = widgets.NewTitleBlock(w.List(nonEmpty(r.task.Number, r.task.Who)), "", "", nil, nil)
		parts = []fyne.CanvasObject{widgets.NewParagraph(w.T("today.service.why"), widgets.Second())}
	default:
		p.detail.Objects = nil
		p.detail.Refresh()
		return
	}
	body := widgets.NewBody(widgets.Inset{Left: 16, Right: 16, Bottom: 16}, 16, parts...)
	if same {
		carryScroll(p.body, body)
	}
	p.body = body
	actions := slices.DeleteFunc(p.actions(), func(a action) bool { return a.key == "clock" })
	p.detail.Objects = []fyne.CanvasObject{widgets.NewPage([]fyne.CanvasObject{title}, body, p.env.barOf(actions))}
	p.detail.Refresh()
}

func (p *todayPage) orderParts(v desk.OrderView) (title fyne.CanvasObject, parts []fyne.CanvasObject) {
	w, now, zone := p.env.speak(), p.env.now(), p.env.shell.zone
	badge := present.StandingBadge(w, v.Dates(), now, zone)
	title = widgets.NewTitleBlock(present.Short(v.Number), "", w.Money(v.Total), []fyne.CanvasObject{widgets.NewText(v.ShipTo.Name, widgets.Plain()), widgets.NewText(v.Channel.Name, widgets.Second())},
		widgets.NewBadge(badge.Shape, theme.Tone(badge.Tone), badge.Word))
	if v.IsExposed {
		key := "today.exposed"
		switch {
		case v.Replaces != 0:
			key = "order.exposed_replacement"
		case v.Agreed != nil:
			key = "today.exposed_agreed"
		}
		parts = append(parts, widgets.NewBanner(widgets.BannerLook{Tone: theme.Late, Shape: theme.Octagon, Lead: w.T("today.exposed_lead"), Sentence: w.T(key, domain.Args{"amount": v.Paid})}, nil))
	}
	rows := []widgets.KeyValueRow{{Label: w.T("today.placed"), Value: w.Moment(v.Placed)}}
	if m := present.ShipBy(w, v.Dates(), now, zone); m.Word != "" {
		rows = append(rows, widgets.KeyValueRow{Label: w.T("today.ship_by"), Value: m.Word, Note: present.PromiseSource(w, v.Force)})
	}
	rows = append(rows, personRows(p.env, v.ShipTo)...)
	parts = append(parts, widgets.NewKeyValue(120, rows...), p.orderLines(v))
	if n, ok := lastNote(v.Order); ok {
		parts = append(parts, widgets.NewColumn(4, widgets.NewSection(w.T("today.last_note"), "", nil), widgets.NewParagraph(n.Text, widgets.Second()),
			widgets.NewText(w.T("today.note_by", domain.Args{"who": n.Who, "when": n.At}), widgets.Small())))
	}
	return title, parts
}

// oversoldParts say how many units there are, and which documents claim them.
func (p *todayPage) oversoldParts(k desk.Task, v desk.StockView) (title fyne.CanvasObject, parts []fyne.CanvasObject) {
	w := p.env.speak()
	title = widgets.NewTitleBlock(k.Number, k.Who, "", nil, widgets.NewBadge(theme.Octagon, theme.Late, present.Task(w, k, p.env.now(), p.env.shell.zone).Word))
	parts = append(parts, widgets.NewParagraph(w.T("today.oversold.what"), widgets.Second()))
	var rows []widgets.KeyValueRow
	for _, place := range []stock.Place{stock.Shelf, stock.Reserved, stock.ForRepair, stock.Quarantine, stock.Bench} {
		if n := v.Level[place]; n != 0 || place == stock.Shelf {
			rows = append(rows, widgets.KeyValueRow{Label: w.T("place." + string(place)), Value: w.Number(int64(n))})
		}
	}
	parts = append(parts, widgets.NewKeyValue(136, rows...))
	rows = nil
	for _, c := range stock.Claims(v.Ledger) {
		rows = append(rows, widgets.KeyValueRow{Label: c.Document, Value: w.Number(int64(c.Units))})
	}
	return title, append(parts, widgets.NewColumn(4, widgets.NewSection(w.T("today.oversold.by"), "", nil), widgets.NewKeyValue(136, rows...)))
}

// personRows are where goods go and whom to call.
func personRows(e env, who order.Person) []widgets.KeyValueRow {
	w := e.speak()
	var rows []widgets.KeyValueRow
	if who.Address != "" {
		rows = append(rows, widgets.KeyValueRow{Label: w.T("today.goes_to"), Value: w.List([]string{who.Name, who.Address})})
	}
	if who.Phone != "" {
		rows = append(rows, widgets.KeyValueRow{Label: w.T("field.phone"), Value: who.Phone})
	}
	return rows
}

func (p *todayPage) orderLines(v desk.OrderView) fyne.CanvasObject {
	w := p.env.speak()
	var rows []widgets.MoneyRow
	all := 0
	for _, l := range v.Lines {
		all += l.Quantity
		rows = append(rows, widgets.MoneyRow{Words: present.Units(w, l.Quantity, l.Title), Code: l.SKU, Amount: w.Money(l.Amount()), Tone: theme.Strong})
	}
	open := widgets.NewText(w.T("today.unshipped", domain.Args{"open": v.Unshipped(), "all": all}), widgets.Small())
	return widgets.NewColumn(6, widgets.NewSection(w.T("today.lines"), "", open), widgets.NewMoneyRows("", rows...))
}

// lastNote is the newest note that says something.
func lastNote(o order.Order) (order.Note, bool) {
	for _, n := range slices.Backward(o.Notes) {
		if n.Text != "" {
			return n, true
		}
	}
	return order.Note{}, false
}

func (p *todayPage) caseParts(v desk.CaseView) (title fyne.CanvasObject, parts []fyne.CanvasObject) {
	w := p.env.speak()
	state := present.CaseState(w, v.State)
	title = widgets.NewTitleBlock(v.Number, "", "", []fyne.CanvasObject{widgets.NewText(v.Order.ShipTo.Name, widgets.Plain()), widgets.NewText(v.Channel.Name, widgets.Second())},
		widgets.NewBadge(state.Shape, theme.Tone(state.Tone), state.Word))
	if v.Next != nil {
		what := w.T("cases.do."+string(v.Next.Code), present.StepFacts(w, v))
		parts = append(parts, widgets.NewColumn(4, widgets.NewSection(w.T("step."+string(v.Next.Code)), "", nil), widgets.NewParagraph(what, widgets.Second())))
	}
	parts = append(parts, widgets.NewKeyValue(120, caseFacts(p.env, v)...))
	if v.Words != "" {
		parts = append(parts, widgets.NewColumn(4, widgets.NewSection(w.T("field.words"), "", nil), widgets.NewParagraph(v.Words, widgets.Second())))
	}
	return title, parts
}

// caseFacts are what a case is about, in few lines.
func caseFacts(e env, v desk.CaseView) []widgets.KeyValueRow {
	w := e.speak()
	var items []string
	for _, it := range v.Items {
		items = append(items, present.Units(w, it.Said, it.Title))
	}
	rows := []widgets.KeyValueRow{{Label: w.T("field.reason"), Value: w.T("reason." + v.Reason)}, {Label: w.T("field.remedy"), Value: w.T("remedy." + string(v.Remedy))},
		{Label: w.T("field.items"), Value: w.List(items)}, {Label: w.T("field.order"), Value: v.Order.Number}, {Label: w.T("field.requested"), Value: w.Moment(v.Requested)}}
	if v.Tracking != "" {
		rows = append(rows, widgets.KeyValueRow{Label: w.T("field.tracking"), Value: v.Tracking})
	}
	return append(rows, personRows(e, v.Order.ShipTo)...)
}

func (p *todayPage) refundParts(v desk.CaseView, id domain.ID) (title fyne.CanvasObject, parts []fyne.CanvasObject) {
	w := p.env.speak()
	i := slices.IndexFunc(v.Refunds, func(r refund.Refund) bool { return r.ID == id })
	if i < 0 {
		return p.caseParts(v)
	}
	r := v.Refunds[i]
	state := present.RefundState(w, r.State)
	title = widgets.NewTitleBlock(v.Number, "", w.Money(r.Amount), []fyne.CanvasObject{widgets.NewText(v.Order.ShipTo.Name, widgets.Plain()), widgets.NewText(v.Channel.Name, widgets.Second())},
		widgets.NewBadge(state.Shape, theme.Tone(state.Tone), state.Word))
	return title, []fyne.CanvasObject{widgets.NewParagraph(w.T("money.chase", domain.Args{"day": r.To}), widgets.Second()), refundRows(p.env, r), widgets.NewKeyValue(120, refundFacts(p.env, r)...)}
}

func (p *todayPage) jobParts(v desk.JobView) (title fyne.CanvasObject, parts []fyne.CanvasObject) {
	w := p.env.speak()
	amount := ""
	if _, _, total := v.Total(); total.Minor > 0 {
		amount = w.Money(total)
	}
	answer := present.Answer(w, v.Verdict.Answer)
	title = widgets.NewTitleBlock(v.Number, "", amount, []fyne.CanvasObject{widgets.NewText(v.Customer.Name, widgets.Plain()), widgets.NewText(w.T("repair.state."+string(v.State)), widgets.Second())},
		widgets.NewBadge(answer.Shape, theme.Tone(answer.Tone), answer.Word))
	rows := []widgets.KeyValueRow{{Label: w.T("field.item"), Value: v.Item}}
	if v.Serial != "" {
		rows = append(rows, widgets.KeyValueRow{Label: w.T("field.serial"), Value: v.Serial})
	}
	rows = append(rows, widgets.KeyValueRow{Label: w.T("today.opened"), Value: w.Moment(v.Opened)})
	if v.Due != "" && v.State != repair.Closed {
		rows = append(rows, widgets.KeyValueRow{Label: w.T("today.promised"), Value: w.Day(v.Due)})
	}
	rows = append(rows, personRows(p.env, v.Customer)...)
	parts = []fyne.CanvasObject{widgets.NewKeyValue(120, rows...), widgets.NewColumn(4, widgets.NewSection(w.T("field.problem"), "", nil), widgets.NewParagraph(v.Problem, widgets.Second()))}
	if len(v.Steps) > 0 {
		s := v.Steps[len(v.Steps)-1]
		if s.Note != "" {
			parts = append(parts, widgets.NewColumn(4, widgets.NewSection(w.T("today.last_step"), "", nil), widgets.NewParagraph(s.Note, widgets.Second()),
				widgets.NewText(w.T("today.note_by", domain.Args{"who": s.Who, "when": s.At}), widgets.Small())))
		}
	}
	return title, parts
}

// key hears what no field had a use for: Enter does the next action.
func (p *todayPage) key(ev *fyne.KeyEvent) bool {
	if ev.Name != fyne.KeyReturn && ev.Name != fyne.KeyEnter {
		return false
	}
	p.env.primaryOf(p.actions())
	return true
}
