package ui

import (
	"context"
	"fmt"
	"strconv"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/desk"
	"aftercare/ui/present"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// onlyOrders picks the clocks of orders among those of cases.
const onlyOrders = "orders"

// clockRegister is how the clocks were kept: met or missed by clock, kind and
// channel, with the median of the answers (R8).
func clockRegister(e env) register {
	w := e.speak()
	filters := append([]widgets.Option{{Key: "", Word: w.T("registers.every")}}, choicesOf(e, "kind.", casefile.Kinds())...)
	filters = append(filters, widgets.Option{Key: onlyOrders, Word: w.T("page.orders")})
	query := func(a registerAsk) desk.ClockQuery {
		q := desk.ClockQuery{Span: a.span, Channel: a.channel, Kind: casefile.Kind(a.filter)}
		if a.filter == onlyOrders {
			q.Kind, q.Orders = "", true
		}
		return q
	}
	return register{key: "clocks", filters: filters, byChan: true,
		columns: []widgets.Column{{Title: w.T("cases.clock"), Min: 168, Weight: 2}, {Title: w.T("registers.clock_of"), Min: 104, Weight: 1, Leave: 1}, {Title: w.T("field.channel"), Min: 92, Weight: 1, Leave: 2},
			{Title: w.T("clock.face.met"), Min: 64, Right: true}, {Title: w.T("clock.face.missed"), Min: 64, Right: true}, {Title: w.T("registers.share"), Min: 92, Right: true}, {Title: w.T("registers.median"), Min: 92, Right: true}},
		export: func(a registerAsk) desk.ExportQuery { return desk.ExportQuery{Table: "clocks", Clocks: query(a)} },
		read: func(ctx context.Context, a registerAsk) (registered, error) {
			all, err := e.desk.ClockReport(ctx, query(a))
			if err != nil {
				return registered{}, err
			}
			setup, err := e.desk.Setup(ctx)
			channels := map[domain.ID]string{}
			for _, c := range setup.Channels {
				channels[c.ID] = c.Name
			}
			return registered{count: len(all), row: func(i int) registerRow { return clockRow(e, all[i], channels[all[i].Channel]) }, figures: func() []widgets.FigureCell { return clockFigures(e, all) }}, err
		}}
}

func clockRow(e env, c desk.ClockShare, channel string) registerRow {
	w := e.speak()
	of := w.T("field.order")
	if c.Kind != "" {
		of = w.T("kind." + string(c.Kind))
	}
	name, share, median := w.T("clock."+string(c.Clock)), present.RateWords(c.Share, c.Met+c.Missed), "–"
	if c.Median > 0 {
		median = present.Minutes(w, c.Median)
	}
	missed := widgets.Cell{Text: strconv.Itoa(c.Missed)}
	if c.Missed > 0 {
		missed.Tone, missed.Shape = theme.Late, theme.Triangle
	}
	row := registerRow{title: name, key: fmt.Sprint(c.Kind, c.Channel)}
	row.cells = []widgets.Cell{{Text: name, Tone: theme.Strong}, {Text: of}, {Text: channel}, {Text: strconv.Itoa(c.Met)}, missed, {Text: share, Tone: theme.Strong}, {Text: median}}
	row.facts = []widgets.KeyValueRow{{Label: w.T("registers.clock_of"), Value: of}, {Label: w.T("field.channel"), Value: channel}, {Label: w.T("clock.face.met"), Value: strconv.Itoa(c.Met)},
		{Label: w.T("clock.face.missed"), Value: strconv.Itoa(c.Missed)}, {Label: w.T("registers.running"), Value: strconv.Itoa(c.Running)}, {Label: w.T("registers.share"), Value: share}, {Label: w.T("registers.median"), Value: median}}
	return row
}

func clockFigures(e env, all []desk.ClockShare) []widgets.FigureCell {
	w := e.speak()
	met, missed, running := 0, 0, 0
	for _, c := range all {
		met, missed, running = met+c.Met, missed+c.Missed, running+c.Running
	}
	rate := 0
	if met+missed > 0 {
		rate = met * 100 / (met + missed)
	}
	shape, tone := toneOf(missed)
	return []widgets.FigureCell{{Label: w.T("registers.share"), Figure: present.RateWords(rate, met+missed)}, {Label: w.T("clock.face.met"), Figure: strconv.Itoa(met)},
		{Label: w.T("clock.face.missed"), Figure: strconv.Itoa(missed), Shape: shape, Tone: tone}, {Label: w.T("registers.running"), Figure: strconv.Itoa(running)}}
}
