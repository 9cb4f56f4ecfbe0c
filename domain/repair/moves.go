package repair

import (
	"fmt"
	"slices"

	"aftercare/domain/stock"
)

// Scope is what the deeds of the job begin with in the ledger of stock, so that
// all of them can be found and none is booked twice.
func (j Job) Scope() string { return j.Number + "/" }

// Moves are the movements that the job stands for: parts that are counted are
// claimed as soon as the work may begin, and leave the shelf with the test. Parts
// that the shop does not count come from outside its books.
func (j Job) Moves(products map[string]stock.Product) []stock.Movement {
	i := slices.IndexFunc(j.Steps, func(s Step) bool { return s.Event == Test })
	waits := slices.Contains([]State{Approved, Waiting, Repairing}, j.State)
	var out []stock.Movement
	for n, w := range j.Work {
		if w.Kind != "part" || w.SKU == "" || w.Quantity < 100 {
			continue
		}
		p := products[w.SKU]
		m := stock.Movement{SKU: w.SKU, Quantity: w.Quantity / 100, Document: j.Number, Deed: fmt.Sprintf("%spart/%d", j.Scope(), n)}
		switch {
		case i >= 0:
			used := j.Steps[i]
			m.Cause, m.To, m.At, m.Who = stock.PartUsed, stock.Gone, used.At, used.Who
			if p.Counted() && !used.At.Before(p.Stocked) {
				m.From = stock.Shelf
			}
			out = append(out, m)
		case waits && p.Counted():
			m.Cause, m.To, m.Deed = stock.PartReserved, stock.ForRepair, m.Deed+"/claim"
			out = append(out, m)
		}
	}
	out = append(out, j.lent(products)...)
	out = append(out, j.exchanged(products)...)
	out = append(out, j.refunded(products)...)
	return append(out, j.offBench()...)
}

// offBench is an item that the intake desk put on the bench, as it goes home or
// back to the shelf. One that was left with the shop stays there.
func (j Job) offBench() []stock.Movement {
	st := j.Last(GiveBack)
	if j.Parcel == "" || j.SKU == "" || st == nil || j.happened(Replace) {
		return nil
	}
	m := j.fromBench(*st, stock.Mended, "back")
	m.To = stock.Gone
	if j.Back.Way == Shelved {
		m.To = stock.Shelf
	}
	return []stock.Movement{m}
}

func (j Job) fromBench(st Step, cause stock.Cause, deed string) stock.Movement {
	m := stock.Movement{SKU: j.SKU, Quantity: 1, From: stock.Bench, Cause: cause, Document: j.Number, Deed: j.Scope() + deed, At: st.At, Who: st.Who}
	if stock.SerialKey(j.Serial) != "" {
		m.Serial = j.Serial
	}
	return m
}

// lent is the loaner, while it is with the customer.
func (j Job) lent(products map[string]stock.Product) []stock.Movement {
	l := j.Loaner
	if !j.LoanerOut() || l.SKU == "" {
		return nil
	}
	m := stock.Movement{SKU: l.SKU, Quantity: 1, To: stock.Loan, Cause: stock.Lent, Document: j.Number,
		Deed: fmt.Sprintf("%sloan/%d", j.Scope(), l.Out.UnixMilli()), At: l.Out, Who: l.Who}
	if p := products[l.SKU]; p.Counted() {
		m.From = stock.Shelf
		if p.Serials {
			m.Serial = l.Serial
		}
	}
	return []stock.Movement{m}
}

// exchanged is the item that goes out in the place of one beyond repair, and
// the broken one that the shop keeps.
func (j Job) exchanged(products map[string]stock.Product) []stock.Movement {
	st := j.Last(Replace)
	if st == nil || j.Instead == nil || j.Instead.SKU == "" && j.Instead.Order == "" {
		return nil
	}
	out := stock.Movement{SKU: j.Instead.SKU, Quantity: 1, To: stock.Gone, Cause: stock.Exchanged, Document: j.Number, Deed: j.Scope() + "replacement", At: st.At, Who: st.Who}
	if p := products[j.Instead.SKU]; p.Counted() {
		out.From = stock.Shelf
		if p.Serials {
			out.Serial = j.Instead.Serial
		}
	}
	moves := []stock.Movement{out}
	if j.Instead.Order != "" { // that order takes it out
		moves = nil
	}
	return append(moves, j.staying(*st, stock.Exchanged, "broken", products)...)
}

// refunded is an item that was paid back and that nobody fetched: the shop keeps
// it once the job is closed.
func (j Job) refunded(products map[string]stock.Product) []stock.Movement {
	st := j.Last(CloseIt)
	if st == nil || !j.happened(Refund) || j.happened(GiveBack) {
		return nil
	}
	return j.staying(*st, stock.Returned, "kept", products)
}

// staying is the broken item that stays with the shop: into quarantine, from the
// bench where the intake desk put it there.
func (j Job) staying(st Step, cause stock.Cause, deed string, products map[string]stock.Product) []stock.Movement {
	in := j.fromBench(st, cause, deed)
	in.To = stock.Quarantine
	p := products[j.SKU]
	switch {
	case j.Parcel != "" && j.SKU != "":
		return []stock.Movement{in}
	case !p.Counted():
		return nil
	}
	in.From, in.Serial = "", ""
	if p.Serials {
		in.Serial = j.Serial
	}
	return []stock.Movement{in}
}
