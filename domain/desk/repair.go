package desk

import (
	"context"
	"slices"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/order"
	"aftercare/domain/repair"
)

// JobView is a repair job with all that its page shows.
type JobView struct {
	repair.Job
	Order    *order.Order   `json:"order,omitempty"`
	Earlier  []repair.Job   `json:"earlier,omitempty"` // repairs of the same serial number
	Possible []repair.Event `json:"possible"`
	Bill     repair.Bill    `json:"bill"` // what the customer pays as the job stands
	Next     *repair.Event  `json:"next,omitempty"`
	Case     string         `json:"case,omitempty"` // the number of the case that it belongs to
}

func jobView(tx Tx, j repair.Job) (JobView, error) {
	v := JobView{Job: j, Possible: j.Possible(), Bill: j.Bill()}
	if len(v.Possible) > 0 {
		next := NextOf(j)
		v.Next = &next
	}
	if j.OrderID != 0 {
		o, err := tx.Order(j.OrderID)
		if err != nil {
			return v, err
		}
		v.Order = &o
	}
	if j.CaseID != 0 {
		c, err := tx.Case(j.CaseID)
		if err != nil {
			return v, err
		}
		v.Case = c.Number
	}
	if j.Serial == "" {
		return v, nil
	}
	all, err := tx.JobsOfSerial(j.Serial)
	for _, other := range all {
		if other.ID != j.ID {
			v.Earlier = append(v.Earlier, other)
		}
	}
	return v, err
}

// NextOf is the event that the main road takes from a job's stage. A covered
// job skips the quote.
func NextOf(j repair.Job) repair.Event {
	switch j.State {
	case repair.Requested:
		return repair.Confirm
	case repair.Confirmed, repair.InTransit:
		return repair.Receive
	case repair.Received:
		return repair.Check
	case repair.Checked:
		return repair.Diagnose
	case repair.Diagnosed:
		if j.Covered() {
			return repair.Begin
		}
		return repair.Quote
	case repair.Quoted:
		return repair.Approve
	case repair.Approved, repair.Waiting:
		return repair.Begin
	case repair.Repairing:
		return repair.Test
	case repair.Away:
		return repair.BackFrom
	case repair.Returned:
		return repair.CloseIt
	case repair.Beyond:
		if j.Covered() {
			return repair.Replace
		}
	case repair.Replaced:
		if j.Instead != nil && j.Instead.Order != "" { // it goes out with its order
			return repair.CloseIt
		}
	case repair.CancelledBy:
		if !j.Held() {
			return repair.CloseIt
		}
	}
	return repair.GiveBack
}

// JobStep moves a job.
type JobStep struct {
	Job    domain.ID `json:"job"`
	Answer string    `json:"answer"` // where the books have too few parts: why it goes on all the same
	repair.Entry
}

// StepRepair moves a job by one event (R12). Parts that are built in leave the
// shelf with the test, once. What is given for an item beyond repair goes through
// a case.
//
// Errors: those of repair.Job.Step; of an item beyond repair those of
// casefile.New and of Replace.
func (d *Desk) StepRepair(ctx context.Context, r JobStep) (JobView, error) {
	var v JobView
	err := d.update(ctx, func(tx Tx, s setting) error {
		j, err := tx.Job(r.Job)
		if err != nil {
			return err
		}
		if r.Work, err = worn(tx, r.Work); err != nil {
			return err
		}
		if j, err = j.Step(r.Entry, s.who(), s.now, s.zone); err != nil {
			return err
		}
		if j, err = d.beyond(tx, s, j, r); err != nil {
			return err
		}
		if err := tx.PutJob(&j); err != nil {
			return err
		}
		if err := jobStock(tx, s, j, r.Answer); err != nil {
			return err
		}
		if r.Event == repair.GiveBack || r.Event == repair.Leave { // the case that waited for it goes on
			if err := goesOut(tx, s, j.CaseID, casefile.RepairJob, j.Number, s.now); err != nil {
				return err
			}
		}
		if err := s.record(tx, "repair."+string(r.Event), "repair", j.ID, domain.Args{"state": string(j.State)}); err != nil {
			return err
		}
		v, err = jobView(tx, j)
		return err
	})
	return v, err
}

// Repair shows one job.
//
// Errors: missing.repair.
func (d *Desk) Repair(ctx context.Context, id domain.ID) (JobView, error) {
	return d.job(ctx, func(tx Tx) (repair.Job, error) { return tx.Job(id) })
}

// RepairNumbered finds a job by its number.
//
// Errors: missing.repair.
func (d *Desk) RepairNumbered(ctx context.Context, number string) (JobView, error) {
	return d.job(ctx, func(tx Tx) (repair.Job, error) { return tx.JobByNumber(fold(number)) })
}

// IntakeReceipt shows a job for its intake receipt: the item is in the shop's
// hands.
//
// Errors: missing.repair, receipt.not_received.
func (d *Desk) IntakeReceipt(ctx context.Context, number string) (JobView, Setup, error) {
	return d.receipt(ctx, number, repair.Receive, "receipt.not_received")
}

// RepairReceipt shows a job for its repair receipt: what was done stands, and
// with it what it costs.
//
// Errors: missing.repair, receipt.not_done.
func (d *Desk) RepairReceipt(ctx context.Context, number string) (JobView, Setup, error) {
	v, setup, err := d.receipt(ctx, number, repair.Test, "receipt.not_done")
	if err == nil && !v.Repaired() { // the fault is back, or none was found after all
		err = domain.Refuse("R12", "receipt.not_done", domain.Args{"repair": v.Number})
	}
	return v, setup, err
}

// QuotePaper shows a job for its quote.
//
// Errors: missing.repair, receipt.not_quoted.
func (d *Desk) QuotePaper(ctx context.Context, number string) (JobView, Setup, error) {
	return d.receipt(ctx, number, repair.Quote, "receipt.not_quoted")
}

// JobTicket shows a job for the label that hangs on the item.
//
// Errors: missing.repair.
func (d *Desk) JobTicket(ctx context.Context, number string) (JobView, Setup, error) {
	v, err := d.RepairNumbered(ctx, number)
	if err != nil {
		return v, Setup{}, err
	}
	setup, err := d.Setup(ctx)
	return v, setup, err
}

// Unrepaired shows a job for the declaration that goes with an item that was
// not repaired.
//
// Errors: missing.repair, receipt.not_unrepaired.
func (d *Desk) Unrepaired(ctx context.Context, number string) (JobView, Setup, error) {
	v, setup, err := d.receipt(ctx, number, "request", "")
	if err == nil && (v.Outcome() == "" || v.Repaired()) {
		err = domain.Refuse("R12", "receipt.not_unrepaired", domain.Args{"repair": v.Number})
	}
	return v, setup, err
}

// receipt refuses the paper of a job to which the event has not happened yet, and
// of the shop's own goods (receipt.ours).
func (d *Desk) receipt(ctx context.Context, number string, after repair.Event, code string) (JobView, Setup, error) {
	v, err := d.RepairNumbered(ctx, number)
	if err != nil {
		return v, Setup{}, err
	}
	if v.Ours { // it has no customer: nobody gets a paper of it
		return v, Setup{}, domain.Refuse("R12", "receipt.ours", domain.Args{"repair": v.Number})
	}
	if !slices.ContainsFunc(v.Steps, func(s repair.Step) bool { return s.Event == after }) {
		return v, Setup{}, domain.Refuse("R12", code, domain.Args{"repair": v.Number})
	}
	setup, err := d.Setup(ctx)
	return v, setup, err
}

func (d *Desk) job(ctx context.Context, find func(Tx) (repair.Job, error)) (JobView, error) {
	var v JobView
	err := d.view(ctx, func(tx Tx, _ setting) error {
		j, err := find(tx)
		if err != nil {
			return err
		}
		v, err = jobView(tx, j)
		return err
	})
	return v, err
}

// Repairs lists a page of jobs and says how many there are.
func (d *Desk) Repairs(ctx context.Context, q JobQuery) (rows []repair.Job, count int, err error) {
	err = d.view(ctx, func(tx Tx, _ setting) error {
		if rows, err = tx.JobPage(q); err != nil {
			return err
		}
		count, err = tx.JobCount(q)
		return err
	})
	return rows, count, err
}
