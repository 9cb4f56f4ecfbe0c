package desk

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/parcel"
)

// MatchRequest says whose parcel it is: one case, or several by their numbers
// with commas or spaces between them.
type MatchRequest struct {
	Parcel domain.ID `json:"parcel"`
	Case   string    `json:"case"` // case or return numbers; the number of an order with one case
	Note   string    `json:"note"`
}

// Match gives an unknown parcel to its cases and opens its checklist. To a parcel
// that lies open it adds a case: goods of two came in one.
//
// Errors: missing.parcel, missing.case, field.required, parcel.known,
// parcel.joined.
func (d *Desk) Match(ctx context.Context, r MatchRequest) (parcel.Parcel, error) {
	var p parcel.Parcel
	err := d.update(ctx, func(tx Tx, s setting) error {
		var err error
		if p, err = tx.Parcel(r.Parcel); err != nil {
			return err
		}
		if p.State != parcel.Unidentified && p.Draft() == nil {
			return domain.Refuse("R10", "parcel.known", domain.Args{"parcel": p.Number})
		}
		cases, err := casesNamed(tx, s, r.Case)
		if err != nil {
			return err
		}
		note, e := domain.Text("note", r.Note, false)
		if e != nil {
			return e
		}
		if note != "" {
			p.Note = note
		}
		if p, err = d.given(tx, s, p, cases); err != nil {
			return err
		}
		for _, c := range cases {
			if err := came(tx, s, c.ID); err != nil {
				return err
			}
			if err := s.record(tx, "parcel.match", "parcel", p.ID, domain.Args{"case": c.Number}); err != nil {
				return err
			}
		}
		return nil
	})
	return p, err
}

// given makes a parcel the cases' and stores it with its checklist open.
func (d *Desk) given(tx Tx, s setting, p parcel.Parcel, cases []casefile.Case) (parcel.Parcel, error) {
	if p.Draft() == nil {
		for _, c := range cases {
			p.CaseIDs = append(p.CaseIDs, c.ID)
		}
		p.State = parcel.Arrived
		return d.opened(tx, s, p)
	}
	for _, c := range cases {
		said, err := announced(tx, p, c.ID)
		if err != nil {
			return p, err
		}
		if p, err = p.Joined(c.ID, said); err != nil {
			return p, err
		}
	}
	return p, tx.PutParcel(&p)
}

// casesNamed finds the cases of a list of numbers.
func casesNamed(tx Tx, s setting, numbers string) ([]casefile.Case, error) {
	words := strings.FieldsFunc(numbers, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",，、;；+&", r) })
	if len(words) == 0 {
		return nil, domain.Wrong("case", "field.required", nil)
	}
	var out []casefile.Case
	for _, n := range words {
		c, known, err := named(tx, s, fold(n))
		if err != nil {
			return nil, err
		}
		if !known {
			return nil, domain.Missing("case", n)
		}
		if !slices.ContainsFunc(out, func(o casefile.Case) bool { return o.ID == c.ID }) {
			out = append(out, c)
		}
	}
	return out, nil
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

// FinishRequest ends an inspection.
type FinishRequest struct {
	Parcel domain.ID `json:"parcel"`
	Answer string    `json:"answer"` // where the books have a unit elsewhere, or too few: why it goes on
}

// Finish ends the inspection: the counts reach the cases, the units move, once,
// repairs and claims are opened, once, and the plans go on by themselves.
//
// Errors: those of parcel.Parcel.Finish and of repair.Job.Withdrawn, and
// stock.negative, stock.serial_elsewhere, stock.serial_other without an answer.
func (d *Desk) Finish(ctx context.Context, r FinishRequest) (parcel.Parcel, error) {
	var p parcel.Parcel
	err := d.update(ctx, func(tx Tx, s setting) error {
		old, err := tx.Parcel(r.Parcel)
		if err != nil {
			return err
		}
		if p, err = old.Finish(s.who(), s.now); err != nil {
			return err
		}
		if err := d.act(tx, s, &p, r.Answer); err != nil {
			return err
		}
		if err := tx.PutParcel(&p); err != nil {
			return err
		}
		moves, err := book(tx, s, p.Scope(), p.Number, p.Moves(), r.Answer)
		if err != nil {
			return err
		}
		for _, caseID := range p.CaseIDs {
			if err := d.takeIn(tx, s, caseID); err != nil {
				return err
			}
		}
		return s.record(tx, "parcel.finish", "parcel", p.ID, domain.Args{"number": p.Number, "inspection": p.Last().No, "moves": moves})
	})
	return p, err
}

// takeIn tells a case what its parcels brought by now: all of it, or a part while
// the rest is expected.
func (d *Desk) takeIn(tx Tx, s setting, id domain.ID) error {
	c, err := tx.Case(id)
	if err != nil {
		return err
	}
	all, err := tx.ParcelsOfCase(id)
	if err != nil {
		return err
	}
	counts, rest := parcel.Found(all, id)
	if rest {
		if c, err = c.PartlyIn(counts); err != nil {
			return err
		}
		return putCase(tx, s, &c, "")
	}
	policy, err := tx.Policy(c.ChannelID, c.Policy)
	if err != nil {
		return err
	}
	if c, err = c.TakenIn(counts, s.who(), s.now, s.termsBy(policy)); err != nil {
		return err
	}
	if err := putCase(tx, s, &c, ""); err != nil {
		return err
	}
	if err := d.claimIntercepted(tx, s, c); err != nil {
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
