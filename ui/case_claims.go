package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/claim"
	"aftercare/domain/desk"
	"aftercare/ui/present"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// claimsOf are the entries of the follow-up register that run beside the case:
// what each asks of whom, where it stands, and the way to it.
func (p *casesPage) claimsOf(v desk.CaseView) fyne.CanvasObject {
	w, today := p.env.speak(), calendar.DateOf(p.env.now(), p.env.shell.zone)
	column := widgets.NewColumn(6, widgets.NewSection(w.T("cases.claims"), "", nil))
	for _, c := range v.Claims {
		m, due := present.ClaimState(w, c), present.ClaimDue(w, c, today)
		what := w.List([]string{c.Number, w.T("party." + string(c.Party)), w.T("matter." + string(c.Matter))})
		column.Add(widgets.NewRow(8, widgets.NewBadge(m.Shape, theme.Tone(m.Tone), m.Word), widgets.Gap(),
			widgets.NewLink(w.T("cases.in_register"), "", func() { p.env.shell.open(route{page: "money", id: c.ID, do: "claims"}) })))
		column.Add(widgets.NewRow(8, widgets.Grow(widgets.NewText(what, widgets.Plain())), widgets.NewText(due.Word, widgets.TextStyle{Colour: theme.Tone(due.Tone).Ink(), Whole: true})))
	}
	return column
}

// patternOf shows that money was asked for first, and then a fault claimed: a
// fact with its case, a message that asks for evidence, a report to the platform.
func (p *casesPage) patternOf(v desk.CaseView) fyne.CanvasObject {
	w := p.env.speak()
	buttons := []fyne.CanvasObject{widgets.NewButton(widgets.ButtonLook{Word: w.T("cases.pattern.write"), Icon: "mail"}, func() {
		p.env.shell.open(route{page: "message", id: v.ID, do: "case:evidence"})
	})}
	if reported(v) == nil {
		buttons = append(buttons, widgets.NewButton(widgets.ButtonLook{Word: w.T("cases.pattern.report")}, p.report))
	}
	return widgets.NewColumn(8, widgets.NewBanner(widgets.BannerLook{Tone: theme.Warn, Shape: theme.Triangle, Lead: w.T("verdict.money_only_first.name"), Sentence: w.T("cases.pattern.what")}, nil),
		widgets.NewRow(8, append(buttons, widgets.Gap())...))
}

// reported is the case's report to its platform, nil where there is none.
func reported(v desk.CaseView) *claim.Claim {
	for i := range v.Claims {
		if v.Claims[i].Matter == claim.Abuse {
			return &v.Claims[i]
		}
	}
	return nil
}

// report opens the report to the platform: an entry of the register, with its
// message, its answer due, upheld or not.
func (p *casesPage) report() {
	w, v := p.env.speak(), *p.file
	words := widgets.NewEntry(widgets.EntryLook{Lines: 4})
	words.SetText(w.T("cases.pattern.words", domain.Args{"order": v.Order.Number, "case": v.Number}))
	p.asks(w.T("cases.pattern.report"), []formField{{name: "problem", label: w.T("cases.pattern.text"), hint: w.T("cases.pattern.text_hint"), part: words}}, func() (deed, error) {
		q := desk.ClaimRequest{Case: v.Number, Party: claim.Platform, Matter: claim.Abuse, Problem: words.Text(), Files: v.Files}
		return func(ctx context.Context) (desk.CaseView, error) {
			if _, err := p.env.desk.OpenClaim(ctx, q); err != nil {
				return desk.CaseView{}, err
			}
			return p.env.desk.Case(ctx, v.ID)
		}, nil
	})
}
