package desk

import (
	"context"
	"regexp"
	"strings"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/refund"
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
		if hits, err = withUnit(tx, clean, hits); err != nil {
			return nil, err
		}
		return withBooks(tx, clean, hits)
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

// bookNumber is a number of the books as one types it: F-1004, G-1001, k1003.
var bookNumber = regexp.MustCompile(`^(?i)[fgk][ -]?[0-9]+$`)

// withBooks puts a refund, a goodwill payment or an entry of the follow-up
// register first among what a search found, when the text is its number.
func withBooks(tx Tx, text string, hits []Hit) ([]Hit, error) {
	if !bookNumber.MatchString(text) {
		return hits, nil
	}
	of := map[string]func(Tx, string) (Hit, error){"f": bookedRefund, "g": bookedPayment, "k": bookedClaim}[strings.ToLower(text[:1])]
	found, err := of(tx, text)
	switch e := domain.As(err); {
	case e != nil && e.Kind == domain.NotFound:
		return hits, nil
	case err != nil:
		return nil, err
	}
	return append([]Hit{found}, hits...), nil
}

func bookedRefund(tx Tx, number string) (Hit, error) {
	id, ok := refund.IDOf(number)
	if !ok {
		return Hit{}, domain.Missing("refund", number)
	}
	r, err := tx.Refund(id)
	if err != nil {
		return Hit{}, err
	}
	o, err := tx.Order(r.OrderID)
	return Hit{Entity: "refund", ID: r.ID, Number: r.Number, Who: o.ShipTo.Name, What: o.Number, Exact: true}, err
}

func bookedPayment(tx Tx, number string) (Hit, error) {
	g, err := tx.GoodwillNumbered(number)
	if err != nil {
		return Hit{}, err
	}
	row, err := goodwillRow(tx, g)
	return Hit{Entity: "goodwill", ID: g.ID, Number: g.Number, Who: row.Customer, What: row.OrderNumber, Exact: true}, err
}

func bookedClaim(tx Tx, number string) (Hit, error) {
	c, err := tx.ClaimNumbered(number)
	return Hit{Entity: "claim", ID: c.ID, Number: c.Number, Who: c.Recipient, What: c.Order, Exact: true}, err
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
