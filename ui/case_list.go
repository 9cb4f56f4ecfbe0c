package ui

import (
	"aftercare/domain/calendar"
	"aftercare/ui/present"
	"aftercare/ui/text"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

func wideCases(w *text.Words) []widgets.Column {
	return []widgets.Column{{Title: w.T("field.case"), Min: 68}, {Title: w.T("field.customer"), Min: 104, Weight: 0.3}, {Title: w.T("field.remedy"), Min: 116, Weight: 0.1, Leave: 2},
		{Title: w.T("field.reason"), Min: 172, Weight: 0.3, Leave: 1}, {Title: w.T("cases.next"), Min: 196, Weight: 0.3}, {Title: w.T("cases.clock"), Min: 148}, {Title: w.T("cases.state"), Min: 96, Leave: 3, KeepShape: true}}
}

func narrowCases() []widgets.Column {
	return []widgets.Column{{Min: 16}, {Min: 48}, {Min: 64, Weight: 1}, {Min: 52, Right: true}}
}

// row is a line of the list, wide or narrow.
func (p *casesPage) row(i int) widgets.RowData {
	r, ok := p.rows.at(i)
	if !ok {
		return widgets.RowData{Loading: true}
	}
	w, now, zone := p.env.speak(), p.env.now(), p.env.shell.zone
	clock, state := present.CaseClock(w, r.Case, now, zone), present.CaseState(w, r.State)
	step, open := r.Now()
	tone := theme.Tone(clock.Tone)
	if p.wide {
		next := ""
		if open {
			next = w.T("step." + string(step.Code))
		} else {
			clock = present.Mark{Word: w.Day(calendar.DateOf(r.Closed, zone))}
			tone = theme.Muted
		}
		shape := clock.Shape
		if clock.Word == "" {
			shape = ""
		}
		return widgets.RowData{Cells: []widgets.Cell{{Text: r.Number, Tone: theme.Strong}, {Text: r.Customer, Tone: theme.Strong}, {Text: w.T("remedy." + string(r.Remedy))},
			{Text: present.ReasonName(w, r.Case, r.OwnReason)}, {Text: next, Tone: theme.Strong}, {Text: clock.Word, Shape: shape, Tone: tone, Room: true},
			{Text: state.Word, Shape: state.Shape, Tone: theme.Tone(state.Tone)}}}
	}
	left := state.Word
	if open {
		left = present.ClockLeft(w, step.Due, now, zone)
	}
	return widgets.RowData{Cells: []widgets.Cell{{Shape: clock.Shape, Tone: tone, Tip: clock.Word}, {Text: r.Number, Tone: theme.Strong}, {Text: r.Customer, Tone: theme.Strong},
		{Text: left, Tone: tone, Small: true, Tip: clock.Word}}}
}
