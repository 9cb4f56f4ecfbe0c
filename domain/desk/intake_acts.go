package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"aftercare/domain"
	"aftercare/domain/claim"
	"aftercare/domain/parcel"
	"aftercare/domain/repair"
)

// act does what the dispositions of the inspection that was just finished ask
// for, and keeps in it what was opened: a correction opens nothing twice, and
// takes back what the one before it opened and this one does not ask for.
//
// Errors: those of repair.Job.Withdrawn.
func (d *Desk) act(tx Tx, s setting, p *parcel.Parcel, answer string) error {
	in := p.Last()
	for i := range in.Counts {
		if err := repairs(tx, s, *p, *in, &in.Counts[i], answer); err != nil {
			return err
		}
		if err := d.suppliers(tx, s, *p, *in, &in.Counts[i]); err != nil {
			return err
		}
	}
	return d.claimWeight(tx, s, *p, in)
}

// repairs opens a repair for each unit of a line that is to be mended, and
// withdraws those that there are too many of.
func repairs(tx Tx, s setting, p parcel.Parcel, in parcel.Inspection, c *parcel.Count, answer string) error {
	c.Jobs, c.JobID = slices.Clone(c.Repairs()), 0
	for len(c.Jobs) > c.ToRepair() {
		last := len(c.Jobs) - 1
		j, err := tx.Job(c.Jobs[last])
		if err != nil {
			return err
		}
		if j, err = j.Withdrawn(answer, s.who(), s.now, s.zone); err != nil {
			return err
		}
		if err := tx.PutJob(&j); err != nil {
			return err
		}
		if err := jobStock(tx, s, j, ""); err != nil { // what it claimed is free again
			return err
		}
		if err := s.record(tx, "repair.withdraw", "repair", j.ID, domain.Args{"number": j.Number, "parcel": p.Number}); err != nil {
			return err
		}
		c.Jobs = c.Jobs[:last]
	}
	for len(c.Jobs) < c.ToRepair() {
		id, err := repairReturned(tx, s, p, in, *c)
		if err != nil {
			return err
		}
		c.Jobs = append(c.Jobs, id)
	}
	return nil
}

// suppliers opens the claim on the supplier, and closes one that nobody sent yet
// when the goods do not go back. One that was sent goes its own way.
func (d *Desk) suppliers(tx Tx, s setting, p parcel.Parcel, in parcel.Inspection, c *parcel.Count) error {
	back := c.Disposition == parcel.Supplier && *c.Counted > 0 && !c.WrongItem
	switch {
	case back && c.ClaimID == 0:
		id, err := d.claimSupplier(tx, s, p, in, *c)
		c.ClaimID = id
		return err
	case back || c.ClaimID == 0:
		return nil
	}
	entry, err := tx.Claim(c.ClaimID)
	if err != nil || entry.State != claim.Open {
		return err
	}
	c.ClaimID = 0
	return closeUnsent(tx, s, entry, p.Number)
}

// claimSupplier opens the entry of the follow-up register for what goes back to
// its supplier (R11).
func (d *Desk) claimSupplier(tx Tx, s setting, p parcel.Parcel, in parcel.Inspection, c parcel.Count) (domain.ID, error) {
	owner, err := tx.Case(c.CaseID)
	if err != nil {
		return 0, err
	}
	products, err := tx.Products([]string{c.SKU})
	if err != nil {
		return 0, err
	}
	words := problem(owner.Words, in)
	if words == "" {
		words = fmt.Sprintf("%d × %s", *c.Counted, c.Title)
	}
	entry := claim.Claim{Party: claim.Supplier, Matter: claim.Defective, Recipient: products[c.SKU].Supplier, OrderID: owner.OrderID, CaseID: owner.ID, Case: owner.Number,
		Parcel: p.Number, Problem: words}.With(evidence(p)...)
	entry, err = d.openClaim(tx, s, entry)
	return entry.ID, err
}

// claimWeight opens an entry on the carrier, when by its own scale the parcel was
// lighter than it was packed and something is missing (R6, R11).
func (d *Desk) claimWeight(tx Tx, s setting, p parcel.Parcel, in *parcel.Inspection) error {
	if in.ClaimID != 0 || in.Carrier == 0 || len(in.Counts) == 0 || !slices.ContainsFunc(in.Counts, func(c parcel.Count) bool {
		return c.Outcome() == parcel.Short || c.Outcome() == parcel.Empty
	}) {
		return nil
	}
	owner, err := tx.Case(in.Counts[0].CaseID)
	if err != nil {
		return err
	}
	o, err := tx.Order(owner.OrderID)
	if err != nil {
		return err
	}
	grams, _ := packed(o)
	if parcel.Weigh(grams, in.Carrier) != parcel.Lighter {
		return nil
	}
	entry, err := d.openClaim(tx, s, claim.Claim{Party: claim.Carrier, Matter: claim.Weight, OrderID: o.ID, CaseID: owner.ID, Case: owner.Number, Parcel: p.Number,
		Problem: fmt.Sprintf("%d g / %d g", in.Carrier, grams)}.With(evidence(p)...))
	in.ClaimID = entry.ID
	return err
}

// evidence are the parcel's photos as files of an entry.
func evidence(p parcel.Parcel) []domain.File {
	var out []domain.File
	for _, f := range p.Photos {
		out = append(out, f.File)
	}
	return out
}

// repairReturned opens the repair of what came back, which is here already.
func repairReturned(tx Tx, s setting, p parcel.Parcel, in parcel.Inspection, c parcel.Count) (domain.ID, error) {
	owner, err := tx.Case(c.CaseID)
	if err != nil {
		return 0, err
	}
	r := RepairRequest{Order: owner.OrderID, Case: owner.ID, Request: repair.Request{Line: c.Line, Item: c.Title, Channel: "counter", Problem: problem(owner.Words, in)}}
	if len(c.Jobs) == 0 { // the serial number that was read is the first unit's
		r.Serial = in.Serial
	}
	if r.Problem == "" {
		r.Problem = p.Number
	}
	j, err := openRepair(tx, s, r)
	if err != nil {
		return 0, err
	}
	j.Parcel, j.Ours = p.Number, owner.GivesUp()
	if j, err = j.Step(repair.Entry{Event: repair.Receive, Note: p.Number}, s.who(), s.now, s.zone); err != nil {
		return 0, err
	}
	return j.ID, tx.PutJob(&j)
}

// problem is what a repair is told: the customer's words, and the notes on what
// failed at the desk.
func problem(words string, in parcel.Inspection) string {
	parts := []string{}
	if words != "" {
		parts = append(parts, words)
	}
	for _, c := range in.Checks {
		if c.Mark == parcel.Failed && c.Note != "" {
			parts = append(parts, c.Note)
		}
	}
	return strings.Join(parts, "\n")
}

// changeParcel is the common course of the verbs on one parcel.
func (d *Desk) changeParcel(ctx context.Context, id domain.ID, verb string, f func(setting, parcel.Parcel) (parcel.Parcel, domain.Args, error)) (parcel.Parcel, error) {
	var p parcel.Parcel
	err := d.update(ctx, func(tx Tx, s setting) error {
		old, err := tx.Parcel(id)
		if err != nil {
			return err
		}
		var facts domain.Args
		if p, facts, err = f(s, old); err != nil {
			return err
		}
		if err := tx.PutParcel(&p); err != nil {
			return err
		}
		return s.record(tx, verb, "parcel", p.ID, facts)
	})
	return p, err
}

// PhotoRequest adds a photo on this machine to a parcel.
type PhotoRequest struct {
	Parcel  domain.ID `json:"parcel"`
	Path    string    `json:"path"`
	Check   string    `json:"check"` // that it shows; "": the parcel as a whole
	Caption string    `json:"caption"`
}

// PhotographParcel keeps a photo with a parcel, known or not.
//
// Errors: those of KeepFile, and of parcel.Parcel.Pictured.
func (d *Desk) PhotographParcel(ctx context.Context, r PhotoRequest) (parcel.Parcel, error) {
	file, err := d.KeepFile(ctx, FileRequest{Path: r.Path, Caption: r.Caption})
	if err != nil {
		return parcel.Parcel{}, err
	}
	return d.changeParcel(ctx, r.Parcel, "parcel.photo", func(_ setting, p parcel.Parcel) (parcel.Parcel, domain.Args, error) {
		p, err := p.Pictured(parcel.Photo{File: file, Check: r.Check})
		return p, domain.Args{"file": file.Name}, err
	})
}

// PhotoNamed names a photo of a parcel.
type PhotoNamed struct {
	Parcel domain.ID `json:"parcel"`
	Hash   string    `json:"hash"`
}

// DropParcelPhoto takes a photo away from a parcel that is not taken in yet.
//
// Errors: those of parcel.Parcel.Unpictured.
func (d *Desk) DropParcelPhoto(ctx context.Context, r PhotoNamed) (parcel.Parcel, error) {
	return d.changeParcel(ctx, r.Parcel, "parcel.unphoto", func(_ setting, p parcel.Parcel) (parcel.Parcel, domain.Args, error) {
		p, err := p.Unpictured(r.Hash)
		return p, nil, err
	})
}

// BackRequest says in which way a parcel came back.
type BackRequest struct {
	Parcel domain.ID  `json:"parcel"`
	How    parcel.How `json:"how"` // "", refused, intercepted
}

// ParcelCameBack says that a parcel was refused or turned around on its way.
//
// Errors: parcel.how.
func (d *Desk) ParcelCameBack(ctx context.Context, r BackRequest) (parcel.Parcel, error) {
	return d.changeParcel(ctx, r.Parcel, "parcel.back", func(_ setting, p parcel.Parcel) (parcel.Parcel, domain.Args, error) {
		p, err := p.CameBack(r.How)
		return p, domain.Args{"how": string(r.How)}, err
	})
}

// AnotherParcel says that a second parcel came under a code that is here already:
// carriers use a tracking number twice, and people pack a return in two. It is
// asked, never refused.
//
// Errors: missing.parcel.
func (d *Desk) AnotherParcel(ctx context.Context, id domain.ID) (Scanned, error) {
	var out Scanned
	err := d.update(ctx, func(tx Tx, s setting) error {
		old, err := tx.Parcel(id)
		if err != nil {
			return err
		}
		out = Scanned{Code: old.Code}
		if len(old.CaseIDs) == 0 {
			return register(tx, s, &out, parcel.Parcel{OrderID: old.OrderID, How: old.How})
		}
		c, err := tx.Case(old.CaseIDs[0])
		if err != nil {
			return err
		}
		all, err := tx.ParcelsOfCase(c.ID)
		if err != nil {
			return err
		}
		return d.arrives(tx, s, &out, parcel.Parcel{Number: further(c.Return, len(all)), Code: old.Code, Tracking: old.Tracking, CaseIDs: old.CaseIDs,
			State: parcel.Arrived, Arrived: s.now, Who: s.who()})
	})
	return out, err
}
