package storage

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/domain/parcel"
	"aftercare/domain/refund"
	"aftercare/domain/repair"
	"aftercare/domain/stock"
)

// image is an aggregate as it was before a step, and the version that the step
// made of it.
type image struct {
	Table  string    `json:"table"`
	ID     domain.ID `json:"id"`
	Was    int64     `json:"was"`              // the version before, 0 of one that the step made
	After  int64     `json:"after"`            // the one that shows that nobody changed it since
	Before string    `json:"before,omitempty"` // "" of one that the step made
	Notes  int       `json:"notes,omitempty"`  // how many an order had
}

// stepBody is what a step changed.
type stepBody struct {
	Images []image          `json:"images"`
	Moved  []stock.Movement `json:"moved,omitempty"`
}

// The most that is kept of one step, and how many entries of the history back
// steps are kept. A step that changed more cannot be taken back.
const (
	mostImages = 50
	keptSteps  = 400
)

// imagine keeps an aggregate as it is before it is put.
func (t *Tx) imagine(v Versioned) error {
	if len(t.images) > mostImages || !slices.Contains(v.Columns, "body") {
		return nil
	}
	im := image{Table: v.Table, ID: v.ID, Was: v.Version, After: v.Version + 1}
	if v.Version > 0 {
		if _, err := t.QueryRow([]any{&im.Before}, `SELECT body FROM `+v.Table+` WHERE id = $1`, v.ID); err != nil {
			return err
		}
	}
	if v.Table == "orders" {
		if _, err := t.QueryRow([]any{&im.Notes}, `SELECT COUNT(*) FROM notes WHERE order_id = $1`, v.ID); err != nil {
			return err
		}
	}
	t.images = append(t.images, im)
	return nil
}

// keepStep keeps what this Update changed, beside its entry in the history, and
// forgets old steps. What one customer's erasure takes away stands in no step
// either.
func (t *Tx) keepStep() error {
	if len(t.entries) == 0 {
		return nil
	}
	if t.forgot {
		if _, err := t.Exec(`DELETE FROM steps`); err != nil {
			return err
		}
		_, err := t.Exec(`DELETE FROM drafts`)
		return err
	}
	body := stepBody{Images: t.images, Moved: t.moved}
	if len(t.images) > mostImages {
		body = stepBody{}
	}
	text, err := canonicalJSON(body)
	if err != nil {
		return fmt.Errorf("step: %w", err)
	}
	e, seq := t.lastEntry, t.entries[len(t.entries)-1]
	if _, err := t.Exec(`INSERT INTO steps (seq, at, who, verb, entity, entity_id, undone, body) VALUES ($1, $2, $3, $4, $5, $6, 0, $7)`,
		seq, e.At, e.Who, e.Verb, e.Entity, e.ID, text); err != nil {
		return err
	}
	_, err = t.Exec(`DELETE FROM steps WHERE seq <= $1`, seq-keptSteps)
	return err
}

// LastStep is the newest step of a person that was not taken back; found is
// false where there is none.
func (t *Tx) LastStep(who string) (s desk.Step, found bool, err error) {
	var text string
	found, err = t.QueryRow([]any{&s.Seq, Moment(&s.At), &s.Who, &s.Verb, &s.Entity, &s.ID, &text}, `SELECT seq, at, who, verb, entity, entity_id, body FROM steps
		WHERE who = $1 AND undone = 0 AND verb NOT IN ('undo', 'person.enter', 'person.wrong') ORDER BY seq DESC LIMIT 1`, who)
	if err != nil || !found {
		return s, found, err
	}
	body, err := bodyOfStep(text)
	s.Made, s.Lost = false, len(body.Images) == 0
	for _, im := range body.Images {
		s.Made = s.Made || im.Before == "" && im.Table != "goodwill"
		query := versionIn[im.Table]
		if query == "" || s.Since || err != nil {
			continue
		}
		var version int64
		_, err = t.QueryRow([]any{&version}, query, im.ID)
		s.Since = version != im.After
	}
	return s, true, err
}

// versionIn reads which version an aggregate has that can be given back.
var versionIn = map[string]string{
	"orders":   `SELECT version FROM orders WHERE id = $1`,
	"cases":    `SELECT version FROM cases WHERE id = $1`,
	"parcels":  `SELECT version FROM parcels WHERE id = $1`,
	"jobs":     `SELECT version FROM jobs WHERE id = $1`,
	"products": `SELECT version FROM products WHERE id = $1`,
	"goodwill": `SELECT version FROM goodwill WHERE id = $1`,
}

func bodyOfStep(text string) (stepBody, error) {
	var body stepBody
	if err := json.Unmarshal([]byte(text), &body); err != nil {
		return body, fmt.Errorf("stored step: %w", err)
	}
	return body, nil
}

// TakeBack gives all that a step changed the value that it had before, as long
// as nobody has changed it since. Notes stay and are corrected; stock moves
// back.
//
// Errors: undo.changed.
func (t *Tx) TakeBack(seq int64, who string, now time.Time) error {
	var text string
	if found, err := t.QueryRow([]any{&text}, `SELECT body FROM steps WHERE seq = $1 AND undone = 0`, seq); err != nil || !found {
		return orMissingStep(err)
	}
	body, err := bodyOfStep(text)
	if err != nil {
		return err
	}
	for i := len(body.Images) - 1; i >= 0; i-- {
		if err := t.giveBack(body.Images[i], who, now); err != nil {
			return err
		}
		if err := t.follow(seq, body.Images[i]); err != nil {
			return err
		}
	}
	moves := make([]stock.Movement, 0, len(body.Moved))
	for i, m := range slices.Backward(body.Moved) { // a unit goes back the way it came
		m.From, m.To, m.Back = m.To, m.From, !m.Back
		m.ID, m.At, m.Who, m.Once = 0, now, who, fmt.Sprintf("undo/%d/%d", seq, i+1)
		moves = append(moves, m)
	}
	if _, err := t.PutMovements(moves); err != nil {
		return err
	}
	_, err = t.Exec(`UPDATE steps SET undone = 1 WHERE seq = $1`, seq)
	return err
}

// follow tells the step before that what it made stands again, under a new
// version: it can be taken back next.
func (t *Tx) follow(seq int64, im image) error {
	type step struct {
		seq  int64
		text string
	}
	older, err := All(t, func(r Row) (step, error) {
		var s step
		return s, r.Scan(&s.seq, &s.text)
	}, `SELECT seq, body FROM steps WHERE seq < $1 AND undone = 0 ORDER BY seq DESC`, seq)
	if err != nil {
		return err
	}
	for _, s := range older {
		body, err := bodyOfStep(s.text)
		if err != nil {
			return err
		}
		for i, old := range body.Images {
			if old.Table != im.Table || old.ID != im.ID || old.After != im.Was {
				continue
			}
			body.Images[i].After = im.After + 1
			text, err := canonicalJSON(body)
			if err == nil {
				_, err = t.Exec(`UPDATE steps SET body = $2 WHERE seq = $1`, s.seq, text)
			}
			return err
		}
	}
	return nil
}

func orMissingStep(err error) error {
	if err == nil {
		err = &domain.Error{Kind: domain.Refused, Code: "undo.nothing"}
	}
	return err
}

// giveBack puts one aggregate back.
func (t *Tx) giveBack(im image, who string, now time.Time) error {
	changed := &domain.Error{Kind: domain.Conflict, Code: "undo.changed"}
	switch im.Table {
	case "orders":
		was, err := decoded[order.Order]("order", im.Before)
		if err != nil {
			return err
		}
		is, err := t.Order(im.ID)
		if err != nil {
			return err
		}
		if is.Version != im.After {
			return changed
		}
		undone := is.Undone(was, im.Notes, who, now)
		return t.PutOrder(&undone)
	case "cases":
		return putBack(t, im, changed, func(v *casefile.Case) *int64 { return &v.Version }, t.Case, t.PutCase)
	case "parcels":
		return putBack(t, im, changed, func(v *parcel.Parcel) *int64 { return &v.Version }, t.Parcel, t.PutParcel)
	case "jobs":
		return putBack(t, im, changed, func(v *repair.Job) *int64 { return &v.Version }, t.Job, t.PutJob)
	case "goodwill":
		return t.unowed(im, changed)
	case "products":
		read := func(id domain.ID) (stock.Product, error) {
			return find[stock.Product](t, "product", id, `SELECT body FROM products WHERE id = $1`, id)
		}
		return putBack(t, im, changed, func(v *stock.Product) *int64 { return &v.Version }, read, t.PutProduct)
	}
	return &domain.Error{Kind: domain.Refused, Code: "undo.no.other"}
}

// unowed gives a payment that a case opened by itself the value of before; one
// that the step opened is owed no more, and its number stays.
func (t *Tx) unowed(im image, changed error) error {
	if im.Before != "" {
		return putBack(t, im, changed, func(v *refund.Goodwill) *int64 { return &v.Version }, t.Goodwill, t.PutGoodwill)
	}
	g, err := t.Goodwill(im.ID)
	if err != nil {
		return err
	}
	if g.Version != im.After {
		return changed
	}
	g, _ = g.Owes(money.Of(0, g.Amount.Currency))
	return t.PutGoodwill(&g)
}

func putBack[T valid](t *Tx, im image, changed error, version func(*T) *int64, read func(domain.ID) (T, error), put func(*T) error) error {
	is, err := read(im.ID)
	if err != nil {
		return err
	}
	if *version(&is) != im.After {
		return changed
	}
	was, err := decoded[T](im.Table, im.Before)
	if err != nil {
		return err
	}
	*version(&was) = im.After
	return put(&was)
}
