package ui

import (
	"context"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/desk"
	"aftercare/ui/paper"
	"aftercare/ui/widgets"
)

// label asks for size and languages of the return label, makes it, and where
// the plan waits for it marks the instructions as sent.
func (p *casesPage) label() {
	w, v := p.env.speak(), *p.file
	sizes := []widgets.Option{{Key: "100x150", Word: w.T("cases.label.100x150")}, {Key: "a6", Word: "A6"}, {Key: "a4", Word: w.T("cases.label.a4")}}
	size := widgets.NewSegmented(sizes, "100x150", nil)
	var speech []widgets.Option
	for _, l := range []string{"en", "zh-Hant", "zh-Hans", "en+zh-Hant", "en+zh-Hans"} {
		speech = append(speech, widgets.Option{Key: l, Word: w.T("cases.label.in." + l)})
	}
	languages := widgets.NewSelect(speech, p.env.shell.shop.Paper, nil)
	fields := []formField{{name: "size", label: w.T("field.size"), part: size}, {name: "languages", label: w.T("field.languages"), hint: w.T("cases.label.hint"), part: languages}}
	var sent *widgets.Check
	if v.Next != nil && v.Next.Code == casefile.Instructions {
		sent = widgets.NewCheck(w.T("cases.label.sent"), true, nil)
		fields = append(fields, formField{name: "note", label: w.T("step.instructions"), part: sent})
	}
	var f *form
	f = newForm(p.env, w.T("cases.form.label"), w.T("cases.send.label"), fields, func() {
		p.form = nil
		p.refresh()
		p.makeLabel(v.Return, size.Selected(), languages.Selected())
		if sent != nil && sent.On {
			p.deed("cases.done.step", func(ctx context.Context) (desk.CaseView, error) {
				return p.env.desk.DoStep(ctx, desk.StepRequest{Case: v.ID, Step: casefile.Instructions, Note: w.T("cases.label.note", domain.Args{"return": v.Return})})
			})
		}
	}, p.leave)
	p.put(f.about(p.subject()), nil)
}

// makeLabel prints the label of a return. Whether one may be printed is the
// desk's to say.
func (p *casesPage) makeLabel(number, size, languages string) {
	at, zone := p.env.now(), p.env.shell.zone
	p.papers.press(p.env.speak().T("cases.label.title", domain.Args{"return": number}), func(ctx context.Context, press *paper.Press) (paper.Paper, error) {
		v, setup, err := p.env.desk.Label(ctx, number)
		if err != nil {
			return paper.Paper{}, err
		}
		l, err := paper.LanguagesOf(languages)
		if err != nil {
			return paper.Paper{}, err
		}
		s, err := paper.SizeOf(size)
		if err != nil {
			return paper.Paper{}, err
		}
		return press.Label(paper.LabelOf(v, setup), paper.Setting{Languages: l, Size: s, At: at, Zone: zone})
	})
}
