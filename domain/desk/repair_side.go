package desk

import (
	"context"

	"aftercare/domain"
	"aftercare/domain/repair"
)

// changeJob changes a job by a deed that leaves its stage as it is, and records
// it under the verb's name.
//
// Errors: those of change and of book.
func (d *Desk) changeJob(ctx context.Context, id domain.ID, verb, answer string, facts domain.Args, change func(repair.Job, setting) (repair.Job, error)) (JobView, error) {
	var v JobView
	err := d.update(ctx, func(tx Tx, s setting) error {
		j, err := tx.Job(id)
		if err != nil {
			return err
		}
		if j, err = change(j, s); err != nil {
			return err
		}
		if err := tx.PutJob(&j); err != nil {
			return err
		}
		if err := jobStock(tx, s, j, answer); err != nil {
			return err
		}
		if err := s.record(tx, verb, "repair", j.ID, facts); err != nil {
			return err
		}
		v, err = jobView(tx, j)
		return err
	})
	return v, err
}

// LoanRequest lends a customer something for the time of a repair.
type LoanRequest struct {
	Job    domain.ID     `json:"job"`
	Loaner repair.Loaner `json:"loaner"`
	Answer string        `json:"answer"` // where the books have none on the shelf: why it goes out all the same
}

// Lend records a loaner that goes out (R12). It must be back before the job is
// closed.
//
// Errors: missing.repair and those of repair.Job.Lend.
func (d *Desk) Lend(ctx context.Context, r LoanRequest) (JobView, error) {
	return d.changeJob(ctx, r.Job, "repair.lend", r.Answer, domain.Args{"item": r.Loaner.Item}, func(j repair.Job, s setting) (repair.Job, error) {
		return j.Lend(r.Loaner, s.who(), s.now)
	})
}

// LoanReturn takes a loaner back.
type LoanReturn struct {
	Job       domain.ID `json:"job"`
	Condition string    `json:"condition"`
}

// TakeLoaner records that the loaner is back.
//
// Errors: missing.repair, repair.no_loaner.
func (d *Desk) TakeLoaner(ctx context.Context, r LoanReturn) (JobView, error) {
	return d.changeJob(ctx, r.Job, "repair.loaner_back", "", domain.Args{"condition": r.Condition}, func(j repair.Job, s setting) (repair.Job, error) {
		return j.TakeLoaner(r.Condition, s.now)
	})
}

// Telling says what a customer was told of a job, and how.
type Telling struct {
	Job  domain.ID `json:"job"`
	What string    `json:"what"` // one of repair.Tellings
	How  string    `json:"how"`  // one of repair.Channels
}

// TellCustomer records that the customer was told.
//
// Errors: missing.repair, repair.told, repair.how.
func (d *Desk) TellCustomer(ctx context.Context, r Telling) (JobView, error) {
	return d.changeJob(ctx, r.Job, "repair.tell", "", domain.Args{"what": r.What, "how": r.How}, func(j repair.Job, s setting) (repair.Job, error) {
		return j.Tell(r.What, r.How, s.who(), s.now)
	})
}

// JobFiles are files that belong to a job.
type JobFiles struct {
	Job   domain.ID     `json:"job"`
	Files []domain.File `json:"files"` // as file.keep gave them
	Proof bool          `json:"proof"` // photos of the receipt of goods bought elsewhere
}

// AttachToRepair adds photos and letters to a job (R12).
//
// Errors: missing.repair, file.not_a_photo, file.hash, field.required.
func (d *Desk) AttachToRepair(ctx context.Context, r JobFiles) (JobView, error) {
	return d.changeJob(ctx, r.Job, "repair.attach", "", domain.Args{"files": len(r.Files)}, func(j repair.Job, _ setting) (repair.Job, error) {
		return j.Attach(r.Files, r.Proof)
	})
}

// WorkRequest asks what the warranty says to lines of work.
type WorkRequest struct {
	Job         domain.ID     `json:"job"`
	Work        []repair.Work `json:"work"`
	TaxRate     int64         `json:"tax_rate"`
	TaxIncluded bool          `json:"tax_included"`
}

// WorkVerdict is what the warranty says to each line, and what all come to.
type WorkVerdict struct {
	Lines []domain.Verdict `json:"lines"`
	Bill  repair.Bill      `json:"bill"`
}

// JudgeWork is the warranty verdict per part and labour (R12), before a quote
// is saved.
//
// Errors: missing.repair, repair.work.
func (d *Desk) JudgeWork(ctx context.Context, r WorkRequest) (WorkVerdict, error) {
	var v WorkVerdict
	err := d.view(ctx, func(tx Tx, _ setting) error {
		j, err := tx.Job(r.Job)
		if err != nil {
			return err
		}
		if j.Work, err = worn(tx, r.Work); err != nil {
			return err
		}
		if err := j.Validate(); err != nil {
			return err
		}
		for _, w := range j.Work {
			v.Lines = append(v.Lines, repair.AssessWork(j.Cover, w))
		}
		v.Bill = repair.BillOf(r.Work, j.Currency, r.TaxRate, r.TaxIncluded)
		return nil
	})
	return v, err
}
