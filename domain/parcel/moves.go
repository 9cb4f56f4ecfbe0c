package parcel

import (
	"fmt"

	"aftercare/domain/stock"
)

// ways say from where to where a disposition moves units, and under which
// cause. They pass through quarantine first (R10).
var ways = map[Disposition]stock.Place{
	Restock: stock.Shelf, Refurbish: stock.Bench, Repair: stock.Bench, Supplier: stock.Gone, Scrap: stock.Gone, Donate: stock.Gone, ToCustomer: stock.Gone,
}

// Moves are the movements of a finished inspection: into quarantine, and on to
// where each line goes. Each names the deed, so that booking them again books
// nothing. A correction takes back what the inspection it names has moved.
func (p Parcel) Moves(in Inspection) []stock.Movement {
	out := p.moves(in, false)
	for _, old := range p.Inspections {
		if in.Corrects == old.No {
			out = append(p.moves(old, true), out...)
		}
	}
	return out
}

func (p Parcel) moves(in Inspection, back bool) []stock.Movement {
	var out []stock.Movement
	for _, c := range in.Counts {
		n := c.counted()
		if n == 0 || c.SKU == "" {
			continue
		}
		once := fmt.Sprintf("%s/%d/%d/%d", p.Number, in.No, c.CaseID, c.Line)
		arrived := stock.Movement{SKU: c.SKU, Quantity: n, To: stock.Quarantine, Cause: "returned", Document: p.Number, Once: once + "/in", At: in.Finished, Who: in.Who}
		on := stock.Movement{SKU: c.SKU, Quantity: n, From: stock.Quarantine, To: ways[c.Disposition], Cause: string(c.Disposition), Document: p.Number,
			Once: once + "/on", At: in.Finished, Who: in.Who}
		if back {
			arrived.From, arrived.To, arrived.Cause, arrived.Once = stock.Quarantine, "", "corrected", arrived.Once+"/back"
			on.From, on.To, on.Cause, on.Once = on.To, on.From, "corrected", on.Once+"/back"
			arrived, on = on, arrived
		}
		out = append(out, arrived, on)
	}
	return out
}
