package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/ui/present"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// planParts are the left side of a case: its steps, and the one that is now as
// a panel that holds its buttons.
func (p *casesPage) planParts(v desk.CaseView) []fyne.CanvasObject {
	w := p.env.speak()
	done, skipped, left := 0, 0, 0
	var steps []widgets.PlanStep
	for _, s := range v.Steps {
		switch {
		case s.Over():
			skipped++
		case s.Ended():
			done++
		default:
			left++
		}
		if v.Next != nil && s.Code == v.Next.Code {
			steps = append(steps, p.nowStep(v))
			continue
		}
		m, right, note := present.StepMark(w, s, v.Done())
		steps = append(steps, widgets.PlanStep{Shape: m.Shape, Tone: theme.Tone(m.Tone), Word: m.Word, Time: right, Note: note})
	}
	tally := w.T("cases.tally", domain.Args{"done": done, "left": left})
	switch {
	case v.Done():
		tally = w.T("cases.tally_over", domain.Args{"done": done})
	case skipped > 0:
		tally = w.T("cases.tally_skipped", domain.Args{"done": done, "skipped": skipped, "left": left})
	}
	plan := widgets.NewPlanSteps(steps...)
	p.nowPart = nil
	if i := slices.IndexFunc(steps, func(s widgets.PlanStep) bool { return s.Now }); i >= 0 {
		p.nowPart = plan.Objects[i]
	}
	return []fyne.CanvasObject{widgets.NewSection(w.T("cases.plan"), "", widgets.NewText(tally, widgets.Small())), plan}
}

// nowStep is the panel of the step that is to be done.
func (p *casesPage) nowStep(v desk.CaseView) widgets.PlanStep {
	w := p.env.speak()
	m := present.CaseClock(w, v.Case, p.env.now(), p.env.shell.zone)
	step := widgets.PlanStep{Now: true, Word: w.T("step." + string(v.Next.Code)), What: w.T("cases.do."+string(v.Next.Code), present.StepFacts(w, v))}
	if !v.Next.Due.None() {
		step.Clock = widgets.NewDueClock(m.Shape, theme.Tone(m.Tone), m.Word, false)
	}
	for _, a := range p.actions() {
		if a.primary {
			step.Buttons = append(step.Buttons, p.env.buttonOf(a))
		}
		if a.key == "write" {
			step.Buttons = append(step.Buttons, p.env.buttonOf(a))
		}
		if a.key == "skip" && a.refused == "" {
			step.Buttons = append(step.Buttons, widgets.NewButton(widgets.ButtonLook{Word: w.T("action.skip"), Kind: widgets.Quiet}, a.run))
		}
	}
	return step
}

// actions are what can be done with the open case.
func (p *casesPage) actions() []action {
	if p.form != nil {
		return []action{{key: "save", run: p.form.trySubmit, primary: true}}
	}
	if p.file == nil || p.current == 0 {
		return nil
	}
	v, w := *p.file, p.env.speak()
	out := []action{}
	if v.Next != nil {
		out = append(out, p.stepAction(v))
		if v.Next.Code == casefile.Instructions {
			out = append(out, action{key: "step", word: w.T("cases.button.instructions"), run: p.instruct}) // sent in another way
		}
	}
	if a, ok := p.write(v); ok {
		out = append(out, a)
	}
	out = append(out,
		action{key: "agree", run: p.agree, refused: p.unless(v.Awaits(casefile.Decide), "cases.not_open", v)},
		action{key: "label", run: p.label, icon: "print", refused: p.noLabel(v)},
		action{key: "sent_back", run: p.sentBack, refused: p.unless(v.Parcel == casefile.Announced || v.Parcel == casefile.OnItsWay, "cases.no_parcel", v)},
		action{key: "refund", run: p.refund, refused: p.unless(v.Payable() == nil, "cases.not_refund", v)},
		action{key: "skip", run: p.skip, refused: p.noSkip(v)},
		action{key: "withdraw", run: p.withdraw, danger: true, refused: p.unless(possible(v, casefile.Withdraw), "cases.too_late", v)},
		action{key: "decline", run: p.decline, danger: true, refused: p.unless(possible(v, casefile.Decline), "cases.too_late", v)},
	)
	if v.Next == nil || v.Next.Code != casefile.Confirm {
		out = append(out, action{key: "close", run: p.close, refused: w.T("cases.steps_left")})
	}
	return slices.Concat(once(append(out, p.deeds(v)...)), underMore(p.drop), p.papers.actions())
}

// write opens the message by which the step that is now is done; ok is false for
// a step that none is written for.
func (p *casesPage) write(v desk.CaseView) (a action, ok bool) {
	if v.Next == nil {
		return a, false
	}
	template := casefile.Template(v.Next.Code)
	to := route{page: "message", id: v.ID, do: "case:" + template}
	if n := len(v.Refunds); n > 0 && (v.Next.Code == casefile.TellFiled || v.Next.Code == casefile.TellPaid) {
		to.id, to.do = v.Refunds[n-1].ID, "refund:"+template
	}
	return action{key: "write", run: func() { p.env.shell.open(to) }}, template != ""
}

// once drops an action that the step's own already offers.
func once(actions []action) []action {
	seen := map[string]bool{}
	out := actions[:0:0]
	for _, a := range actions {
		if !seen[a.key] {
			seen[a.key] = true
			out = append(out, a)
		}
	}
	return out
}

func possible(v desk.CaseView, e casefile.Event) bool {
	for _, x := range v.Possible {
		if x == e {
			return true
		}
	}
	return false
}

// unless is a reason when a condition does not hold, with the case's facts.
func (p *casesPage) unless(ok bool, key string, v desk.CaseView) string {
	if ok {
		return ""
	}
	w := p.env.speak()
	return w.T(key, domain.Args{"state": present.CaseState(w, v.State).Word, "case": v.Number})
}

func (p *casesPage) noLabel(v desk.CaseView) string {
	if !v.Has(casefile.WaitParcel) {
		return p.unless(false, "cases.nothing_back", v)
	}
	if v.State == casefile.Open || !v.Live() {
		return p.unless(false, "cases.label_first_agree", v)
	}
	return p.papers.refused()
}

func (p *casesPage) noSkip(v desk.CaseView) string {
	if v.Next == nil {
		return p.unless(false, "cases.no_step", v)
	}
	if !casefile.Skippable(v.Next.Code) {
		return p.unless(false, "cases.never_skipped", v)
	}
	return ""
}

// stepAction is the one next action of a case: what its step asks for.
func (p *casesPage) stepAction(v desk.CaseView) action {
	w := p.env.speak()
	word := func(name string) string { return w.T("cases.button." + name) }
	a := action{key: "step", word: word("done"), run: p.step, primary: true}
	switch code := v.Next.Code; code {
	case casefile.Reply:
		a.word = word("reply")
	case casefile.Decide:
		a.key, a.word, a.run = "agree", word("decide"), p.agree
	case casefile.Retention:
		a.word, a.run = word("retention"), p.retain
	case casefile.Instructions: // the label's form marks the step as done
		a.word, a.run = word("instructions"), p.instruct
		if p.noLabel(v) == "" {
			a.key, a.word, a.run = "label", word("label"), p.label
		}
	case casefile.WaitParcel:
		a.key, a.word, a.run = "sent_back", word("wait_parcel"), p.sentBack
		if v.Parcel == casefile.OnItsWay {
			a.key, a.word, a.run = "step", word("intake"), p.intake
		}
	case casefile.Intake:
		a.word, a.run = word("intake"), p.intake
	case casefile.Consent, casefile.Look, casefile.Notice, casefile.Refund:
		a.key, a.word, a.run = "refund", word(string(code)), p.refund
	case casefile.Paid:
		a.word, a.run = word("paid"), p.toLedger
	case casefile.Proof:
		a.run = p.proof
	case casefile.Ruling:
		a.word, a.run = word("choose"), p.rule
	case casefile.Replacement:
		a.word, a.run = word("replacement"), p.replace
	case casefile.Payment:
		return p.payment(v)
	case casefile.Ship, casefile.Delay:
		a.word, a.run = word("order"), p.toOrder
	case casefile.Confirm, casefile.Lesson:
		a.key, a.word, a.run = "close", word("confirm"), p.close
	default:
		if len(casefile.Options(code)) > 0 {
			a.word, a.run = word("choose"), p.choose
		}
	}
	return a
}

// toLedger shows the refund whose money is awaited in the ledger.
func (p *casesPage) toLedger() {
	r := route{page: "money"}
	if n := len(p.file.Refunds); n > 0 {
		r.id = p.file.Refunds[n-1].ID
	}
	p.env.shell.open(r)
}

// toOrder goes to the order that is to be shipped: the replacement, where there
// is one.
func (p *casesPage) toOrder() {
	id := p.file.OrderID
	run(p.env.work, &p.doing, func(ctx context.Context) ([]order.Order, error) { return p.env.desk.Replacements(ctx, id) },
		func(all []order.Order, err error) {
			if err != nil {
				p.env.shell.fail(err)
				return
			}
			to := id
			for _, o := range all {
				if o.ForCase == p.current && o.State != order.Cancelled {
					to = o.ID
				}
			}
			p.env.shell.open(route{page: "orders", id: to})
		})
}

// intake goes to the intake desk, to the parcel when it lies there already.
func (p *casesPage) intake() {
	r := route{page: "intake"}
	if n := len(p.file.Parcels); n > 0 {
		r.id = p.file.Parcels[n-1].ID
	}
	p.env.shell.open(r)
}

// agree grants the remedy: at once, or with the reason of an override where a
// rule is against it.
func (p *casesPage) agree() {
	if p.file.Verdict.Answer == domain.Denied {
		p.override()
		return
	}
	id := p.file.ID
	p.deed("cases.done.agreed", func(ctx context.Context) (desk.CaseView, error) {
		return p.env.desk.AgreeCase(ctx, desk.DecideRequest{Case: id})
	})
}
