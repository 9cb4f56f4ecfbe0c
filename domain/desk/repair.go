package desk

import (
	"context"
	"fmt"
	"slices"

	"aftercare/domain"
	"aftercare/domain/calendar"
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

// RepairRequest asks for a repair of a line of an order, or of goods from
// elsewhere.
type RepairRequest struct {
	Order domain.ID `json:"order"`
	Case  domain.ID `json:"case"` // the after-sales case that it belongs to, 0 for none
	repair.Request
}

// cover is what the warranty verdict on a request looks at.
func cover(tx Tx, s setting, r *RepairRequest) (repair.Cover, *order.Order, error) {
	c := repair.Cover{Asked: s.today(), From: r.Bought, Months: r.Months, Extra: r.Extra, Purchase: true}
	if r.Bought != "" && !r.Bought.Valid() {
		return c, nil, domain.Wrong("bought", "date.not_a_date", domain.Args{"value": string(r.Bought)})
	}
	if r.Order == 0 {
		return c, nil, earlierRepairs(tx, r.Serial, &c)
	}
	o, err := tx.Order(r.Order)
	if err != nil {
		return c, nil, err
	}
	l, err := o.Line(r.Line)
	if err != nil {
		return c, nil, err
	}
	if r.Item == "" {
		r.Item = l.Title
	}
	if r.Customer.Name == "" {
		r.Customer = o.ShipTo
	}
	c.From = calendar.DateOf(o.Placed, s.zone)
	if !o.SignOff.At.IsZero() {
		c.From, c.Purchase = calendar.DateOf(o.SignOff.At, s.zone), false
	}
	products, err := tx.Products([]string{l.SKU})
	if err != nil {
		return c, nil, err
	}
	if c.Extra, err = given(tx, o, l.No, r.Extra); err != nil {
		return c, nil, err
	}
	switch p := products[l.SKU]; {
	case p.Warranty != nil:
		c.Months, c.Labour = *p.Warranty, p.Labour
	case r.Months == 0:
		c.From = "" // nobody said how long it is covered: ask
	}
	return c, &o, earlierRepairs(tx, r.Serial, &c)
}

// given are the months of warranty that the cases on a line of an order gave
// (R7), the one that sent its goods out again among them, and typed ones besides.
// What a case gave stays given, however it ended.
func given(tx Tx, o order.Order, line, typed int) (int, error) {
	all, err := tx.CasesOfOrder(o.ID)
	if o.ForCase != 0 && err == nil {
		var of casefile.Case
		of, err = tx.Case(o.ForCase)
		all = append(all, of)
	}
	for _, c := range all {
		if len(c.Items) == 0 || c.ID == o.ForCase || slices.ContainsFunc(c.Items, func(it casefile.Item) bool { return it.Line == line }) {
			typed += c.WarrantyMonths()
		}
	}
	return typed, err
}

// worn marks the parts of a list that are wear parts, as their products say.
func worn(tx Tx, work []repair.Work) ([]repair.Work, error) {
	var skus []string
	for _, w := range work {
		skus = append(skus, w.SKU)
	}
	products, err := tx.Products(skus)
	work = slices.Clone(work)
	for i := range work {
		work[i].Wear = work[i].Wear || work[i].Kind == "part" && products[work[i].SKU].Wear
	}
	return work, err
}

// earlierRepairs finds the repairs of the same serial number, newest first, and
// the warranty that each gives on its parts and its fault.
func earlierRepairs(tx Tx, serial string, c *repair.Cover) error {
	if serial == "" {
		return nil
	}
	jobs, err := tx.JobsOfSerial(serial)
	for _, j := range jobs {
		if j.Until != "" {
			c.Earlier = append(c.Earlier, j.Warranty())
		}
	}
	return err
}

// JudgeRepair is the warranty verdict on a request, provisional as long as
// nobody has seen the item (R12).
func (d *Desk) JudgeRepair(ctx context.Context, r RepairRequest) (domain.Verdict, error) {
	var v domain.Verdict
	err := d.view(ctx, func(tx Tx, s setting) error {
		c, _, err := cover(tx, s, &r)
		if err != nil {
			return err
		}
		v, err = repair.AssessRequest(c, r.Again)
		return err
	})
	return v, err
}

// RequestRepair opens a repair job (R12).
//
// Errors: missing.order, missing.line, and those of repair.New.
func (d *Desk) RequestRepair(ctx context.Context, r RepairRequest) (JobView, error) {
	var v JobView
	err := d.update(ctx, func(tx Tx, s setting) error {
		j, err := openRepair(tx, s, r)
		if err != nil {
			return err
		}
		v, err = jobView(tx, j)
		return err
	})
	return v, err
}

// openRepair opens a repair job inside of another verb: an intake whose item is
// to be repaired, a case whose remedy it is.
//
// Errors: those of RequestRepair.
func openRepair(tx Tx, s setting, r RepairRequest) (repair.Job, error) {
	c, o, err := cover(tx, s, &r)
	if err != nil {
		return repair.Job{}, err
	}
	n, err := tx.Take("repair", 1)
	if err != nil {
		return repair.Job{}, err
	}
	terms := s.shop.RepairTerms()
	currency := s.shop.Currency
	if o != nil && o.Currency != currency {
		currency, terms.Fee = o.Currency, 0 // the shop's fee is in its own
	}
	due, _ := s.shop.Calendar(s.holidays[s.shop.Region]).Add(s.today(), terms.Days)
	j, err := repair.New(fmt.Sprintf("J-%04d", n), r.Request, c, currency, s.who(), s.now, due)
	if err != nil {
		return j, err
	}
	j = j.Under(terms)
	j.CaseID = r.Case
	if o != nil {
		if j.CaseID == 0 {
			if j.CaseID, err = repairCase(tx, o.ID, r.Line); err != nil {
				return j, err
			}
		}
		l, _ := o.Line(r.Line)
		j.OrderID, j.CustomerID, j.SKU = o.ID, o.CustomerID, l.SKU
	}
	if err := tx.PutJob(&j); err != nil {
		return j, err
	}
	return j, s.record(tx, "repair.request", "repair", j.ID, domain.Args{"number": j.Number, "verdict": string(j.Verdict.Answer)})
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
	return d.receipt(ctx, number, repair.Test, "receipt.not_done")
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
	return d.receipt(ctx, number, "request", "")
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

// receipt refuses the paper of a job to which the event has not happened yet.
func (d *Desk) receipt(ctx context.Context, number string, after repair.Event, code string) (JobView, Setup, error) {
	v, err := d.RepairNumbered(ctx, number)
	if err != nil {
		return v, Setup{}, err
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
