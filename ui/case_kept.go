package ui

import (
	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/desk"
	"aftercare/ui/present"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// keptOf are the sections of what a case holds beside its plan; one without
// anything in it is left out.
func (p *casesPage) keptOf(v desk.CaseView) []fyne.CanvasObject {
	w := p.env.speak()
	parts := []fyne.CanvasObject{p.section("cases.freight", present.CaseFreight(w, v))}
	for _, s := range []struct {
		title string
		rows  []present.Pair
	}{
		{"step.consent", present.Consents(w, v.Case)}, {"cases.sending", present.Sending(w, v.Case)}, {"cases.retentions", present.Retentions(w, v.Case)},
		{"cases.compensations", present.Compensations(w, v.Case)}, {"cases.dispute", present.DisputeFacts(w, v.Case)}, {"cases.lessons", present.Lessons(w, v.Case)},
	} {
		if len(s.rows) > 0 {
			parts = append(parts, p.section(s.title, s.rows))
		}
	}
	if v.Suggests() {
		parts = append(parts, widgets.NewBanner(widgets.BannerLook{Tone: theme.Info, Shape: theme.Ring, Sentence: w.T("cases.suggest_compensation")}, nil))
	}
	if v.Parcel == casefile.Announced && !v.Done() && !p.env.now().Before(v.SendBy.End(p.env.shell.zone)) {
		parts = append(parts, widgets.NewBanner(widgets.BannerLook{Tone: theme.Warn, Shape: theme.Triangle, Sentence: w.T("cases.suggest_not_sent", domain.Args{"day": v.SendBy})}, nil))
	}
	return parts
}

func (p *casesPage) section(title string, rows []present.Pair) fyne.CanvasObject {
	var out []widgets.KeyValueRow
	for _, r := range rows {
		out = append(out, widgets.KeyValueRow{Label: r.Label, Value: r.Value})
	}
	return widgets.NewColumn(6, widgets.NewSection(p.env.speak().T(title), "", nil), widgets.NewKeyValue(124, out...))
}
