package desk

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"slices"

	"aftercare/domain"
)

// Verb is one verb of the shop as a program names it: "order.ship" with a
// request in JSON. Every verb that a person can use on screen is one.
type Verb struct {
	Name   string  `json:"name"`
	Fields []Field `json:"fields"` // of its request; none is required by its form
	run    func(ctx context.Context, d *Desk, request json.RawMessage) (any, error)
}

// Field is a field of a request. Type is text, number, truth, moment
// (2026-03-12T16:05:00+08:00), day (2026-03-12), id, object, or list of one of
// these, or any for what has no fixed form.
type Field struct {
	Name   string  `json:"name"`
	Type   string  `json:"type"`
	Fields []Field `json:"fields,omitempty"` // of an object, or of a list's objects
}

// verbOf makes a verb of a method of the desk.
func verbOf[Q, A any](name string, run func(*Desk, context.Context, Q) (A, error)) Verb {
	return savingVerb(name, nil, run)
}

// savingVerb makes a verb whose request changes what is there: what it does
// not name stays as current gives it.
func savingVerb[Q, A any](name string, current func(*Desk, context.Context, Q) (Q, error), run func(*Desk, context.Context, Q) (A, error)) Verb {
	return Verb{Name: name, Fields: fieldsOf(reflect.TypeFor[Q]()), run: func(ctx context.Context, d *Desk, raw json.RawMessage) (any, error) {
		var q Q
		r := reader{verb: name, named: func(kind, n string) (domain.ID, error) { return d.named(ctx, kind, n) }}
		if err := r.read(raw, &q); err != nil {
			return nil, err
		}
		if err := d.may(ctx, name); err != nil {
			return nil, err
		}
		if current != nil {
			var err error
			if q, err = current(d, ctx, q); err != nil {
				return nil, err
			}
			if err := r.read(raw, &q); err != nil {
				return nil, err
			}
		}
		return run(d, ctx, q)
	}}
}

// Do runs a verb by its name. A request names its order, case, repair, parcel
// or channel by id or, as a person would, by number or name: {"order": "LS-10455"}.
// An empty request is {}.
//
// Errors: verb.unknown, verb.json, verb.no_field, verb.field with the field's
// path, person.unknown, right.refused, and those of the verb.
func (d *Desk) Do(ctx context.Context, verb string, request json.RawMessage) (any, error) {
	all := Verbs()
	i := slices.IndexFunc(all, func(v Verb) bool { return v.Name == verb })
	if i < 0 {
		return nil, domain.Wrong("verb", "verb.unknown", domain.Args{"verb": verb})
	}
	return all[i].run(ctx, d, request)
}

// may says whether the one who works may use a verb, before it looks at what
// it was asked: a right is refused whether or not the thing exists.
func (d *Desk) may(ctx context.Context, verb string) error {
	return d.Store.View(d.as(ctx), func(tx Tx) error {
		var s setting
		var err error
		if s.shop, err = tx.Shop(); err != nil && !errors.Is(err, domain.Code("missing.shop")) {
			return err
		}
		if err := s.sit(tx); err != nil {
			return err
		}
		return s.allowed(verb)
	})
}

// named finds what a request calls by a number or a name.
func (d *Desk) named(ctx context.Context, kind, name string) (domain.ID, error) {
	switch kind {
	case "order", "new_order":
		v, err := d.OrderNumbered(ctx, name)
		return v.ID, err
	case "case":
		v, err := d.CaseNumbered(ctx, name)
		return v.ID, err
	case "job", "repair":
		v, err := d.RepairNumbered(ctx, name)
		return v.ID, err
	case "parcel":
		p, err := d.ParcelNumbered(ctx, name)
		return p.ID, err
	case "claim":
		c, err := d.ClaimNumbered(ctx, name)
		return c.ID, err
	case "goodwill":
		g, err := d.GoodwillNumbered(ctx, name)
		return g.ID, err
	case "channel":
		c, err := d.ChannelNamed(ctx, name)
		return c.ID, err
	}
	return 0, errNotNamed
}

// errNotNamed says that only an id can name such a thing.
var errNotNamed = errors.New("has no name of its own")
