package exchange

import (
	"context"
	"slices"
	"strings"

	"aftercare/domain/casefile"
	"aftercare/domain/desk"
)

// The facts of a platform's return or refund file. The first is the platform's
// own number of the matter.
const (
	cRef = iota
	cOrder
	cRequested
	cState
	cRemedy
	cReason
	cWords
	cSKU
	cTitle
	cQuantity
	cCurrency
	cAmount
	cTracking
	cCarrier
	cAnswerBy
	cEvidenceBy
	cFault
	cPart
	claimFacts
)

// claims is a format of returns or refunds: a table, and what its words mean.
type claims struct {
	id, preset, zone string
	columns          map[int][]string
	needed           []int
	remedies         map[string]casefile.Remedy // folded words of cRemedy; a file without that column has returns
	reasons          []reasonWord               // the first that the reason holds
	stages           map[string]desk.ClaimStage // folded words of cState
	faults           map[string]casefile.Fault
}

// reasonWord is a piece of a platform's reason, and ours for it.
type reasonWord struct{ word, reason string }

func (p claims) format() Format {
	fm := Format{ID: p.id, Preset: p.preset, zone: p.zone, rows: lineRows, columns: make([]column, claimFacts), claims: true}
	for c, names := range p.columns {
		fm.columns[c] = column{names: names, needed: slices.Contains(p.needed, c), line: c != cRef && c != cOrder && c != cRequested}
	}
	for _, c := range []int{cRequested, cAnswerBy, cEvidenceBy} {
		fm.columns[c].date = true
	}
	fm.columns[cAmount].amount = true
	fm.read = func(r *reading) { p.read(r) }
	return fm
}

func (p *claims) read(r *reading) {
	l := r.first()
	c := &r.claim
	c.Order, c.Requested = r.text(cOrder), r.time(cRequested)
	if c.Order == "" {
		r.fault(l, cOrder, "import.order_missing")
	}
	c.State, c.Words = r.text(cState), r.text(cWords)
	c.Part = strings.Contains(r.text(cPart), "部分")
	p.meaning(r)
	for i := range r.lines {
		x := &r.lines[i]
		c.Items = append(c.Items, desk.ClaimItem{SKU: r.textOf(x, cSKU), Title: r.textOf(x, cTitle), Quantity: r.quantity(x, cQuantity)})
	}
	c.Carrier = r.text(cCarrier)
	if t := tracking(r.text(cTracking)); len(t) > 0 {
		c.Tracking = t[0]
	}
	c.AnswerBy, c.EvidenceBy = r.time(cAnswerBy), r.time(cEvidenceBy)
}

// meaning turns the platform's words into ours. One that nobody knows is a hint:
// a person looks at the case in any event.
func (p *claims) meaning(r *reading) {
	c, l := &r.claim, r.first()
	word := func(col int) string { return stateWord(r.f.fold, r.text(col)) }
	var known bool
	if c.Stage, known = p.stages[word(cState)]; !known {
		c.Stage = desk.ClaimOpen
		r.hint(l, cState, "import.state_unknown")
	}
	c.Remedy = casefile.ReturnRefund
	if say := word(cRemedy); say != "" {
		if c.Remedy, known = p.remedies[say]; !known {
			c.Remedy = casefile.RefundOnly
			r.hint(l, cRemedy, "import.remedy_unknown")
		}
	}
	if c.Part && c.Remedy == casefile.RefundOnly {
		c.Remedy = casefile.PartRefund
	}
	say := strings.ToLower(r.f.fold.fold(r.text(cReason)))
	c.Said = r.text(cReason)
	i := slices.IndexFunc(p.reasons, func(w reasonWord) bool { return strings.Contains(say, w.word) })
	if i >= 0 {
		c.Reason = p.reasons[i].reason
	} else {
		c.Reason = "not_as_assumed"
		r.hint(l, cReason, "import.reason_unknown")
	}
	c.Fault = p.faults[word(cFault)]
}

// Claims calls each with every return or refund of the file.
//
// Errors: those of Orders.
func (f *File) Claims(ctx context.Context, each func(desk.ClaimFacts) error) error {
	return f.gather(ctx, func(r *reading) error {
		c := r.claim
		c.Ref, c.Rows, c.Faults, c.Hints = r.facts.Number, r.facts.Rows, r.facts.Faults, r.facts.Hints
		return each(c)
	})
}

func foldedWords[V any](words map[string]V) map[string]V {
	d := newFolder()
	out := map[string]V{}
	for w, v := range words {
		out[stateWord(d, w)] = v
	}
	return out
}
