package desk

import (
	"context"
	"time"

	"aftercare/domain"
)

// Draft is what stands in a form that was not sent: the words of its fields by
// name, and where the form is. It is its person's own, and no part of the shop:
// the log does not know it.
type Draft struct {
	Place string    `json:"place"` // one form of one record; the page's own name for it
	Title string    `json:"title"` // as the form was headed
	Page  string    `json:"page"`  // the route to the form
	ID    domain.ID `json:"id,omitempty"`
	Do    string    `json:"do,omitempty"`
	At    time.Time `json:"at"` // when it was kept
	Words []Typed   `json:"words"`
}

// Typed is what stands in one control of a form.
type Typed struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// The most that is kept of half-filled forms: letters of one, and how many of
// one person; the oldest goes first.
const (
	MaxDraft  = 200_000
	maxDrafts = 50
)

// DraftTx keeps half-filled forms by person and place.
type DraftTx interface {
	Drafts(person domain.ID) ([]Draft, error) // newest first
	PutDraft(person domain.ID, d Draft) error // replaces the one of the place
	DropDraft(person domain.ID, place string) error
}

// Validate refuses what no form can have typed.
//
// Errors: field.required, field.too_long.
func (f Draft) Validate() error {
	if f.Place == "" {
		return domain.Wrong("place", "field.required", nil)
	}
	n := len(f.Place) + len(f.Title)
	for _, w := range f.Words {
		n += len(w.Text)
	}
	if n > MaxDraft {
		return domain.Wrong("words", "field.too_long", domain.Args{"limit": MaxDraft})
	}
	return nil
}

// KeepDraft keeps what stands in a form, in the place of what was kept of it
// before.
//
// Errors: those of Draft.Validate.
func (d *Desk) KeepDraft(ctx context.Context, f Draft) (Draft, error) {
	if err := f.Validate(); err != nil {
		return f, err
	}
	err := d.update(ctx, func(tx Tx, s setting) error {
		f.At = s.now
		if err := tx.PutDraft(s.person.ID, f); err != nil {
			return err
		}
		all, err := tx.Drafts(s.person.ID)
		for _, old := range all[min(maxDrafts, len(all)):] {
			if err == nil {
				err = tx.DropDraft(s.person.ID, old.Place)
			}
		}
		return err
	})
	return f, err
}

// Drafts lists the half-filled forms of the one who works, newest first.
func (d *Desk) Drafts(ctx context.Context) ([]Draft, error) {
	var out []Draft
	err := d.view(ctx, func(tx Tx, s setting) error {
		var err error
		out, err = tx.Drafts(s.person.ID)
		return err
	})
	return out, err
}

// DraftNamed names a half-filled form.
type DraftNamed struct {
	Place string `json:"place"`
}

// DropDraft forgets a half-filled form: it was sent, or nobody wants it. One
// that is not there is forgotten already.
func (d *Desk) DropDraft(ctx context.Context, r DraftNamed) (DraftNamed, error) {
	return r, d.update(ctx, func(tx Tx, s setting) error { return tx.DropDraft(s.person.ID, r.Place) })
}

func draftVerbs() []Verb {
	return []Verb{
		verbOf("draft.keep", (*Desk).KeepDraft),
		verbOf("draft.list", func(d *Desk, ctx context.Context, _ nothing) ([]Draft, error) { return d.Drafts(ctx) }),
		verbOf("draft.drop", (*Desk).DropDraft),
	}
}
