package parcel

import (
	"fmt"
	"slices"

	"aftercare/domain/stock"
)

// ways say from where to where a disposition moves units. They pass through
// quarantine first (R10).
var ways = map[Disposition]stock.Place{
	Restock: stock.Shelf, Refurbish: stock.Bench, Repair: stock.Bench, Supplier: stock.Gone, Scrap: stock.Gone, Donate: stock.Gone, ToCustomer: stock.Gone,
}

// Scope begins the deeds of a parcel.
func (p Parcel) Scope() string { return p.Number + "/" }

// Moves are the movements that the parcel stands for: those of each finished
// inspection that no later one corrects, into quarantine, and on to where each
// line goes. A draft moves nothing.
func (p Parcel) Moves() []stock.Movement {
	var out []stock.Movement
	for _, in := range p.Inspections {
		corrected := slices.ContainsFunc(p.Inspections, func(later Inspection) bool { return later.Corrects == in.No && !later.Finished.IsZero() })
		if !in.Finished.IsZero() && !corrected {
			out = append(out, p.moves(in)...)
		}
	}
	return out
}

func (p Parcel) moves(in Inspection) []stock.Movement {
	var out []stock.Movement
	for _, c := range in.Counts {
		n := c.counted()
		if n == 0 || c.SKU == "" {
			continue
		}
		once := fmt.Sprintf("%s%d/%d/%d", p.Scope(), in.No, c.CaseID, c.Line)
		out = append(out,
			stock.Movement{SKU: c.SKU, Quantity: n, To: stock.Quarantine, Cause: stock.Returned, Document: p.Number, Deed: once + "/in", At: in.Finished, Who: in.Who},
			stock.Movement{SKU: c.SKU, Quantity: n, From: stock.Quarantine, To: ways[c.Disposition], Cause: stock.Cause(c.Disposition), Document: p.Number,
				Deed: once + "/on", At: in.Finished, Who: in.Who})
	}
	return out
}
