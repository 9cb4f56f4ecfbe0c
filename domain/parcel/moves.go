package parcel

import (
	"fmt"
	"slices"

	"aftercare/domain/stock"
)

// ways say where a disposition moves units to. They pass through quarantine
// first (R10), and stay there until somebody decided.
var ways = map[Disposition]stock.Place{
	Restock: stock.Shelf, Refurbish: stock.Bench, Repair: stock.Bench, Supplier: stock.Gone, Scrap: stock.Gone, Donate: stock.Gone, ToCustomer: stock.Gone,
}

// Scope is what the deeds of the parcel begin with in the ledger of stock, so
// that all of them can be found and none is booked twice.
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
	serial := in.Serial
	if stock.SerialKey(serial) == "" {
		serial = ""
	}
	for _, c := range in.Counts {
		n := c.counted()
		if n == 0 || c.Stock() == "" {
			continue
		}
		deed := fmt.Sprintf("%s%d/%d/%d", p.Scope(), in.No, c.CaseID, c.Line)
		m := stock.Movement{SKU: c.Stock(), Document: p.Number, At: in.Finished, Who: in.Who}
		if serial != "" { // the one that was read is the first unit
			out = append(out, through(m, deed+"/serial", serial, 1, c.Disposition)...)
			serial, n = "", n-1
		}
		if n > 0 {
			out = append(out, through(m, deed, "", n, c.Disposition)...)
		}
	}
	return out
}

// through moves units into quarantine and on to where they go.
func through(m stock.Movement, deed, serial string, n int, way Disposition) []stock.Movement {
	m.Serial, m.Quantity = serial, n
	in, on := m, m
	in.To, in.Cause, in.Deed = stock.Quarantine, stock.Returned, deed+"/in"
	if ways[way] == "" {
		return []stock.Movement{in}
	}
	on.From, on.To, on.Cause, on.Deed = stock.Quarantine, ways[way], stock.Cause(way), deed+"/on"
	return []stock.Movement{in, on}
}
