package storage

import (
	"encoding/json"
	"fmt"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/parcel"
	"aftercare/domain/shop"
)

// Shop is the one shop of the store.
//
// Errors: missing.shop before the first start is over.
func (t *Tx) Shop() (shop.Shop, error) {
	return find[shop.Shop](t, "shop", "", `SELECT body FROM shop WHERE id = 1`)
}

// PutShop keeps the shop; its Version is the one that was read, 0 the first
// time.
//
// Errors: those of Validate, store.conflict, store.duplicate when there is a
// shop already.
func (t *Tx) PutShop(s *shop.Shop) error {
	if err := s.Validate(); err != nil {
		return err
	}
	before := s.Version
	s.Version++
	body, err := canonicalJSON(s)
	if err == nil {
		_, err = t.PutVersioned(Versioned{Table: "shop", ID: 1, Version: before, Columns: []string{"body"}, Values: []any{body}})
	}
	if err != nil {
		s.Version = before
		return err
	}
	t.Changed(Change{Entity: "shop", ID: 1})
	return nil
}

// Holidays are the calendars of all regions, by region.
func (t *Tx) Holidays() ([]calendar.Holidays, error) {
	return plain[calendar.Holidays](t, `SELECT body FROM holidays ORDER BY region`)
}

// PutHolidays replaces the calendar of the region.
//
// Errors: field.required without a region.
func (t *Tx) PutHolidays(h calendar.Holidays) error {
	if h.Region == "" {
		return domain.Wrong("region", "field.required", nil)
	}
	body, err := canonicalJSON(h)
	if err != nil {
		return err
	}
	_, err = t.Exec(`INSERT INTO holidays (region, body) VALUES ($1, $2)
		ON CONFLICT (region) DO UPDATE SET body = excluded.body`, h.Region, body)
	t.Changed(Change{Entity: "calendar"})
	return err
}

// Checklists are the lists of all categories, by category.
func (t *Tx) Checklists() ([]parcel.Checklist, error) {
	return plain[parcel.Checklist](t, `SELECT body FROM checklists ORDER BY category`)
}

// PutChecklist replaces the list of the category.
//
// Errors: field.required without a category.
func (t *Tx) PutChecklist(c parcel.Checklist) error {
	if c.Category == "" {
		return domain.Wrong("category", "field.required", nil)
	}
	body, err := canonicalJSON(c)
	if err != nil {
		return err
	}
	_, err = t.Exec(`INSERT INTO checklists (category, body) VALUES ($1, $2)
		ON CONFLICT (category) DO UPDATE SET body = excluded.body`, c.Category, body)
	t.Changed(Change{Entity: "checklist"})
	return err
}

// plain reads values that have no rule of their own.
func plain[T any](t *Tx, query string) ([]T, error) {
	return All(t, func(r Row) (T, error) {
		var body string
		var v T
		if err := r.Scan(&body); err != nil {
			return v, err
		}
		if err := json.Unmarshal([]byte(body), &v); err != nil {
			return v, fmt.Errorf("stored %T: %w", v, err)
		}
		return v, nil
	}, query)
}
