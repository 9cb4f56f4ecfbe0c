// Package stock holds products with their terms, and the append-only ledger of
// what moved and why (R9, R10).
//
// A document (an order, a parcel, a repair) says which movements it stands for
// by now; Align compares them with the ledger and gives what is still to be
// booked, backwards where the document no longer stands for it:
//
//	rows := stock.Align(tx.Documented("R-11874"), p.Moves())
//
// So stock moves once, however often a deed is repeated, and back when it is
// undone or corrected. What a document stood for before stays in the ledger.
package stock

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"aftercare/domain"
)

// Place is where units are.
type Place string

// The places of stock. Reserved and ForRepair are claims on units of the shelf,
// no places of their own: what is free is the shelf less both, and less than
// nothing when more was sold than there is.
const (
	Outside          = ""           // not in the shop's books
	Shelf      Place = "shelf"      // can be sold
	Quarantine Place = "quarantine" // came back, not decided
	Bench      Place = "bench"      // refurbish or repair
	Loan       Place = "loan"       // lent to a customer during a repair
	Gone       Place = "gone"       // to the supplier, the customer, charity or the bin
	Reserved   Place = "reserved"   // claimed by orders
	ForRepair  Place = "for_repair" // claimed by repairs
)

// Places lists where units of the shop can be, claims last.
func Places() []Place { return []Place{Shelf, Quarantine, Bench, Loan, Gone, Reserved, ForRepair} }

// Holds says whether units at the place are in the shop's hands or lent by it:
// there can never be fewer than none.
func (p Place) Holds() bool { return p == Shelf || p == Quarantine || p == Bench || p == Loan }

// Cause is why units moved.
type Cause string

// The causes. Those of dispositions are the dispositions' own words.
const (
	Received     Cause = "received"     // from the supplier
	Adjusted     Cause = "adjusted"     // by hand, with a reason
	Counting     Cause = "counted"      // the shelf was counted
	Transferred  Cause = "transferred"  // from place to place, by hand
	Reserving    Cause = "reserved"     // an order was placed
	Shipping     Cause = "shipped"      // an order left
	Returned     Cause = "returned"     // came back from a customer
	PartUsed     Cause = "part_used"    // built in by a repair
	PartReserved Cause = "part_kept"    // a repair waits to build it in
	Lent         Cause = "lent"         // a loaner
	Exchanged    Cause = "exchanged"    // a repair gave another item in its place
	Mended       Cause = "mended"       // an item that came in for repair left the bench
	Compensation Cause = "compensation" // a gift to a customer
	Found        Cause = "found"        // a unit was not where the books had it
)

// Movement is units of one product that moved. Deed names what moved them: the
// same deed never moves twice, however often it is repeated. Back takes units
// of the deed back the way they came.
type Movement struct {
	ID       domain.ID `json:"id"`
	SKU      string    `json:"sku"`
	Quantity int       `json:"quantity"` // positive; 1 with a serial number
	Serial   string    `json:"serial,omitempty"`
	From     Place     `json:"from,omitempty"`
	To       Place     `json:"to,omitempty"`
	Cause    Cause     `json:"cause"`
	Document string    `json:"document"` // LS-10455, R-11874, J-0342
	Deed     string    `json:"deed"`
	Back     bool      `json:"back,omitempty"`
	Once     string    `json:"once"`             // the deed and how often it was booked, unique in the ledger
	Reason   string    `json:"reason,omitempty"` // of a change by hand
	Answer   string    `json:"answer,omitempty"` // what was said where the books had too few
	At       time.Time `json:"at"`
	Who      string    `json:"who"`
}

// MaxMovement is the most units that move at once: ten full lines.
const MaxMovement = 99990

// Validate refuses a movement of nothing, without a deed, or of several units
// under one serial number.
//
// Errors: movement.quantity, movement.serial, field.required.
func (m Movement) Validate() error {
	if m.Quantity < 1 || m.Quantity > MaxMovement {
		return domain.Wrong("quantity", "movement.quantity", domain.Args{"value": m.Quantity})
	}
	if m.SKU == "" || m.Once == "" || m.Cause == "" || m.From == m.To {
		return domain.Wrong("sku", "field.required", nil)
	}
	if m.Serial != "" && m.Quantity != 1 {
		return domain.Wrong("serial", "movement.serial", domain.Args{"serial": m.Serial})
	}
	return nil
}

// Claim is how many units a document claims.
type Claim struct {
	Document string `json:"document"`
	Units    int    `json:"units"`
}

// Claims are what orders and repairs claim of a product by now, the oldest first.
func Claims(ledger []Movement) []Claim {
	var out []Claim
	for _, m := range ledger {
		n := 0
		if m.To == Reserved || m.To == ForRepair {
			n = m.Quantity
		}
		if m.From == Reserved || m.From == ForRepair {
			n -= m.Quantity
		}
		if n == 0 {
			continue
		}
		i := slices.IndexFunc(out, func(c Claim) bool { return c.Document == m.Document })
		if i < 0 {
			out, i = append(out, Claim{Document: m.Document}), len(out)
		}
		out[i].Units += n
	}
	return slices.DeleteFunc(out, func(c Claim) bool { return c.Units <= 0 })
}

// Level is how many units of a product are at each place.
type Level map[Place]int

// Free is what can be promised: the shelf less what is claimed.
func (l Level) Free() int { return l[Shelf] - l[Reserved] - l[ForRepair] }

// Levels sums a ledger up. Units that came from outside add to a place; units
// that left go from it.
func Levels(ledger []Movement) Level {
	out := Level{}
	for _, m := range ledger {
		out.move(m)
	}
	return out
}

func (l Level) move(m Movement) {
	if m.From != Outside {
		l[m.From] -= m.Quantity
	}
	if m.To != Outside {
		l[m.To] += m.Quantity
	}
}

// strand is what of a deed can be taken back as one.
type strand struct {
	deed, sku, serial string
	from, to          Place
}

func (m Movement) strand() strand {
	s := strand{m.Deed, m.SKU, SerialKey(m.Serial), m.From, m.To}
	if m.Back {
		s.from, s.to = s.to, s.from
	}
	return s
}

func (m Movement) signed() int {
	if m.Back {
		return -m.Quantity
	}
	return m.Quantity
}

// Align gives the movements that make a document's part of the ledger say what
// the document stands for: first what is taken back, the newest first, then
// what is still to move. Each carries a Once of its own; booked and want are
// all movements of one document.
func Align(booked, want []Movement) []Movement {
	net, times := map[strand]int{}, map[string]int{}
	first := map[strand]Movement{}
	for _, m := range booked {
		k := m.strand()
		net[k] += m.signed()
		times[m.Deed]++
		if !m.Back {
			first[k] = m
		}
	}
	wanted := map[strand]int{}
	for _, m := range want {
		wanted[m.strand()] += m.Quantity
	}
	var out []Movement
	add := func(m Movement, n int, back bool) {
		times[m.Deed]++
		m.ID, m.Quantity, m.Back, m.Once = 0, n, back, once(m.Deed, times[m.Deed])
		out = append(out, m)
	}
	for _, m := range slices.Backward(booked) {
		k := m.strand()
		if over := net[k] - wanted[k]; over > 0 {
			last := first[k]
			last.From, last.To, last.Answer, last.Reason = last.To, last.From, "", ""
			add(last, over, true)
			net[k] -= over
		}
	}
	for _, m := range want {
		k := m.strand()
		if short := min(wanted[k]-net[k], m.Quantity); short > 0 {
			add(m, short, false)
			net[k] += short
		}
	}
	return out
}

// once names the n-th booking of a deed.
func once(deed string, n int) string {
	if n == 1 {
		return deed
	}
	return deed + "#" + strconv.Itoa(n)
}

// Stamped gives movements the moment and the person of now, where a document
// does not say its own.
func Stamped(moves []Movement, at time.Time, who string) []Movement {
	for i := range moves {
		if moves[i].Back || moves[i].At.IsZero() {
			moves[i].At, moves[i].Who = at, who
		}
	}
	return moves
}

// Of picks the movements of the deeds that begin with scope: documents of
// several kinds may share a number.
func Of(scope string, ledger []Movement) []Movement {
	return slices.DeleteFunc(slices.Clone(ledger), func(m Movement) bool { return !strings.HasPrefix(m.Deed, scope) })
}

// Short finds the first place at which movements would leave fewer than no
// units, given what is at each place before them, by SKU.
//
// Errors: stock.negative, naming the SKU, the place, what is there and what is
// asked for. A person may answer it (see Movement.Answer).
func Short(before map[string]Level, moves []Movement) error {
	for _, m := range moves {
		l := before[m.SKU]
		if l == nil {
			l = Level{}
			before[m.SKU] = l
		}
		have := l[m.From]
		l.move(m)
		if m.From.Holds() && l[m.From] < 0 {
			return negative(m, have)
		}
	}
	return nil
}

func negative(m Movement, have int) error {
	e := domain.Refuse("R9", "stock.negative", domain.Args{"sku": m.SKU, "place_key": "place." + string(m.From), "have": have, "value": m.Quantity})
	e.Field = "answer"
	return e
}
