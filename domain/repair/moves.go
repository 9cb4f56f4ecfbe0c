package repair

import (
	"fmt"
	"slices"

	"aftercare/domain/stock"
)

// Scope begins the deeds of a job in the stock's ledger.
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
	return out
}
