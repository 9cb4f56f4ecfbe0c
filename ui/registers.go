package ui

import (
	"context"
	"strconv"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/ui/present"
	"aftercare/ui/text"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// registerOf is a register by its key.
func registerOf(e env, key string) register {
	switch key {
	case "ledger":
		return ledgerRegister(e)
	case "losses":
		return lossRegister(e)
	case "retentions":
		return retentionRegister(e)
	case "clocks":
		return clockRegister(e)
	}
	return agreementRegister(e)
}

// toEnter picks the agreements that a platform is still to hear of.
const toEnter = "to_enter"

// agreementRegister is what customers agreed to, kept or broken (R4).
func agreementRegister(e env) register {
	w := e.speak()
	filters := []widgets.Option{{Key: "", Word: w.T("registers.every")}, {Key: toEnter, Word: w.T("registers.to_enter")}}
	for _, o := range order.Outcomes() {
		filters = append(filters, widgets.Option{Key: string(o), Word: w.T("promise." + string(o))})
	}
	query := func(a registerAsk) desk.RegisterQuery {
		q := desk.RegisterQuery{Span: a.span, Channel: a.channel, Outcome: order.Outcome(a.filter)}
		if a.filter == toEnter {
			q.Outcome, q.ToEnter = "", true
		}
		return q
	}
	return register{key: "agreements", filters: filters, byChan: true,
		columns: []widgets.Column{{Title: w.T("field.order"), Min: 92, Weight: 1}, {Title: w.T("field.customer"), Min: 92, Weight: 2}, {Title: w.T("order.first_date"), Min: 104, Leave: 1},
			{Title: w.T("registers.agreed"), Min: 104}, {Title: w.T("cases.state"), Min: 112}, {Title: w.T("registers.platform"), Min: 132, Leave: 2}},
		export: func(a registerAsk) desk.ExportQuery {
			return desk.ExportQuery{Table: "agreements", Agreements: query(a)}
		},
		read: func(ctx context.Context, a registerAsk) (registered, error) {
			v, err := e.desk.Register(ctx, query(a))
			return registered{count: len(v.Rows), row: func(i int) registerRow { return agreementRow(e.speak(), v.Rows[i]) }, figures: func() []widgets.FigureCell { return agreementFigures(e.speak(), v) }}, err
		}}
}

func agreementRow(w *text.Words, p order.Promised) registerRow {
	m := present.Promise(w, p)
	entered := widgets.Cell{Text: "–"}
	switch {
	case p.ToEnter:
		entered = widgets.Cell{Text: w.T("registers.to_enter"), Shape: theme.Pie, Tone: theme.Warn}
	case !p.Entered.IsZero():
		entered = widgets.Cell{Text: w.T("registers.entered"), Shape: theme.Tick, Tone: theme.Ok}
	}
	row := registerRow{title: present.Short(p.Number), to: route{page: "orders", id: p.Order}, toEnter: p.ToEnter}
	row.cells = []widgets.Cell{{Text: present.Short(p.Number), Tone: theme.Strong, Tip: tipOf(present.Short(p.Number), p.Number)}, {Text: p.Who, Tone: theme.Strong}, {Text: w.Date(p.First)},
		{Text: w.Date(p.Agreed)}, cellOf(m), entered}
	row.facts = []widgets.KeyValueRow{{Label: w.T("field.customer"), Value: p.Who}, {Label: w.T("cases.state"), Value: m.Word, Tone: theme.Tone(m.Tone)}, {Label: w.T("order.first_date"), Value: w.FullDate(p.First)},
		{Label: w.T("registers.before"), Value: w.FullDate(p.Before)}, {Label: w.T("registers.agreed"), Value: w.FullDate(p.Agreed)}, {Label: w.Field("terms"), Value: p.Terms},
		{Label: w.T("order.agreed.by"), Value: w.T("order.agreed.by_how", domain.Args{"by": p.By, "how": text.Key("way." + p.How), "when": w.Moment(p.When)})},
		{Label: w.Field("reason"), Value: p.Reason}, {Label: w.T("registers.platform"), Value: enteredWords(w, p)}, {Label: w.T("log.who"), Value: p.Writer}}
	return row
}

func enteredWords(w *text.Words, p order.Promised) string {
	switch {
	case p.ToEnter:
		return w.T("registers.to_enter")
	case !p.Entered.IsZero():
		return w.Moment(p.Entered)
	}
	return ""
}

func agreementFigures(w *text.Words, v desk.Register) []widgets.FigureCell {
	shape, tone := toneOf(v.Rate.Broken)
	enter, enterTone := "", theme.Neutral
	if v.ToEnter > 0 {
		enter, enterTone = theme.Pie, theme.Warn
	}
	return []widgets.FigureCell{{Label: w.T("registers.figure.rate"), Figure: present.RateWords(v.Rate.Percent, v.Rate.Kept+v.Rate.Broken)}, {Label: w.T("promise.kept"), Figure: strconv.Itoa(v.Rate.Kept)},
		{Label: w.T("promise.broken"), Figure: strconv.Itoa(v.Rate.Broken), Shape: shape, Tone: tone}, {Label: w.T("promise.open"), Figure: strconv.Itoa(v.Rate.Open)},
		{Label: w.T("registers.to_enter"), Figure: strconv.Itoa(v.ToEnter), Shape: enter, Tone: enterTone}}
}

// lossRegister is what the shop bears: of lateness, of refunds and of claims.
func lossRegister(e env) register {
	w := e.speak()
	query := func(a registerAsk) desk.LossQuery {
		return desk.LossQuery{Channel: a.channel, Span: a.span, Kind: desk.LossKind(a.filter)}
	}
	return register{key: "losses", byChan: true,
		more: []widgets.Option{{Key: "sums", Word: w.T("table.loss_sums") + " (CSV)"}, {Key: "sums_xlsx", Word: w.T("table.loss_sums") + " (XLSX)"}},
		extra: func(p *registersPage, kind string) {
			q := p.exporting()
			q.Table = "loss_sums"
			p.env.shell.exportTable(q, map[string]string{"sums": "csv", "sums_xlsx": "xlsx"}[kind])
		},
		filters: []widgets.Option{{Key: "", Word: w.T("registers.every")}, {Key: string(desk.LateLoss), Word: w.T("loss_kind.late")}, {Key: string(desk.BorneLoss), Word: w.T("loss_kind.borne")}},
		columns: []widgets.Column{{Title: w.T("registers.day"), Min: 104}, {Title: w.T("field.order"), Min: 92, Weight: 1}, {Title: w.T("field.customer"), Min: 92, Weight: 1, Leave: 2}, {Title: w.Field("cause"), Min: 128, Weight: 2},
			{Title: w.T("registers.kind"), Min: 112, Leave: 1}, {Title: w.T("field.amount"), Min: 98, Right: true}},
		export: func(a registerAsk) desk.ExportQuery {
			return desk.ExportQuery{Table: "losses", Losses: query(a)}
		},
		read: func(ctx context.Context, a registerAsk) (registered, error) {
			v, err := e.desk.LossList(ctx, query(a))
			return registered{count: len(v.Rows), row: func(i int) registerRow { return lossRow(e, v.Rows[i]) }, figures: func() []widgets.FigureCell { return lossFigures(e, v) },
				sums: func() []widgets.MoneyRow { return lossSums(e.speak(), v) }}, err
		}}
}

func lossRow(e env, l desk.LossEntry) registerRow {
	w := e.speak()
	row := registerRow{title: present.Short(l.Order), to: route{page: "orders", id: l.OrderID}}
	row.cells = []widgets.Cell{{Text: dayAt(e, l.At)}, {Text: present.Short(l.Order), Tone: theme.Strong, Tip: tipOf(present.Short(l.Order), l.Order)}, {Text: l.Customer}, {Text: w.T(l.CauseKey()), Tone: theme.Strong},
		{Text: w.T("loss_kind." + string(l.Kind))}, {Text: w.Money(l.Amount), Tone: theme.Strong}}
	row.facts = []widgets.KeyValueRow{{Label: w.T("field.customer"), Value: l.Customer}, {Label: w.Field("cause"), Value: w.T(l.CauseKey())}, {Label: w.T("registers.kind"), Value: w.T("loss_kind." + string(l.Kind))},
		{Label: w.T("field.amount"), Value: w.Money(l.Amount)}, {Label: w.T("registers.day"), Value: w.FullMoment(l.At)}, {Label: w.T("log.who"), Value: l.Who}, {Label: w.Field("note"), Value: l.Words}}
	return row
}

func lossFigures(e env, v desk.LossRegister) []widgets.FigureCell {
	w := e.speak()
	out := []widgets.FigureCell{{Label: w.T("registers.figure.lost"), Figure: present.Sums(w, v.Totals, e.shell.shop.Currency)}}
	for _, s := range v.Sums[:min(len(v.Sums), 3)] {
		out = append(out, widgets.FigureCell{Label: w.T(s.CauseKey()), Figure: w.Money(s.Amount)})
	}
	return out
}

func lossSums(w *text.Words, v desk.LossRegister) []widgets.MoneyRow {
	var out []widgets.MoneyRow
	for _, s := range v.Sums {
		out = append(out, widgets.MoneyRow{Words: w.T("registers.times", domain.Args{"cause": text.Key(s.CauseKey()), "n": s.Count}), Amount: w.Money(s.Amount)})
	}
	for _, a := range v.Totals {
		out = append(out, widgets.MoneyRow{Words: w.T("order.total"), Amount: w.Money(a), Sum: true})
	}
	return out
}

// retentionRegister is what was offered for keeping goods, and why nothing was
// (R7).
func retentionRegister(e env) register {
	w := e.speak()
	filters := []widgets.Option{{Key: "", Word: w.T("registers.every")}}
	for _, a := range desk.RetentionAnswers() {
		filters = append(filters, widgets.Option{Key: string(a), Word: w.T("retention." + string(a))})
	}
	query := func(a registerAsk) desk.RetentionRegisterQuery {
		return desk.RetentionRegisterQuery{Span: a.span, Answer: desk.RetentionAnswer(a.filter)}
	}
	return register{key: "retentions", filters: filters,
		columns: []widgets.Column{{Title: w.T("registers.day"), Min: 104}, {Title: w.T("field.case"), Min: 68}, {Title: w.T("field.customer"), Min: 92, Weight: 1}, {Title: w.T("registers.offer"), Min: 128, Weight: 2},
			{Title: w.T("cases.state"), Min: 112, Leave: 1, KeepShape: true}, {Title: w.T("registers.cost"), Min: 92, Right: true}},
		export: func(a registerAsk) desk.ExportQuery {
			return desk.ExportQuery{Table: "retentions", Retentions: query(a)}
		},
		read: func(ctx context.Context, a registerAsk) (registered, error) {
			v, err := e.desk.Retentions(ctx, query(a))
			return registered{count: len(v.Rows), row: func(i int) registerRow { return retentionRow(e, v.Rows[i]) }, figures: func() []widgets.FigureCell { return retentionFigures(e, v) }}, err
		}}
}

func retentionRow(e env, r desk.RetentionRow) registerRow {
	w := e.speak()
	m := present.RetentionAnswer(w, r.Answer)
	offer, cost := r.What, ""
	if r.Offer != "" {
		offer = w.List(nonEmpty(w.T("gift."+string(r.Offer)), r.What))
		cost = w.Money(r.Cost)
	}
	row := registerRow{title: r.CaseNumber, to: route{page: "cases", id: r.CaseID}}
	row.cells = []widgets.Cell{{Text: dayAt(e, r.At)}, {Text: r.CaseNumber, Tone: theme.Strong}, {Text: r.Customer, Tone: theme.Strong}, {Text: offer}, cellOf(m), {Text: cost}}
	row.facts = []widgets.KeyValueRow{{Label: w.T("field.customer"), Value: r.Customer}, {Label: w.T("field.order"), Value: r.OrderNumber}, {Label: w.T("cases.state"), Value: m.Word, Tone: theme.Tone(m.Tone)},
		{Label: w.T("registers.offer"), Value: offer}, {Label: w.T("registers.cost"), Value: cost}, {Label: w.T("registers.day"), Value: w.FullMoment(r.At)}, {Label: w.T("log.who"), Value: r.Who}}
	if r.Answer == desk.NoOffer {
		row.facts[3].Label = w.Field("reason")
	}
	return row
}

func retentionFigures(e env, v desk.RetentionRegister) []widgets.FigureCell {
	w := e.speak()
	return []widgets.FigureCell{{Label: w.T("registers.figure.taken_rate"), Figure: present.RateWords(v.Rate, v.Offers)}, {Label: w.T("registers.figure.offers"), Figure: strconv.Itoa(v.Offers)},
		{Label: w.T("retention.taken"), Figure: strconv.Itoa(v.Kept)}, {Label: w.T("retention.none"), Figure: strconv.Itoa(v.Passed)}, {Label: w.T("registers.figure.cost"), Figure: present.Sums(w, v.Cost, e.shell.shop.Currency)}}
}
