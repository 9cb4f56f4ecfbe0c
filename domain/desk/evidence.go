package desk

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/claim"
	"aftercare/domain/message"
	"aftercare/domain/order"
)

// EvidenceQuery names what an evidence pack is about: a case or an order.
type EvidenceQuery struct {
	Entity string    `json:"entity"` // case, order
	ID     domain.ID `json:"id"`
}

// EvidenceFile is a file and where it comes from: order, case, shipping, parcel.
type EvidenceFile struct {
	domain.File
	From string `json:"from"`
}

// Evidence is all that speaks for the shop in a dispute (R7): the order, the proof
// of shipping, messages, notes, files, and what was done when by whom.
type Evidence struct {
	Number   string            `json:"number"` // of the case, else of the order
	Order    OrderView         `json:"order"`
	Case     *casefile.Case    `json:"case,omitempty"`
	Messages []message.Message `json:"messages"`
	Files    []EvidenceFile    `json:"files"`
	Timeline []domain.Entry    `json:"timeline"`
}

// Evidence gathers what an evidence pack holds.
//
// Errors: missing.case, missing.order, message.about.
func (d *Desk) Evidence(ctx context.Context, q EvidenceQuery) (Evidence, error) {
	var out Evidence
	err := d.view(ctx, func(tx Tx, s setting) error {
		if q.Entity != "case" && q.Entity != "order" {
			return domain.Wrong("entity", "message.about", domain.Args{"value": q.Entity})
		}
		a, err := aboutOf(tx, q.Entity, q.ID)
		if err != nil {
			return err
		}
		if out.Order, err = d.orderView(tx, s, *a.order); err != nil {
			return err
		}
		out.Number, out.Case = a.order.Number, a.file
		if out.Messages, err = tx.Messages(q.Entity, q.ID); err != nil {
			return err
		}
		if out.Timeline, err = tx.History("order", a.order.ID); err != nil {
			return err
		}
		out.add("order", a.order.Files...)
		for _, p := range a.order.Shipments {
			out.add("shipping", p.Files...)
		}
		if a.file == nil {
			return nil
		}
		out.Number = a.file.Number
		out.add("case", a.file.Files...)
		more, err := tx.History("case", a.file.ID)
		if err != nil {
			return err
		}
		out.Timeline = append(out.Timeline, more...)
		slices.SortStableFunc(out.Timeline, func(a, b domain.Entry) int { return a.At.Compare(b.At) })
		parcels, err := tx.ParcelsOfCase(a.file.ID)
		for _, p := range parcels {
			for _, f := range p.Photos {
				out.add("parcel", f.File)
			}
		}
		return err
	})
	return out, err
}

// add takes files in, each once.
func (e *Evidence) add(from string, files ...domain.File) {
	for _, f := range files {
		if !slices.ContainsFunc(e.Files, func(o EvidenceFile) bool { return o.Hash == f.Hash }) {
			e.Files = append(e.Files, EvidenceFile{f, from})
		}
	}
}

// EvidenceZip writes the originals of an evidence pack, byte for byte, with a list
// of their hashes. A file that is missing or was changed on the disk is refused:
// half a pack would be taken for a whole one.
//
// Errors: file.missing, file.rotten, and those of Evidence.
func (d *Desk) EvidenceZip(ctx context.Context, q EvidenceQuery, w io.Writer) error {
	e, err := d.Evidence(ctx, q)
	if err != nil {
		return err
	}
	z := zip.NewWriter(w)
	var list strings.Builder
	for i, f := range e.Files {
		name := fmt.Sprintf("%02d-%s%s", i+1, f.Hash[:8], safeEnding(f.Name))
		fmt.Fprintf(&list, "%s  %s\n", f.Hash, name)
		if err := d.zipOne(ctx, z, name, f.File); err != nil {
			return err
		}
	}
	sums, err := z.Create("SHA256SUMS")
	if err == nil {
		_, err = io.WriteString(sums, list.String())
	}
	if err != nil {
		return err
	}
	return z.Close()
}

func (d *Desk) zipOne(ctx context.Context, z *zip.Writer, name string, f domain.File) error {
	r, err := d.Blobs.Open(ctx, f.Hash)
	if err != nil {
		return err
	}
	defer r.Close()
	into, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: f.At})
	if err != nil {
		return err
	}
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(into, sum), r); err != nil {
		return err
	}
	if hex.EncodeToString(sum.Sum(nil)) != f.Hash {
		return &domain.Error{Kind: domain.Damaged, Code: "file.rotten", Args: domain.Args{"name": f.Name}}
	}
	return nil
}

// safeEnding is the ending of a file's own name, as an archive may hold it: the
// rest of the name is a label and never a path.
func safeEnding(name string) string {
	end := strings.ToLower(path.Ext(name))
	if len(end) < 2 || len(end) > 6 || strings.Trim(end[1:], "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
		return ""
	}
	return end
}

// CaseFiles asks to add evidence to a case.
type CaseFiles struct {
	Case  domain.ID     `json:"case"`
	Files []domain.File `json:"files"` // as file.keep answered them
}

// AddCaseFiles adds photos, videos, letters to a case (R6): each kept byte for
// byte by its hash, once. Enough of them end the step that asks for evidence, and
// the carrier's entry in the register gets them too.
//
// Errors: missing.case, field.required, file.hash.
func (d *Desk) AddCaseFiles(ctx context.Context, r CaseFiles) (CaseView, error) {
	return d.changeCase(ctx, r.Case, "case.files", func(tx Tx, s setting, c casefile.Case, t order.Terms) (casefile.Case, domain.Args, error) {
		if len(r.Files) == 0 {
			return c, nil, domain.Wrong("files", "field.required", nil)
		}
		for _, f := range r.Files {
			if e := f.Validate(); e != nil {
				return c, nil, e
			}
		}
		c, err := c.Shown(r.Files, s.who(), s.now, t)
		if err != nil {
			return c, nil, err
		}
		return c, domain.Args{"count": len(r.Files)}, showsCarrier(tx, c)
	})
}

// showsCarrier gives what a customer showed to the entry that asks the carrier
// about the case: its message and its ZIP hold it (R11).
func showsCarrier(tx Tx, c casefile.Case) error {
	all, err := tx.ClaimsOfCase(c.ID)
	if err != nil {
		return err
	}
	for _, k := range all {
		if k.Party != claim.Carrier || k.Done() {
			continue
		}
		k = k.With(c.Files...)
		if err := tx.PutClaim(&k); err != nil {
			return err
		}
	}
	return nil
}
