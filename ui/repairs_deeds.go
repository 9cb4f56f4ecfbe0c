package ui

import (
	"context"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/repair"
	"aftercare/ui/paper"
	"aftercare/ui/text"
)

// actions are the next stage, the side doors, and the papers.
func (r *repairRecord) actions() []action {
	if r.form != nil {
		return []action{{key: "save", run: r.form.trySubmit}}
	}
	if r.job.ID == 0 {
		return nil
	}
	var out []action
	if r.job.Next != nil {
		out = append(out, r.deedOf(*r.job.Next))
		out[0].key, out[0].primary = "advance", true
	}
	for _, e := range r.job.Possible {
		if r.job.Next == nil || e != *r.job.Next {
			out = append(out, r.deedOf(e))
		}
	}
	if r.more != nil {
		out = append(out, action{key: "more", run: func() { r.more.OnTapped() }})
	}
	return append(append(out, r.sideDeeds()...), r.printing()...)
}

// deedOf is an event as an action. What the warranty does not cover begins with
// a quote.
func (r *repairRecord) deedOf(e repair.Event) action {
	a := action{key: "repair_" + string(e), word: r.env.speak().T("repairs.deed." + string(e)), run: func() { r.deed(e) }}
	switch e {
	case repair.GiveUp:
		a.key = "give_up"
	case repair.CancelIt:
		a.key, a.danger = "cancel_job", true
	case repair.DeclineIt:
		a.key = "decline"
	case repair.Quote:
		if r.job.State == repair.Quoted {
			a.key, a.word = "revise", r.env.speak().T("repairs.deed.revise")
		}
	case repair.Begin, repair.Order:
		if r.job.State == repair.Diagnosed && !r.job.Covered() {
			a.refused = r.env.speak().Error(domain.Refuse("R12", "repair.needs_quote", nil))
		}
	}
	return a
}

// advance asks for what the next stage needs.
func (r *repairRecord) advance() {
	if r.form == nil && r.job.ID != 0 && r.job.Next != nil {
		r.deed(*r.job.Next)
	}
}

// send moves the job; the form is left when it was done, and says what was
// refused when not.
func (r *repairRecord) send(f func() *form, e repair.Entry) {
	id, answer := r.job.ID, r.form.answered()
	run(r.env.work, nil, func(ctx context.Context) (desk.JobView, error) {
		return r.env.desk.StepRepair(ctx, desk.JobStep{Job: id, Answer: answer, Entry: e})
	}, func(v desk.JobView, err error) {
		if err != nil {
			f().failed(err)
			return
		}
		r.done(v, r.env.speak().T("repairs.moved", domain.Args{"number": v.Number, "stage": text.Key("repair.state." + string(v.State))}))
	})
}

// done shows a job after a deed.
func (r *repairRecord) done(v desk.JobView, words string) {
	r.form = nil
	r.papers.close() // the next stage has another paper
	r.loaded(v, nil)
	r.page.reload()
	r.page.focus()
	r.env.shell.toast(words)
}

// jobPaper is a paper of a job and the sizes in which it is printed, its own
// first.
type jobPaper struct {
	key, title string
	sizes      []paper.Size
	make       paperMaker
}

// jobPapers are the papers that a job has by now, the newest last.
func (r *repairRecord) jobPapers() []jobPaper {
	var out []jobPaper
	sheets := []paper.Size{paper.A5, paper.A4, paper.Roll80}
	if lastStep(r.job.Job, repair.Receive) != nil {
		out = append(out, jobPaper{"ticket", "repairs.paper.ticket", []paper.Size{paper.Ticket}, ticketPaper})
	}
	if r.job.Ours { // nobody gets a receipt
		return out
	}
	if len(out) > 0 {
		out = append(out, jobPaper{"intake_receipt", "repairs.paper.intake", sheets, intakePaper(r.env)})
	}
	if len(r.job.Work) > 0 && lastStep(r.job.Job, repair.Quote) != nil {
		out = append(out, jobPaper{"quote_paper", "repairs.paper.quote", sheets, quotePaper})
	}
	switch came := r.job.Outcome(); {
	case r.job.Repaired():
		out = append(out, jobPaper{"receipt", "repairs.paper.receipt", sheets, receiptPaper})
	case came != "":
		out = append(out, jobPaper{"unrepaired", "repairs.paper.unrepaired", sheets, declarationPaper})
	}
	return out
}

// printing lists the papers in each of their sizes. Print is the paper that is
// told of, and before one is, it makes the newest.
func (r *repairRecord) printing() []action {
	w := r.env.speak()
	var out []action
	newest := action{}
	for _, p := range r.jobPapers() {
		for i, size := range p.sizes {
			a := action{key: p.key, word: w.T("action." + p.key), icon: "print", run: func() { r.print(size, p.title, p.make) }, refused: r.papers.refused()}
			if i == 0 {
				newest = a
			} else {
				a.key, a.word = p.key+suffixOf[size], w.T("repairs.paper.sized", domain.Args{"paper": a.word, "size": text.Key("repairs.size." + string(size))})
			}
			out = append(out, a)
		}
	}
	if told := r.papers.actions(); len(told) > 0 || newest.key == "" {
		return append(out, told...)
	}
	newest.key = "print"
	return append(out, newest)
}

// suffixOf tells a paper's other sizes apart by their key.
var suffixOf = map[paper.Size]string{paper.A4: "_a4", paper.Roll80: "_roll"}

type paperMaker func(*paper.Press, desk.JobView, desk.Setup, paper.Setting) (paper.Paper, error)

func intakePaper(e env) paperMaker {
	return func(press *paper.Press, v desk.JobView, s desk.Setup, how paper.Setting) (paper.Paper, error) {
		words := []*text.Words{e.prog.Catalogue.In(how.Languages.First, s.Zone)}
		if how.Languages.Second != "" {
			words = append(words, e.prog.Catalogue.In(how.Languages.Second, s.Zone))
		}
		return press.Intake(paper.IntakeOf(v, s, words...), how)
	}
}

func quotePaper(press *paper.Press, v desk.JobView, s desk.Setup, how paper.Setting) (paper.Paper, error) {
	return press.Quote(paper.QuoteOf(v, s), how)
}

func receiptPaper(press *paper.Press, v desk.JobView, s desk.Setup, how paper.Setting) (paper.Paper, error) {
	return press.Repair(paper.ReceiptOf(v, s), how)
}

func declarationPaper(press *paper.Press, v desk.JobView, s desk.Setup, how paper.Setting) (paper.Paper, error) {
	return press.Declaration(paper.DeclarationOf(v, s), how)
}

func ticketPaper(press *paper.Press, v desk.JobView, s desk.Setup, how paper.Setting) (paper.Paper, error) {
	return press.Ticket(paper.TicketOf(v, s), how)
}

// print makes a paper of the job as it stands in the shop's books.
func (r *repairRecord) print(size paper.Size, title string, make paperMaker) {
	id, how := r.job.ID, r.env.paperSetting(size)
	r.papers.press(r.env.speak().T(title, domain.Args{"number": r.job.Number}), func(ctx context.Context, press *paper.Press) (paper.Paper, error) {
		v, err := r.env.desk.Repair(ctx, id)
		if err != nil {
			return paper.Paper{}, err
		}
		s, err := r.env.desk.Setup(ctx)
		if err != nil {
			return paper.Paper{}, err
		}
		return make(press, v, s, how)
	})
}
