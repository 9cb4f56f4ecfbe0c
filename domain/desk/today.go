package desk

import (
	"context"
	"fmt"
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/casefile"
	"aftercare/domain/order"
	"aftercare/domain/repair"
)

// Group is a section of Today.
type Group string

// The groups, in the order in which Today shows them.
const (
	ShipGroup   Group = "ship"
	AnswerGroup Group = "answer"
	ParcelGroup Group = "parcels"
	RepairGroup Group = "repairs"
	MoneyGroup  Group = "money"
)

// Groups lists them in the order in which Today shows them.
func Groups() []Group { return []Group{ShipGroup, AnswerGroup, ParcelGroup, RepairGroup, MoneyGroup} }

// Task is one line of Today: what, who, how long left, and the one next action.
type Task struct {
	Group    Group          `json:"group"`
	Entity   string         `json:"entity"` // order, case, repair, refund
	ID       domain.ID      `json:"id"`
	CaseID   domain.ID      `json:"case_id,omitempty"` // of a refund
	Number   string         `json:"number"`
	Who      string         `json:"who"`
	What     string         `json:"what,omitempty"` // a title; "" when Step says it
	Step     string         `json:"step,omitempty"` // the next step: step.<code>, repair.event.<code>
	Due      calendar.Due   `json:"due,omitzero"`
	From     time.Time      `json:"-"` // when its clock started
	Standing order.Standing `json:"standing,omitempty"`
	Missed   bool           `json:"missed"` // past its due time
	Soon     bool           `json:"soon"`   // due today, or in the last quarter of its clock (R8)
}

// Today is what is due.
type Today struct {
	At     time.Time      `json:"at"`
	Tasks  []Task         `json:"tasks"`
	Counts map[Group]int  `json:"counts"` // all of a group, listed or not
	Gaps   []calendar.Gap `json:"gaps,omitempty"`
}

// listed is how many lines of a group Today shows.
const listed = 200

// Today lists what is due: orders to ship (exposed and overdue first, then due
// today by time left, then late by agreement), cases by their next step,
// parcels awaited, repairs, money; each group by the time left.
func (d *Desk) Today(ctx context.Context) (Today, error) {
	var out Today
	err := d.view(ctx, func(tx Tx, s setting) error {
		holidays, err := tx.Holidays()
		if err != nil {
			return err
		}
		if out, err = due(tx, s); err != nil {
			return err
		}
		out.Gaps = gaps(holidays, s.today())
		return nil
	})
	return out, err
}

// due is what Today lists; the rail counts the same.
func due(tx Tx, s setting) (Today, error) {
	out := Today{At: s.now, Counts: map[Group]int{}}
	for _, part := range []func(Tx, setting, *Today) error{shipToday, casesToday, repairsToday, moneyToday, claimsToday, payoutToday, ordersToday, oversoldToday, serviceToday} {
		if err := part(tx, s, &out); err != nil {
			return out, err
		}
	}
	slices.SortStableFunc(out.Tasks, func(a, b Task) int {
		return slices.Index(Groups(), a.Group) - slices.Index(Groups(), b.Group)
	})
	return out, nil
}

// soon says whether a clock is in its last quarter, or ends today.
func soon(s setting, from time.Time, due calendar.Due) bool {
	if due.None() {
		return false
	}
	if !due.Timed {
		return due.Day == s.today()
	}
	left := due.At.Sub(s.now)
	return left <= due.At.Sub(from)/4
}

func (t *Today) add(s setting, k Task) {
	t.Counts[k.Group]++
	if !k.Due.None() {
		k.Missed = !s.now.Before(k.Due.At)
		k.Soon = !k.Missed && soon(s, k.From, k.Due)
	}
	t.Tasks = append(t.Tasks, k)
}

func shipToday(tx Tx, s setting, t *Today) error {
	q := OrderQuery{Filter: UrgentFilter, Limit: listed, Now: s.now, DayEnd: s.dayEnd()}
	rows, err := tx.OrderPage(q)
	if err != nil {
		return err
	}
	for _, r := range rows {
		t.add(s, Task{Group: ShipGroup, Entity: "order", ID: r.ID, Number: r.Number, Who: r.Customer, What: r.What, Due: r.Force.Due,
			From: r.Placed, Standing: r.Standing(s.now, s.zone)})
	}
	n, err := tx.OrderCount(q)
	t.Counts[ShipGroup] = n
	return err
}

// casesToday lists the next step of every open case, the earliest clock first.
func casesToday(tx Tx, s setting, t *Today) error {
	rows, err := tx.CasePage(CaseQuery{Open: true, Limit: listed})
	if err != nil {
		return err
	}
	steps, err := tx.CaseSteps()
	if err != nil {
		return err
	}
	for step, n := range steps {
		t.Counts[groupOf(step)] += n
	}
	for _, r := range rows {
		step, ok := r.Now()
		if !ok {
			continue
		}
		k := Task{Group: groupOf(step.Code), Entity: "case", ID: r.ID, Number: r.Number, Who: r.Customer, Step: "step." + string(step.Code), Due: step.Due, From: r.Started(step.Code)}
		if k.Group == ParcelGroup {
			k.Number = r.Return
		}
		switch {
		case r.Remind(s.now, s.zone):
			k.Step = "today.remind_send"
		case step.Code == casefile.WaitParcel && r.Parcel == casefile.Announced && !step.Due.None() && !s.now.Before(step.Due.At):
			k.Step = "today.not_sent"
		}
		t.Counts[k.Group]-- // add counts it, and so did the steps
		t.add(s, k)
	}
	return nil
}

// groupOf is the section of Today in which a step of a case stands.
func groupOf(step casefile.StepCode) Group {
	switch step {
	case casefile.WaitParcel, casefile.Intake, casefile.Failing:
		return ParcelGroup
	case casefile.Refund, casefile.Payment, casefile.Consent, casefile.Look, casefile.Notice, casefile.Paid:
		return MoneyGroup
	}
	return AnswerGroup
}

// repairsToday lists the open jobs by their next deed. Where something that a job
// waits for is late (the workshop, parts, the answer to a quote), its line says
// so; a loaner that should be back has a line of its own.
func repairsToday(tx Tx, s setting, t *Today) error {
	jobs, err := tx.JobPage(JobQuery{Open: true, Limit: listed})
	if err != nil {
		return err
	}
	for _, j := range jobs {
		k := Task{Group: RepairGroup, Entity: "repair", ID: j.ID, Number: j.Number, Who: j.Customer.Name, What: j.Item,
			Step: "repair.next." + string(NextOf(j)), From: j.Opened}
		if j.Due != "" && !waitsForCustomer(j) {
			k.Due = calendar.EndOf(j.Due, s.zone)
		}
		loan := k
		for _, w := range j.Waits() {
			due, late := calendar.EndOf(w.Day, s.zone), w.Day < s.today()
			switch {
			case w.What == repair.ForLoaner && w.Day <= s.today():
				loan.Step, loan.What, loan.Due = "repair.late.loaner", j.Loaner.Item, due
				t.add(s, loan)
			case w.What == repair.ForLoaner:
			case late:
				k.Step, k.Due = "repair.late."+string(w.What), due
			case k.Due.None():
				k.Due = due
			}
		}
		t.add(s, k)
	}
	return nil
}

// oversoldToday lists the products of which orders and repairs claim more than
// lies on the shelf (R9).
func oversoldToday(tx Tx, s setting, t *Today) error {
	skus, err := tx.Oversold(listed)
	if err != nil || len(skus) == 0 {
		return err
	}
	products, err := tx.Products(skus)
	if err != nil {
		return err
	}
	levels, err := tx.Levels(skus)
	if err != nil {
		return err
	}
	for _, sku := range skus {
		t.add(s, Task{Group: ShipGroup, Entity: "product", ID: products[sku].ID, Number: sku, Who: products[sku].Title, Step: "today.oversold",
			What: fmt.Sprint(-levels[sku].Free()), Missed: true})
	}
	return nil
}

func waitsForCustomer(j repair.Job) bool {
	return j.State == repair.Quoted || j.State == repair.Confirmed || j.State == repair.InTransit
}

// Figures are the counts that the rail shows beside its pages.
type Figures struct {
	Today   int `json:"today"`
	Cases   int `json:"cases"`
	Intake  int `json:"intake"` // parcels on the desk that are not put away
	Repairs int `json:"repairs"`
	Money   int `json:"money"`
}

// Figures counts what is open.
func (d *Desk) Figures(ctx context.Context) (Figures, error) {
	var f Figures
	err := d.view(ctx, func(tx Tx, s setting) error {
		today, err := due(tx, s)
		if err != nil {
			return err
		}
		f = Figures{}
		for _, n := range today.Counts {
			f.Today += n
		}
		if f.Cases, err = tx.CaseCount(CaseQuery{Open: true}); err != nil {
			return err
		}
		if f.Intake, err = tx.CaseCount(CaseQuery{Await: true}); err != nil {
			return err
		}
		if f.Repairs, err = tx.JobCount(JobQuery{Open: true}); err != nil {
			return err
		}
		f.Money, err = tx.RefundCount(RefundQuery{Open: true})
		return err
	})
	return f, err
}
