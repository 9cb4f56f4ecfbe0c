package parcel

import (
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/stock"
)

// Void lists the failed checks that void the claim. The inspection then accepts
// nothing: the case stops and asks, it never declines by itself (R7).
func (in Inspection) Void() []Check {
	return slices.DeleteFunc(slices.Clone(in.Checks), func(c Check) bool { return !c.Voids || c.Mark != Failed })
}

// Accepted is what the inspection accepts of a line.
func (in Inspection) Accepted(c Count) int {
	if len(in.Void()) > 0 {
		return 0
	}
	return c.Accepted()
}

// Standing are the inspections that count: finished, and not corrected by a
// finished later one.
func (p Parcel) Standing() []Inspection {
	return slices.DeleteFunc(slices.Clone(p.Inspections), func(in Inspection) bool {
		return in.Finished.IsZero() || slices.ContainsFunc(p.Inspections, func(later Inspection) bool {
			return later.Corrects == in.No && !later.Finished.IsZero()
		})
	})
}

// Found sums up what the parcels of a case brought by now, by line. Rest says
// that the newest inspection still expects some of it in another parcel.
func Found(parcels []Parcel, caseID domain.ID) (counts map[int]casefile.Count, rest bool) {
	counts = map[int]casefile.Count{}
	var newest time.Time
	for _, p := range parcels {
		for _, in := range p.Standing() {
			mine, follows := false, false
			for _, l := range in.Counts {
				if l.CaseID != caseID {
					continue
				}
				mine = true
				n := counts[l.Line]
				n.Counted += l.counted()
				n.Accepted += in.Accepted(l)
				counts[l.Line] = n
				follows = follows || l.Outcome() == Part
			}
			if mine && !in.Finished.Before(newest) {
				newest, rest = in.Finished, follows
			}
		}
	}
	return counts, rest
}

// Scale is what two weights say about each other.
type Scale string

// What scales say (R6): lighter means by more than 5 per cent or 50 grams.
const (
	SameWeight    Scale = "same"
	Lighter       Scale = "lighter"
	Heavier       Scale = "heavier"
	WeightUnknown Scale = "unknown"
)

// Weigh compares a weight with the one that the order was packed with, in grams;
// 0 is a weight that nobody took.
func Weigh(packed, now int) Scale {
	if packed <= 0 || now <= 0 {
		return WeightUnknown
	}
	margin := min(packed*5/100, 50)
	switch {
	case now < packed-margin:
		return Lighter
	case now > packed+margin:
		return Heavier
	}
	return SameWeight
}

// Same says whether a serial number is one of those shipped: "same", "other", or
// "unknown" when none was recorded or none was read.
func Same(serial string, shipped []string) string {
	key := stock.SerialKey(serial)
	if key == "" || len(shipped) == 0 {
		return "unknown"
	}
	if slices.ContainsFunc(shipped, func(s string) bool { return stock.SerialKey(s) == key }) {
		return "same"
	}
	return "other"
}
