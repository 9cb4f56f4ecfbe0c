package desk

import (
	"context"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/parcel"
)

// MatchRequest says whose parcel an unknown one is.
type MatchRequest struct {
	Parcel domain.ID `json:"parcel"`
	Case   string    `json:"case"` // its number or return number
	Note   string    `json:"note"`
}

// Match gives an unknown parcel to a case and opens its checklist.
//
// Errors: missing.parcel, missing.case, parcel.known.
func (d *Desk) Match(ctx context.Context, r MatchRequest) (parcel.Parcel, error) {
	var p parcel.Parcel
	err := d.update(ctx, func(tx Tx, s setting) error {
		var err error
		if p, err = tx.Parcel(r.Parcel); err != nil {
			return err
		}
		if p.State != parcel.Unidentified {
			return domain.Refuse("R10", "parcel.known", domain.Args{"parcel": p.Number})
		}
		c, err := tx.CaseByNumber(fold(r.Case))
		if err != nil {
			return err
		}
		note, e := domain.Text("note", r.Note, false)
		if e != nil {
			return e
		}
		p.CaseIDs, p.State, p.Note = []domain.ID{c.ID}, parcel.Arrived, note
		if p, err = d.opened(tx, s, p); err != nil {
			return err
		}
		if !c.Done() {
			c.Parcel = casefile.Arrived
			if err := tx.PutCase(&c); err != nil {
				return err
			}
		}
		return s.record(tx, "parcel.match", "parcel", p.ID, domain.Args{"case": c.Number})
	})
	return p, err
}

// EnterRequest is one thing that the desk entered. It is kept at once: what was
// ticked survives a crash.
type EnterRequest struct {
	Parcel domain.ID `json:"parcel"`
	parcel.Entry
}

// Enter keeps one answer of the checklist, a count, a grade, a way.
//
// Errors: those of parcel.Parcel.Edit.
func (d *Desk) Enter(ctx context.Context, r EnterRequest) (parcel.Parcel, error) {
	var p parcel.Parcel
	err := d.update(ctx, func(tx Tx, s setting) error {
		old, err := tx.Parcel(r.Parcel)
		if err != nil {
			return err
		}
		if p, err = old.Edit(r.Entry); err != nil {
			return err
		}
		if err := tx.PutParcel(&p); err != nil {
			return err
		}
		return s.record(tx, "parcel.enter", "parcel", p.ID, nil)
	})
	return p, err
}

// Finish ends the inspection: the counts reach the cases, the units move, once,
// and the plans go on by themselves.
//
// Errors: those of parcel.Parcel.Finish.
func (d *Desk) Finish(ctx context.Context, id domain.ID) (parcel.Parcel, error) {
	var p parcel.Parcel
	err := d.update(ctx, func(tx Tx, s setting) error {
		old, err := tx.Parcel(id)
		if err != nil {
			return err
		}
		if p, err = old.Finish(s.who(), s.now); err != nil {
			return err
		}
		if err := tx.PutParcel(&p); err != nil {
			return err
		}
		in := *p.Last()
		moves, err := book(tx, s, p.Scope(), p.Number, p.Moves(), "")
		if err != nil {
			return err
		}
		counts := map[domain.ID]map[int]casefile.Count{}
		for _, c := range in.Counts {
			if counts[c.CaseID] == nil {
				counts[c.CaseID] = map[int]casefile.Count{}
			}
			counts[c.CaseID][c.Line] = casefile.Count{Counted: *c.Counted, Accepted: c.Accepted()}
		}
		for _, caseID := range p.CaseIDs {
			if err := takeIn(tx, s, caseID, counts[caseID]); err != nil {
				return err
			}
		}
		return s.record(tx, "parcel.finish", "parcel", p.ID, domain.Args{"number": p.Number, "inspection": in.No, "moves": moves})
	})
	return p, err
}

func takeIn(tx Tx, s setting, id domain.ID, counts map[int]casefile.Count) error {
	c, err := tx.Case(id)
	if err != nil {
		return err
	}
	policy, err := tx.Policy(c.ChannelID, c.Policy)
	if err != nil {
		return err
	}
	if c, err = c.TakenIn(counts, s.who(), s.now, s.termsBy(policy)); err != nil {
		return err
	}
	if err := tx.PutCase(&c); err != nil {
		return err
	}
	return s.record(tx, "case.taken_in", "case", c.ID, nil)
}

// Reopen begins a new inspection that corrects the last one (R10).
//
// Errors: those of parcel.Parcel.Open.
func (d *Desk) Reopen(ctx context.Context, id domain.ID) (parcel.Parcel, error) {
	var p parcel.Parcel
	err := d.update(ctx, func(tx Tx, s setting) error {
		old, err := tx.Parcel(id)
		if err != nil {
			return err
		}
		if p, err = d.opened(tx, s, old); err != nil {
			return err
		}
		return s.record(tx, "parcel.correct", "parcel", p.ID, domain.Args{"number": p.Number})
	})
	return p, err
}

// ParcelNumbered finds a parcel by its number or by what was scanned, the
// newest of several.
//
// Errors: missing.parcel.
func (d *Desk) ParcelNumbered(ctx context.Context, code string) (parcel.Parcel, error) {
	var p parcel.Parcel
	err := d.view(ctx, func(tx Tx, _ setting) error {
		var err error
		p, err = tx.ParcelByCode(fold(code))
		return err
	})
	return p, err
}

// Pile lists the parcels that came in last, newest first.
func (d *Desk) Pile(ctx context.Context, limit int, states ...parcel.State) ([]parcel.Parcel, error) {
	var out []parcel.Parcel
	err := d.view(ctx, func(tx Tx, _ setting) error {
		var err error
		out, err = tx.ParcelPage(ParcelQuery{States: states, Limit: limit})
		return err
	})
	return out, err
}
