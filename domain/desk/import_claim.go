package desk

import (
	"context"
	"errors"
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/clock"
	"aftercare/domain/order"
)

// ClaimStage is how far a platform says that a return or refund has come.
type ClaimStage string

// The stages.
const (
	ClaimOpen    ClaimStage = "open"    // asked for, not answered
	ClaimAgreed  ClaimStage = "agreed"  // the goods are to come back
	ClaimSent    ClaimStage = "sent"    // they are on their way
	ClaimRefused ClaimStage = "refused" // the shop said no; the platform may step in
	ClaimOver    ClaimStage = "over"    // refunded, denied or taken back
)

// ClaimFacts are what a platform's file says of one return or refund. The zero
// value of a field means that it does not say.
type ClaimFacts struct {
	Ref        string // the platform's own number of it
	Order      string // the order's number
	Requested  time.Time
	State      string // the platform's own word
	Stage      ClaimStage
	Remedy     casefile.Remedy
	Part       bool   // of the money
	Reason     string // one of ours
	Said       string // the platform's reason, in its words
	Words      string // the customer's
	Items      []ClaimItem
	Tracking   string // of the way back
	Carrier    string
	AnswerBy   time.Time // the platform acts by itself when it is not answered by then
	EvidenceBy time.Time
	Fault      casefile.Fault // who the platform says is at fault

	Rows   []int
	Faults []*domain.Error
	Hints  []*domain.Error
}

// ClaimItem is goods of a return as a platform names them.
type ClaimItem struct {
	SKU, Title string
	Quantity   int // 0: it does not say
}

// ClaimExport is an export of returns or refunds: it opens and updates cases.
type ClaimExport interface {
	Claims(ctx context.Context, each func(ClaimFacts) error) error
}

// claimBatch is how many matters are compared and written in one transaction.
const claimBatch = 200

// runClaims is run for a file of returns: each matter is taken whole or not at
// all, and the same file again changes nothing.
func (d *Desk) runClaims(ctx context.Context, file ClaimExport, r *Report, progress func(Report), write bool) error {
	return ahead(ctx, claimBatch, file.Claims, func(parts <-chan []ClaimFacts) error {
		for part := range parts {
			outcomes, err := d.claimBatch(ctx, part, r.Channel, write)
			if err := r.take(outcomes, err, progress); err != nil {
				return err
			}
		}
		return nil
	})
}

func (d *Desk) claimBatch(ctx context.Context, facts []ClaimFacts, channelID domain.ID, write bool) (out []Outcome, err error) {
	work := func(tx Tx, s setting) error {
		out = nil
		for _, f := range facts {
			o, err := d.claimed(tx, s, f, channelID, write)
			if err != nil {
				return err
			}
			out = append(out, o)
		}
		return nil
	}
	if write {
		return out, d.update(ctx, work)
	}
	return out, d.view(ctx, work)
}

// claimed says what becomes of one matter and, when asked, does it. A refusal
// of a rule is a reason to look at it, not the end of the file.
func (d *Desk) claimed(tx Tx, s setting, f ClaimFacts, channelID domain.ID, write bool) (Outcome, error) {
	out := Outcome{Number: f.Ref, Lines: len(f.Items), Rows: len(f.Rows), Faults: f.Faults, Hints: f.Hints, Result: Review, Remedy: f.Remedy, Reason: f.Reason}
	if len(f.Rows) > 0 {
		out.Row = f.Rows[0]
	}
	review := func(e *domain.Error) (Outcome, error) {
		out.Result, out.Faults = Review, append(slices.Clone(out.Faults), e)
		return out, nil
	}
	if len(out.Faults) > 0 {
		return out, nil
	}
	o, err := tx.OrderByNumber(channelID, f.Order)
	if errors.Is(err, domain.Code("missing.order")) {
		return review(domain.Wrong("order", "import.order_first", domain.Args{"number": f.Order, "row": out.Row}))
	}
	if err != nil {
		return out, err
	}
	out.Customer, out.OrderID = o.ShipTo.Name, o.ID
	c, found, err := caseOfClaim(tx, o, f)
	switch {
	case err != nil:
		return out, err
	case !found && f.Stage == ClaimOver:
		out.Result = Unchanged
		out.Hints = append(out.Hints, domain.Wrong("state", "import.claim_over", domain.Args{"row": out.Row, "value": f.State}))
		return out, nil
	case !found:
		return d.openClaimed(tx, s, f, o, out, write)
	}
	out.CaseID = c.ID
	c, changes := c.Heard(f.platform())
	if out.Changes, out.Result = changes, Changed; len(changes) == 0 {
		out.Result = Unchanged
		return out, nil
	}
	if !write {
		return out, nil
	}
	c = s.warned(c, f)
	if err := tx.PutCase(&c); err != nil {
		return out, err
	}
	return out, s.record(tx, "case.platform", "case", c.ID, domain.Args{"number": c.Number, "state": f.State})
}

// warned sets the platform's own deadline on the case: until then it waits for
// the shop's answer, or for the goods that came back (R8). One that the case does
// not take any more is only shown.
func (s setting) warned(c casefile.Case, f ClaimFacts) casefile.Case {
	code, runs := map[ClaimStage]clock.Code{ClaimOpen: casefile.SilenceClock, ClaimSent: casefile.GoodsClock}[f.Stage]
	if !runs || f.AnswerBy.IsZero() {
		return c
	}
	if next, err := c.Deadline(code, f.AnswerBy, s.now, s.terms(c.ChannelID)); err == nil {
		return next
	}
	return c
}

func (f ClaimFacts) platform() casefile.Platform {
	return casefile.Platform{Ref: f.Ref, State: f.State, Reason: f.Said, Tracking: f.Tracking, Carrier: f.Carrier, AnswerBy: f.AnswerBy, EvidenceBy: f.EvidenceBy, Fault: f.Fault, Sent: f.Stage == ClaimSent}
}

// caseOfClaim finds the case that a file speaks of: the one with the platform's
// number, else one that the shop opened by hand for the same goods.
func caseOfClaim(tx Tx, o order.Order, f ClaimFacts) (casefile.Case, bool, error) {
	all, err := tx.CasesOfOrder(o.ID)
	if err != nil {
		return casefile.Case{}, false, err
	}
	i := slices.IndexFunc(all, func(c casefile.Case) bool { return c.Platform != nil && c.Platform.Ref == f.Ref })
	if i < 0 {
		lines := map[int]bool{}
		for _, a := range asked(o, f) {
			lines[a.Line] = true
		}
		i = slices.IndexFunc(all, func(c casefile.Case) bool {
			return c.Platform == nil && c.Live() && slices.ContainsFunc(c.Items, func(it casefile.Item) bool { return lines[it.Line] })
		})
	}
	if i < 0 {
		return casefile.Case{}, false, nil
	}
	return all[i], true, nil
}

// asked finds the lines that a file means: by SKU, else by title, else the only
// one there is. What it does not say is all of the line.
func asked(o order.Order, f ClaimFacts) []casefile.Asked {
	var out []casefile.Asked
	for _, it := range f.Items {
		i := slices.IndexFunc(o.Lines, func(l order.Line) bool { return it.SKU != "" && l.SKU == it.SKU })
		if i < 0 {
			i = slices.IndexFunc(o.Lines, func(l order.Line) bool { return it.Title != "" && l.Title == it.Title })
		}
		if i < 0 && len(o.Lines) == 1 {
			i = 0
		}
		if i < 0 || slices.ContainsFunc(out, func(a casefile.Asked) bool { return a.Line == o.Lines[i].No }) {
			continue
		}
		n := it.Quantity
		if n == 0 {
			n = o.Lines[i].Quantity
		}
		out = append(out, casefile.Asked{Line: o.Lines[i].No, Quantity: n})
	}
	return out
}

// openClaimed opens a case for a matter that nobody knew.
func (d *Desk) openClaimed(tx Tx, s setting, f ClaimFacts, o order.Order, out Outcome, write bool) (Outcome, error) {
	r := OpenRequest{Order: o.ID, Request: casefile.Request{Reason: f.Reason, Remedy: f.Remedy, Items: asked(o, f), Received: !o.SignOff.At.IsZero(), Words: f.Words, Requested: f.Requested}}
	if r.Words == "" {
		r.Words = f.Said
	}
	var refused error
	if write {
		c, err := d.openCase(tx, s, r, func(c casefile.Case) casefile.Case {
			c, _ = c.Heard(f.platform())
			return s.warned(c, f)
		})
		refused, out.CaseID = err, c.ID
	} else {
		claim, err := s.claimOf(tx, o, 0, r.Request, "")
		if err != nil {
			return out, err
		}
		_, refused = r.Judge(claim, s.now)
	}
	var several domain.Errors
	switch {
	case refused == nil:
		out.Result = Created
	case errors.As(refused, &several):
		out.Faults = append(slices.Clone(out.Faults), several...)
	case domain.As(refused) != nil:
		out.Faults = append(slices.Clone(out.Faults), domain.As(refused))
	default:
		return out, refused
	}
	return out, nil
}
