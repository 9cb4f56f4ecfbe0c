package desk

import (
	"context"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/money"
	"aftercare/domain/repair"
)

// Period is a span of days, both included; "" begins with the first and ends
// with today.
type Period struct {
	From calendar.Date `json:"from"`
	To   calendar.Date `json:"to"`
}

// span is the period as instants of the shop's zone.
//
// Errors: date.not_a_date, report.period.
func (p Period) span(s setting) (from, to time.Time, err error) {
	for field, d := range map[string]calendar.Date{"from": p.From, "to": p.To} {
		if d != "" && !d.Valid() {
			return from, to, domain.Wrong(field, "date.not_a_date", domain.Args{"value": string(d)})
		}
	}
	if p.To == "" {
		p.To = s.today()
	}
	if p.From > p.To {
		return from, to, domain.Wrong("to", "report.period", domain.Args{"from": p.From, "to": p.To})
	}
	if p.From != "" {
		from = p.From.Start(s.zone)
	}
	return from, p.To.End(s.zone), nil
}

// OverdueJob is a job past its expected day.
type OverdueJob struct {
	ID       domain.ID     `json:"id"`
	Number   string        `json:"number"`
	Item     string        `json:"item"`
	Customer string        `json:"customer"`
	State    repair.State  `json:"state"`
	Due      calendar.Date `json:"due"`
	Days     int           `json:"days"` // over
}

// RepairReport is how the bench does: by stage, what is overdue, what the
// warranty costs (R12).
type RepairReport struct {
	Jobs       int                `json:"jobs"` // opened in the period
	Stages     []repair.StageTime `json:"stages"`
	Turnaround repair.Turnaround  `json:"turnaround"`
	Overdue    []OverdueJob       `json:"overdue"` // now, the longest first
	Costs      []repair.Cost      `json:"costs"`
}

// RepairReport reports on the jobs that were opened in a period. What is
// overdue is so now.
//
// Errors: date.not_a_date, report.period.
func (d *Desk) RepairReport(ctx context.Context, p Period) (RepairReport, error) {
	var out RepairReport
	err := d.view(ctx, func(tx Tx, s setting) error {
		from, to, err := p.span(s)
		if err != nil {
			return err
		}
		jobs, err := tx.JobsOpened(from, to)
		if err != nil {
			return err
		}
		out.Jobs, out.Stages, out.Costs = len(jobs), repair.Stages(jobs, s.now), repair.Costs(jobs)
		out.Turnaround = repair.TurnaroundOf(jobs, s.shop.Calendar(s.holidays[s.shop.Region]), s.zone)
		out.Overdue, err = overdueJobs(tx, s)
		return err
	})
	return out, err
}

// overdueJobs are the open jobs past their day; the store gives them by day.
func overdueJobs(tx Tx, s setting) ([]OverdueJob, error) {
	var out []OverdueJob
	for at := 0; ; at += pageSize {
		page, err := tx.JobPage(JobQuery{Open: true, Offset: at, Limit: pageSize})
		if err != nil {
			return nil, err
		}
		for _, j := range page {
			if j.Due == "" || j.Due >= s.today() {
				return out, nil
			}
			if j.State != repair.Returned {
				out = append(out, OverdueJob{ID: j.ID, Number: j.Number, Item: j.Item, Customer: j.Customer.Name, State: j.State, Due: j.Due, Days: s.today().Days(j.Due)})
			}
		}
		if len(page) < pageSize {
			return out, nil
		}
	}
}

// DayNamed names a day; "" is today.
type DayNamed struct {
	Day calendar.Date `json:"day"`
}

// DayReceipt is one job that went home on a day.
type DayReceipt struct {
	ID       domain.ID    `json:"id"`
	Number   string       `json:"number"`
	Item     string       `json:"item"`
	Customer string       `json:"customer"`
	Repaired bool         `json:"repaired"` // else it goes with a declaration
	Total    money.Amount `json:"total"`
	PaidHow  string       `json:"paid_how,omitempty"`
}

// DayReceipts are the jobs that went home on a day and what was paid for them,
// one total a currency.
type DayReceipts struct {
	Day    calendar.Date  `json:"day"`
	Rows   []DayReceipt   `json:"rows"`
	Totals []money.Amount `json:"totals"`
	views  []JobView
}

// Jobs are the jobs as their papers show them, in the order of Rows.
func (r DayReceipts) Jobs() []JobView { return r.views }

// DayReceipts lists a day's receipts for the accountant (R12).
//
// Errors: date.not_a_date.
func (d *Desk) DayReceipts(ctx context.Context, r DayNamed) (DayReceipts, error) {
	var out DayReceipts
	err := d.view(ctx, func(tx Tx, s setting) error {
		if r.Day == "" {
			r.Day = s.today()
		}
		if !r.Day.Valid() {
			return domain.Wrong("day", "date.not_a_date", domain.Args{"value": string(r.Day)})
		}
		out.Day = r.Day
		jobs, err := tx.JobsBack(r.Day.Start(s.zone), r.Day.End(s.zone))
		for _, j := range jobs {
			if j.Ours { // it went back to the shelf, and nobody paid
				continue
			}
			_, _, total := j.Total()
			out.Rows = append(out.Rows, DayReceipt{ID: j.ID, Number: j.Number, Item: j.Item, Customer: j.Customer.Name, Repaired: j.Repaired(), Total: total, PaidHow: j.PaidHow})
			out.views = append(out.views, JobView{Job: j, Possible: j.Possible(), Bill: j.Bill()})
			out.add(total)
		}
		return err
	})
	return out, err
}

func (r *DayReceipts) add(total money.Amount) {
	for i, t := range r.Totals {
		if t.Currency == total.Currency {
			r.Totals[i] = t.Add(total)
			return
		}
	}
	r.Totals = append(r.Totals, total)
}
