package ui

import (
	"context"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/desk"
	"aftercare/ui/widgets"
)

// reasonForm asks for one text and hands it to a verb: the reason of an
// override, a decline, a withdrawal, a step that does not apply.
type reasonForm struct {
	title, send, label, hint, done string
	name                           string // the field's, in the domain's words
	lines                          int
	verb                           func(ctx context.Context, text string) (desk.CaseView, error)
}

func (p *casesPage) reason(r reasonForm) {
	entry := widgets.NewEntry(widgets.EntryLook{Lines: r.lines})
	submit := func() {
		text := entry.Text()
		p.deed(r.done, func(ctx context.Context) (desk.CaseView, error) { return r.verb(ctx, text) })
	}
	p.put(newForm(p.env, r.title, r.send, []formField{{name: r.name, label: r.label, hint: r.hint, part: entry}}, submit, p.leave).about(p.subject()), nil)
}

// subject is what a form is about, beside its title.
func (p *casesPage) subject() string {
	return p.env.speak().List([]string{p.file.Number, p.file.Order.ShipTo.Name})
}

func (p *casesPage) override() {
	w, id := p.env.speak(), p.file.ID
	p.reason(reasonForm{title: w.T("cases.form.override"), send: w.T("cases.send.override"), label: w.T("field.override"), hint: w.T("cases.hint.override"), done: "cases.done.agreed",
		name: "override", lines: 3, verb: func(ctx context.Context, text string) (desk.CaseView, error) {
			return p.env.desk.AgreeCase(ctx, desk.DecideRequest{Case: id, Reason: text})
		}})
}

func (p *casesPage) decline() {
	w, id := p.env.speak(), p.file.ID
	p.reason(reasonForm{title: w.T("cases.form.decline"), send: w.T("cases.send.decline"), label: w.T("field.reason"), hint: w.T("cases.hint.decline"), done: "cases.done.declined",
		name: "reason", lines: 3, verb: func(ctx context.Context, text string) (desk.CaseView, error) {
			return p.env.desk.DeclineCase(ctx, desk.DecideRequest{Case: id, Reason: text})
		}})
}

func (p *casesPage) withdraw() {
	w, id := p.env.speak(), p.file.ID
	p.reason(reasonForm{title: w.T("cases.form.withdraw"), send: w.T("cases.send.withdraw"), label: w.T("field.reason"), hint: w.T("cases.hint.withdraw"), done: "cases.done.withdrawn",
		name: "reason", lines: 3, verb: func(ctx context.Context, text string) (desk.CaseView, error) {
			return p.env.desk.WithdrawCase(ctx, desk.DecideRequest{Case: id, Reason: text})
		}})
}

func (p *casesPage) skip() {
	w, v := p.env.speak(), *p.file
	step := v.Next.Code
	p.reason(reasonForm{title: w.T("cases.form.skip", domain.Args{"step_key": "step." + string(step)}), send: w.T("cases.send.skip"), label: w.T("field.reason"), hint: w.T("cases.hint.skip"),
		done: "cases.done.skipped", name: "reason", lines: 1, verb: func(ctx context.Context, text string) (desk.CaseView, error) {
			return p.env.desk.SkipStep(ctx, desk.StepRequest{Case: v.ID, Step: step, Note: text})
		}})
}

// step marks the step that is now as done, with a word on it.
func (p *casesPage) step() {
	w, v := p.env.speak(), *p.file
	step := v.Next.Code
	p.reason(reasonForm{title: w.T("cases.form." + string(step)), send: w.T("cases.send.done"), label: w.T("cases.note." + string(step)), hint: w.T("cases.hint.note"),
		done: "cases.done.step", name: "note", lines: 1, verb: func(ctx context.Context, text string) (desk.CaseView, error) {
			return p.env.desk.DoStep(ctx, desk.StepRequest{Case: v.ID, Step: step, Note: text})
		}})
}

func (p *casesPage) sentBack() {
	w, v := p.env.speak(), *p.file
	entry := widgets.NewEntry(widgets.EntryLook{SelectAll: true})
	entry.SetText(v.Tracking)
	submit := func() {
		tracking := entry.Text()
		p.deed("cases.done.sent_back", func(ctx context.Context) (desk.CaseView, error) {
			return p.env.desk.SentBack(ctx, desk.SentRequest{Case: v.ID, Tracking: tracking})
		})
	}
	p.put(newForm(p.env, w.T("cases.form.sent_back"), w.T("cases.send.sent_back"), []formField{{name: "tracking", label: w.T("field.tracking"), hint: w.T("cases.hint.tracking"), part: entry}}, submit, p.leave).about(p.subject()), nil)
}

// close ends a case with the customer's content.
func (p *casesPage) close() {
	w, v := p.env.speak(), *p.file
	content := widgets.NewSegmented(knownOptions(p.env), string(casefile.Unknown), nil)
	submit := func() {
		known := casefile.Known(content.Selected())
		p.deed("cases.done.closed", func(ctx context.Context) (desk.CaseView, error) {
			return p.env.desk.CloseCase(ctx, desk.CloseRequest{Case: v.ID, Content: known})
		})
	}
	p.put(newForm(p.env, w.T("cases.form.close"), w.T("cases.send.close"), []formField{{name: "content", label: w.T("cases.content"), hint: w.T("cases.hint.content"), part: content}}, submit, p.leave).about(p.subject()), nil)
}

// knownOptions are yes, no and unknown.
func knownOptions(e env) []widgets.Option {
	w := e.speak()
	return []widgets.Option{{Key: string(casefile.Yes), Word: w.T("known.yes")}, {Key: string(casefile.No), Word: w.T("known.no")}, {Key: string(casefile.Unknown), Word: w.T("known.unknown")}}
}
