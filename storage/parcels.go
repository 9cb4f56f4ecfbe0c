package storage

import (
	"strings"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/parcel"
)

// Parcel is one parcel.
//
// Errors: missing.parcel.
func (t *Tx) Parcel(id domain.ID) (parcel.Parcel, error) {
	return find[parcel.Parcel](t, "parcel", id, `SELECT body FROM parcels WHERE id = $1`, id)
}

// ParcelByCode is the newest parcel of a number, or of what was scanned when
// it came in.
//
// Errors: missing.parcel.
func (t *Tx) ParcelByCode(code string) (parcel.Parcel, error) {
	folded := foldCode(code)
	return find[parcel.Parcel](t, "parcel", code, `SELECT body FROM parcels
		WHERE number = $1 OR code = $2 OR (tracking <> '' AND tracking = $2) ORDER BY id DESC LIMIT 1`, hyphened(code), folded)
}

// ParcelsOfCase are the parcels that carry goods of a case, oldest first.
func (t *Tx) ParcelsOfCase(caseID domain.ID) ([]parcel.Parcel, error) {
	return list[parcel.Parcel](t, "parcel", `SELECT p.body FROM parcel_cases c JOIN parcels p ON p.id = c.parcel_id
		WHERE c.case_id = $1 ORDER BY p.id`, caseID)
}

// PutParcel keeps a parcel, the cases that it belongs to, and what a search
// finds it by.
//
// Errors: those of Validate, store.conflict, store.refers when a case does not
// exist.
func (t *Tx) PutParcel(p *parcel.Parcel) error {
	var before []searchKey
	if p.ID != 0 {
		old, err := t.Parcel(p.ID)
		if err != nil {
			return gone("parcels", p.ID, err)
		}
		before = parcelKeys(old)
	}
	err := t.keep(record{entity: "parcel", table: "parcels", value: p, id: &p.ID, version: &p.Version,
		columns: []string{"number", "code", "tracking", "state", "arrived"},
		values:  []any{p.Number, foldCode(p.Code), foldCode(p.Tracking), string(p.State), p.Arrived}})
	if err != nil {
		return err
	}
	if _, err := t.Exec(`DELETE FROM parcel_cases WHERE parcel_id = $1`, p.ID); err != nil {
		return err
	}
	for _, id := range p.CaseIDs {
		if err := t.joinCase(p.ID, id); err != nil {
			return err
		}
	}
	return t.changeKeys("parcel", p.ID, before, parcelKeys(*p))
}

// joinCase says that a parcel belongs to a case.
func (t *Tx) joinCase(parcelID, caseID domain.ID) error {
	_, err := t.Exec(`INSERT INTO parcel_cases (case_id, parcel_id) VALUES ($1, $2) ON CONFLICT (case_id, parcel_id) DO NOTHING`, caseID, parcelID)
	return err
}

func parcelKeys(p parcel.Parcel) []searchKey { return documentKeys(p.Number, p.Code, p.Tracking) }

// ParcelPage is the newest parcels of some states.
func (t *Tx) ParcelPage(q desk.ParcelQuery) ([]parcel.Parcel, error) {
	var c clause
	oneOf(&c, "state", q.States)
	limit := c.value(q.Limit)
	return list[parcel.Parcel](t, "parcel", `SELECT body FROM parcels`+c.where()+` ORDER BY id DESC LIMIT `+limit, c.values...)
}

// oneOf adds the condition that a column is one of some words; none: any.
func oneOf[S ~string](c *clause, column string, words []S) {
	if len(words) == 0 {
		return
	}
	marks := make([]string, len(words))
	for i, w := range words {
		marks[i] = c.value(string(w))
	}
	c.and(column + " IN (" + strings.Join(marks, ", ") + ")")
}
