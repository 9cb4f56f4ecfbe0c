package desk

import (
	"errors"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/order"
	"aftercare/domain/repair"
)

// remedies are what a case gives for an item that is beyond repair.
var remedies = map[repair.Event]casefile.Remedy{repair.Replace: casefile.Exchange, repair.Refund: casefile.ReturnRefund}

// beyond gives an item that is beyond repair into the hands of a case (R7, R12):
// the one that the repair belongs to, else a new one. The bench has the item, so
// its intake stands; the owner's word is the job's. A replacement order is made at
// once; a refund goes its way through consent and notice. Goods of no order of
// ours have no case: the job says alone what the customer got.
//
// Errors: those of casefile.New, casefile.Case.Changed and of Replace.
func (d *Desk) beyond(tx Tx, s setting, j repair.Job, r JobStep) (repair.Job, error) {
	remedy := remedies[r.Event]
	if remedy == "" || j.OrderID == 0 {
		return j, nil
	}
	c, err := d.caseBeyond(tx, s, j, remedy)
	if err != nil {
		return j, err
	}
	j.CaseID = c.ID
	if remedy != casefile.Exchange {
		return j, nil
	}
	again := order.Again{Line: j.Line, Quantity: 1}
	if j.Instead.SKU != "" && j.Instead.SKU != j.SKU {
		p, err := oneProduct(tx, j.Instead.SKU)
		if err != nil {
			return j, err
		}
		again.SKU, again.Title = p.SKU, p.Title
	}
	made, err := replace(tx, s, c, ReplaceRequest{Case: c.ID, Items: []order.Again{again}, Answer: r.Answer})
	if err != nil {
		return j, err
	}
	in := *j.Instead
	in.Order, in.OrderID = made.Number, made.ID
	j.Instead = &in
	return j, goesOut(tx, s, c.ID, casefile.Replacement, made.Number, s.now)
}

// caseBeyond finds or opens the case, gives it the remedy, and takes the item in.
func (d *Desk) caseBeyond(tx Tx, s setting, j repair.Job, remedy casefile.Remedy) (casefile.Case, error) {
	o, err := tx.Order(j.OrderID)
	if err != nil {
		return casefile.Case{}, err
	}
	c, err := tx.Case(j.CaseID)
	switch {
	case err == nil && !c.Done():
		if c, err = changedTo(tx, s, c, o, remedy); err != nil {
			return c, err
		}
	case err != nil && !errors.Is(err, domain.Code("missing.case")):
		return c, err
	default:
		q := OpenRequest{Order: o.ID, verb: "case.beyond", Request: casefile.Request{Reason: "quality_defect", Remedy: remedy, Received: true,
			Items: []casefile.Asked{{Line: j.Line, Quantity: 1}}, Words: j.Problem, Photos: len(j.Files), Requested: j.Opened}}
		if c, err = d.openCase(tx, s, q, nil); err != nil {
			return c, err
		}
	}
	policy, err := tx.Policy(c.ChannelID, c.Policy)
	if err != nil {
		return c, err
	}
	t := s.termsBy(policy)
	if c.State == casefile.Open || c.State == casefile.Reopened {
		if c, err = c.Agreed(j.Number, s.who(), s.now, t); err != nil {
			return c, err
		}
	}
	if c, err = c.TakenIn(map[int]casefile.Count{j.Line: {Counted: 1, Accepted: 1}}, s.who(), s.now, t); err != nil {
		return c, err
	}
	if err := tx.PutCase(&c); err != nil {
		return c, err
	}
	return c, s.record(tx, "case.beyond", "case", c.ID, domain.Args{"repair": j.Number, "remedy": string(remedy)})
}

// changedTo gives a case another remedy, where it has not that one yet.
func changedTo(tx Tx, s setting, c casefile.Case, o order.Order, remedy casefile.Remedy) (casefile.Case, error) {
	if c.Remedy == remedy {
		return c, nil
	}
	claim, err := s.claim(tx, o, c.ID)
	if err != nil {
		return c, err
	}
	return c.Changed(remedy, claim, s.who(), s.now)
}

// repairCase is the case on a line of an order that waits for a repair, 0 for
// none: a job that is opened without naming it belongs to it all the same.
func repairCase(tx Tx, orderID domain.ID, line int) (domain.ID, error) {
	all, err := tx.CasesOfOrder(orderID)
	for _, c := range all {
		for _, it := range c.Items {
			if it.Line == line && c.Awaits(casefile.RepairJob) {
				return c.ID, nil
			}
		}
	}
	return 0, err
}
