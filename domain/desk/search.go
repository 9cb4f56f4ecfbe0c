package desk

import (
	"context"

	"aftercare/domain"
	"aftercare/domain/casefile"
)

// Search finds what a text or a scan names, best first. Return numbers are
// understood with and without their hyphen. It takes the same few milliseconds
// in a shop of any size; a part from the middle of a Latin word is left to
// SearchInside.
func (d *Desk) Search(ctx context.Context, text string, limit int) ([]Hit, error) {
	return d.search(ctx, text, func(tx Tx, clean string) ([]Hit, error) {
		if number, isReturn, ok := casefile.ReadReturn(clean); isReturn && ok {
			clean = number
		}
		hits, err := tx.Search(clean, limit)
		if err != nil {
			return nil, err
		}
		return withUnit(tx, clean, hits)
	})
}

// SearchInside finds customers by a part of a word or number that nothing begins
// with, for when Search finds nothing. It looks at every customer: a sixth of a
// second for half a million.
func (d *Desk) SearchInside(ctx context.Context, text string, limit int) ([]Hit, error) {
	return d.search(ctx, text, func(tx Tx, clean string) ([]Hit, error) { return tx.SearchInside(clean, limit) })
}

func (d *Desk) search(ctx context.Context, text string, look func(tx Tx, clean string) ([]Hit, error)) (hits []Hit, err error) {
	clean, e := domain.Line("search", text, false)
	if e != nil || clean == "" {
		return nil, nil
	}
	err = d.view(ctx, func(tx Tx, _ setting) error {
		hits, err = look(tx, clean)
		return err
	})
	return hits, err
}

type searchRequest struct {
	Text  string `json:"text"`
	Limit int    `json:"limit"`
}

// searchVerb searches as the box in the window does: first what begins so, and
// where nothing does, what has it inside.
func searchVerb(d *Desk, ctx context.Context, q searchRequest) ([]Hit, error) {
	hits, err := d.Search(ctx, q.Text, limited(q.Limit))
	if err != nil || len(hits) > 0 {
		return hits, err
	}
	return d.SearchInside(ctx, q.Text, limited(q.Limit))
}
