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
	f := newForm(p.env, w.T("cases.form.label"), w.T("cases.send.label"), fields, func() {
		p.mayLabel(v, size.Selected(), languages.Selected(), sent != nil && sent.On)
	}, p.leave)
	p.put(f.about(p.subject()), nil)
}

// mayLabel asks the desk whether a label may be printed, then makes it; only
// then is the step marked as done.
func (p *casesPage) mayLabel(v desk.CaseView, size, languages string, sent bool) {
	f, note := p.form, p.env.speak().T("cases.label.title", domain.Args{"return": v.Return})
	run(p.env.work, nil, func(ctx context.Context) (desk.CaseView, error) {
		v, _, err := p.env.desk.Label(ctx, v.Return)
		return v, err
	}, func(_ desk.CaseView, err error) {
		if err != nil {
			if p.form == f {
				f.failed(err)
			}
			return
		}
		p.makeLabel(v.Return, size, languages)
		if !sent {
			p.leave()
			return
		}
		p.deed("cases.done.step", func(ctx context.Context) (desk.CaseView, error) {
			return p.env.desk.DoStep(ctx, desk.StepRequest{Case: v.ID, Step: casefile.Instructions, Note: note})
		})
	})
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
